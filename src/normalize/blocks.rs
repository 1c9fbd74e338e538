//! Where a text's paragraphs are: blank lines, lines that are paragraphs, and hard-wrapped lines that belong together.

use super::chrome::line_reason;
use super::draft::{Fate, Piece};
use super::shape::{Shape, ends_sentence};
use crate::text::Span;
use memchr::{memchr2, memchr2_iter, memchr3};

/// The widest line of hard-wrapped text, in characters.
const WRAP_WIDEST: usize = 120;
/// The narrowest width that text is wrapped to, in characters.
const WRAP_NARROWEST: usize = 40;
/// How far a line of wrapped text may fall short of what would still have fitted: hyphenation and ragged edges.
const WRAP_SLACK: usize = 6;

/// One line, trimmed and not blank.
#[derive(Debug, Clone, Copy)]
struct Line {
    span: Span,
    /// Its width in characters.
    width: usize,
    /// How many characters it is indented.
    indent: usize,
    /// Whether a blank line, or the start of the text, stands before it.
    after_blank: bool,
}

/// The pieces of `text`, in order: every byte that is not white space lies in exactly one.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let lines = lines(text);
    let width = lines.iter().map(|line| line.width).filter(|w| *w <= WRAP_WIDEST).max().unwrap_or(0);
    let wrapped = is_wrapped(text, &lines, width);
    let mut spans: Vec<Span> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let joins = i > 0 && joins(text, lines[i - 1], *line, wrapped, width);
        match spans.last_mut() {
            Some(last) if joins => *last = last.join(line.span),
            _ => spans.push(line.span),
        }
    }
    let piece = |span: Span| Piece { span, shape: Shape::of(span.of(text)), fate: Fate::Open };
    spans.into_iter().map(piece).collect()
}

fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut blank = true;
    let mut start = 0;
    for piece in raw_lines(text) {
        let raw = Span::new(start, start + piece.len());
        start = raw.end;
        let span = raw.trim(text);
        if span.is_empty() {
            // The second half of a CR LF is no blank line of its own.
            blank |= piece != "\n" || !text[..raw.start].ends_with('\r');
        } else {
            let indent = text[raw.start..span.start].chars().count();
            lines.push(Line { span, width: span.of(text).chars().count(), indent, after_blank: blank });
            blank = piece.ends_with('\u{2029}');
        }
    }
    lines
}

/// The lines of `text`, each with what breaks it.
fn raw_lines(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut start = 0;
    for end in memchr2_iter(b'\n', b'\r', text.as_bytes()).map(|at| at + 1).chain([text.len()]) {
        let line = &text[start..end];
        start = end;
        // Most lines hold none of the rarer breaks, nor a byte that these end in.
        let bytes = line.as_bytes();
        if memchr2(0x0B, 0x0C, bytes).is_some() || memchr3(0x85, 0xA8, 0xA9, bytes).is_some() {
            lines.extend(line.split_inclusive(['\x0B', '\x0C', '\u{85}', '\u{2028}', '\u{2029}']));
        } else if !line.is_empty() {
            lines.push(line);
        }
    }
    lines
}

/// Whether the text's lines are broken to a width rather than at the ends of paragraphs: then most of its longer lines inside a group
/// of lines are full and do not end as sentences do.
fn is_wrapped(text: &str, lines: &[Line], width: usize) -> bool {
    let inner = lines.windows(2).filter(|w| !w[1].after_blank && w[0].width >= WRAP_NARROWEST);
    let (mut all, mut broken) = (0, 0);
    for w in inner {
        all += 1;
        broken += usize::from(is_full(text, w[0], w[1], width) && !ends_sentence(w[0].span.of(text)));
    }
    // Where paragraphs are single long lines, short lines in a row are lists.
    let narrow: usize = lines.iter().map(|line| line.width).filter(|w| *w <= WRAP_WIDEST).sum();
    let total: usize = lines.iter().map(|line| line.width).sum();
    broken >= 2 && broken * 2 > all && narrow * 2 > total
}

/// Whether the first word of `next` would not have fitted on `line`.
fn is_full(text: &str, line: Line, next: Line, width: usize) -> bool {
    let first_word = next.span.of(text).split_whitespace().next().map_or(0, |w| w.chars().count());
    line.width <= WRAP_WIDEST && line.width >= WRAP_NARROWEST && line.width + 1 + first_word + WRAP_SLACK > width
}

fn joins(text: &str, before: Line, line: Line, wrapped: bool, width: usize) -> bool {
    let (last, next) = (before.span.of(text), line.span.of(text));
    if line.after_blank || line.indent >= before.indent + 2 || before.width > WRAP_WIDEST || begins_anew(next) {
        return false;
    }
    let mid_sentence = before.width >= WRAP_NARROWEST && !ends_sentence(last) && next.starts_with(char::is_lowercase);
    mid_sentence || (wrapped && is_full(text, before, line, width))
}

/// Whether a line is the item of a list or furniture of the page, which goes on from no other line.
fn begins_anew(line: &str) -> bool {
    is_bullet(line) || line.starts_with('©') || line_reason(line).is_some()
}

fn is_bullet(line: &str) -> bool {
    line.starts_with(['•', '·', '●', '▪', '*', '►'])
        || line.starts_with("- ")
        || line.starts_with("– ")
        || line.starts_with("— ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = pieces(text).iter().map(|p| p.span.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn blank_lines_and_single_lines_end_paragraphs() {
        check("One.\n\n\n  Two.  \n \t\nThree.", &["One.", "Two.", "Three."]);
        check(
            "The first paragraph is one line and ends here.\nThe second one is a line as well, of other length.\nSo is this.",
            &[
                "The first paragraph is one line and ends here.",
                "The second one is a line as well, of other length.",
                "So is this.",
            ],
        );
        check("A\r\nB\r\n\r\nC\rD", &["A", "B", "C", "D"]);
        check(" \n\n ", &[]);
    }

    proptest! {
        #[test]
        fn lines_end_at_every_break(text in "([a-zé©“…]|\n|\r|\x0B|\x0C|\u{85}|\u{2028}|\u{2029}|\u{2026}){0,30}") {
            let expected: Vec<&str> =
                text.split_inclusive(['\n', '\r', '\x0B', '\x0C', '\u{85}', '\u{2028}', '\u{2029}']).collect();
            prop_assert_eq!(raw_lines(&text), expected);
        }
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let text = "KESH BRIDGE TO REOPEN\n\nThe bridge over the Kesh, closed since the flood in\nMarch, will reopen on Monday, the mayor said. Repairs took\n\
                    longer than planned and cost twice as much as the town\nhad set aside.\n\nShe thanked the builders.";
        let found: Vec<String> = pieces(text).iter().map(|p| p.span.of(text).replace('\n', " ")).collect();
        assert_eq!(found.len(), 3, "{found:#?}");
        assert!(found[1].starts_with("The bridge") && found[1].ends_with("set aside."), "{found:#?}");
    }

    #[test]
    fn indented_lines_begin_paragraphs_in_wrapped_text() {
        let text = "   The bridge over the Kesh, closed since the flood in\nMarch, will reopen on Monday, the mayor of Kesh has\nsaid.\n   \
                    Repairs took longer than planned and cost twice as\nmuch as the town had set aside for the works, and more\nmay be due.";
        assert_eq!(pieces(text).len(), 2);
    }
}
