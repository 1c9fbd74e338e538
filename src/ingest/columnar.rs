//! Columnar tables: Apache Parquet, Arrow IPC files (Feather) and streams, an article or a claim for each row.

use super::gathered::{Gathered, Records, Refusal};
use super::options::FieldMap;
use crate::error::{ProblemKind, guarded};
use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Date64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, RecordBatch, RecordBatchReader};
use arrow_ipc::reader::{FileReader, StreamReader};
use arrow_schema::{ArrowError, DataType, TimeUnit};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::borrow::Cow;
use std::fs::File;
use std::io::Cursor;

/// How many rows are unpacked at a time.
const BATCH: usize = 1024;

/// The first bytes of a Parquet file, and of an Arrow IPC file.
const PARQUET: &[u8] = b"PAR1";
const ARROW: &[u8] = b"ARROW1";

/// Rows, some at a time.
type Batches = Box<dyn RecordBatchReader + Send>;

/// The rows of a table that is read piece by piece, so that it need not fit in memory.
pub(super) struct Rows {
    batches: Batches,
}

impl Rows {
    /// Opens a file, of which `rows` rows are unpacked at a time; no part of it that must be unpacked as one may have more than `most` bytes.
    pub(super) fn open(file: File, head: &[u8], rows: usize, most: u64) -> Result<Self, Refusal> {
        let open = || -> Result<Batches, Refusal> {
            if head.starts_with(PARQUET) {
                let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|error| malformed(&error.to_string()))?;
                let groups = builder.metadata().row_groups().iter();
                let largest = groups.map(|group| u64::try_from(group.total_byte_size()).unwrap_or(u64::MAX)).max().unwrap_or(0);
                if largest > most {
                    let message = format!(
                        "a Parquet file with a row group that unpacks to {largest} bytes, more than {most}; it was passed over"
                    );
                    return Err(Refusal::new(ProblemKind::Limit, message));
                }
                let batches = builder.with_batch_size(rows).build().map_err(|error| malformed(&error.to_string()))?;
                return Ok(Box::new(batches));
            }
            let wrong = |error: ArrowError| malformed(&error.to_string());
            if head.starts_with(ARROW) {
                return Ok(Box::new(FileReader::try_new_buffered(file, None).map_err(wrong)?));
            }
            Ok(Box::new(StreamReader::try_new_buffered(file, None).map_err(wrong)?))
        };
        let batches = guarded(open).unwrap_or_else(|_| Err(malformed(BROKEN)))?;
        Ok(Rows { batches })
    }

    /// The names of the columns.
    pub(super) fn names(&self) -> Vec<String> {
        self.batches.schema().fields().iter().map(|field| field.name().clone()).collect()
    }

    /// The next rows; nothing at the end.
    pub(super) fn next(&mut self) -> Result<Option<RecordBatch>, String> {
        let next = guarded(|| self.batches.next());
        next.map_err(|_| BROKEN.to_owned())?.transpose().map_err(|error| error.to_string())
    }
}

/// What is told where a library breaks off: they check most of what they read, and panic where they do not.
const BROKEN: &str = "it breaks its own structure";

/// Reads all rows.
pub(super) fn read(bytes: Vec<u8>, most: u64, map: &FieldMap, gathered: &mut Gathered) -> Result<(), Refusal> {
    let read = guarded(|| rows(bytes, most, map, gathered));
    read.unwrap_or_else(|_| Err(malformed(BROKEN)))
}

fn rows(bytes: Vec<u8>, most: u64, map: &FieldMap, gathered: &mut Gathered) -> Result<(), Refusal> {
    let wrong = |error: ArrowError| malformed(&error.to_string());
    if bytes.starts_with(PARQUET) {
        let builder = ParquetRecordBatchReaderBuilder::try_new(bytes::Bytes::from(bytes))
            .map_err(|error| malformed(&error.to_string()))?;
        let groups = builder.metadata().row_groups();
        let unpacked: u64 =
            groups.iter().map(|group| u64::try_from(group.total_byte_size()).unwrap_or(u64::MAX)).fold(0, u64::saturating_add);
        if unpacked > most {
            let message = format!("a Parquet file that unpacks to {unpacked} bytes, more than {most}; it was passed over");
            return Err(Refusal::new(ProblemKind::Limit, message));
        }
        let batches = builder.with_batch_size(BATCH).build().map_err(|error| malformed(&error.to_string()))?;
        return take(batches, most, map, gathered);
    }
    if bytes.starts_with(ARROW) {
        return take(FileReader::try_new(Cursor::new(bytes), None).map_err(wrong)?, most, map, gathered);
    }
    take(StreamReader::try_new(Cursor::new(bytes), None).map_err(wrong)?, most, map, gathered)
}

fn take(
    batches: impl Iterator<Item = Result<RecordBatch, ArrowError>>,
    most: u64,
    map: &FieldMap,
    gathered: &mut Gathered,
) -> Result<(), Refusal> {
    let mut records = Records::new(gathered, map);
    let (mut number, mut left) = (0, most);
    for batch in batches {
        let batch = match batch {
            Ok(batch) => batch,
            Err(error) => {
                let message = format!("the rows after {number} cannot be read: {error}; those before were");
                records.reject(number + 1, ProblemKind::Malformed, message);
                break;
            }
        };
        let size = batch.get_array_memory_size() as u64;
        let Some(rest) = left.checked_sub(size) else {
            let message = format!("unpacks to more than {most} bytes; it was not read from this row on");
            records.reject(number + 1, ProblemKind::Limit, message);
            break;
        };
        left = rest;
        records.set_columns(batch.schema().fields().iter().map(|field| field.name().clone()).collect());
        for row in 0..batch.num_rows() {
            number += 1;
            records.add(number, |position| {
                batch.columns().get(position).and_then(|column| text_of(column, row)).map(Cow::into_owned)
            });
        }
    }
    records.finish();
    Ok(())
}

/// A cell of a claim as text: as of an article, but of a list the first text, as in JSON lines of claims.
pub(super) fn first_text_of(column: &ArrayRef, row: usize) -> Option<Cow<'_, str>> {
    let of = |list: ArrayRef| (0..list.len()).find_map(|row| text_of(&list, row).map(|text| Cow::Owned(text.into_owned())));
    match column.data_type() {
        DataType::List(_) if column.is_valid(row) => of(column.as_list::<i32>().value(row)),
        DataType::LargeList(_) if column.is_valid(row) => of(column.as_list::<i64>().value(row)),
        _ => text_of(column, row),
    }
}

/// A cell as text: strings and numbers as they are, times as ISO 8601, lists as paragraphs, of a structure its text.
fn text_of(column: &ArrayRef, row: usize) -> Option<Cow<'_, str>> {
    if row >= column.len() || column.is_null(row) {
        return None;
    }
    let owned = |text: String| Some(Cow::Owned(text));
    match column.data_type() {
        DataType::Utf8 => Some(column.as_string::<i32>().value(row).into()),
        DataType::LargeUtf8 => Some(column.as_string::<i64>().value(row).into()),
        DataType::Utf8View => Some(column.as_string_view().value(row).into()),
        DataType::Binary => std::str::from_utf8(column.as_binary::<i32>().value(row)).ok().map(Cow::Borrowed),
        DataType::LargeBinary => std::str::from_utf8(column.as_binary::<i64>().value(row)).ok().map(Cow::Borrowed),
        DataType::Boolean => owned(column.as_boolean().value(row).to_string()),
        DataType::Float32 => owned(column.as_primitive::<arrow_array::types::Float32Type>().value(row).to_string()),
        DataType::Float64 => owned(column.as_primitive::<arrow_array::types::Float64Type>().value(row).to_string()),
        DataType::Dictionary(_, _) => {
            let keys = column.as_any_dictionary();
            let key = integer(keys.keys(), row)?;
            text_of(keys.values(), usize::try_from(key).ok()?)
        }
        DataType::List(_) => paragraphs(&column.as_list::<i32>().value(row)).and_then(owned),
        DataType::LargeList(_) => paragraphs(&column.as_list::<i64>().value(row)).and_then(owned),
        DataType::Struct(_) => {
            let parts = column.as_struct();
            ["name", "title", "text", "value"].iter().find_map(|name| text_of(parts.column_by_name(name)?, row))
        }
        DataType::Timestamp(unit, zone) => time(*unit, zone.is_some(), integer(column, row)?).and_then(owned),
        DataType::Date32 => day(i64::from(column.as_primitive::<Date32Type>().value(row))).and_then(owned),
        DataType::Date64 => time(TimeUnit::Millisecond, false, column.as_primitive::<Date64Type>().value(row)).and_then(owned),
        _ => integer(column, row).map(|number| Cow::Owned(number.to_string())),
    }
}

fn paragraphs(list: &ArrayRef) -> Option<String> {
    let parts: Vec<Cow<'_, str>> = (0..list.len()).filter_map(|row| text_of(list, row)).collect();
    (!parts.is_empty()).then(|| parts.join("\n\n"))
}

fn integer(column: &dyn Array, row: usize) -> Option<i64> {
    use arrow_array::types::{
        TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType,
    };
    Some(match column.data_type() {
        DataType::Int8 => column.as_primitive::<Int8Type>().value(row).into(),
        DataType::Int16 => column.as_primitive::<Int16Type>().value(row).into(),
        DataType::Int32 => column.as_primitive::<Int32Type>().value(row).into(),
        DataType::Int64 => column.as_primitive::<Int64Type>().value(row),
        DataType::UInt8 => column.as_primitive::<UInt8Type>().value(row).into(),
        DataType::UInt16 => column.as_primitive::<UInt16Type>().value(row).into(),
        DataType::UInt32 => column.as_primitive::<UInt32Type>().value(row).into(),
        DataType::UInt64 => i64::try_from(column.as_primitive::<UInt64Type>().value(row)).ok()?,
        DataType::Timestamp(TimeUnit::Second, _) => column.as_primitive::<TimestampSecondType>().value(row),
        DataType::Timestamp(TimeUnit::Millisecond, _) => column.as_primitive::<TimestampMillisecondType>().value(row),
        DataType::Timestamp(TimeUnit::Microsecond, _) => column.as_primitive::<TimestampMicrosecondType>().value(row),
        DataType::Timestamp(TimeUnit::Nanosecond, _) => column.as_primitive::<TimestampNanosecondType>().value(row),
        _ => return None,
    })
}

/// A point in time; without a zone it is a local time, of which the offset is not known.
fn time(unit: TimeUnit, has_zone: bool, value: i64) -> Option<String> {
    let per_second = match unit {
        TimeUnit::Second => 1,
        TimeUnit::Millisecond => 1_000,
        TimeUnit::Microsecond => 1_000_000,
        TimeUnit::Nanosecond => 1_000_000_000,
    };
    let at = jiff::Timestamp::from_second(value.div_euclid(per_second)).ok()?;
    let text = at.to_string();
    Some(if has_zone { text } else { text.trim_end_matches('Z').to_string() })
}

fn day(days: i64) -> Option<String> {
    let at = jiff::Timestamp::from_second(days.checked_mul(86_400)?).ok()?;
    at.to_string().split('T').next().map(str::to_string)
}

fn malformed(what: &str) -> Refusal {
    Refusal::new(ProblemKind::Malformed, format!("a columnar table that cannot be read: {what}"))
}
