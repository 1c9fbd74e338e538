//! The knobs of reading.

use std::path::PathBuf;

/// The largest file, compressed or not, that is read unless another limit is set: 512 MiB. A year of a busy newswire is about
/// half of it, and both cores of a small machine can hold one such file each.
const DEFAULT_MAX_BYTES: u64 = 512 << 20;

/// How inputs are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IngestOptions {
    /// The format of all files. Default: [`Format::Auto`].
    pub format: Format,
    /// The encoding of all files, as a [WHATWG label](https://encoding.spec.whatwg.org/#names-and-labels) such as
    /// `windows-1251` or `gb18030`. A byte order mark in a file wins over it. Default: `None`, found out file by file.
    pub encoding: Option<String>,
    /// Which column or member holds which field. Default: none named, common names are recognised.
    pub fields: FieldMap,
    /// The most bytes a file may have as it is stored; a larger one is a problem and is not read. Default: 512 MiB.
    pub max_file_bytes: u64,
    /// The most bytes a packed file, or a member of an archive, may unpack to; a larger one is a problem and is not read.
    /// Default: 512 MiB.
    pub max_unpacked_bytes: u64,
    /// The most bytes that may come out of one archive, with the archives inside it; reading ends there, with a problem.
    /// Archives are read member by member, so this bounds time, not memory. Default: 64 GiB.
    pub max_archive_bytes: u64,
    /// The most members or records of one archive, with those of the archives inside it. Default: 1,000,000.
    pub max_members: u64,
    /// How deep archives may lie inside archives: 1 is none inside. Default: 3.
    pub max_depth: u32,
    /// The most bytes that one packed byte may unpack to; counted from 16 MiB on. News shrinks to a fifth or a tenth, bombs to a
    /// thousandth and less. Default: 250.
    pub max_ratio: u64,
    /// Files and folders that are passed over when they are met inside an input folder, such as the folder the run writes to.
    /// Paths that do not exist are ignored. Default: none.
    pub exclude: Vec<PathBuf>,
}

impl Default for IngestOptions {
    fn default() -> Self {
        IngestOptions {
            format: Format::Auto,
            encoding: None,
            fields: FieldMap::default(),
            max_file_bytes: DEFAULT_MAX_BYTES,
            max_unpacked_bytes: DEFAULT_MAX_BYTES,
            max_archive_bytes: 64 << 30,
            max_members: 1_000_000,
            max_depth: 3,
            max_ratio: 250,
            exclude: Vec::new(),
        }
    }
}

/// The formats of documents. Packed files and archives are always found out by what they hold; the format is that of what is
/// inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Format {
    /// Found out for each file, by what it holds and by its name.
    #[default]
    Auto,
    /// One file is one article.
    Text,
    /// A web page.
    Html,
    /// One JSON object in each line.
    Jsonl,
    /// One JSON value that holds all records.
    Json,
    /// A header, then one article in each row; separated by comma, semicolon, tab or `|`.
    Csv,
    /// RSS, Atom or JSON Feed.
    Feed,
    /// IPTC ninjs, any version, in JSON or JSON lines.
    Ninjs,
    /// IPTC NewsML-G2: news items, packages and messages.
    Newsml,
    /// IPTC NITF.
    Nitf,
    /// An Excel workbook.
    Xlsx,
    /// An Apache Parquet file.
    Parquet,
    /// An Apache Arrow IPC file or stream.
    Arrow,
    /// A Word document.
    Docx,
    /// A document in rich text format.
    Rtf,
    /// Articles one after the other as Nexis delivers them, in any document format.
    Nexis,
    /// Articles one after the other as Factiva delivers them, in any document format.
    Factiva,
    /// A file of the GDELT Global Knowledge Graph 2.
    Gkg,
    /// A file of the GDELT Global Quotation Graph.
    Gqg,
}

impl Format {
    /// All of them, in the order of the documentation.
    pub const ALL: [Format; 19] = [
        Format::Auto,
        Format::Text,
        Format::Html,
        Format::Jsonl,
        Format::Json,
        Format::Csv,
        Format::Feed,
        Format::Ninjs,
        Format::Newsml,
        Format::Nitf,
        Format::Xlsx,
        Format::Parquet,
        Format::Arrow,
        Format::Docx,
        Format::Rtf,
        Format::Nexis,
        Format::Factiva,
        Format::Gkg,
        Format::Gqg,
    ];

    /// The word for it in flags and in the configuration file.
    pub fn as_str(self) -> &'static str {
        match self {
            Format::Auto => "auto",
            Format::Text => "text",
            Format::Html => "html",
            Format::Jsonl => "jsonl",
            Format::Json => "json",
            Format::Csv => "csv",
            Format::Feed => "feed",
            Format::Ninjs => "ninjs",
            Format::Newsml => "newsml",
            Format::Nitf => "nitf",
            Format::Xlsx => "xlsx",
            Format::Parquet => "parquet",
            Format::Arrow => "arrow",
            Format::Docx => "docx",
            Format::Rtf => "rtf",
            Format::Nexis => "nexis",
            Format::Factiva => "factiva",
            Format::Gkg => "gkg",
            Format::Gqg => "gqg",
        }
    }
}

/// Which column (CSV) or member (JSON) holds which field of an article, where the common names do not do.
///
/// A name is looked up exactly, then without regard to case, spaces and punctuation. In JSON `a.b` is the member `b` of the
/// member `a`. A named column is the only one that is read for its field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FieldMap {
    /// The article's id.
    pub id: Option<String>,
    /// Who published it.
    pub source: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// When it was published.
    pub date: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Its text. The only field that an article must have.
    pub text: Option<String>,
    /// Its language.
    pub language: Option<String>,
    /// The event it belongs to.
    pub event: Option<String>,
    /// Who said it; only of claims that are already cut.
    pub speaker: Option<String>,
}
