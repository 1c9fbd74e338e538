//! Grouping of invented dispatches into events and origins.

use crosswire::event::{EventOptions, Grouping, group};
use crosswire::model::{Article, Block, BlockKind, Date, Moment};
use crosswire::observe::Silent;
use crosswire::text::{Span, stable_id};
use proptest::prelude::*;

/// An article whose paragraphs are parted by blank lines. `date` is `2031-05-12`, or empty.
fn article(id: &str, title: &str, date: &str, text: &str) -> Article {
    let mut blocks = Vec::new();
    let mut at = 0;
    for paragraph in text.split("\n\n") {
        let span = Span::new(at, at + paragraph.len()).trim(text);
        if !span.is_empty() {
            blocks.push(Block { span, kind: BlockKind::Paragraph });
        }
        at += paragraph.len() + 2;
    }
    let number = |range: std::ops::Range<usize>| date.get(range).and_then(|d| d.parse::<i16>().ok());
    let published = match (number(0..4), number(5..7), number(8..10)) {
        (Some(year), Some(month), Some(day)) => Date::new(year, month as i8, day as i8).map(Moment::day),
        _ => None,
    };
    let title = (!title.is_empty()).then(|| title.to_owned());
    Article { id: id.into(), title, text: text.into(), blocks, published, ..Article::default() }
}

fn grouped(articles: &[Article]) -> Grouping {
    group(articles, &EventOptions::default(), &Silent)
}

/// The ids of the articles of each group, sorted.
fn names<'a>(articles: &[Article], groups: impl Iterator<Item = &'a Vec<usize>>) -> Vec<Vec<String>> {
    let ids = |members: &Vec<usize>| {
        let mut ids: Vec<String> = members.iter().map(|i| articles[*i].id.clone()).collect();
        ids.sort_unstable();
        ids
    };
    let mut named: Vec<Vec<String>> = groups.map(ids).collect();
    named.sort();
    named
}

fn events(articles: &[Article]) -> Vec<Vec<String>> {
    names(articles, grouped(articles).events.iter().map(|e| &e.articles))
}

fn origins(articles: &[Article]) -> Vec<Vec<String>> {
    names(articles, grouped(articles).origins.iter().map(|o| &o.articles))
}

const TALKS_WIRE: &str = "BREMGARD, May 12 (NWA) - Foreign ministers Odile Varga of Tessaly and Marek Holub of Kordova agreed on Monday to \
reopen the Sarn Pass to freight after four hours of talks in Bremgard.\n\n\
\"The first lorries will roll before the harvest is in,\" Varga told reporters on the steps of the customs house.\n\n\
Holub said both sides would post observers at the tunnel, and that a list of 46 held drivers had been exchanged.\n\n\
The pass was closed in 2029 after a shooting that killed three Kordovan border guards.";

const TALKS_LOCAL: &str = "Four hours behind closed shutters, then a handshake: Kordova and Tessaly want lorries on the Sarn Pass again.\n\n\
Marek Holub, Kordova's foreign minister, spoke on Monday in Bremgard of \"a door that is ajar\". Observers are to stand at both \
mouths of the tunnel. His colleague Odile Varga promised that freight would move before the harvest.\n\n\
Families of the 46 drivers who are held in Tessaly waited outside the customs house. Three guards died in the shooting that \
closed the pass two years ago.";

const TALKS_FOLLOW_UP: &str = "ILLENAU, June 20 (NWA) - Foreign ministers Odile Varga of Tessaly and Marek Holub of Kordova signed a protocol on \
Friday in Illenau that sets tolls for the Sarn Pass.\n\n\
\"Not one lorry will pay twice,\" Varga told reporters in the spa hotel where the two had met since Thursday.\n\n\
Holub said that a joint board of nine would audit the tolls each quarter and that insurers had been consulted.\n\n\
A dispute about night traffic was left to a committee that meets in September.";

const QUARRY: &str = "A dust explosion tore through a slate quarry near Pell Hollow early Tuesday, injuring eleven workers, fire chief Ana Roper said.\n\n\
The blast was felt in Grantby, eight kilometres away. Inspectors had fined the owner, Dunmore Slate, twice since March.\n\n\
Two of the injured were flown to the burns unit in Estmere.";

const QUARRY_LOCAL: &str = "Eleven people were hurt on Tuesday when dust blew up inside the crushing hall of Dunmore Slate at Pell Hollow.\n\n\
Windows shook as far as Grantby. Ana Roper, who leads the fire brigade, said a helicopter took two men to Estmere with burns.\n\n\
The quarry had been fined two times this year for poor ventilation.";

fn corpus(is_dated: bool) -> Vec<Article> {
    let date = |date: &'static str| if is_dated { date } else { "" };
    vec![
        article("talks-wire", "Tessaly, Kordova to reopen Sarn Pass", date("2031-05-12"), TALKS_WIRE),
        article("talks-local", "A door ajar on the Sarn Pass", date("2031-05-13"), TALKS_LOCAL),
        article("tolls", "Ministers sign Sarn Pass tolls", date("2031-06-20"), TALKS_FOLLOW_UP),
        article("quarry", "Eleven hurt in slate quarry blast", date("2031-05-13"), QUARRY),
        article("quarry-local", "", date("2031-05-14"), QUARRY_LOCAL),
    ]
}

#[test]
fn happenings_are_kept_apart_and_a_follow_up_too() {
    let expected = [vec!["quarry", "quarry-local"], vec!["talks-local", "talks-wire"], vec!["tolls"]];
    assert_eq!(events(&corpus(true)), expected, "with dates");
    assert_eq!(events(&corpus(false)), expected, "without dates");
}

#[test]
fn two_articles_are_enough() {
    let all = corpus(false);
    let pair = |a: usize, b: usize| events(&[all[a].clone(), all[b].clone()]).len();
    assert_eq!((pair(0, 1), pair(3, 4)), (1, 1), "one event");
    assert_eq!((pair(0, 3), pair(1, 4), pair(2, 4)), (2, 2, 2), "two events");
}

#[test]
fn nothing_but_a_number_in_common_is_no_event() {
    let all = [
        article("brief", "", "", "Some 40 goats strayed onto the Grantby bypass."),
        article("xinwen", "", "", "据当地媒体报道，大雨造成40人受伤，救援人员正在现场搜寻失踪者。"),
    ];
    assert_eq!(events(&all).len(), 2);
}

#[test]
fn two_towns_are_two_meetings_though_the_people_are_the_same() {
    let first = "Envoy Tilde Amsel and Prime Minister Bruno Harrach agreed in Lisbon on a truce for the Kesh valley after a day of \
                 talks, and both asked the guarantors of the Kesh accord to send observers.\n\nHarrach called the talks frank.";
    let second = "Nothing was signed in Helsinki and nobody smiled. Prime Minister Bruno Harrach left before supper, and envoy Tilde Amsel \
                  told the cameras that the Kesh valley would have to wait.\n\nWater and grazing rights had taken up the morning, a \
                  diplomat said, the border fence the afternoon.";
    let (first, second) = (article("first", "", "", first), article("second", "", "", second));
    assert_eq!(events(&[first.clone(), second]).len(), 2);
    let elsewhere = first.text.replace("Lisbon", "the guest house");
    assert_eq!(events(&[first, article("third", "", "", &elsewhere)]).len(), 1);
}

#[test]
fn a_spot_in_town_is_no_other_scene() {
    let local = "Sirens are silent at Gate Four and at Crusher Hall: since six in the morning all of us are out.\n\n\
                 Jonna Reyle read out the offer, six per cent, and tore it in two. The strike kitchen opens daily, bring your own plate. \
                 Whoever was here the last time remembers how long forty days can be, and what the butcher wrote on his slate.";
    let agency = "GORM, Sept 8 (NWA) - Workers of Tarn Mining began a strike on Monday after wage talks failed, union leader Jonna Reyle \
                  said.\n\nTarn offers six percent, the union wants eleven. Labour Minister Pavel Osk offered to mediate.";
    let mut agency = article("agency", "Strike halts output in Gorm", "", agency);
    agency.dateline = Some("GORM, Sept 8".into());
    assert_eq!(events(&[article("local", "Sirens silent as strike begins", "", local), agency]).len(), 1);
}

#[test]
fn two_well_covered_stages_of_one_affair_are_two_events() {
    let stage = |id: &str, text: &str| article(id, "", "", text);
    let all = [
        stage(
            "a1",
            "Freight will cross the Sarn Pass again, Odile Varga and Marek Holub agreed. Lorries roll before the harvest, and \
                     observers will stand at both mouths of the tunnel that was shut after the shooting of three border guards.",
        ),
        stage(
            "a2",
            "Lorries may use the tunnel under the Sarn Pass before the harvest. Marek Holub spoke of a door ajar, Odile Varga \
                     of freight that has waited two years. Observers will be posted; 46 drivers are still held.",
        ),
        stage(
            "a3",
            "Families of the 46 held drivers cheered when Varga and Holub announced observers for the tunnel. The Sarn Pass \
                     was closed to freight when three border guards died in a shooting; lorries return for the harvest.",
        ),
        stage(
            "b1",
            "A joint board of nine auditors will watch the tolls of the Sarn Pass, Marek Holub said when he and Odile Varga \
                     initialled the tariff. Insurers were consulted; a quarrel about night traffic goes to a committee.",
        ),
        stage(
            "b2",
            "Nobody pays twice, Odile Varga promised. The tariff for the Sarn Pass puts nine auditors on a joint board and \
                     leaves night traffic to a committee. Holub initialled it after insurers had been heard.",
        ),
        stage(
            "b3",
            "Night traffic stays banned until a committee has met, but the tolls are settled: Holub and Varga initialled a \
                     tariff that a joint board audits each quarter. Insurers of the Sarn Pass welcomed the nine auditors.",
        ),
    ];
    assert_eq!(events(&all), [vec!["a1", "a2", "a3"], vec!["b1", "b2", "b3"]]);
}

#[test]
fn an_event_may_fill_the_corpus() {
    let many: Vec<Article> = (0..40)
        .map(|i| {
            let (id, text) = if i % 2 == 0 { (format!("t{i}"), TALKS_LOCAL) } else { (format!("q{i}"), QUARRY_LOCAL) };
            article(&id, "", "2031-05-13", &format!("{text}\n\nReader {i} of ward {} wrote to us about parking.", i * 7))
        })
        .collect();
    assert_eq!(events(&many).iter().map(Vec::len).collect::<Vec<_>>(), [20, 20]);
}

#[test]
fn the_same_words_a_month_later_are_another_event_of_the_same_origin() {
    let on = |id: &str, date: &str| article(id, "Sirens tested", date, QUARRY);
    let all = [on("a", "2031-05-13"), on("b", "2031-05-14"), on("c", "2031-06-13")];
    assert_eq!(events(&all), [vec!["a", "b"], vec!["c"]]);
    assert_eq!(origins(&all), [vec!["a", "b", "c"]]);
}

#[test]
fn stated_events_win() {
    let mut all = corpus(true);
    all[0].stated_event = Some("pass".into());
    all[1].stated_event = Some("harvest".into());
    all[3].stated_event = Some("pass".into());
    let found = events(&all);
    let together = |a: &str, b: &str| found.iter().any(|e| e.iter().any(|x| x == a) && e.iter().any(|x| x == b));
    assert!(together("talks-wire", "quarry"), "{found:?}");
    assert!(!together("talks-wire", "talks-local"), "{found:?}");
}

#[test]
fn an_event_is_described() {
    let grouping = grouped(&corpus(true));
    let first = &grouping.events[0];
    assert_eq!(first.first_published.map(|m| m.to_string()).as_deref(), Some("2031-05-12"));
    assert_eq!(first.last_published.map(|m| m.to_string()).as_deref(), Some("2031-05-13"));
    assert_eq!(first.title, "Tessaly, Kordova to reopen Sarn Pass");
    assert_eq!(first.id, stable_id("e", &["talks-local", "talks-wire"]));
    let untitled = grouped(&[article("x", "", "", QUARRY_LOCAL)]);
    assert_eq!(untitled.events[0].title, "Eleven people were hurt on Tuesday when dust blew up inside the crushing hall of …");
}

#[test]
fn copies_trims_and_reorderings_have_one_origin() {
    let paragraphs: Vec<&str> = TALKS_WIRE.split("\n\n").collect();
    let turned: Vec<&str> = paragraphs.iter().rev().copied().collect();
    let all = [
        article("wire", "Pass to reopen", "2031-05-12", TALKS_WIRE),
        article("copy", "Freight to flow again", "2031-05-12", TALKS_WIRE),
        article("trim", "Lorries to roll", "2031-05-13", &paragraphs[..2].join("\n\n")),
        article("turned", "Holub, Varga shake hands", "2031-05-12", &turned.join("\n\n")),
        article("local", "A door ajar", "2031-05-13", TALKS_LOCAL),
    ];
    assert_eq!(origins(&all), [vec!["copy", "trim", "turned", "wire"], vec!["local"]]);
}

#[test]
fn a_rewrite_with_other_words_has_the_same_origin() {
    let rewrite = TALKS_WIRE
        .replace("agreed on Monday to \nreopen", "decided on Monday to unlock")
        .replace("freight after four hours", "cargo following four hours")
        .replace("told reporters on the steps", "informed pressmen on the stairs")
        .replace("both sides would post observers", "the two parties shall place watchers")
        .replace("a list of 46 held drivers had been exchanged.\n\n", "a roll of 46 jailed drivers was swapped. ")
        .replace("closed in 2029 after a shooting that killed", "shut in 2029 following a gunfight that slew");
    let all = [article("wire", "", "", TALKS_WIRE), article("rewrite", "Cargo returns", "", &rewrite)];
    assert_eq!(origins(&all), [vec!["rewrite", "wire"]]);
}

#[test]
fn the_same_quotes_do_not_make_one_origin() {
    let quote = "\"We lost the roof and the north wall, but every one of us walked out, and we will be back at the lathes by August,\" \
                 said Ana Roper.";
    let one = format!(
        "Fire gutted the organ works in Grantby on Sunday night, its foreman Ana Roper said.\n\n{quote}\n\n\
         Some forty pipes meant for the cathedral in Estmere melted, according to the insurers, who put the damage at two millions."
    );
    let other = format!(
        "{quote}\n\nThe foreman of the Grantby organ builders stood in the rain on Monday while firemen rolled up hoses. Behind her \
         lay what was left of a commission for Estmere: lead, tin, and a smell that will stay in the valley for weeks."
    );
    let all = [article("one", "", "", &one), article("other", "", "", &other)];
    assert_eq!((events(&all).len(), origins(&all).len()), (1, 2));
}

#[test]
fn empty_and_odd_articles_are_alone() {
    let all = [
        article("empty", "", "", ""),
        article("empty-too", "", "", "\n\n"),
        article("marks", "", "", "\"\"\"“«»…—"),
        article("short", "", "", "Да."),
        article("long", "", "", &"\"".repeat(20_000)),
        article("words", "", "", &"one ".repeat(20_000)),
    ];
    let grouping = grouped(&all);
    assert_eq!((grouping.events.len(), grouping.origins.len()), (6, 6));
    assert_eq!(grouping.articles_cut, 0);
    assert_eq!(grouped(&[]), Grouping::default());
}

#[test]
fn one_thread_and_many_group_alike() {
    let all = corpus(true);
    let on = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(|| grouped(&all));
    assert_eq!(on(1), on(4));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn order_does_not_matter(order in Just((0..5usize).collect::<Vec<_>>()).prop_shuffle(), is_dated: bool) {
        let all = corpus(is_dated);
        let shuffled: Vec<Article> = order.iter().map(|i| all[*i].clone()).collect();
        let said = |g: Grouping| -> (Vec<(String, String)>, Vec<String>) {
            (g.events.into_iter().map(|e| (e.id, e.title)).collect(), g.origins.into_iter().map(|o| o.id).collect())
        };
        prop_assert_eq!(said(grouped(&all)), said(grouped(&shuffled)));
    }

    #[test]
    fn every_article_is_in_one_event_and_one_origin(texts in proptest::collection::vec("[A-Ca-c\"“”. \n]{0,60}", 0..12)) {
        let all: Vec<Article> = texts.iter().enumerate().map(|(i, t)| article(&i.to_string(), "", "", t)).collect();
        let grouping = grouped(&all);
        let mut in_events: Vec<usize> = grouping.events.iter().flat_map(|e| e.articles.clone()).collect();
        let mut in_origins: Vec<usize> = grouping.origins.iter().flat_map(|o| o.articles.clone()).collect();
        in_events.sort_unstable();
        in_origins.sort_unstable();
        prop_assert_eq!(&in_events, &(0..all.len()).collect::<Vec<_>>());
        prop_assert_eq!(&in_origins, &in_events);
    }
}
