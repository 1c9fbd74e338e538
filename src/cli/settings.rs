//! What a run is to do, resolved from the command line and the configuration file before any input is read.

use super::run_args::{PairsArgs, ReadingArgs, RunArgs};
use crosswire::config::Config;
use crosswire::error::Error;
use crosswire::ingest::FieldMap;
use std::path::{Path, PathBuf};

/// A run, ready to begin.
pub struct RunSettings {
    /// Files and folders; at least one.
    pub inputs: Vec<PathBuf>,
    /// Whether the inputs are claims that are already cut.
    pub claims: bool,
    /// The output folder.
    pub out: PathBuf,
    /// All options.
    pub config: Config,
    /// Whether the report is wanted.
    pub report: bool,
    /// Where the charts go, if they are wanted.
    pub figures: Option<PathBuf>,
    /// Whether a summary is wanted.
    pub show: Show,
    /// How progress is told.
    pub progress: Progress,
}

/// How much is told at the end beside problems and errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Show {
    /// A summary.
    All,
    /// Nothing.
    Nothing,
}

/// How progress is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// To people: by bars, where standard error is a terminal.
    Bars,
    /// To programs: by lines of JSON.
    Lines,
    /// Not at all.
    Silent,
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
    let RunArgs { inputs, claims, output, options, reading, events, statements } = args;
    let mut config = read_config(options.config.as_deref(), reading)?;
    if let Some(threads) = options.threads {
        config.threads = threads;
    }
    if let Some(days) = events.window_days {
        config.event.window_days = days;
    }
    if let Some(precision) = statements.precision {
        config.cluster.threshold = precision.threshold();
    }
    if let Some(threshold) = statements.threshold {
        config.cluster.threshold = threshold;
    }
    if statements.weights.is_some() {
        config.weights = statements.weights;
    }
    config.read_weights()?;
    if let Some(keep) = statements.keep {
        config.score.keep = keep;
    }
    config.export.excel |= output.excel;
    config.check()?;
    // clap has seen to it that there is an output folder unless the options are to be printed.
    match output.out {
        Some(out) if !options.print_config => {
            let show = if output.quiet { Show::Nothing } else { Show::All };
            let progress = match (output.json_progress, show) {
                (true, _) => Progress::Lines,
                (false, Show::All) => Progress::Bars,
                (false, Show::Nothing) => Progress::Silent,
            };
            let (report, figures) = (!output.no_report, output.figures);
            Ok(Task::Run(RunSettings { inputs, claims, out, config, report, figures, show, progress }))
        }
        _ => Ok(Task::PrintConfig(config)),
    }
}

/// The options of the file, or the defaults where there is none, and over them what the command line says of reading.
pub fn read_config(file: Option<&Path>, reading: ReadingArgs) -> Result<Config, Error> {
    let mut config = file.map_or_else(|| Ok(Config::default()), Config::read)?;
    if let Some(format) = reading.format {
        config.ingest.format = format;
    }
    if reading.encoding.is_some() {
        config.ingest.encoding = reading.encoding;
    }
    for (field, name) in reading.fields {
        set_field(&mut config.ingest.fields, &field, name);
    }
    if reading.registry.is_some() {
        config.registry = reading.registry;
    }
    if reading.outlet.is_some() {
        config.normalize.default_outlet = reading.outlet;
    }
    config.read_registry()?;
    Ok(config)
}

/// Resolves the command line of `crosswire pairs`.
pub fn pairs_config(args: &PairsArgs) -> Result<Config, Error> {
    let reading = ReadingArgs { format: args.format, fields: args.fields.clone(), ..ReadingArgs::default() };
    let mut config = read_config(args.config.as_deref(), reading)?;
    if let Some(threads) = args.threads {
        config.threads = threads;
    }
    if let Some(least) = args.least {
        config.join.least = least;
    }
    if let Some(cap) = args.cap {
        config.join.cap = cap;
    }
    if let Some(memory) = args.memory {
        config.join.memory = memory;
    }
    config.export.excel |= args.excel;
    config.check()?;
    Ok(config)
}

fn set_field(fields: &mut FieldMap, field: &str, name: String) {
    let place = match field {
        "id" => &mut fields.id,
        "source" => &mut fields.source,
        "title" => &mut fields.title,
        "date" => &mut fields.date,
        "url" => &mut fields.url,
        "text" => &mut fields.text,
        "language" => &mut fields.language,
        "event" => &mut fields.event,
        "speaker" => &mut fields.speaker,
        // The command line takes no other.
        _ => return,
    };
    *place = Some(name);
}

#[cfg(test)]
mod tests {
    use super::super::args::{Args, Command};
    use super::*;
    use clap::Parser;

    fn config(words: &str) -> Config {
        match Args::parse_from(words.split(' ')).command {
            Command::Run(args) => match resolve(args).unwrap() {
                Task::PrintConfig(config) => config,
                Task::Run(settings) => settings.config,
            },
            _ => panic!("{words}"),
        }
    }

    #[test]
    fn every_flag_arrives() {
        let config = config(
            "crosswire run a --out b --threads 3 --excel --format csv --encoding gbk --window-days 2 --field id=1 --field source=2 \
             --field title=3 --field date=4 --field url=5 --field text=6 --field language=7 --field event=8 --field speaker=9 --outlet Osk \
             --threshold 0.5 --keep 0.1",
        );
        assert_eq!((config.cluster.threshold, config.score.keep), (0.5, 0.1));
        assert_eq!(config.normalize.default_outlet.as_deref(), Some("Osk"));
        assert_eq!((config.threads, config.export.excel, config.event.window_days), (3, true, 2.0));
        assert_eq!((config.ingest.format.as_str(), config.ingest.encoding.as_deref()), ("csv", Some("gbk")));
        let FieldMap { id, source, title, date, url, text, language, event, speaker } = config.ingest.fields;
        let fields = [id, source, title, date, url, text, language, event, speaker].map(Option::unwrap);
        assert_eq!(fields, ["1", "2", "3", "4", "5", "6", "7", "8", "9"]);
    }

    #[test]
    fn a_threshold_wins_over_a_name_for_one() {
        use crosswire::cluster::Precision;
        let threshold = |words: &str| config(&format!("crosswire run a --out b {words}")).cluster.threshold;
        assert_eq!(threshold("--precision high"), Precision::High.threshold());
        assert_eq!(threshold("--threshold 0.44 --precision high-recall"), 0.44);
        assert_eq!(threshold("--precision balanced"), Config::default().cluster.threshold);
    }

    #[test]
    fn what_is_out_of_range_is_refused_before_any_work() {
        let Command::Run(args) = Args::parse_from("crosswire run a --out b --window-days=-1".split(' ')).command else {
            panic!("not a run");
        };
        assert_eq!(resolve(args).err().unwrap().to_string(), "event.window_days is -1, but must be above 0");
    }
}
