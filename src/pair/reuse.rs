//! Pairs across events: claims that share a run of content words, as an old quote does that is run again.

use crate::index::{Index, Prepared};
use crate::model::{MatchKey, Pair};
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::hash::BuildHasher;

/// Pairs of claims of different events that share `run` content words in a row, and how many pairs stock phrases would have added: runs
/// shared by more than `cap` claims.  `contents` are the content words of each claim, `runs` what [`runs`] tells of all of them, sorted.
pub(super) fn pairs(index: &Index, contents: &[Vec<u32>], runs: &[(u64, u32)], run: usize, cap: usize) -> (Vec<Pair>, u64) {
    let elsewhere = in_several_events(runs);
    let mut holders: FxHashMap<&[u32], Vec<usize>> = FxHashMap::default();
    for (at, content) in contents.iter().enumerate() {
        for window in content.windows(run.max(1)).filter(|window| elsewhere.binary_search(&hash(window)).is_ok()) {
            let list = holders.entry(window).or_default();
            if list.last() != Some(&at) {
                list.push(at);
            }
        }
    }
    let mut found = Vec::new();
    let mut left_out = 0;
    for list in holders.into_values() {
        let across = list.iter().any(|c| index.claims[*c].event != index.claims[list[0]].event);
        if !across {
            continue;
        }
        if list.len() > cap {
            left_out += (list.len() * (list.len() - 1) / 2) as u64;
            continue;
        }
        for (at, left) in list.iter().enumerate() {
            let others = list[at + 1..].iter().filter(|r| index.claims[**r].event != index.claims[*left].event);
            found.extend(others.map(|right| Pair { left: *left, right: *right, key: MatchKey::Reuse }));
        }
    }
    found.sort_unstable();
    found.dedup();
    (found, left_out)
}

/// The content words of a claim, in order.
pub(super) fn content(claim: &Prepared) -> Vec<u32> {
    let is_content = |id: &u32| claim.terms.bag.terms.binary_search_by_key(id, |t| t.id).is_ok();
    claim.terms.sequence.iter().copied().filter(is_content).collect()
}

/// The runs of a claim of `event` with these content words, by their hashes.
pub(super) fn runs(event: usize, content: &[u32], run: usize) -> Vec<(u64, u32)> {
    content.windows(run.max(1)).map(|window| (hash(window), event as u32)).collect()
}

/// The hashes, sorted, of the runs that may be in several events: most runs are in one, and are looked at no further.
fn in_several_events(runs: &[(u64, u32)]) -> Vec<u64> {
    let mut several: Vec<u64> =
        runs.windows(2).filter(|two| two[0].0 == two[1].0 && two[0].1 != two[1].1).map(|two| two[0].0).collect();
    several.dedup();
    several
}

fn hash(window: &[u32]) -> u64 {
    FxBuildHasher.hash_one(window)
}
