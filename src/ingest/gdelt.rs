//! Articles from GDELT, as far as it has their words: the quotations of the Global Knowledge Graph and of the Global Quotation Graph.

use super::gathered::{Entry, Gathered};
use crate::error::ProblemKind;
use crate::model::Fields;
use serde_json::{Map, Value};

/// Columns of a GKG 2.1 file, which has no header.
const COLUMNS: usize = 27;
const ID: usize = 0;
const DATE: usize = 1;
const SOURCE: usize = 3;
const ADDRESS: usize = 4;
const QUOTATIONS: usize = 22;
const EXTRAS: usize = 26;

/// Whether a text is a GKG file, by its first line.
pub(super) fn is_gkg(text: &str) -> bool {
    let Some(line) = text.lines().next() else { return false };
    let mut cells = line.split('\t');
    let (id, date) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
    let is_number = |text: &str, length: usize| text.len() == length && text.bytes().all(|b| b.is_ascii_digit());
    is_number(date, 14) && id.split_once('-').is_some_and(|(day, _)| is_number(day, 14)) && cells.count() + 2 >= COLUMNS
}

/// Reads a GKG file: an article for each line that has quotations.
pub(super) fn read_gkg(text: &str, gathered: &mut Gathered) {
    let mut silent = 0u64;
    for (line, number) in text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty()) {
        let cells: Vec<&str> = line.split('\t').collect();
        if cells.len() < COLUMNS {
            let message = format!("{} cells where the GKG has {COLUMNS}; the record was passed over", cells.len());
            gathered.reject(Some(number), ProblemKind::Malformed, message);
            continue;
        }
        // Offset, length, verb, quotation.
        let quotations: Vec<String> =
            cells[QUOTATIONS].split('#').filter_map(|part| part.splitn(4, '|').nth(3)).filter_map(quoted).collect();
        if quotations.is_empty() {
            silent += 1;
            continue;
        }
        let title = cells[EXTRAS]
            .split_once("<PAGE_TITLE>")
            .and_then(|(_, rest)| rest.split_once("</PAGE_TITLE>"))
            .map(|(title, _)| unescaped(title));
        let fields = Fields {
            source: some(cells[SOURCE]),
            title: title.as_deref().and_then(some),
            date: some(cells[DATE]),
            url: some(cells[ADDRESS]).filter(|url| url.starts_with("http")),
            ..Fields::default()
        };
        gathered.take(Entry {
            line: Some(number),
            id: some(cells[ID]),
            text: quotations.join("\n\n"),
            fields,
            ..Entry::default()
        });
    }
    if silent > 0 {
        gathered.rejected += silent;
        gathered.note(
            None,
            ProblemKind::Empty,
            format!("passed over for want of a quotation, and so of a text: {silent} of the records"),
        );
    }
}

/// Whether an object is a line of the quotation graph.
pub(super) fn is_gqg(object: &Map<String, Value>) -> bool {
    let quotes = object.get("quotes").and_then(Value::as_array);
    object.contains_key("url")
        && quotes.is_some_and(|quotes| quotes.iter().all(|quote| quote.get("quote").is_some_and(Value::is_string)))
}

/// Reads a line of the quotation graph: each quotation with the words before and after it is a paragraph.
pub(super) fn gqg(object: &Map<String, Value>, number: Option<u64>, gathered: &mut Gathered) {
    let text = |value: &Map<String, Value>, name: &str| value.get(name).and_then(Value::as_str).and_then(some);
    let quotes = object.get("quotes").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let paragraphs: Vec<String> = quotes
        .iter()
        .filter_map(Value::as_object)
        .filter_map(|quote| {
            let parts = [text(quote, "pre"), text(quote, "quote").as_deref().and_then(quoted), text(quote, "post")];
            parts[1].is_some().then(|| parts.into_iter().flatten().collect::<Vec<_>>().join(" "))
        })
        .collect();
    if paragraphs.is_empty() {
        return gathered.reject(number, ProblemKind::Empty, "no quotation in this record; it was passed over");
    }
    let fields = Fields {
        title: text(object, "title"),
        date: text(object, "date"),
        url: text(object, "url"),
        language: text(object, "lang").map(|language| language.to_lowercase()),
        ..Fields::default()
    };
    gathered.take(Entry { line: number, text: paragraphs.join("\n\n"), fields, ..Entry::default() });
}

/// A quotation in its marks, which the graph leaves out.
fn quoted(text: &str) -> Option<String> {
    some(&unescaped(text)).map(|text| format!("“{}”", text.trim_matches(['"', '“', '”'])))
}

fn unescaped(text: &str) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&apos;", "'"), ("&#x2019;", "’"), ("&amp;", "&")]
        .iter()
        .fold(text.to_string(), |text, (entity, plain)| text.replace(entity, plain))
}

fn some(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_string())
}
