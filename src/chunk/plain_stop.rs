//! Full stops of English of which it can be told without the sentence library whether a sentence ends there.
//!
//! What the library makes of a stop follows from the word before it and what comes next, unless it stands in a quotation, in brackets or in a
//! list. So words are remembered by what the library says of them, and stretches with such marks are left to it as a whole.

use super::sentence::library_starts;
use crate::text::{Memo, remembered};
use std::ops::Range;

/// The library reads longer stretches in parts of this many bytes, and cuts between them.
const MOST_BYTES: usize = 10 * 1024;

/// The most bytes of a word with its stop and what comes next that the library is asked about.
const MOST_OF_STOP: usize = 32;

thread_local! {
    static ENDS: Memo<bool> = Memo::default();
    static STOPS: Memo<Option<bool>> = Memo::default();
}

/// Where sentences after the first start in `stretch`, whose marks are known, but for some starts of which `is_wrong` says so; `None` where the
/// library must be asked.
pub(super) fn starts(stretch: &str, marks: &[usize], is_wrong: impl Fn(usize) -> bool) -> Option<Vec<usize>> {
    if stretch.len() > MOST_BYTES || !is_plain(stretch, marks) {
        return None;
    }
    let bytes = stretch.as_bytes();
    let mut starts = Vec::new();
    for at in marks.iter().copied() {
        if is_ellipsis(bytes, at) {
            starts.extend(start_behind_ellipsis(stretch, at..at + "…".len())?);
            continue;
        }
        let Some(behind) = bytes.get(at + 1).filter(|_| is_terminator(&bytes[at])) else { continue };
        // Of several in a row the last one tells.
        let goes_on = is_terminator(behind) || (behind.is_ascii_lowercase() || behind.is_ascii_digit()) && is_single(bytes, at);
        if goes_on || bytes[at] == b'.' && is_inside_word(*behind) {
            continue;
        }
        let Some(next) = bytes[at + 1..].iter().position(|b| *b != b' ').map(|spaces| at + 1 + spaces) else { continue };
        if bytes[at] == b'.'
            && at > 0
            && bytes[at - 1] == b'.'
            && let Some(start) = start_behind_ellipsis(stretch, stretch[..at].trim_end_matches('.').len()..at + 1)
        {
            starts.extend(start);
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
    bytes[at] == 0xE2 && bytes[at..].starts_with("…".as_bytes())
}

/// Where a sentence starts behind the ellipsis at `place`, if one does; `None` where the library must be asked.
fn start_behind_ellipsis(stretch: &str, place: Range<usize>) -> Option<Option<usize>> {
    let (before, behind) = (stretch[..place.start].trim_end_matches(' '), &stretch[place.end..]);
    let next = behind.trim_start_matches(' ');
    let Some(first) = next.bytes().next() else { return Some(None) };
    let word = before.rsplit(' ').next().unwrap_or_default();
    let is_plain = !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphanumeric());
    if !is_plain || !first.is_ascii_alphanumeric() || next.len() == behind.len() {
        return None;
    }
    // Behind one of full stops figures and `I` go on with the sentence.
    let is_i = next == "I" || ["I ", "I'", "I’"].iter().any(|start| next.starts_with(start));
    let is_stops = stretch.as_bytes()[place.start] == b'.';
    if first.is_ascii_lowercase() || is_stops && (first.is_ascii_digit() || is_i) {
        return Some(None);
    }
    let ends = |stop: &str| sentencex::get_sentence_boundaries("en", &format!("1 {stop} Zq")).len() == 2;
    let is_end = remembered(&ENDS, &[word, &stretch[place]].concat(), ends);
    Some(is_end.then(|| stretch.len() - next.len()))
}

/// Whether the terminator at `at` has no other before it, with spaces between them or not.
fn is_single(bytes: &[u8], at: usize) -> bool {
    !bytes[..at].iter().rev().find(|b| **b != b' ').is_some_and(is_terminator)
}

/// Whether a full stop before the byte has no space behind it that a sentence could end at: `U.S`, `(Kesh.)`, `Jan.,`.
fn is_inside_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b')' | b',' | b':' | b';')
}

/// Whether nothing in the stretch can be a quotation or brackets around a stop, or a list.
fn is_plain(stretch: &str, marks: &[usize]) -> bool {
    let bytes = stretch.as_bytes();
    let (mut in_brackets, mut in_marks, mut items) = (false, false, 0);
    // Single marks that are no apostrophes inside words, and those of them that can open a quotation.
    let (mut singles, mut openers) = (0, 0);
    for at in marks.iter().copied() {
        match bytes[at] {
            b'(' | b'[' | b'{' | b'<' => in_brackets = true,
            b')' | b']' | b'}' | b'>' => {
                in_brackets = false;
                items += usize::from(bytes[at] == b')' && is_item(&bytes[..at]));
            }
            b'.' if bytes.get(at + 1).is_some_and(|b| is_inside_word(*b)) => {}
            b'.' | b'!' | b'?' if in_brackets || in_marks => return false,
            0xE2 if (in_brackets || in_marks) && is_ellipsis(bytes, at) => return false,
            b'\'' => {
                let is_word = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphanumeric);
                // A quotation opens behind what is no part of a word.
                let opens = !is_word(at.checked_sub(1));
                openers += usize::from(opens);
                singles += usize::from(opens || !is_word(Some(at + 1)));
            }
            0xE2 if bytes[at..].starts_with("‘".as_bytes()) => in_marks = true,
            0xE2 if bytes[at..].starts_with("’".as_bytes()) => in_marks = false,
            b'"' | b'`' | b'\\' | 0..=0x1F | 0x7F => return false,
            0x80.. if !is_known(&bytes[at..]) => return false,
            _ => {}
        }
    }
    // One mark of an item is none, unless the stretch begins with another one.
    let mut first = bytes.iter().skip_while(|b| **b == b' ').take_while(|b| **b != b' ');
    let quotes = openers > 0 && singles > 1;
    !quotes && (items == 0 || items == 1 && first.all(u8::is_ascii_alphabetic))
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

/// Whether a closing bracket behind `before` can close the mark of a list's item: `1)`, `(a)`, `iv.)`.
fn is_item(before: &[u8]) -> bool {
    let before = before.strip_suffix(b".").unwrap_or(before);
    let length = before.iter().rev().take(6).take_while(|b| b.is_ascii_alphanumeric()).count();
    let (before, word) = before.split_at(before.len() - length);
    let is_roman = |b: &u8| matches!(b.to_ascii_lowercase(), b'i' | b'v' | b'x' | b'l' | b'c' | b'd' | b'm');
    // `(D-N.C.)`: a mark stands by itself.
    let alone = before.last().is_none_or(|b| !matches!(b, b'.' | b'-'));
    alone && length < 2 || word.iter().all(|b| b.is_ascii_digit() || is_roman(b))
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
                "[a-z]{1,7}|[A-Z][a-z]{0,5}|[0-9]{1,3}|…|\\.\\.\\.|'[a-z0-9]{1,4}|[A-Z]\\.[A-Z]\\.’s|In|To|But|\\$[0-9]{1,3}|[A-Z]\\.[A-Z]|Calif|Mr|Sen|Inc|Yahoo|etc|p\\.m|in|ft|Ph\\.D|The|I|He|[a-z]+[’'][a-z]|’|'|‘                 |\\(?[A-Za-z0-9ivx-]{1,4}\\.?\\)?|[(\\[{<][A-Za-z ]{1,8}|[a-z]+[)\\]}>]|–|é[a-z]|\\[[0-9]\\]|a\\.b@c\\.d|[*/+#,;:-]",
                1..16,
            ),
            gaps in proptest::collection::vec(" |\\. |\\. |\\. |[.!?,;:] {0,3}|\\. ?\\. ?\\.? ?|[?!] [?!.] ?|\\.[’'] ?|\\) | … |…|\\.\\.\\. | \\.\\.\\. |\\.\\. ", 16),
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
        for text in [
            "It rained (a lot. He left) there.",
            "He left at 5 p.m. Ann slept.",
            "‘It rained. He left’ they said.",
            "1) It. 2) He.",
        ] {
            assert_eq!(told(text), None, "{text}");
        }
    }
}
