//! How good would a run be at other thresholds? Its links are clustered again for each.

use super::{ClaimRow, Figures, Gold, statements};
use crate::cluster::{ClusterOptions, cluster};
use crate::model::Statement;
use crate::observe::Silent;
use crate::reopen::Reopened;
use crate::text::CodePoints;

/// A run at one threshold.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// [`ClusterOptions::threshold`].
    pub threshold: f64,
    /// Statements that there are at this threshold.
    pub statements: usize,
    /// The figures of the statements; those of events do not depend on the threshold and are left out.
    pub figures: Figures,
}

/// A run at many thresholds.
#[derive(Debug, Clone, PartialEq)]
pub struct Sweep {
    /// By threshold, ascending; never empty.
    pub points: Vec<Point>,
    /// The position of the point with the highest F1; of several, the one with the highest threshold.
    pub best: usize,
    /// The position of the point with the run's own threshold.
    pub own: usize,
    /// The lowest probability that the run kept: what it left out counts as 0 here, so lower thresholds cannot be judged.
    pub keep: f64,
}

impl Sweep {
    /// Whether the best point is the lowest one that the run can tell, so that a better one may lie below.
    pub fn best_is_lowest(&self) -> bool {
        self.best == 0
    }
}

/// Thresholds are tried in steps of one part in this many.
const STEPS: u32 = 20;

/// Measures `run` at thresholds from the lowest probability that it kept to 0.95, in steps of 0.05, and at its own threshold.
pub fn sweep(gold: &Gold, run: &Reopened) -> Sweep {
    let (own, keep) = (run.config.cluster.threshold, run.config.score.keep);
    let grid = (1..STEPS).map(|step| f64::from(step) / f64::from(STEPS));
    let mut thresholds: Vec<f64> = grid.filter(|threshold| *threshold >= keep && *threshold != own).chain([own]).collect();
    thresholds.sort_by(f64::total_cmp);
    let places = places(run);
    let points: Vec<Point> = thresholds.iter().map(|threshold| point(gold, run, &places, *threshold)).collect();
    let best = (0..points.len()).max_by(|a, b| points[*a].figures.f1.total_cmp(&points[*b].figures.f1));
    let own = thresholds.iter().position(|threshold| *threshold == own);
    Sweep { points, best: best.unwrap_or(0), own: own.unwrap_or(0), keep }
}

fn point(gold: &Gold, run: &Reopened, places: &[(i64, i64)], threshold: f64) -> Point {
    let options = ClusterOptions { threshold, ..run.config.cluster.clone() };
    let found = cluster(&run.articles, &run.claims, &run.events, &run.links, &options, &Silent);
    let figures = statements::evaluate(gold, &rows(run, places, &found)).figures;
    Point { threshold, statements: found.len(), figures }
}

/// Where each claim stands, in code points.
fn places(run: &Reopened) -> Vec<(i64, i64)> {
    let points: Vec<CodePoints> = run.articles.iter().map(|article| CodePoints::of(&article.text)).collect();
    let place = |at: usize| i64::try_from(at).unwrap_or(i64::MAX);
    let of = run.claims.iter().map(|claim| points[claim.article].span(claim.span));
    of.map(|(start, end)| (place(start), place(end))).collect()
}

/// What `claims.csv` would hold: a row for each claim and each of its statements, in the order of the run.
fn rows(run: &Reopened, places: &[(i64, i64)], statements: &[Statement]) -> Vec<ClaimRow> {
    let mut of_claim: Vec<Vec<&str>> = vec![Vec::new(); run.claims.len()];
    for statement in statements {
        for member in &statement.members {
            of_claim[*member].push(&statement.id);
        }
    }
    let mut rows = Vec::new();
    for ((claim, place), mut ids) in run.claims.iter().zip(places).zip(of_claim) {
        if ids.is_empty() {
            ids.push("");
        }
        let article = &run.articles[claim.article].id;
        rows.extend(ids.into_iter().map(|id| ClaimRow { article: article.clone(), statement: id.to_owned(), place: *place }));
    }
    rows
}
