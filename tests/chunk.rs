//! The chunk room from outside: who says what, and the laws that hold for any text.

use crosswire::chunk::{ChunkOptions, chunk};
use crosswire::error::ProblemKind;
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
    let chunked = chunk(std::slice::from_ref(article), &ChunkOptions::default(), &Silent);
    assert_eq!(chunked.problems, []);
    chunked.claims
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
    assert!(total >= 220, "the set has shrunk to {total}");
    println!("{right} of {total} speakers right{wrong}");
    assert!(right * 100 >= total * 95, "{right} of {total} speakers right{wrong}");
}

#[test]
fn claims_are_the_words_and_nothing_else() {
    use ClaimKind::{Fact, Quote, Reported};
    let okrand = Some("Tomas Okrand");
    check(
        "\"The dam will hold, and the town will sleep,\" Energy Minister Tomas Okrand said on Monday.",
        &[(Quote, "The dam will hold, and the town will sleep", okrand)],
    );
    check(
        "Tomas Okrand praised the crews as quick and brave, adding that the dam would hold.",
        &[(Reported, "Tomas Okrand praised the crews as quick and brave", okrand), (Reported, "the dam would hold.", okrand)],
    );
    check(
        "The river rose four metres overnight, but the old levee at Karsk held until morning.",
        &[(Fact, "The river rose four metres overnight", None), (Fact, "the old levee at Karsk held until morning.", None)],
    );
    check("He said.", &[]);
}

#[test]
fn each_clause_goes_to_whoever_tells_it() {
    use ClaimKind::{Fact, Quote, Reported};
    // The commas are lost: the second verb of speech is Okrand's, not Ukraine's.
    let okrand = Some("Tomas Okrand");
    check(
        "Tomas Okrand who said the talks focused on grain and Ukraine also confirmed the second meeting would take place.",
        &[
            (Reported, "the talks focused on grain and Ukraine", okrand),
            (Reported, "the second meeting would take place.", okrand),
        ],
    );
    check(
        "Velia last week accused its neighbour of moving the fence by night, a claim that Lev Morozkin dismissed as \"a fairy tale.\"",
        &[
            (Reported, "Velia last week accused its neighbour of moving the fence by night", Some("Velia")),
            (Reported, "a claim that Lev Morozkin dismissed as \"a fairy tale.\"", Some("Lev Morozkin")),
        ],
    );
    check(
        "Her letters, said Petra Lang, the mayor, are no threat to anybody.",
        &[(Reported, "Her letters, said Petra Lang, the mayor, are no threat to anybody.", Some("Petra Lang"))],
    );
    // An apposition is no content.
    check(
        "Justice Warren Teague, often the deciding vote, said the argument proves too much.",
        &[(Reported, "the argument proves too much.", Some("Warren Teague"))],
    );
    check(
        "Ann Lee, President Orton's trade adviser, said tariffs would be phased in.",
        &[(Reported, "tariffs would be phased in.", Some("Ann Lee"))],
    );
    // What is too short to assert anything is left out, a participle with enough content is not.
    check(
        "\"We fight them both,\" Petra Lang said, using another name to refer to the rebel group.",
        &[(Quote, "We fight them both", Some("Petra Lang"))],
    );
    check(
        "Although no details were given on it, Petra Lang said the bridge would open.",
        &[(Reported, "the bridge would open.", Some("Petra Lang"))],
    );
    check(
        "Other posts of the harbour board were uncontested.",
        &[(Fact, "Other posts of the harbour board were uncontested.", None)],
    );
    check("Nothing but the boats, Ann Lee added.", &[(Reported, "Nothing but the boats", Some("Ann Lee"))]);
}

#[test]
fn sentences_survive_what_newsrooms_print() {
    use ClaimKind::Fact;
    check(
        "Talks between U.S. Secretary Ann Lee and envoys of the al-Nur group began on Oct. 30 at 9:30 a.m. Tuesday in Karsk. \
         Mr. Doe of Acme Inc. was late.The hall was full.",
        &[
            (
                Fact,
                "Talks between U.S. Secretary Ann Lee and envoys of the al-Nur group began on Oct. 30 at 9:30 a.m. Tuesday in Karsk.",
                None,
            ),
            (Fact, "Mr. Doe of Acme Inc. was late.", None),
            (Fact, "The hall was full.", None),
        ],
    );
}

#[test]
fn one_turn_has_one_utterance_and_the_next_another() {
    let article = article(None, "\"We won,\" Ann Lee said. \"It is over now.\"\nLee also said the roads were open.");
    let claims = claims(&article);
    assert_eq!(claims.len(), 3);
    assert_eq!(claims[0].utterance, claims[1].utterance);
    assert_ne!(claims[1].utterance, claims[2].utterance);
    assert!(claims.iter().all(|claim| claim.utterance.is_some()));
}

#[test]
fn text_in_other_languages_gives_whole_sentences() {
    let russian = article(None, "Министр прибыл в Москву. «Мы готовы к переговорам», — сказал он журналистам.");
    assert!(claims(&russian).iter().any(|claim| russian.at(claim.span).contains("Мы готовы к переговорам")));
    let mut chinese = article(None, "外交部长星期二抵达莫斯科。他说双方将继续谈判。");
    chinese.language = "zh".into();
    assert_eq!(claims(&chinese).len(), 2);
}

/// The laws of a claim: in order, without overlap, inside their block and sentence, on character boundaries.
fn assert_lawful(article: &Article, claims: &[Claim]) {
    for claim in claims {
        assert!(article.text.is_char_boundary(claim.span.start) && article.text.is_char_boundary(claim.span.end));
        assert!(!claim.span.is_empty());
        assert!(article.blocks[claim.block].span.contains(claim.sentence), "{:?} outside of its block", claim.sentence);
        assert!(claim.sentence.contains(claim.span), "{:?} outside of {:?}", claim.span, claim.sentence);
        assert!(claim.quoted.iter().all(|quoted| claim.span.contains(*quoted)), "{:?} in {:?}", claim.quoted, claim.span);
        assert_eq!(claim.utterance.is_some(), claim.kind.is_speech());
        assert!(claim.speaker.is_none() || claim.kind != ClaimKind::Fact);
        let places = claim.speaker.iter().map(|s| s.mention).chain(claim.cue.iter().map(|c| c.span));
        assert!(places.into_iter().all(|place| place.end <= article.text.len()));
    }
    for pair in claims.windows(2) {
        assert!(pair[0].span.end <= pair[1].span.start, "{:?} and {:?} overlap", pair[0].span, pair[1].span);
        assert!(pair[0].position <= pair[1].position && pair[0].block <= pair[1].block);
        assert_ne!(pair[0].id, pair[1].id);
    }
}

/// Words and marks that newsrooms mix in all ways.
fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "\"",
        "\"",
        "“",
        "”",
        "‘",
        "’",
        "'",
        "«",
        "»",
        "„",
        "``",
        "''",
        ",",
        ".",
        "?",
        "…",
        ":",
        ";",
        " - ",
        "—",
        "(",
        ")",
        "\n",
        " ",
        " ",
        " ",
        "said",
        "he",
        "Lavrin",
        "Ann Lee",
        "told",
        "that",
        "according to",
        "adding",
        "the minister",
        "and",
        "but",
        "who",
        "was",
        "has",
        "Mr.",
        "U.S.",
        "al-Nur",
        "of",
        "in Moscow",
        "warned",
        "calls",
        "said in a statement",
        "Both",
        "she",
        "they",
        "Jr.",
        "D-Ohio",
        "Secretary of State",
        "van der Hoek",
        "é",
        "он сказал",
        "他说",
        "\u{200b}",
        "\u{301}",
        "it's",
        "12:30",
        "3.5%",
        "$5",
        "a.m.",
        "Inc.",
        "No.",
        "Oct. 30",
        "holds.It",
        "asked whether",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_mix_of_words_and_marks_is_cut_lawfully(pieces in prop::collection::vec(piece(), 0..60), headline in any::<bool>()) {
        let body = pieces.concat();
        let article = article(headline.then_some("Lavrin: \"talks\" begin – Lee"), &body);
        assert_lawful(&article, &claims(&article));
    }

    #[test]
    fn spaced_words_and_marks_are_cut_lawfully(pieces in prop::collection::vec(piece(), 0..60)) {
        let article = article(None, &pieces.join(" "));
        assert_lawful(&article, &claims(&article));
    }

    #[test]
    fn any_text_is_cut_lawfully(body in "\\PC{0,300}") {
        let article = article(None, &body);
        assert_lawful(&article, &claims(&article));
    }
}

/// `#` is the last sign of the quote and could be the first of the clause behind it.
#[test]
fn a_sign_between_quote_and_clause_belongs_to_one_of_them() {
    let article = article(None, "\"The harbour closes? We saw lot #\"Ann Lee left the town on Monday for talks.");
    assert_lawful(&article, &claims(&article));
    let hostile = self::article(None, "\"A? ഒ#\"\u{113c2}נּ¡A");
    assert_lawful(&hostile, &claims(&hostile));
}

#[test]
fn a_block_that_breaks_off_inside_a_role_is_cut_lawfully() {
    for text in ["according to No. of \"", "The levy stays, said the head of", "The levy stays, said a minister of"] {
        let article = article(None, text);
        assert_lawful(&article, &claims(&article));
    }
}

#[test]
fn an_article_that_cannot_be_cut_is_a_problem_and_the_others_are_cut() {
    let sound = article(None, "The harbour closed on Monday.");
    // A block that ends inside a letter: no reader makes such an article, but a caller of the library can.
    let mut broken = article(None, "é");
    broken.path = "broken.txt".to_owned();
    broken.blocks[0].span = Span::new(0, 1);
    let chunked = chunk(&[broken, sound], &ChunkOptions::default(), &Silent);
    assert_eq!(chunked.claims.len(), 1);
    let problem = &chunked.problems[0];
    assert_eq!((problem.path.as_str(), problem.kind), ("broken.txt", ProblemKind::Fault));
}

#[test]
fn who_keeps_silent_behind_a_quote_does_not_speak_it() {
    let text = "Marta Oss welcomed the ruling. \"The levy was never lawful,\" she said. \"It must be paid back.\" \
                A Belmar representative did not respond to interview requests from The Harbour Post.";
    let article = article(None, text);
    let claims = claims(&article);
    let last = claims.last().expect("the sentence is a claim");
    assert_eq!(
        last.span.of(&article.text),
        "A Belmar representative did not respond to interview requests from The Harbour Post."
    );
    assert_eq!(last.kind, ClaimKind::Fact);
    let quote =
        claims.iter().find(|claim| claim.span.of(&article.text).starts_with("It must be")).expect("the quote is a claim");
    assert_eq!(quote.speaker.as_ref().map(|speaker| speaker.name.as_str()), Some("Marta Oss"));
}

#[test]
fn hostile_texts_are_cut_lawfully_to_their_end() {
    let large = ["\"", "(", "a", "\" ", "(“", "'a ", "a; ", "A."].map(|piece| (piece, 200 * 1024));
    // Each of these words is a quote or a speaker, so that a debug build needs some ten microseconds a byte.
    let dense = ["\"a said ", "Ann Lee said, ", "Bo ", "He said “a b c d”. “a b c d” "].map(|piece| (piece, 20 * 1024));
    for (piece, bytes) in large.into_iter().chain(dense) {
        let article = article(None, &piece.repeat(bytes / piece.len()));
        assert_lawful(&article, &claims(&article));
    }
}
