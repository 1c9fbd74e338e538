//! The second look: what the first look at all pairs says about one of them.
//!
//! Accounts of one talk keep its order, so a likely pair makes the pairs around it likelier; one outlet rarely reports a statement twice,
//! so a likelier pair of the same claim makes it less likely; and two claims that a third article's claim is likely the same as are
//! likelier the same.

use crate::index::Index;
use crate::model::{MatchKey, Pair};
use rustc_hash::FxHashMap;

/// Probabilities of the first look below this count as none, 0 to 1.
const LEAST: f32 = 0.01;

/// How far around a claim the wider look goes, in claims of its article.
const AROUND: usize = 2;

/// How far around a claim its vicinity goes, in claims of its article.
const VICINITY: usize = 8;

/// Over so many claims, those of both articles added up, a pair's bearing on those around falls to a third.
const FADES_OVER: f32 = 4.0;

/// What the other pairs say of one; each from 0 to 1, the lead from -1, the vicinity above.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Context {
    /// By how much its probability is above the next best of either claim in the other's article; below 0 where it is not the best.
    pub lead: f32,
    /// The best product of the probabilities of both claims with one claim of a third article.
    pub support: f32,
    /// The best probability between the claims beside the one and those beside the other, the claims themselves included.
    pub near: f32,
    /// The same up to two claims away.
    pub around: f32,
    /// The probabilities of all pairs up to [`VICINITY`] claims away, the less the farther: `ln(1 + Σ p e^(-d / 4))`.
    pub vicinity: f32,
}

/// The first look at all pairs inside events.
pub(super) struct FirstLook<'a> {
    index: &'a Index,
    /// For each claim its pairs of [`LEAST`] and more with claims of other articles, by position.
    likely: Vec<Vec<(usize, f32)>>,
    /// For a claim and an article, the best and the second best probability of its pairs there.
    best: FxHashMap<(usize, usize), (f32, f32)>,
}

impl<'a> FirstLook<'a> {
    /// `probabilities` are those of `pairs`, which are sorted.
    pub fn of(index: &'a Index, pairs: &[Pair], probabilities: &[f32]) -> Self {
        let mut likely: Vec<Vec<(usize, f32)>> = vec![Vec::new(); index.claims.len()];
        let mut best: FxHashMap<(usize, usize), (f32, f32)> = FxHashMap::default();
        for (pair, p) in pairs.iter().zip(probabilities) {
            let article = |claim: usize| index.claims[claim].article;
            if pair.key != MatchKey::Event || *p < LEAST || article(pair.left) == article(pair.right) {
                continue;
            }
            for (claim, other) in [(pair.left, pair.right), (pair.right, pair.left)] {
                likely[claim].push((other, *p));
                let (first, second) = best.entry((claim, article(other))).or_default();
                if p > first {
                    (*first, *second) = (*p, *first);
                } else if p > second {
                    *second = *p;
                }
            }
        }
        for list in &mut likely {
            list.sort_unstable_by_key(|(other, _)| *other);
        }
        FirstLook { index, likely, best }
    }

    /// What the other pairs say of `pair`, whose own probability is `p`. All 0 for two claims of one article.
    pub fn context(&self, pair: Pair, p: f32) -> Context {
        let article = |claim: usize| self.index.claims[claim].article;
        if article(pair.left) == article(pair.right) {
            return Context::default();
        }
        let next = |claim: usize, other: usize| match self.best.get(&(claim, article(other))) {
            Some((first, second)) => {
                if p >= *first {
                    *second
                } else {
                    *first
                }
            }
            None => 0.0,
        };
        let lead = p - next(pair.left, pair.right).max(next(pair.right, pair.left));
        let (near, around) = self.around(pair);
        Context { lead, support: self.support(pair), near, around, vicinity: self.vicinity(pair) }
    }

    fn support(&self, pair: Pair) -> f32 {
        let mut best = 0f32;
        let mut others = self.likely[pair.right].iter().peekable();
        for (third, with_left) in &self.likely[pair.left] {
            while others.next_if(|(o, _)| o < third).is_some() {}
            if let Some((_, with_right)) = others.next_if(|(o, _)| o == third) {
                best = best.max(with_left * with_right);
            }
        }
        best
    }

    fn around(&self, pair: Pair) -> (f32, f32) {
        let (mut near, mut around) = (0f32, 0f32);
        for (left, from_left) in self.beside(pair.left, AROUND) {
            let list = &self.likely[left];
            if list.is_empty() {
                continue;
            }
            for (right, from_right) in self.beside(pair.right, AROUND) {
                if (left, right) == (pair.left, pair.right) {
                    continue;
                }
                let Ok(at) = list.binary_search_by_key(&right, |(other, _)| *other) else { continue };
                around = around.max(list[at].1);
                if from_left.max(from_right) <= 1 {
                    near = near.max(list[at].1);
                }
            }
        }
        (near, around)
    }

    fn vicinity(&self, pair: Pair) -> f32 {
        let article = self.index.claims[pair.right].article;
        let mut sum = 0f32;
        for (left, from_left) in self.beside(pair.left, VICINITY) {
            let list = &self.likely[left];
            let first = list.partition_point(|(other, _)| *other + VICINITY < pair.right);
            for (right, p) in list[first..].iter().take_while(|(other, _)| *other <= pair.right + VICINITY) {
                let away = from_left + right.abs_diff(pair.right);
                if away > 0 && self.index.claims[*right].article == article {
                    sum += p * (-(away as f32) / FADES_OVER).exp();
                }
            }
        }
        sum.ln_1p()
    }

    /// The claims of the same article up to `far` away, each with how far it is.
    fn beside(&self, claim: usize, far: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
        let article = self.index.claims[claim].article;
        let last = (claim + far).min(self.index.claims.len() - 1);
        let all = (claim.saturating_sub(far)..=last).filter(move |c| self.index.claims[*c].article == article);
        all.map(move |c| (c, c.abs_diff(claim)))
    }
}
