//! A claim that carries two statements becomes an account of both.
//!
//! Linkage puts a claim into one group. A sentence that bundles two assertions (`She sued him in 2014 and won $84,000`) goes with the
//! stronger one, and the accounts of the other are left without it. So each link that holds and whose claims share no group is tried again:
//! the claim joins the other one's group, or the two open one of their own, where what they share is not what the claim already shares with
//! a group that it is in.

use super::linkage::Ties;
use crate::model::{Article, Claim};
use crate::text::{Lexicon, fold, stem, words};
use rustc_hash::{FxHashMap, FxHashSet};
use std::rc::Rc;
use std::sync::LazyLock;

static FUNCTION_WORDS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/function_words.txt")));

/// The content words of claims, read once.
struct Content<'a> {
    articles: &'a [Article],
    claims: &'a [Claim],
    read: FxHashMap<usize, Rc<FxHashSet<String>>>,
}

impl Content<'_> {
    fn of(&mut self, claim: usize) -> Rc<FxHashSet<String>> {
        let (articles, claims) = (self.articles, self.claims);
        let read = || {
            let claim = &claims[claim];
            let folded = words(&articles[claim.article].text, claim.span).into_iter().map(|w| fold(w.text));
            Rc::new(folded.filter(|w| !w.is_empty() && !FUNCTION_WORDS.has(w)).map(|w| stem(&w)).collect())
        };
        Rc::clone(self.read.entry(claim).or_insert_with(read))
    }
}

/// One group with what its members are tied by to the accounts of other articles.
struct Group {
    /// Member, sum of its ties to members of other articles, number of those.
    members: Vec<(usize, f64, usize)>,
}

/// Groups that claims may be in several of.
pub(super) struct Memberships<'a> {
    content: Content<'a>,
    ties: &'a Ties,
    threshold: f64,
    fresh: f64,
    groups: Vec<Group>,
    of: FxHashMap<usize, Vec<usize>>,
}

/// `groups` with the second memberships that links of at least `threshold` ask for, strongest first; each member's mean tie to those of
/// other articles stays at the threshold. `fresh` is the share of the words that two claims share which must be new.
pub(super) fn extend(
    (articles, claims): (&[Article], &[Claim]),
    ties: &Ties,
    groups: Vec<Vec<usize>>,
    threshold: f64,
    fresh: f64,
) -> Vec<Vec<usize>> {
    let content = Content { articles, claims, read: FxHashMap::default() };
    let mut found = Memberships { content, ties, threshold, fresh, groups: Vec::new(), of: FxHashMap::default() };
    for members in groups {
        found.open(&[]);
        let at = found.groups.len() - 1;
        members.into_iter().for_each(|m| found.add(at, m));
    }
    let strong = ties.iter().filter(|((a, b), tie)| **tie >= threshold && claims[*a].article != claims[*b].article);
    let mut strong: Vec<((usize, usize), f64)> = strong.map(|(key, tie)| (*key, *tie)).collect();
    strong.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    for ((a, b), _) in strong {
        found.join(a, b);
    }
    let members = |group: Group| {
        let mut members: Vec<usize> = group.members.into_iter().map(|(m, _, _)| m).collect();
        members.sort_unstable();
        members
    };
    let mut groups: Vec<Vec<usize>> = found.groups.into_iter().map(members).collect();
    groups.sort();
    groups.dedup();
    groups
}

impl Memberships<'_> {
    fn tie(&self, a: usize, b: usize) -> f64 {
        self.ties.get(&(a.min(b), a.max(b))).copied().unwrap_or(0.0)
    }

    fn groups_of(&self, claim: usize) -> &[usize] {
        self.of.get(&claim).map_or(&[], Vec::as_slice)
    }

    fn open(&mut self, members: &[usize]) {
        self.groups.push(Group { members: Vec::new() });
        let at = self.groups.len() - 1;
        members.iter().for_each(|m| self.add(at, *m));
    }

    fn add(&mut self, group: usize, claim: usize) {
        let (mut sum, mut count) = (0.0, 0);
        for at in 0..self.groups[group].members.len() {
            let other = self.groups[group].members[at].0;
            if self.content.claims[other].article != self.content.claims[claim].article {
                let tie = self.tie(claim, other);
                let member = &mut self.groups[group].members[at];
                (member.1, member.2) = (member.1 + tie, member.2 + 1);
                (sum, count) = (sum + tie, count + 1);
            }
        }
        self.groups[group].members.push((claim, sum, count));
        self.of.entry(claim).or_default().push(group);
    }

    /// Whether the group holds with `claim` in it: its own mean tie, and that of each member, stays at the threshold, and it is tied to
    /// most members: one strong tie among none would be a chain.
    fn holds_with(&self, group: usize, claim: usize) -> bool {
        let article = self.content.claims[claim].article;
        let (mut sum, mut count, mut tied) = (0.0, 0usize, 0usize);
        for (member, theirs, of) in &self.groups[group].members {
            if self.content.claims[*member].article == article {
                continue;
            }
            let tie = self.tie(claim, *member);
            if (theirs + tie) / ((of + 1) as f64) < self.threshold {
                return false;
            }
            (sum, count, tied) = (sum + tie, count + 1, tied + usize::from(tie > 0.0));
        }
        tied * 2 > count && sum / count as f64 >= self.threshold
    }

    fn join(&mut self, a: usize, b: usize) {
        if self.groups_of(a).iter().any(|g| self.groups_of(b).contains(g)) {
            return;
        }
        let (new_a, new_b) = (self.is_fresh(a, b), self.is_fresh(b, a));
        let mut joined = false;
        for (claim, other, new) in [(b, a, new_b), (a, b, new_a)] {
            if !new {
                continue;
            }
            for group in self.groups_of(other).to_vec() {
                let inside = self.groups_of(claim).contains(&group);
                if !inside && self.holds_with(group, claim) {
                    self.add(group, claim);
                    joined = true;
                }
            }
        }
        if !joined && new_a && new_b {
            self.open(&[a, b]);
        }
    }

    /// Whether what `claim` shares with `other` is new: enough of it is not shared with a group that the claim is in.
    fn is_fresh(&mut self, claim: usize, other: usize) -> bool {
        let groups = self.groups_of(claim).to_vec();
        if groups.is_empty() {
            return true;
        }
        let (own, theirs) = (self.content.of(claim), self.content.of(other));
        let mut shared: FxHashSet<&String> = own.intersection(&theirs).collect();
        let all = shared.len();
        for group in groups {
            for at in 0..self.groups[group].members.len() {
                let member = self.groups[group].members[at].0;
                if member != claim {
                    let known = self.content.of(member);
                    shared.retain(|word| !known.contains(*word));
                }
            }
        }
        all > 0 && shared.len() as f64 >= self.fresh * all as f64
    }
}
