//! `crosswire run`: from inputs to a folder of files.

use super::Status;
use super::args::RunArgs;
use super::memory;
use super::settings::{self, RunSettings, Show, Task};
use super::stopwatch::Stopwatch;
use super::terminal::{Terminal, print_problems};
use anyhow::Context;
use crosswire::claims;
use crosswire::error::Error;
use crosswire::export::{File, Folder, RunRecord, Timing, Totals};
use crosswire::model::Outcome;
use crosswire::observe::{Observer, Stage};
use crosswire::pipeline;
use std::io::{self, Write};
use std::path::Path;

/// Runs the command.
pub fn run(args: RunArgs) -> anyhow::Result<Status> {
    match settings::resolve(args)? {
        Task::PrintConfig(config) => {
            io::stdout().write_all(config.to_toml().as_bytes())?;
            Ok(Status::Done)
        }
        Task::Run(settings) => {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(settings.config.threads).build();
            let pool = pool.with_context(|| format!("{} threads cannot be started", settings.config.threads))?;
            pool.install(|| produce(&settings))
        }
    }
}

fn produce(settings: &RunSettings) -> anyhow::Result<Status> {
    let RunSettings { inputs, claims: is_claims, out, config, show } = settings;
    let folder = Folder::create(out, inputs)?;
    let terminal = Terminal::new(*show);
    let watch = Stopwatch::start(&terminal);
    let run = if *is_claims { claims::run } else { pipeline::run };
    let made = run(inputs, config, &watch).and_then(|outcome| {
        watch.begin(Stage::Export, Some(File::ALL.len() as u64));
        folder.write(&outcome, &config.export, &watch)?;
        watch.end(Stage::Export);
        Ok(outcome)
    });
    terminal.clear();
    let outcome = match made {
        Ok(outcome) => outcome,
        Err(error) => {
            print_problems(&terminal.problems(), None)?;
            return Err(error.into());
        }
    };
    let totals = Totals::of(&outcome);
    let seconds = watch.total();
    finish(settings, folder, &totals, &watch)?;
    print_problems(&outcome.problems, Some(&out.join(File::Problems.name()).display().to_string()))?;
    if *show == Show::All {
        summary(&mut anstream::stdout().lock(), &totals, out, seconds, memory::peak())?;
    }
    Ok(status(&outcome))
}

fn finish(settings: &RunSettings, folder: Folder, totals: &Totals, watch: &Stopwatch) -> Result<(), Error> {
    let inputs: Vec<String> = settings.inputs.iter().map(|input| input.display().to_string()).collect();
    let threads = rayon::current_num_threads();
    let timing = Timing { threads, seconds: watch.seconds(), total: watch.total(), peak_bytes: memory::peak() };
    folder.finish(totals, &RunRecord { inputs: &inputs, options: settings.config.options(), timing })?;
    Ok(())
}

fn status(outcome: &Outcome) -> Status {
    if outcome.problems.is_empty() { Status::Done } else { Status::DoneWithProblems }
}

fn summary(out: &mut dyn Write, totals: &Totals, folder: &Path, seconds: f64, peak: Option<u64>) -> io::Result<()> {
    let Totals { articles, outlets, events, origins, claims, statements, outlets_in_statements, problems, .. } = totals;
    writeln!(out, "articles    {articles} of {}, {}", plural(*outlets, "outlet"), plural(*origins, "origin"))?;
    writeln!(out, "events      {events}")?;
    writeln!(out, "claims      {claims}")?;
    writeln!(out, "statements  {statements} in {}", plural(*outlets_in_statements, "outlet"))?;
    writeln!(out, "problems    {problems}")?;
    writeln!(out, "seconds     {seconds:.1}")?;
    if let Some(peak) = peak {
        writeln!(out, "memory      {}", memory::shown(peak))?;
    }
    writeln!(out, "files       {}", folder.display())?;
    writeln!(out, "{}", next_step(totals, folder))
}

fn plural(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// One line on what to do next.
fn next_step(totals: &Totals, folder: &Path) -> String {
    let file = |file: File| folder.join(file.name()).display().to_string();
    if totals.problems > 0 {
        format!("Next: {} says what was wrong with which input.", file(File::Problems))
    } else if totals.statements > 0 {
        format!("Next: `crosswire statements {}` lists what several outlets report.", folder.display())
    } else {
        "Next: no two articles report the same; `crosswire inspect FILE` shows how one is read.".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_counts_and_says_what_to_do_next() {
        let mut totals = Totals::of(&Outcome::default());
        totals.articles = 24;
        totals.outlets = 9;
        totals.origins = 1;
        totals.statements = 3;
        totals.outlets_in_statements = 7;
        let mut out = Vec::new();
        summary(&mut out, &totals, Path::new("result"), 1.26, Some(151_200_000)).unwrap();
        insta::assert_snapshot!(String::from_utf8(out).unwrap(), @r#"
        articles    24 of 9 outlets, 1 origin
        events      0
        claims      0
        statements  3 in 7 outlets
        problems    0
        seconds     1.3
        memory      152 MB
        files       result
        Next: `crosswire statements result` lists what several outlets report.
        "#);
    }
}
