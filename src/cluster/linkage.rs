//! Average linkage over sparse ties: components first, then each is merged pair by pair while the mean tie holds.

use crate::model::{Link, MatchKey};
use rustc_hash::FxHashMap;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap};

/// The ties of one component: probabilities by pair of claims (left < right). A pair that is not here has probability 0.
pub(super) type Ties = BTreeMap<(usize, usize), f64>;

/// Claims that links of the threshold or more connect, directly or through others.
#[derive(Debug, Default)]
pub(super) struct Component {
    /// The ties inside events.
    pub ties: Ties,
    /// The ties between claims of different events, one of which runs the other's words again. Other claims of two events were never
    /// compared: a tie that is not here tells nothing.
    pub reused: Ties,
}

/// Splits links into components, each given as the links in it, by position. `strengths` are what the links count for. A link below the
/// threshold joins none, but counts inside one: it tells that two claims are far apart.
pub(super) fn components(links: &[Link], strengths: &[f64], threshold: f64) -> Vec<Vec<u32>> {
    // Links are large, and are looked through once.
    let counted = links.iter().zip(strengths).zip(0..).filter(|((_, strength), _)| **strength > 0.0 || **strength >= threshold);
    let counted: Vec<(usize, usize, u32)> = counted.map(|((link, _), at)| (link.pair.left, link.pair.right, at)).collect();
    let claims = counted.iter().map(|(left, right, _)| left.max(right) + 1).max().unwrap_or(0);
    let mut parent: Vec<usize> = (0..claims).collect();
    for (left, right, _) in counted.iter().filter(|(.., at)| strengths[*at as usize] >= threshold) {
        let (a, b) = (root(&mut parent, *left), root(&mut parent, *right));
        // The smaller root wins, so that roots do not depend on the order of links.
        parent[a.max(b)] = a.min(b);
    }
    let mut by_root: Vec<Vec<u32>> = vec![Vec::new(); claims];
    for (left, right, at) in counted {
        let (a, b) = (root(&mut parent, left), root(&mut parent, right));
        if a == b && strengths[at as usize] > 0.0 {
            by_root[a].push(at);
        }
    }
    by_root.retain(|links| !links.is_empty());
    by_root
}

impl Component {
    /// The component of some links, by position.
    pub(super) fn of(component: &[u32], links: &[Link], strengths: &[f64]) -> Self {
        let ties = |is_reuse: bool| -> Ties {
            let of_kind =
                component.iter().map(|at| *at as usize).filter(|at| (links[*at].pair.key == MatchKey::Reuse) == is_reuse);
            of_kind.map(|at| ((links[at].pair.left, links[at].pair.right), strengths[at])).collect()
        };
        Component { ties: ties(false), reused: ties(true) }
    }
}

fn root(parent: &mut [usize], mut node: usize) -> usize {
    while parent[node] != node {
        parent[node] = parent[parent[node]];
        node = parent[node];
    }
    node
}

/// Two groups that may merge, ordered by their mean tie and, where that is equal, by their numbers.
struct Merge {
    mean: f64,
    left: usize,
    right: usize,
    /// The sizes at the time; a merge whose groups have grown since is out of date.
    sizes: (usize, usize),
}

impl Ord for Merge {
    fn cmp(&self, other: &Self) -> Ordering {
        self.mean.total_cmp(&other.mean).then_with(|| (other.left, other.right).cmp(&(self.left, self.right)))
    }
}

impl PartialOrd for Merge {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Merge {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Merge {}

/// The groups of claims whose mean tie is at least `threshold`, merged from the strongest on; sorted, each with two members at least.
pub(super) fn groups(ties: &Ties, threshold: f64) -> Vec<Vec<usize>> {
    let mut members: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    let mut sums: FxHashMap<usize, BTreeMap<usize, f64>> = FxHashMap::default();
    let mut heap = BinaryHeap::new();
    for ((left, right), tie) in ties {
        for (a, b) in [(*left, *right), (*right, *left)] {
            members.entry(a).or_insert_with(|| vec![a]);
            sums.entry(a).or_default().insert(b, *tie);
        }
        heap.push(Merge { mean: *tie, left: *left, right: *right, sizes: (1, 1) });
    }
    while let Some(merge) = heap.pop() {
        if merge.mean < threshold {
            break;
        }
        let size = |group: usize| members.get(&group).map_or(0, Vec::len);
        if (size(merge.left), size(merge.right)) != merge.sizes {
            continue;
        }
        let moved = members.remove(&merge.right).unwrap_or_default();
        members.entry(merge.left).or_default().extend(moved);
        let grown = members[&merge.left].len();
        for (other, sum) in sums.remove(&merge.right).unwrap_or_default() {
            if let Some(theirs) = sums.get_mut(&other) {
                theirs.remove(&merge.right);
            }
            if other != merge.left {
                *sums.entry(merge.left).or_default().entry(other).or_default() += sum;
            }
        }
        let neighbours: Vec<(usize, f64)> = sums.get(&merge.left).into_iter().flatten().map(|(o, s)| (*o, *s)).collect();
        for (other, sum) in neighbours {
            sums.entry(other).or_default().insert(merge.left, sum);
            let (left, right) = (merge.left.min(other), merge.left.max(other));
            let sizes = (members[&left].len(), members[&right].len());
            heap.push(Merge { mean: sum / (grown * members[&other].len()) as f64, left, right, sizes });
        }
    }
    let mut groups: Vec<Vec<usize>> = members.into_values().filter(|m| m.len() > 1).collect();
    for group in &mut groups {
        group.sort_unstable();
    }
    groups.sort_unstable();
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ties(list: &[(usize, usize, f64)]) -> Ties {
        list.iter().map(|(a, b, p)| ((*a, *b), *p)).collect()
    }

    #[test]
    fn a_chain_is_not_one_group() {
        let chain = ties(&[(0, 1, 0.9), (1, 2, 0.8)]);
        assert_eq!(groups(&chain, 0.5), [vec![0, 1]]);
    }

    #[test]
    fn a_weak_tie_inside_a_strong_group_holds() {
        let triangle = ties(&[(0, 1, 0.9), (1, 2, 0.8), (0, 2, 0.3)]);
        assert_eq!(groups(&triangle, 0.5), [vec![0, 1, 2]]);
    }

    #[test]
    fn alike_claims_make_one_group_and_unlike_ones_none() {
        let alike: Vec<_> = (0..6).flat_map(|a| (a + 1..6).map(move |b| (a, b, 1.0))).collect();
        assert_eq!(groups(&ties(&alike), 0.5), [vec![0, 1, 2, 3, 4, 5]]);
        assert!(groups(&ties(&[(0, 1, 0.1)]), 0.5).is_empty());
        assert!(groups(&Ties::new(), 0.5).is_empty());
    }

    /// Average linkage by the book: merge the two groups of the highest mean tie, over and over.
    fn plain_groups(ties: &Ties, threshold: f64, claims: usize) -> Vec<Vec<usize>> {
        let tie = |a: usize, b: usize| ties.get(&(a.min(b), a.max(b))).copied().unwrap_or(0.0);
        let mut groups: Vec<Vec<usize>> = (0..claims).map(|c| vec![c]).collect();
        loop {
            let mut best: Option<(f64, usize, usize)> = None;
            for l in 0..groups.len() {
                for r in l + 1..groups.len() {
                    let sum: f64 =
                        groups[l].iter().flat_map(|a| groups[r].iter().map(move |b| (*a, *b))).map(|(a, b)| tie(a, b)).sum();
                    let mean = sum / (groups[l].len() * groups[r].len()) as f64;
                    if mean >= threshold && best.is_none_or(|(m, _, _)| mean > m + 1e-12) {
                        best = Some((mean, l, r));
                    }
                }
            }
            let Some((_, l, r)) = best else { break };
            let moved = groups.remove(r);
            groups[l].extend(moved);
            groups[l].sort_unstable();
        }
        groups.retain(|g| g.len() > 1);
        groups.sort_unstable();
        groups
    }

    proptest! {
        #[test]
        fn sparse_linkage_equals_the_plain_one(list in prop::collection::btree_map((0usize..9, 0usize..9), 1u32..1_000_000, 0..24)) {
            // Distinct probabilities, so that no tie between merges leaves the order open.
            let ties: Ties = list.into_iter().filter(|((a, b), _)| a < b).map(|(key, p)| (key, f64::from(p) / 1e6)).collect();
            prop_assert_eq!(groups(&ties, 0.3), plain_groups(&ties, 0.3, 9));
        }
    }
}
