//! Boilerplate that only the corpus shows: lines that one outlet prints around articles that have nothing else in common.

use super::shape::{Shape, line_key};
use crate::model::{Article, BlockKind, Dropped};
use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::xxh3_64;

/// In how many articles of an outlet a line must stand, beside as many different paragraphs, to be boilerplate.
const ARTICLES: usize = 3;
/// The longest line, in words, that is boilerplate anywhere in an article; a longer one only at its head or foot.
const LINE_LONGEST: usize = 14;
/// The longest paragraph that can be boilerplate at all, in words.
const LONGEST: usize = 80;
/// How many lines of boilerplate in a row are peeled off a head or foot.
const ROUNDS: usize = 6;

/// A block that may be boilerplate.
struct Candidate {
    article: usize,
    block: usize,
    /// Outlet and text.
    key: u64,
    /// The text of the block beside it, on the side of the body.
    neighbour: u64,
}

/// Drops boilerplate from `articles`. The result depends neither on their order nor on anything outside an outlet.
pub(super) fn drop_repeated(articles: &mut [Article]) {
    for _ in 0..ROUNDS {
        let candidates: Vec<Candidate> = articles.iter().enumerate().flat_map(|(i, article)| candidates(i, article)).collect();
        let mut neighbours: FxHashMap<u64, FxHashSet<u64>> = FxHashMap::default();
        for candidate in &candidates {
            neighbours.entry(candidate.key).or_default().insert(candidate.neighbour);
        }
        // Updates of one story share their paragraphs and these paragraphs' neighbours: they are no boilerplate.
        let is_repeated = |c: &&Candidate| neighbours.get(&c.key).is_some_and(|n| n.len() >= ARTICLES);
        let mut gone: Vec<(usize, usize)> = candidates.iter().filter(is_repeated).map(|c| (c.article, c.block)).collect();
        if gone.is_empty() {
            return;
        }
        // From the last block to the first, so that places stay right.
        gone.sort_unstable_by(|a, b| b.cmp(a));
        for (article, block) in gone {
            let article = &mut articles[article];
            let span = article.blocks.remove(block).span;
            let at = article.dropped.partition_point(|dropped| dropped.span < span);
            article.dropped.insert(at, Dropped { span, reason: "repeated line" });
        }
    }
}

fn candidates(index: usize, article: &Article) -> Vec<Candidate> {
    let blocks = &article.blocks;
    let body: Vec<usize> = (0..blocks.len()).filter(|b| blocks[*b].kind != BlockKind::Headline).collect();
    if body.len() < 2 {
        return Vec::new();
    }
    let hash = |text: &str| xxh3_64(line_key(text).as_bytes());
    let text_of = |at: usize| article.at(blocks[body[at]].span);
    let mut found = Vec::new();
    for at in 0..body.len() {
        let text = text_of(at);
        if text.len() > LONGEST * 12 {
            continue;
        }
        let shape = Shape::of(text);
        let edge = at == 0 || at + 1 == body.len();
        let line = !shape.prose && shape.words <= LINE_LONGEST && !text.contains(['"', '“', '”', '«', '»']);
        if shape.words <= LONGEST && (edge || line) && shape.words > 0 {
            let neighbour = if at == 0 { text_of(1) } else { text_of(at - 1) };
            let key = xxh3_64(format!("{}\0{}", article.outlet, line_key(text)).as_bytes());
            found.push(Candidate { article: index, block: body[at], key, neighbour: hash(neighbour) });
        }
    }
    // One article counts once for a line that it repeats.
    let mut seen = FxHashSet::default();
    found.retain(|candidate| seen.insert(candidate.key));
    found
}
