//! The command line as typed: its commands, with the help of the whole.

use super::browse_args::{CoverageArgs, DiffArgs, ReportArgs, StatementsArgs};
use super::eval_args::{EvalArgs, ExplainArgs, LabelArgs};
use super::run_args::{InspectArgs, PairsArgs, RunArgs};
use anstream::ColorChoice;
use clap::builder::Styles;
use clap::builder::styling::{AnsiColor, Style};
use clap::{Parser, Subcommand};

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
  crosswire statements result              list what several outlets report, conflicts first
  crosswire diff result STATEMENT          see how they report it, word by word
  crosswire coverage result                see who carried what
  crosswire report result                  write result/report.html again, the page of a run
  crosswire inspect articles/one.txt       see how one article is read
  crosswire eval gold.json result          compare a run with what people found
  crosswire explain result CLAIM CLAIM     see why two claims are one statement or not

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

    /// Colour: auto (on a terminal, unless NO_COLOR is set), always or never [default: auto]
    #[arg(long, value_name = "WHEN", global = true, value_parser = color)]
    pub color: Option<ColorChoice>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Take articles all the way to CSV files
    ///
    /// Reads text files, JSONL and CSV (also .gz and .zst), and writes a folder of CSV files: each claim, what it was compared
    /// with, and the statements that several outlets report. The folder is moved in as a whole at the end.
    Run(RunArgs),
    /// Link claims that are already cut, and stop there
    ///
    /// Takes claims, such as those of a quotation database, to one table of the pairs that say the same in nearly the same words.
    /// Made for millions of claims: texts are read once and not kept.
    Pairs(PairsArgs),
    /// List statements, those in conflict first
    ///
    /// Which statements several outlets report: with how many outlets and independent origins, who had them first, and how their
    /// accounts differ.
    Statements(StatementsArgs),
    /// Lay the accounts of a statement beside each other, word by word
    ///
    /// What each keeps, drops, adds, replaces and moves of one of them, the base. The statement is named by its id, by words of it
    /// (--quote), or by two who carry it (--between). With two article files instead of a run: what both report, and what only one
    /// does.
    Diff(DiffArgs),
    /// Show who carried which statement, and who left it out
    ///
    /// A table for each event: its statements by its outlets, each carried as a quote, as reported speech, as the outlet's own
    /// assertion or in a headline, or omitted. Only outlets with an article of the event can omit something.
    Coverage(CoverageArgs),
    /// Write the report of a run again
    ///
    /// Every run writes report.html: one page with its events, statements and articles, which needs nothing from elsewhere. This
    /// makes it from the folder of a run that has none, or writes its charts as SVG files.
    Report(ReportArgs),
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
    /// Show why two claims are, or are not, one statement
    ///
    /// Prints both claims, what each part of their score adds to or takes from that of the mean pair, and what clustering made of it.
    Explain(ExplainArgs),
    /// Judge the pairs of which a run is least sure
    ///
    /// Shows two sentences at a time and asks whether they report the same statement; the run's score stays hidden until then. Each
    /// answer is saved at once in a gold set that `crosswire eval` reads; the same command goes on where one stopped.
    Label(LabelArgs),
}

fn color(word: &str) -> Result<ColorChoice, String> {
    match word {
        "auto" => Ok(ColorChoice::Auto),
        "always" => Ok(ColorChoice::Always),
        "never" => Ok(ColorChoice::Never),
        _ => Err("the choices are auto, always, never".to_owned()),
    }
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
