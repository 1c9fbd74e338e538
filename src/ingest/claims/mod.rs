//! Claims that are already cut, read block by block, so that no input has to fit in memory.

mod blocks;
mod object;
mod parts;
mod table;

pub(super) use blocks::{Block, Blocks};

use super::ClaimSink;
use super::options::FieldMap;
use crate::error::{Problem, ProblemKind};
use crate::model::RawClaim;
use object::Members;
use parts::{Part, Parts};

/// What one block gave.
#[derive(Debug)]
pub(super) struct Taken<S> {
    pub(super) sink: S,
    pub(super) problems: Vec<Problem>,
    /// Records that gave no claim.
    pub(super) rejected: u64,
    /// An id for claims that have none.
    id: String,
}

impl<S: ClaimSink> Taken<S> {
    /// Reads all records of a block to its `sink`.
    pub(super) fn of(block: &Block, map: &FieldMap, sink: S) -> Self {
        let mut taken = Taken { sink, problems: Vec::new(), rejected: 0, id: String::new() };
        match &block.content {
            blocks::Content::Lines { bytes, first } => taken.lines(block, bytes, *first, map),
            blocks::Content::Rows { header, rows } => taken.rows(block, header, rows),
            #[cfg(feature = "columnar")]
            blocks::Content::Columns { header, rows, first } => taken.columns(block, header, rows, *first),
            blocks::Content::Problem(problem) => taken.problems.push(problem.clone()),
        }
        taken.rejected = taken.problems.iter().filter(|problem| problem.kind != ProblemKind::Encoding).count() as u64;
        taken.sink.close();
        taken
    }

    fn lines(&mut self, block: &Block, bytes: &[u8], first: u64, map: &FieldMap) {
        let mut members = Members::default();
        match std::str::from_utf8(bytes) {
            Ok(text) => {
                for (line, number) in text.split('\n').zip(first..) {
                    self.line(block, line, number, &mut members, map);
                }
            }
            Err(_) => {
                for (line, number) in bytes.split(|byte| *byte == b'\n').zip(first..) {
                    let text = String::from_utf8_lossy(line);
                    if matches!(text, std::borrow::Cow::Owned(_)) {
                        self.encoding(block, number);
                    }
                    self.line(block, &text, number, &mut members, map);
                }
            }
        }
    }

    fn line(&mut self, block: &Block, line: &str, number: u64, members: &mut Members, map: &FieldMap) {
        let line = line.trim();
        if line.is_empty() {
            return;
        }
        match object::read(line, members, map) {
            Ok(parts) => self.claim(block, number, &parts),
            Err(error) => {
                let message = format!("not a JSON object: {}; the record was passed over", super::json::reason(&error));
                self.note(block, number, ProblemKind::Malformed, message);
            }
        }
    }

    fn rows(&mut self, block: &Block, header: &table::Header, rows: &[csv::ByteRecord]) {
        for row in rows {
            let number = row.position().map_or(0, csv::Position::line);
            if row.len() == 1 && row[0].iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            if row.len() != header.width {
                let message = format!(
                    "a row of {} cells under a header of {}; the row was passed over. Is a quotation mark missing?",
                    row.len(),
                    header.width
                );
                self.note(block, number, ProblemKind::Malformed, message);
                continue;
            }
            let mut parts = Parts::default();
            let mut is_whole = true;
            for (position, part) in &header.parts {
                let cell = String::from_utf8_lossy(row.get(*position).unwrap_or_default());
                is_whole &= matches!(cell, std::borrow::Cow::Borrowed(_));
                parts.put(*part, cell);
            }
            if !is_whole {
                self.encoding(block, number);
            }
            self.claim(block, number, &parts);
        }
    }

    #[cfg(feature = "columnar")]
    fn columns(&mut self, block: &Block, header: &table::Header, rows: &arrow_array::RecordBatch, first: u64) {
        for (row, number) in (0..rows.num_rows()).zip(first..) {
            let mut parts = Parts::default();
            for (position, part) in &header.parts {
                let cell = rows.columns().get(*position).and_then(|column| super::columnar::first_text_of(column, row));
                if let Some(cell) = cell {
                    parts.put(*part, cell);
                }
            }
            self.claim(block, number, &parts);
        }
    }

    fn claim<T: AsRef<str>>(&mut self, block: &Block, line: u64, parts: &Parts<T>) {
        use std::fmt::Write;
        let Some(text) = parts.get(Part::Text) else {
            return self.note(block, line, ProblemKind::Empty, "the text is empty or missing; the record was passed over");
        };
        let id = match parts.get(Part::Id) {
            Some(id) => id,
            None => {
                self.id.clear();
                // Writing to a string cannot fail.
                let _ = write!(self.id, "{}#{line}", block.file.id);
                &self.id
            }
        };
        let get = |part| parts.get(part);
        self.sink.take(RawClaim {
            id,
            path: &block.file.shown,
            line,
            text,
            source: get(Part::Source),
            speaker: get(Part::Speaker),
            date: get(Part::Date),
            event: get(Part::Event),
        });
    }

    fn encoding(&mut self, block: &Block, line: u64) {
        let message = "not UTF-8: bytes that belong to no character were replaced";
        self.note(block, line, ProblemKind::Encoding, message);
    }

    fn note(&mut self, block: &Block, line: u64, kind: ProblemKind, message: impl Into<String>) {
        self.problems.push(Problem { path: block.file.shown.clone(), line: Some(line), kind, message: message.into() });
    }
}
