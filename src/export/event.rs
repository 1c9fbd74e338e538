//! `events.csv`.

use super::table::{self, Column};
use super::view::View;
use super::{ExportOptions, cell};
use std::io;

const COLUMNS: &[Column<usize>] = &[
    ("event_id", |v, e| cell::word(&v.outcome.events[*e].id)),
    ("title", |v, e| cell::text(&v.outcome.events[*e].title)),
    ("first_published", |v, e| cell::moment(v.outcome.events[*e].first_published)),
    ("last_published", |v, e| cell::moment(v.outcome.events[*e].last_published)),
    ("articles", |v, e| cell::count(v.outcome.events[*e].articles.len())),
    ("outlets", |v, e| cell::count(v.outlets(v.outcome.events[*e].articles.iter().copied()))),
    ("origins", |v, e| cell::count(v.origins(v.outcome.events[*e].articles.iter().copied()))),
    ("statements", |v, e| cell::count(statements(v, *e))),
    ("agencies", |v, e| cell::count(v.agencies(v.outcome.events[*e].articles.iter().copied()))),
    ("claims", |v, e| cell::count(v.outcome.events[*e].articles.iter().map(|a| v.claims_in[*a]).sum::<usize>())),
];

/// Writes `events.csv`.
pub fn csv(view: &View, options: &ExportOptions, out: impl io::Write) -> io::Result<()> {
    table::write(COLUMNS, 0..view.outcome.events.len(), view, options, out)
}

fn statements(view: &View, event: usize) -> usize {
    // Statements are sorted by event, those of several events first.
    let first = view.outcome.statements.partition_point(|s| s.event < Some(event));
    let after = view.outcome.statements.partition_point(|s| s.event <= Some(event));
    after - first
}
