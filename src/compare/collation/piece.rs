//! An account cut into the pieces that are compared: words, each with the white space and punctuation that belong to it.

use crate::text::{Lexicon, Span, fold, stem, words};
use std::sync::LazyLock;

static FUNCTION_WORDS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../../data/lexicon/function_words.txt")));

/// A word with what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// Its bytes; the pieces of an account cover it without overlap.
    pub(super) span: Span,
    /// The word as it is compared: folded. Pieces with equal keys are no difference.
    pub(super) key: String,
    /// The stem.
    pub(super) stem: String,
    /// Whether it tells something, as opposed to function words.
    pub(super) content: bool,
    /// Whether it is printed with a capital letter.
    pub(super) capital: bool,
}

/// Whether `c` is part of what is said, as opposed to punctuation and white space.
pub(in crate::compare) fn means_something(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '%' | '‰' | '$' | '€' | '£' | '¥' | '₽' | '₹' | '₴' | '₺' | '₪' | '₩' | '&' | '°')
}

/// Cuts `text`. A text without a word is one piece; an empty one none.
pub(super) fn cut(text: &str) -> Vec<Piece> {
    let found = words(text, Span::whole(text));
    if found.is_empty() && !text.is_empty() {
        let key = text.split_whitespace().collect();
        return vec![Piece { span: Span::whole(text), stem: String::new(), key, content: false, capital: false }];
    }
    let mut pieces: Vec<Piece> = Vec::with_capacity(found.len());
    let mut start = 0;
    for (at, word) in found.iter().enumerate() {
        let next = found.get(at + 1).map_or(text.len(), |next| {
            let gap = Span::new(word.span.end, next.span.start);
            gap.end - opening(gap.of(text))
        });
        let key = fold(word.text);
        let stem = stem(&key);
        let content = !FUNCTION_WORDS.has(&key);
        let capital = word.text.starts_with(char::is_uppercase);
        pieces.push(Piece { span: Span::new(start, next), key, stem, content, capital });
        start = next;
    }
    pieces
}

/// How many bytes at the end of the gap between two words open the second one.
fn opening(gap: &str) -> usize {
    let opens = |c: char| {
        matches!(c, '“' | '„' | '«' | '‘' | '‚' | '(' | '[' | '"' | '\'' | '$' | '€' | '£' | '¥' | '₽' | '#' | '@' | '¿' | '¡')
    };
    let start = gap.rfind(|c: char| !opens(c)).map(|at| at + gap[at..].chars().next().map_or(0, char::len_utf8));
    match start {
        // Without white space before it a mark closes the first word.
        Some(start) if gap[..start].ends_with(char::is_whitespace) => gap.len() - start,
        _ => 0,
    }
}
