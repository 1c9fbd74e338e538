//! An article's words as they stand, and how much of them another article repeats.

use super::vocabulary::{Stretch, Vocabulary};
use crate::model::Article;
use rustc_hash::FxHashMap;

/// Words in a row that make a shingle.
const SHINGLE: usize = 5;
/// Shorter stretches between full stops (`U.S.`, `he said`) go with the next one.
const SHORT_SENTENCE: usize = 5;
/// Longer ones are cut, so that a text without full stops costs no more than another, and a bit stands for each of its words.
const LONG_SENTENCE: usize = 60;
/// Sentences of one article that are compared; the rest is left to the shingles.
const MAX_SENTENCES: usize = 400;
/// A word that the other text has more often says nothing about where a sentence has its counterpart there.
const MAX_LANDMARKS: usize = 8;
/// How far words may be shifted against each other by words put in or left out before.
const SHIFT: isize = 5;
/// Shorter runs of words are shared by chance.
const RUN: usize = 3;
/// A run that the other text has more often is a phrase of the trade or a title, and says nothing of where a sentence comes from.
const MAX_REPEATS: usize = 2;
/// Texts that share fewer pairs of neighbouring words are not compared in full. Independent reports of one event share a seventh
/// on average, rewrites in which every second word is another one a fifth.
const MIN_SHARED_BIGRAMS: f64 = 0.15;

/// Where each word of a text stands in it.
pub(super) type Places = FxHashMap<u32, Vec<usize>>;

/// An article's words, by hash.
#[derive(Debug, Default)]
pub(super) struct Wording {
    words: Vec<u32>,
    /// Hashes of all runs of [`SHINGLE`] words, sorted and distinct.
    shingles: Vec<u64>,
    /// The words outside quotation marks ...
    own: Vec<u32>,
    /// ... of which each sentence begins where the one before ends; the ends.
    ends: Vec<usize>,
    /// Hashes of all pairs of neighbouring words outside quotation marks, sorted and distinct ...
    bigrams: Vec<u64>,
    /// ... and of all runs of three.
    trigrams: Vec<u64>,
    /// Those of the trigrams that come more than [`MAX_REPEATS`] times, sorted and distinct.
    repeated: Vec<u64>,
    /// Whether it had more sentences than are compared.
    pub is_cut: bool,
}

impl Wording {
    /// Reads an article, whose `blocks` are those of the vocabulary.
    pub(super) fn of(article: &Article, blocks: &[Stretch], vocabulary: &Vocabulary) -> Self {
        let mut wording = Wording::default();
        for (block, stretch) in article.blocks.iter().zip(blocks) {
            let mut is_quoted = false;
            let mut end = block.span.start;
            for (word, number) in stretch.words.iter().zip(&stretch.known) {
                let gap = &article.text[end..word.span.start];
                end = word.span.end;
                let length = wording.own.len() - wording.ends.last().unwrap_or(&0);
                if gap != " " {
                    is_quoted = quoted_after(gap, is_quoted);
                }
                if length >= LONG_SENTENCE || length >= SHORT_SENTENCE && gap != " " && gap.contains(['.', '!', '?', '\n']) {
                    wording.end_sentence();
                }
                let hash = vocabulary.known(*number).hash;
                wording.words.push(hash);
                if !is_quoted {
                    wording.own.push(hash);
                }
            }
            wording.end_sentence();
        }
        wording.shingles = runs(&wording.words, SHINGLE);
        wording.bigrams = runs(&wording.own, 2);
        let (trigrams, repeated) = runs_and_repeats(&wording.own, RUN);
        (wording.trigrams, wording.repeated) = (trigrams, repeated);
        wording.is_cut = wording.ends.len() > MAX_SENTENCES;
        wording.ends.truncate(MAX_SENTENCES);
        wording
    }

    fn end_sentence(&mut self) {
        if self.ends.last().copied().unwrap_or(0) < self.own.len() {
            self.ends.push(self.own.len());
        }
    }

    /// How many words the article has.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// How many of them are outside quotation marks.
    pub(super) fn own_len(&self) -> usize {
        self.own.len()
    }

    /// Its words in order, by hash.
    pub(super) fn words(&self) -> &[u32] {
        &self.words
    }

    /// Hashes of its runs of five words, sorted and distinct.
    pub(super) fn shingles(&self) -> &[u64] {
        &self.shingles
    }

    /// Hashes of its runs of three words outside quotation marks, sorted and distinct.
    pub(super) fn trigrams(&self) -> &[u64] {
        &self.trigrams
    }

    /// The share of the shorter one's runs of three words outside quotation marks that are in the longer one. 0 to 1.
    pub(super) fn runs_shared_with(&self, other: &Wording) -> f64 {
        let (a, b) = (&self.trigrams, &other.trigrams);
        if a.len() <= b.len() { shared(a, b) } else { shared(b, a) }
    }

    /// Where each of its words outside quotation marks stands among these.
    pub(super) fn places(&self) -> Places {
        let mut places = Places::default();
        for (place, word) in self.own.iter().enumerate() {
            places.entry(*word).or_default().push(place);
        }
        places
    }

    /// The share of its runs of five words that are in `other`. 0 to 1.
    pub(super) fn verbatim_in(&self, other: &Wording) -> f64 {
        shared(&self.shingles, &other.shingles)
    }

    /// The share of its words outside quotation marks that are still in their place in `other`, whose `places` are given: each
    /// sentence is held against the stretch of `other` that it resembles most, and what a word-by-word rewrite would leave of it
    /// is counted, or what turning its clauses round would. 0 to 1.
    pub(super) fn kept_in(&self, other: &Wording, places: &Places) -> f64 {
        if shared(&self.bigrams, &other.bigrams) < MIN_SHARED_BIGRAMS {
            return 0.0;
        }
        let (mut start, mut kept_words) = (0, 0.0);
        for &end in &self.ends {
            kept_words += kept(&self.own[start..end], other, places);
            start = end;
        }
        kept_words / start.max(1) as f64
    }
}

/// How many words of the sentence are kept, in order or in runs, in the stretch of `text` that it resembles most.
fn kept(sentence: &[u32], text: &Wording, places: &Places) -> f64 {
    let mut shifts: Vec<isize> = Vec::new();
    for (at, word) in sentence.iter().enumerate() {
        if let Some(found) = places.get(word).filter(|found| found.len() <= MAX_LANDMARKS) {
            shifts.extend(found.iter().map(|place| *place as isize - at as isize));
        }
    }
    shifts.sort_unstable();
    let (mut first, mut best) = (0, (0, 0));
    for last in 0..shifts.len() {
        while shifts[last] - shifts[first] > SHIFT {
            first += 1;
        }
        if last - first + 1 > best.0 {
            best = (last - first + 1, shifts[(first + last) / 2].max(0) as usize);
        }
    }
    if best.0 == 0 {
        return 0.0;
    }
    let start = best.1.min(text.own.len());
    let stretch = &text.own[start..text.own.len().min(start + sentence.len())];
    let places = places_in(sentence, stretch);
    let in_place = sentence.len().saturating_sub(distance(sentence.len(), &places));
    in_place.max(in_runs(sentence, &places, &text.repeated)) as f64
}

/// For each word of a text a bit for each place of a sentence, of at most 64 words, where the same word stands.
fn places_in(sentence: &[u32], text: &[u32]) -> Vec<u64> {
    const { assert!(LONG_SENTENCE <= u64::BITS as usize, "a bit for each word of a sentence") };
    // Most words of a text are not in the sentence; a bit for each of its words tells that at once of most of these.
    let bit = |word: &u32| 1u64 << (word % u64::BITS);
    let signature = sentence.iter().fold(0, |bits, word| bits | bit(word));
    let places = |word: &u32| match signature & bit(word) {
        0 => 0,
        _ => sentence.iter().enumerate().fold(0, |bits, (at, other)| bits | (u64::from(word == other) << at)),
    };
    text.iter().map(places).collect()
}

/// How many words must be put in, left out or replaced to make one text of a sentence of `length` words (Levenshtein), by the [`places_in`]
/// the sentence of the text's words: a column of the table at a time, in which a bit says that a cell is one more, or one less, than the one
/// above (Myers 1999).
fn distance(length: usize, places: &[u64]) -> usize {
    let Some(last) = length.checked_sub(1).map(|last| 1u64 << last) else { return places.len() };
    let (mut more, mut less, mut distance) = (u64::MAX, 0u64, length);
    for same in places {
        let straight = same | less;
        let across = (same & more).wrapping_add(more) ^ more | same;
        let (right_more, right_less) = (less | !(across | more), more & across);
        distance = distance + usize::from(right_more & last != 0) - usize::from(right_less & last != 0);
        let (down_more, down_less) = ((right_more << 1) | 1, right_less << 1);
        (more, less) = (down_less | !(straight | down_more), down_more & straight);
    }
    distance
}

/// How many words of the sentence stand in runs of at least [`RUN`] that are in a text too and are not `repeated`, wherever: what is left of
/// a sentence whose clauses were turned round or that was put into the passive voice. `places` are the [`places_in`] the sentence of the text's words.
fn in_runs(sentence: &[u32], places: &[u64], repeated: &[u64]) -> usize {
    // A bit for each place of the sentence where a run begins that the text has.
    let starts = |run: &[u64]| run.iter().enumerate().fold(u64::MAX, |starts, (at, places)| starts & (places >> at));
    let starts = places.windows(RUN).fold(0, |all, run| all | starts(run));
    let (mut count, mut counted) = (0, 0);
    for (start, run) in sentence.windows(RUN).enumerate() {
        if starts >> start & 1 == 1 && repeated.binary_search(&hash(run)).is_err() {
            count += start + RUN - counted.max(start);
            counted = start + RUN;
        }
    }
    count
}

/// Hashes of all runs of `n` words, sorted and distinct.
fn runs(words: &[u32], n: usize) -> Vec<u64> {
    runs_and_repeats(words, n).0
}

/// Hashes of all runs of `n` words, and of those that come more than [`MAX_REPEATS`] times, both sorted and distinct.
fn runs_and_repeats(words: &[u32], n: usize) -> (Vec<u64>, Vec<u64>) {
    let mut runs: Vec<u64> = words.windows(n).map(hash).collect();
    runs.sort_unstable();
    let mut repeated: Vec<u64> = runs.windows(MAX_REPEATS + 1).filter(|w| w.first() == w.last()).map(|w| w[0]).collect();
    repeated.dedup();
    runs.dedup();
    (runs, repeated)
}

/// The hash of a run of words, which are hashes themselves.
#[inline]
fn hash(run: &[u32]) -> u64 {
    // An odd number without a pattern: the golden section.
    const ODD: u64 = 0x9E37_79B9_7F4A_7C15;
    run.iter().fold(0u64, |hash, word| (hash.rotate_left(32) ^ u64::from(*word)).wrapping_mul(ODD))
}

/// The share of `a` that is in `b`; both sorted and distinct.
fn shared(a: &[u64], b: &[u64]) -> f64 {
    let (mut i, mut j, mut both) = (0, 0, 0usize);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        both += usize::from(x == y);
        (i, j) = (i + usize::from(x <= y), j + usize::from(y <= x));
    }
    both as f64 / a.len().max(1) as f64
}

/// Whether what follows `gap` is inside quotation marks. A quotation that is never closed ends with its block.
fn quoted_after(gap: &str, is_quoted: bool) -> bool {
    gap.chars().fold(is_quoted, |is_quoted, c| match c {
        '“' | '«' | '„' => true,
        '”' | '»' => false,
        '"' => !is_quoted,
        _ => is_quoted,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use strsim::generic_levenshtein;

    /// As [`in_runs`], each run held against all of the text.
    fn in_runs_one_by_one(sentence: &[u32], text: &[u32], repeated: &[u64]) -> usize {
        let (mut count, mut counted) = (0, 0);
        for (start, run) in sentence.windows(RUN).enumerate() {
            if text.windows(RUN).any(|other| other == run) && repeated.binary_search(&hash(run)).is_err() {
                count += start + RUN - counted.max(start);
                counted = start + RUN;
            }
        }
        count
    }

    proptest! {
        #[test]
        fn distances_are_those_of_the_whole_table(a in prop::collection::vec(0u32..5, 0..=64), b in prop::collection::vec(0u32..5, 0..80)) {
            prop_assert_eq!(distance(a.len(), &places_in(&a, &b)), generic_levenshtein(&a, &b));
        }

        #[test]
        fn runs_by_place_are_those_found_one_by_one(
            a in prop::collection::vec(0u32..4, 0..=64), b in prop::collection::vec(0u32..4, 0..40), repeating in prop::collection::vec(0u32..4, 0..20),
        ) {
            let repeated = runs(&repeating, RUN);
            prop_assert_eq!(in_runs(&a, &places_in(&a, &b), &repeated), in_runs_one_by_one(&a, &b, &repeated));
        }
    }

    #[test]
    fn runs_count_in_any_order_unless_the_text_repeats_them() {
        let (active, passive) = ([1, 2, 3, 4, 10, 11, 12], [10, 11, 12, 20, 1, 2, 3, 4]);
        let shared = |text: &[u32], repeated: &[u64]| in_runs(&active, &places_in(&active, text), repeated);
        assert_eq!(shared(&passive, &[]), 7);
        assert_eq!(shared(&[1, 2, 10, 11, 3, 4, 12], &[]), 0, "two in a row are chance");
        let text = [10, 11, 12, 5, 10, 11, 12, 6, 10, 11, 12];
        let repeated = runs_and_repeats(&text, RUN).1;
        assert_eq!((shared(&passive, &repeated), repeated.len()), (4, 1));
        assert_eq!(runs_and_repeats(&text[..7], RUN).1, [0; 0], "twice is no phrase of the trade");
    }
}
