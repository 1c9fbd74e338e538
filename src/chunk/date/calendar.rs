//! Names of months and weekdays.

use crate::chunk::tokens::Tokens;
use crate::text::Lexicon;
use std::sync::LazyLock;

static CALENDAR: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../../data/lexicon/calendar.txt")));

/// A month from 1 or a weekday from Monday 1, in full or abbreviated.
pub(super) enum Name {
    Month { month: i8, abbreviated: bool },
    Weekday { day: i8, abbreviated: bool },
}

/// All words that name a month or weekday.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    CALENDAR.entries().map(|(word, _)| word)
}

/// The month or weekday that the word names; both are written with a capital, which keeps out the verbs `may` and `march`.
pub(super) fn name(t: &Tokens, i: usize) -> Option<Name> {
    if !t.is_capital(i) {
        return None;
    }
    let value = CALENDAR.value(t.folded(i))?;
    let (number, abbreviated) = value.split_once(' ').map_or((value, false), |(n, _)| (n, true));
    match number.strip_prefix('d') {
        Some(day) => Some(Name::Weekday { day: day.parse().ok()?, abbreviated }),
        None => Some(Name::Month { month: number.parse().ok()?, abbreviated }),
    }
}
