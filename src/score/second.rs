//! The second look: what the first look at all pairs says about one of them.
//!
//! Accounts of one talk keep its order, so a likely pair makes the pairs around it likelier; one outlet rarely reports a statement twice,
//! so a likelier pair of the same claim makes it less likely; and two claims that a third article's claim is likely the same as are
//! likelier the same.

use super::group::{Group, Valued};
use crate::model::MatchKey;
use std::ops::Range;
use std::sync::LazyLock;

/// Probabilities of the first look below this count as none, 0 to 1.
pub(super) const LEAST: f32 = 0.01;

/// How far the claims beside a claim are, in claims of its article.
const BESIDE: usize = 1;

/// How far around a claim the wider look goes, in claims of its article.
const AROUND: usize = 2;

/// How far around a claim its vicinity goes, in claims of its article.
const VICINITY: usize = 8;

/// Over so many claims, those of both articles added up, a pair's bearing on those around falls to a third.
const FADES_OVER: f32 = 4.0;

/// How many places around a claim its vicinity has.
const PLACES: usize = 2 * VICINITY + 1;

/// What is left of a pair's bearing, by how far its left claim is away and by the place of its right claim around the other; nothing of
/// its bearing on itself.
static FADED: LazyLock<[[f32; PLACES]; VICINITY + 1]> = LazyLock::new(|| {
    let faded = |away: usize| if away == 0 { 0.0 } else { (-(away as f32) / FADES_OVER).exp() };
    std::array::from_fn(|left| std::array::from_fn(|place| faded(left + place.abs_diff(VICINITY))))
});

/// What the other pairs say of one; each from 0 to 1, the lead from -1, the vicinity from 0 up.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Context {
    /// By how much its probability is above the next best of either claim in the other's article; below 0 where it is not the best.
    pub lead: f32,
    /// The best product of the probabilities of both claims with one claim of a third article.
    pub support: f32,
    /// The best probability between the claims beside the one and those beside the other, the claims themselves included.
    pub near: f32,
    /// The same up to two claims away.
    pub around: f32,
    /// The probabilities of all pairs up to [`VICINITY`] claims away, the less the farther: `ln(1 + Σ p e^(-d / 4))`.
    pub vicinity: f32,
}

/// The first look at all pairs of a group.
pub(super) struct FirstLook<'a> {
    group: &'a Group,
    next: Vec<f32>,
    /// For each claim its pairs of [`LEAST`] and more with claims of other articles of its event.
    likely: Valued,
    /// For each claim its place in a row of all claims: as far from another of its article as the two are apart there, and out of the
    /// vicinity of all others.
    places: Vec<usize>,
}

impl<'a> FirstLook<'a> {
    /// `probabilities` are those of the pairs of `group`.
    pub fn of(group: &'a Group, probabilities: &[f32]) -> Self {
        let mut counted = vec![0f32; probabilities.len()];
        if group.key == Some(MatchKey::Event) {
            for left in 0..group.claims.len() {
                for (right, pair) in group.row(left) {
                    if probabilities[pair] >= LEAST && !group.in_one_article(left, right) {
                        counted[pair] = probabilities[pair];
                    }
                }
            }
        }
        let mut places = Vec::with_capacity(group.claims.len());
        let mut place = VICINITY;
        for claim in 0..group.claims.len() {
            if claim > 0 {
                let is_near = group.in_one_article(claim - 1, claim);
                let apart = if is_near { group.claims[claim] - group.claims[claim - 1] } else { usize::MAX };
                place += apart.min(VICINITY + 1);
            }
            places.push(place);
        }
        FirstLook { group, next: group.next_best(&counted), likely: group.valued(&counted), places }
    }

    /// What is seen from the claims of one row after the other.
    pub fn surroundings(&self) -> Surroundings<'_> {
        let places = self.places.last().map_or(0, |last| last + VICINITY + 1);
        let none = || vec![0f32; places];
        let support = vec![0f32; self.places.len()];
        Surroundings {
            look: self,
            support,
            near: none(),
            around: none(),
            vicinity: none(),
            touched: places..0,
            most_support: 0.0,
            most_around: 0.0,
        }
    }
}

/// What all likely pairs of a group say of the pairs of one left claim: each is laid out to all that it bears on.
pub(super) struct Surroundings<'a> {
    look: &'a FirstLook<'a>,
    /// By right claim.
    support: Vec<f32>,
    /// By the place of the right claim.
    near: Vec<f32>,
    around: Vec<f32>,
    vicinity: Vec<f32>,
    /// The places that are not all 0.
    touched: Range<usize>,
    /// The greatest support, and the greatest probability up to [`AROUND`] claims away.
    most_support: f32,
    most_around: f32,
}

/// The values up to `reach` places from one: always as many, so that the compiler makes a few steps of them.
#[inline]
fn around<const N: usize>(row: &mut [f32], place: usize, reach: usize) -> Option<&mut [f32; N]> {
    row.get_mut(place - reach..place + reach + 1)?.try_into().ok()
}

/// Raises the values around a place to `value` where they are less, but for the one at the place itself if that `is_own`.
#[inline]
fn best_of<const N: usize>(row: &mut [f32], place: usize, value: f32, is_own: bool) {
    let own = row[place];
    if let Some(row) = around::<N>(row, place, N / 2) {
        row.iter_mut().for_each(|best| *best = if value > *best { value } else { *best });
    }
    if is_own {
        row[place] = own;
    }
}

impl Surroundings<'_> {
    /// Moves to the row of `left`.
    pub fn move_to(&mut self, left: usize) {
        let FirstLook { group, likely, .. } = self.look;
        let claims = &group.claims;
        self.support.fill(0.0);
        (self.most_support, self.most_around) = (0.0, 0.0);
        for (third, p) in likely.of(left) {
            let others = likely.of(*third as usize);
            for (right, q) in &others[others.partition_point(|(right, _)| *right as usize <= left)..] {
                let support = &mut self.support[*right as usize];
                *support = support.max(p * q);
                self.most_support = self.most_support.max(*support);
            }
        }
        if !self.touched.is_empty() {
            for row in [&mut self.near, &mut self.around, &mut self.vicinity] {
                row[self.touched.clone()].fill(0.0);
            }
        }
        self.touched = self.vicinity.len()..0;
        for from in left.saturating_sub(VICINITY)..(left + VICINITY + 1).min(claims.len()) {
            let away = claims[from].abs_diff(claims[left]);
            if away > VICINITY || !group.in_one_article(from, left) {
                continue;
            }
            // The pairs of the row are with later claims.
            let list = likely.of(from);
            let list = &list[list.partition_point(|(to, _)| claims[*to as usize] + VICINITY <= claims[left])..];
            self.lay_out(away, list);
        }
    }

    /// Lays out pairs whose left claim is `away` from that of the row.
    fn lay_out(&mut self, away: usize, list: &[(u32, f32)]) {
        let places = &self.look.places;
        let place = |(to, _): &(u32, f32)| places[*to as usize];
        if let (Some(first), Some(last)) = (list.first().map(place), list.last().map(place)) {
            self.touched = self.touched.start.min(first - VICINITY)..self.touched.end.max(last + VICINITY + 1);
        }
        let faded = &FADED[away];
        for one in list {
            if let Some(sums) = around::<PLACES>(&mut self.vicinity, place(one), VICINITY) {
                for at in 0..PLACES {
                    sums[at] += one.1 * faded[at];
                }
            }
        }
        // A pair is not beside itself.
        let is_own = away == 0;
        if away <= AROUND {
            self.most_around = list.iter().fold(self.most_around, |most, one| most.max(one.1));
            list.iter().for_each(|one| best_of::<{ 2 * AROUND + 1 }>(&mut self.around, place(one), one.1, is_own));
        }
        if away <= BESIDE {
            list.iter().for_each(|one| best_of::<{ 2 * BESIDE + 1 }>(&mut self.near, place(one), one.1, is_own));
        }
    }

    /// The most that the other pairs say of any pair of the row that has no probability of its own.
    pub fn most(&self) -> Context {
        let vicinity = self.vicinity.get(self.touched.clone()).unwrap_or_default();
        let vicinity = vicinity.iter().fold(0f32, |most, sum| if *sum > most { *sum } else { most });
        let (near, around) = (self.most_around, self.most_around);
        Context { lead: 0.0, support: self.most_support, near, around, vicinity: vicinity.ln_1p() }
    }

    /// What the other pairs say of a pair of the row, whose own probability is `p`. All 0 for two claims of one article.
    #[inline]
    pub fn of_pair(&self, (left, right): (usize, usize), pair: usize, p: f32) -> Context {
        if self.look.group.in_one_article(left, right) {
            return Context::default();
        }
        let place = self.look.places[right];
        Context {
            lead: p - self.look.next[pair],
            support: self.support[right],
            near: self.near[place],
            around: self.around[place],
            vicinity: if self.vicinity[place] > 0.0 { self.vicinity[place].ln_1p() } else { 0.0 },
        }
    }
}
