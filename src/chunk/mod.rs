//! What does an article say? Articles become claims.

mod date;
mod polarity;
mod quantity;
mod tokens;

use crate::model::{Article, Claim};
use crate::observe::Observer;

/// How articles are cut.
#[derive(Debug, Clone, PartialEq)]
pub struct ChunkOptions {}

impl Default for ChunkOptions {
    fn default() -> Self {
        ChunkOptions {}
    }
}

/// Cuts all articles into claims, sorted by article and place. Claims of one article do not overlap.
pub fn chunk(_articles: &[Article], _options: &ChunkOptions, _observer: &dyn Observer) -> Vec<Claim> {
    Vec::new()
}
