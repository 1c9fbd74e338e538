//! Messy articles, all invented, through the whole of `normalize`.

mod outlet;

use crosswire::error::ProblemKind;
use crosswire::model::{Article, BlockKind, DateBasis, Fields, RawArticle};
use crosswire::normalize::{NormalizeOptions, Normalized, normalize};
use crosswire::observe::Silent;
use proptest::prelude::*;

fn raw(id: &str, text: &str) -> RawArticle {
    RawArticle { id: id.into(), path: id.into(), text: text.into(), ..RawArticle::default() }
}

fn run(raw: Vec<RawArticle>) -> Normalized {
    normalize(raw, &NormalizeOptions::default(), &Silent)
}

fn clean(text: &str) -> Article {
    run(vec![raw("a.txt", text)]).articles.remove(0)
}

fn clean_with(text: &str, fields: Fields) -> Article {
    run(vec![RawArticle { fields, ..raw("a.txt", text) }]).articles.remove(0)
}

/// Blocks as `H`eadline, `S`ubheading, `C`aption or `P`aragraph, with their first words.
fn outline(article: &Article) -> Vec<String> {
    let letter = |kind| match kind {
        BlockKind::Headline => 'H',
        BlockKind::Subheading => 'S',
        BlockKind::Caption => 'C',
        BlockKind::Paragraph => 'P',
    };
    let start = |text: &str| text.split_whitespace().take(4).collect::<Vec<_>>().join(" ");
    article.blocks.iter().map(|b| format!("{} {}", letter(b.kind), start(article.at(b.span)))).collect()
}

fn dropped(article: &Article) -> Vec<(&str, &str)> {
    article.dropped.iter().map(|d| (d.reason.as_ref(), article.at(d.span))).collect()
}

/// Each byte that is not white space lies in exactly one block or dropped run; both are in order and trimmed.
fn assert_law(article: &Article) {
    let mut spans: Vec<_> = article.blocks.iter().map(|b| b.span).chain(article.dropped.iter().map(|d| d.span)).collect();
    assert!(article.blocks.is_sorted_by_key(|b| b.span) && article.dropped.is_sorted_by_key(|d| d.span));
    spans.sort();
    let mut end = 0;
    for span in spans {
        assert!(span.start >= end && !span.is_empty(), "overlap at {span:?}");
        assert!(article.text[end..span.start].trim().is_empty(), "lost: {:?}", &article.text[end..span.start]);
        assert_eq!(article.at(span), article.at(span).trim());
        end = span.end;
    }
    assert!(article.text[end..].trim().is_empty(), "lost: {:?}", &article.text[end..]);
}

const SAVED_PAGE: &str = "Skip to main content
Home > World > Dunmoria
Sign in
Subscribe
• $ 61.20 -0.35
• KX100 2,043.41 +0.64%
World
Dunmoria shuts its last coal mine after two centuries
Share on Facebook
Tweet
By Petra Lindqvist, The Guardian
Published: 4 March 2019 09:30 GMT
3 min read

FILE PHOTO: The Orlow pit head at dawn.

ORLOW, Dunmoria (Reuters) - Dunmoria closed its last coal mine on Monday, and 312 miners walked out of the gate in Orlow for the last time.

“We are not bitter, we are tired,” said Marek Toth, 58, who went underground at sixteen.

Advertisement

Sign up for our morning newsletter and get the day in five minutes.

The prime minister, Ilse Brandt, said the state would pay for retraining.

A town without a wheel

Shops in the main street have put candles in their windows, and the mayor expects a third of them to close.

Related:
Miners' wives march on parliament
Coal tax: what it means for you

Ms. Brandt will visit the town on Friday, her office said. (Reporting by Petra Lindqvist; Editing by Tom Hale)

Tags: coal, Dunmoria, energy
Most read
Storm shuts Orlow airport
Dunmoria wins chess cup
Comments (14)
jan_k: They should have closed it years ago, if you ask me.
Leave a comment
Your name:
Your email:
We use cookies to improve your visit. By clicking accept you agree to it.
© 2019 Guardian News. All rights reserved.
";

#[test]
fn a_saved_page_loses_its_chrome() {
    let article = clean(SAVED_PAGE);
    assert_law(&article);
    assert_eq!(
        outline(&article),
        [
            "H Dunmoria shuts its last",
            "C FILE PHOTO: The Orlow",
            "P Dunmoria closed its last",
            "P “We are not bitter,",
            "P The prime minister, Ilse",
            "S A town without a",
            "P Shops in the main",
            "P Ms. Brandt will visit",
        ]
    );
    assert_eq!(article.title.as_deref(), Some("Dunmoria shuts its last coal mine after two centuries"));
    assert_eq!((article.outlet.as_str(), article.agency.as_deref()), ("The Guardian", Some("Reuters")));
    assert_eq!(article.dateline.as_deref(), Some("ORLOW, Dunmoria"));
    assert_eq!(article.published.unwrap().to_string(), "2019-03-04T09:30:00Z");
    assert_eq!(article.published_basis, Some(DateBasis::Text));
    let gone = dropped(&article);
    for expected in [
        ("ticker", "• $ 61.20 -0.35"),
        ("breadcrumbs", "Home > World > Dunmoria"),
        ("share bar", "Tweet"),
        ("byline", "By Petra Lindqvist, The Guardian"),
        ("counter", "3 min read"),
        ("dateline", "ORLOW, Dunmoria (Reuters) -"),
        ("related links", "Coal tax: what it means for you"),
        ("sign-off", "(Reporting by Petra Lindqvist; Editing by Tom Hale)"),
        ("comment form", "jan_k: They should have closed it years ago, if you ask me."),
    ] {
        assert!(gone.contains(&expected), "{expected:?} not in {gone:#?}");
    }
}

#[test]
fn a_russian_site_that_reprints_an_agency() {
    let text = "Bishop blesses new bridge over the Lena\n\nSource: TASS\n\nYakutsk, June 3, 2018\n\n    \n\n\
        The first stones of the bridge were blessed on Sunday before some four hundred guests, TASS reports.\n\n\
        \"It took us nine years to agree on a place,\" engineer Oleg Sannikov told AFP at the river.\n\nTASS\n\n4 июня 2018 г.\n\n\
        Пожертвовать на храм\nКомментарии\nЗдесь Вы можете оставить свой отзыв для редакции портала Православие.Ru, она его прочтёт.\n\
        Войдите через Яндекс Mail.Ru\nВаше имя:\nВаш email:\n";
    let article = clean(text);
    assert_law(&article);
    assert_eq!((article.outlet.as_str(), article.agency.as_deref()), ("Pravoslavie.ru", Some("TASS")));
    assert_eq!((article.language.as_str(), article.published.unwrap().to_string().as_str()), ("en", "2018-06-03"));
    assert_eq!(outline(&article), ["H Bishop blesses new bridge", "P The first stones of", "P \"It took us nine"]);
}

#[test]
fn a_carrier_names_the_outlet_and_a_sign_off_the_agency() {
    let text = "Kesh rivals agree on grain corridor\n\n\n(MENAFN- Gulf Times)\n\nGeneva:The two governments of Kesh agreed Friday on a corridor \
        for grain after nine days of talks.\n\n\"It is a start\" chief negotiator Lena Ferro said.\n\nAFP\n\n\nLegal Disclaimer:\n\
        MENAFN provides the information as it came and takes no liability for it. Write to the provider above.\n\nNewsletter";
    let article = clean(text);
    assert_law(&article);
    assert_eq!((article.outlet.as_str(), article.agency.as_deref()), ("Gulf Times", Some("AFP")));
    assert_eq!(article.dateline.as_deref(), Some("Geneva"));
    assert_eq!(outline(&article), ["H Kesh rivals agree on", "P The two governments of", "P \"It is a start\""]);
}

#[test]
fn agency_copy_with_a_date_line_and_end_mark() {
    let text = "Spotlight: Kesh, Dunmoria to reopen railway after 30 years\nXinhua, March 9, 2017 Adjust font size:\n\
        Kesh and Dunmoria agreed Thursday to reopen the railway over the Orlow pass next spring.\n\
        \"The rails are there, the will is there,\" said Kesh transport minister Ana Ruiz at a joint press conference.\n\
        The line was closed three decades ago, when the two countries fell out over water. Endit";
    let article = clean(text);
    assert_law(&article);
    assert_eq!((article.outlet.as_str(), article.agency.as_deref()), ("Xinhua", Some("Xinhua")));
    assert_eq!(article.published.unwrap().to_string(), "2017-03-09");
    assert_eq!(outline(&article).len(), 4);
    assert!(article.at(article.blocks[3].span).ends_with("over water."));
}

#[test]
fn an_aggregator_tells_neither_outlet_nor_date_but_a_caption_does() {
    let text = "Orlow Dam Should Be Finished in Spring – Ferro\n\
        Minister Lena Ferro, left, shakes hands with engineer Tom Hale, right, in Orlow Monday, May 7, 2018.\n\
        Works at the dam resumed after the strike, with the rains set to begin in the fall. “We have lost ten weeks.” she said.\n\
        Asked about the cost, Ferro told AFP: “Ask me in the spring”.";
    let article = clean(text);
    assert_law(&article);
    assert_eq!((article.outlet.as_str(), article.agency.as_deref()), ("unknown", None));
    assert_eq!(outline(&article)[..2], ["H Orlow Dam Should Be", "C Minister Lena Ferro, left,"]);
    assert_eq!(
        (article.published.unwrap().to_string().as_str(), article.published_basis),
        ("2018-05-07", Some(DateBasis::Inferred))
    );
}

#[test]
fn a_ticker_page_with_bare_links() {
    let text = "• $ 71.10 -0.69\n  • 85.44 -0.89\n  • BR 48.06 +0.64%\n\nFerro: Kesh will stay out of the water talks\n\n\
        Kesh has come to the clear view that the treaty of 1998 is the sole basis for sharing the Orlow, its minister said in Basel.\n\n\
        “We have waited for long enough,” Ferro stressed.\n\nAll news\n\n\n\nShow more news";
    let article = clean(text);
    assert_law(&article);
    assert_eq!(outline(&article), ["H Ferro: Kesh will stay", "P Kesh has come to", "P “We have waited for"]);
    assert_eq!((article.outlet.as_str(), article.published), ("unknown", None));
}

#[test]
fn wrapped_text_is_joined_into_paragraphs() {
    let text = "KESH TO BUY FORTY TRAMS\n\n   ORLOW, Jan 5 (AFP) - The city of Orlow will buy forty trams from\nDunmoria, its council \
        decided on Tuesday after a long debate on\nthe price, which has doubled since the first offer.\n   The first ones are due in \
        2020. Councillor Ana Ruiz, who had\nvoted against, said the city was paying for \"somebody else's\nfactory\".\n";
    let article = clean(text);
    assert_law(&article);
    assert_eq!(outline(&article), ["H KESH TO BUY FORTY", "P The city of Orlow", "P The first ones are"]);
    assert_eq!((article.dateline.as_deref(), article.agency.as_deref()), (Some("ORLOW, Jan 5"), Some("AFP")));
}

#[test]
fn a_clean_body_loses_only_its_dateline() {
    let text = "ORLOW — Comments are closed, the judge said, and so is the case. Copyright law has no more to say.\n\n\
        Subscribe to our ideas or leave, the party told its members in a letter that the AFP office in Kesh has seen.\n\n\
        \"Follow us,\" he said.\n\nTags on the bags read “Kesh”. Reuters first reported the find; TASS denied it.\n\n\
        “Share this with nobody,” Ms. Ruiz wrote.\n\nThe Associated Press confirmed it on Monday.";
    let article = clean(text);
    assert_law(&article);
    assert_eq!(dropped(&article), [("dateline", "ORLOW —")]);
    assert_eq!((article.outlet.as_str(), article.agency.as_deref()), ("unknown", None));
}

#[test]
fn chapters_and_leads_that_sound_like_furniture_stay() {
    let text = "Inquiry into the Orlow flood: what the report says\n\nThis video, shown to the inquiry on Monday, was taken by a child.\n\n\
        It shows the dam ten minutes before it broke, with nobody on it.\n\nComments\n\n\
        The mayor said the town had asked for a new sluice three times since 1998.\n\n\
        Disclaimer\n\nA spokesman for the builders denied that the sluice was ever theirs to mend, and will appeal.";
    let article = clean(text);
    assert!(article.dropped.iter().all(|d| article.at(d.span).len() < 12), "{:?}", dropped(&article));
    assert!(article.blocks.iter().any(|b| article.at(b.span).starts_with("The mayor said")));
    assert!(article.blocks.iter().any(|b| article.at(b.span).starts_with("This video")));
}

#[test]
fn an_article_that_is_nothing_but_chrome_is_a_problem() {
    let result = run(vec![raw("x.txt", "Share\n\nTweet\n\n***")]);
    assert!(result.articles[0].blocks.is_empty());
    assert_eq!(result.problems.iter().map(|p| p.kind).collect::<Vec<_>>(), [ProblemKind::Empty]);
    assert_law(&result.articles[0]);
}

/// Articles of one outlet about different things, each between the same lines.
fn with_boilerplate(count: usize) -> Vec<RawArticle> {
    const BODIES: [&str; 4] = [
        "Hailstorm strips the orchards of Lower Kesh\n\nINTRO\n\nHailstones as large as walnuts stripped the apple orchards of Lower Kesh \
         within minutes on Monday.\n\nGrowers expect to lose nine tenths of their harvest.",
        "Fire closes the opera until autumn\n\nINTRO\n\nA cable fire under the stage has closed Orlow opera house until at least October, \
         director Jan Weiss announced.\n\nNobody was hurt and the costumes were saved.",
        "Tram drivers reject the offer of the council\n\nINTRO\n\nThe union of tram drivers turned down a raise of three percent and \
         called another walkout for Thursday morning.\n\nCommuters should use buses, the operator advised.",
        "Chess prodigy, nine, beats grandmaster\n\nINTRO\n\nNine-year-old Mila Sand needed forty-one moves to defeat grandmaster Otto \
         Reyes at the Easter tournament.\n\nHer parents learned about chess from television.",
    ];
    let article = |(i, body): (usize, &&str)| {
        let intro = "The Courier is free to read because its readers pay for it every year.";
        let text =
            format!("{}\n\nThe night editor is Ana Ruiz.\n\nMade in Orlow with love and ink", body.replace("INTRO", intro));
        RawArticle {
            fields: Fields { source: Some("Orlow Courier".into()), ..Fields::default() },
            ..raw(&i.to_string(), &text)
        }
    };
    BODIES.iter().take(count).enumerate().map(article).collect()
}

#[test]
fn lines_that_an_outlet_prints_around_everything_are_boilerplate() {
    let result = run(with_boilerplate(3));
    for article in &result.articles {
        assert_law(article);
        let left = outline(article);
        assert_eq!(left.len(), 3, "{left:?}");
        assert!(article.dropped.iter().all(|d| d.reason == "repeated line"), "{:?}", dropped(article));
    }
    let two = run(with_boilerplate(2));
    assert!(two.articles.iter().all(|a| a.dropped.is_empty()), "two articles are no corpus");
}

#[test]
fn updates_of_one_story_are_not_boilerplate() {
    let update = |n: usize| {
        let text = format!(
            "Ferry sinks off Orlow\n\nA ferry sank off Orlow on Monday with at least {} people on board.\n\n\
             The cause was not known.\n\nThe ferry was built in Kesh in 1971 and had been repaired twice since then.",
            40 + n
        );
        RawArticle {
            fields: Fields { source: Some("Orlow Courier".into()), ..Fields::default() },
            ..raw(&n.to_string(), &text)
        }
    };
    let result = run((0..4).map(update).collect());
    assert!(
        result
            .articles
            .iter()
            .all(|a| !outline(a).is_empty() && a.blocks.last().is_some_and(|b| a.at(b.span).contains("1971")))
    );
}

#[test]
fn the_order_of_articles_does_not_matter() {
    let mut all = with_boilerplate(4);
    all.push(raw("page", SAVED_PAGE));
    let mut straight = run(all.clone()).articles;
    all.reverse();
    let mut reversed = run(all).articles;
    straight.sort_by(|a, b| a.id.cmp(&b.id));
    reversed.sort_by(|a, b| a.id.cmp(&b.id));
    assert_eq!(straight, reversed);
}

/// Lines of the sort that pages are made of, and anything at all.
fn any_line() -> impl Strategy<Value = String> {
    let known: Vec<String> = SAVED_PAGE.lines().map(str::to_owned).collect();
    prop_oneof![
        prop::sample::select(known),
        "\\PC{0,60}",
        "(MOSCOW|Paris|Москва|新华社北京)(, Dec\\. 1[0-9])?( \\(AP\\)| /TASS/|:|\\.| —|日电){1,2}.{0,30}",
        "[A-Z][a-z ]{0,90}[.!?]( (AFP|TASS|Endit|\\(Reuters\\)|###))?",
        "(\\(|\\[|/|©|Source: |By |\\(MENAFN- ).{0,20}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn no_byte_of_a_page_is_lost_or_doubled(lines in prop::collection::vec((any_line(), "(\n|\n\n|\r\n| \n\t\n|\u{2028}|\r)"), 0..25)) {
        let text: String = lines.iter().map(|(line, end)| format!("{line}{end}")).collect();
        assert_law(&clean(&text));
    }

    #[test]
    fn no_byte_of_any_text_is_lost_or_doubled(text in "(\\PC|\\s|[.:—(/\"]){0,200}") {
        assert_law(&clean(&text));
    }

    #[test]
    fn repeated_lines_keep_the_law(pages in prop::collection::vec(prop::collection::vec(any_line(), 0..8), 0..8)) {
        let raw: Vec<RawArticle> = pages.iter().enumerate().map(|(i, lines)| raw(&i.to_string(), &lines.join("\n\n"))).collect();
        run(raw).articles.iter().for_each(assert_law);
    }
}

#[test]
fn hostile_texts_take_linear_time() {
    for text in [
        "\"".repeat(500_000),
        "([/".repeat(100_000),
        "a ".repeat(300_000),
        "\n".repeat(500_000),
        "Tags:\n".repeat(60_000),
        "(AFP ".repeat(80_000),
        "We use cookies on this page for you and for us.\n".repeat(20_000),
        "«".repeat(200_000),
        "\" a".repeat(200_000),
    ] {
        assert_law(&clean(&text));
    }
}
