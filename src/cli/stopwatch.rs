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
    /// From the first beginning of a stage to its last end.
    stages: Mutex<BTreeMap<Stage, (Instant, Instant)>>,
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

    /// Seconds of each stage that is over, in order.
    pub fn seconds(&self) -> Vec<(Stage, f64)> {
        self.lock().iter().map(|(stage, (begin, end))| (*stage, end.duration_since(*begin).as_secs_f64())).collect()
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<Stage, (Instant, Instant)>> {
        self.stages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Observer for Stopwatch<'_> {
    fn begin(&self, stage: Stage, total: Option<u64>) {
        let now = Instant::now();
        self.lock().entry(stage).or_insert((now, now));
        self.next.begin(stage, total);
    }

    fn advance(&self, stage: Stage, steps: u64) {
        self.next.advance(stage, steps);
    }

    fn end(&self, stage: Stage) {
        if let Some((_, end)) = self.lock().get_mut(&stage) {
            *end = Instant::now();
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
        let inner = watch.seconds()[1].1;
        watch.end(Stage::Chunk);
        watch.end(Stage::Score);
        let seconds = watch.seconds();
        assert_eq!(seconds.iter().map(|(stage, _)| *stage).collect::<Vec<_>>(), [Stage::Ingest, Stage::Chunk]);
        assert!(seconds[1].1 >= inner && watch.total() >= seconds[1].1);
    }
}
