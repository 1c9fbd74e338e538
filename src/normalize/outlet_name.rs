//! What the name of an outlet looks like, and how it differs from a headline, a section, a person and a place.

use super::chrome::line_reason;
use super::dateline::is_place;
use super::registry::{OutletKind, Registry, name_key};
use super::shape::{letters, line_key};
use crate::text::{Lexicon, ShortWords, fold};
use std::sync::LazyLock;

static WORDS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/outlet_words.txt")));
static FUNCTION_WORDS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/function_words.txt")));
static GIVEN: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/given_names.txt")));

/// The words of the first list and of the second one, to pass over most others.
static SHORT: LazyLock<[ShortWords; 2]> =
    LazyLock::new(|| [&WORDS, &FUNCTION_WORDS].map(|list| ShortWords::of(list.entries().map(|(word, _)| word))));

/// The longest name, in words.
const WORDS_MOST: usize = 6;
/// The longest name, in characters.
const LONGEST: usize = 48;

/// A name that may be an outlet's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OutletName {
    /// As shown: the registry's form where it is known, else as printed, without the form of the company.
    pub shown: String,
    /// The form under which names are compared.
    pub key: String,
    /// How much the name alone speaks for an outlet, 0 to 3.
    pub weight: u32,
}

impl OutletName {
    /// Reads `text` as a name; `None` where it cannot be an outlet's.
    pub fn of(text: &str, registry: &Registry) -> Option<Self> {
        let text = text.trim().trim_end_matches('.').trim_end();
        if text.chars().nth(LONGEST).is_some()
            || text.contains(['"', '“', '”', '«', '»', '„', '‘', ':', ';', '?', '!', '@', '©'])
        {
            return None;
        }
        let text = without_company(text);
        if let Some(entry) = registry.named(text) {
            let shown = entry.name.clone();
            return (entry.kind == OutletKind::Outlet).then(|| OutletName { key: name_key(&shown), shown, weight: 3 });
        }
        let words: Vec<&str> = text.split_whitespace().collect();
        let fits = words.len() <= WORDS_MOST && words.iter().enumerate().all(|(i, word)| is_name_word(i, word));
        if !fits || registry.credited(text).is_some() || is_section(text) || line_reason(text).is_some() {
            return None;
        }
        let weight = word_weight(&words);
        let person = weight == 0 && is_person(&words);
        let key = if person || is_place(text) { String::new() } else { name_key(text) };
        (!key.is_empty()).then(|| OutletName { shown: text.to_owned(), key, weight })
    }

    /// The name written as one word, as in an address.
    pub fn squashed(&self) -> String {
        self.key.chars().filter(|c| c.is_alphanumeric()).collect()
    }
}

/// The name without `Media`, `Ltd`, `Group` at its end, where something of it is left.
fn without_company(text: &str) -> &str {
    let mut left = text;
    while let Some((front, last)) = left.rsplit_once(char::is_whitespace)
        && has_role(last, "company")
        && front.chars().any(char::is_alphabetic)
    {
        left = front.trim_end_matches([',', ' ', '&', '\u{a0}']);
    }
    left
}

fn has_role(word: &str, role: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '&');
    SHORT[0].may_hold(bare) && WORDS.value(&fold(bare)).is_some_and(|roles| roles.split(' ').any(|r| r == role))
}

/// Whether a word can stand at this place of a name.
fn is_name_word(index: usize, word: &str) -> bool {
    let caseless = || word.chars().any(char::is_alphabetic) && !word.chars().any(|c| c.is_lowercase() || c.is_uppercase());
    let number = word.chars().all(|c| c.is_ascii_digit()) && word.len() <= 3 && index > 0;
    let dotted = word.trim_end_matches('.').contains('.') && word.starts_with(char::is_lowercase);
    let capital = word.starts_with(|c: char| c.is_uppercase() || (c.is_ascii_digit() && word.contains(char::is_alphabetic)));
    if SHORT[1].may_hold(word) && FUNCTION_WORDS.has(&fold(word)) && !has_role(word, "inner") {
        return false;
    }
    let small = index > 0 && (has_role(word, "inner") || has_role(word, "last"));
    !word.ends_with([',', '.']) && (capital || small || number || dotted || caseless())
}

/// How much the words of a name speak for an outlet.
fn word_weight(words: &[&str]) -> u32 {
    let plain: Vec<&str> = words.iter().copied().filter(|w| !has_role(w, "inner")).collect();
    let (Some(first), Some(last)) = (plain.first(), plain.last()) else { return 0 };
    let starts = plain.len() >= 2 && has_role(first, "first");
    let ends = plain.len() >= 2 || words.len() >= 2;
    // `Herald-Tribune`, `Post-Courier`.
    let tail = last.rsplit(['-', '–']).next().unwrap_or(last);
    let made_up = words.len() <= 2 && words.iter().any(|word| is_made_up(word));
    if (ends && (has_role(tail, "last") || starts))
        || (has_role(last, "last") && letters(last).script != Some(super::shape::Script::Latin))
    {
        2
    } else if (ends && has_role(tail, "weak")) || made_up {
        1
    } else {
        0
    }
}

/// `GlobalPulse24`, `NewsHub`, `kesh.today`: words that only a brand is.
fn is_made_up(word: &str) -> bool {
    let letters = word.chars().any(char::is_alphabetic);
    let digit = word.ends_with(|c: char| c.is_ascii_digit());
    let humped =
        word.chars().zip(word.chars().skip(1)).any(|(a, b)| a.is_lowercase() && b.is_uppercase()) && !word.starts_with("Mc");
    let dotted = word.split('.').count() == 2 && word.split('.').all(|part| part.chars().count() >= 2);
    letters && (digit || humped || dotted)
}

fn is_person(words: &[&str]) -> bool {
    (2..=4).contains(&words.len()) && words.first().is_some_and(|first| GIVEN.has(&fold(first)))
}

/// Whether a line is nothing but words of sections and menus.
pub(super) fn is_section(text: &str) -> bool {
    if !SHORT[0].may_open(text) {
        return false;
    }
    let key = line_key(text);
    !key.is_empty() && key.split(' ').all(|word| has_role(word, "section") || has_role(word, "inner"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_sections_people_and_places() {
        let registry = Registry::builtin();
        for (text, weight) in [
            ("Coastal Tribune", Some(2)),
            ("The Dunmore Herald-Courier", Some(2)),
            ("Kesh Times", Some(1)),
            ("El Faro del Cobre", Some(2)),
            ("Речной вестник", Some(2)),
            ("GlobalPulse24", Some(1)),
            ("Washington Post", Some(3)),
            ("Kesh Bridge Reopens", Some(0)),
            ("Dunmore Buries Its Tribune", None),
            ("World News", None),
            ("World", None),
            ("Sign in", None),
            ("Anna Roe", None),
            ("Reuters", None),
            ("Moscow", None),
            ("Kesh mourns its dead", None),
            ("Who pays?", None),
            ("", None),
        ] {
            assert_eq!(OutletName::of(text, &registry).map(|name| name.weight), weight, "{text}");
        }
    }

    #[test]
    fn companies_are_left_out() {
        let registry = Registry::builtin();
        for text in ["Dunmore Herald Media", "Dunmore Herald Media Group Ltd.", "Dunmore Herald, Inc.", "The Dunmore Herald"] {
            let name = OutletName::of(text, &registry).unwrap();
            assert_eq!(name.key, "dunmore herald", "{text}");
            assert_eq!(name.squashed(), "dunmoreherald");
        }
    }
}
