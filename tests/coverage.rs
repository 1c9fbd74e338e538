//! Which articles of an event carry a statement.

use crosswire::compare::{Coverage, coverage};
use crosswire::model::{Claim, ClaimKind, Event, Polarity, Statement};
use crosswire::text::Span;

fn claim(at: usize, article: usize) -> Claim {
    Claim {
        id: format!("c{at}"),
        article,
        span: Span::default(),
        sentence: Span::default(),
        block: 0,
        position: 0,
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

fn event(articles: &[usize]) -> Event {
    Event { id: String::new(), title: String::new(), articles: articles.to_vec(), first_published: None, last_published: None }
}

#[test]
fn coverage_has_a_row_for_each_article_of_the_event() {
    let claims: Vec<Claim> = [0, 1, 2, 1].iter().enumerate().map(|(at, article)| claim(at, *article)).collect();
    let events = [event(&[0, 1]), event(&[2, 3])];
    let statement = |event, members: &[usize], ties: &[f64]| Statement {
        id: "s".to_owned(),
        event,
        members: members.to_vec(),
        ties: ties.to_vec(),
        representative: members[0],
        findings: Vec::new(),
    };
    let inside = statement(Some(0), &[1, 3], &[0.6, 0.7]);
    let across = statement(None, &[1, 2, 3], &[0.6, 0.8, 0.7]);
    let rows: Vec<(usize, usize, usize, Option<usize>)> = coverage(&[inside, across], &claims, &events)
        .iter()
        .map(|r: &Coverage| (r.statement, r.article, r.event, r.claim))
        .collect();
    assert_eq!(rows, [(0, 0, 0, None), (0, 1, 0, Some(3)), (1, 1, 0, Some(3)), (1, 2, 1, Some(2))]);
}
