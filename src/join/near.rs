//! The search: keys are scattered to partitions, and the wordings under one key are compared.

use super::keys;
use super::lines::{Line, NONE, PREFIX, Size};
use super::terms::{Arena, weight};
use std::ops::Range;

/// How many keys a partition holds on average: 64 KiB of them stay in the nearest caches while they are sorted.
const PER_PARTITION: u64 = 8 << 10;

/// With how many of those that follow it a wording is compared under a key that more wordings have than the cap.
pub(super) const FOLLOWERS: usize = 20;

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

/// A wording that has the key at hand.
#[derive(Debug, Clone, Copy)]
struct Member {
    wording: u32,
    size: Size,
    line: Line,
}

/// All that the search needs.
#[derive(Debug)]
pub(super) struct Search {
    pub(super) arena: Arena,
    pub(super) lines: Vec<Line>,
    pub(super) sizes: Vec<Size>,
    /// The first term that is no key by itself.
    pub(super) common: u32,
    /// The first term of those that many hold: the wordings that hold it and another are more than are compared with each other.
    pub(super) frequent: u32,
    /// The first term that has no bit.
    pub(super) telling: u32,
    pub(super) least: f64,
    /// The share of what two wordings weigh together that they must share to be as like as `least`.
    pub(super) asked: f64,
    pub(super) cap: usize,
}

/// The most bytes for keys at a time, if nothing else is asked for.
const ROOM: u64 = 128 << 20;

impl Search {
    /// How many bytes keys may take where all together may take `memory` bytes, 0 for any number.
    pub(super) fn room_for_keys(&self, memory: u64) -> u64 {
        let terms = self.arena.terms.len() * size_of::<u32>();
        let held = terms + self.lines.len() * (size_of::<Line>() + size_of::<Size>() + 2 * size_of::<u64>());
        if memory == 0 { ROOM } else { memory.saturating_sub(held as u64).min(ROOM) }
    }

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
    pub(super) fn look(&self, entries: &mut [u64], key_bits: u32) -> Looked {
        entries.sort_unstable();
        let mut looked = Looked::default();
        let mut group: Vec<Member> = Vec::new();
        for entries in entries.chunk_by(keys::same_key).filter(|entries| entries.len() > 1) {
            group.clear();
            group.extend(entries.iter().map(|entry| {
                let wording = *entry as u32;
                Member { wording, size: self.sizes[wording as usize], line: self.lines[wording as usize] }
            }));
            for (at, left) in group.iter().enumerate() {
                let later = &group[at + 1..];
                let later = if group.len() > self.cap { &later[..later.len().min(FOLLOWERS)] } else { later };
                looked.left_out += (group.len() - at - 1 - later.len()) as u64;
                for right in later {
                    let bits = left.line.shared_bits(&right.line);
                    let asked = self.asked * f64::from(left.size.weight + right.size.weight);
                    if f64::from(left.size.most(&right.size, bits)) >= asked
                        && let Some(most) = self.most(left, right, bits, entries[0], key_bits)
                        && f64::from(most) >= asked
                    {
                        looked.compared += 1;
                        looked.found.extend(self.compare(left, right));
                    }
                }
            }
        }
        looked
    }

    /// What two wordings with so many bits in common can share at the most, going by their rarest terms and by the number of those bits;
    /// nothing where they are looked at under another key: that of the first rare term that both have, else of the first two.
    fn most(&self, left: &Member, right: &Member, bits: u32, entry: u64, key_bits: u32) -> Option<u32> {
        let (a, b) = (&left.line.prefix, &right.line.prefix);
        let mut both = left.line.shared_terms(&right.line);
        let (mut shared, mut of_bits, mut first) = (0, 0, None);
        while both != 0 {
            let term = a[both.trailing_zeros() as usize];
            both &= both - 1;
            if self.is_elsewhere(first, term, entry, key_bits) {
                return None;
            }
            first = Some(first.map_or((term, 1), |(first, count)| (first, count + 1)));
            shared += weight(term);
            of_bits += u32::from(term < self.telling);
        }
        // Any other term that both have comes after the rarest ones of one of them, and has a bit unless it is of the commonest.
        let heaviest = weight(a[PREFIX - 1].min(b[PREFIX - 1]).min(NONE - 1));
        Some(shared + bits.saturating_sub(of_bits) * heaviest + left.size.common.min(right.size.common))
    }

    /// Whether two wordings are looked at under another key than this, going by the next `term` that both have; `first` is the first one,
    /// with the number of those before.
    fn is_elsewhere(&self, first: Option<(u32, u32)>, term: u32, entry: u64, key_bits: u32) -> bool {
        let key = match first {
            None if term < self.common => keys::single(term),
            // The wordings under two terms are surely compared with each other where few hold the first.
            Some((first, 1)) if first >= self.common && first < self.frequent => keys::pair(first, term),
            _ => return false,
        };
        !keys::same_key(&keys::entry(key, key_bits, 0), &entry)
    }

    /// What two wordings share, where it is enough.
    fn compare(&self, left: &Member, right: &Member) -> Option<Found> {
        let (a, b) = (self.arena.terms_of(left.wording as usize), self.arena.terms_of(right.wording as usize));
        let both = left.size.weight + right.size.weight;
        // What is not shared may weigh no more than this; rounded so that nothing is lost.
        let most_apart = both - 2 * (self.asked * f64::from(both)) as u32;
        let mut apart = left.size.alone + right.size.alone;
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
        is_near.then_some(Found { left: left.wording, right: right.wording, weight: weight_shared, words })
    }
}
