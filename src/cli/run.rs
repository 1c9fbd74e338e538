//! `crosswire run`: from inputs to a folder of files.

use super::Status;
use super::memory;
use super::progress_lines::ProgressLines;
use super::report::{keep_apart, write_figures};
use super::run_args::RunArgs;
use super::settings::{self, Progress, RunSettings, Show, Task};
use super::stopwatch::Stopwatch;
use super::summary::Summary;
use super::terminal::{Terminal, print_problems};
use anyhow::Context;
use crosswire::claims;
use crosswire::error::Error;
use crosswire::export::{File, Folder, RunRecord, Timing, Totals};
use crosswire::model::Outcome;
use crosswire::observe::{Observer, Stage};
use crosswire::pipeline;
use crosswire::report::{PAGE_FILE, Shown, write_page};
use std::io::{self, Write};
use std::time::Instant;

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
    let RunSettings { inputs, claims: is_claims, out, config, report, figures, show, progress } = settings;
    if let Some(figures) = figures {
        keep_apart(figures, out)?;
    }
    let mut folder = Folder::create(out, inputs)?;
    let terminal = Terminal::new(*progress == Progress::Bars);
    let start = Instant::now();
    let clock = || start.elapsed().as_secs_f64();
    let lines = (*progress == Progress::Lines).then(|| ProgressLines::new(&terminal, io::stderr(), &clock));
    let next: &dyn Observer = lines.as_ref().map_or(&terminal, |lines| lines);
    let watch = Stopwatch::start(next);
    let run = if *is_claims { claims::run } else { pipeline::run };
    let made = run(inputs, config, &watch).and_then(|outcome| {
        watch.begin(Stage::Export, Some(File::ALL.len() as u64));
        let edits = folder.write(&outcome, &config.export, &watch)?;
        watch.end(Stage::Export);
        let shown = Shown::fresh(&outcome, &config.score.weights).knowing(edits);
        if *report {
            folder.add(PAGE_FILE, |out| write_page(&shown, out, &watch))?;
        }
        if let Some(figures) = figures {
            write_figures(figures, &shown)?;
        }
        Ok(outcome)
    });
    terminal.clear();
    let outcome = match made {
        Ok(outcome) => outcome,
        Err(error) => {
            lines.iter().for_each(ProgressLines::failed);
            print_problems(&terminal.problems(), None)?;
            return Err(error.into());
        }
    };
    let totals = Totals::of(&outcome);
    let (laps, seconds) = (watch.laps(), watch.total());
    finish(settings, folder, &totals, &watch)?;
    if let Some(Err(told)) = memory::kept(settings.config.join.memory) {
        writeln!(
            anstream::stderr().lock(),
            "{told}; it bounds the search for near-verbatim claims, not what a run keeps of each"
        )?;
    }
    let peak = memory::peak();
    lines.iter().for_each(|lines| lines.done(&totals, peak));
    print_problems(&outcome.problems, Some(&out.join(File::Problems.name()).display().to_string()))?;
    if *show == Show::All {
        Summary { totals: &totals, laps: &laps, seconds, peak, folder: out }.write(&mut anstream::stdout().lock())?;
    }
    let status = status(&outcome);
    // The program ends here, and with it all that it holds: piece by piece that would take it a while.
    std::mem::forget(outcome);
    Ok(status)
}

fn finish(settings: &RunSettings, folder: Folder, totals: &Totals, watch: &Stopwatch) -> Result<(), Error> {
    let inputs: Vec<String> = settings.inputs.iter().map(|input| input.display().to_string()).collect();
    let threads = rayon::current_num_threads();
    let seconds = watch.laps().iter().map(|lap| (lap.stage, lap.seconds)).collect();
    let limit_kept = memory::kept(settings.config.join.memory).map(|kept| kept.is_ok());
    let timing = Timing { threads, seconds, total: watch.total(), peak_bytes: memory::peak(), limit_kept };
    folder.finish(totals, &RunRecord { inputs: &inputs, options: settings.config.options(), timing })?;
    Ok(())
}

fn status(outcome: &Outcome) -> Status {
    if outcome.problems.is_empty() { Status::Done } else { Status::DoneWithProblems }
}
