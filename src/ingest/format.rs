//! Which format a text is in, by what it holds and by its name.

use super::csv::{self, Header};
use super::json;
use super::kind::{self, Markup};
use super::options::{FieldMap, Format};

/// How a text is to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shape {
    /// One article.
    Text,
    /// A web page.
    Page,
    /// XML; its root tells of which sort.
    Xml,
    /// A JSON object in each line.
    JsonLines,
    /// One JSON value that holds all records.
    JsonDocument,
    /// A table with this header.
    Table(Header),
}

/// The shape of `text`; `name` is the name of its file.
pub(super) fn shape(text: &str, name: &str, format: Format, map: &FieldMap) -> Shape {
    match format {
        Format::Text => Shape::Text,
        Format::Html => Shape::Page,
        Format::Feed | Format::Newsml | Format::Nitf if kind::markup(text).is_some() => Shape::Xml,
        Format::Newsml | Format::Nitf => Shape::Xml,
        Format::Json | Format::Feed => Shape::JsonDocument,
        Format::Ninjs => json::shape(text, Some(json::Named::Document)).unwrap_or(Shape::JsonDocument),
        Format::Gqg => Shape::JsonLines,
        Format::Jsonl => json::shape(text, Some(json::Named::Lines)).unwrap_or(Shape::JsonLines),
        Format::Csv => Shape::Table(csv::header(text, delimiter_of(&extension(name)), map)),
        // Documents that are no text never come here, or are not what was asked for.
        Format::Xlsx | Format::Parquet | Format::Arrow | Format::Docx | Format::Rtf => Shape::Text,
        Format::Nexis | Format::Factiva | Format::Gkg => Shape::Text,
        Format::Auto => found(text, &extension(name), map),
    }
}

fn found(text: &str, extension: &str, map: &FieldMap) -> Shape {
    match kind::markup(text) {
        Some(Markup::Html) => return Shape::Page,
        Some(Markup::Xml) => return Shape::Xml,
        None if matches!(extension, "html" | "htm" | "xhtml" | "shtml") && super::page::is_markup(text) => return Shape::Page,
        None => {}
    }
    if super::gdelt::is_gkg(text) {
        return Shape::Text;
    }
    let named = match extension {
        "jsonl" | "ndjson" | "jl" | "jsonlines" => Some(json::Named::Lines),
        "json" => Some(json::Named::Document),
        _ => None,
    };
    if let Some(shape) = json::shape(text, named) {
        return shape;
    }
    let header = csv::header(text, delimiter_of(extension), map);
    if matches!(extension, "csv" | "tsv" | "tab") || header.is_sure() { Shape::Table(header) } else { Shape::Text }
}

fn delimiter_of(extension: &str) -> Option<u8> {
    matches!(extension, "tsv" | "tab").then_some(b'\t')
}

/// The extension of a file name, in lower case, without that of a packed stream.
fn extension(name: &str) -> String {
    let name = name.to_lowercase();
    let inner = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".zst")).unwrap_or(&name);
    inner.rsplit_once('.').map(|(_, extension)| extension.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, text: &str, expected: &str) {
        let found = match shape(text, name, Format::Auto, &FieldMap::default()) {
            Shape::Text => "text".to_string(),
            Shape::Page => "page".to_string(),
            Shape::Xml => "xml".to_string(),
            Shape::JsonLines => "lines".to_string(),
            Shape::JsonDocument => "document".to_string(),
            Shape::Table(header) => format!("table {:?}", header.delimiter as char),
        };
        assert_eq!(found, expected, "{name}: {text}");
    }

    #[test]
    fn content_decides_where_the_name_says_nothing() {
        check("a.txt", "The council met.\nIt rose at noon.", "text");
        check("a", "{\"text\": \"a\"}\n{\"text\": \"b\"}\n", "lines");
        check("a.txt", "\n\n{\"text\": \"a\"}\n{broken\n{\"text\": \"b\"}\n", "lines");
        check("a.txt", "{broken\n{\"text\": \"b\"}\n{\"text\": \"c\"}\n", "lines");
        check("a.dat", "[{\"text\": \"a\"},\n {\"text\": \"b\"}]", "document");
        check("a.dat", "{\n  \"text\": \"a\"\n}\n", "document");
        check("a.txt", "id;title;text\n1;t;Some text", "table ';'");
        check("a.txt", "headline\tbody\nH\tB", "table '\\t'");
        check("a.txt", "\"id\",\"text\"\n1,\"A\"", "table ','");
    }

    #[test]
    fn prose_that_begins_like_something_else_is_prose() {
        check("a.txt", "[Updated at 5 p.m.]\nThe council met.", "text");
        check("a.txt", "{Photo: town hall}\nThe council met.", "text");
        check("a.txt", "Text, title and date of the treaty are disputed, he said.\nMore.", "text");
        check("a.txt", "Title\nText", "text");
    }

    #[test]
    fn the_name_decides_where_content_does_not() {
        check("a.csv", "alpha,beta\n1,2", "table ','");
        check("a.TSV.gz", "alpha\tbeta, gamma\n1\t2", "table '\\t'");
        check("a.jsonl.zst", "no object at all\n", "lines");
        check("a.json", "{\"text\": \"cut off", "document");
    }
}
