//! How sure is it that two claims report the same statement? Pairs become links with a probability and its parts.
//!
//! The first look measures what the two claims share and how the pair stands beside the other pairs of its two claims, and a linear model
//! makes a probability of it. The second look adds what is likely of the pairs around (`second`), and a second linear model makes the
//! score of it. The weights of both are data (`data/model/score.toml`).

mod agreement;
mod anchors;
mod group;
mod left;
mod likeness;
mod model;
mod second;
mod standing;
mod words;

use crate::index::Index;
use crate::model::{BlockKind, Evidence, Link, MatchKey, Pair};
use crate::observe::{Observer, Stage};
use crate::parallel;
use agreement::{Facts, Speakers};
use anchors::{Anchored, Anchors, Outweighed};
use group::{Events, Group, Window};
use likeness::{Likeness, Measure};
use rayon::prelude::*;
use second::{Context, FirstLook};
use standing::Standing;
use std::ops::Range;
use words::Words;

use model::probability;
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
pub fn score(index: &Index, pairs: Vec<Pair>, options: &ScoreOptions, observer: &dyn Observer) -> Scored {
    observer.begin(Stage::Score, Some(pairs.len() as u64));
    // The pairs of two events have no bearing on each other; what is known of those of one is given back before the next is taken up.
    let (groups, events, count) = (group::groups(index, &pairs), Events::of(index), pairs.len());
    drop(pairs);
    let groups = groups.into_iter().filter(|pairs| !pairs.is_empty()).collect();
    let found = parallel::map_taken(groups, |pairs: Vec<(u32, u32)>| {
        let group = Group::of(index, &events, &pairs);
        drop(pairs);
        Scorer { index, group: &group, options, observer }.links()
    });
    // A list that grows as it is filled would hold up to three times as much for a while.
    let mut links = Vec::with_capacity(found.iter().map(Vec::len).sum());
    found.into_iter().for_each(|found| links.extend(found));
    links.par_sort_unstable_by_key(|link| link.pair);
    observer.end(Stage::Score);
    let below_keep = (count - links.len()) as u64;
    Scored { links, below_keep }
}

/// How many pairs are worked on at a time: so few that progress moves, so many that telling of it costs nothing.
const STEP: usize = 32_768;

/// Scores the pairs of one group, stretch by stretch.
struct Scorer<'a> {
    index: &'a Index,
    group: &'a Group,
    options: &'a ScoreOptions,
    observer: &'a dyn Observer,
}

/// A pair after the first look.
#[derive(Clone, Copy)]
struct Seen {
    /// The probability of the first look, and its logarithm.
    first: f32,
    logarithm: f32,
    /// What the parts of the first look add to the second.
    parts: f64,
}

/// All that the first look sees of the pairs of a group.
struct Sight<'a> {
    facts: &'a [Facts<'a>],
    measured: &'a [Likeness],
    standing: &'a Standing<'a>,
    anchors: &'a Anchors<'a>,
}

/// What is remembered from pair to pair of a row, and from row to row.
struct Row<'a> {
    window: Window<'a>,
    speakers: Speakers<'a>,
    outweighed: Option<Outweighed>,
}

impl Scorer<'_> {
    fn links(&self) -> Vec<Link> {
        let Scorer { group, options: ScoreOptions { weights, keep }, .. } = *self;
        let measured = self.measured();
        let ranks: Vec<f32> = measured.iter().map(Likeness::rank).collect();
        let (standing, anchors) = (Standing::of(group, &ranks), Anchors::of(group, &measured));
        let facts = Facts::of(self.index, group);
        let sight = Sight { facts: &facts, measured: &measured, standing: &standing, anchors: &anchors };
        let seen = self.first_look(&sight);
        let first: Vec<f32> = seen.iter().map(|seen| seen.first).collect();
        // How likely a pair across events is does not follow from its log-odds.
        let least_odds = |least: f64| if group.key == Some(MatchKey::Reuse) { f64::NEG_INFINITY } else { beyond_doubt(least) };
        let next_to_none = least_odds(f64::from(second::LEAST));
        // Taken twice: what is likely around a pair is clearer at the second look than at the first.
        let again = |_: &mut (), (_, at): (_, usize), second: Option<_>| {
            let log_odds = second.map(|second| weights.second_look(seen[at].parts, second));
            Some(log_odds.filter(|log_odds| *log_odds >= next_to_none).map_or(0.0, |log_odds| probability(log_odds) as f32))
        };
        let again = self.second_look(&seen, (&first, next_to_none), || (), again);
        let least = keep.min(LEAST);
        let hopeless = least_odds(least);
        let link =
            |row: &mut Row, ((left, right), at): ((usize, usize), usize), second: Option<[f32; Evidence::SECOND_LOOK]>| {
                let (pair, second) = (group.pair(left, right), second?);
                let probability = match pair.key {
                    MatchKey::Event => {
                        // Most are far below, and what they are exactly is of no use.
                        let log_odds = weights.second_look(seen[at].parts, second);
                        if log_odds < hopeless {
                            return None;
                        }
                        probability(log_odds)
                    }
                    MatchKey::Reuse => measured[at].reuse,
                };
                // Few pairs come so far: what was seen of them is seen once more, not kept of all.
                (probability >= least).then(|| {
                    let mut evidence = self.evidence(&sight, row, (left, right), at);
                    evidence.0[Evidence::FIRST_LOOK..].copy_from_slice(&second);
                    Link { pair, probability, evidence }
                })
            };
        self.second_look(&seen, (&again, hopeless), || self.row(&sight), link)
    }

    /// How alike the claims of each pair are.
    fn measured(&self) -> Vec<Likeness> {
        let Scorer { index, group, .. } = *self;
        let words = Words::of(index, group);
        self.rows(|rows| {
            let mut measure = Measure::of(index, group, &words);
            let mut out = Vec::with_capacity(group.pairs_of(&rows).len());
            for left in rows {
                measure.move_to(left);
                out.extend(group.row(left).map(|(right, _)| measure.likeness((left, right))));
            }
            self.observer.advance(Stage::Score, out.len() as u64);
            out
        })
    }

    fn row<'b>(&'b self, sight: &'b Sight) -> Row<'b> {
        Row { window: sight.standing.window(), speakers: Speakers::of(self.index, self.group), outweighed: None }
    }

    /// What the claims of a pair share, and how it stands beside the others.
    fn evidence(&self, sight: &Sight, row: &mut Row, (left, right): (usize, usize), at: usize) -> Evidence {
        row.window.move_to(left);
        let place = sight.standing.of_pair(&row.window, right, at);
        let anchored = sight.anchors.of_pair((left, right), &sight.measured[at], &mut row.outweighed);
        let speaker = row.speakers.agreement(left, right);
        evidence((&sight.facts[left], &sight.facts[right]), &sight.measured[at], speaker, place, anchored)
    }

    fn first_look(&self, sight: &Sight) -> Vec<Seen> {
        // The logarithm of a probability that is next to nothing has no bounds.
        const LEAST_FIRST: f32 = 1e-4;
        let weights = &self.options.weights;
        self.rows(|rows| {
            let mut row = self.row(sight);
            let mut out = Vec::with_capacity(self.group.pairs_of(&rows).len());
            for left in rows {
                out.extend(self.group.row(left).map(|(right, at)| {
                    let evidence = self.evidence(sight, &mut row, (left, right), at);
                    let (first, parts) = weights.first_look(&evidence);
                    let first = first as f32;
                    Seen { first, logarithm: (first + LEAST_FIRST).ln(), parts }
                }));
            }
            out
        })
    }

    /// What `made` makes of each pair, given with its number, and of the parts of its second look, by the `probabilities` of the look
    /// before; the parts are left out where they cannot make log-odds of `least`. It may remember something from pair to pair, in order,
    /// beginning with `memory`.
    fn second_look<M, T: Send>(
        &self,
        seen: &[Seen],
        (probabilities, least): (&[f32], f64),
        memory: impl Fn() -> M + Sync,
        made: impl Fn(&mut M, ((usize, usize), usize), Option<[f32; Evidence::SECOND_LOOK]>) -> Option<T> + Sync,
    ) -> Vec<T> {
        let (look, weights) = (FirstLook::of(self.group, probabilities), &self.options.weights);
        self.rows(|rows| {
            let (mut surroundings, mut memory) = (look.surroundings(), memory());
            let mut out = Vec::new();
            for left in rows {
                surroundings.move_to(left);
                let most = weights.most_of_context(&surroundings.most());
                for (right, at) in self.group.row(left) {
                    let (Seen { logarithm, parts, .. }, p) = (seen[at], probabilities[at]);
                    let second = (weights.at_most(parts, (p, logarithm), most) >= least).then(|| {
                        let Context { lead, support, near, around, vicinity } = surroundings.of_pair((left, right), at, p);
                        [lead, support, near, around, vicinity, logarithm]
                    });
                    if let Some(made) = made(&mut memory, ((left, right), at), second) {
                        out.push(made);
                    }
                }
            }
            out
        })
    }

    /// Does `work` on all rows, a stretch at a time, and joins what it makes.
    fn rows<T: Send>(&self, work: impl Fn(Range<usize>) -> Vec<T> + Sync) -> Vec<T> {
        let stretches = self.group.stretches(STEP);
        if let [all] = &stretches[..] {
            return work(all.clone());
        }
        let mut out = Vec::new();
        parallel::map_taken(stretches, work).into_iter().for_each(|part| out.extend(part));
        out
    }
}

/// Log-odds below which a probability is less than `least`, whatever rounding does.
fn beyond_doubt(least: f64) -> f64 {
    (least / (1.0 - least)).ln() - 1e-6
}

fn evidence(
    (left, right): (&Facts, &Facts),
    likeness: &Likeness,
    speaker: i8,
    standing: standing::Place,
    anchored: Anchored,
) -> Evidence {
    let (numbers_shared, numbers_apart) = agreement::numbers(left.numbers, right.numbers);
    let (dates_shared, dates_apart) = agreement::dates(left.dates, right.dates);
    let (speech_l, speech_r) = (left.is_speech, right.is_speech);
    let yes = |b: bool| f32::from(u8::from(b));
    Evidence([
        likeness.overlap,
        likeness.covered_least,
        likeness.covered_most,
        likeness.shared_mass,
        likeness.rarest,
        likeness.window,
        likeness.sentence_overlap,
        likeness.phrases,
        likeness.order,
        likeness.length_ratio,
        likeness.names_shared,
        likeness.names_apart,
        numbers_shared,
        numbers_apart,
        dates_shared,
        dates_apart,
        likeness.quoted_shared,
        yes(speaker > 0),
        yes(speaker < 0),
        yes(speech_l && speech_r),
        yes(speech_l != speech_r),
        standing.margin,
        standing.neighbours,
        (left.place - right.place).abs(),
        likeness.words_shared,
        yes(likeness.quoted_same),
        likeness.quoted_run,
        anchored.found_least,
        anchored.found_most,
        anchored.words,
        anchored.least,
        anchored.most,
        likeness.news_overlap,
        left.early.min(right.early),
        yes(left.block == BlockKind::Headline || right.block == BlockKind::Headline),
        yes(left.block == BlockKind::Caption || right.block == BlockKind::Caption),
        yes(left.is_negated && right.is_negated),
        yes(left.is_negated != right.is_negated),
        0.0,
        0.0,
        0.0,
        0.0,
        0.0,
        0.0,
    ])
}
