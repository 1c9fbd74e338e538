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

/// Where each term is, for the terms that are not too common.
#[derive(Debug)]
pub(super) struct Index<'a> {
    vectors: &'a [Vector],
    postings: Vec<Vec<(u32, f64)>>,
}

/// What each thread keeps between articles.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    shared: Vec<f64>,
    touched: Vec<u32>,
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
                postings[term as usize].push((article, share));
            }
        }
        Index { vectors, postings }
    }

    /// The other articles whose vectors have at least `min_shared` (0 to 1) in common with this one's weightiest terms.
    pub(super) fn candidates(&self, article: usize, min_shared: f64, scratch: &mut Scratch) -> Candidates {
        scratch.shared.resize(self.vectors.len(), 0.0);
        let mut query: Vec<(u32, f64)> =
            self.vectors[article].iter().copied().filter(|(term, _)| self.postings[*term as usize].len() > 1).collect();
        query.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        for (term, share) in query.into_iter().take(QUERY_TERMS) {
            for &(other, other_share) in &self.postings[term as usize] {
                let sum = &mut scratch.shared[other as usize];
                if *sum == 0.0 {
                    scratch.touched.push(other);
                }
                *sum += share * other_share;
            }
        }
        let mut found: Vec<(f64, u32)> = Vec::new();
        for other in scratch.touched.drain(..) {
            let shared = std::mem::take(&mut scratch.shared[other as usize]);
            if shared >= min_shared && other as usize != article {
                found.push((shared, other));
            }
        }
        found.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let left_out = found.len().saturating_sub(MAX_CANDIDATES);
        found.truncate(MAX_CANDIDATES);
        let article = article as u32;
        Candidates { pairs: found.into_iter().map(|(_, other)| (article.min(other), article.max(other))).collect(), left_out }
    }
}
