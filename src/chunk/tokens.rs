//! The words of a stretch of text with what stands between them, as the readers of values need them.

use super::opening::{Opening, opening};
use crate::text::{Span, folded, words};
use std::borrow::Cow;

/// One word, its folded form, and what stands between it and the word before.
#[derive(Debug, Clone)]
pub(super) struct Token<'a> {
    pub(super) text: &'a str,
    pub(super) folded: Cow<'a, str>,
    pub(super) span: Span,
    /// From the end of the word before (or the start of the stretch) to this word.
    pub(super) gap: &'a str,
    opening: Opening,
}

/// The words of a stretch of text. Every position may be asked for: where there is no word, the answer is empty.
#[derive(Debug)]
pub(super) struct Tokens<'a> {
    list: Vec<Token<'a>>,
    tail: &'a str,
}

impl<'a> Tokens<'a> {
    pub(super) fn of(text: &'a str, within: Span) -> Self {
        let mut at = within.start;
        let token = |word: crate::text::Word<'a>| {
            let gap = Span::new(at, word.span.start).of(text);
            at = word.span.end;
            let folded = folded(word.text);
            let opening = opening(&folded);
            Token { text: word.text, folded, span: word.span, gap, opening }
        };
        let list: Vec<Token<'a>> = words(text, within).into_iter().map(token).collect();
        Tokens { list, tail: Span::new(at, within.end).of(text) }
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    pub(super) fn get(&self, i: usize) -> Option<&Token<'a>> {
        self.list.get(i)
    }

    /// The word as printed.
    pub(super) fn text(&self, i: usize) -> &'a str {
        self.get(i).map_or("", |t| t.text)
    }

    /// The folded word.
    pub(super) fn folded(&self, i: usize) -> &str {
        self.get(i).map_or("", |t| t.folded.as_ref())
    }

    /// What may begin with the word.
    pub(super) fn opening(&self, i: usize) -> Opening {
        self.get(i).map_or(Opening::default(), |t| t.opening)
    }

    /// The folded word `back` words before `i`.
    pub(super) fn before(&self, i: usize, back: usize) -> &str {
        i.checked_sub(back).map_or("", |at| self.folded(at))
    }

    /// What stands before the word `i`; after the last word, the rest of the stretch.
    pub(super) fn gap(&self, i: usize) -> &'a str {
        self.get(i).map_or(if i == self.len() { self.tail } else { "" }, |t| t.gap)
    }

    /// The place of the words `from..to`; empty where there are none.
    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        match (self.get(from), to.checked_sub(1).and_then(|last| self.get(last))) {
            (Some(first), Some(last)) => first.span.join(last.span),
            _ => Span::default(),
        }
    }

    /// The folded words `from..to` with single spaces, where nothing but white space or a hyphen stands between them.
    pub(super) fn phrase(&self, from: usize, to: usize) -> Option<String> {
        let mut out = self.get(from)?.folded.clone().into_owned();
        for i in from + 1..to {
            let token = self.get(i)?;
            if !is_join(token.gap) {
                return None;
            }
            out.push(' ');
            out.push_str(&token.folded);
        }
        Some(out)
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
pub(super) fn is_join(gap: &str) -> bool {
    is_hyphen(gap) || is_space(gap)
}

/// Whether `gap` is white space without a line break.
pub(super) fn is_space(gap: &str) -> bool {
    !gap.is_empty() && gap.chars().all(|c| c.is_whitespace() && c != '\n')
}

/// Whether `gap` is one hyphen or dash, without white space.
pub(super) fn is_hyphen(gap: &str) -> bool {
    let mut chars = gap.chars();
    matches!(chars.next(), Some('-' | '\u{2010}'..='\u{2015}' | '\u{2212}')) && chars.next().is_none()
}
