//! A block made ready for reading: its words, quotations and sentences.

use super::attribution;
use super::name::{self, Run};
use super::quotation::{Quotation, QuoteEnd};
use super::token::{Token, push_tokens};
use super::tokens::BlockWords;
use crate::text::Span;
use std::borrow::Cow;
use std::ops::Range;

/// One block with what stands in it.
#[derive(Debug)]
pub(super) struct Passage<'a> {
    /// The whole article's text.
    pub text: &'a str,
    /// Its words.
    pub tokens: Vec<Token<'a>>,
    /// Its quotations.
    pub quotations: Vec<Quotation>,
    /// For each word the quotation it stands in, by position.
    pub quotation_of: Vec<Option<usize>>,
    /// Its runs of capitalised words, in order.
    pub runs: Vec<Run>,
    /// Its sentences, each with its words.
    pub sentences: Vec<(Span, Range<usize>)>,
}

impl<'a> Passage<'a> {
    /// Reads one block.
    pub(super) fn read(text: &'a str, words: &'a BlockWords<'a>, quotations: Vec<Quotation>) -> Self {
        let count = words.words.len();
        let (tokens, quotation_of) = (Vec::with_capacity(count), Vec::with_capacity(count));
        let sentences = Vec::with_capacity(words.sentences.len());
        let mut passage = Passage { text, tokens, quotations, quotation_of, runs: Vec::new(), sentences };
        for (span, words_of) in &words.sentences {
            let first = passage.tokens.len();
            push_tokens(text, *span, &words.words[words_of.clone()], &mut passage.tokens);
            passage.sentences.push((*span, first..passage.tokens.len()));
        }
        passage.bound_unclosed();
        passage.mark_quoted();
        passage.runs = name::runs(&passage.tokens, 0..passage.tokens.len());
        passage
    }

    /// Tells each word the quotation it stands in.
    fn mark_quoted(&mut self) {
        if self.quotations.is_empty() {
            self.quotation_of.resize(self.tokens.len(), None);
            return;
        }
        let mut at = 0;
        for token in &mut self.tokens {
            while self.quotations.get(at).is_some_and(|quotation| quotation.inner.end <= token.span.start) {
                at += 1;
            }
            let inside = self.quotations.get(at).filter(|quotation| quotation.inner.start <= token.span.start).map(|_| at);
            // A word is behind a mark, of whatever shape, where it leaves or enters a quotation.
            if self.quotation_of.last().map_or(inside.is_some(), |before| *before != inside) {
                token.gap.add_quote();
            }
            self.quotation_of.push(inside);
        }
    }

    /// Ends quotations that were never closed with their first sentence, before an attribution at its end:
    /// `"They closed the shaft, Smith said.`
    fn bound_unclosed(&mut self) {
        if self.quotations.iter().all(|quotation| quotation.end != QuoteEnd::Unclosed) {
            return;
        }
        // Until their ends are known no word stands inside one.
        self.quotation_of.resize(self.tokens.len(), None);
        for i in 0..self.quotations.len() {
            let quotation = self.quotations[i];
            if quotation.end != QuoteEnd::Unclosed {
                continue;
            }
            let at = self.sentences.partition_point(|(span, _)| span.end <= quotation.inner.start);
            let Some((span, words)) = self.sentences.get(at).cloned() else { continue };
            let first =
                words.start + self.tokens[words.clone()].partition_point(|token| token.span.start < quotation.inner.start);
            let mut end = span.end.min(quotation.inner.end);
            let attribution = attribution::attributions(self, first..words.end).into_iter().next_back();
            if let Some(said) = attribution.filter(|said| said.words.start > first && self.tokens[said.words.start].gap.comma())
            {
                let before = &self.tokens[said.words.start - 1];
                end = end.min(before.span.end);
            }
            let end = end.max(quotation.inner.start);
            self.quotations[i].inner.end = end;
            self.quotations[i].span.end = end;
        }
        self.quotation_of.clear();
    }

    /// The runs of capitalised words among `words` as if nothing stood around these.
    pub(super) fn runs_among(&self, words: Range<usize>) -> Cow<'_, [Run]> {
        let first = self.runs.partition_point(|run| run.words.end <= words.start);
        let runs = &self.runs[first..];
        let runs = &runs[..runs.partition_point(|run| run.words.start < words.end)];
        let is_cut = |run: &Run| run.words.start < words.start || run.words.end > words.end;
        match (runs.first().is_some_and(is_cut), runs.last().is_some_and(is_cut)) {
            (false, false) => Cow::Borrowed(runs),
            _ => Cow::Owned(name::runs(&self.tokens, words)),
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
        self.quotation_of.get(at).is_some_and(Option::is_none)
    }
}
