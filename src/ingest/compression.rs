//! A file's bytes, unpacked where they are packed, within limits.

use super::budget::unpacked_most;
use super::gathered::Refusal;
use super::options::IngestOptions;
use super::zstandard::Frames;
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

/// What comes out of a packed stream, piece by piece.
pub(super) fn decoder<'a>(head: &[u8], input: impl Read + 'a) -> Box<dyn Read + 'a> {
    let input = BufReader::new(input);
    if head.starts_with(ZSTD) { Box::new(Frames::new(input)) } else { Box::new(MultiGzDecoder::new(input)) }
}

/// [`decoder`], for input that goes from thread to thread.
pub(super) fn shared_decoder(head: &[u8], input: impl Read + Send + 'static) -> Box<dyn Read + Send> {
    let input = BufReader::new(input);
    if head.starts_with(ZSTD) { Box::new(Frames::new(input)) } else { Box::new(MultiGzDecoder::new(input)) }
}

/// Reads all of `input`, which has `size` bytes.
pub(super) fn unpack(input: impl Read, size: u64, options: &IngestOptions) -> Result<Unpacked, Refusal> {
    let mut limited = BufReader::new(Watched { input, left: options.max_file_bytes, is_over: false });
    let mut head = Vec::with_capacity(ZSTD.len());
    limited.by_ref().take(ZSTD.len() as u64).read_to_end(&mut head).map_err(|error| unreadable(&error, options))?;
    let (is_gzip, is_zstd) = (head.starts_with(GZIP), head.starts_with(ZSTD));
    let mut whole = head.as_slice().chain(&mut limited);
    let most = options.max_unpacked_bytes.min(unpacked_most(size, options.max_ratio));
    if is_gzip {
        drain(MultiGzDecoder::new(whole), most, options)
    } else if is_zstd {
        drain(Frames::new(BufReader::new(whole)), most, options)
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
        let advice = if most < options.max_unpacked_bytes {
            "as a bomb does; raise max_ratio if it is none"
        } else {
            "raise the limit or split it"
        };
        let message = format!("unpacks to more than {most} bytes; the file was not read; {advice}");
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

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("memory does not fail")
    }

    fn zstd(bytes: &[u8]) -> Vec<u8> {
        zstd::stream::encode_all(bytes, 3).expect("memory does not fail")
    }

    /// Lines that do not shrink to nothing, so that a stream can be cut.
    fn lines() -> Vec<u8> {
        (0u64..20_000).flat_map(|n| format!("{:x}\n", n.wrapping_mul(0x9e37_79b9_7f4a_7c15)).into_bytes()).collect()
    }

    fn options(max_file_bytes: u64, max_unpacked_bytes: u64) -> IngestOptions {
        IngestOptions { max_file_bytes, max_unpacked_bytes, ..IngestOptions::default() }
    }

    #[test]
    fn streams_are_unpacked_by_their_first_bytes() {
        let all = IngestOptions::default();
        let two_members = [gzip(b"one "), gzip(b"two")].concat();
        let two_frames = [zstd(b"one "), zstd(b"two")].concat();
        for (packed, plain) in
            [(two_members, "one two"), (two_frames, "one two"), (b"plain".to_vec(), "plain"), (Vec::new(), "")]
        {
            let unpacked = unpack(packed.as_slice(), packed.len() as u64, &all).expect("is within limits");
            assert_eq!((unpacked.bytes.as_slice(), unpacked.broken_off), (plain.as_bytes(), None));
        }
    }

    #[test]
    fn what_was_unpacked_before_a_break_is_kept() {
        let plain = lines();
        for packed in [gzip(&plain), zstd(&plain)] {
            let unpacked =
                unpack(&packed[..packed.len() * 2 / 3], 1 << 20, &IngestOptions::default()).expect("is within limits");
            assert!(unpacked.broken_off.is_some());
            assert!(unpacked.bytes.len() > 1000 && plain.starts_with(&unpacked.bytes));
        }
    }

    #[test]
    fn limits_hold_for_the_file_and_for_what_it_unpacks_to() {
        let plain = lines();
        let size = plain.len() as u64;
        for packed in [gzip(&plain), zstd(&plain)] {
            assert!(unpack(packed.as_slice(), packed.len() as u64, &options(size, size)).is_ok());
            let bomb =
                unpack(packed.as_slice(), packed.len() as u64, &options(size, size - 1)).expect_err("unpacks to too much");
            assert_eq!(bomb.kind, ProblemKind::Limit);
            let large = unpack(packed.as_slice(), packed.len() as u64, &options(packed.len() as u64 - 1, size))
                .expect_err("is too large");
            assert_eq!(large.kind, ProblemKind::Limit);
        }
        assert!(unpack(plain.as_slice(), size, &options(size, 0)).is_ok());
        assert_eq!(unpack(plain.as_slice(), size, &options(size - 1, 0)).expect_err("is too large").kind, ProblemKind::Limit);
    }
}
