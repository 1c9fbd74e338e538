//! Numbers that are no amounts: names, ordinals, clock times, scores, codes, the pronoun `one`.

use super::counted::{self, is_counted};
use super::numeral::{Form, Numeral};
use crate::chunk::tokens::{Tokens, is_hyphen, is_join, is_space};
use crate::text::Lexicon;
use std::sync::LazyLock;

static NUMBERED: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../../data/lexicon/numbered_things.txt")));

/// Where `number`, which begins with the word `i`, is no amount: the word with which reading goes on.
pub(super) fn skip_to(t: &Tokens, i: usize, number: &Numeral) -> Option<usize> {
    if number.form == Form::Words && number.value == 1.0 {
        return is_pronoun(t, i, number).then_some(number.end);
    }
    if !t.text(i).starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    clock(t, i, number).or_else(|| code(t, i, number)).or_else(|| score(t, i, number)).or_else(|| {
        let none = is_glued(t, number) || is_name(t, i, number) || is_list_mark(t, i, number);
        none.then_some(number.end)
    })
}

/// `one` without a noun that it counts, and in fixed phrases.
fn is_pronoun(t: &Tokens, i: usize, number: &Numeral) -> bool {
    let before = t.before(i, 1);
    let next = t.folded(number.end);
    let pronoun_before = matches!(
        before,
        "no" | "any"
            | "every"
            | "each"
            | "the"
            | "this"
            | "that"
            | "some"
            | "which"
            | "a"
            | "an"
            | "another"
            | "day"
            | "ones"
            | "number"
    );
    let phrase = matches!(
        next,
        "day" | "way" | "thing" | "time" | "another" | "such" | "hand" | "side" | "point" | "reason" | "example"
    ) && is_space(t.gap(number.end));
    let range = matches!(next, "or" | "to") && is_space(t.gap(number.end));
    let counts = range && super::numeral::numeral(t, number.end + 1).is_some()
        || counted::is_noun(t, number.end)
        || counted::is_unit(t, number.end);
    let adverb = next.ends_with("ly") || next.ends_with("ing");
    pronoun_before || phrase || !counts || adverb || (t.is_capital(number.end) && !t.is_capital(i))
}

/// `9:30`, `9 a.m.`, `1900 GMT`, `5 o'clock`.
fn clock(t: &Tokens, i: usize, number: &Numeral) -> Option<usize> {
    if t.gap(number.end) == ":" && t.text(number.end).starts_with(|c: char| c.is_ascii_digit()) {
        return Some(number.end + 1);
    }
    let in_word = matches!(number.suffix.as_str(), "am" | "pm" | "a.m" | "p.m" | "h");
    let marks =
        matches!(t.folded(number.end), "am" | "pm" | "gmt" | "utc" | "o'clock" | "oclock" | "est" | "edt" | "cet" | "noon")
            && is_space(t.gap(number.end));
    let marks = marks && !(t.folded(number.end) == "am" && t.text(number.end) == "am" && t.before(i, 1) == "i");
    let continued = i > 0 && t.gap(i) == ":" && t.text(i - 1).ends_with(|c: char| c.is_ascii_digit());
    (in_word || marks || continued).then_some(number.end + usize::from(marks))
}

/// A chain of figures with hyphens, slashes or a leading plus: phone numbers, codes, dates that are no dates, `24/7`.
fn code(t: &Tokens, i: usize, number: &Numeral) -> Option<usize> {
    let digits = |at: usize| t.text(at).starts_with(|c: char| c.is_ascii_digit());
    let mut end = number.end;
    while matches!(t.gap(end), "-" | "/" | "–" | "\u{2011}") && digits(end) {
        end += 1;
    }
    let links = end - number.end;
    let slash = links > 0 && t.gap(number.end) == "/" || i > 0 && t.gap(i) == "/";
    let phone = t.gap(i).ends_with('+') && number.value < 1000.0 && digits(number.end);
    let hash = t.gap(i).ends_with(['#', '№', '/', '_', '@', '\\']);
    (links > 1 || slash || phone || hash).then_some(end)
}

/// Cues of a vote or a game, whose `3-1` is no range.
const CONTESTS: [&str; 16] = [
    "vote", "votes", "voted", "won", "win", "wins", "lost", "beat", "defeated", "passed", "approved", "rejected", "ruled",
    "score", "draw", "tally",
];

/// `234-193`, `134-to-63`, and a rising pair after a contest (`lost 193-234`).
fn score(t: &Tokens, i: usize, number: &Numeral) -> Option<usize> {
    let hyphen_to = is_hyphen(t.gap(number.end)) && t.folded(number.end) == "to" && is_hyphen(t.gap(number.end + 1));
    let worded_to = t.folded(number.end) == "to" && is_space(t.gap(number.end));
    let at = if hyphen_to || worded_to { number.end + 1 } else { number.end };
    let second = t.text(at).parse::<f64>().ok()?;
    let linked = hyphen_to || worded_to || is_hyphen(t.gap(at));
    let contest = (1..=4).any(|back| CONTESTS.contains(&t.before(i, back)))
        || matches!(t.folded(at + 1), "vote" | "win" | "victory" | "defeat" | "loss" | "decision" | "ruling" | "draw");
    (linked && number.form == Form::Plain && (contest || second <= number.value)).then_some(at + 1)
}

/// Letters glued to the figures that are neither a scale nor a unit: ordinals, decades, model numbers.
fn is_glued(t: &Tokens, number: &Numeral) -> bool {
    let unknown = !number.suffix.is_empty()
        && number.suffix != "m"
        && counted::unit(t, number.end, &Numeral { suffix: number.suffix.clone(), ..number.clone() }).is_none();
    unknown
        || is_hyphen(t.gap(number.end))
            && t.text(number.end).chars().count() == 1
            && t.text(number.end).chars().all(char::is_alphabetic)
}

/// Numbers in names: after a hyphen (`F-16`), a numbered thing (`Resolution 2254`) or a capitalised word (`Vostok 1`).
fn is_name(t: &Tokens, i: usize, number: &Numeral) -> bool {
    let Some(previous) = i.checked_sub(1) else { return false };
    let before = t.folded(previous);
    let word = before.chars().all(char::is_alphabetic) && !before.is_empty();
    if is_hyphen(t.gap(i)) && word {
        return !(counted::is_function_word(before) || super::BOUNDS.has(before) || before == "to");
    }
    let version = number.form == Form::Marked && number.scale == 1.0 && number.value < 100.0;
    if !(number.form == Form::Plain || version) || !number.suffix.is_empty() {
        return false;
    }
    // `the class of '08`
    if t.gap(i).ends_with(['\'', '’', '‘']) && number.value < 100.0 && t.text(i).len() == 2 {
        return true;
    }
    if matches!(t.gap(i), " " | ". " | "\u{a0}" | " No. ") && NUMBERED.has(before) {
        let no = matches!(before, "no" | "nos");
        return if no {
            t.gap(i).starts_with('.') || !is_counted(t, number.end)
        } else {
            is_space(t.gap(i)) && (t.is_capital(previous) || !is_counted(t, number.end) || !verb_like(before))
        };
    }
    let tight = t.gap(i) == " " || t.gap(i) == "\u{a0}";
    let name = t.is_capital(previous)
        && !t.is_opening(previous)
        && word
        && !counted::is_function_word(before)
        && !super::BOUNDS.has(before);
    let measured = is_counted(t, number.end) || t.gap(number.end).trim_start().starts_with('%');
    tight && name && !measured
}

/// Numbered things that are verbs or plain words as often (`order 30 planes`, `train 500 soldiers`).
fn verb_like(word: &str) -> bool {
    matches!(
        word,
        "order"
            | "train"
            | "group"
            | "ship"
            | "question"
            | "exit"
            | "act"
            | "book"
            | "page"
            | "rule"
            | "stage"
            | "house"
            | "box"
            | "class"
            | "week"
            | "state"
    )
}

/// `1. First item`, `(2) second`.
fn is_list_mark(t: &Tokens, i: usize, number: &Numeral) -> bool {
    let next = t.gap(number.end);
    let opens =
        i == 0 && number.value < 100.0 && (next.starts_with(". ") || next.starts_with(") ")) && t.is_capital(number.end);
    let bracketed = t.gap(i).ends_with(['(', '[']) && next.starts_with([')', ']']) && number.value < 10.0;
    let name_after = is_join(next) && number.form == Form::Plain && number.value == 0.0;
    opens || bracketed || name_after
}
