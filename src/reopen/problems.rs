//! `problems.csv`, read back.

use super::Table;
use super::claims::{unguarded, word};
use crate::error::{Error, Problem, ProblemKind};
use std::path::Path;

/// The problems, in the order of the file; none where it is not there, since nothing else hangs on it.
pub(super) fn read(path: &Path) -> Result<Vec<Problem>, Error> {
    if !path.exists() {
        return Ok(Vec::new());
    }
    Table::open(path, ["path", "line", "kind", "message"])?.rows(|row| {
        let [input, line, kind, message] = row.cells;
        let line = if line.is_empty() { None } else { Some(row.number("line", line, "a whole number")?) };
        let kind = word(row, "kind", kind, ProblemKind::ALL, ProblemKind::as_str)?;
        Ok(Problem { path: unguarded(input).to_owned(), line, kind, message: unguarded(message).to_owned() })
    })
}
