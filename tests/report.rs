//! What is shown of a run: laws that hold for any accounts, and lists in their order.

use crosswire::model::{
    Article, Claim, ClaimKind, Event, Finding, Flag, Moment, Origin, Outcome, Polarity, Speaker, SpeakerBasis, Statement,
};
use crosswire::report::{
    Diff, DiffOptions, Filter, Publishers, View, diff_csv, diff_html, diff_json, diff_key, diff_markdown, diff_tei, diff_text,
    find_quote, list, list_json, matrix,
};
use crosswire::text::Span;
use proptest::prelude::*;
use serde_json::Value;

/// A run in which each text is an article of an outlet of its own with one claim, and all are accounts of one statement.
fn run(texts: &[&str]) -> Outcome {
    let article = |(at, text): (usize, &&str)| Article {
        id: format!("{at}.txt"),
        text: (*text).to_owned(),
        outlet: format!("Outlet {at}"),
        language: "en".to_owned(),
        ..Article::default()
    };
    let claim = |(at, text): (usize, &&str)| Claim {
        id: format!("c{at}"),
        article: at,
        span: Span::whole(text),
        sentence: Span::whole(text),
        block: 0,
        position: 0,
        kind: ClaimKind::Reported,
        speaker: Some(Speaker { name: "Ida Brandt".to_owned(), mention: Span::default(), basis: SpeakerBasis::Named }),
        cue: None,
        utterance: None,
        quoted: Vec::new(),
        quantities: Vec::new(),
        dates: Vec::new(),
        polarity: Polarity::Affirmed,
    };
    let all: Vec<usize> = (0..texts.len()).collect();
    Outcome {
        articles: texts.iter().enumerate().map(article).collect(),
        claims: texts.iter().enumerate().map(claim).collect(),
        events: vec![event("e1", all.clone())],
        origins: all.iter().map(|at| Origin { id: format!("o{at}"), articles: vec![*at] }).collect(),
        statements: vec![statement("s1", all)],
        ..Outcome::default()
    }
}

fn event(id: &str, articles: Vec<usize>) -> Event {
    Event { id: id.to_owned(), title: "The harbour".to_owned(), articles, first_published: None, last_published: None }
}

fn statement(id: &str, members: Vec<usize>) -> Statement {
    let ties = vec![0.9; members.len()];
    Statement { id: id.to_owned(), event: Some(0), representative: members[0], members, ties, findings: Vec::new() }
}

fn diff<'a>(view: &View<'a>) -> Diff<'a> {
    Diff::of(0, view, &DiffOptions::default())
}

/// The text that is shown, without styles.
fn plain(diff: &Diff, view: &View, width: usize) -> String {
    let mut out = Vec::new();
    diff_text(diff, view, width, &mut anstream::StripStream::new(&mut out)).unwrap();
    String::from_utf8(out).unwrap()
}

/// Accounts in any script, with marks, line breaks, and what would steer a terminal.
fn account() -> impl Strategy<Value = String> {
    "(the|Ferry|sank|said|21|24|“|”|\\(|\\)|,|\\. |…|各方必须|贡献|שלום|Сергей|é|&|<b>|\\*|`|\"|\u{1b}\\[2J|\u{202e}|\n| |-|\\PC){1,40}"
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_accounts_fit_the_screen_and_steer_nothing(a in account(), b in account(), c in account(), width in 10usize..170) {
        let run = run(&[&a, &b, &c]);
        let view = View::from(&run);
        let diff = diff(&view);
        for line in plain(&diff, &view, width).lines().map(str::to_owned).chain(diff_key(std::slice::from_ref(&diff), width)) {
            let line = anstream::adapter::strip_str(&line).to_string();
            prop_assert!(console::measure_text_width(&line) <= width, "{} {:?}", width, line);
            prop_assert!(!line.contains(['\u{1b}', '\u{202e}']), "{:?}", line);
        }
    }

    #[test]
    fn columns_of_the_alignment_table_are_the_accounts(a in account(), b in account(), c in account()) {
        let run = run(&[&a, &b, &c]);
        let view = View::from(&run);
        let diff = diff(&view);
        let mut out = Vec::new();
        diff_json(std::slice::from_ref(&diff), &view, &mut out).unwrap();
        let table: Value = serde_json::from_slice(&out).unwrap();
        let rows = table["table"].as_array().unwrap();
        prop_assert_eq!(rows.len(), table["differs"].as_array().unwrap().len());
        prop_assert_eq!(table["witnesses"].as_array().unwrap().len(), diff.accounts.len());
        for (at, account) in diff.accounts.iter().enumerate() {
            let tokens = rows.iter().flat_map(|row| row[at].as_array().unwrap());
            let text: String = tokens.map(|token| token["t"].as_str().unwrap()).collect();
            prop_assert_eq!(text, account.text);
        }
    }

    #[test]
    fn texts_of_strangers_are_no_markup(a in account(), b in account()) {
        let run = run(&[&a, &b]);
        let view = View::from(&run);
        let diffs = [diff(&view)];
        let (mut html, mut tei, mut markdown, mut csv) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        diff_html(&diffs, &view, &mut html).unwrap();
        diff_tei(&diffs, &view, &mut tei).unwrap();
        diff_markdown(&diffs, &view, &mut markdown).unwrap();
        diff_csv(&diffs, &view, &mut csv).unwrap();
        let (html, tei) = (String::from_utf8(html).unwrap(), String::from_utf8(tei).unwrap());
        prop_assert!(balanced(&tei).is_ok(), "{:?}\n{}", balanced(&tei), tei);
        let body = html.split_once("<section").unwrap().1.replace("<br>", "");
        prop_assert!(balanced(&format!("<html><body><section{body}")).is_ok(), "{}", html);
        prop_assert!(!String::from_utf8(markdown).unwrap().contains("<b>"));
        // Each row has all columns.
        prop_assert!(csv::Reader::from_reader(csv.as_slice()).records().all(|row| row.is_ok()));
    }
}

/// Whether all tags are closed in turn, and no bare `&` or control character is in the text.
fn balanced(markup: &str) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = markup;
    while let Some((text, after)) = rest.split_once('<') {
        let is_entity = |part: &str| ["amp;", "lt;", "gt;", "quot;"].iter().any(|entity| part.starts_with(entity));
        if let Some(bare) = text.split('&').skip(1).find(|part| !is_entity(part)) {
            return Err(format!("bare & before {bare}"));
        }
        if text.contains(|c: char| c.is_control() && !c.is_whitespace()) {
            return Err(format!("control character in {text:?}"));
        }
        let (tag, after) = after.split_once('>').ok_or("an open tag")?;
        match tag.strip_prefix('/') {
            Some(name) if open.pop() != Some(name) => return Err(format!("{name} closes nothing")),
            None if !tag.ends_with('/') && !tag.starts_with(['?', '!']) => {
                open.push(tag.split_whitespace().next().unwrap_or_default());
            }
            _ => {}
        }
        rest = after;
    }
    if open.is_empty() { Ok(()) } else { Err(format!("{open:?} are open")) }
}

#[test]
fn the_base_is_the_fullest_quote_or_whose_is_asked_for() {
    let mut run = run(&["It will open.", "The harbour will open on Friday.", "“It will open on Friday”", "“It will open”"]);
    run.claims[2].kind = ClaimKind::Quote;
    run.claims[3].kind = ClaimKind::Quote;
    run.articles[3].published = Moment::parse("2025-03-04");
    let view = View::from(&run);
    let order = |options: &DiffOptions| Diff::of(0, &view, options).accounts.iter().map(|a| a.claim).collect::<Vec<_>>();
    assert_eq!(order(&DiffOptions::default()), [2, 3, 0, 1]);
    let base = Some(Publishers::meant("outlet 1", &view));
    assert_eq!(order(&DiffOptions { base: base.clone(), ..DiffOptions::default() }), [1, 3, 0, 2]);
    let only = Some(vec![Publishers::meant("outlet 0", &view), Publishers::meant("outlet 3", &view)]);
    let options = DiffOptions { base, only, ..DiffOptions::default() };
    assert_eq!((order(&options), Diff::of(0, &view, &options).left_out), (vec![3, 0], 2));
}

#[test]
fn accounts_with_the_same_words_are_shown_once() {
    let run = run(&["The harbour opens on Friday, she said.", "“The harbour opens on Friday”, she said", "It opens soon."]);
    let view = View::from(&run);
    let diff = diff(&view);
    assert_eq!(diff.accounts.iter().map(|a| a.same_as).collect::<Vec<_>>(), [None, Some(0), None]);
    assert!(diff.accounts[1].is_verbatim());
    let shown = plain(&diff, &view, 80);
    assert_eq!(shown.matches("harbour opens on Friday").count(), 1, "{shown}");
    assert!(shown.contains("The same words: Outlet 1"), "{shown}");
}

#[test]
fn an_account_in_other_words_shows_what_both_have() {
    let run = run(&[
        "Ida Brandt insisted the embargo against Varn would be removed as soon as the Osk accord is fully honoured.",
        "once Varn lives up to what was settled at Osk, \"the embargo can start to go away\".",
    ]);
    let view = View::from(&run);
    let diff = diff(&view);
    let shown = plain(&diff, &view, 80);
    assert!(diff.accounts[1].in_other_words, "{shown}");
    assert!(shown.contains("once *Varn* lives up to what was settled at *Osk*, \"the *embargo*"), "{shown}");
    assert!(!shown.contains("[-") && !shown.contains("{+"), "{shown}");
    let every_edit = Diff::of(0, &view, &DiffOptions { own_words: 0.0, ..DiffOptions::default() });
    let shown = plain(&every_edit, &view, 80);
    assert!(shown.contains("[-") && shown.contains("{+") && !shown.contains('*'), "{shown}");
}

#[test]
fn how_a_turn_goes_on_is_told() {
    let mut run = run(&["All must help", "Everyone must help, and we want to do it together"]);
    run.articles[0].text = "All must help. But together.".to_owned();
    run.claims[0].utterance = Some("u1".to_owned());
    let next = Claim { id: "c0b".to_owned(), span: Span::new(15, 28), sentence: Span::new(15, 28), ..run.claims[0].clone() };
    run.claims.insert(1, next);
    run.statements[0] = statement("s1", vec![0, 2]);
    let view = View::from(&run);
    let shown = plain(&diff(&view), &view, 80);
    assert!(shown.contains("  goes on: But together.\n"), "{shown}");
}

#[test]
fn what_one_outlet_says_in_two_sentences_is_read_against_the_one_sentence_of_another() {
    let mut run = run(&["", "We hold that each must help in the fight against fires, and Varn prefers to work together"]);
    run.articles[0].text =
        "Our view is that all must help in fighting fires. But we prefer to work together. We left.".to_owned();
    let part = |id: &str, start, end| Claim {
        id: id.to_owned(),
        span: Span::new(start, end),
        sentence: Span::new(start, end),
        utterance: Some("u1".to_owned()),
        ..run.claims[0].clone()
    };
    let parts = [part("c0", 0, 49), part("c0b", 50, 81), part("c0c", 82, 90)];
    run.claims.splice(0..1, parts);
    run.statements = vec![statement("s1", vec![0, 3]), statement("s2", vec![1, 3])];
    let view = View::from(&run);
    for at in 0..2 {
        let diff = Diff::of(at, &view, &DiffOptions::default());
        let whole = diff.accounts.iter().find(|account| account.claim < 3).unwrap();
        assert_eq!(whole.text, "Our view is that all must help in fighting fires. But we prefer to work together.");
        assert!(!diff.accounts.iter().any(|account| account.in_other_words));
        let shown = plain(&diff, &view, 80);
        assert!(!shown.contains("before it:") && shown.contains("goes on: We left."), "{shown}");
    }
    // Where both sentences are accounts, they are one passage.
    run.statements = vec![statement("s1", vec![0, 1, 3])];
    let view = View::from(&run);
    let texts = |view: &View| diff(view).accounts.iter().map(|a| a.text.len()).collect::<Vec<_>>();
    assert_eq!(texts(&view), [run.claims[3].span.len(), 81]);
    // What no other account answers is not read with it.
    run.statements = vec![statement("s1", vec![0, 3])];
    let view = View::from(&run);
    assert_eq!(texts(&view), [run.claims[3].span.len(), 49]);
}

#[test]
fn a_finding_between_accounts_that_are_shown_is_told_first() {
    let mut run = run(&["Five boats sank in Veldt.", "Nine boats sank in Veldt.", "Ten boats sank in Veldt."]);
    let finding = |claims: (usize, usize)| Finding {
        flag: Flag::Numbers,
        claims,
        spans: (Span::new(0, 4), Span::new(0, 4)),
        note: format!("{} against {}.", claims.0, claims.1),
    };
    run.statements[0].findings = vec![finding((0, 1)), finding((1, 2))];
    let view = View::from(&run);
    let told = |only: Option<Vec<Publishers>>| {
        let options = DiffOptions { only, ..DiffOptions::default() };
        plain(&Diff::of(0, &view, &options), &view, 80)
    };
    let two = ["Outlet 1", "Outlet 2"].map(|outlet| Publishers::meant(outlet, &view)).to_vec();
    assert!(told(Some(two)).contains("! numbers: 1 against 2. (1 more such"), "the third is not shown");
    assert!(told(None).contains("! numbers: 0 against 1. (1 more such"));
}

#[test]
fn statements_stand_by_conflict_then_by_origins_and_outlets() {
    let mut run = run(&["a", "b", "c", "d"]);
    // Two articles of one text are one origin.
    run.origins = vec![
        Origin { id: "o0".to_owned(), articles: vec![0, 1] },
        Origin { id: "o2".to_owned(), articles: vec![2] },
        Origin { id: "o3".to_owned(), articles: vec![3] },
    ];
    let with = |id: &str, members: &[usize], flags: &[Flag]| {
        let finding = |flag: &Flag| Finding {
            flag: *flag,
            claims: (members[0], members[1]),
            spans: (Span::new(0, 1), Span::new(0, 1)),
            note: String::new(),
        };
        Statement { findings: flags.iter().map(finding).collect(), ..statement(id, members.to_vec()) }
    };
    run.statements = vec![
        with("s0", &[0, 1, 2], &[]),
        with("s1", &[1, 2, 3], &[]),
        with("s2", &[0, 1], &[Flag::Altered]),
        with("s3", &[2, 3], &[Flag::Hedge]),
        with("s4", &[0, 1], &[Flag::Cue, Flag::Numbers]),
    ];
    let view = View::from(&run);
    let ids = |filter: &Filter| {
        let found = list(&view, filter);
        found.iter().map(|it| view.statements[it.statement].id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(ids(&Filter::default()), ["s4", "s2", "s3", "s1", "s0"]);
    assert_eq!(ids(&Filter { origins: 3, ..Filter::default() }), ["s1"]);
    let (first, last) = (Publishers::meant("outlet0", &view), Publishers::meant("Outlet 3", &view));
    let filter = Filter { carried_by: vec![first], omitted_by: vec![last], ..Filter::default() };
    assert_eq!(ids(&filter), ["s4", "s2", "s0"]);
    let found = matrix(0, &view);
    let outlets: Vec<(&str, usize)> = found.outlets.iter().map(|column| (column.outlet, column.carried)).collect();
    assert_eq!(outlets, [("Outlet 1", 4), ("Outlet 0", 3), ("Outlet 2", 3), ("Outlet 3", 2)]);
    assert_eq!(found.rows[0].listed.summary.outlets, 3);
    let mut out = Vec::new();
    list_json(&list(&view, &filter), &view, &mut out).unwrap();
    assert_eq!(serde_json::from_slice::<Value>(&out).unwrap()[0]["flags"], serde_json::json!(["numbers", "cue"]));
}

#[test]
fn a_quote_is_found_by_its_rare_words_in_any_form() {
    let run = run(&[
        "The talks in Osk will go on, she said.",
        "We expect everybody to contribute to the rebuilding of the harbour",
        "She said the talks were long, and that the harbour was not among the themes.",
    ]);
    let view = View::from(&run);
    let best = |quote: &str| find_quote(quote, &view).first().map(|found| found.claim);
    assert_eq!(best("all must make a contribution to the harbor's rebuilding"), Some(1));
    assert_eq!(best("talks go on"), Some(0));
    assert_eq!(best("the long talks"), Some(2));
    let words = find_quote("the talks were long", &view);
    assert!((words[0].likeness - 1.0).abs() < 1e-9 && words[0].claim == 2);
    let shuffled = find_quote("long were talks the", &view);
    assert!(shuffled[0].likeness < words[0].likeness && shuffled[0].claim == 2);
    assert!(find_quote("", &view).is_empty() && find_quote("…", &view).is_empty());
}

#[test]
fn a_statement_of_many_accounts_is_shown_in_time() {
    let long: Vec<String> = (0..200).map(|at| format!("word {at} if but may will not ").repeat(8)).collect();
    let texts: Vec<&str> = long.iter().map(String::as_str).collect();
    let run = run(&texts);
    let view = View::from(&run);
    let started = std::time::Instant::now();
    plain(&diff(&view), &view, 80);
    // Unoptimised and on a busy machine; what is quadratic in accounts takes minutes.
    assert!(started.elapsed().as_secs() < 30, "{:?}", started.elapsed());
}
