//! What did a run write? Its output folder becomes articles, claims, links and statements again.
//!
//! In: a folder. Out: a [`Reopened`] run, so that its links can be clustered again, its scores explained, its pairs judged and its
//! findings shown without running again. It holds what the files tell and no more: of a cue its word, not its place; no numbers and dates of claims.
//! Probabilities and parts of scores have the four decimals that the files have.

mod articles;
mod claims;
mod findings;
mod links;
mod table;

pub(crate) use table::Table;

use crate::config::Config;
use crate::error::Error;
use crate::model::{Article, Claim, Event, Link, Statement};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::path::Path;

/// A run, read back from its output folder.
#[derive(Debug, Clone)]
pub struct Reopened {
    /// The options that were in force.
    pub config: Config,
    /// The articles, in the order of the run, with text, title, outlet, agency and time.
    pub articles: Vec<Article>,
    /// The events by id, without their times.
    pub events: Vec<Event>,
    /// The claims, in the order of the run. A speaker's or cue's place is not in the files: the claim's own stands for it.
    pub claims: Vec<Claim>,
    /// The links that were kept, by pair.
    pub links: Vec<Link>,
    /// The statements by id, with their findings.
    pub statements: Vec<Statement>,
}

/// Reads `run.json`, `articles.jsonl`, `claims.csv`, `pairs.csv`, `statements.csv`, `flags.csv` and `events.csv` of
/// `folder`.
///
/// # Errors
/// When a file is not there or is not what this version writes, or when one names what another does not have.
pub fn reopen(folder: &Path) -> Result<Reopened, Error> {
    let config = config(&folder.join("run.json"))?;
    let (articles, event_of) = articles::read(&folder.join("articles.jsonl"))?;
    let events = articles::events(&folder.join("events.csv"), &event_of)?;
    let claims = claims::read(&folder.join("claims.csv"), &articles)?;
    let links = links::read(&folder.join("pairs.csv"), &claims.position)?;
    let event_position: Vec<Option<usize>> =
        event_of.iter().map(|id| events.iter().position(|event| event.id == *id)).collect();
    let mut statements = claims::statements(&folder.join("statements.csv"), &claims, &event_position)?;
    findings::read(&folder.join("flags.csv"), &articles, &claims, &mut statements)?;
    Ok(Reopened { config, articles, events, claims: claims.claims, links, statements })
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
    let text = std::fs::read(path).map_err(|e| Error::io(path, e))?;
    let run: RunFile = serde_json::from_slice(&text).map_err(|e| {
        let line = (e.line() > 0).then_some(e.line() as u64);
        Error::invalid(path, line, format!("not a run of this version: {e}\nrun again to write the folder anew"))
    })?;
    Ok(run.options)
}
