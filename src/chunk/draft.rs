//! A claim on its way: placed and attributed, its values not read yet.

use super::extent::{closed_span, quote_span};
use super::passage::Passage;
use super::piece::{Piece, PieceSort};
use crate::model::{ClaimKind, Cue, Speaker, SpeakerBasis};
use crate::text::Span;
use std::rc::Rc;

/// Who speaks, by which words, in which turn.
#[derive(Debug)]
pub(super) struct Turn {
    /// Its number in the article.
    pub number: usize,
    /// Who speaks, where that is known.
    pub speaker: Option<Speaker>,
    /// The cue's place and base form.
    pub cue: Option<(Span, &'static str)>,
}

impl Turn {
    /// The words that attribute what is said in it.
    pub(super) fn cue(&self) -> Option<Cue> {
        self.cue.map(|(span, lemma)| Cue { span, lemma: lemma.to_owned() })
    }

    /// The same turn where its speaker goes on without being named again.
    pub(super) fn continued(&self) -> Rc<Turn> {
        let speaker = self.speaker.clone().map(|speaker| Speaker { basis: SpeakerBasis::Continued, ..speaker });
        Rc::new(Turn { speaker, ..*self })
    }
}

/// A claim before its values are read.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// Its place.
    pub span: Span,
    /// The sentence around it.
    pub sentence: Span,
    /// Its block.
    pub block: usize,
    /// Its sentence's position in the article.
    pub position: usize,
    /// What it is.
    pub kind: ClaimKind,
    /// Who says it.
    pub speaker: Option<Speaker>,
    /// The words that attribute it.
    pub cue: Option<Cue>,
    /// The number of its turn in the article.
    pub turn: Option<usize>,
    /// Quoted words inside it.
    pub quoted: Vec<Span>,
    /// Whether it says enough to be compared; told when its place is settled.
    pub is_claim: bool,
}

impl Draft {
    /// The draft of a piece of a sentence, given the turn it belongs to, its block and its sentence's position in the article.
    pub(super) fn of(
        passage: &Passage,
        piece: &Piece,
        turn: Option<&Turn>,
        sentence: Span,
        (block, position): (usize, usize),
    ) -> Self {
        let (kind, span, quoted) = match piece.sort {
            PieceSort::Quote(quotation) => {
                let span = quote_span(passage, piece, quotation, sentence);
                (ClaimKind::Quote, span, vec![span])
            }
            sort => {
                let span = passage.span(&piece.words);
                let first = passage.quotations.partition_point(|quotation| quotation.inner.end <= span.start);
                let inside = passage.quotations[first..].iter().take_while(|quotation| quotation.inner.start < span.end);
                let quoted: Vec<Span> =
                    inside.map(|q| Span::new(q.inner.start.max(span.start), q.inner.end.min(span.end))).collect();
                let kind = if sort == PieceSort::Reported { ClaimKind::Reported } else { ClaimKind::Fact };
                (kind, closed_span(passage, span, sentence), quoted)
            }
        };
        let turn = turn.filter(|_| kind != ClaimKind::Fact);
        Draft {
            span,
            sentence,
            block,
            position,
            kind,
            speaker: turn.and_then(|turn| turn.speaker.clone()),
            cue: turn.and_then(Turn::cue),
            turn: turn.map(|turn| turn.number),
            quoted,
            is_claim: false,
        }
    }
}

/// Gives a sign that two neighbours would both take (`#` in `"12 #"ann left`) to the first of them.
pub(super) fn set_apart(drafts: &mut [Draft]) {
    for i in 1..drafts.len() {
        let end = drafts[i - 1].span.end;
        let draft = &mut drafts[i];
        if draft.span.start < end {
            draft.span = Span::new(end, draft.span.end.max(end));
            let within = |quoted: &Span| Span::new(quoted.start.max(end), quoted.end.max(end));
            draft.quoted = draft.quoted.iter().map(within).filter(|quoted| !quoted.is_empty()).collect();
        }
    }
}
