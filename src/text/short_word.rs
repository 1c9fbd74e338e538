//! Short words of ASCII as numbers, made from eight letters at a time: what is known of a word is looked up by them.

use super::words::first_plain_word;
use rustc_hash::FxHashSet;

/// A folded word of at most 16 letters and digits of ASCII as numbers: words that have the same ones are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct ShortWord {
    /// The first eight bytes, the first of them lowest; 0 where there is none.
    first: u64,
    /// The other bytes, likewise.
    last: u64,
}

/// Those of some folded words that are short: they tell of most other words at once that these are none of them.
#[derive(Debug, Clone, Default)]
pub(crate) struct ShortWords(FxHashSet<ShortWord>);

impl ShortWords {
    /// Of folded words, short or not.
    pub(crate) fn of<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        ShortWords(words.into_iter().filter_map(|word| Some(ShortWord::of(word)?.0)).collect())
    }

    /// Whether the word may be one of them when it is folded; so may all that are not short.
    #[inline]
    pub(crate) fn may_hold(&self, word: &str) -> bool {
        ShortWord::of(word).is_none_or(|(short, _)| self.0.contains(&short))
    }

    /// Whether the first word of the text may be one of them when it is folded.
    pub(crate) fn may_open(&self, text: &str) -> bool {
        first_plain_word(text).is_none_or(|word| self.may_hold(word))
    }
}

/// Where the capitals of a word stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Capitals {
    /// Nowhere: it is folded as it stands.
    None,
    /// Where names have them: at the start, or in the second or third place of five letters and more (`diGenova`).
    Name,
    /// Elsewhere.
    Other,
}

const ONES: u64 = 0x0101_0101_0101_0101;

impl ShortWord {
    /// The word folded, and its capitals; `None` where it is longer or holds other characters.
    #[inline]
    pub(crate) fn of(word: &str) -> Option<(Self, Capitals)> {
        let bytes = word.as_bytes();
        if !(1..=16).contains(&bytes.len()) || !bytes.iter().all(u8::is_ascii_alphanumeric) {
            return None;
        }
        let number = |bytes: &[u8]| bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte));
        let (first, last) = bytes.split_at(bytes.len().min(8));
        let (short, capitals, _) = Self::folded(number(first), number(last), bytes.len());
        Some((short, capitals))
    }

    /// The letters of ASCII with which `text` begins, folded, with their capitals and their number, which is told as 0 where they are more than
    /// 15, or `text` is shorter than 16 bytes.
    #[inline(always)]
    pub(super) fn begin(text: &[u8]) -> (Self, Capitals, usize) {
        let Some(sixteen) = text.first_chunk::<16>() else { return Self::folded(0, 0, 0) };
        let both = u128::from_le_bytes(*sixteen);
        let (first, last) = (both as u64, (both >> 64) as u64);
        let up_to = |bytes: u64, length: usize| bytes & ((1 << (8 * length)) - 1);
        let length = letters(first);
        if length < 8 {
            return Self::folded(up_to(first, length), 0, length);
        }
        match letters(last) {
            8 => Self::folded(0, 0, 0),
            more => Self::folded(first, up_to(last, more), 8 + more),
        }
    }

    /// Whether it begins with a figure.
    #[inline(always)]
    pub(crate) fn is_figure(self) -> bool {
        (self.first as u8).is_ascii_digit()
    }

    /// The number of a table of `2^bits` places where the word is looked for first.
    #[inline(always)]
    pub(crate) fn place(self, bits: u32) -> usize {
        ((self.first ^ self.last.rotate_left(32)).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - bits)) as usize
    }

    /// The word of so many letters and digits, whose bytes are these.
    #[inline(always)]
    fn folded(first: u64, last: u64, length: usize) -> (Self, Capitals, usize) {
        // All letters have the bit 0x40, small ones 0x20 as well, as all digits have.
        let small = |bytes: u64| bytes | (bytes & (0x40 * ONES)) >> 1;
        let short = ShortWord { first: small(first), last: small(last) };
        let of_names = if length > 4 { 0x0020_2020 } else { 0x20 };
        let capitals = if short == (ShortWord { first, last }) {
            Capitals::None
        } else if (first ^ short.first) & of_names != 0 {
            Capitals::Name
        } else {
            Capitals::Other
        };
        (short, capitals, length)
    }
}

/// How many letters of ASCII eight bytes begin with, the lowest first, all looked at at once.
#[inline(always)]
fn letters(bytes: u64) -> usize {
    const HIGH: u64 = 0x80 * ONES;
    // With the high bit set nothing is borrowed from the byte above.
    let small = bytes | (0x20 * ONES) | HIGH;
    // The high bit of each byte that is `a` or more and not more than `z`, and is ASCII.
    let is_letter = (small - u64::from(b'a') * ONES) & !(small - u64::from(b'z' + 1) * ONES) & !bytes & HIGH;
    (is_letter ^ HIGH).trailing_zeros() as usize / 8
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn short_words_are_the_same_where_they_are_folded_the_same(
            words in proptest::array::uniform2("[abAB01]{0,3}|[abAB01]{4,17}|[a-z_.'A-Z0-9À-ÿ\x00-\x7f]{0,18}"),
        ) {
            let is_short = |word: &str| (1..=16).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_alphanumeric());
            for word in &words {
                let short = ShortWord::of(word);
                prop_assert_eq!(short.is_some(), is_short(word));
                prop_assert!(short.is_none_or(|(_, capitals)| (capitals == Capitals::None) == (fold(word) == *word)));
            }
            if let (Some((a, _)), Some((b, _))) = (ShortWord::of(&words[0]), ShortWord::of(&words[1])) {
                prop_assert_eq!(a == b, fold(&words[0]) == fold(&words[1]));
            }
        }

        #[test]
        fn no_word_that_is_folded_to_a_listed_one_is_missed(text in "[ (“]{0,2}([aAbB1]{1,2}|\\PC{0,3}|[_.,:'’é]){0,4}( [ab]{0,2})?", listed in "[ab1]{1,2}") {
            let words = ShortWords::of([listed.as_str()]);
            let first = crate::text::words(&text, crate::text::Span::whole(&text)).first().map(|word| word.text.to_owned());
            if first.is_some_and(|first| fold(&first) == listed) {
                prop_assert!(words.may_open(&text));
            }
            prop_assert!(words.may_hold(&text) || fold(&text) != listed);
        }

        #[test]
        fn a_text_begins_with_its_letters(text in "[a-zA-Z]{0,17}([0-9@\\[`{_ é.]\\PC{0,20})?") {
            let length = text.bytes().take_while(u8::is_ascii_alphabetic).count();
            let expected = if length == 0 { None } else { ShortWord::of(&text[..length]) };
            let (short, capitals, found) = ShortWord::begin(text.as_bytes());
            prop_assert_eq!(found, if length > 15 || text.len() < 16 { 0 } else { length });
            prop_assert!(found == 0 || expected == Some((short, capitals)));
        }
    }

    #[test]
    fn letters_of_eight_bytes_are_counted() {
        for byte in 0..=255u8 {
            for at in 0..8 {
                let mut bytes = *b"abcXYZzA";
                bytes[at] = byte;
                let expected = bytes.iter().take_while(|b| b.is_ascii_alphabetic()).count();
                assert_eq!(letters(u64::from_le_bytes(bytes)), expected, "{bytes:?}");
            }
        }
    }

    #[test]
    fn capitals_are_told_by_where_they_stand() {
        let capitals = |word| ShortWord::of(word).map(|(_, capitals)| capitals);
        for (word, expected) in [
            ("lee", Capitals::None),
            ("7am", Capitals::None),
            ("Lee", Capitals::Name),
            ("deGrasse", Capitals::Name),
            ("dGrasse", Capitals::Name),
            ("eBay", Capitals::Other),
            ("kilometreS", Capitals::Other),
        ] {
            assert_eq!(capitals(word), Some(expected), "{word}");
        }
    }
}
