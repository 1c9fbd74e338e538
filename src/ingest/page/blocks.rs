//! The text of markup: paragraphs with a blank line between them.

use dom_query::NodeRef;

/// Elements that are paragraphs, or hold some.
const BLOCKS: [&str; 39] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tr",
    "ul",
];

/// Elements whose content nobody reads.
const UNREAD: [&str; 20] = [
    "audio", "button", "canvas", "datalist", "embed", "head", "iframe", "input", "math", "noscript", "object", "option",
    "script", "select", "style", "svg", "template", "textarea", "title", "video",
];

/// Whether a name is that of an element that ends a paragraph; for markup that is not a page too.
pub(in crate::ingest) fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name)
}

/// The text of `root`, without markup.
pub(super) fn text_of(root: &NodeRef) -> String {
    let mut paragraphs = Paragraphs::default();
    let mut node = root.first_child();
    while let Some(at) = node {
        let name = at.node_name().unwrap_or_default();
        let descends = if at.is_text() {
            paragraphs.text(&at.text());
            false
        } else {
            open(&mut paragraphs, &name)
        };
        node = at.first_child().filter(|_| descends).or_else(|| next_after(&mut paragraphs, at, root));
    }
    paragraphs.finish()
}

/// Enters an element. False where nothing in it is read.
fn open(paragraphs: &mut Paragraphs, name: &str) -> bool {
    if UNREAD.contains(&name) {
        return false;
    }
    match name {
        "br" => paragraphs.line_break(),
        "td" | "th" => paragraphs.text(" "),
        name if is_block(name) => paragraphs.end(),
        _ => {}
    }
    true
}

/// The node after `at` and all in it, with the paragraphs that end on the way.
fn next_after<'a>(paragraphs: &mut Paragraphs, at: NodeRef<'a>, root: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    let mut at = at;
    loop {
        if at.node_name().is_some_and(|name| is_block(&name)) {
            paragraphs.end();
        }
        if let Some(next) = at.next_sibling() {
            return Some(next);
        }
        at = at.parent().filter(|parent| parent.id != root.id)?;
    }
}

/// Text on its way to paragraphs: white space is one space, two line breaks in a row end a paragraph as a block does.
#[derive(Debug, Default)]
pub(in crate::ingest) struct Paragraphs {
    done: String,
    current: String,
    /// Line breaks since the last word.
    breaks: usize,
    /// Whether white space stood since the last word.
    is_spaced: bool,
}

impl Paragraphs {
    /// Adds running text.
    pub(in crate::ingest) fn text(&mut self, text: &str) {
        for word in text.split_inclusive(is_space) {
            let bare = word.trim_end_matches(is_space);
            if !bare.is_empty() {
                self.word(bare);
            }
            self.is_spaced |= bare.len() < word.len();
        }
    }

    fn word(&mut self, word: &str) {
        if self.breaks > 1 {
            self.end();
        }
        if !self.current.is_empty() {
            match (self.breaks, self.is_spaced) {
                (1, _) => self.current.push('\n'),
                (_, true) => self.current.push(' '),
                _ => {}
            }
        }
        (self.breaks, self.is_spaced) = (0, false);
        self.current.push_str(word);
    }

    /// Ends a line.
    pub(in crate::ingest) fn line_break(&mut self) {
        self.breaks += 1;
    }

    /// Ends a paragraph.
    pub(in crate::ingest) fn end(&mut self) {
        (self.breaks, self.is_spaced) = (0, false);
        if self.current.is_empty() {
            return;
        }
        if !self.done.is_empty() {
            self.done.push_str("\n\n");
        }
        self.done.push_str(&self.current);
        self.current.clear();
    }

    /// The whole text.
    pub(in crate::ingest) fn finish(mut self) -> String {
        self.end();
        self.done
    }
}

/// White space that markup does not keep. No-break spaces are kept as they are: normalizing is not for here.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use dom_query::Document;

    fn check(html: &str, expected: &str) {
        assert_eq!(text_of(&Document::fragment(html).root()), expected, "{html}");
    }

    #[test]
    fn blocks_are_paragraphs_and_the_rest_runs_on() {
        check("<p>One <b>bold</b>,\n two.</p><p>Three</p>tail", "One bold, two.\n\nThree\n\ntail");
        check("<div><h2>Head</h2><ul><li>a<li>b</ul></div>", "Head\n\na\n\nb");
        check("One.<br><br>Two<br>three.<br/><br/> <br>Four", "One.\n\nTwo\nthree.\n\nFour");
        check("<table><tr><td>a<td>b<tr><td>c</table>", "a b\n\nc");
        check("a<script>x()</script><style>y</style> b", "a b");
        check("&laquo;Да&raquo;&nbsp;— yes &amp; no", "«Да»\u{a0}— yes & no");
        check("", "");
    }
}
