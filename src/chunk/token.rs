//! The words of a block with what stands between them.

use super::lexicon::Sort;
use super::listed::{Listed, listed};
use super::tokens::Word;
use crate::text::{Span, folded, is_possessive};
use std::borrow::Cow;

/// One word; parts joined by a hyphen (`al-Nusra`) are one.
#[derive(Debug, Clone)]
pub(super) struct Token<'a> {
    /// As printed.
    pub text: &'a str,
    /// Its place in the article's text.
    pub span: Span,
    /// Folded, for matching.
    pub low: Cow<'a, str>,
    /// What the word lists say of it.
    pub listed: &'static Listed,
    /// What stands between it and the word before.
    pub gap: Gap,
    capitalised: bool,
    possessive: bool,
}

/// The punctuation between a word and the one before it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Gap {
    /// A comma of any script.
    pub comma: bool,
    /// A full stop, question mark, exclamation mark or ellipsis.
    pub stop: bool,
    /// A colon.
    pub colon: bool,
    /// A semicolon.
    pub semicolon: bool,
    /// A dash (not a hyphen inside a word).
    pub dash: bool,
    /// A double quotation mark of any shape.
    pub quote: bool,
    /// An opening bracket.
    pub opens: bool,
    /// A closing bracket.
    pub closes: bool,
    /// The sign `&`, which joins the parts of a firm's name.
    pub ampersand: bool,
    /// The start of a sentence.
    pub start: bool,
}

impl Gap {
    fn of(between: &str) -> Self {
        let mut gap = Gap::default();
        for c in between.chars() {
            match c {
                ',' | '،' | '、' | '\u{FF0C}' => gap.comma = true,
                '.' | '!' | '?' | '…' | '。' | '\u{FF01}' | '\u{FF1F}' => gap.stop = true,
                ':' | '\u{FF1A}' => gap.colon = true,
                ';' | '\u{FF1B}' => gap.semicolon = true,
                '-' | '–' | '—' | '―' | '−' => gap.dash = true,
                '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '「' | '」' | '『' | '』' | '\u{FF02}' => {
                    gap.quote = true
                }
                '&' => gap.ampersand = true,
                '(' | '[' | '{' => gap.opens = true,
                ')' | ']' | '}' => gap.closes = true,
                _ => {}
            }
        }
        gap
    }

    /// Whether nothing but white space, an abbreviation's full stop or `&` stands there.
    #[inline]
    pub(super) fn is_plain(self) -> bool {
        Gap { stop: false, ampersand: false, ..self } == Gap::default()
    }

    /// Whether a phrase can hardly run over it.
    #[inline]
    pub(super) fn is_break(self) -> bool {
        self.comma || self.colon || self.semicolon || self.dash || self.quote || self.opens || self.closes || self.start
    }
}

impl Token<'_> {
    /// Tells capital and possessive from the word as printed.
    fn mark(&mut self) {
        self.capitalised = is_capitalised(self.text);
        self.possessive = is_possessive(self.text) && !self.is(Sort::Pronoun) && self.low != "let";
    }

    /// Whether it starts with a capital letter.
    #[inline]
    pub(super) fn is_capitalised(&self) -> bool {
        self.capitalised
    }

    /// Whether it is a single letter, as in `C. A. Dutch`.
    pub(super) fn is_initial(&self) -> bool {
        self.is_capitalised() && self.text.chars().filter(|c| c.is_alphabetic()).count() == 1
    }

    /// Whether it ends in a possessive `'s` (and not in a shortened `is`, as in `he's`).
    #[inline]
    pub(super) fn is_possessive(&self) -> bool {
        self.possessive
    }

    /// Whether it belongs to `sort` of function words.
    #[inline]
    pub(super) fn is(&self, sort: Sort) -> bool {
        self.listed.sorts.has(sort)
    }
}

fn is_capitalised(word: &str) -> bool {
    if word.bytes().all(|b| b.is_ascii_lowercase()) {
        return false;
    }
    let article = word.split_once('-').filter(|(first, _)| matches!(*first, "al" | "el" | "an" | "as" | "ad" | "ar" | "at"));
    let mut letters = article.map_or(word, |(_, rest)| rest).chars();
    let first = letters.next().is_some_and(char::is_uppercase);
    // `diGenova`, `deGrasse`
    first || word.len() > 4 && letters.take(2).any(char::is_uppercase)
}

/// Whether `between` joins two parts of one word: a hyphen, or the colon of a time of day.
fn is_joint(left: &str, between: &str, right: &str) -> bool {
    let is_time = || left.ends_with(|c: char| c.is_ascii_digit()) && right.starts_with(|c: char| c.is_ascii_digit());
    matches!(between, "-" | "\u{2010}" | "\u{2011}") || between == ":" && is_time()
}

/// Adds the words of a sentence, in order; those joined by a hyphen as one.
pub(super) fn push_tokens<'a>(text: &'a str, sentence: Span, words: &'a [Word<'a>], tokens: &mut Vec<Token<'a>>) {
    let first = tokens.len();
    let mut last = sentence.start;
    let mut joined = false;
    for word in words {
        let between = if word.spaced { " " } else { &text[last..word.span.start] };
        last = word.span.end;
        if !word.spaced
            && let Some(token) = tokens[first..].last_mut().filter(|token| is_joint(token.text, between, word.text))
        {
            token.span.end = word.span.end;
            token.text = token.span.of(text);
            // To be folded anew when all of it is known.
            token.low = Cow::Borrowed("");
            joined = true;
            continue;
        }
        let mut token = Token {
            text: word.text,
            span: word.span,
            low: Cow::Borrowed(word.folded()),
            listed: word.listed,
            gap: if word.spaced { Gap::default() } else { Gap::of(between) },
            capitalised: false,
            possessive: false,
        };
        // What is folded as it stands is all small letters and digits.
        if !word.is_folded {
            token.mark();
        }
        tokens.push(token);
    }
    if let Some(first) = tokens.get_mut(first) {
        first.gap.start = true;
    }
    for token in tokens[first..].iter_mut().filter(|token| joined && token.low.is_empty()) {
        token.low = folded(token.text);
        token.listed = listed(&token.low);
        token.mark();
    }
}
