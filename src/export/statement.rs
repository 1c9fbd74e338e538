//! `statements.csv` and `coverage.csv`.

use super::table::{self, Column};
use super::view::View;
use super::{ExportOptions, cell};
use crate::compare::{self, Coverage};
use crate::model::{ClaimKind, Moment, Statement};
use crate::text::{Span, fold, words};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io;

const COLUMNS: &[Column<usize>] = &[
    ("statement_id", |v, s| cell::word(&at(v, s).id)),
    ("event_id", |v, s| cell::optional_word(at(v, s).event.map(|e| v.outcome.events[e].id.as_str()))),
    ("kind", |v, s| cell::word(kind(v, at(v, s)).as_str())),
    ("speaker", |v, s| cell::optional(speaker(v, at(v, s)))),
    ("accounts", |v, s| cell::count(at(v, s).members.len())),
    ("outlets", |v, s| cell::count(v.outlets(v.articles_of(at(v, s))))),
    ("origins", |v, s| cell::count(v.origins(v.articles_of(at(v, s))))),
    ("first_outlet", |v, s| cell::optional(v.earliest(v.articles_of(at(v, s))).map(|(article, _)| article.outlet.as_str()))),
    ("first_published", |v, s| cell::moment(v.earliest(v.articles_of(at(v, s))).map(|(_, at)| at))),
    ("min_score", |v, s| cell::score(at(v, s).ties.iter().copied().fold(f64::NAN, f64::min))),
    ("mean_score", |v, s| cell::score(mean(&at(v, s).ties))),
    ("flags", |v, s| Cow::Owned(flags(at(v, s)))),
    ("text", |v, s| cell::text(v.text_of(at(v, s).representative))),
    ("claim_id", |v, s| cell::word(&v.claim(at(v, s).representative).id)),
    ("articles", |v, s| cell::count(v.articles_of(at(v, s)).len())),
    ("agencies", |v, s| cell::count(v.agencies(v.articles_of(at(v, s))))),
    ("last_published", |v, s| cell::moment(last_published(v, at(v, s)))),
];

/// Writes `statements.csv`.
pub fn csv(view: &View, options: &ExportOptions, out: impl io::Write) -> io::Result<()> {
    table::write(COLUMNS, 0..view.outcome.statements.len(), view, options, out)
}

pub(super) const COVERAGE: &[Column<Coverage>] = &[
    ("statement_id", |v, c| cell::word(&v.outcome.statements[c.statement].id)),
    ("event_id", |v, c| cell::word(&v.outcome.events[c.event].id)),
    ("outlet", |v, c| cell::text(&v.outcome.articles[c.article].outlet)),
    ("article_id", |v, c| cell::text(&v.outcome.articles[c.article].id)),
    ("carried", |_, c| cell::truth(c.claim.is_some())),
    ("claim_id", |v, c| cell::optional_word(c.claim.map(|claim| v.claim(claim).id.as_str()))),
    ("agency", |v, c| cell::optional(v.outcome.articles[c.article].agency.as_deref())),
    ("origin_id", |v, c| cell::optional_word(v.origin_id(c.article))),
    ("published", |v, c| cell::moment(v.outcome.articles[c.article].published)),
];

/// Writes `coverage.csv`.
pub fn coverage_csv(view: &View, options: &ExportOptions, out: impl io::Write) -> io::Result<()> {
    let outcome = view.outcome;
    let rows = compare::coverage(&outcome.statements, &outcome.claims, &outcome.events);
    table::write(COVERAGE, rows.into_iter(), view, options, out)
}

fn at<'v>(view: &'v View, statement: &usize) -> &'v Statement {
    &view.outcome.statements[*statement]
}

fn mean(ties: &[f64]) -> f64 {
    ties.iter().sum::<f64>() / ties.len() as f64
}

fn flags(statement: &Statement) -> String {
    statement.flags().iter().map(|flag| flag.as_str()).collect::<Vec<_>>().join(";")
}

fn last_published(view: &View, statement: &Statement) -> Option<Moment> {
    let dates = view.articles_of(statement).into_iter().filter_map(|article| view.outcome.articles[article].published);
    dates.max_by_key(|at| at.order_key())
}

/// A quote where any account is one, else reported speech where any is, else what most accounts are, a fact where they are even.
fn kind(view: &View, statement: &Statement) -> ClaimKind {
    let count = |kind| statement.members.iter().filter(|claim| view.claim(**claim).kind == kind).count();
    if count(ClaimKind::Quote) > 0 {
        ClaimKind::Quote
    } else if count(ClaimKind::Reported) > 0 {
        ClaimKind::Reported
    } else if count(ClaimKind::Headline) > count(ClaimKind::Fact) {
        ClaimKind::Headline
    } else {
        ClaimKind::Fact
    }
}

/// The name that most accounts give, in the fullest form that any account has for it (`Kerry` three times and `John Kerry` once
/// is `John Kerry`). Of names that are as frequent, the fullest; of those, the first by alphabet.
fn speaker<'v>(view: &'v View, statement: &Statement) -> Option<&'v str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for speaker in statement.members.iter().filter_map(|claim| view.claim(*claim).speaker.as_ref()) {
        *counts.entry(&speaker.name).or_default() += 1;
    }
    let most = counts.values().copied().max()?;
    let frequent = fullest(counts.iter().filter(|(_, count)| **count == most).map(|(name, _)| *name))?;
    let parts = name_parts(frequent);
    fullest(counts.keys().copied().filter(|name| name_parts(name).is_superset(&parts)))
}

/// The name with the most words, then the most characters, then the first one.
fn fullest<'v>(names: impl Iterator<Item = &'v str>) -> Option<&'v str> {
    names.min_by_key(|name| std::cmp::Reverse((name_parts(name).len(), name.chars().count())))
}

fn name_parts(name: &str) -> BTreeSet<String> {
    words(name, Span::whole(name)).iter().map(|word| fold(word.text)).collect()
}
