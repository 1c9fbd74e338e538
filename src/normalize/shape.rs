//! What a stretch of text looks like: how many words, which script, a sentence or a line.

use super::english::Sample;
use crate::text::{Span, any_word, fold, push_folded, word_count};

/// Words from which a stretch counts as running text even without a full stop (headlines stay below: 95 in 100 have at most 18 words).
const LONG: usize = 26;
/// The same for scripts without spaces, where every character counts as a word.
const LONG_HAN: usize = 60;
/// The longest line, in bytes, in which the end of a sentence is searched for.
const LINE_BYTES: usize = 1000;
/// Words from which a stretch that ends like a sentence counts as running text.
const SENTENCE: usize = 8;

/// The script most letters of a text are in, as far as it matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Script {
    Latin,
    Cyrillic,
    Greek,
    Hebrew,
    Arabic,
    Han,
    Hangul,
    Other,
}

/// What a stretch of text looks like.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    /// How many words it has.
    pub words: usize,
    /// How many letters it has.
    pub letters: usize,
    /// The script of most of its letters; `None` without letters.
    pub script: Option<Script>,
    /// Whether it ends as sentences do.
    pub closed: bool,
    /// Whether it is running text: a sentence of some length.
    pub prose: bool,
    /// What tells whether it is English.
    pub sample: Sample,
}

impl Shape {
    /// Looks at `text`.
    pub fn of(text: &str) -> Self {
        let Letters { script, all: letters, others } = letters(text);
        let sample = Sample::of(text, others);
        let words = sample.words;
        let closed = ends_sentence(text);
        let long = if script == Some(Script::Han) { LONG_HAN } else { LONG };
        Shape {
            words,
            letters,
            script,
            closed,
            sample,
            prose: words >= long || (words >= SENTENCE && (closed || (text.len() <= LINE_BYTES && holds_sentence(text)))),
        }
    }
}

/// Whether a sentence of some length ends inside `text`: something short may stand behind it (`… she said. (Kesh Wire)`).
fn holds_sentence(text: &str) -> bool {
    let ends = text.match_indices([' ', '\u{a0}']).map(|(at, _)| &text[..at]).filter(|before| ends_sentence(before));
    // `Gov.` and `Dec.` end no sentence.
    let long_word = |before: &&str| {
        before.split_whitespace().next_back().is_some_and(|w| w.chars().filter(|c| c.is_alphabetic()).count() > 3)
    };
    ends.rev().find(long_word).is_some_and(|before| word_count(before) >= SENTENCE)
}

/// Whether `text` ends in a full stop or the like, closing quotes and brackets aside. An initialism (`in the U.S.`) is no end of a sentence
/// on a line of headline length.
pub(super) fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(|c: char| c.is_whitespace() || "\"'”’»“)]›」』）".contains(c));
    match bare.chars().next_back() {
        Some('.') => {
            let mut before = bare.chars().rev().skip(1);
            let letter = before.next().is_some_and(char::is_uppercase);
            !(letter && before.next().is_some_and(|c| c == '.'))
        }
        Some(c) => "!?…。！？؟۔।".contains(c),
        None => false,
    }
}

/// The letters of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Letters {
    /// The script of most of them.
    pub script: Option<Script>,
    /// How many there are.
    pub all: usize,
    /// How many of them are no ASCII.
    pub others: usize,
}

/// Looks at the letters of `text`.
pub(super) fn letters(text: &str) -> Letters {
    let mut counts = [0usize; 8];
    // In parts of as many bytes as a byte can count, which is what a processor counts at once.
    let letters = |part: &[u8]| part.iter().map(|b| u8::from(b.is_ascii_alphabetic())).sum::<u8>();
    let ascii = text.as_bytes().chunks(255).map(|part| usize::from(letters(part))).sum();
    counts[Script::Latin as usize] = ascii;
    if !text.is_ascii() {
        for c in others(text).filter(|c| c.is_alphabetic()) {
            counts[script_of(c) as usize] += 1;
        }
    }
    const ALL: [Script; 8] = [
        Script::Latin,
        Script::Cyrillic,
        Script::Greek,
        Script::Hebrew,
        Script::Arabic,
        Script::Han,
        Script::Hangul,
        Script::Other,
    ];
    let most = ALL.into_iter().rev().max_by_key(|s| counts[*s as usize]).filter(|s| counts[*s as usize] > 0);
    let all = counts.iter().sum();
    Letters { script: most, all, others: all - ascii }
}

/// The characters that are no ASCII.
fn others(text: &str) -> impl Iterator<Item = char> {
    const PART: usize = 32;
    let parts = text.as_bytes().chunks(PART).enumerate().filter(|(_, part)| !part.is_ascii());
    let begins = |(n, part): (usize, &'_ [u8])| {
        let places = part.iter().enumerate().filter(|(_, b)| **b >= 0xC0);
        places.map(|(at, _)| n * PART + at).collect::<Vec<_>>()
    };
    parts.flat_map(begins).filter_map(|at| text[at..].chars().next())
}

/// Whether `text` holds `lower`, which is ASCII in lower case, in any case.
pub(super) fn holds_ascii(text: &str, lower: &str) -> bool {
    text.as_bytes().windows(lower.len()).any(|part| part.eq_ignore_ascii_case(lower.as_bytes()))
}

/// Whether `text` has more than `most` characters.
pub(super) fn is_longer(text: &str, most: usize) -> bool {
    text.len() > most && text.chars().nth(most).is_some()
}

fn script_of(c: char) -> Script {
    match u32::from(c) {
        0..=0x24F | 0x1E00..=0x1EFF => Script::Latin,
        0x370..=0x3FF | 0x1F00..=0x1FFF => Script::Greek,
        0x400..=0x52F => Script::Cyrillic,
        0x590..=0x5FF => Script::Hebrew,
        0x600..=0x77F | 0xFB50..=0xFDFF | 0xFE70..=0xFEFF => Script::Arabic,
        0x3040..=0x30FF | 0x3400..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF => Script::Han,
        0x1100..=0x11FF | 0x3130..=0x318F | 0xAC00..=0xD7AF => Script::Hangul,
        _ => Script::Other,
    }
}

/// The form under which lines are compared with word lists and with each other: folded words, joined by one space.
pub(super) fn line_key(text: &str) -> String {
    key_of_first(text, usize::MAX)
}

/// The key of the first `most` words of `text`.
pub(super) fn key_of_first(text: &str, most: usize) -> String {
    let mut key = String::with_capacity(text.len());
    let mut count = 0;
    any_word(text, Span::whole(text), |word| {
        if count > 0 {
            key.push(' ');
        }
        push_folded(&mut key, word.text);
        count += 1;
        count >= most
    });
    key
}

/// The key of the first word of `text`; empty where it has none.
pub(super) fn first_key(text: &str) -> String {
    let mut key = String::new();
    any_word(text, Span::whole(text), |word| {
        key = fold(word.text);
        true
    });
    key
}

/// The longest start of `text` of at most `bytes` bytes that ends on a character boundary.
pub(super) fn start_of(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_and_lines() {
        for (text, closed, prose) in [
            ("Minister quits over grain deal with the U.S.", false, false),
            ("The minister, who denied all, left the hall at noon.", true, true),
            ("“We will never leave this valley,” she told reporters twice.", true, true),
            ("He declined.", true, false),
            ("Kesh talks fail", false, false),
            ("部长周二在新闻发布会上表示会谈富有成果。", true, true),
        ] {
            let shape = Shape::of(text);
            assert_eq!((shape.closed, shape.prose), (closed, prose), "{text}");
        }
    }

    #[test]
    fn scripts() {
        assert_eq!(letters("Комментарии (2) Facebook"), Letters { script: Some(Script::Cyrillic), all: 19, others: 11 });
        assert_eq!(letters("12:30"), Letters { script: None, all: 0, others: 0 });
    }
}
