//! `crosswire eval`.

use crate::support::Place;

/// Two articles with one quote in common, which the run found, and a third one that it wrongly tied to it.
fn place() -> Place {
    let place = Place::new();
    place.file(
        "gold.json",
        r#"{"articles": [
            {"id": "a", "event": "x", "units": [[0, 20]], "sentences": ["We will build wells."]},
            {"id": "b", "event": "x", "units": [[0, 20], [20, 40]], "sentences": ["They will build them.", "Wells cost money."]},
            {"id": "c", "event": "y", "units": [[0, 20]], "sentences": ["Fog closed the port."]}],
           "groups": [
            {"kind": "quote", "gist": "will build", "members": [
              {"doc": "a", "start": 0, "end": 20, "core": true}, {"doc": "b", "start": 0, "end": 20, "core": true}]},
            {"kind": "fact", "gist": "cost", "members": [
              {"doc": "a", "start": 0, "end": 20, "core": true}, {"doc": "b", "start": 20, "end": 40, "core": true}]}]}"#,
    );
    place
        .file("out/claims.csv", "article_id,start,end,statement_id\na.txt,0,20,s1\nb.txt,0,20,s1\nc.txt,0,20,s1\nd.txt,0,9,\n");
    place.file("out/articles.csv", "article_id,event_id\na.txt,e1\nb.txt,e1\nc.txt,e1\n");
    place
}

#[test]
fn the_figures() {
    let ran = place().run("eval gold.json out");
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    insta::assert_snapshot!(ran.stdout, @r#"
    statements  precision 0.333  recall 0.500  F1 0.400  (required 2, found 1, false 2; recall of quotes 1.000, of facts 0.000)
    events      precision 0.333  recall 1.000  F1 0.500
    articles not in the gold set: d.txt
    "#);
}

#[test]
fn the_pairs_behind_the_figures() {
    let ran = place().run("eval gold.json out --misses 5 --false 1");
    insta::assert_snapshot!(ran.stdout, @r#"
    missed  cost
        a#0: We will build wells.
        b#1: Wells cost money.
    false  s1
        a#0: We will build wells.
        c#0: Fog closed the port.
    statements  precision 0.333  recall 0.500  F1 0.400  (required 2, found 1, false 2; recall of quotes 1.000, of facts 0.000)
    events      precision 0.333  recall 1.000  F1 0.500
    articles not in the gold set: d.txt
    "#);
}

#[test]
fn the_figures_as_json() {
    let ran = place().run("eval gold.json out --json");
    insta::assert_snapshot!(ran.stdout, @r#"{"precision":0.3333333333333333,"recall":0.5,"f1":0.4,"required":2,"hit":1,"false":2,"recall_quote":1.0,"recall_fact":0.0,"unknown_articles":["d.txt"],"event_precision":0.3333333333333333,"event_recall":1.0,"event_f1":0.5}"#);
}

#[test]
fn what_is_missing_is_told() {
    let place = place();
    let error = |words: &str| {
        let ran = place.run(words);
        assert_eq!((ran.status, ran.stdout.as_str()), (1, ""));
        ran.stderr
    };
    assert!(error("eval none.json out").starts_with("error: none.json: "));
    assert!(error("eval gold.json nowhere").starts_with("error: nowhere/claims.csv: "));
    place.file("out/claims.csv", "article_id,start,end\n");
    insta::assert_snapshot!(error("eval gold.json out"), @r#"
    error: out/claims.csv:1: the column statement_id is missing
      tip: give the output folder of `crosswire run`
    "#);
}
