//! What is shown as CSV and JSON: the same columns, in the same order, with the same cells as in the files of a run.

use crate::export::{ExportOptions, cell, table};
use crate::model::Moment;
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::io::{self, Write};

/// A value of a column.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell<'a> {
    /// Text that came from an input.
    Text(Cow<'a, str>),
    /// A word or id of our own.
    Word(&'a str),
    /// Words of our own.
    Words(Vec<&'a str>),
    /// A count or place.
    Count(i64),
    /// A share or score, 0 to 1.
    Score(f64),
    /// A time.
    Time(Moment),
    /// Yes or no.
    Truth(bool),
    /// Nothing is known, or the column does not apply.
    Nothing,
}

impl<'a> Cell<'a> {
    /// Text from an input, or nothing.
    pub(super) fn text(text: Option<&'a str>) -> Self {
        text.map_or(Cell::Nothing, |text| Cell::Text(Cow::Borrowed(text)))
    }

    /// A word of our own, or nothing.
    pub(super) fn word(word: Option<&'a str>) -> Self {
        word.map_or(Cell::Nothing, Cell::Word)
    }

    /// A time, or nothing.
    pub(super) fn time(at: Option<Moment>) -> Self {
        at.map_or(Cell::Nothing, Cell::Time)
    }

    /// A count.
    pub(super) fn count(count: usize) -> Self {
        Cell::Count(i64::try_from(count).unwrap_or(i64::MAX))
    }

    fn csv(&self) -> Cow<'_, str> {
        match self {
            Cell::Text(text) => cell::text(text),
            Cell::Word(word) => cell::word(word),
            Cell::Words(words) => Cow::Owned(words.join(";")),
            Cell::Count(count) => cell::count(count),
            Cell::Score(score) => cell::score(*score),
            Cell::Time(at) => cell::moment(Some(*at)),
            Cell::Truth(truth) => cell::truth(*truth),
            Cell::Nothing => Cow::Borrowed(""),
        }
    }

    /// The value as JSON has it: text as it is, since no spreadsheet takes it for a formula there.
    pub(super) fn json(&self) -> Value {
        match self {
            Cell::Text(text) => Value::from(text.as_ref()),
            Cell::Word(word) => Value::from(*word),
            Cell::Words(words) => Value::from(words.clone()),
            Cell::Count(count) => Value::from(*count),
            Cell::Score(score) if score.is_finite() => Value::from((score * 10_000.0).round() / 10_000.0),
            Cell::Time(at) => Value::from(at.to_string()),
            Cell::Truth(truth) => Value::from(*truth),
            Cell::Score(_) | Cell::Nothing => Value::Null,
        }
    }
}

/// Writes a header and a line for each row.
pub(super) fn csv<'a, const N: usize>(
    names: [&str; N],
    rows: impl Iterator<Item = [Cell<'a>; N]>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut writer = table::writer(&ExportOptions::default(), out)?;
    writer.write_record(names)?;
    for row in rows {
        for cell in &row {
            writer.write_field(cell.csv().as_ref())?;
        }
        table::end_line(&mut writer)?;
    }
    writer.flush()
}

/// The row as a JSON object, its members in the order of the columns.
pub(super) fn object<const N: usize>(names: [&str; N], row: &[Cell<'_>; N]) -> Map<String, Value> {
    names.iter().zip(row).map(|(name, cell)| ((*name).to_owned(), cell.json())).collect()
}

/// Writes a JSON value and a line break.
pub(super) fn json(value: &Value, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    writeln!(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn csv_guards_formulas_and_json_does_not() {
        let row = || {
            [
                Cell::text(Some("=1")),
                Cell::Words(vec!["a", "b"]),
                Cell::Score(1.0 / 3.0),
                Cell::Score(f64::NAN),
                Cell::count(3),
                Cell::Truth(true),
                Cell::Nothing,
            ]
        };
        let names = ["text", "words", "score", "none", "count", "truth", "empty"];
        let mut out = Vec::new();
        csv(names, [row()].into_iter(), &mut out).unwrap();
        let header = "text,words,score,none,count,truth,empty";
        assert_eq!(String::from_utf8(out).unwrap(), format!("{header}\r\n'=1,a;b,0.3333,,3,true,\r\n"));
        let shown = serde_json::to_string(&object(names, &row())).unwrap();
        assert_eq!(shown, r#"{"text":"=1","words":["a","b"],"score":0.3333,"none":null,"count":3,"truth":true,"empty":null}"#);
    }
}
