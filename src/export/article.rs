//! `articles.csv` and `articles.jsonl`.

use super::table::{self, Column};
use super::view::View;
use super::{ExportOptions, cell};
use crate::model::{Article, BlockKind, DateBasis};
use crate::text::Span;
use serde::Serialize;
use std::io;

const COLUMNS: &[Column<usize>] = &[
    ("article_id", |v, a| cell::text(&v.outcome.articles[*a].id)),
    ("path", |v, a| cell::text(&v.outcome.articles[*a].path)),
    ("outlet", |v, a| cell::text(&v.outcome.articles[*a].outlet)),
    ("agency", |v, a| cell::optional(v.outcome.articles[*a].agency.as_deref())),
    ("origin_id", |v, a| cell::optional_word(v.origin_id(*a))),
    ("event_id", |v, a| cell::optional_word(v.event_id(*a))),
    ("published", |v, a| v.published(*a)),
    ("dateline", |v, a| cell::optional(v.outcome.articles[*a].dateline.as_deref())),
    ("language", |v, a| cell::text(&v.outcome.articles[*a].language)),
    ("title", |v, a| cell::optional(v.outcome.articles[*a].title.as_deref())),
    ("url", |v, a| cell::optional(v.outcome.articles[*a].url.as_deref())),
    ("claims", |v, a| cell::count(v.claims_in[*a])),
    ("dropped_chars", |v, a| cell::count(dropped_chars(&v.outcome.articles[*a]))),
    ("chars", |v, a| cell::count(v.outcome.articles[*a].text.chars().count())),
    ("published_basis", |v, a| cell::optional_word(v.outcome.articles[*a].published_basis.map(basis))),
    ("encoding", |v, a| cell::text(&v.outcome.articles[*a].encoding)),
    ("line", |v, a| v.outcome.articles[*a].line.map(cell::count).unwrap_or_default()),
    ("stated_event", |v, a| cell::optional(v.outcome.articles[*a].stated_event.as_deref())),
    ("author", |v, a| cell::optional(v.outcome.articles[*a].author.as_deref())),
];

/// Writes `articles.csv`.
pub fn csv(view: &View, options: &ExportOptions, out: impl io::Write) -> io::Result<()> {
    table::write(COLUMNS, 0..view.outcome.articles.len(), view, options, out)
}

fn dropped_chars(article: &Article) -> usize {
    article.dropped.iter().map(|dropped| article.at(dropped.span).chars().count()).sum()
}

fn basis(basis: DateBasis) -> &'static str {
    match basis {
        DateBasis::Record => "record",
        DateBasis::Text => "text",
        DateBasis::Url => "url",
        DateBasis::Inferred => "inferred",
    }
}

fn block_kind(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Headline => "headline",
        BlockKind::Subheading => "subheading",
        BlockKind::Paragraph => "paragraph",
        BlockKind::Caption => "caption",
    }
}

/// A line of `articles.jsonl`. Places are half-open, in code points of `text`.
#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    outlet: &'a str,
    agency: Option<&'a str>,
    dateline: Option<&'a str>,
    published: Option<String>,
    language: &'a str,
    title: Option<&'a str>,
    url: Option<&'a str>,
    text: &'a str,
    blocks: Vec<Place<'a>>,
    dropped: Vec<Place<'a>>,
    path: &'a str,
    line: Option<u64>,
    origin_id: Option<&'a str>,
    event_id: Option<&'a str>,
    author: Option<&'a str>,
}

/// A place in the text with what is there.
#[derive(Serialize)]
struct Place<'a> {
    start: usize,
    end: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
}

/// Writes `articles.jsonl`.
pub fn jsonl(view: &View, mut out: impl io::Write) -> io::Result<()> {
    for (position, article) in view.outcome.articles.iter().enumerate() {
        serde_json::to_writer(&mut out, &line(view, position, article))?;
        out.write_all(b"\n")?;
    }
    out.flush()
}

fn line<'a>(view: &'a View, position: usize, article: &'a Article) -> Line<'a> {
    let place = |span: Span, kind, reason| {
        let (start, end) = view.points(position, span);
        Place { start, end, kind, reason }
    };
    Line {
        id: &article.id,
        outlet: &article.outlet,
        agency: article.agency.as_deref(),
        dateline: article.dateline.as_deref(),
        published: article.published.map(|at| at.to_string()),
        language: &article.language,
        title: article.title.as_deref(),
        url: article.url.as_deref(),
        text: &article.text,
        blocks: article.blocks.iter().map(|block| place(block.span, Some(block_kind(block.kind)), None)).collect(),
        dropped: article.dropped.iter().map(|dropped| place(dropped.span, None, Some(dropped.reason.as_ref()))).collect(),
        path: &article.path,
        line: article.line,
        origin_id: view.origin_id(position),
        event_id: view.event_id(position),
        author: article.author.as_deref(),
    }
}
