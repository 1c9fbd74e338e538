//! How sure is it that two claims report the same statement? Pairs become links with a probability and its parts.
//!
//! The first look measures what the two claims share and how the pair stands beside the other pairs of its two claims, and a linear model
//! makes a probability of it. The second look adds what is likely of the pairs around (`second`), and a second linear model makes the
//! score of it. The weights of both are data (`data/model/score.toml`).

mod agreement;
mod likeness;
mod model;
mod second;
mod standing;

use crate::index::Index;
use crate::model::{Evidence, Link, MatchKey, Pair};
use crate::observe::{Observer, Stage};
use rayon::prelude::*;

pub use model::{Contribution, Weights};

/// How pairs are scored.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoreOptions {
    /// The lowest probability of a link that a run lists, 0 to 1. Links below are counted, not listed; it has no bearing on statements.
    /// Default 0.05.
    pub keep: f64,
    /// The weights of the parts.
    pub weights: Weights,
}

impl Default for ScoreOptions {
    fn default() -> Self {
        ScoreOptions { keep: 0.05, weights: Weights::built_in() }
    }
}

/// The links, and what was too weak.
#[derive(Debug, Clone, Default)]
pub struct Scored {
    /// The links, by pair.
    pub links: Vec<Link>,
    /// Pairs whose probability is too low for either.
    pub below_keep: u64,
}

/// Links below this probability count as none, 0 to 1: on the development set statements are the same with any floor up to it
/// (`docs/method.md`).
pub const LEAST: f64 = 0.05;

/// Scores all `pairs`, which are sorted. Links of [`LEAST`] and more are kept whatever [`ScoreOptions::keep`] says, since statements are
/// made of them.
pub fn score(index: &Index, pairs: &[Pair], options: &ScoreOptions, observer: &dyn Observer) -> Scored {
    observer.begin(Stage::Score, Some(pairs.len() as u64));
    let measured = measured(index, pairs, observer);
    let standing = standing::Standing::of(index, pairs, &measured);
    let evidence: Vec<Evidence> = pairs
        .par_iter()
        .zip(&measured)
        .enumerate()
        .map(|(at, (pair, likeness))| evidence(index, *pair, likeness, standing.of_pair(index, at)))
        .collect();
    let first: Vec<f32> = evidence.par_iter().map(|e| options.weights.first_look(e) as f32).collect();
    // Taken twice: what is likely around a pair is clearer at the second look than at the first.
    let context = |pass: &[f32]| {
        let look = second::FirstLook::of(index, pairs, pass);
        let parts = pairs.par_iter().zip(&evidence).zip(pass.par_iter().zip(&first));
        parts.map(|((pair, evidence), (p, first))| with_second_look(*evidence, look.context(*pair, *p), *first)).collect()
    };
    let evidence: Vec<Evidence> = context(&first);
    let again: Vec<f32> = evidence.par_iter().map(|e| options.weights.probability(e) as f32).collect();
    let evidence: Vec<Evidence> = context(&again);
    let chunks = pairs.par_chunks(STEP).zip(measured.par_chunks(STEP)).zip(evidence.par_chunks(STEP));
    let links = chunks.map(|((pairs, measured), evidence)| {
        let mut links = Vec::new();
        for ((pair, likeness), evidence) in pairs.iter().zip(measured).zip(evidence) {
            let probability = match pair.key {
                MatchKey::Event => options.weights.probability(evidence),
                MatchKey::Reuse => likeness.reuse,
            };
            if probability >= options.keep.min(LEAST) {
                links.push(Link { pair: *pair, probability, evidence: *evidence });
            }
        }
        links
    });
    let links: Vec<Link> = links.collect::<Vec<_>>().into_iter().flatten().collect();
    observer.end(Stage::Score);
    let below_keep = (pairs.len() - links.len()) as u64;
    Scored { links, below_keep }
}

/// How many pairs are worked on at a time: so few that progress moves, so many that telling of it costs nothing.
const STEP: usize = 4096;

/// The likeness of all pairs: most of the work, so this is what progress is counted by.
fn measured(index: &Index, pairs: &[Pair], observer: &dyn Observer) -> Vec<likeness::Likeness> {
    let mut measured = vec![likeness::Likeness::default(); pairs.len()];
    measured.par_chunks_mut(STEP).zip(pairs.par_chunks(STEP)).for_each(|(measured, pairs)| {
        for (likeness, pair) in measured.iter_mut().zip(pairs) {
            *likeness = likeness::measure(index, *pair);
        }
        observer.advance(Stage::Score, pairs.len() as u64);
    });
    measured
}

fn evidence(index: &Index, pair: Pair, likeness: &likeness::Likeness, standing: standing::Place) -> Evidence {
    let (left, right) = (&index.claims[pair.left], &index.claims[pair.right]);
    let (names_shared, names_apart) = agreement::names(&left.terms.bag, &right.terms.bag);
    let (numbers_shared, numbers_apart) = agreement::ranges(&left.numbers, &right.numbers);
    let (dates_shared, dates_apart) = agreement::ranges(&left.dates, &right.dates);
    let speaker = match (&left.speaker, &right.speaker) {
        (Some(l), Some(r)) => l.agreement(r),
        _ => 0,
    };
    let (speech_l, speech_r) = (left.kind.is_speech(), right.kind.is_speech());
    let yes = |b: bool| f32::from(u8::from(b));
    Evidence([
        likeness.overlap,
        likeness.covered_least,
        likeness.covered_most,
        likeness.shared_mass.ln_1p(),
        likeness.rarest,
        likeness.window,
        likeness.sentence_overlap,
        likeness.phrases,
        likeness.order,
        likeness.length_ratio,
        names_shared.ln_1p(),
        names_apart.ln_1p(),
        numbers_shared,
        numbers_apart,
        dates_shared,
        dates_apart,
        agreement::quoted(&left.terms.bag, &right.terms.bag).ln_1p(),
        yes(speaker > 0),
        yes(speaker < 0),
        yes(speech_l && speech_r),
        yes(speech_l != speech_r),
        standing.margin,
        standing.neighbours,
        (left.place - right.place).abs(),
        likeness.words_shared.ln_1p(),
        yes(likeness.quoted_same),
        likeness.quoted_run.ln_1p(),
        0.0,
        0.0,
        0.0,
        0.0,
        0.0,
    ])
}

/// `evidence` with the parts of the second look.
fn with_second_look(evidence: Evidence, context: second::Context, first: f32) -> Evidence {
    // The logarithm of a probability that is next to nothing has no bounds.
    const LEAST_FIRST: f32 = 1e-4;
    let mut parts = evidence.0;
    let second = [context.lead, context.support, context.near, context.around, (first + LEAST_FIRST).ln()];
    parts[Evidence::FIRST_LOOK..].copy_from_slice(&second);
    Evidence(parts)
}
