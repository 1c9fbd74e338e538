//! A CSV file of which some columns are wanted.

use crate::error::Error;
use csv::StringRecord;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// A CSV file of which `N` columns are wanted, in any order and among others.
pub(crate) struct Table<'p, const N: usize> {
    path: &'p Path,
    names: [&'static str; N],
    columns: [usize; N],
    reader: csv::Reader<BufReader<File>>,
    /// 1 where lines end in CR LF: the reader takes a row to begin at the LF before it, which is on the line before.
    late: u64,
}

/// A row of a [`Table`]: the cells that are wanted, and where it stands.
pub(crate) struct Row<'t, const N: usize> {
    /// The cells, in the order in which they were asked for.
    pub cells: [&'t str; N],
    path: &'t Path,
    line: Option<u64>,
}

impl<'p, const N: usize> Table<'p, N> {
    /// Opens `path`, which must have all columns of `names`.
    pub fn open(path: &'p Path, names: [&'static str; N]) -> Result<Self, Error> {
        let file = File::open(path).map_err(|e| Error::io(path, e))?;
        // The reader passes over a byte order mark. Rows may be longer than the header: what is wanted is checked by column.
        let mut file = BufReader::new(file);
        let start = file.fill_buf().map_err(|e| Error::io(path, e))?;
        let late = u64::from(start.iter().position(|b| *b == b'\n').is_some_and(|at| start[..at].ends_with(b"\r")));
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(file);
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
        Ok(Table { path, names, columns, reader, late })
    }

    /// What `read` makes of each row.
    pub fn rows<R>(mut self, mut read: impl FnMut(&Row<N>) -> Result<R, Error>) -> Result<Vec<R>, Error> {
        let mut rows = Vec::new();
        let mut record = StringRecord::new();
        while self.reader.read_record(&mut record).map_err(|e| csv_error(self.path, &e))? {
            let mut row = Row { cells: [""; N], path: self.path, line: record.position().map(|at| at.line() + self.late) };
            for ((at, column), name) in self.columns.into_iter().enumerate().zip(self.names) {
                let cell = record.get(column);
                row.cells[at] = cell.ok_or_else(|| row.error(format!("the row ends before the column {name}")))?;
            }
            rows.push(read(&row)?);
        }
        Ok(rows)
    }
}

impl<const N: usize> Row<'_, N> {
    /// An error about this row.
    pub fn error(&self, message: impl Into<String>) -> Error {
        Error::invalid(self.path, self.line, message)
    }

    /// The number in the cell of the column `name`, of which `what` says what it should be.
    pub fn number<T: std::str::FromStr>(&self, name: &str, cell: &str, what: &str) -> Result<T, Error> {
        cell.trim().parse().map_err(|_| self.error(format!("{name} is {cell:?}, which is not {what}")))
    }
}

fn csv_error(path: &Path, error: &csv::Error) -> Error {
    Error::invalid(path, error.position().map(csv::Position::line), format!("not UTF-8 CSV: {error}"))
}
