//! Words of all batches as weighted terms, the rarest first.
//!
//! A term is a number whose order is that of rarity and whose first byte tells its weight, so that nothing has to be looked up where claims
//! are compared: the weight is `ln((n + 1) / df) / ln(n + 1)` in 255ths, for a word that `df` of `n` wordings hold.

use super::batch::Batch;
use super::lines::Line;
use rustc_hash::FxHashMap;

/// What a word weighs that one wording alone has.
pub(super) const HEAVIEST: u32 = 255;

/// Stands for a word that no other wording has: it can be shared with nothing.
const ALONE: u32 = u32::MAX;

/// The weight of a term, from 1 to [`HEAVIEST`].
pub(super) fn weight(term: u32) -> u32 {
    HEAVIEST - (term >> 24)
}

/// Which words are the same in all batches.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    /// For each batch the number in the vocabulary of each of its words.
    pub(super) numbers: Vec<Vec<u32>>,
    /// The hash of each word.
    hashes: Vec<u64>,
}

impl Vocabulary {
    /// Numbers the words of all batches, which forget their own hashes.
    pub(super) fn of(batches: &mut [Batch]) -> Self {
        let mut vocabulary = Vocabulary::default();
        let mut known: FxHashMap<u64, u32> = FxHashMap::default();
        for batch in batches {
            let hashes = std::mem::take(&mut batch.hashes);
            let numbers = hashes.into_iter().map(|hash| {
                *known.entry(hash).or_insert_with(|| {
                    vocabulary.hashes.push(hash);
                    vocabulary.hashes.len() as u32 - 1
                })
            });
            vocabulary.numbers.push(numbers.collect());
        }
        vocabulary
    }

    /// How many words there are.
    pub(super) fn words(&self) -> usize {
        self.hashes.len()
    }

    /// The term of each word, where `counts` tells how many of `wordings` hold it; and for each of `limits` the first
    /// term that more of them hold.
    pub(super) fn terms<const N: usize>(&self, counts: &[u32], wordings: usize, limits: [u32; N]) -> (Vec<u32>, [u32; N]) {
        let mut order: Vec<(u32, u64, u32)> =
            (0..).zip(counts).map(|(word, df)| (*df, self.hashes[word as usize], word)).collect();
        order.retain(|(df, _, _)| *df > 1);
        order.sort_unstable();
        let scale = Scale::of(wordings);
        let mut terms = vec![ALONE; counts.len()];
        let (mut next, mut firsts) = (0_u32, [ALONE; N]);
        for (df, _, word) in order {
            // Terms of one weight follow each other; the next weight begins a new row.
            next = next.max(scale.first_term(f64::from(df)));
            terms[word as usize] = next;
            for (first, _) in firsts.iter_mut().zip(limits).filter(|(first, limit)| **first == ALONE && df > *limit) {
                *first = next;
            }
            next = next.saturating_add(1).min((HEAVIEST << 24) - 1);
        }
        (terms, firsts)
    }
}

/// From how many wordings hold a word to what it weighs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    whole: f64,
}

impl Scale {
    /// For so many wordings in all.
    pub(super) fn of(wordings: usize) -> Self {
        Scale { whole: (wordings as f64 + 1.0).ln() }
    }

    /// The first of the terms that `df` wordings hold. There is room for 2^24 terms of one weight; any more weigh one step less.
    pub(super) fn first_term(self, df: f64) -> u32 {
        let weight = f64::from(HEAVIEST) * (1.0 - df.max(1.0).ln() / self.whole);
        (HEAVIEST - (weight.round() as u32).clamp(1, HEAVIEST)) << 24
    }

    /// One step of weight, in nats.
    pub(super) fn step(self) -> f64 {
        self.whole / f64::from(HEAVIEST)
    }
}

/// How many of the claims for which `counts_for` holds have each word of a batch, whose `words` these are.
pub(super) fn counts(batch: &Batch, words: &[u32], distinct: usize, counts_for: impl Fn(usize) -> bool) -> Vec<u32> {
    let mut counts = vec![0; distinct];
    for claim in (0..batch.len()).filter(|claim| counts_for(*claim)) {
        for word in &words[batch.range_of(claim)] {
            counts[*word as usize] += 1;
        }
    }
    counts
}

/// How many numbers stand before the terms of a wording: what all its words weigh, how many they are, and how many of them it has alone.
pub(super) const HEAD: usize = 3;

/// Wordings with their terms, one after the other.
#[derive(Debug, Default)]
pub(super) struct Records {
    /// The record of each wording: its head, then its terms that others have too, the rarest first.
    pub(super) numbers: Vec<u32>,
    /// How long each record is.
    pub(super) lengths: Vec<u32>,
    pub(super) lines: Vec<Line>,
}

impl Records {
    /// The wordings of a batch, whose `words` these are: those of its claims for which `counts_for` holds.
    pub(super) fn of(
        batch: &Batch,
        words: &[u32],
        telling: u32,
        term_of: impl Fn(u32) -> u32,
        counts_for: impl Fn(usize) -> bool,
    ) -> Self {
        let mut records = Records::default();
        records.numbers.reserve_exact(words.len() + batch.len() * HEAD);
        for claim in (0..batch.len()).filter(|claim| counts_for(*claim)) {
            let words = &words[batch.range_of(claim)];
            let start = records.numbers.len();
            records.numbers.extend([0; HEAD]);
            records.numbers.extend(words.iter().map(|word| term_of(*word)).filter(|term| *term != ALONE));
            let (head, terms) = records.numbers[start..].split_at_mut(HEAD);
            terms.sort_unstable();
            let alone = (words.len() - terms.len()) as u32;
            let weight = alone.saturating_mul(HEAVIEST) + terms.iter().map(|term| weight(*term)).sum::<u32>();
            head.copy_from_slice(&[weight, words.len() as u32, alone]);
            records.lines.push(Line::of(terms, weight, telling));
            records.lengths.push((HEAD + terms.len()) as u32);
        }
        records
    }
}

/// The record of a wording.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record<'a>(pub(super) &'a [u32]);

impl<'a> Record<'a> {
    /// What all its words weigh.
    pub(super) fn weight(self) -> u32 {
        self.0[0]
    }

    /// How many words it has.
    pub(super) fn words(self) -> u32 {
        self.0[1]
    }

    /// What its words weigh that no other wording has.
    pub(super) fn alone(self) -> u32 {
        self.0[2].saturating_mul(HEAVIEST)
    }

    /// Its terms that others have too, the rarest first.
    pub(super) fn terms(self) -> &'a [u32] {
        &self.0[HEAD..]
    }
}
