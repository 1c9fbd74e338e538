//! Who is the subject of a cue, and what stands around the attribution.

use crate::{check, check_whole};
use crosswire::model::ClaimKind::{Fact, Quote, Reported};

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
