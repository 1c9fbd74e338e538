//! A claim that runs words of another event again becomes an account of what it repeats.
//!
//! Statements are made inside events first: claims of two events are compared only where one repeats the other's words, so that a rerun has
//! no tie to the other accounts of what it repeats, and would keep them out if it were there before them.

use super::linkage::Component;
use super::statements::mean_of_compared;
use crate::model::Claim;
use rustc_hash::FxHashMap;

/// `groups` with the reruns of at least `threshold`, the strongest first: a claim of no group joins all groups of the one that it repeats,
/// or the one that repeats it, where all members hold; two of no group open one.
pub(super) fn attach(
    of_claims: (&[Claim], &[usize]),
    component: &Component,
    mut groups: Vec<Vec<usize>>,
    threshold: f64,
) -> Vec<Vec<usize>> {
    let mut groups_of: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for (at, group) in groups.iter().enumerate() {
        group.iter().for_each(|member| groups_of.entry(*member).or_default().push(at));
    }
    let mut reruns: Vec<(&(usize, usize), &f64)> = component.reruns.iter().filter(|(_, tie)| **tie >= threshold).collect();
    reruns.sort_by(|a, b| b.1.total_cmp(a.1).then(a.0.cmp(b.0)));
    for ((left, right), _) in reruns {
        let of = |claim: &usize| groups_of.get(claim).cloned().unwrap_or_default();
        let (claim, joined) = match (of(left), of(right)) {
            (none, also) if none.is_empty() && also.is_empty() => {
                groups.push(vec![*left, *right]);
                groups_of.insert(*left, vec![groups.len() - 1]);
                (*right, vec![groups.len() - 1])
            }
            (none, some) if none.is_empty() => (*left, some),
            (some, none) if none.is_empty() => (*right, some),
            _ => continue,
        };
        for at in joined {
            if !groups[at].contains(&claim) {
                let mut grown = groups[at].clone();
                grown.insert(grown.partition_point(|member| *member < claim), claim);
                if grown.iter().any(|member| mean_of_compared(of_claims, component, *member, &grown) < threshold) {
                    continue;
                }
                groups[at] = grown;
            }
            groups_of.entry(claim).or_default().push(at);
        }
    }
    groups.sort();
    groups.dedup();
    groups
}
