//! The text of one article as its words are made from it: with its letters small, and with the folded words that stand nowhere in it.

use super::listed::{Lists, listed};
use super::marks;
use super::token::{Gap, Token};
use crate::text::{Capitals, ReadWords, ShortWord, Span, Word, any_word, folded, folded_part, read_plain_words};
use std::borrow::Cow;
use std::cell::{Cell, OnceCell};

/// The text of an article, made ready.
#[derive(Debug)]
pub(super) struct Source<'a> {
    /// The text.
    pub text: &'a str,
    lowered: String,
    folds: Folds,
}

impl Source<'_> {
    /// Of a text.
    pub(super) fn of(text: &str) -> Source<'_> {
        Source { text, lowered: text.to_ascii_lowercase(), folds: Folds::for_words(text.len() / 200 + 1) }
    }

    /// Adds the words of a stretch by itself, and the places of its marks; whether the words of any part of it that cuts none of them are those of
    /// the whole.
    pub(super) fn push_words<'s>(&'s self, within: Span, words: &mut Vec<Token<'s>>, marks: &mut Vec<usize>) -> bool {
        let (first, first_mark) = (words.len(), marks.len());
        let mut reader = Reader { source: self, lists: Lists::get(), base: within.start, last: within.start, words, marks };
        let is_plain = read_plain_words(self.text, within, &mut reader);
        if !is_plain {
            reader.words.truncate(first);
            reader.marks.truncate(first_mark);
            reader.last = within.start;
            any_word(self.text, within, |word| {
                reader.other(word);
                false
            });
        }
        let last = reader.last;
        reader.push_marks(last, within.end);
        is_plain
    }

    /// The words of a stretch by itself.
    pub(super) fn words(&self, within: Span) -> Vec<Token<'_>> {
        let mut words = Vec::with_capacity(within.len() / 6 + 1);
        self.push_words(within, &mut words, &mut Vec::new());
        words
    }

    /// Adds the words of a sentence, those joined by a hyphen as one.
    pub(super) fn push_joined<'s>(&'s self, words: &[Token<'s>], joined: &mut Vec<Token<'s>>) {
        let mut rest = words;
        while let Some(at) = rest.iter().position(|word| word.gap.joint()) {
            let (before, behind) = rest.split_at(at);
            let parts = behind.iter().take_while(|word| word.gap.joint()).count();
            let (parts, behind) = behind.split_at(parts);
            joined.extend_from_slice(before);
            if let (Some(left), Some(right)) = (joined.last_mut(), parts.last()) {
                *left = self.any_token(left.span.join(right.span), left.gap);
            }
            rest = behind;
        }
        joined.extend_from_slice(rest);
    }

    /// The word at `span`, whatever it is made of.
    fn any_token(&self, span: Span, gap: Gap) -> Token<'_> {
        let text = span.of(self.text);
        let low = folded_part(&self.lowered, span).unwrap_or_else(|| match folded(text) {
            Cow::Borrowed(folded) => folded,
            Cow::Owned(folded) => self.folds.keep(folded),
        });
        Token::new(text, low, span, listed(low), gap)
    }
}

/// Reads the words of a stretch, one after the other.
struct Reader<'r, 's> {
    source: &'s Source<'s>,
    lists: &'static Lists,
    /// From where the marks are counted.
    base: usize,
    /// Where the last word ends.
    last: usize,
    words: &'r mut Vec<Token<'s>>,
    marks: &'r mut Vec<usize>,
}

impl<'s> ReadWords<'s> for Reader<'_, 's> {
    #[inline(always)]
    fn letters(&mut self, word: Word<'s>, short: ShortWord, capitals: Capitals) {
        let Word { text, span } = word;
        let gap = self.gap(span);
        let listed = self.lists.short(short);
        let low = match capitals {
            Capitals::None => text,
            Capitals::Name | Capitals::Other => span.of(&self.source.lowered),
        };
        self.words.push(Token::plain(text, low, span, listed, gap, capitals == Capitals::Name));
    }

    #[inline(never)]
    fn other(&mut self, word: Word<'s>) {
        if let Some((short, capitals)) = ShortWord::of(word.text) {
            return self.letters(word, short, capitals);
        }
        let gap = self.gap(word.span);
        self.push_marks(word.span.start, word.span.end);
        self.words.push(self.source.any_token(word.span, gap));
    }
}

impl Reader<'_, '_> {
    /// What stands before the next word.
    #[inline(always)]
    fn gap(&mut self, next: Span) -> Gap {
        let last = std::mem::replace(&mut self.last, next.end);
        if next.start == last + 1 && self.source.text.as_bytes()[last] == b' ' {
            return Gap::ONE_SPACE;
        }
        self.wide_gap(last, next)
    }

    #[inline(never)]
    fn wide_gap(&mut self, last: usize, next: Span) -> Gap {
        self.push_marks(last, next.start);
        let text = self.source.text;
        let before = self.words.last().filter(|before| before.span.end == last).map_or("", |before| before.text);
        Gap::of(before, &text[last..next.start], next.of(text))
    }

    fn push_marks(&mut self, from: usize, to: usize) {
        for at in marks::marks(&self.source.text[from..to]) {
            self.marks.push(from - self.base + at);
        }
    }
}

/// Folded words for as long as the article is read: each is put where none was before, so that those that are there can be used meanwhile.
#[derive(Debug)]
struct Folds {
    places: Vec<OnceCell<String>>,
    used: Cell<usize>,
    more: OnceCell<Box<Folds>>,
}

impl Folds {
    fn for_words(count: usize) -> Self {
        Folds { places: vec![OnceCell::new(); count], used: Cell::new(0), more: OnceCell::new() }
    }

    fn keep(&self, word: String) -> &str {
        let at = self.used.get();
        match self.places.get(at) {
            Some(place) => {
                self.used.set(at + 1);
                place.get_or_init(|| word)
            }
            None => self.more.get_or_init(|| Box::new(Folds::for_words(2 * at))).keep(word),
        }
    }
}
