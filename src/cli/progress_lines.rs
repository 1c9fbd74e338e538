//! Progress for programs: one JSON object a line (`--json-progress`; the form is in `docs/outputs.md`).

use crosswire::error::Problem;
use crosswire::export::Totals;
use crosswire::observe::{Observer, Stage};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::Write;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Between two lines on the steps of one stage there are so many seconds at the least. Beginnings and ends are always told.
const LEAST_APART: f64 = 0.2;

/// One line.
#[derive(Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
enum Line<'a> {
    Begin {
        #[serde(flatten)]
        at: At,
        unit: &'a str,
        total: Option<u64>,
    },
    Progress {
        #[serde(flatten)]
        at: At,
        done: u64,
        total: Option<u64>,
        per_second: Option<f64>,
        seconds_left: Option<f64>,
    },
    End {
        #[serde(flatten)]
        at: At,
        done: u64,
        seconds: f64,
    },
    Done {
        seconds: f64,
        peak_bytes: Option<u64>,
        articles: usize,
        claims: usize,
        events: usize,
        statements: usize,
        problems: usize,
    },
    Failed {
        seconds: f64,
    },
}

/// Where a run is.
#[derive(Serialize)]
struct At {
    stage: &'static str,
    number: usize,
    stages: usize,
    elapsed: f64,
}

/// Writes the lines, and passes all it hears on to another observer.
pub struct ProgressLines<'a, W> {
    next: &'a dyn Observer,
    /// Seconds since the run began.
    clock: &'a (dyn Fn() -> f64 + Sync),
    state: Mutex<State<W>>,
}

struct State<W> {
    out: W,
    stages: BTreeMap<Stage, Running>,
}

struct Running {
    begin: f64,
    told: f64,
    done: u64,
    total: Option<u64>,
    over: bool,
}

impl<'a, W: Write> ProgressLines<'a, W> {
    /// Writes to `out`; `clock` tells the seconds since the run began.
    pub fn new(next: &'a dyn Observer, out: W, clock: &'a (dyn Fn() -> f64 + Sync)) -> Self {
        ProgressLines { next, clock, state: Mutex::new(State { out, stages: BTreeMap::new() }) }
    }

    /// Writes the last line of a run that is done; `peak` is the most memory that it held, in bytes, where that is known.
    pub fn done(&self, totals: &Totals, peak: Option<u64>) {
        let Totals { articles, claims, events, statements, problems, .. } = *totals;
        let (seconds, peak_bytes) = (round((self.clock)()), peak);
        self.lock().write(&Line::Done { seconds, peak_bytes, articles, claims, events, statements, problems });
    }

    /// Writes the last line of a run that came to nothing.
    pub fn failed(&self) {
        self.lock().write(&Line::Failed { seconds: round((self.clock)()) });
    }

    fn lock(&self) -> MutexGuard<'_, State<W>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<W: Write> State<W> {
    /// Writes one line at once, so that whoever reads along is not behind.
    fn write(&mut self, line: &Line) {
        // A reader of progress that has gone away is no reason to give up the work.
        let Ok(mut text) = serde_json::to_string(line) else { return };
        text.push('\n');
        let _ = self.out.write_all(text.as_bytes()).and_then(|()| self.out.flush());
    }
}

fn at(stage: Stage, now: f64) -> At {
    let number = Stage::ALL.iter().position(|s| *s == stage).map_or(0, |at| at + 1);
    At { stage: stage.as_str(), number, stages: Stage::ALL.len(), elapsed: round(now) }
}

fn progress(stage: Stage, running: &Running, now: f64) -> Line<'static> {
    let Running { begin, done, total, .. } = *running;
    let per_second = (now > begin && done > 0).then(|| done as f64 / (now - begin));
    let seconds_left = total.zip(per_second).map(|(total, rate)| round(total.saturating_sub(done) as f64 / rate));
    Line::Progress { at: at(stage, now), done, total, per_second: per_second.map(round), seconds_left }
}

/// To milliseconds.
fn round(number: f64) -> f64 {
    (number * 1000.0).round() / 1000.0
}

impl<W: Write + Send> Observer for ProgressLines<'_, W> {
    fn begin(&self, stage: Stage, total: Option<u64>) {
        let now = (self.clock)();
        let mut state = self.lock();
        let known = state.stages.contains_key(&stage);
        let running = state.stages.entry(stage).or_insert(Running { begin: now, told: now, done: 0, total, over: false });
        running.total = total.or(running.total);
        if !known {
            state.write(&Line::Begin { at: at(stage, now), unit: stage.unit(), total });
        }
        drop(state);
        self.next.begin(stage, total);
    }

    fn advance(&self, stage: Stage, steps: u64) {
        let now = (self.clock)();
        let mut state = self.lock();
        let line = state.stages.get_mut(&stage).and_then(|running| {
            running.done += steps;
            let due = now - running.told >= LEAST_APART;
            due.then(|| {
                running.told = now;
                progress(stage, running, now)
            })
        });
        if let Some(line) = line {
            state.write(&line);
        }
        drop(state);
        self.next.advance(stage, steps);
    }

    fn end(&self, stage: Stage) {
        let now = (self.clock)();
        let mut state = self.lock();
        let line = state.stages.get_mut(&stage).filter(|running| !running.over).map(|running| {
            running.over = true;
            Line::End { at: at(stage, now), done: running.done, seconds: round(now - running.begin) }
        });
        if let Some(line) = line {
            state.write(&line);
        }
        drop(state);
        self.next.end(stage);
    }

    fn problem(&self, problem: &Problem) {
        self.next.problem(problem);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crosswire::model::Outcome;
    use crosswire::observe::Silent;
    use std::sync::atomic::{AtomicU64, Ordering};

    /// The lines of a run in which each call is `step` milliseconds after the one before.
    fn lines(step: u64, run: impl FnOnce(&ProgressLines<&mut Vec<u8>>)) -> String {
        let ticks = AtomicU64::new(0);
        let clock = || ticks.fetch_add(step, Ordering::Relaxed) as f64 / 1000.0;
        let mut out = Vec::new();
        run(&ProgressLines::new(&Silent, &mut out, &clock));
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn beginnings_ends_and_what_is_between_are_lines_of_json() {
        let shown = lines(250, |progress| {
            progress.begin(Stage::Ingest, None);
            progress.advance(Stage::Ingest, 3);
            progress.end(Stage::Ingest);
            progress.begin(Stage::Chunk, Some(200));
            progress.advance(Stage::Chunk, 50);
            progress.end(Stage::Chunk);
            progress.done(&Totals::of(&Outcome::default()), Some(1 << 20));
        });
        insta::assert_snapshot!(shown, @r#"
        {"event":"begin","stage":"ingest","number":1,"stages":11,"elapsed":0.0,"unit":"files","total":null}
        {"event":"progress","stage":"ingest","number":1,"stages":11,"elapsed":0.25,"done":3,"total":null,"per_second":12.0,"seconds_left":null}
        {"event":"end","stage":"ingest","number":1,"stages":11,"elapsed":0.5,"done":3,"seconds":0.5}
        {"event":"begin","stage":"chunk","number":3,"stages":11,"elapsed":0.75,"unit":"articles","total":200}
        {"event":"progress","stage":"chunk","number":3,"stages":11,"elapsed":1.0,"done":50,"total":200,"per_second":200.0,"seconds_left":0.75}
        {"event":"end","stage":"chunk","number":3,"stages":11,"elapsed":1.25,"done":50,"seconds":0.5}
        {"event":"done","seconds":1.5,"peak_bytes":1048576,"articles":0,"claims":0,"events":0,"statements":0,"problems":0}
        "#);
        assert_eq!(lines(1, |progress| progress.failed()), "{\"event\":\"failed\",\"seconds\":0.0}\n");
    }

    #[test]
    fn steps_are_told_five_times_a_second_at_most() {
        let shown = lines(1, |progress| {
            progress.begin(Stage::Score, Some(2000));
            (0..2000).for_each(|_| progress.advance(Stage::Score, 1));
            progress.end(Stage::Score);
        });
        let told = shown.lines().filter(|line| line.contains("\"progress\"")).count();
        // 2.001 seconds.
        assert!((9..=10).contains(&told), "{shown}");
        assert!(shown.lines().last().unwrap().contains("\"done\":2000"), "{shown}");
    }

    #[test]
    fn a_stage_is_begun_and_ended_once() {
        let shown = lines(1, |progress| {
            progress.begin(Stage::Chunk, None);
            progress.begin(Stage::Chunk, Some(7));
            progress.end(Stage::Chunk);
            progress.end(Stage::Chunk);
            progress.end(Stage::Score);
        });
        assert_eq!(shown.lines().count(), 2, "{shown}");
    }
}
