//! A block made ready for reading: its words, quotations and sentences.

use super::attribution;
use super::name::{self, Run};
use super::quotation::{Quotation, QuoteEnd};
use super::token::Token;
use crate::text::Span;
use std::borrow::Cow;
use std::ops::Range;

/// One block with what stands in it.
#[derive(Debug)]
pub(super) struct Passage<'a> {
    /// The whole article's text.
    pub text: &'a str,
    /// Its words.
    pub tokens: &'a [Token<'a>],
    /// Its quotations.
    pub quotations: &'a [Quotation],
    /// Its runs of capitalised words, in order.
    pub runs: Vec<Run>,
    /// Its sentences, each with its words.
    pub sentences: &'a [(Span, Range<usize>)],
}

/// The quotations of a block, of those never closed as far as their words go, when each word of `tokens` is told the one it stands in.
pub(super) fn settled(
    text: &str,
    tokens: &mut [Token],
    sentences: &[(Span, Range<usize>)],
    mut quotations: Vec<Quotation>,
) -> Vec<Quotation> {
    for quotation in quotations.iter_mut().filter(|quotation| quotation.end == QuoteEnd::Unclosed) {
        if let Some(end) = unclosed_end(text, tokens, sentences, quotation) {
            (quotation.inner.end, quotation.span.end) = (end, end);
        }
    }
    if !quotations.is_empty() {
        mark_quoted(tokens, &quotations);
    }
    quotations
}

/// Tells each word the quotation it stands in.
fn mark_quoted(tokens: &mut [Token], quotations: &[Quotation]) {
    let (mut at, mut before) = (0, None);
    for token in tokens {
        while quotations.get(at).is_some_and(|quotation| quotation.inner.end <= token.span.start) {
            at += 1;
        }
        let inside = quotations.get(at).filter(|quotation| quotation.inner.start <= token.span.start).map(|_| at);
        // A word is behind a mark, of whatever shape, where it leaves or enters a quotation.
        if before != inside {
            token.gap.add_quote();
        }
        inside.into_iter().for_each(|inside| token.set_quotation(inside));
        before = inside;
    }
}

/// Where a quotation that was never closed ends: with its first sentence, before an attribution at the end of that:
/// `"They closed the shaft, Smith said.` No word stands inside one as long as that is not known.
fn unclosed_end(text: &str, tokens: &[Token], sentences: &[(Span, Range<usize>)], quotation: &Quotation) -> Option<usize> {
    let at = sentences.partition_point(|(span, _)| span.end <= quotation.inner.start);
    let (span, words) = sentences.get(at)?;
    let first = words.start + tokens[words.clone()].partition_point(|token| token.span.start < quotation.inner.start);
    let mut end = span.end.min(quotation.inner.end);
    let passage = Passage { text, tokens, quotations: &[], runs: Vec::new(), sentences };
    let attribution = attribution::attributions(&passage, first..words.end).into_iter().next_back();
    if let Some(said) = attribution.filter(|said| said.words.start > first && tokens[said.words.start].gap.comma()) {
        let before = &tokens[said.words.start - 1];
        end = end.min(before.span.end);
    }
    Some(end.max(quotation.inner.start))
}

impl<'a> Passage<'a> {
    /// Reads one block.
    pub(super) fn read(
        text: &'a str,
        tokens: &'a [Token<'a>],
        quotations: &'a [Quotation],
        sentences: &'a [(Span, Range<usize>)],
    ) -> Self {
        Passage { text, tokens, quotations, runs: name::runs(tokens, 0..tokens.len()), sentences }
    }

    /// The runs of capitalised words among `words` as if nothing stood around these.
    pub(super) fn runs_among(&self, words: Range<usize>) -> Cow<'_, [Run]> {
        let first = self.runs.partition_point(|run| run.words.end <= words.start);
        let runs = &self.runs[first..];
        let runs = &runs[..runs.partition_point(|run| run.words.start < words.end)];
        let is_cut = |run: &Run| run.words.start < words.start || run.words.end > words.end;
        match (runs.first().is_some_and(is_cut), runs.last().is_some_and(is_cut)) {
            (false, false) => Cow::Borrowed(runs),
            _ => Cow::Owned(name::runs(self.tokens, words)),
        }
    }

    /// The place of some words, from the first to the last.
    pub(super) fn span(&self, words: &Range<usize>) -> Span {
        match self.tokens.get(words.clone()) {
            Some([first, .., last]) => first.span.join(last.span),
            Some([only]) => only.span,
            _ => Span::default(),
        }
    }

    /// Whether the word at `at` stands outside all quotations.
    #[inline]
    pub(super) fn is_outside(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.quotation().is_none())
    }
}
