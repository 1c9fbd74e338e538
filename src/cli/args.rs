//! The command line as typed, with its help.

use super::browse_args::{CoverageArgs, DiffArgs, ReportArgs, StatementsArgs};
use super::memory::size;
use anstream::ColorChoice;
use clap::builder::Styles;
use clap::builder::styling::{AnsiColor, Style};
use clap::{Args as Group, Parser, Subcommand};
use crosswire::cluster::Precision;
use crosswire::ingest::Format;
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

/// `crosswire run`.
#[derive(Debug, Group)]
#[command(
    override_usage = "crosswire run [OPTIONS] --out <DIR> <INPUT>...",
    after_help = "\
Examples:
  crosswire run articles/ --out result
      A folder of .txt files, or of .jsonl and .csv files with one article a record.
  crosswire run a.jsonl b.csv.gz more/ --out result
      Several inputs make one run.
  zcat dump.jsonl.gz | crosswire run - --out result
      Standard input.
  crosswire run --claims quotes.jsonl --out result
      Claims that are already cut, such as those of a quotation database.
  crosswire run articles/ --print-config > crosswire.toml
      Start a configuration file from what is in force; use it with --config.

Exit status: 0 done; 1 fatal error; 2 usage; 3 done, with problems (they are in problems.csv)."
)]
pub struct RunArgs {
    /// Files and folders of articles; `-` is standard input
    #[arg(value_name = "INPUT", required_unless_present = "print_config")]
    pub inputs: Vec<PathBuf>,

    /// The inputs are claims that are already cut: JSON lines, CSV or Parquet with text, and id, source, speaker, date and event
    /// where known
    #[arg(long)]
    pub claims: bool,

    #[command(flatten)]
    pub output: OutputArgs,

    #[command(flatten)]
    pub reading: ReadingArgs,

    #[command(flatten)]
    pub events: EventArgs,

    #[command(flatten)]
    pub statements: StatementArgs,

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

    /// Write no report.html
    #[arg(long)]
    pub no_report: bool,

    /// Also write the charts of the report into this folder, as SVG files
    #[arg(long, value_name = "DIR")]
    pub figures: Option<PathBuf>,

    /// Show no progress and no summary; problems and errors are still shown
    #[arg(short, long)]
    pub quiet: bool,

    /// Tell progress on standard error as one JSON object a line, at most five a second, for schedulers (docs/outputs.md says
    /// what they hold); also with --quiet
    #[arg(long)]
    pub json_progress: bool,
}

/// What may also stand in a configuration file. A flag wins over the file.
#[derive(Debug, Default, Group)]
#[command(next_help_heading = "Configuration")]
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

/// `crosswire pairs`.
#[derive(Debug, Group)]
#[command(after_help = "\
Examples:
  crosswire pairs quotes.jsonl --out pairs.csv
      One JSON object a line, with id, source and text, and speaker, date and event where known.
  crosswire pairs 2015/ 2016.csv.gz --out pairs.csv
      Several inputs make one table.
  crosswire pairs quotes.csv --out pairs.csv --field text=quotation --least 0.4
      Name a column, and ask for more likeness.

Exit status: 0 done; 1 fatal error; 2 usage; 3 done, with problems (they are told on standard error).")]
pub struct PairsArgs {
    /// Files and folders of claims: JSON lines or CSV in UTF-8, also .gz and .zst, Parquet and Arrow (in builds with the feature
    /// columnar); `-` is standard input
    #[arg(value_name = "FILE", required = true)]
    pub inputs: Vec<PathBuf>,

    /// File for the pairs
    #[arg(short, long, value_name = "PAIRS.csv")]
    pub out: PathBuf,

    /// Least likeness of a pair, above 0 to 1; higher is more precise and finds less [default: 0.25]
    #[arg(long, value_name = "SHARE")]
    pub least: Option<f64>,

    /// How many claims that share a key with it and follow it a claim is compared with by that key [default: 20]
    #[arg(long, value_name = "N")]
    pub cap: Option<usize>,

    /// Most memory to hold at a time, such as 256MiB or 2GB: what does not fit lies in the folder for temporary files (TMPDIR).
    /// About 200 bytes for each claim are held in any case; where that is more than SIZE, it is told [default: what is fastest]
    #[arg(long, value_name = "SIZE", value_parser = size)]
    pub memory: Option<u64>,

    /// Begin the file with a byte order mark, so that Excel reads it as UTF-8
    #[arg(long)]
    pub excel: bool,

    /// Show no progress and no summary; problems and errors are still shown
    #[arg(short, long)]
    pub quiet: bool,

    /// Format of all text files, jsonl or csv [default: auto, by what each file holds]
    #[arg(long, value_name = "FORMAT", value_parser = format)]
    pub format: Option<Format>,

    /// Column (CSV) or member (JSON) that holds a part, such as text=quotation; the parts are id, source, text, speaker, date and
    /// event [default: common names are known]
    #[arg(long = "field", value_name = "PART=NAME", value_parser = field)]
    pub fields: Vec<(String, String)>,

    /// Read options from a TOML file
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,

    /// Threads to work with; 0 is one for each core. The output is the same for any number [default: 0]
    #[arg(short, long, value_name = "N")]
    pub threads: Option<usize>,
}

/// How inputs are read; also stands in a configuration file, under `[ingest]`.
#[derive(Debug, Default, Group)]
#[command(next_help_heading = "Reading")]
pub struct ReadingArgs {
    /// Format of all files, such as text, html, jsonl, csv, ninjs or docx; archives are opened all the same [default: auto, by
    /// what each file holds and by its name]
    #[arg(long, value_name = "FORMAT", value_parser = format)]
    pub format: Option<Format>,

    /// Encoding of all files, such as windows-1251 or gb18030 [default: found out file by file]
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,

    /// Column (CSV) or member (JSON) that holds a field, such as text=body; the fields are id, source, title, date, url,
    /// text, language and event [default: common names are known]
    #[arg(long = "field", value_name = "FIELD=NAME", value_parser = field)]
    pub fields: Vec<(String, String)>,

    /// File of outlets and agencies that extends the built-in registry (docs/formats.md shows its form)
    #[arg(long, value_name = "FILE")]
    pub registry: Option<PathBuf>,

    /// Outlet of articles that do not tell theirs [default: unknown]
    #[arg(long, value_name = "NAME")]
    pub outlet: Option<String>,
}

/// How articles are grouped; also stands in a configuration file, under `[event]`.
#[derive(Debug, Default, Group)]
#[command(next_help_heading = "Events")]
pub struct EventArgs {
    /// Days between two articles at which their likeness counts half [default: 7]
    #[arg(long, value_name = "DAYS")]
    pub window_days: Option<f64>,
}

/// When claims are one statement; also stands in a configuration file, under `[score]` and `[cluster]`.
#[derive(Debug, Default, Group)]
#[command(next_help_heading = "Statements")]
pub struct StatementArgs {
    /// What matters more: high (what is joined is right), balanced, or high-recall (little is missed); each is a name for a
    /// --threshold, and a --threshold wins [default: balanced]
    #[arg(long, value_name = "WHICH", value_parser = precision)]
    pub precision: Option<Precision>,

    /// Mean probability of its links that a claim needs to be in a statement, 0 to 1; higher is more precise and finds less
    /// [default: 0.34]
    #[arg(long, value_name = "P")]
    pub threshold: Option<f64>,

    /// Score by the weights of this file, which data/model/train.py learned from a gold set of yours
    #[arg(long, value_name = "FILE")]
    pub weights: Option<PathBuf>,

    /// Lowest probability of a link that pairs.csv lists, 0 to 1 [default: 0.05]
    #[arg(long, value_name = "P")]
    pub keep: Option<f64>,
}

fn format(word: &str) -> Result<Format, String> {
    let known = Format::ALL.map(Format::as_str).join(", ");
    Format::ALL.into_iter().find(|format| format.as_str() == word).ok_or_else(|| format!("the formats are {known}"))
}

fn precision(word: &str) -> Result<Precision, String> {
    let known = Precision::ALL.map(Precision::as_str).join(", ");
    Precision::ALL.into_iter().find(|precision| precision.as_str() == word).ok_or_else(|| format!("the choices are {known}"))
}

fn color(word: &str) -> Result<ColorChoice, String> {
    match word {
        "auto" => Ok(ColorChoice::Auto),
        "always" => Ok(ColorChoice::Always),
        "never" => Ok(ColorChoice::Never),
        _ => Err("the choices are auto, always, never".to_owned()),
    }
}

fn field(words: &str) -> Result<(String, String), String> {
    match words.split_once('=') {
        Some((field, name)) if FIELDS.contains(&field) && !name.is_empty() => Ok((field.to_owned(), name.to_owned())),
        Some((field, _)) if !FIELDS.contains(&field) => Err(format!("the fields are {}", FIELDS.join(", "))),
        _ => Err("give a field and its column or member, such as text=body".to_owned()),
    }
}

/// The fields that a column or member can be named for.
const FIELDS: [&str; 9] = ["id", "source", "title", "date", "url", "text", "language", "event", "speaker"];

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

    #[command(flatten)]
    pub reading: ReadingArgs,
}

/// `crosswire eval`.
#[derive(Debug, Group)]
#[command(after_help = "\
Examples:
  crosswire eval gold.json result
  crosswire eval gold.json result --misses 20 --false 20
      Also show pairs of sentences that should have met and did not, and the other way round.
  crosswire eval gold.json result --json | jq .f1
  crosswire eval gold.json result --sweep
      Which --threshold would have been best? Its links are clustered again, articles are not read again.

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

    /// Show precision, recall and F1 of the statements at every threshold, from the links in pairs.csv
    #[arg(long, conflicts_with_all = ["misses", "wrong"])]
    pub sweep: bool,

    /// Print the figures as one line of JSON
    #[arg(long)]
    pub json: bool,
}

/// `crosswire explain`.
#[derive(Debug, Group)]
#[command(after_help = "\
Examples:
  crosswire explain result c1a101364c389594e c887d7e8d8fb900f7
  crosswire explain result c1a10 c887d
      The first characters of an id are enough where no other claim has them.
  crosswire explain result --statement s51bc5
      The weakest account of a statement, with what holds it there.

Exit status: 0 done; 1 fatal error; 2 usage.")]
pub struct ExplainArgs {
    /// The output folder of a run
    #[arg(value_name = "OUT")]
    pub out: PathBuf,

    /// Two claims, by their ids in claims.csv
    #[arg(value_names = ["CLAIM", "CLAIM"], num_args = 2, required_unless_present = "statement", conflicts_with = "statement")]
    pub claims: Vec<String>,

    /// Explain the weakest account of this statement
    #[arg(long, value_name = "ID")]
    pub statement: Option<String>,
}

/// `crosswire label`.
#[derive(Debug, Group)]
#[command(after_help = "\
Examples:
  crosswire label result --gold gold.json
      s same, d different, p partly, n next (skip), b back, q quit.
  printf 'same\\ndifferent\\n' | crosswire label result --gold gold.json
      Where there is no terminal, a line is an answer.

Exit status: 0 done; 1 fatal error; 2 usage.")]
pub struct LabelArgs {
    /// The output folder of a run
    #[arg(value_name = "OUT")]
    pub out: PathBuf,

    /// The gold set to write, or to go on with; docs/outputs.md says what is in it
    #[arg(long, value_name = "FILE")]
    pub gold: PathBuf,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        Args::command().debug_assert();
    }

    #[test]
    fn the_defaults_in_the_help_are_the_true_ones() {
        let run = Args::command().find_subcommand("run").cloned().unwrap();
        let default_of = |flag: &str| {
            let help = run.get_arguments().find(|arg| arg.get_id() == flag).and_then(|arg| arg.get_help()).unwrap().to_string();
            help.split("[default: ").nth(1).unwrap().split([',', ']']).next().unwrap().to_owned()
        };
        let config = crosswire::config::Config::default();
        assert_eq!(default_of("threads"), config.threads.to_string());
        assert_eq!(default_of("format"), config.ingest.format.as_str());
        assert_eq!(default_of("window_days"), config.event.window_days.to_string());
        assert_eq!(default_of("threshold"), config.cluster.threshold.to_string());
        assert_eq!(default_of("keep"), config.score.keep.to_string());
        assert_eq!(precision(&default_of("precision")).unwrap().threshold(), config.cluster.threshold);
    }

    #[test]
    fn fields_and_formats_are_checked() {
        assert_eq!(field("text=body.full"), Ok(("text".to_owned(), "body.full".to_owned())));
        assert_eq!(field("source=a=b"), Ok(("source".to_owned(), "a=b".to_owned())));
        assert!(field("body=text").unwrap_err().starts_with("the fields are id, source"));
        assert!(field("text").is_err() && field("text=").is_err());
        assert_eq!(format("csv"), Ok(Format::Csv));
        assert_eq!(format("xml"), Err("the formats are auto, text, html, jsonl, json, csv, feed, ninjs, newsml, nitf, xlsx, parquet, arrow, docx, rtf, nexis, factiva, gkg, gqg".to_owned()));
    }
}
