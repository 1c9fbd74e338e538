//! `statements.csv` and `coverage.csv`.

use super::table::{self, Column};
use super::view::View;
use super::{ExportOptions, cell};
use crate::compare::{self, Coverage};
use crate::model::{Moment, Statement};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io;

/// A statement, by position, and the articles that carry it.
struct Row {
    statement: usize,
    articles: BTreeSet<usize>,
}

const COLUMNS: &[Column<Row>] = &[
    ("statement_id", |v, s| cell::word(&at(v, s).id)),
    ("event_id", |v, s| cell::optional_word(at(v, s).event.map(|e| v.outcome.events[e].id.as_str()))),
    ("kind", |v, s| cell::word(compare::kind(at(v, s), &v.outcome.claims).as_str())),
    ("speaker", |v, s| cell::optional(compare::speaker(at(v, s), &v.outcome.claims))),
    ("accounts", |v, s| cell::count(at(v, s).members.len())),
    ("outlets", |v, s| cell::count(v.outlets(s.articles.iter().copied()))),
    ("origins", |v, s| cell::count(v.origins(s.articles.iter().copied()))),
    ("first_outlet", |v, s| cell::optional(v.earliest(s.articles.iter().copied()).map(|(article, _)| article.outlet.as_str()))),
    ("first_published", |v, s| cell::moment(v.earliest(s.articles.iter().copied()).map(|(_, at)| at))),
    ("min_score", |v, s| cell::score(at(v, s).ties.iter().copied().fold(f64::NAN, f64::min))),
    ("mean_score", |v, s| cell::score(mean(&at(v, s).ties))),
    ("flags", |v, s| Cow::Owned(flags(at(v, s)))),
    ("text", |v, s| cell::text(v.text_of(at(v, s).representative))),
    ("claim_id", |v, s| cell::word(&v.claim(at(v, s).representative).id)),
    ("articles", |_, s| cell::count(s.articles.len())),
    ("agencies", |v, s| cell::count(v.agencies(s.articles.iter().copied()))),
    ("last_published", |v, s| cell::moment(last_published(v, s))),
];

/// Writes `statements.csv`.
pub fn csv(view: &View, options: &ExportOptions, out: impl io::Write) -> io::Result<()> {
    let statements = view.outcome.statements.iter().enumerate();
    let rows = statements.map(|(statement, it)| Row { statement, articles: view.articles_of(it) });
    table::write(COLUMNS, rows, view, options, out)
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
    ("published", |v, c| v.published(c.article)),
    ("carried_as", |_, c| cell::optional_word(c.carried_as.map(|kind| kind.as_str()))),
];

/// Writes `coverage.csv`.
pub fn coverage_csv(view: &View, options: &ExportOptions, out: impl io::Write) -> io::Result<()> {
    let outcome = view.outcome;
    let rows = compare::coverage(&outcome.statements, &outcome.claims, &outcome.events);
    table::write(COVERAGE, rows.into_iter(), view, options, out)
}

fn at<'v>(view: &'v View, row: &Row) -> &'v Statement {
    &view.outcome.statements[row.statement]
}

fn mean(ties: &[f64]) -> f64 {
    ties.iter().sum::<f64>() / ties.len() as f64
}

fn flags(statement: &Statement) -> String {
    statement.flags().iter().map(|flag| flag.as_str()).collect::<Vec<_>>().join(";")
}

fn last_published(view: &View, row: &Row) -> Option<Moment> {
    let dates = row.articles.iter().filter_map(|article| view.outcome.articles[*article].published);
    dates.max_by_key(|at| at.order_key())
}
