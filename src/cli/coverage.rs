//! `crosswire coverage`: statements of an event by its outlets.

use super::Status;
use super::browse::{columns, event};
use super::browse_args::{CoverageArgs, Form};
use super::layout::{fitted, padded};
use anstyle::{AnsiColor, Style};
use crosswire::model::ClaimKind;
use crosswire::reopen::reopen;
use crosswire::report::{
    Column, Conflict, Matrix, Row, View, conflict, counted, coverage_csv, coverage_json, events_by_size, matrix,
};
use std::io::{self, Write};

/// Statements of an event that are shown as text where no limit is given.
const SHOWN: usize = 20;

/// Events that are shown as text where none is asked for.
const EVENTS: usize = 10;

/// Columns of a name over a column of the matrix, at the most.
const NAME: usize = 14;

/// Columns for the text of a statement at the least, and where names stand above the columns.
const TEXT: usize = 32;
const TEXT_BESIDE_NAMES: usize = 60;

const HEADING: Style = Style::new().bold();
const ID: Style = AnsiColor::Cyan.on_default();
const QUOTE: Style = Style::new().bold();
const REPORTED: Style = AnsiColor::Green.on_default();
const FACT: Style = Style::new();
const HEADLINE: Style = AnsiColor::Magenta.on_default();
const OMITTED: Style = Style::new().dimmed();
const FLAGGED: Style = AnsiColor::Red.on_default().bold();

/// Runs the command.
pub fn coverage(args: &CoverageArgs) -> anyhow::Result<Status> {
    let run = reopen(&args.out)?;
    let view = View::from(&run);
    let events = match &args.event {
        Some(id) => vec![event(id, &view)?],
        None => events_by_size(&view),
    };
    let form = args.form.format.unwrap_or_default();
    let mut out = anstream::stdout().lock();
    match form {
        Form::Text => {
            let limit = args.limit.unwrap_or(SHOWN);
            write(&mut out, &events, &view, if limit == 0 { usize::MAX } else { limit }, columns(&args.form))?;
        }
        Form::Csv => coverage_csv(&events, &view, &mut out)?,
        Form::Json => coverage_json(&events, &view, &mut out)?,
    }
    Ok(Status::Done)
}

fn write(out: &mut dyn Write, events: &[usize], view: &View, limit: usize, width: usize) -> io::Result<()> {
    let shown = events.iter().take(EVENTS);
    for (number, event) in shown.enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        write_matrix(out, &matrix(*event, view), view, limit, width)?;
    }
    if events.is_empty() {
        writeln!(out, "This run has no statements: no two articles report the same.")?;
    } else {
        writeln!(out, "\n{}", key())?;
    }
    if events.len() > EVENTS {
        let more = counted(events.len() - EVENTS, "more event");
        writeln!(out, "{more} with statements: name one with --event, or take all with --format csv.")?;
    }
    Ok(())
}

/// What the marks mean.
fn key() -> String {
    let marks =
        [ClaimKind::Quote, ClaimKind::Reported, ClaimKind::Fact, ClaimKind::Headline].map(Some).into_iter().chain([None]);
    let meant = |cell: Option<ClaimKind>| cell.map_or("omitted", ClaimKind::as_str);
    marks.map(|cell| format!("{} {}", mark(cell), meant(cell))).collect::<Vec<_>>().join("   ")
}

/// The mark of a cell, styled.
fn mark(cell: Option<ClaimKind>) -> String {
    let (style, mark) = match cell {
        Some(ClaimKind::Quote) => (QUOTE, "Q"),
        Some(ClaimKind::Reported) => (REPORTED, "r"),
        Some(ClaimKind::Fact) => (FACT, "f"),
        Some(ClaimKind::Headline) => (HEADLINE, "h"),
        None => (OMITTED, "·"),
    };
    format!("{style}{mark}{style:#}")
}

/// How the matrix of one event is laid out.
struct Plan {
    /// Columns of each outlet's cells; its name stands above where it fits, else its number.
    cells: Vec<usize>,
    /// Whether names stand above the columns.
    named: bool,
    /// Columns of a statement's id, and of its text.
    id: usize,
    text: usize,
    /// Outlets side by side; the others follow below.
    panel: usize,
}

impl Plan {
    fn of(matrix: &Matrix, view: &View, width: usize) -> Self {
        let id = matrix.rows.first().map_or(0, |row| view.short_id(row.listed.statement).len());
        // Before the cells: id, how many carried it, and a mark for flags; after them the text.
        let before = id + 2 + SHARE + 2;
        let names: Vec<usize> = matrix.outlets.iter().map(|c| console::measure_text_width(c.outlet).clamp(2, NAME)).collect();
        let room = width.saturating_sub(before + TEXT);
        let named = before + names.iter().map(|name| name + 2).sum::<usize>() + TEXT_BESIDE_NAMES <= width;
        let number = matrix.outlets.len().to_string().len().max(2);
        let cells = if named { names } else { vec![number; matrix.outlets.len()] };
        let panel = if named { cells.len() } else { (room / (number + 1)).max(1) };
        let gap = if named { 2 } else { 1 };
        let used: usize = cells.iter().take(panel).map(|cell| cell + gap).sum();
        Plan { cells, named, id, text: width.saturating_sub(before + used + 2), panel }
    }

    fn gap(&self) -> &'static str {
        if self.named { "  " } else { " " }
    }
}

/// Columns for `12/23`.
const SHARE: usize = 5;

fn write_matrix(out: &mut dyn Write, matrix: &Matrix, view: &View, limit: usize, width: usize) -> io::Result<()> {
    let event = &view.events[matrix.event];
    let outlets = counted(matrix.outlets.len(), "outlet");
    let articles = counted(event.articles.len(), "article");
    let statements = counted(matrix.rows.len(), "statement");
    writeln!(out, "{HEADING}{}{HEADING:#}", fitted(&event.title, width))?;
    writeln!(out, "{ID}{}{ID:#}  {outlets}, {articles}, {statements}", event.id)?;
    let plan = Plan::of(matrix, view, width);
    legend(out, matrix, &plan, width)?;
    let rows = &matrix.rows[..limit.min(matrix.rows.len())];
    for start in (0..matrix.outlets.len()).step_by(plan.panel) {
        let panel = start..(start + plan.panel).min(matrix.outlets.len());
        writeln!(out)?;
        header(out, matrix, &plan, panel.clone())?;
        for row in rows {
            write_row(out, row, view, &plan, panel.clone())?;
        }
    }
    if rows.len() < matrix.rows.len() {
        writeln!(out, "… and {}; --limit 0 shows all.", counted(matrix.rows.len() - rows.len(), "more statement"))?;
    }
    Ok(())
}

/// Each outlet with its number, where numbers stand above the columns, its agencies, and how much it carried.
fn legend(out: &mut dyn Write, matrix: &Matrix, plan: &Plan, width: usize) -> io::Result<()> {
    let all = matrix.rows.len();
    let entries: Vec<String> = matrix.outlets.iter().enumerate().map(|(at, column)| entry(at, column, all, plan)).collect();
    let longest = entries.iter().map(|entry| console::measure_text_width(entry)).max().unwrap_or(0);
    let column = longest.min(width.saturating_sub(2));
    let fit = ((width + 1) / (column + 3)).max(1);
    for line in entries.chunks(fit) {
        let line = line.iter().map(|entry| padded(entry, column)).collect::<Vec<_>>().join("   ");
        writeln!(out, "  {}", line.trim_end())?;
    }
    Ok(())
}

fn entry(at: usize, column: &Column, all: usize, plan: &Plan) -> String {
    let number = if plan.named { String::new() } else { format!("{} ", at + 1) };
    let agencies: Vec<&str> = column.agencies.iter().copied().collect();
    let agencies = if agencies.is_empty() { String::new() } else { format!(" ({})", agencies.join(", ")) };
    let several = if column.articles.len() > 1 { format!(", {} articles", column.articles.len()) } else { String::new() };
    format!("{number}{}{agencies}: {} of {all}{several}", column.outlet, column.carried)
}

fn header(out: &mut dyn Write, matrix: &Matrix, plan: &Plan, panel: std::ops::Range<usize>) -> io::Result<()> {
    let title = |at: usize| if plan.named { matrix.outlets[at].outlet.to_owned() } else { (at + 1).to_string() };
    let cells: Vec<String> = panel.map(|at| centred(&title(at), plan.cells[at])).collect();
    let line = format!("{}  {:>SHARE$}  {}", " ".repeat(plan.id), "by", cells.join(plan.gap()));
    writeln!(out, "{HEADING}{}{HEADING:#}", line.trim_end())
}

fn write_row(out: &mut dyn Write, row: &Row, view: &View, plan: &Plan, panel: std::ops::Range<usize>) -> io::Result<()> {
    let statement = &view.statements[row.listed.statement];
    let share = format!("{}/{}", row.cells.iter().flatten().count(), row.cells.len());
    let cell = |at: usize| {
        let (before, after) = around(1, plan.cells[at]);
        format!("{}{}{}", " ".repeat(before), mark(row.cells[at]), " ".repeat(after))
    };
    let cells: Vec<String> = panel.map(cell).collect();
    let flag = if conflict(statement) > Conflict::None { format!("{FLAGGED}!{FLAGGED:#} ") } else { String::new() };
    let room = plan.text.saturating_sub(if flag.is_empty() { 0 } else { 2 });
    let text = fitted(view.text_of(statement.representative), room);
    let id = padded(view.short_id(row.listed.statement), plan.id);
    writeln!(out, "{ID}{id}{ID:#}  {share:>SHARE$}  {}  {flag}{text}", cells.join(plan.gap()))
}

fn centred(text: &str, columns: usize) -> String {
    let text = fitted(text, columns);
    let (before, after) = around(console::measure_text_width(&text), columns);
    format!("{}{text}{}", " ".repeat(before), " ".repeat(after))
}

/// The spaces before and after something `width` columns wide in the middle of `columns`.
fn around(width: usize, columns: usize) -> (usize, usize) {
    let spaces = columns.saturating_sub(width);
    (spaces / 2, spaces - spaces / 2)
}
