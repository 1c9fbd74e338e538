//! `crosswire run`, where all goes well, and what the program says of itself.

use crate::support::Place;

const FILES: [&str; 12] = [
    "articles.csv",
    "articles.jsonl",
    "claims.csv",
    "coverage.csv",
    "events.csv",
    "flags.csv",
    "pairs.csv",
    "problems.csv",
    "readings.csv",
    "report.html",
    "run.json",
    "statements.csv",
];

#[test]
fn the_folder_holds_all_files_and_nothing_is_left_beside_it() {
    let place = Place::new().with_articles();
    let ran = place.run("run in --out deep/er/out");
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    assert_eq!(place.names("deep/er/out"), FILES);
    assert_eq!(place.names("deep/er"), ["out"]);
    assert!(place.read("deep/er/out/claims.csv").starts_with("claim_id,statement_id,event_id,article_id,"));
    assert!(ran.stdout.contains("articles") && ran.stdout.contains("deep/er/out"), "{}", ran.stdout);
}

#[test]
fn quiet_says_nothing() {
    let place = Place::new().with_articles();
    let ran = place.run("run in --out out --quiet");
    assert_eq!((ran.status, ran.stdout.as_str(), ran.stderr.as_str()), (0, "", ""));
}

#[test]
fn the_summary_has_a_row_for_each_stage() {
    let place = Place::new().with_articles();
    let shown = place.run("run in --out out").stdout;
    let table = &shown[shown.find("stage ").unwrap()..];
    let words: Vec<&str> = table.lines().filter_map(|line| line.split_whitespace().next()).collect();
    let stages = ["ingest", "normalize", "chunk", "event", "index", "pair", "score", "cluster", "compare", "export", "report"];
    assert_eq!(words, [&["stage"][..], &stages, &["all", "Next:"]].concat(), "{shown}");
    assert!(table.contains("2 articles") && table.contains("10 files"), "{shown}");
    assert!(!place.run("run in --out out --no-report").stdout.contains("\nreport "));
}

#[test]
fn progress_for_schedulers_is_json_line_by_line() {
    let place = Place::new().with_articles();
    let ran = place.run("run in --out out --quiet --json-progress");
    assert_eq!((ran.status, ran.stdout.as_str()), (0, ""));
    let lines: Vec<serde_json::Value> = ran.stderr.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let of = |event: &str| lines.iter().filter(|line| line["event"] == event).collect::<Vec<_>>();
    let (begun, ended) = (of("begin"), of("end"));
    assert_eq!((begun.len(), ended.len()), (11, 11), "{}", ran.stderr);
    assert_eq!((&begun[2]["stage"], &begun[2]["unit"], &begun[2]["total"]), (&"chunk".into(), &"articles".into(), &2.into()));
    // What is told to be the whole is done at the end.
    for (begin, end) in begun.iter().zip(&ended) {
        assert!(begin["stage"] == end["stage"] && (begin["total"].is_null() || begin["total"] == end["done"]), "{begin} {end}");
    }
    let last = lines.last().unwrap();
    assert_eq!((&last["event"], &last["articles"], &last["problems"]), (&"done".into(), &2.into(), &0.into()));
}

#[test]
fn a_run_that_fails_ends_its_progress() {
    let place = Place::new();
    let ran = place.run("run none --out out --json-progress");
    assert_eq!(ran.status, 1);
    assert!(ran.stderr.lines().any(|line| line.starts_with("{\"event\":\"failed\",")), "{}", ran.stderr);
    assert!(ran.stderr.contains("\nerror: none: "), "{}", ran.stderr);
}

#[test]
fn an_earlier_run_is_replaced_as_a_whole() {
    let place = Place::new().with_articles();
    assert_eq!(place.run("run in --out out").status, 0);
    place.file("out/claims.csv", "old");
    assert_eq!(place.run("run in --out out").status, 0);
    assert!(place.read("out/claims.csv").starts_with("claim_id,"));
    assert_eq!(place.names("."), ["in", "out"]);
}

#[test]
fn an_empty_folder_is_taken() {
    let place = Place::new().with_articles();
    std::fs::create_dir(place.path("out")).unwrap();
    assert_eq!(place.run("run in --out out").status, 0);
    assert_eq!(place.names("out"), FILES);
}

#[test]
fn one_and_two_threads_write_the_same_bytes() {
    let place = Place::new().with_articles();
    assert_eq!(place.run("run in --out one --threads 1").status, 0);
    assert_eq!(place.run("run in --out two --threads 2").status, 0);
    for file in FILES.into_iter().filter(|file| *file != "run.json") {
        assert_eq!(place.read(&format!("one/{file}")), place.read(&format!("two/{file}")), "{file}");
    }
    let before_timing = |run: &str| {
        let text = place.read(run);
        let timing = text.find("\"timing\"").unwrap();
        text[..timing].to_owned()
    };
    assert_eq!(before_timing("one/run.json"), before_timing("two/run.json"));
}

#[test]
fn excel_wants_a_byte_order_mark() {
    let place = Place::new().with_articles();
    assert_eq!(place.run("run in --out plain").status, 0);
    assert_eq!(place.run("run in --out excel --excel").status, 0);
    assert_eq!(place.read("excel/events.csv"), format!("\u{feff}{}", place.read("plain/events.csv")));
    assert_eq!(place.read("excel/articles.jsonl"), place.read("plain/articles.jsonl"));
}

#[test]
fn a_flag_wins_over_the_file_and_the_file_over_the_default() {
    let place = Place::new();
    place.file("c.toml", "threads = 3\n[export]\nexcel = true\n");
    let printed = |words: &str| place.run(words).stdout;
    let of_file = printed("run --config c.toml --print-config");
    assert!(of_file.contains("threads = 3") && of_file.contains("excel = true"), "{of_file}");
    let of_flag = printed("run --config c.toml --threads 1 --print-config");
    assert!(of_flag.contains("threads = 1") && of_flag.contains("excel = true"), "{of_flag}");
    assert!(printed("run --print-config").contains("threads = 0"));
    // What is printed can be used.
    place.file("again.toml", &of_file);
    assert_eq!(printed("run --config again.toml --print-config"), of_file);
}

#[test]
fn options_are_recorded_but_not_the_threads() {
    let place = Place::new().with_articles();
    place.run("run in --out out --excel --threads 2");
    let run: serde_json::Value = serde_json::from_str(&place.read("out/run.json")).unwrap();
    assert_eq!(run["options"]["export"]["excel"], true);
    assert_eq!(run["options"].get("threads"), None);
    assert_eq!(run["timing"]["threads"], 2);
    assert_eq!(run["inputs"], serde_json::json!(["in"]));
}

#[test]
fn the_help_teaches() {
    let place = Place::new();
    let help = place.run("--help");
    assert_eq!((help.status, help.stderr.as_str()), (0, ""));
    insta::assert_snapshot!(help.stdout, @r#"
    Finds where news outlets report the same statement, and how their accounts differ.

    Articles are cleaned, cut into claims (quotes, reported speech, facts), grouped into events and
    compared; the accounts that different outlets give of one statement end up side by side in CSV
    files.

    Usage: crosswire [OPTIONS] <COMMAND>

    Commands:
      run         Take articles all the way to CSV files
      pairs       Link claims that are already cut, and stop there
      statements  List statements, those in conflict first
      diff        Lay the accounts of a statement beside each other, word by word
      coverage    Show who carried which statement, and who left it out
      report      Write the report of a run again
      inspect     Show how one article is read
      eval        Compare a run with a gold set
      explain     Show why two claims are, or are not, one statement
      label       Judge the pairs of which a run is least sure
      help        Print this message or the help of the given subcommand(s)

    Options:
          --color <WHEN>
              Colour: auto (on a terminal, unless NO_COLOR is set), always or never [default: auto]

      -h, --help
              Print help (see a summary with '-h')

      -V, --version
              Print version

    Examples:
      crosswire run articles/ --out result     take a folder of articles to result/*.csv
      crosswire statements result              list what several outlets report, conflicts first
      crosswire diff result STATEMENT          see how they report it, word by word
      crosswire coverage result                see who carried what
      crosswire report result                  write result/report.html again, the page of a run
      crosswire inspect articles/one.txt       see how one article is read
      crosswire eval gold.json result          compare a run with what people found
      crosswire explain result CLAIM CLAIM     see why two claims are one statement or not

    Exit status:
      0  done
      1  a fatal error; no output was written
      2  the command line was not understood
      3  done, but some inputs had problems, see problems.csv

    `crosswire <COMMAND> --help` says more about each command.
    "#);
    assert_eq!(place.run("--version").stdout, format!("crosswire {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn the_help_of_run_groups_its_options() {
    let help = Place::new().run("run --help").stdout;
    for part in [
        "Examples:",
        "Output:",
        "Reading:",
        "Events:",
        "Configuration:",
        "Usage: crosswire run [OPTIONS] --out <DIR> <INPUT>...",
        "--out <DIR>",
        "--print-config",
        "Exit status:",
    ] {
        assert!(help.contains(part), "{part}: {help}");
    }
    assert!(help.lines().all(|line| line.chars().count() <= 100), "{help}");
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin("crosswire"));
    command.args(["run", "--print-config"]).stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}
