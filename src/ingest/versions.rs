//! Versions of one article: the newest counts, the earlier ones are told.

use crate::error::{Problem, ProblemKind};
use crate::model::{Moment, RawArticle};
use rustc_hash::{FxHashMap, FxHashSet};

/// Of two texts under one address, the share of the shorter one's words that the other must have for them to be versions. Sites
/// that give all their articles one address would lose them otherwise.
const SHARED_LEAST: f64 = 0.5;

/// Which version of its article a text is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Edition {
    /// What all versions of the article have in common, as its publisher numbers them (the `uri` of ninjs, the `guid` of NewsML-G2
    /// or of a feed's entry).
    pub(super) story: Option<String>,
    /// The number of the version.
    pub(super) number: Option<u64>,
    /// When the version was made.
    pub(super) made: Option<String>,
    /// The id that a record gives, which only counts inside its file.
    pub(super) record_id: Option<String>,
    /// Whether its publisher takes the article back: then no version of it counts.
    pub(super) is_withdrawn: bool,
}

/// An article with its edition.
pub(super) type Edited = (RawArticle, Edition);

/// Why two texts are versions of one article; the first is the surest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Bond {
    Story,
    Address,
    Record,
    Copy,
}

impl Bond {
    fn as_str(self) -> &'static str {
        match self {
            Bond::Story => "it has the same identifier",
            Bond::Address => "it has the same address",
            Bond::Record => "it has the same id in this file",
            Bond::Copy => "it has the same outlet, title and text",
        }
    }
}

/// Keeps the newest version of each article and tells of all others. The articles must be in the order of path and line.
pub(super) fn newest(all: Vec<Edited>) -> (Vec<RawArticle>, Vec<Problem>) {
    let mut first_with: FxHashMap<(Bond, String), usize> = FxHashMap::default();
    // For each article the first of its versions, and what bound it to that.
    let mut first_of: Vec<(usize, Option<Bond>)> = Vec::with_capacity(all.len());
    for (position, edited) in all.iter().enumerate() {
        let mut found = None;
        let keys = keys(edited);
        for (bond, key) in &keys {
            if let Some(&first) = first_with.get(&(*bond, key.clone()))
                && (matches!(bond, Bond::Story | Bond::Copy) || is_alike(&all[first].0, &edited.0))
            {
                found = Some((first_of[first].0, *bond));
                break;
            }
        }
        let first = found.map_or(position, |(first, _)| first);
        first_of.push((first, found.map(|(_, bond)| bond)));
        for key in keys {
            first_with.entry(key).or_insert(position);
        }
    }
    let mut best: FxHashMap<usize, usize> = FxHashMap::default();
    for (position, (first, _)) in first_of.iter().enumerate() {
        let newest = best.entry(*first).or_insert(position);
        if age(&all[position]) >= age(&all[*newest]) {
            *newest = position;
        }
    }
    split(all, &first_of, &best)
}

/// The newest versions, and a problem for each of the others.
fn split(
    all: Vec<Edited>,
    first_of: &[(usize, Option<Bond>)],
    best: &FxHashMap<usize, usize>,
) -> (Vec<RawArticle>, Vec<Problem>) {
    let places: Vec<String> = all.iter().map(|(article, _)| place(article)).collect();
    let texts: Vec<bool> = first_of
        .iter()
        .enumerate()
        .map(|(at, (first, _))| best.get(first).is_some_and(|newest| all[at].0.text == all[*newest].0.text))
        .collect();
    let bond_of: FxHashMap<usize, Bond> = first_of.iter().filter_map(|(first, bond)| Some((*first, (*bond)?))).collect();
    let withdrawn: Vec<bool> = all.iter().map(|(_, edition)| edition.is_withdrawn).collect();
    let (mut kept, mut told) = (Vec::new(), Vec::new());
    for (position, (article, _)) in all.into_iter().enumerate() {
        let (first, bond) = first_of[position];
        let newest = best.get(&first).copied().unwrap_or(position);
        if withdrawn[newest] {
            let by = if newest == position { String::new() } else { format!(" at {}", places[newest]) };
            let message = format!("its publisher withdrew the article{by}; it was passed over");
            told.push(Problem { path: article.path, line: article.line, kind: ProblemKind::Superseded, message });
            continue;
        }
        if newest == position {
            kept.push(article);
            continue;
        }
        let why = bond.or_else(|| bond_of.get(&first).copied()).unwrap_or(Bond::Story).as_str();
        let what = if texts[position] { "the same article as" } else { "an earlier version of the article at" };
        let message = format!("{what} {} ({why}), which counts; this one was passed over", places[newest]);
        told.push(Problem { path: article.path, line: article.line, kind: ProblemKind::Superseded, message });
    }
    (kept, told)
}

/// What an article may share with other versions of it, the surest first.
fn keys((article, edition): &Edited) -> Vec<(Bond, String)> {
    let mut keys = Vec::new();
    let field = |value: &Option<String>| value.as_deref().map(str::trim).filter(|v| !v.is_empty()).map(str::to_lowercase);
    keys.extend(edition.story.clone().map(|story| (Bond::Story, story)));
    keys.extend(article.fields.url.as_deref().and_then(address).map(|address| (Bond::Address, address)));
    keys.extend(edition.record_id.as_ref().map(|id| (Bond::Record, format!("{}\n{id}", article.path))));
    if let (Some(source), Some(title)) = (field(&article.fields.source), field(&article.fields.title)) {
        let text = xxhash_rust::xxh3::xxh3_128(article.text.as_bytes());
        keys.push((Bond::Copy, format!("{source}\n{title}\n{text:x}")));
    }
    keys
}

/// An address without what does not tell pages apart; none for the front page of a site.
fn address(url: &str) -> Option<String> {
    let url = url.trim();
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).or_else(|| url.strip_prefix("//"))?;
    let rest = rest.split('#').next()?;
    let (path, query) = rest.split_once('?').map_or((rest, ""), |(path, query)| (path, query));
    let (host, path) = path.split_once('/')?;
    let (host, path) = (host.to_lowercase(), path.trim_end_matches('/'));
    let is_tracking =
        |part: &&str| ["utm_", "fbclid", "gclid", "cmpid", "ref=", "ns_"].iter().any(|start| part.starts_with(start));
    let query: Vec<&str> = query.split('&').filter(|part| !part.is_empty() && !is_tracking(part)).collect();
    let host = ["www.", "m.", "amp."].iter().fold(host.as_str(), |host, start| host.strip_prefix(start).unwrap_or(host));
    (!path.is_empty() || !query.is_empty()).then(|| format!("{host}/{path}?{}", query.join("&")))
}

/// Whether one text is likely written over the other.
fn is_alike(a: &RawArticle, b: &RawArticle) -> bool {
    if a.fields.title.is_some() && a.fields.title == b.fields.title || a.text == b.text {
        return true;
    }
    let (a, b) = (words(&a.text), words(&b.text));
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let shared = short.iter().filter(|word| long.contains(*word)).count();
    shared as f64 >= SHARED_LEAST * short.len().max(1) as f64
}

/// The words of a text that are long enough to tell it from others; pairs of characters where it has no spaces.
fn words(text: &str) -> FxHashSet<&str> {
    const LONG: usize = 5;
    let words: FxHashSet<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= LONG).collect();
    if words.is_empty() { text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect() } else { words }
}

/// How new a version is: by its number, then its time; of equals the later one in the input counts.
fn age((article, edition): &Edited) -> (Option<u64>, Option<i64>) {
    let moment = |text: &Option<String>| text.as_deref().and_then(moment);
    (edition.number, moment(&edition.made).or_else(|| moment(&article.fields.date)))
}

/// Seconds that order the times of versions, as exact as they are written.
fn moment(text: &str) -> Option<i64> {
    let text = text.trim();
    if let Ok(at) = text.parse::<jiff::Timestamp>() {
        return Some(at.as_second());
    }
    if let Ok(at) = jiff::fmt::rfc2822::DateTimeParser::new().relaxed_weekday(true).parse_timestamp(text) {
        return Some(at.as_second());
    }
    Moment::parse(text).map(|at| (at.order_key() - Moment::parse("1970-01-01").map_or(0, Moment::order_key)) * 60)
}

fn place(article: &RawArticle) -> String {
    match article.line {
        Some(line) => format!("{}:{line}", article.path),
        None => article.path.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Fields;

    const FIRST: &str = "Rescuers searched the harbour after the ferry Alma sank, officials said.";
    const SECOND: &str = "Rescuers searched the harbour for hours after the ferry Alma sank with nine aboard, officials said.";
    const OTHER: &str = "Wheat prices rose again; traders expect exporters' quotas soon.";

    fn article(path: &str, text: &str, url: Option<&str>, date: Option<&str>) -> RawArticle {
        let fields = Fields { url: url.map(str::to_owned), date: date.map(str::to_owned), ..Fields::default() };
        RawArticle { id: path.into(), path: path.into(), text: text.into(), fields, ..RawArticle::default() }
    }

    fn check(all: Vec<Edited>, kept: &[&str], told: &[&str]) {
        let (articles, problems) = newest(all);
        assert_eq!(articles.iter().map(|article| article.path.as_str()).collect::<Vec<_>>(), kept);
        let said: Vec<String> = problems.iter().map(|p| format!("{}: {}", p.path, p.message)).collect();
        assert_eq!(said.len(), told.len(), "{said:?}");
        assert!(said.iter().zip(told).all(|(said, told)| said.starts_with(told)), "{said:?}");
    }

    #[test]
    fn the_newest_of_one_identifier_counts() {
        let edition =
            |number, made: &str| Edition { story: Some("urn:1".into()), number, made: Some(made.into()), ..Edition::default() };
        let all = vec![
            (article("a", SECOND, None, None), edition(Some(3), "2024-05-01T08:00:00Z")),
            (article("b", FIRST, None, None), edition(Some(1), "2024-05-01T09:00:00Z")),
            (article("c", OTHER, None, None), edition(Some(2), "2024-05-01T07:00:00Z")),
        ];
        check(
            all,
            &["a"],
            &["b: an earlier version of the article at a (it has the same identifier)", "c: an earlier version"],
        );
        let by_time = vec![
            (article("a", SECOND, None, None), edition(None, "2024-05-01T08:00:00+02:00")),
            (article("b", FIRST, None, None), edition(None, "2024-05-01T07:00:00Z")),
        ];
        check(by_time, &["b"], &["a: an earlier version of the article at b"]);
    }

    #[test]
    fn one_address_is_one_article_unless_the_texts_have_nothing_in_common() {
        let plain = |path, text, url, date| (article(path, text, Some(url), date), Edition::default());
        let saved_twice = vec![
            plain("a", FIRST, "https://www.x.example/ferry?utm_source=feed", Some("2024-05-01")),
            plain("b", SECOND, "http://x.example/ferry/#top", Some("2024-05-02")),
            plain("c", FIRST, "https://x.example/ferry", None),
        ];
        check(saved_twice, &["b"], &["a: an earlier version of the article at b (it has the same address)", "c: an earlier"]);
        let one_page =
            vec![plain("a", FIRST, "https://x.example/news", None), plain("b", OTHER, "https://x.example/news", None)];
        check(one_page, &["a", "b"], &[]);
        let front = vec![plain("a", FIRST, "https://x.example/", None), plain("b", SECOND, "https://x.example", None)];
        check(front, &["a", "b"], &[]);
    }

    #[test]
    fn what_was_withdrawn_counts_in_no_version() {
        let edition =
            |number, is_withdrawn| Edition { story: Some("urn:1".into()), number, is_withdrawn, ..Edition::default() };
        let all = vec![
            (article("a", SECOND, None, None), edition(Some(1), false)),
            (article("b", "", None, None), edition(Some(2), true)),
        ];
        check(all, &[], &["a: its publisher withdrew the article at b", "b: its publisher withdrew the article;"]);
    }

    #[test]
    fn a_page_saved_twice_is_told_as_such() {
        let mut one = article("a", FIRST, None, None);
        one.fields.source = Some("Linden Post".into());
        one.fields.title = Some("Ferry sinks".into());
        let two = RawArticle { id: "b".into(), path: "b".into(), ..one.clone() };
        let other = RawArticle { id: "c".into(), path: "c".into(), text: OTHER.into(), ..one.clone() };
        let all = [one, two, other].map(|article| (article, Edition::default())).into_iter().collect();
        check(all, &["b", "c"], &["a: the same article as b (it has the same outlet, title and text)"]);
    }
}
