//! Lossy forms of a word, for matching only; they are never shown.

use super::Span;
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
    match form(word) {
        0 => Cow::Borrowed(word),
        CAPITAL => Cow::Owned(word.to_ascii_lowercase()),
        _ => Cow::Owned(fold_any(word)),
    }
}

/// The folded form of the word at `word`, where it is a part of `lowered`, which is its text with the letters of ASCII small.
pub(crate) fn folded_part(lowered: &str, word: Span) -> Option<&str> {
    let word = word.of(lowered);
    // Most words end in another letter than these endings do.
    let bare = match word.as_bytes().last() {
        Some(b's' | b'\'' | 0x99) => ["'s", "’s", "'", "’"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word),
        _ => word,
    };
    let keeps_stops = !bare.contains('.') || bare.bytes().any(|b| b.is_ascii_digit());
    (bare.is_ascii() && keeps_stops).then_some(bare)
}

/// Adds the folded word to a text.
pub(crate) fn push_folded(text: &mut String, word: &str) {
    match form(word) {
        CAPITAL => {
            let start = text.len();
            text.push_str(word);
            text[start..].make_ascii_lowercase();
        }
        0 => text.push_str(word),
        _ => text.push_str(&fold_any(word)),
    }
}

/// What folding does to a word.
#[inline]
fn form(word: &str) -> u8 {
    word.bytes().fold(0, |all, b| all | FORMS[usize::from(b)])
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
    // Besides ASCII most words have a curly apostrophe alone.
    let mut out: String = if word.chars().all(|c| c.is_ascii() || matches!(c, '‘' | '’')) {
        word.chars().map(|c| plain(c).to_ascii_lowercase()).collect()
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
    // The curly apostrophe in its three bytes.
    matches!(
        word.as_bytes(),
        [.., b'\'', b's'] | [.., b's', b'\''] | [.., 0xE2, 0x80, 0x99, b's'] | [.., b's', 0xE2, 0x80, 0x99]
    )
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
            let mut text = "Said".to_owned();
            push_folded(&mut text, &word);
            prop_assert_eq!(text, format!("Said{}", fold_any(&word)));
            let text = format!("“{word}”");
            let lowered = text.to_ascii_lowercase();
            let part = folded_part(&lowered, Span::new(3, 3 + word.len()));
            prop_assert!(part.map_or(!word.bytes().all(|b| b.is_ascii_alphanumeric()), |part| part == fold_any(&word)));
        }

        #[test]
        fn curly_apostrophes_are_folded_as_all_else(word in "[a-zA-Z0-9.'‘’]{0,8}('s|’s|'|’|\\.)?") {
            let decomposed: String = word.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).map(plain).collect();
            prop_assert_eq!(fold_any(&word), fold_any(&decomposed));
        }
    }
}
