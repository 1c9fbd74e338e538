//! Articles from tables: a header, then one article in each row.

use super::fields::{Columns, Field};
use super::gathered::{Gathered, Records};
use super::options::FieldMap;
use super::scan::{Quoting, RawRow, line_end, scan};
use crate::error::ProblemKind;
use ::csv::StringRecord;
use std::cmp::Reverse;
use std::io::Cursor;

/// The delimiters that are recognised, the likeliest first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// The longest name of a column, in characters, in a header that is recognised by content alone.
const LONGEST_NAME: usize = 40;

/// The longest header, in bytes. What is longer is a text without line ends.
const LONGEST_HEADER: usize = 64 << 10;

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
    let content = text.get(start..row.content_end).filter(|content| content.len() <= LONGEST_HEADER).unwrap_or_default();
    let names: Vec<String> = if content.is_empty()
        || content.starts_with('\u{feff}')
        || content.bytes().any(|byte| byte == delimiter || byte == b'"')
    {
        Splitter::new(content, delimiter, row.quoting == Quoting::Sound).row(0).iter().map(str::to_string).collect()
    } else {
        // One name, as in the first line of any text: nothing to take apart.
        vec![content.to_owned()]
    };
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

/// Takes rows apart. The library's reader is dear to make and cheap to move.
struct Splitter<'a> {
    reader: ::csv::Reader<Cursor<&'a [u8]>>,
    cells: StringRecord,
}

impl<'a> Splitter<'a> {
    fn new(text: &'a str, delimiter: u8, quotes: bool) -> Splitter<'a> {
        let mut builder = ::csv::ReaderBuilder::new();
        builder.has_headers(false).flexible(true).delimiter(delimiter).quoting(quotes);
        Splitter { reader: builder.from_reader(Cursor::new(text.as_bytes())), cells: StringRecord::new() }
    }

    /// The cells of the row that begins at `start`.
    fn row(&mut self, start: usize) -> &StringRecord {
        let mut place = ::csv::Position::new();
        place.set_byte(start as u64);
        let is_read = self.reader.seek(place).and_then(|()| self.reader.read_record(&mut self.cells));
        if !is_read.unwrap_or(false) {
            self.cells.clear();
        }
        &self.cells
    }
}

/// Reads the rows after `header`. In a text that was `broken_off` an open row at the end is no news.
pub(super) fn read(text: &str, header: Header, broken_off: bool, map: &FieldMap, gathered: &mut Gathered) {
    if header.names.is_empty() {
        let message = format!("the first line is no header: it has more than {LONGEST_HEADER} bytes; the file was passed over");
        return gathered.reject(None, ProblemKind::Malformed, message);
    }
    let mut records = Records::new(gathered, map);
    records.set_columns(header.names);
    if records.has_text() {
        let (at, line) = header.next;
        let rows = Rows {
            text,
            quoted: Splitter::new(text, header.delimiter, true),
            unquoted: Splitter::new(text, header.delimiter, false),
            at,
            line,
            delimiter: header.delimiter,
            broken: None,
            spare: 4 * text.len() + (1 << 20),
        };
        rows.read(broken_off, &mut records);
    }
    records.finish();
}

/// Goes through the rows of a table.
struct Rows<'a> {
    text: &'a str,
    quoted: Splitter<'a>,
    unquoted: Splitter<'a>,
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
            if let Some((cells, row)) = self.sound_cells(row, records.width()) {
                self.tell_broken(records);
                if cells.iter().any(|cell| !cell.trim().is_empty()) {
                    records.add(self.line, |position| cells.get(position).map(str::to_string));
                }
                self.pass(row);
            } else if self.broken.is_none() && row.quoting == Quoting::Sound {
                let (has, wanted) = (self.quoted.row(self.at).len(), records.width());
                let message = format!("{has} cells where the header has {wanted}; the record was passed over");
                records.reject(self.line, ProblemKind::Malformed, message);
                self.pass(row);
            } else if self.broken.is_none() && row.quoting == Quoting::Stray && row.lines == 1 {
                self.broken = Some((self.line, self.line));
                self.tell_broken(records);
                self.pass(row);
            } else if !self.step_over_line(row) {
                self.tell_broken(records);
                let message = "too many broken quotation marks in a row; the file was not read from here on";
                return records.reject(self.line, ProblemKind::Limit, message);
            }
        }
        self.tell_broken(records);
    }

    /// The cells of a row that can be trusted, and what of the text it takes.
    fn sound_cells(&mut self, row: RawRow, width: usize) -> Option<(StringRecord, RawRow)> {
        if row.quoting == Quoting::Sound {
            let cells = self.quoted.row(self.at);
            // After a broken row lines of its prose may come: they have marks inside cells, and spaces after commas.
            let is_prose = row.has_inner_mark || cells.iter().any(|cell| cell.starts_with(char::is_whitespace));
            return (cells.len() == width && !(self.broken.is_some() && is_prose)).then(|| (cells.clone(), row));
        }
        // Tab-separated files are often written without any quoting.
        if self.delimiter != b'\t' || self.broken.is_some() {
            return None;
        }
        let line = scan(self.text.as_bytes(), self.at, self.delimiter, false);
        let cells = self.unquoted.row(self.at);
        (cells.len() == width).then(|| (cells.clone(), line))
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Articles as `line id source text`, problems as `line! message`.
    fn check_broken_off(text: &str, broken_off: bool, expected: &[&str]) {
        let map = FieldMap::default();
        let mut gathered = Gathered::default();
        read(text, header(text, None, &map), broken_off, &map, &mut gathered);
        let article = |article: &crate::model::RawArticle| {
            let source = article.fields.source.clone().unwrap_or_default();
            format!("{} {} {source} {}", article.line.unwrap_or(0), article.id, article.text)
        };
        let problem = |problem: &crate::error::Problem| format!("{}! {}", problem.line.unwrap_or(0), problem.message);
        let found: Vec<String> = gathered.articles.iter().map(article).chain(gathered.problems.iter().map(problem)).collect();
        assert_eq!(found.len(), expected.len(), "{found:#?}");
        for (found, expected) in found.iter().zip(expected) {
            assert!(found.starts_with(expected), "{found:?} should start with {expected:?}");
        }
        assert_eq!(gathered.rejected, gathered.problems.len() as u64);
    }

    fn check(text: &str, expected: &[&str]) {
        check_broken_off(text, false, expected);
    }

    #[test]
    fn rows_are_articles_whatever_the_delimiter() {
        check(
            "id,outlet,text\n1,Courier,One\n2,Post,\"Two, \"\"and\"\" more\"\n",
            &["2 1 Courier One", "3 2 Post Two, \"and\" more"],
        );
        check("id;outlet;text\r\n1;Courier;One, two\r\n", &["2 1 Courier One, two"]);
        check("id\toutlet\ttext\n1\tCourier\tOne; two\n", &["2 1 Courier One; two"]);
        check("id|outlet|text\n1|Courier|One\n", &["2 1 Courier One"]);
        check("sep=;\n\nid;outlet;text\n1;Courier;One\n", &["4 1 Courier One"]);
    }

    #[test]
    fn lines_are_counted_through_cells_of_several_lines_and_blank_rows() {
        check("id,text\n\n1,\"One\n\nmore\"\n,\n2,Two\n", &["3 1  One\n\nmore", "7 2  Two"]);
    }

    #[test]
    fn a_row_of_another_width_costs_itself_only() {
        check(
            "id,outlet,text\n1,A,One\n2,B\n3,\"C\nC\",D,E\n4,D,Four\n",
            &["2 1 A One", "6 4 D Four", "3! 2 cells where the header has 3", "4! 4 cells where the header has 3"],
        );
    }

    #[test]
    fn an_unclosed_quotation_mark_costs_its_row_only() {
        let to_the_end = "id,text\n1,One\n2,\"Two is open\n3,Three\n4,Four\n";
        check(to_the_end, &["2 1  One", "4 3  Three", "5 4  Four", "3! a quotation mark is not closed"]);
        let to_a_later_mark = "id,text\n1,One\n2,\"Two is open\n3,\"Three\"\n4,Four\n";
        check(to_a_later_mark, &["2 1  One", "4 3  Three", "5 4  Four", "3! a quotation mark is not closed"]);
    }

    #[test]
    fn marks_that_are_not_doubled_cost_their_row_with_all_its_paragraphs() {
        let text = "id,text\n1,\"One.\nHe said \"yes, but no\" then.\nNo, she said.\"\n2,Two\n";
        check(
            text,
            &["5 2  Two", "2! a quotation mark is not closed, or not doubled inside its cell; lines 2 to 4 were passed over"],
        );
        let each = "id,text\n1,\"He said \"yes\" now\"\n2,\"She \"no\" too\"\n3,Three\n";
        check(each, &["4 3  Three", "2! a quotation mark", "3! a quotation mark"]);
    }

    #[test]
    fn tab_separated_files_need_no_quoting() {
        check("id\ttext\n1\t\"We agreed,\" he said.\n2\tA 5\" pipe\n", &["2 1  \"We agreed,\" he said.", "3 2  A 5\" pipe"]);
        check("id\ttext\n1\t\"We agreed, he said.\n2\tMore\n", &["2 1  \"We agreed, he said.", "3 2  More"]);
    }

    #[test]
    fn a_table_without_a_text_is_refused_with_its_columns() {
        check(
            "alpha,beta\n1,2\n3,4\n",
            &["0! no column that holds the text; the file was passed over. Columns here: alpha, beta."],
        );
    }

    #[test]
    fn an_endless_first_line_is_no_header() {
        check(&"no end, ".repeat(10_000), &["0! the first line is no header"]);
    }

    #[test]
    fn a_row_that_a_break_left_open_is_no_second_problem() {
        check_broken_off("id,text\n1,One\n2,\"Two is\n", true, &["2 1  One"]);
    }

    #[test]
    fn broken_marks_without_end_do_not_take_time_without_end() {
        let text = format!("id,text\n{}", "x,\"\"\"\n".repeat(20_000) + &"\"\n\"\"\n".repeat(20_000));
        let mut gathered = Gathered::default();
        read(&text, header(&text, None, &FieldMap::default()), false, &FieldMap::default(), &mut gathered);
        assert!(!gathered.problems.is_empty());
        let open = format!("id,text\n{}", "x,\"\n\"\"".repeat(50_000));
        read(&open, header(&open, None, &FieldMap::default()), false, &FieldMap::default(), &mut gathered);
    }
}
