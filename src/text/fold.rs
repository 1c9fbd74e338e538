//! Lossy forms of a word, for matching only; they are never shown.

use super::memo::{Memo, remembered};
use snowball_stemmers_rs::{Algorithm, Stemmer};
use std::sync::LazyLock;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

thread_local! {
    static STEMS: Memo = Memo::default();
}

static ENGLISH: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::English));

/// The word in lower case, in compatibility form, without accents, with a plain apostrophe and without a possessive ending.
///
/// ```
/// use crosswire::text::fold;
/// assert_eq!(fold("Müller’s"), "muller");
/// assert_eq!(fold("U.S"), "us");
/// ```
pub fn fold(word: &str) -> String {
    let mut out = if word.is_ascii() {
        word.to_ascii_lowercase()
    } else {
        word.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).map(plain).collect()
    };
    if out.ends_with("'s") {
        out.truncate(out.len() - 2);
    } else if out.ends_with('\'') {
        out.pop();
    }
    // Initialisms (`U.S`, `U.N.`) lose their full stops; numbers (`3.5`) keep theirs.
    if out.contains('.') && !out.bytes().any(|b| b.is_ascii_digit()) {
        out.retain(|c| c != '.');
    }
    out
}

/// Whether the word as printed ends in a possessive.
pub fn is_possessive(word: &str) -> bool {
    ["'s", "’s", "s'", "s’"].iter().any(|ending| word.ends_with(ending))
}

/// The stem of a folded English word (Snowball English); any other word comes back as it is.
///
/// ```
/// use crosswire::text::stem;
/// assert_eq!(stem("talks"), stem("talk"));
/// ```
pub fn stem(folded: &str) -> String {
    if folded.is_ascii() && !folded.bytes().any(|b| b.is_ascii_digit()) {
        remembered(&STEMS, folded, |word| ENGLISH.stem(word).into_owned())
    } else {
        folded.to_owned()
    }
}

fn plain(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{02BC}' | '\u{FF07}' => '\'',
        '\u{2010}'..='\u{2015}' => '-',
        other => other,
    }
}
