//! How sure is it that two claims report the same statement? Pairs become links with a probability and its parts.
//!
//! Two passes over the pairs: the first measures what the two claims share, the second how each pair stands beside the other pairs of its
//! two claims (one outlet rarely reports a statement twice, and accounts of one talk keep its order). A linear model turns the parts into a
//! probability; its weights are data (`data/model/score.toml`).

mod agreement;
mod likeness;
mod model;
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
    let measured: Vec<likeness::Likeness> = pairs.par_iter().map(|pair| likeness::measure(index, *pair)).collect();
    let standing = standing::Standing::of(index, pairs, &measured);
    const STEP: usize = 4096;
    let links = pairs.par_chunks(STEP).zip(measured.par_chunks(STEP)).enumerate().map(|(chunk, (pairs, measured))| {
        let mut links = Vec::new();
        for (at, (pair, likeness)) in pairs.iter().zip(measured).enumerate() {
            let evidence = evidence(index, *pair, likeness, standing.of_pair(index, chunk * STEP + at));
            let probability = match pair.key {
                MatchKey::Event => options.weights.probability(&evidence),
                MatchKey::Reuse => likeness.reuse,
            };
            if probability >= options.keep.min(LEAST) {
                links.push(Link { pair: *pair, probability, evidence });
            }
        }
        observer.advance(Stage::Score, pairs.len() as u64);
        links
    });
    let links: Vec<Link> = links.collect::<Vec<_>>().into_iter().flatten().collect();
    observer.end(Stage::Score);
    let below_keep = (pairs.len() - links.len()) as u64;
    Scored { links, below_keep }
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
    ])
}
