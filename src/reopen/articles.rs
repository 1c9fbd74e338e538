//! `articles.jsonl` and `events.csv`, read back.

use super::Table;
use super::claims::{byte_offsets, unguarded};
use crate::error::Error;
use crate::model::{Article, Block, BlockKind, Dropped, Event, Moment, Origin};
use crate::text::Span;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

#[derive(Deserialize)]
struct Line {
    id: String,
    outlet: String,
    agency: Option<String>,
    #[serde(default)]
    dateline: Option<String>,
    published: Option<String>,
    language: String,
    title: Option<String>,
    url: Option<String>,
    #[serde(default)]
    author: Option<String>,
    text: String,
    path: String,
    #[serde(default)]
    line: Option<u64>,
    event_id: Option<String>,
    origin_id: Option<String>,
    #[serde(default)]
    blocks: Vec<LineBlock>,
    #[serde(default)]
    dropped: Vec<LineDropped>,
}

/// A block, its place in code points.
#[derive(Deserialize)]
struct LineBlock {
    start: usize,
    end: usize,
    kind: String,
}

/// A dropped run, its place in code points.
#[derive(Deserialize)]
struct LineDropped {
    start: usize,
    end: usize,
    reason: String,
}

/// The place between two code points, where it lies in the text that `offsets` are of.
fn place(offsets: &[usize], start: usize, end: usize) -> Option<Span> {
    let (start, end) = (*offsets.get(start)?, *offsets.get(end)?);
    (start <= end).then(|| Span::new(start, end))
}

/// The dropped runs of a text; those that do not lie in it are none.
fn dropped(offsets: &[usize], runs: Vec<LineDropped>) -> Vec<Dropped> {
    let run = |run: LineDropped| Some(Dropped { span: place(offsets, run.start, run.end)?, reason: run.reason.into() });
    runs.into_iter().filter_map(run).collect()
}

/// The blocks of a text; those that do not lie in it are no blocks.
fn blocks(offsets: &[usize], blocks: &[LineBlock]) -> Vec<Block> {
    let kind = |word: &str| match word {
        "headline" => BlockKind::Headline,
        "subheading" => BlockKind::Subheading,
        "caption" => BlockKind::Caption,
        _ => BlockKind::Paragraph,
    };
    let block = |b: &LineBlock| Some(Block { span: place(offsets, b.start, b.end)?, kind: kind(&b.kind) });
    blocks.iter().filter_map(block).collect()
}

/// The articles, and the ids of each one's event and origin.
pub(super) struct Articles {
    pub articles: Vec<Article>,
    pub event_of: Vec<String>,
    pub origin_of: Vec<String>,
}

/// Reads `articles.jsonl`.
pub(super) fn read(path: &Path) -> Result<Articles, Error> {
    let file = File::open(path).map_err(|e| Error::io(path, e))?;
    let (mut articles, mut event_of, mut origin_of) = (Vec::new(), Vec::new(), Vec::new());
    for (at, line) in BufReader::new(file).lines().enumerate() {
        let line = line.map_err(|e| Error::io(path, e))?;
        let line: Line = serde_json::from_str(&line)
            .map_err(|e| Error::invalid(path, Some(at as u64 + 1), format!("not an article of a run: {e}")))?;
        let offsets = byte_offsets(&line.text);
        articles.push(Article {
            id: line.id,
            outlet: line.outlet,
            agency: line.agency,
            published: line.published.as_deref().and_then(Moment::parse),
            language: line.language,
            title: line.title,
            url: line.url,
            author: line.author,
            blocks: blocks(&offsets, &line.blocks),
            dropped: dropped(&offsets, line.dropped),
            dateline: line.dateline,
            text: line.text,
            path: line.path,
            line: line.line,
            ..Article::default()
        });
        event_of.push(line.event_id.unwrap_or_default());
        origin_of.push(line.origin_id.unwrap_or_default());
    }
    Ok(Articles { articles, event_of, origin_of })
}

/// The origins by id; `origin_of` is the id of each article's origin.
pub(super) fn origins(origin_of: &[String]) -> Vec<Origin> {
    let mut origins: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (article, id) in origin_of.iter().enumerate().filter(|(_, id)| !id.is_empty()) {
        origins.entry(id).or_default().push(article);
    }
    origins.into_iter().map(|(id, articles)| Origin { id: id.to_owned(), articles }).collect()
}

/// The events in the order of `path`; `event_of` is the id of each article's event.
pub(super) fn events(path: &Path, articles: &[Article], event_of: &[String]) -> Result<Vec<Event>, Error> {
    let mut members: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (article, id) in event_of.iter().enumerate() {
        members.entry(id).or_default().push(article);
    }
    Table::open(path, ["event_id", "title"])?.rows(|row| {
        let [id, title] = row.cells;
        let members = members.get(id).cloned().unwrap_or_default();
        let dates = || members.iter().filter_map(|article| articles.get(*article)?.published);
        Ok(Event {
            id: id.to_owned(),
            title: unguarded(title).to_owned(),
            first_published: dates().min_by_key(|at| at.order_key()),
            last_published: dates().max_by_key(|at| at.order_key()),
            articles: members,
        })
    })
}
