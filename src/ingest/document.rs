//! One document, from its bytes to its articles.

use super::decode::{self, Decoded};
use super::format::{self, Shape};
use super::gathered::{Entry, Gathered, Refusal};
use super::options::Format;
use super::read::Reading;
use super::versions::Edition;
use super::{csv, declared, delivery, gdelt, json, kind, page, rich_text, xml};
use crate::error::ProblemKind;
use crate::model::Fields;
use encoding_rs::Encoding;

/// What is known of a document from outside.
#[derive(Debug, Clone, Default)]
pub(super) struct Told {
    /// The encoding that its sender names.
    pub(super) encoding: Option<&'static Encoding>,
    /// Where it was fetched.
    pub(super) address: Option<String>,
    /// When it was fetched.
    pub(super) fetched: Option<String>,
    /// Its record in an archive that numbers them, from 1.
    pub(super) record: Option<u64>,
}

/// Reads a document. It may be `broken_off`, where what it was packed in ended too early.
pub(super) fn read(
    reading: Reading<'_>,
    mut bytes: Vec<u8>,
    broken_off: Option<String>,
    told: &Told,
    gathered: &mut Gathered,
) -> Result<(), Refusal> {
    if is_columnar(&bytes) {
        gathered.set_encoding("UTF-8");
        return columnar(reading, bytes, gathered);
    }
    if rich_text::is_rich_text(&bytes) && reading.options.format != Format::Text {
        gathered.set_encoding("windows-1252");
        let (text, is_whole) = rich_text::text(&bytes);
        if !is_whole {
            return Err(Refusal::new(ProblemKind::Malformed, "an RTF document that breaks off; it was passed over"));
        }
        return take_text(reading, text, told, gathered);
    }
    if let Some(what) = kind::foreign(&bytes) {
        return Err(unsupported(what));
    }
    if decode::is_binary(&bytes) {
        return Err(Refusal::new(ProblemKind::Binary, "not text; the file was passed over"));
    }
    if broken_off.is_some() {
        cut_last_line(&mut bytes);
    }
    let named = declared::encoding(&bytes).or(told.encoding);
    let Decoded { text, encoding, damage } = decode::decode(bytes, reading.encoding, named);
    gathered.set_encoding(encoding);
    if let Some(damage) = damage {
        let (bytes, first) = (damage.count, damage.first_byte);
        let places = if bytes == 1 { "1 place".to_string() } else { format!("{bytes} places") };
        let message = format!("not {encoding} in {places}, first at byte {first}; each was replaced by U+FFFD");
        gathered.note(told.record.or(Some(damage.first_line)), ProblemKind::Encoding, message);
    }
    if text.trim().is_empty() && broken_off.is_none() {
        return Err(Refusal::new(ProblemKind::Empty, "holds no text"));
    }
    take(reading, text, broken_off, told, gathered)
}

/// Takes the articles from the text.
fn take(
    reading: Reading<'_>,
    text: String,
    broken_off: Option<String>,
    told: &Told,
    gathered: &mut Gathered,
) -> Result<(), Refusal> {
    let options = reading.options;
    let map = &options.fields;
    let shape = format::shape(&text, gathered.path(), options.format, map);
    if let Some(why) = &broken_off {
        let stops = format!("the packed file breaks off after {} bytes of text ({why})", text.len());
        if !matches!(shape, Shape::JsonLines | Shape::Table(_)) {
            return Err(Refusal::new(
                ProblemKind::Malformed,
                format!("{stops}; it was passed over, for its article is not whole"),
            ));
        }
        gathered.note(None, ProblemKind::Malformed, format!("{stops}; whole records before the break were read"));
    }
    match shape {
        Shape::Text => return take_text(reading, text, told, gathered),
        Shape::Page => take_page(&text, told, gathered)?,
        Shape::Xml => xml::read(&text, options.format, gathered)?,
        Shape::JsonLines => json::read_lines(&text, map, gathered),
        Shape::JsonDocument => json::read_document(text, map, gathered),
        Shape::Table(header) => csv::read(&text, header, broken_off.is_some(), map, gathered),
    }
    if gathered.articles.is_empty() && gathered.problems.is_empty() {
        return Err(Refusal::new(ProblemKind::Empty, "holds no record"));
    }
    Ok(())
}

/// Takes plain text: a delivery of a press database, a file of GDELT, or one article.
pub(super) fn take_text(reading: Reading<'_>, text: String, told: &Told, gathered: &mut Gathered) -> Result<(), Refusal> {
    let format = reading.options.format;
    if text.trim().is_empty() {
        return Err(Refusal::new(ProblemKind::Empty, "holds no text"));
    }
    if format == Format::Gkg || (format == Format::Auto && gdelt::is_gkg(&text)) {
        gdelt::read_gkg(&text, gathered);
        return Ok(());
    }
    if !delivery::take(&text, format, gathered) {
        let fields = Fields { url: told.address.clone(), ..Fields::default() };
        let edition = Edition { made: told.fetched.clone(), ..Edition::default() };
        gathered.take(Entry { line: told.record, id: None, text, fields, edition });
    }
    Ok(())
}

#[cfg(feature = "columnar")]
fn columnar(reading: Reading<'_>, bytes: Vec<u8>, gathered: &mut Gathered) -> Result<(), Refusal> {
    super::columnar::read(bytes, reading.options.max_unpacked_bytes, &reading.options.fields, gathered)
}

#[cfg(not(feature = "columnar"))]
fn columnar(_: Reading<'_>, _: Vec<u8>, _: &mut Gathered) -> Result<(), Refusal> {
    Err(Refusal::new(ProblemKind::Unsupported, NOT_COLUMNAR))
}

/// What is said of a columnar table where the build has no reader for it.
#[cfg(not(feature = "columnar"))]
pub(super) const NOT_COLUMNAR: &str =
    "a Parquet or Arrow file, which this build does not read: build it with the feature `columnar`, or save it as CSV";

/// Whether bytes are Apache Parquet or Arrow IPC, as a file or as a stream.
pub(super) fn is_columnar(bytes: &[u8]) -> bool {
    let is_stream = bytes.starts_with(&[0xff; 4]) && bytes.get(6..8) == Some(&[0, 0]);
    bytes.starts_with(b"PAR1") || bytes.starts_with(b"ARROW1") || is_stream
}

fn take_page(text: &str, told: &Told, gathered: &mut Gathered) -> Result<(), Refusal> {
    let page::Page { mut entry, remark } = page::read(text, told.address.as_deref())?;
    entry.line = told.record;
    entry.edition.made = entry.edition.made.or_else(|| told.fetched.clone());
    if let Some(remark) = remark {
        gathered.note(told.record, ProblemKind::Limit, remark);
    }
    gathered.take(entry);
    Ok(())
}

/// The refusal of a format that is known and not read.
pub(super) fn unsupported(what: &str) -> Refusal {
    let message = format!("{what}, which is not read; the file was passed over. Save its text as .txt, .jsonl or .csv");
    Refusal::new(ProblemKind::Unsupported, message)
}

/// Takes away the line that a break left unfinished. In UTF-16 with the low byte first, a line end has one more byte.
fn cut_last_line(bytes: &mut Vec<u8>) {
    let end = bytes.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
    let end = if bytes.get(end) == Some(&0) { end + 1 } else { end };
    bytes.truncate(end);
}
