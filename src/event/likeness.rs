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

/// The cosine of two vectors of length one: 0 (nothing shared) to 1. Shared numbers and days count no more than shared words, so
/// that two articles with nothing but a `40` in common are not alike.
pub(super) fn cosine(a: &Vector, b: &Vector, terms: &Terms) -> f64 {
    let (mut i, mut j, mut words, mut numbers) = (0, 0, 0.0, 0.0);
    while let (Some((x, share_x)), Some((y, share_y))) = (a.get(i), b.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                *(if terms.is_number(*x) { &mut numbers } else { &mut words }) += share_x * share_y;
                i += 1;
                j += 1;
            }
        }
    }
    words + f64::min(words, numbers)
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
