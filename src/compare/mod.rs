//! How do the accounts of a statement differ, and who carried it?

use crate::model::{Article, Claim, Event, Flag, Statement};

/// How accounts are compared.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CompareOptions {}

/// How the accounts of one statement differ, each flag once, in the order of [`Flag::ALL`].
pub fn flags(_statement: &Statement, _claims: &[Claim], _articles: &[Article], _options: &CompareOptions) -> Vec<Flag> {
    Vec::new()
}

/// Whether one article of an event carries one statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// The statement, by position.
    pub statement: usize,
    /// The article, by position.
    pub article: usize,
    /// The event, by position.
    pub event: usize,
    /// The claim that carries it, by position; `None` where the article omits it. Where several do, the one with the strongest tie.
    pub claim: Option<usize>,
}

/// One row for each statement and each article of its event, in that order. A statement whose members come from several events has
/// a row for each of their articles only: others were not in a position to omit it.
pub fn coverage(_statements: &[Statement], _claims: &[Claim], _events: &[Event]) -> Vec<Coverage> {
    Vec::new()
}
