//! Copies and rewrites of invented wire stories, made in a systematic way, against independent stories with the same quotes.

use crosswire::event::{EventOptions, Grouping, group};
use crosswire::model::{Article, Block, BlockKind};
use crosswire::observe::Silent;
use crosswire::text::{Span, words};
use proptest::prelude::*;
use std::collections::HashMap;

const FILES: [&str; 3] =
    [include_str!("origin/harbour.txt"), include_str!("origin/verdict.txt"), include_str!("origin/flood.txt")];
const SYNONYMS: &str = include_str!("origin/synonyms.txt");

/// One happening as four newsrooms tell it.
#[derive(Debug, Clone, Copy)]
struct Story {
    /// The wire story.
    wire: &'static str,
    /// The same with another lead, in the passive voice; some end is missing.
    rewrite: &'static str,
    /// A local reporter's own story with the same quotes, word for word.
    local: &'static str,
    /// Another agency's story with some of the quotes.
    agency: &'static str,
}

fn stories() -> Vec<Story> {
    let part = |file: &'static str, name: &str| {
        let (_, rest) = file.split_once(&format!("== {name}\n")).expect("the part is there");
        rest.split_once("== ").map_or(rest, |(part, _)| part).trim()
    };
    FILES
        .iter()
        .map(|f| Story {
            wire: part(f, "wire"),
            rewrite: part(f, "rewrite"),
            local: part(f, "local"),
            agency: part(f, "agency"),
        })
        .collect()
}

fn article(id: &str, title: &str, text: &str) -> Article {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        let span = Span::new(at, at + line.len()).trim(text);
        if !span.is_empty() {
            blocks.push(Block { span, kind: BlockKind::Paragraph });
        }
        at += line.len() + 1;
    }
    Article { id: id.into(), title: Some(title.into()), text: text.into(), blocks, ..Article::default() }
}

fn grouped(articles: &[Article]) -> Grouping {
    group(articles, &EventOptions::default(), &Silent)
}

/// Whether the first two of these articles have one origin.
fn are_one(articles: &[Article]) -> bool {
    grouped(articles).origins.iter().any(|o| o.articles.contains(&0) && o.articles.contains(&1))
}

/// A small generator of numbers, so that each variant is the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n.max(1)
    }
}

fn paragraphs(text: &str) -> Vec<&str> {
    text.split('\n').filter(|p| !p.trim().is_empty()).collect()
}

/// The first `percent` of the words, up to the end of the paragraph in which that is reached.
fn trimmed(text: &str, percent: usize) -> String {
    let wanted = words(text, Span::whole(text)).len() * percent / 100;
    let mut seen = 0;
    let kept: Vec<&str> = paragraphs(text)
        .into_iter()
        .take_while(|p| {
            let is_wanted = seen < wanted;
            seen += words(p, Span::whole(p)).len();
            is_wanted
        })
        .collect();
    kept.join("\n\n")
}

/// The text with its paragraphs in another order; some are run together.
fn reordered(text: &str, dice: &mut Dice) -> String {
    let mut rest = paragraphs(text);
    let mut out = String::new();
    while !rest.is_empty() {
        out += rest.remove(dice.below(rest.len()));
        out += if dice.below(4) == 0 { " " } else { "\n" };
    }
    out
}

/// The text with about `percent` of its content words (four letters or more) swapped, inside quotation marks too if `in_quotes`.
/// Returns also the share of content words that were swapped, in percent.
fn swapped(text: &str, percent: usize, in_quotes: bool, dice: &mut Dice) -> (String, usize) {
    let entries = SYNONYMS.lines().filter(|l| !l.starts_with('#')).flat_map(str::split_whitespace);
    let synonyms: HashMap<&str, &str> = entries.filter_map(|e| e.split_once('=')).collect();
    let found = words(text, Span::whole(text));
    let content = found.iter().filter(|w| w.text.chars().count() > 3).count();
    let is_quoted = |at: usize| text[..at].matches('"').count() % 2 == 1;
    let mut places: Vec<(Span, &str)> = found
        .iter()
        .filter(|w| in_quotes || !is_quoted(w.span.start))
        .filter_map(|w| synonyms.get(w.text).map(|synonym| (w.span, *synonym)))
        .collect();
    while places.len() > content * percent / 100 {
        places.remove(dice.below(places.len()));
    }
    let (mut out, mut end) = (String::new(), 0);
    for (span, synonym) in &places {
        out += &text[end..span.start];
        out += &synonym.replace('-', " ");
        end = span.end;
    }
    out += &text[end..];
    (out, (100 * places.len()).div_ceil(content))
}

const OWN: [&str; 3] = [
    "Readers of this newspaper will not be surprised: we warned in spring that it would come to this, and the town hall laughed. Now it \
     is here, and there is nobody left at the town hall who laughs. What follows is what the agencies know so far.",
    "It was a morning on which the coffee went cold in every kitchen between the river and the ring road. We have put together what is \
     known at this hour and will keep this page up to date.",
    "Grab a seat, folks, because this one is a shocker. Our desk has all the details you need, and a few you may not want.",
];

/// The ways in which a wire story is taken over, each with its variants.
fn variants(story: &Story) -> Vec<(String, Vec<String>)> {
    let wire = story.wire;
    let mut dice = Dice(7);
    let mut all = vec![("verbatim".to_owned(), vec![wire.to_owned()])];
    for percent in [70, 50, 30] {
        all.push((format!("trimmed to {percent} %"), vec![trimmed(wire, percent)]));
    }
    all.push(("paragraphs reordered".into(), (0..8).map(|_| reordered(wire, &mut dice)).collect()));
    for percent in [10, 20, 30, 40] {
        let make = |dice: &mut Dice, in_quotes| (0..8).map(|_| swapped(wire, percent, in_quotes, dice).0).collect::<Vec<_>>();
        all.push((format!("{percent} % of content words swapped"), make(&mut dice, false)));
        all.push((format!("{percent} % swapped, in quotes too"), make(&mut dice, true)));
    }
    let mut mixed = |kind: &str, percent, share| {
        let make = |dice: &mut Dice| swapped(&reordered(&trimmed(wire, percent), dice), share, true, dice).0;
        all.push((kind.to_owned(), (0..8).map(|_| make(&mut dice)).collect()));
    };
    mixed("trimmed to 70 %, reordered, 20 % swapped", 70, 20);
    mixed("trimmed to 50 %, reordered, 30 % swapped", 50, 30);
    let after_own = |text: &str| OWN.iter().map(|own| format!("{own}\n\n{text}")).collect::<Vec<_>>();
    all.push(("own first paragraph before it".into(), after_own(wire)));
    all.push(("own first paragraph, then 50 %".into(), after_own(&trimmed(wire, 50))));
    all.push(("own first paragraph, then 30 %".into(), after_own(&trimmed(wire, 30))));
    all.push(("lead rewritten, passive voice".into(), vec![story.rewrite.to_owned()]));
    all.push(("the same, trimmed to 50 %".into(), vec![trimmed(story.rewrite, 50)]));
    let twice = [10, 20].map(|percent| swapped(story.rewrite, percent, true, &mut Dice(5)).0);
    all.push(("the same, 10 and 20 % swapped".into(), twice.to_vec()));
    all
}

/// How many of the variants of each kind are found as one origin with the wire story, over all stories.
fn rates() -> Vec<(String, usize, usize)> {
    let mut rates: Vec<(String, usize, usize)> = Vec::new();
    for story in stories() {
        for (kind, texts) in variants(&story) {
            let wire = article("wire", "Headline of the agency", story.wire);
            let is_found = |text: &&String| are_one(&[wire.clone(), article("variant", "Quite another headline", text)]);
            let found = texts.iter().filter(is_found).count();
            match rates.iter_mut().find(|(k, _, _)| *k == kind) {
                Some(rate) => (rate.1, rate.2) = (rate.1 + found, rate.2 + texts.len()),
                None => rates.push((kind, found, texts.len())),
            }
        }
    }
    rates
}

#[test]
fn variants_of_a_wire_story_have_its_origin() {
    let rates = rates();
    let table: Vec<String> = rates.iter().map(|(kind, found, made)| format!("{kind}: {found} of {made}")).collect();
    let missed: Vec<&String> =
        rates.iter().zip(&table).filter(|((_, found, made), _)| found < made).map(|(_, line)| line).collect();
    assert_eq!(missed, [""; 0]);
}

#[test]
fn synonyms_are_really_swapped() {
    for story in stories() {
        for percent in [10, 20, 30, 40] {
            let share = swapped(story.wire, percent, true, &mut Dice(1)).1;
            assert!(share >= percent, "{share} % of {percent} %");
        }
    }
}

/// The story without the paragraphs that quote, but for the first `kept` of them.
fn with_quotes(text: &str, kept: usize) -> String {
    let mut seen = 0;
    let is_kept = |p: &&str| {
        seen += usize::from(p.contains('"'));
        !p.contains('"') || seen <= kept
    };
    paragraphs(text).into_iter().filter(is_kept).collect::<Vec<_>>().join("\n")
}

#[test]
fn independent_stories_with_the_same_quotes_are_kept_apart() {
    for story in stories() {
        let wire = article("wire", "Headline of the agency", story.wire);
        for (name, own) in [("local", story.local), ("agency", story.agency)] {
            let quotes = paragraphs(own).iter().filter(|p| p.contains('"')).count();
            assert!((2..=5).contains(&quotes), "{name} has {quotes} quotes");
            for kept in 2..=quotes {
                let text = with_quotes(own, kept);
                assert!(
                    !are_one(&[wire.clone(), article("own", "Another headline", &text)]),
                    "{name} with {kept} quotes: {text}"
                );
            }
            let rewrite = article("rewrite", "A headline", story.rewrite);
            assert!(!are_one(&[rewrite, article("own", "Another headline", own)]), "{name} and the rewrite");
        }
        assert!(!are_one(&[article("a", "One", story.local), article("b", "Two", story.agency)]));
    }
}

/// All variants and all independent stories of all happenings in one run.
fn everything() -> Vec<(String, Article)> {
    let mut all = Vec::new();
    for (s, story) in stories().iter().enumerate() {
        let texts = variants(story).into_iter().flat_map(|(_, texts)| texts);
        for (i, text) in std::iter::once(story.wire.to_owned()).chain(texts).enumerate() {
            all.push((format!("wire {s}"), article(&format!("{s}-{i}"), &format!("Headline {i}"), &text)));
        }
        for (name, text) in [("local", story.local), ("agency", story.agency)] {
            all.push((format!("{name} {s}"), article(&format!("{s}-{name}"), "Own headline", text)));
            all.push((format!("{name} {s}"), article(&format!("{s}-{name}-trim"), "Other headline", &trimmed(text, 60))));
        }
    }
    all
}

/// For each origin the sources of its articles, each once.
fn sources(named: &[(String, Article)]) -> Vec<Vec<String>> {
    let articles: Vec<Article> = named.iter().map(|(_, article)| article.clone()).collect();
    let mut found: Vec<Vec<String>> = grouped(&articles)
        .origins
        .iter()
        .map(|origin| {
            let mut names: Vec<String> = origin.articles.iter().map(|i| named[*i].0.clone()).collect();
            names.sort();
            names.dedup();
            names
        })
        .collect();
    found.sort();
    found
}

#[test]
fn a_mixed_run_has_one_origin_for_each_source() {
    let expected = ["agency 0", "agency 1", "agency 2", "local 0", "local 1", "local 2", "wire 0", "wire 1", "wire 2"];
    assert_eq!(sources(&everything()), expected.map(|name| vec![name.to_owned()]));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn origins_do_not_depend_on_the_order_of_the_articles(picked in proptest::sample::subsequence((0..everything().len()).collect::<Vec<_>>(), 24), seed: u64) {
        let all = everything();
        let articles: Vec<Article> = picked.iter().map(|i| all[*i].1.clone()).collect();
        let mut dice = Dice(seed);
        let mut rest = articles.clone();
        let shuffled: Vec<Article> = (0..rest.len()).map(|_| rest.remove(dice.below(rest.len()))).collect();
        let ids = |articles: &[Article]| -> Vec<(String, Vec<String>)> {
            let mut origins: Vec<(String, Vec<String>)> = grouped(articles)
                .origins
                .into_iter()
                .map(|o| {
                    let mut members: Vec<String> = o.articles.iter().map(|i| articles[*i].id.clone()).collect();
                    members.sort();
                    (o.id, members)
                })
                .collect();
            origins.sort();
            origins
        };
        prop_assert_eq!(ids(&articles), ids(&shuffled));
    }

    #[test]
    fn a_text_and_its_copy_are_one_origin(text in "[A-Za-f0-9Жд“\"”., \n]{1,80}", others in proptest::collection::vec("[A-Za-c0-9\" .]{0,40}", 0..6)) {
        prop_assume!(text.chars().any(char::is_alphanumeric));
        let mut all = vec![article("text", "One headline", &text), article("copy", "Another", &text)];
        all.extend(others.iter().enumerate().map(|(i, other)| article(&format!("x{i}"), "", other)));
        prop_assert!(are_one(&all));
    }
}
