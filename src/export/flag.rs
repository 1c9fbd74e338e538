//! `flags.csv`.

use super::table::{self, Column};
use super::view::View;
use super::{ExportOptions, cell};
use crate::model::Finding;
use std::io;

/// A finding of a statement, by position, with its two places in code points.
struct Row {
    statement: usize,
    finding: usize,
    left: (usize, usize),
    right: (usize, usize),
}

const COLUMNS: &[Column<Row>] = &[
    ("statement_id", |v, r| cell::word(&v.outcome.statements[r.statement].id)),
    ("flag", |v, r| cell::word(at(v, r).flag.as_str())),
    ("claim_id_l", |v, r| cell::word(&v.claim(at(v, r).claims.0).id)),
    ("outlet_l", |v, r| cell::text(&v.article_of(at(v, r).claims.0).outlet)),
    ("start_l", |_, r| cell::count(r.left.0)),
    ("end_l", |_, r| cell::count(r.left.1)),
    ("text_l", |v, r| cell::text(v.article_of(at(v, r).claims.0).at(at(v, r).spans.0))),
    ("claim_id_r", |v, r| cell::word(&v.claim(at(v, r).claims.1).id)),
    ("outlet_r", |v, r| cell::text(&v.article_of(at(v, r).claims.1).outlet)),
    ("start_r", |_, r| cell::count(r.right.0)),
    ("end_r", |_, r| cell::count(r.right.1)),
    ("text_r", |v, r| cell::text(v.article_of(at(v, r).claims.1).at(at(v, r).spans.1))),
    ("note", |v, r| cell::text(&at(v, r).note)),
];

/// Writes `flags.csv`.
pub fn csv(view: &View, options: &ExportOptions, out: impl io::Write) -> io::Result<()> {
    let rows = (0..view.outcome.statements.len()).flat_map(|statement| rows(view, statement));
    table::write(COLUMNS, rows, view, options, out)
}

fn at<'v>(view: &'v View<'v>, row: &Row) -> &'v Finding {
    &view.outcome.statements[row.statement].findings[row.finding]
}

/// The rows of one statement.
fn rows(view: &View, statement: usize) -> Vec<Row> {
    let place = |claim: usize, span| view.points(view.claim(claim).article, span);
    let findings = view.outcome.statements[statement].findings.iter().enumerate();
    findings
        .map(|(finding, f)| Row { statement, finding, left: place(f.claims.0, f.spans.0), right: place(f.claims.1, f.spans.1) })
        .collect()
}
