//! Word by word: which of the proposed wordings are near each other.

use super::shelf::Window;
use super::terms::{Record, weight};
use crate::model::Near;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

/// Two wordings to compare, as one number that sorts by the left one: it is the first of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Candidate(u64);

impl Candidate {
    pub(super) fn of(left: u32, right: u32) -> Self {
        Candidate(u64::from(left) << 32 | u64::from(right))
    }

    pub(super) fn left(self) -> usize {
        (self.0 >> 32) as usize
    }

    pub(super) fn right(self) -> usize {
        self.0 as u32 as usize
    }
}

/// How the rights of candidates are parted, so that the records of one part can be at hand: by their higher bits.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parts(pub(super) u32);

impl Parts {
    pub(super) fn of(self, candidate: Candidate) -> usize {
        candidate.right() >> self.0
    }

    /// What sorts candidates part by part.
    pub(super) fn key(self, candidate: &Candidate) -> (usize, Candidate) {
        (self.of(*candidate), *candidate)
    }
}

/// What is near.
#[derive(Debug, Clone, Copy)]
pub(super) struct Compare {
    /// The least likeness.
    pub(super) least: f64,
    /// The share of what two wordings weigh together that they must share to be as like as that.
    pub(super) asked: f64,
}

/// So many candidates are compared in one go.
const IN_ONE_GO: usize = 4096;

/// For so many candidates the words are fetched together: they lie anywhere in memory, and are waited for but once.
const TOGETHER: usize = 64;

impl Compare {
    /// Those of sorted candidates that are near, in order, by their wordings; the records of all lefts and all rights are at hand.
    pub(super) fn all(self, candidates: &[Candidate], lefts: &Window, rights: &Window) -> Vec<Near> {
        let parts = candidates.par_chunks(IN_ONE_GO).map(|some| self.some(some, lefts, rights));
        parts.collect::<Vec<_>>().concat()
    }

    fn some(self, candidates: &[Candidate], lefts: &Window, rights: &Window) -> Vec<Near> {
        let mut near = Vec::new();
        let (mut places, mut words) = (Vec::with_capacity(TOGETHER), Vec::new());
        for some in candidates.chunks(TOGETHER) {
            places.clear();
            places.extend(some.iter().map(|candidate| rights.place(candidate.right())));
            words.clear();
            places.iter().for_each(|place| words.extend_from_slice(&rights.numbers[place.clone()]));
            let mut words = words.as_slice();
            for (candidate, place) in some.iter().zip(&places) {
                let right;
                (right, words) = words.split_at(place.len());
                let left = Record(&lefts.numbers[lefts.place(candidate.left())]);
                near.extend(self.two(*candidate, left, Record(right)));
            }
        }
        near
    }

    /// What two wordings share, where it is enough.
    fn two(self, candidate: Candidate, left: Record, right: Record) -> Option<Near> {
        let (a, b) = (left.terms(), right.terms());
        let both = left.weight() + right.weight();
        // What is not shared may weigh no more than this; rounded so that nothing is lost.
        let most_apart = both - 2 * (self.asked * f64::from(both)) as u32;
        let mut apart = left.alone() + right.alone();
        let (mut shared_weight, mut shared_words) = (0, 0);
        let (mut i, mut j) = (0, 0);
        while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
            if x == y {
                shared_weight += weight(*x);
                shared_words += 1;
            } else {
                apart += weight(*x.min(y));
                if apart > most_apart {
                    return None;
                }
            }
            i += usize::from(x <= y);
            j += usize::from(y <= x);
        }
        let near = Near {
            left: candidate.left() as u32,
            right: candidate.right() as u32,
            shared_weight,
            shared_words,
            weights: (left.weight(), right.weight()),
            words: (left.words(), right.words()),
        };
        (near.likeness() >= self.least).then_some(near)
    }
}
