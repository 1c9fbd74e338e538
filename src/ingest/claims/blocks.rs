//! Inputs of claims, block by block: whole lines or rows, so that blocks can be read apart.

use super::table::{self, Header};
use crate::error::{Problem, ProblemKind};
#[cfg(feature = "columnar")]
use crate::ingest::columnar;
use crate::ingest::compression;
use crate::ingest::discover::Source;
use crate::ingest::document::is_columnar;
use crate::ingest::options::{Format, IngestOptions};
use std::fs::File;
use std::io::{self, Chain, Cursor, Read};
use std::sync::Arc;

/// How many bytes a block of lines has at least: the words of a block stay in the cache while they are numbered.
const BLOCK: usize = 2 << 20;

/// How many rows a block has.
const ROWS: usize = 8192;

/// A line with more bytes is passed over.
const LONGEST_LINE: usize = 64 << 20;

/// A stretch of one input.
#[derive(Debug)]
pub(in crate::ingest) struct Block {
    pub(super) file: Arc<Source>,
    pub(super) content: Content,
}

#[derive(Debug)]
pub(super) enum Content {
    /// Whole lines, with the number of the first.
    Lines { bytes: Vec<u8>, first: u64 },
    /// Rows of a table.
    Rows { header: Arc<Header>, rows: Vec<csv::ByteRecord> },
    /// Rows of a columnar table, with the number of the first.
    #[cfg(feature = "columnar")]
    Columns { header: Arc<Header>, rows: arrow_array::RecordBatch, first: u64 },
    /// What could not be read.
    Problem(Problem),
}

type Input = Chain<Cursor<Vec<u8>>, Box<dyn Read + Send>>;

/// The blocks of all inputs, in order.
pub(in crate::ingest) struct Blocks<'a> {
    sources: std::vec::IntoIter<Source>,
    options: &'a IngestOptions,
    current: Option<(Arc<Source>, Reader)>,
}

enum Reader {
    Lines {
        input: Input,
        rest: Vec<u8>,
        next: u64,
    },
    Rows {
        header: Arc<Header>,
        rows: csv::Reader<Input>,
    },
    #[cfg(feature = "columnar")]
    Columns {
        header: Arc<Header>,
        rows: columnar::Rows,
        next: u64,
    },
}

impl<'a> Blocks<'a> {
    pub(in crate::ingest) fn new(sources: Vec<Source>, options: &'a IngestOptions) -> Self {
        Blocks { sources: sources.into_iter(), options, current: None }
    }

    /// Opens an input and finds out what it is.
    fn open(&self, source: &Source) -> Result<Option<Reader>, (ProblemKind, String)> {
        let unreadable = |error: io::Error| (ProblemKind::Unreadable, format!("cannot be read: {error}"));
        let raw: Box<dyn Read + Send> = match &source.file {
            Some(path) => Box::new(File::open(path).map_err(unreadable)?),
            None => Box::new(io::stdin()),
        };
        let mut input = again(raw).map_err(unreadable)?;
        let head = input.get_ref().0.get_ref().clone();
        let is_packed = compression::is_packed(&head);
        if is_packed {
            input = again(compression::shared_decoder(&head, input)).map_err(unreadable)?;
        }
        let head = input.get_mut().0.get_mut();
        if head.starts_with(b"\xef\xbb\xbf") {
            head.drain(..3);
        }
        if is_columnar(head) {
            let file = source.file.as_deref().filter(|_| !is_packed);
            return self.columns(file, input).map(Some);
        }
        if let Some(what) = crate::ingest::kind::foreign(head) {
            return Err((ProblemKind::Unsupported, format!("{what}; claims are read from JSON lines, tables and Parquet")));
        }
        if head.contains(&0) {
            return Err((ProblemKind::Binary, "not text in UTF-8; the file was passed over".to_owned()));
        }
        let Some(first) = head.iter().find(|byte| !byte.is_ascii_whitespace()).copied() else {
            return Ok(None);
        };
        match (self.options.format, first) {
            (Format::Jsonl, _) | (Format::Auto, b'{') => Ok(Some(Reader::Lines { input, rest: Vec::new(), next: 1 })),
            (Format::Auto | Format::Csv, _) if !(self.options.format == Format::Auto && first == b'[') => {
                self.table(input).map(Some)
            }
            _ => Err((
                ProblemKind::Unsupported,
                "claims are read from JSON lines, tables (CSV) and Parquet; the file was passed over".to_owned(),
            )),
        }
    }

    fn table(&self, input: Input) -> Result<Reader, (ProblemKind, String)> {
        let head = input.get_ref().0.get_ref();
        let line = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let mut builder = csv::ReaderBuilder::new();
        builder
            .has_headers(false)
            .flexible(true)
            .delimiter(table::delimiter(line, &self.options.fields))
            .buffer_capacity(1 << 16);
        let mut rows = builder.from_reader(input);
        let mut names = csv::ByteRecord::new();
        rows.read_byte_record(&mut names).map_err(|error| (ProblemKind::Malformed, error.to_string()))?;
        let names = names.iter().map(|name| String::from_utf8_lossy(name).into_owned()).collect();
        let header = Header::of(names, &self.options.fields).map_err(|message| (ProblemKind::Field, message))?;
        Ok(Reader::Rows { header: Arc::new(header), rows })
    }

    /// Opens a columnar table: the file itself where there is one, else what `input` holds, put aside on disk, since its end comes first.
    #[cfg(feature = "columnar")]
    fn columns(&self, file: Option<&std::path::Path>, mut input: Input) -> Result<Reader, (ProblemKind, String)> {
        use std::io::Seek;
        let unreadable = |error: io::Error| (ProblemKind::Unreadable, format!("cannot be read: {error}"));
        let most = self.options.max_unpacked_bytes;
        let head = input.get_ref().0.get_ref().clone();
        let file = match file {
            Some(path) => File::open(path).map_err(unreadable)?,
            None => {
                let mut aside = tempfile::tempfile().map_err(unreadable)?;
                let size = io::copy(&mut input.by_ref().take(most.saturating_add(1)), &mut aside).map_err(unreadable)?;
                if size > most {
                    let message = format!("a columnar table of more than {most} bytes once it is unpacked; it was passed over");
                    return Err((ProblemKind::Limit, message));
                }
                aside.rewind().map_err(unreadable)?;
                aside
            }
        };
        let rows = columnar::Rows::open(file, &head, ROWS, most).map_err(|refusal| (refusal.kind, refusal.message))?;
        let header = Header::of(rows.names(), &self.options.fields).map_err(|message| (ProblemKind::Field, message))?;
        Ok(Reader::Columns { header: Arc::new(header), rows, next: 1 })
    }

    #[cfg(not(feature = "columnar"))]
    fn columns(&self, _: Option<&std::path::Path>, _: Input) -> Result<Reader, (ProblemKind, String)> {
        Err((ProblemKind::Unsupported, crate::ingest::document::NOT_COLUMNAR.to_owned()))
    }
}

/// A stream whose first bytes can be looked at before it is read.
fn again(mut raw: impl Read + Send + 'static) -> io::Result<Input> {
    let mut head = Vec::new();
    raw.by_ref().take(1 << 16).read_to_end(&mut head)?;
    let rest: Box<dyn Read + Send> = Box::new(raw);
    Ok(Cursor::new(head).chain(rest))
}

impl Iterator for Blocks<'_> {
    type Item = Block;

    fn next(&mut self) -> Option<Block> {
        loop {
            let Some((file, reader)) = &mut self.current else {
                let source = self.sources.next()?;
                match self.open(&source) {
                    Ok(Some(reader)) => self.current = Some((Arc::new(source), reader)),
                    Ok(None) => return Some(problem(source, ProblemKind::Empty, "holds no claims".to_owned())),
                    Err((kind, message)) => return Some(problem(source, kind, message)),
                }
                continue;
            };
            let file = Arc::clone(file);
            match reader.next() {
                Ok(Some(content)) => return Some(Block { file, content }),
                Ok(None) => self.current = None,
                Err(error) => {
                    self.current = None;
                    let message = format!("breaks off or is damaged ({error}); what came before was read");
                    return Some(problem((*file).clone(), ProblemKind::Malformed, message));
                }
            }
        }
    }
}

fn problem(source: Source, kind: ProblemKind, message: String) -> Block {
    let problem = Problem { path: source.shown.clone(), line: None, kind, message };
    Block { file: Arc::new(source), content: Content::Problem(problem) }
}

impl Reader {
    /// The next block, unless the input is at its end.
    fn next(&mut self) -> io::Result<Option<Content>> {
        match self {
            Reader::Lines { input, rest, next } => lines(input, rest, next),
            Reader::Rows { header, rows } => {
                let mut block = Vec::with_capacity(ROWS);
                let mut row = csv::ByteRecord::new();
                while block.len() < ROWS && rows.read_byte_record(&mut row).map_err(io::Error::other)? {
                    block.push(row.clone());
                }
                Ok((!block.is_empty()).then(|| Content::Rows { header: Arc::clone(header), rows: block }))
            }
            #[cfg(feature = "columnar")]
            Reader::Columns { header, rows, next } => {
                let Some(rows) = rows.next().map_err(io::Error::other)? else { return Ok(None) };
                let first = *next;
                *next += rows.num_rows() as u64;
                Ok(Some(Content::Columns { header: Arc::clone(header), rows, first }))
            }
        }
    }
}

/// Whole lines; what is left of the last one goes to the next block.
fn lines(input: &mut Input, rest: &mut Vec<u8>, next: &mut u64) -> io::Result<Option<Content>> {
    let mut bytes = Vec::with_capacity(BLOCK + rest.len());
    bytes.append(rest);
    loop {
        let before = bytes.len();
        let read = input.by_ref().take(BLOCK as u64).read_to_end(&mut bytes)?;
        if read == 0 {
            break;
        }
        if let Some(end) = memchr::memrchr(b'\n', &bytes[before..]) {
            rest.extend_from_slice(&bytes[before + end + 1..]);
            bytes.truncate(before + end);
            break;
        }
        if bytes.len() > LONGEST_LINE {
            let message = format!("line {next} has more than {LONGEST_LINE} bytes; it was not read, nor what follows");
            return Err(io::Error::other(message));
        }
    }
    if bytes.is_empty() && rest.is_empty() {
        return Ok(None);
    }
    let first = *next;
    *next += 1 + memchr::memchr_iter(b'\n', &bytes).count() as u64;
    Ok(Some(Content::Lines { bytes, first }))
}
