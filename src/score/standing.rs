//! How a pair stands beside the other pairs of its claims, and what the claims around them do.

use super::likeness::Likeness;
use crate::index::Index;
use crate::model::Pair;
use rustc_hash::FxHashMap;

/// How one pair stands; the margin is from -1 to 1, the rest from 0 to 1.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// By how much it is likelier than the next best pair of either claim in the other's article; below 0 where it is not the best.
    pub margin: f32,
    /// The best likeness between the claims just before or after the one and those just before or after the other.
    pub neighbours: f32,
}

/// The likeness of all pairs, so that one can be seen beside the others.
pub(super) struct Standing<'a> {
    pairs: &'a [Pair],
    ranks: Vec<f32>,
    /// For a claim and an article, the best and the second best rank of its pairs there.
    best: FxHashMap<(usize, usize), (f32, f32)>,
}

impl<'a> Standing<'a> {
    pub fn of(index: &Index, pairs: &'a [Pair], measured: &[Likeness]) -> Self {
        let ranks: Vec<f32> = measured.iter().map(Likeness::rank).collect();
        let mut best: FxHashMap<(usize, usize), (f32, f32)> = FxHashMap::default();
        for (pair, rank) in pairs.iter().zip(&ranks) {
            for (claim, other) in [(pair.left, pair.right), (pair.right, pair.left)] {
                let (first, second) = best.entry((claim, index.claims[other].article)).or_default();
                if rank > first {
                    (*first, *second) = (*rank, *first);
                } else if rank > second {
                    *second = *rank;
                }
            }
        }
        Standing { pairs, ranks, best }
    }

    /// How the pair at position `at` stands.
    pub fn of_pair(&self, index: &Index, at: usize) -> Place {
        let (pair, rank) = (self.pairs[at], self.ranks[at]);
        let (first_l, second_l) = self.best_of(pair.left, index.claims[pair.right].article);
        let (first_r, second_r) = self.best_of(pair.right, index.claims[pair.left].article);
        let next = |first: f32, second: f32| if rank >= first { second } else { first };
        Place { margin: rank - next(first_l, second_l).max(next(first_r, second_r)), neighbours: self.neighbours(index, pair) }
    }

    fn best_of(&self, claim: usize, article: usize) -> (f32, f32) {
        self.best.get(&(claim, article)).copied().unwrap_or_default()
    }

    fn neighbours(&self, index: &Index, pair: Pair) -> f32 {
        let mut best = 0f32;
        for left in around(index, pair.left) {
            for right in around(index, pair.right) {
                if (left, right) != (pair.left, pair.right) {
                    best = best.max(self.rank_of(left, right));
                }
            }
        }
        best
    }

    fn rank_of(&self, left: usize, right: usize) -> f32 {
        let (left, right) = (left.min(right), left.max(right));
        let found = self.pairs.binary_search_by(|p| (p.left, p.right).cmp(&(left, right)));
        found.map_or(0.0, |at| self.ranks[at])
    }
}

/// The claim, the one before and the one after it in its article.
fn around(index: &Index, claim: usize) -> impl Iterator<Item = usize> {
    let article = index.claims[claim].article;
    let last = index.claims.len() - 1;
    (claim.saturating_sub(1)..=(claim + 1).min(last)).filter(move |c| index.claims[*c].article == article)
}
