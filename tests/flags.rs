//! How well each flag is told: precision and recall on invented accounts, near misses included.

use crosswire::chunk::{ChunkOptions, chunk};
use crosswire::compare::{CompareOptions, findings};
use crosswire::model::{Article, Claim, Fields, Finding, Flag, RawArticle, Statement};
use crosswire::normalize::{NormalizeOptions, normalize};
use crosswire::observe::Silent;
use crosswire::text::Span;
use serde::Deserialize;
use std::fmt::Write;

/// What every flag must reach (the figures themselves are in docs/method.md).
const PRECISION: f64 = 0.9;
const RECALL: f64 = 0.8;

/// The fewest cases of either sort that a figure may rest on.
const FEWEST: usize = 30;

/// A line of `tests/fixtures/flags/<flag>.jsonl`: two articles, and the words of each that are accounts of the statement.
#[derive(Deserialize)]
struct Case {
    id: String,
    flagged: bool,
    accounts: Vec<Told>,
    /// What the finding must show on the left and on the right; none for near misses.
    #[serde(default)]
    spans: Vec<String>,
}

#[derive(Deserialize)]
struct Told {
    outlet: String,
    text: String,
    claims: Vec<String>,
}

struct World {
    articles: Vec<Article>,
    claims: Vec<Claim>,
    statement: Statement,
}

/// The case as a run would see it: articles read, cut into claims, and those claims joined that stand on the marked words.
fn world(case: &Case) -> World {
    let fields = |told: &Told| Fields {
        source: Some(told.outlet.clone()),
        language: Some("en".to_owned()),
        date: Some("2021-05-04".to_owned()),
        ..Fields::default()
    };
    let raw = case.accounts.iter().enumerate().map(|(at, told)| RawArticle {
        id: format!("{at}.txt"),
        text: told.text.clone(),
        fields: fields(told),
        ..RawArticle::default()
    });
    let articles = normalize(raw.collect(), &NormalizeOptions::default(), &Silent).articles;
    let claims = chunk(&articles, &ChunkOptions::default(), &Silent).claims;
    let members: Vec<usize> = (0..claims.len()).filter(|at| stands_on(case, &claims[*at])).collect();
    let representative = members.first().copied().unwrap_or(0);
    let ties = vec![1.0; members.len()];
    let statement = Statement { id: "s".to_owned(), event: None, members, ties, representative, findings: Vec::new() };
    World { articles, claims, statement }
}

/// Whether the claim shares most of the shorter of the two with words that the case marks.
fn stands_on(case: &Case, claim: &Claim) -> bool {
    let told = &case.accounts[claim.article];
    told.claims.iter().any(|words| {
        let start = told.text.find(words.as_str()).unwrap_or_else(|| panic!("{}: {words}", case.id));
        2 * claim.span.overlap(Span::new(start, start + words.len())) > claim.span.len().min(words.len())
    })
}

/// Whether a finding points at the expected words on both sides.
fn points_at(finding: &Finding, case: &Case, world: &World) -> bool {
    let side = |claim: usize, span: Span| {
        let article = world.claims[claim].article;
        let (text, expected) = (world.articles[article].text.to_lowercase(), case.spans[article].to_lowercase());
        text.match_indices(&expected).any(|(at, _)| Span::new(at, at + expected.len()).overlap(span) > 0)
    };
    side(finding.claims.0, finding.spans.0) && side(finding.claims.1, finding.spans.1)
}

fn findings_of(world: &World) -> Vec<Finding> {
    findings(&world.statement, &world.claims, &world.articles, &CompareOptions::default())
}

/// What a finding says of a case, with the claims it was made from.
fn shown(case: &Case, world: &World, found: &[&Finding]) -> String {
    let mut out = format!("{}\n", case.id);
    for finding in found {
        writeln!(out, "    found: {}", finding.note).unwrap();
    }
    for member in &world.statement.members {
        let claim = &world.claims[*member];
        let speaker = claim.speaker.as_ref().map(|s| (s.name.as_str(), s.basis.as_str()));
        let cue = claim.cue.as_ref().map(|c| c.lemma.as_str());
        let text = claim.span.of(&world.articles[claim.article].text);
        writeln!(out, "    {} {text:?} {speaker:?} {cue:?}", claim.kind.as_str()).unwrap();
    }
    out
}

fn cases(flag: Flag) -> Vec<Case> {
    let path = format!("{}/tests/fixtures/flags/{}.jsonl", env!("CARGO_MANIFEST_DIR"), flag.as_str());
    let text = std::fs::read_to_string(&path).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Measures one flag. A positive counts as found only where a finding points at the expected words on both sides.
#[track_caller]
fn measure(flag: Flag) {
    let (mut hit, mut missed, mut false_alarms, mut left_alone) = (0, 0, 0, 0);
    let mut wrong = String::new();
    for case in cases(flag) {
        let world = world(&case);
        let all = findings_of(&world);
        let found: Vec<&Finding> = all.iter().filter(|f| f.flag == flag).collect();
        let is_right = case.flagged && found.iter().any(|f| points_at(f, &case, &world));
        match (case.flagged, is_right, found.is_empty()) {
            (true, true, _) => hit += 1,
            (true, false, _) => missed += 1,
            (false, _, false) => false_alarms += 1,
            (false, _, true) => left_alone += 1,
        }
        if is_right != case.flagged || !case.flagged && !found.is_empty() {
            wrong.push_str(&shown(&case, &world, &found));
        }
    }
    let precision = f64::from(hit) / f64::from(hit + false_alarms).max(1.0);
    let recall = f64::from(hit) / f64::from(hit + missed).max(1.0);
    let yes = hit + missed;
    let no = false_alarms + left_alone;
    println!("{}: {yes} positive, {no} near misses, precision {precision:.2}, recall {recall:.2}\n{wrong}", flag.as_str());
    assert!(yes as usize >= FEWEST && no as usize >= FEWEST, "{}: too few cases", flag.as_str());
    assert!(precision >= PRECISION && recall >= RECALL, "{}: {precision:.2} {recall:.2}\n{wrong}", flag.as_str());
}

#[test]
fn numbers() {
    measure(Flag::Numbers);
}

#[test]
fn polarity() {
    measure(Flag::Polarity);
}

#[test]
fn attribution() {
    measure(Flag::Attribution);
}

#[test]
fn truncated() {
    measure(Flag::Truncated);
}

#[test]
fn spliced() {
    measure(Flag::Spliced);
}

#[test]
fn altered() {
    measure(Flag::Altered);
}

#[test]
fn hedge() {
    measure(Flag::Hedge);
}

#[test]
fn cue() {
    measure(Flag::Cue);
}

#[test]
fn every_finding_lies_in_its_texts_and_says_who_has_what() {
    for case in Flag::ALL.into_iter().flat_map(cases) {
        let world = world(&case);
        for finding in findings_of(&world) {
            let (left, right) = finding.claims;
            assert!(left < right, "{}", case.id);
            for (claim, span) in [(left, finding.spans.0), (right, finding.spans.1)] {
                let article = &world.articles[world.claims[claim].article];
                assert!(article.text.get(span.start..span.end).is_some_and(|words| !words.trim().is_empty()), "{}", case.id);
                assert!(finding.note.contains(&article.outlet), "{}: {}", case.id, finding.note);
            }
        }
    }
}

#[test]
fn a_finding_reads_as_a_sentence() {
    let case = |flag, id: &str| cases(flag).into_iter().find(|case| case.id == id).unwrap();
    let note = |flag: Flag, id: &str| {
        let found = findings_of(&world(&case(flag, id)));
        found.into_iter().find(|f| f.flag == flag).map(|f| f.note).unwrap_or_default()
    };
    let notes: Vec<String> = Flag::ALL.into_iter().map(|flag| note(flag, &format!("{}-yes-01", flag.as_str()))).collect();
    insta::assert_snapshot!(notes.join("\n"), @r#"
    Corvan Daily has “39 civilians”, Meridian Wire “More than 40 civilians”: both cannot be right.
    Meridian Wire denies (“will not sign”) what Corvan Daily affirms (“will sign”).
    Corvan Daily gives it to Mira Dolan, Meridian Wire to Arno Velk.
    Meridian Wire quotes “We will sign the treaty” and leaves out what Corvan Daily has: “if the army leaves the delta”.
    Corvan Daily has as one quote (“We will never accept their terms. The war is over for us”) what Meridian Wire has as two: “We will never accept their terms” and “The war is over for us”.
    Inside one quote Corvan Daily has “good”, Meridian Wire “tense”.
    Corvan Daily leaves open (“may sign”) what Meridian Wire takes as certain (“will sign”).
    Corvan Daily has the neutral “said”, Meridian Wire “admitted”, which implies guilt or reluctance.
    "#);
}
