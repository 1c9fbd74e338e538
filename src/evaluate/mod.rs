//! How good is a run? Gold sets, and precision, recall and F1 against them.
//!
//! In: a [`Gold`] set, in which people marked which sentences report the same statement, and the [`Run`] that an output folder
//! holds. Out: an [`Evaluation`].
//!
//! A *unit* is a sentence of the gold set. A claim stands on every unit with which it shares at least half of the shorter of the
//! two. Two units of different articles are paired by the run where claims on them are in one statement. A pair is *required*
//! where both units are core members of one group of the gold set, *ignored* where both are members and one of them is not core,
//! and *false* otherwise. Precision is required pairs found among them and the false ones, recall is required pairs found among
//! all of them. Events are measured by pairs of articles in the same way. Where a gold set is not complete, only pairs that people
//! judged different are *false*, and events are not measured.
//!
//! It reads files, not an outcome, so that any program's output can be measured. A [`sweep()`] tells what a run of crosswire would be at
//! other thresholds.

mod articles;
mod doubts;
mod gold;
mod labels;
mod run;
mod statements;
mod sweep;

pub use doubts::{Doubt, doubts, sentences};
pub use gold::{Gold, GoldArticle, Group, GroupKind, Member};
pub use labels::{Answer, Grouping, Judgement, LabelledArticle, Labels, Place};
pub use run::{ArticleRow, ClaimRow, Run};
pub use statements::UnitPair;
pub use sweep::{Point, Sweep, sweep};

use serde::Serialize;

/// The figures of a run.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figures {
    /// Required pairs found, as a share of them and the false ones; 0 where there are none.
    pub precision: f64,
    /// Required pairs found, as a share of all required ones; 0 where there are none.
    pub recall: f64,
    /// The harmonic mean of the two.
    pub f1: f64,
    /// Required pairs.
    pub required: usize,
    /// Required pairs that were found.
    pub hit: usize,
    /// False pairs.
    #[serde(rename = "false")]
    pub wrong: usize,
    /// Recall among pairs of groups that are quotes.
    pub recall_quote: f64,
    /// Recall among pairs of groups that are facts.
    pub recall_fact: f64,
    /// Articles of the run that the gold set does not know, sorted.
    pub unknown_articles: Vec<String>,
    /// The figures of the events, where the run tells its articles' events.
    #[serde(flatten)]
    pub events: Option<EventFigures>,
}

/// The figures of a run's events, by pairs of articles.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct EventFigures {
    /// Pairs in one event that belong there.
    #[serde(rename = "event_precision")]
    pub precision: f64,
    /// Pairs that belong in one event and are there.
    #[serde(rename = "event_recall")]
    pub recall: f64,
    /// The harmonic mean of the two.
    #[serde(rename = "event_f1")]
    pub f1: f64,
}

/// A pair of units that the run should have found, or should not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The gist of the group that asks for the pair, or the id of the statement that made it.
    pub because: String,
    /// The pair.
    pub pair: UnitPair,
}

/// The figures, and the pairs behind them.
#[derive(Debug, Clone, PartialEq)]
pub struct Evaluation {
    /// The figures.
    pub figures: Figures,
    /// Required pairs that were not found, in the order of the gold set.
    pub misses: Vec<Verdict>,
    /// False pairs, in the order of the run.
    pub wrong: Vec<Verdict>,
}

/// Measures `run` against `gold`.
pub fn evaluate(gold: &Gold, run: &Run) -> Evaluation {
    let mut evaluation = statements::evaluate(gold, &run.claims);
    evaluation.figures.events = run.articles.as_ref().filter(|_| gold.complete).map(|rows| articles::evaluate(gold, rows));
    evaluation
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

fn f1(precision: f64, recall: f64) -> f64 {
    if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) }
}

#[cfg(test)]
mod tests;
