//! How results are laid out on the screen: its width, tables without lines, and texts on one line.

use comfy_table::{ContentArrangement, Table, presets};
use console::Term;
use std::io::{self, Write};

/// Columns of text where standard output is no terminal.
const PIPE_WIDTH: u16 = 120;

/// A screen that says to have fewer columns is none: pseudo-terminals of other programs often have none at all.
const NARROWEST: u16 = 20;

/// Columns that fit on the screen.
pub fn width() -> u16 {
    let columns = Term::stdout().size_checked().map(|(_, columns)| columns);
    columns.filter(|columns| *columns >= NARROWEST).unwrap_or(PIPE_WIDTH)
}

/// A table without lines, two columns from the left, that keeps within the width.
pub fn table(width: u16, header: &[&str]) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    table.set_header(header);
    for (position, column) in table.column_iter_mut().enumerate() {
        column.set_padding((if position == 0 { 2 } else { 0 }, 2));
    }
    table
}

/// Prints a table, or that there is nothing in it.
pub fn write_table(out: &mut dyn Write, table: &Table) -> io::Result<()> {
    if table.row_count() == 0 {
        return writeln!(out, "  nothing");
    }
    table.lines().try_for_each(|line| writeln!(out, "{}", line.trim_end()))
}

/// The words of an article's text. What would steer the terminal is taken out: texts come from strangers.
fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    let words = text.split_whitespace().map(|word| word.chars().filter(|c| !c.is_control()).collect::<String>());
    words.filter(|word| !word.is_empty())
}

/// The words of `text` in lines of at most `width` columns; a word that is longer is cut.
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in words(text) {
        let long = console::measure_text_width(&word);
        if used > 0 && used + 1 + long > width {
            lines.push(String::new());
            used = 0;
        }
        let space = usize::from(used > 0);
        for c in " ".repeat(space).chars().chain(word.chars()) {
            let wide = console::measure_text_width(c.encode_utf8(&mut [0; 4]));
            if used > 0 && used + wide > width {
                lines.push(String::new());
                used = 0;
            }
            if let Some(line) = lines.last_mut() {
                line.push(c);
                used += wide;
            }
        }
    }
    lines
}

/// The text with each run of white space as one space.
pub fn one_line(text: &str) -> String {
    words(text).collect::<Vec<_>>().join(" ")
}

/// The first `most` characters of [`one_line`].
pub fn shortened(text: &str, most: usize) -> String {
    let line = one_line(text);
    match line.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

/// [`one_line`] of the text in at most `most` columns, the last of which is `…` where more follows.
pub fn fitted(text: &str, most: usize) -> String {
    let line = one_line(text);
    if console::measure_text_width(&line) <= most {
        return line;
    }
    let mut shown = String::new();
    let mut used = 0;
    for c in line.chars() {
        used += console::measure_text_width(c.encode_utf8(&mut [0; 4]));
        // The last column is for the mark.
        if used + 1 > most {
            break;
        }
        shown.push(c);
    }
    format!("{}…", shown.trim_end())
}

/// [`fitted`] text with spaces after it up to `columns`.
pub fn padded(text: &str, columns: usize) -> String {
    let shown = fitted(text, columns);
    let missing = columns.saturating_sub(console::measure_text_width(&shown));
    shown + &" ".repeat(missing)
}

/// The text in lines of `width` columns; where it takes more than `most` lines the last one ends in `…`.
pub fn lines(text: &str, width: usize, most: usize) -> Vec<String> {
    let mut lines = wrapped(text, width);
    if lines.len() > most {
        let rest = lines.split_off(most.saturating_sub(1)).join(" ");
        lines.push(fitted(&rest, width));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_wrap_by_columns_and_long_ones_are_cut() {
        assert_eq!(wrapped("one  two\nthree", 8), ["one two", "three"]);
        assert_eq!(wrapped("a abcdefghij", 4), ["a", "abcd", "efgh", "ij"]);
        assert_eq!(wrapped("各方 同意", 4), ["各方", "同意"]);
        assert_eq!(wrapped("", 4), [""]);
        assert_eq!(wrapped("a\u{1b}[2J b \u{7}", 9), ["a[2J b"]);
    }

    #[test]
    fn texts_are_fitted_by_columns() {
        assert_eq!(
            (fitted("one two", 7).as_str(), fitted("one two", 6).as_str(), fitted("one two", 5).as_str()),
            ("one two", "one t…", "one…")
        );
        assert_eq!((fitted("各方同意", 8).as_str(), fitted("各方同意", 7).as_str()), ("各方同意", "各方同…"));
        assert_eq!((padded("各方", 6).as_str(), padded("abc", 2).as_str()), ("各方  ", "a…"));
        assert_eq!(lines("one two three", 7, 2), ["one two", "three"]);
        assert_eq!(lines("one two three four", 7, 2), ["one two", "three…"]);
        assert_eq!(lines("one two three", 7, 1), ["one tw…"]);
    }
}
