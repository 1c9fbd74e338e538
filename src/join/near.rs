//! The search: keys are scattered to partitions, and the wordings under one key are compared.

use super::keys::{self, single};
use super::lines::{Line, NONE};
use super::terms::{Arena, HEAVIEST, weight};
use std::ops::Range;

/// More shared bits than this are never asked for: terms that fall on one bit would cost true pairs.
pub(super) const MOST_BITS_ASKED: u32 = 4;

/// How many keys a partition holds on average: 64 KiB of them stay in the nearest caches while they are sorted.
const PER_PARTITION: u64 = 8 << 10;

/// Two wordings that are near each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Found {
    pub(super) left: u32,
    pub(super) right: u32,
    /// What the words that both have weigh.
    pub(super) weight: u32,
    /// How many words both have.
    pub(super) words: u32,
}

/// `shared` as a share of what two sets have together, whose sizes add up to `both`.
pub(super) fn likeness(shared: u32, both: u32) -> f64 {
    f64::from(shared) / f64::from(both - shared)
}

/// How keys are divided.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plan {
    /// The number of partitions is two to this power.
    pub(super) bits: u32,
    /// How many passes go through them.
    passes: usize,
}

impl Plan {
    /// For `keys` keys, with at most `bytes` bytes of them at a time.
    pub(super) fn of(keys: u64, bytes: u64) -> Self {
        let bits = (keys / PER_PARTITION).max(1).next_power_of_two().trailing_zeros().min(20);
        let passes = (keys * 8).div_ceil(bytes.max(1 << 20)).max(1);
        Plan { bits, passes: usize::try_from(passes).unwrap_or(usize::MAX).min(1 << bits) }
    }

    pub(super) fn partitions(self) -> usize {
        1 << self.bits
    }

    /// The partitions of each pass.
    pub(super) fn passes(self) -> impl Iterator<Item = Range<usize>> {
        let all = self.partitions();
        (0..self.passes).map(move |pass| all * pass / self.passes..all * (pass + 1) / self.passes)
    }
}

/// The keys of some wordings, partition by partition.
#[derive(Debug)]
pub(super) struct Scattered {
    entries: Vec<u64>,
    ends: Vec<usize>,
}

impl Scattered {
    /// Those of one partition of the pass, in the order of wordings.
    pub(super) fn partition(&self, at: usize) -> &[u64] {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.entries[start..self.ends[at]]
    }
}

/// What a look at one partition gave.
#[derive(Debug, Default)]
pub(super) struct Looked {
    pub(super) found: Vec<Found>,
    pub(super) compared: u64,
    pub(super) left_out: u64,
}

/// All that the search needs.
#[derive(Debug)]
pub(super) struct Search {
    pub(super) arena: Arena,
    pub(super) lines: Vec<Line>,
    /// How many bits each wording must share with another.
    pub(super) needed: Vec<u8>,
    /// The first term that is no key by itself.
    pub(super) common: u32,
    pub(super) least: f64,
    pub(super) cap: usize,
}

impl Search {
    /// How many keys some wordings have.
    pub(super) fn count_keys(&self, wordings: Range<usize>) -> u64 {
        let mut count = 0;
        self.lines[wordings].iter().for_each(|line| keys::keys(line, self.common, |_| count += 1));
        count
    }

    /// The keys of some wordings that are in the partitions of a pass.
    pub(super) fn scatter(&self, wordings: Range<usize>, bits: u32, pass: Range<usize>) -> Scattered {
        let mut ends = vec![0; pass.len()];
        let place = |key| keys::partition(key, bits).checked_sub(pass.start).filter(|at| *at < pass.len());
        let mut count = |key| {
            if let Some(at) = place(key) {
                ends[at] += 1;
            }
        };
        self.lines[wordings.clone()].iter().for_each(|line| keys::keys(line, self.common, &mut count));
        let mut total = 0;
        for end in &mut ends {
            total += *end;
            // For now the start; each key moves it on.
            *end = total - *end;
        }
        let mut entries = vec![0; total];
        for wording in wordings {
            keys::keys(&self.lines[wording], self.common, |key| {
                if let Some(at) = place(key) {
                    entries[ends[at]] = keys::entry(key, bits, wording as u32);
                    ends[at] += 1;
                }
            });
        }
        Scattered { entries, ends }
    }

    /// Compares the wordings under each key of a partition.
    pub(super) fn look(&self, entries: &mut [u64], bits: u32) -> Looked {
        entries.sort_unstable();
        let mut looked = Looked::default();
        let mut group: Vec<(u32, u32, Line)> = Vec::new();
        for entries in entries.chunk_by(keys::same_key).filter(|entries| entries.len() > 1) {
            group.clear();
            group.extend(entries.iter().map(|entry| {
                let wording = *entry as u32;
                (wording, u32::from(self.needed[wording as usize]), self.lines[wording as usize])
            }));
            for (at, (left, needed, line)) in group.iter().enumerate() {
                let later = &group[at + 1..];
                looked.left_out += later.len().saturating_sub(self.cap) as u64;
                for (right, right_needed, other) in later.iter().take(self.cap) {
                    if line.shared_bits(other) >= *needed.max(right_needed) && self.is_here((line, other), entries[0], bits) {
                        looked.compared += 1;
                        looked.found.extend(self.compare(*left, *right));
                    }
                }
            }
        }
        looked
    }

    /// Whether two wordings are to be compared under this key: the first rare term that both have is the only one that counts.
    fn is_here(&self, (a, b): (&Line, &Line), entry: u64, bits: u32) -> bool {
        let (mut i, mut j) = (0, 0);
        while let (Some(x), Some(y)) = (a.prefix.get(i), b.prefix.get(j)) {
            if *x.max(y) >= self.common || *x == NONE {
                break;
            }
            if x == y {
                return keys::same_key(&keys::entry(single(*x), bits, 0), &entry);
            }
            i += usize::from(x < y);
            j += usize::from(y < x);
        }
        true
    }

    /// What two wordings share, where it is enough.
    fn compare(&self, left: u32, right: u32) -> Option<Found> {
        let (l, r) = (left as usize, right as usize);
        let (a, b) = (self.arena.terms_of(l), self.arena.terms_of(r));
        let both = self.arena.weights[l] + self.arena.weights[r];
        let alone = (self.arena.words[l] + self.arena.words[r]) as usize - a.len() - b.len();
        // What is not shared may weigh no more than this; rounded so that nothing is lost.
        let most_apart = both - 2 * (self.least / (1.0 + self.least) * f64::from(both)) as u32;
        let mut apart = alone as u32 * HEAVIEST;
        let (mut weight_shared, mut words) = (0, 0);
        let (mut i, mut j) = (0, 0);
        while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
            if x == y {
                weight_shared += weight(*x);
                words += 1;
            } else {
                apart += weight(*x.min(y));
                if apart > most_apart {
                    return None;
                }
            }
            i += usize::from(x <= y);
            j += usize::from(y <= x);
        }
        let is_near = likeness(weight_shared, both) >= self.least;
        is_near.then_some(Found { left, right, weight: weight_shared, words })
    }
}
