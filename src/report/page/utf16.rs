//! Places of a text in UTF-16 code units, as scripts in browsers count them.

use crate::text::Span;

/// Translates byte offsets of one text.
pub(super) struct Utf16<'a> {
    text: &'a str,
    /// Code units before byte `i * STEP`, rounded up to a character boundary; empty for ASCII text.
    marks: Vec<usize>,
}

const STEP: usize = 64;

impl<'a> Utf16<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let mut marks = Vec::new();
        if !text.is_ascii() {
            let mut units = 0;
            for (at, c) in text.char_indices() {
                while marks.len() * STEP <= at {
                    marks.push(units);
                }
                units += c.len_utf16();
            }
        }
        Utf16 { text, marks }
    }

    /// Code units before `byte`, which lies on a character boundary of the text.
    pub(super) fn at(&self, byte: usize) -> usize {
        let Some(last) = self.marks.len().checked_sub(1) else { return byte };
        let mark = (byte / STEP).min(last);
        let from = (mark * STEP..=byte).find(|at| self.text.is_char_boundary(*at)).unwrap_or(byte);
        let rest = self.text.get(from..byte).unwrap_or_default();
        self.marks[mark] + length(rest)
    }

    /// A span in code units.
    pub(super) fn span(&self, span: Span) -> [usize; 2] {
        [self.at(span.start), self.at(span.end)]
    }
}

/// The length of a text in code units.
pub(super) fn length(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    // A character has one first byte and one unit; one beyond the first 65,536 has two, and a first byte from F0 on.
    text.bytes().map(|byte| usize::from(byte & 0xC0 != 0x80) + usize::from(byte >= 0xF0)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn units_count_like_scripts_do(text in "(\\PC|[a-z]){0,900}", at in 0usize..2000) {
            let at = (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap();
            prop_assert_eq!(Utf16::of(&text).at(at), text[..at].encode_utf16().count());
            prop_assert_eq!(length(&text), text.encode_utf16().count());
        }
    }
}
