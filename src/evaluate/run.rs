//! What a run wrote, read back from its output folder.

use crate::error::Error;
use csv::StringRecord;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

/// What the output folder of a run holds, as far as it is measured.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Run {
    /// The rows of `claims.csv` in order. A claim in several statements has a row for each.
    pub claims: Vec<ClaimRow>,
    /// The rows of `articles.csv` in order, where there is that file.
    pub articles: Option<Vec<ArticleRow>>,
}

/// A row of `claims.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimRow {
    /// The article's id.
    pub article: String,
    /// The statement's id; empty where the claim is in none.
    pub statement: String,
    /// The claim's place, half-open, in code points of its article's text.
    pub place: (i64, i64),
}

/// A row of `articles.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleRow {
    /// The article's id.
    pub article: String,
    /// The event's id.
    pub event: String,
}

impl Run {
    /// Reads `claims.csv` and, where it is there, `articles.csv` of `folder`.
    ///
    /// # Errors
    /// When a file cannot be read, is not UTF-8 CSV, lacks a column, or a place is not a number.
    pub fn read(folder: &Path) -> Result<Self, Error> {
        let path = folder.join("claims.csv");
        let claims = Table::open(&path, ["article_id", "statement_id", "start", "end"])?;
        let claims = claims.rows(|table, row, [article, statement, start, end]| {
            let place = (table.number(row, "start", start)?, table.number(row, "end", end)?);
            Ok(ClaimRow { article: article.to_owned(), statement: statement.to_owned(), place })
        })?;
        let path = folder.join("articles.csv");
        let articles = if path.exists() {
            let table = Table::open(&path, ["article_id", "event_id"])?;
            Some(table.rows(|_, _, [article, event]| Ok(ArticleRow { article: article.to_owned(), event: event.to_owned() }))?)
        } else {
            None
        };
        Ok(Run { claims, articles })
    }
}

/// A CSV file of which `N` columns are wanted, in any order and among others.
struct Table<'p, const N: usize> {
    path: &'p Path,
    names: [&'static str; N],
    columns: [usize; N],
    reader: csv::Reader<BufReader<File>>,
}

impl<'p, const N: usize> Table<'p, N> {
    fn open(path: &'p Path, names: [&'static str; N]) -> Result<Self, Error> {
        let file = File::open(path).map_err(|e| Error::io(path, e))?;
        // The reader passes over a byte order mark. Rows may be longer than the header: what is wanted is checked by column.
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(BufReader::new(file));
        let header = reader.headers().map_err(|e| csv_error(path, &e))?;
        let mut columns = [0; N];
        for (column, name) in columns.iter_mut().zip(names) {
            // Of two columns with one name the last one counts, as in Python's `csv.DictReader`.
            *column = (0..header.len()).rfind(|column| header.get(*column) == Some(name)).ok_or_else(|| {
                Error::invalid(
                    path,
                    Some(1),
                    format!("the column {name} is missing\ngive the output folder of `crosswire run`"),
                )
            })?;
        }
        Ok(Table { path, names, columns, reader })
    }

    fn rows<R>(mut self, row: impl Fn(&Self, &StringRecord, [&str; N]) -> Result<R, Error>) -> Result<Vec<R>, Error> {
        let mut rows = Vec::new();
        let mut record = StringRecord::new();
        while self.reader.read_record(&mut record).map_err(|e| csv_error(self.path, &e))? {
            let mut cells = [""; N];
            for ((cell, column), name) in cells.iter_mut().zip(self.columns).zip(self.names) {
                *cell = record.get(column).ok_or_else(|| {
                    Error::invalid(self.path, line_of(&record), format!("the row ends before the column {name}"))
                })?;
            }
            rows.push(row(&self, &record, cells)?);
        }
        Ok(rows)
    }

    fn number(&self, record: &StringRecord, name: &str, cell: &str) -> Result<i64, Error> {
        cell.trim()
            .parse()
            .map_err(|_| Error::invalid(self.path, line_of(record), format!("{name} is {cell:?}, which is not a whole number")))
    }
}

fn line_of(record: &StringRecord) -> Option<u64> {
    record.position().map(csv::Position::line)
}

fn csv_error(path: &Path, error: &csv::Error) -> Error {
    Error::invalid(path, error.position().map(csv::Position::line), format!("not UTF-8 CSV: {error}"))
}
