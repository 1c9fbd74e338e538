//! How much may still come out of a file, so that no archive is a bomb.

use super::gathered::Refusal;
use super::options::IngestOptions;
use crate::error::ProblemKind;
use std::io::Read;

/// Up to here, in bytes, a file may unpack to whatever its ratio: a short text of one repeated line shrinks to nothing.
const FREE: u64 = 16 << 20;

/// How much may still come out of a file.
#[derive(Debug, Clone)]
pub(super) struct Budget {
    bytes: u64,
    members: u64,
    depth: u32,
    /// The most bytes of one member.
    member_bytes: u64,
    ratio: u64,
    /// Whether [`Budget::bytes`] comes from the ratio.
    by_ratio: bool,
}

impl Budget {
    /// What may come out of a file of `size` bytes.
    pub(super) fn new(size: u64, options: &IngestOptions) -> Budget {
        // One member may be a bomb; the others are still read.
        let by_ratio = unpacked_most(size, options.max_ratio).max(4 * FREE);
        Budget {
            bytes: options.max_archive_bytes.min(by_ratio),
            members: options.max_members,
            depth: options.max_depth,
            member_bytes: options.max_unpacked_bytes,
            ratio: options.max_ratio,
            by_ratio: by_ratio < options.max_archive_bytes,
        }
    }

    /// Goes into an archive.
    pub(super) fn enter(&mut self) -> Result<(), Refusal> {
        match self.depth.checked_sub(1) {
            Some(depth) => {
                self.depth = depth;
                Ok(())
            }
            None => Err(limit("lies too deep in archives inside archives; it was not opened")),
        }
    }

    /// Leaves an archive.
    pub(super) fn leave(&mut self) {
        self.depth += 1;
    }

    /// Goes on to the next member.
    pub(super) fn next_member(&mut self) -> Result<(), Refusal> {
        match self.members.checked_sub(1) {
            Some(members) => {
                self.members = members;
                Ok(())
            }
            None => {
                Err(limit("holds more members than the limit; it was not read from here on. Raise max_members or split it"))
            }
        }
    }

    /// Takes account of bytes that were read.
    pub(super) fn spend(&mut self, bytes: u64) -> Result<(), Refusal> {
        match self.bytes.checked_sub(bytes) {
            Some(left) => {
                self.bytes = left;
                Ok(())
            }
            None => Err(self.used_up()),
        }
    }

    /// The refusal of an archive that unpacks to too much.
    fn used_up(&self) -> Refusal {
        if self.by_ratio {
            let ratio = self.ratio;
            return limit(format!(
                "unpacks to more than {ratio} times its size, as a bomb does; it was not read from here on. Raise max_ratio if it is none"
            ));
        }
        limit("unpacks to more than the limit; it was not read from here on. Raise max_archive_bytes or split it")
    }

    /// All bytes of a member that takes `packed` bytes, where that is known.
    ///
    /// The outer result ends the archive, the inner one tells of this member.
    pub(super) fn read(&mut self, member: impl Read, packed: Option<u64>) -> Result<Result<Vec<u8>, Refusal>, Refusal> {
        let most = self.member_bytes.min(packed.map_or(u64::MAX, |packed| unpacked_most(packed, self.ratio)));
        let mut bytes = Vec::new();
        let outcome = member.take(most.min(self.bytes).saturating_add(1)).read_to_end(&mut bytes);
        let length = bytes.len() as u64;
        self.spend(length)?;
        if length > most {
            return Ok(Err(limit(format!("unpacks to more than {most} bytes; it was not read"))));
        }
        Ok(outcome.map(|_| bytes).map_err(|error| Refusal::new(ProblemKind::Malformed, format!("cannot be unpacked: {error}"))))
    }
}

/// The most bytes that `packed` bytes may unpack to.
pub(super) fn unpacked_most(packed: u64, ratio: u64) -> u64 {
    packed.saturating_mul(ratio).max(FREE)
}

fn limit(message: impl Into<String>) -> Refusal {
    Refusal::new(ProblemKind::Limit, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_limit_ends_the_reading() {
        let options = IngestOptions { max_archive_bytes: 10, max_members: 1, max_depth: 1, ..IngestOptions::default() };
        let mut budget = Budget::new(1, &options);
        assert!(budget.enter().is_ok() && budget.enter().is_err());
        budget.leave();
        assert!(budget.enter().is_ok() && budget.next_member().is_ok() && budget.next_member().is_err());
        assert_eq!(budget.read(&b"12345"[..], None), Ok(Ok(b"12345".to_vec())));
        assert!(budget.read(&b"123456"[..], None).expect_err("is used up").message.contains("max_archive_bytes"));
    }

    #[test]
    fn a_member_of_too_high_a_ratio_costs_itself_only() {
        let options = IngestOptions { max_ratio: 2, ..IngestOptions::default() };
        let mut budget = Budget::new(1 << 40, &options);
        let long = vec![b'x'; FREE as usize + 1];
        let bomb = budget.read(long.as_slice(), Some(100)).expect("the archive goes on").expect_err("a bomb");
        assert_eq!(bomb.kind, ProblemKind::Limit);
        assert!(budget.read(long.as_slice(), Some(FREE)).expect("the archive goes on").is_ok());
        let mut small = Budget::new(10, &options);
        let ends = (0..4).find_map(|_| small.read(long.as_slice(), Some(FREE)).err()).expect("is used up");
        assert!(ends.message.contains("max_ratio"));
    }
}
