//! Numbers as they are written: figures, number words, scales, fractions, vague plurals.

use crate::chunk::tokens::{Tokens, is_join, is_space};
use crate::text::Lexicon;
use std::sync::LazyLock;

static NUMERALS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../../data/lexicon/numerals.txt")));

/// A number at a place, before anything is known of what it counts.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Numeral {
    /// The word after its last one.
    pub(super) end: usize,
    pub(super) value: f64,
    pub(super) high: Option<f64>,
    /// How it is written.
    pub(super) form: Form,
    /// What follows the figures inside the last word, in lower case (`km` of `30km`), without a scale.
    pub(super) suffix: String,
    /// The scale word's factor (`million`), 1 without one.
    pub(super) scale: f64,
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Figures without separators (`39`).
    Plain,
    /// Figures with separators, or with a scale (`250,000`, `2.5 million`).
    Marked,
    /// Words (`twenty-three`).
    Words,
    /// A share of a whole, as a percentage (`one-third`, `1 in 3`, `half`).
    Share,
    /// A vague plural (`dozens`).
    Vague,
}

/// More digits than this are no amount but a code, and beyond what an `f64` holds exactly.
const MAX_DIGITS: usize = 15;

/// No number in words is longer; it keeps the work on any run of number words small.
const MAX_WORDS: usize = 12;

/// The words with which a number may begin, figures aside.
pub(in crate::chunk) fn opening_words() -> impl Iterator<Item = &'static str> {
    ["a", "an", "half", "several", "few"].into_iter().chain(NUMERALS.entries().map(|(word, _)| word))
}

/// The number that begins with the word `i`.
pub(super) fn numeral(t: &Tokens, i: usize) -> Option<Numeral> {
    let found = half(t, i).or_else(|| vague(t, i)).or_else(|| {
        let number = plain(t, i)?;
        Some(share(t, &number).unwrap_or(number))
    })?;
    // Of what was told before, or beyond the claim's end: no share that another account could contradict by a percentage.
    let of_told = found.form == Form::Share
        && t.folded(found.end) == "of"
        && matches!(t.folded(found.end + 1), "" | "that" | "it" | "which" | "what");
    (!of_told).then_some(found)
}

/// The value of a small number word or of a run of at most three figures: what dates need.
pub(in crate::chunk) fn small_number(t: &Tokens, i: usize) -> Option<(i32, usize)> {
    if t.folded(i) == "a" || t.folded(i) == "an" {
        return Some((1, i + 1));
    }
    let found = plain(t, i)?;
    (found.suffix.is_empty() && found.value.fract() == 0.0 && found.value <= 999.0).then_some((found.value as i32, found.end))
}

/// What the list of numerals says of a word.
pub(in crate::chunk) fn numeral_word(word: &str) -> Option<&'static str> {
    // The single letters are scales only when glued to figures.
    NUMERALS.value(word).filter(|_| word.len() > 1)
}

fn word(t: &Tokens, i: usize) -> Option<&'static str> {
    t.numeral(i)
}

fn small(t: &Tokens, i: usize) -> Option<f64> {
    word(t, i)?.parse().ok()
}

fn scale(t: &Tokens, i: usize) -> Option<f64> {
    word(t, i)?.strip_prefix('*')?.parse().ok()
}

fn denominator(t: &Tokens, i: usize) -> Option<f64> {
    word(t, i)?.strip_prefix('/')?.parse().ok()
}

fn joined(t: &Tokens, i: usize) -> bool {
    is_join(t.gap(i))
}

/// Figures or number words with their scale, and nothing else.
fn plain(t: &Tokens, i: usize) -> Option<Numeral> {
    if let Some(found) = figures(t, i) {
        return Some(found);
    }
    let article = matches!(t.folded(i), "a" | "an");
    if article && (!joined(t, i + 1) || scale(t, i + 1).is_none()) {
        return None;
    }
    // `total` holds what is above the current scale; `current` is the part that a scale multiplies.
    let (mut at, mut total, mut current, mut factor) = if article { (i + 1, 0.0, 1.0, 1.0) } else { (i, 0.0, 0.0, 1.0) };
    let mut last_scale = f64::INFINITY;
    while at - i < MAX_WORDS {
        let first = at == i;
        if !first && !joined(t, at) {
            break;
        }
        let and = !first && t.folded(at) == "and" && factor >= 100.0 && joined(t, at + 1);
        if let Some(n) = small(t, at + usize::from(and)) {
            let fits = if n >= 20.0 {
                current % 100.0 == 0.0
            } else {
                current % 10.0 == 0.0 && (current % 100.0 >= 20.0 && n < 10.0 || current % 100.0 == 0.0)
            };
            if !(first || fits && (current > 0.0 || factor > 1.0)) || (article && !and) {
                break;
            }
            current += n;
            at += 1 + usize::from(and);
        } else if let Some(s) =
            scale(t, at).filter(|s| !first && current > 0.0 && if *s <= 100.0 { current < 100.0 } else { *s < last_scale })
        {
            factor = s;
            at += 1;
            if s <= 100.0 {
                current *= s;
            } else {
                total += current * s;
                current = 0.0;
                last_scale = s;
            }
        } else {
            break;
        }
    }
    if at == i + usize::from(article) {
        return None;
    }
    let half = half_more(t, at).filter(|_| total == 0.0);
    let mut value = total + current + half.map_or(0.0, |_| 0.5);
    if let Some(end) = half {
        at = end;
        if let Some(s) = scale(t, at).filter(|_| joined(t, at)) {
            (value, factor, at) = (value * s, s, at + 1);
        }
    }
    let number = Numeral { end: at, value, high: None, form: Form::Words, suffix: String::new(), scale: factor };
    (value.is_finite() && value > 0.0).then_some(number)
}

/// `and a half` after a number: the word after it.
fn half_more(t: &Tokens, at: usize) -> Option<usize> {
    (t.folded(at) == "and" && t.phrase(at, at + 3)? == "and a half" && joined(t, at)).then_some(at + 3)
}

/// A number in figures, with its scale.
fn figures(t: &Tokens, i: usize) -> Option<Numeral> {
    let (body, rest) = split_figures(t.text(i))?;
    let mut value = figure(body)?;
    let mut form = if body.bytes().all(|b| b.is_ascii_digit()) { Form::Plain } else { Form::Marked };
    let mut end = i + 1;
    if rest.is_empty() && form == Form::Plain && body.len() <= 3 {
        while end - i < 5 && is_group(t, end) {
            value = value * 1000.0 + t.text(end).parse::<f64>().unwrap_or(0.0);
            form = Form::Marked;
            end += 1;
        }
    }
    if let Some(after) = half_more(t, end).filter(|_| rest.is_empty() && form == Form::Plain) {
        (value, end) = (value + 0.5, after);
    }
    let mut suffix = rest.to_lowercase();
    let glued = NUMERALS.value(&suffix).and_then(|v| v.strip_prefix('*')).and_then(|v| v.parse::<f64>().ok());
    let mut factor = 1.0;
    if let Some(s) = glued {
        factor = s;
        suffix.clear();
    } else if suffix.is_empty() && joined(t, end) {
        if let Some(s) = scale(t, end) {
            (factor, end) = (s, end + 1);
        } else if t.folded(end) == "m" && is_space(t.gap(end)) {
            (suffix, end) = ("m".to_owned(), end + 1);
        }
    }
    // `m` is million beside money and people (`£45m`, `12m voters`), else metres.
    if suffix == "m" && (t.gap(i).ends_with(super::counted::is_sign) || super::counted::is_plural(t, end)) {
        factor = 1e6;
        suffix.clear();
    }
    if factor > 1.0 {
        form = Form::Marked;
    }
    Some(Numeral { end, value: value * factor, high: None, form, suffix, scale: factor })
}

/// Whether the word is a group of three figures after a space that separates thousands.
fn is_group(t: &Tokens, i: usize) -> bool {
    let word = t.text(i);
    matches!(t.gap(i), " " | "\u{a0}" | "\u{2009}" | "\u{202f}") && word.len() == 3 && word.bytes().all(|b| b.is_ascii_digit())
}

/// Splits a word that begins with a digit into its figures and what follows them.
fn split_figures(word: &str) -> Option<(&str, &str)> {
    if !word.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let end = word.find(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.' | '\'' | '’'))).unwrap_or(word.len());
    let (body, rest) = word.split_at(end);
    let trimmed = body.trim_end_matches([',', '.', '\'', '’']);
    (trimmed.len() == body.len()).then_some((body, rest))
}

/// The value of figures with separators; `None` where they can be read in two ways or in none.
fn figure(body: &str) -> Option<f64> {
    if body.bytes().filter(u8::is_ascii_digit).count() > MAX_DIGITS {
        return None;
    }
    let separators: Vec<char> = body.chars().filter(|c| !c.is_ascii_digit()).collect();
    let last = separators.last().copied();
    let Some(last) = last else { return body.parse().ok() };
    let (whole, fraction) = body.rsplit_once(last)?;
    if separators.iter().any(|c| *c != last) {
        // Two kinds: the last one is the decimal mark, once, and the rest groups thousands.
        let first = separators[0];
        let grouped = separators.iter().filter(|c| **c == last).count() == 1 && groups_of_three(whole, first);
        return (grouped && matches!(last, '.' | ',')).then(|| decimal(whole, fraction)).flatten();
    }
    match last {
        '.' if separators.len() == 1 => decimal(whole, fraction),
        ',' if separators.len() == 1 && fraction.len() < 3 => decimal(whole, fraction),
        ',' if groups_of_three(body, ',') || groups_of_two(body) => decimal(body, ""),
        '.' | '\'' | '’' if groups_of_three(body, last) => decimal(body, ""),
        _ => None,
    }
}

fn decimal(whole: &str, fraction: &str) -> Option<f64> {
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    format!("{digits}.{fraction}0").parse().ok()
}

fn groups_of_three(body: &str, separator: char) -> bool {
    let mut groups = body.split(separator);
    groups.next().is_some_and(|g| (1..=3).contains(&g.len()) && g.bytes().all(|b| b.is_ascii_digit()))
        && groups.all(|g| g.len() == 3 && g.bytes().all(|b| b.is_ascii_digit()))
}

/// The Indian way: `12,34,567`.
fn groups_of_two(body: &str) -> bool {
    let groups: Vec<&str> = body.split(',').collect();
    let [head @ .., last] = groups.as_slice() else { return false };
    head.len() >= 2 && last.len() == 3 && head.iter().enumerate().all(|(i, g)| g.len() == 2 || i == 0 && g.len() == 1)
}

/// `half of`, `half a million`, `half-hour`, `half a dozen`.
fn half(t: &Tokens, i: usize) -> Option<Numeral> {
    if t.folded(i) != "half" || matches!(t.before(i, 1), "first" | "second" | "in" | "other" | "better" | "latter" | "and") {
        return None;
    }
    let of = |end, value, form| Some(Numeral { end, value, high: None, form, suffix: String::new(), scale: 1.0 });
    if !joined(t, i + 1) {
        return None;
    }
    let skip = usize::from(matches!(t.folded(i + 1), "a" | "an"));
    if let Some(s) = scale(t, i + 1 + skip).filter(|_| joined(t, i + 1 + skip)) {
        return of(i + 2 + skip, s / 2.0, Form::Words);
    }
    match t.folded(i + 1) {
        "a" | "an" if is_time(t.folded(i + 2)) => of(i + 1, 0.5, Form::Words),
        "of" | "the" | "its" | "their" | "his" | "her" | "our" | "all" => of(i + 1, 50.0, Form::Share),
        other if is_time(other) && t.gap(i + 1) == "-" => of(i + 1, 0.5, Form::Words),
        _ => None,
    }
}

fn is_time(word: &str) -> bool {
    let word = word.strip_suffix('s').unwrap_or(word);
    matches!(word, "second" | "minute" | "hour" | "day" | "week" | "month" | "year" | "decade" | "century" | "mile")
}

/// `dozens`, `tens of thousands`, `several hundred`.
fn vague(t: &Tokens, i: usize) -> Option<Numeral> {
    if matches!(t.folded(i), "several" | "few") && joined(t, i + 1) {
        let s = scale(t, i + 1)?;
        return Some(Numeral {
            end: i + 2,
            value: 2.0 * s,
            high: Some(10.0 * s - 1.0),
            form: Form::Vague,
            suffix: String::new(),
            scale: s,
        });
    }
    let (low, high) = range_of(t, i)?;
    let of = |end, low, high| {
        Some(Numeral { end, value: low, high: Some(high), form: Form::Vague, suffix: String::new(), scale: 1.0 })
    };
    let next_of = t.folded(i + 1) == "of" && joined(t, i + 1) && joined(t, i + 2);
    if let Some((unit, _)) = range_of(t, i + 2).filter(|_| next_of) {
        // `tens of thousands`: the second word is the unit that the first one multiplies.
        let unit = unit / 2.0;
        return of(i + 3, low * unit / tens_share(t.folded(i)), high * unit);
    }
    // Scores and tens are amounts only before `of`: teams have scores, too.
    (next_of || !matches!(t.folded(i), "scores" | "tens")).then(|| of(i + 1, low, high)).flatten()
}

/// `tens of thousands` may be as few as ten thousand, `hundreds of thousands` as few as one hundred thousand.
fn tens_share(word: &str) -> f64 {
    if matches!(word, "tens" | "hundreds") { 2.0 } else { 1.0 }
}

fn range_of(t: &Tokens, i: usize) -> Option<(f64, f64)> {
    let (low, high) = word(t, i)?.strip_prefix('~')?.split_once(' ')?;
    Some((low.parse().ok()?, high.parse().ok()?))
}

/// `one-third`, `a quarter of`, `1 in 3`, `nine out of ten`, `2/3`: the number `n` that begins it is known.
fn share(t: &Tokens, n: &Numeral) -> Option<Numeral> {
    let of = |end, d: f64| {
        Some(Numeral { end, value: 100.0 * n.value / d, high: None, form: Form::Share, suffix: String::new(), scale: 1.0 })
    };
    let small_whole = n.suffix.is_empty() && n.scale == 1.0 && n.value.fract() == 0.0 && n.value <= 99.0;
    if !small_whole {
        return None;
    }
    if let Some(d) = denominator(t, n.end).filter(|d| n.value < *d && joined(t, n.end)) {
        let quarters_of_a_year = d == 4.0 && n.value == 2.0;
        let plural = t.folded(n.end).ends_with('s');
        return (!quarters_of_a_year && plural == (n.value > 1.0)).then(|| of(n.end + 1, d)).flatten();
    }
    if t.gap(n.end) == "/" {
        let d = figures(t, n.end).filter(|d| d.form == Form::Plain && t.gap(d.end) != "/" && d.suffix.is_empty())?;
        return (n.value < d.value && d.value <= 5.0 && n.form == Form::Plain).then(|| of(d.end, d.value)).flatten();
    }
    let mut at = n.end;
    match t.folded(at) {
        "in" if joined(t, at) => at += 1,
        "out" if joined(t, at) && t.folded(at + 1) == "of" => at += 2,
        _ => return None,
    }
    if t.folded(at) == "every" {
        at += 1;
    }
    let d = plain(t, at).filter(|d| joined(t, at) && d.suffix.is_empty() && n.value < d.value && d.value <= 1000.0)?;
    let counts_time = is_time(t.folded(d.end)) && joined(t, d.end);
    (!counts_time && t.gap(d.end) != "/").then(|| of(d.end, d.value)).flatten()
}

/// `a third of`, `a quarter of`: shares that begin with the article.
pub(super) fn article_share(t: &Tokens, i: usize) -> Option<Numeral> {
    let d = denominator(t, i + 1).filter(|_| t.folded(i) == "a" && joined(t, i + 1))?;
    if !joined(t, i + 2) || t.folded(i + 1).ends_with('s') {
        return None;
    }
    let of_a = matches!(t.phrase(i + 2, i + 4).as_deref(), Some("of a"));
    let (value, end, form) = match (t.folded(i + 2), scale(t, i + 2)) {
        (_, Some(s)) => (s / d, i + 3, Form::Words),
        ("of", _) if of_a && scale(t, i + 4).is_some() => (scale(t, i + 4)? / d, i + 5, Form::Words),
        ("of", _) => (100.0 / d, i + 2, Form::Share),
        _ => return None,
    };
    Some(Numeral { end, value, high: None, form, suffix: String::new(), scale: 1.0 })
}
