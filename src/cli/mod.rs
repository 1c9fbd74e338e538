//! The commands of the program; they use only what the library publishes.
//!
//! From the words typed ([`args`]) to resolved and validated settings ([`settings`]), then one file for each command. An error's
//! text is its first line; what follows in it after a line break is advice and shown as such.

mod args;
mod browse;
mod browse_args;
mod coverage;
mod diff;
mod diff_files;
mod eval;
mod eval_args;
mod explain;
mod inspect;
mod keyboard;
mod label;
mod layout;
mod memory;
mod pairs;
mod progress_lines;
mod report;
mod run;
mod run_args;
mod settings;
mod statements;
mod stopwatch;
mod summary;
mod sweep;
mod terminal;
mod waterfall;

pub use terminal::print_error;

use args::{Args, Command};
use clap::Parser;
use std::io;
use std::process::ExitCode;

/// How a command ended; its number is the exit status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// All is done.
    Done = 0,
    /// A fatal error.
    Failed = 1,
    // 2 is clap's own, for usage.
    /// Done, with problems in single inputs.
    DoneWithProblems = 3,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        ExitCode::from(status as u8)
    }
}

/// Does what the command line says.
pub fn run() -> anyhow::Result<Status> {
    let args = Args::parse();
    if let Some(color) = args.color {
        color.write_global();
    }
    match args.command {
        Command::Run(args) => run::run(args),
        Command::Pairs(args) => pairs::pairs(args),
        Command::Statements(args) => statements::statements(&args),
        Command::Diff(args) => diff::diff(&args),
        Command::Coverage(args) => coverage::coverage(&args),
        Command::Report(args) => report::report(&args),
        Command::Inspect(args) => inspect::inspect(args),
        Command::Eval(args) => eval::eval(&args),
        Command::Explain(args) => explain::explain(&args),
        Command::Label(args) => label::label(&args),
    }
}

/// Whether the error says that nobody reads our output any more.
pub fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let is = |e: &io::Error| e.kind() == io::ErrorKind::BrokenPipe;
    error.chain().any(|cause| cause.downcast_ref::<io::Error>().is_some_and(is))
}
