//! What holds two claims together, with the parts of the score that move it most.

use crate::export::cell;
use crate::model::{Evidence, Link, MatchKey};
use crate::score::Weights;

/// Parts of a score that are shown.
const PARTS: usize = 6;

/// A part that moves the log-odds by less is not shown: it moves a probability by a hundredth at most.
const LEAST: f64 = 0.05;

/// The links of a run, and the mean link against which the parts of one are read.
pub(in crate::report) struct Scale<'a> {
    links: &'a [Link],
    /// Where the links of each left claim start among all; one more at the end. Links are sorted by pair.
    starts: Vec<usize>,
    weights: &'a Weights,
    mean: Evidence,
}

/// A part of a score: its position in [`Evidence::NAMES`], its value, and what it adds to the log-odds of the mean link.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Part {
    pub(super) name: usize,
    pub(super) value: f64,
    pub(super) adds: f64,
}

impl<'a> Scale<'a> {
    pub(in crate::report) fn of(links: &'a [Link], weights: &'a Weights) -> Self {
        let mut sums = [0.0f64; Evidence::NAMES.len()];
        let mut count = 0u32;
        for link in links.iter().filter(|link| link.pair.key == MatchKey::Event) {
            sums.iter_mut().zip(link.evidence.0).for_each(|(sum, value)| *sum += as_written(value));
            count += 1;
        }
        let mean = Evidence(sums.map(|sum| (sum / f64::from(count.max(1))) as f32));
        Scale { links, starts: starts(links), weights, mean }
    }

    /// The link between two claims, in either order.
    pub(super) fn link(&self, one: usize, other: usize) -> Option<&'a Link> {
        let (left, right) = (one.min(other), one.max(other));
        // A claim has few links: looking among those of all claims would fetch far more memory.
        let own = self.links.get(*self.starts.get(left)?..*self.starts.get(left + 1)?)?;
        own.binary_search_by_key(&right, |link| link.pair.right).ok().and_then(|at| own.get(at))
    }

    /// The parts that move a link's score most, the strongest first. Links across events are not scored by parts.
    pub(super) fn parts(&self, link: &Link) -> Vec<Part> {
        if link.pair.key == MatchKey::Reuse {
            return Vec::new();
        }
        let evidence = Evidence(link.evidence.0.map(|value| as_written(value) as f32));
        let parts = self.weights.contributions(&evidence, &self.mean).into_iter().enumerate();
        let part =
            |(name, c): (usize, crate::score::Contribution)| Part { name, value: f64::from(c.value), adds: c.log_odds() };
        let mut parts: Vec<Part> = parts.map(part).filter(|part| part.adds.abs() >= LEAST).collect();
        parts.sort_by(|a, b| b.adds.abs().total_cmp(&a.adds.abs()).then(a.name.cmp(&b.name)));
        parts.truncate(PARTS);
        parts
    }
}

/// Where the links of each left claim start.
fn starts(links: &[Link]) -> Vec<usize> {
    let mut starts = vec![0; links.iter().map(|link| link.pair.left + 2).max().unwrap_or(0)];
    links.iter().for_each(|link| starts[link.pair.left + 1] += 1);
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    starts
}

/// A value with the four decimals that the files of a run have, so that a reopened run is shown as a fresh one. The product is exact:
/// a single has 24 bits, ten thousand has 14. It is rounded, ties to even, by a sum that has no bits below the unit; where it is too
/// large for that, it is a whole number. All values of all links come by here, several at once: nothing is called for them.
#[inline]
fn as_written(value: f32) -> f64 {
    const UNITS: f64 = (3_u64 << 51) as f64;
    const LARGEST: f64 = (1_u64 << 51) as f64;
    let scaled = f64::from(value) * 1e4;
    let rounded = (scaled + UNITS) - UNITS;
    (if scaled.abs() < LARGEST { rounded } else { scaled }) / 1e4
}

/// A share in ten-thousandths, as the files of a run have it.
pub(super) fn ten_thousandths(share: f64) -> i64 {
    cell::ten_thousandths(share).unwrap_or_else(|| {
        let written: f64 = format!("{share:.4}").parse().unwrap_or(share);
        (written * 1e4).round() as i64
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn values_are_rounded_as_the_library_would(value in -2.0f32..2.0, bits in any::<u32>(), ties in -100_000i32..100_000) {
            for value in [value, f32::from_bits(bits), ties as f32 / 20_000.0, ties as f32 / 32.0] {
                let expected = (f64::from(value) * 1e4).round_ties_even() / 1e4;
                prop_assert!(as_written(value) == expected || value.is_nan(), "{value}");
            }
        }
    }
}
