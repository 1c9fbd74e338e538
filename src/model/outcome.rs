//! All that a run made.

use super::{Article, Claim, Event, Link, Origin, Statement};
use crate::error::Problem;

/// All that a run made, each list in its final order. What the outputs show comes from here and nowhere else.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// The articles, by id.
    pub articles: Vec<Article>,
    /// The claims, by article and place.
    pub claims: Vec<Claim>,
    /// The events, by first publication and id.
    pub events: Vec<Event>,
    /// The origins, by id.
    pub origins: Vec<Origin>,
    /// The links, by pair.
    pub links: Vec<Link>,
    /// The statements, by event and id.
    pub statements: Vec<Statement>,
    /// The problems, by path, line, kind and message.
    pub problems: Vec<Problem>,
    /// What was counted on the way.
    pub counts: Counts,
}

/// What was counted on the way, for `run.json` and the summary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Files that were opened.
    pub files: u64,
    /// Files and records that gave no article.
    pub rejected: u64,
    /// Hidden files and folders that were passed over.
    pub hidden: u64,
    /// Files that several inputs name, beyond the first time.
    pub repeated: u64,
    /// Earlier versions of articles, and the same articles once more; the newest of each is among the articles.
    pub superseded: u64,
    /// Pairs of articles that a limit on size left out when events were made.
    pub article_pairs_left_out: u64,
    /// Articles too long to be profiled whole for their event.
    pub articles_cut: u64,
    /// Pairs that were scored.
    pub pairs: u64,
    /// Pairs that a limit on size left out.
    pub pairs_left_out: u64,
    /// Links too weak to be kept in `pairs.csv`.
    pub links_below_keep: u64,
}
