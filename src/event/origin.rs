//! Which articles are copies or light rewrites of one text.

use crate::model::Article;
use crate::text::{fold, words};
use rustc_hash::FxHashMap;
use strsim::generic_levenshtein;
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

/// Words in a row that make a shingle.
const SHINGLE: usize = 5;
/// Two sentences are one, lightly rewritten, from this share of words kept in place: a third of the words may have been swapped.
const SAME_SENTENCE: f64 = 0.6;
/// Shorter stretches between full stops (`U.S.`, `he said`) go with the next one.
const SHORT_SENTENCE: usize = 5;
/// Longer ones are cut, so that a text without full stops costs no more than another.
const LONG_SENTENCE: usize = 60;
/// Sentences of one article that are compared; the rest is left to the shingles.
const MAX_SENTENCES: usize = 400;
/// From this share of shingles on the text is the same, whatever the quotation marks say.
const VERBATIM: f64 = 0.8;

/// An article's words, by hash, as far as copying is concerned.
#[derive(Debug, Default)]
pub(super) struct Wording {
    words: Vec<u32>,
    /// Hashes of all runs of [`SHINGLE`] words, sorted and distinct.
    shingles: Vec<u64>,
    /// The words outside quotation marks, sentence by sentence.
    sentences: Vec<Vec<u32>>,
    /// Whether it had more sentences than are compared.
    pub is_cut: bool,
}

impl Wording {
    pub(super) fn of(article: &Article) -> Self {
        let mut wording = Wording::default();
        for block in &article.blocks {
            let mut sentence = Vec::new();
            let mut quote = Quote::default();
            let mut end = block.span.start;
            for word in words(&article.text, block.span) {
                let gap = &article.text[end..word.span.start];
                end = word.span.end;
                quote.pass(gap);
                let is_over = gap.contains(['.', '!', '?', '\n']) && sentence.len() >= SHORT_SENTENCE;
                if is_over || sentence.len() >= LONG_SENTENCE {
                    wording.sentences.push(std::mem::take(&mut sentence));
                }
                let hash = xxh3_64(fold(word.text).as_bytes()) as u32;
                wording.words.push(hash);
                if !quote.is_open {
                    sentence.push(hash);
                }
            }
            if !sentence.is_empty() {
                wording.sentences.push(sentence);
            }
        }
        wording.is_cut = wording.sentences.len() > MAX_SENTENCES;
        wording.sentences.truncate(MAX_SENTENCES);
        wording.shingles = wording.words.windows(SHINGLE).map(shingle).collect();
        wording.shingles.sort_unstable();
        wording.shingles.dedup();
        wording
    }

    /// How many words the article has.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// The share of its shingles that are in `other`.
    fn verbatim_in(&self, other: &Wording) -> f64 {
        let shared = self.shingles.iter().filter(|s| other.shingles.binary_search(s).is_ok()).count();
        shared as f64 / self.shingles.len().max(1) as f64
    }

    /// The share of its words outside quotation marks that are in sentences of which `other` has a near counterpart.
    fn rewritten_in(&self, other: &Wording) -> f64 {
        let finder = Finder::of(&other.sentences);
        let all: usize = self.sentences.iter().map(Vec::len).sum();
        let found: usize = self.sentences.iter().filter(|s| finder.has(s)).map(Vec::len).sum();
        found as f64 / all.max(1) as f64
    }

    fn words_outside_quotes(&self) -> usize {
        self.sentences.iter().map(Vec::len).sum()
    }
}

/// Whether the shorter text is the longer one, wholly or in good part, word for word or lightly rewritten. `share` is how much
/// of the shorter one's own words must be found in the longer one; texts of fewer than `min_words` must be the same throughout.
pub(super) fn is_copy(shorter: &Wording, longer: &Wording, share: f64, min_words: usize) -> bool {
    if shorter.len() < min_words {
        return !shorter.words.is_empty() && shorter.words == longer.words;
    }
    is_verbatim(shorter, longer, min_words)
        || shorter.words_outside_quotes() >= min_words && shorter.rewritten_in(longer) >= share
}

/// Whether the shorter text is in the longer one nearly word for word.
pub(super) fn is_verbatim(shorter: &Wording, longer: &Wording, min_words: usize) -> bool {
    shorter.len() >= min_words && shorter.verbatim_in(longer) >= VERBATIM
}

/// The members of one event by origin. The fullest text of an origin is its source: each member is a copy of that, not of
/// another copy, so that nothing chains; an article that fits several goes to the fullest.
pub(super) fn origins(members: &[usize], wordings: &[Wording], share: f64, min_words: usize) -> Vec<Vec<usize>> {
    let mut origins: Vec<Vec<usize>> = Vec::new();
    for article in fullest_first(members.to_vec(), wordings) {
        let is_home = |o: &&mut Vec<usize>| is_copy(&wordings[article], &wordings[o[0]], share, min_words);
        match origins.iter_mut().find(is_home) {
            Some(home) => home.push(article),
            None => origins.push(vec![article]),
        }
    }
    origins
}

/// Joins origins of different events whose fullest texts are nearly the same word for word. `twins` are the pairs of articles
/// that may be so. As before, what joins is compared with the fullest text of all.
pub(super) fn across(
    mut origins: Vec<Vec<usize>>,
    twins: &[(u32, u32)],
    wordings: &[Wording],
    min_words: usize,
) -> Vec<Vec<usize>> {
    let home: FxHashMap<usize, usize> = origins.iter().enumerate().map(|(origin, members)| (members[0], origin)).collect();
    let mut others: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for (a, b) in
        twins.iter().map(|(a, b)| (*a as usize, *b as usize)).filter(|(a, b)| home.contains_key(a) && home.contains_key(b))
    {
        others.entry(a).or_default().push(b);
        others.entry(b).or_default().push(a);
    }
    let mut has_left = vec![false; origins.len()];
    for source in fullest_first(others.keys().copied().collect(), wordings) {
        if has_left[home[&source]] {
            continue;
        }
        for copy in fullest_first(others[&source].clone(), wordings) {
            let is_shorter = (wordings[copy].len(), source) <= (wordings[source].len(), copy);
            if is_shorter && !has_left[home[&copy]] && is_verbatim(&wordings[copy], &wordings[source], min_words) {
                has_left[home[&copy]] = true;
                let moved = std::mem::take(&mut origins[home[&copy]]);
                origins[home[&source]].extend(moved);
            }
        }
    }
    origins.retain(|members| !members.is_empty());
    origins
}

/// The articles by length, the longest first, then by number.
fn fullest_first(mut articles: Vec<usize>, wordings: &[Wording]) -> Vec<usize> {
    articles.sort_unstable_by_key(|i| (std::cmp::Reverse(wordings[*i].len()), *i));
    articles
}

fn shingle(words: &[u32]) -> u64 {
    let mut hash = Xxh3::new();
    words.iter().for_each(|w| hash.update(&w.to_le_bytes()));
    hash.digest()
}

/// Whether the words at hand are inside quotation marks. A quotation that is never closed ends with its block.
#[derive(Default)]
struct Quote {
    is_open: bool,
}

impl Quote {
    fn pass(&mut self, gap: &str) {
        for c in gap.chars() {
            match c {
                '“' | '«' | '„' => self.is_open = true,
                '”' | '»' => self.is_open = false,
                '"' => self.is_open = !self.is_open,
                _ => {}
            }
        }
    }
}

/// Finds near counterparts among the sentences of one text.
struct Finder<'a> {
    sentences: &'a [Vec<u32>],
    /// For each word the sentences that it is in, with how often.
    places: FxHashMap<u32, Vec<(usize, usize)>>,
}

impl<'a> Finder<'a> {
    fn of(sentences: &'a [Vec<u32>]) -> Self {
        let mut places: FxHashMap<u32, Vec<(usize, usize)>> = FxHashMap::default();
        for (i, sentence) in sentences.iter().enumerate() {
            for (word, times) in counted(sentence) {
                places.entry(word).or_default().push((i, times));
            }
        }
        Finder { sentences, places }
    }

    /// Whether one of the sentences has [`SAME_SENTENCE`] of its words, in the same order. Words in common, in whatever order,
    /// are an upper bound of that and much cheaper.
    fn has(&self, sentence: &Vec<u32>) -> bool {
        let mut shared = vec![0; self.sentences.len()];
        for (word, times) in counted(sentence) {
            for (i, there) in self.places.get(&word).into_iter().flatten() {
                shared[*i] += times.min(*there);
            }
        }
        self.sentences.iter().zip(shared).any(|(other, shared)| {
            let length = sentence.len().max(other.len()) as f64;
            shared as f64 >= SAME_SENTENCE * length
                && 1.0 - generic_levenshtein(sentence, other) as f64 / length >= SAME_SENTENCE
        })
    }
}

/// The distinct words of a sentence, with how often they are in it.
fn counted(sentence: &[u32]) -> FxHashMap<u32, usize> {
    let mut counts = FxHashMap::default();
    for word in sentence {
        *counts.entry(*word).or_default() += 1;
    }
    counts
}
