//! Spellings of one name inside an event (`Sergei`, `Sergey`), so that they count as one term.

use super::terms::ReadWord;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// For each event, which spelling stands for which others.
#[derive(Debug, Default)]
pub(super) struct Spellings {
    by_event: Vec<FxHashMap<String, String>>,
}

impl Spellings {
    /// The spelling that stands for `stem` in `event`.
    pub(super) fn canonical<'a>(&'a self, event: usize, stem: &'a str) -> &'a str {
        self.by_event.get(event).and_then(|map| map.get(stem)).map_or(stem, String::as_str)
    }
}

/// What an event shows of one name.
#[derive(Default)]
struct Name {
    capitals: u32,
    occurrences: u32,
    articles: Vec<usize>,
}

/// Finds, by event, names that differ as spellings of one name do: alike by Jaro-Winkler, at least five letters, the same first letter,
/// and never both in one article, since an article keeps to one spelling.
pub(super) fn spellings(read: &[Vec<ReadWord>], events: &[usize], articles: &[usize], likeness: f64) -> Spellings {
    let count = events.iter().max().map_or(0, |m| m + 1);
    let mut names: Vec<BTreeMap<&str, Name>> = (0..count).map(|_| BTreeMap::new()).collect();
    for ((words, event), article) in read.iter().zip(events).zip(articles) {
        for word in words.iter().filter(|w| w.content && w.stem.chars().count() >= 5) {
            let name = names[*event].entry(&word.stem).or_default();
            name.capitals += u32::from(word.capital);
            name.occurrences += 1;
            if name.articles.last() != Some(article) {
                name.articles.push(*article);
            }
        }
    }
    Spellings { by_event: names.iter().map(|names| variants(names, likeness)).collect() }
}

fn variants(names: &BTreeMap<&str, Name>, likeness: f64) -> FxHashMap<String, String> {
    let mut by_letter: BTreeMap<char, Vec<(&str, &Name)>> = BTreeMap::new();
    for (stem, name) in names.iter().filter(|(_, n)| n.capitals * 2 > n.occurrences) {
        if let Some(first) = stem.chars().next() {
            by_letter.entry(first).or_default().push((stem, name));
        }
    }
    let mut out = FxHashMap::default();
    for group in by_letter.values_mut() {
        // The most frequent spelling stands for the others.
        group.sort_by(|a, b| b.1.occurrences.cmp(&a.1.occurrences).then(a.0.cmp(b.0)));
        for (at, (stem, name)) in group.iter().enumerate() {
            let stands_for = group[..at].iter().find(|(other, seen)| {
                !out.contains_key(*other)
                    && strsim::jaro_winkler(stem, other) >= likeness
                    && strsim::osa_distance(stem, other) <= 1 + usize::from(stem.len() > 7)
                    && !name.articles.iter().any(|a| seen.articles.contains(a))
            });
            if let Some((other, _)) = stands_for {
                out.insert((*stem).to_owned(), (*other).to_owned());
            }
        }
    }
    out
}
