//! The header of a table of claims.

use super::parts::{Part, Parts};
use crate::ingest::options::FieldMap;

/// The delimiters that are recognised, the likeliest first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Which column holds what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ingest) struct Header {
    /// The columns that hold a part, with that part and its rank.
    pub(super) parts: Vec<(usize, (Part, usize))>,
    /// How many columns there are.
    pub(super) width: usize,
}

impl Header {
    /// Reads the names of columns; the error says what is missed.
    pub(super) fn of(names: Vec<String>, map: &FieldMap) -> Result<Self, String> {
        let parts: Vec<_> =
            names.iter().enumerate().filter_map(|(at, name)| Part::of(name, map).map(|part| (at, part))).collect();
        if parts.iter().any(|(_, (part, _))| *part == Part::Text) {
            return Ok(Header { parts, width: names.len() });
        }
        let shown: Vec<String> = names.iter().take(24).map(|name| name.chars().take(40).collect()).collect();
        Err(format!(
            "no column that holds the text; the file was passed over. Columns here: {}. Say which one it is: --field text=NAME",
            shown.join(", ")
        ))
    }
}

/// The delimiter of a table, by its first line: the one that gives the most known columns.
pub(super) fn delimiter(line: &[u8], map: &FieldMap) -> u8 {
    let known = |delimiter: u8| {
        let mut parts = Parts::default();
        let mut columns = 0;
        for name in line.split(|byte| *byte == delimiter) {
            let name = String::from_utf8_lossy(name);
            if let Some(part) = Part::of(&name, map) {
                parts.put(part, name);
            }
            columns += 1;
        }
        (Part::ALL.iter().filter(|part| parts.get(**part).is_some()).count(), columns)
    };
    // Of equals the last counts.
    DELIMITERS.into_iter().rev().max_by_key(|delimiter| known(*delimiter)).unwrap_or(b',')
}
