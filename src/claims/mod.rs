//! The second place that calls the rooms: for claims that are already cut, such as those of quotation databases.

use crate::config::Config;
use crate::error::{Error, Problem, ProblemKind};
use crate::ingest::{self, ClaimSink};
use crate::join::{self, Joined};
use crate::model::{RawClaim, Roll, RollEntry};
use crate::observe::Observer;
use std::path::PathBuf;
use words::{Depot, Words};

mod run;
mod unique;
mod words;

pub use run::run;

/// The links between claims that came cut.
#[derive(Debug, Default)]
pub struct Paired {
    /// The claims.
    pub roll: Roll,
    /// Pairs in nearly the same words, and what was counted while they were searched.
    pub near: Joined,
    /// What was wrong with inputs, sorted.
    pub problems: Vec<Problem>,
    /// Files that were opened.
    pub files: u64,
    /// Files and records that gave no claim.
    pub rejected: u64,
}

/// One block of the input: who published what, and the words of each claim. No text is kept.
#[derive(Debug)]
struct Block {
    roll: Roll,
    words: Words,
    /// Where the claims come from: the file and the line of each.
    path: String,
    lines: Vec<u32>,
}

impl ClaimSink for Block {
    fn take(&mut self, claim: RawClaim<'_>) {
        if self.path.is_empty() {
            self.path.push_str(claim.path);
        }
        self.lines.push(u32::try_from(claim.line).unwrap_or(u32::MAX));
        let RawClaim { id, source: outlet, speaker, event, .. } = claim;
        self.roll.push(RollEntry { id, outlet, speaker, event });
        self.words.add(claim.text);
    }

    fn close(&mut self) {
        self.words.close();
    }
}

/// Takes `inputs` of claims to the pairs that are linked, and no further.
///
/// # Errors
/// When the inputs as a whole cannot be read, see [`ingest_claims`](crate::ingest::ingest_claims); and when words do not fit in
/// [`memory`](crate::join::JoinOptions::memory) and cannot be put on disk.
pub fn pairs(inputs: &[PathBuf], config: &Config, observer: &dyn Observer) -> Result<Paired, Error> {
    let depot = Depot::new(config.join.memory);
    let block = || Block { roll: Roll::default(), words: Words::new(&depot), path: String::new(), lines: Vec::new() };
    let ingested = ingest::ingest_claims(inputs, &config.ingest, block, observer)?;
    let mut problems = ingested.problems;
    let mut roll = Roll::default();
    let (mut batches, mut places) = (Vec::new(), Vec::new());
    for block in ingested.sinks {
        roll.append(block.roll);
        batches.push(block.words.into_batch());
        places.push((block.path, block.lines));
    }
    let (renamed, told) = unique::renamed(&roll, &places);
    drop(places);
    roll.rename(&renamed);
    problems.extend(told);
    problems.sort();
    let near = join::join(batches, &config.join, observer).map_err(words::on_disk)?;
    Ok(Paired { roll, near, problems, files: ingested.files, rejected: ingested.rejected })
}
