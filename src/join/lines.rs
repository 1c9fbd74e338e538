//! What the search looks at of each wording, in one line of the processor's cache.

use super::terms::weight;

/// How many of its rarest terms propose a wording for comparison.
pub(super) const PREFIX: usize = 8;

/// Stands where a wording has fewer terms.
pub(super) const NONE: u32 = u32::MAX;

/// How many bits a wording has for its telling terms.
const BITS: u64 = 224;

/// Stands for a weight of common terms that is too much for its place.
const MUCH: u16 = u16::MAX;

/// A wording as the search sees it.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
pub(super) struct Line {
    /// A bit for each telling term.
    bits: [u32; BITS as usize / 32],
    /// What all its words weigh; at the most what has room here, which is less than it may be.
    weight: u16,
    /// What those of its terms weigh that have no bit.
    common: u16,
    /// Its rarest terms, sorted.
    pub(super) prefix: [u32; PREFIX],
}

impl Line {
    /// The line of the wording with these terms, all of whose words weigh so much; terms below `telling` weigh enough to have a bit.
    pub(super) fn of(terms: &[u32], weight_of_all: u32, telling: u32) -> Self {
        let mut line = Line { bits: [0; _], weight: 0, common: 0, prefix: [NONE; PREFIX] };
        for (place, term) in line.prefix.iter_mut().zip(terms) {
            *place = *term;
        }
        let (telling, common) = terms.split_at(terms.partition_point(|term| *term < telling));
        for term in telling {
            // The product spreads neighbouring terms.
            let bit = (u64::from(term.wrapping_mul(0x9E37_79B1)) * BITS >> 32) as usize;
            line.bits[bit / 32] |= 1 << (bit % 32);
        }
        line.weight = u16::try_from(weight_of_all).unwrap_or(u16::MAX);
        line.common = u16::try_from(common.iter().map(|term| weight(*term)).sum::<u32>()).unwrap_or(MUCH);
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

    /// What the two weigh together, or less.
    pub(super) fn both(&self, other: &Line) -> u32 {
        u32::from(self.weight) + u32::from(other.weight)
    }

    /// What terms without a bit can weigh at the most that both have.
    pub(super) fn common(&self, other: &Line) -> u32 {
        match self.common.min(other.common) {
            // More than two wordings weigh together here.
            MUCH => 1 << 20,
            common => common.into(),
        }
    }

    /// What its heaviest terms that have a bit weigh: one, two, and so on.
    pub(super) fn heaviest(&self, telling: u32) -> Heaviest {
        let mut sum = 0;
        self.prefix.map(|term| {
            sum += if term < telling { weight(term) as u16 } else { 0 };
            sum
        })
    }

    /// What two wordings can share at the most where so many bits are the same in both.
    pub(super) fn most(&self, heaviest: &Heaviest, (other, others): (&Line, &Heaviest), bits: u32) -> u32 {
        match bits as usize {
            0 => self.common(other),
            bits @ 1..=PREFIX => self.common(other) + u32::from(heaviest[bits - 1].min(others[bits - 1])),
            _ => u32::MAX,
        }
    }
}

/// See [`Line::heaviest`].
pub(super) type Heaviest = [u16; PREFIX];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_line_of_the_cache() {
        assert_eq!((size_of::<Line>(), align_of::<Line>()), (64, 64));
    }

    #[test]
    fn bounds_hold_where_a_weight_is_too_much_for_its_place() {
        let terms: Vec<u32> = (0..2000).collect();
        let heavy = Line::of(&terms, 2000 * 255, 0);
        assert_eq!(heavy.both(&heavy), 2 * 65_535);
        assert!(heavy.most(&heavy.heaviest(0), (&heavy, &heavy.heaviest(0)), 0) > heavy.both(&heavy));
    }
}
