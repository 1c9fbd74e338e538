//! All options of a run: defaults, over them a file, over that what the caller sets.
//!
//! The rooms own their options and know nothing of files. The file has a section for each room, whose keys are the names of the
//! options; the forms below say how each is written. A key that is not known is refused.

use crate::chunk::ChunkOptions;
use crate::cluster::{ClusterOptions, Precision};
use crate::compare::CompareOptions;
use crate::error::Error;
use crate::event::EventOptions;
use crate::export::ExportOptions;
use crate::index::IndexOptions;
use crate::ingest::{FieldMap, Format, IngestOptions};
use crate::join::JoinOptions;
use crate::normalize::{NormalizeOptions, Registry};
use crate::pair::PairOptions;
use crate::score::{ScoreOptions, Weights};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// The options of every room.
///
/// ```
/// use crosswire::config::Config;
/// let config = Config::parse("threads = 2\n[export]\nexcel = true\n").unwrap();
/// assert_eq!((config.threads, config.export.excel), (2, true));
/// assert_eq!(Config::parse("thread = 2").unwrap_err().line, Some(1));
/// ```
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Threads that work; 0, the default, is as many as there are cores. It has no bearing on what comes out.
    pub threads: usize,
    /// A name for [`ClusterOptions::threshold`]. [`Config::parse`] puts the threshold that it stands for in that option, unless the
    /// text states one, and leaves this empty.
    #[serde(skip_serializing, deserialize_with = "precision")]
    pub precision: Option<Precision>,
    /// A file of outlets and agencies that extends the built-in registry; [`Config::read_registry`] reads it.
    pub registry: Option<PathBuf>,
    /// A file of weights that `data/model/train.py` wrote, in place of the built-in ones; [`Config::read_weights`] reads it.
    pub weights: Option<PathBuf>,
    /// How inputs are read.
    #[serde(with = "IngestForm")]
    pub ingest: IngestOptions,
    /// How articles are cleaned.
    #[serde(with = "NormalizeForm")]
    pub normalize: NormalizeOptions,
    /// How articles are cut.
    #[serde(with = "ChunkForm")]
    pub chunk: ChunkOptions,
    /// How articles are grouped.
    #[serde(with = "EventForm")]
    pub event: EventOptions,
    /// How claims are weighed.
    #[serde(with = "IndexForm")]
    pub index: IndexOptions,
    /// What is worth comparing.
    #[serde(with = "PairForm")]
    pub pair: PairOptions,
    /// How pairs are scored.
    #[serde(with = "ScoreForm")]
    pub score: ScoreOptions,
    /// When claims are taken to be accounts of one statement.
    #[serde(with = "ClusterForm")]
    pub cluster: ClusterOptions,
    /// How accounts are compared.
    #[serde(with = "CompareForm")]
    pub compare: CompareOptions,
    /// When claims that came cut are near-verbatim copies.
    #[serde(with = "JoinForm")]
    pub join: JoinOptions,
    /// How files are written.
    #[serde(with = "ExportForm")]
    pub export: ExportOptions,
}

/// What is wrong with the text of a configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    /// The line, from 1.
    pub line: Option<u64>,
    /// What is wrong.
    pub message: String,
}

impl Config {
    /// Reads a TOML text. What it does not mention keeps its default.
    ///
    /// # Errors
    /// When it is not TOML, holds a key that is not known, or a value of the wrong type.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        let wrong = |e: toml::de::Error| ConfigError {
            line: e.span().map(|at| line_of(text, at.start)),
            message: e.message().to_owned(),
        };
        let mut config: Config = toml::from_str(text).map_err(wrong)?;
        if let Some(precision) = config.precision.take() {
            let stated: toml::Table = text.parse().map_err(wrong)?;
            if stated.get("cluster").and_then(|cluster| cluster.get("threshold")).is_none() {
                config.cluster.threshold = precision.threshold();
            }
        }
        Ok(config)
    }

    /// Reads a TOML file.
    ///
    /// # Errors
    /// When it cannot be read, and as [`Config::parse`].
    pub fn read(path: &Path) -> Result<Self, Error> {
        let text = std::fs::read_to_string(path).map_err(|e| Error::io(path, e))?;
        Config::parse(&text).map_err(|e| Error::invalid(path, e.line, e.message))
    }

    /// Extends the registry by the file that [`Config::registry`] names, if it names one.
    ///
    /// # Errors
    /// When the file cannot be read, or is not a registry.
    pub fn read_registry(&mut self) -> Result<(), Error> {
        if let Some(path) = &self.registry {
            let text = std::fs::read_to_string(path).map_err(|e| Error::io(path, e))?;
            self.normalize.registry = Registry::builtin().extended(path, &text)?;
        }
        Ok(())
    }

    /// Scores by the weights of the file that [`Config::weights`] names, if it names one.
    ///
    /// # Errors
    /// When the file cannot be read, or does not hold weights.
    pub fn read_weights(&mut self) -> Result<(), Error> {
        if let Some(path) = &self.weights {
            let text = std::fs::read_to_string(path).map_err(|e| Error::io(path, e))?;
            self.score.weights = Weights::parse(&text).map_err(|e| Error::invalid(path, None, e))?;
        }
        Ok(())
    }

    /// Refuses values out of their range, which their types cannot tell.
    ///
    /// # Errors
    /// When an option is out of range; the text names it as the file does.
    pub fn check(&self) -> Result<(), Error> {
        let event = &self.event;
        let shares = [
            ("event.min_likeness", event.min_likeness),
            ("event.min_cohesion", event.min_cohesion),
            ("event.min_copied", event.min_copied),
            ("index.name_likeness", self.index.name_likeness),
            ("score.keep", self.score.keep),
            ("join.least", self.join.least),
            ("cluster.threshold", self.cluster.threshold),
            ("cluster.core", self.cluster.core),
            ("cluster.least", self.cluster.least),
            ("cluster.same_article", self.cluster.same_article),
            ("cluster.headline", self.cluster.headline),
            ("cluster.caption", self.cluster.caption),
            ("cluster.fresh", self.cluster.fresh),
        ];
        if let Some((name, value)) = shares.iter().find(|(_, value)| !(0.0..=1.0).contains(value)) {
            return Err(Error::Usage(format!("{name} is {value}, but must be from 0 to 1")));
        }
        if !(event.window_days > 0.0 && event.window_days.is_finite()) {
            return Err(Error::Usage(format!("event.window_days is {}, but must be above 0", event.window_days)));
        }
        Ok(())
    }

    /// The whole configuration as a TOML text, which reads back as the same.
    pub fn to_toml(&self) -> String {
        // Every form is made of numbers, strings, lists and tables with string keys, all of which TOML can write but for null.
        toml::to_string(&without_nulls(serde_json::to_value(self).unwrap_or_default())).unwrap_or_default()
    }

    /// The options that bear on what comes out, for `run.json`: all but [`Config::threads`].
    pub fn options(&self) -> impl Serialize + use<> {
        let mut options = serde_json::to_value(self).unwrap_or_default();
        if let Some(options) = options.as_object_mut() {
            options.shift_remove("threads");
        }
        options
    }
}

/// A value without what is null, which TOML does not know: an option that is not set is not written.
fn without_nulls(value: serde_json::Value) -> serde_json::Value {
    match value {
        serde_json::Value::Object(members) => {
            members.into_iter().filter(|(_, value)| !value.is_null()).map(|(key, value)| (key, without_nulls(value))).collect()
        }
        other => other,
    }
}

fn precision<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Precision>, D::Error> {
    let word = String::deserialize(deserializer)?;
    let found = Precision::ALL.into_iter().find(|precision| precision.as_str() == word);
    let known = || Precision::ALL.map(Precision::as_str).join(", ");
    found.map(Some).ok_or_else(|| serde::de::Error::custom(format!("precision is {word:?}, but must be one of {}", known())))
}

fn line_of(text: &str, byte: usize) -> u64 {
    1 + text.bytes().take(byte).filter(|b| *b == b'\n').count() as u64
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "IngestOptions", default = "IngestOptions::default", deny_unknown_fields)]
struct IngestForm {
    #[serde(with = "FormatForm")]
    format: Format,
    encoding: Option<String>,
    max_file_bytes: u64,
    max_unpacked_bytes: u64,
    max_archive_bytes: u64,
    max_members: u64,
    max_depth: u32,
    max_ratio: u64,
    exclude: Vec<PathBuf>,
    // A table comes after the values of its section.
    #[serde(with = "FieldMapForm")]
    fields: FieldMap,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Format", rename_all = "lowercase")]
enum FormatForm {
    Auto,
    Text,
    Html,
    Jsonl,
    Json,
    Csv,
    Feed,
    Ninjs,
    Newsml,
    Nitf,
    Xlsx,
    Parquet,
    Arrow,
    Docx,
    Rtf,
    Nexis,
    Factiva,
    Gkg,
    Gqg,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "FieldMap", default = "FieldMap::default", deny_unknown_fields)]
struct FieldMapForm {
    id: Option<String>,
    source: Option<String>,
    title: Option<String>,
    date: Option<String>,
    url: Option<String>,
    text: Option<String>,
    language: Option<String>,
    event: Option<String>,
    speaker: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "NormalizeOptions", default = "NormalizeOptions::default", deny_unknown_fields)]
struct NormalizeForm {
    default_outlet: Option<String>,
    language: Option<String>,
    // It is read from the file that `registry` names.
    #[serde(skip, default = "Registry::builtin")]
    registry: Registry,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "ChunkOptions", default = "ChunkOptions::default", deny_unknown_fields)]
struct ChunkForm {
    min_words: usize,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "EventOptions", default = "EventOptions::default", deny_unknown_fields)]
struct EventForm {
    min_likeness: f64,
    min_cohesion: f64,
    window_days: f64,
    min_copied: f64,
    min_copied_words: usize,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "IndexOptions", default = "IndexOptions::default", deny_unknown_fields)]
struct IndexForm {
    smoothing: f32,
    name_likeness: f64,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "PairOptions", default = "PairOptions::default", deny_unknown_fields)]
struct PairForm {
    least_mass: f32,
    event_cap: usize,
    small_event: usize,
    reuse_run: usize,
    reuse_cap: usize,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "ScoreOptions", default = "ScoreOptions::default", deny_unknown_fields)]
struct ScoreForm {
    keep: f64,
    // They come from the program or from a file of their own.
    #[serde(skip, default = "Weights::built_in")]
    weights: Weights,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "ClusterOptions", default = "ClusterOptions::default", deny_unknown_fields)]
struct ClusterForm {
    threshold: f64,
    core: f64,
    least: f64,
    same_article: f64,
    headline: f64,
    caption: f64,
    fresh: f64,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "CompareOptions", default = "CompareOptions::default", deny_unknown_fields)]
struct CompareForm {}

#[derive(Serialize, Deserialize)]
#[serde(remote = "JoinOptions", default = "JoinOptions::default", deny_unknown_fields)]
struct JoinForm {
    least: f64,
    cap: usize,
    memory: u64,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "ExportOptions", default = "ExportOptions::default", deny_unknown_fields)]
struct ExportForm {
    excel: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_reads_back() {
        let config = Config { threads: 3, export: ExportOptions { excel: true }, ..Config::default() };
        let text = config.to_toml();
        assert_eq!(Config::parse(&text).unwrap().to_toml(), text);
        assert!(text.contains("threads = 3") && text.contains("excel = true"), "{text}");
    }

    #[test]
    fn an_empty_file_is_all_defaults() {
        assert_eq!(Config::parse("").unwrap().to_toml(), Config::default().to_toml());
    }

    #[test]
    fn unknown_keys_and_wrong_types_are_refused_with_their_line() {
        let line = |text| Config::parse(text).unwrap_err().line;
        assert_eq!(line("threads = 1\n\nthraeds = 2\n"), Some(3));
        assert_eq!(line("[export]\n# a comment\nexel = true\n"), Some(3));
        assert_eq!(line("[exports]\n"), Some(1));
        assert_eq!(line("threads = 1\n[export]\nexcel = 1\n"), Some(3));
        assert_eq!(line("threads = -1"), Some(1));
        assert_eq!(line("[export]\nexcel = true\nexcel = true\n"), Some(3));
    }

    #[test]
    fn every_section_reads_back() {
        let text = "[ingest]\nformat = \"jsonl\"\nencoding = \"gb18030\"\n[ingest.fields]\ntext = \"body\"\n\
                    [event]\nwindow_days = 2.5\n";
        let config = Config::parse(text).unwrap();
        assert_eq!(config.ingest.format, Format::Jsonl);
        assert_eq!(config.ingest.fields.text.as_deref(), Some("body"));
        assert_eq!(config.event.window_days, 2.5);
        assert_eq!(config.event.min_copied, EventOptions::default().min_copied);
        assert_eq!(Config::parse(&config.to_toml()).unwrap().to_toml(), config.to_toml());
        assert_eq!(Config::parse("[ingest.fields]\nbody = \"text\"\n").unwrap_err().line, Some(2));
    }

    #[test]
    fn precision_is_a_name_for_a_threshold_and_a_stated_threshold_wins() {
        let threshold = |text| Config::parse(text).unwrap().cluster.threshold;
        assert_eq!(threshold("precision = \"high\"\n"), Precision::High.threshold());
        assert_eq!(threshold("precision = \"high\"\n[cluster]\nsame_article = 0.9\n"), Precision::High.threshold());
        assert_eq!(threshold("precision = \"high-recall\"\n[cluster]\nthreshold = 0.45\n"), 0.45);
        let printed = Config::parse("precision = \"high\"\n").unwrap().to_toml();
        assert!(!printed.contains("precision") && printed.contains(&format!("threshold = {}", Precision::High.threshold())));
        let error = Config::parse("threads = 1\nprecision = \"low\"\n").unwrap_err();
        assert_eq!(error.message, "precision is \"low\", but must be one of high, balanced, high-recall");
        assert_eq!(error.line, Some(2));
    }

    #[test]
    fn values_out_of_range_are_refused_by_name() {
        let error = |text| Config::parse(text).unwrap().check().unwrap_err().to_string();
        assert_eq!(error("[event]\nmin_copied = 1.5\n"), "event.min_copied is 1.5, but must be from 0 to 1");
        assert_eq!(error("[event]\nmin_likeness = nan\n"), "event.min_likeness is NaN, but must be from 0 to 1");
        assert_eq!(error("[event]\nwindow_days = 0\n"), "event.window_days is 0, but must be above 0");
        assert!(Config::default().check().is_ok());
    }

    #[test]
    fn run_json_does_not_hold_the_threads() {
        let config = Config { threads: 7, ..Config::default() };
        let json = serde_json::to_string(&config.options()).unwrap();
        assert!(json.contains("\"excel\":false") && !json.contains("threads"), "{json}");
    }
}
