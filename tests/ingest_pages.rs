//! Web pages end to end: what stays of the body, what stays of the rest, and what the page tells of itself.

use crosswire::ingest::{IngestOptions, ingest};
use crosswire::model::{Article, Fields};
use crosswire::normalize::{NormalizeOptions, normalize};
use crosswire::observe::Silent;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The least share of the body's words that must stay, and the largest share of all others that may.
const BODY_LEAST: f64 = 0.98;
const REST_MOST: f64 = 0.02;

fn pages() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/formats/pages")
}

/// The page `name` as it is after cleaning, with what it told of itself.
fn read(name: &str) -> (Article, Fields) {
    let ingested = ingest(&[pages().join(name)], &IngestOptions::default(), &Silent).expect("a page with an article");
    let raw = ingested.articles.into_iter().next().expect("an article");
    let fields = raw.fields.clone();
    let article = normalize(vec![raw], &NormalizeOptions::default(), &Silent).articles.remove(0);
    (article, fields)
}

/// How often each word stands in a text; in scripts without spaces each character is one.
fn bag(text: &str) -> BTreeMap<String, i64> {
    let mut bag = BTreeMap::new();
    let mut add = |word: &str| {
        if !word.is_empty() {
            *bag.entry(word.to_lowercase()).or_insert(0) += 1;
        }
    };
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        if word.chars().any(|c| ('\u{2e80}'..='\u{9fff}').contains(&c)) {
            word.chars().for_each(|c| add(&c.to_string()));
        } else {
            add(word);
        }
    }
    bag
}

fn size(bag: &BTreeMap<String, i64>) -> i64 {
    bag.values().sum()
}

/// The words of `a` that are not in `b`, as often as they are too many.
fn without(a: &BTreeMap<String, i64>, b: &BTreeMap<String, i64>) -> BTreeMap<String, i64> {
    a.iter().map(|(word, count)| (word.clone(), count - b.get(word).unwrap_or(&0))).filter(|(_, count)| *count > 0).collect()
}

/// All words that a page shows, decoded by itself: the markup is taken away by hand, so that no reader of ours is trusted.
fn shown(html: &str) -> BTreeMap<String, i64> {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        text.push(' ');
        let tag = after.split('>').next().unwrap_or_default().to_lowercase();
        let raw = ["script", "style", "title"].iter().find(|name| tag.starts_with(*name));
        rest = match raw.and_then(|name| after.split_once(&format!("</{name}"))) {
            Some((_, end)) => end.split_once('>').map_or("", |(_, rest)| rest),
            None => after.split_once('>').map_or("", |(_, rest)| rest),
        };
    }
    bag(&(text + rest))
}

#[test]
fn pages_keep_their_body_and_lose_the_rest() {
    let mut faults = Vec::new();
    let mut count = 0;
    let mut names: Vec<PathBuf> =
        fs::read_dir(pages()).expect("the folder").map(|entry| entry.expect("a file").path()).collect();
    names.retain(|path| path.extension().is_some_and(|ending| ending == "html"));
    names.sort();
    for path in &names {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let expected = fs::read_to_string(path.with_extension("txt")).expect("the body");
        let (title, body) = expected.split_once("\n\n").expect("a title and a body");
        let bytes = fs::read(path).expect("the page");
        let encoding = match name.as_str() {
            "cyrillic_windows_1251.html" => encoding_rs::WINDOWS_1251,
            "chinese_gb18030.html" => encoding_rs::GB18030,
            "tables.html" => encoding_rs::WINDOWS_1252,
            _ => encoding_rs::UTF_8,
        };
        let page = encoding.decode(&bytes).0;
        let (article, _) = read(&name);
        let kept: Vec<&str> = article.blocks.iter().map(|block| article.at(block.span)).collect();
        let (kept, body, title) = (bag(&kept.join("\n")), bag(body), bag(title));
        // Datelines are read and then taken away.
        let dateline = bag(article.dateline.as_deref().unwrap_or_default());
        let body = without(&body, &dateline);
        let lost = without(&body, &kept);
        let mut known = body.clone();
        for (word, n) in title.iter().chain(&dateline) {
            *known.entry(word.clone()).or_insert(0) += n;
        }
        let left = without(&kept, &known);
        let rest = without(&shown(&page), &known);
        let (body_share, rest_share) =
            (1.0 - size(&lost) as f64 / size(&body) as f64, size(&left) as f64 / size(&rest).max(1) as f64);
        println!("{name}: body {body_share:.3} of {}, rest {rest_share:.3} of {}", size(&body), size(&rest));
        if body_share < BODY_LEAST || rest_share > REST_MOST {
            faults.push(format!("{name}: body {body_share:.3}, rest {rest_share:.3}\n  lost {lost:?}\n  left {left:?}"));
        }
        count += 1;
    }
    assert!(count >= 12 && faults.is_empty(), "{count} pages\n{}", faults.join("\n"));
}

#[test]
fn pages_tell_who_published_them_when_and_where() {
    let told = |name: &str| {
        let (article, fields) = read(&format!("{name}.html"));
        let or_none = |value: Option<String>| value.unwrap_or_else(|| "-".to_owned());
        let published = or_none(article.published.map(|at| at.to_string()));
        let about =
            [article.outlet, published, or_none(fields.author), or_none(article.url), article.language, article.encoding];
        about.join(" | ")
    };
    let expected = [
        (
            "sidebar",
            "Orlow Courier | 2024-11-14T16:20:00+01:00 | Maud Ellery | https://www.orlowcourier.example/news/weir-bridge-shut-until-spring | en-GB | UTF-8",
        ),
        ("tables", "unknown | 2024-11-14 | Maud Ellery | - | en | windows-1252"),
        ("live_blog", "Nordsund Herald | 2024-11-17T08:00:00+01:00 | - | - | en | UTF-8"),
        ("paywall", "The Ledger | 2024-10-21 | Jonas Aldric | https://ledger.example/2024/kestrel-air | en | UTF-8"),
        ("cyrillic_windows_1251", "Вечерний Орловск | 2024-11-14T17:32:00 | - | - | ru | windows-1251"),
        ("json_ld_only", "Tamsel App | 2024-11-14T16:20:00Z | Maud Ellery | https://app.tamsel.example/a/77 | en | UTF-8"),
        (
            "wordpress",
            "Riverside Observer | 2024-11-14T17:00:00Z | - | https://observer.example/2024/11/14/bridge/ | en-US | UTF-8",
        ),
    ];
    for (name, expected) in expected {
        assert_eq!(told(name), expected, "{name}");
    }
}
