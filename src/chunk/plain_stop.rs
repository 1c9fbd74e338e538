//! Full stops of English of which it can be told without the sentence library whether a sentence ends there.
//!
//! What the library makes of a stop follows from the word before it and what comes next, unless it stands in a quotation, in brackets, where it
//! ends nothing, or in a list. So words are remembered by what the library says of them, and stretches with lists, or with quotations of whose
//! stops it cannot be told, are left to it as a whole.

use super::sentence::library_starts;
use crate::text::{Memo, remembered};
use std::ops::Range;

/// The library reads longer stretches in parts of this many bytes, and cuts between them.
const MOST_BYTES: usize = 10 * 1024;

/// The most bytes of a word with its stop and what comes next that the library is asked about.
const MOST_OF_STOP: usize = 32;

/// Signs of several bytes, which are compared as numbers.
const ELLIPSIS: &[u8; 3] = "…".as_bytes().first_chunk().expect("three bytes");
const OPENING_MARK: &[u8; 3] = "‘".as_bytes().first_chunk().expect("three bytes");
const CLOSING_MARK: &[u8; 3] = "’".as_bytes().first_chunk().expect("three bytes");

thread_local! {
    static ENDS: Memo<bool> = Memo::default();
    static STOPS: Memo<Option<bool>> = Memo::default();
}

/// Where sentences after the first start in `stretch`, whose marks are known, but for some starts of which `is_wrong` says so; `None` where the
/// library must be asked.
pub(super) fn starts(stretch: &str, marks: &[usize], is_wrong: impl Fn(usize) -> bool) -> Option<Vec<usize>> {
    if stretch.len() > MOST_BYTES {
        return None;
    }
    let quoted = plain_quotations(stretch, marks)?;
    let bytes = stretch.as_bytes();
    let mut starts = Vec::new();
    let (mut brackets, mut curly) = (Enclosure::default(), Enclosure::default());
    for (i, at) in marks.iter().copied().enumerate() {
        if is_ellipsis(bytes, at) {
            if brackets.holds(at) || curly.holds(at) || quoted.contains(&at) {
                return None;
            }
            starts.extend(start_behind_ellipsis(stretch, at..at + "…".len())?);
            continue;
        }
        brackets.open(at, &marks[i..], |at| is_opening_bracket(bytes[at]), |at| is_closing_bracket(bytes[at]));
        curly.open(
            at,
            &marks[i..],
            |at| bytes[at..].first_chunk() == Some(OPENING_MARK),
            |at| bytes[at..].first_chunk() == Some(CLOSING_MARK),
        );
        let Some(behind) = bytes.get(at + 1).filter(|_| is_terminator(&bytes[at])) else { continue };
        // Of several in a row the last one tells.
        let goes_on = is_terminator(behind) || (behind.is_ascii_lowercase() || behind.is_ascii_digit()) && is_single(bytes, at);
        if goes_on || bytes[at] == b'.' && is_inside_word(*behind) {
            continue;
        }
        let Some(next) = bytes[at + 1..].iter().position(|b| *b != b' ').map(|spaces| at + 1 + spaces) else { continue };
        match (brackets.holds(at), curly.holds(at)) {
            _ if quoted.contains(&at) => return None,
            (false, false) => {}
            // A reference in brackets of its own (`[1]`) belongs to the sentence before it.
            (true, false) if bytes[next] != b'[' => continue,
            // A straight mark can begin a quotation that holds such a one.
            (false, true) if !stretch.contains('\'') && next < curly.end => continue,
            (false, true) if !stretch.contains('\'') => {
                starts.extend(start_behind_quotation(stretch, at, curly.end + "’".len())?);
                continue;
            }
            _ => return None,
        }
        if bytes[at] == b'.'
            && at > 0
            && bytes[at - 1] == b'.'
            && let Some(start) = start_behind_ellipsis(stretch, stretch[..at].trim_end_matches('.').len()..at + 1)
        {
            starts.extend(start);
            continue;
        }
        if ends_before_ellipsis(stretch, at, next) || ends_before_sign(stretch, at, next) {
            starts.push(next);
            continue;
        }
        let is_word = bytes[next].is_ascii_alphanumeric() && next > at + 1;
        let is_small = is_word && bytes[next].is_ascii_lowercase();
        let ends = match is_word && !is_small {
            true => ends_sentence(stretch, at).then_some(true).or_else(|| asked(stretch, at, next)),
            // `the F.B.I.’s files`
            false if stretch[next..].starts_with("’s ") => asked(stretch, at, next).filter(|ends| !ends),
            false => is_small.then_some(false),
        };
        match ends {
            Some(true) => starts.push(next),
            Some(false) => {}
            None if matches!(bytes[next], b'\'' | b'[') || !bytes[next].is_ascii() || !is_wrong(next) => return None,
            None => {}
        }
    }
    Some(starts)
}

fn is_terminator(byte: &u8) -> bool {
    matches!(byte, b'.' | b'!' | b'?')
}

fn is_ellipsis(bytes: &[u8], at: usize) -> bool {
    bytes[at..].first_chunk() == Some(ELLIPSIS)
}

/// Where a sentence starts behind the ellipsis at `place`, if one does; `None` where the library must be asked.
fn start_behind_ellipsis(stretch: &str, place: Range<usize>) -> Option<Option<usize>> {
    let (before, behind) = (stretch[..place.start].trim_end_matches(' '), &stretch[place.end..]);
    let next = behind.trim_start_matches(' ');
    let Some(first) = next.bytes().next() else { return Some(None) };
    let word = before.rsplit(' ').next().unwrap_or_default();
    let is_plain = !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphanumeric());
    let is_apart = !before.is_empty() && ends_before_ellipsis(stretch, before.len() - 1, place.start);
    if !(is_plain || is_apart) || !first.is_ascii_alphanumeric() || next.len() == behind.len() {
        return None;
    }
    // Behind one of full stops figures and `I` go on with the sentence.
    let is_i = next == "I" || ["I ", "I'", "I’"].iter().any(|start| next.starts_with(start));
    let is_stops = stretch.as_bytes()[place.start] == b'.';
    if first.is_ascii_lowercase() || is_stops && (first.is_ascii_digit() || is_i) {
        return Some(None);
    }
    if is_apart {
        return Some(is_stops.then_some(stretch.len() - next.len()));
    }
    let ends = |stop: &str| sentencex::get_sentence_boundaries("en", &format!("1 {stop} Zq")).len() == 2;
    let is_end = remembered(&ENDS, &[word, &stretch[place]].concat(), ends);
    Some(is_end.then(|| stretch.len() - next.len()))
}

/// Whether the library ends a sentence at the full stop at `at`, where an ellipsis follows behind a space, at `next`: `They ate. … He slept.`
fn ends_before_ellipsis(stretch: &str, at: usize, next: usize) -> bool {
    let bytes = stretch.as_bytes();
    let is_stops = || bytes[next..].first_chunk() == Some(b"..");
    if bytes[at] != b'.' || next < at + 2 || !(is_ellipsis(bytes, next) || is_stops()) || !is_single(bytes, at) {
        return false;
    }
    let start = bytes[..at].iter().rposition(|b| *b == b' ').map_or(0, |space| space + 1);
    let word = &stretch[start..at];
    let ends = |word: &str| library_starts(&format!("1 {word} … Zq"), "en").contains(&("1  ".len() + word.len()));
    word.len() > 1 && word.bytes().all(|b| b.is_ascii_alphanumeric()) && remembered(&ENDS, &stretch[start..=at], ends)
}

/// Whether the library ends a sentence at the terminator at `at`, where behind a space, at `next`, a sign follows that begins no word: `They ate. (He
/// slept.)`
fn ends_before_sign(stretch: &str, at: usize, next: usize) -> bool {
    let bytes = stretch.as_bytes();
    if !matches!(bytes[next], b'(' | b'#' | b'@') || next < at + 2 || !is_single(bytes, at) {
        return false;
    }
    let start = bytes[..at].iter().rposition(|b| *b == b' ').map_or(0, |space| space + 1);
    let word = &stretch[start..at];
    let ends = |stop: &str| library_starts(&format!("1 {stop}Zq"), "en").contains(&("1 ".len() + stop.len() - 1));
    let stop = || [&stretch[start..=at], " ", &stretch[next..=next]].concat();
    word.len() > 1 && word.bytes().all(|b| b.is_ascii_alphanumeric()) && remembered(&ENDS, &stop(), ends)
}

/// Whether the terminator at `at` has no other before it, with spaces between them or not.
fn is_single(bytes: &[u8], at: usize) -> bool {
    !bytes[..at].iter().rev().find(|b| **b != b' ').is_some_and(is_terminator)
}

/// Whether a full stop before the byte has no space behind it that a sentence could end at: `U.S`, `(Kesh.)`, `Jan.,`.
fn is_inside_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b')' | b',' | b':' | b';')
}

/// A stretch between two marks, the second of which is the first one behind the other that can close it.
#[derive(Default)]
struct Enclosure {
    end: usize,
    /// Whether no closing mark is left.
    is_last: bool,
}

impl Enclosure {
    /// Takes note of the first of `marks`, which stands at `at`, where it opens the enclosure.
    fn open(&mut self, at: usize, marks: &[usize], opens: impl Fn(usize) -> bool, closes: impl Fn(usize) -> bool) {
        if self.is_last || at < self.end || !opens(at) {
            return;
        }
        match marks[1..].iter().copied().find(|at| closes(*at)) {
            Some(end) => self.end = end,
            None => self.is_last = true,
        }
    }

    /// Whether the mark that was read last stands in it.
    fn holds(&self, at: usize) -> bool {
        at < self.end
    }
}

fn is_opening_bracket(byte: u8) -> bool {
    matches!(byte, b'(' | b'[' | b'{' | b'<')
}

fn is_closing_bracket(byte: u8) -> bool {
    matches!(byte, b')' | b']' | b'}' | b'>')
}

/// Where a sentence starts behind a quotation in single curly marks that ends at `end` with the terminator at `at`, if one does; `None` where the
/// library must be asked.
fn start_behind_quotation(stretch: &str, at: usize, end: usize) -> Option<Option<usize>> {
    if !ends_sentence(stretch, at) {
        return None;
    }
    let next = stretch[end..].trim_start_matches(' ');
    match next.bytes().next() {
        None => Some(None),
        Some(first) if first.is_ascii_lowercase() || first.is_ascii_digit() => Some(None),
        Some(first) if first.is_ascii_uppercase() && stretch.len() - next.len() > end => Some(Some(stretch.len() - next.len())),
        Some(_) => None,
    }
}

/// Where the quotations in straight single marks lie, which may be nowhere, if nothing in the stretch can be a list or another sort of quotation.
fn plain_quotations(stretch: &str, marks: &[usize]) -> Option<Range<usize>> {
    let bytes = stretch.as_bytes();
    let mut items = 0;
    // Single marks that are no apostrophes inside words: the first that can open a quotation, and the last one.
    let (mut first, mut last, mut singles) = (None, 0, 0);
    for at in marks.iter().copied() {
        match bytes[at] {
            b')' => items += usize::from(is_item(bytes, at)),
            b'\'' => {
                let is_word = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphanumeric);
                // A quotation opens behind what is no part of a word.
                let opens = !is_word(at.checked_sub(1));
                if opens {
                    first.get_or_insert(at);
                }
                if opens || !is_word(Some(at + 1)) {
                    last = at;
                    singles += 1;
                }
            }
            b'"' | b'`' | b'\\' | 0..=0x1F | 0x7F => return None,
            0x80.. if !is_known(&bytes[at..]) => return None,
            _ => {}
        }
    }
    // One mark of an item is none, unless the stretch begins with another one.
    let mut opening = bytes.iter().skip_while(|b| **b == b' ').take_while(|b| **b != b' ');
    if items > 1 || items == 1 && !opening.all(u8::is_ascii_alphabetic) {
        return None;
    }
    Some(first.filter(|_| singles > 1).map_or(0..0, |first| first..last + 1))
}

/// Whether the character that the bytes begin with, which is no ASCII, is a Latin letter, a dash, a single mark, an ellipsis or one of some signs.
fn is_known(bytes: &[u8]) -> bool {
    match bytes {
        [0xC3..=0xC8, ..] | [0xC9, ..=0x8F, ..] => true,
        [0xC2, next, ..] => matches!(next, 0xA0 | 0xA3 | 0xA9),
        [0xE2, 0x80, next, ..] => matches!(next, 0x93..=0x95 | 0x98 | 0x99 | 0xA6),
        [0xE2, 0x82, next, ..] => *next == 0xAC,
        _ => false,
    }
}

/// Whether the closing bracket at `at` can close the mark of a list's item: `1) It`, `(a) It`, `iv.) It`. A space stands before and behind that, and
/// inside of a line no small letter follows.
fn is_item(bytes: &[u8], at: usize) -> bool {
    let before = bytes[..at].strip_suffix(b".").unwrap_or(&bytes[..at]);
    let length = before.iter().rev().take_while(|b| b.is_ascii_alphanumeric()).count();
    let (before, word) = before.split_at(before.len() - length);
    let before = before.strip_suffix(b"(").unwrap_or(before);
    let is_roman = |b: &u8| matches!(b.to_ascii_lowercase(), b'i' | b'v' | b'x' | b'l' | b'c' | b'd' | b'm');
    let is_number = length == 1 || word.iter().all(u8::is_ascii_digit) || word.iter().all(is_roman);
    if length == 0 || !is_number || before.last().is_some_and(|b| *b != b' ') {
        return false;
    }
    let opens_line = before.iter().all(|b| *b == b' ');
    let behind = bytes[at + 1..].iter().position(|b| *b != b' ');
    behind.is_some_and(|spaces| spaces > 0 && (opens_line || !bytes[at + 1 + spaces].is_ascii_lowercase()))
}

/// Whether the library ends a sentence at the terminator at `at`, whatever stands before its word, given that a letter or digit follows behind a space.
fn ends_sentence(stretch: &str, at: usize) -> bool {
    let bytes = stretch.as_bytes();
    let start = bytes[..at].iter().rposition(|b| *b == b' ').map_or(0, |space| space + 1);
    let is_part = |b: &u8| b.is_ascii_alphanumeric() || !b.is_ascii() || matches!(b, b'-' | b'\'' | b',' | b'$');
    // Of an initial the word before it tells what it is.
    if at - start < 2 || !bytes[start..at].iter().all(is_part) {
        return false;
    }
    // Behind a number units of measure are shortened, too.
    let ends = |word: &str| sentencex::get_sentence_boundaries("en", &format!("1 {word}. Zq")).len() == 2;
    remembered(&ENDS, &stretch[start..at], ends)
}

/// Whether the library starts a sentence at `next`, behind the terminator at `at`, given the words on both sides, if that does not depend on what
/// stands before these.
fn asked(stretch: &str, at: usize, next: usize) -> Option<bool> {
    let bytes = stretch.as_bytes();
    let start = bytes[..at].iter().rposition(|b| *b == b' ').map_or(0, |space| space + 1);
    let end = bytes[next..].iter().position(|b| *b == b' ').map_or(bytes.len(), |space| next + space);
    let is_word = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b',' | b'-' | b'$' | b';' | b':');
    let (word, following) = (&stretch[start..at], &stretch[next..end]);
    let is_plain = word.bytes().all(|b| is_word(&b)) && (following == "’s" || following.bytes().all(|b| is_word(&b)));
    let is_single = word.len() > 1 && bytes[at - 1].is_ascii_alphanumeric();
    if !is_plain || !is_single || word.len() + following.len() + 2 > MOST_OF_STOP {
        return None;
    }
    let space = if next > at + 1 { " " } else { "" };
    let stop = [word, &stretch[at..=at], space, following].concat();
    remembered(&STOPS, &stop, |stop| {
        let starts = |before: &str| {
            let text = format!("{before} {stop} zq");
            let next = text.len() - " zq".len() - following.len();
            // A sentence that starts behind a closing mark starts elsewhere.
            library_starts(&text, "en").iter().any(|start| *start == next || following.starts_with('’'))
        };
        let ends = starts("zq");
        (ends == starts("Zq") && ends == starts("1")).then_some(ends)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chunk::marks::marks;
    use crate::chunk::sentence::{is_wrong, library_starts};
    use proptest::prelude::*;

    /// What a block makes of the starts that are proposed to it.
    fn kept(text: &str, starts: &[usize]) -> Vec<usize> {
        let fits = |cut: &usize| !text[..*cut].ends_with('.') && !is_wrong(text, *cut);
        starts.iter().copied().filter(fits).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1500))]

        #[test]
        fn the_starts_are_those_of_the_library(
            words in proptest::collection::vec(
                "[a-z]{1,7}|[A-Z][a-z]{0,5}|[0-9]{1,3}|…|\\.\\.\\.|'[a-z0-9]{1,4}|[A-Z]\\.[A-Z]\\.’s|In|To|But|\\$[0-9]{1,3}|[A-Z]\\.[A-Z]|Calif|Mr|Sen|Inc|Yahoo|etc|p\\.m|in|ft|Ph\\.D|The|I|He|[a-z]+[’'][a-z]|’|'|‘                 |\\(?[A-Za-z0-9ivx-]{1,4}\\.?\\)?|[(\\[{<][A-Za-z ]{1,8}|[a-z]+[)\\]}>]|–|é[a-z]|\\[[0-9]\\]|a\\.b@c\\.d|[*/+#,;:-]|‘[a-z]{1,4}|[a-z]{1,4}[.?!]’|'[a-z]{1,4}|[a-z]{1,4}'|\\([A-Z]-[A-Z]\\.[A-Z]\\.\\)|\\([0-9a-z]{1,2}\\)|[ivx0-9]{1,2}\\.?\\)",
                1..16,
            ),
            gaps in proptest::collection::vec(" |\\. |\\. |\\. |[.!?,;:] {0,3}|\\. ?\\. ?\\.? ?|\\. … |\\. \\.\\.\\. |\\. {1,2}\\.\\.\\.? |\\.  …|[.!?] {1,2}[(#@]|[?!] [?!.] ?|\\.[’'] ?|\\) | … |…|\\.\\.\\. | \\.\\.\\. |\\.\\. ", 16),
        ) {
            let text: String = words.iter().zip(&gaps).flat_map(|(word, gap)| [word.as_str(), gap]).collect();
            if let Some(starts) = starts(&text, &marks(&text).collect::<Vec<_>>(), |cut| is_wrong(&text, cut)) {
                prop_assert_eq!(kept(&text, &starts), kept(&text, &library_starts(&text, "en")), "{:?}", text);
            }
        }
    }

    #[test]
    fn plain_stops_are_told_and_others_left_to_the_library() {
        let told = |text| starts(text, &marks(text).collect::<Vec<_>>(), |cut| is_wrong(text, cut));
        assert_eq!(told("Rain fell on Kesh. 40 people left the town of 3.5 hectares! They slept."), Some(vec![19, 60]));
        assert_eq!(told("Sen. Ann Roe (D-Kesh.) met J. Orr... and left, he said."), Some(vec![]));
        let behind = |text| told(text).map(|starts| starts.into_iter().map(|start| &text[start..]).collect::<Vec<_>>());
        assert_eq!(
            behind("He left Concord, Calif. They ate. Calif. Dukes ran."),
            Some(vec!["They ate. Calif. Dukes ran.", "Calif. Dukes ran."])
        );
        assert_eq!(
            behind("The F.B.I.’s men … left. It was in the '90s there … He slept."),
            Some(vec!["It was in the '90s there … He slept."])
        );
        assert_eq!(behind("They waited... He left... I slept... 40 ate."), Some(vec!["He left... I slept... 40 ate."]));
        assert_eq!(
            behind("Rain (a lot. Too much) fell, ‘it rained. He left’ they told Ann Roe (R-N.C.) there. They ate."),
            Some(vec!["They ate."])
        );
        assert_eq!(
            behind("‘It rained.’ He left. He ‘left!’ they said."),
            Some(vec!["He left. He ‘left!’ they said.", "He ‘left!’ they said."])
        );
        assert_eq!(behind("He left. (She ate.) He ate"), Some(vec!["(She ate.) He ate"]));
        assert_eq!(behind("A 'small' town and 'old' men. They ate."), Some(vec!["They ate."]));
        for text in [
            "It rained (a lot. ‘He left. He) left’ there.",
            "He left at 5 p.m. Ann slept.",
            "‘It rained. He left’ the men's town.",
            "'It rained. He left' they said.",
            "1) It. 2) He.",
        ] {
            assert_eq!(told(text), None, "{text}");
        }
    }
}
