//! What `eval`, `explain` and `label` take on the command line: a run and the judgement of people on it.

use clap::Args as Group;
use std::path::PathBuf;

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
