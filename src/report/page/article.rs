//! An article as the page has it: its text, with its blocks, claims and dropped runs in place.

use super::Page;
use super::utf16::Utf16;
use crate::model::{BlockKind, ClaimKind, Polarity, SpeakerBasis};
use serde_json::{Value, json};

/// The article at a position of the run's list.
pub(super) fn json(page: &Page, position: usize) -> Value {
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
        json!([start, end, block(b.kind)])
    });
    let dropped = article.dropped.iter().map(|run| {
        let [start, end] = units.span(run.span);
        json!([start, end, page.names.number(Some(&run.reason))])
    });
    let claims = (page.first_claim[position]..page.first_claim[position + 1]).map(|at| {
        let claim = &view.claims[at];
        let ([start, end], [from, to]) = (units.span(claim.span), units.span(claim.sentence));
        let speaker = page.names.number(claim.speaker.as_ref().map(|s| s.name.as_str()));
        let basis = claim.speaker.as_ref().map_or(-1, |s| basis(s.basis));
        let cue = page.names.number(claim.cue.as_ref().map(|cue| cue.lemma.as_str()));
        let negated = usize::from(claim.polarity == Polarity::Negated);
        let kind = kind(claim.kind);
        json!([start, end, kind, speaker, basis, cue, negated, from, to, claim.id.get(1..), view.statements_of[at]])
    });
    json!({
        "text": article.text,
        "dateline": article.dateline,
        "line": article.line,
        "blocks": blocks.collect::<Vec<_>>(),
        "dropped": dropped.collect::<Vec<_>>(),
        "claims": claims.collect::<Vec<_>>(),
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
