//! Which claims are accounts of one statement? Links become statements, without chaining.

mod linkage;
mod memberships;
mod precision;
mod reuse;
mod statements;
mod unions;

use crate::model::{Article, BlockKind, Claim, ClaimKind, Event, Link, Statement};
use crate::observe::{Observer, Stage};
use crate::parallel;
use linkage::Component;
use rayon::prelude::*;

pub use precision::Precision;
pub use unions::told_side_by_side;

/// When claims are taken to be accounts of one statement.
#[derive(Debug, Clone, PartialEq)]
pub struct ClusterOptions {
    /// The mean probability of its links to the members of other articles that a claim needs to be one, 0 to 1. Default 0.34: the best F1
    /// on events left out (`docs/method.md`).
    pub threshold: f64,
    /// The mean probability at which groups merge into one, 0 to 1; the threshold counts where it is higher. Single claims join at the
    /// threshold: what a whole group rests on should be surer than one account of it. Default 0.5.
    pub core: f64,
    /// Links below this probability count as none, 0 to 1. Default 0.05, so that a run's statements can be made again from the links that
    /// it lists.
    pub least: f64,
    /// The probability that two claims of one article need: an article rarely reports a statement twice. 0 to 1, default 0.8.
    pub same_article: f64,
    /// The probability that a headline needs with any other claim: it names what an article is about and states little of it. 0 to 1,
    /// default 0.6.
    pub headline: f64,
    /// The probability that a caption needs with any other claim: it names who is in the picture, where and when, which every lead does,
    /// too, and states little else. 0 to 1, default 0.9.
    pub caption: f64,
    /// The share of the content words that a claim shares with an account of a second statement which must not be those that it already
    /// shares with its first, for it to be an account of both; 0 to 1. Default 0.2
    /// (`docs/method.md`).
    pub fresh: f64,
}

/// Why a link can count for nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// Both claims are of one article, and its probability is below [`ClusterOptions::same_article`].
    SameArticle,
    /// One is a headline, and its probability is below [`ClusterOptions::headline`].
    Headline,
    /// One stands under a picture, and its probability is below [`ClusterOptions::caption`].
    Caption,
}

impl ClusterOptions {
    /// What a link counts for: its probability, but nothing below [`ClusterOptions::least`] or where a rule asks for more.
    pub fn strength(&self, articles: &[Article], claims: &[Claim], link: &Link) -> f64 {
        let counts = link.probability >= self.least && self.rule_against(articles, claims, link).is_none();
        if counts { link.probability } else { 0.0 }
    }

    /// The rule by which a link counts for nothing.
    pub fn rule_against(&self, articles: &[Article], claims: &[Claim], link: &Link) -> Option<Rule> {
        let (left, right) = (&claims[link.pair.left], &claims[link.pair.right]);
        if left.article == right.article && link.probability < self.same_article {
            return Some(Rule::SameArticle);
        }
        if [left.kind, right.kind].contains(&ClaimKind::Headline) && link.probability < self.headline {
            return Some(Rule::Headline);
        }
        let caption = |claim: &Claim| articles.get(claim.article).is_some_and(|a| is_caption(a, claim));
        (link.probability < self.caption && (caption(left) || caption(right))).then_some(Rule::Caption)
    }
}

/// Whether a claim stands under a picture.
fn is_caption(article: &Article, claim: &Claim) -> bool {
    let after = article.blocks.partition_point(|block| block.span.start <= claim.span.start);
    let block = after.checked_sub(1).and_then(|at| article.blocks.get(at));
    block.is_some_and(|block| block.kind == BlockKind::Caption && claim.span.start < block.span.end)
}

impl Default for ClusterOptions {
    fn default() -> Self {
        ClusterOptions { threshold: 0.34, core: 0.5, least: 0.05, same_article: 0.8, headline: 0.6, caption: 0.9, fresh: 0.2 }
    }
}

/// Groups claims into statements, sorted by event and id. Every statement has claims of two articles at least, and no member whose mean
/// probability to the members of other articles with which it was compared is below the threshold. A claim that carries two statements is
/// in both; one that runs words of another event again is an account of what it repeats.
pub fn cluster(
    articles: &[Article],
    claims: &[Claim],
    events: &[Event],
    links: &[Link],
    options: &ClusterOptions,
    observer: &dyn Observer,
) -> Vec<Statement> {
    let strengths: Vec<f64> = links.par_iter().map(|link| options.strength(articles, claims, link)).collect();
    let components = linkage::components(links, &strengths, options.threshold);
    observer.begin(Stage::Cluster, Some(components.len() as u64));
    let event_of = statements::event_of_claims(claims, events);
    let of_claims = (claims, event_of.as_slice());
    let found = parallel::map(&components, |component| {
        let component = &Component::of(component, links, &strengths);
        let inside = groups((articles, claims), &component.ties, options);
        let inside = reuse::attach(of_claims, component, inside, options.threshold);
        let others = reuse::between_others(component, &inside);
        let across = groups((articles, claims), &others, options).into_iter();
        observer.advance(Stage::Cluster, 1);
        let inside = inside.into_iter().map(|group| {
            let tie = |member: usize, members: &[usize]| statements::mean_of_compared(of_claims, component, member, members);
            statements::build(of_claims, group, tie)
        });
        let tie = |member: usize, members: &[usize]| statements::mean_tie(claims, &others, member, members);
        inside.chain(across.map(|group| statements::build(of_claims, group, tie))).collect::<Vec<_>>()
    });
    let mut statements: Vec<Statement> = found.into_iter().flatten().collect();
    statements.sort_by(|a, b| (a.event.is_none(), a.event, &a.id).cmp(&(b.event.is_none(), b.event, &b.id)));
    observer.end(Stage::Cluster);
    statements
}

/// The groups that `ties` make, sorted; a claim may be in several.
fn groups((articles, claims): (&[Article], &[Claim]), ties: &linkage::Ties, options: &ClusterOptions) -> Vec<Vec<usize>> {
    let groups = linkage::groups(ties, options.core.max(options.threshold)).into_iter();
    let groups = groups.filter_map(|group| statements::holding(claims, ties, group, options.threshold)).collect();
    let groups = memberships::extend((articles, claims), ties, groups, options.threshold, options.fresh);
    unions::unite(claims, ties, groups, options.threshold)
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
            // Articles 0 to 2 are one event, article 3 another.
            let events = [event(3), Event { id: "f".into(), articles: vec![3], ..event(0) }];
            let key = |a: usize, b: usize| if (articles[a] == 3) == (articles[b] == 3) { MatchKey::Event } else { MatchKey::Reuse };
            let of = |a: usize, b: usize, p: f64| Link { pair: Pair { left: a, right: b, key: key(a, b) }, ..link(a, b, p) };
            let links: Vec<Link> = list.iter().filter(|(k, _)| fits(k)).map(|((a, b), p)| of(*a, *b, *p)).collect();
            let options = ClusterOptions { threshold, ..ClusterOptions::default() };
            let statements = cluster(&texts(4), &claims, &events, &links, &options, &Silent);
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
    fn a_second_claim_of_an_article_joins_by_its_ties_to_other_articles() {
        let claims = [claim(0, 0), claim(1, 0), claim(2, 1)];
        let of = |tie| {
            let links = [link(0, 1, 0.99), link(0, 2, 0.9), link(1, 2, tie)];
            let options = ClusterOptions { threshold: 0.5, ..ClusterOptions::default() };
            cluster(&texts(2), &claims, &[event(2)], &links, &options, &Silent).remove(0).members
        };
        assert_eq!(of(0.5), [0, 1, 2]);
        assert_eq!(of(0.4), [0, 2]);
    }

    #[test]
    fn a_claim_that_carries_two_statements_is_in_both() {
        // One sentence bundles what two others say; the two have nothing in common.
        let words =
            ["The court fined the mill and the union called a strike", "The court fined the mill", "The union called a strike"];
        let articles: Vec<Article> = words.iter().map(|w| Article { text: (*w).to_owned(), ..Article::default() }).collect();
        let place = |at: usize| Claim { span: Span::whole(words[at]), ..claim(at, at) };
        let claims = [place(0), place(1), place(2)];
        let links = [link(0, 1, 0.8), link(0, 2, 0.6)];
        let of = |fresh| {
            let options = ClusterOptions { threshold: 0.5, fresh, ..ClusterOptions::default() };
            let found = cluster(&articles, &claims, &[event(3)], &links, &options, &Silent);
            let mut members: Vec<Vec<usize>> = found.into_iter().map(|s| s.members).collect();
            members.sort();
            members
        };
        assert_eq!(of(0.5), [vec![0, 1], vec![0, 2]]);
        // What is shared with the second must not be what is shared with the first.
        let same = [place(0), Claim { article: 1, ..place(1) }, Claim { article: 2, span: claims[1].span, ..place(2) }];
        let texts: Vec<Article> = [0, 1, 1].iter().map(|at| articles[*at].clone()).collect();
        let options = ClusterOptions { threshold: 0.5, ..ClusterOptions::default() };
        let found = cluster(&texts, &same, &[event(3)], &links, &options, &Silent);
        assert_eq!(found.iter().map(|s| s.members.as_slice()).collect::<Vec<_>>(), [[0, 1]]);
    }

    #[test]
    fn a_claim_tied_to_half_of_a_group_does_not_join_it() {
        let claims = [claim(0, 0), claim(1, 1), claim(2, 2)];
        let mut links = vec![link(0, 1, 0.95), link(0, 2, 0.8), link(1, 2, 0.1)];
        let of = |links: &[Link]| {
            cluster(&texts(3), &claims, &[event(3)], links, &ClusterOptions::default(), &Silent).remove(0).members
        };
        assert_eq!(of(&links), [0, 1, 2]);
        // The mean is still above the threshold.
        links.pop();
        assert_eq!(of(&links), [0, 1]);
    }

    #[test]
    fn groups_that_are_tied_all_over_are_one_but_not_where_articles_tell_both() {
        // The claims 0 and 1 are one group, 2 to 4 another.
        let strong = [link(0, 1, 0.9), link(2, 3, 0.9), link(2, 4, 0.9), link(3, 4, 0.9)];
        let of = |articles: [usize; 5], weak: &[Link]| {
            let claims: Vec<Claim> = articles.iter().enumerate().map(|(at, article)| claim(at, *article)).collect();
            let links: Vec<Link> = strong.iter().chain(weak).cloned().collect();
            let options = ClusterOptions { threshold: 0.3, ..ClusterOptions::default() };
            let found = cluster(&texts(5), &claims, &[event(5)], &links, &options, &Silent);
            let mut members: Vec<Vec<usize>> = found.into_iter().map(|s| s.members).collect();
            members.sort();
            members
        };
        let weak = [link(0, 3, 0.46), link(0, 4, 0.46), link(1, 2, 0.46), link(1, 4, 0.46)];
        assert_eq!(of([0, 1, 2, 3, 4], &weak), [[0, 1, 2, 3, 4]]);
        // Half of the pairs have a tie, if stronger ones.
        let half = [link(0, 3, 0.62), link(0, 4, 0.62), link(1, 2, 0.62)];
        assert_eq!(of([0, 1, 2, 3, 4], &half), [vec![0, 1], vec![2, 3, 4]]);
        // Both articles of the first group have a claim in the second.
        assert_eq!(of([0, 1, 0, 1, 2], &weak), [vec![0, 1], vec![2, 3, 4]]);
        // One of them has.
        assert_eq!(of([0, 1, 0, 3, 2], &weak), [[0, 1, 2, 3, 4]]);
        // Claim 1 would not hold among them: its mean tie would be 0.225, while that of all pairs is 0.33.
        let lame = [link(0, 2, 0.49), link(0, 3, 0.49), link(0, 4, 0.49), link(1, 4, 0.49)];
        let strong_enough = [link(0, 1, 0.5), link(2, 3, 0.9), link(2, 4, 0.9), link(3, 4, 0.9)];
        let claims: Vec<Claim> = (0..5).map(|at| claim(at, at)).collect();
        let links: Vec<Link> = strong_enough.iter().chain(&lame).cloned().collect();
        let options = ClusterOptions { threshold: 0.3, ..ClusterOptions::default() };
        let found = cluster(&texts(5), &claims, &[event(5)], &links, &options, &Silent);
        assert!(
            found.iter().all(|s| s.members != [0, 1, 2, 3, 4]),
            "{:?}",
            found.iter().map(|s| &s.members).collect::<Vec<_>>()
        );
    }

    #[test]
    fn a_third_group_joins_by_what_both_have_with_it() {
        // Three groups of two; the third is tied to each of the two others by half of the pairs or more.
        let strong = [link(0, 1, 0.9), link(2, 3, 0.9), link(4, 5, 0.9)];
        let all = |a: usize, b: usize, tie: f64| {
            [(a, b), (a, b + 1), (a + 1, b), (a + 1, b + 1)].map(|(left, right)| link(left, right, tie))
        };
        let links: Vec<Link> = strong.into_iter().chain(all(0, 2, 0.45)).chain(all(2, 4, 0.4)).chain(all(0, 4, 0.35)).collect();
        let claims: Vec<Claim> = (0..6).map(|at| claim(at, at)).collect();
        let of = |links: &[Link]| {
            let options = ClusterOptions { threshold: 0.3, ..ClusterOptions::default() };
            let found = cluster(&texts(6), &claims, &[event(6)], links, &options, &Silent);
            let mut members: Vec<Vec<usize>> = found.into_iter().map(|s| s.members).collect();
            members.sort();
            members
        };
        assert_eq!(of(&links), [[0, 1, 2, 3, 4, 5]]);
        // The third has nothing with the first: what it has with the second is not enough for both.
        assert_eq!(of(&links[..11]), [vec![0, 1, 2, 3], vec![4, 5]]);
    }

    #[test]
    fn a_reused_claim_joins_what_it_repeats_and_keeps_no_account_out() {
        // The claims 0 to 2 are of one event; 3 runs the words of 0 again in another.
        let claims = [claim(0, 0), claim(1, 1), claim(2, 2), claim(3, 3)];
        let reused = Link { pair: Pair { left: 0, right: 3, key: MatchKey::Reuse }, ..link(0, 3, 1.0) };
        let links = [link(0, 1, 0.9), link(0, 2, 0.9), link(1, 2, 0.8), reused.clone()];
        let events = [event(3), Event { id: "f".into(), articles: vec![3], ..event(0) }];
        let of = |links: &[Link]| cluster(&texts(4), &claims, &events, links, &ClusterOptions::default(), &Silent);
        let found = of(&links);
        assert_eq!(found.iter().map(|s| (s.members.as_slice(), s.event)).collect::<Vec<_>>(), [(&[0, 1, 2, 3][..], None)]);
        assert!(found[0].ties.iter().all(|tie| *tie >= 0.34), "{:?}", found[0].ties);
        // Two claims that nobody else resembles make a statement of two events.
        assert_eq!(of(std::slice::from_ref(&reused)).iter().map(|s| s.members.as_slice()).collect::<Vec<_>>(), [[0, 3]]);
    }

    #[test]
    fn reuse_of_reuse_make_no_chain() {
        // Each claim in an event of its own, each with the words of the one before.
        let claims: Vec<Claim> = (0..4).map(|at| claim(at, at)).collect();
        let event = |at: usize| Event { id: format!("e{at}"), articles: vec![at], ..event(0) };
        let key = MatchKey::Reuse;
        let links: Vec<Link> =
            (0..3).map(|at| Link { pair: Pair { left: at, right: at + 1, key }, ..link(at, at + 1, 0.9) }).collect();
        let events: Vec<Event> = (0..4).map(event).collect();
        let found = cluster(&texts(4), &claims, &events, &links, &ClusterOptions::default(), &Silent);
        assert_eq!(found.iter().map(|s| s.members.as_slice()).collect::<Vec<_>>(), [[0, 1], [2, 3]]);
        // Nor where the first is an account of a statement.
        let claims: Vec<Claim> = claims.into_iter().chain([claim(4, 4)]).collect();
        let events: Vec<Event> =
            (0..4).map(|at| Event { articles: if at == 0 { vec![0, 4] } else { vec![at] }, ..event(at) }).collect();
        let links: Vec<Link> = links.into_iter().chain([link(0, 4, 0.9)]).collect();
        let found = cluster(&texts(5), &claims, &events, &links, &ClusterOptions::default(), &Silent);
        assert_eq!(found.iter().map(|s| s.members.as_slice()).collect::<Vec<_>>(), [&[0, 1, 4][..], &[2, 3]]);
    }

    #[test]
    fn a_caption_needs_more() {
        let mut articles = texts(2);
        articles[0].blocks = vec![crate::model::Block { span: Span::new(0, 10), kind: BlockKind::Caption }];
        let claims = [claim(0, 0), claim(1, 1)];
        let of = |p| cluster(&articles, &claims, &[event(2)], &[link(0, 1, p)], &ClusterOptions::default(), &Silent).len();
        assert_eq!((of(0.8), of(0.95)), (0, 1));
    }

    #[test]
    fn claims_of_one_article_alone_are_no_statement() {
        let claims = [claim(0, 0), claim(1, 0)];
        let options = ClusterOptions::default();
        assert!(cluster(&texts(1), &claims, &[event(1)], &[link(0, 1, 0.99)], &options, &Silent).is_empty());
    }
}
