//! Which claims are accounts of one statement? Links become statements, without chaining.

mod linkage;
mod statements;

use crate::model::{Claim, Event, Link, Statement};
use crate::observe::{Observer, Stage};
use rayon::prelude::*;

/// When claims are taken to be accounts of one statement.
#[derive(Debug, Clone, PartialEq)]
pub struct ClusterOptions {
    /// The mean probability of its links to the other members that a claim needs to be one, 0 to 1. Default 0.3, where F1 on the
    /// development sets is best (`docs/method.md`).
    pub threshold: f64,
    /// The probability that two claims of one article need: an article rarely reports a statement twice. 0 to 1, default 0.8.
    pub same_article: f64,
}

impl Default for ClusterOptions {
    fn default() -> Self {
        ClusterOptions { threshold: 0.3, same_article: 0.8 }
    }
}

/// Groups claims into statements, sorted by event and id. Every statement has claims of two articles at least, and no member whose mean
/// probability to the others is below the threshold.
pub fn cluster(
    claims: &[Claim],
    events: &[Event],
    links: &[Link],
    options: &ClusterOptions,
    observer: &dyn Observer,
) -> Vec<Statement> {
    let components = linkage::components(claims, links, options);
    observer.begin(Stage::Cluster, Some(components.len() as u64));
    let event_of = statements::event_of_claims(claims, events);
    let found = components.par_iter().map(|ties| {
        let groups = linkage::groups(ties, options.threshold);
        observer.advance(Stage::Cluster, 1);
        groups
            .into_iter()
            .filter_map(|g| statements::statement(claims, &event_of, ties, g, options.threshold))
            .collect::<Vec<_>>()
    });
    let mut statements: Vec<Statement> = found.collect::<Vec<_>>().into_iter().flatten().collect();
    statements.sort_by(|a, b| (a.event.is_none(), a.event, &a.id).cmp(&(b.event.is_none(), b.event, &b.id)));
    observer.end(Stage::Cluster);
    statements
}
