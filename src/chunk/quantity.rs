//! Numbers in running text, as values with their bound and what they count.

mod counted;
mod named;
mod numeral;
#[cfg(test)]
mod tests;

use super::date::Expression;
use super::opening::Begins;
use super::tokens::{Tokens, is_hyphen, is_join, is_space};
use crate::model::{Bound, Quantity};
use crate::text::Lexicon;
use numeral::{Form, Numeral};
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

pub(in crate::chunk) use numeral::small_number;
pub(super) use numeral::{numeral_word, opening_words};

static BOUNDS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/bounds.txt")));

/// The first word of each entry, and the last one.
static FIRST_WORDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| BOUNDS.first_words().collect());
static LAST_WORDS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| BOUNDS.entries().filter_map(|(entry, _)| entry.rsplit(' ').next()).collect());

/// How many times its lower end the upper end of a vague plural can be: `millions` and `billions` would meet almost every sum.
const MOST_VAGUE: f64 = 100.0;

/// The longest phrase of the list of bounds, in words.
const LONGEST_BOUND: usize = 4;

/// The numbers among the words, in order, given the date expressions among them. Not among them: ordinals, years, dates, clock times, scores, phone numbers,
/// numbers in names (Resolution 2254, F-16), and `one` where it is a pronoun.
///
/// A share of a whole (`a third of`, `1 in 3`, `half the`) is a percentage; a vague plural (`dozens`) is the range that it can mean,
/// unless that is as good as any number (`billions`): then there is none.
pub(super) fn quantities(t: &Tokens, dates: &[Expression]) -> Vec<Quantity> {
    let mut dates = dates.iter().map(|e| (e.from, e.to)).peekable();
    let mut out = Vec::new();
    let mut i = 0;
    // Between numbers there is nothing to look at.
    while let Some(next) = t.find(i, Begins::NUMBER) {
        i = next;
        if !t.opens_number(i) {
            i += 1;
            continue;
        }
        while dates.peek().is_some_and(|(_, to)| *to <= i) {
            dates.next();
        }
        if let Some((_, to)) = dates.peek().filter(|(from, _)| *from <= i) {
            i = *to;
            continue;
        }
        let number = || numeral::article_share(t, i).or_else(|| numeral::numeral(t, i));
        let Some(first) = number() else {
            i += 1;
            continue;
        };
        let date_inside = dates.peek().is_some_and(|(from, _)| *from < first.end);
        let skip = named::skip_to(t, i, &first);
        i = match skip {
            Some(to) => to.max(i + 1),
            None if date_inside => i + 1,
            None => read(t, i, first, &mut out),
        };
    }
    out
}

/// Reads the number that begins with the word `i`, alone or as the lower end of a range; returns the word after it.
fn read(t: &Tokens, i: usize, mut first: Numeral, out: &mut Vec<Quantity>) -> usize {
    let before = before(t, i);
    let mut end = first.end;
    let mut unit = counted::unit(t, i, &first);
    let mut upper = None;
    if let Some((at, second)) = upper_end(t, i, &first) {
        let unit_of_both = counted::unit(t, at, &second);
        if is_change(t, i, unit.as_deref(), unit_of_both.as_deref()) {
            out.push(Quantity { span: t.span(i, end), value: first.value, high: None, bound: before.bound, unit });
            return end;
        }
        if second.scale > 1.0 && first.scale == 1.0 && second.value / second.scale > first.value {
            first.value *= second.scale;
        }
        if second.value > first.value {
            (upper, end) = (Some(second.value), second.end);
            // `$20 to $30` and `20 to 30 percent`: one of the two tells the unit of both.
            unit = unit_of_both.or(unit);
        } else if is_hyphen(t.gap(at)) {
            return second.end;
        }
    }
    let mut bound = before.bound;
    if upper.is_none() {
        upper = first.high;
    }
    if first.form == Form::Vague {
        bound = if bound == Bound::Exact { Bound::About } else { bound };
    } else if let Some(after) = after(t, end) {
        bound = after;
    }
    let sign = if before.is_negative { -1.0 } else { 1.0 };
    let value = sign * first.value;
    let is_vast = first.form == Form::Vague && upper.is_some_and(|upper| upper > first.value * MOST_VAGUE);
    if !is_vast && value.is_finite() && upper.is_none_or(f64::is_finite) {
        out.push(Quantity { span: t.span(i, end), value, high: upper, bound, unit });
    }
    end
}

/// Verbs and adverbs of change.
static CHANGES: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/changes.txt")));

/// Whether the number that begins with the word `i` tells by how much something changed, and the next one to what, so that the two
/// are no range: they have other units, behind a word of change or where the first is a share (`gained 2.1% to 84.6 per dollar`).
fn is_change(t: &Tokens, i: usize, by: Option<&str>, to: Option<&str>) -> bool {
    let changes = || (1..=3).any(|back| CHANGES.has(t.before(i, back)));
    by.is_some() && by != to && (matches!(by, Some("%" | "point")) || changes())
}

/// The upper end of a range whose lower end is `first`: its first word and itself.
fn upper_end(t: &Tokens, i: usize, first: &Numeral) -> Option<(usize, Numeral)> {
    if matches!(first.form, Form::Share | Form::Vague) {
        return None;
    }
    // `$20 million to $30 million`, `20% to 30%`: a unit may stand between the number and the joining word.
    let mut at = first.end;
    if counted::is_unit(t, at) && is_join(t.gap(at)) {
        at += 1;
    }
    let word = t.folded(at);
    let joins = match word {
        "to" => is_join(t.gap(at).trim_start_matches('%')) && t.before(i, 1) != "from",
        "or" => is_join(t.gap(at)),
        "and" => t.before(i, 1) == "between" || t.before(i, 2) == "between",
        _ => false,
    };
    let second_at = if joins { at + 1 } else { at };
    let gap = t.gap(second_at).trim_end_matches(counted::is_sign);
    let close = if joins { is_space(gap) || gap.is_empty() || is_hyphen(gap) } else { is_hyphen(gap.trim_start_matches('%')) };
    if !close || (!joins && at > first.end) {
        return None;
    }
    let second = numeral::numeral(t, second_at).filter(|n| !matches!(n.form, Form::Share | Form::Vague))?;
    (named::skip_to(t, second_at, &second).is_none() || !joins).then_some((second_at, second))
}

struct Before {
    bound: Bound,
    is_negative: bool,
}

/// What stands before a number: a bound, a sign.
fn before(t: &Tokens, i: usize) -> Before {
    let gap = t.gap(i).trim_end_matches(counted::is_sign);
    let is_negative = gap.ends_with(['-', '\u{2212}']) && (i == 0 || gap.len() > 1) && {
        let lead = gap.trim_end_matches(['-', '\u{2212}']);
        lead.is_empty() || lead.ends_with(char::is_whitespace)
    };
    let symbol = match gap.chars().next_back() {
        Some('~' | '≈' | '±') => Some(Bound::About),
        Some('>' | '≥') => Some(Bound::AtLeast),
        Some('<' | '≤') => Some(Bound::AtMost),
        _ => None,
    };
    Before { bound: symbol.unwrap_or_else(|| phrase_before(t, i)), is_negative }
}

/// Words that may stand between a bound and its number (`at least another 30`, `between 20 and 30`).
const BETWEEN: [&str; 5] = ["another", "a", "an", "the", "us"];

fn phrase_before(t: &Tokens, i: usize) -> Bound {
    let mut end = i;
    let joined = |at: usize| {
        let gap = t.gap(at).trim_end_matches(counted::is_sign);
        is_space(gap) || is_hyphen(gap)
    };
    for _ in 0..2 {
        if !joined(end) {
            return Bound::Exact;
        }
        let longest = if LAST_WORDS.contains(t.before(end, 1)) { LONGEST_BOUND.min(end) } else { 0 };
        for words in (1..=longest).rev() {
            let Some(phrase) = t.phrase(end - words, end) else { continue };
            if let Some(bound) = BOUNDS.value(&phrase).filter(|v| !v.ends_with(" after")).and_then(as_bound) {
                return bound;
            }
        }
        match end.checked_sub(1) {
            Some(previous) if BETWEEN.contains(&t.folded(previous)) => end = previous,
            _ => return Bound::Exact,
        }
    }
    Bound::Exact
}

/// A bound that follows the number or its unit (`39 or more`, `39 people or so`, `30+`).
fn after(t: &Tokens, end: usize) -> Option<Bound> {
    if t.gap(end).starts_with('+') {
        return Some(Bound::AtLeast);
    }
    for start in [end, end + 1] {
        let longest = if FIRST_WORDS.contains(t.folded(start)) { 3 } else { 0 };
        for words in (1..=longest).rev() {
            let found = t.phrase(start, start + words).and_then(|p| BOUNDS.value(&p));
            let follows = |value: &str| value.ends_with(" after") || matches!(words, 2 | 3) && is_closing(t.gap(start + words));
            if let Some(value) = found.filter(|v| is_join(t.gap(start)) && follows(v)) {
                return as_bound(value);
            }
        }
        if !is_space(t.gap(end)) || !counted::is_plural(t, end) {
            break;
        }
    }
    None
}

/// Whether the stretch or the clause ends with `gap`.
fn is_closing(gap: &str) -> bool {
    gap.is_empty() || gap.starts_with(['.', ',', ';', '!', '?', ')'])
}

fn as_bound(value: &str) -> Option<Bound> {
    match value.split(' ').next() {
        Some("at_least") => Some(Bound::AtLeast),
        Some("at_most") => Some(Bound::AtMost),
        Some("about") => Some(Bound::About),
        _ => None,
    }
}

/// Whether the word is a plural noun or measure that figures before it count: what tells `2000 villagers` from a year.
pub(super) fn counts_noun(t: &Tokens, at: usize) -> bool {
    counted::is_counted(t, at)
}
