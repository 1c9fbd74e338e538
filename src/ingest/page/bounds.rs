//! Whether a page can be parsed in bounded time and memory.
//!
//! A parser that follows the HTML standard looks through all open elements at many tags, and opens formatting elements anew in
//! each paragraph until they are closed. Pages made to hurt turn a megabyte into hours or gigabytes that way; they are told by
//! counting before anything is built.

use crate::error::ProblemKind;
use crate::ingest::gathered::Refusal;
use rustc_hash::FxHashMap;

/// The largest page, in bytes. Long live blogs have five million.
const LARGEST: usize = 16 << 20;
/// How deep elements may lie in each other. Browsers stop at 512.
const DEEPEST: usize = 512;
/// How many elements the parser may make because formatting was left open. Careless pages need some thousand.
const REOPENED_MOST: usize = 1_000_000;
/// The most elements of a page. Live blogs of five megabytes stay below a hundred thousand.
const ELEMENTS_MOST: usize = 150_000;
/// The most attributes of an element. Parsers compare each with all others.
const ATTRIBUTES_MOST: usize = 2_000;
/// How often the same formatting is opened anew: the standard keeps three.
const SAME_MOST: usize = 3;
/// How far back a closing tag is looked for among open elements.
const LOOKED_BACK: usize = 64;

/// Elements that the standard opens anew in the next paragraph when they were not closed.
const FORMATTING: [&str; 14] =
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
/// Elements that never hold others, or that end where the next of their kind begins.
const SHALLOW: [&str; 35] = [
    "area", "base", "body", "br", "caption", "col", "colgroup", "dd", "dt", "embed", "head", "hr", "html", "img", "input",
    "li", "link", "meta", "optgroup", "option", "p", "param", "rb", "rp", "rt", "source", "tbody", "td", "tfoot", "th",
    "thead", "tr", "track", "wbr", "frame",
];
/// Elements whose content is not markup.
const RAW: [&str; 8] = ["script", "style", "textarea", "title", "xmp", "noframes", "noembed", "iframe"];

/// Refuses a page that would take too much to parse.
pub(super) fn check(html: &str) -> Result<(), Refusal> {
    if html.len() > LARGEST {
        let message = format!("a page of more than {LARGEST} bytes; it was passed over");
        return Err(Refusal::new(ProblemKind::Limit, message));
    }
    let mut open = Open::default();
    let mut at = 0;
    while let Some(start) = find(html, at, '<') {
        at = start + 1;
        let rest = &html[at..];
        if rest.starts_with("!--") {
            at = html[at..].find("-->").map_or(html.len(), |end| at + end);
            continue;
        }
        let closes = rest.starts_with('/');
        let name_start = at + usize::from(closes);
        let name = name_at(html, name_start);
        if name.is_empty() {
            continue;
        }
        let (end, attributes) = tag_end(html, name_start);
        if attributes > ATTRIBUTES_MOST {
            return Err(hostile(format!("an element has more than {ATTRIBUTES_MOST} attributes")));
        }
        if closes {
            open.close(&name);
        } else if RAW.contains(&name.as_str()) {
            at = raw_end(html, end, &name);
            continue;
        } else {
            open.open(name, &html[start..end]);
        }
        at = end.max(at);
        if open.depth() > DEEPEST {
            return Err(hostile(format!("elements lie more than {DEEPEST} deep in each other")));
        }
        if open.all > ELEMENTS_MOST {
            return Err(hostile(format!("it has more than {ELEMENTS_MOST} elements")));
        }
        if open.reopened > REOPENED_MOST {
            return Err(hostile("formatting is opened over and over and never closed".to_string()));
        }
    }
    Ok(())
}

fn hostile(what: String) -> Refusal {
    Refusal::new(ProblemKind::Limit, format!("a page that no newsroom writes: {what}; it was passed over"))
}

fn find(html: &str, from: usize, wanted: char) -> Option<usize> {
    html.get(from..)?.find(wanted).map(|at| from + at)
}

/// Whether the elements of an XML document have no more attributes than they can be compared with.
pub(in crate::ingest) fn check_attributes(xml: &str) -> Result<(), Refusal> {
    let mut at = 0;
    while let Some(start) = find(xml, at, '<') {
        // In comments and CDATA nothing is a tag, but may look as if a quotation were open.
        let ends = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<!", "<!")];
        if let Some((_, end)) = ends.iter().find(|(opens, _)| xml[start..].starts_with(opens)) {
            at = xml[start..].find(end).map_or(xml.len(), |length| start + length + 2);
            continue;
        }
        let (end, attributes) = tag_end(xml, start + 1);
        if attributes > ATTRIBUTES_MOST {
            let message = format!("an element has more than {ATTRIBUTES_MOST} attributes; the file was passed over");
            return Err(Refusal::new(ProblemKind::Limit, message));
        }
        at = end;
    }
    Ok(())
}

/// Where the tag that `from` is in ends, and about how many attributes it has. A `>` in a quoted value ends no tag.
fn tag_end(html: &str, from: usize) -> (usize, usize) {
    let bytes = html.as_bytes();
    let (mut at, mut attributes) = (from, 0);
    let mut before = b' ';
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'>' => break,
            b'"' | b'\'' if before == b'=' => {
                let close = bytes[at + 1..].iter().position(|other| *other == byte);
                at = close.map_or(bytes.len(), |length| at + 1 + length);
            }
            _ => attributes += usize::from(byte.is_ascii_whitespace() || byte == b'/'),
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
        at += 1;
    }
    (at.min(bytes.len()), attributes)
}

fn name_at(html: &str, at: usize) -> String {
    let rest = html.get(at..).unwrap_or_default();
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len()).min(16);
    rest[..end].to_ascii_lowercase()
}

/// Where the closing tag of a raw element begins, or the page ends.
fn raw_end(html: &str, from: usize, name: &str) -> usize {
    let mut at = from;
    while let Some(start) = html.get(at..).and_then(|rest| rest.find("</")).map(|found| at + found) {
        if name_at(html, start + 2) == name {
            return start;
        }
        at = start + 2;
    }
    html.len()
}

/// What is open at a place in the page.
#[derive(Default)]
struct Open {
    /// All elements so far.
    all: usize,
    elements: Vec<String>,
    /// Tags of open formatting, by the name of the element.
    formatting: FxHashMap<String, Vec<String>>,
    /// How many of them a new paragraph opens anew.
    active: usize,
    /// Formatting opened since the last block, which may all lie in each other.
    nested: usize,
    reopened: usize,
}

impl Open {
    fn open(&mut self, name: String, tag: &str) {
        self.all += 1;
        self.reopened += self.active;
        if FORMATTING.contains(&name.as_str()) {
            self.nested += 1;
            let tags = self.formatting.entry(name.clone()).or_default();
            if tags.iter().rev().take(LOOKED_BACK).filter(|known| *known == tag).count() < SAME_MOST {
                tags.push(tag.to_string());
                self.active += 1;
            }
            return;
        }
        if SHALLOW.contains(&name.as_str()) {
            self.nested = 0;
        } else {
            self.elements.push(name);
        }
    }

    fn depth(&self) -> usize {
        self.elements.len() + self.active + self.nested
    }

    fn close(&mut self, name: &str) {
        if self.formatting.get_mut(name).is_some_and(|tags| tags.pop().is_some()) {
            self.active -= 1;
            self.nested = self.nested.saturating_sub(1);
        }
        let place = self.elements.iter().rev().take(LOOKED_BACK).position(|open| open == name);
        if let Some(back) = place {
            self.elements.truncate(self.elements.len() - back - 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn careless_pages_pass() {
        let paragraphs = "<p>Text <b>bold <i>and <a href=x>more</a>\n".repeat(3000);
        let table = "<table><tr><td><font size=2>Cell<tr><td><b>Next</table>".repeat(500);
        let icons = "<svg><path d='M0'/><path d='M1'/><g><circle/></svg>".repeat(1000);
        let script = format!("<script>{}</script>", "document.write('<div><div>');".repeat(2000));
        for page in [paragraphs, table, icons, script, "<!-- ".repeat(9), "a < b > c <".to_string()] {
            assert_eq!(check(&page), Ok(()), "{}", &page[..page.len().min(60)]);
        }
    }

    #[test]
    fn pages_made_to_hurt_are_refused() {
        let deep = "<div>".repeat(100_000);
        let formatting: String = (0..20_000).map(|n| format!("<font size={n}>")).collect::<String>() + &"<p>".repeat(20_000);
        let bold = "<b>".repeat(100_000);
        let attributes = format!("<div x=\">\" {}>", (0..9000).map(|n| format!("a{n} ")).collect::<String>());
        assert_eq!(check_attributes(&attributes).expect_err("is hostile").kind, ProblemKind::Limit);
        assert_eq!(check_attributes("<a><!-- it's \"open --><b c='1'/><![CDATA[a = \"b]]></a>"), Ok(()));
        let flat = "<p>x".repeat(ELEMENTS_MOST + 1);
        for page in [deep, formatting, bold, attributes, flat, "x".repeat(LARGEST + 1)] {
            assert_eq!(check(&page).expect_err("is hostile").kind, ProblemKind::Limit);
        }
    }
}
