//! Articles from IPTC NITF, alone or inside NewsML-G2.

use super::gathered::{Entry, Gathered};
use super::page;
use super::versions::Edition;
use super::xml::{child, find, language, line_of, text_of};
use crate::error::ProblemKind;
use crate::model::Fields;
use roxmltree::Node;

/// Reads a document.
pub(super) fn read(root: Node<'_, '_>, gathered: &mut Gathered) {
    let Some(nitf) = find(root, "nitf") else {
        return gathered.reject(None, ProblemKind::Malformed, "no <nitf> in it; the file was passed over");
    };
    let entry = entry(nitf);
    if entry.text.trim().is_empty() && !entry.edition.is_withdrawn {
        return gathered.reject(None, ProblemKind::Empty, "the body is empty; the file was passed over");
    }
    gathered.take(entry);
}

/// The article of an `<nitf>` element.
pub(super) fn entry(nitf: Node<'_, '_>) -> Entry {
    let attribute = |element: &str, name: &str| {
        find(nitf, element).and_then(|node| node.attribute(name)).map(str::trim).filter(|v| !v.is_empty()).map(str::to_string)
    };
    let line = |element: &str| find(nitf, element).and_then(line_of);
    let title = line("hl1")
        .or_else(|| line("hedline"))
        .or_else(|| find(nitf, "head").and_then(|head| child(head, "title")).and_then(line_of));
    let distributor = line("distributor");
    let fields = Fields {
        source: attribute("pubdata", "name").or_else(|| distributor.clone()).or_else(|| attribute("doc.copyright", "holder")),
        author: line("byline").map(|byline| without_by(&byline)),
        credit: distributor.or_else(|| attribute("doc.copyright", "holder")),
        date: attribute("date.issue", "norm")
            .or_else(|| attribute("pubdata", "date.publication"))
            .or_else(|| attribute("story.date", "norm")),
        url: attribute("pubdata", "ex-ref").filter(|url| url.starts_with("http")),
        language: language(find(nitf, "body").unwrap_or(nitf)),
        title,
        ..Fields::default()
    };
    let id = attribute("doc-id", "id-string");
    let status = attribute("docdata", "management-status").unwrap_or_default();
    let edition = Edition {
        story: id.clone(),
        number: attribute("du-key", "version").and_then(|version| version.parse().ok()),
        made: fields.date.clone(),
        is_withdrawn: matches!(status.as_str(), "canceled" | "withheld"),
        ..Edition::default()
    };
    let body = find(nitf, "body.content").map(text_of).unwrap_or_default();
    let text = if body.is_empty() { body } else { page::with_title(fields.title.as_deref(), body) };
    Entry { line: None, id, text, fields, edition }
}

/// A byline without its opening word.
pub(super) fn without_by(byline: &str) -> String {
    let bare = byline.trim();
    match bare.get(..3) {
        Some(start) if start.eq_ignore_ascii_case("by ") => bare[3..].trim().to_string(),
        _ => bare.to_string(),
    }
}
