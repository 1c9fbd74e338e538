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

mod aside;
mod batch;
mod compare;
mod keys;
mod lines;
mod near;
mod room;
mod shelf;
mod spill;
mod terms;
mod wordings;
mod words;

pub use aside::Aside;
pub use batch::Batch;

use crate::model::Near;
use crate::observe::{Observer, Stage};
use compare::{Candidate, Compare};
use lines::Line;
use near::{Desk, Looked, Plan, Scattered, Search};
use rayon::prelude::*;
use room::Room;
use shelf::Shelf;
use std::io;
use std::ops::Range;
use terms::{Records, Scale, Vocabulary};
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
    /// The most bytes that the program may hold at a time, 0 for what is fastest. What cannot be left out are about 200 bytes for each claim:
    /// its line, its id and outlet, and its pairs. Where not all fits, words lie on disk, candidates are sorted there, and the search goes
    /// through its keys in several passes. Default 0: all in memory, with 96 MiB for keys.
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
/// # Errors
/// When words lie on disk, or must be put there for [`JoinOptions::memory`], and that fails.
///
/// ```
/// use crosswire::join::{Batch, JoinOptions, join};
/// use crosswire::observe::Silent;
/// let mut batch = Batch::default();
/// batch.add("“We will reopen the harbour at Veldt on Friday,” Mayor Ida Brandt said.");
/// batch.add("Fog closed the port of Osk on Sunday, and ferries waited outside.");
/// batch.add("Mayor Brandt: We will reopen the harbour at Veldt on Friday!");
/// let joined = join(vec![batch], &JoinOptions::default(), &Silent)?;
/// assert_eq!(joined.pairs.iter().map(|pair| (pair.left, pair.right)).collect::<Vec<_>>(), [(0, 2)]);
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn join(mut batches: Vec<Batch>, options: &JoinOptions, observer: &dyn Observer) -> io::Result<Joined> {
    observer.begin(Stage::Index, None);
    let claims = batches.iter().map(|batch| batch.len() as u64).sum();
    let words = batches.iter().map(|batch| batch.words_of_all() as u64).sum();
    let mut prints = wordings::prints(&mut batches);
    prints.par_sort_unstable();
    let wordings = Wordings::of(&batches, &prints);
    let wordless = claims - prints.len() as u64;
    drop(prints);
    let room = Room::of(options.memory, claims, words);
    let (shelf, search) = laid_out(&mut batches, &wordings, &room, options)?;
    drop(batches);
    observer.end(Stage::Index);

    let (found, compared, capped) = found(search, &shelf, &room, options, observer)?;
    let (pairs, not_listed) = pairs_of_claims(&shelf, &wordings, found, options.cap.max(1))?;
    let step = Scale::of(wordings.firsts.len()).step();
    let wordings = wordings.firsts.len() as u64;
    Ok(Joined { pairs, step, claims, wordings, wordless, compared, left_out: capped + not_listed })
}

/// All wordings with their terms, and what is searched.
fn laid_out(batches: &mut [Batch], wordings: &Wordings, room: &Room, options: &JoinOptions) -> io::Result<(Shelf, Search)> {
    let all = wordings.firsts.len();
    let vocabulary = Vocabulary::of(batches);
    let counted = batches.par_iter().zip(&vocabulary.numbers).zip(&wordings.is_first);
    let counted = counted
        .map(|((batch, numbers), is_first)| Ok(terms::counts(batch, &batch.words()?, numbers.len(), |claim| is_first[claim])));
    let counted = counted.collect::<io::Result<Vec<Vec<u32>>>>()?;
    let mut counts = vec![0; vocabulary.words()];
    for (numbers, counted) in vocabulary.numbers.iter().zip(counted) {
        numbers.iter().zip(counted).for_each(|(word, count)| counts[*word as usize] += count);
    }
    let rare = u32::try_from(options.cap.max(1)).unwrap_or(u32::MAX);
    let (term_of, [common, frequent]) = vocabulary.terms(&counts, all, [rare, rare.saturating_mul(FREQUENT)]);
    drop(counts);
    let telling = Scale::of(all).first_term(all as f64 * TELLING);
    let numbers = batches.iter().map(Batch::words_of_all).sum::<usize>() + all * terms::HEAD;
    let mut shelf = Shelf::new(numbers, all, room.is_aside)?;
    let mut lines: Vec<Line> = Vec::with_capacity(all);
    // A few batches at a time are held twice.
    let at_a_time = rayon::current_num_threads() * 2;
    let starts = (0..batches.len()).step_by(at_a_time);
    for (group, start) in batches.chunks_mut(at_a_time).zip(starts) {
        let made = group.par_iter_mut().enumerate().map(|(at, batch)| {
            let (numbers, is_first) = (&vocabulary.numbers[start + at], &wordings.is_first[start + at]);
            let batch = std::mem::take(batch);
            let term_of = |word: u32| term_of[numbers[word as usize] as usize];
            Ok(Records::of(&batch, &batch.words()?, telling, term_of, |claim| is_first[claim]))
        });
        for made in made.collect::<io::Result<Vec<Records>>>()? {
            shelf.put(&made.numbers, &made.lengths)?;
            lines.extend(made.lines);
        }
    }
    let asked = options.least / (1.0 + options.least);
    Ok((shelf, Search { lines, common, frequent, telling, asked, cap: options.cap.max(1) }))
}

/// The wordings that are near each other, sorted, each pair once; how many were compared, and how many a cap left out.
fn found(
    search: Search,
    shelf: &Shelf,
    room: &Room,
    options: &JoinOptions,
    observer: &dyn Observer,
) -> io::Result<(Vec<Near>, u64, u64)> {
    let compare = Compare { least: options.least, asked: search.asked };
    let wordings = search.lines.len();
    let chunk = wordings.div_ceil(rayon::current_num_threads() * 4).max(1);
    let chunks: Vec<Range<usize>> = (0..wordings).step_by(chunk).map(|at| at..(at + chunk).min(wordings)).collect();
    let total: u64 = chunks.par_iter().map(|chunk| search.count_keys(chunk.clone())).sum();
    let plan = Plan::of(total, room.keys);
    observer.begin(Stage::Pair, Some(plan.partitions() as u64));
    let mut left_out = 0;
    let proposed = plan.passes().map(|pass| {
        let looked = proposed(&search, &chunks, plan, pass, observer);
        left_out += looked.left_out;
        looked.candidates
    });
    let (near, compared) = match room.compare {
        Some(bytes) => spill::compared(compare, shelf, proposed, bytes)?,
        None => at_hand(compare, shelf, proposed)?,
    };
    observer.end(Stage::Pair);
    Ok((near, compared, left_out))
}

/// The candidates of one pass.
fn proposed(search: &Search, chunks: &[Range<usize>], plan: Plan, pass: Range<usize>, observer: &dyn Observer) -> Looked {
    let scattered: Vec<Scattered> =
        chunks.par_iter().map(|chunk| search.scatter(chunk.clone(), plan.bits, pass.clone())).collect();
    let looked = pass.clone().into_par_iter().map_init(Desk::default, |desk, partition| {
        let entries = scattered.iter().map(|chunk| chunk.partition(partition - pass.start));
        let looked = search.look(entries, desk, plan.bits);
        observer.advance(Stage::Pair, 1);
        looked
    });
    let mut all = Looked::default();
    for looked in looked.collect::<Vec<_>>() {
        all.candidates.extend(looked.candidates);
        all.left_out += looked.left_out;
    }
    all
}

/// Compares the candidates of all passes where all records are at hand: those that are near, sorted, and how many were compared.
fn at_hand(compare: Compare, shelf: &Shelf, passes: impl Iterator<Item = Vec<Candidate>>) -> io::Result<(Vec<Near>, u64)> {
    let (mut near, mut compared) = (Vec::new(), 0);
    for mut candidates in passes {
        candidates.par_sort_unstable();
        candidates.dedup();
        compared += candidates.len() as u64;
        let all = shelf.window(0..0)?;
        near.extend(compare.all(&candidates, &all, &all));
    }
    near.par_sort_unstable();
    near.dedup();
    Ok((near, compared))
}

/// The pairs of claims for those of wordings, with those of the same wording; and how many pairs are not listed.
fn pairs_of_claims(shelf: &Shelf, wordings: &Wordings, found: Vec<Near>, cap: usize) -> io::Result<(Vec<Near>, u64)> {
    let mut pairs = Vec::with_capacity(found.len());
    let mut left_out = 0;
    for one in &found {
        let ((lefts, all_left), (rights, all_right)) = (wordings.claims_of(one.left, cap), wordings.claims_of(one.right, cap));
        let mut listed = 0;
        for left in lefts {
            for right in rights.clone() {
                pairs.push(if left < right { Near { left, right, ..*one } } else { turned(one, right, left) });
                listed += 1;
            }
        }
        left_out += all_left * all_right - listed;
    }
    drop(found);
    for copied in wordings.copied() {
        let (weight, words) = shelf.size(copied.wording)?;
        left_out += copied.pairs(cap, |left, right| {
            let (weights, words_of) = ((weight, weight), (words, words));
            pairs.push(Near { left, right, shared_weight: weight, shared_words: words, weights, words: words_of });
        });
    }
    pairs.par_sort_unstable();
    Ok((pairs, left_out))
}

/// The same with left and right exchanged, for these claims.
fn turned(near: &Near, left: u32, right: u32) -> Near {
    Near { left, right, weights: (near.weights.1, near.weights.0), words: (near.words.1, near.words.0), ..*near }
}
