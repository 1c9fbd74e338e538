//! Articles from Excel workbooks (`.xlsx`): each sheet is a table under a header.

use super::gathered::{Gathered, Records, Refusal};
use super::options::FieldMap;
use crate::error::ProblemKind;
use calamine::{DataRef, Reader, Xlsx};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// How many rows at the top of a sheet may stand before its header.
const HEADER_ROWS: usize = 20;
/// The most columns that are read; Excel has 16,384.
const COLUMNS: u32 = 16_384;

/// Reads all sheets; parts may unpack to `most` bytes together.
pub(super) fn read(bytes: Vec<u8>, most: u64, map: &FieldMap, gathered: &mut Gathered) -> Result<(), Refusal> {
    check_size(&bytes, most)?;
    let malformed = |what: String| Refusal::new(ProblemKind::Malformed, format!("a workbook that cannot be read: {what}"));
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(|error| malformed(error.to_string()))?;
    let names = workbook.sheet_names();
    let is_only = names.len() == 1;
    let mut tables = 0;
    for name in names {
        // Numbers of rows start anew in each sheet.
        let mut sheet = if is_only { gathered.only_part() } else { gathered.member(&name) };
        match rows(&mut workbook, &name) {
            Ok(rows) => tables += usize::from(table(rows, map, &mut sheet)),
            Err(why) => sheet.reject(None, ProblemKind::Malformed, format!("the sheet {name:?} cannot be read: {why}")),
        }
        gathered.absorb(sheet);
    }
    if tables == 0 && gathered.problems.is_empty() {
        let message = "a workbook without a table of articles: no sheet has a header with a column for the text";
        return Err(Refusal::new(ProblemKind::Field, message));
    }
    Ok(())
}

/// Unpacks all parts once and keeps nothing, since the library does not bound them.
fn check_size(bytes: &[u8], most: u64) -> Result<(), Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))
        .map_err(|error| Refusal::new(ProblemKind::Malformed, format!("a workbook that cannot be opened: {error}")))?;
    let mut left = most;
    for index in 0..archive.len() {
        let Ok(part) = archive.by_index(index) else { continue };
        let size = std::io::copy(&mut part.take(left.saturating_add(1)), &mut std::io::sink()).unwrap_or(0);
        left = left.checked_sub(size).ok_or_else(|| {
            let message = format!("a workbook that unpacks to more than {most} bytes; it was passed over");
            Refusal::new(ProblemKind::Limit, message)
        })?;
    }
    Ok(())
}

/// A row: its number from 1, and its cells by column.
type Row = (u64, Vec<(u32, String)>);

/// The rows of a sheet that hold anything. Cell by cell: a sheet may claim a size that no memory holds.
fn rows(workbook: &mut Xlsx<Cursor<Vec<u8>>>, name: &str) -> Result<Vec<Row>, String> {
    let mut cells = workbook.worksheet_cells_reader(name).map_err(|error| error.to_string())?;
    let mut rows: Vec<Row> = Vec::new();
    while let Some(cell) = cells.next_cell().map_err(|error| error.to_string())? {
        let (row, column) = cell.get_position();
        let Some(text) = text_of(cell.get_value()).filter(|_| column < COLUMNS) else { continue };
        let number = u64::from(row) + 1;
        match rows.last_mut() {
            Some((last, cells)) if *last == number => cells.push((column, text)),
            _ => rows.push((number, vec![(column, text)])),
        }
    }
    Ok(rows)
}

fn text_of(value: &DataRef<'_>) -> Option<String> {
    let text = match value {
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_string(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(value) => value.to_string(),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::DateTime(at) => {
            let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
            let date = format!("{year:04}-{month:02}-{day:02}");
            if (hour, minute, second) == (0, 0, 0) { date } else { format!("{date}T{hour:02}:{minute:02}:{second:02}") }
        }
        DataRef::Error(_) | DataRef::Empty => return None,
    };
    (!text.trim().is_empty()).then_some(text)
}

/// Takes the rows under the first row that is a header. False where there is none: a sheet of notes.
fn table(rows: Vec<Row>, map: &FieldMap, sheet: &mut Gathered) -> bool {
    let names = |cells: &[(u32, String)]| {
        let width = cells.iter().map(|(column, _)| *column as usize + 1).max().unwrap_or(0);
        let mut names = vec![String::new(); width];
        for (column, name) in cells {
            if let Some(place) = names.get_mut(*column as usize) {
                *place = name.clone();
            }
        }
        names
    };
    let is_header = |(_, cells): &Row| super::fields::Columns::of(&names(cells), map).has(super::fields::Field::Text);
    let Some(header) = rows.iter().take(HEADER_ROWS).position(is_header) else { return false };
    let mut records = Records::new(sheet, map);
    records.set_columns(names(&rows[header].1));
    for (number, cells) in &rows[header + 1..] {
        let cell =
            |position: usize| cells.iter().find(|(column, _)| *column as usize == position).map(|(_, text)| text.clone());
        records.add(*number, cell);
    }
    records.finish();
    true
}
