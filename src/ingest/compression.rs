//! A file's bytes, unpacked where they are packed, within limits.

use super::gathered::Refusal;
use super::options::IngestOptions;
use crate::error::ProblemKind;
use flate2::read::MultiGzDecoder;
use std::io::{self, BufReader, Read};

const GZIP: &[u8] = &[0x1f, 0x8b];
const ZSTD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];

/// The bytes of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unpacked {
    pub(super) bytes: Vec<u8>,
    /// Why a packed stream ended before its end, where it did.
    pub(super) broken_off: Option<String>,
}

/// Reads all of `input`.
pub(super) fn unpack(input: impl Read, options: &IngestOptions) -> Result<Unpacked, Refusal> {
    let mut limited = BufReader::new(Watched { input, left: options.max_file_bytes, is_over: false });
    let mut head = Vec::with_capacity(ZSTD.len());
    limited.by_ref().take(ZSTD.len() as u64).read_to_end(&mut head).map_err(|error| unreadable(&error, options))?;
    let (is_gzip, is_zstd) = (head.starts_with(GZIP), head.starts_with(ZSTD));
    let mut whole = head.as_slice().chain(&mut limited);
    let most = options.max_unpacked_bytes;
    if is_gzip {
        drain(MultiGzDecoder::new(whole), most, options)
    } else if is_zstd {
        let decoder =
            zstd::stream::read::Decoder::with_buffer(BufReader::new(whole)).map_err(|error| unreadable(&error, options))?;
        drain(decoder, most, options)
    } else {
        let mut bytes = Vec::new();
        whole.read_to_end(&mut bytes).map_err(|error| unreadable(&error, options))?;
        Ok(Unpacked { bytes, broken_off: None })
    }
}

/// Whether bytes are a packed stream.
pub(super) fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(GZIP) || bytes.starts_with(ZSTD)
}

fn drain(decoder: impl Read, most: u64, options: &IngestOptions) -> Result<Unpacked, Refusal> {
    let mut bytes = Vec::new();
    // What was unpacked before an error stays in `bytes`.
    let outcome = decoder.take(most.saturating_add(1)).read_to_end(&mut bytes);
    if bytes.len() as u64 > most {
        let message = format!("unpacks to more than {most} bytes; the file was not read. Raise the limit or split it");
        return Err(Refusal::new(ProblemKind::Limit, message));
    }
    match outcome {
        Ok(_) => Ok(Unpacked { bytes, broken_off: None }),
        Err(error) if is_too_large(&error) => Err(unreadable(&error, options)),
        Err(error) => Ok(Unpacked { bytes, broken_off: Some(error.to_string()) }),
    }
}

/// A reader that fails once more than a number of bytes came out of it.
struct Watched<R> {
    input: R,
    left: u64,
    is_over: bool,
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        match self.left.checked_sub(read as u64) {
            Some(left) if !self.is_over => {
                self.left = left;
                Ok(read)
            }
            _ => {
                self.is_over = true;
                Err(io::Error::from(io::ErrorKind::FileTooLarge))
            }
        }
    }
}

fn is_too_large(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::FileTooLarge
}

/// The refusal of a file that is larger than the options allow.
pub(super) fn too_large(options: &IngestOptions) -> Refusal {
    let message = format!("larger than {} bytes; the file was not read. Raise the limit or split it", options.max_file_bytes);
    Refusal::new(ProblemKind::Limit, message)
}

fn unreadable(error: &io::Error, options: &IngestOptions) -> Refusal {
    if is_too_large(error) {
        too_large(options)
    } else {
        Refusal::new(ProblemKind::Unreadable, format!("cannot be read: {error}"))
    }
}
