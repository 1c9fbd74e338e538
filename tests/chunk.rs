//! The chunk room from outside: who says what, and the laws that hold for any text.

use crosswire::chunk::{ChunkOptions, chunk};
use crosswire::model::{Article, Block, BlockKind, Claim, ClaimKind};
use crosswire::observe::Silent;
use crosswire::text::Span;
use proptest::prelude::*;
use serde::Deserialize;

/// An article of a headline, if any, and one paragraph a line.
fn article(headline: Option<&str>, body: &str) -> Article {
    let mut text = String::new();
    let mut blocks = Vec::new();
    let mut push = |line: &str, kind| {
        let start = text.len();
        text.push_str(line);
        let span = Span::new(start, text.len()).trim(&text);
        text.push('\n');
        if !span.is_empty() {
            blocks.push(Block { span, kind });
        }
    };
    if let Some(headline) = headline {
        push(headline, BlockKind::Headline);
    }
    for line in body.lines() {
        push(line, BlockKind::Paragraph);
    }
    Article { id: "test".into(), text, blocks, language: "en".into(), ..Article::default() }
}

fn claims(article: &Article) -> Vec<Claim> {
    chunk(std::slice::from_ref(article), &ChunkOptions::default(), &Silent)
}

/// One text with its kind, text and speaker per claim, for cases that fit on a screen.
fn check(body: &str, expected: &[(ClaimKind, &str, Option<&str>)]) {
    let article = article(None, body);
    let claims = claims(&article);
    let found: Vec<_> =
        claims.iter().map(|c| (c.kind, article.at(c.span), c.speaker.as_ref().map(|s| s.name.as_str()))).collect();
    assert_eq!(found, expected, "in: {body}");
}

#[derive(Deserialize)]
struct Case {
    case: String,
    headline: Option<String>,
    text: String,
    quotes: Vec<Expected>,
}

#[derive(Deserialize)]
struct Expected {
    quote: String,
    speaker: Option<String>,
}

#[test]
fn speakers_are_found_in_all_the_ways_newsrooms_name_them() {
    let cases = include_str!("fixtures/chunk/speakers.jsonl").lines().map(|line| serde_json::from_str::<Case>(line).unwrap());
    let (mut right, mut total, mut wrong) = (0, 0, String::new());
    for case in cases {
        let article = article(case.headline.as_deref(), &case.text);
        let claims = claims(&article);
        for expected in &case.quotes {
            let start = article.text.find(&expected.quote).unwrap();
            let place = Span::new(start, start + expected.quote.len());
            let claim =
                claims.iter().max_by_key(|claim| claim.span.overlap(place)).filter(|claim| claim.span.overlap(place) > 0);
            let found = claim.and_then(|claim| claim.speaker.as_ref()).map(|speaker| speaker.name.clone());
            let whole = claim.is_some_and(|claim| claim.span.overlap(place) * 5 >= place.len() * 4);
            total += 1;
            if whole && found == expected.speaker {
                right += 1;
            } else {
                wrong += &format!("\n{}: {:?} -> {found:?}, not {:?}", case.case, expected.quote, expected.speaker);
            }
        }
    }
    assert!(total >= 80, "the set has shrunk to {total}");
    println!("{right} of {total} speakers right{wrong}");
    assert!(right * 100 >= total * 95, "{right} of {total} speakers right{wrong}");
}
