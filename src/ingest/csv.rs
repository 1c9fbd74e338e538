//! Articles from tables: a header, then one article in each row.

use super::fields::{Columns, Field};
use super::gathered::{Gathered, Records};
use super::options::FieldMap;
use super::scan::{Quoting, RawRow, line_end, scan};
use crate::error::ProblemKind;
use std::cmp::Reverse;

/// The delimiters that are recognised, the likeliest first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// The longest name of a column, in characters, in a header that is recognised by content alone.
const LONGEST_NAME: usize = 40;

/// The first row of a table, and where the others begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) delimiter: u8,
    names: Vec<String>,
    /// How many fields are known by their names.
    known: usize,
    is_sure: bool,
    /// Where the next row begins: its byte and line.
    next: (usize, u64),
}

impl Header {
    /// Whether this is a header whatever the file is called: a column for the text, one for another field, and no prose.
    pub(super) fn is_sure(&self) -> bool {
        self.is_sure
    }
}

/// The header of a table. Its delimiter is the one that gives the most known columns; `expected` wins a draw, then the one
/// that gives the most columns.
pub(super) fn header(text: &str, expected: Option<u8>, map: &FieldMap) -> Header {
    let (start, line, declared) = table_start(text);
    let rank = |header: &Header| (header.known, expected == Some(header.delimiter), header.names.len());
    let candidates = declared.as_slice().iter().chain(DELIMITERS.iter().filter(|_| declared.is_none()));
    candidates
        .map(|&delimiter| header_with(text, start, line, delimiter, map))
        .enumerate()
        .max_by_key(|(position, header)| (rank(header), Reverse(*position)))
        .map(|(_, header)| header)
        .unwrap_or(Header { delimiter: b',', names: Vec::new(), known: 0, is_sure: false, next: (start, line) })
}

fn header_with(text: &str, start: usize, line: u64, delimiter: u8, map: &FieldMap) -> Header {
    let mut row = scan(text.as_bytes(), start, delimiter, true);
    if row.quoting == Quoting::Unclosed {
        row = scan(text.as_bytes(), start, delimiter, false);
    }
    let names = cells(text, start, row, delimiter, row.quoting == Quoting::Sound);
    let columns = Columns::of(&names, map);
    let is_short = |name: &String| name.chars().nth(LONGEST_NAME).is_none();
    // "Text, title and date of the treaty are in dispute" opens with a known name, but goes on as no header does.
    let looks_sure =
        row.quoting == Quoting::Sound && row.lines == 1 && names.iter().all(is_short) && columns.known() * 2 >= names.len();
    Header {
        delimiter,
        known: columns.known(),
        is_sure: looks_sure && columns.has(Field::Text) && columns.known() > 1,
        next: (row.next, line + row.lines),
        names,
    }
}

/// Where the header begins, its line, and the delimiter that a first line such as `sep=;` (spreadsheets write it) declares.
fn table_start(text: &str) -> (usize, u64, Option<u8>) {
    let bytes = text.as_bytes();
    let (mut at, mut line, mut declared) = (0, 1, None);
    while at < bytes.len() {
        let (end, next) = line_end(bytes, at);
        let content = text.get(at..end).unwrap_or_default().trim();
        match content.strip_prefix("sep=").map(str::as_bytes) {
            Some(&[delimiter]) if declared.is_none() && delimiter.is_ascii_punctuation() => declared = Some(delimiter),
            _ if content.is_empty() => {}
            _ => break,
        }
        (at, line) = (next, line + 1);
    }
    (at, line, declared)
}

/// The cells of one row.
fn cells(text: &str, start: usize, row: RawRow, delimiter: u8, quotes: bool) -> Vec<String> {
    let content = text.get(start..row.content_end).unwrap_or_default();
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .delimiter(delimiter)
        .quoting(quotes)
        .buffer_capacity(content.len().clamp(64, 8 << 10))
        .from_reader(content.as_bytes());
    let mut cells = ::csv::StringRecord::new();
    match reader.read_record(&mut cells) {
        Ok(true) => cells.iter().map(str::to_string).collect(),
        _ => Vec::new(),
    }
}

/// Reads the rows after `header`. In a text that was `broken_off` an open row at the end is no news.
pub(super) fn read(text: &str, header: Header, broken_off: bool, map: &FieldMap, gathered: &mut Gathered) {
    let mut records = Records::new(gathered, map);
    records.set_columns(header.names);
    if records.has_text() {
        let (at, line) = header.next;
        Rows { text, at, line, delimiter: header.delimiter, broken: None, spare: 4 * text.len() + (1 << 20) }
            .read(broken_off, &mut records);
    }
    records.finish();
}

/// Goes through the rows of a table.
struct Rows<'a> {
    text: &'a str,
    at: usize,
    line: u64,
    delimiter: u8,
    /// The lines of a broken row, first and last, while it is not known where the next sound row begins.
    broken: Option<(u64, u64)>,
    /// How many bytes may still be read twice in search of the next sound row. Keeps the work linear.
    spare: usize,
}

impl Rows<'_> {
    fn read(mut self, broken_off: bool, records: &mut Records) {
        let bytes = self.text.as_bytes();
        while self.at < bytes.len() {
            let row = scan(bytes, self.at, self.delimiter, true);
            if row.content_end == self.at {
                self.pass(row);
                continue;
            }
            if broken_off && row.quoting == Quoting::Unclosed {
                break;
            }
            let found = self.sound_cells(row, records.width());
            match found {
                Some(cells) => {
                    self.tell_broken(records);
                    if cells.iter().any(|cell| !cell.trim().is_empty()) {
                        records.add(self.line, |position| cells.get(position).cloned());
                    }
                    self.pass(row);
                }
                None if self.broken.is_none() && row.quoting == Quoting::Sound => {
                    let (has, wanted) = (cells(self.text, self.at, row, self.delimiter, true).len(), records.width());
                    let message = format!("{has} cells where the header has {wanted}; the record was passed over");
                    records.reject(self.line, ProblemKind::Malformed, message);
                    self.pass(row);
                }
                None => {
                    if !self.step_over_line(row) {
                        self.tell_broken(records);
                        let message = "too many broken quotation marks in a row; the file was not read from here on";
                        records.reject(self.line, ProblemKind::Limit, message);
                        return;
                    }
                }
            }
        }
        self.tell_broken(records);
    }

    /// The cells of a row that can be trusted.
    fn sound_cells(&self, row: RawRow, width: usize) -> Option<Vec<String>> {
        if row.quoting == Quoting::Sound {
            let cells = cells(self.text, self.at, row, self.delimiter, true);
            // After a broken row lines of its prose may come: they have marks inside cells, and spaces after commas.
            let is_prose = row.has_inner_mark || cells.iter().any(|cell| cell.starts_with(char::is_whitespace));
            return (cells.len() == width && !(self.broken.is_some() && is_prose)).then_some(cells);
        }
        // Tab-separated files are often written without any quoting.
        if self.delimiter == b'\t' && self.broken.is_none() {
            let line = scan(self.text.as_bytes(), self.at, self.delimiter, false);
            let cells = cells(self.text, self.at, line, self.delimiter, false);
            return (cells.len() == width && line.next == row.next).then_some(cells);
        }
        None
    }

    fn pass(&mut self, row: RawRow) {
        self.at = row.next;
        self.line += row.lines;
    }

    /// Takes one line for a part of a broken row. False when too much was read twice.
    fn step_over_line(&mut self, row: RawRow) -> bool {
        let first = self.broken.map_or(self.line, |(first, _)| first);
        self.broken = Some((first, self.line));
        let (_, next) = line_end(self.text.as_bytes(), self.at);
        let again = row.next.saturating_sub(next);
        self.at = next;
        self.line += 1;
        self.spare.checked_sub(again).map(|left| self.spare = left).is_some()
    }

    fn tell_broken(&mut self, records: &mut Records) {
        let Some((first, last)) = self.broken.take() else { return };
        let lines = if first == last { "the record was".to_string() } else { format!("lines {first} to {last} were") };
        let message = format!("a quotation mark is not closed, or not doubled inside its cell; {lines} passed over");
        records.reject(first, ProblemKind::Malformed, message);
    }
}
