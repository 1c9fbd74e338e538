//! Which articles are worth comparing: those that share terms that are rare in the corpus and weighty in the article.

use super::weight::{Terms, Vector};

/// How many of an article's weightiest terms look for others. A true pair shares dozens; 64 keeps the work per article bounded.
const QUERY_TERMS: usize = 64;
/// A term in more than this share of the articles proposes nothing ...
const COMMON_SHARE: f64 = 0.2;
/// ... but in a small corpus every term may: up to this many articles it is never too common.
const NEVER_COMMON: usize = 200;
/// No article is compared with more others than this; those that share most are taken.
const MAX_CANDIDATES: usize = 1000;
/// By how much a sum of [`QUERY_TERMS`] products in single precision may be off, as a part of it: each of the two factors, the product and
/// each step of the sum by half a unit in the last of 24 bits, 66 times 6e-8 in all.
const SINGLE_PRECISION: f64 = 1e-5;

/// Where each term is, for the terms that are not too common.
#[derive(Debug)]
pub(super) struct Index<'a> {
    vectors: &'a [Vector],
    /// The articles of each term, with its share in each. Lists grow with the corpus, and walking them with its square: they are kept
    /// short, in single precision, and where that leaves it open whether a pair is worth comparing, the vectors tell.
    postings: Vec<Vec<(u32, f32)>>,
}

/// What each thread keeps between articles.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    shared: Vec<f32>,
}

/// The candidates for one article.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Candidates {
    /// Pairs of article and candidate, the smaller number first.
    pub pairs: Vec<(u32, u32)>,
    /// How many more there would have been.
    pub left_out: usize,
}

impl<'a> Index<'a> {
    pub(super) fn of(vectors: &'a [Vector], terms: &Terms) -> Self {
        let most = ((vectors.len() as f64 * COMMON_SHARE) as usize).max(NEVER_COMMON);
        let mut postings = vec![Vec::new(); terms.len()];
        for (vector, article) in vectors.iter().zip(0..) {
            for &(term, share) in vector.iter().filter(|(term, _)| terms.articles(*term) <= most) {
                postings[term as usize].push((article, share as f32));
            }
        }
        Index { vectors, postings }
    }

    /// The other articles whose vectors have at least `min_shared` (above 0, to 1) in common with this one's weightiest terms.
    pub(super) fn candidates(&self, article: usize, min_shared: f64, scratch: &mut Scratch) -> Candidates {
        let query = self.query(article);
        scratch.shared.clear();
        scratch.shared.resize(self.vectors.len(), 0.0);
        for &(term, share) in &query {
            let share = share as f32;
            for &(other, other_share) in &self.postings[term as usize] {
                scratch.shared[other as usize] += share * other_share;
            }
        }
        let [maybe, surely] = [1.0 - SINGLE_PRECISION, 1.0 + SINGLE_PRECISION].map(|part| (min_shared * part) as f32);
        let is_candidate = |other: u32, shared: f32| {
            other as usize != article && (shared > surely || self.shared(&query, other) >= min_shared)
        };
        let summed = (0..).zip(&scratch.shared).filter(|(_, shared)| **shared >= maybe);
        let mut found: Vec<u32> =
            summed.filter(|(other, shared)| is_candidate(*other, **shared)).map(|(other, _)| other).collect();
        let left_out = found.len().saturating_sub(MAX_CANDIDATES);
        if left_out > 0 {
            let mut by_shared: Vec<(f64, u32)> = found.iter().map(|other| (self.shared(&query, *other), *other)).collect();
            by_shared.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            found = by_shared.into_iter().take(MAX_CANDIDATES).map(|(_, other)| other).collect();
        }
        let article = article as u32;
        Candidates { pairs: found.into_iter().map(|other| (article.min(other), article.max(other))).collect(), left_out }
    }

    /// The weightiest of an article's terms that other articles have, too, the weightiest first.
    fn query(&self, article: usize) -> Vec<(u32, f64)> {
        let is_shared = |(term, _): &(u32, f64)| self.postings[*term as usize].len() > 1;
        let mut query: Vec<(u32, f64)> = self.vectors[article].iter().copied().filter(is_shared).collect();
        query.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        query.truncate(QUERY_TERMS);
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

    /// The candidates with all that articles share added up in double precision.
    fn plain(index: &Index, article: usize, min_shared: f64) -> Vec<(u32, u32)> {
        let (query, article) = (index.query(article), article as u32);
        let others = (0..index.vectors.len() as u32).filter(|other| *other != article);
        let found = others.filter(|other| index.shared(&query, *other) >= min_shared);
        found.map(|other| (article.min(other), article.max(other))).collect()
    }

    proptest! {
        #[test]
        fn single_precision_finds_what_double_precision_finds(
            shares in prop::collection::vec(prop::collection::btree_map(0u32..40, 1u32..9, 1..30), 2..12),
            off in -3i32..4,
        ) {
            let vector = |shares: &std::collections::BTreeMap<u32, u32>| {
                let length = shares.values().map(|share| f64::from(share * share)).sum::<f64>().sqrt();
                shares.iter().map(|(term, share)| (*term, f64::from(*share) / length)).collect::<Vector>()
            };
            let vectors: Vec<Vector> = shares.iter().map(vector).collect();
            let mut postings = vec![Vec::new(); 40];
            for (vector, article) in vectors.iter().zip(0..) {
                vector.iter().for_each(|(term, share)| postings[*term as usize].push((article, *share as f32)));
            }
            let index = Index { vectors: &vectors, postings };
            for article in 0..vectors.len() {
                // The bar is what another article shares, or a hair above or below it.
                let other = (article + 1) % vectors.len();
                let shared = index.shared(&index.query(article), other as u32);
                let bar = (0..off.abs()).fold(shared, |bar, _| if off > 0 { bar.next_up() } else { bar.next_down() });
                for bar in [bar, 0.05, 0.3].into_iter().filter(|bar| *bar > 0.0) {
                    let found = index.candidates(article, bar, &mut Scratch::default());
                    prop_assert_eq!(found, Candidates { pairs: plain(&index, article, bar), left_out: 0 });
                }
            }
        }
    }
}
