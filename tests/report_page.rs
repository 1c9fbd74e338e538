//! The report: what is packed in it, that it is the same however it is made, and that no input becomes code.

use base64::Engine;
use crosswire::config::Config;
use crosswire::export::{ExportOptions, Folder, RunRecord, Timing, Totals};
use crosswire::model::Outcome;
use crosswire::observe::Silent;
use crosswire::pipeline;
use crosswire::reopen::reopen;
use crosswire::report::{Diff, DiffOptions, Publishers, Shown, View, figures, write_page};
use crosswire::score::Weights;
use flate2::read::ZlibDecoder;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::PathBuf;
use std::sync::LazyLock;
use tempfile::TempDir;

static DEMO: LazyLock<Outcome> = LazyLock::new(|| ran(&[PathBuf::from("data/demo")]));

fn ran(inputs: &[PathBuf]) -> Outcome {
    pipeline::run(inputs, &Config::default(), &Silent).unwrap()
}

fn page(shown: &Shown) -> String {
    let mut out = Vec::new();
    write_page(shown, &mut out, &Silent).unwrap();
    String::from_utf8(out).unwrap()
}

/// What the script elements of data hold, by their ids.
fn data(page: &str) -> BTreeMap<String, Value> {
    let elements = page.split("<script type=\"text/plain\" id=\"").skip(1);
    let read = |element: &str| {
        let (id, rest) = element.split_once("\">").unwrap();
        let packed = rest.split_once("</script>").unwrap().0;
        let mut json = String::new();
        let deflated = base64::engine::general_purpose::STANDARD.decode(packed).unwrap();
        ZlibDecoder::new(deflated.as_slice()).read_to_string(&mut json).unwrap();
        (id.to_owned(), serde_json::from_str(&json).unwrap())
    };
    elements.map(read).collect()
}

/// All that stands on the shelves of a kind, in order.
fn shelves(data: &BTreeMap<String, Value>, kind: &str) -> Vec<Value> {
    let count = data["index"]["shelves"][kind].as_array().unwrap().len();
    (0..count).flat_map(|at| data[&format!("{kind}{at}")].as_array().unwrap().clone()).collect()
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}

/// The text between two places in UTF-16 code units, as a script would cut it.
fn cut(text: &str, from: &Value, to: &Value) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    String::from_utf16(&units[number(from)..number(to)]).unwrap()
}

#[test]
fn the_same_run_gives_the_same_bytes_on_any_number_of_threads_and_from_its_folder() {
    let weights = Weights::built_in();
    let shown = Shown::fresh(&DEMO, &weights);
    let on = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(|| page(&shown));
    let one = on(1);
    assert!(one == on(3), "threads change the report");

    let place = TempDir::new().unwrap();
    let folder = Folder::create(&place.path().join("out"), &[]).unwrap();
    folder.write(&DEMO, &ExportOptions::default(), &Silent).unwrap();
    let record = RunRecord { inputs: &[], options: Config::default().options(), timing: Timing::default() };
    folder.finish(&Totals::of(&DEMO), &record).unwrap();
    let back = reopen(&place.path().join("out")).unwrap();
    let again = page(&Shown::reopened(&back, &weights));
    let (fresh, again) = (data(&one), data(&again));
    for (id, value) in &fresh {
        assert_eq!(value, &again[id], "{id}");
    }
}

#[test]
fn every_article_is_there_whole_with_its_claims_in_place() {
    let data = data(&page(&Shown::fresh(&DEMO, &Weights::built_in())));
    let articles = shelves(&data, "a");
    assert_eq!(articles.len(), DEMO.articles.len());
    let ids = data["index"]["articles"]["id"].as_array().unwrap();
    for (id, shown) in ids.iter().zip(&articles) {
        let at = DEMO.articles.iter().position(|article| article.id == id.as_str().unwrap()).unwrap();
        let article = &DEMO.articles[at];
        assert_eq!(shown["text"], article.text.as_str());
        let claims: Vec<_> = DEMO.claims.iter().filter(|claim| claim.article == at).collect();
        assert_eq!(shown["claims"].as_array().unwrap().len(), claims.len());
        for (shown_claim, claim) in shown["claims"].as_array().unwrap().iter().zip(claims) {
            assert_eq!(cut(&article.text, &shown_claim[0], &shown_claim[1]), article.at(claim.span));
            assert_eq!(format!("c{}", shown_claim[9].as_str().unwrap()), claim.id);
        }
        for (shown_run, run) in shown["dropped"].as_array().unwrap().iter().zip(&article.dropped) {
            assert_eq!(cut(&article.text, &shown_run[0], &shown_run[1]), article.at(run.span));
        }
    }
    // Letters of more than one code unit are among them, or the test says little.
    assert!(DEMO.articles.iter().any(|article| !article.text.is_ascii()));
}

#[test]
fn any_account_as_base_is_told_as_the_terminal_tells_it() {
    let data = data(&page(&Shown::fresh(&DEMO, &Weights::built_in())));
    let view = View::from(&*DEMO);
    let mut compared = 0;
    for (at, shown) in shelves(&data, "s").iter().enumerate() {
        let accounts = Diff::of(at, &view, &DiffOptions::default()).accounts;
        let pair = |base: usize, other: usize| {
            let pairs = shown["pairs"].as_array().unwrap().iter();
            let told = |pair: &Value| match (number(&pair[0]), number(&pair[1])) {
                (one, two) if (one, two) == (base, other) => Some((pair.clone(), [5, 6])),
                (one, two) if (two, one) == (base, other) => Some((pair.clone(), [7, 8])),
                _ => None,
            };
            // The pair that is told from this side comes before its turned one.
            let found: Vec<_> = pairs.filter_map(told).collect();
            found.iter().find(|(_, side)| *side == [5, 6]).or(found.first()).cloned()
        };
        for (base_at, base) in accounts.iter().enumerate().filter(|(_, account)| account.same_as.is_none()) {
            let outlet = &base.source(&view).1.outlet;
            let is_alone = accounts.iter().filter(|account| account.source(&view).1.outlet == *outlet).count() == 1;
            if !is_alone {
                continue;
            }
            let options = DiffOptions { base: Some(Publishers::meant(outlet, &view)), ..DiffOptions::default() };
            let diff = Diff::of(at, &view, &options);
            if diff.base().is_none_or(|it| it.claim != base.claim) {
                continue;
            }
            for account in diff.accounts.iter().skip(1).filter(|account| account.same_as.is_none()) {
                let other = accounts.iter().position(|known| known.claim == account.claim).unwrap();
                let Some((told, side)) = pair(base_at, other).filter(|_| accounts[other].same_as.is_none()) else { continue };
                let figures = side.map(|at| number(&told[at]));
                assert_eq!(figures, [account.kept, account.added], "statement {at}, {base_at} and {other}");
                assert_eq!(number(&told[2]) == 1, account.in_other_words, "statement {at}, {base_at} and {other}");
                compared += 1;
            }
        }
    }
    assert!(compared > 200, "{compared} pairs");
}

#[test]
fn the_matrix_has_every_statement_and_outlet_of_its_event() {
    let data = data(&page(&Shown::fresh(&DEMO, &Weights::built_in())));
    let view = View::from(&*DEMO);
    for (at, event) in shelves(&data, "e").iter().enumerate() {
        let statements = DEMO.statements.iter().filter(|statement| statement.event == Some(at)).count();
        assert_eq!(event["rows"].as_array().unwrap().len(), statements);
        let marks: usize = event["lanes"].as_array().unwrap().iter().map(|lane| lane.as_array().unwrap().len()).sum();
        assert_eq!(marks, DEMO.events[at].articles.len());
        for row in event["rows"].as_array().unwrap() {
            let outlets: std::collections::BTreeSet<&str> =
                view.carriers(number(&row[0])).iter().map(|article| DEMO.articles[*article].outlet.as_str()).collect();
            assert_eq!(row[1].as_array().unwrap().len(), outlets.len());
        }
    }
}

/// Two articles with one quote, in which everything that can be set tries to be markup.
fn hostile() -> Outcome {
    let place = TempDir::new().unwrap();
    let attack = "</script></style><img src=x onerror=alert(1)>&\"'\\u2028";
    let line = |id: &str| {
        format!(
            r#"{{"id": "{id} {a}", "source": "{id} {a}", "title": "Harbour {a}", "url": "javascript:alert(1)//{a}", "date": "2025-03-04", "event": "one",
            "text": "“We will reopen the harbour of Veldt on Friday {a},” Mayor {a} Ida Brandt said."}}"#,
            a = attack.replace('"', "\\\"")
        )
        .replace('\n', " ")
    };
    fs::write(place.path().join("in.jsonl"), [line("one"), line("two")].join("\n")).unwrap();
    ran(&[place.path().join("in.jsonl")])
}

#[test]
fn no_input_becomes_markup_and_the_policy_allows_the_script_alone() {
    let run = hostile();
    assert_eq!(run.articles.len(), 2);
    assert!(!run.statements.is_empty());
    let page = page(&Shown::fresh(&run, &Weights::built_in()));
    assert!(!page.contains("<img") && !page.contains("onerror=alert(1)>"));
    assert!(page.contains("&lt;/script&gt;"), "the summary shows the text as text");
    let shelves = data(&page).len();
    assert_eq!(page.matches("<script").count(), shelves + 1);
    assert_eq!(page.matches("</script").count(), shelves + 1);
    let script = page.rsplit_once("<script>").unwrap().1.split_once("</script>").unwrap().0;
    let style = page.split_once("<style>").unwrap().1.split_once("</style>").unwrap().0;
    for content in [script, style] {
        let hash = base64::engine::general_purpose::STANDARD.encode(hmac_sha256::Hash::hash(content.as_bytes()));
        assert!(page.contains(&format!("sha256-{hash}")), "the policy names another script or style");
    }
}

#[test]
fn charts_are_well_formed_whatever_the_names_are() {
    let weights = Weights::built_in();
    for run in [&*DEMO, &hostile()] {
        let shown = Shown::fresh(run, &weights);
        let mut count = 0;
        for (name, picture) in figures(&shown) {
            let document = roxmltree::Document::parse(&picture).unwrap_or_else(|e| panic!("{name}: {e}\n{picture}"));
            assert_eq!(document.root_element().tag_name().name(), "svg");
            assert!(
                !document
                    .descendants()
                    .any(|node| node.is_element() && ["script", "img", "foreignObject"].contains(&node.tag_name().name()))
            );
            count += 1;
        }
        assert!(count >= run.events.len());
    }
}

#[test]
fn an_empty_run_and_one_without_statements_have_a_report() {
    let weights = Weights::built_in();
    let empty = Outcome::default();
    let page_of = |run| page(&Shown::fresh(run, &weights));
    assert_eq!(data(&page_of(&empty))["index"]["totals"]["articles"], 0);
    let place = TempDir::new().unwrap();
    fs::write(place.path().join("a.txt"), "Fog closed the port of Osk.").unwrap();
    let one = ran(&[place.path().to_path_buf()]);
    let data = data(&page_of(&one));
    assert_eq!((&data["index"]["totals"]["articles"], &data["index"]["totals"]["statements"]), (&1.into(), &0.into()));
}
