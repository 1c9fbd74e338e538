//! `crosswire pairs`: claims that are already cut.

use crate::support::Place;

const CLAIMS: &str = r#"{"id": "a", "source": "Courier", "speaker": "Ida Brandt", "text": "“We will reopen the harbour at Veldt on Friday.”"}
{"id": "b", "source": "Mail", "text": "Fog closed the port of Osk on Sunday, and ferries waited outside."}

{"id": "c", "source": "Mail", "speaker": "Ida Brandt", "text": "Brandt: we'll reopen the harbour at Veldt on Friday"}
{"id": "d", "source": "=Post", "text": "We will reopen the harbour, at Veldt, on Friday!"}
"#;

#[test]
fn near_verbatim_claims_are_linked() {
    let place = Place::new();
    place.file("claims.jsonl", CLAIMS);
    let ran = place.run("pairs claims.jsonl --out pairs.csv");
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    assert!(ran.stdout.contains("claims      4 in 3 wordings"), "{}", ran.stdout);
    assert_eq!(place.names("."), ["claims.jsonl", "pairs.csv"]);
    insta::assert_snapshot!(place.read("pairs.csv").replace('\r', ""), @r#"
    claim_id_l,claim_id_r,outlet_l,outlet_r,match_key,match_probability,likeness,jaccard,words_shared,words_l,words_r,weight_shared,weight_l,weight_r,same_outlet,same_speaker
    a,c,Courier,Mail,near,,0.4224,0.6364,7,9,9,4.1,6.8,6.8,false,true
    a,d,Courier,'=Post,near,,1.0000,1.0000,9,9,9,6.8,6.8,6.8,false,
    c,d,Mail,'=Post,near,,0.4224,0.6364,7,9,9,4.1,6.8,6.8,false,
    "#);
}

#[test]
fn a_table_gives_the_same_and_bad_records_are_told_with_their_place() {
    let place = Place::new();
    place.file("claims.jsonl", &format!("{CLAIMS}{{\"id\": 5}}\nnothing\n{{\"id\": \"a\", \"text\": \"Rain.\"}}\n"));
    place.file(
        "claims.csv",
        "Id;Outlet;Said by;Words\na;Courier;Ida Brandt;“We will reopen the harbour at Veldt on Friday.”\n\
         b;Mail;;Fog closed the port of Osk on Sunday, and ferries waited outside.\n\
         c;Mail;Ida Brandt;\"Brandt: we'll reopen the harbour\nat Veldt on Friday\"\nx;y\n\
         d;=Post;;We will reopen the harbour, at Veldt, on Friday!\n",
    );
    let lines = place.run("pairs claims.jsonl --out lines.csv --quiet");
    assert_eq!((lines.status, lines.stdout.as_str()), (3, ""));
    for told in ["jsonl:6: the text is empty", "jsonl:7: not a JSON object", "jsonl:8: the id \"a\" is taken"] {
        assert!(lines.stderr.contains(told), "{told}: {}", lines.stderr);
    }
    let table = place.run("pairs claims.csv --out table.csv --field text=words");
    assert_eq!(table.status, 3);
    assert!(table.stderr.contains("csv:6: a row of 2 cells"), "{}", table.stderr);
    assert_eq!(place.read("lines.csv").lines().count(), 4);
    assert_eq!(
        place.read("table.csv").lines().map(|l| l[..4].to_owned()).collect::<Vec<_>>(),
        ["clai", "a,c,", "a,d,", "c,d,"]
    );
}

#[test]
fn threads_and_the_order_of_inputs_change_nothing() {
    let place = Place::new();
    let (first, second) = CLAIMS.split_at(CLAIMS.find("\n\n").unwrap() + 1);
    place.file("1.jsonl", first);
    place.file("2.jsonl", second);
    let mut outputs =
        ["1.jsonl 2.jsonl --threads 1", "2.jsonl 1.jsonl --threads 3", "2.jsonl ./1.jsonl --threads 2"].map(|words| {
            assert_eq!(place.run(&format!("pairs {words} --out out.csv")).status, 0);
            place.read("out.csv")
        });
    assert_eq!(outputs[0].lines().count(), 4);
    outputs.sort();
    assert_eq!(outputs[0], outputs[2]);
}

#[test]
fn an_output_that_cannot_be_written_is_told_before_the_work() {
    let place = Place::new();
    place.file("claims.jsonl", CLAIMS);
    let ran = place.run("pairs claims.jsonl --out none/pairs.csv");
    assert_eq!(ran.status, 1);
    assert!(ran.stderr.contains("none"), "{}", ran.stderr);
}

#[test]
fn claims_become_statements_with_the_files_of_any_run() {
    let place = Place::new();
    place.file(
        "claims.jsonl",
        r#"{"id": "a", "source": "Courier", "speaker": "Ida Brandt", "date": "2026-05-04", "text": "“We will reopen the harbour at Veldt on Friday with 12 ships.”"}
{"id": "b", "source": "Mail", "date": "never", "text": "Fog closed the port of Osk on Sunday, and ferries waited outside.", "event": "fog"}
{"id": "c", "source": "Mail", "speaker": "Ida Brandt", "date": "2026-05-03", "text": "We will reopen the harbour at Veldt on Friday with 20 ships"}
{"id": "d", "source": "Post", "text": "The port of Osk was closed by fog on Sunday; ferries had to wait.", "event": "fog"}
{"id": "e", "text": "Milk prices rose in Varn."}
"#,
    );
    let ran = place.run("run --claims claims.jsonl --out out");
    assert_eq!(ran.status, 3);
    assert!(ran.stderr.contains("claims.jsonl:2: the date \"never\" cannot be read"), "{}", ran.stderr);
    let rows = |name: &str, columns: &[&str]| {
        let text = place.read(&format!("out/{name}"));
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let header = reader.headers().unwrap().clone();
        let at: Vec<usize> = columns.iter().map(|name| header.iter().position(|h| h == *name).unwrap()).collect();
        let rows = reader.records().map(|row| {
            let row = row.unwrap();
            at.iter().map(|at| row[*at].to_owned()).collect::<Vec<_>>().join("|")
        });
        rows.collect::<Vec<_>>().join("\n")
    };
    insta::assert_snapshot!(rows("claims.csv", &["article_id", "outlet", "published", "kind", "speaker", "text"]));
    insta::assert_snapshot!(rows("pairs.csv", &["outlet_l", "outlet_r", "match_key", "match_probability"]));
    insta::assert_snapshot!(rows(
        "statements.csv",
        &["kind", "speaker", "accounts", "outlets", "first_outlet", "flags", "text"]
    ));
    let listed = place.run("statements out");
    assert_eq!((listed.status, listed.stderr.as_str()), (0, ""));
}

#[test]
fn packed_files_are_read_and_broken_characters_told() {
    use std::io::Write;
    let place = Place::new();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(CLAIMS.as_bytes()).unwrap();
    std::fs::write(place.path("claims.jsonl.gz"), packed.finish().unwrap()).unwrap();
    place.file("claims.jsonl", CLAIMS);
    assert_eq!(place.run("pairs claims.jsonl.gz --out packed.csv").status, 0);
    assert_eq!(place.run("pairs claims.jsonl --out plain.csv").status, 0);
    assert_eq!(place.read("packed.csv"), place.read("plain.csv"));

    let broken = CLAIMS.replace("Fog", "F?g").into_bytes().into_iter().map(|byte| if byte == b'?' { 0xE9 } else { byte });
    std::fs::write(place.path("broken.jsonl"), broken.collect::<Vec<u8>>()).unwrap();
    let ran = place.run("pairs broken.jsonl --out broken.csv");
    assert_eq!(ran.status, 3);
    assert!(ran.stderr.contains("broken.jsonl:2: not UTF-8"), "{}", ran.stderr);
    assert_eq!(place.read("broken.csv"), place.read("plain.csv"));

    place.file("array.json", "[{\"text\": \"Fog closed the port.\"}]");
    let ran = place.run("pairs array.json --out array.csv");
    assert!(ran.status == 3 && ran.stderr.contains("claims are read from JSON lines"), "{}", ran.stderr);
}

#[cfg(unix)]
#[test]
fn others_can_read_the_pairs() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    place.file("claims.jsonl", CLAIMS);
    assert_eq!(place.run("pairs claims.jsonl --out pairs.csv --memory 1MB").status, 0);
    let mode = |name: &str| std::fs::metadata(place.path(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode("pairs.csv"), mode("claims.jsonl"));
}

/// The claims of `tests/fixtures/formats/claims` in one of its forms, under a name that does not tell which.
fn as_claims_data(form: &str) -> Place {
    let place = Place::new();
    let fixtures = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/formats/claims");
    std::fs::copy(fixtures.join(format!("claims.{form}")), place.path("claims.data")).unwrap();
    place
}

#[cfg(feature = "columnar")]
#[test]
fn columnar_tables_give_what_json_lines_give_to_the_byte() {
    let outputs = |form: &str| {
        let place = as_claims_data(form);
        let paired = place.run("pairs claims.data --out pairs.csv");
        let ran = place.run("run --claims claims.data --out out --no-report");
        assert_eq!((paired.status, ran.status), (3, 3), "{form}: {}", paired.stderr);
        for told in ["claims.data:5: the text is empty", "claims.data:7: the id \"q1\" is taken"] {
            assert!(paired.stderr.contains(told) && ran.stderr.contains(told), "{form}: {}", paired.stderr);
        }
        let mut files: Vec<_> = place.names("out").into_iter().filter(|name| name != "run.json").collect();
        files.sort();
        let files: Vec<_> = files.iter().map(|name| (name.clone(), place.read(&format!("out/{name}")))).collect();
        (place.read("pairs.csv"), files)
    };
    let lines = outputs("jsonl");
    assert!(lines.0.lines().count() > 3 && lines.1.len() > 8, "{lines:#?}");
    for form in ["parquet", "arrow", "arrows"] {
        assert!(outputs(form) == lines, "{form}");
    }
}

#[cfg(feature = "columnar")]
#[test]
fn a_columnar_table_is_read_packed_and_told_where_it_breaks() {
    use std::io::Write;
    let place = as_claims_data("parquet");
    let bytes = std::fs::read(place.path("claims.data")).unwrap();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(&bytes).unwrap();
    std::fs::write(place.path("packed.data"), packed.finish().unwrap()).unwrap();
    assert_eq!(place.run("pairs claims.data --out plain.csv").status, 3);
    assert_eq!(place.run("pairs packed.data --out packed.csv").status, 3);
    assert_eq!(place.read("packed.csv"), place.read("plain.csv"));

    let ran = place.run("pairs claims.data --out out.csv --field text=words");
    assert!(
        ran.status == 3 && ran.stderr.contains("no column that holds the text") && ran.stderr.contains("quotation"),
        "{}",
        ran.stderr
    );
    for cut in [4, 100, bytes.len() / 2, bytes.len() - 1] {
        std::fs::write(place.path("cut.data"), &bytes[..cut]).unwrap();
        let ran = place.run("pairs cut.data --out cut.csv");
        assert!(
            ran.status == 3 && ran.stderr.contains("cut.data: a columnar table that cannot be read"),
            "{cut}: {}",
            ran.stderr
        );
    }
}

#[cfg(not(feature = "columnar"))]
#[test]
fn a_build_without_columnar_tables_says_which_feature_reads_them() {
    for form in ["parquet", "arrow", "arrows"] {
        let place = as_claims_data(form);
        for command in ["pairs claims.data --out pairs.csv", "run --claims claims.data --out out --no-report"] {
            let ran = place.run(command);
            let told =
                "claims.data: a Parquet or Arrow file, which this build does not read: build it with the feature `columnar`";
            assert!(ran.status == 3 && ran.stderr.contains(told), "{form}: {}", ran.stderr);
        }
    }
}
