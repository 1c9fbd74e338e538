//! Bytes to text: which encoding a file is in, and what of it could not be decoded.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How much of a file is looked at to find its legacy encoding. Detection is settled after a few hundred letters; the rest
/// only costs time.
const DETECTION_SAMPLE: usize = 256 << 10;

/// A run of fewer bytes than this is fed to the detector whole.
const SMALL_FILE: usize = 16 << 10;

/// How many lines vote on the encoding of a file that no multi-byte encoding fits without error.
const VOTING_LINES: usize = 200;

/// Characters that are replaced when a stretch of bytes belongs to none.
const REPLACEMENT: char = char::REPLACEMENT_CHARACTER;

/// A decoded file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decoded {
    /// Its text, without a byte order mark.
    pub(super) text: String,
    /// The WHATWG name of its encoding.
    pub(super) encoding: &'static str,
    /// What could not be decoded.
    pub(super) damage: Option<Damage>,
}

/// Bytes that belong to no character, each run of them replaced by U+FFFD.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Damage {
    /// How many were replaced.
    pub(super) count: u64,
    /// The offset of the first in the file (unpacked), from 0.
    pub(super) first_byte: u64,
    /// The line of the first, from 1.
    pub(super) first_line: u64,
}

/// Decodes a file. A byte order mark wins over the `forced` encoding, that wins over what the bytes look like.
pub(super) fn decode(mut bytes: Vec<u8>, forced: Option<&'static Encoding>) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        if encoding != UTF_8 {
            return decode_as(encoding, &bytes, mark);
        }
        bytes.drain(..mark);
        return match String::from_utf8(bytes) {
            Ok(text) => Decoded { text, encoding: UTF_8.name(), damage: None },
            Err(error) => {
                let mut decoded = decode_as(UTF_8, error.as_bytes(), 0);
                if let Some(damage) = &mut decoded.damage {
                    damage.first_byte += mark as u64;
                }
                decoded
            }
        };
    }
    if let Some(encoding) = forced {
        return decode_as(encoding, &bytes, 0);
    }
    if let Some(encoding) = unmarked_utf_16(&bytes) {
        return decode_as(encoding, &bytes, 0);
    }
    match String::from_utf8(bytes) {
        Ok(text) if !text.contains('\u{1b}') => Decoded { text, encoding: UTF_8.name(), damage: None },
        Ok(text) => decode_as(escaped(text.as_bytes()), text.as_bytes(), 0),
        Err(error) => {
            let bytes = error.into_bytes();
            let encoding = if is_damaged_utf_8(&bytes) { UTF_8 } else { legacy(&bytes) };
            decode_as(encoding, &bytes, 0)
        }
    }
}

/// Whether the bytes are those of no text at all: zero bytes and other control characters in a number that no text has.
pub(super) fn is_binary(bytes: &[u8]) -> bool {
    // One control character in fifty: prints from old terminals stay far below, compressed data has one in ten.
    const CONTROLS: usize = 50;
    // One zero byte in a thousand: a text that lost a few bytes to a bad disk is still read.
    const ZEROS: usize = 1000;
    if Encoding::for_bom(bytes).is_some_and(|(encoding, _)| encoding != UTF_8) || unmarked_utf_16(bytes).is_some() {
        return false;
    }
    let zeros = bytes.iter().filter(|&&byte| byte == 0).count();
    let controls = bytes.iter().filter(|&&byte| is_odd_control(byte)).count();
    zeros * ZEROS > bytes.len() || controls * CONTROLS > bytes.len()
}

/// Control characters that texts do not hold; tab, line ends, form feed and the escape of ISO-2022-JP they do.
fn is_odd_control(byte: u8) -> bool {
    matches!(byte, 0..=8 | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f)
}

/// UTF-16 without a byte order mark shows by zero bytes at every second place: the upper halves of spaces, digits, line ends.
fn unmarked_utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    const SAMPLE: usize = 4096;
    let sample = &bytes[..bytes.len().min(SAMPLE) & !1];
    let zeros = |parity| sample.iter().skip(parity).step_by(2).filter(|&&byte| byte == 0).count();
    let encoding = match (zeros(0), zeros(1)) {
        (0, 1..) => UTF_16LE,
        (1.., 0) => UTF_16BE,
        _ => return None,
    };
    let (text, damaged) = encoding.decode_without_bom_handling(sample);
    // A sample may end inside a surrogate pair, hence the one replacement.
    let is_text =
        |c: char| c.is_alphanumeric() || c.is_whitespace() || (c.is_ascii_punctuation()) || ('\u{a0}'..='\u{bf}').contains(&c);
    let odd = text.chars().filter(|&c| c == REPLACEMENT || (c.is_control() && !c.is_whitespace())).count();
    let fit = text.chars().filter(|&c| is_text(c) || ('\u{2010}'..='\u{203a}').contains(&c)).count();
    let plain = odd <= usize::from(damaged && sample.len() == SAMPLE) && fit * 10 >= text.chars().count() * 9;
    plain.then_some(encoding)
}

/// Seven-bit text with escape characters: ISO-2022-JP, or UTF-8 with the colours of a terminal.
fn escaped(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// Whether bytes that are not UTF-8 were once: most of what is not ASCII still forms sequences of UTF-8.
///
/// A legacy text forms such sequences by chance: not at all in windows-1252 and windows-1251 prose, for less than half of its
/// bytes in the East Asian encodings.
fn is_damaged_utf_8(bytes: &[u8]) -> bool {
    let (mut sound, mut broken, mut cut) = (0u64, 0u64, false);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).map(|c| c.len_utf8() as u64).sum::<u64>();
        broken += chunk.invalid().len() as u64;
        // A file cut inside a character ends with a lead byte and what followed it.
        cut = chunk.invalid().len() >= 2;
    }
    let cut_at_end = cut && sound == 0 && std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none());
    // Three bytes in four are part of a sound sequence.
    sound > 0 && sound >= 3 * broken || cut_at_end
}

/// The legacy encoding that bytes look like.
fn legacy(bytes: &[u8]) -> &'static Encoding {
    let sample = detection_sample(bytes);
    let guess = guessed(&sample);
    if guess.is_single_byte() { voted(&sample).unwrap_or(guess) } else { guess }
}

fn guessed(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// One wrong byte rules out a multi-byte encoding for the detector. Where most lines taken alone are in one, it is that one.
fn voted(sample: &[u8]) -> Option<&'static Encoding> {
    // Shorter lines look like anything.
    const FEWEST_BYTES: usize = 24;
    let mut votes: Vec<(&'static Encoding, usize)> = Vec::new();
    let mut all = 0;
    let lines =
        sample.split(|&byte| byte == b'\n').filter(|line| line.iter().filter(|byte| !byte.is_ascii()).count() >= FEWEST_BYTES);
    for line in lines.take(VOTING_LINES) {
        let guess = guessed(line);
        all += 1;
        match votes.iter_mut().find(|(encoding, _)| *encoding == guess) {
            Some((_, count)) => *count += 1,
            None => votes.push((guess, 1)),
        }
    }
    votes.into_iter().find(|(encoding, count)| !encoding.is_single_byte() && count * 3 >= all * 2).map(|(encoding, _)| encoding)
}

/// The part of a file that tells its encoding: its lines that are not ASCII, up to [`DETECTION_SAMPLE`] bytes. They are cut at
/// ASCII line ends and spaces only, which are no part of a character in any encoding that is guessed.
fn detection_sample(bytes: &[u8]) -> Vec<u8> {
    if bytes.len() <= SMALL_FILE {
        return bytes.to_vec();
    }
    let mut sample = Vec::new();
    for piece in bytes.split_inclusive(|&byte| matches!(byte, b'\n' | b' ')).filter(|piece| !piece.is_ascii()) {
        if sample.len() + piece.len() > DETECTION_SAMPLE {
            // A text of one endless word still has to be looked at.
            if sample.is_empty() {
                sample.extend_from_slice(&piece[..DETECTION_SAMPLE]);
            }
            break;
        }
        sample.extend_from_slice(piece);
    }
    sample
}

/// Decodes `bytes` from `start` on, with every stretch that belongs to no character replaced.
fn decode_as(encoding: &'static Encoding, bytes: &[u8], start: usize) -> Decoded {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len() - start);
    let mut damage: Option<Damage> = None;
    let mut at = start;
    loop {
        let (result, read) = decoder.decode_to_string_without_replacement(&bytes[at..], &mut text, true);
        at += read;
        match result {
            DecoderResult::InputEmpty => break,
            // Room for the rest at three bytes of UTF-8 for two of it, which is what the East Asian encodings need.
            DecoderResult::OutputFull => text.reserve((bytes.len() - at) * 3 / 2 + 16),
            DecoderResult::Malformed(length, after) => {
                let first_byte = (at as u64).saturating_sub(u64::from(length) + u64::from(after));
                let first_line = |text: &str| text.bytes().filter(|&byte| byte == b'\n').count() as u64 + 1;
                damage.get_or_insert_with(|| Damage { count: 0, first_byte, first_line: first_line(&text) }).count += 1;
                text.push(REPLACEMENT);
            }
        }
    }
    Decoded { text, encoding: encoding.name(), damage }
}
