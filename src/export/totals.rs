//! The figures of a whole run.

use crate::model::{ClaimKind, Outcome};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// How much a run read, made and left out: `counts` in `run.json`, and the summary on screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// Files that were opened.
    pub files: u64,
    /// Files and records that gave no article.
    pub rejected: u64,
    /// Hidden files and folders that were passed over.
    pub hidden: u64,
    /// Files that several inputs name, beyond the first time.
    pub repeated: u64,
    /// Earlier versions of articles, and the same articles once more.
    pub superseded: u64,
    /// Articles.
    pub articles: usize,
    /// Outlets; all articles whose outlet is unknown count as one.
    pub outlets: usize,
    /// Agencies whose copy was run.
    pub agencies: usize,
    /// Events.
    pub events: usize,
    /// Pairs of articles that a limit on size left out when events were made.
    pub article_pairs_left_out: u64,
    /// Articles too long to be profiled whole for their event.
    pub articles_cut: u64,
    /// Independent texts.
    pub origins: usize,
    /// Claims.
    pub claims: usize,
    /// Claims of each kind.
    pub claims_by_kind: BTreeMap<&'static str, usize>,
    /// Pairs that were scored.
    pub pairs: u64,
    /// Pairs that a limit on size left out.
    pub pairs_left_out: u64,
    /// Links that were kept, the rows of `pairs.csv`.
    pub links: usize,
    /// Links too weak to be kept.
    pub links_below_keep: u64,
    /// Statements.
    pub statements: usize,
    /// Claims that are in a statement.
    pub claims_in_statements: usize,
    /// Outlets that have an account of a statement.
    pub outlets_in_statements: usize,
    /// Problems.
    pub problems: usize,
    /// Problems of each kind.
    pub problems_by_kind: BTreeMap<&'static str, usize>,
}

impl Totals {
    /// Counts `outcome`.
    pub fn of(outcome: &Outcome) -> Self {
        let in_statements: BTreeSet<usize> = outcome.statements.iter().flat_map(|s| s.members.iter().copied()).collect();
        let outlet = |claim: &usize| outcome.articles[outcome.claims[*claim].article].outlet.as_str();
        Totals {
            files: outcome.counts.files,
            rejected: outcome.counts.rejected,
            hidden: outcome.counts.hidden,
            repeated: outcome.counts.repeated,
            superseded: outcome.counts.superseded,
            articles: outcome.articles.len(),
            outlets: distinct(outcome.articles.iter().map(|a| a.outlet.as_str())),
            agencies: distinct(outcome.articles.iter().filter_map(|a| a.agency.as_deref())),
            events: outcome.events.len(),
            article_pairs_left_out: outcome.counts.article_pairs_left_out,
            articles_cut: outcome.counts.articles_cut,
            origins: outcome.origins.len(),
            claims: outcome.claims.len(),
            claims_by_kind: by_word(outcome.claims.iter().map(|c| ClaimKind::as_str(c.kind))),
            pairs: outcome.counts.pairs,
            pairs_left_out: outcome.counts.pairs_left_out,
            links: outcome.links.len(),
            links_below_keep: outcome.counts.links_below_keep,
            statements: outcome.statements.len(),
            claims_in_statements: in_statements.len(),
            outlets_in_statements: distinct(in_statements.iter().map(outlet)),
            problems: outcome.problems.len(),
            problems_by_kind: by_word(outcome.problems.iter().map(|p| p.kind.as_str())),
        }
    }
}

fn distinct<'a>(names: impl Iterator<Item = &'a str>) -> usize {
    names.collect::<BTreeSet<_>>().len()
}

fn by_word<'a>(words: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, usize> {
    words.fold(BTreeMap::new(), |mut counts, word| {
        *counts.entry(word).or_default() += 1;
        counts
    })
}
