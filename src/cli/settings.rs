//! What a run is to do, resolved from the command line and the configuration file before any input is read.

use super::args::{OptionArgs, RunArgs};
use crosswire::config::Config;
use crosswire::error::Error;
use std::path::{Path, PathBuf};

/// A run, ready to begin.
pub struct RunSettings {
    /// Files and folders; at least one.
    pub inputs: Vec<PathBuf>,
    /// The output folder.
    pub out: PathBuf,
    /// All options.
    pub config: Config,
    /// Whether progress and summary are wanted.
    pub show: Show,
}

/// How much is told beside problems and errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Show {
    /// Progress on a terminal, and a summary.
    All,
    /// Nothing.
    Nothing,
}

/// What `crosswire run` was asked for.
pub enum Task {
    /// To print the options in force.
    PrintConfig(Config),
    /// To run.
    Run(RunSettings),
}

/// Resolves the command line of `crosswire run`.
pub fn resolve(args: RunArgs) -> Result<Task, Error> {
    let RunArgs { inputs, output, options } = args;
    let mut config = read_config(options.config.as_deref())?;
    set(&mut config, &options);
    config.export.excel |= output.excel;
    // clap has seen to it that there is an output folder unless the options are to be printed.
    match output.out {
        Some(out) if !options.print_config => {
            let show = if output.quiet { Show::Nothing } else { Show::All };
            Ok(Task::Run(RunSettings { inputs, out, config, show }))
        }
        _ => Ok(Task::PrintConfig(config)),
    }
}

/// The options of the file, or the defaults where there is none.
pub fn read_config(file: Option<&Path>) -> Result<Config, Error> {
    file.map_or_else(|| Ok(Config::default()), Config::read)
}

/// Puts what was said on the command line over `config`.
fn set(config: &mut Config, options: &OptionArgs) {
    if let Some(threads) = options.threads {
        config.threads = threads;
    }
}
