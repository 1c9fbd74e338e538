//! Where the rows of a table begin and end, and whether their quotation marks work.
//!
//! The `csv` library reads any bytes as rows. It runs on from an unclosed quotation mark to the end of the file, and drops marks
//! that are not doubled. Here both are seen, so that one broken row costs one row.

/// Whether the quotation marks of a row follow RFC 4180.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quoting {
    /// They do.
    Sound,
    /// A quoted cell goes on after its closing mark.
    Stray,
    /// A quoted cell is still open where the text ends.
    Unclosed,
}

/// One row as it stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RawRow {
    /// Where its content ends: before the line end.
    pub(super) content_end: usize,
    /// Where the next row begins.
    pub(super) next: usize,
    /// How many lines it takes.
    pub(super) lines: u64,
    pub(super) quoting: Quoting,
    /// Whether a quotation mark stands inside a cell that does not open with one, as in prose.
    pub(super) has_inner_mark: bool,
}

/// The row that begins at `start`. With `quotes` off, quotation marks are characters like others.
pub(super) fn scan(bytes: &[u8], start: usize, delimiter: u8, quotes: bool) -> RawRow {
    enum State {
        Start,
        Plain,
        Quoted,
        Closed,
    }
    let mut state = State::Start;
    let mut row =
        RawRow { content_end: bytes.len(), next: bytes.len(), lines: 1, quoting: Quoting::Sound, has_inner_mark: false };
    let mut at = start;
    while let Some(&byte) = bytes.get(at) {
        if matches!(byte, b'\n' | b'\r') {
            let next = after_line_end(bytes, at);
            if !matches!(state, State::Quoted) {
                return RawRow { content_end: at, next, ..row };
            }
            row.lines += 1;
            at = next;
            continue;
        }
        state = match state {
            State::Start if byte == b'"' && quotes => State::Quoted,
            State::Quoted if byte == b'"' => State::Closed,
            State::Quoted => State::Quoted,
            State::Closed if byte == b'"' => State::Quoted,
            State::Start | State::Plain | State::Closed if byte == delimiter => State::Start,
            State::Closed => {
                row.quoting = Quoting::Stray;
                State::Plain
            }
            State::Start | State::Plain => {
                row.has_inner_mark |= byte == b'"';
                State::Plain
            }
        };
        at += 1;
    }
    if matches!(state, State::Quoted) {
        row.quoting = Quoting::Unclosed;
    }
    row
}

/// Where the line that `at` is in ends, and where the next begins.
pub(super) fn line_end(bytes: &[u8], at: usize) -> (usize, usize) {
    let rest = bytes.get(at..).unwrap_or_default();
    match rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')) {
        Some(length) => (at + length, after_line_end(bytes, at + length)),
        None => (bytes.len(), bytes.len()),
    }
}

/// Both bytes of CR LF are one line end.
fn after_line_end(bytes: &[u8], at: usize) -> usize {
    if bytes.get(at..at + 2) == Some(b"\r\n") { at + 2 } else { at + 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, content: &str, lines: u64, quoting: Quoting) {
        let row = scan(text.as_bytes(), 0, b',', true);
        assert_eq!((&text[..row.content_end], row.lines, row.quoting), (content, lines, quoting), "{text:?}");
    }

    #[test]
    fn a_row_ends_at_a_line_end_outside_quotes() {
        check("a,b\nc", "a,b", 1, Quoting::Sound);
        check("a,\"b\r\nc\"\r\nd", "a,\"b\r\nc\"", 2, Quoting::Sound);
        check("\"say \"\"yes\"\"\",x\n", "\"say \"\"yes\"\"\",x", 1, Quoting::Sound);
        check("", "", 1, Quoting::Sound);
    }

    #[test]
    fn broken_quotes_are_seen() {
        check("1,\"open\n2,shut\n", "1,\"open\n2,shut\n", 3, Quoting::Unclosed);
        check("1,\"say \"yes\" now\",x\n2", "1,\"say \"yes\" now\",x", 1, Quoting::Stray);
        check("1,\"open\n2,\"shut\"\n3", "1,\"open\n2,\"shut\"", 2, Quoting::Stray);
    }

    #[test]
    fn marks_in_plain_cells_are_noted() {
        assert!(scan(b"a,5\" gun", 0, b',', true).has_inner_mark);
        assert!(!scan(b"a,\"b\"", 0, b',', true).has_inner_mark);
        assert_eq!(scan(b"\"We agreed,\" he said\tx", 0, b'\t', false).quoting, Quoting::Sound);
    }
}
