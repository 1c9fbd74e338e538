//! A group of claims becomes a statement: members that do not hold are let go, and one is chosen to stand for all.

use super::linkage::{Component, Ties};
use crate::model::{Claim, ClaimKind, Event, Statement};
use crate::text::stable_id;

/// The event of each claim, by position.
pub(super) fn event_of_claims(claims: &[Claim], events: &[Event]) -> Vec<usize> {
    let articles = claims.iter().map(|c| c.article + 1).max().unwrap_or(0);
    let mut event_of = vec![0; articles];
    for (at, event) in events.iter().enumerate() {
        for article in event.articles.iter().filter(|a| **a < articles) {
            event_of[*article] = at;
        }
    }
    claims.iter().map(|c| event_of[c.article]).collect()
}

/// `members` without those whose mean tie to the members of other articles is below `threshold`; `None` where fewer than two articles are
/// left.
pub(super) fn holding(claims: &[Claim], ties: &Ties, mut members: Vec<usize>, threshold: f64) -> Option<Vec<usize>> {
    loop {
        let means = members.iter().map(|m| mean_tie(claims, ties, *m, &members));
        let (at, weakest) = means.enumerate().min_by(|a, b| a.1.total_cmp(&b.1))?;
        if weakest >= threshold {
            let several = members.iter().any(|m| claims[*m].article != claims[members[0]].article);
            return several.then_some(members);
        }
        members.remove(at);
    }
}

/// The mean of a member's ties to the members of other articles: two claims of one article are one outlet's account.
pub(super) fn mean_tie(claims: &[Claim], ties: &Ties, member: usize, members: &[usize]) -> f64 {
    let others = members.iter().filter(|o| claims[**o].article != claims[member].article);
    let (mut sum, mut count) = (0.0, 0usize);
    for other in others {
        sum += tie(ties, member, *other).unwrap_or(0.0);
        count += 1;
    }
    sum / count.max(1) as f64
}

fn tie(ties: &Ties, a: usize, b: usize) -> Option<f64> {
    ties.get(&(a.min(b), a.max(b))).copied()
}

/// The same where `members` may be of several events: of the members of other events those count of whom the one reuses the words, since the
/// others were not compared with it.
pub(super) fn mean_of_compared(
    (claims, event_of): (&[Claim], &[usize]),
    component: &Component,
    member: usize,
    members: &[usize],
) -> f64 {
    let (mut sum, mut count) = (0.0, 0usize);
    for other in members.iter().filter(|o| claims[**o].article != claims[member].article) {
        let tie = match event_of[member] == event_of[*other] {
            true => Some(tie(&component.ties, member, *other).unwrap_or(0.0)),
            false => tie(&component.reused, member, *other),
        };
        (sum, count) = tie.map_or((sum, count), |tie| (sum + tie, count + 1));
    }
    sum / count.max(1) as f64
}

/// The statement of `members`, which are sorted; `tie` is how each is tied to the others.
pub(super) fn build(
    (claims, event_of): (&[Claim], &[usize]),
    members: Vec<usize>,
    tie: impl Fn(usize, &[usize]) -> f64,
) -> Statement {
    let ties: Vec<f64> = members.iter().map(|member| tie(*member, &members)).collect();
    let event = event_of[members[0]];
    let one_event = members.iter().all(|m| event_of[*m] == event);
    let mut ids: Vec<&str> = members.iter().map(|m| claims[*m].id.as_str()).collect();
    ids.sort_unstable();
    let id = stable_id("s", &ids);
    let representative = representative(claims, &members, &ties);
    Statement { id, event: one_event.then_some(event), members, ties, representative, findings: Vec::new() }
}

/// The member that stands for all: a quote before reported speech before the rest, then the strongest tie, then the longest.
fn representative(claims: &[Claim], members: &[usize], ties: &[f64]) -> usize {
    let order = |kind: ClaimKind| match kind {
        ClaimKind::Quote => 3,
        ClaimKind::Reported => 2,
        ClaimKind::Fact => 1,
        ClaimKind::Headline => 0,
    };
    let rank = |at: &usize| (order(claims[members[*at]].kind), (ties[*at] * 1e6) as u64, claims[members[*at]].span.len());
    // The first of equals, so that the choice does not depend on how members came in.
    let best = (0..members.len()).rev().max_by_key(rank).unwrap_or(0);
    members[best]
}
