//! How rare a word is in the news at large, whatever the event.
//!
//! The weight of a word in its event says how much the event repeats it. In an event of a hundred sentences most words stand once or twice,
//! `decide` like `zoning`; what tells one from the other is how common they are elsewhere, and a run of one or two events does not show it.

use super::reading;
use crate::text::Lexicon;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Counts by word form; the entry `sentences` says of how many.
static COUNTS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/model/common_words.txt")));
static TABLE: LazyLock<Table> = LazyLock::new(Table::read);

/// A word outside the table stands in fewer sentences than this, of those that were counted: it could be in no four events.
const UNLISTED: f32 = 4.0;

/// No word counts for less, in nats.
const LEAST: f32 = 0.3;

struct Table {
    sentences: f32,
    /// In how many sentences a term stands, in any of its forms.
    counts: FxHashMap<String, f32>,
}

impl Table {
    fn read() -> Self {
        let number = |value: &str| value.parse::<f32>().unwrap_or(0.0);
        let mut counts: FxHashMap<String, f32> = FxHashMap::default();
        let mut listed: Vec<_> = COUNTS.entries().collect();
        listed.sort_unstable();
        for (form, count) in listed.into_iter().filter(|(form, _)| *form != ALL) {
            let (stem, content) = reading::base_form(form);
            if content {
                *counts.entry(stem).or_default() += number(count);
            }
        }
        Table { sentences: COUNTS.value(ALL).map_or(1.0, number), counts }
    }
}

/// The entry of the table that says how many sentences were counted; no word is written so.
const ALL: &str = "(sentences)";

/// How rare a term is, in nats: the surprise of meeting it in a sentence of the news.
pub(super) fn rarity(term: &str) -> f32 {
    match TABLE.counts.get(term) {
        Some(count) => ((TABLE.sentences + 1.0) / (count + 1.0)).ln().max(LEAST),
        None => (TABLE.sentences / UNLISTED).ln(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everyday_words_are_less_rare_than_telling_ones_in_all_their_forms() {
        let of = |word: &str| rarity(&reading::base_form(word).0);
        assert!(of("decided") < of("zoning") && of("year") < of("ferry"), "{} {}", of("decided"), of("year"));
        assert_eq!(of("decides"), of("decision"));
        assert_eq!(of("ferry"), of("quay"));
        assert!(of("year") >= LEAST && of("quay") > 6.0);
    }

    #[test]
    fn the_table_is_well_formed() {
        assert!(TABLE.sentences > 1000.0 && TABLE.counts.len() > 500);
        assert!(TABLE.counts.values().all(|count| *count > 0.0));
    }
}
