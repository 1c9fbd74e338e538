//! The words of all wordings, at hand or on disk.

use super::aside::Aside;
use super::compare::Parts;
use super::terms::Record;
use std::borrow::Cow;
use std::io;
use std::ops::Range;

/// The records of all wordings, one after the other.
#[derive(Debug)]
pub(super) struct Shelf {
    /// Where each record ends.
    ends: Vec<u64>,
    /// The records, where they are at hand.
    held: Vec<u32>,
    /// Where they lie otherwise.
    aside: Option<Aside>,
}

/// Some records in a row, at hand.
#[derive(Debug)]
pub(super) struct Window<'a> {
    pub(super) numbers: Cow<'a, [u32]>,
    /// The place of the first number on the shelf.
    start: u64,
    ends: &'a [u64],
}

impl Shelf {
    /// An empty one with room for so many numbers in so many records, on disk where `is_aside`.
    pub(super) fn new(numbers: usize, records: usize, is_aside: bool) -> io::Result<Self> {
        let aside = is_aside.then(Aside::new).transpose()?;
        let held = Vec::with_capacity(if is_aside { 0 } else { numbers });
        Ok(Shelf { ends: Vec::with_capacity(records), held, aside })
    }

    /// Puts records at the end.
    pub(super) fn put(&mut self, numbers: &[u32], lengths: &[u32]) -> io::Result<()> {
        let mut end = self.ends.last().copied().unwrap_or(0);
        self.ends.extend(lengths.iter().map(|length| {
            end += u64::from(*length);
            end
        }));
        match &self.aside {
            Some(aside) => aside.put(numbers).map(drop),
            None => {
                self.held.extend_from_slice(numbers);
                Ok(())
            }
        }
    }

    /// How many numbers the records have up to and with this one.
    pub(super) fn end(&self, record: usize) -> u64 {
        self.ends[record]
    }

    /// How many records there are.
    fn len(&self) -> usize {
        self.ends.len()
    }

    /// Parts of as many records as have at most so many numbers together, or one.
    pub(super) fn parts(&self, numbers: u64) -> Parts {
        let fits = |bits: u32| {
            (0..self.len().div_ceil(1 << bits)).all(|part| {
                let records = self.part(Parts(bits), part);
                self.start(records.end) - self.start(records.start) <= numbers
            })
        };
        Parts((1..32).take_while(|bits| fits(*bits)).last().unwrap_or(0))
    }

    /// The records of a part.
    pub(super) fn part(&self, parts: Parts, part: usize) -> Range<usize> {
        part << parts.0..((part + 1) << parts.0).min(self.len())
    }

    fn start(&self, record: usize) -> u64 {
        record.checked_sub(1).map_or(0, |before| self.ends[before])
    }

    /// Brings records at hand: those of the range at least.
    pub(super) fn window(&self, records: Range<usize>) -> io::Result<Window<'_>> {
        let Some(aside) = &self.aside else {
            return Ok(Window { numbers: Cow::Borrowed(&self.held), start: 0, ends: &self.ends });
        };
        let start = self.start(records.start);
        let mut numbers = Vec::new();
        aside.take(start..self.start(records.end), &mut numbers)?;
        Ok(Window { numbers: Cow::Owned(numbers), start, ends: &self.ends })
    }

    /// What a wording weighs, and how many words it has.
    pub(super) fn size(&self, wording: usize) -> io::Result<(u32, u32)> {
        let window = self.window(wording..wording + 1)?;
        let record = Record(&window.numbers[window.place(wording)]);
        Ok((record.weight(), record.words()))
    }
}

impl Window<'_> {
    /// Where among the numbers at hand the record of a wording is.
    pub(super) fn place(&self, wording: usize) -> Range<usize> {
        let start = wording.checked_sub(1).map_or(0, |before| self.ends[before]);
        (start - self.start) as usize..(self.ends[wording] - self.start) as usize
    }
}
