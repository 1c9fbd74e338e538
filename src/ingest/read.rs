//! One file, from its bytes to its articles.

use super::compression::{self, Unpacked};
use super::decode::{self, Decoded};
use super::discover::Source;
use super::format::{self, Shape};
use super::gathered::{Gathered, Refusal};
use super::options::{Format, IngestOptions};
use super::{csv, json, kind};
use crate::error::ProblemKind;
use encoding_rs::Encoding;
use std::fs::File;
use std::io;
use std::path::Path;

/// Reads one file. What is wrong with it is among the problems of the result.
pub(super) fn read(source: &Source, options: &IngestOptions, encoding: Option<&'static Encoding>) -> Gathered {
    let mut gathered = Gathered::new(source);
    if let Err(refusal) = gather(source, options, encoding, &mut gathered) {
        gathered.reject(None, refusal.kind, refusal.message);
    }
    gathered
}

fn gather(
    source: &Source,
    options: &IngestOptions,
    encoding: Option<&'static Encoding>,
    gathered: &mut Gathered,
) -> Result<(), Refusal> {
    let Unpacked { mut bytes, broken_off } = match &source.file {
        Some(path) => {
            let file = open(path, options)?;
            gathered.opened = true;
            compression::unpack(file, options)?
        }
        None => {
            gathered.opened = true;
            compression::unpack(io::stdin().lock(), options)?
        }
    };
    if let Some(what) = kind::foreign(&bytes) {
        return Err(unsupported(what));
    }
    if decode::is_binary(&bytes) {
        return Err(Refusal::new(ProblemKind::Binary, "not text; the file was passed over"));
    }
    if broken_off.is_some() {
        cut_last_line(&mut bytes);
    }
    let Decoded { text, encoding, damage } = decode::decode(bytes, encoding);
    gathered.set_encoding(encoding);
    if let Some(damage) = damage {
        let (bytes, first) = (damage.count, damage.first_byte);
        let places = if bytes == 1 { "1 place".to_string() } else { format!("{bytes} places") };
        let message = format!("not {encoding} in {places}, first at byte {first}; each was replaced by U+FFFD");
        gathered.note(Some(damage.first_line), ProblemKind::Encoding, message);
    }
    if text.trim().is_empty() && broken_off.is_none() {
        return Err(Refusal::new(ProblemKind::Empty, "holds no text"));
    }
    if let Some(what) = kind::markup(&text).filter(|_| options.format == Format::Auto) {
        return Err(unsupported(what));
    }
    take(text, source, options, broken_off, gathered)
}

/// Takes the articles from the text.
fn take(
    text: String,
    source: &Source,
    options: &IngestOptions,
    broken_off: Option<String>,
    gathered: &mut Gathered,
) -> Result<(), Refusal> {
    let map = &options.fields;
    let shape = format::shape(&text, &source.shown, options.format, map);
    if let Some(why) = &broken_off {
        let stops = format!("the packed file breaks off after {} bytes of text ({why})", text.len());
        if matches!(shape, Shape::Text | Shape::JsonDocument) {
            return Err(Refusal::new(
                ProblemKind::Malformed,
                format!("{stops}; it was passed over, for its article is not whole"),
            ));
        }
        gathered.note(None, ProblemKind::Malformed, format!("{stops}; whole records before the break were read"));
    }
    match shape {
        Shape::Text => gathered.whole_file(text),
        Shape::JsonLines => json::read_lines(&text, map, gathered),
        Shape::JsonDocument => json::read_document(text, map, gathered),
        Shape::Table(header) => csv::read(&text, header, broken_off.is_some(), map, gathered),
    }
    if gathered.articles.is_empty() && gathered.problems.is_empty() {
        return Err(Refusal::new(ProblemKind::Empty, "holds no record"));
    }
    Ok(())
}

/// Opens a file, but nothing that a program could wait on.
fn open(path: &Path, options: &IngestOptions) -> Result<File, Refusal> {
    let unreadable = |error: io::Error| Refusal::new(ProblemKind::Unreadable, format!("cannot be read: {error}"));
    let metadata = path.metadata().map_err(unreadable)?;
    if !metadata.is_file() {
        return Err(Refusal::new(ProblemKind::Unreadable, "not a regular file; it was not opened"));
    }
    if metadata.len() > options.max_file_bytes {
        return Err(compression::too_large(options));
    }
    File::open(path).map_err(unreadable)
}

fn unsupported(what: &str) -> Refusal {
    let message = format!("{what}, which is not read; the file was passed over. Save its text as .txt, .jsonl or .csv");
    Refusal::new(ProblemKind::Unsupported, message)
}

/// Takes away the line that a break left unfinished. In UTF-16 with the low byte first, a line end has one more byte.
fn cut_last_line(bytes: &mut Vec<u8>) {
    let end = bytes.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
    let end = if bytes.get(end) == Some(&0) { end + 1 } else { end };
    bytes.truncate(end);
}
