//! Seconds for each stage of a run; the library has no clock.

use crosswire::error::Problem;
use crosswire::observe::{Observer, Stage};
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

/// Measures stages, and passes all it hears on to another observer.
pub struct Stopwatch<'a> {
    next: &'a dyn Observer,
    start: Instant,
    stages: Mutex<BTreeMap<Stage, Stretch>>,
}

/// A stage as measured.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    /// Its first beginning.
    begin: Instant,
    /// Its last end.
    end: Instant,
    /// Steps done.
    steps: u64,
}

/// A stage that is over.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lap {
    /// Which.
    pub stage: Stage,
    /// How long it took, from its first beginning to its last end.
    pub seconds: f64,
    /// Steps done, in the stage's own unit.
    pub steps: u64,
}

impl<'a> Stopwatch<'a> {
    /// Starts now.
    pub fn start(next: &'a dyn Observer) -> Self {
        Stopwatch { next, start: Instant::now(), stages: Mutex::default() }
    }

    /// Seconds since the start.
    pub fn total(&self) -> f64 {
        self.start.elapsed().as_secs_f64()
    }

    /// The stages so far, in order.
    pub fn laps(&self) -> Vec<Lap> {
        let lap = |(stage, stretch): (&Stage, &Stretch)| {
            let seconds = stretch.end.duration_since(stretch.begin).as_secs_f64();
            Lap { stage: *stage, seconds, steps: stretch.steps }
        };
        self.lock().iter().map(lap).collect()
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<Stage, Stretch>> {
        self.stages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Observer for Stopwatch<'_> {
    fn begin(&self, stage: Stage, total: Option<u64>) {
        let now = Instant::now();
        self.lock().entry(stage).or_insert(Stretch { begin: now, end: now, steps: 0 });
        self.next.begin(stage, total);
    }

    fn advance(&self, stage: Stage, steps: u64) {
        if let Some(stretch) = self.lock().get_mut(&stage) {
            stretch.steps += steps;
        }
        self.next.advance(stage, steps);
    }

    fn end(&self, stage: Stage) {
        if let Some(stretch) = self.lock().get_mut(&stage) {
            stretch.end = Instant::now();
        }
        self.next.end(stage);
    }

    fn problem(&self, problem: &Problem) {
        self.next.problem(problem);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crosswire::observe::Silent;

    #[test]
    fn a_stage_lasts_from_its_first_beginning_to_its_last_end() {
        let watch = Stopwatch::start(&Silent);
        watch.begin(Stage::Chunk, None);
        watch.begin(Stage::Ingest, None);
        watch.begin(Stage::Chunk, None);
        watch.end(Stage::Chunk);
        let inner = watch.laps()[1].seconds;
        watch.advance(Stage::Chunk, 2);
        watch.advance(Stage::Chunk, 3);
        watch.end(Stage::Chunk);
        watch.end(Stage::Score);
        let laps = watch.laps();
        assert_eq!(laps.iter().map(|lap| (lap.stage, lap.steps)).collect::<Vec<_>>(), [(Stage::Ingest, 0), (Stage::Chunk, 5)]);
        assert!(laps[1].seconds >= inner && watch.total() >= laps[1].seconds);
    }
}
