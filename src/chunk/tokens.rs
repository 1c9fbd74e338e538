//! The words of a block, each looked at once for all readers; and those of a claim, as the readers of values need them.

use super::listed::{Known, Listed, Lists};
use super::opening::Opening;
use super::quotation::Quotation;
use super::sentence;
use crate::text::{Span, any_word, is_plain_at};
use std::borrow::Cow;
use std::ops::Range;

/// One word.
#[derive(Debug, Clone)]
pub(super) struct Word<'a> {
    /// As printed.
    pub text: &'a str,
    /// Folded, for matching.
    pub folded: Cow<'a, str>,
    /// Whether it is folded as printed.
    pub is_folded: bool,
    /// Its place in the article's text.
    pub span: Span,
    /// What the word lists say of it.
    pub listed: &'static Listed,
    /// Whether one space and nothing else stands between it and the word before, or the start.
    pub spaced: bool,
}

/// The words of a stretch of text, in order.
pub(super) fn words(text: &str, within: Span) -> Vec<Word<'_>> {
    let mut words = Vec::with_capacity(within.len() / 6 + 1);
    push_words(text, within, &mut words);
    words
}

fn push_words<'a>(text: &'a str, within: Span, words: &mut Vec<Word<'a>>) {
    let mut last = within.start;
    let lists = Lists::get();
    any_word(text, within, |word| {
        let spaced = word.span.start == last + 1 && text.as_bytes()[last] == b' ';
        last = word.span.end;
        let Known { folded, is_folded, listed } = lists.known(word.text);
        words.push(Word { text: word.text, folded, is_folded, span: word.span, listed, spaced });
        false
    });
}

/// The words of a block, sentence by sentence.
#[derive(Debug)]
pub(super) struct BlockWords<'a> {
    /// Its sentences, each with its words.
    pub sentences: Vec<(Span, Range<usize>)>,
    /// Its words.
    pub words: Vec<Word<'a>>,
    /// Whether the words of any part of it that cuts none of them are those of the whole.
    is_plain: bool,
}

impl<'a> BlockWords<'a> {
    /// Reads one block, with its marks and quotations.
    pub(super) fn read(text: &'a str, block: Span, marks: &[usize], quotations: &[Quotation], language: &str) -> Self {
        let spans = sentence::sentences(text, block, marks, quotations, language);
        let mut words = Vec::with_capacity(block.len() / 6 + spans.len());
        let mut sentences = Vec::with_capacity(spans.len());
        for span in spans {
            let first = words.len();
            push_words(text, span, &mut words);
            sentences.push((span, first..words.len()));
        }
        BlockWords { sentences, words, is_plain: marks.iter().all(|at| is_plain_at(text, block.start + at)) }
    }

    /// The words inside `within`, where they are those that reading it by itself finds.
    pub(super) fn inside(&self, within: Span) -> Option<&[Word<'a>]> {
        let at = self.sentences.partition_point(|(sentence, _)| sentence.end <= within.start);
        let (_, range) = self.sentences.get(at).filter(|(sentence, _)| self.is_plain && sentence.contains(within))?;
        let words = &self.words[range.clone()];
        let first = words.partition_point(|word| word.span.end <= within.start);
        let words = &words[first..];
        let words = &words[..words.partition_point(|word| word.span.start < within.end)];
        // All between the first and the last one lie inside, too.
        let is_inside = |word: Option<&Word>| word.is_none_or(|word| within.contains(word.span));
        (is_inside(words.first()) && is_inside(words.last())).then_some(words)
    }
}

/// The words of a stretch of text. Every position may be asked for: where there is no word, the answer is empty.
#[derive(Debug)]
pub(super) struct Tokens<'a> {
    text: &'a str,
    within: Span,
    list: Cow<'a, [Word<'a>]>,
}

impl Word<'_> {
    /// Folded, for matching.
    #[inline]
    pub(super) fn folded(&self) -> &str {
        match &self.folded {
            Cow::Borrowed(folded) => folded,
            Cow::Owned(folded) => folded,
        }
    }
}

impl<'a> Tokens<'a> {
    /// Those of a stretch by itself.
    pub(super) fn of(text: &'a str, within: Span) -> Self {
        Tokens { text, within, list: Cow::Owned(words(text, within)) }
    }

    /// Those of a stretch of a block.
    pub(super) fn inside(text: &'a str, within: Span, block: &'a BlockWords<'a>) -> Self {
        match block.inside(within) {
            Some(words) => Tokens { text, within, list: Cow::Borrowed(words) },
            None => Tokens::of(text, within),
        }
    }

    #[inline]
    pub(super) fn len(&self) -> usize {
        self.list().len()
    }

    #[inline]
    fn get(&self, i: usize) -> Option<&Word<'a>> {
        self.list().get(i)
    }

    #[inline]
    fn list(&self) -> &[Word<'a>] {
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
    pub(super) fn folded(&self, i: usize) -> &str {
        self.get(i).map_or("", Word::folded)
    }

    /// What may begin with the word.
    #[inline]
    pub(super) fn opening(&self, i: usize) -> Opening {
        self.get(i).map_or(Opening::default(), |t| t.listed.opening)
    }

    /// The folded word `back` words before `i`.
    #[inline]
    pub(super) fn before(&self, i: usize, back: usize) -> &str {
        i.checked_sub(back).map_or("", |at| self.folded(at))
    }

    /// What stands before the word `i`, from the one before it or the start; after the last word, the rest of the stretch.
    #[inline]
    pub(super) fn gap(&self, i: usize) -> &'a str {
        if i > 0 && self.get(i).is_some_and(|word| word.spaced) {
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

    /// The place of the words `from..to`; empty where there are none.
    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        match (self.get(from), to.checked_sub(1).and_then(|last| self.get(last))) {
            (Some(first), Some(last)) => first.span.join(last.span),
            _ => Span::default(),
        }
    }

    /// The folded words `from..to` with single spaces, where nothing but white space or a hyphen stands between them.
    pub(super) fn phrase(&self, from: usize, to: usize) -> Option<Cow<'_, str>> {
        let first = self.get(from)?.folded.as_ref();
        if to <= from + 1 {
            return Some(Cow::Borrowed(first));
        }
        let rest = self.list().get(from + 1..to).filter(|_| (from + 1..to).all(|i| is_join(self.gap(i))))?;
        let mut out = String::with_capacity(first.len() + rest.iter().map(|word| word.folded.len() + 1).sum::<usize>());
        out.push_str(first);
        for word in rest {
            out.push(' ');
            out.push_str(&word.folded);
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
