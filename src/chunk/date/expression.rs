//! Date expressions in the words of a text, before they are resolved to days.

use super::calendar::{self, Name};
use crate::chunk::opening::Begins;
use crate::chunk::quantity::small_number;
use crate::chunk::tokens::{Tokens, is_hyphen, is_join, is_space};
use crate::text::Lexicon;
use std::sync::LazyLock;

static NAMED_DAYS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../../data/lexicon/named_days.txt")));

/// A date expression: the words `from..to` and what they say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::chunk) struct Expression {
    pub(in crate::chunk) from: usize,
    pub(in crate::chunk) to: usize,
    pub(super) says: Says,
}

/// What a date expression says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    /// `Dec. 15, 2015`, `December 15-17`: a month, its days (first and last), perhaps a year.
    Day { year: Option<i16>, month: i8, first: i8, last: i8 },
    /// `early March 2011`, `last January`.
    Month { year: Option<i16>, month: i8, part: Part, which: Which },
    /// `2014`, `2014-16`, `the 1990s`: first and last year.
    Years { first: i16, last: i16, part: Part },
    /// `last Tuesday`, `Friday's`.
    Weekday { day: i8, which: Which },
    /// `today` 0, `yesterday` -1.
    Offset(i32),
    /// `next week`, `later this month`.
    Period { unit: Unit, which: Which, part: Part },
    /// `two weeks ago` (negative), `three days from now`.
    Away { unit: Unit, count: i32 },
}

/// Which third of a period: of a week that holds the publication, the part before it or after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    All,
    Early,
    Mid,
    Late,
}

/// Which of several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    /// Without a word that tells.
    Plain,
    /// Without such a word, and beside a noun (`Friday's talks`, `the Friday talks`): the nearest one.
    Nearest,
    Last,
    This,
    Next,
}

/// The units of relative dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Week,
    Weekend,
    Month,
    Year,
}

/// The years that a bare number of four figures is taken for.
const YEARS: std::ops::RangeInclusive<i16> = 1800..=2099;

/// The words with which a date expression may begin, numbers aside: names of months and weekdays, and what [`which`], [`part`] and
/// [`relative`] know.
pub(in crate::chunk) fn opening_words() -> impl Iterator<Item = &'static str> {
    const WORDS: [&str; 16] = [
        "last",
        "past",
        "previous",
        "this",
        "current",
        "next",
        "coming",
        "early",
        "earlier",
        "mid",
        "late",
        "later",
        "today",
        "tonight",
        "yesterday",
        "tomorrow",
    ];
    calendar::words().chain(WORDS)
}

/// All date expressions, in order, without overlap.
pub(in crate::chunk) fn expressions(t: &Tokens) -> Vec<Expression> {
    let mut out = Vec::new();
    let mut i = 0;
    while let Some(next) = t.find(i, Begins::DATE.or(Begins::NUMBER)) {
        // A number in words begins nothing but a time from now.
        let found = if t.opening(next).date { any(t, next) } else { away(t, next) };
        i = found.map_or(0, |found| found.to).max(next + 1);
        out.extend(found);
    }
    out
}

/// The date expression that begins with the word `i`.
fn any(t: &Tokens, i: usize) -> Option<Expression> {
    let found = weekday(t, i).or_else(|| month(t, i)).or_else(|| day_first(t, i)).or_else(|| numeric(t, i));
    found.or_else(|| relative(t, i)).or_else(|| away(t, i)).or_else(|| years(t, i))
}

fn found(from: usize, to: usize, says: Says) -> Option<Expression> {
    Some(Expression { from, to, says })
}

/// `Tuesday`, `last Tuesday night`, `this Friday, December 18`, `Friday's`.
fn weekday(t: &Tokens, i: usize) -> Option<Expression> {
    let which = which(t.folded(i));
    let at = if which == Which::Plain || !is_space(t.gap(i + 1)) { i } else { i + 1 };
    let Some(Name::Weekday { day, abbreviated }) = calendar::name(t, at) else { return None };
    // `Tuesday, Dec. 15`, `Tuesday the 15th of December`: the date tells more than the weekday.
    let date_at = if t.folded(at + 1) == "the" { at + 2 } else { at + 1 };
    let near = matches!(t.gap(at + 1).trim(), "" | "," | "." | ".," | "(") && !t.gap(at + 1).contains('\n');
    if let Some(date) = month(t, date_at).or_else(|| day_first(t, date_at)).or_else(|| numeric(t, date_at)).filter(|_| near)
        && matches!(date.says, Says::Day { .. })
    {
        return found(i, date.to, date.says);
    }
    let named = NAMED_DAYS.value(t.before(i, 1)) == Some("")
        || NAMED_DAYS.value(t.folded(at + 1)) == Some("after") && t.is_capital(at + 1);
    let title = t.is_capital(at + 1) && day_part(t, at + 1) && !t.is_opening(at + 1);
    if abbreviated || named || title {
        return None;
    }
    let end = if is_space(t.gap(at + 1)) && day_part(t, at + 1) { at + 2 } else { at + 1 };
    let owns = crate::text::is_possessive(t.text(at));
    let beside_noun = matches!(t.before(at, 1), "the" | "a" | "its" | "their" | "his" | "her") && at == i;
    let which = if which == Which::Plain && (owns || beside_noun) {
        Which::Nearest
    } else if at == i {
        Which::Plain
    } else {
        which
    };
    found(i, end, Says::Weekday { day, which })
}

fn day_part(t: &Tokens, i: usize) -> bool {
    matches!(t.folded(i), "morning" | "afternoon" | "evening" | "night" | "noon")
}

fn which(word: &str) -> Which {
    match word {
        "last" | "past" | "previous" => Which::Last,
        "this" | "current" => Which::This,
        "next" | "coming" => Which::Next,
        _ => Which::Plain,
    }
}

fn part(word: &str) -> Part {
    match word {
        "early" | "earlier" => Part::Early,
        "mid" => Part::Mid,
        "late" | "later" => Part::Late,
        _ => Part::All,
    }
}

/// `Dec. 15, 2015`, `December 15-17`, `March 2011`, `early January`, `last September`; `June and July 2016` share their year.
fn month(t: &Tokens, i: usize) -> Option<Expression> {
    let mut found = month_at(t, i)?;
    if let Says::Month { year: year @ None, which: Which::Plain, .. } = &mut found.says
        && matches!(t.folded(found.to), "and" | "to" | "or" | "through" | "until")
        && let Some(Expression { says: Says::Month { year: Some(of_both), .. }, .. }) = month_at(t, found.to + 1)
    {
        *year = Some(of_both);
    }
    Some(found)
}

fn month_at(t: &Tokens, i: usize) -> Option<Expression> {
    let part = part(t.folded(i));
    let mut at = if part != Part::All && is_join(t.gap(i + 1)) { i + 1 } else { i };
    let which = which(t.folded(at));
    if which != Which::Plain && is_space(t.gap(at + 1)) {
        at += 1;
    }
    let Some(Name::Month { month, abbreviated }) = calendar::name(t, at) else { return None };
    let next = at + 1;
    let near = matches!(t.gap(next).trim(), "" | ".") && !t.gap(next).contains('\n');
    if let Some(first) = day_number(t, next).filter(|_| near) {
        let (last, end) = last_day(t, next + 1, first);
        let (year, end) = year_after(t, end).map_or((None, end), |y| (Some(y), end + 1));
        return found(at, end, Says::Day { year, month, first, last });
    }
    let comma = matches!(t.gap(next).trim(), "" | "." | ",") || t.folded(next) == "of";
    let year_at = next + usize::from(t.folded(next) == "of");
    if let Some(year) = year(t, year_at).filter(|_| comma && !t.gap(next).contains('\n')) {
        return found(i, year_at + 1, Says::Month { year: Some(year), month, part, which: Which::Plain });
    }
    let told = at > i || matches!(t.before(i, 1), "in" | "since" | "until" | "till" | "during" | "within" | "throughout");
    if !stands_alone(t, at, month, abbreviated, told) {
        return None;
    }
    found(i, next, Says::Month { year: None, month, part, which })
}

/// Whether a month's name without day and year is the month: not a verb, a person or a gathering.
fn stands_alone(t: &Tokens, at: usize, month: i8, abbreviated: bool, told: bool) -> bool {
    let owns = crate::text::is_possessive(t.text(at));
    let name_after = is_space(t.gap(at + 1)) && t.is_capital(at + 1);
    let name_before = at > 0 && is_space(t.gap(at)) && t.is_capital(at - 1) && !t.is_opening(at - 1);
    match month {
        3 | 5 => told && !owns && !name_after,
        4 | 6 | 8 => (told || !name_before) && !name_after && !abbreviated,
        _ => told || !abbreviated && !name_before,
    }
}

/// The end of a run of days after its first day: `15-17`, `15 to 17`.
fn last_day(t: &Tokens, at: usize, first: i8) -> (i8, usize) {
    let word = t.folded(at) == "to" && is_space(t.gap(at)) && is_space(t.gap(at + 1));
    let to = if word { at + 1 } else { at };
    match day_number(t, to).filter(|d| *d > first && (word || is_hyphen(t.gap(to)))) {
        Some(last) => (last, to + 1),
        None => (first, at),
    }
}

/// `15 December 2015`, `the 15th of December`.
fn day_first(t: &Tokens, i: usize) -> Option<Expression> {
    let first = day_number(t, i)?;
    let (last, mut at) = last_day(t, i + 1, first);
    if t.folded(at) == "of" && is_space(t.gap(at)) {
        at += 1;
    }
    let Some(Name::Month { month, .. }) = calendar::name(t, at).filter(|_| is_join(t.gap(at))) else { return None };
    // `all 19 Sept. 11 suspects`: the day is the one after the month.
    if last == first && at == i + 1 && matches!(month_at(t, at), Some(Expression { says: Says::Day { .. }, .. })) {
        return None;
    }
    let (year, end) = year_after(t, at + 1).map_or((None, at + 1), |y| (Some(y), at + 2));
    found(i, end, Says::Day { year, month, first, last })
}

/// A day of the month in figures, plain or as an ordinal.
fn day_number(t: &Tokens, i: usize) -> Option<i8> {
    let word = Some(t.folded(i)).filter(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|e| word.strip_suffix(e)).unwrap_or(word);
    let percent = t.gap(i + 1).trim_start().starts_with('%') || t.gap(i + 1).starts_with(':');
    let day: i8 =
        if digits.len() <= 2 && digits.bytes().all(|b| b.is_ascii_digit()) { digits.parse().ok()? } else { return None };
    ((1..=31).contains(&day) && !percent).then_some(day)
}

/// A year right after a day: `, 2015`, ` 2015`.
fn year_after(t: &Tokens, i: usize) -> Option<i16> {
    let near = matches!(t.gap(i).trim(), "" | "," | ".") && !t.gap(i).contains('\n');
    year(t, i).filter(|_| near)
}

/// Four figures that can be a year.
fn year(t: &Tokens, i: usize) -> Option<i16> {
    let word = t.folded(i);
    let value: i16 =
        if word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()) { word.parse().ok()? } else { return None };
    YEARS.contains(&value).then_some(value)
}

/// `2015-12-15`, `2015/12/15`, `15.12.2015`, and `12/16/2015` where only one reading is a day.
fn numeric(t: &Tokens, i: usize) -> Option<Expression> {
    let day = |end, year: i16, month: i32, day: i32| {
        let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        crate::model::Date::new(year, month, day)?;
        found(i, end, Says::Day { year: Some(year), month, first: day, last: day })
    };
    let two = |i: usize| t.folded(i).parse::<i32>().ok().filter(|_| t.folded(i).len() <= 2);
    if let Some((d, rest)) = t.folded(i).split_once('.')
        && let Some((m, y)) = rest.split_once('.')
    {
        let year = y.parse().ok().filter(|y| YEARS.contains(y) && t.folded(i).len() <= 10)?;
        return day(i + 1, year, m.parse().ok()?, d.parse().ok()?);
    }
    let (first, second) = (t.gap(i + 1), t.gap(i + 2));
    if first != second || !matches!(first, "-" | "/") {
        return None;
    }
    if let Some(year) = year(t, i) {
        return day(i + 3, year, two(i + 1)?, two(i + 2)?);
    }
    let (a, b, year) = (two(i)?, two(i + 1)?, year(t, i + 2)?);
    match (a > 12, b > 12) {
        (true, false) => day(i + 3, year, b, a),
        (false, true) => day(i + 3, year, a, b),
        _ => (a == b).then(|| day(i + 3, year, a, b)).flatten(),
    }
}

/// `today`, `last night`, `this morning`, `next week`, `later this month`.
fn relative(t: &Tokens, i: usize) -> Option<Expression> {
    let owns = crate::text::is_possessive(t.text(i));
    match t.folded(i) {
        "today" if !owns => return found(i, i + 1, Says::Offset(0)),
        "tonight" => return found(i, i + 1, Says::Offset(0)),
        "yesterday" => return found(i, i + 1 + usize::from(is_space(t.gap(i + 1)) && day_part(t, i + 1)), Says::Offset(-1)),
        "tomorrow" if !owns => {
            return found(i, i + 1 + usize::from(is_space(t.gap(i + 1)) && day_part(t, i + 1)), Says::Offset(1));
        }
        _ => {}
    }
    let part = part(t.folded(i));
    let at = if part == Part::All || !is_space(t.gap(i + 1)) { i } else { i + 1 };
    let which = which(t.folded(at));
    // `the past week` is the seven days before, not the calendar week; `past` and `previous` stay out.
    if which == Which::Plain || matches!(t.folded(at), "past" | "previous" | "coming" | "current") || !is_space(t.gap(at + 1)) {
        return None;
    }
    // `This Week` with capitals is a programme.
    if t.is_capital(at) && t.is_capital(at + 1) {
        return None;
    }
    let part = if at > i { part } else { Part::All };
    let unit = match (t.folded(at + 1), which) {
        ("night", Which::Last) => return found(i, at + 2, Says::Offset(-1)),
        ("morning" | "afternoon" | "evening", Which::This) => return found(i, at + 2, Says::Offset(0)),
        ("week", _) => Unit::Week,
        ("weekend", _) => Unit::Weekend,
        ("month", _) => Unit::Month,
        ("year", _) => Unit::Year,
        _ => return None,
    };
    found(i, at + 2, Says::Period { unit, which, part })
}

/// `two weeks ago`, `a year ago`, `three days from now`.
fn away(t: &Tokens, i: usize) -> Option<Expression> {
    let (count, at) = small_number(t, i).filter(|(_, at)| is_space(t.gap(*at)))?;
    let unit = match t.folded(at) {
        "day" | "days" => Unit::Day,
        "week" | "weeks" => Unit::Week,
        "month" | "months" => Unit::Month,
        "year" | "years" => Unit::Year,
        _ => return None,
    };
    match (t.folded(at + 1), t.folded(at + 2)) {
        ("ago", _) if is_space(t.gap(at + 1)) => found(i, at + 2, Says::Away { unit, count: -count }),
        ("from", "now") => found(i, at + 3, Says::Away { unit, count }),
        _ => None,
    }
}

/// `2014`, `2014-16`, `the 1990s`, `early 2014`: where the four figures are no amount and no name's number.
fn years(t: &Tokens, i: usize) -> Option<Expression> {
    let part = part(t.folded(i));
    let at = if part != Part::All && is_join(t.gap(i + 1)) { i + 1 } else { i };
    let part = if at > i { part } else { Part::All };
    if let Some(decade) = t.folded(at).strip_suffix('s').filter(|d| d.len() == 4 && d.ends_with('0')) {
        let first: i16 = decade.parse().ok().filter(|y| YEARS.contains(y))?;
        return found(i, at + 1, Says::Years { first, last: first + 9, part: Part::All });
    }
    let first = year(t, at)?;
    if !reads_as_year(t, at, first) {
        return None;
    }
    if is_hyphen(t.gap(at + 1)) {
        let end = t.folded(at + 1);
        let last = match end.len() {
            4 => year(t, at + 1),
            2 => end.parse::<i16>().ok().map(|y| first / 100 * 100 + y),
            _ => None,
        };
        if let Some(last) = last.filter(|l| *l > first) {
            return found(i, at + 2, Says::Years { first, last, part: Part::All });
        }
    }
    found(i, at + 1, Says::Years { first, last: first, part })
}

fn reads_as_year(t: &Tokens, at: usize, value: i16) -> bool {
    let before = t.before(at, 1);
    let gap = t.gap(at).trim_end();
    let sign = gap.ends_with(['$', '€', '£', '¥', '+', '#', '№', '/', '.'])
        || t.gap(at + 1).trim_start().starts_with(['%', '$', '€', '£']);
    let clock = matches!(
        t.folded(at + 1),
        "gmt" | "utc" | "hours" | "local" | "metres" | "meters" | "km" | "percent" | "people" | "miles"
    ) || t.gap(at + 1) == ":"
        || t.gap(at) == ":";
    let scale = matches!(t.folded(at + 1), "million" | "billion" | "thousand");
    let numbered = matches!(before, "resolution" | "no" | "flight" | "boeing" | "article" | "room" | "route" | "law" | "act")
        && is_join(t.gap(at));
    let code = at > 0 && is_hyphen(t.gap(at)) && t.text(at - 1).chars().all(|c| c.is_uppercase() || c.is_ascii_digit());
    let dated = matches!(
        before,
        "in" | "since"
            | "from"
            | "of"
            | "by"
            | "until"
            | "till"
            | "before"
            | "after"
            | "during"
            | "early"
            | "late"
            | "mid"
            | "the"
            | "a"
            | "its"
    );
    // A round number with a plural after it is an amount (`some 2000 villagers`), another one a year (`2014 elections`).
    let amount = value % 50 == 0 && !dated && crate::chunk::quantity::counts_noun(t, at + 1);
    !(sign || clock || scale || numbered || code || amount)
}
