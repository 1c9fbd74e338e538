//! Who carried what: statements of an event by its outlets.

use super::list::{Filter, Listed, list};
use super::sheet::{self, Cell};
use super::view::View;
use crate::compare::{Coverage, coverage};
use crate::model::{ClaimKind, Event, Statement};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

/// The statements of one event, and how each of its outlets carried them.
#[derive(Debug, Clone, PartialEq)]
pub struct Matrix<'a> {
    /// The event, by position.
    pub event: usize,
    /// Its outlets: those that carried most first, then by name.
    pub outlets: Vec<Column<'a>>,
    /// Its statements: those that most outlets carried first, then as [`list`] has them.
    pub rows: Vec<Row<'a>>,
}

/// An outlet of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column<'a> {
    /// Its name.
    pub outlet: &'a str,
    /// The agencies whose copy it ran, without itself.
    pub agencies: BTreeSet<&'a str>,
    /// Its articles of the event.
    pub articles: Vec<usize>,
    /// How many of the statements it carried.
    pub carried: usize,
}

/// A statement of an event.
#[derive(Debug, Clone, PartialEq)]
pub struct Row<'a> {
    /// The statement with its figures.
    pub listed: Listed<'a>,
    /// How each outlet carried it, in the order of the columns: the fullest form in any of its articles; `None` where it omits it.
    pub cells: Vec<Option<ClaimKind>>,
}

/// Lays the statements of `event` against its outlets. Only outlets with an article of the event are there: others were not able to
/// omit anything. Statements whose accounts come from several events are in none of them.
///
/// ```
/// use crosswire::model::ClaimKind;
/// use crosswire::report::{View, matrix};
/// use crosswire::{config::Config, observe::Silent, pipeline};
///
/// let folder = tempfile::tempdir()?;
/// let wreck = "Crews cleared the wreck of the ferry Aurelia from the harbour of Veldt overnight.";
/// let quote = "\"We will reopen the harbour at Veldt on Friday,\" Mayor Ida Brandt said.";
/// for (agency, text) in [("Reuters", quote), ("AFP", quote), ("AP", "Ships waited outside.")] {
///     std::fs::write(folder.path().join(format!("{agency}.txt")), format!("VELDT, May 4 ({agency}) - {wreck} {text}"))?;
/// }
/// let run = pipeline::run(&[folder.path().to_path_buf()], &Config::default(), &Silent)?;
/// let found = matrix(0, &View::from(&run));
/// let row = found.rows.iter().find(|row| row.listed.summary.kind == ClaimKind::Quote).expect("the mayor's words");
/// let cells: Vec<_> = found.outlets.iter().zip(&row.cells).map(|(column, cell)| (column.outlet, *cell)).collect();
/// assert_eq!(cells, [("AFP", Some(ClaimKind::Quote)), ("Reuters", Some(ClaimKind::Quote)), ("AP", None)]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn matrix<'a>(event: usize, view: &View<'a>) -> Matrix<'a> {
    laid(event, list(view, &Filter { event: Some(event), ..Filter::default() }), view)
}

/// Lays `listed`, the statements of `event` as [`list`] has them, against its outlets.
pub(super) fn laid<'a>(event: usize, listed: Vec<Listed<'a>>, view: &View<'a>) -> Matrix<'a> {
    let mut articles: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for article in &view.events[event].articles {
        articles.entry(&view.articles[*article].outlet).or_default().push(*article);
    }
    let carriage: Vec<BTreeMap<&str, ClaimKind>> = listed.iter().map(|it| carriage(it.statement, view)).collect();
    let column = |(outlet, articles): (&'a str, Vec<usize>)| Column {
        outlet,
        agencies: articles.iter().filter_map(|a| view.articles[*a].agency.as_deref()).filter(|a| *a != outlet).collect(),
        articles,
        carried: carriage.iter().filter(|carried| carried.contains_key(outlet)).count(),
    };
    let mut outlets: Vec<Column> = articles.into_iter().map(column).collect();
    outlets.sort_by_key(|column| (std::cmp::Reverse(column.carried), column.outlet));
    let cells = |carried: BTreeMap<&str, ClaimKind>| outlets.iter().map(|c| carried.get(c.outlet).copied()).collect();
    let mut rows: Vec<Row> =
        listed.into_iter().zip(carriage).map(|(listed, carried)| Row { listed, cells: cells(carried) }).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.listed.summary.outlets));
    Matrix { event, outlets, rows }
}

/// The outlets that carry a statement, each with the fullest form in any of its articles.
fn carriage<'a>(statement: usize, view: &View<'a>) -> BTreeMap<&'a str, ClaimKind> {
    let mut carried: BTreeMap<&str, ClaimKind> = BTreeMap::new();
    for claim in &view.statements[statement].members {
        let kind = view.claims[*claim].kind;
        // Kinds stand in the order of how much they carry.
        let best = carried.entry(&view.article_of(*claim).outlet).or_insert(kind);
        *best = kind.min(*best);
    }
    carried
}

/// The events that have statements, those with most statements first, then those with most articles, then by position.
pub fn events_by_size(view: &View) -> Vec<usize> {
    let mut statements = vec![0usize; view.events.len()];
    view.statements.iter().filter_map(|statement| statement.event).for_each(|event| statements[event] += 1);
    let mut events: Vec<usize> = (0..view.events.len()).filter(|event| statements[*event] > 0).collect();
    events.sort_by_key(|event| std::cmp::Reverse((statements[*event], view.events[*event].articles.len())));
    events
}

const COLUMNS: [&str; 10] = [
    "statement_id",
    "event_id",
    "outlet",
    "article_id",
    "carried",
    "claim_id",
    "agency",
    "origin_id",
    "published",
    "carried_as",
];

fn cells<'a>(row: &Coverage, statement: &'a Statement, event: &'a Event, view: &View<'a>) -> [Cell<'a>; 10] {
    let article = &view.articles[row.article];
    [
        Cell::Word(&statement.id),
        Cell::Word(&event.id),
        Cell::Text((&article.outlet).into()),
        Cell::Text((&article.id).into()),
        Cell::Truth(row.claim.is_some()),
        Cell::word(row.claim.map(|claim| view.claims[claim].id.as_str())),
        Cell::text(article.agency.as_deref()),
        Cell::word(view.origin_id(row.article)),
        Cell::time(article.published),
        Cell::word(row.carried_as.map(ClaimKind::as_str)),
    ]
}

/// Writes the rows of `coverage.csv` for the statements of these events, in the order of the files of a run.
///
/// # Errors
/// When `out` cannot be written.
pub fn coverage_csv(events: &[usize], view: &View, out: &mut dyn Write) -> io::Result<()> {
    let rows = coverage(view.statements, view.claims, view.events);
    let wanted = rows.iter().filter(|row| view.statements[row.statement].event.is_some_and(|event| events.contains(&event)));
    let cells = |row: &Coverage| cells(row, &view.statements[row.statement], &view.events[row.event], view);
    sheet::csv(COLUMNS, wanted.map(cells), out)
}

/// Writes the matrices of these events as a JSON array: each with its outlets, and its statements with how each outlet carried them
/// (`null` where it omits it).
///
/// # Errors
/// When `out` cannot be written.
pub fn coverage_json(events: &[usize], view: &View, out: &mut dyn Write) -> io::Result<()> {
    let outlet = |column: &Column| {
        let articles: Vec<&str> = column.articles.iter().map(|a| view.articles[*a].id.as_str()).collect();
        let agencies: Vec<&str> = column.agencies.iter().copied().collect();
        serde_json::json!({"outlet": column.outlet, "agencies": agencies, "articles": articles, "carried": column.carried})
    };
    let event = |event: &usize| {
        let found = matrix(*event, view);
        let statement = |row: &Row| {
            let which = &view.statements[row.listed.statement];
            let cell = |(column, cell): (&Column, &Option<ClaimKind>)| {
                (column.outlet.to_owned(), cell.map_or(Value::Null, |kind| Value::from(kind.as_str())))
            };
            let carried_as: Map<String, Value> = found.outlets.iter().zip(&row.cells).map(cell).collect();
            serde_json::json!({
                "statement_id": which.id,
                "text": view.text_of(which.representative),
                "outlets": row.listed.summary.outlets,
                "origins": row.listed.summary.origins,
                "flags": which.flags().iter().map(|flag| flag.as_str()).collect::<Vec<_>>(),
                "carried_as": carried_as,
            })
        };
        serde_json::json!({
            "event_id": view.events[*event].id,
            "title": view.events[*event].title,
            "outlets": found.outlets.iter().map(outlet).collect::<Vec<_>>(),
            "statements": found.rows.iter().map(statement).collect::<Vec<_>>(),
        })
    };
    sheet::json(&events.iter().map(event).collect(), out)
}
