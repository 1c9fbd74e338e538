//! Whether two quantities can both be right.

use crate::model::{Bound, Quantity};
use crate::text::Lexicon;
use std::sync::LazyLock;

static CONVERSIONS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/conversions.txt")));

/// How far `about 40` may be from the other account's number, as a share of it: newsrooms round to the nearest ten or quarter.
const ABOUT: f64 = 0.15;

/// A share told as a fraction (`a third`) may be this many points from a percentage.
const FRACTION: f64 = 1.5;

/// From this on, numbers are rounded without saying so; below it `40` is forty.
const ROUNDED_FROM: f64 = 1000.0;

/// How far two measures may be apart after conversion, as a share: `300 miles` is told as `480 kilometres`, `a year and a half` as
/// `18 months`, a US ton as a tonne.
const CONVERTED: f64 = 0.1;

/// Whether both numbers count the same sort of thing: one unit, or units that convert into each other.
pub(super) fn same_measure(a: &str, b: &str) -> bool {
    a == b || base(a).zip(base(b)).is_some_and(|((x, _), (y, _))| x == y)
}

/// Whether the unit measures rather than counts.
pub(super) fn is_measure(unit: &str) -> bool {
    base(unit).is_some()
}

/// What a unit measures, and how many of the base unit it is.
fn base(unit: &str) -> Option<(&'static str, f64)> {
    let (dimension, factor) = CONVERSIONS.value(unit)?.split_once(' ')?;
    Some((dimension, factor.parse().ok()?))
}

/// Whether the two cannot both be true of one thing. Quantities that measure different things never conflict.
pub(super) fn conflict(a: &Quantity, b: &Quantity) -> bool {
    match (&a.unit, &b.unit) {
        (Some(u), Some(v)) if u != v => base(u).zip(base(v)).is_some_and(|((x, f), (y, g))| {
            let apart = |a: &Quantity, b: &Quantity| disjoint(range(a, CONVERTED, f), range(b, CONVERTED, g));
            x == y && apart(a, b)
        }),
        _ => same_unit_conflict(a, b),
    }
}

fn same_unit_conflict(a: &Quantity, b: &Quantity) -> bool {
    // A one-in-three chance to lose is a two-in-three chance to win: one share told from either side.
    let is_share = |q: &Quantity| q.unit.as_deref() == Some("%");
    if is_share(a) && is_share(b) && (a.value + b.value - 100.0).abs() < 0.1 {
        return false;
    }
    if disjoint(range(a, 0.0, 1.0), range(b, 0.0, 1.0)) {
        return !rounds_to(a, b) && !rounds_to(b, a);
    }
    // `at least 39` and `at least 45` can both be true, but figures that fine, no tens or dozens, are
    // counts, and the counts differ.
    let counted = |q: &Quantity| q.value % 10.0 != 0.0 && q.value % 12.0 != 0.0 && q.high.is_none();
    a.bound == b.bound && matches!(a.bound, Bound::AtLeast | Bound::AtMost) && counted(a) && counted(b) && a.value != b.value
}

fn disjoint(a: (f64, f64), b: (f64, f64)) -> bool {
    a.1 < b.0 || b.1 < a.0
}

/// The values that a quantity can have in the base unit, with `slack` as a share of them.
fn range(q: &Quantity, slack: f64, factor: f64) -> (f64, f64) {
    let high = q.high.unwrap_or(q.value);
    let slack = match q.bound {
        Bound::About => ABOUT.max(slack) * high.abs(),
        // `a third` is 33.33…: nobody means the decimals.
        Bound::Exact if is_fraction(q) => FRACTION,
        _ => slack * high.abs() / 2.0,
    };
    let (low, high) = match q.bound {
        // `more than 40` is not forty, but `over 40 percent` may be 40.3.
        Bound::AtLeast => (q.value - slack, f64::INFINITY),
        Bound::AtMost => (f64::NEG_INFINITY, high + slack),
        _ => (q.value - slack, high + slack),
    };
    (low * factor, high * factor)
}

fn is_fraction(q: &Quantity) -> bool {
    q.unit.as_deref() == Some("%") && ((q.value * 100.0).round() - q.value * 100.0).abs() > 1e-6
}

/// Whether `coarse` is `fine` rounded to as many digits as `coarse` has.
fn rounds_to(fine: &Quantity, coarse: &Quantity) -> bool {
    let place = place(coarse.value);
    let finer = self::place(fine.value) < place;
    finer
        && fine.high.is_none()
        && coarse.high.is_none()
        && ((fine.value / place).round() * place - coarse.value).abs() < place * 1e-6
}

/// The place of the last digit that was given: 1,000 for 12,000, a tenth for 3.5. Whole numbers below a thousand are exact.
fn place(value: f64) -> f64 {
    let value = value.abs();
    let (mut place, grows) = if value.fract() == 0.0 { (1.0, value >= ROUNDED_FROM) } else { (1.0, false) };
    if grows {
        while value % (place * 10.0) == 0.0 {
            place *= 10.0;
        }
    } else if value.fract() != 0.0 {
        for _ in 0..3 {
            if ((value / place).round() * place - value).abs() < 1e-9 {
                break;
            }
            place /= 10.0;
        }
    }
    place
}
