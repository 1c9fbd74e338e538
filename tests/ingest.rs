//! Reading inputs end to end: what goes in, what comes out, in any order.

use crosswire::error::{Error, Problem, ProblemKind};
use crosswire::ingest::{FieldMap, Format, IngestOptions, Ingested, ingest};
use crosswire::observe::{Observer, Silent, Stage};
use encoding_rs::{Encoding, GB18030, GBK, WINDOWS_1251, WINDOWS_1252};
use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use tempfile::TempDir;

const DISPATCH: &str = "The ferry Alma sank off Port Linden at dawn, harbour master Ines Calder said on Monday.\n";

/// A folder with files.
struct Corpus(TempDir);

impl Corpus {
    fn new(files: &[(&str, &[u8])]) -> Corpus {
        let corpus = Corpus(tempfile::tempdir().expect("a temporary folder"));
        for (name, bytes) in files {
            let path = corpus.path(name);
            fs::create_dir_all(path.parent().expect("is in the folder")).expect("a folder");
            fs::write(path, bytes).expect("a file");
        }
        corpus
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn read(&self) -> Ingested {
        read(&[self.0.path().to_path_buf()], &IngestOptions::default())
    }
}

fn read(inputs: &[PathBuf], options: &IngestOptions) -> Ingested {
    ingest(inputs, options, &Silent).expect("the inputs hold something")
}

fn refused(inputs: &[PathBuf], options: &IngestOptions) -> String {
    match ingest(inputs, options, &Silent) {
        Err(Error::Usage(message)) => message,
        other => panic!("should be refused: {other:?}"),
    }
}

fn ids(ingested: &Ingested) -> Vec<&str> {
    ingested.articles.iter().map(|article| article.id.as_str()).collect()
}

/// Problems as `file:line kind`, with the path inside the corpus.
fn problems(ingested: &Ingested, corpus: &Corpus) -> Vec<String> {
    let inside = |path: &str| Path::new(path).strip_prefix(corpus.0.path()).map_or(path.into(), |p| p.display().to_string());
    let line = |line: Option<u64>| line.map(|line| format!(":{line}")).unwrap_or_default();
    let shown = |p: &Problem| format!("{}{} {}", inside(&p.path), line(p.line), p.kind.as_str());
    ingested.problems.iter().map(shown).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("memory does not fail")
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::stream::encode_all(bytes, 3).expect("memory does not fail")
}

fn encoded(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    encoding.encode(text).0.into_owned()
}

#[test]
fn every_format_gives_articles_with_their_fields() {
    let record = r#"{"guid": "j1", "publisher": {"name": "The Linden Post"}, "headline": "Ferry sinks", "published_at": 1700000000,
        "link": "https://post.example/1", "body": "A ferry sank.", "lang": "en", "event_id": 4, "views": 12}"#;
    let table =
        "ID;Media Name;Title;Publish Date;URL;Full Text\nc1;Courier;Ferry;2024-05-01;https://c.example/1;A ferry; lost\n";
    let table = table.replace("A ferry; lost", "\"A ferry; lost\"");
    let corpus = Corpus::new(&[
        ("a.txt", DISPATCH.as_bytes()),
        ("deep/er/b.md", b"# Ferry\n\nIt sank."),
        ("c.csv", table.as_bytes()),
        ("j.jsonl", record.replace('\n', " ").as_bytes()),
        ("LICENSE", b"Any name will do."),
    ]);
    let ingested = corpus.read();
    assert_eq!(problems(&ingested, &corpus), [""; 0]);
    assert_eq!(ids(&ingested), ["LICENSE", "a.txt", "c1", "deep/er/b.md", "j1"]);
    assert_eq!((ingested.files, ingested.rejected), (5, 0));

    let [_, plain, row, _, member] = ingested.articles.as_slice() else { panic!("five articles") };
    assert_eq!((plain.text.as_str(), plain.line, plain.encoding.as_str()), (DISPATCH, None, "UTF-8"));
    assert_eq!(plain.path, corpus.path("a.txt").display().to_string());
    assert_eq!((row.text.as_str(), row.line), ("A ferry; lost", Some(2)));
    assert_eq!(row.fields.source.as_deref(), Some("Courier"));
    assert_eq!(row.fields.date.as_deref(), Some("2024-05-01"));
    assert_eq!(member.fields.source.as_deref(), Some("The Linden Post"));
    assert_eq!(member.fields.title.as_deref(), Some("Ferry sinks"));
    assert_eq!(member.fields.date.as_deref(), Some("1700000000"));
    assert_eq!(member.fields.url.as_deref(), Some("https://post.example/1"));
    assert_eq!(member.fields.language.as_deref(), Some("en"));
    assert_eq!(member.fields.event.as_deref(), Some("4"));
}

#[test]
fn packed_files_are_read_whatever_they_are_called() {
    let lines = b"{\"id\": \"p1\", \"text\": \"One\"}\n{\"id\": \"p2\", \"text\": \"Two\"}\n";
    let corpus = Corpus::new(&[
        ("a.txt.gz", &gzip(DISPATCH.as_bytes())),
        ("b.txt", &zstd(DISPATCH.as_bytes())),
        ("c.jsonl.zst", &zstd(lines)),
        ("d.csv.gz", &gzip(b"id,text\nd1,Ferry\n")),
    ]);
    let ingested = corpus.read();
    assert_eq!(problems(&ingested, &corpus), [""; 0]);
    assert_eq!(ids(&ingested), ["a.txt.gz", "b.txt", "d1", "p1", "p2"]);
    assert!(ingested.articles[..2].iter().all(|article| article.text == DISPATCH));
}

#[test]
fn a_packed_file_that_breaks_off_gives_its_whole_records() {
    let line = |n: u64| format!("{{\"id\": \"r{n:05}\", \"text\": \"{:x}\"}}\n", n.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let lines: String = (0..5000).map(line).collect();
    let row = |n: u64| format!("t{n:06},\"{:x}\n.\"\n", n.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let table: String = "id,text\n".to_string() + &(0..30_000).map(row).collect::<String>();
    let half = |bytes: Vec<u8>| bytes[..bytes.len() / 2].to_vec();
    let corpus = Corpus::new(&[
        ("lines.jsonl.gz", &half(gzip(lines.as_bytes()))),
        ("table.csv.zst", &half(zstd(table.as_bytes()))),
        ("text.txt.gz", &half(gzip(DISPATCH.as_bytes()))),
    ]);
    let ingested = corpus.read();
    assert_eq!(problems(&ingested, &corpus), ["lines.jsonl.gz malformed", "table.csv.zst malformed", "text.txt.gz malformed"]);
    assert!(ingested.problems[0].message.contains("whole records before the break were read"));
    assert_eq!(ingested.rejected, 1);
    let records = ingested.articles.iter().filter(|article| article.id.starts_with('r')).count();
    let rows: Vec<_> = ingested.articles.iter().filter(|article| article.id.starts_with('t')).collect();
    assert!(records > 1000 && rows.len() > 1000 && ids(&ingested).len() == records + rows.len());
    assert!(rows.iter().all(|row| row.text.ends_with("\n.")));
}

#[test]
fn limits_refuse_what_is_too_large_before_and_after_unpacking() {
    let long = DISPATCH.repeat(100);
    let corpus =
        Corpus::new(&[("a.txt", DISPATCH.as_bytes()), ("b.txt", long.as_bytes()), ("c.txt.gz", &gzip(long.as_bytes()))]);
    let options = IngestOptions { max_file_bytes: 1000, max_unpacked_bytes: 1000, ..IngestOptions::default() };
    let ingested = read(&[corpus.0.path().to_path_buf()], &options);
    assert_eq!(ids(&ingested), ["a.txt"]);
    assert_eq!(problems(&ingested, &corpus), ["b.txt limit", "c.txt.gz limit"]);
}

#[test]
fn encodings_are_found_in_texts_lines_and_tables() {
    let russian = "Паром «Альма» затонул у Липовой Гавани на рассвете, сообщила начальник порта Инесса Кальдер.\n";
    let chinese = "“阿尔玛”号渡轮星期一黎明在林登港外沉没，港务长卡尔德说。“搜救工作仍在继续。”\n";
    let french = "Le ferry a coulé à l’aube, a déclaré Inès Calder. « Les recherches continuent », a-t-elle ajouté.\n";
    let utf_16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let table = format!("id,text\nt1,\"{}\"\n", russian.trim());
    let line = format!("{{\"id\": \"l1\", \"text\": \"{}\"}}\n", chinese.trim());
    let corpus = Corpus::new(&[
        ("bom.txt", &[b"\xef\xbb\xbf", russian.as_bytes()].concat()),
        ("fr1252.txt", &encoded(french, WINDOWS_1252)),
        ("ru1251.txt", &encoded(russian, WINDOWS_1251)),
        ("ru16.txt", &[vec![0xff, 0xfe], utf_16(russian)].concat()),
        ("ru16bare.txt", &utf_16(russian)),
        ("table.csv", &encoded(&table, WINDOWS_1251)),
        ("lines.jsonl", &encoded(&line, GBK)),
        ("zh18030.txt", &encoded(&format!("{chinese}镕𠮷"), GB18030)),
        ("zhgbk.txt", &encoded(chinese, GBK)),
    ]);
    let ingested = corpus.read();
    assert_eq!(problems(&ingested, &corpus), [""; 0]);
    let found: Vec<_> = ingested.articles.iter().map(|a| (a.id.as_str(), a.encoding.as_str(), a.text.as_str())).collect();
    let zh18030 = format!("{chinese}镕𠮷");
    let expected = [
        ("bom.txt", "UTF-8", russian),
        ("fr1252.txt", "windows-1252", french),
        ("l1", "GBK", chinese.trim()),
        ("ru1251.txt", "windows-1251", russian),
        ("ru16.txt", "UTF-16LE", russian),
        ("ru16bare.txt", "UTF-16LE", russian),
        ("t1", "windows-1251", russian.trim()),
        ("zh18030.txt", "GBK", zh18030.as_str()),
        ("zhgbk.txt", "GBK", chinese),
    ];
    assert_eq!(found, expected);

    let options = IngestOptions { encoding: Some("windows-1251".into()), ..IngestOptions::default() };
    let forced = read(&[corpus.path("fr1252.txt"), corpus.path("bom.txt")], &options);
    let names: Vec<&str> = forced.articles.iter().map(|article| article.encoding.as_str()).collect();
    assert_eq!(names, ["UTF-8", "windows-1251"]);
}

#[test]
fn broken_utf_8_is_read_and_told_with_its_place() {
    let corpus = Corpus::new(&[("a.txt", &[DISPATCH.as_bytes(), "“It sank”, ".as_bytes(), b"\xff she said\n"].concat())]);
    let ingested = corpus.read();
    assert_eq!(ingested.articles[0].text, format!("{DISPATCH}“It sank”, \u{fffd} she said\n"));
    assert_eq!(problems(&ingested, &corpus), ["a.txt:2 encoding"]);
    let place = format!("first at byte {}", DISPATCH.len() + "“It sank”, ".len());
    assert!(ingested.problems[0].message.contains(&place), "{}", ingested.problems[0].message);
    assert_eq!(ingested.rejected, 0);
}

#[test]
fn what_cannot_be_read_is_a_problem_and_the_rest_is_read() {
    let corpus = Corpus::new(&[
        ("a.txt", DISPATCH.as_bytes()),
        ("binary.dat", b"\x01\x02\x00\x00\x03 rest \x00"),
        ("blank.txt", b" \r\n\t\n"),
        ("broken.jsonl", b"{\"id\": \"k1\", \"text\": \"Kept\"}\n{\"id\": \"k2\", \"te\n{\"id\": \"k3\"}\n{\"id\": \"k4\", \"text\": \"\"}\n"),
        ("columns.csv", b"alpha,beta\n1,2\n"),
        ("empty.txt", b""),
        ("page.html", b"<!DOCTYPE html><html><nav><p>Menu</p></nav></html>"),
        ("paper.txt", b"%PDF-1.7 ..."),
        ("rows.csv", b"id,text\nm1,Kept\nm2,too,many\nm3,\"open\nm4,Kept\n"),
        ("sheet.xlsx", b"PK\x03\x04....xl/workbook.xml"),
    ]);
    let ingested = corpus.read();
    assert_eq!(ids(&ingested), ["a.txt", "k1", "m1", "m4"]);
    assert_eq!(
        problems(&ingested, &corpus),
        [
            "binary.dat binary",
            "blank.txt empty",
            "broken.jsonl:2 malformed",
            "broken.jsonl:3 field",
            "broken.jsonl:4 empty",
            "columns.csv field",
            "empty.txt empty",
            "page.html empty",
            "paper.txt unsupported",
            "rows.csv:3 malformed",
            "rows.csv:4 malformed",
            "sheet.xlsx malformed",
        ]
    );
    assert_eq!((ingested.files, ingested.rejected), (10, 12));
    assert!(ingested.problems[5].message.contains("Columns here: alpha, beta"), "{}", ingested.problems[5].message);
    assert!(ingested.problems[11].message.contains("ZIP"), "{}", ingested.problems[11].message);
}

#[test]
fn named_columns_must_be_there() {
    let corpus = Corpus::new(&[("a.csv", b"id,label,content\n1,Courier,One\n"), ("b.csv", b"id,brand,story\n2,Post,Two\n")]);
    let fields = FieldMap { source: Some("Label".into()), text: Some("content".into()), ..FieldMap::default() };
    let ingested = read(&[corpus.0.path().to_path_buf()], &IngestOptions { fields, ..IngestOptions::default() });
    assert_eq!(ids(&ingested), ["1"]);
    assert_eq!(ingested.articles[0].fields.source.as_deref(), Some("Courier"));
    assert_eq!(problems(&ingested, &corpus), ["b.csv field", "b.csv field"]);
    let messages: Vec<&str> = ingested.problems.iter().map(|problem| problem.message.as_str()).collect();
    assert!(messages[0].starts_with("no column \"Label\", named for the source"), "{messages:?}");
    assert!(messages[1].starts_with("no column \"content\", named for the text; the file was passed over"), "{messages:?}");
}

#[test]
fn a_forced_format_wins_over_name_and_content() {
    let corpus = Corpus::new(&[("a.txt", b"id,text\n1,One\n"), ("b.html", b"<html>kept as it is</html>")]);
    let with = |format| read(&[corpus.0.path().to_path_buf()], &IngestOptions { format, ..IngestOptions::default() });
    assert_eq!(ids(&with(Format::Text)), ["a.txt", "b.html"]);
    assert_eq!(ids(&with(Format::Csv)), ["1"]);
    let lines = with(Format::Jsonl);
    assert!(lines.articles.is_empty() && lines.problems.iter().all(|problem| problem.kind == ProblemKind::Malformed));
}

#[test]
fn inputs_that_hold_nothing_are_errors_with_advice() {
    let corpus = Corpus::new(&[(".hidden", b"text"), ("full/a.txt", b"text"), ("none/.keep", b""), ("blank/a.txt", b" \n")]);
    let all = IngestOptions::default();
    assert!(refused(&[], &all).contains("there is no input"));
    let missing = refused(&[corpus.path("full"), corpus.path("nowhere"), corpus.path("gone.txt")], &all);
    assert!(missing.contains("gone.txt") && missing.contains("nowhere: no such file or folder"), "{missing}");
    let bare = refused(&[corpus.path("full"), corpus.path("none")], &all);
    assert!(bare.contains("none: no file in this folder can be read (1 hidden"), "{bare}");
    let blank = refused(&[corpus.path("blank")], &all);
    assert!(blank.contains("no text in the one file"), "{blank}");
    let label = IngestOptions { encoding: Some("klingon".into()), ..IngestOptions::default() };
    assert!(refused(&[corpus.path("full")], &label).contains("unknown encoding \"klingon\""));
}

#[test]
fn hidden_and_excluded_files_are_counted() {
    let corpus = Corpus::new(&[
        (".git/config", b"text"),
        (".gitignore", b"a.txt"),
        ("a.txt", DISPATCH.as_bytes()),
        ("out/claims.csv", b"id,text\n1,Not an article\n"),
    ]);
    let options = IngestOptions { exclude: vec![corpus.path("out"), corpus.path("not there")], ..IngestOptions::default() };
    let ingested = read(&[corpus.0.path().to_path_buf()], &options);
    assert_eq!((ids(&ingested), ingested.hidden, ingested.excluded), (vec!["a.txt"], 2, 1));
    let named = read(&[corpus.path(".gitignore")], &options);
    assert_eq!(ids(&named), [".gitignore"]);
}

#[test]
fn ids_are_unique_and_duplicates_told() {
    let corpus = Corpus::new(&[
        ("a.jsonl", b"{\"id\": \"x\", \"text\": \"first\"}\n{\"text\": \"no id\"}\n{\"id\": \"x\", \"text\": \"third\"}\n"),
        ("b.csv", b"id,text\nx,fourth\n"),
    ]);
    let ingested = corpus.read();
    let found: Vec<_> = ingested.articles.iter().map(|a| (a.id.as_str(), a.text.as_str())).collect();
    assert_eq!(found, [("a.jsonl#2", "no id"), ("x", "first"), ("x~2", "third"), ("x~3", "fourth")]);
    assert_eq!(problems(&ingested, &corpus), ["a.jsonl:3 duplicate_id", "b.csv:2 duplicate_id"]);
    assert_eq!(ingested.rejected, 0);
}

#[test]
fn files_of_one_name_in_two_inputs_are_told_apart_by_their_folders() {
    let corpus = Corpus::new(&[("x/a.txt", b"in x"), ("x/b.txt", b"b"), ("y/a.txt", b"in y"), ("z/a.txt", b"in z")]);
    let inputs = [corpus.path("y"), corpus.path("x"), corpus.path("z/a.txt")];
    assert_eq!(ids(&read(&inputs, &IngestOptions::default())), ["b.txt", "x/a.txt", "y/a.txt", "z/a.txt"]);
    assert_eq!(ids(&read(&inputs[..2], &IngestOptions::default())), ["b.txt", "x/a.txt", "y/a.txt"]);
    assert_eq!(ids(&read(&inputs[1..2], &IngestOptions::default())), ["a.txt", "b.txt"]);
}

#[cfg(unix)]
#[test]
fn a_file_is_read_once_however_many_ways_lead_to_it() {
    use std::os::unix::fs::symlink;
    let corpus = Corpus::new(&[("in/sub/b.txt", b"b"), ("in/z.txt", b"z"), ("far/c.txt", b"c")]);
    let link = |target: &str, name: &str| symlink(corpus.path(target), corpus.path(name)).expect("a link");
    link("in/z.txt", "in/a-link.txt");
    link("in", "in/sub/loop");
    link("in/sub", "in/again");
    link("far", "in/over");
    link("in/nothing", "in/broken");
    let inputs = [corpus.path("in"), corpus.path("in/sub"), corpus.path("in/z.txt"), corpus.path("in")];
    let ingested = read(&inputs, &IngestOptions::default());
    assert_eq!(ids(&ingested), ["over/c.txt", "sub/b.txt", "z.txt"]);
    assert_eq!(problems(&ingested, &corpus), ["in/broken unreadable"]);
    assert_eq!((ingested.files, ingested.rejected), (3, 1));
    // The inner folder, the file named too, the folder named twice, a link to a file, two to folders.
    assert_eq!(ingested.repeated, 6);
    assert!(refused(&[corpus.path("in/broken")], &IngestOptions::default()).contains("a symbolic link to nothing"));
}

#[cfg(unix)]
#[test]
fn sockets_and_pipes_are_never_opened() {
    let corpus = Corpus::new(&[("a.txt", DISPATCH.as_bytes())]);
    let _socket = std::os::unix::net::UnixListener::bind(corpus.path("socket")).expect("a socket");
    let pipe = corpus.path("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo runs");
    assert!(made.success());
    let ingested = read(&[corpus.0.path().to_path_buf(), pipe], &IngestOptions::default());
    assert_eq!(ids(&ingested), ["a.txt"]);
    let told: Vec<String> = problems(&ingested, &corpus);
    assert!(told.contains(&"pipe unreadable".into()) && told.contains(&"socket unreadable".into()), "{told:?}");
}

#[derive(Default)]
struct Listener {
    problems: Mutex<Vec<Problem>>,
    steps: Mutex<Vec<String>>,
}

impl Observer for Listener {
    fn begin(&self, stage: Stage, total: Option<u64>) {
        self.steps.lock().expect("no panic").push(format!("begin {} {total:?}", stage.as_str()));
    }
    fn advance(&self, _stage: Stage, steps: u64) {
        self.steps.lock().expect("no panic").push(format!("+{steps}"));
    }
    fn end(&self, _stage: Stage) {
        self.steps.lock().expect("no panic").push("end".into());
    }
    fn problem(&self, problem: &Problem) {
        self.problems.lock().expect("no panic").push(problem.clone());
    }
}

#[test]
fn the_observer_hears_of_each_file_and_each_problem_once() {
    let corpus = Corpus::new(&[("a.txt", DISPATCH.as_bytes()), ("b.txt", b""), ("c.dat", b"\0\0")]);
    let listener = Listener::default();
    let ingested = ingest(&[corpus.0.path().to_path_buf()], &IngestOptions::default(), &listener).expect("one article");
    assert_eq!(*listener.problems.lock().expect("no panic"), ingested.problems);
    assert_eq!(ingested.problems.len(), 2);
    assert_eq!(*listener.steps.lock().expect("no panic"), ["begin ingest Some(3)", "+1", "+1", "+1", "end"]);
}

#[test]
fn the_order_of_inputs_and_the_number_of_threads_change_nothing() {
    let corpus = Corpus::new(&[
        ("x/a.txt", b"one"),
        ("x/l.jsonl", b"{\"id\": \"a.txt\", \"text\": \"record\"}\n{}\n"),
        ("y/a.txt", b"two"),
        ("y/deep/t.csv", b"id,text\na.txt,row\n1\n"),
        ("bad.bin", b"\0\0\0"),
    ]);
    let inputs = ["x", "y", "y/deep", "bad.bin", "x/a.txt"].map(|name| corpus.path(name));
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a pool");
    let first = one.install(|| read(&inputs, &IngestOptions::default()));
    assert_eq!(ids(&first), ["a.txt", "a.txt~2", "x/a.txt", "y/a.txt"]);
    for turn in 1..inputs.len() {
        let mut turned = inputs.clone();
        turned.rotate_left(turn);
        turned.swap(0, 2);
        let again = read(&turned, &IngestOptions::default());
        assert_eq!(format!("{again:?}"), format!("{first:?}"));
    }
}

#[test]
fn hostile_files_are_read_or_refused() {
    let nested = "[".repeat(200_000) + &"]".repeat(200_000);
    let long_line = format!("{{\"id\": \"long\", \"text\": \"{}\"}}\n", "no end ".repeat(300_000));
    let corpus = Corpus::new(&[
        ("commas.csv", ["id,text\n".to_string(), ",".repeat(500_000)].concat().as_bytes()),
        ("deep.json", nested.as_bytes()),
        ("long.jsonl", long_line.as_bytes()),
        ("long.txt", "no end ".repeat(300_000).as_bytes()),
        ("open.jsonl", format!("{{\"text\": {nested}}}\n{{\"id\": \"after\", \"text\": \"Read\"}}\n").as_bytes()),
        ("quotes.csv", ["id,text\n".to_string(), "\"".repeat(500_001)].concat().as_bytes()),
    ]);
    let ingested = corpus.read();
    assert_eq!(ids(&ingested), ["after", "long", "long.txt"]);
    let told = problems(&ingested, &corpus);
    assert_eq!(told, ["commas.csv:2 malformed", "deep.json:1 malformed", "open.jsonl:1 malformed", "quotes.csv:2 malformed"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_give_an_article_or_a_problem(
        bytes in prop_oneof![
            proptest::collection::vec(any::<u8>(), 0..400),
            "[ -~\n\"{},:\\[\\]]{0,200}".prop_map(String::into_bytes),
            "id,text\n([a-z\",\n]{0,12},[a-z\" ,\n]{0,12}\n){0,9}".prop_map(String::into_bytes),
            "(\\{\"text\": ?[\"a-z0-9{}\\[\\]]{0,9}\\}?\n){0,9}".prop_map(String::into_bytes),
        ],
        name in prop_oneof![Just("a.txt"), Just("a.jsonl"), Just("a.csv"), Just("a.json"), Just("a.tsv"), Just("a.gz")],
    ) {
        let corpus = Corpus::new(&[(name, &bytes)]);
        let listener = Listener::default();
        let told = || listener.problems.lock().expect("no panic").len();
        match ingest(&[corpus.path(name)], &IngestOptions::default(), &listener) {
            Ok(ingested) => {
                prop_assert!(!ingested.articles.is_empty() || !ingested.problems.is_empty());
                prop_assert_eq!(told(), ingested.problems.len());
                prop_assert!(ingested.articles.iter().all(|article| !article.text.trim().is_empty()));
            }
            Err(_) => prop_assert!(told() > 0),
        }
    }
}
