//! Every format end to end, on files that other tools have written: what is read, what is told, and what breaks.

use crosswire::chunk::{ChunkOptions, chunk};
use crosswire::error::Problem;
use crosswire::ingest::{Format, IngestOptions, Ingested, ingest};
use crosswire::model::RawArticle;
use crosswire::normalize::{NormalizeOptions, normalize};
use crosswire::observe::Silent;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/formats")
}

fn read(path: &Path) -> Ingested {
    read_with(path, &IngestOptions::default())
}

/// Reads one input; where nothing at all can be read, the problem that says so.
fn read_with(path: &Path, options: &IngestOptions) -> Ingested {
    let listener = Listener::default();
    ingest(&[path.to_path_buf()], options, &listener)
        .unwrap_or_else(|_| Ingested { problems: listener.0.lock().expect("no panic").clone(), ..Ingested::default() })
}

#[derive(Default)]
struct Listener(std::sync::Mutex<Vec<Problem>>);

impl crosswire::observe::Observer for Listener {
    fn begin(&self, _: crosswire::observe::Stage, _: Option<u64>) {}
    fn advance(&self, _: crosswire::observe::Stage, _: u64) {}
    fn end(&self, _: crosswire::observe::Stage) {}
    fn problem(&self, problem: &Problem) {
        self.0.lock().expect("no panic").push(problem.clone());
    }
}

/// All files in a folder of fixtures, as far as this build reads them.
fn files(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(fixtures().join(folder)).expect("the folder");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a file").path()).collect();
    let ending = |path: &Path| path.extension().unwrap_or_default().to_string_lossy().into_owned();
    paths.retain(|path| cfg!(feature = "columnar") || !matches!(ending(path).as_str(), "parquet" | "arrow" | "arrows"));
    paths.retain(|path| cfg!(feature = "workbooks") || ending(path) != "xlsx");
    paths.sort();
    paths
}

fn name(path: &Path) -> String {
    path.file_name().expect("a name").to_string_lossy().into_owned()
}

/// The claims of one article: kind, speaker, cue and words.
fn claims(raw: RawArticle) -> Vec<String> {
    let normalized = normalize(vec![raw], &NormalizeOptions::default(), &Silent);
    let claims = chunk(&normalized.articles, &ChunkOptions::default(), &Silent).claims;
    let article = &normalized.articles[0];
    let shown = |claim: &crosswire::model::Claim| {
        let speaker = claim.speaker.as_ref().map_or("-", |speaker| speaker.name.as_str()).to_owned();
        let cue = claim.cue.as_ref().map_or("-", |cue| cue.lemma.as_str()).to_owned();
        let words = article.at(claim.span).split_whitespace().collect::<Vec<_>>().join(" ");
        format!("{} {speaker} {cue}: {words}", claim.kind.as_str())
    };
    claims.iter().map(shown).collect()
}

#[test]
fn the_same_article_gives_the_same_claims_in_every_format() {
    let all = files("same");
    assert!(all.len() >= 11, "{all:?}");
    let expected = claims(read(&fixtures().join("same/article.txt")).articles.remove(0));
    assert!(expected.len() > 20, "{expected:#?}");
    for path in all {
        let ingested = read(&path);
        assert_eq!((ingested.articles.len(), ingested.problems.len()), (1, 0), "{path:?}: {:?}", ingested.problems);
        let article = ingested.articles.into_iter().next().expect("one article");
        assert_eq!(claims(article), expected, "{path:?}");
    }
}

#[test]
fn every_format_knows_the_outlet_and_day_of_its_article() {
    for path in files("same").into_iter().filter(|path| !name(path).starts_with("article.")) {
        let raw = read(&path).articles.remove(0);
        let normalized = normalize(vec![raw], &NormalizeOptions::default(), &Silent);
        let article = &normalized.articles[0];
        let day = article.published.map(|at| at.date.to_string());
        let told = (article.outlet.as_str(), day.as_deref(), article.language.get(..2));
        assert_eq!(told, ("Orlow Courier", Some("2024-11-14"), Some("en")), "{path:?}");
        let title = article.title.as_deref().unwrap_or_default();
        assert!(title.starts_with("Orlow bridge to stay shut"), "{path:?}: {title}");
    }
}

/// Articles as `id (source, date): words`, problems as `line kind: message`.
fn outline(path: &Path) -> Vec<String> {
    let ingested = read(path);
    let inside = |text: &str| text.replace(&format!("{}/", path.parent().expect("a folder").display()), "");
    let or_none = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".into());
    let article = |article: &RawArticle| {
        let words = article.text.split_whitespace().count();
        format!("{} ({}, {}): {words}", article.id, or_none(&article.fields.source), or_none(&article.fields.date))
    };
    let problem = |problem: &Problem| {
        let line = problem.line.map(|line| format!(":{line}")).unwrap_or_default();
        format!("{}{line} {}: {}", inside(&problem.path), problem.kind.as_str(), inside(&problem.message))
    };
    ingested.articles.iter().map(article).chain(ingested.problems.iter().map(problem)).collect()
}

#[test]
#[cfg_attr(not(feature = "workbooks"), ignore = "the outline holds a workbook")]
fn files_of_other_tools_are_read_with_all_they_hold() {
    let all: BTreeMap<String, Vec<String>> = files("kinds").iter().map(|path| (name(path), outline(path))).collect();
    let shown: String = all.iter().map(|(name, lines)| format!("{name}\n  {}\n", lines.join("\n  "))).collect();
    if cfg!(feature = "columnar") {
        insta::assert_snapshot!("kinds_columnar", shown);
    } else {
        insta::assert_snapshot!("kinds", shown);
    }
}

#[test]
fn a_folder_of_everything_is_read_at_once() {
    let ingested = read(&fixtures());
    let formats: std::collections::BTreeSet<String> =
        ingested.articles.iter().map(|article| article.path.rsplit('.').next().unwrap_or_default().to_owned()).collect();
    for ending in ["txt", "html", "docx", "rtf", "csv", "json", "jsonl"] {
        assert!(formats.contains(ending), "{ending}: {formats:?}");
    }
    let superseded = ingested.problems.iter().filter(|problem| problem.kind.as_str() == "superseded").count() as u64;
    assert_eq!(ingested.superseded, superseded);
    // The same page is there as a page, in feeds and in a web archive, under one address.
    assert!(superseded > 4, "{:#?}", ingested.problems);
}

#[test]
fn every_file_goes_through_run_and_inspect() {
    let folder = tempfile::tempdir().expect("a folder");
    let crosswire = || assert_cmd::Command::new(env!("CARGO_BIN_EXE_crosswire"));
    let is_done = |code: Option<i32>| matches!(code, Some(0 | 3));
    let mut all: Vec<PathBuf> = files("same").into_iter().chain(files("kinds")).collect();
    all.push(fixtures());
    for (path, number) in all.iter().zip(1..) {
        let out = folder.path().join(number.to_string());
        let run = crosswire().arg("run").arg(path).arg("--out").arg(&out).output().expect("the program runs");
        assert!(is_done(run.status.code()), "{path:?}: {}", String::from_utf8_lossy(&run.stderr));
        let claims = fs::read_to_string(out.join("claims.csv")).expect("claims");
        assert!(claims.lines().count() > 1, "{path:?} gives no claim");
        if path.is_file() {
            let id = read(path).articles.swap_remove(0).id;
            let inspect = crosswire().arg("inspect").arg(path).arg("--id").arg(&id).output().expect("the program runs");
            assert!(is_done(inspect.status.code()), "{path:?}: {}", String::from_utf8_lossy(&inspect.stderr));
            assert!(String::from_utf8_lossy(&inspect.stdout).contains("Claims"), "{path:?}");
        }
    }
    // The last run had all of them together.
    let told = fs::read_to_string(folder.path().join(all.len().to_string()).join("run.json")).expect("run.json");
    let counts = serde_json::from_str::<serde_json::Value>(&told).expect("JSON")["counts"].clone();
    assert!(counts["superseded"].as_u64().is_some_and(|count| count > 4), "{counts}");
    assert_eq!(counts["superseded"], counts["problems_by_kind"]["superseded"]);
    for article in read(&fixtures()).articles.iter().filter(|article| !article.path.contains("/pages/")) {
        let inspect =
            crosswire().arg("inspect").arg(fixtures()).arg("--id").arg(&article.id).output().expect("the program runs");
        assert!(is_done(inspect.status.code()), "{}: {}", article.id, String::from_utf8_lossy(&inspect.stderr));
        assert!(String::from_utf8_lossy(&inspect.stdout).contains(&article.id), "{}", article.id);
    }
}

#[test]
fn an_item_without_a_dateline_has_the_place_that_its_record_names() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("item.json");
    let dateline = |item: &str| {
        fs::write(&path, item).expect("a file");
        let normalized = normalize(read(&path).articles, &NormalizeOptions::default(), &Silent);
        normalized.articles[0].dateline.clone()
    };
    let item = |body: &str| {
        format!(
            r#"{{"uri": "urn:x:9", "versioncreated": "2024-11-14T10:00:00Z", "pubstatus": "usable", "located": "Varnholm", "body_text": "{body}"}}"#
        )
    };
    assert_eq!(dateline(&item("The ferry Alma sank at dawn, the harbour master said.")).as_deref(), Some("Varnholm"));
    let own = dateline(&item("ORLOW, Nov. 14 (Reuters) - The ferry Alma sank at dawn, the harbour master said."));
    assert_eq!(own.as_deref(), Some("ORLOW, Nov. 14"));
    let newsml = r#"<newsItem guid="a" version="1"><itemMeta><versionCreated>2024-11-14T10:00:00Z</versionCreated></itemMeta>
        <contentMeta><located qcode="city:7"><name>Varnholm</name></located></contentMeta>
        <contentSet><inlineData>The ferry Alma sank at dawn, the harbour master said.</inlineData></contentSet></newsItem>"#;
    assert_eq!(dateline(newsml).as_deref(), Some("Varnholm"));
}

#[test]
fn a_forced_format_reads_what_would_not_be_recognised() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.dat");
    let with = |format, bytes: &str| {
        fs::write(&path, bytes).expect("a file");
        read_with(&path, &IngestOptions { format, ..IngestOptions::default() })
            .articles
            .into_iter()
            .map(|a| a.text)
            .collect::<Vec<_>>()
    };
    let page = "Header text <p>The ferry Alma sank at dawn, the harbour master said on Monday.</p>";
    assert_eq!(with(Format::Text, page), [page]);
    assert!(with(Format::Html, page)[0].contains("The ferry Alma sank at dawn") && !with(Format::Html, page)[0].contains('<'));
    assert_eq!(with(Format::Factiva, "No delivery at all."), [""; 0]);
    assert_eq!(
        with(Format::Nitf, "<doc><nitf><body><body.content><p>One.</p><p>Two.</p></body.content></body></nitf></doc>"),
        ["One.\n\nTwo."]
    );
}

#[test]
fn a_file_that_is_cut_off_is_told_or_gives_whole_articles() {
    let folder = tempfile::tempdir().expect("a folder");
    for path in files("same").into_iter().chain(files("kinds")) {
        let bytes = fs::read(&path).expect("the fixture");
        let whole = read(&path);
        for part in [bytes.len() / 3, bytes.len() * 2 / 3, bytes.len() - 20.min(bytes.len())] {
            let cut = folder.path().join(name(&path));
            fs::write(&cut, &bytes[..part]).expect("a file");
            let ingested = read(&cut);
            // Where these end nobody can tell; a file of lines may be cut between two of them.
            let is_plain = ["txt", "html", "csv"].iter().any(|ending| name(&path).ends_with(ending));
            assert!(is_plain || !ingested.problems.is_empty(), "{path:?} cut at {part} of {}", bytes.len());
            assert!(ingested.articles.len() <= whole.articles.len() + whole.superseded as usize, "{path:?} cut at {part}");
            assert!(!ingested.articles.is_empty() || !ingested.problems.is_empty(), "{path:?} cut at {part}");
        }
    }
}

fn zipped(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in members {
        archive.start_file(*name, SimpleFileOptions::default()).expect("memory does not fail");
        archive.write_all(bytes).expect("memory does not fail");
    }
    archive.finish().expect("memory does not fail").into_inner()
}

#[test]
fn bombs_and_broken_frames_cost_themselves_only() {
    let folder = tempfile::tempdir().expect("a folder");
    let zeros = vec![b'a'; 40 << 20];
    let bomb = zipped(&[("bomb.txt", &zeros), ("good.txt", b"The ferry sank at dawn, she said.")]);
    let nested = (0..6).fold(zipped(&[("a.txt", b"deep")]), |inner, _| zipped(&[("inner.zip", &inner)]));
    let long = "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999999\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 200 OK\r\n\r\nx";
    let endless = format!("WARC/1.0\r\nX: {}", "y".repeat(200_000));
    let deep_page = format!("<html><body>{}", "<div>".repeat(100_000));
    let deep_feed =
        format!("<rss><channel><item><description>{}</description></item></channel></rss>", "&lt;div&gt;".repeat(100_000));
    let deep_item = format!(
        "{{\"uri\": \"a\", \"versioncreated\": \"x\", \"pubstatus\": \"usable\", \"associations\": {}{}}}",
        "{\"a\":".repeat(100),
        "1".to_string() + &"}".repeat(100)
    );
    let entities: String = (1..20).map(|n| format!("<!ENTITY e{n} \"{}\">", format!("&e{};", n - 1).repeat(10))).collect();
    let laughs = format!("<!DOCTYPE rss [<!ENTITY e0 \"ha\">{entities}]><rss><channel><title>&e19;</title></channel></rss>");
    let files: [(&str, &[u8], &str); 10] = [
        ("laughs.xml", laughs.as_bytes(), "malformed"),
        ("bomb.zip", &bomb, "limit"),
        ("nested.zip", &nested, "limit"),
        ("long.warc", long.as_bytes(), "malformed"),
        ("endless.warc", endless.as_bytes(), "malformed"),
        ("deep.html", deep_page.as_bytes(), "limit"),
        ("deep.xml", deep_feed.as_bytes(), "limit"),
        ("deep.json", deep_item.as_bytes(), "empty"),
        ("empty.zip", &zipped(&[]), "empty"),
        ("cut.zip", &bomb[..bomb.len() - 30], "malformed"),
    ];
    for (name, bytes, expected) in files {
        let path = folder.path().join(name);
        fs::write(&path, bytes).expect("a file");
        let ingested = read(&path);
        let kinds: Vec<&str> = ingested.problems.iter().map(|problem| problem.kind.as_str()).collect();
        assert_eq!(kinds, [expected], "{name}: {:?}", ingested.problems);
        assert_eq!(ingested.articles.len(), usize::from(name == "bomb.zip"), "{name}");
    }
    let options = IngestOptions { max_members: 1, ..IngestOptions::default() };
    let few = read_with(&fixtures().join("kinds/mixed.zip"), &options);
    assert!(few.problems.iter().any(|problem| problem.message.contains("max_members")), "{:?}", few.problems);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_files_give_an_article_or_a_problem(
        which in 0usize..1000, places in proptest::collection::vec((0usize..1_000_000, any::<u8>()), 1..12), keep in 1usize..1_000_000,
    ) {
        let all: Vec<PathBuf> = files("same").into_iter().chain(files("kinds")).collect();
        let path = &all[which % all.len()];
        let mut bytes = fs::read(path).expect("the fixture");
        for (place, byte) in places {
            let at = place % bytes.len();
            bytes[at] = byte;
        }
        bytes.truncate(1 + keep.min(bytes.len() * 2) % bytes.len());
        let folder = tempfile::tempdir().expect("a folder");
        let damaged = folder.path().join(name(path));
        fs::write(&damaged, &bytes).expect("a file");
        let ingested = read(&damaged);
        prop_assert!(!ingested.articles.is_empty() || !ingested.problems.is_empty(), "{:?}", path);
        prop_assert!(ingested.articles.iter().all(|article| !article.text.trim().is_empty()));
    }
}
