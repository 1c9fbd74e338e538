//! What a run writes reads back as it was.

use crosswire::config::Config;
use crosswire::export::{ExportOptions, Folder, RunRecord, Timing, Totals};
use crosswire::model::{Article, Claim, Outcome};
use crosswire::observe::Silent;
use crosswire::pipeline;
use crosswire::reopen::reopen;
use std::fs;
use tempfile::TempDir;

/// Two outlets with one quote in common; ids and names that a spreadsheet would take for formulas, and letters of two bytes.
fn ran(config: &Config) -> (TempDir, Outcome) {
    let place = tempfile::tempdir().unwrap();
    let input = place.path().join("in.jsonl");
    let lines = [
        r#"{"id": "@one", "source": "=Küstenpost", "date": "2025-03-04T08:02:00Z", "text": "Neue Brunnen für Vell\n\n“Every household will have water by June,” Minister Zoë Vell said on Monday. More than 40 wells are planned.\n"}"#,
        r#"{"id": "two", "source": "Mail", "date": "2025-03-04", "text": "Island to get 40 wells\n\nZoë Vell, the minister, admitted to reporters that “every household will have water by July”.\n"}"#,
    ];
    fs::write(&input, lines.join("\n")).unwrap();
    let outcome = pipeline::run(std::slice::from_ref(&input), config, &Silent).unwrap();
    let folder = Folder::create(&place.path().join("out"), &[]).unwrap();
    folder.write(&outcome, &ExportOptions::default(), &Silent).unwrap();
    let record = RunRecord { inputs: &[], options: config.options(), timing: Timing::default() };
    folder.finish(&Totals::of(&outcome), &record).unwrap();
    (place, outcome)
}

#[test]
fn a_run_reads_back() {
    let mut config = Config::default();
    config.cluster.threshold = 0.25;
    config.score.keep = 0.0;
    let (place, outcome) = ran(&config);
    let back = reopen(&place.path().join("out")).unwrap();
    assert_eq!(back.config.to_toml(), config.to_toml());
    let shown = |articles: &[Article]| -> Vec<_> {
        articles.iter().map(|a| (a.id.clone(), a.outlet.clone(), a.published, a.title.clone(), a.text.clone())).collect()
    };
    assert_eq!(shown(&back.articles), shown(&outcome.articles));
    assert!(!outcome.links.is_empty() && outcome.statements.iter().any(|s| !s.findings.is_empty()));
    for (back, claim) in back.claims.iter().zip(&outcome.claims) {
        assert_eq!((&back.id, back.article, back.span, back.sentence), (&claim.id, claim.article, claim.span, claim.sentence));
        assert_eq!((back.kind, back.position, back.polarity), (claim.kind, claim.position, claim.polarity));
        let speaker = |claim: &Claim| claim.speaker.as_ref().map(|s| (s.name.clone(), s.basis));
        assert_eq!((speaker(back), &back.utterance), (speaker(claim), &claim.utterance));
        let numbers = |claim: &Claim| claim.quantities.iter().map(|q| (q.bound, q.value, q.unit.clone())).collect::<Vec<_>>();
        let dates = |claim: &Claim| claim.dates.iter().map(|d| (d.from, d.to)).collect::<Vec<_>>();
        assert_eq!((numbers(back), dates(back)), (numbers(claim), dates(claim)));
    }
    assert_eq!(back.claims.len(), outcome.claims.len());
    for (back, link) in back.links.iter().zip(&outcome.links) {
        assert_eq!(back.pair, link.pair);
        assert!((back.probability - link.probability).abs() <= 5e-5);
        assert!(back.evidence.0.iter().zip(link.evidence.0).all(|(b, l)| (b - l).abs() <= 6e-5));
    }
    assert_eq!(back.links.len(), outcome.links.len());
    for (back, statement) in back.statements.iter().zip(&outcome.statements) {
        assert_eq!(
            (&back.id, &back.members, back.representative),
            (&statement.id, &statement.members, statement.representative)
        );
        assert_eq!((back.event, &back.findings), (statement.event, &statement.findings));
    }
    assert_eq!(back.origins, outcome.origins);
    assert_eq!(back.events, outcome.events);
    assert!(
        outcome.claims.iter().any(|claim| !claim.quantities.is_empty())
            && outcome.claims.iter().any(|claim| !claim.dates.is_empty())
    );
    let linked = &outcome.links[0].pair;
    assert_eq!(back.link(linked.right, linked.left).map(|l| l.pair), Some(*linked));
    assert_eq!(back.statements_of(back.statements[0].members[0]).collect::<Vec<_>>(), [0]);
    assert_eq!(back.event_of(0), outcome.events.iter().position(|e| e.articles.contains(&0)));
}

#[test]
fn what_does_not_fit_together_is_told_with_its_place() {
    let (place, _) = ran(&Config::default());
    let out = place.path().join("out");
    let error = |file: &str, change: &dyn Fn(String) -> String| {
        let path = out.join(file);
        let before = fs::read_to_string(&path).unwrap();
        fs::write(&path, change(before.clone())).unwrap();
        let shown = reopen(&out).unwrap_err().to_string();
        fs::write(&path, before).unwrap();
        shown.replace(&format!("{}/", out.display()), "")
    };
    let shown = error("run.json", &|text| text.replace("\"keep\"", "\"kept\""));
    assert!(shown.starts_with("run.json:") && shown.contains("not a run of this version: unknown field `kept`"), "{shown}");
    let shown = error("articles.jsonl", &|text| text.replace("{\"id\":\"two\"", "{\"id\":\"tow\""));
    assert!(shown.ends_with("the article \"two\" is not in articles.jsonl"), "{shown}");
    let shown = error("pairs.csv", &|text| text.replace(",overlap,", ",underlap,"));
    assert!(shown.starts_with("pairs.csv:1: the column overlap is missing\n"), "{shown}");
    let shown = error("pairs.csv", &|text| text.replacen("\r\nc", "\r\nx", 1));
    assert!(shown.starts_with("pairs.csv:2: the claim \"x") && shown.ends_with("is not in claims.csv"), "{shown}");
    let shown = error("claims.csv", &|text| text.replace(",affirmed,", ",doubted,"));
    assert_eq!(shown, "claims.csv:2: polarity is \"doubted\"; the words are affirmed, negated");
    let shown = error("flags.csv", &|text| text.replace(",altered,", ",changed,"));
    assert!(shown.starts_with("flags.csv:2: flag is \"changed\"; the words are numbers, polarity,"), "{shown}");
    let shown = error("flags.csv", &|text| text.replacen("\r\ns", "\r\nx", 1));
    assert!(shown.starts_with("flags.csv:2: the statement \"x") && shown.ends_with("is not in statements.csv"), "{shown}");
    let shown = error("articles.jsonl", &|text| text.replace("More than 40 wells are planned.", ""));
    assert!(shown.contains("lies beyond the article's text"), "{shown}");
}
