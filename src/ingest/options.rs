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
    /// The most bytes a `.gz` or `.zst` file may unpack to; a larger one is a problem and is not read. Default: 512 MiB.
    pub max_unpacked_bytes: u64,
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
            exclude: Vec::new(),
        }
    }
}

/// The formats that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Format {
    /// Found out for each file, by what it holds and by its name.
    #[default]
    Auto,
    /// One file is one article.
    Text,
    /// One JSON object in each line.
    Jsonl,
    /// A header, then one article in each row; separated by comma, semicolon, tab or `|`.
    Csv,
}

impl Format {
    /// All of them, in the order of the documentation.
    pub const ALL: [Format; 4] = [Format::Auto, Format::Text, Format::Jsonl, Format::Csv];

    /// The word for it in flags and in the configuration file.
    pub fn as_str(self) -> &'static str {
        match self {
            Format::Auto => "auto",
            Format::Text => "text",
            Format::Jsonl => "jsonl",
            Format::Csv => "csv",
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
}
