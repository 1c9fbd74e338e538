//! Which articles of an event carry a statement.

use super::Coverage;
use crate::model::{Claim, ClaimKind, Event, Statement};
use rustc_hash::FxHashMap;

/// The rows of one statement, by article.
pub(super) fn rows(
    at: usize,
    statement: &Statement,
    claims: &[Claim],
    event_of: &FxHashMap<usize, usize>,
    events: &[Event],
) -> Vec<Coverage> {
    let mut carried: FxHashMap<usize, (f64, usize, ClaimKind)> = FxHashMap::default();
    for (i, member) in statement.members.iter().enumerate() {
        let Some(claim) = claims.get(*member) else { continue };
        let tie = statement.ties.get(i).copied().unwrap_or(0.0);
        let best = carried.entry(claim.article).or_insert((tie, *member, claim.kind));
        // The first of equal ties stays.
        if tie > best.0 {
            (best.0, best.1) = (tie, *member);
        }
        // Kinds stand in the order of how much they carry: a quote before reported speech, a fact before a headline.
        best.2 = best.2.min(claim.kind);
    }
    let mut articles: Vec<(usize, usize)> = match statement.event {
        Some(event) => events.get(event).map_or(&[][..], |e| &e.articles).iter().map(|a| (*a, event)).collect(),
        None => carried.keys().filter_map(|a| Some((*a, *event_of.get(a)?))).collect(),
    };
    articles.sort_unstable();
    let row = |(article, event)| {
        let carries = carried.get(&article);
        let (claim, carried_as) = (carries.map(|(_, claim, _)| *claim), carries.map(|(.., kind)| *kind));
        Coverage { statement: at, article, event, claim, carried_as }
    };
    articles.into_iter().map(row).collect()
}
