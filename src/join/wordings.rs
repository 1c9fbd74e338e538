//! Which claims have the very same words: compared once, as one wording.

use super::batch::Batch;

/// The distinct sets of words of all claims.
#[derive(Debug, Default)]
pub(super) struct Wordings {
    /// For each batch and claim, whether it is the first of its wording. A claim without words is of none.
    pub(super) is_first: Vec<Vec<bool>>,
    /// The first claim of each wording, in order.
    pub(super) firsts: Vec<u32>,
    /// For each wording whether it has several claims.
    is_copied: Vec<bool>,
    /// Every further claim of a wording after its first one, sorted.
    copies: Vec<(u32, u32)>,
}

/// The sets of words of all claims, each with the position of its claim, which batches forget; sort them for [`Wordings::of`].
pub(super) fn prints(batches: &mut [Batch]) -> Vec<(u64, u32)> {
    let mut all = Vec::with_capacity(batches.iter().map(|batch| batch.len()).sum());
    let mut claims = 0_u32..;
    for batch in batches {
        let prints = std::mem::take(&mut batch.prints).into_iter().enumerate().zip(&mut claims);
        all.extend(prints.filter(|((at, _), _)| !batch.range_of(*at).is_empty()).map(|((_, print), claim)| (print, claim)));
    }
    all
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
        let firsts: Vec<u32> = (0_u32..).zip(&is_first).filter(|(_, is_first)| **is_first).map(|(claim, _)| claim).collect();
        let mut copied = copies.chunk_by(|a, b| a.0 == b.0).map(|group| group[0].0).peekable();
        let is_copied = firsts.iter().map(|first| copied.next_if_eq(first).is_some()).collect();
        let of_batch = |(batch, start): (&Batch, &usize)| is_first[*start..start + batch.len()].to_vec();
        Wordings { is_first: batches.iter().zip(&starts).map(of_batch).collect(), firsts, is_copied, copies }
    }

    /// The further claims of the wording whose first claim is `first`.
    fn copies_of(&self, first: u32) -> &[(u32, u32)] {
        let start = self.copies.partition_point(|(f, _)| *f < first);
        let end = start + self.copies[start..].partition_point(|(f, _)| *f == first);
        &self.copies[start..end]
    }

    /// The claims of a wording, at most `most`, and how many there are.
    pub(super) fn claims_of(&self, wording: u32, most: usize) -> (impl Iterator<Item = u32> + Clone, u64) {
        let first = self.firsts[wording as usize];
        let copies = if self.is_copied[wording as usize] { self.copies_of(first) } else { &[] };
        let all = copies.len() as u64 + 1;
        (std::iter::once(first).chain(copies.iter().map(|(_, claim)| *claim)).take(most), all)
    }

    /// The wordings of several claims.
    pub(super) fn copied(&self) -> impl Iterator<Item = Copied> {
        self.copies.chunk_by(|a, b| a.0 == b.0).map(|group| {
            let wording = self.firsts.partition_point(|first| *first < group[0].0);
            let claims = std::iter::once(group[0].0).chain(group.iter().map(|(_, claim)| *claim)).collect();
            Copied { wording, claims }
        })
    }
}

/// A wording of several claims.
pub(super) struct Copied {
    pub(super) wording: usize,
    claims: Vec<u32>,
}

impl Copied {
    /// Calls `found` with each two of its claims, each claim with at most `most` that follow it; gives how many pairs that leaves out.
    pub(super) fn pairs(&self, most: usize, mut found: impl FnMut(u32, u32)) -> u64 {
        let mut left_out = 0;
        for (at, left) in self.claims.iter().enumerate() {
            let later = &self.claims[at + 1..];
            later.iter().take(most).for_each(|right| found(*left, *right));
            left_out += later.len().saturating_sub(most) as u64;
        }
        left_out
    }
}
