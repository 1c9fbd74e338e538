//! XML documents: which sort one is by its root, and the text of their markup.

use super::gathered::{Gathered, Refusal};
use super::options::Format;
use super::page::{Paragraphs, check_attributes, is_block};
use super::{feed, newsml, nitf};
use crate::error::ProblemKind;
use roxmltree::{Document, Node, ParsingOptions};

/// The most elements, texts and comments of a document: a full day of a busy feed has some hundred thousand.
const NODES: u32 = 4_000_000;

/// Elements of NITF that are paragraphs; those of XHTML are known.
const NITF_BLOCKS: [&str; 12] = [
    "abstract",
    "block",
    "body.content",
    "bq",
    "byline",
    "credit",
    "dateline",
    "hedline",
    "hl1",
    "hl2",
    "media",
    "media-caption",
];
/// Elements of NITF and XHTML whose content is not the text.
const UNREAD: [&str; 10] = [
    "media-metadata",
    "media-object",
    "media-producer",
    "media-reference",
    "script",
    "style",
    "title",
    "credit",
    "note",
    "nitf-table-metadata",
];

/// Reads a document.
pub(super) fn read(text: &str, format: Format, gathered: &mut Gathered) -> Result<(), Refusal> {
    check_attributes(text)?;
    let repaired;
    let document = match parse(text) {
        Ok(document) => document,
        Err(error) if is_entity(&error) => {
            repaired = without_unknown_entities(text);
            parse(&repaired).map_err(|error| refusal(&error))?
        }
        Err(error) => return Err(refusal(&error)),
    };
    let root = document.root_element();
    match (format, root.tag_name().name()) {
        (Format::Feed, _) | (_, "rss" | "RDF" | "feed" | "entry") => feed::read(root, gathered),
        (Format::Nitf, _) | (_, "nitf") => nitf::read(root, gathered),
        (Format::Newsml, _)
        | (_, "newsItem" | "packageItem" | "newsMessage" | "conceptItem" | "knowledgeItem" | "planningItem") => {
            newsml::read(root, gathered)
        }
        (_, name) => {
            let name: String = name.chars().take(40).collect();
            let message = format!(
                "an XML document of the sort <{name}>, which is not read; read are RSS, Atom, NewsML-G2, NITF and XHTML. It was passed over"
            );
            return Err(Refusal::new(ProblemKind::Unsupported, message));
        }
    }
    Ok(())
}

fn parse(text: &str) -> Result<Document<'_>, roxmltree::Error> {
    let options = ParsingOptions { allow_dtd: true, nodes_limit: NODES, ..ParsingOptions::default() };
    Document::parse_with_options(text.trim_start(), options)
}

fn refusal(error: &roxmltree::Error) -> Refusal {
    if matches!(error, roxmltree::Error::NodesLimitReached) {
        let message = format!("an XML document of more than {NODES} nodes; it was passed over");
        return Refusal::new(ProblemKind::Limit, message);
    }
    let place = error.pos();
    Refusal::new(ProblemKind::Malformed, format!("not well-formed XML: {error}; it was passed over")).at(u64::from(place.row))
}

fn is_entity(error: &roxmltree::Error) -> bool {
    matches!(error, roxmltree::Error::UnknownEntityReference(..) | roxmltree::Error::MalformedEntityReference(..))
}

/// Feeds are full of `&nbsp;` and of bare ampersands; both become text, which is markup once more in a feed's entry.
fn without_unknown_entities(text: &str) -> String {
    let mut repaired = String::with_capacity(text.len() + text.len() / 50);
    for (position, part) in text.split('&').enumerate() {
        if position > 0 {
            let name = part.split(';').next().filter(|name| name.len() < part.len()).unwrap_or_default();
            let is_known = matches!(name, "amp" | "lt" | "gt" | "quot" | "apos")
                || name
                    .strip_prefix('#')
                    .is_some_and(|number| number.bytes().all(|b| b.is_ascii_alphanumeric()) && number.len() < 9);
            repaired.push_str(if is_known { "&" } else { "&amp;" });
        }
        repaired.push_str(part);
    }
    repaired
}

/// The text of an element without markup, in paragraphs.
pub(super) fn text_of(root: Node<'_, '_>) -> String {
    let mut paragraphs = Paragraphs::default();
    let mut next = root.first_child();
    while let Some(node) = next {
        let name = node.tag_name().name();
        let is_unread = node.is_element() && UNREAD.contains(&name);
        if node.is_text() {
            paragraphs.text(node.text().unwrap_or_default());
        } else if name == "br" {
            paragraphs.line_break();
        } else if ends_paragraph(name) {
            paragraphs.end();
        }
        next = node.first_child().filter(|_| !is_unread).or_else(|| following(&mut paragraphs, node, root));
    }
    paragraphs.finish()
}

/// The node after `node` and all in it, with the paragraphs that end on the way.
fn following<'a, 'input>(paragraphs: &mut Paragraphs, node: Node<'a, 'input>, root: Node<'_, '_>) -> Option<Node<'a, 'input>> {
    let mut node = node;
    loop {
        if ends_paragraph(node.tag_name().name()) {
            paragraphs.end();
        }
        if let Some(next) = node.next_sibling() {
            return Some(next);
        }
        node = node.parent().filter(|parent| parent.id() != root.id())?;
    }
}

fn ends_paragraph(name: &str) -> bool {
    is_block(name) || NITF_BLOCKS.contains(&name)
}

/// The text of an element in one line; none where there is none.
pub(super) fn line_of(node: Node<'_, '_>) -> Option<String> {
    let text: String = node.descendants().filter(Node::is_text).filter_map(|text| text.text()).collect();
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}

/// The first element inside `node` with a name, whatever its namespace.
pub(super) fn find<'a, 'input>(node: Node<'a, 'input>, name: &str) -> Option<Node<'a, 'input>> {
    node.descendants().find(|inner| inner.is_element() && inner.tag_name().name() == name)
}

/// The first child of `node` with a name, whatever its namespace.
pub(super) fn child<'a, 'input>(node: Node<'a, 'input>, name: &str) -> Option<Node<'a, 'input>> {
    node.children().find(|inner| inner.is_element() && inner.tag_name().name() == name)
}

/// The language that an element is in, as it or one above it says.
pub(super) fn language(node: Node<'_, '_>) -> Option<String> {
    const XML: &str = "http://www.w3.org/XML/1998/namespace";
    node.ancestors().find_map(|at| at.attribute((XML, "lang"))).filter(|code| !code.is_empty()).map(str::to_string)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_entities_are_text() {
        let text = "<a>Rock &amp; roll&nbsp;&#233;t&eacute; AT&T &lt;b&gt; &</a>";
        assert!(parse(text).is_err_and(|error| is_entity(&error)));
        let repaired = without_unknown_entities(text);
        assert_eq!(
            parse(&repaired).expect("is repaired").root_element().text(),
            Some("Rock & roll&nbsp;ét&eacute; AT&T <b> &")
        );
    }

    #[test]
    fn hostile_documents_are_refused() {
        let laughs = "<!DOCTYPE a [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">\
            <!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\"><!ENTITY e \"&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;\">]><rss>&e;&e;&e;&e;</rss>";
        let outside = "<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><rss><channel><item><description>&x;</description></item></channel></rss>";
        for text in [laughs, outside, "<rss><channel>", "<rss", "<rss></feed>"] {
            let mut gathered = Gathered::default();
            assert!(read(text, Format::Auto, &mut gathered).is_err() || gathered.articles.is_empty(), "{text}");
        }
        let deep = format!("<rss>{}", "<b>".repeat(200_000));
        assert!(read(&deep, Format::Auto, &mut Gathered::default()).is_err());
        let closed = format!("<nitf>{}{}</nitf>", "<p>".repeat(100_000), "</p>".repeat(100_000));
        let _ = read(&closed, Format::Auto, &mut Gathered::default());
    }
}
