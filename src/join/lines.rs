//! What the search looks at of each wording, in one line of the processor's cache.

use super::terms::{Arena, weight};

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

    /// Its rarest terms.
    pub(super) fn terms(&self) -> &[u32] {
        let count = self.prefix.iter().take_while(|term| **term != NONE).count();
        &self.prefix[..count]
    }
}

/// How many bits another wording must share with this one at the least to be as like it as `least`, `most_asked` at most.
pub(super) fn needed_bits(arena: &Arena, wording: usize, telling: u32, least: f64, most_asked: u32) -> u8 {
    let terms = arena.terms_of(wording);
    // What is as like has at least this share of our weight in common with us.
    let mut open = least * f64::from(arena.weights[wording]);
    let common = terms.iter().rev().take_while(|term| **term >= telling);
    open -= common.map(|term| f64::from(weight(*term))).sum::<f64>();
    let mut needed = 0;
    for term in terms {
        if open <= 0.0 || needed == most_asked {
            break;
        }
        open -= f64::from(weight(*term));
        needed += 1;
    }
    needed as u8
}
