//! Articles from IPTC NewsML-G2: text items, alone, in messages or in packages.

use super::gathered::{Entry, Gathered};
use super::nitf;
use super::page;
use super::versions::Edition;
use super::xml::{child, find, language, line_of, text_of};
use crate::error::ProblemKind;
use crate::model::Fields;
use roxmltree::Node;

/// Reads a document: an item, or a message with several.
pub(super) fn read(root: Node<'_, '_>, gathered: &mut Gathered) {
    let items: Vec<Node<'_, '_>> =
        root.descendants().filter(|node| node.is_element() && node.tag_name().name() == "newsItem").collect();
    if items.is_empty() {
        let references = root.descendants().filter(|node| node.tag_name().name() == "itemRef").count();
        let message = match references {
            0 => "no news item in it; the file was passed over".to_string(),
            _ => format!(
                "a package of references to {references} items that are elsewhere, with no text of its own; it was passed over"
            ),
        };
        return gathered.reject(None, ProblemKind::Empty, message);
    }
    let is_alone = items.len() == 1;
    for (item, number) in items.into_iter().zip(1..) {
        let number = (!is_alone).then_some(number);
        let entry = Entry { line: number, ..entry(item) };
        if entry.text.trim().is_empty() && !entry.edition.is_withdrawn {
            let sort = find(item, "itemClass").and_then(|class| class.attribute("qcode")).map(last_part).unwrap_or("item");
            let message = format!("a news item of the sort {sort:?} without text in it; it was passed over");
            gathered.reject(number, ProblemKind::Empty, message);
            continue;
        }
        gathered.take(entry);
    }
}

fn entry(item: Node<'_, '_>) -> Entry {
    let meta = child(item, "itemMeta").unwrap_or(item);
    let content = child(item, "contentMeta").unwrap_or(item);
    let text_in = |node: Node<'_, '_>, name: &str| child(node, name).and_then(line_of);
    let inner = body(item);
    let provider = child(meta, "provider").and_then(name_of);
    let info_source = child(content, "infoSource").and_then(name_of);
    let credit = text_in(content, "creditline").or(info_source).or_else(|| provider.clone()).or(inner.fields.credit);
    let title = text_in(content, "headline").or_else(|| text_in(meta, "title")).or(inner.fields.title);
    let tongue = child(content, "language").and_then(|language| language.attribute("tag")).map(str::to_string);
    let created = text_in(meta, "versionCreated");
    let author = text_in(content, "by").map(|by| nitf::without_by(&by));
    let author = author.or_else(|| child(content, "creator").and_then(name_of)).or(inner.fields.author);
    let fields = Fields {
        source: provider.or(inner.fields.source),
        author,
        credit,
        located: child(content, "located").and_then(|place| child(place, "name")).and_then(line_of),
        date: created
            .clone()
            .or_else(|| text_in(content, "contentCreated"))
            .or_else(|| text_in(meta, "firstCreated"))
            .or(inner.fields.date),
        url: child(meta, "link")
            .and_then(|link| link.attribute("href"))
            .filter(|url| url.starts_with("http"))
            .map(str::to_string),
        language: tongue.or_else(|| language(item)).or(inner.fields.language),
        title,
        ..Fields::default()
    };
    let status = child(meta, "pubStatus").and_then(|status| status.attribute("qcode")).map(last_part);
    let edition = Edition {
        story: item.attribute("guid").map(str::to_string),
        number: item.attribute("version").and_then(|version| version.trim().parse().ok()),
        made: created,
        is_withdrawn: matches!(status, Some("canceled" | "withheld")),
        ..Edition::default()
    };
    let text = if inner.text.is_empty() { String::new() } else { page::with_title(fields.title.as_deref(), inner.text) };
    Entry { line: None, id: item.attribute("guid").map(str::to_string), text, fields, edition }
}

/// The text of an item: the first of its renditions that has one, and what that tells of itself.
fn body(item: Node<'_, '_>) -> Entry {
    let Some(contents) = child(item, "contentSet") else { return Entry::default() };
    let mut entries = contents.children().filter(Node::is_element).map(rendition);
    let first = entries.find(|entry| !entry.text.trim().is_empty());
    first.unwrap_or_default()
}

fn rendition(content: Node<'_, '_>) -> Entry {
    if let Some(nitf) = find(content, "nitf") {
        let entry = nitf::entry(nitf);
        let text = find(nitf, "body.content").map(text_of).unwrap_or_default();
        return Entry { text, ..entry };
    }
    if content.tag_name().name() == "inlineData" {
        let text: String = content.descendants().filter(Node::is_text).filter_map(|node| node.text()).collect();
        let is_html = content.attribute("contenttype").is_some_and(|sort| sort.contains("html")) || page::is_markup(&text);
        let text = if is_html { page::fragment_text(&text).unwrap_or_default() } else { text.trim().to_string() };
        return Entry { text, ..Entry::default() };
    }
    Entry { text: text_of(find(content, "body").unwrap_or(content)), ..Entry::default() }
}

/// The name of a party: spelled out, as a literal, or the end of its code.
fn name_of(party: Node<'_, '_>) -> Option<String> {
    let code = || party.attribute("literal").or_else(|| party.attribute("qcode").map(last_part));
    child(party, "name").and_then(line_of).or_else(|| code().map(str::to_string)).filter(|name| !name.is_empty())
}

/// A code without its scheme: `usable` of `stat:usable`.
fn last_part(code: &str) -> &str {
    code.rsplit(':').next().unwrap_or(code)
}
