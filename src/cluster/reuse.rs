//! A claim that runs words of another event again becomes an account of what it repeats.
//!
//! Statements are made inside events first: claims of two events are compared only where one repeats the other's words, so that reused words have
//! no tie to the other accounts of what it repeats, and would keep them out if it were there before them.

use super::linkage::{Component, Ties};
use super::statements::mean_of_compared;
use crate::model::Claim;
use std::collections::{BTreeMap, BTreeSet};

/// `groups`, made of the ties inside events, with links of reuse of at least `threshold`, the strongest first: a claim of no group joins the groups
/// of the one that it repeats, or that repeats it, where all members hold. Only ties to those that were there before count, so that reuse
/// of reuse makes no chain.
pub(super) fn attach(
    of_claims: (&[Claim], &[usize]),
    component: &Component,
    mut groups: Vec<Vec<usize>>,
    threshold: f64,
) -> Vec<Vec<usize>> {
    let mut groups_of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, group) in groups.iter().enumerate() {
        group.iter().for_each(|member| groups_of.entry(*member).or_default().push(at));
    }
    let mut reused: Vec<(usize, usize, f64)> = Vec::new();
    for ((left, right), tie) in component.reused.iter().filter(|(_, tie)| **tie >= threshold) {
        match (groups_of.contains_key(left), groups_of.contains_key(right)) {
            (true, false) => reused.push((*left, *right, *tie)),
            (false, true) => reused.push((*right, *left, *tie)),
            _ => {}
        }
    }
    reused.sort_by(|a, b| b.2.total_cmp(&a.2).then((a.0, a.1).cmp(&(b.0, b.1))));
    for (member, claim, _) in reused {
        for at in groups_of.get(&member).into_iter().flatten() {
            let group = &mut groups[*at];
            let Err(place) = group.binary_search(&claim) else { continue };
            let mut grown = group.clone();
            grown.insert(place, claim);
            if grown.iter().all(|member| mean_of_compared(of_claims, component, *member, &grown) >= threshold) {
                *group = grown;
            }
        }
    }
    groups.sort();
    groups.dedup();
    groups
}

/// The links of reuse between claims that are in none of `groups`.
pub(super) fn between_others(component: &Component, groups: &[Vec<usize>]) -> Ties {
    let placed: BTreeSet<usize> = groups.iter().flatten().copied().collect();
    let others = component.reused.iter().filter(|((a, b), _)| !placed.contains(a) && !placed.contains(b));
    others.map(|(key, tie)| (*key, *tie)).collect()
}
