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

/// The punctuation between a word and the one before it: a bit for each sort.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Gap(u16);

impl Gap {
    const COMMA: u16 = 1 << 0;
    const STOP: u16 = 1 << 1;
    const COLON: u16 = 1 << 2;
    const SEMICOLON: u16 = 1 << 3;
    const DASH: u16 = 1 << 4;
    const QUOTE: u16 = 1 << 5;
    const OPENS: u16 = 1 << 6;
    const CLOSES: u16 = 1 << 7;
    const AMPERSAND: u16 = 1 << 8;
    const START: u16 = 1 << 9;

    fn of(between: &str) -> Self {
        let marks = between.chars().map(|c| match c {
            ',' | '،' | '、' | '\u{FF0C}' => Self::COMMA,
            '.' | '!' | '?' | '…' | '。' | '\u{FF01}' | '\u{FF1F}' => Self::STOP,
            ':' | '\u{FF1A}' => Self::COLON,
            ';' | '\u{FF1B}' => Self::SEMICOLON,
            '-' | '–' | '—' | '―' | '−' => Self::DASH,
            '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '「' | '」' | '『' | '』' | '\u{FF02}' => Self::QUOTE,
            '&' => Self::AMPERSAND,
            '(' | '[' | '{' => Self::OPENS,
            ')' | ']' | '}' => Self::CLOSES,
            _ => 0,
        });
        Gap(marks.fold(0, |all, mark| all | mark))
    }

    /// Whether nothing but white space, an abbreviation's full stop or `&` stands there.
    #[inline]
    pub(super) fn is_plain(self) -> bool {
        self.0 & !(Self::STOP | Self::AMPERSAND) == 0
    }

    /// Whether a phrase can hardly run over it.
    #[inline]
    pub(super) fn is_break(self) -> bool {
        // The same marks: all but a full stop and `&`.
        !self.is_plain()
    }

    /// Sets a quotation mark there.
    pub(super) fn add_quote(&mut self) {
        self.0 |= Self::QUOTE;
    }

    /// A comma of any script.
    #[inline]
    pub(super) fn comma(self) -> bool {
        self.0 & Self::COMMA != 0
    }

    /// A full stop, question mark, exclamation mark or ellipsis.
    #[inline]
    pub(super) fn stop(self) -> bool {
        self.0 & Self::STOP != 0
    }

    /// A colon.
    #[inline]
    pub(super) fn colon(self) -> bool {
        self.0 & Self::COLON != 0
    }

    /// A semicolon.
    #[inline]
    pub(super) fn semicolon(self) -> bool {
        self.0 & Self::SEMICOLON != 0
    }

    /// A dash (not a hyphen inside a word).
    #[inline]
    pub(super) fn dash(self) -> bool {
        self.0 & Self::DASH != 0
    }

    /// A double quotation mark of any shape.
    #[inline]
    pub(super) fn quote(self) -> bool {
        self.0 & Self::QUOTE != 0
    }

    /// An opening bracket.
    #[inline]
    pub(super) fn opens(self) -> bool {
        self.0 & Self::OPENS != 0
    }

    /// A closing bracket.
    #[inline]
    pub(super) fn closes(self) -> bool {
        self.0 & Self::CLOSES != 0
    }

    /// The sign `&`, which joins the parts of a firm's name.
    #[inline]
    pub(super) fn ampersand(self) -> bool {
        self.0 & Self::AMPERSAND != 0
    }

    /// The start of a sentence.
    #[inline]
    pub(super) fn start(self) -> bool {
        self.0 & Self::START != 0
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
        first.gap.0 |= Gap::START;
    }
    for token in tokens[first..].iter_mut().filter(|token| joined && token.low.is_empty()) {
        token.low = folded(token.text);
        token.listed = listed(&token.low);
        token.mark();
    }
}
