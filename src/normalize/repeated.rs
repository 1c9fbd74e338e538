//! Boilerplate that only the corpus shows: lines that one outlet prints around articles that have nothing else in common.

use super::shape::{ends_sentence, line_key};
use crate::model::{Article, Block, BlockKind, Dropped};
use crate::text::{folded, word_count, words};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use xxhash_rust::xxh3::xxh3_64;

/// In how many articles of an outlet, all about different things, a line must stand to be boilerplate.
const ARTICLES: usize = 3;
/// The share of long words (Jaccard) up to which two articles are about different things. On 36 news events told by three outlets each,
/// 99 in 100 pairs of different events share less and 89 in 100 pairs of one event share more (median 0.18, 5th percentile 0.097).
const UNLIKE: f64 = 0.12;
/// Words of at least this many letters say what an article is about.
const LONG_WORD: usize = 5;
/// How many of the articles with a line are held against each other, those with the smallest hash.
const SAMPLE: usize = 16;
/// The longest line, in words, that is boilerplate anywhere in an article; sentences are so only at its head or foot.
const LINE_LONGEST: usize = 14;
/// The longest paragraph that can be boilerplate at all, in bytes.
const LONGEST: usize = 800;
/// How many lines of boilerplate in a row are peeled off a head or foot.
const ROUNDS: usize = 6;

/// A block of an article, as far as it can be boilerplate.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Line {
    /// Whether it can be so anywhere in the article, and not at its head or foot alone.
    anywhere: bool,
    /// Its outlet and text in one number, where it can be so anywhere; else made when it is asked for.
    key: Option<u64>,
}

/// What is known of the blocks of an article before others are looked at, one for each.
pub(super) fn lines(article: &Article) -> Vec<Line> {
    let line = |block: &Block| {
        let text = article.at(block.span);
        if block.kind == BlockKind::Headline || text.len() > LONGEST {
            return Line::default();
        }
        let anywhere = !ends_sentence(text) && !text.contains(['"', '“', '”', '«', '»']) && word_count(text) <= LINE_LONGEST;
        Line { anywhere, key: anywhere.then(|| key_of(article, text)) }
    };
    article.blocks.iter().map(line).collect()
}

fn key_of(article: &Article, text: &str) -> u64 {
    xxh3_64(format!("{}\0{}", article.outlet, line_key(text)).as_bytes())
}

/// Drops boilerplate from `articles`, of whose blocks `known` is what [`lines`] says. The result depends neither on their order nor on
/// anything outside an outlet.
pub(super) fn drop_repeated(articles: &mut [Article], mut known: Vec<Vec<Line>>) {
    for _ in 0..ROUNDS {
        let mut places: BTreeMap<u64, Vec<(usize, usize)>> = BTreeMap::new();
        for (i, (article, known)) in articles.iter().zip(&mut known).enumerate() {
            for (key, block) in candidates(article, known) {
                places.entry(key).or_default().push((i, block));
            }
        }
        places.retain(|_, at| at.len() >= ARTICLES);
        // What is suspected says nothing of what an article is about.
        let suspected: FxHashSet<(usize, usize)> = places.values().flatten().copied().collect();
        let mut contents: FxHashMap<usize, Content> = FxHashMap::default();
        places.retain(|_, at| are_unlike(articles, at, &suspected, &mut contents));
        let mut gone: Vec<(usize, usize)> = places.into_values().flatten().collect();
        if gone.is_empty() {
            return;
        }
        // From the last block to the first, so that places stay right.
        gone.sort_unstable_by(|a, b| b.cmp(a));
        for (at, block) in gone {
            let article = &mut articles[at];
            // An article is never emptied for what others print.
            if article.blocks.iter().filter(|b| b.kind != BlockKind::Headline).count() > 1 {
                let span = article.blocks.remove(block).span;
                known[at].remove(block);
                let at = article.dropped.partition_point(|dropped| dropped.span < span);
                article.dropped.insert(at, Dropped { span, reason: "repeated line".into() });
            }
        }
    }
}

/// The blocks of an article that may be boilerplate, each under a key of outlet and text; a line that it repeats counts once.
fn candidates(article: &Article, known: &mut [Line]) -> Vec<(u64, usize)> {
    let body: Vec<usize> = (0..article.blocks.len()).filter(|b| article.blocks[*b].kind != BlockKind::Headline).collect();
    let mut seen = FxHashSet::default();
    let mut found = Vec::new();
    for (at, block) in body.iter().enumerate() {
        let text = article.at(article.blocks[*block].span);
        if text.len() > LONGEST {
            continue;
        }
        let edge = at == 0 || at + 1 == body.len();
        if !edge && !known[*block].anywhere {
            continue;
        }
        let key = *known[*block].key.get_or_insert_with(|| key_of(article, text));
        if seen.insert(key) {
            found.push((key, *block));
        }
    }
    found
}

/// What an article is about.
struct Content {
    /// The hash of its text, for an order that does not depend on that of the input.
    hash: u64,
    /// The hashes of its long words.
    words: FxHashSet<u64>,
}

impl Content {
    fn of(index: usize, article: &Article, suspected: &FxHashSet<(usize, usize)>) -> Self {
        let own = article.blocks.iter().enumerate().filter(|(block, _)| !suspected.contains(&(index, *block)));
        let words = own.flat_map(|(_, block)| words(&article.text, block.span));
        let long = words.filter(|w| w.text.chars().count() >= LONG_WORD);
        Content { hash: xxh3_64(article.text.as_bytes()), words: long.map(|w| xxh3_64(folded(w.text).as_bytes())).collect() }
    }

    fn is_unlike(&self, other: &Content) -> bool {
        let shared = self.words.intersection(&other.words).count();
        let all = self.words.len() + other.words.len() - shared;
        all > 0 && (shared as f64) < UNLIKE * all as f64
    }
}

/// Whether three of the articles are about different things: copies and updates of one story share lines as well, and these are no boilerplate.
fn are_unlike(
    articles: &[Article],
    places: &[(usize, usize)],
    suspected: &FxHashSet<(usize, usize)>,
    contents: &mut FxHashMap<usize, Content>,
) -> bool {
    let mut sample: Vec<(u64, usize)> = places
        .iter()
        .map(|(i, _)| (contents.entry(*i).or_insert_with(|| Content::of(*i, &articles[*i], suspected)).hash, *i))
        .collect();
    sample.sort_unstable();
    sample.dedup_by_key(|(hash, _)| *hash);
    sample.truncate(SAMPLE);
    let mut different: Vec<&Content> = Vec::new();
    for content in sample.iter().filter_map(|(_, i)| contents.get(i)) {
        if different.iter().all(|other| other.is_unlike(content)) {
            different.push(content);
        }
    }
    different.len() >= ARTICLES
}
