//! Which claims are near-verbatim copies of each other? Claims that are already cut, in any number, become pairs with their likeness.
//!
//! In: claims in [`Batch`]es, as sets of words; texts are not kept. Out: pairs of claims that share most of what their words tell.
//! Not all are compared with all. Claims of the very same words are one wording. Wordings that share a rare word, or two of their eight
//! rarest, are candidates; a signature of 256 bits turns most of those away, a bound on what they can still share most of the others.
//!
//! The likeness of two wordings is what the words that both have weigh, as a share of what the words that either has weigh. A word weighs
//! `ln((n + 1) / df)` where `df` of `n` wordings hold it.
//!
//! Laws: the same claims in the same order give the same pairs, whatever the batches and the number of threads; what a cap leaves out is
//! counted. It knows nothing of sources and speakers.

mod batch;
mod keys;
mod lines;
mod near;
mod terms;
mod wordings;
mod words;

pub use batch::Batch;

use crate::model::Near;
use crate::observe::{Observer, Stage};
use lines::{Line, Size};
use near::{Found, Search};
use rayon::prelude::*;
use terms::{Arena, Scale, Vocabulary};
use wordings::Wordings;

/// What is near-verbatim.
#[derive(Debug, Clone, PartialEq)]
pub struct JoinOptions {
    /// The least likeness of a pair, above 0 to 1. Default 0.25: where precision and recall on planted variants are both at 0.97 and more
    /// (`docs/performance.md`).
    pub least: f64,
    /// How many claims may share a key for all of them to be compared with each other, at least 1; of more, each is compared with the 20 that
    /// follow it. Default 50. Claims of the very same words are each listed with as many that follow.
    pub cap: usize,
    /// The most bytes to hold at a time, 0 for what is fastest. The claims themselves, of which nothing can be left out, take about 350
    /// bytes each; what they leave, but 1 MiB at the least, is for keys, and where those need more the search goes through them in several
    /// passes. Default 0: 128 MiB for keys, one pass for a million claims.
    pub memory: u64,
}

impl Default for JoinOptions {
    fn default() -> Self {
        JoinOptions { least: 0.25, cap: 50, memory: 0 }
    }
}

/// What a join found.
#[derive(Debug, Clone, Default)]
pub struct Joined {
    /// The pairs, sorted, each once.
    pub pairs: Vec<Near>,
    /// The step in which weights are told, in nats.
    pub step: f64,
    /// Claims.
    pub claims: u64,
    /// Distinct sets of words among them.
    pub wordings: u64,
    /// Claims without any word; they are in no pair.
    pub wordless: u64,
    /// Pairs of wordings that were compared to the end or to where a bound ended it.
    pub compared: u64,
    /// Pairs that share a key and were left out by [`JoinOptions::cap`], once for each such key, be they proposed by another key or not.
    pub left_out: u64,
}

/// The least share of wordings that do not hold a word for it to have a bit in the signature: words that stand in more than a twentieth of all
/// tell nothing.
const TELLING: f64 = 0.05;

/// A term is frequent if more wordings than this many times [`JoinOptions::cap`] hold it.
const FREQUENT: u32 = 8;

/// Joins the claims of all batches, whose positions run on from batch to batch.
///
/// ```
/// use crosswire::join::{Batch, JoinOptions, join};
/// use crosswire::observe::Silent;
/// let mut batch = Batch::default();
/// batch.add("“We will reopen the harbour at Veldt on Friday,” Mayor Ida Brandt said.");
/// batch.add("Fog closed the port of Osk on Sunday, and ferries waited outside.");
/// batch.add("Mayor Brandt: We will reopen the harbour at Veldt on Friday!");
/// let joined = join(vec![batch], &JoinOptions::default(), &Silent);
/// assert_eq!(joined.pairs.iter().map(|pair| (pair.left, pair.right)).collect::<Vec<_>>(), [(0, 2)]);
/// ```
pub fn join(mut batches: Vec<Batch>, options: &JoinOptions, observer: &dyn Observer) -> Joined {
    observer.begin(Stage::Index, None);
    let claims = batches.iter().map(|batch| batch.len() as u64).sum();
    let mut prints = wordings::prints(&batches);
    prints.par_sort_unstable();
    let wordings = Wordings::of(&batches, &prints);
    let wordless = claims - prints.len() as u64;
    drop(prints);
    let (arena, limits) = arena(&mut batches, &wordings, options);
    drop(batches);
    let search = search(arena, limits, options);
    observer.end(Stage::Index);

    let (found, compared, capped) = found(&search, options, observer);
    let (pairs, not_listed) = pairs_of_claims(&search.arena, &wordings, &found, options.cap.max(1));
    let step = Scale::of(wordings.firsts.len()).step();
    let wordings = wordings.firsts.len() as u64;
    Joined { pairs, step, claims, wordings, wordless, compared, left_out: capped + not_listed }
}

/// All wordings by their terms; the first term that is no key by itself, and the first that is frequent.
fn arena(batches: &mut [Batch], wordings: &Wordings, options: &JoinOptions) -> (Arena, [u32; 2]) {
    let vocabulary = Vocabulary::of(batches);
    let counted = batches.par_iter().zip(&vocabulary.numbers).zip(&wordings.is_first);
    let counted = counted.map(|((batch, numbers), is_first)| terms::counts(batch, numbers.len(), |claim| is_first[claim]));
    let counted: Vec<Vec<u32>> = counted.collect();
    let mut counts = vec![0; vocabulary.words()];
    for (numbers, counted) in vocabulary.numbers.iter().zip(counted) {
        numbers.iter().zip(counted).for_each(|(word, count)| counts[*word as usize] += count);
    }
    let rare = u32::try_from(options.cap.max(1)).unwrap_or(u32::MAX);
    let (term_of, limits) = vocabulary.terms(&counts, wordings.firsts.len(), [rare, rare.saturating_mul(FREQUENT)]);
    drop(counts);
    let size = batches.iter().map(|batch| batch.words.len()).sum();
    let mut arena = Arena::with_capacity(size, wordings.firsts.len());
    // A few batches at a time are held twice.
    let at_a_time = rayon::current_num_threads() * 2;
    let starts = (0..batches.len()).step_by(at_a_time);
    for (group, start) in batches.chunks_mut(at_a_time).zip(starts) {
        let made = group.par_iter_mut().enumerate().map(|(at, batch)| {
            let (numbers, is_first) = (&vocabulary.numbers[start + at], &wordings.is_first[start + at]);
            let batch = std::mem::take(batch);
            Arena::of(&batch, |word| term_of[numbers[word as usize] as usize], |claim| is_first[claim])
        });
        made.collect::<Vec<_>>().iter().for_each(|made| arena.append(made));
    }
    (arena, limits)
}

fn search(arena: Arena, [common, frequent]: [u32; 2], options: &JoinOptions) -> Search {
    let telling = Scale::of(arena.len()).first_term(arena.len() as f64 * TELLING);
    let all = (0..arena.len()).into_par_iter();
    let lines: Vec<Line> = all.clone().map(|wording| Line::of(arena.terms_of(wording), telling)).collect();
    let sizes = all.map(|wording| Size::of(arena.terms_of(wording), arena.weights[wording], telling));
    let sizes = sizes.collect();
    let asked = options.least / (1.0 + options.least);
    Search { arena, lines, sizes, common, frequent, telling, least: options.least, asked, cap: options.cap.max(1) }
}

/// The wordings that are near each other, sorted, each pair once; how many were compared, and how many a cap left out.
fn found(search: &Search, options: &JoinOptions, observer: &dyn Observer) -> (Vec<Found>, u64, u64) {
    let wordings = search.lines.len();
    let chunk = wordings.div_ceil(rayon::current_num_threads() * 4).max(1);
    let chunks: Vec<std::ops::Range<usize>> = (0..wordings).step_by(chunk).map(|at| at..(at + chunk).min(wordings)).collect();
    let total: u64 = chunks.par_iter().map(|chunk| search.count_keys(chunk.clone())).sum();
    let plan = near::Plan::of(total, search.room_for_keys(options.memory));
    observer.begin(Stage::Pair, Some(plan.partitions() as u64));
    let (mut found, mut compared, mut left_out) = (Vec::new(), 0, 0);
    for pass in plan.passes() {
        let scattered: Vec<near::Scattered> =
            chunks.par_iter().map(|chunk| search.scatter(chunk.clone(), plan.bits, pass.clone())).collect();
        let looked = pass.clone().into_par_iter().map_init(Vec::new, |entries, partition| {
            entries.clear();
            scattered.iter().for_each(|chunk| entries.extend_from_slice(chunk.partition(partition - pass.start)));
            let looked = search.look(entries, plan.bits);
            observer.advance(Stage::Pair, 1);
            looked
        });
        for looked in looked.collect::<Vec<_>>() {
            found.extend(looked.found);
            compared += looked.compared;
            left_out += looked.left_out;
        }
        found.par_sort_unstable();
        found.dedup();
    }
    observer.end(Stage::Pair);
    (found, compared, left_out)
}

/// The pairs of claims for those of wordings, with those of the same wording; and how many pairs are not listed.
fn pairs_of_claims(arena: &Arena, wordings: &Wordings, found: &[Found], cap: usize) -> (Vec<Near>, u64) {
    let mut pairs = Vec::with_capacity(found.len());
    let mut left_out = 0;
    let mut add = |left: u32, right: u32, found: &Found| {
        let size = |wording: u32| (arena.weights[wording as usize], arena.words[wording as usize]);
        let (a, b) = (size(found.left), size(found.right));
        let ((left, a), (right, b)) = if left < right { ((left, a), (right, b)) } else { ((right, b), (left, a)) };
        let (shared_weight, shared_words) = (found.weight, found.words);
        pairs.push(Near { left, right, shared_weight, shared_words, weights: (a.0, b.0), words: (a.1, b.1) });
    };
    for one in found {
        let ((lefts, all_left), (rights, all_right)) = (wordings.claims_of(one.left, cap), wordings.claims_of(one.right, cap));
        let mut listed = 0;
        for left in lefts {
            for right in rights.clone() {
                add(left, right, one);
                listed += 1;
            }
        }
        left_out += all_left * all_right - listed;
    }
    left_out += wordings.pairs(cap, |wording, left, right| {
        let (weight, words) = (arena.weights[wording as usize], arena.words[wording as usize]);
        add(left, right, &Found { left: wording, right: wording, weight, words });
    });
    pairs.par_sort_unstable();
    (pairs, left_out)
}
