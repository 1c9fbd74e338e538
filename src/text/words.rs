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
    within
        .of(text)
        .unicode_word_indices()
        .map(|(at, word)| {
            let start = within.start + at;
            Word { text: word, span: Span::new(start, start + word.len()) }
        })
        .collect()
}
