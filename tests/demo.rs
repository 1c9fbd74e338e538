//! The demo corpus, taken all the way by the program itself and held to its gold file.

use assert_cmd::Command;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use tempfile::TempDir;

type Row = BTreeMap<String, String>;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn gold() -> Value {
    serde_json::from_str(&fs::read_to_string(root().join("data/gold/demo.json")).unwrap()).unwrap()
}

/// Runs the program on `inputs` and returns the output folder.
fn run(inputs: &[PathBuf], threads: &str) -> TempDir {
    let place = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_crosswire"));
    command.arg("run").args(inputs).arg("--out").arg(place.path().join("out")).args(["--threads", threads, "--quiet"]);
    command.assert().success();
    place
}

static DEMO: LazyLock<TempDir> = LazyLock::new(|| run(&[root().join("data/demo")], "2"));

fn rows(file: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(DEMO.path().join("out").join(file)).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or("")
}

#[test]
fn every_article_has_the_outlet_agency_and_day_that_its_page_tells() {
    let articles: BTreeMap<String, Row> = rows("articles.csv").into_iter().map(|r| (r["article_id"].clone(), r)).collect();
    let gold = gold();
    let expected = gold["articles"].as_array().unwrap();
    assert_eq!(articles.len(), expected.len());
    for article in expected {
        let row = &articles[text(&article["id"])];
        let day = row["published"].get(..10).unwrap_or("");
        let found = (row["outlet"].as_str(), row["agency"].as_str(), day);
        let wanted = (text(&article["outlet"]), text(&article["agency"]), text(&article["published"]));
        assert_eq!(found, wanted, "{}", article["id"]);
    }
}

#[test]
fn claims_are_the_text_at_their_place_and_nothing_but_article() {
    let mut texts = BTreeMap::new();
    for line in fs::read_to_string(DEMO.path().join("out/articles.jsonl")).unwrap().lines() {
        let article: Value = serde_json::from_str(line).unwrap();
        let chars: Vec<char> = text(&article["text"]).chars().collect();
        texts.insert(text(&article["id"]).to_owned(), chars);
    }
    let gold = gold();
    let mut units: BTreeMap<&str, Vec<(usize, usize)>> = BTreeMap::new();
    for article in gold["articles"].as_array().unwrap() {
        let spans = article["units"].as_array().unwrap().iter();
        let span = |u: &Value| (u[0].as_u64().unwrap() as usize, u[1].as_u64().unwrap() as usize);
        units.insert(text(&article["id"]), spans.map(span).collect());
    }
    let claims = rows("claims.csv");
    assert!(claims.len() > 550, "{}", claims.len());
    for claim in claims {
        let (start, end): (usize, usize) = (claim["start"].parse().unwrap(), claim["end"].parse().unwrap());
        let printed: String = texts[&claim["article_id"]][start..end].iter().collect();
        assert_eq!(claim["text"].trim_start_matches('\''), printed.trim_start_matches('\''), "{claim:?}");
        // Gold units are the sentences of the article; a claim outside all of them is page chrome.
        let inside = units[claim["article_id"].as_str()].iter().any(|(s, e)| start < *e && *s < end);
        assert!(inside, "chrome: {claim:?}");
    }
}

#[test]
fn statements_and_events_are_what_a_careful_reader_finds() {
    let out = DEMO.path().join("out");
    let mut command = Command::new(env!("CARGO_BIN_EXE_crosswire"));
    let output = command.args(["eval", "--json"]).arg(root().join("data/gold/demo.json")).arg(out).output().unwrap();
    let figures: Value = serde_json::from_slice(&output.stdout).unwrap();
    let at_least = |name: &str, floor: f64| {
        let figure = figures[name].as_f64().unwrap();
        assert!(figure >= floor, "{name} is {figure}, below {floor}: {figures}");
    };
    // Floors a little below what docs/method.md reports, so that a step back is seen.
    at_least("precision", PRECISION);
    at_least("recall", RECALL);
    at_least("event_precision", 1.0);
    at_least("event_recall", EVENT_RECALL);
}
const PRECISION: f64 = 0.94;
const RECALL: f64 = 0.84;
const EVENT_RECALL: f64 = 0.95;

#[test]
fn quotes_have_the_speaker_that_a_careful_reader_names() {
    let claims = rows("claims.csv");
    let gold = gold();
    let speakers = gold["speakers"].as_array().unwrap();
    let mut wrong = Vec::new();
    for quote in speakers {
        let (start, end) = (quote["start"].as_u64().unwrap(), quote["end"].as_u64().unwrap());
        let shared = |c: &Row| {
            let (s, e): (u64, u64) = (c["start"].parse().unwrap(), c["end"].parse().unwrap());
            e.min(end).saturating_sub(s.max(start))
        };
        let of_article = claims.iter().filter(|c| c["article_id"] == text(&quote["doc"]));
        let claim = of_article.max_by_key(|c| shared(c)).filter(|c| shared(c) > 0);
        let found = claim.map_or("no claim", |c| c["speaker"].as_str());
        if found != text(&quote["speaker"]) {
            wrong.push(format!("{}: {} for {}", quote["doc"], found, quote["speaker"]));
        }
    }
    let share = 1.0 - wrong.len() as f64 / speakers.len() as f64;
    assert!(share >= SPEAKERS, "{share}: {wrong:#?}");
}
const SPEAKERS: f64 = 0.85;

#[test]
fn the_planted_differences_are_flagged() {
    let statements = rows("statements.csv");
    let flagged = |flag: &str| statements.iter().filter(|s| s["flags"].split(';').any(|f| f == flag)).count();
    for flag in ["numbers", "polarity", "truncated"] {
        assert!(flagged(flag) > 0, "no statement is flagged {flag}");
    }
}

#[test]
fn copies_of_the_ferry_story_are_one_origin() {
    let articles = rows("articles.csv");
    let origin = |id: &str| articles.iter().find(|a| a["article_id"] == id).unwrap()["origin_id"].clone();
    let wire = origin("ferry/coastal-tribune.txt");
    for copy in ["apfeed-993104", "ferry/skell-evening-mail.txt", "ferry/island-gazette.txt", "ferry/globalpulse24.txt"] {
        assert_eq!(origin(copy), wire, "{copy}");
    }
    assert_ne!(origin("ferry/reuters.txt"), wire);
}

#[test]
fn threads_and_the_order_of_inputs_change_no_byte() {
    let mut inputs: Vec<PathBuf> = fs::read_dir(root().join("data/demo")).unwrap().map(|e| e.unwrap().path()).collect();
    inputs.sort();
    let one = run(&inputs, "1");
    inputs.reverse();
    let other = run(&inputs, "2");
    let read = |place: &TempDir, name: &str| fs::read_to_string(place.path().join("out").join(name)).unwrap();
    for name in [
        "articles.csv",
        "articles.jsonl",
        "claims.csv",
        "pairs.csv",
        "statements.csv",
        "readings.csv",
        "flags.csv",
        "coverage.csv",
        "events.csv",
        "problems.csv",
    ] {
        assert!(read(&one, name) == read(&other, name), "{name} differs");
        assert!(read(&one, name).lines().count() > usize::from(name != "problems.csv"), "{name} is empty");
    }
}

#[test]
fn the_data_are_the_data_that_were_labelled() {
    use std::io::Write;
    use std::process::{Command, Stdio};
    let sums = fs::read_to_string(root().join("data/SHA256SUMS")).unwrap();
    let listed: Vec<&str> = sums.lines().filter_map(|l| l.split_once("  ")).map(|(_, name)| name).collect();
    let mut files = Vec::new();
    for folder in ["demo", "gold"] {
        for entry in ignore::Walk::new(root().join("data").join(folder)).map(Result::unwrap) {
            if entry.file_type().is_some_and(|t| t.is_file()) {
                let name = entry.path().strip_prefix(root().join("data")).unwrap();
                files.push(name.to_str().unwrap().replace('\\', "/"));
            }
        }
    }
    files.sort();
    assert_eq!(files, listed);
    // The sums are checked where the usual tool for it is there.
    let Ok(mut check) =
        Command::new("sha256sum").args(["-c", "--quiet", "-"]).current_dir(root().join("data")).stdin(Stdio::piped()).spawn()
    else {
        return;
    };
    check.stdin.take().unwrap().write_all(sums.as_bytes()).unwrap();
    assert!(check.wait().unwrap().success());
}
