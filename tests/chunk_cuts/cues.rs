//! What follows a cue, and where what is said begins.

use crate::{article, check, check_whole, claims};
use crosswire::model::ClaimKind::{Fact, Quote, Reported};
use crosswire::model::{Article, ClaimKind, Polarity};

#[test]
fn a_deed_told_with_a_verb_of_speech_is_a_fact_as_a_whole() {
    check_whole(
        Fact,
        None,
        &[
            "Petra Lang pleaded guilty on Friday to selling the dredger.",
            "Some 900 stevedores went on strike on Monday after talks with the port failed.",
            "Petra Lang, once the harbour's treasurer, pleaded not guilty in March and was freed on bail.",
            "The Harbour Post posted video of the flooded tunnel on Monday.",
            "Tomas Okrand posted a photograph that showed the cracked wall, and shareholders called.",
            "A grand jury in Karsk charged Petra Lang in a nine-count indictment on Thursday.",
            "Prosecutors charged two divers with theft after the wreck was found empty.",
            "The union retorted with a banner of its own on Monday.",
            "The ministry responded to the strike with two new contracts.",
            "Ann Lee is expected to become the first woman to run the port.",
            "The port maintained regular contact with the crew during the storm.",
            "Ilse Brandvold, a former mayor who has announced her run for the senate, spoke at the fair.",
        ],
    );
    check(&[(
        "Petra Lang pleaded guilty to fraud, and Tomas Okrand pleaded guilty to arson in May.",
        &[(Fact, "Petra Lang pleaded guilty to fraud", None), (Fact, "Tomas Okrand pleaded guilty to arson in May.", None)],
    )]);
}

#[test]
fn a_country_in_the_tag_of_the_language_changes_no_cut() {
    let plain =
        article("Gen. Okrand met Dr. Lang at St. Vell. The ferry left at 5 p.m. on Monday with no. 7 aboard. Nobody was hurt.");
    let cuts = |language: &str| {
        claims(&Article { language: language.into(), ..plain.clone() }).iter().map(|c| c.span).collect::<Vec<_>>()
    };
    for tag in ["en-GB", "en-US", "en-Latn-AU"] {
        assert_eq!(cuts(tag), cuts("en"), "{tag}");
    }
    let german = Article {
        language: "de-AT".into(),
        ..article("Dr. Lang traf am 5. März Hrn. Okrand, z.B. in Karsk. Niemand wurde verletzt.")
    };
    assert_eq!(claims(&german), claims(&Article { language: "de".into(), ..german.clone() }));
}

#[test]
fn speech_without_a_clause_is_reported_as_a_whole() {
    let okrand = Some("Tomas Okrand");
    check_whole(
        Reported,
        okrand,
        &[
            "Tomas Okrand has objected vehemently to the levy.",
            "Tomas Okrand objected to the levy that the council passed.",
            "Tomas Okrand complained on Friday about the noise of the cranes.",
            "Tomas Okrand criticised the plan for a second bridge.",
            "Tomas Okrand scoffed at the rivals who left the race early.",
        ],
    );
}

#[test]
fn the_same_verbs_with_a_clause_or_a_quotation_are_speech() {
    let okrand = Some("Tomas Okrand");
    check(&[
        ("Tomas Okrand charged that the board had lied.", &[(Reported, "the board had lied.", okrand)]),
        ("Tomas Okrand charged the board had lied.", &[(Reported, "the board had lied.", okrand)]),
        ("Tomas Okrand posted: \"The gate is open.\"", &[(Quote, "The gate is open.", okrand)]),
        ("\"The gate is open,\" Tomas Okrand retorted on Friday.", &[(Quote, "The gate is open", okrand)]),
        (
            "The board had lied to all of us, Tomas Okrand charged on Friday.",
            &[(Reported, "The board had lied to all of us", okrand)],
        ),
        ("Tomas Okrand wrote the council last week that the gate was open.", &[(Reported, "the gate was open.", okrand)]),
        ("Tomas Okrand stated plainly he had never sailed.", &[(Reported, "plainly he had never sailed.", okrand)]),
    ]);
}

#[test]
fn what_stands_between_a_cue_and_its_that_is_left_out() {
    let okrand = Some("Tomas Okrand");
    let content = "the gate had never been shut.";
    for cue in [
        "said at Wednesday's hearing that",
        "said in a Sept. 14 letter that",
        "said on “Morning Harbour” that",
        "said on Karsk Radio's \"Night Shift\" last month that",
        "reported on May 3, 2019, that",
        "said after the votes were counted that",
        "suggested as recently as February that",
        "told reporters at a rally in the old harbour on Friday that",
    ] {
        check(&[(&format!("Tomas Okrand {cue} {content}"), &[(Reported, content, okrand)])]);
    }
    // A `that` that belongs to a noun opens no content.
    check(&[(
        "Tomas Okrand said the claim that he fled was false.",
        &[(Reported, "the claim that he fled was false.", okrand)],
    )]);
}

#[test]
fn what_is_denied_or_left_unsaid_is_negated() {
    let okrand = Some("Tomas Okrand");
    let cases: &[(&str, ClaimKind, &str, Option<&str>)] = &[
        (
            "Tomas Okrand did not say whether the gate would open.",
            Reported,
            "Tomas Okrand did not say whether the gate would open.",
            okrand,
        ),
        (
            "Tomas Okrand has not said what he will do with the port.",
            Reported,
            "Tomas Okrand has not said what he will do with the port.",
            okrand,
        ),
        (
            "Tomas Okrand would not say if he wants a pardon.",
            Reported,
            "Tomas Okrand would not say if he wants a pardon.",
            okrand,
        ),
        (
            "Tomas Okrand over the weekend denied that he had met the divers.",
            Reported,
            "denied that he had met the divers.",
            okrand,
        ),
        ("Tomas Okrand has denied he met the divers.", Reported, "has denied he met the divers.", okrand),
        ("Tomas Okrand denied the charges on Friday.", Reported, "Tomas Okrand denied the charges on Friday.", okrand),
        ("Tomas Okrand did not say that the dam was safe.", Reported, "did not say that the dam was safe.", okrand),
        (
            "The indictment does not charge Tomas Okrand with arson.",
            Fact,
            "The indictment does not charge Tomas Okrand with arson.",
            None,
        ),
        (
            "Tomas Okrand refused to say whether the port would close.",
            Fact,
            "Tomas Okrand refused to say whether the port would close.",
            None,
        ),
        ("Tomas Okrand declined to comment on the sale.", Fact, "Tomas Okrand declined to comment on the sale.", None),
    ];
    for (text, kind, words, speaker) in cases {
        check(&[(text, &[(*kind, words, *speaker)])]);
        assert_eq!(claims(&article(text))[0].polarity, Polarity::Negated, "{text}");
    }
    let text = "Tomas Okrand left the pier at noon, denying that he had met the divers.";
    let article = article(text);
    let claims = claims(&article);
    assert_eq!(
        claims.iter().map(|c| article.at(c.span)).collect::<Vec<_>>(),
        ["Tomas Okrand left the pier at noon", "denying that he had met the divers."]
    );
    assert_eq!(claims.iter().map(|c| c.polarity).collect::<Vec<_>>(), [Polarity::Affirmed, Polarity::Negated]);
    assert_eq!(claims[1].speaker.as_ref().map(|s| s.name.as_str()), okrand);
}
