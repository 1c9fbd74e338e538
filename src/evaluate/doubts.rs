//! Which pairs of a run are worth a person's time? Those about which it is least sure.

use super::{LabelledArticle, Place};
use crate::model::{Claim, ClaimKind};
use crate::reopen::Reopened;
use crate::text::CodePoints;
use std::collections::BTreeMap;

/// Two sentences of different articles that a run compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Doubt {
    /// The sentence that comes first by article and place.
    pub left: Place,
    /// The other one.
    pub right: Place,
    /// The strongest link between claims of the two, by position; its claims are on the sides of the sentences.
    pub claims: (usize, usize),
    /// That link's probability.
    pub probability: f64,
    /// The event, where it is one.
    pub event: Option<usize>,
    /// Whether either of the two claims is a quote.
    pub quote: bool,
}

/// The pairs of sentences of a run, those whose probability is nearest to its threshold first; the events take turns.
pub fn doubts(run: &Reopened) -> Vec<Doubt> {
    let points: Vec<CodePoints> = run.articles.iter().map(|article| CodePoints::of(&article.text)).collect();
    let event_of: Vec<Option<usize>> = (0..run.articles.len()).map(|article| run.event_of(article)).collect();
    let mut strongest: BTreeMap<(Place, Place), Doubt> = BTreeMap::new();
    for link in &run.links {
        let (one, other) = (&run.claims[link.pair.left], &run.claims[link.pair.right]);
        if one.article == other.article {
            continue;
        }
        let place = |claim: &Claim| place(run, &points, claim);
        let (mut left, mut right, mut claims) = (place(one), place(other), (link.pair.left, link.pair.right));
        if right < left {
            (left, right, claims) = (right, left, (claims.1, claims.0));
        }
        let event = event_of[one.article].filter(|event| event_of[other.article] == Some(*event));
        let quote = one.kind == ClaimKind::Quote || other.kind == ClaimKind::Quote;
        let doubt = Doubt { left: left.clone(), right: right.clone(), claims, probability: link.probability, event, quote };
        let known = strongest.entry((left, right)).or_insert_with(|| doubt.clone());
        if doubt.probability > known.probability {
            *known = doubt;
        }
    }
    in_turns(strongest.into_values().collect(), run.config.cluster.threshold)
}

fn in_turns(mut doubts: Vec<Doubt>, threshold: f64) -> Vec<Doubt> {
    let distance = |doubt: &Doubt| (doubt.probability - threshold).abs();
    // The sort is stable: of equals the first by place stays first.
    doubts.sort_by(|a, b| distance(a).total_cmp(&distance(b)));
    let mut turns: BTreeMap<Option<usize>, usize> = BTreeMap::new();
    let mut turned: Vec<(usize, Doubt)> = Vec::with_capacity(doubts.len());
    for doubt in doubts {
        let turn = turns.entry(doubt.event).or_default();
        turned.push((*turn, doubt));
        *turn += 1;
    }
    turned.sort_by(|(turn_a, a), (turn_b, b)| turn_a.cmp(turn_b).then_with(|| distance(a).total_cmp(&distance(b))));
    turned.into_iter().map(|(_, doubt)| doubt).collect()
}

fn place(run: &Reopened, points: &[CodePoints], claim: &Claim) -> Place {
    let (start, end) = points[claim.article].span(claim.sentence);
    let number = |at: usize| i64::try_from(at).unwrap_or(i64::MAX);
    Place { doc: run.articles[claim.article].id.clone(), start: number(start), end: number(end) }
}

/// An article of a run with the sentences of its claims.
pub fn sentences(run: &Reopened, article: usize) -> LabelledArticle {
    let text = &run.articles[article];
    let points = [CodePoints::of(&text.text)];
    let mut spans: Vec<_> = run.claims.iter().filter(|claim| claim.article == article).map(|claim| claim.sentence).collect();
    spans.sort_unstable();
    spans.dedup();
    let unit =
        |(start, end): (usize, usize)| (i64::try_from(start).unwrap_or(i64::MAX), i64::try_from(end).unwrap_or(i64::MAX));
    LabelledArticle {
        id: text.id.clone(),
        event: run.event_of(article).map(|event| run.events[event].id.clone()),
        units: spans.iter().map(|span| unit(points[0].span(*span))).collect(),
        sentences: spans.iter().map(|span| text.at(*span).split_whitespace().collect::<Vec<_>>().join(" ")).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_sure_come_first_and_events_take_turns() {
        let doubt = |event, probability| {
            let place = |doc: &str| Place { doc: doc.to_owned(), start: 0, end: 1 };
            Doubt { left: place("a"), right: place("b"), claims: (0, 1), probability, event, quote: false }
        };
        let doubts = [(Some(0), 0.9), (Some(0), 0.31), (Some(0), 0.4), (Some(1), 0.1), (None, 0.2), (Some(1), 0.8)];
        let turned = in_turns(doubts.map(|(event, p)| doubt(event, p)).to_vec(), 0.3);
        let order: Vec<f64> = turned.iter().map(|doubt| doubt.probability).collect();
        assert_eq!(order, [0.31, 0.2, 0.1, 0.4, 0.8, 0.9]);
    }
}
