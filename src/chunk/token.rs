//! One word of an article with what stands before it.

use super::lexicon::Sort;
use super::listed::Listed;
use super::opening::Begins;
use crate::text::{Span, is_possessive};

/// One word. To those who read sentences, parts joined by a hyphen (`al-Nusra`) are one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'a> {
    /// As printed.
    pub text: &'a str,
    /// Folded, for matching.
    pub low: &'a str,
    /// Its place in the article's text.
    pub span: Span,
    /// What the word lists say of it.
    pub listed: &'static Listed,
    /// What stands between it and the word before.
    pub gap: Gap,
    /// What may begin with the word: that of [`Listed`], at hand.
    begins: Begins,
    form: u8,
    quotation: u32,
}

/// The bits of a word's form.
const CAPITALISED: u8 = 1 << 0;
const POSSESSIVE: u8 = 1 << 1;

/// The number of no quotation.
const NONE: u32 = u32::MAX;

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
    const SPACE: u16 = 1 << 10;
    const JOINT: u16 = 1 << 11;

    /// One space.
    pub(super) const ONE_SPACE: Gap = Gap(Self::SPACE);

    /// What stands between `left` and `right`.
    pub(super) fn of(left: &str, between: &str, right: &str) -> Self {
        match between {
            " " => return Self::ONE_SPACE,
            ", " => return Gap(Self::COMMA),
            ". " => return Gap(Self::STOP),
            _ => {}
        }
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
        let joint = if is_joint(left, between, right) { Self::JOINT } else { 0 };
        Gap(marks.fold(joint, |all, mark| all | mark))
    }

    /// What stands between the start of a sentence and its first word.
    pub(super) fn opening(between: &str) -> Self {
        Gap(Self::of("", between, "").0 & !Self::JOINT | Self::START)
    }

    /// Whether nothing but white space, an abbreviation's full stop or `&` stands there.
    #[inline]
    pub(super) fn is_plain(self) -> bool {
        self.0 & !(Self::STOP | Self::AMPERSAND | Self::SPACE) == 0
    }

    /// Whether a phrase can hardly run over it.
    #[inline]
    pub(super) fn is_break(self) -> bool {
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

    /// One space and nothing else.
    #[inline]
    pub(super) fn space(self) -> bool {
        self.0 & Self::SPACE != 0
    }

    /// What joins the words around it to one: a hyphen, or the colon of a time of day.
    #[inline]
    pub(super) fn joint(self) -> bool {
        self.0 & Self::JOINT != 0
    }
}

impl<'a> Token<'a> {
    /// A word of letters and digits of ASCII, with what the lists say of it and what may begin with it.
    #[inline(always)]
    pub(super) fn plain(
        text: &'a str,
        low: &'a str,
        span: Span,
        (listed, begins): (&'static Listed, Begins),
        gap: Gap,
        capitalised: bool,
    ) -> Self {
        let form = if capitalised { CAPITALISED } else { 0 };
        Token { text, low, span, listed, gap, begins, form, quotation: NONE }
    }

    /// Any word.
    pub(super) fn new(text: &'a str, low: &'a str, span: Span, listed: &'static Listed, gap: Gap) -> Self {
        let possessive = is_possessive(text) && !listed.sorts.has(Sort::Pronoun) && low != "let";
        let form = if is_capitalised(text) { CAPITALISED } else { 0 } | if possessive { POSSESSIVE } else { 0 };
        Token { text, low, span, listed, gap, begins: listed.begins, form, quotation: NONE }
    }

    /// Whether it starts with a capital letter.
    #[inline]
    pub(super) fn is_capitalised(&self) -> bool {
        self.form & CAPITALISED != 0
    }

    /// Whether it is a single letter, as in `C. A. Dutch`.
    pub(super) fn is_initial(&self) -> bool {
        self.is_capitalised() && self.text.chars().filter(|c| c.is_alphabetic()).count() == 1
    }

    /// Whether it ends in a possessive `'s` (and not in a shortened `is`, as in `he's`).
    #[inline]
    pub(super) fn is_possessive(&self) -> bool {
        self.form & POSSESSIVE != 0
    }

    /// Whether one of `sorts` may begin with it.
    #[inline]
    pub(super) fn begins(&self, sorts: Begins) -> bool {
        self.begins.any(sorts)
    }

    /// Whether it belongs to `sort` of function words.
    #[inline]
    pub(super) fn is(&self, sort: Sort) -> bool {
        self.listed.sorts.has(sort)
    }

    /// Whether it ends in these letters, folded; `ends_with` is a call.
    #[inline]
    pub(super) fn ends_in<const N: usize>(&self, ending: &[u8; N]) -> bool {
        self.low.as_bytes().last_chunk() == Some(ending)
    }

    /// The quotation that it stands in, by position in its block.
    #[inline]
    pub(super) fn quotation(&self) -> Option<usize> {
        (self.quotation != NONE).then_some(self.quotation as usize)
    }

    /// Sets the quotation that it stands in.
    pub(super) fn set_quotation(&mut self, quotation: usize) {
        self.quotation = u32::try_from(quotation).unwrap_or(NONE);
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
