//! The text of Word documents (`.docx`), paragraph by paragraph.

use super::gathered::Refusal;
use crate::error::ProblemKind;
use roxmltree::{Document, Node, ParsingOptions};
use std::io::{Read, Seek};
use zip::ZipArchive;

/// Where the text is.
pub(super) const MAIN_PART: &str = "word/document.xml";

/// The most elements and texts of a document: a delivery of a thousand articles has some hundred thousand.
const NODES: u32 = 8_000_000;

/// Elements whose content is not shown: properties, deleted text, field codes, a second form of the same thing.
const UNSHOWN: [&str; 10] =
    ["pPr", "rPr", "tblPr", "del", "moveFrom", "instrText", "delText", "Fallback", "pict", "commentReference"];

/// The text of a document; parts may have at most `most` bytes.
pub(super) fn text<R: Read + Seek>(archive: &mut ZipArchive<R>, most: u64) -> Result<String, Refusal> {
    let malformed = |what: String| Refusal::new(ProblemKind::Malformed, format!("a Word document {what}; it was passed over"));
    let part = archive.by_name(MAIN_PART).map_err(|error| malformed(format!("without its text: {error}")))?;
    let mut xml = String::new();
    let outcome = part.take(most.saturating_add(1)).read_to_string(&mut xml);
    if xml.len() as u64 > most {
        let message = format!("a Word document whose text has more than {most} bytes; it was passed over");
        return Err(Refusal::new(ProblemKind::Limit, message));
    }
    outcome.map_err(|error| malformed(format!("whose text cannot be unpacked: {error}")))?;
    let options = ParsingOptions { nodes_limit: NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(&xml, options)
        .map_err(|error| malformed(format!("whose text is not well-formed: {error}")))?;
    Ok(paragraphs(document.root_element()))
}

/// All paragraphs below `root`, with a blank line between them.
fn paragraphs(root: Node<'_, '_>) -> String {
    let mut text = String::new();
    let mut next = root.first_child();
    while let Some(node) = next {
        let name = node.tag_name().name();
        let is_shown = !UNSHOWN.contains(&name);
        match name {
            "p" => end_paragraph(&mut text),
            "t" => text.extend(node.descendants().filter(Node::is_text).filter_map(|part| part.text())),
            "tab" => text.push('\t'),
            "br" | "cr" => text.push('\n'),
            "noBreakHyphen" => text.push('\u{2011}'),
            _ => {}
        }
        next = node.first_child().filter(|_| is_shown && name != "t").or_else(|| following(&mut text, node, root));
    }
    text.truncate(text.trim_end().len());
    text
}

fn following<'a, 'input>(text: &mut String, node: Node<'a, 'input>, root: Node<'_, '_>) -> Option<Node<'a, 'input>> {
    let mut node = node;
    loop {
        if node.tag_name().name() == "p" {
            end_paragraph(text);
        }
        if let Some(next) = node.next_sibling() {
            return Some(next);
        }
        node = node.parent().filter(|parent| parent.id() != root.id())?;
    }
}

fn end_paragraph(text: &mut String) {
    text.truncate(text.trim_end_matches([' ', '\t']).len());
    if !text.is_empty() && !text.ends_with("\n\n") {
        text.push_str(if text.ends_with('\n') { "\n" } else { "\n\n" });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_is_the_text() {
        let xml = "<w:document xmlns:w=\"w\" xmlns:mc=\"mc\"><w:body><w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>The ferry </w:t></w:r>\
            <w:del><w:r><w:delText>never </w:delText></w:r></w:del><w:hyperlink><w:r><w:t>sank</w:t></w:r></w:hyperlink><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>\
            <w:p/><w:tbl><w:tr><w:tc><w:p><w:r><w:t>One</w:t><w:br/><w:t>line</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Two</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
            <w:p><mc:AlternateContent><mc:Choice><w:t>Box</w:t></mc:Choice><mc:Fallback><w:t>Box</w:t></mc:Fallback></mc:AlternateContent></w:p></w:body></w:document>";
        let document = Document::parse(xml).expect("is well-formed");
        assert_eq!(paragraphs(document.root_element()), "The ferry sank\n\nOne\nline\n\nTwo\n\nBox");
    }
}
