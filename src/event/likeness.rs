//! How alike two articles are, as reports of one happening.

use super::profile::Profile;
use super::weight::{Terms, Vector};
use crate::model::Moment;

/// The same weekday in both leads, or another: of pairs as alike in words as true ones, the former is three times as frequent
/// among reports of one event, the latter six times as frequent among reports of two (development set, without dates).
const SAME_WEEKDAY: f64 = 1.15;
const OTHER_WEEKDAY: f64 = 0.7;
/// The same scene in both leads; one that the other article does not mention; two that the respective other does not mention.
const SAME_SCENE: f64 = 1.15;
const UNKNOWN_SCENE: f64 = 0.9;
const OTHER_SCENE: f64 = 0.5;
/// Two towns for scenes, neither of which the other article mentions, where the dates do not tell: all 18 such pairs that are
/// alike in words are of two events (development set, demo and one set of five).
const OTHER_TOWN: f64 = 0.2;
/// Two datelines that share no name, where the dates do not tell: of pairs as alike in words as true ones one is of one event,
/// 32 are of two; the same dateline: 78 and 3 (same sets).
const OTHER_DATELINE: f64 = 0.7;
/// The same day (`March 4`) in both leads; only days further apart than the window.
const SAME_NAMED_DAY: f64 = 1.15;
const OTHER_NAMED_DAY: f64 = 0.7;
/// Two articles that are known to be of one day need less likeness in words than two of which that is not known.
const SAME_DAY: f64 = 1.4;

/// What likeness looks at in one article beyond its vector.
#[derive(Debug, Clone, Copy)]
pub(super) struct Side<'a> {
    pub profile: &'a Profile,
    pub published: Option<Moment>,
}

/// One article's vector laid out by term, to be held against those of many others.
#[derive(Debug, Default)]
pub(super) struct Spread {
    /// By term its share, 0 where the article has it not.
    shares: Vec<f64>,
    /// The terms that it has.
    own: Vec<u32>,
}

impl Spread {
    /// Lays out the vector of another article.
    pub(super) fn lay(&mut self, vector: &Vector, terms: &Terms) {
        self.shares.resize(terms.len(), 0.0);
        for term in self.own.drain(..) {
            self.shares[term as usize] = 0.0;
        }
        for (term, share) in vector {
            self.shares[*term as usize] = *share;
            self.own.push(*term);
        }
    }

    /// The cosine of the two vectors, both of length one: 0 (nothing shared) to 1. Shared numbers and days count no more than shared
    /// words, so that two articles with nothing but a `40` in common are not alike.
    pub(super) fn cosine(&self, other: &Vector, terms: &Terms) -> f64 {
        let (mut words, mut numbers) = (0.0, 0.0);
        for (term, share) in other {
            let own = self.shares[*term as usize];
            if own > 0.0 {
                *(if terms.is_number(*term) { &mut numbers } else { &mut words }) += own * share;
            }
        }
        words + f64::min(words, numbers)
    }
}

/// The likeness of two articles: their cosine, moved by scene, by weekday and by distance in time. 0 to about 1.9.
pub(super) fn likeness(a: Side, b: Side, cosine: f64, window_days: f64) -> f64 {
    let (x, y) = (a.profile, b.profile);
    let moved = match (a.published, b.published) {
        (Some(a), Some(b)) => nearness(f64::from(a.date.days_since(b.date)), window_days) * scenes(x, y, OTHER_SCENE),
        _ => weekdays(x, y) * named_days(x, y, window_days) * datelines(x, y) * scenes(x, y, OTHER_TOWN),
    };
    cosine * moved
}

/// What the days named in both leads tell of two articles of which one at least has no date.
fn named_days(a: &Profile, b: &Profile, window_days: f64) -> f64 {
    let gap = |x: u16, y: u16| u16::min(x.abs_diff(y), (12 * 31) - x.abs_diff(y));
    let gaps = a.days.iter().flat_map(|x| b.days.iter().map(move |y| gap(*x, *y)));
    match gaps.min() {
        Some(0) => SAME_NAMED_DAY,
        Some(gap) if f64::from(gap) > window_days => OTHER_NAMED_DAY,
        _ => 1.0,
    }
}

fn weekdays(a: &Profile, b: &Profile) -> f64 {
    match (a.weekdays, b.weekdays) {
        (0, _) | (_, 0) => 1.0,
        (x, y) if x & y != 0 => SAME_WEEKDAY,
        _ => OTHER_WEEKDAY,
    }
}

fn datelines(a: &Profile, b: &Profile) -> f64 {
    let is_other = !a.dateline.is_empty() && !b.dateline.is_empty() && a.dateline.is_disjoint(&b.dateline);
    if is_other { OTHER_DATELINE } else { 1.0 }
}

/// What the scenes tell; `other_town` is for two towns that the respective other article does not mention.
fn scenes(a: &Profile, b: &Profile, other_town: f64) -> f64 {
    if a.scene.is_empty() || b.scene.is_empty() {
        return 1.0;
    }
    let is_unknown = |of: &Profile, to: &Profile| of.scene.iter().any(|place| !to.names.contains(place));
    let unknown = u8::from(is_unknown(a, b)) + u8::from(is_unknown(b, a));
    let is_shared = a.scene.intersection(&b.scene).next().is_some();
    match (is_shared, unknown) {
        (true, 2) | (false, 0) => 1.0,
        (true, _) => SAME_SCENE,
        (false, 1) => UNKNOWN_SCENE,
        (false, _) if a.towns.is_empty() || b.towns.is_empty() => OTHER_SCENE,
        (false, _) => other_town,
    }
}

/// Halves at `window_days` and is next to nothing at twice that.
fn nearness(days: f64, window_days: f64) -> f64 {
    SAME_DAY * 0.5_f64.powf((days / window_days).powi(2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::weight::{Numbering, Share, Total};
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    /// What two vectors share, term by term in order.
    fn plain(a: &Vector, b: &Vector, terms: &Terms) -> f64 {
        let (mut words, mut numbers) = (0.0, 0.0);
        for (term, share) in a {
            let other = b.iter().find(|(other, _)| other == term).map_or(0.0, |(_, share)| *share);
            *(if terms.is_number(*term) { &mut numbers } else { &mut words }) += share * other;
        }
        words + f64::min(words, numbers)
    }

    proptest! {
        #[test]
        fn a_vector_laid_out_meets_others_as_term_by_term(
            articles in prop::collection::vec(prop::collection::btree_map("(w[a-h]|[1-9]{1,2})", 1u32..9, 0..12), 2..6)
        ) {
            // One share for each article.
            let share = |terms: &BTreeMap<String, u32>| Share {
                names: terms.keys().cloned().collect(),
                totals: vec![Total { articles: 1, ..Total::default() }; terms.len()],
                articles: vec![(0..).zip(terms.values().copied()).collect()],
            };
            let shares: Vec<Share> = articles.iter().map(share).collect();
            let numbering = Numbering::of(&shares);
            let counts = shares.iter().enumerate().flat_map(|(at, share)| numbering.counts(at, share)).collect();
            let terms = numbering.terms(counts);
            let vectors: Vec<Vector> = (0..shares.len()).map(|at| terms.vector(at)).collect();
            let mut spread = Spread::default();
            for a in &vectors {
                spread.lay(a, &terms);
                for b in &vectors {
                    prop_assert_eq!(spread.cosine(b, &terms).to_bits(), plain(a, b, &terms).to_bits());
                }
            }
        }
    }
}
