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
    let bytes = &text.as_bytes()[..within.end];
    let mut at = within.start;
    while at < within.end {
        let (plain_end, end) = stretch(bytes, at);
        plain_words(text, Span::new(at, plain_end), &mut found);
        found.extend(text[plain_end..end].unicode_word_indices().map(|(from, word)| {
            let start = plain_end + from;
            Word { text: word, span: Span::new(start, start + word.len()) }
        }));
        at = end;
    }
    found
}

/// The next stretch of ASCII from `at`, and the stretch after it that is not: their ends. Between them, and behind the second one, stands a
/// space around which there are boundaries whatever the words are, so that each can be read by itself.
fn stretch(bytes: &[u8], at: usize) -> (usize, usize) {
    let Some(other) = bytes[at..].iter().position(|b| !b.is_ascii()).map(|n| at + n) else { return (bytes.len(), bytes.len()) };
    let plain_end = bytes[at..other].iter().rposition(|b| *b == b' ').map_or(at, |n| at + n);
    // What is no ASCII may join the space before it (an accent of its own).
    let is_end = |n: &usize| bytes[*n] == b' ' && bytes.get(n + 1).is_none_or(u8::is_ascii);
    (plain_end, (other..bytes.len()).find(is_end).unwrap_or(bytes.len()))
}

/// The words of a stretch of ASCII: letters, digits and underscores, with the marks that UAX #29 takes into a word between two letters
/// or two digits.
fn plain_words<'a>(text: &'a str, within: Span, found: &mut Vec<Word<'a>>) {
    let bytes = &text.as_bytes()[..within.end];
    let is_core = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
    let is_inside = |at: usize| {
        let Some(next) = bytes.get(at + 1) else { return false };
        let before = bytes[at - 1];
        match bytes[at] {
            b'.' | b'\'' => {
                before.is_ascii_alphabetic() && next.is_ascii_alphabetic() || before.is_ascii_digit() && next.is_ascii_digit()
            }
            b',' | b';' => before.is_ascii_digit() && next.is_ascii_digit(),
            b':' => before.is_ascii_alphabetic() && next.is_ascii_alphabetic(),
            _ => false,
        }
    };
    let mut at = within.start;
    while at < bytes.len() {
        let start = at;
        let mut tells = false;
        while at < bytes.len() && (is_core(bytes[at]) || at > start && is_inside(at)) {
            tells |= bytes[at].is_ascii_alphanumeric();
            at += 1;
        }
        if tells {
            found.push(Word { text: &text[start..at], span: Span::new(start, at) });
        }
        at = at.max(start + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn words_are_those_of_the_standard(text in "([a-zA-Z0-9_.,;:' \"\\-\n\r\t]|[é’“”—\u{301}\u{200d}\u{a0}\u{ad}かカ漢🇩🇪👍א\"']|\\PC){0,60}") {
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
        assert_eq!(found(4, 17), ["t", "won’t"]);
        assert_eq!(found(2, text.len()), ["n't", "won’t", "U.S.A"]);
    }
}
