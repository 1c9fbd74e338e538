//! Ids that derive from content, so that they stay the same over runs, machines and orders of input.

use xxhash_rust::xxh3::xxh3_64;

/// `prefix` and 16 hexadecimal digits (XXH3, 64 bits) of `parts`, which are kept apart from each other.
///
/// ```
/// use crosswire::text::stable_id;
/// assert_eq!(stable_id("c", &["a.txt", "0"]), stable_id("c", &["a.txt", "0"]));
/// assert_ne!(stable_id("c", &["ab", "c"]), stable_id("c", &["a", "bc"]));
/// ```
pub fn stable_id(prefix: &str, parts: &[&str]) -> String {
    let mut bytes = Vec::with_capacity(parts.iter().map(|part| part.len() + 8).sum());
    parts.iter().for_each(|part| push_part(&mut bytes, part.as_bytes()));
    named(prefix, &bytes)
}

/// The ids of places in one article, as [`stable_id`] makes them of its id and of each number in decimal figures.
#[derive(Debug)]
pub(crate) struct PlaceIds {
    /// The article's part of the bytes that are hashed, and behind it those of the last place.
    bytes: Vec<u8>,
    of_article: usize,
}

impl PlaceIds {
    /// Of the article of this id.
    pub(crate) fn of(article: &str) -> Self {
        let mut bytes = Vec::with_capacity(article.len() + 64);
        push_part(&mut bytes, article.as_bytes());
        PlaceIds { of_article: bytes.len(), bytes }
    }

    /// The id of a place.
    pub(crate) fn id(&mut self, prefix: &str, numbers: &[usize]) -> String {
        self.bytes.truncate(self.of_article);
        for number in numbers {
            let (mut figures, mut first, mut rest) = ([0; 20], 20, *number);
            while rest > 0 || first == 20 {
                first -= 1;
                figures[first] = b'0' + (rest % 10) as u8;
                rest /= 10;
            }
            push_part(&mut self.bytes, &figures[first..]);
        }
        named(prefix, &self.bytes)
    }
}

fn push_part(bytes: &mut Vec<u8>, part: &[u8]) {
    bytes.extend_from_slice(&(part.len() as u64).to_le_bytes());
    bytes.extend_from_slice(part);
}

/// The two hexadecimal digits of each byte.
const PAIRS: [[u8; 2]; 256] = {
    let digits = b"0123456789abcdef";
    let mut pairs = [[0; 2]; 256];
    let mut byte = 0;
    while byte < 256 {
        pairs[byte] = [digits[byte >> 4], digits[byte & 0xF]];
        byte += 1;
    }
    pairs
};

fn named(prefix: &str, bytes: &[u8]) -> String {
    let hash = xxh3_64(bytes);
    // The formatter takes so much longer that it is a thirtieth of reading an article.
    let mut digits = [0; 16];
    for (pair, byte) in digits.chunks_exact_mut(2).zip(hash.to_be_bytes()) {
        pair.copy_from_slice(&PAIRS[usize::from(byte)]);
    }
    let digits = std::str::from_utf8(&digits).expect("hexadecimal digits are ASCII");
    let mut id = String::with_capacity(prefix.len() + digits.len());
    id.push_str(prefix);
    id.push_str(digits);
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_named_by_their_figures() {
        for (start, end) in [(0, 7), (10, 109), (usize::MAX - 1, usize::MAX)] {
            let figures = [start.to_string(), end.to_string()];
            let mut ids = PlaceIds::of("a.txt");
            assert_eq!(ids.id("c", &[start, end]), stable_id("c", &["a.txt", &figures[0], &figures[1]]));
            assert_eq!(ids.id("u", &[end]), stable_id("u", &["a.txt", &figures[1]]));
        }
    }
}
