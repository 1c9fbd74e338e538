//! Pairs inside one event: an inverted list of its terms adds up what each claim shares with the later ones, and one of its quoted runs
//! of everyday words finds what has no telling word at all.

use super::PairOptions;
use crate::index::Index;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// The claims of each event, in order.
pub(super) fn claims_by_event(index: &Index) -> Vec<Vec<usize>> {
    let mut events: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, claim) in index.claims.iter().enumerate() {
        events.entry(claim.event).or_default().push(at);
    }
    events.into_values().collect()
}

/// The pairs of `claims`, sorted, each the lower claim first, whose sentences share at least [`PairOptions::least_mass`]: what a claim leaves to the attribution of its sentence
/// still tells what it is about. Claims of one sentence are never paired. A term proposes [`PairOptions::event_cap`] later claims at most;
/// how many it left out is told.
pub(super) fn pairs(index: &Index, claims: &[usize], options: &PairOptions) -> (Vec<(u32, u32)>, u64) {
    let (least_mass, cap) = (options.least_mass, options.event_cap.max(1));
    // Pairs across articles are all added at the end.
    let is_small = claims.len() <= options.small_event;
    let mut postings: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    for (slot, claim) in claims.iter().enumerate() {
        for term in &index.sentences[index.claims[*claim].sentence].bag.terms {
            postings.entry(term.id).or_default().push(slot);
        }
    }
    let mut mass = vec![0f32; claims.len()];
    // A bit for each claim that has some: reading them in order is less than sorting what was met.
    let mut touched = vec![0u64; claims.len().div_ceil(64)];
    let mut found = Vec::new();
    let mut left_out = 0;
    for (slot, left) in claims.iter().enumerate() {
        let prepared = &index.claims[*left];
        for term in &index.sentences[prepared.sentence].bag.terms {
            let list = postings.get(&term.id).map_or(&[][..], Vec::as_slice);
            let later = &list[list.partition_point(|s| *s <= slot)..];
            left_out += later.len().saturating_sub(cap) as u64;
            for other in &later[..later.len().min(cap)] {
                touched[*other / 64] |= 1 << (*other % 64);
                mass[*other] += term.weight;
            }
        }
        for (word, bits) in touched.iter_mut().enumerate().skip(slot / 64) {
            let mut bits = std::mem::take(bits);
            while bits != 0 {
                let other = word * 64 + bits.trailing_zeros() as usize;
                bits &= bits - 1;
                let right = claims[other];
                let is_added = is_small && index.claims[right].article != prepared.article;
                if mass[other] >= least_mass && index.claims[right].sentence != prepared.sentence && !is_added {
                    found.push((*left as u32, right as u32));
                }
                mass[other] = 0.0;
            }
        }
    }
    left_out += quoted_runs(index, claims, cap, &mut found);
    if is_small {
        found.extend(across_articles(index, claims));
    }
    // Sorted runs one behind the other: a sort that merges runs.
    found.sort();
    found.dedup();
    found.shrink_to_fit();
    (found, left_out)
}

/// All pairs of claims of different articles.
fn across_articles(index: &Index, claims: &[usize]) -> impl Iterator<Item = (u32, u32)> {
    let all = claims.iter().enumerate().flat_map(|(at, left)| claims[at + 1..].iter().map(|right| (*left, *right)));
    let across = all.filter(|(left, right)| index.claims[*left].article != index.claims[*right].article);
    across.map(|(left, right)| (left as u32, right as u32))
}

/// So many words in a row are the same words and no accident, where both sides quote.
const RUN: usize = 4;

/// Adds pairs of claims that both quote and share [`RUN`] words in a row of which one at most tells something (`if we don't get it`): the
/// rest is found by its terms. A run proposes `cap` later claims at most; how many it left out is told.
fn quoted_runs(index: &Index, claims: &[usize], cap: usize, found: &mut Vec<(u32, u32)>) -> u64 {
    let mut holders: FxHashMap<&[u32], Vec<usize>> = FxHashMap::default();
    for at in claims {
        let claim = &index.claims[*at];
        if index.sentences[claim.sentence].fragments.is_empty() {
            continue;
        }
        let tells = |id: &&u32| claim.terms.bag.terms.binary_search_by_key(*id, |t| t.id).is_ok();
        for run in claim.terms.sequence.windows(RUN).filter(|run| run.iter().filter(tells).count() <= 1) {
            let list = holders.entry(run).or_default();
            if list.last() != Some(at) {
                list.push(*at);
            }
        }
    }
    let mut left_out = 0;
    for list in holders.into_values() {
        for (at, left) in list.iter().enumerate() {
            let later = &list[at + 1..];
            left_out += later.len().saturating_sub(cap) as u64;
            let others = later.iter().take(cap).filter(|r| index.claims[**r].sentence != index.claims[*left].sentence);
            found.extend(others.map(|right| (*left as u32, *right as u32)));
        }
    }
    left_out
}
