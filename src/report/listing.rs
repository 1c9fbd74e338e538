//! A list of statements as CSV and JSON: the columns of `statements.csv`, and who was how much earlier.

use super::list::Listed;
use super::sheet::{self, Cell};
use super::view::View;
use serde_json::Value;
use std::borrow::Cow;
use std::io::{self, Write};

const COLUMNS: [&str; 20] = [
    "statement_id",
    "event_id",
    "kind",
    "speaker",
    "accounts",
    "outlets",
    "origins",
    "first_outlet",
    "first_published",
    "min_score",
    "mean_score",
    "flags",
    "text",
    "claim_id",
    "articles",
    "agencies",
    "last_published",
    "maybe_first",
    "lead_minutes",
    "lead_exact",
];

fn row<'a>(it: &Listed<'a>, view: &View<'a>) -> [Cell<'a>; 20] {
    let statement = &view.statements[it.statement];
    let (summary, times) = (&it.summary, &it.timeline.appearances);
    let dated = || times.iter().filter(|a| a.published.is_some());
    let ties = &statement.ties;
    [
        Cell::Word(&statement.id),
        Cell::word(statement.event.map(|event| view.events[event].id.as_str())),
        Cell::Word(summary.kind.as_str()),
        Cell::text(summary.speaker),
        Cell::count(summary.accounts),
        Cell::count(summary.outlets),
        Cell::count(summary.origins),
        Cell::text(dated().next().map(|a| view.articles[a.article].outlet.as_str())),
        Cell::time(dated().next().and_then(|a| a.published)),
        Cell::Score(ties.iter().copied().fold(f64::NAN, f64::min)),
        Cell::Score(ties.iter().sum::<f64>() / ties.len() as f64),
        Cell::Words(statement.flags().iter().map(|flag| flag.as_str()).collect()),
        Cell::Text(Cow::Borrowed(view.text_of(statement.representative))),
        Cell::Word(&view.claims[statement.representative].id),
        Cell::count(summary.articles),
        Cell::count(summary.agencies),
        Cell::time(dated().filter_map(|a| a.published).max_by_key(|at| at.order_key())),
        Cell::count(it.timeline.may_be_first),
        it.timeline.lead.map_or(Cell::Nothing, |lead| Cell::Count(lead.minutes)),
        it.timeline.lead.map_or(Cell::Nothing, |lead| Cell::Truth(lead.is_exact)),
    ]
}

/// Writes the statements as CSV, one a row.
///
/// # Errors
/// When `out` cannot be written.
pub fn list_csv(listed: &[Listed], view: &View, out: &mut dyn Write) -> io::Result<()> {
    sheet::csv(COLUMNS, listed.iter().map(|it| row(it, view)), out)
}

/// Writes the statements as a JSON array of objects with the columns as members; `flags` is an array.
///
/// # Errors
/// When `out` cannot be written.
pub fn list_json(listed: &[Listed], view: &View, out: &mut dyn Write) -> io::Result<()> {
    let rows = listed.iter().map(|it| Value::from(sheet::object(COLUMNS, &row(it, view))));
    sheet::json(&rows.collect(), out)
}
