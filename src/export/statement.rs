//! `statements.csv` and `coverage.csv`.

use super::table::{self, Column};
use super::view::View;
use super::{ExportOptions, cell};
use crate::compare::{self, Coverage};
use crate::model::{Moment, Statement};
use std::borrow::Cow;
use std::io;

const COLUMNS: &[Column<usize>] = &[
    ("statement_id", |v, s| cell::word(&at(v, s).id)),
    ("event_id", |v, s| cell::optional_word(at(v, s).event.map(|e| v.outcome.events[e].id.as_str()))),
    ("kind", |v, s| cell::word(compare::kind(at(v, s), &v.outcome.claims).as_str())),
    ("speaker", |v, s| cell::optional(compare::speaker(at(v, s), &v.outcome.claims))),
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
    ("carried_as", |_, c| cell::optional_word(c.carried_as.map(|kind| kind.as_str()))),
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
