//! How good are the statements? By pairs of units.

use super::{ClaimRow, Evaluation, Figures, Gold, Group, GroupKind, Verdict, f1, ratio};
use indexmap::IndexMap;
use rustc_hash::{FxBuildHasher, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};

/// Two units of different articles, each by the article's id and its position there; the smaller one first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitPair {
    /// The first unit.
    pub left: (String, usize),
    /// The second unit.
    pub right: (String, usize),
}

/// A unit by its article's position in the order of ids, and its own.
type Unit = (usize, usize);
type Pairs<T> = IndexMap<(Unit, Unit), T, FxBuildHasher>;

/// Measures the statements of a run.
pub fn evaluate(gold: &Gold, claims: &[ClaimRow]) -> Evaluation {
    let order = Order::of(gold);
    let (required, ignored) = asked_for(gold, &order);
    let (found, unknown) = made(gold, claims, &order);
    let hit = required.keys().filter(|pair| found.contains_key(*pair)).count();
    let judged = (!gold.complete).then(|| different(gold, &order));
    let counts = |pair: &(Unit, Unit)| judged.as_ref().is_none_or(|judged| judged.contains(pair));
    let asked = |pair: &(Unit, Unit)| required.contains_key(pair) || ignored.contains(pair);
    let wrong: Vec<_> = found.iter().filter(|(pair, _)| !asked(pair) && counts(pair)).collect();
    let recall_of = |kind| {
        let of: Vec<_> = required.iter().filter(|(_, group)| group.kind == kind).collect();
        ratio(of.iter().filter(|(pair, _)| found.contains_key(*pair)).count(), of.len())
    };
    let (precision, recall) = (ratio(hit, hit + wrong.len()), ratio(hit, required.len()));
    let figures = Figures {
        precision,
        recall,
        f1: f1(precision, recall),
        required: required.len(),
        hit,
        wrong: wrong.len(),
        recall_quote: recall_of(GroupKind::Quote),
        recall_fact: recall_of(GroupKind::Fact),
        unknown_articles: unknown,
        events: None,
    };
    let verdict = |because: &str, pair: &(Unit, Unit)| Verdict { because: because.to_owned(), pair: order.named(pair) };
    let missed = required.iter().filter(|(pair, _)| !found.contains_key(*pair));
    Evaluation {
        figures,
        misses: missed.map(|(pair, group)| verdict(&group.gist, pair)).collect(),
        wrong: wrong.into_iter().map(|(pair, statement)| verdict(statement, pair)).collect(),
    }
}

/// The ids of the gold set in order, so that units compare by number as they do by name.
struct Order<'g> {
    ids: Vec<&'g str>,
    position: BTreeMap<&'g str, usize>,
}

impl<'g> Order<'g> {
    fn of(gold: &'g Gold) -> Self {
        let mut ids: Vec<&str> = gold.articles.keys().map(String::as_str).collect();
        ids.sort_unstable();
        let position = ids.iter().enumerate().map(|(position, id)| (*id, position)).collect();
        Order { ids, position }
    }

    /// The units on which something at `place` of the article stands.
    fn units(&self, gold: &Gold, article: &str, place: (i64, i64)) -> Vec<Unit> {
        match (self.position.get(article), gold.articles.get(article)) {
            (Some(position), Some(article)) => article.units_at(place).map(|unit| (*position, unit)).collect(),
            _ => Vec::new(),
        }
    }

    fn named(&self, (left, right): &(Unit, Unit)) -> UnitPair {
        let name = |unit: &Unit| (self.ids[unit.0].to_owned(), unit.1);
        UnitPair { left: name(left), right: name(right) }
    }
}

/// The pairs that are required, each with the last group that asks for it, and those that some group leaves open.
fn asked_for<'g>(gold: &'g Gold, order: &Order) -> (Pairs<&'g Group>, FxHashSet<(Unit, Unit)>) {
    let (mut required, mut ignored) = (Pairs::default(), FxHashSet::default());
    for group in &gold.groups {
        let units = |m: &'g super::Member| order.units(gold, &m.doc, (m.start, m.end)).into_iter().map(|unit| (unit, m.core));
        let members: Vec<(Unit, bool)> = group.members.iter().flat_map(units).collect();
        for (position, (a, core_a)) in members.iter().enumerate() {
            for (b, core_b) in members[position + 1..].iter().filter(|(b, _)| a.0 != b.0) {
                let pair = (*a.min(b), *a.max(b));
                if *core_a && *core_b {
                    required.insert(pair, group);
                } else {
                    ignored.insert(pair);
                }
            }
        }
    }
    (required, ignored)
}

/// The pairs that people judged different.
fn different(gold: &Gold, order: &Order) -> FxHashSet<(Unit, Unit)> {
    let units = |place: &super::Place| order.units(gold, &place.doc, (place.start, place.end));
    let pairs = gold.different.iter().flat_map(|(left, right)| {
        let right = units(right);
        units(left).into_iter().flat_map(move |a| right.clone().into_iter().map(move |b| (a.min(b), a.max(b))))
    });
    pairs.collect()
}

/// The pairs that the run made, each with the last statement that made it, and the articles that the gold set does not know.
fn made<'r>(gold: &Gold, claims: &'r [ClaimRow], order: &Order) -> (Pairs<&'r str>, Vec<String>) {
    let mut clusters: IndexMap<&str, BTreeSet<Unit>> = IndexMap::new();
    let mut unknown = BTreeSet::new();
    for claim in claims {
        match gold.article_id(&claim.article) {
            None => {
                unknown.insert(claim.article.clone());
            }
            Some(article) if !claim.statement.is_empty() => {
                let units = order.units(gold, article, claim.place);
                if !units.is_empty() {
                    clusters.entry(&claim.statement).or_default().extend(units);
                }
            }
            Some(_) => {}
        }
    }
    let mut found = Pairs::default();
    for (statement, units) in clusters {
        let units: Vec<Unit> = units.into_iter().collect();
        for (position, a) in units.iter().enumerate() {
            for b in units[position + 1..].iter().filter(|b| a.0 != b.0) {
                found.insert((*a, *b), statement);
            }
        }
    }
    (found, unknown.into_iter().collect())
}
