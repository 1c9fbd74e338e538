//! Spellings of one name inside an event (`Sergei`, `Sergey`), so that they count as one term.

use super::reading::{ReadWord, Texts};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// A name has at least this many letters.
const SHORTEST: usize = 5;

/// What an event shows of one name.
#[derive(Default)]
struct Name {
    capitals: u32,
    occurrences: u32,
    articles: Vec<usize>,
}

/// Finds names of an event that differ as spellings of one name do: alike by Jaro-Winkler, at least five letters, the same first letter,
/// and never both in one article, since an article keeps to one spelling. `articles` says which article each sentence stands in. The
/// answer says which stem stands for which others.
pub(super) fn spellings(read: &[Vec<ReadWord>], articles: &[usize], texts: &Texts, likeness: f64) -> FxHashMap<u32, u32> {
    let mut names: FxHashMap<u32, Name> = FxHashMap::default();
    for (words, article) in read.iter().zip(articles) {
        for word in words.iter().filter(|word| word.content) {
            let name = names.entry(word.stem).or_default();
            name.capitals += u32::from(word.capital);
            name.occurrences += 1;
            if name.articles.last() != Some(article) {
                name.articles.push(*article);
            }
        }
    }
    variants(&names, texts, likeness)
}

/// A name with its stem and how many letters that has.
struct Spelling<'a> {
    number: u32,
    stem: &'a str,
    letters: usize,
    name: &'a Name,
}

fn variants(names: &FxHashMap<u32, Name>, texts: &Texts, likeness: f64) -> FxHashMap<u32, u32> {
    let mut by_letter: BTreeMap<char, Vec<Spelling>> = BTreeMap::new();
    for (number, name) in names.iter().filter(|(_, name)| name.capitals * 2 > name.occurrences) {
        let stem = texts.text(*number);
        let letters = stem.chars().count();
        if let Some(first) = stem.chars().next().filter(|_| letters >= SHORTEST) {
            by_letter.entry(first).or_default().push(Spelling { number: *number, stem, letters, name });
        }
    }
    let mut out = FxHashMap::default();
    for group in by_letter.values_mut() {
        // The most frequent spelling stands for the others.
        group.sort_by(|a, b| b.name.occurrences.cmp(&a.name.occurrences).then(a.stem.cmp(b.stem)));
        for (at, one) in group.iter().enumerate() {
            let most_edits = 1 + usize::from(one.stem.len() > 7);
            let stands_for = group[..at].iter().find(|seen| {
                one.letters.abs_diff(seen.letters) <= most_edits
                    && !out.contains_key(&seen.number)
                    && strsim::jaro_winkler(one.stem, seen.stem) >= likeness
                    && strsim::osa_distance(one.stem, seen.stem) <= most_edits
                    && !one.name.articles.iter().any(|article| seen.name.articles.contains(article))
            });
            if let Some(seen) = stands_for {
                out.insert(one.number, seen.number);
            }
        }
    }
    out
}
