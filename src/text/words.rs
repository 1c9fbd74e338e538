//! The words of a stretch of text, each with its place.

use super::Span;
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
    each_word(text, within, |word| found.push(word));
    found
}

/// How many words `text` has, as [`words`] finds them.
///
/// ```
/// assert_eq!(crosswire::text::word_count("He didn't say 3.5%."), 4);
/// ```
pub fn word_count(text: &str) -> usize {
    let mut count = 0;
    each_word(text, Span::whole(text), |_| count += 1);
    count
}

fn each_word<'a>(text: &'a str, within: Span, mut found: impl FnMut(Word<'a>)) {
    let bytes = &text.as_bytes()[..within.end];
    let mut at = within.start;
    while at < within.end {
        let (plain_end, end) = stretch(bytes, at);
        plain_words(text, Span::new(at, plain_end), &mut found);
        text[plain_end..end].unicode_word_indices().for_each(|(from, word)| {
            let start = plain_end + from;
            found(Word { text: word, span: Span::new(start, start + word.len()) });
        });
        at = end;
    }
}

/// The next stretch of plain characters from `at`, and the stretch after it that is not plain: their ends. Between them, and behind the
/// second one, stands a space around which there are boundaries whatever the words are, so that each can be read by itself.
fn stretch(bytes: &[u8], at: usize) -> (usize, usize) {
    let Some(other) = first_other(bytes, at) else { return (bytes.len(), bytes.len()) };
    let plain_end = bytes[at..other].iter().rposition(|b| *b == b' ').map_or(at, |n| at + n);
    // What is no ASCII may join the space before it (an accent of its own).
    let is_end = |n: &usize| bytes[*n] == b' ' && bytes.get(n + 1).is_none_or(u8::is_ascii);
    (plain_end, (other..bytes.len()).find(is_end).unwrap_or(bytes.len()))
}

/// The place of the first character from `at` that is not plain.
fn first_other(bytes: &[u8], mut at: usize) -> Option<usize> {
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let ascii = rest.chunks(16).take_while(|chunk| chunk.is_ascii()).map(<[u8]>::len).sum::<usize>();
        let other = rest[ascii..].iter().position(|b| !b.is_ascii())?;
        at += ascii + other;
        match kind_at(bytes, at) {
            Some((_, length)) => at += length,
            None => return Some(at),
        }
    }
    None
}

/// What a plain character is to the rules of UAX #29.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Letter,
    Digit,
    /// Belongs to words, and is none by itself.
    Underscore,
    /// Joins two letters or two digits: full stop, apostrophe.
    Stop,
    /// Joins two digits: comma, semicolon.
    Comma,
    /// Joins two letters.
    Colon,
    /// Stands in no word.
    Other,
}

/// The kinds of ASCII.
const KINDS: [Kind; 128] = {
    let mut kinds = [Kind::Other; 128];
    let mut at = 0;
    while at < 128 {
        kinds[at] = match at as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => Kind::Letter,
            b'0'..=b'9' => Kind::Digit,
            b'_' => Kind::Underscore,
            b'.' | b'\'' => Kind::Stop,
            b',' | b';' => Kind::Comma,
            b':' => Kind::Colon,
            _ => Kind::Other,
        };
        at += 1;
    }
    kinds
};

/// The kind and length of the character that begins at `at`, where it is plain: ASCII, a Latin letter with an accent of its own, a
/// quotation mark, a dash, an ellipsis or a space that does not break. `None` for all others.
fn kind_at(bytes: &[u8], at: usize) -> Option<(Kind, usize)> {
    let next = |n: usize| bytes.get(at + n).copied().unwrap_or_default();
    match bytes[at] {
        ascii @ 0..=0x7F => Some((KINDS[usize::from(ascii)], 1)),
        // A space that does not break, `«` and `»`.
        0xC2 if matches!(next(1), 0xA0 | 0xAB | 0xBB) => Some((Kind::Other, 2)),
        // `×` and `÷` stand among the letters from `À` to `ɏ`.
        0xC3 if matches!(next(1), 0x97 | 0xB7) => Some((Kind::Other, 2)),
        0xC3..=0xC8 => Some((Kind::Letter, 2)),
        0xC9 if next(1) <= 0x8F => Some((Kind::Letter, 2)),
        0xE2 if next(1) == 0x80 => match next(2) {
            // Single quotation marks are apostrophes, too.
            0x98 | 0x99 => Some((Kind::Stop, 3)),
            0x93 | 0x94 | 0x9C | 0x9D | 0xA6 => Some((Kind::Other, 3)),
            _ => None,
        },
        _ => None,
    }
}

/// The words of a stretch of plain characters: letters, digits and underscores, with the marks that UAX #29 takes into a word between two
/// letters or two digits.
fn plain_words<'a>(text: &'a str, within: Span, found: &mut impl FnMut(Word<'a>)) {
    let bytes = &text.as_bytes()[..within.end];
    let kind_at = |at: usize| (at < bytes.len()).then(|| kind_at(bytes, at)).flatten();
    let is_core = |kind: Kind| matches!(kind, Kind::Letter | Kind::Digit | Kind::Underscore);
    let mut at = within.start;
    while let Some((mut kind, mut length)) = kind_at(at) {
        if !is_core(kind) {
            at += length;
            continue;
        }
        let start = at;
        let mut tells = false;
        loop {
            tells |= kind != Kind::Underscore;
            at += length;
            let Some((next, next_length)) = kind_at(at) else { break };
            if is_core(next) {
                (kind, length) = (next, next_length);
                continue;
            }
            let joins = match next {
                Kind::Stop => matches!(kind, Kind::Letter | Kind::Digit),
                Kind::Comma => kind == Kind::Digit,
                Kind::Colon => kind == Kind::Letter,
                _ => false,
            };
            match kind_at(at + next_length).filter(|(behind, _)| joins && *behind == kind) {
                Some((_, behind_length)) => (at, length) = (at + next_length, behind_length),
                None => break,
            }
        }
        if tells {
            found(Word { text: &text[start..at], span: Span::new(start, at) });
        }
    }
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
    fn a_stretch_is_read_as_if_nothing_stood_around_it() {
        let text = "can't “won't” U.S.A";
        let found = |from, to| words(text, Span::new(from, to)).iter().map(|w| w.text).collect::<Vec<_>>();
        assert_eq!(found(0, 4), ["can"]);
        assert_eq!(found(4, 17), ["t", "won't"]);
        assert_eq!(found(2, text.len()), ["n't", "won't", "U.S.A"]);
    }
}
