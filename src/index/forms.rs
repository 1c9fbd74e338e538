//! The base form of a word: spellings, irregular forms and words of one family as one, then stemmed.

use crate::text::{Lexicon, stem};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

static SPELLINGS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/spellings.txt")));
static NUMERALS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/numerals.txt")));
static FORMS: LazyLock<FxHashMap<String, String>> = LazyLock::new(listed_forms);
const FAMILIES: &str = include_str!("../../data/lexicon/word_families.txt");
const IRREGULAR_FORMS: &str = include_str!("../../data/lexicon/irregular_forms.txt");

/// The term that stands for a folded word: its value, its listed base, else its stem. All words of a family give the same.
pub(super) fn base_form(folded: &str) -> String {
    // Among numerals only the small ones are their value alone; scales and shares are read together with what they scale.
    if let Some(value) = NUMERALS.value(folded).filter(|value| value.bytes().all(|b| b.is_ascii_digit())) {
        return value.to_owned();
    }
    let spelled = one_spelling(folded);
    FORMS.get(spelled.as_str()).cloned().unwrap_or_else(|| stem(&spelled))
}

/// The word in the spelling that lists use: American, but `-ise` for `-ize`, since the stemmer cuts `organize` down to `organ`.
fn one_spelling(folded: &str) -> String {
    // No listed beginning is shorter or longer.
    const SHORTEST: usize = 4;
    const LONGEST: usize = 16;
    if !folded.is_ascii() {
        return folded.to_owned();
    }
    let longest = folded.len().min(LONGEST);
    let beginning = (SHORTEST..=longest).rev().find_map(|n| Some((n, SPELLINGS.value(&folded[..n])?)));
    let word = beginning.map_or_else(|| folded.to_owned(), |(n, head)| format!("{head}{}", &folded[n..]));
    const ENDINGS: [&str; 9] = ["ize", "izes", "ized", "izing", "izer", "izers", "ization", "izations", "izable"];
    match ENDINGS.iter().find(|ending| word.ends_with(*ending)) {
        // `size` and `prize` have no other spelling.
        Some(ending) if word.len() > ending.len() + 2 => format!("{}is{}", &word[..word.len() - ending.len()], &ending[2..]),
        _ => word,
    }
}

/// Irregular forms and members of families, with the terms that stand for them.
fn listed_forms() -> FxHashMap<String, String> {
    let mut out = FxHashMap::default();
    for (base, members) in Lexicon::parse(FAMILIES).entries() {
        let (base, term) = match base.strip_prefix('=') {
            Some(base) => (one_spelling(base), one_spelling(base)),
            None => (one_spelling(base), stem(&one_spelling(base))),
        };
        for word in members.split_whitespace().map(one_spelling).chain([base]) {
            out.insert(plural(&word), term.clone());
            out.insert(word, term.clone());
        }
    }
    for (form, base) in Lexicon::parse(IRREGULAR_FORMS).entries() {
        let term = out.get(base).cloned().unwrap_or_else(|| stem(base));
        out.insert(form.to_owned(), term);
    }
    out
}

/// The regular plural of a noun; for a verb its third person.
fn plural(word: &str) -> String {
    if let Some(before) = word.strip_suffix("man") {
        return format!("{before}men");
    }
    if let Some(before) = word.strip_suffix("sis") {
        return format!("{before}ses");
    }
    match word.strip_suffix('y') {
        Some(before) if !before.ends_with(['a', 'e', 'o', 'u']) => format!("{before}ies"),
        _ if ["s", "x", "z", "ch", "sh"].iter().any(|ending| word.ends_with(ending)) => format!("{word}es"),
        _ => format!("{word}s"),
    }
}
