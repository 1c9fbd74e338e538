//! The outcome with its cross-references resolved, once for all files.

use super::cell;
use crate::model::{Article, Claim, Moment, Outcome, Statement};
use crate::text::{CodePoints, Span};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// An outcome, and who belongs to what in it. Positions are those of the outcome's lists.
pub struct View<'a> {
    /// What is shown.
    pub outcome: &'a Outcome,
    /// For each article, its event.
    event_of: Vec<Option<usize>>,
    /// For each article, its origin.
    origin_of: Vec<Option<usize>>,
    /// For each article, how many claims it has.
    pub claims_in: Vec<usize>,
    /// For each claim, its statements with its tie in each, by statement.
    pub statements_of: Vec<Vec<(usize, f64)>>,
    /// For each article, when it was published, as a cell shows it.
    published: Vec<String>,
    /// For each article, its places in code points, once asked for.
    points: Vec<OnceLock<CodePoints>>,
}

impl<'a> View<'a> {
    /// Resolves the references of `outcome`.
    pub fn of(outcome: &'a Outcome) -> Self {
        let mut view = View {
            outcome,
            event_of: vec![None; outcome.articles.len()],
            origin_of: vec![None; outcome.articles.len()],
            claims_in: vec![0; outcome.articles.len()],
            statements_of: vec![Vec::new(); outcome.claims.len()],
            published: outcome.articles.iter().map(|article| cell::moment(article.published).into_owned()).collect(),
            points: outcome.articles.iter().map(|_| OnceLock::new()).collect(),
        };
        for (position, event) in outcome.events.iter().enumerate() {
            event.articles.iter().for_each(|article| view.event_of[*article] = Some(position));
        }
        for (position, origin) in outcome.origins.iter().enumerate() {
            origin.articles.iter().for_each(|article| view.origin_of[*article] = Some(position));
        }
        for claim in &outcome.claims {
            view.claims_in[claim.article] += 1;
        }
        for (position, statement) in outcome.statements.iter().enumerate() {
            for (member, tie) in statement.members.iter().zip(&statement.ties) {
                view.statements_of[*member].push((position, *tie));
            }
        }
        view
    }

    /// A claim by its position.
    #[inline]
    pub fn claim(&self, claim: usize) -> &'a Claim {
        &self.outcome.claims[claim]
    }

    /// The article of a claim.
    #[inline]
    pub fn article_of(&self, claim: usize) -> &'a Article {
        &self.outcome.articles[self.claim(claim).article]
    }

    /// The text of a claim, as printed.
    #[inline]
    pub fn text_of(&self, claim: usize) -> &'a str {
        self.article_of(claim).at(self.claim(claim).span)
    }

    /// A place in an article, in code points.
    pub fn points(&self, article: usize, span: Span) -> (usize, usize) {
        self.points[article].get_or_init(|| CodePoints::of(&self.outcome.articles[article].text)).span(span)
    }

    /// When an article was published, as a cell.
    pub fn published(&self, article: usize) -> Cow<'_, str> {
        Cow::Borrowed(&self.published[article])
    }

    /// The id of an article's event.
    pub fn event_id(&self, article: usize) -> Option<&str> {
        self.event_of[article].map(|event| self.outcome.events[event].id.as_str())
    }

    /// The id of an article's origin.
    pub fn origin_id(&self, article: usize) -> Option<&str> {
        self.origin_of[article].map(|origin| self.outcome.origins[origin].id.as_str())
    }

    /// The articles of a statement's members, each once.
    pub fn articles_of(&self, statement: &Statement) -> BTreeSet<usize> {
        statement.members.iter().map(|claim| self.claim(*claim).article).collect()
    }

    /// How many outlets published these articles. All whose outlet is unknown count as one.
    pub fn outlets(&self, articles: impl IntoIterator<Item = usize>) -> usize {
        let articles = articles.into_iter().map(|article| self.outcome.articles[article].outlet.as_str());
        articles.collect::<BTreeSet<_>>().len()
    }

    /// How many agencies' copy these articles are; the outlets' own copy does not count.
    pub fn agencies(&self, articles: impl IntoIterator<Item = usize>) -> usize {
        let articles = articles.into_iter().filter_map(|article| self.outcome.articles[article].agency.as_deref());
        articles.collect::<BTreeSet<_>>().len()
    }

    /// How many independent texts are behind these articles.
    pub fn origins(&self, articles: impl IntoIterator<Item = usize>) -> usize {
        articles.into_iter().filter_map(|article| self.origin_of[article]).collect::<BTreeSet<_>>().len()
    }

    /// The earliest of these articles that has a date, with it; the first one in the run's list where two are as early.
    pub fn earliest(&self, articles: impl IntoIterator<Item = usize>) -> Option<(&Article, Moment)> {
        let articles = articles.into_iter().map(|article| (article, &self.outcome.articles[article]));
        let dated = articles.filter_map(|(position, article)| article.published.map(|at| (position, article, at)));
        dated.min_by_key(|(position, _, at)| (at.order_key(), *position)).map(|(_, article, at)| (article, at))
    }
}
