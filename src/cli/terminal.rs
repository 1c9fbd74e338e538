//! What a person at the terminal is told: progress, problems, errors.

use anstyle::{AnsiColor, Style};
use crosswire::error::Problem;
use crosswire::observe::{Observer, Stage};
use indicatif::{HumanCount, ProgressBar, ProgressState, ProgressStyle};
use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Problems that are shown one by one; the rest is in `problems.csv`.
const PROBLEMS_SHOWN: usize = 20;

const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();
const TIP: Style = AnsiColor::Green.on_default();

/// A bar for each stage while it lasts where progress is shown, and a memory for problems.
pub struct Terminal {
    shows_bars: bool,
    stages: Mutex<BTreeMap<Stage, ProgressBar>>,
    problems: Mutex<Vec<Problem>>,
}

impl Terminal {
    /// Shows progress where it is `wanted` and standard error is a terminal.
    pub fn new(wanted: bool) -> Self {
        let shows_bars = wanted && std::io::stderr().is_terminal();
        Terminal { shows_bars, stages: Mutex::default(), problems: Mutex::default() }
    }

    /// Takes the bars away.
    pub fn clear(&self) {
        for bar in lock(&self.stages).values() {
            bar.finish_and_clear();
        }
    }

    /// The problems heard of, sorted: for a run that ended without an outcome to list them.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = lock(&self.problems).clone();
        problems.sort();
        problems
    }
}

impl Observer for Terminal {
    fn begin(&self, stage: Stage, total: Option<u64>) {
        if !self.shows_bars {
            return;
        }
        let mut stages = lock(&self.stages);
        let bar = stages.entry(stage).or_insert_with(|| new_bar(stage, total));
        if let Some(total) = total {
            bar.set_style(style(true));
            bar.set_length(total);
        }
    }

    fn advance(&self, stage: Stage, steps: u64) {
        if let Some(bar) = lock(&self.stages).get(&stage) {
            bar.inc(steps);
        }
    }

    fn end(&self, stage: Stage) {
        if let Some(bar) = lock(&self.stages).get(&stage) {
            bar.finish_and_clear();
        }
    }

    fn problem(&self, problem: &Problem) {
        lock(&self.problems).push(problem.clone());
    }
}

fn new_bar(stage: Stage, total: Option<u64>) -> ProgressBar {
    let bar = total.map_or_else(ProgressBar::new_spinner, ProgressBar::new);
    let number = Stage::ALL.iter().position(|s| *s == stage).map_or(0, |at| at + 1);
    let prefix = format!("{} {number:>2}/{}", stage.as_str(), Stage::ALL.len());
    let bar = bar.with_style(style(total.is_some())).with_prefix(prefix).with_message(stage.unit());
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

/// What a bar looks like; how many steps there are may be told only after a stage has begun.
fn style(has_total: bool) -> ProgressStyle {
    let template = if has_total {
        "{prefix:>15} {wide_bar} {human_pos}/{human_len} {msg}  {rate}  {eta} left"
    } else {
        "{prefix:>15} {spinner} {human_pos} {msg}  {rate}"
    };
    // The templates are constant and right; were one not, the plain style would do.
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    // The crate's own rate has four decimals, which nobody reads while it moves.
    style.with_key("rate", |state: &ProgressState, out: &mut dyn std::fmt::Write| {
        let _ = write!(out, "{}/s", HumanCount(state.per_sec() as u64));
    })
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Prints the first problems to standard error, and how many there are beyond; `rest` says where those are.
pub fn print_problems(problems: &[Problem], rest: Option<&str>) -> io::Result<()> {
    write_problems(&mut anstream::stderr().lock(), problems, rest)
}

fn write_problems(out: &mut dyn Write, problems: &[Problem], rest: Option<&str>) -> io::Result<()> {
    for problem in problems.iter().take(PROBLEMS_SHOWN) {
        writeln!(out, "{WARNING}problem:{WARNING:#} {problem}")?;
    }
    if problems.len() > PROBLEMS_SHOWN {
        let more = problems.len() - PROBLEMS_SHOWN;
        let place = rest.map(|rest| format!(" in {rest}")).unwrap_or_default();
        writeln!(out, "… and {more} more{place}")?;
    }
    Ok(())
}

/// Prints an error with its causes and, where its text goes on after a line break, the advice there.
pub fn print_error(error: &anyhow::Error) {
    // Where standard error cannot be written there is nobody left to tell.
    let _ = write_error(&mut anstream::stderr().lock(), error);
}

fn write_error(out: &mut dyn Write, error: &anyhow::Error) -> io::Result<()> {
    let mut shown = String::new();
    for cause in error.chain().map(|cause| cause.to_string()) {
        // Many errors already say what caused them.
        if shown.is_empty() {
            shown = cause;
        } else if !shown.contains(&cause) {
            shown = format!("{shown}: {cause}");
        }
    }
    let mut lines = shown.lines();
    writeln!(out, "{ERROR}error:{ERROR:#} {}", lines.next().unwrap_or_default())?;
    lines.try_for_each(|line| writeln!(out, "  {TIP}tip:{TIP:#} {line}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::Context;
    use crosswire::error::{Error, ProblemKind};

    fn plain(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> String {
        let mut out = Vec::new();
        write(&mut anstream::StripStream::new(&mut out)).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn the_first_problems_are_shown_and_the_rest_counted() {
        let problem = |line| Problem {
            path: "a.jsonl".to_owned(),
            line: Some(line),
            kind: ProblemKind::Malformed,
            message: "not JSON".to_owned(),
        };
        let problems: Vec<Problem> = (1..=23).map(problem).collect();
        let shown = plain(|out| write_problems(out, &problems, Some("out/problems.csv")));
        assert_eq!(shown.lines().count(), 21);
        assert!(shown.starts_with("problem: a.jsonl:1: not JSON\n"), "{shown}");
        assert!(shown.ends_with("problem: a.jsonl:20: not JSON\n… and 3 more in out/problems.csv\n"), "{shown}");
        assert_eq!(plain(|out| write_problems(out, &problems[..20], None)).lines().count(), 20);
    }

    #[test]
    fn an_error_says_each_thing_once_and_then_its_advice() {
        let denied = || io::Error::other("permission denied");
        let error = anyhow::Error::from(Error::io("a.txt", denied()));
        assert_eq!(plain(|out| write_error(out, &error)), "error: a.txt: permission denied\n");
        let error = Err::<(), _>(denied()).context("no threads").unwrap_err();
        assert_eq!(plain(|out| write_error(out, &error)), "error: no threads: permission denied\n");
        let error = anyhow::Error::from(Error::Usage("nothing to read\nname a folder".to_owned()));
        assert_eq!(plain(|out| write_error(out, &error)), "error: nothing to read\n  tip: name a folder\n");
    }
}
