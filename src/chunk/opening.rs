//! What may begin with a word: a date, a number, a turn of the polarity. Most words begin none, and are passed over without a closer look.

use super::{date, polarity, quantity};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What may begin with a word; where nothing is set, nothing does.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Opening {
    /// A date expression, whatever number it may begin with.
    pub date: bool,
    /// A number.
    pub number: bool,
    /// A number if the next word is a numeral: the word is an article.
    pub article: bool,
    /// A negation, or a clause that does not count for the polarity, or its end.
    pub polarity: bool,
    /// A listed cue that something lies ahead.
    pub future: bool,
    /// A listed negation.
    pub negation: bool,
    /// A clause that does not count for the polarity, whatever comes next.
    pub aside: bool,
}

/// What lies in a word for those who pass over most words: a bit for each sort.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Begins(u8);

impl Begins {
    /// See [`Opening::date`].
    pub(super) const DATE: Begins = Begins(1 << 0);
    /// See [`Opening::number`].
    pub(super) const NUMBER: Begins = Begins(1 << 1);
    /// See [`Opening::polarity`].
    pub(super) const POLARITY: Begins = Begins(1 << 2);
    /// A listed cue.
    pub(super) const CUE: Begins = Begins(1 << 3);

    /// What begins with a word of this opening, which may begin a cue.
    pub(super) fn of(opening: Opening, cue: bool) -> Self {
        let sorts =
            [(opening.date, Self::DATE), (opening.number, Self::NUMBER), (opening.polarity, Self::POLARITY), (cue, Self::CUE)];
        Begins(sorts.into_iter().filter(|(begins, _)| *begins).fold(0, |all, (_, sort)| all | sort.0))
    }

    /// Both.
    pub(super) const fn or(self, other: Begins) -> Self {
        Begins(self.0 | other.0)
    }

    /// Whether the two have a sort in common.
    #[inline]
    pub(super) fn any(self, others: Begins) -> bool {
        self.0 & others.0 != 0
    }
}

static OPENINGS: LazyLock<FxHashMap<&'static str, Opening>> = LazyLock::new(|| {
    let mut openings: FxHashMap<&'static str, Opening> = FxHashMap::default();
    quantity::opening_words().for_each(|word| openings.entry(word).or_default().number = true);
    date::opening_words().for_each(|word| openings.entry(word).or_default().date = true);
    date::future_words().for_each(|word| openings.entry(word).or_default().future = true);
    polarity::opening_words().for_each(|word| openings.entry(word).or_default().polarity = true);
    polarity::ASIDES.into_iter().for_each(|word| openings.entry(word).or_default().aside = true);
    polarity::negation_words().for_each(|word| openings.entry(word).or_default().negation = true);
    openings
});

/// Every word that something may begin with for the word's own sake.
pub(super) fn opening_words() -> impl Iterator<Item = &'static str> {
    OPENINGS.keys().copied()
}

/// What may begin with a folded word.
pub(super) fn opening(word: &str) -> Opening {
    let listed = OPENINGS.get(word).copied().unwrap_or_default();
    let figures = word.as_bytes().first().is_some_and(u8::is_ascii_digit);
    Opening {
        date: listed.date || figures,
        number: listed.number || figures,
        article: matches!(word, "a" | "an"),
        polarity: listed.polarity || matches!(word.as_bytes(), [.., b'n', b'\'', b't']),
        future: listed.future,
        negation: listed.negation,
        aside: listed.aside,
    }
}
