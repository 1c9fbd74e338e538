//! What two claims share that little else in the two articles shares, and what of the one the other article tells elsewhere.
//!
//! Two articles on one event are laid beside each other by the words that stand in one or two places of both: such a word anchors the one
//! place to the other, however common it is in the event as a whole. And a word of a claim that the other article has, but in another
//! sentence, tells against the pair; one that the other article has nowhere may only be told in other words there.

use super::group::Group;
use crate::index::{Bag, Index, Term};
use crate::model::Pair;
use rustc_hash::FxHashMap;

/// What anchors one pair; each from 0 to 1 but for the weight.
#[derive(Debug, Clone, Copy)]
pub(super) struct Anchored {
    /// Of what the other article tells at all of a claim, the share that the other claim has: the less found claim.
    pub found_least: f32,
    /// The same of the better found claim.
    pub found_most: f32,
    /// The weight of the words, no names, that the two sentences share, each divided by how many sentence pairs of the two articles share
    /// it, in nats.
    pub words: f32,
    /// How far the anchors of the two sentences, names and words, outweigh those of either sentence with the next best of the other
    /// article: 0 where there are none, towards 1 where there are no others. The sentence with the stronger rival.
    pub least: f32,
    /// The same of the sentence with the weaker rival.
    pub most: f32,
}

/// The heaviest anchors of a sentence in another article, with the sentence there, and the heaviest with any other sentence.
#[derive(Default)]
struct Best {
    first: (f32, usize),
    second: f32,
}

/// The anchors of all pairs of a group, so that one can be seen beside the others.
pub(super) struct Anchors<'a> {
    /// By pair, as [`weights`] makes them.
    weights: &'a [(f32, f32)],
    /// By sentence and other article.
    best: FxHashMap<(usize, usize), Best>,
}

impl<'a> Anchors<'a> {
    pub fn of(index: &Index, group: &Group, weights: &'a [(f32, f32)]) -> Self {
        let mut best: FxHashMap<(usize, usize), Best> = FxHashMap::default();
        for left in 0..group.claims.len() {
            for (right, at) in group.row(left) {
                let pair = group.pair(left, right);
                let (left, right) = (&index.claims[pair.left], &index.claims[pair.right]);
                for (claim, other) in [(left, right), (right, left)] {
                    best.entry((claim.sentence, other.article)).or_default().add(weights[at].0, other.sentence);
                }
            }
        }
        Anchors { weights, best }
    }

    /// What anchors `pair`, whose number is `at`. `told` remembers what was asked for the pairs before.
    pub fn of_pair(&self, index: &Index, told: &mut Told, pair: Pair, at: usize) -> Anchored {
        // So much must a pair without rivals share, in nats, to count for a half.
        const HALF: f32 = 1.0;
        let (left, right) = (&index.claims[pair.left], &index.claims[pair.right]);
        let (weight, words) = self.weights[at];
        let beside = |sentence: usize, other: usize, article: usize| {
            let rival = self.best.get(&(sentence, article)).map_or(0.0, |best| best.beside(other));
            weight / (weight + rival + HALF)
        };
        let of_left = beside(left.sentence, right.sentence, right.article);
        let of_right = beside(right.sentence, left.sentence, left.article);
        let (told_left, told_right) = told.of(index, pair);
        let found_left = found(&left.terms.bag, &right.terms.bag, told_left, &index.sentences[right.sentence].bag);
        let found_right = found(&right.terms.bag, &left.terms.bag, told_right, &index.sentences[left.sentence].bag);
        Anchored {
            found_least: found_left.min(found_right),
            found_most: found_left.max(found_right),
            words,
            least: of_left.min(of_right),
            most: of_left.max(of_right),
        }
    }
}

impl Best {
    fn add(&mut self, weight: f32, sentence: usize) {
        if sentence == self.first.1 {
            self.first.0 = self.first.0.max(weight);
        } else if weight > self.first.0 {
            self.second = self.first.0;
            self.first = (weight, sentence);
        } else {
            self.second = self.second.max(weight);
        }
    }

    /// The heaviest with any sentence but `sentence`.
    fn beside(&self, sentence: usize) -> f32 {
        if sentence == self.first.1 { self.second } else { self.first.0 }
    }
}

/// The weight of what two sentences share, each term divided by the number of sentence pairs of the two articles that share it: of all terms,
/// and of those that are no names.
pub(super) fn weights(index: &Index, pair: Pair) -> (f32, f32) {
    let (left, right) = (&index.claims[pair.left], &index.claims[pair.right]);
    let (bag_l, bag_r) = (&index.sentences[left.sentence].bag, &index.sentences[right.sentence].bag);
    let held = |article: usize, id: u32| index.held[article].get(&id).map_or(1, |count| (*count).max(1)) as f32;
    let (mut all, mut words) = (0.0, 0.0);
    for (l, r) in bag_l.shared(bag_r) {
        let weight = l.weight.min(r.weight) / (held(left.article, l.id) * held(right.article, l.id));
        all += weight;
        if !l.name && !r.name {
            words += weight;
        }
    }
    (all, words)
}

/// Which terms of a claim another article has at all: asked once for the claim and the article, whatever the pairs between them.
#[derive(Default)]
pub(super) struct Told {
    /// The last left claim with the last article on the right, and the terms of the one in the other.
    left: Option<((usize, usize), Vec<Term>)>,
    /// The article of the last left claim, and the terms of right claims in it.
    right: Option<(usize, FxHashMap<usize, Vec<Term>>)>,
}

impl Told {
    /// The terms of the left claim that the right one's article has, and those of the right claim that the left one's has.
    fn of(&mut self, index: &Index, pair: Pair) -> (&[Term], &[Term]) {
        let (left, right) = (&index.claims[pair.left], &index.claims[pair.right]);
        let told = |own: &Bag, article: usize| {
            let held = &index.held[article];
            own.terms.iter().filter(|term| held.contains_key(&term.id)).copied().collect::<Vec<Term>>()
        };
        let key = (pair.left, right.article);
        let of_left = match self.left.take().filter(|(known, _)| *known == key) {
            Some(known) => known,
            None => (key, told(&left.terms.bag, right.article)),
        };
        let mut in_left = match self.right.take().filter(|(article, _)| *article == left.article) {
            Some(known) => known,
            None => (left.article, FxHashMap::default()),
        };
        in_left.1.entry(pair.right).or_insert_with(|| told(&right.terms.bag, left.article));
        let (of_left, in_left) = (self.left.insert(of_left), self.right.insert(in_left));
        (&of_left.1, &in_left.1[&pair.right])
    }
}

/// Of the weight of those terms of `own` that the other article has (`told`), the share that the other claim has; 0 where it has none of
/// them. Terms that stand beside the claim in its sentence (`around`) count as neither.
fn found(own: &Bag, other: &Bag, told: &[Term], around: &Bag) -> f32 {
    let shared = own.shared_mass(other);
    let mut beside = around.terms.iter().peekable();
    let elsewhere = |term: &&Term| {
        while beside.next_if(|other| other.id < term.id).is_some() {}
        beside.peek().is_none_or(|other| other.id != term.id)
    };
    let missing: f32 = told.iter().filter(elsewhere).map(|t| t.weight).sum();
    if shared > 0.0 { shared / (shared + missing) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_its_own_rival_never() {
        let mut best = Best::default();
        for (weight, sentence) in [(2.0, 7), (2.0, 7), (1.0, 8)] {
            best.add(weight, sentence);
        }
        assert_eq!((best.beside(7), best.beside(8), best.beside(9)), (1.0, 2.0, 2.0));
    }
}
