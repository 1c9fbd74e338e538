//! Which articles are there? Paths become raw articles, one for each text file or record.

use crate::error::{Error, Problem};
use crate::model::RawArticle;
use crate::observe::Observer;
use std::path::PathBuf;

/// How inputs are read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct IngestOptions {}

/// What the inputs held.
#[derive(Debug, Clone, Default)]
pub struct Ingested {
    /// The articles, sorted by id; ids are unique.
    pub articles: Vec<RawArticle>,
    /// What was wrong with inputs, sorted.
    pub problems: Vec<Problem>,
    /// Files that were opened.
    pub files: u64,
    /// Files and records that gave no article.
    pub rejected: u64,
}

/// Reads all `inputs`: files, folders, and `-` for standard input.
///
/// # Errors
/// When there is no input at all, or one that was named does not exist.
pub fn ingest(_inputs: &[PathBuf], _options: &IngestOptions, _observer: &dyn Observer) -> Result<Ingested, Error> {
    Ok(Ingested::default())
}
