//! The command line as typed, with its help.

use clap::builder::Styles;
use clap::builder::styling::{AnsiColor, Style};
use clap::{Args as Group, Parser, Subcommand};
use std::path::PathBuf;

const STYLES: Styles = Styles::styled()
    .header(Style::new().bold())
    .usage(Style::new().bold())
    .literal(AnsiColor::Cyan.on_default())
    .placeholder(AnsiColor::Green.on_default());

/// Finds where news outlets report the same statement, and how their accounts differ.
///
/// Articles are cleaned, cut into claims (quotes, reported speech, facts), grouped into events and compared; the accounts that
/// different outlets give of one statement end up side by side in CSV files.
#[derive(Debug, Parser)]
#[command(name = "crosswire", version, styles = STYLES, max_term_width = 100, arg_required_else_help = true, after_help = "\
Examples:
  crosswire run articles/ --out result     take a folder of articles to result/*.csv
  crosswire inspect articles/one.txt       see how one article is read
  crosswire eval gold.json result          compare a run with what people found

Exit status:
  0  done
  1  a fatal error; no output was written
  2  the command line was not understood
  3  done, but some inputs had problems, see problems.csv

`crosswire <COMMAND> --help` says more about each command.")]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Take articles all the way to CSV files
    ///
    /// Reads text files, JSONL and CSV (also .gz and .zst), and writes a folder of CSV files: each claim, what it was compared
    /// with, and the statements that several outlets report. The folder is moved in as a whole at the end.
    Run(RunArgs),
    /// Show how one article is read
    ///
    /// Prints its outlet, agency, date and language, what was dropped as page chrome and by which rule, and each claim with its
    /// kind, speaker, cue and place.
    Inspect(InspectArgs),
    /// Compare a run with a gold set
    ///
    /// Precision, recall and F1 of the statements, by pairs of sentences of different articles, and of the events, by pairs of
    /// articles.
    Eval(EvalArgs),
}

/// `crosswire run`.
#[derive(Debug, Group)]
#[command(after_help = "\
Examples:
  crosswire run articles/ --out result
      A folder of .txt files, or of .jsonl and .csv files with one article a record.
  crosswire run a.jsonl b.csv.gz more/ --out result
      Several inputs make one run.
  zcat dump.jsonl.gz | crosswire run - --out result
      Standard input.
  crosswire run articles/ --print-config > crosswire.toml
      Start a configuration file from what is in force; use it with --config.

Exit status: 0 done; 1 fatal error; 2 usage; 3 done, with problems (they are in problems.csv).")]
pub struct RunArgs {
    /// Files and folders of articles; `-` is standard input
    #[arg(value_name = "INPUT", required_unless_present = "print_config")]
    pub inputs: Vec<PathBuf>,

    #[command(flatten)]
    pub output: OutputArgs,

    #[command(flatten)]
    pub options: OptionArgs,
}

/// Where a run's output goes.
#[derive(Debug, Group)]
#[command(next_help_heading = "Output")]
pub struct OutputArgs {
    /// Folder for the files; made new, or replaced where it holds an earlier run and nothing else
    #[arg(short, long, value_name = "DIR", required_unless_present = "print_config")]
    pub out: Option<PathBuf>,

    /// Begin CSV files with a byte order mark, so that Excel reads them as UTF-8
    #[arg(long)]
    pub excel: bool,

    /// Show no progress and no summary; problems and errors are still shown
    #[arg(short, long)]
    pub quiet: bool,
}

/// What may also stand in a configuration file. A flag wins over the file.
#[derive(Debug, Default, Group)]
#[command(next_help_heading = "Options")]
pub struct OptionArgs {
    /// Read options from a TOML file
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,

    /// Print the options in force as TOML, and do nothing else
    #[arg(long)]
    pub print_config: bool,

    /// Threads to work with; 0 is one for each core. The output is the same for any number [default: 0]
    #[arg(short, long, value_name = "N")]
    pub threads: Option<usize>,
}

/// `crosswire inspect`.
#[derive(Debug, Group)]
#[command(after_help = "\
Examples:
  crosswire inspect articles/one.txt
  crosswire inspect articles.jsonl --id 2015-12-16-0042
  crosswire inspect page.txt | less

Exit status: 0 done; 1 fatal error; 2 usage; 3 done, with problems (they are shown).")]
pub struct InspectArgs {
    /// The file
    #[arg(value_name = "FILE")]
    pub file: PathBuf,

    /// The article's id, where the file holds several
    #[arg(long)]
    pub id: Option<String>,

    /// Read options from a TOML file
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// `crosswire eval`.
#[derive(Debug, Group)]
#[command(after_help = "\
Examples:
  crosswire eval gold.json result
  crosswire eval gold.json result --misses 20 --false 20
      Also show pairs of sentences that should have met and did not, and the other way round.
  crosswire eval gold.json result --json | jq .f1

Exit status: 0 done; 1 fatal error; 2 usage.")]
pub struct EvalArgs {
    /// The gold set, a JSON file; docs/outputs.md says what is in it
    #[arg(value_name = "GOLD")]
    pub gold: PathBuf,

    /// The output folder of a run; claims.csv and, where it is there, articles.csv are read
    #[arg(value_name = "OUT")]
    pub out: PathBuf,

    /// Show up to N pairs that the run should have found
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub misses: usize,

    /// Show up to N pairs that the run should not have found
    #[arg(long = "false", value_name = "N", default_value_t = 0)]
    pub wrong: usize,

    /// Print the figures as one line of JSON
    #[arg(long)]
    pub json: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        Args::command().debug_assert();
    }
}
