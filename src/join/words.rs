//! The words of a claim as the join sees them: folded bytes, found in one pass without an allocation for each word.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// What each byte of a text in lower case is.
const CLASS: [Class; 256] = classes();

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// It parts words.
    Gap,
    /// A letter or digit.
    Plain,
    /// A mark that may stand inside a word, or a character beyond ASCII.
    Special,
}

const fn classes() -> [Class; 256] {
    let mut classes = [Class::Gap; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'0'..=b'9' | b'a'..=b'z' => Class::Plain,
            b'\'' | b'.' | b',' | 0x80.. => Class::Special,
            _ => Class::Gap,
        };
        byte += 1;
    }
    classes
}

/// Finds words; keeps its buffers from text to text.
#[derive(Debug, Default)]
pub(super) struct Reader {
    /// The text in lower case, as far as ASCII goes.
    lower: String,
    /// A word that is not printed as it counts.
    word: String,
}

impl Reader {
    /// Calls `found` with each word of `text`, in order. Words are in lower case and without accents; apostrophes and the full stops of
    /// initialisms inside them are left out (`don't` is `dont`, `U.S.` is `us`), as are possessive endings and the commas of numbers. Where
    /// a script has no spaces each two neighbouring characters are a word.
    pub(super) fn words(&mut self, text: &str, mut found: impl FnMut(&[u8])) {
        self.lower.clear();
        self.lower.push_str(text);
        self.lower.make_ascii_lowercase();
        let bytes = self.lower.as_bytes();
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            match CLASS[usize::from(*byte)] {
                Class::Gap => at += 1,
                Class::Plain => {
                    let start = at;
                    while bytes.get(at).is_some_and(|b| CLASS[usize::from(*b)] == Class::Plain) {
                        at += 1;
                    }
                    let is_special = bytes.get(at).is_some_and(|b| CLASS[usize::from(*b)] == Class::Special);
                    // A full stop or comma before a gap ends the word as well.
                    let goes_on = is_special
                        && match bytes[at] {
                            b'\'' | b'.' | b',' => bytes.get(at + 1).is_some_and(|b| CLASS[usize::from(*b)] != Class::Gap),
                            _ => true,
                        };
                    if goes_on {
                        at = long_way(&self.lower, start, &mut self.word);
                        found(self.word.as_bytes());
                    } else {
                        found(&bytes[start..at]);
                    }
                }
                Class::Special => at = special(&self.lower, at, &mut self.word, &mut found),
            }
        }
    }
}

/// What begins with a special character; gives where to go on.
fn special(text: &str, at: usize, word: &mut String, found: &mut impl FnMut(&[u8])) -> usize {
    let Some(c) = char_at(text, at) else { return text.len() };
    let next = at + c.len_utf8();
    if is_unspaced(c) {
        return unspaced(text, at, found);
    }
    if !c.is_alphanumeric() {
        return next;
    }
    let end = long_way(text, at, word);
    if !word.is_empty() {
        found(word.as_bytes());
    }
    end.max(next)
}

/// Puts the word that begins at `start` in `word`, and gives where it ends.
fn long_way(text: &str, start: usize, word: &mut String) -> usize {
    word.clear();
    let mut at = start;
    while let Some(c) = char_at(text, at) {
        let next = at + c.len_utf8();
        match c {
            'a'..='z' | '0'..='9' => word.push(c),
            '\'' | '\u{2019}' | '\u{02BC}' | '\u{FF07}' => {
                let mut after = text[next..].chars();
                match (after.next(), after.next().is_some_and(char::is_alphanumeric)) {
                    (Some('s'), false) => return next + 1,
                    (Some(letter), _) if letter.is_alphanumeric() => {}
                    _ => return at,
                }
            }
            '.' | ',' => {
                let before = word.chars().next_back().is_some_and(|b| b.is_ascii_digit());
                match char_at(text, next) {
                    Some(after) if before && after.is_ascii_digit() => word.extend((c == '.').then_some('.')),
                    Some(after) if c == '.' && !before && after.is_alphabetic() => {}
                    _ => return at,
                }
            }
            // Soft hyphens and the like are not seen.
            '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' => {}
            c if c.is_ascii() || is_unspaced(c) => return at,
            c if c.is_alphanumeric() => {
                word.extend(c.nfkd().filter(|part| !is_combining_mark(*part)).flat_map(char::to_lowercase));
            }
            c if is_combining_mark(c) => {}
            _ => return at,
        }
        at = next;
    }
    at
}

/// The words of a run without spaces.
fn unspaced(text: &str, start: usize, found: &mut impl FnMut(&[u8])) -> usize {
    let (mut at, mut before) = (start, None);
    while let Some(c) = char_at(text, at).filter(|c| is_unspaced(*c)) {
        let next = at + c.len_utf8();
        if let Some(first) = before {
            found(&text.as_bytes()[first..next]);
        }
        (before, at) = (Some(at), next);
    }
    if before == Some(start) {
        found(&text.as_bytes()[start..at]);
    }
    at
}

fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// Whether the character is of a script that puts no space between words: Thai, Lao, Burmese, Khmer, kana and Chinese characters.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3040}'..='\u{30FF}'
        | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<String> {
        let mut all = Vec::new();
        Reader::default().words(text, |word| all.push(String::from_utf8(word.to_vec()).unwrap()));
        all
    }

    #[test]
    fn spelling_marks_do_not_make_another_word() {
        assert_eq!(words("“We DON’T,” the U.S. envoy's aide said..."), ["we", "dont", "the", "us", "envoy", "aide", "said"]);
        assert_eq!(words("Müller’s 1,234.5 tons, $3.5m; İzmir"), ["muller", "1234.5", "tons", "3.5m", "izmir"]);
        assert_eq!(words("co\u{AD}operate ''x'' 'tis 1,two a.b"), ["cooperate", "x", "tis", "1", "two", "ab"]);
        assert_eq!(words("Москва́, Ёлка"), ["москва", "елка"]);
        assert_eq!(words("end.Next 5.six s'"), ["endnext", "5", "six", "s"]);
    }

    #[test]
    fn scripts_without_spaces_go_by_pairs_of_characters() {
        assert_eq!(words("北京市2024年"), ["北京", "京市", "2024", "年"]);
        assert_eq!(words("x。東、"), ["x", "東"]);
    }

    proptest! {
        #[test]
        fn any_text_is_read_to_its_end(text in "[a-zA-Z0-9 .,'’é東京\u{301}\u{AD}İß-]{0,40}|\\PC{0,40}") {
            let all = words(&text);
            prop_assert!(all.iter().all(|w| !w.is_empty()));
            // Punctuation around a text adds no word, and case changes none.
            let around = words(&format!("« {text} »!"));
            prop_assert_eq!(&around, &all);
            prop_assert_eq!(&words(&text.to_ascii_uppercase()), &words(&text.to_ascii_lowercase()));
        }
    }
}
