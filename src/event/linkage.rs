//! Groups by average linkage: two groups become one while their articles are alike on average, so that a chain of likenesses
//! does not tie different happenings together.

use rustc_hash::FxHashMap;
use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

/// When two groups become one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bar {
    /// The least mean likeness between them.
    pub likeness: f64,
    /// The least mean likeness between them, as a share of the mean likeness inside the tighter; 0 for no such bar.
    pub cohesion: f64,
}

/// Beyond this mean likeness inside a group the bar rises by [`SLOPE`] of it only, and from 1 on no more ...
const TIGHT: f64 = 0.4;
const SLOPE: f64 = 0.08;
/// ... unless the group is known well: the more pairs it has, the nearer it comes to asking this multiple of [`Bar::cohesion`],
/// and two groups of independent articles ask it at once. True joins of two groups had 0.74 of the lower mean likeness or more,
/// false ones 0.68 or less; articles that join four or more had 0.6 of the group's (docs/method-events.md).
const WELL_KNOWN: f64 = 1.5;
/// Independent reports are seldom more alike on average; what is beyond comes from shared wire copy and asks no more of others.
const USUAL: f64 = 0.5;

impl Bar {
    /// The least mean likeness of two groups to become one.
    fn between(self, a: &Group, b: &Group) -> f64 {
        if self.cohesion == 0.0 {
            return self.likeness;
        }
        let (of_a, of_b) = (a.cohesion(), b.cohesion());
        let tighter = of_a.max(of_b);
        let loose = self.cohesion * tighter.min(TIGHT) + SLOPE * (tighter - TIGHT).max(0.0);
        let sure = |group: &Group| group.sureness() * group.cohesion().min(USUAL);
        let sure = f64::max(sure(a), sure(b)).max(of_a.min(of_b).min(USUAL));
        self.likeness.max(loose).max(self.cohesion * WELL_KNOWN * sure)
    }
}

/// Two articles and their likeness.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Tie {
    pub a: u32,
    pub b: u32,
    pub likeness: f64,
    /// Whether the two may be one text. Copies tell nothing of how alike independent reports are, so they make no group tight.
    pub is_copy: bool,
    /// Whether the two may be one text nearly word for word.
    pub is_verbatim: bool,
}

/// Groups `stated.len()` articles. Pairs without a tie count as not alike. Articles of one stated event are together from the
/// start, those of different ones never come together. Groups and their members are sorted.
pub(super) fn groups(stated: &[Option<&str>], ties: &[Tie], bar: Bar) -> Vec<Vec<usize>> {
    let mut linkage = Linkage::new(stated, ties, bar);
    linkage.run();
    let mut groups: Vec<Vec<usize>> = linkage.groups.into_iter().map(|g| g.members).filter(|m| !m.is_empty()).collect();
    groups.iter_mut().for_each(|g| g.sort_unstable());
    groups.sort_unstable();
    groups
}

#[derive(Debug, Default)]
struct Group<'a> {
    /// Empty once it is part of another.
    members: Vec<usize>,
    stated: Option<&'a str>,
    /// The likenesses inside.
    inner: Ties,
    /// The likenesses to other groups.
    outer: FxHashMap<usize, Ties>,
    /// Grows with each change, so that older proposals are known as such.
    version: u32,
}

impl Group<'_> {
    /// How many pairs of articles are inside that are not copies of each other.
    fn independent_pairs(&self) -> f64 {
        let n = self.members.len() as f64;
        n * (n - 1.0) / 2.0 - self.inner.twins
    }

    /// The mean likeness of these pairs, at most 1; 0 where there are none.
    fn cohesion(&self) -> f64 {
        let pairs = self.independent_pairs();
        if pairs < 1.0 { 0.0 } else { (self.inner.of_independent / pairs).min(1.0) }
    }

    /// How far the mean can be relied on: 0 for one pair, towards 1 for many.
    fn sureness(&self) -> f64 {
        1.0 - 1.0 / self.independent_pairs().max(1.0).sqrt()
    }
}

/// Sums over the ties inside a group or between two.
#[derive(Debug, Default, Clone, Copy)]
struct Ties {
    likeness: f64,
    /// The likenesses of pairs that are no copies ...
    of_independent: f64,
    /// ... and how many pairs are.
    twins: f64,
}

impl Ties {
    fn of(tie: &Tie, is_one_text: bool) -> Self {
        let likeness = tie.likeness;
        match is_one_text {
            true => Ties { likeness, of_independent: 0.0, twins: 1.0 },
            false => Ties { likeness, of_independent: likeness, twins: 0.0 },
        }
    }

    fn add(&mut self, other: Ties) {
        self.likeness += other.likeness;
        self.of_independent += other.of_independent;
        self.twins += other.twins;
    }
}

/// For each article the first of those that it is tied to as a copy, directly or through others.
fn texts(articles: usize, ties: &[Tie]) -> Vec<usize> {
    let mut first: Vec<usize> = (0..articles).collect();
    fn root(first: &mut [usize], mut i: usize) -> usize {
        while first[i] != i {
            first[i] = first[first[i]];
            i = first[i];
        }
        i
    }
    for tie in ties.iter().filter(|tie| tie.is_copy) {
        let (a, b) = (root(&mut first, tie.a as usize), root(&mut first, tie.b as usize));
        first[a.max(b)] = a.min(b);
    }
    (0..articles).map(|i| root(&mut first, i)).collect()
}

/// A proposal to join two groups; the greatest is the most alike, then the one of the smallest numbers.
#[derive(Debug, PartialEq)]
struct Proposal {
    mean: f64,
    pair: (usize, usize),
    versions: (u32, u32),
}

impl Eq for Proposal {}

impl Ord for Proposal {
    fn cmp(&self, other: &Self) -> Ordering {
        self.mean.total_cmp(&other.mean).then_with(|| Reverse(self.pair).cmp(&Reverse(other.pair)))
    }
}

impl PartialOrd for Proposal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

struct Linkage<'a> {
    groups: Vec<Group<'a>>,
    heap: BinaryHeap<Proposal>,
    bar: Bar,
}

impl<'a> Linkage<'a> {
    fn new(stated: &[Option<&'a str>], ties: &[Tie], bar: Bar) -> Self {
        let mut first_of: FxHashMap<&str, usize> = FxHashMap::default();
        let home: Vec<usize> =
            stated.iter().enumerate().map(|(i, event)| event.map_or(i, |event| *first_of.entry(event).or_insert(i))).collect();
        let mut groups: Vec<Group> = stated.iter().map(|s| Group { stated: *s, ..Group::default() }).collect();
        for (article, group) in home.iter().enumerate() {
            groups[*group].members.push(article);
        }
        let texts = texts(stated.len(), ties);
        for tie in ties {
            let of_tie = Ties::of(tie, texts[tie.a as usize] == texts[tie.b as usize]);
            let (a, b) = (home[tie.a as usize], home[tie.b as usize]);
            if a == b {
                groups[a].inner.add(of_tie);
            } else {
                groups[a].outer.entry(b).or_default().add(of_tie);
                groups[b].outer.entry(a).or_default().add(of_tie);
            }
        }
        let mut linkage = Linkage { groups, heap: BinaryHeap::new(), bar };
        for group in 0..linkage.groups.len() {
            linkage.propose(group, |other| other > group);
        }
        linkage
    }

    /// Puts the worthwhile joins of a group with those others that `accept` takes on the heap.
    fn propose(&mut self, group: usize, accept: impl Fn(usize) -> bool) {
        let (groups, bar) = (&self.groups, self.bar);
        let proposals = groups[group].outer.iter().filter(|(other, _)| accept(**other)).filter_map(|(&other, sum)| {
            let (a, b) = (group.min(other), group.max(other));
            let mean = sum.likeness / (groups[a].members.len() * groups[b].members.len()) as f64;
            let is_contrary = groups[a].stated.is_some() && groups[b].stated.is_some();
            let is_worthwhile = mean >= bar.between(&groups[a], &groups[b]) && !is_contrary;
            is_worthwhile.then_some(Proposal { mean, pair: (a, b), versions: (groups[a].version, groups[b].version) })
        });
        self.heap.extend(proposals);
    }

    fn run(&mut self) {
        while let Some(Proposal { pair: (a, b), versions, .. }) = self.heap.pop() {
            if (self.groups[a].version, self.groups[b].version) == versions {
                self.join(a, b);
                self.propose(a, |_| true);
            }
        }
    }

    /// Makes `b` part of `a`.
    fn join(&mut self, a: usize, b: usize) {
        let gone = std::mem::take(&mut self.groups[b]);
        self.groups[b].version = gone.version + 1;
        let between = self.groups[a].outer.remove(&b).unwrap_or_default();
        for (other, sum) in gone.outer.into_iter().filter(|(other, _)| *other != a) {
            self.groups[other].outer.remove(&b);
            self.groups[other].outer.entry(a).or_default().add(sum);
            self.groups[a].outer.entry(other).or_default().add(sum);
        }
        let group = &mut self.groups[a];
        group.inner.add(gone.inner);
        group.inner.add(between);
        group.members.extend(gone.members);
        group.stated = group.stated.or(gone.stated);
        group.version += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const BAR: Bar = Bar { likeness: 0.2, cohesion: 0.0 };

    fn tie(a: u32, b: u32, likeness: f64) -> Tie {
        Tie { a, b, likeness, is_copy: false, is_verbatim: false }
    }

    #[test]
    fn a_chain_is_cut() {
        let ties = [tie(0, 1, 0.9), tie(1, 2, 0.3), tie(2, 3, 0.9)];
        assert_eq!(groups(&[None; 4], &ties, BAR), [vec![0, 1], vec![2, 3]]);
    }

    #[test]
    fn a_close_group_takes_no_stranger() {
        let ties = [tie(0, 1, 0.8), tie(0, 2, 0.17), tie(1, 2, 0.17)];
        let bar = Bar { likeness: 0.14, cohesion: 0.4 };
        assert_eq!(groups(&[None; 3], &ties, bar), [vec![0, 1], vec![2]]);
        let copies = [Tie { is_copy: true, ..ties[0] }, ties[1], ties[2]];
        assert_eq!(groups(&[None; 3], &copies, bar), [vec![0, 1, 2]]);
    }

    #[test]
    fn two_groups_ask_more_than_a_group_and_an_article() {
        let bar = Bar { likeness: 0.14, cohesion: 0.4 };
        let inside = [tie(0, 1, 0.5), tie(2, 3, 0.5)];
        let across = |n: usize, likeness| [(0, 2), (0, 3), (1, 2), (1, 3)].map(|(a, b)| tie(a, b, likeness))[..n].to_vec();
        let found = |ties: &[&[Tie]]| groups(&[None; 4], &ties.concat(), bar).len();
        assert_eq!(found(&[&inside, &across(4, 0.28)]), 2, "0.6 of 0.5 is wanted");
        assert_eq!(found(&[&inside, &across(4, 0.32)]), 1);
        assert_eq!(
            found(&[&inside[..1], &[tie(0, 2, 0.28), tie(1, 2, 0.28)]]),
            2,
            "an article joins with less, and one is alone"
        );
    }

    #[test]
    fn copies_of_copies_make_no_group_tight() {
        let bar = Bar { likeness: 0.14, cohesion: 0.4 };
        let copies: Vec<Tie> = (0..9).map(|i| Tie { is_copy: true, ..tie(i, i + 1, 0.9) }).collect();
        let others = (0..10).flat_map(|a| (a + 2..10).map(move |b| tie(a, b, 0.6)));
        let ties: Vec<Tie> = copies.into_iter().chain(others).chain((0..10).map(|a| tie(a, 10, 0.16))).collect();
        assert_eq!(groups(&[None; 11], &ties, bar).len(), 1);
    }

    #[test]
    fn a_group_known_well_asks_more() {
        let bar = Bar { likeness: 0.14, cohesion: 0.4 };
        let with_stranger = |n: u32| {
            let inside = (0..n).flat_map(|a| (a + 1..n).map(move |b| tie(a, b, 0.45)));
            let ties: Vec<Tie> = inside.chain((0..n).map(|a| tie(a, n, 0.19))).collect();
            groups(&vec![None; n as usize + 1], &ties, bar).len()
        };
        assert_eq!((with_stranger(2), with_stranger(8)), (1, 2));
    }

    #[test]
    fn stated_events_win() {
        let stated = [Some("x"), Some("y"), Some("x"), None];
        let ties = [tie(0, 1, 0.9), tie(1, 3, 0.5)];
        assert_eq!(groups(&stated, &ties, BAR), [vec![0, 2], vec![1, 3]]);
    }

    /// Joins the best pair of groups again and again, all means computed afresh.
    fn naive(n: usize, likeness: &[Vec<f64>]) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = (0..n).map(|i| vec![i]).collect();
        loop {
            let mean = |a: &[usize], b: &[usize]| {
                a.iter().flat_map(|x| b.iter().map(move |y| likeness[*x][*y])).sum::<f64>() / (a.len() * b.len()) as f64
            };
            let pairs = (0..groups.len()).flat_map(|i| (i + 1..groups.len()).map(move |j| (i, j)));
            let best = pairs.max_by(|x, y| mean(&groups[x.0], &groups[x.1]).total_cmp(&mean(&groups[y.0], &groups[y.1])));
            match best {
                Some((i, j)) if mean(&groups[i], &groups[j]) >= BAR.likeness => {
                    let gone = groups.remove(j);
                    groups[i].extend(gone);
                }
                _ => break,
            }
        }
        groups.iter_mut().for_each(|g| g.sort_unstable());
        groups.sort_unstable();
        groups
    }

    proptest! {
        #[test]
        fn equals_the_naive_way(weights in proptest::collection::vec(0.0..0.6f64, 28)) {
            let mut likeness = vec![vec![0.0; 8]; 8];
            let mut ties = Vec::new();
            for (k, (i, j)) in (0..8).flat_map(|i| (i + 1..8).map(move |j| (i, j))).enumerate() {
                likeness[i][j] = weights[k];
                likeness[j][i] = weights[k];
                ties.push(tie(i as u32, j as u32, weights[k]));
            }
            prop_assert_eq!(groups(&[None; 8], &ties, BAR), naive(8, &likeness));
        }
    }
}
