//! How much each term tells, given the whole corpus and what is known of words in general.

use super::profile::is_everyday;
use rustc_hash::FxHashMap;

/// What is known of words before any article is read counts as much as this many articles, so that five articles do not decide
/// alone which words are rare. Between 20 and 100 nothing changes on the development set.
const PRIOR_ARTICLES: f64 = 50.0;
/// An event of up to this many articles does not make its own words look common: so many mentions are free.
const FREE_MENTIONS: f64 = 3.0;

/// The share of articles that a term of each sort is in, as a rule. Orders of magnitude, not measurements: what matters is that a
/// name is rarer than a number, a number rarer than a plain word, and all are rarer than everyday words.
mod usual_share {
    pub(super) const NAME: f64 = 0.002;
    pub(super) const DAY: f64 = 0.01;
    pub(super) const NUMBER: f64 = 0.02;
    pub(super) const WORD: f64 = 0.03;
    pub(super) const YEAR: f64 = 0.1;
    pub(super) const SINGLE_CHARACTER: f64 = 0.3;
    pub(super) const EVERYDAY: f64 = 0.7;
}

/// A sparse vector of length one: term numbers, ascending, with their shares.
pub(super) type Vector = Vec<(u32, f64)>;

/// How the articles print a term: a distinct word, by its folded stem, or a day such as `12-18`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Total {
    /// In how many articles it is.
    pub articles: u32,
    /// Occurrences with a capital where none is due: inside a sentence of running text.
    pub capital: u32,
    /// Occurrences in lower case.
    pub lower: u32,
}

/// The terms of a share of the articles, numbered in any order.
#[derive(Debug, Default)]
pub(super) struct Share {
    /// What each is called.
    pub names: Vec<String>,
    /// For each what all articles of the share have of it.
    pub totals: Vec<Total>,
    /// For each article its terms, each once, with their occurrences, those in headline and lead counted more.
    pub articles: Vec<Vec<(u32, u32)>>,
}

/// The terms of a corpus by number, in alphabetical order.
#[derive(Debug, Default)]
pub(super) struct Terms {
    /// For each article the numbers of its terms, ascending, each with its occurrences, those in headline and lead counted more.
    counts: Vec<Vec<(u32, u32)>>,
    /// The share of articles that each is in as a rule.
    usual: Vec<f64>,
    weights: Vec<f64>,
    /// In how many articles each is.
    articles: Vec<u32>,
    /// Whether each is a number, a year or a day.
    are_numbers: Vec<bool>,
}

/// The terms of all shares in one order, alphabetical.
#[derive(Debug)]
pub(super) struct Numbering<'a> {
    /// What each term is called, and how all articles print it.
    totals: Vec<(&'a str, Total)>,
    /// For each share the numbers of its terms.
    numbers: Vec<Vec<u32>>,
}

impl<'a> Numbering<'a> {
    /// Of all shares.
    pub(super) fn of(shares: &'a [Share]) -> Self {
        // Numbered as they first come; by alphabet when all are known.
        let mut known: FxHashMap<&str, u32> = FxHashMap::default();
        let mut totals: Vec<(&str, Total)> = Vec::new();
        let mut numbers: Vec<Vec<u32>> = Vec::with_capacity(shares.len());
        for share in shares {
            let first = share.names.iter().zip(&share.totals).map(|(name, of_share)| {
                let number = *known.entry(name).or_insert_with(|| {
                    totals.push((name, Total::default()));
                    totals.len() as u32 - 1
                });
                let total = &mut totals[number as usize].1;
                total.articles += of_share.articles;
                total.capital += of_share.capital;
                total.lower += of_share.lower;
                number
            });
            numbers.push(first.collect());
        }
        let mut order: Vec<u32> = (0..totals.len() as u32).collect();
        order.sort_unstable_by_key(|number| totals[*number as usize].0);
        let mut by_alphabet = vec![0; order.len()];
        order.iter().zip(0..).for_each(|(first, number)| by_alphabet[*first as usize] = number);
        numbers.iter_mut().flatten().for_each(|number| *number = by_alphabet[*number as usize]);
        Numbering { totals: order.iter().map(|first| totals[*first as usize]).collect(), numbers }
    }

    /// For each article of the share at this position, `share`, the numbers of its terms, ascending, with their occurrences.
    pub(super) fn counts(&self, at: usize, share: &Share) -> Vec<Vec<(u32, u32)>> {
        let sorted = |own: &Vec<(u32, u32)>| {
            let mut own: Vec<(u32, u32)> = own.iter().map(|(term, count)| (self.numbers[at][*term as usize], *count)).collect();
            own.sort_unstable();
            own
        };
        share.articles.iter().map(sorted).collect()
    }

    /// The terms, weighted by what is known of words in general, with the counts of all articles.
    pub(super) fn terms(self, counts: Vec<Vec<(u32, u32)>>) -> Terms {
        let usual: Vec<f64> = self.totals.iter().map(|(name, total)| usual(name, total)).collect();
        Terms {
            weights: usual.iter().map(|share| -share.ln()).collect(),
            usual,
            are_numbers: self.totals.iter().map(|(name, _)| is_number(name)).collect(),
            articles: self.totals.iter().map(|(_, total)| total.articles).collect(),
            counts,
        }
    }
}

impl Terms {
    /// Weights the terms anew by how many of `vectors` they are in, each counted as `voices` says.
    pub(super) fn learn(&mut self, vectors: &[Vector], voices: &[f64]) {
        let mut seen = vec![0.0; self.weights.len()];
        for (vector, voice) in vectors.iter().zip(voices) {
            vector.iter().for_each(|(term, _)| seen[*term as usize] += voice);
        }
        let n = voices.iter().sum::<f64>() + PRIOR_ARTICLES;
        for (weight, (seen, usual)) in self.weights.iter_mut().zip(seen.iter().zip(&self.usual)) {
            let others = (seen - FREE_MENTIONS).max(0.0);
            *weight = -((others + PRIOR_ARTICLES * usual) / n).ln().min(0.0);
        }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.weights.len()
    }

    /// In how many articles the term is.
    pub(super) fn articles(&self, number: u32) -> usize {
        self.articles[number as usize] as usize
    }

    /// Whether the term is a number, a year or a day.
    #[inline]
    pub(super) fn is_number(&self, number: u32) -> bool {
        self.are_numbers[number as usize]
    }

    /// The terms of an article, by position, as a vector of length one; empty where nothing in it tells anything.
    pub(super) fn vector(&self, article: usize) -> Vector {
        let entry = |(number, count): &(u32, u32)| {
            let share = (1.0 + f64::from(*count).ln()) * self.weights[*number as usize];
            (share > 0.0).then_some((*number, share))
        };
        let mut vector: Vector = self.counts[article].iter().filter_map(entry).collect();
        let length = vector.iter().map(|(_, x)| x * x).sum::<f64>().sqrt();
        if length > 0.0 {
            vector.iter_mut().for_each(|(_, x)| *x /= length);
        }
        vector
    }
}

#[inline]
fn is_number(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_digit())
}

fn usual(name: &str, total: &Total) -> f64 {
    if is_number(name) {
        let is_year = name.len() == 4 && (name.starts_with("19") || name.starts_with("20"));
        return match name {
            _ if name.contains('-') => usual_share::DAY,
            _ if name.len() == 1 => usual_share::SINGLE_CHARACTER,
            _ if is_year => usual_share::YEAR,
            _ => usual_share::NUMBER,
        };
    }
    if is_everyday(name) {
        usual_share::EVERYDAY
    } else if name.chars().nth(1).is_none() {
        usual_share::SINGLE_CHARACTER
    } else if total.capital > total.lower {
        usual_share::NAME
    } else {
        usual_share::WORD
    }
}
