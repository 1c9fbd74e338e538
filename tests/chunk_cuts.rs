//! Where sentences are cut: what follows a cue, who is the subject, and that no word is lost on the way.

use crosswire::chunk::{ChunkOptions, chunk};
use crosswire::model::ClaimKind::{Fact, Quote, Reported};
use crosswire::model::{Article, Block, BlockKind, Claim, ClaimKind, Polarity};
use crosswire::observe::Silent;
use crosswire::text::{Span, words};
use proptest::prelude::*;

/// An article of one paragraph.
fn article(text: &str) -> Article {
    let blocks = vec![Block { span: Span::whole(text), kind: BlockKind::Paragraph }];
    Article { id: "cut".into(), text: text.into(), blocks, language: "en".into(), ..Article::default() }
}

fn claims(article: &Article) -> Vec<Claim> {
    let chunked = chunk(std::slice::from_ref(article), &ChunkOptions::default(), &Silent);
    assert_eq!(chunked.problems, []);
    chunked.claims
}

/// A claim's kind, words and speaker.
type Expected<'a> = (ClaimKind, &'a str, Option<&'a str>);

/// Each text must give exactly these claims: kind, words, speaker.
#[track_caller]
fn check(cases: &[(&str, &[Expected])]) {
    for (text, expected) in cases {
        let article = article(text);
        let claims = claims(&article);
        let found: Vec<_> =
            claims.iter().map(|c| (c.kind, article.at(c.span), c.speaker.as_ref().map(|s| s.name.as_str()))).collect();
        assert_eq!(found, *expected, "in: {text}");
    }
}

/// Each sentence must be one claim as a whole, of this kind and speaker.
#[track_caller]
fn check_whole(kind: ClaimKind, speaker: Option<&str>, sentences: &[&str]) {
    for sentence in sentences {
        check(&[(sentence, &[(kind, sentence, speaker)])]);
    }
}

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

#[test]
fn an_article_or_owner_alone_names_no_speaker() {
    check(&[
        (
            "The only announced candidate for the north shore is Ann Lee.",
            &[(Fact, "The only announced candidate for the north shore is Ann Lee.", None)],
        ),
        (
            "This is far from the only declared emergency on the river.",
            &[(Fact, "This is far from the only declared emergency on the river.", None)],
        ),
    ]);
}

#[test]
fn a_long_subject_is_one_subject() {
    check_whole(
        Reported,
        Some("the head of the river panel"),
        &["The head of the river panel studying the Karsk floods asked the council to open the gates by Friday."],
    );
    check_whole(
        Reported,
        Some("a few of her colleagues"),
        &["A few of her colleagues urged Petra Lang to resign over the sale."],
    );
    check_whole(
        Reported,
        Some("miners led by Tomas Okrand"),
        &["Miners led by Tomas Okrand urged the council not to close the shaft."],
    );
    check(&[
        (
            "Some judges who seemed friendly to the divers said the firm had no policy.",
            &[(Reported, "the firm had no policy.", Some("some judges"))],
        ),
        (
            "Even some judges who seemed friendly to the divers said the firm had no policy.",
            &[(Reported, "the firm had no policy.", Some("some judges"))],
        ),
        (
            "The president of the shipyard answering a call said the yard was open.",
            &[(Reported, "the yard was open.", Some("the president of the shipyard"))],
        ),
        ("Ann Lee has at times said the wall could be wood.", &[(Reported, "the wall could be wood.", Some("Ann Lee"))]),
        ("Ann Lee over the weekend said the wall was wood.", &[(Reported, "the wall was wood.", Some("Ann Lee"))]),
        // What only stands before the subject is no part of it.
        ("After the vote on the levy Ann Lee said the wall was wood.", &[(Reported, "the wall was wood.", Some("Ann Lee"))]),
        (
            "The council handed over the harbour reports to Ann Lee.",
            &[(Fact, "The council handed over the harbour reports to Ann Lee.", None)],
        ),
    ]);
}

#[test]
fn who_sues_is_who_claims_and_a_paper_between_commas_is_not_who_speaks() {
    check(&[
        (
            "Lena Ortiz met Bo Karr in 2010. She sued him in 2014, claiming he had hidden the money from her.",
            &[
                (Fact, "Lena Ortiz met Bo Karr in 2010.", None),
                (Fact, "She sued him in 2014", None),
                (Reported, "he had hidden the money from her.", Some("Lena Ortiz")),
            ],
        ),
        (
            "Petra Lang, according to the Karsk Times, said the report was too long.",
            &[(Reported, "the report was too long.", Some("Petra Lang"))],
        ),
        (
            "The report, according to Petra Lang, was too long for anybody.",
            &[(Reported, "The report, according to Petra Lang, was too long for anybody.", Some("Petra Lang"))],
        ),
    ]);
}

#[test]
fn what_is_told_around_an_attribution_is_a_claim() {
    let okrand = Some("Tomas Okrand");
    check(&[
        (
            "Tomas Okrand, who was joined by parents of divers killed in the flood, said the dam would be rebuilt.",
            &[
                (Fact, "Tomas Okrand, who was joined by parents of divers killed in the flood", None),
                (Reported, "the dam would be rebuilt.", okrand),
            ],
        ),
        (
            "\"The dam will hold,\" Tomas Okrand said at noon, naming three towns that the flood had cut off.",
            &[(Quote, "The dam will hold", okrand), (Fact, "naming three towns that the flood had cut off.", None)],
        ),
        (
            "\"Your plan is cruel,\" says the letter, which forty teachers sent to Tomas Okrand with a copy of the report.",
            &[
                (Quote, "Your plan is cruel", Some("the letter")),
                (Fact, "which forty teachers sent to Tomas Okrand with a copy of the report.", None),
            ],
        ),
        (
            "The letter troubled the palace – since, according to the note, he would have known that the envoy lied.",
            &[
                (Reported, "The letter troubled the palace – since", Some("the note")),
                (Reported, "he would have known that the envoy lied.", Some("the note")),
            ],
        ),
        (
            "The hearing came two days after the Karsk Times first reported that Tomas Okrand had sold the port.",
            &[
                (Fact, "The hearing came two days after the Karsk Times first reported", None),
                (Reported, "Tomas Okrand had sold the port.", Some("the Karsk Times")),
            ],
        ),
        (
            "Tomas Okrand, who said the talks had turned on grain and wells, also said the dam would hold.",
            &[(Reported, "the talks had turned on grain and wells", okrand), (Reported, "the dam would hold.", okrand)],
        ),
        // Who he is, and where and when he said it, is told nowhere else but makes no claim.
        (
            "Tomas Okrand, the head of the harbour board, said in a letter on Friday that the dam would hold.",
            &[(Reported, "the dam would hold.", okrand)],
        ),
    ]);
}

#[test]
fn an_aside_between_commas_parts_no_speaker_from_the_cue() {
    check(&[
        ("Tomas Okrand, though, said the dam would hold.", &[(Reported, "the dam would hold.", Some("Tomas Okrand"))]),
        (
            "Dredging experts, however, said the wall was too thin.",
            &[(Reported, "the wall was too thin.", Some("Dredging experts"))],
        ),
        (
            "Petra Lang, for her part, insisted that nobody had asked her.",
            &[(Reported, "nobody had asked her.", Some("Petra Lang"))],
        ),
        (
            "Petra Lang, the harbour treasurer, however, said the books were in order.",
            &[(Reported, "the books were in order.", Some("Petra Lang"))],
        ),
    ]);
}

#[test]
fn whoever_a_relative_clause_tells_of_is_a_person_who_can_speak() {
    check(&[
        (
            "The front-runner, who leads in both river towns, insists the dam will hold.",
            &[(Reported, "the dam will hold.", Some("the front-runner"))],
        ),
        (
            "Petra Lang left. Lang of Karsk, who won, said the levy was wrong.",
            &[(Fact, "Petra Lang left.", None), (Reported, "the levy was wrong.", Some("Petra Lang"))],
        ),
    ]);
}

#[test]
fn the_time_that_opens_a_sentence_is_not_what_is_promised() {
    check(&[(
        "One day after the sinking of the ferry Maren Ost, the Karsk government has promised full clarification.",
        &[(Reported, "the Karsk government has promised full clarification.", Some("the Karsk government"))],
    )]);
}

#[test]
fn a_short_adverbial_before_an_attribution_is_no_claim() {
    check(&[
        (
            "Before Tomas Okrand made his offer, Petra Lang had called it a joke.",
            &[(Reported, "Petra Lang had called it a joke.", Some("Petra Lang"))],
        ),
        (
            "In a letter released by the board, Petra Lang said the dam would hold.",
            &[(Reported, "the dam would hold.", Some("Petra Lang"))],
        ),
        (
            "On Sunday, two days after the Karsk Times first reported that the port was sold, Petra Lang announced that she would resign.",
            &[(Reported, "the port was sold", Some("the Karsk Times")), (Reported, "she would resign.", Some("Petra Lang"))],
        ),
        // A main clause, or more to tell, is a claim.
        (
            "After the mayors of both river towns heaped scorn upon the shipyard and its owners, Petra Lang called for calm.",
            &[
                (Fact, "After the mayors of both river towns heaped scorn upon the shipyard and its owners", None),
                (Reported, "Petra Lang called for calm.", Some("Petra Lang")),
            ],
        ),
    ]);
}

#[test]
fn the_main_clause_behind_an_opening_clause_is_its_own() {
    check(&[
        (
            "But on Friday, after the divers had called for an inquiry and hinted at a strike, the harbour board took the rare step of opening its books.",
            &[
                (Reported, "the divers had called for an inquiry", Some("the divers")),
                (Reported, "hinted at a strike", Some("the divers")),
                (Fact, "the harbour board took the rare step of opening its books.", None),
            ],
        ),
        (
            "When Petra Lang announced that she would run, Tomas Okrand was among the first to join her.",
            &[(Reported, "she would run", Some("Petra Lang")), (Fact, "Tomas Okrand was among the first to join her.", None)],
        ),
        // A list in what was said opens no main clause.
        (
            "After Petra Lang said the crane, the mast and the hull had failed, the board met in Karsk.",
            &[
                (Reported, "the crane, the mast and the hull had failed", Some("Petra Lang")),
                (Fact, "the board met in Karsk.", None),
            ],
        ),
        (
            "As Petra Lang confirmed on Thursday, the crane has failed twice.",
            &[(Reported, "the crane has failed twice.", Some("Petra Lang"))],
        ),
    ]);
}

/// The parts of a sentence, each with whether its words may stand in no claim.
fn sentence() -> impl Strategy<Value = Vec<(&'static str, bool)>> {
    let fronts =
        ["", "On Friday, ", "In a letter to the council, ", "Facing a third vote by angry river towns in one cold winter, "];
    let subjects = ["Tomas Okrand", "The head of the dredging panel", "Some judges", "She"];
    let asides =
        ["", ", who was joined by parents of drowned divers,", ", a former mayor,", ", flanked by forty tired rescue workers,"];
    let cues = [
        (" said that", true),
        (" told reporters on Friday that", true),
        (" did not say whether", false),
        (" denied that", false),
        (" charged that", true),
        (" criticised the report that", false),
        (" objected to the levy because", false),
        (" pleaded guilty after", false),
        (" said", true),
    ];
    let contents = [" the northern gate had never opened", " two cranes would stand idle until spring"];
    let tails = [".", ", and the market closed early on both banks.", ", but nobody at the yard had seen the order."];
    let part = |texts: Vec<&'static str>| prop::sample::select(texts);
    (
        part(fronts.to_vec()),
        part(subjects.to_vec()),
        part(asides.to_vec()),
        prop::sample::select(cues.to_vec()),
        part(contents.to_vec()),
        part(tails.to_vec()),
    )
        .prop_map(|(front, subject, aside, cue, content, tail)| {
            // Excepted are the words of the attribution: who speaks, in apposition as well, the cue, and when, where and to whom.
            let adverbial = !front.starts_with("Facing");
            let apposed = aside.starts_with(", a ");
            vec![(front, adverbial), (subject, true), (aside, apposed), cue, (content, false), (tail, false)]
        })
}

proptest! {
    #[test]
    fn every_word_but_those_of_the_attribution_lies_in_a_claim(parts in sentence()) {
        let text: String = parts.iter().map(|(part, _)| *part).collect();
        let article = article(&text);
        let claims = claims(&article);
        let mut start = 0;
        for (part, excepted) in &parts {
            let place = Span::new(start, start + part.len());
            start = place.end;
            for word in words(&text, place).iter().filter(|word| !excepted && word.text.len() > 4 && word.text != "which") {
                let kept = claims.iter().any(|claim| claim.span.contains(word.span));
                prop_assert!(kept, "{:?} of {text:?} is in no claim: {:?}", word.text, claims.iter().map(|c| article.at(c.span)).collect::<Vec<_>>());
            }
        }
    }
}

#[test]
fn who_speaks_in_a_statement_or_letter_is_found_without_a_comma_behind_it() {
    check(&[
        (
            "In a joint communique the two governments called the harbour \"a common good\".",
            &[(Reported, "the two governments called the harbour \"a common good\".", Some("the two governments"))],
        ),
        (
            "In an interview Ilse Brandvold described the deal as fair.",
            &[(Reported, "Ilse Brandvold described the deal as fair.", Some("Ilse Brandvold"))],
        ),
        // No statement is told in a plan, which somebody called something.
        (
            "In a plan the governments called final, the quay was left out.",
            &[(Fact, "In a plan the governments called final, the quay was left out.", None)],
        ),
    ]);
}

#[test]
fn a_sentence_keeps_the_that_with_which_it_ends() {
    let demand = "The union demanded a raise of 11 percent and got half of that.";
    check(&[
        (demand, &[(Reported, demand, Some("the union"))]),
        ("The quay was paid for with that.", &[(Fact, "The quay was paid for with that.", None)]),
    ]);
}
