//! Who published an article, who wrote it and when, from records, mastheads, credits and lines of a page.

use super::{assert_law, clean, clean_with, dropped, outline, raw, run};
use crosswire::error::ProblemKind;
use crosswire::model::{Article, BlockKind, DateBasis, Fields, RawArticle};
use crosswire::normalize::{NormalizeOptions, normalize};
use crosswire::observe::Silent;

#[test]
fn a_copyright_note_names_the_agency() {
    let text = "Orlow dam is done\n\nThe dam over the Orlow is done, the builders said on Monday at noon.\n\n\
        Nobody was there to see it but a few ducks and the minister.\n\n\
        Copyright 2015 The Associated Press. All rights reserved. This material may not be published, broadcast or rewritten.";
    let article = clean(text);
    assert_eq!((article.outlet.as_str(), article.agency.as_deref()), ("AP", Some("AP")));
    assert_eq!(outline(&article).len(), 3);
}

#[test]
fn a_record_names_the_agency_where_the_text_does_not() {
    let text = "The dam over the Orlow is done, the builders said on Monday at noon, and water is rising.";
    let agency = |author: Option<&str>, credit: Option<&str>, text: &str| {
        let fields = Fields { author: author.map(Into::into), credit: credit.map(Into::into), ..Fields::default() };
        clean_with(text, Fields { source: Some("Orlow Courier".into()), ..fields }).agency
    };
    assert_eq!(agency(None, Some("Reuters"), text).as_deref(), Some("Reuters"));
    assert_eq!(agency(Some("Maud Ellery, Associated Press"), None, text).as_deref(), Some("AP"));
    assert_eq!(agency(Some("Maud Ellery"), Some("Orlow Courier"), text), None);
    assert_eq!(agency(None, Some("Reuters"), &format!("ORLOW (AP) — {text}")).as_deref(), Some("AP"));
}

#[test]
fn record_fields_win_over_the_text() {
    let fields = |date: &str| Fields {
        source: Some(" nyt ".into()),
        title: Some("Orlow dam  is done | The New York Times".into()),
        date: Some(date.into()),
        url: Some("https://www.example.com/2018/05/08/dam.html".into()),
        language: Some("EN-us".into()),
        event: Some("e1".into()),
        author: Some("Maud Ellery".into()),
        ..Fields::default()
    };
    let text = "Orlow dam is done\n\nORLOW (AP) — The dam over the Orlow is done, the builders said on Monday at noon.";
    let article = clean_with(text, fields("Mon, 07 May 2018 10:00:00 +0200"));
    assert_eq!((article.outlet.as_str(), article.agency.as_deref()), ("The New York Times", Some("AP")));
    assert_eq!(article.title.as_deref(), Some("Orlow dam is done"));
    assert_eq!((article.language.as_str(), article.stated_event.as_deref()), ("en-US", Some("e1")));
    assert_eq!(article.author.as_deref(), Some("Maud Ellery"));
    assert_eq!(article.published.unwrap().to_string(), "2018-05-07T10:00:00+02:00");
    assert_eq!(outline(&article), ["H Orlow dam is done", "P The dam over the"]);

    let unreadable = run(vec![RawArticle { fields: fields("last spring"), line: Some(7), ..raw("b.jsonl", text) }]);
    assert_eq!(unreadable.articles[0].published_basis, Some(DateBasis::Url));
    assert_eq!(unreadable.articles[0].published.unwrap().to_string(), "2018-05-08");
    assert_eq!(unreadable.problems.len(), 1);
    assert_eq!((unreadable.problems[0].kind, unreadable.problems[0].line), (ProblemKind::Date, Some(7)));
    assert!(unreadable.problems[0].message.contains("\"last spring\""), "{}", unreadable.problems[0].message);
}

#[test]
fn outlets_that_the_registry_does_not_know_keep_their_names() {
    let body = "The dam over the Orlow is done, the builders said on Monday at noon.";
    let outlet = |source: Option<&str>, url: Option<&str>| {
        clean_with(body, Fields { source: source.map(str::to_owned), url: url.map(str::to_owned), ..Fields::default() }).outlet
    };
    assert_eq!(outlet(Some(" Orlow  Courier "), None), "Orlow Courier");
    assert_eq!(outlet(None, Some("http://news.orlow-courier.example/a")), "orlow-courier.example");
    assert_eq!(outlet(None, Some("https://edition.cnn.com/a")), "CNN");
    assert_eq!(outlet(Some("http://www.bbc.co.uk/news"), None), "BBC");
    assert_eq!(outlet(None, None), "unknown");
    let options =
        NormalizeOptions { default_outlet: Some("Orlow Courier".into()), language: Some("en-GB".into()), ..Default::default() };
    let article = normalize(vec![raw("a", body)], &options, &Silent).articles.remove(0);
    assert_eq!((article.outlet.as_str(), article.language.as_str()), ("Orlow Courier", "en-GB"));
}

/// A page with `head` and `foot` around an invented report.
fn page(head: &str, foot: &str) -> Article {
    let body = "The bridge at Orlow will be open to lorries again on Monday, the mayor told the council after nine weeks of repairs.\n\n\
                “We have tried every bolt twice,” Mayor Dagny Holm said, and asked drivers to keep to the new limit all the same.\n\n\
                Repairs cost 2.3 million crowns, a third more than planned, and the council will vote on the rest in June.";
    let article = clean(&format!("{head}\n\n{body}\n\n{foot}"));
    assert_law(&article);
    let paragraphs = article.blocks.iter().filter(|b| b.kind == BlockKind::Paragraph).map(|b| article.at(b.span));
    assert_eq!(paragraphs.collect::<Vec<_>>().join("\n\n"), body, "{head}\n{foot}");
    article
}

const TITLE: &str = "Orlow bridge to open on Monday after repairs";

#[test]
fn pages_tell_their_outlet() {
    for (head, foot, outlet) in [
        (
            format!("The Dunmore Chronicle\nMonday, 4 May 2026 | Late edition | 3 crowns\n{TITLE}\nBy Petrik Olmsby"),
            "",
            "The Dunmore Chronicle",
        ),
        (format!("Orlow24\nHome | Town | Sport | Weather\n{TITLE}"), "", "Orlow24"),
        (
            format!("Skip to main content\nLa Voz de Orlow\nInicio · Deportes · Cultura · Pueblo\n{TITLE}"),
            "",
            "La Voz de Orlow",
        ),
        (
            format!("Орловский вестник — газета долины\nГлавная | Город | Спорт | Архив\n{TITLE}"),
            "5 мая 2026 г.",
            "Орловский вестник",
        ),
        (format!("Dunmore Herald » Town » Bridges\n{TITLE}\nMay 4, 2026"), "", "Dunmore Herald"),
        (
            TITLE.to_owned(),
            "© 2026 The Orlow Courier Publishing Ltd. All rights reserved. Terms | Privacy",
            "The Orlow Courier",
        ),
        (format!("{TITLE}\nPosted by Valley Echo on May 4, 2026"), "", "Valley Echo"),
        (format!("{TITLE}\nBy Lakeshore Sentinel Staff\nMay 4, 2026"), "Share this article: Facebook  X", "Lakeshore Sentinel"),
        (TITLE.to_owned(), "Write to us: editor@orlownights.example\n© 2026 Orlow Nights", "Orlow Nights"),
        (format!("WASHINGTON POST\nHome | World | Sport\n{TITLE}"), "", "The Washington Post"),
        (format!("Kesh Times, Monday 4 May 2026\n\n{TITLE}"), "", "Kesh Times"),
        (format!("{TITLE}\nBy Petrik Olmsby, Dunmore Observer\nMay 4, 2026"), "", "Dunmore Observer"),
        (format!("ORLOW GAZETTE\nMay 4, 2026\n{TITLE}"), "© Orlow Gazette Media", "Orlow Gazette"),
        // Of two names, the one that more signs support.
        (format!("Valley Media Group\nDunmore Herald\nHome | Town | Sport\n{TITLE}"), "", "Dunmore Herald"),
        (
            format!("Kesh Courier » Town\n{TITLE}"),
            "Letters to the editor: letters@dunmore-herald.example\n© 2026 Dunmore Herald",
            "Dunmore Herald",
        ),
    ] {
        let article = page(&head, foot);
        assert_eq!((article.outlet.as_str(), article.title.as_deref()), (outlet, Some(TITLE)), "{head}\n{foot}");
    }
}

#[test]
fn what_is_no_outlet() {
    for (head, foot, outlet) in [
        ("Dunmore Mourns Its Herald".to_owned(), "", "unknown"),
        ("Dunmore Loses Its Last Tribune\nMay 4, 2026".to_owned(), "", "unknown"),
        (
            "Dunmore Buries Its Tribune\nMourners fill the square for poet of the valley\nBy Petrik Olmsby".to_owned(),
            "",
            "unknown",
        ),
        ("Orlow Marks Hard Times\nCouncil votes on a smaller budget tonight\nBy Petrik Olmsby".to_owned(), "", "unknown"),
        (format!("Petrik Olmsby\nMay 4, 2026\n{TITLE}"), "", "unknown"),
        (format!("World News\nHome | World | Sport\n{TITLE}"), "", "unknown"),
        (format!("{TITLE}\nPosted on May 4, 2026 by Petrik Olmsby"), "", "unknown"),
        (TITLE.to_owned(), "© 2026 Petrik Olmsby", "unknown"),
        (format!("{TITLE}\n\nOrlow, May 4, 2026"), "", "unknown"),
        (format!("{TITLE}\nBy Political Staff"), "", "unknown"),
        ("Herald Angels Sing Again\nFacebook | Twitter | Email".to_owned(), "", "unknown"),
        (format!("{TITLE}\nBy Petrik Olmsby, Orlow Correspondent"), "", "unknown"),
        // An agency's own page and its copy on other pages are one case: the agency is named, no paper is.
        (format!("Reuters\nHome | World | Markets\n{TITLE}"), "", "Reuters"),
        (format!("{TITLE}\nAP"), "", "AP"),
    ] {
        assert_eq!(page(&head, foot).outlet, outlet, "{head}\n{foot}");
    }
}

#[test]
fn a_masthead_ranks_between_record_and_agency() {
    let text = format!(
        "Port Gazette\nHome | Town | Sea\n{TITLE}\n\nORLOW, Dunmoria (AP) — The bridge at Orlow will be open to lorries again, the mayor said."
    );
    let article = clean(&text);
    assert_eq!((article.outlet.as_str(), article.agency.as_deref()), ("Port Gazette", Some("AP")));
    let dropped = dropped(&article);
    assert!(dropped.contains(&("masthead", "Port Gazette")) && dropped.contains(&("menu", "Home | Town | Sea")), "{dropped:?}");
    let source = Fields { source: Some("Dunmore Herald".into()), ..Fields::default() };
    assert_eq!(clean_with(&text, source).outlet, "Dunmore Herald");
    let url = Fields { url: Some("https://www.dunmore-herald.example/bridge".into()), ..Fields::default() };
    assert_eq!(clean_with(&text, url).outlet, "dunmore-herald.example");
}

#[test]
fn service_lines_of_a_page_leave_and_its_dates_stay() {
    let article = page(
        &format!("NEWS  TOWN  SPORT  WEATHER\n{TITLE}\nMay 4, 2026 - 06:02 - Staff - 2 minutes read"),
        "jt/mk/os\nWas this article useful?  Yes (12)  No (1)\nLottery: 04 17 22 31 40\nYour crossword is on page 14.\n\
         Letters to the editor: letters@dunmoreherald.example\nDon’t miss\n1. Five bridges to see\n\
         2. Quiz: how well do you know the bridges of the north?\nComments (2)\nlorry_man7: They should have asked us in the first place.",
    );
    assert_eq!(article.published.map(|p| p.to_string()).as_deref(), Some("2026-05-04T06:02:00"));
    let article = page(&format!("{TITLE}\nSource: Xinhua| 2026-05-04 19:44:08|Editor: huaxia"), "");
    assert_eq!(article.published.map(|p| p.to_string()).as_deref(), Some("2026-05-04T19:44:00"));
    assert_eq!(article.agency.as_deref(), Some("Xinhua"));
    assert_eq!(page(TITLE, "dpa jt mk xx os").agency.as_deref(), Some("dpa"));
    assert_eq!(page(TITLE, "bur-jt/mk/os").agency, None);
}
