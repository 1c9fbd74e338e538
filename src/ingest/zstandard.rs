//! Zstandard streams: all frames of one after the other, their checksums verified, and what is to be skipped between them.

use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
use std::error::Error;
use std::io::{self, BufRead, Read};

/// What comes out of a stream, piece by piece. The library reads one frame; a file may have many.
pub(super) struct Frames<R> {
    source: R,
    frame: FrameDecoder,
    is_inside: bool,
    /// What ended the frame before its end.
    broken: Option<io::Error>,
}

/// A last block with nothing in it, and room for a checksum.
const LAST_BLOCK: &[u8] = &[1, 0, 0, 0, 0, 0, 0];

impl<R: BufRead> Frames<R> {
    /// Nothing is read before it is asked for.
    pub(super) fn new(source: R) -> Frames<R> {
        Frames { source, frame: FrameDecoder::new(), is_inside: false, broken: None }
    }

    /// Goes into the next frame with text in it; false at the end of the stream.
    fn enter(&mut self) -> io::Result<bool> {
        while !self.source.fill_buf()?.is_empty() {
            match self.frame.reset(&mut self.source) {
                Ok(()) => {
                    self.is_inside = true;
                    return Ok(true);
                }
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                    let skipped = io::copy(&mut self.source.by_ref().take(length.into()), &mut io::sink())?;
                    if skipped < u64::from(length) {
                        return Err(io::Error::new(io::ErrorKind::UnexpectedEof, BROKEN_OFF));
                    }
                }
                Err(error) => return Err(told(&error)),
            }
        }
        Ok(false)
    }

    /// Leaves a frame that was read to its end.
    fn leave(&mut self) -> io::Result<()> {
        self.is_inside = false;
        if let Some(error) = self.broken.take() {
            return Err(error);
        }
        match self.frame.get_checksum_from_data() {
            Some(stated) if self.frame.get_calculated_checksum() != Some(stated) => {
                Err(io::Error::new(io::ErrorKind::InvalidData, "a frame whose checksum does not match"))
            }
            _ => Ok(()),
        }
    }
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while !buffer.is_empty() && (self.is_inside || self.enter()?) {
            while self.frame.can_collect() == 0 && !self.frame.is_finished() {
                let decoded = self.frame.decode_blocks(&mut self.source, BlockDecodingStrategy::UptoBlocks(1));
                if let Err(error) = decoded {
                    self.broken = Some(told(&error));
                    // The library gives what it holds back for later blocks once the frame has ended.
                    self.frame.decode_blocks(LAST_BLOCK, BlockDecodingStrategy::All).map_err(|error| told(&error))?;
                }
            }
            let read = self.frame.read(buffer)?;
            if read > 0 {
                return Ok(read);
            }
            self.leave()?;
        }
        Ok(0)
    }
}

const BROKEN_OFF: &str = "the stream ends inside a frame";

/// The library's error as one of reading, of the kind that the source below told, if it was the source that failed.
fn told(error: &FrameDecoderError) -> io::Error {
    let first: &(dyn Error + 'static) = error;
    let causes = std::iter::successors(Some(first), |cause: &&'_ (dyn Error + 'static)| (*cause).source());
    match causes.filter_map(|cause| cause.downcast_ref::<io::Error>()).last().map(io::Error::kind) {
        Some(kind @ io::ErrorKind::UnexpectedEof) => io::Error::new(kind, BROKEN_OFF),
        Some(kind) => io::Error::new(kind, error.to_string()),
        None => io::Error::new(io::ErrorKind::InvalidData, error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed(text: &[u8]) -> Vec<u8> {
        let mut encoder = zstd::stream::Encoder::new(Vec::new(), 3).expect("memory does not fail");
        encoder.include_checksum(true).expect("is a known setting");
        io::copy(&mut &*text, &mut encoder).and_then(|_| encoder.finish()).expect("memory does not fail")
    }

    /// A frame of `length` bytes that are no text, as `pzstd` and seekable archives write.
    fn skippable(length: u8) -> Vec<u8> {
        let mut frame = vec![0x53, 0x2a, 0x4d, 0x18, length, 0, 0, 0];
        frame.resize(8 + usize::from(length), 0xee);
        frame
    }

    fn read(packed: &[u8]) -> io::Result<Vec<u8>> {
        let mut text = Vec::new();
        Frames::new(packed).read_to_end(&mut text).map(|_| text)
    }

    #[test]
    fn frames_follow_each_other_and_what_is_no_text_is_skipped() {
        let stream = [skippable(5), packed(b"one "), packed(b""), skippable(0), packed(b"two"), skippable(200)].concat();
        assert_eq!(read(&stream).expect("is whole"), b"one two");
        assert_eq!(read(b"").expect("has no frame"), b"");
    }

    #[test]
    fn a_changed_byte_a_cut_and_a_foreign_end_are_errors() {
        let text: Vec<u8> = (0..70_000_u32).flat_map(|n| n.wrapping_mul(0x9e37_79b9).to_le_bytes()).collect();
        let whole = packed(&text);
        assert!(read(&whole).expect("is whole") == text);
        let mut changed = whole.clone();
        let middle = whole.len() / 2;
        changed[middle] ^= 1;
        assert_eq!(read(&changed).expect_err("has another checksum").kind(), io::ErrorKind::InvalidData);
        assert_eq!(read(&whole[..middle]).expect_err("is cut").to_string(), BROKEN_OFF);
        assert_eq!(read(&skippable(9)[..10]).expect_err("is cut").to_string(), BROKEN_OFF);
        assert_eq!(read(&[&whole[..], b"and more"].concat()).expect_err("is no frame").kind(), io::ErrorKind::InvalidData);
    }
}
