//! What a page tells of itself: JSON-LD, OpenGraph and other `<meta>`, `<time>`, `<link rel=canonical>`, the language.

use super::blocks::text_of;
use dom_query::{Document, NodeRef};
use serde_json::{Map, Value};

/// The types of JSON-LD that are an article, by the end of their names (`NewsArticle`, `LiveBlogPosting`).
const ARTICLE_TYPES: [&str; 5] = ["article", "blogposting", "report", "reportage", "newsstory"];
/// How many values of a page's data are looked at.
const VALUES_MOST: usize = 5000;

/// Names of `<meta>`, by what they hold; the surest first.
const TITLES: [&str; 5] = ["og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title"];
const SITES: [&str; 5] = ["og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "cre"];
const AUTHORS: [&str; 7] =
    ["author", "article:author", "byl", "parsely-author", "dc.creator", "dcterms.creator", "sailthru.author"];
const DATES: [&str; 14] = [
    "article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "pubdate",
    "publishdate",
    "publish-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "article.published",
    "date",
];
const CHANGES: [&str; 6] =
    ["article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified", "lastmod"];
const ADDRESSES: [&str; 2] = ["og:url", "parsely-link"];
const LANGUAGES: [&str; 4] = ["og:locale", "content-language", "dc.language", "language"];

/// What a page tells of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) title: Option<String>,
    pub(super) source: Option<String>,
    pub(super) author: Option<String>,
    pub(super) date: Option<String>,
    /// When it was changed last.
    pub(super) changed: Option<String>,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
    /// The article's text in the page's own data.
    pub(super) body: Option<String>,
    /// Whether the page says that one must pay for all of it.
    pub(super) for_subscribers: bool,
}

/// Reads what a page tells. `address` is where it was fetched.
pub(super) fn read(document: &Document, address: Option<&str>) -> Told {
    let stated = json_ld(document).unwrap_or_default();
    let metas = metas(document);
    let meta = |names: &[&str]| {
        names.iter().find_map(|wanted| metas.iter().find(|(name, _)| name == wanted).map(|(_, content)| content.clone()))
    };
    let first = |selector: &str| document.select(selector).nodes().first().map(text_of).and_then(plain);
    let attribute = |selector: &str, name: &str| {
        document.select(selector).nodes().first().and_then(|node| node.attr(name)).and_then(|value| plain(value.to_string()))
    };
    let canonical = attribute("link[rel=canonical]", "href");
    let time = || {
        let inside = ["article time[datetime]", "time[pubdate]", "[itemprop=datePublished]", "time[datetime]"];
        inside.iter().find_map(|selector| attribute(selector, "datetime").or_else(|| attribute(selector, "content")))
    };
    let is_absolute = |url: &String| url.starts_with("http://") || url.starts_with("https://");
    Told {
        title: stated.title.or_else(|| meta(&TITLES)).or_else(|| first("h1")).or_else(|| first_title(document)),
        source: stated.source.or_else(|| meta(&SITES)),
        author: stated.author.or_else(|| meta(&AUTHORS)).filter(|author| !author.starts_with("http")),
        date: stated.date.or_else(|| meta(&DATES)).or_else(time),
        changed: stated.changed.or_else(|| meta(&CHANGES)),
        url: canonical
            .filter(is_absolute)
            .or_else(|| meta(&ADDRESSES).filter(is_absolute))
            .or(stated.url.filter(is_absolute))
            .or_else(|| address.map(str::to_string)),
        language: stated.language.or_else(|| attribute("html[lang]", "lang")).or_else(|| meta(&LANGUAGES)),
        body: stated.body,
        for_subscribers: stated.for_subscribers,
    }
}

/// `<title>`, which is in no text of the page.
fn first_title(document: &Document) -> Option<String> {
    document.select("head title").nodes().first().map(|title| title.text().to_string()).and_then(plain)
}

/// All `<meta>` with a name and content; names in lower case.
fn metas(document: &Document) -> Vec<(String, String)> {
    let named = |node: &NodeRef| {
        let name = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|name| node.attr(name))?;
        Some((name.trim().to_lowercase(), plain(node.attr("content")?.to_string())?))
    };
    document.select("meta[content]").nodes().iter().filter_map(named).collect()
}

/// What the page's JSON-LD says of its article.
fn json_ld(document: &Document) -> Option<Told> {
    let scripts = document.select("script[type='application/ld+json']");
    let mut values: Vec<Value> = scripts.nodes().iter().filter_map(|node| parse(&node.text())).collect();
    let mut seen = 0;
    let mut articles = Vec::new();
    // Breadth first, so that the article of the page comes before those that it lists.
    while !values.is_empty() && seen < VALUES_MOST {
        let mut inner = Vec::new();
        for value in values {
            seen += 1;
            match value {
                Value::Array(list) => inner.extend(list),
                Value::Object(object) if is_article(&object) => articles.push(object),
                Value::Object(mut object) => {
                    let holders = ["@graph", "mainEntity", "mainEntityOfPage", "hasPart"];
                    inner.extend(holders.iter().filter_map(|name| object.shift_remove(*name)));
                }
                _ => {}
            }
        }
        values = inner;
    }
    articles.first().map(article)
}

/// JSON as pages have it: in comments, in CDATA, with raw line ends inside strings.
fn parse(script: &str) -> Option<Value> {
    let bare = script.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[").trim_start_matches("<![CDATA[");
    let bare = bare.trim_end_matches("-->").trim_end_matches("//]]>").trim_end_matches("]]>").trim().trim_end_matches(';');
    let clean = || bare.replace(|c: char| c.is_control(), " ");
    serde_json::from_str(bare).or_else(|_| serde_json::from_str(&clean())).ok()
}

fn is_article(object: &Map<String, Value>) -> bool {
    let is =
        |kind: &Value| kind.as_str().is_some_and(|kind| ARTICLE_TYPES.iter().any(|end| kind.to_lowercase().ends_with(end)));
    match object.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(is),
        Some(kind) => is(kind),
        None => false,
    }
}

fn article(object: &Map<String, Value>) -> Told {
    let text = |name: &str| object.get(name).and_then(named).and_then(plain);
    let free = object.get("isAccessibleForFree");
    let is_closed =
        |value: &Value| value == &Value::Bool(false) || value.as_str().is_some_and(|v| v.eq_ignore_ascii_case("false"));
    Told {
        title: text("headline").or_else(|| text("name")),
        source: text("publisher").or_else(|| text("sourceOrganization")),
        author: text("author").or_else(|| text("creator")),
        date: text("datePublished").or_else(|| text("dateCreated")),
        changed: text("dateModified"),
        url: text("url").or_else(|| text("mainEntityOfPage")),
        language: text("inLanguage"),
        body: body(object),
        for_subscribers: free.is_some_and(is_closed),
    }
}

/// The text of an article; of a live blog, that of its entries.
fn body(object: &Map<String, Value>) -> Option<String> {
    let own = object.get("articleBody").and_then(Value::as_str).map(unescaped);
    let entries = object.get("liveBlogUpdate").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let part = |entry: &Value, name: &str| entry.get(name).and_then(Value::as_str).map(unescaped);
    let entries: Vec<String> =
        entries.iter().flat_map(|entry| [part(entry, "headline"), part(entry, "articleBody")]).flatten().collect();
    let all: Vec<String> = own.into_iter().chain(entries).filter(|text| !text.trim().is_empty()).collect();
    (!all.is_empty()).then(|| all.join("\n\n"))
}

/// A string in which markup characters were written as entities.
fn unescaped(text: &str) -> String {
    if !text.contains('&') {
        return text.to_string();
    }
    // A browser would not show these either; whether it is markup is decided later.
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&apos;", "'"), ("&nbsp;", "\u{a0}"), ("&amp;", "&")]
        .iter()
        .fold(text.to_string(), |text, (entity, plain)| text.replace(entity, plain))
}

/// The name of a thing, or of several: a string, an object with a name, a list of these.
fn named(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(unescaped(text)),
        Value::Object(object) => {
            ["name", "@id", "url"].iter().find_map(|name| object.get(*name)).and_then(Value::as_str).map(unescaped)
        }
        Value::Array(values) => {
            let names: Vec<String> = values.iter().filter(|value| !value.is_array()).filter_map(named).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        _ => None,
    }
}

/// One line without white space at its ends; none where nothing is left.
fn plain(text: String) -> Option<String> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}
