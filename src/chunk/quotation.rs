//! Quotations: which quotation marks of an article belong together.

use crate::model::{Block, BlockKind};
use crate::text::Span;

/// Words between quotation marks, at the outermost level. Never crosses a block; a quotation over paragraphs is one per paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Quotation {
    /// Its place with the marks.
    pub span: Span,
    /// Its place without them.
    pub inner: Span,
    /// How its end was found.
    pub end: QuoteEnd,
}

/// How a quotation ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum QuoteEnd {
    /// With its own mark.
    Closed,
    /// Without one, and the next paragraph opens with a mark: it goes on there.
    NextParagraph,
    /// Without one: its end is a guess, at most this far.
    Unclosed,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    Opens,
    Closes,
    Either,
}

/// One quotation mark: its place and which way it points by its shape.
#[derive(Debug, Clone, Copy)]
struct Mark {
    span: Span,
    direction: Direction,
    /// Whether it stands where an opening mark stands: after a space, before a word.
    at_start: bool,
    /// Whether a space, an opening mark or nothing stands before it.
    after_space: bool,
    /// Whether it stands where a closing mark stands: after a word or its punctuation.
    at_end: bool,
}

/// The quotations of a block whose marks of all sorts are known and which `next` follows, in order and without overlap.
pub(super) fn quotations(text: &str, block: Block, next: Option<&Block>, marks: &[usize]) -> Vec<Quotation> {
    let marks: Vec<(usize, char)> = quotation_marks(block.span.of(text), marks).collect();
    // Without a mark of any shape there is nothing to pair.
    if marks.is_empty() {
        return Vec::new();
    }
    let next = next.filter(|next| next.kind == BlockKind::Paragraph && block.kind == BlockKind::Paragraph);
    let goes_on = next.is_some_and(|next| opens_with_mark(next.span.of(text)));
    let doubles = double_quotations(text, block.span, &marks, goes_on);
    with_singles(text, block.span, &marks, doubles)
}

fn opens_with_mark(text: &str) -> bool {
    text.starts_with(['"', '“', '„', '«', '‘', '\u{FF02}', '「', '『', '\'']) || text.starts_with("``")
}

fn double_quotations(text: &str, block: Span, marks: &[(usize, char)], goes_on: bool) -> Vec<Quotation> {
    let marks = double_marks(text, block, marks);
    match pair(&marks, block, true) {
        Ok(found) => close_last(found, goes_on),
        // Nesting left something open before another mark: the outer one was never closed, so pair without nesting.
        Err(found) if goes_on => close_last(found, true),
        Err(_) => match pair(&marks, block, false) {
            Ok(found) | Err(found) => close_last(found, goes_on),
        },
    }
}

fn close_last(mut found: Vec<Quotation>, goes_on: bool) -> Vec<Quotation> {
    if let Some(last) = found.last_mut().filter(|last| goes_on && last.end == QuoteEnd::Unclosed) {
        last.end = QuoteEnd::NextParagraph;
    }
    found
}

/// Pairs marks. `Err` where the last quotation stays open although other marks came after its opening one.
fn pair(marks: &[Mark], block: Span, nested: bool) -> Result<Vec<Quotation>, Vec<Quotation>> {
    let mut found = Vec::new();
    let mut open: Option<Mark> = None;
    let mut depth = 0usize;
    let mut marks_inside = false;
    for mark in marks {
        let Some(first) = open else {
            let opens = match mark.direction {
                Direction::Opens => mark.at_start || !mark.at_end,
                Direction::Closes => mark.at_start && !mark.at_end,
                Direction::Either => mark.at_start,
            };
            if opens {
                (open, depth, marks_inside) = (Some(*mark), 1, false);
            }
            continue;
        };
        let opens = match mark.direction {
            Direction::Opens => !mark.at_end,
            // `left.”Renn`, and every Chinese quotation: with no space on either side, what is open ends here.
            Direction::Closes | Direction::Either => mark.after_space && mark.at_start && !mark.at_end,
        };
        match (opens, nested) {
            (true, true) => {
                depth += 1;
                marks_inside = true;
            }
            (true, false) => {
                let span = Span::new(first.span.start, mark.span.start);
                found.push(Quotation { span, inner: Span::new(first.span.end, span.end), end: QuoteEnd::Unclosed });
                open = Some(*mark);
            }
            (false, _) => {
                depth = depth.saturating_sub(1);
                if depth == 0 || !nested {
                    let span = first.span.join(mark.span);
                    let inner = Span::new(first.span.end, mark.span.start);
                    found.push(Quotation { span, inner, end: QuoteEnd::Closed });
                    open = None;
                }
            }
        }
    }
    if let Some(first) = open {
        let span = Span::new(first.span.start, block.end);
        found.push(Quotation { span, inner: Span::new(first.span.end, block.end), end: QuoteEnd::Unclosed });
        if marks_inside {
            return Err(found);
        }
    }
    Ok(found)
}

/// Whether the character may be a double quotation mark, or half of one.
fn is_mark(c: char) -> bool {
    matches!(c, '"' | '\'' | '`' | '‘' | '’' | '“' | '”' | '„' | '‟' | '«' | '»' | '「' | '」' | '『' | '』' | '\u{FF02}')
}

/// Those of the marks of `text` that may be quotation marks of any kind, each with its place.
fn quotation_marks(text: &str, marks: &[usize]) -> impl Iterator<Item = (usize, char)> {
    let places = marks.iter().filter_map(|at| Some((*at, text[*at..].chars().next()?)));
    places.filter(|(_, c)| is_mark(*c) || *c == '‚')
}

fn double_marks(text: &str, block: Span, places: &[(usize, char)]) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut last_opening: Option<char> = None;
    let mut read = block.start;
    for (at, c) in places.iter().copied().filter(|(_, c)| is_mark(*c)) {
        let start = block.start + at;
        if start < read {
            continue;
        }
        let mut length = c.len_utf8();
        let before = text[block.start..start].chars().next_back();
        let twin = matches!(c, '\'' | '`' | '’' | '‘') && text[start + length..block.end].starts_with(c);
        let direction = match c {
            '„' | '‟' | '「' | '『' => Some(Direction::Opens),
            // The German closing mark is the English opening one.
            '“' if last_opening == Some('„') => Some(Direction::Closes),
            '“' => Some(Direction::Opens),
            '”' | '」' | '』' => Some(Direction::Closes),
            '«' if last_opening == Some('»') => Some(Direction::Closes),
            '«' => Some(Direction::Opens),
            '»' if last_opening == Some('«') => Some(Direction::Closes),
            '»' | '"' | '\u{FF02}' => Some(Direction::Either),
            '`' if twin => Some(Direction::Opens),
            '\'' | '’' | '‘' if twin => Some(Direction::Either),
            _ => None,
        };
        if let Some(direction) = direction {
            if twin {
                length *= 2;
            }
            let span = Span::new(start, start + length);
            read = span.end;
            let after = text[span.end..block.end].chars().next();
            let after_space = before.is_none_or(|c| c.is_whitespace() || is_opener(c));
            let at_start = after_space && after.is_some_and(is_content)
                || before.is_some_and(|c| !is_opener(c)) && after.is_some_and(char::is_alphanumeric);
            let at_end = before.is_some_and(|c| !c.is_whitespace() && !is_opener(c))
                && !after.is_some_and(char::is_alphanumeric)
                || before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
            marks.push(Mark { span, direction, at_start, after_space, at_end });
            match direction {
                Direction::Closes => last_opening = None,
                _ if last_opening.is_none() && at_start => last_opening = Some(c),
                Direction::Either => last_opening = None,
                Direction::Opens => {}
            }
        }
    }
    marks
}

/// Whether an opening quotation mark can follow it directly.
fn is_opener(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '—' | '–' | '-' | '/' | '“' | '‘' | '«' | '„' | ':' | '…')
}

/// Whether it can be the first character inside a quotation.
fn is_content(c: char) -> bool {
    !c.is_whitespace() && !matches!(c, ',' | '.' | ';' | ':' | ')' | ']' | '}' | '?' | '!') || c == '…' || c == '.'
}

/// Adds quotations in single marks, as British newsrooms set them, outside the double ones or around them.
fn with_singles(text: &str, block: Span, marks: &[(usize, char)], doubles: Vec<Quotation>) -> Vec<Quotation> {
    let mut found: Vec<Quotation> = Vec::new();
    let mut inner_doubles = doubles.iter().peekable();
    let mut open: Option<OpenSingle> = None;
    for (at, c) in marks.iter().copied().filter(|(_, c)| matches!(c, '\'' | '‘' | '’' | '‚')) {
        let at = block.start + at;
        while inner_doubles.peek().is_some_and(|double| double.span.end <= at) {
            inner_doubles.next();
        }
        let is_inside = inner_doubles.peek().is_some_and(|double| double.span.start <= at);
        if !is_inside {
            let before = text[block.start..at].chars().next_back();
            let end = at + c.len_utf8();
            let rest = &text[end..block.end];
            match &mut open {
                None if opens_single(c, before, rest) => {
                    open = Some(OpenSingle { span: Span::new(at, end), curly: c != '\'', doubtful: None });
                }
                Some(single) if closes_single(c, before, rest) && single.curly == (c != '\'') => {
                    let close = Span::new(at, end);
                    if is_possessive_plural(before, rest) {
                        single.doubtful.get_or_insert(close);
                    } else {
                        found.push(single.closed_by(close));
                        open = None;
                    }
                }
                Some(single) if opens_single(c, before, rest) => {
                    found.extend(single.doubtful.map(|close| single.closed_by(close)));
                    open = Some(OpenSingle { span: Span::new(at, end), curly: c != '\'', doubtful: None });
                }
                _ => {}
            }
        }
    }
    found.extend(open.and_then(|single| single.doubtful.map(|close| single.closed_by(close))));
    let singles = found.clone();
    found.extend(doubles.into_iter().filter(|double| !covered(&singles, double.span)));
    found.sort_by_key(|quotation| quotation.span.start);
    found
}

/// Whether one of the sorted `spans` covers `place`.
fn covered(quotations: &[Quotation], place: Span) -> bool {
    let after = quotations.partition_point(|quotation| quotation.span.start <= place.start);
    after > 0 && quotations[after - 1].span.contains(place)
}

struct OpenSingle {
    span: Span,
    curly: bool,
    /// A mark that may close it or be the possessive of a plural (`the rebels' demands`).
    doubtful: Option<Span>,
}

impl OpenSingle {
    fn closed_by(&self, close: Span) -> Quotation {
        Quotation { span: self.span.join(close), inner: Span::new(self.span.end, close.start), end: QuoteEnd::Closed }
    }
}

fn opens_single(c: char, before: Option<char>, rest: &str) -> bool {
    let free = before.is_none_or(|c| c.is_whitespace() || is_opener(c));
    let content = rest.chars().next().is_some_and(|c| c.is_alphanumeric() || matches!(c, '…' | '.' | '$' | '£' | '€'));
    free && content && c != '’' && !starts_with_elision(rest)
}

/// Whether `rest`, after an apostrophe, is a word that lost its start: `'em`, `'til`, `'90s`.
fn starts_with_elision(rest: &str) -> bool {
    let word: String = rest.chars().take_while(|c| c.is_alphanumeric()).take(6).collect::<String>().to_lowercase();
    matches!(word.as_str(), "em" | "til" | "till" | "cause" | "n" | "tis" | "twas" | "bout" | "round" | "s")
        || word.len() == 3 && word.ends_with('s') && word.bytes().take(2).all(|b| b.is_ascii_digit())
}

fn closes_single(c: char, before: Option<char>, rest: &str) -> bool {
    let after = rest.chars().next();
    c != '‘' && before.is_some_and(|c| !c.is_whitespace()) && !after.is_some_and(char::is_alphanumeric)
}

fn is_possessive_plural(before: Option<char>, rest: &str) -> bool {
    let mut after = rest.chars();
    before.is_some_and(|c| c == 's' || c == 'S') && after.next() == Some(' ') && after.next().is_some_and(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chunk::marks::marks;

    fn inner(text: &str) -> Vec<&str> {
        let block = Block { span: Span::whole(text), kind: BlockKind::Paragraph };
        let marks: Vec<usize> = marks(text).collect();
        quotations(text, block, None, &marks).iter().map(|quotation| quotation.inner.of(text)).collect()
    }

    #[test]
    fn a_closing_mark_ends_a_quotation_without_a_space_behind_it() {
        assert_eq!(inner("她说:“我已失去信任。”警方表示,四十人被捕。"), ["我已失去信任。"]);
        assert_eq!(inner("“They all left.”Renn stayed."), ["They all left."]);
        assert_eq!(inner("\"They all left.\"Renn stayed."), ["They all left."]);
    }
}
