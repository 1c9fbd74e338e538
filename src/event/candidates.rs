//! Which articles are worth comparing: those that share terms that are rare in the corpus and weighty in the article.

use super::weight::{Terms, Vector};
use std::ops::Range;

/// How many of an article's weightiest terms look for others. A true pair shares dozens; 64 keeps the work per article bounded.
const QUERY_TERMS: usize = 64;
/// A term in more than this share of the articles proposes nothing ...
const COMMON_SHARE: f64 = 0.2;
/// ... but in a small corpus every term may: up to this many articles it is never too common.
const NEVER_COMMON: usize = 200;
/// No article is compared with more others than this; those that share most are taken.
const MAX_CANDIDATES: usize = 1000;
/// Shares, and what articles share, are whole numbers of so many parts of one while candidates are looked for.
const PARTS: f64 = 65_536.0;
/// By how many parts such a sum of [`QUERY_TERMS`] products may be too low; it is never too high. Each product is cut to whole parts, and each
/// of its two factors was: that takes from it as many parts as the two factors are together, and of a vector of length one these are no more
/// than the root of their number. One more for the length, which is one but for its last digit.
const TOO_LOW: f64 = QUERY_TERMS as f64 + 2.0 * 8.0 + 1.0;
/// A term that more than this part of a block has stands there in a row of all articles.
const ROW_SHARE: usize = 16;
/// So many sums are looked at at once.
const FEW: usize = 16;
/// So many articles at the most are looked through at once: where their terms stand fits into a core's own cache, and is read for all other
/// articles before the next ones are.
const BLOCK: usize = 512;
/// There are at least so many blocks, for threads to share, unless that leaves them tiny.
const BLOCKS: usize = 16;
const SMALLEST_BLOCK: usize = 32;

/// Which terms propose others, and what each article has of them.
#[derive(Debug)]
pub(super) struct Index<'a> {
    vectors: &'a [Vector],
    /// For each term whether it proposes: none does that one article alone has, or that is too common.
    proposes: Vec<bool>,
}

/// The weightiest of an article's terms that other articles have, too, the weightiest first.
pub(super) type Query = Vec<(u32, f64)>;

/// Where each term is in a block of articles. Walking these lists for each article takes time that grows with the square of the corpus:
/// they are kept short, in whole numbers, and where that leaves it open whether a pair is worth comparing, the vectors tell.
#[derive(Debug)]
struct Postings {
    /// By term where its places begin; they end where those of the next one begin.
    starts: Vec<u32>,
    /// The articles of each term, by their place in the block, with its share in each.
    places: Vec<(u16, u16)>,
    /// By term the row of those that are in many articles, where it has one.
    row_of: Vec<Option<u32>>,
    /// A share for each article of the block, be it 0: several are multiplied at once.
    rows: Vec<[u16; BLOCK]>,
}

impl Postings {
    fn of(vectors: &[Vector], proposes: &[bool]) -> Self {
        let all = || vectors.iter().zip(0..).flat_map(|(vector, article)| vector.iter().map(move |entry| (article, entry)));
        let entries = || all().filter(|(_, (term, _))| proposes[*term as usize]);
        let mut starts = vec![0; proposes.len() + 1];
        entries().for_each(|(_, (term, _))| starts[*term as usize + 1] += 1);
        (1..starts.len()).for_each(|at| starts[at] += starts[at - 1]);
        let mut next = starts.clone();
        let mut places = vec![(0, 0); starts[proposes.len()] as usize];
        for (article, (term, share)) in entries() {
            let place = &mut next[*term as usize];
            places[*place as usize] = (article, in_parts(*share));
            *place += 1;
        }
        let mut postings = Postings { starts, places, row_of: vec![None; proposes.len()], rows: Vec::new() };
        for term in 0..proposes.len() {
            let places = postings.places(term as u32);
            if places.len() > vectors.len() / ROW_SHARE {
                let mut row = [0; BLOCK];
                places.iter().for_each(|(article, share)| row[usize::from(*article)] = *share);
                postings.row_of[term] = Some(postings.rows.len() as u32);
                postings.rows.push(row);
            }
        }
        postings
    }

    fn places(&self, term: u32) -> &[(u16, u16)] {
        &self.places[self.starts[term as usize] as usize..self.starts[term as usize + 1] as usize]
    }

    /// What each article of the block shares with these terms, in parts.
    fn shared(&self, query: &[(u32, f64)]) -> [u16; BLOCK] {
        let mut shared = [0; BLOCK];
        // Rows are added up four at a time: half the work is bringing sums from where they are and back.
        let (mut rows, mut open) = ([(0, &[0; BLOCK]); 4], 0);
        for &(term, share) in query {
            let share = in_parts(share);
            if let Some(row) = self.row_of[term as usize] {
                rows[open % 4] = (share, &self.rows[row as usize]);
                open += 1;
                if open % 4 == 0 {
                    add(&mut shared, rows);
                }
            } else {
                for &(article, other) in self.places(term) {
                    let shared = &mut shared[usize::from(article) % BLOCK];
                    *shared = shared.saturating_add(product(share, other));
                }
            }
        }
        rows[open % 4..].iter_mut().for_each(|(share, _)| *share = 0);
        add(&mut shared, rows);
        shared
    }
}

/// Adds four rows, each times a share.
fn add(shared: &mut [u16; BLOCK], [a, b, c, d]: [(u16, &[u16; BLOCK]); 4]) {
    for (at, shared) in shared.iter_mut().enumerate() {
        let sum = shared.saturating_add(product(a.0, a.1[at])).saturating_add(product(b.0, b.1[at]));
        *shared = sum.saturating_add(product(c.0, c.1[at])).saturating_add(product(d.0, d.1[at]));
    }
}

/// A share (0 to 1) in whole parts, cut.
fn in_parts(share: f64) -> u16 {
    // What is more than the most becomes the most.
    (share * PARTS) as u16
}

/// The product of two shares in whole parts, cut.
fn product(a: u16, b: u16) -> u16 {
    ((u32::from(a) * u32::from(b)) >> 16) as u16
}

impl<'a> Index<'a> {
    pub(super) fn of(vectors: &'a [Vector], terms: &Terms) -> Self {
        let most = ((vectors.len() as f64 * COMMON_SHARE) as usize).max(NEVER_COMMON);
        // A term that weighs something is in the vectors of all articles that have it.
        let proposes = (0..terms.len() as u32).map(|term| (2..=most).contains(&terms.articles(term))).collect();
        Index { vectors, proposes }
    }

    /// The articles in blocks that may be looked through one by one.
    pub(super) fn blocks(&self) -> Vec<Range<usize>> {
        let articles = self.vectors.len();
        let size = articles.div_ceil(BLOCKS).clamp(SMALLEST_BLOCK, BLOCK);
        (0..articles).step_by(size).map(|start| start..articles.min(start + size)).collect()
    }

    /// For each article, by its query, the others in this block whose vectors have at least `min_shared` (above 0, to 1) in common with the
    /// query: pairs of article and other, sorted.
    pub(super) fn candidates(&self, queries: &[Query], block: Range<usize>, min_shared: f64) -> Vec<(u32, u32)> {
        let postings = Postings::of(&self.vectors[block.clone()], &self.proposes);
        let maybe = (min_shared * PARTS - TOO_LOW) as u16;
        let surely = (min_shared * PARTS).min(PARTS - 2.0) as u16;
        let mut found = Vec::new();
        for (query, article) in queries.iter().zip(0..) {
            let shared = postings.shared(query);
            for (few, start) in shared[..block.len()].chunks(FEW).zip((block.start as u32..).step_by(FEW)) {
                // Most have next to nothing: asked of all at once, without a branch for each.
                if !few.iter().fold(false, |any, shared| any | (*shared >= maybe)) {
                    continue;
                }
                let is_candidate = |(other, shared): &(u32, u16)| {
                    let is_enough = || *shared > surely + 1 || self.shared(query, *other) >= min_shared;
                    *shared >= maybe && *other != article && is_enough()
                };
                let others = (start..).zip(few.iter().copied()).filter(is_candidate);
                found.extend(others.map(|(other, _)| (article, other)));
            }
        }
        found
    }

    /// Lets go of others of articles that have more than [`MAX_CANDIDATES`], those that share least; returns how many. `found` is what
    /// [`Index::candidates`] finds in each block.
    pub(super) fn keep_best(&self, queries: &[Query], found: &mut [Vec<(u32, u32)>]) -> usize {
        let mut counts = vec![0; queries.len()];
        found.iter().flatten().for_each(|(article, _)| counts[*article as usize] += 1);
        let mut left_out = 0;
        for (article, count) in (0..).zip(counts).filter(|(_, count)| *count > MAX_CANDIDATES) {
            left_out += count - MAX_CANDIDATES;
            let own = |found: &Vec<(u32, u32)>| {
                let start = found.partition_point(|(other, _)| *other < article);
                start..start + found[start..].partition_point(|(other, _)| *other == article)
            };
            let others = found.iter().flat_map(|found| &found[own(found)]).map(|(_, other)| *other);
            let query = &queries[article as usize];
            let mut by_shared: Vec<(f64, u32)> = others.map(|other| (self.shared(query, other), other)).collect();
            by_shared.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            let mut worse: Vec<u32> = by_shared[MAX_CANDIDATES..].iter().map(|(_, other)| *other).collect();
            worse.sort_unstable();
            for found in &mut *found {
                let own = own(found);
                let kept: Vec<(u32, u32)> =
                    found[own.clone()].iter().copied().filter(|(_, other)| worse.binary_search(other).is_err()).collect();
                found.splice(own, kept);
            }
        }
        left_out
    }

    /// The weightiest of an article's terms that other articles have, too, the weightiest first.
    pub(super) fn query(&self, article: usize) -> Query {
        let proposes = |(term, _): &(u32, f64)| self.proposes[*term as usize];
        let mut query: Query = self.vectors[article].iter().copied().filter(proposes).collect();
        let by_share = |a: &(u32, f64), b: &(u32, f64)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        if query.len() > QUERY_TERMS {
            query.select_nth_unstable_by(QUERY_TERMS, by_share);
            query.truncate(QUERY_TERMS);
        }
        query.sort_unstable_by(by_share);
        query
    }

    /// What an article's vector has in common with these terms.
    fn shared(&self, query: &[(u32, f64)], other: u32) -> f64 {
        let vector = &self.vectors[other as usize];
        let share_of = |term: u32| vector.binary_search_by_key(&term, |(term, _)| *term).ok().map(|at| vector[at].1);
        query.iter().filter_map(|(term, share)| Some(share * share_of(*term)?)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The candidates with all that articles share added up in double precision, of each article the best.
    fn plain(index: &Index, min_shared: f64) -> (Vec<(u32, u32)>, usize) {
        let (mut pairs, mut left_out) = (Vec::new(), 0);
        for article in 0..index.vectors.len() as u32 {
            let query = index.query(article as usize);
            let others = (0..index.vectors.len() as u32).filter(|other| *other != article);
            let mut found: Vec<(f64, u32)> = others.map(|other| (index.shared(&query, other), other)).collect();
            found.retain(|(shared, _)| *shared >= min_shared);
            found.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            left_out += found.len().saturating_sub(MAX_CANDIDATES);
            pairs.extend(found.into_iter().take(MAX_CANDIDATES).map(|(_, other)| (article, other)));
        }
        pairs.sort_unstable();
        (pairs, left_out)
    }

    fn found(index: &Index, min_shared: f64) -> (Vec<(u32, u32)>, usize) {
        let queries: Vec<Query> = (0..index.vectors.len()).map(|article| index.query(article)).collect();
        let mut found: Vec<Vec<(u32, u32)>> =
            index.blocks().into_iter().map(|block| index.candidates(&queries, block, min_shared)).collect();
        let left_out = index.keep_best(&queries, &mut found);
        let mut pairs = found.concat();
        pairs.sort_unstable();
        (pairs, left_out)
    }

    fn vector(shares: &std::collections::BTreeMap<u32, u32>) -> Vector {
        let length = shares.values().map(|share| f64::from(share * share)).sum::<f64>().sqrt();
        shares.iter().map(|(term, share)| (*term, f64::from(*share) / length)).collect()
    }

    /// Terms that one article alone has propose nothing.
    fn proposing(vectors: &[Vector], terms: u32) -> Vec<bool> {
        let articles = |term: u32| vectors.iter().flatten().filter(|(other, _)| *other == term).count();
        (0..terms).map(|term| articles(term) > 1).collect()
    }

    proptest! {
        #[test]
        fn whole_parts_find_what_double_precision_finds(
            shares in prop::collection::vec(prop::collection::btree_map(0u32..40, 1u32..9, 1..30), 2..80),
            off in -3i32..4,
        ) {
            let vectors: Vec<Vector> = shares.iter().map(vector).collect();
            let index = Index { vectors: &vectors, proposes: proposing(&vectors, 40) };
            for article in [0, vectors.len() - 1] {
                // The bar is what another article shares, or a hair above or below it.
                let other = (article + 1) % vectors.len();
                let shared = index.shared(&index.query(article), other as u32);
                let bar = (0..off.abs()).fold(shared, |bar, _| if off > 0 { bar.next_up() } else { bar.next_down() });
                for bar in [bar, 0.05, 0.3].into_iter().filter(|bar| *bar > 0.0) {
                    prop_assert_eq!(found(&index, bar), plain(&index, bar));
                }
            }
        }
    }

    #[test]
    fn of_too_many_candidates_the_best_are_kept() {
        let shares = |at: u32| [(0, 4), (1 + at % 7, 1 + at % 5), (8 + at % 3, 2)].into_iter().collect();
        let vectors: Vec<Vector> = (0..MAX_CANDIDATES as u32 + 300).map(|at| vector(&shares(at))).collect();
        let index = Index { vectors: &vectors, proposes: proposing(&vectors, 11) };
        let (pairs, left_out) = found(&index, 0.05);
        assert!(left_out > 0);
        assert!((pairs, left_out) == plain(&index, 0.05));
    }
}
