//! What can go wrong: errors that end a run, and problems with one input that do not.

use std::fmt;
use std::path::PathBuf;

/// A fatal error, with its place where it has one.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder could not be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file that must be right as a whole (configuration, registry, gold set) is not.
    #[error("{}{}: {message}", path.display(), at_line(*line))]
    Invalid {
        /// The file.
        path: PathBuf,
        /// Its line, from 1.
        line: Option<u64>,
        /// What is wrong, with advice.
        message: String,
    },
    /// There is nothing to work on, or an option is out of range.
    #[error("{0}")]
    Usage(String),
}

impl Error {
    /// An [`Error::Io`] about `path`.
    pub fn io(path: impl Into<PathBuf>, source: std::io::Error) -> Self {
        Error::Io { path: path.into(), source }
    }

    /// An [`Error::Invalid`] about `path`.
    pub fn invalid(path: impl Into<PathBuf>, line: Option<u64>, message: impl Into<String>) -> Self {
        Error::Invalid { path: path.into(), line, message: message.into() }
    }
}

fn at_line(line: Option<u64>) -> String {
    line.map(|n| format!(":{n}")).unwrap_or_default()
}

/// Something wrong with one input. It is counted and listed in `problems.csv`; the rest of the run goes on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The input as the user would name it.
    pub path: String,
    /// The line or record, from 1, where the format has lines.
    pub line: Option<u64>,
    /// What sort of problem it is.
    pub kind: ProblemKind,
    /// What happened and what became of the input.
    pub message: String,
}

/// The sorts of [`Problem`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ProblemKind {
    /// The file could not be opened or read.
    Unreadable,
    /// The file or record holds no text.
    Empty,
    /// The file is not text.
    Binary,
    /// Bytes that belong to no character were replaced.
    Encoding,
    /// A record breaks its format.
    Malformed,
    /// A column, field or member of the record is not known or not there.
    Field,
    /// A date could not be read.
    Date,
    /// The format is not one that this build reads.
    Unsupported,
    /// Two articles came with one id; the later one got another.
    DuplicateId,
    /// The input holds a later version of the article, or the same once more; that one counts.
    Superseded,
    /// A size limit cut something short.
    Limit,
    /// crosswire itself failed on the input, which was left out: a defect to report with the input.
    Fault,
}

impl ProblemKind {
    /// All of them.
    pub const ALL: [ProblemKind; 12] = [
        ProblemKind::Unreadable,
        ProblemKind::Empty,
        ProblemKind::Binary,
        ProblemKind::Encoding,
        ProblemKind::Malformed,
        ProblemKind::Field,
        ProblemKind::Date,
        ProblemKind::Unsupported,
        ProblemKind::DuplicateId,
        ProblemKind::Superseded,
        ProblemKind::Limit,
        ProblemKind::Fault,
    ];

    /// The word for it in `problems.csv`.
    pub fn as_str(self) -> &'static str {
        match self {
            ProblemKind::Unreadable => "unreadable",
            ProblemKind::Empty => "empty",
            ProblemKind::Binary => "binary",
            ProblemKind::Encoding => "encoding",
            ProblemKind::Malformed => "malformed",
            ProblemKind::Field => "field",
            ProblemKind::Date => "date",
            ProblemKind::Unsupported => "unsupported",
            ProblemKind::DuplicateId => "duplicate_id",
            ProblemKind::Superseded => "superseded",
            ProblemKind::Limit => "limit",
            ProblemKind::Fault => "fault",
        }
    }
}

/// Does `work` on one input, so that a defect that shows on this input only does not end a batch.
///
/// # Errors
/// A panic of `work`, as a message for a [`ProblemKind::Fault`].
pub(crate) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(work)).map_err(|cause| {
        let said = cause.downcast_ref::<String>().map(String::as_str).or_else(|| cause.downcast_ref::<&str>().copied());
        format!("crosswire failed on it and left it out; please report this with the input: {}", said.unwrap_or("no message"))
    })
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}: {}", self.path, at_line(self.line), self.message)
    }
}
