//! The library's only voice: what it tells while it works.

use crate::error::Problem;

/// The stages of a run, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Files and records become raw articles.
    Ingest,
    /// Raw articles become articles.
    Normalize,
    /// Articles become claims.
    Chunk,
    /// Articles are grouped into events and origins.
    Event,
    /// Claims are made ready for comparison.
    Index,
    /// Claims worth comparing are paired.
    Pair,
    /// Pairs become links.
    Score,
    /// Links become statements.
    Cluster,
    /// Accounts of each statement are compared.
    Compare,
    /// The output is written.
    Export,
    /// The report is made.
    Report,
}

impl Stage {
    /// All stages, in order.
    pub const ALL: [Stage; 11] = [
        Stage::Ingest,
        Stage::Normalize,
        Stage::Chunk,
        Stage::Event,
        Stage::Index,
        Stage::Pair,
        Stage::Score,
        Stage::Cluster,
        Stage::Compare,
        Stage::Export,
        Stage::Report,
    ];

    /// The word for it in progress lines and in `run.json`.
    pub fn as_str(self) -> &'static str {
        match self {
            Stage::Ingest => "ingest",
            Stage::Normalize => "normalize",
            Stage::Chunk => "chunk",
            Stage::Event => "event",
            Stage::Index => "index",
            Stage::Pair => "pair",
            Stage::Score => "score",
            Stage::Cluster => "cluster",
            Stage::Compare => "compare",
            Stage::Export => "export",
            Stage::Report => "report",
        }
    }

    /// What one step of it is, in the plural.
    pub fn unit(self) -> &'static str {
        match self {
            Stage::Ingest | Stage::Export => "files",
            Stage::Normalize | Stage::Chunk | Stage::Event => "articles",
            Stage::Index => "claims",
            Stage::Pair => "events",
            Stage::Score => "pairs",
            Stage::Cluster => "groups",
            Stage::Compare => "statements",
            Stage::Report => "parts",
        }
    }
}

/// Is told of progress and problems. All methods do nothing by default; they may be called from several threads.
pub trait Observer: Sync {
    /// A stage begins; `total` is how many steps it has, where that is known.
    fn begin(&self, _stage: Stage, _total: Option<u64>) {}
    /// `steps` more steps of a stage are done.
    fn advance(&self, _stage: Stage, _steps: u64) {}
    /// A stage is over.
    fn end(&self, _stage: Stage) {}
    /// Something is wrong with one input. The same problem is also in the outcome.
    fn problem(&self, _problem: &Problem) {}
}

/// An [`Observer`] that listens to nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Observer for Silent {}
