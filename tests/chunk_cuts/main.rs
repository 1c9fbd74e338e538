//! Where sentences are cut, whose words those are, and that no word is lost on the way.

mod cues;
mod joints;
mod subjects;

use crosswire::chunk::{ChunkOptions, chunk};
use crosswire::model::{Article, Block, BlockKind, Claim, ClaimKind};
use crosswire::observe::Silent;
use crosswire::text::{Span, words};
use proptest::prelude::*;

/// An article of one paragraph a line.
fn article(text: &str) -> Article {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        blocks.push(Block { span: Span::new(start, start + line.len()), kind: BlockKind::Paragraph });
        start += line.len() + 1;
    }
    Article { id: "cut".into(), text: text.into(), blocks, language: "en".into(), ..Article::default() }
}

fn claims(article: &Article) -> Vec<Claim> {
    let chunked = chunk(std::slice::from_ref(article), &ChunkOptions::default(), &Silent);
    assert_eq!(chunked.problems, []);
    chunked.claims
}

/// A claim's kind, words and speaker.
type Expected<'a> = (ClaimKind, &'a str, Option<&'a str>);

/// Each text must give exactly these claims: kind, words, speaker.
#[track_caller]
fn check(cases: &[(&str, &[Expected])]) {
    for (text, expected) in cases {
        let article = article(text);
        let claims = claims(&article);
        let found: Vec<_> =
            claims.iter().map(|c| (c.kind, article.at(c.span), c.speaker.as_ref().map(|s| s.name.as_str()))).collect();
        assert_eq!(found, *expected, "in: {text}");
    }
}

/// Each sentence must be one claim as a whole, of this kind and speaker.
#[track_caller]
fn check_whole(kind: ClaimKind, speaker: Option<&str>, sentences: &[&str]) {
    for sentence in sentences {
        check(&[(sentence, &[(kind, sentence, speaker)])]);
    }
}

/// The parts of a sentence, each with whether its words may stand in no claim.
fn sentence() -> impl Strategy<Value = Vec<(&'static str, bool)>> {
    let fronts =
        ["", "On Friday, ", "In a letter to the council, ", "Facing a third vote by angry river towns in one cold winter, "];
    let subjects = ["Tomas Okrand", "The head of the dredging panel", "Some judges", "She"];
    let asides =
        ["", ", who was joined by parents of drowned divers,", ", a former mayor,", ", flanked by forty tired rescue workers,"];
    let cues = [
        (" said that", true),
        (" told reporters on Friday that", true),
        (" did not say whether", false),
        (" denied that", false),
        (" charged that", true),
        (" criticised the report that", false),
        (" objected to the levy because", false),
        (" pleaded guilty after", false),
        (" said", true),
    ];
    let contents = [" the northern gate had never opened", " two cranes would stand idle until spring"];
    let tails = [".", ", and the market closed early on both banks.", ", but nobody at the yard had seen the order."];
    let part = |texts: Vec<&'static str>| prop::sample::select(texts);
    (
        part(fronts.to_vec()),
        part(subjects.to_vec()),
        part(asides.to_vec()),
        prop::sample::select(cues.to_vec()),
        part(contents.to_vec()),
        part(tails.to_vec()),
    )
        .prop_map(|(front, subject, aside, cue, content, tail)| {
            // Excepted are the words of the attribution: who speaks, in apposition as well, the cue, and when, where and to whom.
            let adverbial = !front.starts_with("Facing");
            let apposed = aside.starts_with(", a ");
            vec![(front, adverbial), (subject, true), (aside, apposed), cue, (content, false), (tail, false)]
        })
}

proptest! {
    #[test]
    fn every_word_but_those_of_the_attribution_lies_in_a_claim(parts in sentence()) {
        let text: String = parts.iter().map(|(part, _)| *part).collect();
        let article = article(&text);
        let claims = claims(&article);
        let mut start = 0;
        for (part, excepted) in &parts {
            let place = Span::new(start, start + part.len());
            start = place.end;
            for word in words(&text, place).iter().filter(|word| !excepted && word.text.len() > 4 && word.text != "which") {
                let kept = claims.iter().any(|claim| claim.span.contains(word.span));
                prop_assert!(kept, "{:?} of {text:?} is in no claim: {:?}", word.text, claims.iter().map(|c| article.at(c.span)).collect::<Vec<_>>());
            }
        }
    }
}
