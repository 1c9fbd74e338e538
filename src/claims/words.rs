//! The words of claims, in memory or on disk.

use crate::error::Error;
use crate::join::{Aside, Batch};
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The share of a limit on memory that words take while claims are read; more of them go to disk. It leaves room for what the join holds.
const SHARE: u64 = 64;

/// Bytes of words that are held where there is no limit, those of 300,000 claims. More of them would be in memory twice for a while, and
/// that costs more than the disk.
const HELD: u64 = 32 << 20;

/// Where words go.
#[derive(Debug)]
pub(super) struct Depot {
    /// The disk, where there is room for a file at all; where not, all is held.
    aside: Option<Arc<Aside>>,
    /// Bytes that may still be held.
    left: AtomicU64,
}

impl Depot {
    /// For a run that may take so many bytes, 0 for any number.
    pub(super) fn new(memory: u64) -> Arc<Self> {
        let held = if memory == 0 { HELD } else { memory / SHARE };
        Arc::new(Depot { aside: Aside::new().ok().map(Arc::new), left: AtomicU64::new(held) })
    }

    /// Where to put so many more words; nothing if they may be held.
    fn place(&self, words: usize) -> Option<&Arc<Aside>> {
        let aside = self.aside.as_ref()?;
        let bytes = (words * size_of::<u32>()) as u64;
        // Which words go to disk depends on the threads; nothing else does.
        let held = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(bytes));
        held.is_err().then_some(aside)
    }
}

/// The words of one block of the input.
#[derive(Debug)]
pub(super) struct Words {
    batch: Batch,
    depot: Arc<Depot>,
}

impl Words {
    pub(super) fn new(depot: &Arc<Depot>) -> Self {
        Words { batch: Batch::default(), depot: Arc::clone(depot) }
    }

    /// Takes the next claim.
    pub(super) fn add(&mut self, text: &str) {
        self.batch.add(text);
    }

    /// The block is at its end.
    pub(super) fn close(&mut self) {
        let place = self.depot.place(self.batch.words_of_all());
        // A full disk is no reason to end: the words are still held.
        if place.is_none_or(|aside| self.batch.close_aside(aside).is_err()) {
            self.batch.close();
        }
    }

    /// The words for the join.
    pub(super) fn into_batch(self) -> Batch {
        self.batch
    }
}

/// The error of a file in the system's folder for temporary files.
pub(super) fn on_disk(error: io::Error) -> Error {
    Error::io(std::env::temp_dir(), error)
}
