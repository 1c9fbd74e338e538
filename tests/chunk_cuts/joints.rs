//! Where one clause ends and the next begins, and whose words each is.

use crate::{article, check, claims};
use crosswire::model::ClaimKind::{Fact, Reported};

#[test]
fn a_pronoun_opens_a_clause_of_its_own_without_a_comma() {
    check(&[
        (
            "The harbour bridge held through the night but they closed the coastal road at dawn.",
            &[(Fact, "The harbour bridge held through the night", None), (Fact, "they closed the coastal road at dawn.", None)],
        ),
        (
            "After a long meeting the sides sounded nearer to a deal than they had been but they still disagree over who should pay.",
            &[
                (Fact, "After a long meeting the sides sounded nearer to a deal than they had been", None),
                (Fact, "they still disagree over who should pay.", None),
            ],
        ),
        (
            "Petra Lang said the wall was already largely done and she needed money for the gate.",
            &[
                (Reported, "the wall was already largely done", Some("Petra Lang")),
                (Reported, "she needed money for the gate.", Some("Petra Lang")),
            ],
        ),
        (
            "Tomas Okrand said the crane was meant as a landmark and he would not move it.",
            &[
                (Reported, "the crane was meant as a landmark", Some("Tomas Okrand")),
                (Reported, "he would not move it.", Some("Tomas Okrand")),
            ],
        ),
    ]);
}

#[test]
fn a_second_clause_with_that_is_a_claim_of_its_own() {
    let okrand = Some("Tomas Okrand");
    check(&[
        (
            "Tomas Okrand said it was not known why the crane had fallen but that the inquiry would find out and say so.",
            &[
                (Reported, "it was not known why the crane had fallen", okrand),
                (Reported, "the inquiry would find out and say so.", okrand),
            ],
        ),
        (
            "Tomas Okrand said that the quay had been overloaded and that the foreman had been warned twice.",
            &[(Reported, "the quay had been overloaded", okrand), (Reported, "the foreman had been warned twice.", okrand)],
        ),
        // Both may be what he hopes.
        (
            "Tomas Okrand said he hoped that the talks would go on and that both sides would come.",
            &[(Reported, "he hoped that the talks would go on and that both sides would come.", okrand)],
        ),
        // No clause follows.
        (
            "Tomas Okrand said the quay was older than this one and that of the neighbours.",
            &[(Reported, "the quay was older than this one and that of the neighbours.", okrand)],
        ),
    ]);
}

#[test]
fn what_is_denied_asked_or_told_is_not_told_by_the_outlet() {
    let lang = Some("Petra Lang");
    let whole = |text: &'static str, from: &str| &text[text.find(from).unwrap()..];
    for (text, from) in [
        ("Petra Lang denied the bridge was unsafe and that the board had hidden the report.", "denied"),
        ("Petra Lang denied she took the money and they paid her for the vote.", "denied"),
        ("Petra Lang did not say the bridge was unsafe and that the board had hidden the report.", "Petra"),
        ("Petra Lang asked whether the bridge was safe and they had closed the road.", "Petra"),
        ("Petra Lang told reporters she was glad and that the board was ready to sign the deal.", "Petra Lang told"),
        ("Petra Lang said the plan would work if the rains came and they kept the dams shut.", "the plan"),
    ] {
        check(&[(text, &[(Reported, whole(text, from), lang)])]);
    }
}

#[test]
fn a_condition_or_a_fear_stays_one_with_what_it_is_about() {
    for text in [
        "The mayor will resign if the levy passes and he loses the vote in the council.",
        "The plan will fail unless the rains come soon and they keep the dams shut.",
        "The town feared the dam would break and they would all drown that night.",
        "The town knew both the mayor and she were ill in the spring.",
    ] {
        check(&[(text, &[(Fact, text, None)])]);
    }
}

#[test]
fn without_a_comma_other_words_open_none() {
    for sentence in [
        "The harbour bridge held through the night but the coastal road was closed at dawn.",
        "The pilot waved to the crew and they sailed.",
    ] {
        check(&[(sentence, &[(Fact, sentence, None)])]);
    }
}

#[test]
fn whom_a_relative_clause_lets_speak_stays_in_what_goes_before() {
    check(&[
        (
            "The dredger is a matter of deep concern to fishermen, who insist that the harbour was never safe.",
            &[
                (Fact, "The dredger is a matter of deep concern to fishermen", None),
                (Reported, "the harbour was never safe.", Some("fishermen")),
            ],
        ),
        (
            "Many lawmakers were reluctant to oppose officials who said they had no money.",
            &[
                (Fact, "Many lawmakers were reluctant to oppose officials", None),
                (Reported, "they had no money.", Some("officials")),
            ],
        ),
    ]);
}

#[test]
fn a_relative_clause_of_speech_ends_the_sentence_without_that() {
    check(&[
        (
            "The vote was left to Justice Petra Lang, who said she was troubled by the gap in the accounts.",
            &[
                (Fact, "The vote was left to Justice Petra Lang", None),
                (Reported, "she was troubled by the gap in the accounts.", Some("Petra Lang")),
            ],
        ),
        (
            "Those warnings will not sway ministers, who say the levy is overdue.",
            &[(Fact, "Those warnings will not sway ministers", None), (Reported, "the levy is overdue.", Some("ministers"))],
        ),
    ]);
    // What is told in passing stays with its person.
    check(&[(
        "Petra Lang, who asked not to be named in the report, said the gate was open.",
        &[
            (Fact, "Petra Lang, who asked not to be named in the report", None),
            (Reported, "the gate was open.", Some("Petra Lang")),
        ],
    )]);
}

#[test]
fn an_example_speaks_for_nobody() {
    check(&[
        (
            "The harbour fair drew many guests, including several divers mentioned as heirs to the prize.",
            &[(Fact, "The harbour fair drew many guests, including several divers mentioned as heirs to the prize.", None)],
        ),
        (
            "Top Okrand advisers, including spokeswoman Petra Lang, said that the board was waiting for the bill.",
            &[(Reported, "the board was waiting for the bill.", Some("Top Okrand advisers"))],
        ),
    ]);
}

#[test]
fn whoever_sued_speaks_and_not_the_one_who_was_sued() {
    check(&[
        (
            "Tomas Okrand was sued by Petra Lang, his former deputy, in May, alleging that he had hidden the report.",
            &[
                (Fact, "Tomas Okrand was sued by Petra Lang, his former deputy, in May", None),
                (Reported, "he had hidden the report.", Some("Petra Lang")),
            ],
        ),
        (
            "Tomas Okrand was joined by Petra Lang at the fair, saying that he would sign the bill.",
            &[
                (Fact, "Tomas Okrand was joined by Petra Lang at the fair", None),
                (Reported, "he would sign the bill.", Some("Tomas Okrand")),
            ],
        ),
    ]);
}

#[test]
fn a_country_of_two_words_keeps_both() {
    check(&[(
        "Saudi Arabia said on Monday that the levy was unfair.",
        &[(Reported, "the levy was unfair.", Some("Saudi Arabia"))],
    )]);
}

#[test]
fn a_role_that_an_adjective_parts_is_one() {
    let text = "Velian Foreign Minister Ilse Brandvold met the dockers on Monday.\n\
                According to the top Velian diplomat, the sluices would stay shut until May.";
    let article = article(text);
    let speakers: Vec<_> = claims(&article).iter().filter_map(|c| c.speaker.clone()).map(|s| s.name).collect();
    assert_eq!(speakers, ["Ilse Brandvold"]);
}

#[test]
fn a_pronoun_behind_a_long_statement_means_whoever_made_it() {
    let text = "Rosa Quint and Tomas Okrand met the press on Monday.\nPetra Lang sat beside him.\n\
                “I am sorry,” she said. “I missed it. I was late. I was tired. I was cold. I was wet. I was wrong. I was rude. \
                I was lost. I was blind. I was lazy.”\nShe said that the gate would stay open.";
    let article = article(text);
    let claims = claims(&article);
    let last = claims.last().expect("the last sentence is a claim");
    assert_eq!((last.kind, article.at(last.span)), (Reported, "the gate would stay open."));
    assert_eq!(last.speaker.as_ref().map(|speaker| speaker.name.as_str()), Some("Petra Lang"));
}

#[test]
fn the_main_clause_behind_a_complaint_is_the_outlets_own() {
    check(&[(
        "After Tomas Okrand complained about the dredger, the port held a fair for its crews.",
        &[
            (Reported, "Tomas Okrand complained about the dredger", Some("Tomas Okrand")),
            (Fact, "the port held a fair for its crews.", None),
        ],
    )]);
}
