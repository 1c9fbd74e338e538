//! `readings.csv`.

use super::table::{self, Column};
use super::view::View;
use super::{ExportOptions, cell};
use crate::compare::{self, CollateOptions, Edit, EditKind, Variant};
use crate::model::Flag;
use crate::text::{CodePoints, Span};
use rustc_hash::FxHashMap;
use std::io;

/// A place where an account differs from the one that stands for its statement.
pub(super) struct Row {
    statement: usize,
    claim: usize,
    kind: EditKind,
    variant: Option<Variant>,
    flag: Option<Flag>,
    /// The words of each in the text of its article, and their place in code points; empty where one has none.
    base: (Span, (usize, usize)),
    own: (Span, (usize, usize)),
}

const COLUMNS: &[Column<Row>] = &[
    ("statement_id", |v, r| cell::word(&v.outcome.statements[r.statement].id)),
    ("claim_id", |v, r| cell::word(&v.claim(r.claim).id)),
    ("outlet", |v, r| cell::text(&v.article_of(r.claim).outlet)),
    ("edit", |_, r| cell::word(r.kind.as_str())),
    ("base_text", |v, r| cell::text(v.article_of(base(v, r.statement)).at(r.base.0))),
    ("text", |v, r| cell::text(v.article_of(r.claim).at(r.own.0))),
    ("flag", |_, r| cell::optional_word(r.flag.map(Flag::as_str))),
    ("variant", |_, r| cell::optional_word(r.variant.map(Variant::as_str))),
    ("base_claim_id", |v, r| cell::word(&v.claim(base(v, r.statement)).id)),
    ("base_start", |_, r| cell::count(r.base.1.0)),
    ("base_end", |_, r| cell::count(r.base.1.1)),
    ("start", |_, r| cell::count(r.own.1.0)),
    ("end", |_, r| cell::count(r.own.1.1)),
];

/// Writes `readings.csv` of the rows that [`rows`] gives by statement.
pub(super) fn csv(rows: Vec<Vec<Row>>, view: &View, options: &ExportOptions, out: impl io::Write) -> io::Result<()> {
    table::write(COLUMNS, rows.into_iter().flatten(), view, options, out)
}

/// The claim that stands for a statement.
fn base(view: &View, statement: usize) -> usize {
    view.outcome.statements[statement].representative
}

/// The rows of one statement: account by account, in the order of the words.
pub(super) fn rows(view: &View, statement: usize) -> Vec<Row> {
    let base = base(view, statement);
    let mut points: FxHashMap<usize, CodePoints> = FxHashMap::default();
    let mut place = |claim: usize, within: Span| {
        let (article, start) = (view.claim(claim).article, view.claim(claim).span.start);
        let span = Span::new(start + within.start, start + within.end);
        let points = points.entry(article).or_insert_with(|| CodePoints::of(&view.outcome.articles[article].text));
        (span, points.span(span))
    };
    let base_text = view.text_of(base);
    let mut rows = Vec::new();
    for claim in view.outcome.statements[statement].members.iter().copied().filter(|claim| *claim != base) {
        let text = view.text_of(claim);
        let edits = compare::edits(base_text, text, &CollateOptions::default());
        for edit in &edits {
            // A move is one row, told where the base has the words.
            let (from, to) = match edit.kind {
                EditKind::Keep => continue,
                EditKind::Move if edit.base.is_empty() => continue,
                EditKind::Move => {
                    (edit.base, edit.moved.and_then(|twin| edits.get(twin)).map_or(edit.other, |twin| twin.other))
                }
                _ => (edit.base, edit.other),
            };
            rows.push(Row {
                statement,
                claim,
                kind: edit.kind,
                variant: edit.variant,
                flag: flag(view, statement, edit),
                base: place(base, compare::bare(base_text, from)),
                own: place(claim, compare::bare(text, to)),
            });
        }
    }
    rows
}

/// The flag of the statement that a difference is behind, where the difference itself tells.
fn flag(view: &View, statement: usize, edit: &Edit) -> Option<Flag> {
    let flags = &view.outcome.statements[statement].flags;
    let is_number = edit.variant == Some(Variant::Number);
    (is_number && flags.contains(&Flag::Numbers)).then_some(Flag::Numbers)
}
