//! The second look: what the first look at all pairs says about one of them.
//!
//! Accounts of one talk keep its order, so a likely pair makes the pairs around it likelier; one outlet rarely reports a statement twice,
//! so a likelier pair of the same claim makes it less likely; and two claims that a third article's claim is likely the same as are
//! likelier the same.

use super::group::{Group, Valued, Window};
use crate::model::MatchKey;
use std::sync::LazyLock;

/// Probabilities of the first look below this count as none, 0 to 1.
const LEAST: f32 = 0.01;

/// How far around a claim the wider look goes, in claims of its article.
const AROUND: usize = 2;

/// How far around a claim its vicinity goes, in claims of its article.
const VICINITY: usize = 8;

/// Over so many claims, those of both articles added up, a pair's bearing on those around falls to a third.
const FADES_OVER: f32 = 4.0;

/// What is left of a pair's bearing at each distance.
static FADED: LazyLock<[f32; 2 * VICINITY + 1]> =
    LazyLock::new(|| std::array::from_fn(|away| (-(away as f32) / FADES_OVER).exp()));

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
        FirstLook { group, next: group.next_best(&counted), likely: group.valued(&counted) }
    }

    /// What is seen from the claims of one row after the other.
    pub fn window(&self) -> Window<'_> {
        Window::new(&self.likely, AROUND)
    }

    /// What the other pairs say of the pair of whose left claim `window` and `vicinity` are, and whose own probability is `p`. All 0 for
    /// two claims of one article. The pairs of a row are asked for in order.
    pub fn context(
        &self,
        (window, vicinity): (&Window, &mut Vicinity),
        (left, right): (usize, usize),
        pair: usize,
        p: f32,
    ) -> Context {
        if self.group.in_one_article(left, right) {
            return Context::default();
        }
        let of_left = window.row(left);
        let products = self.likely.of(right).iter().map(|(third, with_right)| of_left[*third as usize] * with_right);
        let support = products.fold(0f32, f32::max);
        let (near, around) = self.around(window, left, right);
        Context { lead: p - self.next[pair], support, near, around, vicinity: vicinity.at(right) }
    }

    /// The likely pairs of the claims around `left`, for the pairs of its row in order.
    pub fn vicinity(&self, left: usize) -> Vicinity<'_> {
        let claims = &self.group.claims;
        let around = left.saturating_sub(VICINITY)..(left + VICINITY + 1).min(claims.len());
        let rows = around.filter_map(|from| {
            let (list, away) = (self.likely.of(from), claims[from].abs_diff(claims[left]));
            let is_close = away <= VICINITY && self.group.in_one_article(from, left);
            (is_close && !list.is_empty()).then_some((away, list))
        });
        Vicinity { group: self.group, rows: rows.collect() }
    }

    fn around(&self, window: &Window, left: usize, right: usize) -> (f32, f32) {
        let (close_left, close_right) = (self.group.beside(left, 1), self.group.beside(right, 1));
        let beside = self.group.beside(right, AROUND);
        let (mut near, mut around) = (0f32, 0f32);
        for from in self.group.beside(left, AROUND) {
            if self.likely.of(from).is_empty() {
                continue;
            }
            let row = window.row(from);
            for to in beside.clone().filter(|to| (from, *to) != (left, right)) {
                around = around.max(row[to]);
                if close_left.contains(&from) && close_right.contains(&to) {
                    near = near.max(row[to]);
                }
            }
        }
        (near, around)
    }
}

/// The likely pairs of the claims around one.
pub(super) struct Vicinity<'a> {
    group: &'a Group,
    /// By claim around: how far it is away, and its likely pairs from the first on that can be near the next right claim.
    rows: Vec<(usize, &'a [(u32, f32)])>,
}

impl Vicinity<'_> {
    /// How much there is around the pair with `right`, as [`Context::vicinity`]. Right claims are asked for in order.
    fn at(&mut self, right: usize) -> f32 {
        let (claims, faded) = (&self.group.claims, &*FADED);
        let mut sum = 0f32;
        for (away, list) in &mut self.rows {
            let passed = list.iter().take_while(|(to, _)| claims[*to as usize] + VICINITY < claims[right]).count();
            *list = &list[passed..];
            for (to, p) in list.iter().take_while(|(to, _)| claims[*to as usize] <= claims[right] + VICINITY) {
                let away = *away + claims[*to as usize].abs_diff(claims[right]);
                if away > 0 && self.group.in_one_article(*to as usize, right) {
                    sum += p * faded[away];
                }
            }
        }
        sum.ln_1p()
    }
}
