//! `crosswire statements`: what several outlets report, by what matters.

use super::Status;
use super::browse::{columns, filter};
use super::browse_args::{Form, StatementsArgs};
use super::layout::{fitted, lines, padded};
use anstyle::{AnsiColor, Style};
use crosswire::reopen::reopen;
use crosswire::report::{Listed, View, conflict, counted, first_in_words, list, list_csv, list_json};
use std::io::{self, Write};

/// Statements that are shown as text where no limit is given.
const SHOWN: usize = 20;

/// Lines of a statement's text.
const LINES: usize = 2;

/// Columns before a statement's text.
const INDENT: usize = 2;

/// Columns for who had it first, at the least; else it stands on a line of its own.
const FIRST: usize = 44;

/// Columns of a speaker's name at the least and the most.
const SPEAKER: (usize, usize) = (14, 28);

const HEADING: Style = Style::new().bold();
const NAME: Style = AnsiColor::Cyan.on_default();
/// Accounts contradict each other.
const CONTRADICTS: Style = AnsiColor::Red.on_default().bold();
/// Accounts differ.
const DIFFERS: Style = AnsiColor::Yellow.on_default();

/// Runs the command.
pub fn statements(args: &StatementsArgs) -> anyhow::Result<Status> {
    let run = reopen(&args.out)?;
    let view = View::from(&run);
    let found = list(&view, &filter(&args.filter, &view)?);
    let form = args.form.format.unwrap_or_default();
    let limit = args.limit.unwrap_or(if form == Form::Text { SHOWN } else { 0 });
    let shown = if limit == 0 { &found[..] } else { &found[..limit.min(found.len())] };
    let mut out = anstream::stdout().lock();
    match form {
        Form::Text => {
            write(&mut out, shown, &view, columns(&args.form))?;
            writeln!(out, "\n{}", closing(shown.len(), found.len(), &view, &args.out.display().to_string()))?;
        }
        Form::Csv => list_csv(shown, &view, &mut out)?,
        Form::Json => list_json(shown, &view, &mut out)?,
    }
    Ok(Status::Done)
}

/// What is said below the list.
fn closing(shown: usize, found: usize, view: &View, out: &str) -> String {
    let all = counted(view.statements.len(), "statement");
    let next = format!("`crosswire diff {out} ID` lays the accounts of one beside each other.");
    match (shown, found) {
        (_, 0) if view.statements.is_empty() => "This run has no statements: no two articles report the same.".to_owned(),
        (_, 0) => format!("None of the {all} of this run is like that."),
        _ if shown < found => format!("{shown} of {found} shown; --limit 0 shows all. {next}"),
        _ => format!("{} of {all}. {next}", found),
    }
}

/// Prints statements: a line of facts each, what is to be minded, and its text.
fn write(out: &mut dyn Write, listed: &[Listed], view: &View, width: usize) -> io::Result<()> {
    let Some(first) = listed.first() else { return Ok(()) };
    let id = view.short_id(first.statement).len().max("statement".len());
    let kind = "reported".len();
    // Before the speaker: id, outlets, origins, kind, each with two spaces after it.
    let fixed = id + "outlets".len() + "origins".len() + kind + 4 * 2;
    let names = listed.iter().filter_map(|it| it.summary.speaker).map(console::measure_text_width).max().unwrap_or(0);
    let speaker = names.clamp(SPEAKER.0, SPEAKER.1).min(width.saturating_sub(fixed));
    let beside = width.saturating_sub(fixed + speaker + 2);
    let is_wide = beside >= FIRST;
    let facts = [padded("statement", id), "outlets".into(), "origins".into(), padded("kind", kind), padded("speaker", speaker)];
    let header = format!("{}{}", facts.join("  "), if is_wide { "  first" } else { "" });
    writeln!(out, "{HEADING}{}{HEADING:#}", header.trim_end())?;
    for it in listed {
        let summary = &it.summary;
        let statement = &view.statements[it.statement];
        let (id, kind) = (padded(view.short_id(it.statement), id), padded(summary.kind.as_str(), kind));
        let (outlets, origins) = (format!("{:>7}", summary.outlets), format!("{:>7}", summary.origins));
        let facts = [outlets, origins, kind, padded(summary.speaker.unwrap_or("–"), speaker)].join("  ");
        let first = first_in_words(&it.timeline, view);
        let beside = if is_wide { format!("  {}", fitted(&first, beside)) } else { String::new() };
        writeln!(out, "{NAME}{id}{NAME:#}  {}", format!("{facts}{beside}").trim_end())?;
        if !is_wide {
            writeln!(out, "  {}", fitted(&format!("first: {first}"), width.saturating_sub(INDENT)))?;
        }
        if !statement.flags().is_empty() {
            let style = if conflict(statement) > 1 { CONTRADICTS } else { DIFFERS };
            let words = statement.flags().iter().map(|flag| flag.as_str()).collect::<Vec<_>>().join(", ");
            writeln!(out, "  {style}! {words}{style:#}")?;
        }
        for line in lines(view.text_of(statement.representative), width.saturating_sub(INDENT), LINES) {
            writeln!(out, "  {line}")?;
        }
    }
    Ok(())
}
