//! Which claims have the very same words: compared once, as one wording.

use super::batch::Batch;

/// The distinct sets of words of all claims.
#[derive(Debug, Default)]
pub(super) struct Wordings {
    /// For each batch and claim, whether it is the first of its wording. A claim without words is of none.
    pub(super) is_first: Vec<Vec<bool>>,
    /// The first claim of each wording, in order.
    pub(super) firsts: Vec<u32>,
    /// Every further claim of a wording after its first one, sorted.
    copies: Vec<(u32, u32)>,
}

/// The sets of words of all claims, each with the position of its claim; sort them for [`Wordings::of`].
pub(super) fn prints(batches: &[Batch]) -> Vec<(u64, u32)> {
    let words =
        batches.iter().flat_map(|batch| (0..batch.len()).map(|claim| (batch.prints[claim], batch.words_of(claim).is_empty())));
    words.zip(0_u32..).filter(|((_, is_empty), _)| !is_empty).map(|((print, _), claim)| (print, claim)).collect()
}

impl Wordings {
    /// Tells first claims and copies apart; `prints` are sorted.
    pub(super) fn of(batches: &[Batch], prints: &[(u64, u32)]) -> Self {
        let mut starts = Vec::with_capacity(batches.len());
        let mut claims = 0;
        for batch in batches {
            starts.push(claims);
            claims += batch.len();
        }
        let mut is_first = vec![false; claims];
        let mut copies = Vec::new();
        for group in prints.chunk_by(|a, b| a.0 == b.0) {
            let first = group[0].1;
            is_first[first as usize] = true;
            copies.extend(group[1..].iter().map(|(_, claim)| (first, *claim)));
        }
        copies.sort_unstable();
        let firsts = (0_u32..).zip(&is_first).filter(|(_, is_first)| **is_first).map(|(claim, _)| claim).collect();
        let of_batch = |(batch, start): (&Batch, &usize)| is_first[*start..start + batch.len()].to_vec();
        Wordings { is_first: batches.iter().zip(&starts).map(of_batch).collect(), firsts, copies }
    }

    /// The further claims of the wording whose first claim is `first`.
    fn copies_of(&self, first: u32) -> impl ExactSizeIterator<Item = u32> + Clone {
        let start = self.copies.partition_point(|(f, _)| *f < first);
        let end = start + self.copies[start..].partition_point(|(f, _)| *f == first);
        self.copies[start..end].iter().map(|(_, claim)| *claim)
    }

    /// The claims of a wording, at most `most`, and how many there are.
    pub(super) fn claims_of(&self, wording: u32, most: usize) -> (impl Iterator<Item = u32> + Clone, u64) {
        let first = self.firsts[wording as usize];
        let copies = self.copies_of(first);
        let all = copies.len() as u64 + 1;
        (std::iter::once(first).chain(copies).take(most), all)
    }

    /// Calls `found` with each wording of several claims and each two of these, each claim with at most `most` that follow it; gives how many pairs that leaves out.
    pub(super) fn pairs(&self, most: usize, mut found: impl FnMut(u32, u32, u32)) -> u64 {
        let mut left_out = 0;
        for group in self.copies.chunk_by(|a, b| a.0 == b.0) {
            let wording = self.firsts.partition_point(|first| *first < group[0].0) as u32;
            let claims: Vec<u32> = std::iter::once(group[0].0).chain(group.iter().map(|(_, claim)| *claim)).collect();
            for (at, left) in claims.iter().enumerate() {
                let later = &claims[at + 1..];
                later.iter().take(most).for_each(|right| found(wording, *left, *right));
                left_out += later.len().saturating_sub(most) as u64;
            }
        }
        left_out
    }
}
