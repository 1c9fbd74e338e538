//! Lossy forms of a word, for matching only; they are never shown.

use super::memo::{Memo, remembered};
use snowball_stemmers_rs::{Algorithm, Stemmer};
use std::borrow::Cow;
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
    folded(word).into_owned()
}

/// As [`fold`], without a copy where the word is folded as it stands.
#[inline]
pub fn folded(word: &str) -> Cow<'_, str> {
    // Most words are letters and digits of ASCII: these have neither accents nor endings.
    match word.bytes().fold(0, |all, b| all | FORMS[usize::from(b)]) {
        0 => Cow::Borrowed(word),
        CAPITAL => Cow::Owned(word.to_ascii_lowercase()),
        _ => Cow::Owned(fold_any(word)),
    }
}

const CAPITAL: u8 = 1;

/// What folding does to each byte: nothing to small letters and digits, little to capitals, more to all others.
const FORMS: [u8; 256] = {
    let mut forms = [2; 256];
    let mut at = 0;
    while at < 128 {
        let byte = at as u8;
        if byte.is_ascii_lowercase() || byte.is_ascii_digit() {
            forms[at] = 0;
        } else if byte.is_ascii_uppercase() {
            forms[at] = CAPITAL;
        }
        at += 1;
    }
    forms
};

fn fold_any(word: &str) -> String {
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
    match word.strip_suffix('s') {
        Some(owner) => owner.ends_with(['\'', '’']),
        None => word.strip_suffix(['\'', '’']).is_some_and(|owner| owner.ends_with('s')),
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_short_way_leads_to_the_same(word in "([a-z0-9]{0,8}|[a-zA-Z0-9]{0,8}|\\PC{0,8})('s|’s|'|\\.)?") {
            prop_assert_eq!(folded(&word).into_owned(), fold_any(&word));
        }
    }
}
