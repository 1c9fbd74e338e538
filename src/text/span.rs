//! Places in a text: half-open byte ranges, and their translation to the code points that exported files use.

/// A half-open byte range `start..end` in an article's text, always on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
}

impl Span {
    /// The range `start..end`; an inverted range becomes the empty one at `start`.
    #[inline]
    pub fn new(start: usize, end: usize) -> Self {
        Span { start, end: end.max(start) }
    }

    /// The whole of `text`.
    #[inline]
    pub fn whole(text: &str) -> Self {
        Span::new(0, text.len())
    }

    /// How many bytes it covers.
    #[inline]
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it covers nothing.
    #[inline]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The text it covers.
    ///
    /// # Panics
    /// When the span does not lie in `text` on character boundaries: a span belongs to one text.
    #[inline]
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    /// Whether `other` lies inside it.
    #[inline]
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// How many bytes the two share.
    #[inline]
    pub fn overlap(self, other: Span) -> usize {
        self.end.min(other.end).saturating_sub(self.start.max(other.start))
    }

    /// The same place without white space at either end.
    pub fn trim(self, text: &str) -> Span {
        let rest = self.of(text).trim_start();
        let start = self.end - rest.len();
        Span::new(start, start + rest.trim_end().len())
    }

    /// The smallest span that covers both.
    #[inline]
    pub fn join(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }
}

/// Translates byte offsets of one text to offsets in Unicode code points, as Python counts them.
///
/// ```
/// use crosswire::text::{CodePoints, Span};
/// let text = "«Да», he said";
/// let he = Span::new(text.find("he").unwrap(), text.find(" said").unwrap());
/// assert_eq!(CodePoints::of(text).span(he), (6, 8));
/// ```
#[derive(Debug, Clone)]
pub struct CodePoints {
    /// Code points before byte `i * STEP`, rounded up to a character boundary; empty for ASCII text.
    marks: Vec<usize>,
    bytes: Vec<u8>,
}

const STEP: usize = 64;

impl CodePoints {
    /// Prepares the translation for `text`.
    pub fn of(text: &str) -> Self {
        if text.is_ascii() {
            return CodePoints { marks: Vec::new(), bytes: Vec::new() };
        }
        let bytes = text.as_bytes().to_vec();
        let mut marks = Vec::with_capacity(bytes.len() / STEP + 1);
        let mut count = 0;
        for (i, b) in bytes.iter().enumerate() {
            if i % STEP == 0 {
                marks.push(count);
            }
            count += usize::from(!is_continuation(*b));
        }
        CodePoints { marks, bytes }
    }

    /// Code points before `byte`.
    pub fn at(&self, byte: usize) -> usize {
        if self.marks.is_empty() {
            return byte;
        }
        let mark = (byte / STEP).min(self.marks.len() - 1);
        self.marks[mark] + self.bytes[mark * STEP..byte].iter().filter(|b| !is_continuation(**b)).count()
    }

    /// `span` in code points, half-open.
    pub fn span(&self, span: Span) -> (usize, usize) {
        (self.at(span.start), self.at(span.end))
    }
}

fn is_continuation(byte: u8) -> bool {
    byte & 0xC0 == 0x80
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn code_points_count_like_chars(text in "\\PC{0,600}", at in 0usize..600) {
            let at = (0..=at.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap();
            prop_assert_eq!(CodePoints::of(&text).at(at), text[..at].chars().count());
        }
    }

    #[test]
    fn trimming_keeps_the_place() {
        let text = "a  b c ";
        assert_eq!(Span::new(1, 7).trim(text).of(text), "b c");
        assert!(Span::new(1, 3).trim(text).is_empty());
    }
}
