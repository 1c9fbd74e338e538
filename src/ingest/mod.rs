//! Which articles are there? Paths become raw articles, one for each text, page or record, of each its newest version.
//!
//! In: files, folders and standard input, as named by the user. Out: decoded articles that are otherwise untouched, with what
//! their records say of them, and a problem for whatever could not be read.
//!
//! Laws: each file is read once, however many ways lead to it; articles, ids and problems do not depend on the order of the
//! inputs or the number of threads; every file and record gives an article or a problem; nothing but regular files is opened.
//!
//! It does not clean texts, read dates or recognise outlets: that is for [`normalize`](crate::normalize).

mod archive;
mod budget;
mod claims;
#[cfg(feature = "columnar")]
mod columnar;
mod compression;
mod csv;
mod declared;
mod decode;
mod delivery;
mod delivery_factiva;
mod delivery_nexis;
mod discover;
mod document;
mod feed;
mod fields;
mod format;
mod gathered;
mod gdelt;
mod ids;
mod json;
mod kind;
mod newsml;
mod ninjs;
mod nitf;
mod options;
mod page;
mod read;
mod rich_text;
mod scan;
mod versions;
mod warc;
mod warc_http;
mod word;
#[cfg(feature = "workbooks")]
mod workbook;
mod xml;
mod zstandard;

pub use options::{FieldMap, Format, IngestOptions};

use crate::error::{Error, Problem, ProblemKind};
use crate::model::{RawArticle, RawClaim};
use crate::observe::{Observer, Stage};
use crate::parallel;
use claims::{Blocks, Taken};
use discover::{Discovered, Source};
use encoding_rs::Encoding;
use gathered::Gathered;
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// What to do when there is nothing to read.
const ADVICE: &str = "Name folders or files of articles (text, web pages, feeds, JSON, tables, documents, archives of these), or - for standard input";

/// What the inputs held.
#[derive(Debug, Clone, Default)]
pub struct Ingested {
    /// The articles, sorted by id; ids are unique.
    pub articles: Vec<RawArticle>,
    /// What was wrong with inputs, sorted.
    pub problems: Vec<Problem>,
    /// Files that were opened, standard input among them.
    pub files: u64,
    /// Files and records that gave no article.
    pub rejected: u64,
    /// Hidden files and folders that were met in input folders and passed over.
    pub hidden: u64,
    /// Files and folders that were reached a second time, over a link or another input, and not read again.
    pub repeated: u64,
    /// Earlier versions of articles, and the same articles once more; each is a problem too.
    pub superseded: u64,
    /// Files and folders that were passed over as [`IngestOptions::exclude`] asks.
    pub excluded: u64,
}

/// Reads all `inputs`: files, folders, and `-` for standard input.
///
/// # Errors
/// When there is no input at all, or one that was named does not exist, or a folder holds no file that can be opened, or there
/// is nothing in any file; and when an option makes no sense. Problems are told to the `observer` even then.
///
/// # Examples
/// ```
/// use crosswire::ingest::{IngestOptions, ingest};
/// use crosswire::observe::Silent;
///
/// let folder = tempfile::tempdir()?;
/// std::fs::write(folder.path().join("a.txt"), "The ferry sank at dawn, the harbour master said.")?;
/// std::fs::write(folder.path().join("b.jsonl"), r#"{"id": "b1", "outlet": "The Courier", "body": "A ferry sank."}"#)?;
///
/// let ingested = ingest(&[folder.path().to_path_buf()], &IngestOptions::default(), &Silent)?;
/// let ids: Vec<&str> = ingested.articles.iter().map(|article| article.id.as_str()).collect();
/// assert_eq!(ids, ["a.txt", "b1"]);
/// assert_eq!(ingested.articles[1].fields.source.as_deref(), Some("The Courier"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn ingest(inputs: &[PathBuf], options: &IngestOptions, observer: &dyn Observer) -> Result<Ingested, Error> {
    let encoding = forced_encoding(options)?;
    if inputs.is_empty() {
        return Err(Error::Usage(format!("there is no input. {ADVICE}")));
    }
    let discovered = discover::discover(inputs, options)?;

    observer.begin(Stage::Ingest, Some(discovered.sources.len() as u64));
    let read = |source: &Source| {
        let gathered = read::read(source, options, encoding);
        observer.advance(Stage::Ingest, 1);
        gathered
    };
    let all: Vec<Gathered> = parallel::map(&discovered.sources, read);
    let fault = nothing_read(&discovered, &all);
    let ingested = together(discovered, all);
    for problem in &ingested.problems {
        observer.problem(problem);
    }
    observer.end(Stage::Ingest);

    match fault.or_else(|| nothing_held(&ingested)) {
        Some(message) => Err(Error::Usage(message)),
        None => Ok(ingested),
    }
}

/// What is to become of claims that came cut. Each block of an input has one of its own.
pub trait ClaimSink: Send {
    /// Takes the next claim.
    fn take(&mut self, claim: RawClaim<'_>);

    /// The block is at its end.
    fn close(&mut self) {}
}

/// What inputs of claims held.
#[derive(Debug, Clone, Default)]
pub struct IngestedClaims<S> {
    /// What became of the claims, block by block, in the order of files and lines.
    pub sinks: Vec<S>,
    /// What was wrong with inputs, sorted.
    pub problems: Vec<Problem>,
    /// Files that were opened.
    pub files: u64,
    /// Files and records that gave no claim.
    pub rejected: u64,
}

/// Reads claims that are already cut: JSON lines and tables, packed or not, in UTF-8, and with the feature `columnar` Parquet and Arrow. Texts live only while a `sink` takes them, of which each
/// block has one.
///
/// # Errors
/// When there is no input at all, or one that was named does not exist.
pub fn ingest_claims<S: ClaimSink>(
    inputs: &[PathBuf],
    options: &IngestOptions,
    sink: impl Fn() -> S + Sync,
    observer: &dyn Observer,
) -> Result<IngestedClaims<S>, Error> {
    if inputs.is_empty() {
        return Err(Error::Usage(format!("there is no input. {ADVICE}")));
    }
    let discovered = discover::discover(inputs, options)?;
    let files = discovered.sources.len() as u64;
    observer.begin(Stage::Ingest, None);
    let blocks = Blocks::new(discovered.sources, options);
    let taken = blocks.enumerate().par_bridge().map(|(number, block)| {
        let taken = Taken::of(&block, &options.fields, sink());
        observer.advance(Stage::Ingest, 1);
        (number, taken)
    });
    let mut taken: Vec<(usize, Taken<S>)> = taken.collect();
    taken.sort_unstable_by_key(|(number, _)| *number);
    let mut ingested =
        IngestedClaims { sinks: Vec::new(), rejected: discovered.problems.len() as u64, problems: discovered.problems, files };
    for (_, taken) in taken {
        ingested.sinks.push(taken.sink);
        ingested.problems.extend(taken.problems);
        ingested.rejected += taken.rejected;
    }
    ingested.problems.sort();
    ingested.problems.iter().for_each(|problem| observer.problem(problem));
    observer.end(Stage::Ingest);
    Ok(ingested)
}

fn forced_encoding(options: &IngestOptions) -> Result<Option<&'static Encoding>, Error> {
    let Some(label) = &options.encoding else { return Ok(None) };
    let unknown =
        || Error::Usage(format!("unknown encoding {label:?}. Known are for example utf-8, windows-1251, gb18030, utf-16le"));
    Encoding::for_label_no_replacement(label.as_bytes()).map(Some).ok_or_else(unknown)
}

/// What all files gave, in the order of ids.
fn together(discovered: Discovered, all: Vec<Gathered>) -> Ingested {
    let passed_over = discovered.passed_over;
    let mut ingested = Ingested {
        rejected: discovered.problems.len() as u64,
        problems: discovered.problems,
        hidden: passed_over.hidden,
        repeated: passed_over.repeated,
        excluded: passed_over.excluded,
        ..Ingested::default()
    };
    let mut edited = Vec::new();
    for gathered in all {
        ingested.files += u64::from(gathered.opened);
        ingested.rejected += gathered.rejected;
        ingested.hidden += gathered.hidden;
        edited.extend(gathered.articles.into_iter().zip(gathered.editions));
        ingested.problems.extend(gathered.problems);
    }
    edited.sort_by(|(a, _), (b, _)| (&a.path, a.line).cmp(&(&b.path, b.line)));
    let (articles, superseded) = versions::newest(edited);
    ingested.superseded = superseded.len() as u64;
    ingested.problems.extend(superseded);
    ingested.articles = articles;
    ingested.problems.extend(ids::make_unique(&mut ingested.articles));
    ingested.articles.sort_by(|a, b| a.id.cmp(&b.id));
    ingested.problems.sort();
    ingested
}

/// A folder in which no file could be opened is a mistake of the one who named it.
fn nothing_read(discovered: &Discovered, all: &[Gathered]) -> Option<String> {
    let opened: Vec<PathBuf> = discovered
        .sources
        .iter()
        .zip(all)
        .filter(|(_, gathered)| gathered.opened)
        .filter_map(|(source, _)| source.file.as_deref().and_then(|file| file.canonicalize().ok()))
        .collect();
    let is_bare = |full: &Path| !opened.iter().any(|file| file.starts_with(full));
    let (given, _) = discovered.folders.iter().find(|(_, full)| is_bare(full))?;
    let hidden = match discovered.passed_over.hidden {
        0 => String::new(),
        hidden => format!(" ({hidden} hidden files and folders were passed over)"),
    };
    Some(format!("{}: no file in this folder can be read{hidden}. {ADVICE}", given.display()))
}

/// Inputs that hold nothing are a mistake too; inputs that hold something else are problems.
fn nothing_held(ingested: &Ingested) -> Option<String> {
    if !ingested.articles.is_empty() {
        return None;
    }
    if ingested.files == 0 {
        let why = ingested.problems.first().map(Problem::to_string).unwrap_or_else(|| "there is no file".to_string());
        return Some(format!("no input can be read: {why}. {ADVICE}"));
    }
    let all_empty = ingested.problems.iter().all(|problem| problem.kind == ProblemKind::Empty);
    let files = if ingested.files == 1 { "the one file".to_string() } else { format!("any of the {} files", ingested.files) };
    all_empty.then(|| format!("there is no text in {files} that could be read. {ADVICE}"))
}
