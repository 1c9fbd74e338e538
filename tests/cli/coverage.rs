//! `crosswire coverage`.

use crate::support::Place;

fn shown(place: &Place, words: &str) -> String {
    let ran = place.run(&format!("coverage out {words}"));
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{words}");
    ran.stdout.replace("\r\n", "\n")
}

#[test]
fn statements_stand_against_the_outlets_of_their_event() {
    let place = Place::new().with_run();
    let claims = place.read("out/claims.csv").replace("cc1,s1,", "cc1,,");
    place.file("out/claims.csv", &claims);
    let narrow = shown(&place, "--width 80");
    assert!(narrow.lines().all(|line| console_width(line) <= 80), "{narrow}");
    insta::assert_snapshot!(narrow, @r#"
    Wells for Vell
    ex  3 outlets, 3 articles, 1 statement
      1 Harbour Post: 1 of 1                2 Island Mail (Island Wire): 1 of 1
      3 Évening Wire: 0 of 1

           by  1  2  3
    s1    2/3  Q  Q  ·   ! "Every household will have water by June," Tura Vell sa…

    Fog over Osk
    ey  2 outlets, 2 articles, 1 statement
      1 Gull: 1 of 1          2 Osk Courier: 1 of 1

           by  1  2
    s2    2/2  f  f   Fog closed the port of Osk.

    Q quote   r reported   f fact   h headline   · omitted
    "#);
    insta::assert_snapshot!(shown(&place, "--width 160 --event ex"), @r#"
    Wells for Vell
    ex  3 outlets, 3 articles, 1 statement
      Harbour Post: 1 of 1                Island Mail (Island Wire): 1 of 1   Évening Wire: 0 of 1

           by  Harbour Post  Island Mail  Évening Wire
    s1    2/3       Q             Q            ·        ! "Every household will have water by June," Tura Vell said.

    Q quote   r reported   f fact   h headline   · omitted
    "#);
}

/// Columns of a line; the texts here have no wide characters.
fn console_width(line: &str) -> usize {
    line.chars().count()
}

#[test]
fn files_say_who_carried_it_how() {
    let place = Place::new().with_run();
    insta::assert_snapshot!(shown(&place, "--format csv --event ex"), @r#"
    statement_id,event_id,outlet,article_id,carried,claim_id,agency,origin_id,published,carried_as
    s1,ex,Harbour Post,a.txt,true,ca1,,oa,2025-03-04,quote
    s1,ex,Island Mail,b.txt,true,cb1,Island Wire,ob,2025-03-04,quote
    s1,ex,Évening Wire,c.txt,true,cc1,,oc,2025-03-04,fact
    "#);
    let events: serde_json::Value = serde_json::from_str(&shown(&place, "--format json")).unwrap();
    assert_eq!(events[0]["event_id"], "ex");
    assert_eq!(events[0]["statements"][0]["carried_as"]["Harbour Post"], "quote");
    assert_eq!(events[0]["statements"][0]["carried_as"]["Évening Wire"], "fact");
    assert_eq!(events[0]["outlets"][0]["carried"], 1);
}

#[test]
fn many_outlets_stand_in_panels() {
    let place = Place::new();
    let articles: Vec<String> = (0..40)
        .map(|at| {
            let text =
                format!("Outlet number {at} has it. \\\"We will reopen the harbour at Veldt on Friday,\\\" Ida Brandt said.");
            format!("{{\"id\": \"a{at}\", \"source\": \"Outlet {at:02}\", \"event\": \"x\", \"text\": \"{text}\"}}")
        })
        .collect();
    place.file("in.jsonl", &articles.join("\n"));
    assert_eq!(place.run("run in.jsonl --out out --quiet").status, 0);
    let table = shown(&place, "--width 80");
    assert!(table.lines().all(|line| console_width(line) <= 80), "{table}");
    let panels: Vec<&str> = table.lines().filter(|line| line.contains(" by ")).collect();
    assert!(panels.len() > 2, "{table}");
    for number in 1..=40 {
        let stands = |line: &&&str| line.split_whitespace().any(|word| word == number.to_string());
        assert_eq!(panels.iter().filter(stands).count(), 1, "{number}\n{table}");
    }
}

#[test]
fn a_run_without_statements_says_so() {
    let place = Place::new().with_run();
    let claims = place.read("out/claims.csv").replace(",s1,", ",,").replace(",s2,", ",,");
    place.file("out/claims.csv", &claims).file("out/statements.csv", "statement_id,claim_id,flags\n");
    assert_eq!(shown(&place, ""), "This run has no statements: no two articles report the same.\n");
    let ran = place.run("statements out");
    assert_eq!(ran.stdout, "\nThis run has no statements: no two articles report the same.\n");
    let ran = place.run("coverage out --event e1");
    assert_eq!(ran.status, 1);
    insta::assert_snapshot!(ran.stderr, @r#"
    error: no event has an id that begins with "e1"
      tip: the ids are in events.csv
    "#);
}
