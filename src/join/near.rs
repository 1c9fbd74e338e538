//! The search: keys are scattered to partitions, and of the wordings under one key those are proposed that may be near each other.

use super::compare::Candidate;
use super::keys;
use super::lines::{Heaviest, Line, NONE, PREFIX};
use super::terms::weight;
use std::ops::Range;

/// How many keys a partition holds on average: 64 KiB of them stay in the nearest caches while they are sorted.
const PER_PARTITION: u64 = 8 << 10;

/// With how many of those that follow it a wording is compared under a key that more wordings have than the cap.
pub(super) const FOLLOWERS: usize = 20;

/// How keys are divided.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plan {
    /// The number of partitions is two to this power.
    pub(super) bits: u32,
    /// How many passes go through them.
    passes: usize,
}

impl Plan {
    /// For `keys` keys, with at most `bytes` bytes of them at a time, but 1 MiB at the least.
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

/// What a look at some partitions gave.
#[derive(Debug, Default)]
pub(super) struct Looked {
    /// The wordings to compare.
    pub(super) candidates: Vec<Candidate>,
    pub(super) left_out: u64,
}

/// All that the search needs.
#[derive(Debug)]
pub(super) struct Search {
    pub(super) lines: Vec<Line>,
    /// The first term that is no key by itself.
    pub(super) common: u32,
    /// The first term of those that many hold: the wordings that hold it and another are more than are compared with each other.
    pub(super) frequent: u32,
    /// The first term that has no bit.
    pub(super) telling: u32,
    /// The share of what two wordings weigh together that they must share.
    pub(super) asked: f64,
    pub(super) cap: usize,
}

/// Where a look keeps what it needs for a while.
#[derive(Debug, Default)]
pub(super) struct Desk {
    entries: Vec<u64>,
    lines: Vec<Line>,
    heaviest: Vec<Heaviest>,
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

    /// Which wordings under each key of a partition are worth comparing; `chunks` hold its keys.
    pub(super) fn look<'a>(&self, chunks: impl Iterator<Item = &'a [u64]>, desk: &mut Desk, key_bits: u32) -> Looked {
        let Desk { entries, lines, heaviest } = desk;
        entries.clear();
        chunks.for_each(|chunk| entries.extend_from_slice(chunk));
        entries.sort_unstable();
        // Lines lie anywhere in memory: fetched all at once, they are waited for together.
        lines.clear();
        let groups = || entries.chunk_by(keys::same_key).filter(|entries| entries.len() > 1);
        groups().for_each(|entries| lines.extend(entries.iter().map(|entry| self.lines[*entry as u32 as usize])));
        let mut looked = Looked::default();
        let mut lines = lines.as_slice();
        for entries in groups() {
            let group;
            (group, lines) = lines.split_at(entries.len());
            heaviest.clear();
            heaviest.extend(group.iter().map(|line| line.heaviest(self.telling)));
            for (at, left) in group.iter().enumerate() {
                let rest = group.len() - at - 1;
                let later = if group.len() > self.cap { rest.min(FOLLOWERS) } else { rest };
                looked.left_out += (rest - later) as u64;
                for other in at + 1..=at + later {
                    let right = &group[other];
                    let bits = left.shared_bits(right);
                    let asked = self.asked * f64::from(left.both(right));
                    if f64::from(left.most(&heaviest[at], (right, &heaviest[other]), bits)) >= asked
                        && let Some(most) = self.most(left, right, bits, entries[0], key_bits)
                        && f64::from(most) >= asked
                    {
                        looked.candidates.push(Candidate::of(entries[at] as u32, entries[other] as u32));
                    }
                }
            }
        }
        looked
    }

    /// What two wordings with so many bits in common can share at the most, going by their rarest terms and by the number of those bits;
    /// nothing where they are looked at under another key: that of the first rare term that both have, else of the first two.
    fn most(&self, left: &Line, right: &Line, bits: u32, entry: u64, key_bits: u32) -> Option<u32> {
        let (a, b) = (&left.prefix, &right.prefix);
        let mut both = left.shared_terms(right);
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
        Some(shared + bits.saturating_sub(of_bits) * heaviest + left.common(right))
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
}
