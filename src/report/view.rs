//! A run, fresh or reopened, with its cross-references resolved once for all that is shown of it.

use crate::model::{Article, Claim, Event, Moment, Origin, Outcome, Statement};
use crate::reopen::Reopened;
use std::collections::BTreeSet;

/// The lists of a run, and who belongs to what in them. Positions are those of the lists.
#[derive(Debug, Clone)]
pub struct View<'a> {
    /// The articles.
    pub articles: &'a [Article],
    /// The claims.
    pub claims: &'a [Claim],
    /// The events.
    pub events: &'a [Event],
    /// The origins.
    pub origins: &'a [Origin],
    /// The statements.
    pub statements: &'a [Statement],
    /// For each article, its event.
    pub event_of: Vec<Option<usize>>,
    /// For each article, its origin.
    pub origin_of: Vec<Option<usize>>,
    /// For each claim, its statements.
    pub statements_of: Vec<Vec<usize>>,
    /// How many characters of a statement's id tell it from all others.
    id_length: usize,
}

/// An id is never shown shorter than this.
const SHORTEST_ID: usize = 6;

impl<'a> From<&'a Outcome> for View<'a> {
    fn from(run: &'a Outcome) -> Self {
        View::of(&run.articles, &run.claims, &run.events, &run.origins, &run.statements)
    }
}

impl<'a> From<&'a Reopened> for View<'a> {
    fn from(run: &'a Reopened) -> Self {
        View::of(&run.articles, &run.claims, &run.events, &run.origins, &run.statements)
    }
}

impl<'a> View<'a> {
    fn of(
        articles: &'a [Article],
        claims: &'a [Claim],
        events: &'a [Event],
        origins: &'a [Origin],
        statements: &'a [Statement],
    ) -> Self {
        let (mut event_of, mut origin_of) = (vec![None; articles.len()], vec![None; articles.len()]);
        for (at, event) in events.iter().enumerate() {
            event.articles.iter().for_each(|article| event_of[*article] = Some(at));
        }
        for (at, origin) in origins.iter().enumerate() {
            origin.articles.iter().for_each(|article| origin_of[*article] = Some(at));
        }
        let mut statements_of = vec![Vec::new(); claims.len()];
        for (at, statement) in statements.iter().enumerate() {
            statement.members.iter().for_each(|claim| statements_of[*claim].push(at));
        }
        let mut ids: Vec<&str> = statements.iter().map(|statement| statement.id.as_str()).collect();
        ids.sort_unstable();
        let common = |pair: &[&str]| pair[0].bytes().zip(pair[1].bytes()).take_while(|(a, b)| a == b).count();
        let id_length = ids.windows(2).map(|pair| common(pair) + 1).max().unwrap_or(0).max(SHORTEST_ID);
        View { articles, claims, events, origins, statements, event_of, origin_of, statements_of, id_length }
    }

    /// The article of a claim.
    pub fn article_of(&self, claim: usize) -> &'a Article {
        &self.articles[self.claims[claim].article]
    }

    /// The text of a claim, as printed.
    pub fn text_of(&self, claim: usize) -> &'a str {
        self.article_of(claim).at(self.claims[claim].span)
    }

    /// The articles that carry a statement, each once.
    pub fn carriers(&self, statement: usize) -> BTreeSet<usize> {
        self.statements[statement].members.iter().map(|claim| self.claims[*claim].article).collect()
    }

    /// The id of an article's event.
    pub fn event_id(&self, article: usize) -> Option<&'a str> {
        self.event_of[article].map(|event| self.events[event].id.as_str())
    }

    /// The id of an article's origin.
    pub fn origin_id(&self, article: usize) -> Option<&'a str> {
        self.origin_of[article].map(|origin| self.origins[origin].id.as_str())
    }

    /// The start of a statement's id, as long as it takes to tell it from all others of the run.
    pub fn short_id(&self, statement: usize) -> &'a str {
        let id = &self.statements[statement].id;
        id.get(..self.id_length).unwrap_or(id)
    }

    /// The articles that could have carried a statement: those of its event, or, where it has none, those that do.
    pub fn able(&self, statement: usize) -> Vec<usize> {
        match self.statements[statement].event {
            Some(event) => self.events[event].articles.clone(),
            None => self.carriers(statement).into_iter().collect(),
        }
    }
}

/// An article's outlet, with the agency whose copy it is where that is another: `The Peninsula (AFP)`. Where the outlet is not known,
/// the article's id stands for it: `page-7.txt (AFP, outlet unknown)`.
pub fn publisher(article: &Article) -> String {
    let agency = article.agency.as_deref().filter(|agency| *agency != article.outlet);
    match (article.outlet == UNKNOWN, agency) {
        (false, None) => article.outlet.clone(),
        (false, Some(agency)) => format!("{} ({agency})", article.outlet),
        (true, None) => format!("{} (outlet unknown)", article.id),
        (true, Some(agency)) => format!("{} ({agency}, outlet unknown)", article.id),
    }
}

/// The outlet of articles of which nothing tells it.
pub(super) const UNKNOWN: &str = "unknown";

/// A moment for people: `2025-03-04 08:10 UTC`, or the day.
pub fn shown_time(at: Moment) -> String {
    let mut shown = at.date.to_string();
    if let Some(minute) = at.minute {
        shown += &format!(" {:02}:{:02}", minute / 60, minute % 60);
    }
    match at.offset {
        Some(0) => shown += " UTC",
        Some(offset) => {
            let sign = if offset < 0 { '-' } else { '+' };
            shown += &format!(" {sign}{:02}:{:02}", offset.abs() / 60, offset.abs() % 60);
        }
        None => {}
    }
    shown
}

/// A count with its noun: `1 outlet`, `2 outlets`.
pub fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
