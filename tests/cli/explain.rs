//! `crosswire explain`.

use crate::support::Place;

/// What is printed, from the heading `Statement` on.
fn why(place: &Place, claims: &str) -> String {
    let ran = place.run(&format!("explain out {claims}"));
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    ran.stdout.split_once("\nStatement\n").unwrap().1.to_owned()
}

#[test]
fn two_claims_of_one_statement() {
    let place = Place::new().with_run();
    let ran = place.run("explain out ca1 cc1");
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    let (claims, rest) = ran.stdout.split_once("\nScore\n").unwrap();
    insta::assert_snapshot!(claims, @r#"
    A  ca1  Harbour Post · 2025-03-04 · quote · Tura Vell
       "Every household will have water by June," Tura Vell said.
    B  cc1  Évening Wire · 2025-03-04 · fact
       Water will come to all households by June.
    "#);
    // Each part is at the mean, so nothing but the rest stands between the mean pair and this one.
    let rows: Vec<&str> = rest.lines().map(|line| line.split("  ").nth(1).unwrap_or_default()).take(4).collect();
    let others = format!("{} others", crosswire::model::Evidence::NAMES.len());
    assert_eq!(rows, ["part", "the mean pair", &others, "this pair"], "{rest}");
    assert!(rest.contains("Probability 0.60.") && rest.contains("With the weights of this version it would be"), "{rest}");
    insta::assert_snapshot!(why(&place, "ca1 cc1"), @r#"  Both are in s1, which has 3 accounts. Mean tie to the other accounts: A 0.70, B 0.70; 0.3 is needed (--threshold)."#);
}

#[test]
fn two_claims_that_are_not_together() {
    let place = Place::new().with_run();
    insta::assert_snapshot!(why(&place, "ca1 cb3"), @r#"
    They are not in one statement: A is in s1 (3 accounts, mean tie 0.70), B in none.
    Their own tie is 0.35, which is enough for two. But either what they share is what they already share with their own
    statements (cluster.fresh), or the other accounts are too far: their mean tie (--threshold 0.3), or half of them have
    none.
    Mean tie of B to the accounts of s1: 0.17.
    "#);
    insta::assert_snapshot!(why(&place, "ca2 cb2"), @r#"
    Neither is in a statement.
    Their own tie is 0.27; a mean tie of 0.3 is needed (--threshold).
    "#);
    insta::assert_snapshot!(why(&place, "ca1 cd1"), @r#"
    They are not in one statement: A is in s1 (3 accounts, mean tie 0.70), B in s2 (2 accounts, mean tie 0.70).
    Their own tie is 0.00; a mean tie of 0.3 is needed (--threshold).
    Mean tie of A to the accounts of s2: 0.00.
    Mean tie of B to the accounts of s1: 0.00.
    Mean tie between the two statements: 0.00.
    "#);
    let claims = place.read("out/claims.csv").replace("Island Mail,fact", "Island Mail,headline");
    place.file("out/claims.csv", &claims);
    insta::assert_snapshot!(why(&place, "ca1 cb3"), @r#"
    They are not in one statement: A is in s1 (3 accounts, mean tie 0.70), B in none.
    One is a headline: there a tie below 0.6 counts as 0 (cluster.headline).
    Mean tie of B to the accounts of s1: 0.00.
    "#);
    let claims = place.read("out/pairs.csv").replace("ca2,cb2,event,0.27", "ca2,ca3,event,0.79");
    place.file("out/pairs.csv", &claims);
    insta::assert_snapshot!(why(&place, "ca2 ca3"), @r#"
    Neither is in a statement.
    Both are of one article: there a tie below 0.8 counts as 0 (cluster.same_article).
    "#);
}

#[test]
fn two_statements_that_articles_tell_side_by_side() {
    let place = Place::new().with_run();
    let with_statement = |line: &str| match line.starts_with("ca2,") || line.starts_with("cb2,") {
        true => line.replacen(",,", ",s3,", 1).replace(",,,,affirmed", ",,0.7000,,affirmed") + "\n",
        false => format!("{line}\n"),
    };
    let claims: String = place.read("out/claims.csv").lines().map(with_statement).collect();
    place.file("out/claims.csv", &claims).file("out/statements.csv", "statement_id,claim_id\ns1,ca1\ns2,cd1\ns3,ca2\n");
    let pairs = place.read("out/pairs.csv");
    let known = pairs.lines().find(|line| line.starts_with("ca2,cb2,")).unwrap();
    let link = |left: &str, right: &str| known.replace("ca2,cb2,", &format!("{left},{right},")).replace(",0.27", ",0.4");
    let links = [link("ca1", "cb2"), link("ca2", "cb1"), link("ca2", "cc1"), link("cb2", "cc1")];
    place.file("out/pairs.csv", &format!("{pairs}{}\n", links.join("\n")));
    insta::assert_snapshot!(why(&place, "ca1 cb2"), @r#"
    They are not in one statement: A is in s1 (3 accounts, mean tie 0.70), B in s3 (2 accounts, mean tie 0.70).
    Their own tie is 0.40, which is enough for two. But either what they share is what they already share with their own
    statements (cluster.fresh), or the other accounts are too far: their mean tie (--threshold 0.3), or half of them have
    none.
    Mean tie of A to the accounts of s3: 0.40.
    Mean tie of B to the accounts of s1: 0.40.
    Mean tie between the two statements: 0.40.
    Most articles of the smaller one have an account in the other: who tells both tells two things.
    "#);
}

#[test]
fn pairs_without_a_link() {
    let place = Place::new().with_run();
    let score = |claims: &str| {
        let shown = place.run(&format!("explain out {claims}")).stdout;
        shown.split_once("\nScore\n").unwrap().1.split_once("\n\n").unwrap().0.to_owned()
    };
    assert_eq!(score("ca1 cd1"), "  No link: the claims are of different events, where only nearly verbatim reuse is linked.");
    insta::assert_snapshot!(score("ca2 cc3"), @r#"
    No link in pairs.csv: the claims have no telling word in common and were not compared, or their probability is below
    0.05 (--keep).
    "#);
    let claims = place.read("out/claims.csv").replace("59,104,1,,\n", "0,58,0,,\n");
    place.file("out/claims.csv", &claims);
    assert_eq!(score("ca1 ca2"), "  No link: claims of one sentence are never compared.");
}

#[test]
fn the_weakest_account_of_a_statement() {
    let place = Place::new().with_run();
    let claims = place.read("out/claims.csv").replacen("0.7000", "0.7500", 1).replacen("0.7000", "0.7500", 1);
    place.file("out/claims.csv", &claims);
    let ran = place.run("explain out --statement s1");
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    insta::assert_snapshot!(ran.stdout.split_once("\nScore\n").unwrap().0, @r#"
    Accounts of s1
      claim  mean tie  tie to A  outlet        text
      ca1    0.75      0.60      Harbour Post  "Every household will have water by June," Tura Vell said.
      cb1    0.75      0.60      Island Mail   "By June every household will have water," the minister said.
      cc1    0.70      A         Évening Wire  Water will come to all households by June.

    A  cc1  Évening Wire · 2025-03-04 · fact
       Water will come to all households by June.
    B  cb1  Island Mail (Island Wire) · 2025-03-04 · quote · Tura Vell
       "By June every household will have water," the minister said.
    "#);
}

#[test]
fn claims_are_known_by_what_their_ids_begin_with() {
    let place = Place::new().with_run();
    let error = |words: &str| {
        let ran = place.run(&format!("explain out {words}"));
        assert_eq!(ran.status, 1, "{words}");
        ran.stderr
    };
    insta::assert_snapshot!(error("ca1 ca"), @r#"
    error: 3 claims have ids that begin with "ca"
      tip: they are ca1, ca2, ca3
    "#);
    insta::assert_snapshot!(error("ca1 x"), @r#"
    error: no claim has an id that begins with "x"
      tip: the ids are in claims.csv
    "#);
    insta::assert_snapshot!(error("ca1 ca1"), @r#"
    error: both are the claim ca1
      tip: name two
    "#);
    insta::assert_snapshot!(error("--statement s"), @r#"
    error: 2 statements have ids that begin with "s"
      tip: they are s1, s2
    "#);
    for words in ["explain out", "explain out ca1", "explain out ca1 ca2 --statement s1"] {
        assert_eq!(place.run(words).status, 2, "{words}");
    }
}

#[test]
fn a_real_run_is_explained_with_its_own_weights() {
    let place = Place::new().with_articles();
    assert_eq!(place.run("run in --out out").status, 0);
    let pairs = place.read("out/pairs.csv");
    let ids: Vec<&str> = pairs.lines().nth(1).unwrap().split(',').take(2).collect();
    let ran = place.run(&format!("explain out {} {}", ids[0], ids[1]));
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    assert!(!ran.stdout.contains("the run was made with others"), "{}", ran.stdout);
    assert!(ran.stdout.lines().all(|line| line.chars().count() <= 120) && !ran.stdout.contains('\u{1b}'), "{}", ran.stdout);
}
