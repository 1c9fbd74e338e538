//! Numbers and dates that a claim mentions, as values.

use super::moment::Date;
use crate::text::Span;

/// A number with its place, its bound and what it counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// Its place in the article's text (`more than 250,000 people`: the figures, without the bound and the unit).
    pub span: Span,
    /// The value; scale words (`million`) are multiplied in, and a percentage is its number (`3.5%` is 3.5).
    pub value: f64,
    /// The upper end where a range is given (`20 to 30`).
    pub high: Option<f64>,
    /// Whether it is exact, a bound or a rounding.
    pub bound: Bound,
    /// What it counts, where the words tell: `%`, `$`, `km`, or the stem of the counted noun (`civilian`).
    pub unit: Option<String>,
}

/// How a number is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bound {
    /// As it stands.
    Exact,
    /// `at least`, `more than`, `over`.
    AtLeast,
    /// `at most`, `less than`, `fewer than`, `up to`.
    AtMost,
    /// `about`, `some`, `nearly`, `dozens`.
    About,
}

/// A date with its place, as the days that it can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateMention {
    /// Its place in the article's text.
    pub span: Span,
    /// The first day it can mean.
    pub from: Date,
    /// The last day it can mean.
    pub to: Date,
}
