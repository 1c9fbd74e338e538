//! What a number counts: a currency, a measure, a noun.

use super::numeral::{Form, Numeral};
use crate::chunk::tokens::{Tokens, is_hyphen, is_join, is_space};
use crate::text::{Lexicon, stem};
use std::sync::LazyLock;

static UNITS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../../data/lexicon/units.txt")));
static CURRENCIES: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../../data/lexicon/currencies.txt")));
static FUNCTION_WORDS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../../data/lexicon/function_words.txt")));
static PLURALS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../../data/lexicon/plurals.txt")));

/// How many words after a number its noun is looked for: number, up to three adjectives, noun.
const NOUN_WITHIN: usize = 5;

/// Dollars other than the United States' are kept apart by what stands before the sign.
const OTHER_DOLLARS: [&str; 6] = ["a", "au", "c", "ca", "hk", "nz"];

/// Whether `c` is a currency sign.
pub(super) fn is_sign(c: char) -> bool {
    "$€£¥₽₹₴₺₪₩".contains(c)
}

/// What the number that begins with the word `i` counts, where the words tell.
pub(super) fn unit(t: &Tokens, i: usize, number: &Numeral) -> Option<String> {
    if number.form == Form::Share {
        return Some("%".to_owned());
    }
    currency_before(t, i).or_else(|| suffix(t, number)).or_else(|| after(t, number))
}

fn currency_before(t: &Tokens, i: usize) -> Option<String> {
    let gap = t.gap(i).trim_end();
    if let Some(sign) = gap.chars().next_back().filter(|c| is_sign(*c)) {
        let other = i > 0 && gap.chars().count() == 1 && OTHER_DOLLARS.contains(&t.before(i, 1)) && sign == '$';
        return if other {
            Some(t.before(i, 1).to_uppercase() + "$")
        } else {
            CURRENCIES.value(&sign.to_string()).map(str::to_owned)
        };
    }
    let code = t.before(i, 1);
    let is_code = i > 0 && is_space(t.gap(i)) && t.text(i - 1).chars().all(char::is_uppercase) && code.len() == 3;
    CURRENCIES.value(code).filter(|_| is_code || code == "rs").map(str::to_owned)
}

fn suffix(t: &Tokens, number: &Numeral) -> Option<String> {
    if number.suffix == "m" {
        return Some("m".to_owned());
    }
    if !number.suffix.is_empty() {
        return CURRENCIES.value(&number.suffix).or(UNITS.value(&number.suffix)).map(str::to_owned);
    }
    let gap = t.gap(number.end);
    if gap.trim_start().starts_with(['%', '％']) {
        return Some(if is_point(t, number.end) { "point" } else { "%" }.to_owned());
    }
    gap.trim_start()
        .chars()
        .next()
        .filter(|c| is_sign(*c) && gap.starts_with(*c))
        .and_then(|c| CURRENCIES.value(&c.to_string()))
        .map(str::to_owned)
}

fn is_point(t: &Tokens, at: usize) -> bool {
    UNITS.value(t.folded(at)) == Some("point")
}

/// Whether the word is a measure or a currency.
pub(super) fn is_unit(t: &Tokens, at: usize) -> bool {
    let word = t.folded(at);
    UNITS.has(word) || CURRENCIES.has(word) || word == "per" && t.folded(at + 1) == "cent"
}

/// Whether the word reads as a plural or collective noun.
pub(super) fn is_plural(t: &Tokens, at: usize) -> bool {
    let word = t.folded(at);
    PLURALS.has(word)
        || word.len() > 3
            && matches!(word.as_bytes(), [.., before, b's'] if !matches!(before, b's' | b'u' | b'i' | b'\''))
            && !word.ends_with("ics")
            && !FUNCTION_WORDS.has(word)
            && !is_possessive(t, at)
}

fn is_possessive(t: &Tokens, at: usize) -> bool {
    crate::text::is_possessive(t.text(at)) && t.text(at).contains(['\'', '’']) || t.gap(at + 1).starts_with(['\'', '’'])
}

/// The unit among the words after a number.
fn after(t: &Tokens, number: &Numeral) -> Option<String> {
    let mut at = number.end;
    if is_hyphen(t.gap(at)) {
        return hyphened(t, at);
    }
    // `hundreds of people`, `two of the attackers`.
    if t.folded(at) == "of" && is_space(t.gap(at)) {
        at += 1;
    }
    // `half an hour`
    if t.before(number.end, 1) == "half" && matches!(t.folded(at), "a" | "an") {
        at += 1;
    }
    for _ in 0..2 {
        if matches!(
            t.folded(at),
            "the" | "these" | "those" | "its" | "their" | "his" | "her" | "our" | "more" | "other" | "such"
        ) && is_space(t.gap(at))
        {
            at += 1;
        }
    }
    let first = at;
    let mut head = None;
    while at < first + NOUN_WITHIN && goes_on(t, at) && at < t.len() {
        let word = t.folded(at);
        if let Some(known) = known(t, at) {
            return head.or(Some(known));
        }
        if FUNCTION_WORDS.has(word) {
            break;
        }
        if is_plural(t, at) {
            head = Some(stem(word));
        } else if head.is_some() {
            break;
        }
        at += 1;
    }
    if head.is_none() && number.value == 1.0 && is_noun(t, first) {
        return Some(stem(t.folded(first)));
    }
    head
}

/// Whether the noun phrase goes on over what stands before the word: white space, a hyphen, the mark of a possessive (`soldiers'
/// families`), a plus sign, the full stop of an abbreviation (`3 bln. rubles`).
fn goes_on(t: &Tokens, at: usize) -> bool {
    let gap = t.gap(at);
    let lower = t.text(at).starts_with(char::is_lowercase);
    is_join(gap.trim_start_matches(['\'', '’', '+'])) || gap == ". " && lower
}

/// A measure, currency or `per cent` at the word `at`.
fn known(t: &Tokens, at: usize) -> Option<String> {
    let word = t.folded(at);
    if word == "per" && t.folded(at + 1) == "cent" {
        return Some("%".to_owned());
    }
    if matches!(word, "percentage" | "percent") && is_point(t, at + 1) {
        return Some("point".to_owned());
    }
    UNITS.value(word).or_else(|| CURRENCIES.value(word)).map(str::to_owned)
}

/// `17-nation`, `three-hour`, `four-year-old`.
fn hyphened(t: &Tokens, at: usize) -> Option<String> {
    let word = t.folded(at);
    let counts = !word.is_empty() && word.chars().all(char::is_alphabetic) && !FUNCTION_WORDS.has(word);
    counts.then(|| known(t, at).unwrap_or_else(|| stem(word)))
}

/// Whether the word can be the noun that `one` counts: a plain word that is no function word.
pub(super) fn is_noun(t: &Tokens, at: usize) -> bool {
    let word = t.folded(at);
    is_join(t.gap(at)) && word.len() > 2 && word.chars().all(char::is_alphabetic) && !FUNCTION_WORDS.has(word)
}

/// Whether the word is a noun or measure that a bare number may count.
pub(super) fn is_counted(t: &Tokens, at: usize) -> bool {
    is_join(t.gap(at)) && (is_unit(t, at) || is_plural(t, at))
}

/// Whether the word is a function word.
pub(super) fn is_function_word(word: &str) -> bool {
    FUNCTION_WORDS.has(word)
}
