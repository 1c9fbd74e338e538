//! The comparison where not all fits in memory: records lie on disk, and candidates are sorted there.

use super::compare::{Candidate, Parts};
use super::shelf::{Shelf, Window};
use crate::model::Near;
use ext_sort::{ExternalSorter, ExternalSorterBuilder, LimitedBufferBuilder};
use std::convert::Infallible;
use std::error::Error;
use std::io;

/// How a comparison over the disk is done.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spill<'a> {
    shelf: &'a Shelf,
    /// How candidates are parted; they come sorted by this, pass by pass.
    pub(super) parts: Parts,
    /// The most bytes to hold.
    bytes: u64,
}

/// The candidates that are compared, and the part whose records are at hand.
struct Work<'a, F> {
    spill: Spill<'a>,
    compare: F,
    rights: Option<(usize, Window<'a>)>,
    near: Vec<Near>,
    compared: u64,
}

impl<'a> Spill<'a> {
    /// With at most about so many bytes, but 1 MiB at the least.
    pub(super) fn of(shelf: &'a Shelf, bytes: u64) -> Self {
        let bytes = bytes.max(1 << 20);
        Spill { shelf, parts: shelf.parts(bytes / 2 / size_of::<u32>() as u64), bytes }
    }

    /// Goes through all candidates on so many threads; `compare` tells which of some are near, with the records of their lefts and their
    /// rights. Gives those that are near, each once, and how many were compared.
    pub(super) fn compared(
        self,
        passes: impl Iterator<Item = Vec<Candidate>>,
        threads: usize,
        compare: impl Fn(&[Candidate], &Window, &Window) -> Vec<Near>,
    ) -> io::Result<(Vec<Near>, u64)> {
        let Spill { shelf, parts, bytes } = self;
        let buffer = LimitedBufferBuilder::new((bytes / 4) as usize / size_of::<Candidate>(), true);
        let builder = ExternalSorterBuilder::new().with_threads_number(threads).with_buffer(buffer);
        let sorter: ExternalSorter<Candidate, Infallible> = builder.build().map_err(failed)?;
        let order = |a: &Candidate, b: &Candidate| parts.key(a).cmp(&parts.key(b));
        let sorted = sorter.sort_by(passes.flatten().map(Ok), order).map_err(failed)?;

        let mut work = Work { spill: self, compare, rights: None, near: Vec::new(), compared: 0 };
        let mut some: Vec<Candidate> = Vec::new();
        for candidate in sorted {
            let candidate = candidate.map_err(failed)?;
            if let (Some(first), Some(last)) = (some.first(), some.last()) {
                if *last == candidate {
                    continue;
                }
                let is_other = parts.of(*first) != parts.of(candidate);
                // Inside a part lefts only grow.
                let is_far = || (shelf.end(candidate.left()) - shelf.end(first.left())) * 32 > bytes;
                if is_other || some.len() as u64 * 64 > bytes || is_far() {
                    work.take(&some)?;
                    some.clear();
                }
            }
            some.push(candidate);
        }
        work.take(&some)?;
        Ok((work.near, work.compared))
    }
}

impl<F: Fn(&[Candidate], &Window, &Window) -> Vec<Near>> Work<'_, F> {
    /// Compares candidates of one part, whose lefts are near each other on the shelf.
    fn take(&mut self, some: &[Candidate]) -> io::Result<()> {
        let (Some(first), Some(last)) = (some.first(), some.last()) else { return Ok(()) };
        let Spill { shelf, parts, .. } = self.spill;
        let part = parts.of(*first);
        let rights = match self.rights.take() {
            Some((held, rights)) if held == part => rights,
            // The old part goes before the new one comes.
            old => {
                drop(old);
                shelf.window(shelf.part(parts, part))?
            }
        };
        let lefts = shelf.window(first.left()..last.left() + 1)?;
        self.near.extend((self.compare)(some, &lefts, &rights));
        self.compared += some.len() as u64;
        self.rights = Some((part, rights));
        Ok(())
    }
}

fn failed(error: impl Error) -> io::Error {
    io::Error::other(error.to_string())
}
