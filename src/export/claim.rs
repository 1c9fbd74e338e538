//! `claims.csv`.

use super::table::{self, Column};
use super::view::View;
use super::{ExportOptions, cell};
use std::io;

/// A claim in one of its statements, or in none.
struct Row {
    claim: usize,
    /// The statement, and the claim's tie in it.
    membership: Option<(usize, f64)>,
    /// The claim's place in code points.
    place: (usize, usize),
    /// The place of its sentence in code points.
    sentence: (usize, usize),
}

const COLUMNS: &[Column<Row>] = &[
    ("claim_id", |v, r| cell::word(&v.claim(r.claim).id)),
    ("statement_id", |v, r| cell::optional_word(r.membership.map(|(s, _)| v.outcome.statements[s].id.as_str()))),
    ("event_id", |v, r| cell::optional_word(v.event_id(v.claim(r.claim).article))),
    ("article_id", |v, r| cell::text(&v.article_of(r.claim).id)),
    ("outlet", |v, r| cell::text(&v.article_of(r.claim).outlet)),
    ("agency", |v, r| cell::optional(v.article_of(r.claim).agency.as_deref())),
    ("published", |v, r| v.published(v.claim(r.claim).article)),
    ("kind", |v, r| cell::word(v.claim(r.claim).kind.as_str())),
    ("speaker", |v, r| cell::optional(v.claim(r.claim).speaker.as_ref().map(|s| s.name.as_str()))),
    ("cue", |v, r| cell::optional(v.claim(r.claim).cue.as_ref().map(|c| c.lemma.as_str()))),
    ("start", |_, r| cell::count(r.place.0)),
    ("end", |_, r| cell::count(r.place.1)),
    ("text", |v, r| cell::text(v.text_of(r.claim))),
    ("utterance_id", |v, r| cell::optional_word(v.claim(r.claim).utterance.as_deref())),
    ("score", |_, r| r.membership.map(|(_, tie)| cell::score(tie)).unwrap_or_default()),
    ("origin_id", |v, r| cell::optional_word(v.origin_id(v.claim(r.claim).article))),
    ("mention", |v, r| cell::optional(v.claim(r.claim).speaker.as_ref().map(|s| v.article_of(r.claim).at(s.mention)))),
    ("speaker_basis", |v, r| cell::optional_word(v.claim(r.claim).speaker.as_ref().map(|s| s.basis.as_str()))),
    ("polarity", |v, r| cell::word(v.claim(r.claim).polarity.as_str())),
    ("numbers", |v, r| cell::quantities(&v.claim(r.claim).quantities)),
    ("dates", |v, r| cell::dates(&v.claim(r.claim).dates)),
    ("sentence_start", |_, r| cell::count(r.sentence.0)),
    ("sentence_end", |_, r| cell::count(r.sentence.1)),
    ("position", |v, r| cell::count(v.claim(r.claim).position)),
];

/// Writes `claims.csv`.
pub fn csv(view: &View, options: &ExportOptions, out: impl io::Write) -> io::Result<()> {
    let rows = (0..view.outcome.claims.len()).flat_map(|claim| {
        let it = view.claim(claim);
        let (place, sentence) = (view.points(it.article, it.span), view.points(it.article, it.sentence));
        let memberships = &view.statements_of[claim];
        let alone = memberships.is_empty().then_some(None);
        let each = memberships.iter().copied().map(Some);
        each.chain(alone).map(move |membership| Row { claim, membership, place, sentence })
    });
    table::write(COLUMNS, rows, view, options, out)
}
