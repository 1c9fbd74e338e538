//! `crosswire statements`.

use crate::support::Place;

/// What is printed for these words after `statements out`.
fn shown(place: &Place, words: &str) -> String {
    let ran = place.run(&format!("statements out {words}"));
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{words}");
    ran.stdout.replace("\r\n", "\n")
}

/// The ids of the statements found, in order.
fn found(place: &Place, words: &str) -> Vec<String> {
    let table = shown(place, &format!("{words} --format csv"));
    table.lines().skip(1).map(|line| line.split(',').next().unwrap().to_owned()).collect()
}

#[test]
fn conflicts_come_first_on_a_narrow_and_on_a_wide_screen() {
    let place = Place::new().with_run();
    insta::assert_snapshot!(shown(&place, "--width 80"), @r#"
    statement  outlets  origins  kind      speaker
    s1               3        3  quote     Tura Vell
      first: Harbour Post or Island Mail or Évening Wire 2025-03-04
      ! attribution, cue
      "Every household will have water by June," Tura Vell said.
    s2               2        2  fact      –
      first: Osk Courier or Gull 2025-03-04
      Fog closed the port of Osk.

    2 of 2 statements. `crosswire diff out ID` lays the accounts of one beside each other.
    "#);
    insta::assert_snapshot!(shown(&place, "--width 160 --limit 1"), @r#"
    statement  outlets  origins  kind      speaker         first
    s1               3        3  quote     Tura Vell       Harbour Post or Island Mail or Évening Wire 2025-03-04
      ! attribution, cue
      "Every household will have water by June," Tura Vell said.

    1 of 2 shown; --limit 0 shows all. `crosswire diff out ID` lays the accounts of one beside each other.
    "#);
}

#[test]
fn filters_choose() {
    let place = Place::new().with_run();
    let both = ["s1", "s2"].map(str::to_owned);
    assert_eq!(found(&place, ""), both);
    let (first, second, none): (&[String], &[String], &[String]) = (&both[..1], &both[1..], &[]);
    for (words, expected) in [
        ("--event ey", second),
        ("--speaker vell", first),
        ("--speaker Turra", first),
        ("--speaker Brandt", none),
        ("--flag cue", first),
        ("--flag any", first),
        ("--flag cue --flag numbers", none),
        ("--kind quote", first),
        ("--kind fact --kind headline", second),
        ("--outlets 3", first),
        ("--origins 4", none),
        ("--carried-by gull", second),
        ("--carried-by island --carried-by evening", first),
        ("--not-by harbour", none),
        ("--words households", first),
        ("--words port --words fogs", second),
        ("--limit 1", first),
    ] {
        assert_eq!(found(&place, words), expected, "{words}");
    }
    // An outlet without an article of the event was not able to omit it.
    place.file("out/statements.csv", "statement_id,claim_id,flags\ns1,ca1,\n");
    let claims = place.read("out/claims.csv").replace("cc1,s1,", "cc1,,");
    place.file("out/claims.csv", &claims);
    assert_eq!(found(&place, "--not-by evening-wire"), ["s1"]);
    assert_eq!(found(&place, "--not-by gull"), none);
    assert_eq!(shown(&place, "--not-by gull"), "\nNone of the 1 statement of this run is like that.\n");
}

#[test]
fn rows_are_those_of_the_file_and_a_little_more() {
    let place = Place::new().with_run();
    insta::assert_snapshot!(shown(&place, "--format csv"), @r#"
    statement_id,event_id,kind,speaker,accounts,outlets,origins,first_outlet,first_published,min_score,mean_score,flags,text,claim_id,articles,agencies,last_published,maybe_first,lead_minutes,lead_exact
    s1,ex,quote,Tura Vell,3,3,3,Harbour Post,2025-03-04,0.7000,0.7000,attribution;cue,"""Every household will have water by June,"" Tura Vell said.",ca1,3,1,2025-03-04,3,,
    s2,ey,fact,,2,2,2,Osk Courier,2025-03-04,0.7000,0.7000,,Fog closed the port of Osk.,cd1,2,0,2025-03-04,2,,
    "#);
    let listed: serde_json::Value = serde_json::from_str(&shown(&place, "--format json")).unwrap();
    assert_eq!(listed[0]["statement_id"], "s1");
    assert_eq!(listed[0]["flags"], serde_json::json!(["attribution", "cue"]));
    assert_eq!((&listed[1]["speaker"], &listed[1]["outlets"]), (&serde_json::Value::Null, &serde_json::json!(2)));
}

#[test]
fn what_is_not_in_the_run_is_told_with_what_is() {
    let place = Place::new().with_run();
    let error = |words: &str| {
        let ran = place.run(words);
        assert_eq!((ran.status, ran.stdout.as_str()), (1, ""), "{words}");
        ran.stderr
    };
    insta::assert_snapshot!(error("statements out --carried-by gazette"), @r#"
    error: no outlet or agency of this run is called "gazette"
      tip: it has Gull, Harbour Post, Island Mail, Island Wire, Osk Courier, Évening Wire
    "#);
    insta::assert_snapshot!(error("statements out --event e0"), @r#"
    error: no event has an id that begins with "e0"
      tip: the ids are in events.csv
    "#);
    insta::assert_snapshot!(error("statements ."), @r#"
    error: . is no output folder of crosswire: it holds no run.json
      tip: make one with: crosswire run INPUT --out DIR
    "#);
    insta::assert_snapshot!(error("statements none"), @r#"
    error: none is not there
      tip: make one with: crosswire run INPUT --out DIR
    "#);
    insta::assert_snapshot!(error("statements out/run.json"), @r#"
    error: out/run.json is a file, not the output folder of a run
      tip: make one with: crosswire run INPUT --out DIR
    "#);
    for words in ["statements", "statements out --flag fake", "statements out --kind x", "statements out --width 3"] {
        assert_eq!(place.run(words).status, 2, "{words}");
    }
}

#[test]
fn colour_is_there_when_asked_for_only() {
    let place = Place::new().with_run();
    assert!(!shown(&place, "").contains('\u{1b}') && !shown(&place, "--color never").contains('\u{1b}'));
    let coloured = shown(&place, "--color always");
    assert!(coloured.contains("\u{1b}[1m\u{1b}[31m! attribution, cue\u{1b}[0m"), "{coloured:?}");
    assert_eq!(place.run("statements out --color often").status, 2);
}

#[test]
fn the_help_says_what_can_be_chosen() {
    insta::assert_snapshot!(Place::new().run("statements --help").stdout, @r#"
    List statements, those in conflict first

    Which statements several outlets report: with how many outlets and independent origins, who had them
    first, and how their accounts differ.

    Usage: crosswire statements [OPTIONS] <OUT>

    Arguments:
      <OUT>
              The output folder of a run

    Options:
          --color <WHEN>
              Colour: auto (on a terminal, unless NO_COLOR is set), always or never [default: auto]

      -h, --help
              Print help (see a summary with '-h')

    Filters:
          --event <ID>
              Of this event, by the start of its id

          --speaker <NAME>
              Where an account names this speaker, in any spelling; a last name will do

          --flag <FLAG>
              With this flag: numbers, polarity, attribution, truncated, altered, hedge, cue, or any;
              may be given several times

          --kind <KIND>
              Of this kind: quote, reported, fact or headline; may be given several times

          --outlets <N>
              Carried by at least N outlets

          --origins <N>
              Behind which at least N independent origins stand

          --carried-by <NAME>
              Carried by this outlet or agency; may be given several times

          --not-by <NAME>
              Not carried by this outlet or agency, though it has an article of the event; may be given
              several times

          --words <WORDS>
              With all these words in its accounts, in any form

    Showing:
          --format <FORMAT>
              Form of the output: text, csv or json [default: text]

          --width <COLUMNS>
              Columns of text to fill [default: those of the terminal, 120 where there is none]

          --limit <N>
              Show so many at the most; 0 shows all [default: 20 as text, else all]

    Examples:
      crosswire statements result
      crosswire statements result --speaker lavrov --kind quote
      crosswire statements result --flag numbers --outlets 3
      crosswire statements result --carried-by xinhua --not-by reuters
          What one carried and the other, which covered the event too, left out.
      crosswire statements result --words 'sanctions minsk' --format csv > found.csv

    First come statements whose accounts contradict each other (flags numbers, polarity, attribution),
    then those that differ otherwise, then the others; among these the ones with most independent
    origins and most outlets.

    Exit status: 0 done; 1 fatal error; 2 usage.
    "#);
}
