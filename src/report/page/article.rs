//! An article as the page has it: its text, with its blocks, claims and dropped runs in place.

use super::utf16::Utf16;
use super::{Page, written};
use crate::model::{BlockKind, ClaimKind, Polarity, SpeakerBasis};
use serde::Serialize;

/// An article, in the order in which its members are written. What is a tuple here is a list there.
#[derive(Serialize)]
struct Data<'a> {
    text: &'a str,
    dateline: Option<&'a str>,
    line: Option<u64>,
    /// Start and end, in UTF-16 code units, and the kind.
    blocks: Vec<(usize, usize, u8)>,
    /// Start, end and reason.
    dropped: Vec<(usize, usize, i64)>,
    claims: Vec<Claimed<'a>>,
}

/// Start, end, kind, speaker, how the speaker is known, cue, whether it is negated, the sentence's start and end, id, statements.
type Claimed<'a> = (usize, usize, u8, i64, i64, i64, usize, usize, usize, Option<&'a str>, &'a [usize]);

/// The article at a position of the run's list, as JSON.
pub(super) fn json(page: &Page, position: usize) -> String {
    let view = &page.run.view;
    let article = &view.articles[position];
    let units = Utf16::of(&article.text);
    let block = |kind| match kind {
        BlockKind::Headline => 0,
        BlockKind::Subheading => 1,
        BlockKind::Paragraph => 2,
        BlockKind::Caption => 3,
    };
    let blocks = article.blocks.iter().map(|b| {
        let [start, end] = units.span(b.span);
        (start, end, block(b.kind))
    });
    let dropped = article.dropped.iter().map(|run| {
        let [start, end] = units.span(run.span);
        (start, end, page.names.number(Some(&run.reason)))
    });
    let claims = (page.first_claim[position]..page.first_claim[position + 1]).map(|at| {
        let claim = &view.claims[at];
        let ([start, end], [from, to]) = (units.span(claim.span), units.span(claim.sentence));
        let speaker = page.names.number(claim.speaker.as_ref().map(|s| s.name.as_str()));
        let basis = claim.speaker.as_ref().map_or(-1, |s| basis(s.basis));
        let cue = page.names.number(claim.cue.as_ref().map(|cue| cue.lemma.as_str()));
        let negated = usize::from(claim.polarity == Polarity::Negated);
        let kind = kind(claim.kind);
        (start, end, kind, speaker, basis, cue, negated, from, to, claim.id.get(1..), view.statements_of[at].as_slice())
    });
    written(&Data {
        text: &article.text,
        dateline: article.dateline.as_deref(),
        line: article.line,
        blocks: blocks.collect(),
        dropped: dropped.collect(),
        claims: claims.collect(),
    })
}

/// The number of a kind in the data.
pub(super) fn kind(kind: ClaimKind) -> u8 {
    match kind {
        ClaimKind::Quote => 0,
        ClaimKind::Reported => 1,
        ClaimKind::Fact => 2,
        ClaimKind::Headline => 3,
    }
}

fn basis(basis: SpeakerBasis) -> i64 {
    match basis {
        SpeakerBasis::Named => 0,
        SpeakerBasis::Role => 1,
        SpeakerBasis::Pronoun => 2,
        SpeakerBasis::Continued => 3,
    }
}
