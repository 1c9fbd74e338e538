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
    for part in parts {
        bytes.extend_from_slice(&(part.len() as u64).to_le_bytes());
        bytes.extend_from_slice(part.as_bytes());
    }
    let hash = xxh3_64(&bytes);
    // The formatter takes so much longer that it is a thirtieth of reading an article.
    let digits: [u8; 16] = std::array::from_fn(|at| b"0123456789abcdef"[(hash >> (60 - 4 * at)) as usize & 0xF]);
    let digits = std::str::from_utf8(&digits).expect("hexadecimal digits are ASCII");
    [prefix, digits].concat()
}
