//! `crosswire report`, and the report of a run.

use crate::support::Place;

#[test]
fn a_run_writes_it_unless_it_is_not_wanted() {
    let place = Place::new().with_articles();
    assert_eq!(place.run("run in --out out --quiet").status, 0);
    let page = place.read("out/report.html");
    assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"));
    assert!(place.read("out/run.json").contains("\"report.html\""));
    assert_eq!(place.run("run in --out out --quiet --no-report").status, 0);
    assert!(!place.names("out").contains(&"report.html".to_owned()));
    assert!(!place.read("out/run.json").contains("\"report.html\""));
}

#[test]
fn it_can_be_made_again_and_the_folder_is_still_a_run() {
    let place = Place::new().with_articles();
    assert_eq!(place.run("run in --out out --quiet").status, 0);
    let fresh = place.read("out/report.html");
    assert_eq!(place.run("run in --out out --quiet --no-report").status, 0);
    let ran = place.run("report out");
    assert_eq!((ran.status, ran.stdout.as_str(), ran.stderr.as_str()), (0, "out/report.html\n", ""));
    assert_eq!(place.read("out/report.html"), fresh);
    assert_eq!(place.run("report out --file elsewhere.html").stdout, "elsewhere.html\n");
    assert_eq!(place.read("elsewhere.html"), fresh);
    // Else the next run would refuse to replace a folder with a file that is not of the run.
    let again = place.run("run in --out out --quiet");
    assert_eq!((again.status, again.stderr.as_str()), (0, ""));
    assert!(place.names("out").iter().all(|name| !name.starts_with('.')));
}

#[test]
fn charts_go_to_a_folder_of_their_own() {
    let place = Place::new().with_articles();
    assert_eq!(place.run("run in --out out --figures charts --quiet").status, 0);
    let names = place.names("charts");
    assert!(
        names.iter().any(|name| name.ends_with("-timeline.svg")) && names.iter().any(|name| name.ends_with("-coverage.svg"))
    );
    let ran = place.run("report out --figures more");
    assert_eq!((ran.status, ran.stdout.lines().last()), (0, Some("2 charts in more")));
    assert_eq!(place.names("more"), names);
    for command in ["run in --out out --figures out/charts --quiet", "report out --figures out"] {
        let refused = place.run(command);
        assert_eq!(refused.status, 1, "{command}");
        assert!(refused.stderr.contains("name a folder outside of it with --figures"), "{}", refused.stderr);
    }
    assert!(!place.names("out").contains(&"charts".to_owned()));
}

#[test]
fn what_is_no_run_is_told_with_advice() {
    let place = Place::new().with_articles();
    let ran = place.run("report in");
    assert_eq!(ran.status, 1);
    assert!(ran.stderr.contains("holds no run.json") && ran.stderr.contains("crosswire run INPUT --out DIR"), "{}", ran.stderr);
}
