//! Figures worked out by hand.

use super::*;
use crate::error::Error;
use std::fs;
use tempfile::TempDir;

/// Three articles: A with units of 100, B with one of 50 and one of 100, C with one of 80 code points. A quote that A and B carry for
/// sure and C perhaps, and a fact that A and B carry.
const GOLD: &str = r#"{
  "articles": [
    {"id": "a.txt", "event": "harbour", "units": [[0, 100], [100, 200]], "sentences": ["A zero.", "A one."]},
    {"id": "b.txt", "event": "harbour", "units": [[0, 50], [50, 150]], "sentences": ["B zero.", "B one."]},
    {"id": "c", "event": "island", "units": [[0, 80]], "sentences": ["C zero."]}
  ],
  "groups": [
    {"kind": "quote", "gist": "we will build", "members": [
      {"doc": "a.txt", "start": 0, "end": 100, "core": true},
      {"doc": "b.txt", "start": 0, "end": 50, "core": true},
      {"doc": "c", "start": 0, "end": 80, "core": false}]},
    {"kind": "fact", "gist": "three piers", "members": [
      {"doc": "a.txt", "start": 100, "end": 200, "core": true},
      {"doc": "b.txt", "start": 50, "end": 150, "core": true}]}
  ]
}"#;

/// A folder with a gold set and the files of a run.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("gold.json", GOLD)].iter().chain(files) {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn measure(claims: &str, articles: Option<&str>) -> Evaluation {
    let claims = format!("article_id,start,end,statement_id\n{claims}");
    let articles = articles.map(|rows| format!("article_id,event_id\n{rows}"));
    let files = [Some(("claims.csv", claims.as_str())), articles.as_deref().map(|rows| ("articles.csv", rows))];
    let folder = folder(&files.into_iter().flatten().collect::<Vec<_>>());
    evaluate(&Gold::read(&folder.path().join("gold.json")).unwrap(), &Run::read(folder.path()).unwrap())
}

fn error(file: &str, text: &str) -> String {
    let folder = folder(&[("claims.csv", "article_id,start,end,statement_id\n"), (file, text)]);
    let read = || -> Result<(), Error> {
        Gold::read(&folder.path().join("gold.json"))?;
        Run::read(folder.path())?;
        Ok(())
    };
    let shown = read().unwrap_err().to_string();
    shown.replace(&format!("{}/", folder.path().display()), "")
}

#[test]
fn required_open_and_false_pairs() {
    // s1 finds the quote in A and B, and the open pairs with C, which count for nothing; s2 pairs A's fact with C.
    let found = measure("a.txt,0,60,s1\nb.txt,10,40,s1\nc,0,40,s1\na.txt,110,150,s2\nc,40,80,s2\n", None);
    let Figures { precision, recall, f1, required, hit, wrong, recall_quote, recall_fact, .. } = found.figures;
    assert_eq!((required, hit, wrong), (2, 1, 1));
    assert_eq!((precision, recall, f1), (0.5, 0.5, 0.5));
    assert_eq!((recall_quote, recall_fact), (1.0, 0.0));
    let pair = |left: (&str, usize), right: (&str, usize)| UnitPair {
        left: (left.0.to_owned(), left.1),
        right: (right.0.to_owned(), right.1),
    };
    let missed = Verdict { because: "three piers".to_owned(), pair: pair(("a.txt", 1), ("b.txt", 1)) };
    assert_eq!(found.misses, [missed]);
    let wrong = Verdict { because: "s2".to_owned(), pair: pair(("a.txt", 1), ("c", 0)) };
    assert_eq!(found.wrong, [wrong]);
}

#[test]
fn in_a_partial_gold_set_only_judged_pairs_are_false() {
    let of = |partial: &str| {
        let gold = GOLD.replacen('{', partial, 1);
        let folder = folder(&[("gold.json", &gold), ("articles.csv", "article_id,event_id\na.txt,k\n")]);
        // The run makes four false pairs: C with A's second unit and both of B, and B's first with A's second.
        let claims = "article_id,start,end,statement_id\na.txt,100,200,s\nb.txt,0,50,s\nb.txt,50,150,s\nc,0,80,s\n";
        fs::write(folder.path().join("claims.csv"), claims).unwrap();
        evaluate(&Gold::read(&folder.path().join("gold.json")).unwrap(), &Run::read(folder.path()).unwrap()).figures
    };
    let judged = r#""different": [[{"doc": "c", "start": 0, "end": 80}, {"doc": "a.txt", "start": 100, "end": 200}],
                                 [{"doc": "a.txt", "start": 0, "end": 100}, {"doc": "c", "start": 0, "end": 80}]],"#;
    let (whole, partial) = (of("{"), of(&format!("{{\"complete\": false, {judged}")));
    assert_eq!((whole.hit, whole.wrong), (1, 3));
    assert_eq!((partial.hit, partial.wrong, partial.required), (1, 1, whole.required));
    assert!(whole.events.is_some() && partial.events.is_none());
    // In a complete one they change nothing.
    assert_eq!(of(&format!("{{{judged}")), whole);
}

#[test]
fn half_of_the_shorter_is_enough_and_less_is_not() {
    // 60..140 shares 40 of its 80 with each unit of A, so it stands on both: one pair with B is required, one false.
    let half = measure("a.txt,60,140,s1\nb.txt,50,100,s1\n", None).figures;
    assert_eq!((half.hit, half.wrong), (1, 1));
    // 60..139 shares 40 of 79 with the first and 39 of 79 with the second.
    let less = measure("a.txt,60,139,s1\nb.txt,50,100,s1\n", None).figures;
    assert_eq!((less.hit, less.wrong), (0, 1));
    // Nothing stands on nothing, nor does what ends before it begins.
    let empty = measure("a.txt,20,20,s1\nb.txt,30,10,s1\n", None).figures;
    assert_eq!((empty.hit, empty.wrong), (0, 0));
}

#[test]
fn claims_of_one_article_and_claims_in_no_statement_make_no_pair() {
    let figures = measure("a.txt,0,100,s1\na.txt,100,200,s1\nb.txt,0,50,\nb.txt,50,150,\n", None).figures;
    assert_eq!((figures.hit, figures.wrong, figures.precision, figures.f1), (0, 0, 0.0, 0.0));
}

#[test]
fn a_claim_in_two_statements_counts_in_both() {
    let figures = measure("a.txt,0,100,s1\na.txt,0,100,s2\nb.txt,0,50,s1\nb.txt,50,150,s2\n", None).figures;
    assert_eq!((figures.hit, figures.wrong), (1, 1));
}

#[test]
fn events_are_measured_by_pairs_of_articles() {
    // All in one event: of three pairs one belongs there.
    let events = measure("", Some("a.txt,k\nb.txt,k\nc,k\n")).figures.events.unwrap();
    assert_eq!((events.precision, events.recall, events.f1), (1.0 / 3.0, 1.0, 0.5));
    // An article that is not listed is in no event.
    let events = measure("", Some("a.txt,k\n")).figures.events.unwrap();
    assert_eq!((events.precision, events.recall, events.f1), (0.0, 0.0, 0.0));
    assert!(measure("", None).figures.events.is_none());
}

#[test]
fn articles_are_known_by_path_name_stem_or_record() {
    let folder = folder(&[]);
    let gold = Gold::read(&folder.path().join("gold.json")).unwrap();
    for (name, id) in
        [("a.txt", "a.txt"), ("in/a.txt", "a.txt"), ("in/c.html", "c"), ("feed.jsonl#c", "c"), ("a.txt.gz", "a.txt")]
    {
        assert_eq!(gold.article_id(name), Some(id), "{name}");
    }
    for name in ["a", "c/", ".c", "..c", "A.txt", ""] {
        assert_eq!(gold.article_id(name), None, "{name}");
    }
    let unknown = measure("z.txt,0,1,s1\nd.txt,0,1,\nz.txt,5,9,\n", None).figures.unknown_articles;
    assert_eq!(unknown, ["d.txt", "z.txt"]);
}

#[test]
fn a_byte_order_mark_and_columns_in_any_order_are_no_hindrance() {
    let folder =
        folder(&[("claims.csv", "\u{feff}statement_id,end,note,start,article_id\r\ns1,60,\"a \"\"b\"\",\nc\",0,a.txt\r\n")]);
    let run = Run::read(folder.path()).unwrap();
    assert_eq!(run.claims, [ClaimRow { article: "a.txt".to_owned(), statement: "s1".to_owned(), place: (0, 60) }]);
}

#[test]
fn the_json_has_the_usual_names() {
    let figures = measure("", Some("a.txt,k\n")).figures;
    let json = serde_json::to_value(&figures).unwrap();
    let names: Vec<&str> = json.as_object().unwrap().keys().map(String::as_str).collect();
    let expected = "precision recall f1 required hit false recall_quote recall_fact unknown_articles \
                    event_precision event_recall event_f1";
    assert_eq!(names, expected.split(' ').collect::<Vec<_>>());
}

#[test]
fn what_cannot_be_read_is_told_with_its_place() {
    insta::assert_snapshot!(error("claims.csv", "article_id,start,statement_id\n"), @r#"
    claims.csv:1: the column end is missing
    give the output folder of `crosswire run`
    "#);
    insta::assert_snapshot!(
        error("claims.csv", "article_id,start,end,statement_id\na.txt,0,5,\na.txt,x,5,s1\n"),
        @r#"claims.csv:3: start is "x", which is not a whole number"#
    );
    insta::assert_snapshot!(
        error("claims.csv", "article_id,start,end,statement_id\na.txt,0\n"),
        @"claims.csv:2: the row ends before the column statement_id"
    );
    insta::assert_snapshot!(error("articles.csv", "article_id\n"), @r#"
    articles.csv:1: the column event_id is missing
    give the output folder of `crosswire run`
    "#);
    insta::assert_snapshot!(error("gold.json", "{\"articles\": [],\n\"groups\": [}"), @r#"gold.json:2: not a gold set: expected value at line 2 column 12"#);
    insta::assert_snapshot!(error("gold.json", "{\"articles\": []}"), @r#"gold.json:1: not a gold set: missing field `groups` at line 1 column 16"#);
    let stray = "{\"articles\": [], \"groups\": [{\"kind\": \"fact\", \"members\": [{\"doc\": \"x\", \"start\": 0, \"end\": 1, \"core\": true}]}]}";
    insta::assert_snapshot!(error("gold.json", stray), @r#"gold.json: group 1 names the article "x", which is not in the set"#);
}
