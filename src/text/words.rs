//! The words of a stretch of text, each with its place.

use super::Span;
use super::short_word::{Capitals, ShortWord};
use unicode_segmentation::UnicodeSegmentation;

/// One word as printed: a run between the word boundaries of UAX #29 that holds a letter or a digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word<'a> {
    /// The word as printed.
    pub text: &'a str,
    /// Where it stands in the whole text.
    pub span: Span,
}

/// The words of `text` inside `within`, in order. `don't`, `U.S` and `250,000` are one word each; `al-Nusra` is two.
///
/// ```
/// use crosswire::text::{Span, words};
/// let text = "He didn't say 3.5%.";
/// let found: Vec<&str> = words(text, Span::whole(text)).iter().map(|w| w.text).collect();
/// assert_eq!(found, ["He", "didn't", "say", "3.5"]);
/// ```
pub fn words(text: &str, within: Span) -> Vec<Word<'_>> {
    // A word and what stands before it take about six bytes; a text of shorter words makes the list grow.
    let mut found = Vec::with_capacity(within.len() / 6 + 1);
    any_word(text, within, |word| {
        found.push(word);
        false
    });
    found
}

/// How many words `text` has, as [`words`] finds them.
///
/// ```
/// assert_eq!(crosswire::text::word_count("He didn't say 3.5%."), 4);
/// ```
pub fn word_count(text: &str) -> usize {
    let mut count = 0;
    any_word(text, Span::whole(text), |_| {
        count += 1;
        false
    });
    count
}

/// Whether `fits` says so of some word of `text` inside `within`; the words after that one are not read.
pub(crate) fn any_word<'a>(text: &'a str, within: Span, mut fits: impl FnMut(Word<'a>) -> bool) -> bool {
    let bytes = &text.as_bytes()[..within.end];
    let mut at = within.start;
    while at < within.end {
        let (plain_end, end) = stretch(bytes, at);
        let mut others = text[plain_end..end].unicode_word_indices().map(|(from, word)| {
            let start = plain_end + from;
            Word { text: word, span: Span::new(start, start + word.len()) }
        });
        if any_plain_word(text, Span::new(at, plain_end), &mut fits) || others.any(&mut fits) {
            return true;
        }
        at = end;
    }
    false
}

/// Whether `text` is of plain characters alone: then the words of any part of it that cuts none of them are those of the whole.
pub(crate) fn is_plain(text: &str) -> bool {
    first_other(text.as_bytes(), 0).is_none()
}

/// The first word of `text`, where it can be told without looking far that it is one of letters and digits of ASCII alone.
pub(super) fn first_plain_word(text: &str) -> Option<&str> {
    let bytes = text.as_bytes();
    let start = bytes.iter().position(|b| !b.is_ascii() || CLASSES[usize::from(*b)] == Class::Core)?;
    let length = bytes[start..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
    let end = start + length;
    // A mark may join what stands behind it.
    let is_end = |at: usize| bytes.get(at).is_none_or(|b| b.is_ascii() && CLASSES[usize::from(*b)] == Class::Other);
    let ends = match bytes.get(end).map(|b| CLASSES[usize::from(*b)]) {
        Some(Class::Mark) if bytes[end].is_ascii() => is_end(end + 1),
        _ => is_end(end),
    };
    (length > 0 && ends).then(|| &text[start..end])
}

/// The next stretch of plain characters from `at`, and the stretch after it that is not plain: their ends. Between them, and behind the
/// second one, stands a space around which there are boundaries whatever the words are, so that each can be read by itself.
fn stretch(bytes: &[u8], at: usize) -> (usize, usize) {
    let Some(other) = first_other(bytes, at) else { return (bytes.len(), bytes.len()) };
    let before = bytes[at..other].iter().rposition(|b| *b == b' ').map_or(at, |n| at + n);
    // Spaces in a row are one to the standard, which an accent may join as a whole.
    let plain_end = bytes[at..before].iter().rposition(|b| *b != b' ').map_or(at, |n| at + n + 1);
    // What is no ASCII may join the space before it (an accent of its own).
    let is_end = |n: &usize| bytes[*n] == b' ' && bytes.get(n + 1).is_none_or(u8::is_ascii);
    (plain_end, (other..bytes.len()).find(is_end).unwrap_or(bytes.len()))
}

/// The place of the first character from `at` that is not plain.
fn first_other(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let rest = &bytes[at..];
        let ascii = rest.chunks(32).take_while(|chunk| chunk.is_ascii()).count() * 32;
        at += rest.get(ascii..)?.iter().position(|b| !b.is_ascii())? + ascii;
        match plain_length(bytes, at) {
            0 => return Some(at),
            length => at += length,
        }
    }
}

/// The length of the character that begins at `at` and is no ASCII, where it is plain: a Latin letter with an accent of its own, a
/// quotation mark, a dash, an ellipsis, a space that does not break; else 0.
fn plain_length(bytes: &[u8], at: usize) -> usize {
    let next = |n: usize| bytes.get(at + n).copied().unwrap_or_default();
    match bytes[at] {
        // `÷` and `×` are as plain as the letters around them, as are `«`, `»` and the space.
        0xC3..=0xC8 => 2,
        0xC9 if next(1) <= 0x8F => 2,
        0xC2 if matches!(next(1), 0xA0 | 0xAB | 0xBB) => 2,
        0xE2 if next(1) == 0x80 && matches!(next(2), 0x93 | 0x94 | 0x98 | 0x99 | 0x9C | 0x9D | 0xA6) => 3,
        _ => 0,
    }
}

/// As [`any_word`] in a stretch of plain characters. Words are letters, digits and underscores, with the marks that UAX #29 takes into a word
/// between two letters or two digits.
fn any_plain_word<'a>(text: &'a str, within: Span, fits: &mut impl FnMut(Word<'a>) -> bool) -> bool {
    let bytes = &text.as_bytes()[..within.end];
    let mut at = within.start;
    while let Some(Some(start)) = next_start(bytes, at) {
        let (_, _, letters) = ShortWord::begin(&bytes[start..]);
        at = word_end(bytes, start + letters);
        let word = Word { text: &text[start..at], span: Span::new(start, at) };
        if tells(word.text) && fits(word) {
            return true;
        }
    }
    false
}

/// Who reads the words of a text of plain characters, one after the other.
pub(crate) trait ReadWords<'a> {
    /// The next word, which is a short one of letters of ASCII.
    fn letters(&mut self, word: Word<'a>, short: ShortWord, capitals: Capitals);

    /// The next word, which may be any other.
    fn other(&mut self, word: Word<'a>);
}

/// Reads the words of `text` inside `within` and says whether all its characters are plain: where they are not, the words may be wrong.
pub(crate) fn read_plain_words<'a>(text: &'a str, within: Span, reader: &mut impl ReadWords<'a>) -> bool {
    let bytes = &text.as_bytes()[..within.end];
    let mut at = within.start;
    while let Some(next) = next_start(bytes, at) {
        let Some(start) = next else { return true };
        let (short, capitals, letters) = ShortWord::begin(&text.as_bytes()[start..]);
        // Where the letters of the text go on behind the stretch, they are read again.
        let letters = if start + letters <= bytes.len() { letters } else { 0 };
        at = word_end(bytes, start + letters);
        let word = Word { text: &text[start..at], span: Span::new(start, at) };
        if letters > 0 && at == start + letters {
            reader.letters(word, short, capitals);
        } else if tells(word.text) {
            reader.other(word);
        }
    }
    false
}

/// Where the next word begins from `at` on, if one does; `None` where a character that is not plain stands before it.
#[inline(always)]
fn next_start(bytes: &[u8], mut at: usize) -> Option<Option<usize>> {
    while let Some(byte) = bytes.get(at) {
        match CLASSES[usize::from(*byte)] {
            Class::Core => return Some(Some(at)),
            Class::Mark if is_accented(bytes, at) => return Some(Some(at)),
            _ if byte.is_ascii() => at += 1,
            _ => match plain_length(bytes, at) {
                0 => return None,
                length => at += length,
            },
        }
    }
    Some(None)
}

/// Whether a word is one: underscores alone are none.
#[inline(always)]
fn tells(word: &str) -> bool {
    word.as_bytes()[0] != b'_' || word.bytes().any(|b| b != b'_')
}

/// What a byte is to words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// Part of a word: a letter, digit or underscore of ASCII.
    Core,
    /// A mark that words may have inside, or no ASCII.
    Mark,
    /// Part of no word.
    Other,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Mark; 256];
    let mut at = 0;
    while at < 128 {
        classes[at] = match at as u8 {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' => Class::Core,
            b'.' | b'\'' | b',' | b';' | b':' => Class::Mark,
            _ => Class::Other,
        };
        at += 1;
    }
    classes
};

/// Whether a Latin letter that is no ASCII begins at `at`.
fn is_accented(bytes: &[u8], at: usize) -> bool {
    let next = || bytes.get(at + 1).copied().unwrap_or_default();
    match bytes.get(at) {
        Some(0xC3) => !matches!(next(), 0x97 | 0xB7),
        Some(0xC4..=0xC8) => true,
        Some(0xC9) => next() <= 0x8F,
        _ => false,
    }
}

/// The end of the word of which something goes on, or ends, at `at`.
#[inline(always)]
fn word_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(byte) = bytes.get(at) {
        match CLASSES[usize::from(*byte)] {
            Class::Core => at += 1,
            Class::Other => break,
            Class::Mark if is_accented(bytes, at) => at += 2,
            Class::Mark => match joined_at(bytes, at) {
                Some(behind) => at = behind,
                None => break,
            },
        }
    }
    at
}

/// Where a word goes on behind the mark at `at`, if it does.
#[inline]
fn joined_at(bytes: &[u8], at: usize) -> Option<usize> {
    let (letters, digits, length) = match bytes.get(at)? {
        b'.' | b'\'' => (true, true, 1),
        b',' | b';' => (false, true, 1),
        b':' => (true, false, 1),
        // A curly apostrophe, of either direction.
        0xE2 if matches!(bytes.get(at + 1..at + 3), Some([0x80, 0x98 | 0x99])) => (true, true, 3),
        _ => return None,
    };
    let (before, behind) = (bytes[at - 1], at + length);
    let next = *bytes.get(behind)?;
    let joins_letters = letters
        && (before.is_ascii_alphabetic() || !before.is_ascii())
        && (next.is_ascii_alphabetic() || is_accented(bytes, behind));
    let joins = joins_letters || digits && before.is_ascii_digit() && next.is_ascii_digit();
    joins.then_some(behind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn words_are_those_of_the_standard(text in "([a-zA-Z0-9_.,;:' \"\\-\n\r\t]|[éŁɏ×’‘“”—–…«\u{301}\u{200d}\u{a0}\u{ad}かカ漢🇩🇪👍א\"']|\\PC){0,60}") {
            let standard: Vec<(usize, &str)> = text.unicode_word_indices().collect();
            let found: Vec<(usize, &str)> = words(&text, Span::whole(&text)).iter().map(|w| (w.span.start, w.text)).collect();
            prop_assert_eq!(found, standard);
        }
    }

    #[test]
    fn what_joins_a_space_joins_all_before_it() {
        for text in ["  \u{115af}", "a  \u{115af}b", "He  \u{115af} said"] {
            let expected: Vec<(usize, &str)> = text.unicode_word_indices().collect();
            let found: Vec<(usize, &str)> =
                words(text, Span::whole(text)).iter().map(|word| (word.span.start, word.text)).collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }

    #[test]
    fn every_plain_character_is_read_as_the_standard_says() {
        for c in (0..0x3000).filter_map(char::from_u32).filter(|c| plain_length(c.to_string().as_bytes(), 0) > 0) {
            for text in
                [format!("{c}"), format!("a{c}b 1{c}2 {c} _{c}_ é{c}é {c}a{c}{c}b"), format!("a.{c}:b 1,{c} {c}’s {c}_")]
            {
                let standard: Vec<&str> = text.unicode_words().collect();
                let found: Vec<&str> = words(&text, Span::whole(&text)).iter().map(|w| w.text).collect();
                assert_eq!(found, standard, "{text}");
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn parts_of_plain_text_have_the_words_of_the_whole(text in "([a-zA-Z0-9_.,;:' \"\\-]|[éŁɏ×’‘“”—–…«\u{a0}]){0,40}", from in 0usize..40, to in 0usize..40) {
            prop_assert!(is_plain(&text));
            let boundary = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap();
            let (from, to) = (boundary(from.min(to)), boundary(from.max(to)));
            let all = words(&text, Span::whole(&text));
            let is_cut = |at: usize| all.iter().any(|word| word.span.start < at && at < word.span.end);
            if !is_cut(from) && !is_cut(to) {
                let inside: Vec<Word> = all.into_iter().filter(|word| from <= word.span.start && word.span.end <= to).collect();
                prop_assert_eq!(words(&text, Span::new(from, to)), inside);
            }
        }
    }

    #[test]
    fn a_stretch_is_read_as_if_nothing_stood_around_it() {
        let text = "can't “won't” U.S.A";
        let found = |from, to| words(text, Span::new(from, to)).iter().map(|w| w.text).collect::<Vec<_>>();
        assert_eq!(found(0, 4), ["can"]);
        assert_eq!(found(4, 17), ["t", "won't"]);
        assert_eq!(found(2, text.len()), ["n't", "won't", "U.S.A"]);
    }
}
