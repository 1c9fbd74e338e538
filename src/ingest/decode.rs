//! Bytes to text: which encoding a file is in, and what of it could not be decoded.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

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

/// Decodes a file. A byte order mark wins over the `forced` encoding, that wins over what the bytes look like, and UTF-8 over what
/// the file or its sender `declared`.
pub(super) fn decode(mut bytes: Vec<u8>, forced: Option<&'static Encoding>, declared: Option<&'static Encoding>) -> Decoded {
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
        Ok(text) if declared == Some(ISO_2022_JP) || is_iso_2022_jp(&text) => decode_as(ISO_2022_JP, text.as_bytes(), 0),
        Ok(text) => Decoded { text, encoding: UTF_8.name(), damage: None },
        Err(error) => {
            let bytes = error.into_bytes();
            let guess = declared.filter(|encoding| *encoding != UTF_8).unwrap_or_else(|| legacy(&bytes));
            let encoding = if is_damaged_utf_8(&bytes, guess) { UTF_8 } else { guess };
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

/// UTF-16 without a byte order mark shows by zero bytes at every second place only: the upper halves of letters and digits, or
/// at least of line ends and spaces.
fn unmarked_utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    const SAMPLE: usize = 4096;
    if !bytes.len().is_multiple_of(2) {
        return None;
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let zeros = |parity| sample.iter().skip(parity).step_by(2).filter(|&&byte| byte == 0).count();
    let (encoding, zeros) = match (zeros(0), zeros(1)) {
        (0, zeros @ 1..) => (UTF_16LE, zeros),
        (zeros @ 1.., 0) => (UTF_16BE, zeros),
        _ => return None,
    };
    let is_sparse = zeros * 5 < sample.len();
    if is_sparse && is_text_without_zeros(sample) {
        return None;
    }
    let (text, damaged) = encoding.decode_without_bom_handling(sample);
    let odd = text.chars().filter(|&c| c == REPLACEMENT || (c.is_control() && !c.is_whitespace())).count();
    let fit = text.chars().filter(|&c| is_letter_or_mark(c)).count();
    // A sample may end inside a surrogate pair, hence the one replacement.
    let is_plain = odd <= usize::from(damaged && sample.len() == SAMPLE) && fit * 10 >= text.chars().count() * 9;
    is_plain.then_some(encoding)
}

/// Whether bytes are UTF-8 with stray zero bytes. UTF-16 is not: outside Latin its upper halves are control characters, or
/// break UTF-8.
fn is_text_without_zeros(bytes: &[u8]) -> bool {
    let rest: Vec<u8> = bytes.iter().copied().filter(|&byte| byte != 0).collect();
    !rest.iter().any(|&byte| is_odd_control(byte)) && std::str::from_utf8(&rest).is_ok()
}

/// Letters, digits, white space and the punctuation of Europe and East Asia.
fn is_letter_or_mark(c: char) -> bool {
    c.is_alphanumeric()
        || c.is_whitespace()
        || c.is_ascii_punctuation()
        || matches!(c, '\u{a0}'..='\u{bf}' | '\u{2010}'..='\u{203a}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff65}')
}

/// Japanese in seven bits: ASCII by its bytes, with escape sequences that start and end the Japanese.
fn is_iso_2022_jp(text: &str) -> bool {
    if !text.contains("\u{1b}$") || !text.is_ascii() {
        return false;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(text.as_bytes(), true);
    detector.guess(None, Utf8Detection::Allow) == ISO_2022_JP
}

/// Whether bytes that are not UTF-8 were once: three bytes in five that are not ASCII still form sequences of UTF-8.
///
/// A legacy text forms them by chance: hardly one in windows-1251 or windows-1252, up to 45 bytes in 100 in GBK, EUC-JP and the
/// code pages of DOS. UTF-8 in which one byte in ten was overwritten still has 70. Where the `guess` is windows-1252, two sound letters and
/// as many sound bytes as broken ones are enough.
fn is_damaged_utf_8(bytes: &[u8], guess: &Encoding) -> bool {
    let (mut sound, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().bytes().filter(|byte| !byte.is_ascii()).count();
        broken += chunk.invalid().len();
    }
    // A file cut inside a character ends in the first bytes of one. A single one could be a last letter in windows-1252.
    let cut = unfinished(bytes);
    broken -= cut;
    let western = guess == WINDOWS_1252 && sound >= 4 && sound >= broken;
    if sound == 0 && broken == 0 { cut > 1 } else { western || sound * 2 >= broken * 3 }
}

/// How many bytes at the end are the beginning of a character of UTF-8.
fn unfinished(bytes: &[u8]) -> usize {
    let last = bytes.utf8_chunks().last().map_or(&[][..], |chunk| chunk.invalid());
    let is_open = std::str::from_utf8(last).is_err_and(|error| error.valid_up_to() == 0 && error.error_len().is_none());
    if is_open { last.len() } else { 0 }
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
    // The library clears the whole room it is given at every call, and it is called again after every wrong byte.
    const ROOM: usize = 4096;
    let mut room = "\0".repeat(ROOM);
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len() - start);
    let mut damage: Option<Damage> = None;
    let mut at = start;
    loop {
        let (result, read, written) = decoder.decode_to_str_without_replacement(&bytes[at..], room.as_mut_str(), true);
        text.push_str(&room[..written]);
        at += read;
        match result {
            DecoderResult::InputEmpty => break,
            DecoderResult::OutputFull => {}
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

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{BIG5, GB18030, GBK, KOI8_U, SHIFT_JIS, WINDOWS_1250, WINDOWS_1251, WINDOWS_1253, WINDOWS_1254};

    const RUSSIAN: &str = "Мост через реку закрыт до весны, сообщил мэр Орлова. «Мы не будем спешить», — сказал он.\n";
    const RUSSIAN_SHORT: &str = "Мост закрыт до весны.";
    const CHINESE: &str = "河上的大桥将关闭到明年春天，市长在星期二说。“我们不会着急，”他补充说。\n";
    const CHINESE_SHORT: &str = "市长说大桥将关闭到春天。";
    const ENGLISH: &str = "The bridge stays shut until spring — “we won’t hurry,” Mayor André Lefèvre said on Tuesday.\n";
    const FRENCH: &str =
        "Le pont restera fermé jusqu’au printemps, a déclaré le maire. « Nous ne nous hâterons pas », a-t-il ajouté.\n";
    const POLISH: &str = "Most pozostanie zamknięty do wiosny, powiedział burmistrz. „Nie będziemy się śpieszyć”, dodał.\n";
    const TURKISH: &str = "Köprü ilkbahara kadar kapalı kalacak, dedi belediye başkanı. “Acele etmeyeceğiz” diye ekledi.\n";
    const GREEK: &str = "Η γέφυρα θα μείνει κλειστή μέχρι την άνοιξη, είπε ο δήμαρχος. «Δεν βιαζόμαστε», πρόσθεσε.\n";
    const JAPANESE: &str = "橋は春まで閉鎖されると市長が火曜日に述べた。「急ぐつもりはない」と付け加えた。\n";

    fn encoded(text: &str, encoding: &'static Encoding) -> Vec<u8> {
        let (bytes, _, unmappable) = encoding.encode(text);
        assert!(!unmappable, "{} cannot hold {text}", encoding.name());
        bytes.into_owned()
    }

    fn utf_16(text: &str, little: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
    }

    /// `bytes` decode to `text` without damage, from `encoding`.
    fn check(bytes: Vec<u8>, text: &str, encoding: &str) {
        assert!(!is_binary(&bytes), "{text} in {encoding} is taken for binary");
        let decoded = decode(bytes, None, None);
        assert_eq!((decoded.text.as_str(), decoded.encoding, decoded.damage), (text, encoding, None));
    }

    #[test]
    fn unicode_is_found_by_mark_or_by_form() {
        for text in [RUSSIAN, RUSSIAN_SHORT, CHINESE, ENGLISH, FRENCH, "ok", ""] {
            check(text.as_bytes().to_vec(), text, "UTF-8");
            check([b"\xef\xbb\xbf", text.as_bytes()].concat(), text, "UTF-8");
            check([vec![0xff, 0xfe], utf_16(text, true)].concat(), text, "UTF-16LE");
            check([vec![0xfe, 0xff], utf_16(text, false)].concat(), text, "UTF-16BE");
        }
        for text in [RUSSIAN, RUSSIAN_SHORT, CHINESE, ENGLISH, FRENCH] {
            check(utf_16(text, true), text, "UTF-16LE");
            check(utf_16(text, false), text, "UTF-16BE");
        }
    }

    #[test]
    fn legacy_encodings_are_found_in_a_sentence_or_two() {
        check(encoded(RUSSIAN, WINDOWS_1251), RUSSIAN, "windows-1251");
        check(encoded(RUSSIAN_SHORT, WINDOWS_1251), RUSSIAN_SHORT, "windows-1251");
        check(encoded(RUSSIAN_SHORT, KOI8_U), RUSSIAN_SHORT, "KOI8-U");
        check(encoded(CHINESE, GBK), CHINESE, "GBK");
        check(encoded(CHINESE_SHORT, GBK), CHINESE_SHORT, "GBK");
        check(encoded(CHINESE, GB18030), CHINESE, "GBK");
        check(encoded(ENGLISH, WINDOWS_1252), ENGLISH, "windows-1252");
        check(encoded(FRENCH, WINDOWS_1252), FRENCH, "windows-1252");
        check(encoded(POLISH, WINDOWS_1250), POLISH, "windows-1250");
        check(encoded(TURKISH, WINDOWS_1254), TURKISH, "windows-1254");
        check(encoded(GREEK, WINDOWS_1253), GREEK, "windows-1253");
        check(encoded(JAPANESE, SHIFT_JIS), JAPANESE, "Shift_JIS");
        check(encoded("市長說大橋將關閉到春天，他不會著急。", BIG5), "市長說大橋將關閉到春天，他不會著急。", "Big5");
    }

    #[test]
    fn escape_characters_make_japanese_or_colours() {
        check(encoded(JAPANESE, ISO_2022_JP), JAPANESE, "ISO-2022-JP");
        check(
            b"\x1b[1mFerry sinks\x1b[0m, it cost \x1b$5.\n".to_vec(),
            "\x1b[1mFerry sinks\x1b[0m, it cost \x1b$5.\n",
            "UTF-8",
        );
    }

    #[test]
    fn a_few_legacy_letters_in_a_long_ascii_text_decide() {
        let filler = "Nothing but plain words stands in this line of the report, and in the next ones.\n".repeat(4000);
        for (text, encoding) in [(ENGLISH, WINDOWS_1252), (RUSSIAN, WINDOWS_1251), (CHINESE, GBK)] {
            let whole = format!("{filler}{text}{filler}");
            check(encoded(&whole, encoding), &whole, encoding.name());
        }
        let endless = "мост".repeat(200_000);
        check(encoded(&endless, WINDOWS_1251), &endless, "windows-1251");
    }

    #[test]
    fn the_extra_characters_of_gb18030_are_decoded() {
        let text = format!("{CHINESE}镕 𠮷 ᠮ");
        check(encoded(&text, GB18030), &text, "GBK");
    }

    fn check_damage(bytes: Vec<u8>, encoding: &str, count: u64, first_byte: u64, first_line: u64) -> String {
        let decoded = decode(bytes, None, None);
        assert_eq!((decoded.encoding, decoded.damage), (encoding, Some(Damage { count, first_byte, first_line })));
        assert_eq!(decoded.text.matches(REPLACEMENT).count() as u64, count);
        decoded.text
    }

    #[test]
    fn a_short_text_with_a_few_bad_bytes_is_damaged_utf_8() {
        let mut bytes =
            "The harbour master of Ødby, Bård Renn, said on Monday that the quay would stay closed. ".repeat(4).into_bytes();
        bytes.truncate(88 * 2);
        bytes.extend_from_slice(b"He gave no \xff date \xfe and no \xff reason.");
        let text = decode(bytes, None, None);
        assert_eq!(text.encoding, "UTF-8");
        assert!(text.text.contains("Bård Renn") && text.damage.is_some());
    }

    #[test]
    fn damaged_utf_8_stays_utf_8_and_tells_its_places() {
        let mut bytes = RUSSIAN.repeat(3).into_bytes();
        let second_line = RUSSIAN.len();
        bytes[second_line] = 0xff;
        bytes[second_line + 40] = 0xfe;
        // The byte that follows the lost lead byte is lost with it: two places there, one in the middle of a letter.
        let decoded = decode(bytes.clone(), None, None);
        assert_eq!(decoded.encoding, "UTF-8");
        let damage = decoded.damage.expect("damage is told");
        assert_eq!((damage.first_byte, damage.first_line), (second_line as u64, 2));
        assert_eq!(damage.count, decoded.text.matches(REPLACEMENT).count() as u64);

        check_damage([ENGLISH.as_bytes(), b"and so on \xff\n"].concat(), "UTF-8", 1, ENGLISH.len() as u64 + 10, 2);
        check_damage([b"\xef\xbb\xbf", ENGLISH.as_bytes(), b"\xff"].concat(), "UTF-8", 1, ENGLISH.len() as u64 + 3, 2);
        for text in [CHINESE, ENGLISH, RUSSIAN] {
            let cut: Vec<u8> = text.trim_end().as_bytes().iter().copied().take(text.find('“').unwrap_or(41) + 2).collect();
            assert_eq!(decode(cut, None, None).encoding, "UTF-8", "{text}");
        }
    }

    #[test]
    fn many_wrong_bytes_do_not_take_time_without_end() {
        let bytes = "“Мост”\n".as_bytes().iter().copied().chain([0xff]).collect::<Vec<u8>>().repeat(300_000);
        let decoded = decode(bytes, None, None);
        assert_eq!((decoded.encoding, decoded.damage.map(|damage| damage.count)), ("UTF-8", Some(300_000)));
    }

    #[test]
    fn legacy_text_with_a_wrong_byte_is_not_taken_for_another() {
        let mut bytes = encoded(&CHINESE.repeat(8), GBK);
        bytes.remove(201);
        let decoded = decode(bytes, None, None);
        assert_eq!(decoded.encoding, "GBK");
        assert!(decoded.text.ends_with(CHINESE) && decoded.text.starts_with(CHINESE), "{}", decoded.text);
    }

    #[test]
    fn a_mark_wins_over_the_forced_encoding_and_that_over_the_look() {
        assert_eq!(decode(encoded(RUSSIAN_SHORT, KOI8_U), Some(WINDOWS_1251), None).encoding, "windows-1251");
        assert_eq!(decode([b"\xef\xbb\xbf", RUSSIAN.as_bytes()].concat(), Some(WINDOWS_1251), None).text, RUSSIAN);
    }

    #[test]
    fn binary_is_told_from_text() {
        assert!(is_binary(b"a\0b"));
        assert!(is_binary(&(0..=255).collect::<Vec<u8>>()));
        assert!(is_binary(b"\x01\x02\x03\x04 text \x05\x06"));
        assert!(!is_binary(b"\x1b[1mBold headline\x1b[0m\tand text\x0c\r\n"));
        let one_lost = [b"word ".repeat(500), vec![0], b" word".repeat(500)].concat();
        assert!(!is_binary(&one_lost) && decode(one_lost, None, None).damage.is_none());
        let numbers: Vec<u8> = (0..2000u16).flat_map(|n| (n * 7).to_le_bytes()).collect();
        assert!(is_binary(&numbers));
    }
}
