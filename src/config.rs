//! All options of a run, from defaults, a file and flags.

/// The options of every room.
#[derive(Debug, Clone, Default)]
#[allow(missing_docs)]
pub struct Config {
    pub ingest: crate::ingest::IngestOptions,
    pub normalize: crate::normalize::NormalizeOptions,
    pub chunk: crate::chunk::ChunkOptions,
    pub event: crate::event::EventOptions,
    pub index: crate::index::IndexOptions,
    pub pair: crate::pair::PairOptions,
    pub score: crate::score::ScoreOptions,
    pub cluster: crate::cluster::ClusterOptions,
    pub compare: crate::compare::CompareOptions,
}
