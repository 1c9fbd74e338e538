//! Keys: wordings that share one are worth a look.
//!
//! A term that few wordings hold is a key by itself; of the other rarest terms of a wording each two are one. Two wordings that share a
//! rare term are looked at under the first such term only.

use super::lines::Line;

/// So many of the rarest terms of a wording are paired, after those that are keys by themselves.
const PAIRED: usize = 6;

/// The keys of a wording, as hashes. `common` is the first term that is no key by itself.
pub(super) fn keys(line: &Line, common: u32, mut found: impl FnMut(u64)) {
    let terms = line.terms();
    let (rare, rest) = terms.split_at(terms.partition_point(|term| *term < common));
    let rest = &rest[..rest.len().min(PAIRED)];
    rare.iter().for_each(|term| found(single(*term)));
    for (at, first) in rest.iter().enumerate() {
        rest[at + 1..].iter().for_each(|second| found(pair(*first, *second)));
    }
    // A single common word is all that a very short claim may have.
    if let ([], [only]) = (rare, rest) {
        found(single(*only));
    }
}

/// How many keys a wording has.
pub(super) fn count(line: &Line, common: u32) -> usize {
    let terms = line.terms();
    let rare = terms.partition_point(|term| *term < common);
    let rest = (terms.len() - rare).min(PAIRED);
    if (rare, rest) == (0, 1) { 1 } else { rare + rest * rest.saturating_sub(1) / 2 }
}

/// The key of a term alone.
pub(super) fn single(term: u32) -> u64 {
    pair(term, u32::MAX)
}

/// The key of two terms, the rarer first.
pub(super) fn pair(first: u32, second: u32) -> u64 {
    let both = u64::from(first) << 32 | u64::from(second);
    let product = u128::from(both ^ 0xA076_1D64_78BD_642F) * 0xE703_7ED1_A0B4_28DB;
    (product >> 64) as u64 ^ product as u64
}

/// Which partition of `1 << bits` a key is in.
pub(super) fn partition(key: u64, bits: u32) -> usize {
    // A shift by all bits is not defined, so it is done in two steps.
    (key >> 1 >> (63 - bits)) as usize
}

/// A key's part that is left to tell it from others of its partition, and the wording that has it.
pub(super) fn entry(key: u64, bits: u32, wording: u32) -> u64 {
    u64::from((key << bits >> 32) as u32) << 32 | u64::from(wording)
}

/// Whether two entries have one key.
pub(super) fn same_key(a: &u64, b: &u64) -> bool {
    a >> 32 == b >> 32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_as_many_as_are_counted() {
        for length in 0..12 {
            let line = Line::of(&(0..length).collect::<Vec<u32>>(), 0, 0);
            for common in 0..14 {
                let mut found = 0;
                keys(&line, common, |_| found += 1);
                assert_eq!(count(&line, common), found, "{length} {common}");
            }
        }
    }
}
