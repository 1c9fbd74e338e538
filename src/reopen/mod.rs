//! What did a run write? Its output folder becomes articles, claims, links and statements again.
//!
//! In: a folder. Out: a [`Reopened`] run, so that its links can be clustered again, its scores explained, its pairs judged and its
//! findings shown without running again. It holds what the files tell and no more: of a cue its word, not its place, and so with numbers
//! and dates.
//! Probabilities and parts of scores have the four decimals that the files have.

mod articles;
mod claims;
mod findings;
mod links;
mod problems;
mod table;
mod values;

pub(crate) use table::Table;

use crate::config::Config;
use crate::error::{Error, Problem};
use crate::model::{Article, Claim, Event, Link, Origin, Statement};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::io::ErrorKind;
use std::path::Path;

/// A run, read back from its output folder.
#[derive(Debug, Clone)]
pub struct Reopened {
    /// The options that were in force.
    pub config: Config,
    /// The articles, in the order of the run, with text, title, outlet, agency and time.
    pub articles: Vec<Article>,
    /// The events, by first publication and id.
    pub events: Vec<Event>,
    /// The origins, by id.
    pub origins: Vec<Origin>,
    /// The claims, in the order of the run. The places of speakers, cues, numbers and dates are not in the files: the claim's own
    /// stands for them.
    pub claims: Vec<Claim>,
    /// The links that were kept, by pair.
    pub links: Vec<Link>,
    /// The statements, by event and id, with their findings.
    pub statements: Vec<Statement>,
    /// The problems, in the order of the run.
    pub problems: Vec<Problem>,
}

/// Reads `run.json`, `articles.jsonl`, `claims.csv`, `pairs.csv`, `statements.csv`, `flags.csv`, `events.csv` of
/// `folder`, and `problems.csv` where it is there.
///
/// # Errors
/// When a file is not there or is not what this version writes, or when one names what another does not have.
pub fn reopen(folder: &Path) -> Result<Reopened, Error> {
    let config = config(&folder.join("run.json"))?;
    let read = articles::read(&folder.join("articles.jsonl"))?;
    let origins = articles::origins(&read.origin_of);
    let events = articles::events(&folder.join("events.csv"), &read.articles, &read.event_of)?;
    let claims = claims::read(&folder.join("claims.csv"), &read.articles)?;
    let links = links::read(&folder.join("pairs.csv"), &claims.position)?;
    let at: FxHashMap<&str, usize> = events.iter().enumerate().map(|(at, event)| (event.id.as_str(), at)).collect();
    let event_of: Vec<Option<usize>> = read.event_of.iter().map(|id| at.get(id.as_str()).copied()).collect();
    let mut statements = claims::statements(&folder.join("statements.csv"), &claims, &event_of)?;
    findings::read(&folder.join("flags.csv"), &read.articles, &claims, &mut statements)?;
    let problems = problems::read(&folder.join("problems.csv"))?;
    Ok(Reopened { config, articles: read.articles, events, origins, claims: claims.claims, links, statements, problems })
}

impl Reopened {
    /// The event of an article, by position.
    pub fn event_of(&self, article: usize) -> Option<usize> {
        self.events.iter().position(|event| event.articles.binary_search(&article).is_ok())
    }

    /// The statements that a claim is in, by position.
    pub fn statements_of(&self, claim: usize) -> impl Iterator<Item = usize> + '_ {
        let holds = move |statement: &Statement| statement.members.binary_search(&claim).is_ok();
        self.statements.iter().enumerate().filter(move |(_, statement)| holds(statement)).map(|(at, _)| at)
    }

    /// The link between two claims, in either order.
    pub fn link(&self, one: usize, other: usize) -> Option<&Link> {
        let pair = (one.min(other), one.max(other));
        let found = self.links.binary_search_by(|link| (link.pair.left, link.pair.right).cmp(&pair));
        found.ok().map(|at| &self.links[at])
    }
}

/// Positions by id.
type Positions = FxHashMap<String, usize>;

#[derive(Deserialize)]
struct RunFile {
    options: Config,
}

fn config(path: &Path) -> Result<Config, Error> {
    let text = std::fs::read(path).map_err(|e| match (e.kind(), path.parent()) {
        (ErrorKind::NotFound | ErrorKind::NotADirectory, Some(folder)) => no_run(folder),
        _ => Error::io(path, e),
    })?;
    let run: RunFile = serde_json::from_slice(&text).map_err(|e| {
        let line = (e.line() > 0).then_some(e.line() as u64);
        Error::invalid(path, line, format!("not a run of this version: {e}\nrun again to write the folder anew"))
    })?;
    Ok(run.options)
}

fn no_run(folder: &Path) -> Error {
    let what = if folder.is_dir() {
        "is no output folder of crosswire: it holds no run.json"
    } else if folder.exists() {
        "is a file, not the output folder of a run"
    } else {
        "is not there"
    };
    let advice = "make one with: crosswire run INPUT --out DIR";
    Error::Usage(format!("{} {what}\n{advice}", folder.display()))
}
