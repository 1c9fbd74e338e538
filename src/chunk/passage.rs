//! A block made ready for reading: its words, quotations and sentences.

use super::quotation::Quotation;
use super::sentence;
use super::token::{Token, tokens};
use crate::text::Span;
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
    /// Its sentences, each with its words.
    pub sentences: Vec<(Span, Range<usize>)>,
}

impl<'a> Passage<'a> {
    /// Reads one block.
    pub(super) fn read(text: &'a str, block: Span, quotations: Vec<Quotation>, language: &str) -> Self {
        let mut tokens = tokens(text, block);
        let mut quotation_of = Vec::with_capacity(tokens.len());
        let mut at = 0;
        for token in &mut tokens {
            while quotations.get(at).is_some_and(|quotation| quotation.inner.end <= token.span.start) {
                at += 1;
            }
            let inside = quotations.get(at).filter(|quotation| quotation.inner.start <= token.span.start).map(|_| at);
            // A word is behind a mark, of whatever shape, where it leaves or enters a quotation.
            if quotation_of.last().is_some_and(|before| *before != inside) || quotation_of.is_empty() && inside.is_some() {
                token.gap.quote = true;
            }
            quotation_of.push(inside);
        }
        let spans = sentence::sentences(text, block, &quotations, language);
        let mut start = 0;
        let sentences = spans.into_iter().map(|span| {
            let first = start + tokens[start..].partition_point(|token| token.span.start < span.start);
            let end = first + tokens[first..].partition_point(|token| token.span.start < span.end);
            start = end;
            (span, first..end)
        });
        let sentences = sentences.collect();
        Passage { text, tokens, quotations, quotation_of, sentences }
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
    pub(super) fn is_outside(&self, at: usize) -> bool {
        self.quotation_of.get(at).is_some_and(Option::is_none)
    }
}
