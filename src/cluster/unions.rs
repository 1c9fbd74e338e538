//! Groups whose accounts are tied to each other become one.
//!
//! Linkage asks more of two groups than of a claim and a group ([`super::ClusterOptions::core`]): while groups grow, one strong tie can bring
//! together what does not belong together. When they stand, and every claim has found its way into them, what lies between two groups is seen as
//! a whole: `We did not discuss the border` in three articles and `Not a word was said about the border` in three others have nine ties,
//! none of them strong enough alone.

use super::linkage::Ties;
use super::statements;
use crate::model::Claim;
use std::collections::{BTreeMap, BTreeSet};

/// What lies between two groups.
#[derive(Debug, Clone, Copy, Default)]
struct Between {
    /// The sum of the ties, and how many there are.
    sum: f64,
    tied: usize,
}

impl Between {
    fn and(self, other: Between) -> Between {
        Between { sum: self.sum + other.sum, tied: self.tied + other.tied }
    }
}

/// `groups`, with those in one that share no claim, whose mean tie is at least `threshold` and of whose pairs most have a tie, the strongest first,
/// where each member's mean tie to those of other articles stays at the threshold. Not so where most articles of the one have a claim in
/// the other: who tells both tells two things.
pub(super) fn unite(claims: &[Claim], ties: &Ties, groups: Vec<Vec<usize>>, threshold: f64) -> Vec<Vec<usize>> {
    let mut between = all_between(ties, &groups);
    let mut groups: Vec<Option<Vec<usize>>> = groups.into_iter().map(Some).collect();
    while let Some((left, right, union)) = strongest(claims, ties, &groups, &between, threshold) {
        (groups[left], groups[right]) = (Some(union), None);
        // What the one has with a third is added to what the other has.
        let of_right: Vec<((usize, usize), Between)> =
            between.iter().filter(|((a, b), _)| *a == right || *b == right).map(|(key, with)| (*key, *with)).collect();
        for ((a, b), with) in of_right {
            between.remove(&(a, b));
            let third = if a == right { b } else { a };
            if third != left {
                let sum = between.entry((left.min(third), left.max(third))).or_default();
                *sum = sum.and(with);
            }
        }
    }
    let mut groups: Vec<Vec<usize>> = groups.into_iter().flatten().collect();
    groups.sort();
    groups
}

/// What lies between each two groups that a tie goes between, by their positions (left < right).
fn all_between(ties: &Ties, groups: &[Vec<usize>]) -> BTreeMap<(usize, usize), Between> {
    let mut groups_of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, group) in groups.iter().enumerate() {
        group.iter().for_each(|claim| groups_of.entry(*claim).or_default().push(at));
    }
    let of = |claim: &usize| groups_of.get(claim).map_or(&[][..], Vec::as_slice);
    let mut between: BTreeMap<(usize, usize), Between> = BTreeMap::new();
    for ((a, b), tie) in ties {
        for left in of(a) {
            for right in of(b).iter().filter(|right| *right != left) {
                let with = between.entry((*left.min(right), *left.max(right))).or_default();
                *with = with.and(Between { sum: *tie, tied: 1 });
            }
        }
    }
    between
}

/// The two groups of the highest mean tie that hold as one, and that one, sorted.
fn strongest(
    claims: &[Claim],
    ties: &Ties,
    groups: &[Option<Vec<usize>>],
    between: &BTreeMap<(usize, usize), Between>,
    threshold: f64,
) -> Option<(usize, usize, Vec<usize>)> {
    let likely = between.iter().filter_map(|((left, right), with)| {
        let (a, b) = (groups[*left].as_ref()?, groups[*right].as_ref()?);
        let pairs = a.len() * b.len();
        let mean = with.sum / pairs as f64;
        (mean >= threshold && with.tied * 2 > pairs).then_some((mean, *left, *right))
    });
    let mut likely: Vec<(f64, usize, usize)> = likely.collect();
    likely.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    likely.into_iter().find_map(|(_, left, right)| {
        let (a, b) = (groups[left].as_ref()?, groups[right].as_ref()?);
        let mut union: Vec<usize> = a.iter().chain(b).copied().collect();
        union.sort_unstable();
        let is_disjoint = union.windows(2).all(|two| two[0] != two[1]);
        let holds = || union.iter().all(|member| statements::mean_tie(claims, ties, *member, &union) >= threshold);
        (is_disjoint && !told_side_by_side(claims, a, b) && holds()).then_some((left, right, union))
    })
}

/// Whether most articles of the group that has fewer of them have a claim in both: `a` and `b` are claims, by position.
pub fn told_side_by_side(claims: &[Claim], a: &[usize], b: &[usize]) -> bool {
    let articles = |group: &[usize]| -> BTreeSet<usize> { group.iter().map(|claim| claims[*claim].article).collect() };
    let (a, b) = (articles(a), articles(b));
    a.intersection(&b).count() * 2 > a.len().min(b.len())
}
