//! A CSV file from a list of columns.

use super::ExportOptions;
use super::view::View;
use std::borrow::Cow;
use std::io;

/// One column: its name, which never changes, and its cell for a row.
pub type Column<R> = (&'static str, for<'v> fn(&'v View<'v>, &R) -> Cow<'v, str>);

/// Writes a header and one line for each row: UTF-8, RFC 4180, with lines that end in CR LF.
pub fn write<R>(
    columns: &[Column<R>],
    rows: impl Iterator<Item = R>,
    view: &View,
    options: &ExportOptions,
    out: impl io::Write,
) -> io::Result<()> {
    let mut writer = writer(options, out)?;
    writer.write_record(columns.iter().map(|(name, _)| name))?;
    // A whole line is written in one go, which takes half as long as field by field.
    let mut line = csv::ByteRecord::new();
    for row in rows {
        line.clear();
        for (_, cell) in columns {
            line.push_field(cell(view, &row).as_bytes());
        }
        writer.write_byte_record(&line)?;
    }
    writer.flush()
}

/// What ends a line.
pub const LINE_END: &[u8] = b"\r\n";

/// Bytes of a table that are passed on at once.
const BUFFER: usize = 1 << 16;

/// A CSV writer, after the byte order mark where one is wanted.
pub fn writer<W: io::Write>(options: &ExportOptions, mut out: W) -> io::Result<csv::Writer<W>> {
    if options.excel {
        out.write_all("\u{feff}".as_bytes())?;
    }
    Ok(csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).buffer_capacity(BUFFER).from_writer(out))
}

/// Ends the line whose fields were written.
pub fn end_line<W: io::Write>(writer: &mut csv::Writer<W>) -> io::Result<()> {
    Ok(writer.write_record(None::<&[u8]>)?)
}

/// Adds a field as [`writer`] would write it: in quotation marks where it has a sign that means something in CSV.
pub fn push_field(field: &str, out: &mut Vec<u8>) {
    // Asked of all bytes, wherever one is found: so several are asked at once.
    let has = field.bytes().fold(false, |has, b| has | matches!(b, b'"' | b',' | b'\r' | b'\n'));
    if has {
        out.push(b'"');
        out.extend_from_slice(field.replace('"', "\"\"").as_bytes());
        out.push(b'"');
    } else {
        out.extend_from_slice(field.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_field_is_pushed_as_the_writer_would_write_it(field in "([a-z\",;'#\r\n\t ]|\\PC){0,8}") {
            let mut out = Vec::new();
            let mut writer = writer(&ExportOptions::default(), &mut out).unwrap();
            writer.write_record(["a", &field, "b"]).unwrap();
            writer.flush().unwrap();
            drop(writer);
            let mut pushed = b"a,".to_vec();
            push_field(&field, &mut pushed);
            pushed.extend_from_slice(b",b\r\n");
            prop_assert_eq!(String::from_utf8(out).unwrap(), String::from_utf8(pushed).unwrap());
        }
    }
}
