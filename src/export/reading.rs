//! `readings.csv`.

use super::table::{self, Column};
use super::view::View;
use super::{ExportOptions, cell};
use crate::compare::{self, Accounts, CollateOptions, EditKind, Known, Variant};
use crate::model::Flag;
use crate::text::Span;
use std::io;

/// A place where an account differs from the one that stands for its statement.
pub(super) struct Row {
    statement: usize,
    claim: usize,
    kind: EditKind,
    variant: Option<Variant>,
    flag: Option<Flag>,
    /// The words of each in the text of its article, and their place in code points; empty where one has none.
    base: Place,
    own: Place,
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

/// The rows of one statement: account by account, in the order of the words; and the edits that they tell.
pub(super) fn rows<'a>(view: &View<'a>, statement: usize) -> (Vec<Row>, Known<'a>) {
    let base = base(view, statement);
    let place = |claim: usize, within: Span| {
        let (article, start) = (view.claim(claim).article, view.claim(claim).span.start);
        let span = Span::new(start + within.start, start + within.end);
        (span, view.points(article, span))
    };
    let base_text = view.text_of(base);
    let mut rows = Vec::new();
    let members = &view.outcome.statements[statement].members;
    let read = Accounts::of([base].iter().chain(members).map(|claim| view.text_of(*claim)));
    // Copies say the same in the same words.
    let mut known = Known::beside(base_text);
    for (at, claim) in (1..).zip(members.iter().copied()).filter(|(_, claim)| *claim != base) {
        let text = view.text_of(claim);
        let edits = known.or_made(text, || read.edits(0, at, &CollateOptions::default()));
        for edit in edits.iter() {
            // A move is one row, told where the base has the words.
            let (from, to) = match edit.kind {
                EditKind::Keep => continue,
                EditKind::Move if edit.base.is_empty() => continue,
                EditKind::Move => {
                    (edit.base, edit.moved.and_then(|twin| edits.get(twin)).map_or(edit.other, |twin| twin.other))
                }
                _ => (edit.base, edit.other),
            };
            let places = (place(base, compare::bare(base_text, from)), place(claim, compare::bare(text, to)));
            let flag = flag(view, statement, ((base, places.0), (claim, places.1)));
            rows.push(Row { statement, claim, kind: edit.kind, variant: edit.variant, flag, base: places.0, own: places.1 });
        }
    }
    (rows, known)
}

/// A place in the text of an article, with its code points.
type Place = (Span, (usize, usize));

/// The flag of the first finding between the two accounts that lies where the difference does, on either side.
fn flag(view: &View, statement: usize, (base, own): ((usize, Place), (usize, Place))) -> Option<Flag> {
    let meets = |claim: usize, span: Span| {
        let (_, (place, _)) = if claim == base.0 { base } else { own };
        span.start < place.end && place.start < span.end
    };
    let mut between = view.outcome.statements[statement].findings.iter().filter(|finding| {
        let (left, right) = finding.claims;
        (left, right) == (base.0, own.0) || (left, right) == (own.0, base.0)
    });
    between.find(|f| meets(f.claims.0, f.spans.0) || meets(f.claims.1, f.spans.1)).map(|f| f.flag)
}
