//! What a join may hold at a time.

use super::lines::Line;
use super::terms::HEAD;

/// How a limit on memory is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Room {
    /// Whether the words of wordings lie on disk.
    pub(super) is_aside: bool,
    /// Bytes for keys.
    pub(super) keys: u64,
    /// Bytes for the comparison of candidates, where that goes over the disk.
    pub(super) compare: Option<u64>,
}

/// The most bytes for keys; a million claims then need three passes.
const KEYS: u64 = 96 << 20;

/// What a program holds that does nothing yet, with the blocks of the input on their way.
const PROGRAM: u64 = 24 << 20;

/// What a claim takes elsewhere: its id, outlet and speaker, and at the end its pairs.
const ELSEWHERE: u64 = 100;

impl Room {
    /// For claims with so many words in all where all together may take `memory` bytes, 0 for any number.
    pub(super) fn of(memory: u64, claims: u64, words: u64) -> Self {
        if memory == 0 {
            return Room { is_aside: false, keys: KEYS, compare: None };
        }
        let line = (size_of::<Line>() + size_of::<u64>() + size_of::<u32>()) as u64;
        let left = memory.saturating_sub(PROGRAM + claims * (line + ELSEWHERE));
        let records = (words + claims * HEAD as u64) * size_of::<u32>() as u64;
        match left.checked_sub(records).filter(|keys| *keys > KEYS / 4) {
            Some(keys) => Room { is_aside: false, keys: keys.min(KEYS), compare: None },
            None => Room { is_aside: true, keys: (left / 2).min(KEYS), compare: Some(left / 2) },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_is_held_and_what_does_not_lies_on_disk() {
        let (claims, words) = (1_000_000, 26_000_000);
        assert_eq!(Room::of(0, claims, words), Room { is_aside: false, keys: KEYS, compare: None });
        assert_eq!(Room::of(4 << 30, claims, words), Room { is_aside: false, keys: KEYS, compare: None });
        let tight = Room::of(256 << 20, claims, words);
        assert!(tight.is_aside && tight.keys > 20 << 20 && tight.compare == Some(tight.keys), "{tight:?}");
        assert_eq!(Room::of(1, claims, words), Room { is_aside: true, keys: 0, compare: Some(0) });
    }
}
