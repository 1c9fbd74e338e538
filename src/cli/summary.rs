//! What a run says at its end: what there is, how long each stage took, what to do next.

use super::memory;
use super::stopwatch::Lap;
use crosswire::export::{File, Totals};
use crosswire::report::PAGE_FILE;
use indicatif::HumanCount;
use std::fmt::Display;
use std::io::{self, Write};
use std::path::Path;

/// What there is to say.
pub struct Summary<'a> {
    /// What was counted.
    pub totals: &'a Totals,
    /// The stages, in order.
    pub laps: &'a [Lap],
    /// Seconds in all.
    pub seconds: f64,
    /// The most memory that was held, in bytes, where that is known.
    pub peak: Option<u64>,
    /// The output folder.
    pub folder: &'a Path,
}

impl Summary<'_> {
    /// Writes it.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let Totals { articles, outlets, events, origins, claims, statements, outlets_in_statements, problems, .. } =
            *self.totals;
        let mut row = |name: &str, value: &dyn Display| writeln!(out, "{name:<11} {value}");
        row("articles", &format!("{} of {}, {}", count(articles), plural(outlets, "outlet"), plural(origins, "origin")))?;
        row("events", &count(events))?;
        row("claims", &count(claims))?;
        row("statements", &format!("{} in {}", count(statements), plural(outlets_in_statements, "outlet")))?;
        row("problems", &count(problems))?;
        if let Some(peak) = self.peak {
            row("memory", &format!("{} at most", memory::shown(peak)))?;
        }
        row("files", &self.folder.display())?;
        self.stages(out)?;
        writeln!(out, "{}", self.next_step())
    }

    /// A table of the stages: seconds, their share of all, steps, and steps for each second.
    fn stages(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "\n{:<10} {:>8} {:>6}   {:<24} {:>12}", "stage", "seconds", "share", "work", "per second")?;
        for lap in self.laps {
            let share = if self.seconds > 0.0 { 100.0 * lap.seconds / self.seconds } else { 0.0 };
            let rate =
                if lap.seconds >= LEAST_MEASURED { count((lap.steps as f64 / lap.seconds) as usize) } else { "-".to_owned() };
            let work = format!("{} {}", HumanCount(lap.steps), lap.stage.unit());
            writeln!(out, "{:<10} {:>8.1} {share:>5.0}%   {work:<24} {rate:>12}", lap.stage.as_str(), lap.seconds)?;
        }
        writeln!(out, "{:<10} {:>8.1}\n", "all", self.seconds)
    }

    /// One line on what to do next.
    fn next_step(&self) -> String {
        let folder = self.folder;
        let page = folder.join(PAGE_FILE);
        if self.totals.problems > 0 {
            format!("Next: {} says what was wrong with which input.", folder.join(File::Problems.name()).display())
        } else if self.totals.statements > 0 && page.exists() {
            format!(
                "Next: open {} in a browser; `crosswire statements {}` lists what several outlets report.",
                page.display(),
                folder.display()
            )
        } else if self.totals.statements > 0 {
            format!("Next: `crosswire statements {}` lists what several outlets report.", folder.display())
        } else {
            "Next: no two articles report the same; `crosswire inspect FILE` shows how one is read.".to_owned()
        }
    }
}

/// A rate over less time than this, in seconds, would be an accident.
const LEAST_MEASURED: f64 = 0.001;

fn count(number: usize) -> String {
    HumanCount(number as u64).to_string()
}

fn plural(number: usize, noun: &str) -> String {
    format!("{} {noun}{}", count(number), if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crosswire::model::Outcome;
    use crosswire::observe::Stage;

    fn written(change: impl FnOnce(&mut Totals), laps: &[Lap], peak: Option<u64>) -> String {
        let mut totals = Totals::of(&Outcome::default());
        change(&mut totals);
        let mut out = Vec::new();
        let seconds = laps.iter().map(|lap| lap.seconds).sum();
        Summary { totals: &totals, laps, seconds, peak, folder: Path::new("result") }.write(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn it_counts_and_times_and_says_what_to_do_next() {
        let lap = |stage, seconds, steps| Lap { stage, seconds, steps };
        let laps = [lap(Stage::Ingest, 1.26, 10_000), lap(Stage::Normalize, 0.0, 24), lap(Stage::Score, 11.2, 12_345_678)];
        let shown = written(
            |totals| {
                (totals.articles, totals.outlets, totals.origins, totals.claims) = (10_000, 200, 1, 312_345);
                (totals.statements, totals.outlets_in_statements) = (3, 7);
            },
            &laps,
            Some(641_728_512),
        );
        assert!(shown.lines().all(|line| line.chars().count() < 80), "{shown}");
        insta::assert_snapshot!(shown, @r#"
        articles    10,000 of 200 outlets, 1 origin
        events      0
        claims      312,345
        statements  3 in 7 outlets
        problems    0
        memory      642 MB at most
        files       result

        stage       seconds  share   work                       per second
        ingest          1.3    10%   10,000 files                    7,936
        normalize       0.0     0%   24 articles                         -
        score          11.2    90%   12,345,678 pairs            1,102,292
        all            12.5

        Next: `crosswire statements result` lists what several outlets report.
        "#);
    }

    #[test]
    fn the_next_step_depends_on_what_came_out() {
        let last = |problems| written(|totals| totals.problems = problems, &[], None).lines().last().unwrap().to_owned();
        assert_eq!(last(0), "Next: no two articles report the same; `crosswire inspect FILE` shows how one is read.");
        assert_eq!(last(1), "Next: result/problems.csv says what was wrong with which input.");
    }
}
