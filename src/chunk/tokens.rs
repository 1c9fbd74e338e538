//! The words of a claim, as the readers of values need them.

use super::opening::{Begins, Opening};
use super::source::Source;
use super::token::Token;
use crate::text::Span;
use std::borrow::Cow;

/// The words of a stretch of text. Every position may be asked for: where there is no word, the answer is empty.
#[derive(Debug)]
pub(super) struct Tokens<'a> {
    text: &'a str,
    within: Span,
    list: Cow<'a, [Token<'a>]>,
}

impl<'a> Tokens<'a> {
    /// Those of a stretch by itself.
    pub(super) fn of(source: &'a Source<'a>, within: Span) -> Self {
        Tokens { text: source.text, within, list: Cow::Owned(source.words(within)) }
    }

    /// Those of a stretch whose words are known.
    pub(super) fn known(text: &'a str, within: Span, words: &'a [Token<'a>]) -> Self {
        Tokens { text, within, list: Cow::Borrowed(words) }
    }

    #[inline]
    pub(super) fn len(&self) -> usize {
        self.list().len()
    }

    #[inline]
    fn get(&self, i: usize) -> Option<&Token<'a>> {
        self.list().get(i)
    }

    #[inline]
    fn list(&self) -> &[Token<'a>] {
        match &self.list {
            Cow::Borrowed(list) => list,
            Cow::Owned(list) => list,
        }
    }

    /// The word as printed.
    #[inline]
    pub(super) fn text(&self, i: usize) -> &'a str {
        self.get(i).map_or("", |t| t.text)
    }

    /// The folded word.
    #[inline]
    pub(super) fn folded(&self, i: usize) -> &'a str {
        self.get(i).map_or("", |t| t.low)
    }

    /// The first word from `i` on with which one of `sorts` may begin.
    #[inline]
    pub(super) fn find(&self, i: usize, sorts: Begins) -> Option<usize> {
        self.list().get(i..)?.iter().position(|word| word.begins(sorts)).map(|at| i + at)
    }

    /// Whether one of `sorts` may begin with the word.
    #[inline]
    pub(super) fn begins(&self, i: usize, sorts: Begins) -> bool {
        self.get(i).is_some_and(|word| word.begins(sorts))
    }

    /// What may begin with the word.
    #[inline]
    pub(super) fn opening(&self, i: usize) -> Opening {
        self.get(i).map_or(Opening::default(), |t| t.listed.opening)
    }

    /// Whether a number may begin with the word, which an article alone does not tell.
    #[inline]
    pub(super) fn opens_number(&self, i: usize) -> bool {
        let opening = self.opening(i);
        opening.number && (!opening.article || self.numeral(i + 1).is_some())
    }

    /// What the list of numerals says of the word.
    #[inline]
    pub(super) fn numeral(&self, i: usize) -> Option<&'static str> {
        self.get(i).and_then(|t| t.listed.numeral)
    }

    /// The folded word `back` words before `i`.
    #[inline]
    pub(super) fn before(&self, i: usize, back: usize) -> &'a str {
        i.checked_sub(back).map_or("", |at| self.folded(at))
    }

    /// What stands before the word `i`, from the one before it or the start; after the last word, the rest of the stretch.
    #[inline]
    pub(super) fn gap(&self, i: usize) -> &'a str {
        if self.is_spaced(i) {
            return " ";
        }
        let start = match i.checked_sub(1) {
            Some(before) => self.get(before).map(|word| word.span.end),
            None => Some(self.within.start),
        };
        let Some(start) = start else { return "" };
        let end = self.get(i).map_or(self.within.end, |word| word.span.start);
        Span::new(start, end).of(self.text)
    }

    /// Whether one space and nothing else stands between the word `i` and the one before it.
    #[inline]
    pub(super) fn is_spaced(&self, i: usize) -> bool {
        i > 0 && self.get(i).is_some_and(|word| word.gap.space())
    }

    /// The place of the words `from..to`; empty where there are none.
    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        match (self.get(from), to.checked_sub(1).and_then(|last| self.get(last))) {
            (Some(first), Some(last)) => first.span.join(last.span),
            _ => Span::default(),
        }
    }

    /// The folded words `from..to` with single spaces, where nothing but white space or a hyphen stands between them.
    pub(super) fn phrase(&self, from: usize, to: usize) -> Option<Cow<'_, str>> {
        let first = self.get(from)?.low;
        if to <= from + 1 {
            return Some(Cow::Borrowed(first));
        }
        let rest = self.list().get(from + 1..to).filter(|_| (from + 1..to).all(|i| is_join(self.gap(i))))?;
        let mut out = String::with_capacity(first.len() + rest.iter().map(|word| word.low.len() + 1).sum::<usize>());
        out.push_str(first);
        for word in rest {
            out.push(' ');
            out.push_str(word.low);
        }
        Some(Cow::Owned(out))
    }

    /// Whether the word begins with a capital letter.
    pub(super) fn is_capital(&self, i: usize) -> bool {
        self.text(i).starts_with(char::is_uppercase)
    }

    /// Whether a sentence or quotation begins with the word, as far as the marks before it tell.
    pub(super) fn is_opening(&self, i: usize) -> bool {
        i == 0 || self.gap(i).contains(|c| ".!?:;\"“”«»‘•—|\n".contains(c))
    }
}

/// Whether `gap` is only white space (no line break) or one hyphen: the words around it belong together.
#[inline]
pub(super) fn is_join(gap: &str) -> bool {
    is_space(gap) || is_hyphen(gap)
}

/// Whether `gap` is white space without a line break.
#[inline]
pub(super) fn is_space(gap: &str) -> bool {
    gap == " " || !gap.is_empty() && gap.chars().all(|c| c.is_whitespace() && c != '\n')
}

/// Whether `gap` is one hyphen or dash, without white space.
pub(super) fn is_hyphen(gap: &str) -> bool {
    let mut chars = gap.chars();
    matches!(chars.next(), Some('-' | '\u{2010}'..='\u{2015}' | '\u{2212}')) && chars.next().is_none()
}
