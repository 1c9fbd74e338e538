//! Articles from IPTC ninjs 1.x to 3.x: agency items in JSON.
//!
//! Version 2 turned members such as `headline` and `body_html` into lists with roles, version 3 changed the case of most names.
//! Names are therefore compared without regard to case and underscores.

use super::gathered::{Entry, Gathered};
use super::nitf::without_by;
use super::page;
use super::versions::Edition;
use crate::error::ProblemKind;
use crate::model::Fields;
use serde_json::{Map, Value};

/// How deep items lie in the associations of items, at most.
const DEEPEST: usize = 4;

/// Members that nothing but ninjs has, in any version.
const TELLING: [&str; 10] = [
    "versioncreated",
    "pubstatus",
    "headlines",
    "bodies",
    "infosources",
    "associations",
    "bodytext",
    "bodyhtml",
    "bodyxhtml",
    "contentcreated",
];

/// Whether an object is an item: it has a `uri` and two of the members that tell.
pub(super) fn is_item(object: &Map<String, Value>) -> bool {
    let has_uri = object.get("uri").is_some_and(Value::is_string);
    let says_so = object.get("standard").is_some_and(|standard| standard.get("name").is_some_and(|name| name == "ninjs"));
    let telling = object.keys().filter(|name| TELLING.contains(&squeezed(name).as_str())).count();
    has_uri && (says_so || telling >= 2)
}

/// Reads an item, and those inside it.
pub(super) fn read(item: &Map<String, Value>, number: Option<u64>, gathered: &mut Gathered) {
    let before = gathered.articles.len();
    items(item, number, DEEPEST, gathered);
    if gathered.articles.len() == before {
        let sort = member(item, "type").and_then(Value::as_str).unwrap_or("item").to_string();
        let message = format!("a ninjs item of the type {sort:?} without text in it; it was passed over");
        gathered.reject(number, ProblemKind::Empty, message);
    }
}

fn items(item: &Map<String, Value>, number: Option<u64>, deepest: usize, gathered: &mut Gathered) {
    let entry = Entry { line: number, ..entry(item) };
    if !entry.text.trim().is_empty() || entry.edition.is_withdrawn {
        gathered.take(entry);
    }
    let Some(left) = deepest.checked_sub(1) else { return };
    let inner: Vec<&Value> = match member(item, "associations") {
        Some(Value::Object(named)) => named.values().collect(),
        Some(Value::Array(list)) => list.iter().collect(),
        _ => Vec::new(),
    };
    inner.into_iter().filter_map(Value::as_object).for_each(|inner| items(inner, number, left, gathered));
}

fn entry(item: &Map<String, Value>) -> Entry {
    let text = |name: &str| member(item, name).and_then(line);
    let title = text("headline").or_else(|| chosen(item, "headlines").and_then(|(_, value)| line(&Value::String(value))));
    let title = title.or_else(|| text("title"));
    let credit = text("creditline").or_else(|| sources(item));
    let created = text("versioncreated");
    let fields = Fields {
        source: text("provider").or_else(|| text("source")).or_else(|| credit.clone()).or_else(|| text("copyrightholder")),
        author: text("byline").or_else(|| text("by")).map(|byline| without_by(&byline)),
        credit,
        located: text("located"),
        date: created.clone().or_else(|| text("contentcreated")).or_else(|| text("firstcreated")),
        url: text("url").filter(|url| url.starts_with("http")),
        language: text("language"),
        title,
        ..Fields::default()
    };
    let status = text("pubstatus").unwrap_or_default();
    let number = member(item, "version").map(|version| version.as_str().map_or_else(|| version.to_string(), str::to_string));
    let id = text("uri");
    let edition = Edition {
        story: id.clone(),
        number: number.and_then(|number| number.trim().parse().ok()),
        made: created,
        is_withdrawn: matches!(status.as_str(), "canceled" | "withheld"),
        ..Edition::default()
    };
    let body = body(item);
    let text = if body.trim().is_empty() { String::new() } else { page::with_title(fields.title.as_deref(), body) };
    Entry { line: None, id, text, fields, edition }
}

/// The text: that with markup first, since it knows its paragraphs.
fn body(item: &Map<String, Value>) -> String {
    let single = ["bodyxhtml", "bodyhtml", "bodytext"].iter().find_map(|name| {
        let text = member(item, name)?.as_str()?;
        Some((name.contains("html"), text.to_string())).filter(|(_, text)| !text.trim().is_empty())
    });
    let found = single.or_else(|| chosen(item, "bodies"));
    match found {
        Some((is_html, text)) if is_html || page::is_markup(&text) => page::fragment_text(&text).unwrap_or_default(),
        Some((_, text)) => text.trim().to_string(),
        None => String::new(),
    }
}

/// Of a list of values with roles the main one, with whether it is in markup: by role, then by markup, then the first.
fn chosen(item: &Map<String, Value>, name: &str) -> Option<(bool, String)> {
    let list = member(item, name)?.as_array()?.iter().filter_map(Value::as_object);
    let rank = |value: &Map<String, Value>| {
        let role = member(value, "role").and_then(Value::as_str).unwrap_or("main").to_lowercase();
        let is_main = ["main", "body", "title", "headline", "default"].iter().any(|main| role.ends_with(main));
        (!is_main, !is_html(value))
    };
    let found = list.filter(|value| member(value, "value").is_some_and(Value::is_string)).min_by_key(|value| rank(value))?;
    Some((is_html(found), member(found, "value")?.as_str()?.to_string()))
}

fn is_html(value: &Map<String, Value>) -> bool {
    member(value, "contenttype").and_then(Value::as_str).is_some_and(|sort| sort.contains("html"))
}

/// Whose copy it is, by the first of its sources that has a name.
fn sources(item: &Map<String, Value>) -> Option<String> {
    let list = member(item, "infosources").or_else(|| member(item, "infosource"))?;
    let list = list.as_array().map_or(std::slice::from_ref(list), Vec::as_slice);
    list.iter().find_map(|source| source.get("name").or(source.get("literal")).and_then(line))
}

fn member<'a>(object: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    object.get(name).or_else(|| object.iter().find(|(key, _)| squeezed(key) == name).map(|(_, value)| value))
}

fn squeezed(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// A string, or the name in an object, in one line.
fn line(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text,
        Value::Object(object) => object.get("name")?.as_str()?,
        Value::Array(list) => return list.first().filter(|first| !first.is_array()).and_then(line),
        _ => return None,
    };
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}
