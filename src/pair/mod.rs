//! Which claims are worth comparing? Inside an event, those that share words that say something there, in a small event all; across
//! events, those that share a run of words.

mod event;
mod reuse;

use crate::index::Index;
use crate::model::{MatchKey, Pair};
use crate::observe::{Observer, Stage};
use crate::parallel;
use rayon::prelude::*;

/// What is worth comparing.
#[derive(Debug, Clone, PartialEq)]
pub struct PairOptions {
    /// The least weight of shared terms, in nats. Default 0.5: a word of more than half of the event's sentences is not enough alone.
    pub least_mass: f32,
    /// How many of the claims that follow it in its event, and hold a term with it, a claim is compared with by that term, at least 1.
    /// Default 400: more than an event of twenty articles has of any word that tells something; it keeps the work on a text of endless
    /// repeats in bounds.
    pub event_cap: usize,
    /// An event of so many claims or fewer has all its claims compared with all of other articles, whatever they share: what is said in
    /// wholly other words shares nothing. Default 200: some six articles; 20,000 pairs at most.
    pub small_event: usize,
    /// The run of content words that claims of different events must share, in words. Default 6.
    pub reuse_run: usize,
    /// How many claims may share one such run before it counts as a stock phrase and is left out, at least 2. Default 40.
    pub reuse_cap: usize,
}

impl Default for PairOptions {
    fn default() -> Self {
        PairOptions { least_mass: 0.5, event_cap: 400, small_event: 200, reuse_run: 6, reuse_cap: 40 }
    }
}

/// The pairs, and what was left out.
#[derive(Debug, Clone, Default)]
pub struct Pairs {
    /// The pairs, sorted, each once.
    pub pairs: Vec<Pair>,
    /// Pairs that [`PairOptions::reuse_cap`] left out, and those that share a term past [`PairOptions::event_cap`], once for each such
    /// term, be they proposed by another term or not.
    pub left_out: u64,
}

/// Proposes pairs.
pub fn pairs(index: &Index, options: &PairOptions, observer: &dyn Observer) -> Pairs {
    let inside = inside(index, options, observer);
    let (across, left_out) = across(index, options);
    together(index.claims.len(), inside, across, left_out)
}

/// Proposes pairs inside events, and across events those of `near`, two claims each, the lower first, which share most of their words.
pub fn pairs_with(
    index: &Index,
    near: impl IntoIterator<Item = (usize, usize)>,
    options: &PairOptions,
    observer: &dyn Observer,
) -> Pairs {
    let inside = inside(index, options, observer);
    let across = near.into_iter().filter(|(left, right)| index.claims[*left].event != index.claims[*right].event);
    let across = across.map(|(left, right)| Pair { left, right, key: MatchKey::Reuse }).collect();
    together(index.claims.len(), inside, across, 0)
}

/// The pairs across events, and how many were left out.
fn across(index: &Index, options: &PairOptions) -> (Vec<Pair>, u64) {
    let run = options.reuse_run;
    let contents = parallel::map(&index.claims, reuse::content);
    let runs = parallel::count_up(contents.len(), |at| reuse::runs(index.claims[at].event, &contents[at], run));
    let mut runs = runs.concat();
    runs.par_sort_unstable();
    reuse::pairs(index, &contents, &runs, run, options.reuse_cap.max(2))
}

/// The pairs inside each event, sorted, and how many were left out.
type Inside = Vec<(Vec<(u32, u32)>, u64)>;

fn inside(index: &Index, options: &PairOptions, observer: &dyn Observer) -> Inside {
    let events = event::claims_by_event(index);
    observer.begin(Stage::Pair, Some(events.len() as u64));
    let inside = parallel::map(&events, |claims| {
        let found = event::pairs(index, claims, options);
        observer.advance(Stage::Pair, 1);
        found
    });
    observer.end(Stage::Pair);
    inside
}

/// All pairs of `claims` claims, sorted. Those of each event are sorted, and no claim is in two events: the pairs of each left claim stand
/// together.
fn together(claims: usize, inside: Inside, mut across: Vec<Pair>, left_out: u64) -> Pairs {
    let left_out = left_out + inside.iter().map(|(_, left_out)| left_out).sum::<u64>();
    let mut row_of: Vec<&[(u32, u32)]> = vec![&[]; claims];
    for row in inside.iter().flat_map(|(pairs, _)| pairs.chunk_by(|one, next| one.0 == next.0)) {
        row_of[row[0].0 as usize] = row;
    }
    across.sort_unstable();
    let mut across = across.chunk_by(|one, next| one.left == next.left).peekable();
    let mut pairs = Vec::with_capacity(row_of.iter().map(|row| row.len()).sum::<usize>() + across.clone().flatten().count());
    for (left, row) in row_of.into_iter().enumerate() {
        let start = pairs.len();
        pairs.extend(row.iter().map(|(_, right)| Pair { left, right: *right as usize, key: MatchKey::Event }));
        if let Some(others) = across.next_if(|others| others[0].left == left) {
            pairs.extend_from_slice(others);
            pairs[start..].sort_unstable();
        }
    }
    Pairs { pairs, left_out }
}
