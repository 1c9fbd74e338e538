//! `crosswire label`, by lines of standard input.

use crate::support::{Place, Ran};

fn label(place: &Place, words: &str) -> Ran {
    let ran = place.run_with("label out --gold gold.json", &words.replace(' ', "\n"));
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    ran
}

fn gold(place: &Place) -> serde_json::Value {
    serde_json::from_str(&place.read("gold.json")).unwrap()
}

/// The pairs that were asked for, by the first words of their sentences.
fn asked(ran: &Ran) -> Vec<String> {
    let lines: Vec<&str> = ran.stdout.lines().filter_map(|line| line.strip_prefix("  │ ")).collect();
    let start = |line: &str| line.split(' ').take(2).collect::<Vec<_>>().join(" ");
    lines.chunks(2).map(|pair| pair.iter().map(|line| start(line)).collect::<Vec<_>>().join(" / ")).collect()
}

/// What was answered, in order.
fn answers(place: &Place) -> Vec<String> {
    let judgements = gold(place)["judgements"].as_array().unwrap().clone();
    judgements.iter().map(|j| format!("{} {} {}", j["left"]["doc"], j["right"]["doc"], j["answer"]).replace('"', "")).collect()
}

#[test]
fn a_pair_is_shown_without_its_score_until_it_is_answered() {
    let place = Place::new().with_run();
    let ran = label(&place, "same quit");
    insta::assert_snapshot!(ran.stdout, @r#"
    Do both sentences report the same statement: one utterance of one speaker on one occasion, or one
    specific assertion about the event? Other wording, numbers or names do not make it another. If one
    of them only touches it in passing, or you hesitate, say partly.

    0 answered of 9  Fog over Osk

      Osk Courier · 2025-03-04
        Nobody was hurt.
      │ Ships waited outside the bay for nine hours.

      Gull · 2025-03-04
        There were no injuries.
      │ For nine hours ships lay off the bay.
    [s]ame  [d]ifferent  [p]artly  [n]ext (skip)  [b]ack  [q]uit › 
    same. crosswire says 0.29, not one statement.

    1 answered of 9  Wells for Vell

      Harbour Post · 2025-03-04
        "Every household will have water by June," Tura Vell said.
      │ More than 40 wells are planned on the island.

      Island Mail · 2025-03-04
        "By June every household will have water," the minister said.
      │ Some 40 wells are to be drilled.
    [s]ame  [d]ifferent  [p]artly  [n]ext (skip)  [b]ack  [q]uit › 

    Answers: 1, 1 same, 0 different, 0 partly. They are in gold.json; the same command goes on from there.
    Next: `crosswire eval gold.json out` measures the run by them.
    "#);
    insta::assert_snapshot!(place.read("gold.json"), @r#"
    {
    "complete": false,
    "articles": [
    {"id":"d.txt","event":"ey","units":[[0,27],[28,44],[45,89]],"sentences":["Fog closed the port of Osk.","Nobody was hurt.","Ships waited outside the bay for nine hours."]},
    {"id":"e.txt","event":"ey","units":[[0,32],[33,56],[57,94]],"sentences":["The port of Osk was shut by fog.","There were no injuries.","For nine hours ships lay off the bay."]}
    ],
    "groups": [
    {"kind":"fact","gist":"Ships waited outside the bay for nine hours.","members":[{"doc":"d.txt","start":45,"end":89,"core":true,"text":"Ships waited outside the bay for nine hours."},{"doc":"e.txt","start":57,"end":94,"core":true,"text":"For nine hours ships lay off the bay."}]}
    ],
    "different": [],
    "judgements": [
    {"answer":"same","quote":false,"left":{"doc":"d.txt","start":45,"end":89},"right":{"doc":"e.txt","start":57,"end":94}}
    ]
    }
    "#);
    assert_eq!(place.names("."), ["gold.json", "out"]);
}

#[test]
fn the_most_doubtful_come_first_and_events_take_turns() {
    let ran = label(&Place::new().with_run(), &"skip ".repeat(20));
    let expected = [
        "Ships waited / For nine",
        "More than / Some 40",
        "\"Every household / Every home",
        "Nobody was / There were",
        "The ferry / Ferries ran",
        "Fog closed / The port",
        "\"Every household / Water will",
        "\"By June / Water will",
        "\"Every household / \"By June",
    ];
    assert_eq!(asked(&ran), expected);
    assert!(
        ran.stdout.contains("There are no more pairs to judge.\n\nNothing was answered, nothing is written."),
        "{}",
        ran.stdout
    );
}

#[test]
fn answers_are_kept_and_the_next_time_goes_on() {
    let place = Place::new().with_run();
    label(&place, "same skip d");
    let first = answers(&place);
    assert_eq!(first, ["d.txt e.txt same", "a.txt b.txt different"]);
    // What was skipped is asked again, what was answered is not.
    let ran = label(&place, "p nonsense n");
    assert_eq!(asked(&ran)[0], "More than / Some 40");
    assert!(!asked(&ran).contains(&"Ships waited / For nine".to_owned()));
    assert_eq!(answers(&place), [first.as_slice(), &["a.txt b.txt partly".to_owned()]].concat());
    assert!(ran.stdout.contains("Answers: 3, 1 same, 1 different, 1 partly. They are in gold.json"), "{}", ran.stdout);
}

#[test]
fn one_can_go_back_also_to_answers_of_another_day() {
    let place = Place::new().with_run();
    let ran = label(&place, "back same different back back different skip q");
    assert!(ran.stdout.contains("This is the first pair."), "{}", ran.stdout);
    assert!(
        ran.stdout.contains("You said: different. Skip keeps it.") && ran.stdout.contains("You said: same."),
        "{}",
        ran.stdout
    );
    let (wells, hours) = ("More than / Some 40", "Ships waited / For nine");
    assert_eq!(
        asked(&ran),
        [hours, wells, "\"Every household / Every home", wells, hours, wells, "\"Every household / Every home"]
    );
    assert_eq!(answers(&place), ["d.txt e.txt different", "a.txt b.txt different"]);
    label(&place, "b s q");
    assert_eq!(answers(&place), ["d.txt e.txt different", "a.txt b.txt same"]);
}

#[test]
fn what_follows_from_answers_is_not_asked_and_a_conflict_is_told() {
    let place = Place::new().with_run();
    // Skips five pairs, then: a1 and c1 are the same, b1 and c1 too, so a1 and b1 need not be asked.
    let ran = label(&place, "n n n n n n s s");
    assert!(!asked(&ran).contains(&"\"Every household / \"By June".to_owned()) && ran.stdout.contains("no more pairs"));
    assert_eq!(gold(&place)["groups"][0]["members"].as_array().unwrap().len(), 3);
    // In the other order they do conflict.
    let place = Place::new().with_run();
    let ran = label(&place, "n n n n n n s d s q");
    let conflict = ran.stdout.split_once("conflict: ").unwrap().1.lines().take(4).collect::<Vec<_>>().join("\n");
    insta::assert_snapshot!(conflict, @r#"
    these were said to be different, but answers of same connect them; they are kept in
              separate groups. Go back if one answer is wrong.
        b.txt: "By June every household will have water," the minister said…
        c.txt: Water will come to all households by June.
    "#);
    let gold = gold(&place);
    assert!(gold["groups"].as_array().unwrap().iter().all(|group| group["members"].as_array().unwrap().len() == 2), "{gold}");
}

#[test]
fn a_run_is_measured_by_what_was_judged() {
    let place = Place::new().with_run();
    // Same: the hours and the wells, which the run missed. Different: the fog, which it joined. The rest is open.
    label(&place, "s s n n n d q");
    let ran = place.run("eval gold.json out --misses 9 --false 9");
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    insta::assert_snapshot!(ran.stdout, @r#"
    missed  More than 40 wells are planned on the island.
        a.txt#1: More than 40 wells are planned on the island.
        b.txt#1: Some 40 wells are to be drilled.
    missed  Ships waited outside the bay for nine hours.
        d.txt#2: Ships waited outside the bay for nine hours.
        e.txt#2: For nine hours ships lay off the bay.
    false  s2
        d.txt#0: Fog closed the port of Osk.
        e.txt#0: The port of Osk was shut by fog.
    statements  precision 0.000  recall 0.000  F1 0.000  (required 2, found 0, false 1; recall of quotes 0.000, of facts 0.000)
    "#);
    assert_eq!(place.run("eval gold.json out --sweep").status, 0);
}

#[test]
fn what_was_judged_must_not_have_changed() {
    let place = Place::new().with_run();
    label(&place, "s q");
    let texts = place.read("out/articles.jsonl").replace("nine hours ships", "five hours ships");
    place.file("out/articles.jsonl", &texts);
    let error = |words: &str| {
        let ran = place.run(words);
        assert_eq!((ran.status, ran.stdout.as_str()), (1, ""));
        ran.stderr
    };
    insta::assert_snapshot!(error("label out --gold gold.json"), @r#"
    error: gold.json: the text of e.txt has changed since it was judged
      tip: name a new file with --gold
    "#);
    place.file("demo.json", r#"{"articles": [], "groups": []}"#);
    insta::assert_snapshot!(error("label out --gold demo.json"), @r#"
    error: demo.json:1: not a gold set that `crosswire label` wrote: missing field `complete` at line 1 column 30
      tip: name a new file with --gold
    "#);
}
