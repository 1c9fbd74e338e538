//! The report: one HTML file that shows a whole run, and needs nothing from elsewhere.
//!
//! The file is a shell ([`shell`]), the run's data and a script. The data is cut into shelves ([`Shelf`]), each packed by itself, so
//! that a browser unpacks what is looked at and no more: an index with what lists need, then events, statements and articles.

mod article;
mod collation;
mod event;
mod figure;
mod index;
mod leads;
mod names;
mod seriation;
mod shell;
mod statement;
mod utf16;
mod weigh;

pub use figure::figures;
pub(super) use names::Names;
pub(super) use weigh::Scale;

use super::list::{Listed, of_event};
use super::view::View;
use crate::compare::Known;
use crate::error::Problem;
use crate::model::{Link, Outcome};
use crate::reopen::Reopened;
use crate::score::Weights;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use serde::Serialize;
use std::cmp::Reverse;
use std::io::{self, Write};
use std::ops::Range;

/// A run as the report shows it.
#[derive(Debug, Clone)]
pub struct Shown<'a> {
    /// Its lists.
    pub view: View<'a>,
    /// Its links, by pair.
    pub links: &'a [Link],
    /// Its problems.
    pub problems: &'a [Problem],
    /// The weights that made its scores.
    pub weights: &'a Weights,
    /// Edits between the accounts of each statement, where they were made before.
    pub edits: Vec<Known<'a>>,
}

impl<'a> Shown<'a> {
    /// A run that was just made.
    pub fn fresh(run: &'a Outcome, weights: &'a Weights) -> Self {
        Shown { view: View::from(run), links: &run.links, problems: &run.problems, weights, edits: Vec::new() }
    }

    /// The same, where its files were written before.
    #[must_use]
    pub fn knowing(self, edits: Vec<Known<'a>>) -> Self {
        Shown { edits, ..self }
    }

    /// A run from its folder.
    pub fn reopened(run: &'a Reopened, weights: &'a Weights) -> Self {
        Shown { view: View::from(run), links: &run.links, problems: &run.problems, weights, edits: Vec::new() }
    }
}

/// Text of articles on one shelf, in bytes: little enough to be unpacked while one clicks.
const SHELF_TEXT: usize = 160 * 1024;

/// Accounts of statements on one shelf.
const SHELF_ACCOUNTS: usize = 400;

/// Articles and statements of events on one shelf.
const SHELF_EVENTS: usize = 800;

/// The report in the making: who stands where, before anything is written.
pub(super) struct Page<'a> {
    pub(super) run: &'a Shown<'a>,
    /// The statements with their figures, those that deserve a look first before the others.
    listed: Vec<Listed<'a>>,
    /// Where each statement stands in that list.
    rank: Vec<usize>,
    /// The articles in the order of the page, by position in the run: by event, then by time.
    order: Vec<usize>,
    /// Where each article stands in that order.
    place: Vec<usize>,
    /// The first claim of each article, by position in the run; one more at the end.
    first_claim: Vec<usize>,
    names: Names<'a>,
    scale: Scale<'a>,
    shelves: Vec<Shelf>,
}

/// What stands on a shelf.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Events,
    Statements,
    Articles,
}

impl Kind {
    fn letter(self) -> char {
        match self {
            Kind::Events => 'e',
            Kind::Statements => 's',
            Kind::Articles => 'a',
        }
    }
}

/// Neighbours of one kind that are packed together.
#[derive(Debug, Clone)]
pub(super) struct Shelf {
    kind: Kind,
    number: usize,
    range: Range<usize>,
}

impl<'a> Page<'a> {
    /// The page of a run with its statements as lists have them, its names and the scale of its links.
    pub(super) fn of(run: &'a Shown<'a>, listed: Vec<Listed<'a>>, names: Names<'a>, scale: Scale<'a>) -> Self {
        let view = &run.view;
        let mut rank = vec![0; listed.len()];
        listed.iter().enumerate().for_each(|(at, it)| rank[it.statement] = at);
        let time = |article: usize| view.articles[article].published.map_or(i64::MAX, |at| at.order_key());
        let mut order: Vec<usize> = (0..view.articles.len()).collect();
        order.sort_by_key(|article| (view.event_of[*article].unwrap_or(usize::MAX), time(*article), *article));
        let mut place = vec![0; order.len()];
        order.iter().enumerate().for_each(|(at, article)| place[*article] = at);
        let mut first_claim = vec![0; view.articles.len() + 1];
        view.claims.iter().for_each(|claim| first_claim[claim.article + 1] += 1);
        for at in 1..first_claim.len() {
            first_claim[at] += first_claim[at - 1];
        }
        let mut page = Page { run, listed, rank, order, place, first_claim, names, scale, shelves: Vec::new() };
        page.shelves = page.cut();
        page
    }

    /// The shelves, in the order in which they are written.
    pub(super) fn shelves(&self) -> &[Shelf] {
        &self.shelves
    }

    fn cut(&self) -> Vec<Shelf> {
        let view = &self.run.view;
        let events: Vec<usize> = view.events.iter().map(|event| event.articles.len()).collect();
        let mut events_weight = events;
        view.statements.iter().filter_map(|s| s.event).for_each(|event| events_weight[event] += 1);
        let statements = view.statements.iter().map(|s| s.members.len());
        let articles = self.order.iter().map(|article| view.articles[*article].text.len());
        let mut shelves = cut(Kind::Events, events_weight.into_iter(), SHELF_EVENTS);
        shelves.extend(cut(Kind::Statements, statements, SHELF_ACCOUNTS));
        shelves.extend(cut(Kind::Articles, articles, SHELF_TEXT));
        shelves
    }

    /// A statement with its figures.
    fn listed_at(&self, statement: usize) -> &Listed<'a> {
        &self.listed[self.rank[statement]]
    }

    /// The statements of an event with their figures, in the order of the list.
    fn listed_of(&self, event: usize) -> Vec<Listed<'a>> {
        let mut ranks: Vec<usize> = self.rank[of_event(event, &self.run.view)].to_vec();
        ranks.sort_unstable();
        ranks.into_iter().map(|rank| self.listed[rank].clone()).collect()
    }

    /// A claim as the page names it: its article's place, and its position among the claims of that article.
    fn claim(&self, claim: usize) -> (usize, usize) {
        let article = self.run.view.claims[claim].article;
        (self.place[article], claim - self.first_claim[article])
    }

    /// What lists need, packed.
    pub(super) fn pack_index(&self) -> String {
        packed(&index::json(self).to_string())
    }

    /// The page up to the shelves, with the packed index.
    pub(super) fn open(&self, index: &str, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(shell::opening(self).as_bytes())?;
        element(out, "index", index)
    }

    /// What a shelf holds, packed.
    pub(super) fn pack(&self, shelf: &Shelf) -> String {
        let one = |at: usize| match shelf.kind {
            Kind::Events => event::json(self, at).to_string(),
            Kind::Statements => statement::json(self, at),
            Kind::Articles => article::json(self, self.order[at]),
        };
        let mut items = String::from("[");
        for at in shelf.range.clone() {
            if at > shelf.range.start {
                items.push(',');
            }
            items.push_str(&one(at));
        }
        items.push(']');
        packed(&items)
    }

    /// Writes one packed shelf.
    pub(super) fn put(&self, shelf: &Shelf, packed: &str, out: &mut dyn Write) -> io::Result<()> {
        element(out, &format!("{}{}", shelf.kind.letter(), shelf.number), packed)
    }

    /// The page after the shelves.
    pub(super) fn close(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(shell::closing().as_bytes())?;
        out.flush()
    }
}

/// Neighbours are put on one shelf until their weights come to `full`.
fn cut(kind: Kind, weights: impl Iterator<Item = usize>, full: usize) -> Vec<Shelf> {
    let mut shelves: Vec<Shelf> = Vec::new();
    let mut load = full;
    for (at, weight) in weights.enumerate() {
        match shelves.last_mut().filter(|_| load < full) {
            Some(shelf) => shelf.range.end = at + 1,
            None => {
                shelves.push(Shelf { kind, number: shelves.len(), range: at..at + 1 });
                load = 0;
            }
        }
        load += weight;
    }
    shelves
}

/// How hard the data is deflated, 1 to 9: with 3 it takes half the time that it takes with 6, which is usual, and is 8 in 100 larger.
const LEVEL: u32 = 3;

/// JSON, deflated, in base 64: no character of it means anything in HTML, whatever the articles say.
fn packed(json: &str) -> String {
    use base64::Engine;
    let mut deflated = ZlibEncoder::new(Vec::new(), Compression::new(LEVEL));
    // Writing to memory does not fail.
    let bytes = deflated.write_all(json.as_bytes()).and_then(|()| deflated.finish()).unwrap_or_default();
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

/// As JSON.
fn written(data: &impl Serialize) -> String {
    // What the page holds has no keys that JSON lacks.
    serde_json::to_string(data).unwrap_or_default()
}

/// A script element of data: browsers do not run what has this type.
fn element(out: &mut dyn Write, id: &str, packed: &str) -> io::Result<()> {
    writeln!(out, "<script type=\"text/plain\" id=\"{id}\">{packed}</script>")
}

/// Statements by origins, outlets and accounts, the most first; of equal ones as they are listed, the gravest flag first.
fn widest<'l, 'a>(listed: &'l [Listed<'a>]) -> Vec<&'l Listed<'a>> {
    let mut wide: Vec<&Listed> = listed.iter().collect();
    wide.sort_by_key(|it| Reverse((it.summary.origins, it.summary.outlets, it.summary.accounts)));
    wide
}
