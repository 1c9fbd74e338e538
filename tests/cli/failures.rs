//! What stops a run, and what is said of it.

use crate::support::Place;

#[test]
fn an_output_inside_an_input_is_refused() {
    let place = Place::new().with_articles();
    let ran = place.run("run in --out in/new/out");
    assert_eq!((ran.status, ran.stdout.as_str()), (1, ""));
    insta::assert_snapshot!(ran.stderr, @r#"
    error: the output in/new/out lies in the input in, so the next run would read it as articles
      tip: name a folder outside of it with --out, or name the inputs one by one
    "#);
    assert_eq!(place.names("in"), ["harbour.txt", "mail.txt"]);
    // By whatever name.
    assert_eq!(place.run("run ./in/../in --out in/out").status, 1);
    assert_eq!(place.run("run in --out in").status, 1);
}

#[test]
fn an_output_that_holds_an_input_is_refused() {
    let place = Place::new().with_articles();
    let ran = place.run("run in/mail.txt --out in");
    assert_eq!(ran.status, 1);
    insta::assert_snapshot!(ran.stderr, @r#"
    error: the output in would replace the input in/mail.txt
      tip: name another folder with --out
    "#);
    assert_eq!(place.names("in"), ["harbour.txt", "mail.txt"]);
}

#[test]
fn a_folder_that_is_no_earlier_run_is_left_alone() {
    let place = Place::new().with_articles();
    place.file("out/thesis.txt", "years of work");
    let ran = place.run("run in --out out");
    assert_eq!(ran.status, 1);
    insta::assert_snapshot!(ran.stderr, @r#"
    error: the output out exists and is not an earlier run of crosswire, so it is left as it is
      tip: name a new or an empty folder with --out, or remove that one yourself
    "#);
    // A run.json of another program does not make it ours.
    place.file("out/run.json", "{\"program\": \"other\", \"files\": [\"thesis.txt\"]}");
    assert_eq!(place.run("run in --out out").status, 1);
    assert_eq!(place.read("out/thesis.txt"), "years of work");
    assert_eq!(place.names("."), ["in", "out"]);
}

#[test]
fn an_earlier_run_with_notes_in_it_is_left_alone() {
    let place = Place::new().with_articles();
    assert_eq!(place.run("run in --out out").status, 0);
    place.file("out/notes.txt", "mine");
    let ran = place.run("run in --out out");
    assert_eq!(ran.status, 1);
    insta::assert_snapshot!(ran.stderr, @r#"
    error: the output out is an earlier run, but holds notes.txt, which is not of that run
      tip: move it elsewhere, or name another folder with --out
    "#);
    assert_eq!(place.read("out/notes.txt"), "mine");
    std::fs::remove_file(place.path("out/notes.txt")).unwrap();
    place.file("out/.DS_Store", "left by a desktop");
    assert_eq!(place.run("run in --out out").status, 0);
}

#[test]
fn an_output_in_the_way_of_a_file_is_refused() {
    let place = Place::new().with_articles();
    place.file("taken", "");
    for out in ["taken", "taken/out"] {
        let ran = place.run(&format!("run in --out {out}"));
        assert_eq!(ran.status, 1);
        assert!(ran.stderr.contains("is or lies in a file") && ran.stderr.contains("tip: "), "{}", ran.stderr);
    }
}

#[test]
fn the_folder_one_stands_in_is_not_replaced() {
    let place = Place::new();
    place.file("c.toml", "");
    let ran = place.run("run elsewhere --out .");
    assert_eq!(ran.status, 1);
    assert!(ran.stderr.contains("is the folder you are in"), "{}", ran.stderr);
}

#[test]
fn a_wrong_configuration_is_told_with_its_line() {
    let place = Place::new().with_articles();
    place.file("c.toml", "threads = 2\n\n[export]\nexel = true\n");
    let ran = place.run("run in --out out --config c.toml");
    assert_eq!(ran.status, 1);
    insta::assert_snapshot!(ran.stderr, @r#"error: c.toml:4: unknown field `exel`, expected `excel`"#);
    let ran = place.run("run in --out out --config none.toml");
    assert_eq!(ran.status, 1);
    assert!(ran.stderr.starts_with("error: none.toml: "), "{}", ran.stderr);
    assert_eq!(place.names("."), ["c.toml", "in"]);
}

#[test]
fn a_command_line_that_is_not_understood_is_usage() {
    let place = Place::new();
    for words in ["run", "run in", "run in --out out --threads x", "eval gold.json", "fly", "run in --out out --exel", ""] {
        assert_eq!(place.run(words).status, 2, "{words}");
    }
}
