//! Ids that derive from content, so that they stay the same over runs, machines and orders of input.

use xxhash_rust::xxh3::Xxh3;

/// `prefix` and 16 hexadecimal digits (XXH3, 64 bits) of `parts`, which are kept apart from each other.
///
/// ```
/// use crosswire::text::stable_id;
/// assert_eq!(stable_id("c", &["a.txt", "0"]), stable_id("c", &["a.txt", "0"]));
/// assert_ne!(stable_id("c", &["ab", "c"]), stable_id("c", &["a", "bc"]));
/// ```
pub fn stable_id(prefix: &str, parts: &[&str]) -> String {
    let mut hash = Xxh3::new();
    for part in parts {
        hash.update(&(part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    format!("{prefix}{:016x}", hash.digest())
}
