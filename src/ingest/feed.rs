//! Articles from feeds: RSS, Atom and JSON Feed, an article for each entry that has its whole text.

use super::gathered::{Entry, Gathered, Refusal};
use super::page;
use super::versions::Edition;
use super::xml::{child, language, line_of, text_of};
use crate::error::ProblemKind;
use crate::model::Fields;
use crate::text::{Span, words};
use roxmltree::Node;
use serde_json::{Map, Value};

/// A description with fewer words than this is a summary, not the article.
const WHOLE_LEAST: usize = 50;
/// How a text ends that goes on elsewhere.
const CUT_MARKS: [&str; 6] = ["[...]", "[…]", "...", "…", "[&#8230;]", "(more)"];

/// Reads a feed.
pub(super) fn read(root: Node<'_, '_>, gathered: &mut Gathered) {
    let is_entry = |node: &Node<'_, '_>| node.is_element() && matches!(node.tag_name().name(), "item" | "entry");
    let channel = child(root, "channel").unwrap_or(root);
    let name = child(channel, "title").and_then(line_of);
    let tongue = child(channel, "language").and_then(line_of);
    // In RSS 1.0 the items stand beside their channel.
    let entries = channel.children().chain(root.children().filter(|_| channel != root)).filter(is_entry);
    let entries: Vec<Node<'_, '_>> = if is_entry(&root) { vec![root] } else { entries.collect() };
    for (entry, number) in entries.into_iter().zip(1..) {
        let body = body(entry);
        let text = |name: &str| child(entry, name).and_then(line_of);
        let id = text("guid").or_else(|| text("id"));
        let source = child(entry, "source").and_then(|source| child(source, "title").or(Some(source))).and_then(line_of);
        let date = ["pubDate", "published", "issued", "date"].iter().find_map(|name| text(name));
        let changed = text("updated").or_else(|| text("modified"));
        let fields = Fields {
            source: source.or_else(|| name.clone()),
            author: author(entry),
            title: text("title").map(|title| plain(&title)),
            date: date.or_else(|| changed.clone()),
            url: address(entry),
            language: language(entry).or_else(|| tongue.clone()),
            ..Fields::default()
        };
        take(Some(number), id, body, fields, changed, gathered);
    }
}

/// What an entry has for a text.
enum Body {
    /// It is stated to be all of it.
    Whole(String),
    /// It may be a summary.
    Description(String),
    Missing,
    /// It cannot be read.
    Refused(Refusal),
}

fn body(entry: Node<'_, '_>) -> Body {
    let first = |names: &[&str]| names.iter().find_map(|name| markup(child(entry, name)?));
    match first(&["encoded", "content", "content_encoded", "fulltext"]) {
        Some(Ok(text)) => Body::Whole(text),
        Some(Err(refusal)) => Body::Refused(refusal),
        None => match first(&["description", "summary"]) {
            Some(Ok(text)) => Body::Description(text),
            Some(Err(refusal)) => Body::Refused(refusal),
            None => Body::Missing,
        },
    }
}

/// The text of an element that holds markup: as XML of its own, or as text that is HTML. None where there is none.
fn markup(node: Node<'_, '_>) -> Option<Result<String, Refusal>> {
    let is_xml = node.children().any(|child| child.is_element());
    let text = if is_xml {
        Ok(text_of(node))
    } else {
        from_html(&node.descendants().filter(Node::is_text).filter_map(|part| part.text()).collect::<String>())
    };
    if text.as_ref().is_ok_and(|text| text.trim().is_empty()) { None } else { Some(text) }
}

/// HTML or plain text as text.
fn from_html(text: &str) -> Result<String, Refusal> {
    let has_markup = text.contains("</") || text.contains("/>") || page::is_markup(text) || text.contains('&');
    if has_markup { page::fragment_text(text) } else { Ok(text.trim().to_string()) }
}

fn plain(line: &str) -> String {
    from_html(line).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn author(entry: Node<'_, '_>) -> Option<String> {
    let found = child(entry, "creator").or_else(|| child(entry, "author"))?;
    child(found, "name").or(Some(found)).and_then(line_of)
}

/// The address of an entry: RSS writes it as text, Atom as an attribute of the link to the page itself.
fn address(entry: Node<'_, '_>) -> Option<String> {
    let links = || entry.children().filter(|node| node.is_element() && node.tag_name().name() == "link");
    let own =
        links().find(|link| matches!(link.attribute("rel"), None | Some("alternate")) && link.attribute("href").is_some());
    let permanent = child(entry, "guid").filter(|guid| guid.attribute("isPermaLink") != Some("false"));
    let text = links().find_map(line_of).or_else(|| permanent.and_then(line_of).filter(|guid| guid.starts_with("http")));
    own.and_then(|link| link.attribute("href").map(str::to_string)).or(text)
}

/// Reads an item of a JSON Feed whose `feed` is named so.
pub(super) fn json_item(item: &Map<String, Value>, feed: &Map<String, Value>, number: u64, gathered: &mut Gathered) {
    let text = |name: &str| item.get(name).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty());
    let html =
        text("content_html").map(from_html).filter(|text| text.as_ref().is_ok_and(|text| !text.is_empty()) || text.is_err());
    let body = match html.or_else(|| text("content_text").map(|text| Ok(text.to_string()))) {
        Some(Ok(text)) => Body::Whole(text),
        Some(Err(refusal)) => Body::Refused(refusal),
        None => text("summary").map_or(Body::Missing, |text| Body::Description(text.to_string())),
    };
    let of_feed = |name: &str| feed.get(name).and_then(Value::as_str).map(str::to_string);
    let authors = item.get("authors").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let author = authors.iter().chain(item.get("author")).find_map(|author| author.get("name").and_then(Value::as_str));
    let changed = text("date_modified").map(str::to_string);
    let fields = Fields {
        source: of_feed("title"),
        author: author.map(str::to_string),
        title: text("title").map(str::to_string),
        date: text("date_published").map(str::to_string).or_else(|| changed.clone()),
        url: text("url").or_else(|| text("external_url")).map(str::to_string),
        language: text("language").map(str::to_string).or_else(|| of_feed("language")),
        ..Fields::default()
    };
    let id = item.get("id").map(|id| id.as_str().map_or_else(|| id.to_string(), str::to_string));
    take(Some(number), id, body, fields, changed, gathered);
}

/// Whether a value is a JSON Feed.
pub(super) fn is_json_feed(object: &Map<String, Value>) -> bool {
    let version = object.get("version").and_then(Value::as_str).unwrap_or_default();
    version.contains("jsonfeed.org/version/") && object.get("items").is_some_and(Value::is_array)
}

fn take(line: Option<u64>, id: Option<String>, body: Body, fields: Fields, changed: Option<String>, gathered: &mut Gathered) {
    let body = match body {
        Body::Whole(text) => text,
        Body::Description(text) if !is_summary(&text) => text,
        Body::Description(text) => {
            let count = words(&text, Span::whole(&text)).len();
            let message = format!("the feed has only a summary of {count} words; the entry was passed over");
            return gathered.reject(line, ProblemKind::Empty, message);
        }
        Body::Refused(refusal) => return gathered.reject(line, refusal.kind, refusal.message),
        Body::Missing => return gathered.reject(line, ProblemKind::Empty, "the entry has no text; it was passed over"),
    };
    // The ids of many feeds are bare numbers, which say nothing outside their feed.
    let story = id.as_ref().map(|id| format!("{}\n{id}", fields.source.as_deref().unwrap_or_default()));
    let edition = Edition { story, made: changed.or_else(|| fields.date.clone()), ..Edition::default() };
    let text = page::with_title(fields.title.as_deref(), body);
    gathered.take(Entry { line, id, text, fields, edition });
}

fn is_summary(text: &str) -> bool {
    let text = text.trim_end();
    CUT_MARKS.iter().any(|mark| text.ends_with(mark)) || words(text, Span::whole(text)).len() < WHOLE_LEAST
}
