//! How results are laid out on the screen: its width, tables without lines, and texts on one line.

use comfy_table::{ContentArrangement, Table, presets};
use std::io::{self, Write};

/// Columns of text where standard output is no terminal.
const PIPE_WIDTH: u16 = 120;

/// Columns that fit on the screen.
pub fn width() -> u16 {
    Table::new().width().unwrap_or(PIPE_WIDTH)
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

/// The text with each run of white space as one space.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first `most` characters of [`one_line`].
pub fn shortened(text: &str, most: usize) -> String {
    let line = one_line(text);
    match line.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
