//! One file, from its bytes to its articles.

use super::archive;
use super::budget::Budget;
use super::compression::{self, Unpacked};
use super::discover::Source;
use super::document::{self, Told};
use super::gathered::{Gathered, Refusal};
use super::kind::{self, Container};
use super::options::IngestOptions;
use super::warc;
use crate::error::{ProblemKind, guarded};
use encoding_rs::Encoding;
use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::path::Path;

/// How far the end of a packed archive is looked for behind its last member. Writers fill up to 10 KiB; some tapes had 1 MiB.
const PADDING_MOST: u64 = 1 << 20;

/// What a file is read from.
pub(super) trait Input: Read + Seek {}

impl<T: Read + Seek> Input for T {}

/// How all files are read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading<'a> {
    pub(super) options: &'a IngestOptions,
    /// The encoding that all files are in, where the user says so.
    pub(super) encoding: Option<&'static Encoding>,
}

/// Reads one file. What is wrong with it is among the problems of the result.
pub(super) fn read(source: &Source, options: &IngestOptions, encoding: Option<&'static Encoding>) -> Gathered {
    let mut gathered = Gathered::new(source);
    let reading = Reading { options, encoding };
    let read = guarded(|| reading.source(source, &mut gathered));
    if let Err(refusal) = read.unwrap_or_else(|fault| Err(Refusal::new(ProblemKind::Fault, fault))) {
        gathered.refuse(refusal);
    }
    gathered
}

impl Reading<'_> {
    fn source(self, source: &Source, gathered: &mut Gathered) -> Result<(), Refusal> {
        let Some(path) = &source.file else {
            gathered.opened = true;
            let mut bytes = Vec::new();
            let most = self.options.max_file_bytes;
            io::stdin().lock().take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| unreadable(&error))?;
            if bytes.len() as u64 > most {
                return Err(compression::too_large(self.options));
            }
            let mut budget = Budget::new(bytes.len() as u64, self.options);
            return self.member(bytes, &Told::default(), &mut budget, gathered);
        };
        let mut file = open(path)?;
        gathered.opened = true;
        let size = file.metadata().map_err(|error| unreadable(&error))?.len();
        self.file(&mut file, size, &Told::default(), &mut Budget::new(size, self.options), gathered)
    }

    /// Reads a member of an archive, or anything else whose bytes are at hand.
    pub(super) fn member(
        self,
        bytes: Vec<u8>,
        told: &Told,
        budget: &mut Budget,
        gathered: &mut Gathered,
    ) -> Result<(), Refusal> {
        if kind::container(&bytes).is_none() {
            return document::read(self, bytes, None, told, gathered);
        }
        let size = bytes.len() as u64;
        self.file(&mut Cursor::new(bytes), size, told, budget, gathered)
    }

    /// Reads a file of `size` bytes, whatever it is.
    fn file(
        self,
        input: &mut dyn Input,
        size: u64,
        told: &Told,
        budget: &mut Budget,
        gathered: &mut Gathered,
    ) -> Result<(), Refusal> {
        let head = head_of(input).map_err(|error| unreadable(&error))?;
        input.seek(SeekFrom::Start(0)).map_err(|error| unreadable(&error))?;
        let found = kind::container(&head);
        let outcome = match found {
            Some(Container::Zip) => archive::zip(self, input, told, budget, gathered),
            Some(Container::Tar) => archive::tar(self, input, budget, gathered),
            Some(Container::Warc) => warc::read(self, input, budget, gathered),
            Some(Container::Packed) => self.packed(&head, input, size, told, budget, gathered),
            None if size > self.options.max_file_bytes => Err(compression::too_large(self.options)),
            None => {
                let Unpacked { bytes, broken_off } = compression::unpack(input, size, self.options)?;
                document::read(self, bytes, broken_off, told, gathered)
            }
        };
        if outcome.is_ok() && gathered.articles.is_empty() && gathered.problems.is_empty() {
            return Err(Refusal::new(ProblemKind::Empty, "holds nothing that is read"));
        }
        outcome
    }

    /// Reads a packed file. Archives in it are read piece by piece, since they may be large.
    fn packed(
        self,
        head: &[u8],
        input: &mut dyn Input,
        size: u64,
        told: &Told,
        budget: &mut Budget,
        gathered: &mut Gathered,
    ) -> Result<(), Refusal> {
        let mut start = Vec::new();
        // What breaks here breaks below as well, where it is told.
        let _ = compression::decoder(head, &mut *input).take(kind::HEAD as u64).read_to_end(&mut start);
        input.seek(SeekFrom::Start(0)).map_err(|error| unreadable(&error))?;
        let inner = kind::container(&start);
        if matches!(inner, Some(Container::Tar | Container::Warc)) {
            let mut stream = compression::decoder(head, input);
            if inner == Some(Container::Warc) {
                return warc::read(self, &mut stream, budget, gathered);
            }
            archive::tar(self, &mut stream, budget, gathered)?;
            return to_the_end(&mut stream);
        }
        if size > self.options.max_file_bytes {
            return Err(compression::too_large(self.options));
        }
        let Unpacked { bytes, broken_off } = compression::unpack(input, size, self.options)?;
        if inner.is_none() || broken_off.is_some() {
            return document::read(self, bytes, broken_off, told, gathered);
        }
        // Packed twice, or a ZIP archive that was packed again.
        budget.enter()?;
        budget.spend(bytes.len() as u64)?;
        let outcome = self.member(bytes, told, budget, gathered);
        budget.leave();
        outcome
    }
}

/// Reads what lies behind the last member of a packed archive: only there a checksum tells whether the members were whole.
fn to_the_end(stream: &mut dyn Read) -> Result<(), Refusal> {
    let rest = io::copy(&mut stream.take(PADDING_MOST), &mut io::sink());
    let broken =
        |error| format!("the packed archive breaks off or is damaged behind its last member ({error}); its members were read");
    rest.map(|_| ()).map_err(|error| Refusal::new(ProblemKind::Malformed, broken(error)))
}

fn head_of(input: &mut dyn Input) -> io::Result<Vec<u8>> {
    let mut head = Vec::with_capacity(kind::HEAD);
    input.take(kind::HEAD as u64).read_to_end(&mut head)?;
    Ok(head)
}

/// Opens a file, but nothing that a program could wait on.
fn open(path: &Path) -> Result<File, Refusal> {
    let metadata = path.metadata().map_err(|error| unreadable(&error))?;
    if !metadata.is_file() {
        return Err(Refusal::new(ProblemKind::Unreadable, "not a regular file; it was not opened"));
    }
    File::open(path).map_err(|error| unreadable(&error))
}

fn unreadable(error: &io::Error) -> Refusal {
    Refusal::new(ProblemKind::Unreadable, format!("cannot be read: {error}"))
}
