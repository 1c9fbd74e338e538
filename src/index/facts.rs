//! Numbers, dates and speakers of a claim in the form in which pairs compare them.

use crate::model::{Bound, Claim, Date, Speaker, SpeakerBasis};
use crate::text::{Lexicon, Span, fold, words};
use std::sync::LazyLock;

static ROLES: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/roles.txt")));

/// A speaker as matching sees one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SpeakerKey {
    /// The folded words of the name, in order.
    pub words: Vec<String>,
    /// Whether it is a person's or body's own name, as opposed to a description (`a senior official`).
    pub named: bool,
}

impl SpeakerKey {
    pub(super) fn of(speaker: &Speaker) -> Self {
        let name = &speaker.name;
        let listed = words(name, Span::whole(name));
        // `the Lower House Speaker` describes whoever it is; `the Treasury Department` is a name.
        let described = speaker.basis == SpeakerBasis::Role
            && (listed.len() < 2 || listed.last().is_some_and(|w| ROLES.has(&fold(w.text))));
        let named =
            listed.iter().all(|w| w.text.chars().next().is_some_and(char::is_uppercase) || w.text.len() <= 3) && !described;
        let words = listed.iter().map(|w| fold(w.text)).filter(|w| !matches!(w.as_str(), "the" | "a" | "an" | "of")).collect();
        SpeakerKey { words, named }
    }

    /// How alike two speakers are: 1 the same, -1 two different ones, 0 where nothing can be said.
    pub fn agreement(&self, other: &SpeakerKey) -> i8 {
        let (Some(left), Some(right)) = (self.words.last(), other.words.last()) else { return 0 };
        if alike(left, right) {
            let clash = self.named && other.named && self.words.len() > 1 && other.words.len() > 1 && {
                let (a, b) = (&self.words[0], &other.words[0]);
                a.len() > 1 && b.len() > 1 && !alike(a, b) && !a.starts_with(b.as_str()) && !b.starts_with(a.as_str())
            };
            return if clash { -1 } else { 1 };
        }
        let shared = self.words.iter().filter(|w| other.words.iter().any(|o| alike(w, o))).count();
        if shared * 2 >= self.words.len().min(other.words.len()).max(1) && shared > 0 {
            return if self.named && other.named { 0 } else { 1 };
        }
        if self.named && other.named { -1 } else { 0 }
    }
}

/// Whether two folded names are one name in two spellings (Jaro-Winkler 0.92 or more).
fn alike(left: &str, right: &str) -> bool {
    left == right
        || (left.len() > 3
            && right.len() > 3
            && most_alike(left, right) >= LEAST_ALIKE
            && strsim::jaro_winkler(left, right) >= LEAST_ALIKE)
}

/// From this Jaro-Winkler similarity on two names are one.
const LEAST_ALIKE: f64 = 0.92;

/// The most that the Jaro-Winkler similarity of two words can be, by the letters that both have wherever; 1 for words beyond ASCII.
fn most_alike(left: &str, right: &str) -> f64 {
    const LONGEST_START: usize = 4;
    // Sums in another order differ by less.
    const ROUNDING: f64 = 1e-9;
    if !left.is_ascii() || !right.is_ascii() {
        return 1.0;
    }
    let mut counts = [0i32; 128];
    left.bytes().for_each(|letter| counts[usize::from(letter)] += 1);
    let mut common = 0;
    for letter in right.bytes() {
        let count = &mut counts[usize::from(letter)];
        common += usize::from(*count > 0);
        *count -= 1;
    }
    if common == 0 {
        return 0.0;
    }
    let share = |length: usize| common as f64 / length as f64;
    let jaro = (share(left.len()) + share(right.len()) + 1.0) / 3.0;
    let start = left.bytes().zip(right.bytes()).take(LONGEST_START).take_while(|(a, b)| a == b).count();
    jaro + 0.1 * start as f64 * (1.0 - jaro) + ROUNDING
}

/// A number of a claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Amount {
    /// The lowest and the highest value that it can mean.
    pub range: (f64, f64),
    /// What it counts, where the words tell.
    pub unit: Option<String>,
}

/// The numbers of a claim.
pub(super) fn numbers(claim: &Claim) -> Vec<Amount> {
    // "About 40" and "some 40" cover what newsrooms round to it: a twentieth either way.
    const ROUNDING: f64 = 0.05;
    let range = |q: &crate::model::Quantity| {
        let (low, high) = (q.value.min(q.high.unwrap_or(q.value)), q.value.max(q.high.unwrap_or(q.value)));
        match q.bound {
            Bound::Exact => (low, high),
            Bound::AtLeast => (low, high * 1.25),
            Bound::AtMost => (low * 0.75, high),
            Bound::About => (low * (1.0 - ROUNDING), high * (1.0 + ROUNDING)),
        }
    };
    claim.quantities.iter().map(|q| Amount { range: range(q), unit: q.unit.clone() }).collect()
}

/// For each date of the claim the first and last day, as days since 2000-01-01.
pub(super) fn dates(claim: &Claim) -> Vec<(i32, i32)> {
    let Some(epoch) = Date::new(2000, 1, 1) else { return Vec::new() };
    claim.dates.iter().map(|d| (d.from.days_since(epoch), d.to.days_since(epoch))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_two_names_are_more_alike_than_their_letters_allow(names in prop::array::uniform2("[a-e]{1,12}|[a-z'ä]{1,12}|serg[a-z]{0,4}")) {
            let [left, right] = &names;
            prop_assert!(strsim::jaro_winkler(left, right) <= most_alike(left, right));
            let is_one = left == right || (left.len() > 3 && right.len() > 3 && strsim::jaro_winkler(left, right) >= LEAST_ALIKE);
            prop_assert_eq!(alike(left, right), is_one);
        }
    }
}
