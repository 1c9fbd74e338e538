//! What is told of the run itself: `run.json` and `problems.csv`.

use super::table::{self, Column};
use super::view::View;
use super::{ExportOptions, File, Totals, cell};
use crate::observe::Stage;
use serde::Serialize;
use std::io;

/// The file that tells of the run, by which an output folder is known.
pub const RUN_FILE: &str = "run.json";

const PROBLEMS: &[Column<usize>] = &[
    ("path", |v, p| cell::text(&v.outcome.problems[*p].path)),
    ("line", |v, p| v.outcome.problems[*p].line.map(cell::count).unwrap_or_default()),
    ("kind", |v, p| cell::word(v.outcome.problems[*p].kind.as_str())),
    ("message", |v, p| cell::text(&v.outcome.problems[*p].message)),
];

/// Writes `problems.csv`.
pub fn problems_csv(view: &View, options: &ExportOptions, out: impl io::Write) -> io::Result<()> {
    table::write(PROBLEMS, 0..view.outcome.problems.len(), view, options, out)
}

/// What `run.json` says beside the counts.
#[derive(Debug, Clone)]
pub struct RunRecord<'a, O> {
    /// The inputs as the user named them.
    pub inputs: &'a [String],
    /// All options that bear on the outcome.
    pub options: O,
    /// What may differ between two runs over the same input.
    pub timing: Timing,
}

/// How a run went on the machine.
#[derive(Debug, Clone, Default)]
pub struct Timing {
    /// Threads that worked.
    pub threads: usize,
    /// Seconds that each stage took, in the order of the stages.
    pub seconds: Vec<(Stage, f64)>,
    /// Seconds from start to the writing of `run.json`.
    pub total: f64,
    /// The most bytes in memory at a time, where the system tells.
    pub peak_bytes: Option<u64>,
    /// Whether that was within the limit on memory, where there is one and the system tells.
    pub limit_kept: Option<bool>,
}

/// What is read back of a `run.json` to know whether a folder may be replaced.
#[derive(Debug, serde::Deserialize)]
pub struct Earlier {
    /// The program that wrote it.
    pub program: String,
    /// The files it wrote.
    pub files: Vec<String>,
}

/// The name under which `run.json` is ours.
pub const PROGRAM: &str = "crosswire";

#[derive(Serialize)]
struct RunJson<'a, O> {
    program: &'static str,
    version: &'static str,
    inputs: Vec<&'a str>,
    options: &'a O,
    counts: &'a Totals,
    files: Vec<&'static str>,
    timing: TimingJson,
}

#[derive(Serialize)]
struct TimingJson {
    threads: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    peak_bytes: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    limit_kept: Option<bool>,
    seconds: serde_json::Map<String, serde_json::Value>,
}

/// Writes `run.json`; `added` are the files beside those of [`File::ALL`].
pub fn run_json<O: Serialize>(
    totals: &Totals,
    record: &RunRecord<O>,
    added: &[&'static str],
    mut out: impl io::Write,
) -> io::Result<()> {
    let stages = record.timing.seconds.iter().map(|(stage, seconds)| (stage.as_str(), *seconds));
    let seconds = stages.chain([("total", record.timing.total)]);
    let mut inputs: Vec<&str> = record.inputs.iter().map(String::as_str).collect();
    inputs.sort_unstable();
    let json = RunJson {
        program: PROGRAM,
        version: env!("CARGO_PKG_VERSION"),
        inputs,
        options: &record.options,
        counts: totals,
        files: File::ALL.iter().map(|file| file.name()).chain(added.iter().copied()).chain([RUN_FILE]).collect(),
        timing: TimingJson {
            threads: record.timing.threads,
            peak_bytes: record.timing.peak_bytes,
            limit_kept: record.timing.limit_kept,
            seconds: seconds.map(|(name, seconds)| (name.to_owned(), milliseconds(seconds).into())).collect(),
        },
    };
    serde_json::to_writer_pretty(&mut out, &json)?;
    out.write_all(b"\n")?;
    out.flush()
}

fn milliseconds(seconds: f64) -> f64 {
    (seconds * 1000.0).round() / 1000.0
}
