//! What `run`, `pairs` and `inspect` take on the command line: inputs, outputs and settings.

use super::memory::size;
use clap::Args as Group;
use crosswire::cluster::Precision;
use crosswire::ingest::Format;
use std::path::PathBuf;

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

fn format(word: &str) -> Result<Format, String> {
    let known = Format::ALL.map(Format::as_str).join(", ");
    Format::ALL.into_iter().find(|format| format.as_str() == word).ok_or_else(|| format!("the formats are {known}"))
}

fn precision(word: &str) -> Result<Precision, String> {
    let known = Precision::ALL.map(Precision::as_str).join(", ");
    Precision::ALL.into_iter().find(|precision| precision.as_str() == word).ok_or_else(|| format!("the choices are {known}"))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_in_the_help_are_the_true_ones() {
        let run = RunArgs::augment_args(clap::Command::new("run"));
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
