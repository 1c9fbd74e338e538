//! The same search where not all fits in memory: records lie on disk, and candidates are sorted there.

use super::compare::{Candidate, Compare, Parts};
use super::shelf::{Shelf, Window};
use crate::model::Near;
use ext_sort::{ExternalSorter, ExternalSorterBuilder, LimitedBufferBuilder};
use rayon::prelude::*;
use std::convert::Infallible;
use std::error::Error;
use std::io;

/// What a comparison over the disk needs beside its candidates.
struct Spill<'a> {
    compare: Compare,
    shelf: &'a Shelf,
    parts: Parts,
    /// The part whose records are at hand.
    rights: Option<(usize, Window<'a>)>,
    near: Vec<Near>,
    compared: u64,
}

/// Compares candidates that come pass by pass in any order, any number of times. At most about `bytes` bytes are held, but 1 MiB at the
/// least. Gives those that are near, sorted, and how many were compared.
pub(super) fn compared(
    compare: Compare,
    shelf: &Shelf,
    passes: impl Iterator<Item = Vec<Candidate>>,
    bytes: u64,
) -> io::Result<(Vec<Near>, u64)> {
    let bytes = bytes.max(1 << 20);
    let numbers = bytes / 2 / size_of::<u32>() as u64;
    let parts = shelf.parts(numbers);
    let candidates = passes.flat_map(|mut candidates| {
        // A pass has most of those that come twice, and what is sorted is quickly sorted again.
        candidates.par_sort_unstable_by_key(|candidate| parts.key(candidate));
        candidates.dedup();
        candidates
    });
    let buffer = LimitedBufferBuilder::new((bytes / 4) as usize / size_of::<Candidate>(), true);
    let sorter: ExternalSorter<Candidate, Infallible> = ExternalSorterBuilder::new()
        .with_threads_number(rayon::current_num_threads())
        .with_buffer(buffer)
        .build()
        .map_err(failed)?;
    let sorted = sorter.sort_by(candidates.map(Ok), |a, b| parts.key(a).cmp(&parts.key(b))).map_err(failed)?;

    let mut spill = Spill { compare, shelf, parts, rights: None, near: Vec::new(), compared: 0 };
    let mut some: Vec<Candidate> = Vec::new();
    for candidate in sorted {
        let candidate = candidate.map_err(failed)?;
        if let (Some(first), Some(last)) = (some.first(), some.last()) {
            if *last == candidate {
                continue;
            }
            let is_other = parts.of(*first) != parts.of(candidate);
            // Inside a part lefts only grow.
            let is_far = || shelf.end(candidate.left()) - shelf.end(first.left()) > numbers / 4;
            if is_other || some.len() * 64 > bytes as usize || is_far() {
                spill.take(&some)?;
                some.clear();
            }
        }
        some.push(candidate);
    }
    spill.take(&some)?;
    spill.near.par_sort_unstable();
    Ok((spill.near, spill.compared))
}

impl Spill<'_> {
    /// Compares candidates of one part, whose lefts are near each other on the shelf.
    fn take(&mut self, some: &[Candidate]) -> io::Result<()> {
        let (Some(first), Some(last)) = (some.first(), some.last()) else { return Ok(()) };
        let part = self.parts.of(*first);
        let rights = match self.rights.take() {
            Some((held, rights)) if held == part => rights,
            // The old part goes before the new one comes.
            old => {
                drop(old);
                self.shelf.window(self.shelf.part(self.parts, part))?
            }
        };
        let lefts = self.shelf.window(first.left()..last.left() + 1)?;
        self.near.extend(self.compare.all(some, &lefts, &rights));
        self.compared += some.len() as u64;
        self.rights = Some((part, rights));
        Ok(())
    }
}

fn failed(error: impl Error) -> io::Error {
    io::Error::other(error.to_string())
}
