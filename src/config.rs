//! All options of a run, from defaults, a file and flags.

/// The options of every room.
#[derive(Debug, Clone, Default)]
pub struct Config {}
