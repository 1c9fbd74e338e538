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

/// What readers find in the run of [`Place::with_run`]: its two statements, the wells, and the nine hours.
const FOUND: &str = r#"{"articles": [
    {"id": "a.txt", "units": [[0, 58], [59, 104]]}, {"id": "b.txt", "units": [[0, 61], [62, 94]]}, {"id": "c.txt", "units": [[0, 42]]},
    {"id": "d.txt", "units": [[0, 27], [45, 89]]}, {"id": "e.txt", "units": [[0, 32], [57, 94]]}],
  "groups": [
    {"kind": "quote", "members": [{"doc": "a.txt", "start": 0, "end": 58, "core": true},
      {"doc": "b.txt", "start": 0, "end": 61, "core": true}, {"doc": "c.txt", "start": 0, "end": 42, "core": true}]},
    {"kind": "fact", "members": [{"doc": "a.txt", "start": 59, "end": 104, "core": true},
      {"doc": "b.txt", "start": 62, "end": 94, "core": true}]},
    {"kind": "fact", "members": [{"doc": "d.txt", "start": 45, "end": 89, "core": true},
      {"doc": "e.txt", "start": 57, "end": 94, "core": true}]}]}"#;

#[test]
fn the_figures_at_every_threshold() {
    let place = Place::new().with_run();
    place.file("gold.json", FOUND);
    let ran = place.run("eval gold.json out --sweep");
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    insta::assert_snapshot!(ran.stdout, @r#"
      threshold  precision  recall     F1  found  false  statements
           0.05      0.833   1.000  0.909      5      1           6
           0.10      0.833   1.000  0.909      5      1           6
           0.15      0.833   1.000  0.909      5      1           5
           0.20      0.833   1.000  0.909      5      1           5
           0.25      0.833   1.000  0.909      5      1           4  best F1
           0.30      0.750   0.600  0.667      3      1           2  this run
           0.35      0.750   0.600  0.667      3      1           2
           0.40      0.750   0.600  0.667      3      1           2
           0.45      0.750   0.600  0.667      3      1           2
           0.50      0.750   0.600  0.667      3      1           2
           0.55      0.750   0.600  0.667      3      1           2
           0.60      0.750   0.600  0.667      3      1           2
           0.65      0.500   0.200  0.286      1      1           2
           0.70      0.500   0.200  0.286      1      1           2
           0.75      1.000   0.200  0.333      1      0           1
           0.80      1.000   0.200  0.333      1      0           1
           0.85      1.000   0.200  0.333      1      0           1
           0.90      1.000   0.200  0.333      1      0           1
           0.95      0.000   0.000  0.000      0      0           0

    Pairs of sentences that are asked for: 5. `crosswire run --threshold` sets a threshold.
    "#);
}

#[test]
fn the_sweep_as_json_and_its_own_row_is_the_plain_evaluation() {
    let place = Place::new().with_articles();
    assert_eq!(place.run("run in --out out --threshold 0.33").status, 0);
    place.file(
        "gold.json",
        r#"{"articles": [{"id": "harbour.txt", "units": [[0, 25], [27, 116], [117, 147]]}, {"id": "mail.txt", "units": [[0, 23], [25, 117]]}],
            "groups": [{"kind": "quote", "members": [{"doc": "harbour.txt", "start": 27, "end": 116, "core": true},
                                                     {"doc": "mail.txt", "start": 25, "end": 117, "core": true}]}]}"#,
    );
    let json = |words: &str| serde_json::from_str::<serde_json::Value>(&place.run(words).stdout).unwrap();
    let (plain, sweep) = (json("eval gold.json out --json"), json("eval gold.json out --sweep --json"));
    assert_eq!((&sweep["own"], &sweep["keep"]), (&serde_json::json!(0.33), &serde_json::json!(0.05)));
    let own = sweep["points"].as_array().unwrap().iter().find(|point| point["threshold"] == 0.33).unwrap();
    for figure in ["precision", "recall", "f1", "required", "hit", "false", "recall_quote", "recall_fact"] {
        assert_eq!(own[figure], plain[figure], "{figure}");
    }
}

#[test]
fn a_sweep_says_what_the_run_dropped() {
    let place = Place::new().with_run();
    place.file("gold.json", FOUND);
    let run = place.read("out/run.json");
    place.file("out/run.json", &run.replace("\"keep\":0.05", "\"keep\":0.15"));
    let shown = place.run("eval gold.json out --sweep").stdout;
    assert!(!shown.contains("0.10 ") && shown.contains("Thresholds below 0.15 cannot be told from this run"), "{shown}");
    place.file("out/run.json", &run.replace("\"keep\":0.05", "\"keep\":0.25"));
    let shown = place.run("eval gold.json out --sweep").stdout;
    assert!(shown.contains("The best is the lowest that this run can tell: it dropped links below 0.25."), "{shown}");
    // It needs what the run itself wrote.
    std::fs::remove_file(place.path("out/pairs.csv")).unwrap();
    let ran = place.run("eval gold.json out --sweep");
    assert!(ran.status == 1 && ran.stderr.starts_with("error: out/pairs.csv: "), "{}", ran.stderr);
    assert_eq!(place.run("eval gold.json out --sweep --misses 3").status, 2);
}
