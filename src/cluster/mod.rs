//! Which claims are accounts of one statement? Links become statements, without chaining.

mod linkage;
mod memberships;
mod precision;
mod statements;

use crate::model::{Article, Claim, ClaimKind, Event, Link, Statement};
use crate::observe::{Observer, Stage};
use rayon::prelude::*;

pub use precision::Precision;

/// When claims are taken to be accounts of one statement.
#[derive(Debug, Clone, PartialEq)]
pub struct ClusterOptions {
    /// The mean probability of its links to the other members that a claim needs to be one, 0 to 1. Default 0.32: F1 on the development
    /// set is nearly flat from 0.15 to 0.32, and precision is what people see first (`docs/method.md`).
    pub threshold: f64,
    /// Links below this probability count as none, 0 to 1. Default 0.05, so that a run's statements can be made again from the links that
    /// it lists.
    pub least: f64,
    /// The probability that two claims of one article need: an article rarely reports a statement twice. 0 to 1, default 0.8.
    pub same_article: f64,
    /// The probability that a headline needs with any other claim: it names what an article is about and states little of it. 0 to 1,
    /// default 0.6.
    pub headline: f64,
    /// The share of the content words that a claim shares with an account of a second statement which must not be those that it already
    /// shares with its first, for it to be an account of both; 0 to 1. Default 0.35: flat from 0.3
    /// to 0.5 on the development set (`docs/method.md`).
    pub fresh: f64,
}

/// Why a link can count for nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// Both claims are of one article, and its probability is below [`ClusterOptions::same_article`].
    SameArticle,
    /// One is a headline, and its probability is below [`ClusterOptions::headline`].
    Headline,
}

impl ClusterOptions {
    /// What a link counts for: its probability, but nothing below [`ClusterOptions::least`] or where a rule asks for more.
    pub fn strength(&self, claims: &[Claim], link: &Link) -> f64 {
        if link.probability < self.least || self.rule_against(claims, link).is_some() { 0.0 } else { link.probability }
    }

    /// The rule by which a link counts for nothing.
    pub fn rule_against(&self, claims: &[Claim], link: &Link) -> Option<Rule> {
        let (left, right) = (&claims[link.pair.left], &claims[link.pair.right]);
        if left.article == right.article && link.probability < self.same_article {
            return Some(Rule::SameArticle);
        }
        let headline = [left.kind, right.kind].contains(&ClaimKind::Headline) && link.probability < self.headline;
        headline.then_some(Rule::Headline)
    }
}

impl Default for ClusterOptions {
    fn default() -> Self {
        ClusterOptions { threshold: 0.32, least: 0.05, same_article: 0.8, headline: 0.6, fresh: 0.35 }
    }
}

/// Groups claims into statements, sorted by event and id. Every statement has claims of two articles at least, and no member whose mean
/// probability to the members of other articles is below the threshold. A claim that carries two statements is in both.
pub fn cluster(
    articles: &[Article],
    claims: &[Claim],
    events: &[Event],
    links: &[Link],
    options: &ClusterOptions,
    observer: &dyn Observer,
) -> Vec<Statement> {
    let components = linkage::components(claims, links, options);
    observer.begin(Stage::Cluster, Some(components.len() as u64));
    let event_of = statements::event_of_claims(claims, events);
    let found = components.par_iter().map(|ties| {
        let groups = linkage::groups(ties, options.threshold).into_iter();
        let groups = groups.filter_map(|g| statements::holding(claims, ties, g, options.threshold)).collect();
        let groups = memberships::extend((articles, claims), ties, groups, options.threshold, options.fresh);
        observer.advance(Stage::Cluster, 1);
        groups.into_iter().map(|g| statements::build(claims, &event_of, ties, g)).collect::<Vec<_>>()
    });
    let mut statements: Vec<Statement> = found.collect::<Vec<_>>().into_iter().flatten().collect();
    statements.sort_by(|a, b| (a.event.is_none(), a.event, &a.id).cmp(&(b.event.is_none(), b.event, &b.id)));
    observer.end(Stage::Cluster);
    statements
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Evidence, MatchKey, Pair, Polarity};
    use crate::observe::Silent;
    use crate::text::Span;
    use proptest::prelude::*;

    fn claim(at: usize, article: usize) -> Claim {
        Claim {
            id: format!("c{at}"),
            article,
            span: Span::new(at * 10, at * 10 + 9),
            sentence: Span::new(at * 10, at * 10 + 9),
            block: 0,
            position: at,
            kind: ClaimKind::Fact,
            speaker: None,
            cue: None,
            utterance: None,
            quoted: Vec::new(),
            quantities: Vec::new(),
            dates: Vec::new(),
            polarity: Polarity::Affirmed,
        }
    }

    /// Articles whose claims share no word.
    fn texts(articles: usize) -> Vec<Article> {
        let text = |article: usize| (0..14).map(|at| format!("w{article}x{at:02}abcd ")).collect::<String>();
        (0..articles).map(|at| Article { text: text(at), ..Article::default() }).collect()
    }

    fn link(left: usize, right: usize, probability: f64) -> Link {
        let pair = Pair { left, right, key: MatchKey::Event };
        Link { pair, probability, evidence: Evidence([0.0; Evidence::NAMES.len()]) }
    }

    fn event(articles: usize) -> Event {
        Event {
            id: "e".into(),
            title: String::new(),
            articles: (0..articles).collect(),
            first_published: None,
            last_published: None,
        }
    }

    proptest! {
        #[test]
        fn no_member_is_below_the_threshold_and_no_statement_is_there_twice(
            articles in prop::collection::vec(0usize..4, 2..14),
            list in prop::collection::btree_map((0usize..14, 0usize..14), 0.0f64..1.0, 0..60),
            threshold in 0.05f64..0.9,
        ) {
            let claims: Vec<Claim> = articles.iter().enumerate().map(|(at, article)| claim(at, *article)).collect();
            let fits = |(a, b): &(usize, usize)| a < b && *b < claims.len();
            let links: Vec<Link> = list.iter().filter(|(k, _)| fits(k)).map(|((a, b), p)| link(*a, *b, *p)).collect();
            let options = ClusterOptions { threshold, ..ClusterOptions::default() };
            let statements = cluster(&texts(4), &claims, &[event(4)], &links, &options, &Silent);
            let mut seen = std::collections::BTreeSet::new();
            for statement in &statements {
                prop_assert!(statement.members.len() >= 2);
                prop_assert!(statement.ties.iter().all(|t| *t >= threshold));
                prop_assert!(statement.members.contains(&statement.representative));
                prop_assert!(statement.members.iter().any(|m| claims[*m].article != claims[statement.members[0]].article));
                prop_assert!(seen.insert(statement.members.clone()));
            }
        }
    }

    #[test]
    fn two_claims_of_one_article_need_more() {
        let claims = [claim(0, 0), claim(1, 0), claim(2, 1)];
        let links = [link(0, 1, 0.7), link(0, 2, 0.9), link(1, 2, 0.5)];
        let of = |same_article| {
            let options = ClusterOptions { threshold: 0.5, same_article, ..ClusterOptions::default() };
            cluster(&texts(2), &claims, &[event(2)], &links, &options, &Silent).remove(0).members
        };
        assert_eq!(of(0.6), [0, 1, 2]);
        assert_eq!(of(0.8), [0, 2]);
    }

    #[test]
    fn claims_of_one_article_alone_are_no_statement() {
        let claims = [claim(0, 0), claim(1, 0)];
        let options = ClusterOptions::default();
        assert!(cluster(&texts(1), &claims, &[event(1)], &[link(0, 1, 0.99)], &options, &Silent).is_empty());
    }
}
