//! Whether two accounts disagree on a number.

use super::account::{Account, Term};
use super::align::Alignment;
use crate::model::{Bound, Quantity};

/// How far `about 40` may be from the other account's number, as a share of it: newsrooms round to the nearest ten or quarter.
const ABOUT: f64 = 0.15;

/// A share told as a fraction (`a third`) may be this many points from a percentage.
const FRACTION: f64 = 1.5;

/// From this on, numbers are rounded without saying so; below it `40` is forty.
const ROUNDED_FROM: f64 = 1000.0;

/// How many words before a number, and after what it counts, are its context.
const BEFORE: usize = 3;
const AFTER: usize = 2;

/// Below this share of common content the two accounts are too unlike to say which number answers which.
const ENOUGH_ALIKE: f64 = 0.3;

/// Whether a number of `a` and the number that stands for it in `b` cannot both be right.
pub(super) fn disagree(a: &Account, b: &Account, words: &Alignment) -> bool {
    if words.in_any_order() < ENOUGH_ALIKE {
        return false;
    }
    let lonely = |q: &&Quantity, others: &[Quantity]| !others.iter().any(|o| agree(q, o));
    let left: Vec<&Quantity> = a.claim.quantities.iter().filter(|q| lonely(q, &b.claim.quantities)).collect();
    let right: Vec<&Quantity> = b.claim.quantities.iter().filter(|q| lonely(q, &a.claim.quantities)).collect();
    left.iter().any(|x| right.iter().any(|y| same_slot(a, b, x, y) && conflict(x, y)))
}

/// Whether both numbers can be true of one thing; for this the unit does not matter.
fn agree(a: &Quantity, b: &Quantity) -> bool {
    !conflict(a, b)
}

fn conflict(a: &Quantity, b: &Quantity) -> bool {
    // A one-in-three chance to lose is a two-in-three chance to win: one share told from either side.
    let is_share = |q: &Quantity| q.unit.as_deref() == Some("%");
    if is_share(a) && is_share(b) && (a.value + b.value - 100.0).abs() < 0.1 {
        return false;
    }
    let ((low_a, high_a), (low_b, high_b)) = (range(a), range(b));
    if high_a < low_b || high_b < low_a {
        return !rounds_to(a, b) && !rounds_to(b, a);
    }
    // `at least 39` and `at least 45` can both be true, but figures that fine are counts, and the counts differ.
    let counted = |q: &Quantity| q.value % 10.0 != 0.0 && q.high.is_none();
    a.bound == b.bound && matches!(a.bound, Bound::AtLeast | Bound::AtMost) && counted(a) && counted(b) && a.value != b.value
}

/// The values that a quantity can have.
fn range(q: &Quantity) -> (f64, f64) {
    let high = q.high.unwrap_or(q.value);
    let slack = match q.bound {
        Bound::About => ABOUT * high.abs(),
        // `a third` is 33.33…: nobody means the decimals.
        Bound::Exact if is_fraction(q) => FRACTION,
        _ => 0.0,
    };
    match q.bound {
        Bound::AtLeast => (q.value, f64::INFINITY),
        Bound::AtMost => (f64::NEG_INFINITY, high),
        _ => (q.value - slack, high + slack),
    }
}

fn is_fraction(q: &Quantity) -> bool {
    q.unit.as_deref() == Some("%") && (q.value * 10.0).fract().abs() > 1e-6
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

/// Whether two numbers count the same thing: one unit, and a word of content beside both, in whatever order.
fn same_slot(a: &Account, b: &Account, x: &Quantity, y: &Quantity) -> bool {
    let one_unit = match (&x.unit, &y.unit) {
        (Some(u), Some(v)) => u == v,
        (None, None) => stands_free(a, x) && stands_free(b, y),
        // `39 were killed` and `45 civilians were killed`; money and shares always show their unit.
        (Some(unit), None) => stands_free(b, y) && stands_free(a, x) && !always_told(unit),
        (None, Some(unit)) => stands_free(a, x) && stands_free(b, y) && !always_told(unit),
    };
    let beside = context(b, y);
    one_unit && context(a, x).any(|stem| beside.clone().any(|other| other == stem))
}

fn always_told(unit: &str) -> bool {
    matches!(unit, "%" | "point" | "$" | "€" | "£")
}

/// Whether a space follows the number: `39 were killed`, not an age between commas or the `seven` of `seven-count`.
fn stands_free(account: &Account, q: &Quantity) -> bool {
    account.between(q.span.end, account.article.text.len()).starts_with(char::is_whitespace)
}

/// Words that tell what or how much is counted, not of what it is told.
const MEASURES: [&str; 9] = ["peopl", "percent", "per", "cent", "dollar", "hundr", "thousand", "million", "billion"];

/// The stems of the content words beside a number, without what it counts.
fn context<'a>(account: &'a Account, q: &'a Quantity) -> impl Iterator<Item = &'a str> + Clone {
    let first = account.terms.partition_point(|t| t.span.end <= q.span.start);
    let last = account.terms.partition_point(|t| t.span.start < q.span.end);
    let before = account.terms.get(first.saturating_sub(BEFORE)..first).unwrap_or(&[]);
    let unit = q.unit.as_deref().unwrap_or("");
    let counted = move |t: &&Term| t.stem == unit || MEASURES.contains(&t.stem.as_str());
    let after = account
        .terms
        .iter()
        .skip(last)
        .skip_while(move |t| counted(t) || matches!(t.folded.as_str(), "of" | "the"))
        .take(AFTER);
    let tells = move |t: &&Term| t.is_content && !counted(t) && !t.folded.starts_with(|c: char| c.is_ascii_digit());
    before.iter().chain(after).filter(tells).map(|t| t.stem.as_str())
}

/// Whether both stretches of words are numbers that agree (`20`, `twenty`).
pub(super) fn same_number(a: &Account, x: &[Term], b: &Account, y: &[Term]) -> bool {
    let of = |account: &Account, terms: &[Term]| {
        let inside = |q: &&Quantity| terms.iter().any(|t| t.span.overlap(q.span) > 0);
        account.claim.quantities.iter().find(inside).cloned()
    };
    of(a, x).zip(of(b, y)).is_some_and(|(p, q)| agree(&p, &q))
}
