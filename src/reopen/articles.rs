//! `articles.jsonl` and `events.csv`, read back.

use super::Table;
use super::claims::unguarded;
use crate::error::Error;
use crate::model::{Article, Event, Moment};
use serde::Deserialize;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

#[derive(Deserialize)]
struct Line {
    id: String,
    outlet: String,
    agency: Option<String>,
    published: Option<String>,
    language: String,
    title: Option<String>,
    url: Option<String>,
    text: String,
    path: String,
    event_id: Option<String>,
}

/// The articles, and the id of each one's event.
pub(super) fn read(path: &Path) -> Result<(Vec<Article>, Vec<String>), Error> {
    let file = File::open(path).map_err(|e| Error::io(path, e))?;
    let (mut articles, mut events) = (Vec::new(), Vec::new());
    for (at, line) in BufReader::new(file).lines().enumerate() {
        let line = line.map_err(|e| Error::io(path, e))?;
        let line: Line = serde_json::from_str(&line)
            .map_err(|e| Error::invalid(path, Some(at as u64 + 1), format!("not an article of a run: {e}")))?;
        articles.push(Article {
            id: line.id,
            outlet: line.outlet,
            agency: line.agency,
            published: line.published.as_deref().and_then(Moment::parse),
            language: line.language,
            title: line.title,
            url: line.url,
            text: line.text,
            path: line.path,
            ..Article::default()
        });
        events.push(line.event_id.unwrap_or_default());
    }
    Ok((articles, events))
}

/// The events in the order of `path`; `event_of` is the id of each article's event.
pub(super) fn events(path: &Path, event_of: &[String]) -> Result<Vec<Event>, Error> {
    let table = Table::open(path, ["event_id", "title"])?;
    table.rows(|row| {
        let [id, title] = row.cells;
        let articles = event_of.iter().enumerate().filter(|(_, event)| *event == id).map(|(at, _)| at);
        Ok(Event {
            id: id.to_owned(),
            title: unguarded(title).to_owned(),
            articles: articles.collect(),
            first_published: None,
            last_published: None,
        })
    })
}
