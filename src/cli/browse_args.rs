//! The arguments of the commands that look at a run: which statements, and how they are shown.

use clap::Args as Group;
use crosswire::model::{ClaimKind, Flag};
use std::path::PathBuf;

/// How results are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Form {
    /// For people, on the screen.
    #[default]
    Text,
    /// One thing a row.
    Csv,
    /// For programs.
    Json,
}

/// How a list is shown.
#[derive(Debug, Group)]
#[command(next_help_heading = "Showing")]
pub struct FormArgs {
    /// Form of the output: text, csv or json [default: text]
    #[arg(long, value_name = "FORMAT", value_parser = form)]
    pub format: Option<Form>,

    /// Columns of text to fill [default: those of the terminal, 120 where there is none]
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(40..=1000))]
    pub width: Option<u16>,
}

/// `crosswire statements`.
#[derive(Debug, Group)]
#[command(after_help = "\
Examples:
  crosswire statements result
  crosswire statements result --speaker lavrov --kind quote
  crosswire statements result --flag numbers --outlets 3
  crosswire statements result --carried-by xinhua --not-by reuters
      What one carried and the other, which covered the event too, left out.
  crosswire statements result --words 'sanctions minsk' --format csv > found.csv

First come statements whose accounts contradict each other (flags numbers, polarity, attribution), then those that \
quote differently (truncated, spliced, altered), then those that differ in tone (hedge, cue), then the others; among \
these the ones with most independent origins and most outlets.

Exit status: 0 done; 1 fatal error; 2 usage.")]
pub struct StatementsArgs {
    /// The output folder of a run
    #[arg(value_name = "OUT")]
    pub out: PathBuf,

    #[command(flatten)]
    pub filter: FilterArgs,

    #[command(flatten)]
    pub form: FormArgs,

    /// Show so many at the most; 0 shows all [default: 20 as text, else all]
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
}

/// Which statements.
#[derive(Debug, Default, Group)]
#[command(next_help_heading = "Filters")]
pub struct FilterArgs {
    /// Of this event, by the start of its id
    #[arg(long, value_name = "ID")]
    pub event: Option<String>,

    /// Where an account names this speaker, in any spelling; a last name will do
    #[arg(long, value_name = "NAME")]
    pub speaker: Option<String>,

    /// With this flag: numbers, polarity, attribution, truncated, spliced, altered, hedge, cue, or any; may be given several times
    #[arg(long = "flag", value_name = "FLAG", value_parser = flag)]
    pub flags: Vec<AskedFlag>,

    /// Of this kind: quote, reported, fact or headline; may be given several times
    #[arg(long = "kind", value_name = "KIND", value_parser = kind)]
    pub kinds: Vec<ClaimKind>,

    /// Carried by at least N outlets
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub outlets: usize,

    /// Behind which at least N independent origins stand
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub origins: usize,

    /// Carried by this outlet or agency; may be given several times
    #[arg(long = "carried-by", value_name = "NAME")]
    pub carried_by: Vec<String>,

    /// Not carried by this outlet or agency, though it has an article of the event; may be given several times
    #[arg(long = "not-by", value_name = "NAME")]
    pub not_by: Vec<String>,

    /// With all these words in its accounts, in any form
    #[arg(long, value_name = "WORDS")]
    pub words: Vec<String>,
}

/// `crosswire coverage`.
#[derive(Debug, Group)]
#[command(after_help = "\
Examples:
  crosswire coverage result
  crosswire coverage result --event e1f3 --limit 0
  crosswire coverage result --format csv > coverage.csv

Exit status: 0 done; 1 fatal error; 2 usage.")]
pub struct CoverageArgs {
    /// The output folder of a run
    #[arg(value_name = "OUT")]
    pub out: PathBuf,

    /// Only this event, by the start of its id [default: all, those with most statements first]
    #[arg(long, value_name = "ID")]
    pub event: Option<String>,

    #[command(flatten)]
    pub form: FormArgs,

    /// Show so many statements of each event at the most; 0 shows all [default: 20 as text, else all]
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
}

/// `crosswire report`.
#[derive(Debug, Group)]
#[command(after_help = "\
Examples:
  crosswire report result
      Writes result/report.html anew.
  crosswire report result --file news.html
      Writes it to another place.
  crosswire report result --figures charts
      Also writes, for each event, when its articles were published and who carried which statement, as SVG files.

Exit status: 0 done; 1 fatal error; 2 usage.")]
pub struct ReportArgs {
    /// The output folder of a run
    #[arg(value_name = "OUT")]
    pub out: PathBuf,

    /// Write the report to this file [default: report.html in the folder]
    #[arg(long, value_name = "FILE")]
    pub file: Option<PathBuf>,

    /// Write the charts of the report into this folder, as SVG files
    #[arg(long, value_name = "DIR")]
    pub figures: Option<PathBuf>,
}

/// `crosswire diff`.
#[derive(Debug, Group)]
#[command(
    override_usage = "crosswire diff [OPTIONS] <OUT> <STATEMENT>
       crosswire diff [OPTIONS] <OUT> --quote <WORDS>
       crosswire diff [OPTIONS] <OUT> --between <NAME> <NAME> [--event <ID>]
       crosswire diff [OPTIONS] <FILE> <FILE>",
    after_help = "\
Examples:
  crosswire diff result s1e555
      A statement, by the start of its id in statements.csv; the id of a claim will do, too.
  crosswire diff result --quote 'all must contribute'
      The statement whose words are nearest to these.
  crosswire diff result --between xinhua tass
      All statements that both outlets or agencies carry.
  crosswire diff one.txt other.txt
      Two articles: what both report, and what only one does.
  crosswire diff result s1e555 --base tass --format tei > apparatus.xml

Formats: text; csv, an edit a row; json, the alignment table of CollateX, a statement a line; markdown; html, one page \
that needs nothing from elsewhere; tei, a critical apparatus in TEI P5 (parallel segmentation).

Exit status: 0 done; 1 fatal error; 2 usage; 3 done, with problems in the files (they are shown)."
)]
pub struct DiffArgs {
    /// The output folder of a run, and the start of a statement's id; or two article files
    #[arg(value_names = ["OUT or FILE", "STATEMENT or FILE"], num_args = 1..=2, required = true)]
    pub targets: Vec<PathBuf>,

    /// The statement whose words are nearest to these
    #[arg(long, value_name = "WORDS", conflicts_with = "between")]
    pub quote: Option<String>,

    /// All statements that both outlets or agencies carry
    #[arg(long, value_names = ["NAME", "NAME"], num_args = 2)]
    pub between: Option<Vec<String>>,

    /// Only statements of this event, by the start of its id
    #[arg(long, value_name = "ID")]
    pub event: Option<String>,

    /// Outlet or agency against whose account the others are read [default: the fullest quote, else the fullest
    /// account; with --between the first name]
    #[arg(long, value_name = "OUTLET")]
    pub base: Option<String>,

    /// Configuration file: how two article files are read and compared; a run has its own options
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,

    /// Mark every edit, also in accounts that are in other words, which else show what they have in common
    #[arg(long, help_heading = "Showing")]
    pub edits: bool,

    /// Form of the output: text, csv, json, markdown, html or tei [default: text]
    #[arg(long, value_name = "FORMAT", value_parser = diff_form, help_heading = "Showing")]
    pub format: Option<DiffForm>,

    /// Columns of text to fill [default: those of the terminal, 120 where there is none]
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(40..=1000), help_heading = "Showing")]
    pub width: Option<u16>,

    /// Show so many statements at the most; 0 shows all [default: 20 as text, else all]
    #[arg(long, value_name = "N", help_heading = "Showing")]
    pub limit: Option<usize>,
}

/// How a diff is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum DiffForm {
    /// For people, on the screen.
    #[default]
    Text,
    /// An edit a row.
    Csv,
    /// CollateX's alignment table.
    Json,
    /// For documents and issue trackers.
    Markdown,
    /// A page.
    Html,
    /// A critical apparatus.
    Tei,
}

/// A flag as asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskedFlag {
    /// Whichever.
    Any,
    /// This one.
    One(Flag),
}

fn form(word: &str) -> Result<Form, String> {
    match word {
        "text" => Ok(Form::Text),
        "csv" => Ok(Form::Csv),
        "json" => Ok(Form::Json),
        _ => Err("the formats are text, csv, json".to_owned()),
    }
}

fn diff_form(word: &str) -> Result<DiffForm, String> {
    match word {
        "text" => Ok(DiffForm::Text),
        "csv" => Ok(DiffForm::Csv),
        "json" => Ok(DiffForm::Json),
        "markdown" | "md" => Ok(DiffForm::Markdown),
        "html" => Ok(DiffForm::Html),
        "tei" => Ok(DiffForm::Tei),
        _ => Err("the formats are text, csv, json, markdown, html, tei".to_owned()),
    }
}

fn flag(word: &str) -> Result<AskedFlag, String> {
    if word == "any" {
        return Ok(AskedFlag::Any);
    }
    let known = || Flag::ALL.map(Flag::as_str).join(", ");
    let found = Flag::ALL.into_iter().find(|flag| flag.as_str() == word).map(AskedFlag::One);
    found.ok_or_else(|| format!("the flags are {}, any", known()))
}

fn kind(word: &str) -> Result<ClaimKind, String> {
    const KINDS: [ClaimKind; 4] = [ClaimKind::Quote, ClaimKind::Reported, ClaimKind::Fact, ClaimKind::Headline];
    let found = KINDS.into_iter().find(|kind| kind.as_str() == word);
    found.ok_or_else(|| format!("the kinds are {}", KINDS.map(ClaimKind::as_str).join(", ")))
}
