//! Pairs across events: claims that share a run of content words, as an old quote does that is run again.

use crate::index::Index;
use crate::model::{MatchKey, Pair};
use rustc_hash::FxHashMap;

/// Pairs of claims of different events that share `run` content words in a row, and how many pairs stock phrases would have added: runs
/// shared by more than `cap` claims.
pub(super) fn pairs(index: &Index, run: usize, cap: usize) -> (Vec<Pair>, u64) {
    let mut holders: FxHashMap<Vec<u32>, Vec<usize>> = FxHashMap::default();
    for (at, claim) in index.claims.iter().enumerate() {
        let content: Vec<u32> = claim.terms.sequence.iter().copied().filter(|id| is_content(claim, *id)).collect();
        for window in content.windows(run.max(1)) {
            let list = holders.entry(window.to_vec()).or_default();
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

fn is_content(claim: &crate::index::Prepared, id: u32) -> bool {
    claim.terms.bag.terms.binary_search_by_key(&id, |t| t.id).is_ok()
}
