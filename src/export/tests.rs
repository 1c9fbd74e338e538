//! Every file from a small outcome with hostile cells.

use super::statement::COVERAGE;
use super::*;
use crate::compare::Coverage;
use crate::error::{Problem, ProblemKind};
use crate::model::*;
use crate::text::Span;

/// Two articles of one event and a third one alone. The first text is not ASCII, so that bytes and code points differ.
fn outcome() -> Outcome {
    let first = "«Мы продолжим», said Тура Велл. More than 40 wells, she added.";
    let second = "=HYPERLINK(\"x\")\nVell: \"We will go on,\nall of us\".";
    let third = "Fog closed the port.";
    let noon = Moment { date: Date::new(2021, 3, 1).unwrap(), minute: Some(720), offset: Some(180) };
    Outcome {
        articles: vec![
            Article {
                agency: Some("Island Wire".to_owned()),
                dateline: Some("PORT VELL, March 1".to_owned()),
                published: Some(noon),
                published_basis: Some(DateBasis::Text),
                blocks: vec![Block { span: place(first, "More than 40 wells, she added."), kind: BlockKind::Paragraph }],
                ..article("a.txt", first, "Harbour Post")
            },
            Article {
                published: Some(Moment::day(Date::new(2021, 3, 1).unwrap())),
                published_basis: Some(DateBasis::Record),
                title: Some("+1 for \"wells\", again".to_owned()),
                url: Some("https://example.org/?a=1,2".to_owned()),
                line: Some(7),
                author: Some("=Mo Lund".to_owned()),
                dropped: vec![Dropped { span: place(second, "=HYPERLINK(\"x\")"), reason: "share bar".into() }],
                ..article("@b", second, "Evening, \"The\" Mail")
            },
            article("c.txt", third, "unknown"),
        ],
        claims: vec![
            claim(0, "c1", first, "«Мы продолжим»", ClaimKind::Quote, Some(("Тура Велл", "Тура Велл"))),
            Claim {
                quantities: vec![Quantity {
                    span: place(first, "40"),
                    value: 40.0,
                    high: None,
                    bound: Bound::AtLeast,
                    unit: Some("well".to_owned()),
                }],
                polarity: Polarity::Negated,
                position: 1,
                ..claim(0, "c2", first, "More than 40 wells", ClaimKind::Reported, Some(("Тура Велл", "she")))
            },
            claim(1, "c3", second, "\"We will go on,\nall of us\"", ClaimKind::Quote, Some(("Vell", "Vell"))),
            claim(1, "c4", second, "=HYPERLINK(\"x\")", ClaimKind::Fact, None),
            claim(2, "c5", third, "Fog closed the port.", ClaimKind::Fact, None),
        ],
        events: vec![event("e1", "Wells, \"more\" wells", vec![0, 1], Some(noon)), event("e2", "-fog-", vec![2], None)],
        origins: vec![origin("o1", vec![0]), origin("o2", vec![1]), origin("o3", vec![2])],
        links: vec![Link {
            pair: Pair { left: 0, right: 2, key: MatchKey::Event },
            probability: 0.98765,
            evidence: Evidence([0.25; Evidence::NAMES.len()]),
        }],
        statements: vec![
            statement(
                "s1",
                Some(0),
                vec![0, 2],
                vec![0.9, 0.7],
                vec![
                    finding(Flag::Attribution, (0, 2), (place(first, "Тура Велл"), place(second, "Vell"))),
                    finding(Flag::Cue, (0, 2), (place(first, "said"), place(second, "=HYPER"))),
                ],
            ),
            statement("s2", Some(0), vec![1, 2], vec![0.6, 0.5], vec![]),
        ],
        problems: vec![Problem {
            path: "in/=bad.jsonl".to_owned(),
            line: Some(3),
            kind: ProblemKind::Malformed,
            message: "-1 is \"odd\"; the record is left out".to_owned(),
        }],
        counts: Counts { files: 4, rejected: 1, pairs: 6, links_below_keep: 5, ..Counts::default() },
    }
}

fn place(text: &str, part: &str) -> Span {
    let start = text.find(part).unwrap();
    Span::new(start, start + part.len())
}

fn article(id: &str, text: &str, outlet: &str) -> Article {
    Article {
        id: id.to_owned(),
        path: format!("in/{id}"),
        text: text.to_owned(),
        encoding: "UTF-8".to_owned(),
        outlet: outlet.to_owned(),
        language: "en".to_owned(),
        ..Article::default()
    }
}

fn claim(article: usize, id: &str, text: &str, part: &str, kind: ClaimKind, speaker: Option<(&str, &str)>) -> Claim {
    let span = place(text, part);
    Claim {
        id: id.to_owned(),
        article,
        span,
        sentence: span,
        block: 0,
        position: 0,
        kind,
        speaker: speaker.map(|(name, mention)| Speaker {
            name: name.to_owned(),
            mention: place(text, mention),
            basis: if name == mention { SpeakerBasis::Named } else { SpeakerBasis::Pronoun },
        }),
        cue: text.find("said").map(|start| Cue { span: Span::new(start, start + 4), lemma: "say".to_owned() }),
        utterance: speaker.map(|_| format!("u{article}")),
        quoted: Vec::new(),
        quantities: Vec::new(),
        dates: Vec::new(),
        polarity: Polarity::Affirmed,
    }
}

fn event(id: &str, title: &str, articles: Vec<usize>, published: Option<Moment>) -> Event {
    Event { id: id.to_owned(), title: title.to_owned(), articles, first_published: published, last_published: published }
}

fn origin(id: &str, articles: Vec<usize>) -> Origin {
    Origin { id: id.to_owned(), articles }
}

fn statement(id: &str, event: Option<usize>, members: Vec<usize>, ties: Vec<f64>, findings: Vec<Finding>) -> Statement {
    let representative = members[0];
    Statement { id: id.to_owned(), event, members, ties, representative, findings }
}

fn finding(flag: Flag, claims: (usize, usize), spans: (Span, Span)) -> Finding {
    Finding { flag, claims, spans, note: "-one has “a”, the other “b”".to_owned() }
}

fn written(file: File, outcome: &Outcome) -> String {
    let mut out = Vec::new();
    write(file, outcome, &ExportOptions::default(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// A file with its line ends made visible where they are not CR LF.
fn shown(file: File) -> String {
    written(file, &outcome()).replace('\n', "⏎\n").replace("\r⏎\n", "\n")
}

#[test]
fn articles_csv() {
    insta::assert_snapshot!(shown(File::Articles), @r#"
    article_id,path,outlet,agency,origin_id,event_id,published,dateline,language,title,url,claims,dropped_chars,chars,published_basis,encoding,line,stated_event,author
    a.txt,in/a.txt,Harbour Post,Island Wire,o1,e1,2021-03-01T12:00:00+03:00,"PORT VELL, March 1",en,,,2,0,62,text,UTF-8,,,
    '@b,in/@b,"Evening, ""The"" Mail",,o2,e1,2021-03-01,,en,"'+1 for ""wells"", again","https://example.org/?a=1,2",2,15,49,record,UTF-8,7,,'=Mo Lund
    c.txt,in/c.txt,unknown,,o3,e2,,,en,,,1,0,20,,UTF-8,,,
    "#);
}

#[test]
fn claims_csv() {
    insta::assert_snapshot!(shown(File::Claims), @r#"
    claim_id,statement_id,event_id,article_id,outlet,agency,published,kind,speaker,cue,start,end,text,utterance_id,score,origin_id,mention,speaker_basis,polarity,numbers,dates,sentence_start,sentence_end,position
    c1,s1,e1,a.txt,Harbour Post,Island Wire,2021-03-01T12:00:00+03:00,quote,Тура Велл,say,0,14,«Мы продолжим»,u0,0.9000,o1,Тура Велл,named,affirmed,,,0,14,0
    c2,s2,e1,a.txt,Harbour Post,Island Wire,2021-03-01T12:00:00+03:00,reported,Тура Велл,say,32,50,More than 40 wells,u0,0.6000,o1,she,pronoun,negated,>=40 well,,32,50,1
    c3,s1,e1,'@b,"Evening, ""The"" Mail",,2021-03-01,quote,Vell,,22,48,"""We will go on,⏎
    all of us""",u1,0.7000,o2,Vell,named,affirmed,,,22,48,0
    c3,s2,e1,'@b,"Evening, ""The"" Mail",,2021-03-01,quote,Vell,,22,48,"""We will go on,⏎
    all of us""",u1,0.5000,o2,Vell,named,affirmed,,,22,48,0
    c4,,e1,'@b,"Evening, ""The"" Mail",,2021-03-01,fact,,,0,15,"'=HYPERLINK(""x"")",,,o2,,,affirmed,,,0,15,0
    c5,,e2,c.txt,unknown,,,fact,,,0,20,Fog closed the port.,,,o3,,,affirmed,,,0,20,0
    "#);
}

#[test]
fn statements_csv() {
    insta::assert_snapshot!(shown(File::Statements), @r#"
    statement_id,event_id,kind,speaker,accounts,outlets,origins,first_outlet,first_published,min_score,mean_score,flags,text,claim_id,articles,agencies,last_published
    s1,e1,quote,Тура Велл,2,2,2,"Evening, ""The"" Mail",2021-03-01,0.7000,0.8000,attribution;cue,«Мы продолжим»,c1,2,1,2021-03-01T12:00:00+03:00
    s2,e1,quote,Тура Велл,2,2,2,"Evening, ""The"" Mail",2021-03-01,0.5000,0.5500,,More than 40 wells,c2,2,1,2021-03-01T12:00:00+03:00
    "#);
}

#[test]
fn flags_csv() {
    insta::assert_snapshot!(shown(File::Flags), @r#"
    statement_id,flag,claim_id_l,outlet_l,start_l,end_l,text_l,claim_id_r,outlet_r,start_r,end_r,text_r,note
    s1,attribution,c1,Harbour Post,21,30,Тура Велл,c3,"Evening, ""The"" Mail",16,20,Vell,"'-one has “a”, the other “b”"
    s1,cue,c1,Harbour Post,16,20,said,c3,"Evening, ""The"" Mail",0,6,'=HYPER,"'-one has “a”, the other “b”"
    "#);
}

#[test]
fn events_csv() {
    insta::assert_snapshot!(shown(File::Events), @r#"
    event_id,title,first_published,last_published,articles,outlets,origins,statements,agencies,claims
    e1,"Wells, ""more"" wells",2021-03-01T12:00:00+03:00,2021-03-01T12:00:00+03:00,2,2,2,2,1,4
    e2,'-fog-,,,1,1,1,0,0,1
    "#);
}

#[test]
fn problems_csv() {
    insta::assert_snapshot!(shown(File::Problems), @r#"
    path,line,kind,message
    in/=bad.jsonl,3,malformed,"'-1 is ""odd""; the record is left out"
    "#);
}

#[test]
fn articles_jsonl() {
    insta::assert_snapshot!(shown(File::Texts), @r#"
    {"id":"a.txt","outlet":"Harbour Post","agency":"Island Wire","dateline":"PORT VELL, March 1","published":"2021-03-01T12:00:00+03:00","language":"en","title":null,"url":null,"text":"«Мы продолжим», said Тура Велл. More than 40 wells, she added.","blocks":[{"start":32,"end":62,"kind":"paragraph"}],"dropped":[],"path":"in/a.txt","line":null,"origin_id":"o1","event_id":"e1","author":null}⏎
    {"id":"@b","outlet":"Evening, \"The\" Mail","agency":null,"dateline":null,"published":"2021-03-01","language":"en","title":"+1 for \"wells\", again","url":"https://example.org/?a=1,2","text":"=HYPERLINK(\"x\")\nVell: \"We will go on,\nall of us\".","blocks":[],"dropped":[{"start":0,"end":15,"reason":"share bar"}],"path":"in/@b","line":7,"origin_id":"o2","event_id":"e1","author":"=Mo Lund"}⏎
    {"id":"c.txt","outlet":"unknown","agency":null,"dateline":null,"published":null,"language":"en","title":null,"url":null,"text":"Fog closed the port.","blocks":[],"dropped":[],"path":"in/c.txt","line":null,"origin_id":"o3","event_id":"e2","author":null}⏎
    "#);
}

#[test]
fn coverage_csv() {
    let outcome = outcome();
    let rows = [(0, 0, Some((0, ClaimKind::Quote))), (1, 1, None)].map(|(statement, article, carries)| Coverage {
        statement,
        article,
        event: 0,
        claim: carries.map(|(claim, _)| claim),
        carried_as: carries.map(|(_, kind)| kind),
    });
    let mut out = Vec::new();
    table::write(COVERAGE, rows.into_iter(), &View::of(&outcome), &ExportOptions::default(), &mut out).unwrap();
    insta::assert_snapshot!(String::from_utf8(out).unwrap().replace("\r\n", "\n"), @r#"
    statement_id,event_id,outlet,article_id,carried,claim_id,agency,origin_id,published,carried_as
    s1,e1,Harbour Post,a.txt,true,c1,Island Wire,o1,2021-03-01T12:00:00+03:00,quote
    s2,e1,"Evening, ""The"" Mail",'@b,false,,,o2,2021-03-01,
    "#);
}

#[test]
fn readings_csv() {
    let mut outcome = outcome();
    let third = "On Monday, 40 wells were shut, Tura Vellmer said. =We will go on= — Тура";
    let fourth = "Some 45 wells were closed on Monday, Tura Velmer said. We will not go on =+";
    outcome.articles.extend([article("d.txt", third, "Isle"), article("e.txt", fourth, "-Coast-")]);
    outcome.claims.extend([
        claim(3, "c6", third, "On Monday, 40 wells were shut, Tura Vellmer", ClaimKind::Fact, None),
        claim(3, "c7", third, "=We will go on= — Тура", ClaimKind::Fact, None),
        claim(4, "c8", fourth, "Some 45 wells were closed on Monday, Tura Velmer", ClaimKind::Fact, None),
        claim(4, "c9", fourth, "We will not go on", ClaimKind::Fact, None),
        claim(4, "c10", fourth, "=+", ClaimKind::Fact, None),
    ]);
    let numbers = finding(Flag::Numbers, (5, 7), (Span::new(11, 19), Span::new(0, 13)));
    outcome.statements = vec![
        statement("s1", Some(0), vec![0, 2], vec![0.9, 0.7], vec![]),
        statement("s2", Some(0), vec![5, 7], vec![0.9, 0.7], vec![numbers]),
        statement("s3", Some(0), vec![6, 8, 9], vec![0.9, 0.7, 0.6], vec![]),
    ];
    let text = written(File::Readings, &outcome);
    insta::assert_snapshot!(text.replace("\r\n", "\n"), @r#"
    statement_id,claim_id,outlet,edit,base_text,text,flag,variant,base_claim_id,base_start,base_end,start,end
    s1,c3,"Evening, ""The"" Mail",replace,Мы продолжим,"We will go on,
    all of us",,wording,c1,1,13,23,47
    s2,c8,'-Coast-,move,On Monday,on Monday,,,c6,0,9,26,35
    s2,c8,'-Coast-,insert,,Some,numbers,,c6,11,11,0,4
    s2,c8,'-Coast-,replace,40,45,numbers,number,c6,11,13,5,7
    s2,c8,'-Coast-,replace,shut,closed,,wording,c6,25,29,19,25
    s2,c8,'-Coast-,replace,Vellmer,Velmer,,spelling,c6,36,43,42,48
    s3,c9,'-Coast-,insert,,not,,,c7,59,59,63,66
    s3,c9,'-Coast-,delete,Тура,,,,c7,68,72,72,72
    s3,c10,'-Coast-,replace,We will go on= — Тура,'=+,,wording,c7,51,72,73,75
    "#);
}

#[test]
fn pairs_csv_ends_with_the_evidence() {
    let text = written(File::Pairs, &outcome());
    let mut lines = text.lines();
    let fixed = "claim_id_l,claim_id_r,outlet_l,outlet_r,statement_id,match_key,match_probability";
    let header: Vec<&str> = [fixed].into_iter().chain(Evidence::NAMES).collect();
    assert_eq!(lines.next().unwrap(), header.join(","));
    let row = r#"c1,c3,Harbour Post,"Evening, ""The"" Mail",s1,event,0.9877"#;
    let cells: Vec<&str> = [row].into_iter().chain(vec!["0.2500"; Evidence::NAMES.len()]).collect();
    assert_eq!(lines.next().unwrap(), cells.join(","));
    assert_eq!(lines.next(), None);
}

/// The columns that outputs promise, each in this order at the start of its file.
#[test]
fn the_first_columns_are_the_promised_ones() {
    let promised = [
        (
            File::Articles,
            "article_id,path,outlet,agency,origin_id,event_id,published,dateline,language,title,url,claims,dropped_chars",
        ),
        (
            File::Claims,
            "claim_id,statement_id,event_id,article_id,outlet,agency,published,kind,speaker,cue,start,end,text,utterance_id,score",
        ),
        (File::Pairs, "claim_id_l,claim_id_r,outlet_l,outlet_r,statement_id,match_key,match_probability"),
        (
            File::Statements,
            "statement_id,event_id,kind,speaker,accounts,outlets,origins,first_outlet,first_published,min_score,mean_score,flags,text",
        ),
        (File::Readings, "statement_id,claim_id,outlet,edit,base_text,text,flag"),
        (File::Coverage, "statement_id,event_id,outlet,article_id,carried,claim_id"),
        (File::Events, "event_id,title,first_published,last_published,articles,outlets,origins,statements"),
        (File::Problems, "path,line,kind,message"),
    ];
    for (file, columns) in promised {
        let header = written(file, &Outcome::default());
        assert!(header.starts_with(columns), "{}: {header}", file.name());
        assert!(header[columns.len()..].starts_with([',', '\r']), "{}: {header}", file.name());
        assert!(header.ends_with("\r\n") && header.lines().count() == 1, "{}: {header}", file.name());
    }
}

#[test]
fn places_count_code_points_of_the_text_in_articles_jsonl() {
    let texts: Vec<serde_json::Value> =
        written(File::Texts, &outcome()).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let claims = written(File::Claims, &outcome());
    let mut reader = csv::Reader::from_reader(claims.as_bytes());
    let rows: Vec<std::collections::HashMap<String, String>> = reader.deserialize().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 6);
    for row in rows {
        // `@b` is guarded in the CSV as `'@b`.
        let id = row["article_id"].trim_start_matches('\'');
        let text: Vec<char> = texts.iter().find(|t| t["id"] == id).unwrap()["text"].as_str().unwrap().chars().collect();
        let (start, end): (usize, usize) = (row["start"].parse().unwrap(), row["end"].parse().unwrap());
        assert_eq!(text[start..end].iter().collect::<String>(), row["text"].trim_start_matches('\''));
    }
}

#[test]
fn a_byte_order_mark_is_written_on_demand_to_csv_only() {
    for file in File::ALL {
        let mut out = Vec::new();
        write(file, &outcome(), &ExportOptions { excel: true }, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text.starts_with('\u{feff}'), file.name().ends_with(".csv"), "{}", file.name());
        assert_eq!(text.trim_start_matches('\u{feff}'), written(file, &outcome()));
    }
}

/// What a statement of claims with these kinds and speakers is called.
fn summed_up(accounts: &[(ClaimKind, &str)]) -> (String, String) {
    let text = "Vell, Tura Vell, T. Vell, officials";
    let mut outcome = outcome();
    outcome.articles = vec![article("a", text, "Harbour Post")];
    let account = |(kind, speaker): &(ClaimKind, &str)| {
        claim(0, "c", text, text, *kind, Some((*speaker, *speaker)).filter(|(name, _)| !name.is_empty()))
    };
    outcome.claims = accounts.iter().map(account).collect();
    outcome.events.clear();
    outcome.origins.clear();
    outcome.links.clear();
    let members: Vec<usize> = (0..accounts.len()).collect();
    outcome.statements = vec![statement("s", None, members, vec![1.0; accounts.len()], vec![])];
    let csv = written(File::Statements, &outcome);
    let row = csv::Reader::from_reader(csv.as_bytes()).records().next().unwrap().unwrap();
    (row[2].to_owned(), row[3].to_owned())
}

#[test]
fn a_statement_is_of_its_strongest_kind() {
    use ClaimKind::{Fact, Headline, Quote, Reported};
    let kind = |kinds: &[ClaimKind]| summed_up(&kinds.iter().map(|kind| (*kind, "")).collect::<Vec<_>>()).0;
    assert_eq!(kind(&[Fact, Reported, Quote, Fact]), "quote");
    assert_eq!(kind(&[Fact, Fact, Headline, Reported]), "reported");
    assert_eq!(kind(&[Headline, Fact]), "fact");
    assert_eq!(kind(&[Headline, Headline, Fact]), "headline");
}

#[test]
fn a_statement_has_its_most_frequent_speaker_by_the_fullest_name() {
    let speaker = |names: &[&str]| summed_up(&names.iter().map(|name| (ClaimKind::Quote, *name)).collect::<Vec<_>>()).1;
    assert_eq!(speaker(&["Vell", "Vell", "Tura Vell"]), "Tura Vell");
    assert_eq!(speaker(&["officials", "officials", "Tura Vell"]), "officials");
    assert_eq!(speaker(&["officials", "Tura Vell", ""]), "Tura Vell");
    assert_eq!(speaker(&["", ""]), "");
}

#[test]
fn run_json_tells_all_but_the_timing_alike() {
    let json = |threads: usize, total: f64| {
        let timing = Timing { threads, seconds: vec![(crate::observe::Stage::Ingest, 0.12345)], total, ..Timing::default() };
        let inputs = ["b".to_owned(), "a".to_owned()];
        let mut out = Vec::new();
        let record = RunRecord { inputs: &inputs, options: std::collections::BTreeMap::from([("keep", 0.1)]), timing };
        record::run_json(&Totals::of(&outcome()), &record, &[], &mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    let (one, two) = (json(1, 2.5), json(8, 3.25));
    let before = |text: &str| text[..text.find("\"timing\"").unwrap()].to_owned();
    assert_eq!(before(&one), before(&two));
    insta::assert_snapshot!(two.replace(env!("CARGO_PKG_VERSION"), "VERSION"), @r#"
    {
      "program": "crosswire",
      "version": "VERSION",
      "inputs": [
        "a",
        "b"
      ],
      "options": {
        "keep": 0.1
      },
      "counts": {
        "files": 4,
        "rejected": 1,
        "hidden": 0,
        "repeated": 0,
        "superseded": 0,
        "articles": 3,
        "outlets": 3,
        "agencies": 1,
        "events": 2,
        "article_pairs_left_out": 0,
        "articles_cut": 0,
        "origins": 3,
        "claims": 5,
        "claims_by_kind": {
          "fact": 2,
          "quote": 2,
          "reported": 1
        },
        "pairs": 6,
        "pairs_left_out": 0,
        "links": 1,
        "links_below_keep": 5,
        "statements": 2,
        "claims_in_statements": 3,
        "outlets_in_statements": 2,
        "problems": 1,
        "problems_by_kind": {
          "malformed": 1
        }
      },
      "files": [
        "articles.csv",
        "claims.csv",
        "pairs.csv",
        "statements.csv",
        "readings.csv",
        "flags.csv",
        "coverage.csv",
        "events.csv",
        "problems.csv",
        "articles.jsonl",
        "run.json"
      ],
      "timing": {
        "threads": 8,
        "seconds": {
          "ingest": 0.123,
          "total": 3.25
        }
      }
    }
    "#);
}
