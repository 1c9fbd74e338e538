//! Dates in running text, as the days that they can mean.

mod calendar;
mod expression;
#[cfg(test)]
mod tests;

use super::tokens::Tokens;
use crate::model::{Date, DateMention};
use crate::text::Lexicon;
use expression::{Part, Says, Unit, Which};
use std::sync::LazyLock;

pub(super) use expression::{Expression, expressions, opening_words};

static FUTURE_CUES: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/future_cues.txt")));

/// The dates that the expressions among the words tell, in order. Relative ones and those without a year are told from the day of publication and
/// left out where that is not known.
///
/// A weekday is the last one up to the day of publication, that day included, unless words beside it put it ahead (`will meet Friday`).
/// A day or month without a year is the nearest one. Weeks run from Monday to Sunday.
pub(super) fn dates(t: &Tokens, expressions: &[Expression], published: Option<Date>) -> Vec<DateMention> {
    let mention = |e: &Expression| {
        let lies_ahead = || lies_ahead(t, e.from, e.to);
        let (from, to) = resolve(e.says, published, lies_ahead)?;
        Some(DateMention { span: t.span(e.from, e.to), from, to })
    };
    expressions.iter().filter_map(mention).collect()
}

/// The first words of the cues that something lies ahead.
pub(super) fn future_words() -> impl Iterator<Item = &'static str> {
    FUTURE_CUES.first_words()
}

type Days = (Date, Date);

fn resolve(says: Says, published: Option<Date>, lies_ahead: impl Fn() -> bool) -> Option<Days> {
    match says {
        Says::Day { year: Some(year), month, first, last } => {
            Some((Date::new(year, month, first)?, Date::new(year, month, last)?))
        }
        Says::Month { year: Some(year), month, part, .. } => month_part(year, month, part),
        Says::Years { first, last, part } => year_part(first, last, part),
        Says::Day { year: None, month, first, last } => {
            let published = published?;
            let days = nearest(published, |year| Date::new(year, month, first))?;
            Some((days, Date::new(days.year(), month, last)?))
        }
        Says::Month { year: None, month, part, which } => month_part(year_of_month(published?, month, which)?, month, part),
        Says::Weekday { day, which } => {
            let published = published?;
            let which = if matches!(which, Which::Plain | Which::Nearest) && lies_ahead() { Which::This } else { which };
            let date = weekday(published, day, which);
            Some((date, date))
        }
        Says::Offset(days) => published.map(|p| (p.plus_days(days), p.plus_days(days))),
        Says::Period { unit, which, part } => period(published?, unit, which, part),
        Says::Away { unit, count } => away(published?, unit, count),
    }
}

/// The nearest to `published` of the same day in the years around it.
fn nearest(published: Date, in_year: impl Fn(i16) -> Option<Date>) -> Option<Date> {
    let year = published.year();
    [year, year - 1, year + 1].into_iter().filter_map(in_year).min_by_key(|d| d.days_since(published).abs())
}

fn month_part(year: i16, month: i8, part: Part) -> Option<Days> {
    let end = Date::new(year, month, 1)?.month_end();
    let (first, last) = match part {
        Part::All => (1, end.day()),
        Part::Early => (1, 10),
        Part::Mid => (11, 20),
        Part::Late => (21, end.day()),
    };
    Some((Date::new(year, month, first)?, Date::new(year, month, last)?))
}

fn year_part(first: i16, last: i16, part: Part) -> Option<Days> {
    let (from, to) = match part {
        Part::All => (1, 12),
        Part::Early => (1, 4),
        Part::Mid => (5, 8),
        Part::Late => (9, 12),
    };
    Some((Date::new(first, from, 1)?, Date::new(last, to, 1)?.month_end()))
}

/// The year of a month without one: the nearest within half a year, or the last or next one of that name.
fn year_of_month(published: Date, month: i8, which: Which) -> Option<i16> {
    let ahead = month - published.month();
    let year = published.year();
    Some(match which {
        Which::Last => year - i16::from(ahead >= 0),
        Which::Next => year + i16::from(ahead <= 0),
        _ if ahead > 6 => year - 1,
        _ if ahead < -6 => year + 1,
        _ => year,
    })
}

fn weekday(published: Date, day: i8, which: Which) -> Date {
    let here = published.weekday();
    let back = i32::from((here - day).rem_euclid(7));
    let ahead = i32::from((day - here).rem_euclid(7));
    let days = match which {
        Which::Plain => -back,
        Which::Nearest => {
            if ahead < back {
                ahead
            } else {
                -back
            }
        }
        Which::Last => {
            if back == 0 {
                -7
            } else {
                -back
            }
        }
        // On a weekend the week is over: `this Friday` is the one to come.
        Which::This => ahead,
        // `next Friday` is the one of the next calendar week.
        Which::Next => 7 + i32::from(day - here),
    };
    published.plus_days(days)
}

fn period(published: Date, unit: Unit, which: Which, part: Part) -> Option<Days> {
    let step = match which {
        Which::Last => -1,
        Which::Next => 1,
        _ => 0,
    };
    let monday = published.plus_days(1 - i32::from(published.weekday()) + 7 * step);
    let (mut from, mut to) = match unit {
        Unit::Day => (published.plus_days(step), published.plus_days(step)),
        Unit::Week => (monday, monday.plus_days(6)),
        Unit::Weekend => (monday.plus_days(5), monday.plus_days(6)),
        Unit::Month => months_from(published, step)?,
        Unit::Year => {
            let year = published.year().checked_add(i16::try_from(step).ok()?)?;
            (Date::new(year, 1, 1)?, Date::new(year, 12, 31)?)
        }
    };
    // `earlier this week` ends and `later this week` begins on the day of publication.
    match (part, which) {
        (Part::Early, Which::This) => to = to.min(published),
        (Part::Late, Which::This) => from = from.max(published),
        _ => {}
    }
    Some((from.min(to), to))
}

fn months_from(published: Date, months: i32) -> Option<Days> {
    let index = i32::from(published.year()) * 12 + i32::from(published.month()) - 1 + months;
    let (year, month) = (i16::try_from(index.div_euclid(12)).ok()?, i8::try_from(index.rem_euclid(12)).ok()? + 1);
    let first = Date::new(year, month, 1)?;
    Some((first, first.month_end()))
}

fn away(published: Date, unit: Unit, count: i32) -> Option<Days> {
    match unit {
        Unit::Day | Unit::Weekend => Some((published.plus_days(count), published.plus_days(count))),
        Unit::Week => Some((published.plus_days(7 * count), published.plus_days(7 * count))),
        Unit::Month => months_from(published, count),
        Unit::Year => {
            let year = published.year().checked_add(i16::try_from(count).ok()?)?;
            Some((Date::new(year, 1, 1)?, Date::new(year, 12, 31)?))
        }
    }
}

/// How many words before a weekday may hold the cue that it lies ahead.
const CUE_WITHIN: usize = 10;

/// Whether words beside the weekday `from..to` put it ahead: a future cue before it in its clause, no past verb nearer;
/// or, where the clause begins with it, a cue after it.
fn lies_ahead(t: &Tokens, from: usize, to: usize) -> bool {
    let mut at = from;
    for _ in 0..CUE_WITHIN {
        if at == 0 || is_clause_end(t.gap(at)) {
            break;
        }
        at -= 1;
        if is_future(t, at) {
            return true;
        }
        if is_past_verb(t.folded(at)) && !(at > 0 && is_future(t, at - 1)) && !is_held(t, at) {
            return false;
        }
    }
    let leads = from - at <= 2;
    leads
        && (to..to + CUE_WITHIN)
            .take_while(|i| !t.folded(*i).is_empty() && (*i == to || !is_clause_end(t.gap(*i))))
            .any(|i| matches!(t.folded(i), "will" | "won't" | "shall" | "scheduled" | "slated" | "due"))
}

fn is_clause_end(gap: &str) -> bool {
    gap.contains(['.', ';', ':', '!', '?', '"', '“', '”', '\n'])
}

fn is_future(t: &Tokens, at: usize) -> bool {
    let phrase = |words: usize| t.phrase(at, at + words).is_some_and(|p| FUTURE_CUES.has(&p));
    // `set` and `due` are cues only before what is to come: `set for`, `due to`.
    match t.folded(at) {
        "set" | "due" => matches!(t.folded(at + 1), "to" | "for" | "on" | "in"),
        "by" => calendar::name(t, at + 1).is_some(),
        _ => t.opening(at).future && (phrase(1) || phrase(2) || phrase(3)),
    }
}

/// `to be held`, `being held`: the participle of what lies ahead.
fn is_held(t: &Tokens, at: usize) -> bool {
    t.before(at, 1) == "be"
}

fn is_past_verb(word: &str) -> bool {
    let irregular = matches!(
        word,
        "said"
            | "told"
            | "met"
            | "held"
            | "made"
            | "took"
            | "gave"
            | "came"
            | "went"
            | "was"
            | "were"
            | "had"
            | "began"
            | "won"
            | "lost"
            | "left"
            | "spoke"
            | "wrote"
            | "saw"
            | "sent"
            | "struck"
            | "hit"
    );
    irregular || word.len() > 4 && word.ends_with("ed")
}
