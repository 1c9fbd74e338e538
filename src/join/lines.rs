//! What the search looks at of each wording, in one line of the processor's cache.

use super::terms::weight;

/// How many of its rarest terms propose a wording for comparison.
pub(super) const PREFIX: usize = 8;

/// Stands where a wording has fewer terms.
pub(super) const NONE: u32 = u32::MAX;

/// A wording as the search sees it.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
pub(super) struct Line {
    /// A bit for each telling term, of 256.
    bits: [u64; 4],
    /// Its rarest terms, sorted.
    pub(super) prefix: [u32; PREFIX],
}

impl Line {
    /// The line of the wording with these terms; terms below `telling` weigh enough to have a bit.
    pub(super) fn of(terms: &[u32], telling: u32) -> Self {
        let mut line = Line { bits: [0; 4], prefix: [NONE; PREFIX] };
        for (place, term) in line.prefix.iter_mut().zip(terms) {
            *place = *term;
        }
        for term in terms.iter().take_while(|term| **term < telling) {
            // The product spreads neighbouring terms; its upper byte is the bit.
            let bit = (term.wrapping_mul(0x9E37_79B1) >> 24) as usize;
            line.bits[bit / 64] |= 1 << (bit % 64);
        }
        line
    }

    /// How many bits both have: at least about as many telling terms as they share.
    pub(super) fn shared_bits(&self, other: &Line) -> u32 {
        self.bits.iter().zip(&other.bits).map(|(a, b)| (a & b).count_ones()).sum()
    }

    /// Which of its rarest terms are among the other's rarest ones, too: a bit for each, in order.
    pub(super) fn shared_terms(&self, other: &Line) -> u32 {
        // No branch, so that the compiler can compare several at once.
        (0_u32..).zip(&self.prefix).fold(0, |shared, (at, term)| {
            let is_shared = other.prefix.iter().fold(false, |found, other| found | (other == term)) & (*term != NONE);
            shared | u32::from(is_shared) << at
        })
    }

    /// Its rarest terms.
    pub(super) fn terms(&self) -> &[u32] {
        let count = self.prefix.iter().take_while(|term| **term != NONE).count();
        &self.prefix[..count]
    }
}

/// What a wording weighs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Size {
    /// All its words.
    pub(super) weight: u32,
    /// Those of its terms that have no bit.
    pub(super) common: u32,
    /// Its words that no other wording has.
    pub(super) alone: u32,
    /// Its heaviest terms that have a bit: one, two, and so on.
    heaviest: [u16; PREFIX],
}

impl Size {
    /// The size of a wording with these terms, all of whose words weigh so much.
    pub(super) fn of(terms: &[u32], weight_of_all: u32, telling: u32) -> Self {
        let alone = weight_of_all - terms.iter().map(|term| weight(*term)).sum::<u32>();
        let (telling, common) = terms.split_at(terms.partition_point(|term| *term < telling));
        let mut sum = 0;
        let heaviest = std::array::from_fn(|at| {
            sum += telling.get(at).map_or(0, |term| weight(*term) as u16);
            sum
        });
        Size { weight: weight_of_all, common: common.iter().map(|term| weight(*term)).sum(), alone, heaviest }
    }

    /// What it can share with another wording at the most where so many bits are the same in both.
    pub(super) fn most(&self, other: &Size, bits: u32) -> u32 {
        let common = self.common.min(other.common);
        match bits as usize {
            0 => common,
            bits @ 1..=PREFIX => common + u32::from(self.heaviest[bits - 1].min(other.heaviest[bits - 1])),
            _ => u32::MAX,
        }
    }
}
