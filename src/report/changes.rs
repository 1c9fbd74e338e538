//! Diffs as CSV: one edit a row.

use super::diff::{Account, Diff};
use super::sheet::{self, Cell};
use super::view::View;
use crate::compare::{Edit, Variant, bare};
use crate::text::{CodePoints, Span};
use std::borrow::Cow;
use std::io::{self, Write};

const COLUMNS: [&str; 13] = [
    "statement_id",
    "base_claim_id",
    "claim_id",
    "base_outlet",
    "outlet",
    "edit",
    "base_text",
    "text",
    "variant",
    "base_start",
    "base_end",
    "start",
    "end",
];

/// Writes a row for each edit from the base to each other account, kept words too, in the order of the accounts. Places are half-open,
/// in code points of the articles' texts; an account without another beside it is one row.
///
/// # Errors
/// When `out` cannot be written.
pub fn diff_csv(diffs: &[Diff], view: &View, out: &mut dyn Write) -> io::Result<()> {
    let rows = diffs.iter().flat_map(|diff| {
        let alone = usize::from(diff.accounts.len() > 1);
        diff.accounts.iter().skip(alone).flat_map(move |account| rows(diff, account, view))
    });
    sheet::csv(COLUMNS, rows, out)
}

fn rows<'a>(diff: &'a Diff<'a>, account: &'a Account<'a>, view: &View<'a>) -> Vec<[Cell<'a>; 13]> {
    let Some(base) = diff.base() else { return Vec::new() };
    let ((base_claim, base_article), (claim, article)) = (base.source(view), account.source(view));
    let (base_points, points) = (CodePoints::of(&base_article.text), CodePoints::of(&article.text));
    let row = |edit: &Edit| {
        let (before, after) = (side(base.text, edit.base), side(account.text, edit.other));
        let place = |part: Option<Span>, start: usize, points: &CodePoints| match part {
            Some(span) => {
                let (from, to) = points.span(Span::new(start + span.start, start + span.end));
                [Cell::count(from), Cell::count(to)]
            }
            None => [Cell::Nothing, Cell::Nothing],
        };
        let [base_start, base_end] = place(before, base.span.start, &base_points);
        let [start, end] = place(after, account.span.start, &points);
        let text = |text: &'a str, part: Option<Span>| part.map_or(Cell::Nothing, |s| Cell::Text(Cow::Borrowed(s.of(text))));
        [
            Cell::word(diff.listed.as_ref().map(|listed| view.statements[listed.statement].id.as_str())),
            Cell::Word(&base_claim.id),
            Cell::Word(&claim.id),
            Cell::Text(Cow::Borrowed(&base_article.outlet)),
            Cell::Text(Cow::Borrowed(&article.outlet)),
            Cell::Word(edit.kind.as_str()),
            text(base.text, before),
            text(account.text, after),
            Cell::word(edit.variant.map(Variant::as_str)),
            base_start,
            base_end,
            start,
            end,
        ]
    };
    account.edits.iter().map(row).collect()
}

/// The words of one side of an edit; `None` where it has none.
fn side(text: &str, span: Span) -> Option<Span> {
    (!span.is_empty()).then(|| bare(text, span))
}
