//! A quote as somebody remembers it, found among the claims of a run.

use super::view::View;
use crate::text::{Span, fold, stem, words};
use rustc_hash::FxHashMap;

/// A claim that has words asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Found {
    /// The claim, by position.
    pub claim: usize,
    /// How much of what was asked for is in it, by the weight of the words: 0 to 1. All of it in its order is 1.
    pub likeness: f64,
}

impl Found {
    /// From this likeness on a claim is taken for what was meant: more than half of the weight of the words.
    pub const NEAR: f64 = 0.55;
}

/// Words from this Jaro-Winkler likeness on count as one, misspelt (`goverment`, `government` 0.98; `lifted`, `listed` 0.91).
const MISSPELT: f64 = 0.93;

/// The part of the likeness that is lost where no two words of the query stand in its order.
const ORDER: f64 = 0.2;

/// The claims that have words of `quote`, the likeliest first; of claims as likely, quotes first, then those in a statement, then the
/// shorter ones. A word counts by how few claims have it, in any form and with small misspellings.
///
/// ```
/// use crosswire::report::{Found, View, find_quote};
/// use crosswire::{config::Config, observe::Silent, pipeline};
///
/// let folder = tempfile::tempdir()?;
/// std::fs::write(
///     folder.path().join("a.txt"),
///     "\"We will reopen the harbour on Friday,\" Ida Brandt said. Crews cleared the wreck. Ships waited outside of the harbour.",
/// )?;
/// let run = pipeline::run(&[folder.path().to_path_buf()], &Config::default(), &Silent)?;
/// let found = find_quote("reopening of the habour", &View::from(&run));
/// let claim = &run.claims[found[0].claim];
/// assert_eq!(run.articles[claim.article].at(claim.span), "We will reopen the harbour on Friday");
/// assert!(found[0].likeness > Found::NEAR);
/// assert!(find_quote("potato famine", &View::from(&run)).is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn find_quote(quote: &str, view: &View) -> Vec<Found> {
    let mut vocabulary: FxHashMap<String, usize> = FxHashMap::default();
    let mut claims: Vec<Vec<usize>> = Vec::with_capacity(view.claims.len());
    for claim in 0..view.claims.len() {
        let stems = stems(view.text_of(claim)).into_iter().map(|stem| {
            let next = vocabulary.len();
            *vocabulary.entry(stem).or_insert(next)
        });
        claims.push(stems.collect());
    }
    let asked = asked(quote, &vocabulary, &claims);
    let whole: f64 = asked.iter().map(|word| word.weight).sum();
    let likeness = |claim: usize| {
        let (covered, ordered) = covered(&asked, &claims[claim]);
        if covered > 0.0 { covered / whole * (1.0 - ORDER * (1.0 - ordered / covered)) } else { 0.0 }
    };
    let mut found: Vec<Found> = (0..claims.len()).map(|claim| Found { claim, likeness: likeness(claim) }).collect();
    found.retain(|found| found.likeness > 0.0);
    found.sort_by(|a, b| {
        let key =
            |f: &Found| (view.claims[f.claim].kind, view.statements_of[f.claim].is_empty(), claims[f.claim].len(), f.claim);
        b.likeness.total_cmp(&a.likeness).then_with(|| key(a).cmp(&key(b)))
    });
    found
}

fn stems(text: &str) -> Vec<String> {
    words(text, Span::whole(text)).iter().map(|word| stem(&fold(word.text))).collect()
}

/// A word asked for.
struct Asked {
    /// The words of the vocabulary that may be meant.
    meant: Vec<usize>,
    /// How much it counts.
    weight: f64,
}

fn asked(quote: &str, vocabulary: &FxHashMap<String, usize>, claims: &[Vec<usize>]) -> Vec<Asked> {
    let weigh = |stem: String| {
        let meant: Vec<usize> = match vocabulary.get(&stem) {
            Some(number) => vec![*number],
            None => {
                let near = vocabulary.iter().filter(|(word, _)| strsim::jaro_winkler(word, &stem) >= MISSPELT);
                near.map(|(_, number)| *number).collect()
            }
        };
        let has = claims.iter().filter(|claim| claim.iter().any(|number| meant.contains(number))).count();
        // A word that every claim has still counts a little; one that none has counts as the rarest.
        let weight = ((claims.len() as f64 + 1.0) / (has.max(1) as f64 + 0.5)).ln().max(0.05);
        Asked { meant, weight }
    };
    stems(quote).into_iter().map(weigh).collect()
}

/// The weight of the words asked for that a claim has, and of those that it has in their order.
fn covered(asked: &[Asked], claim: &[usize]) -> (f64, f64) {
    let has = |word: &&Asked| claim.iter().any(|number| word.meant.contains(number));
    let covered = asked.iter().filter(has).map(|word| word.weight).sum();
    // The heaviest common subsequence; both are sentences at the most.
    let mut best = vec![0.0f64; claim.len() + 1];
    for word in asked {
        let mut diagonal = 0.0;
        for (at, number) in claim.iter().enumerate() {
            let above = best[at + 1];
            let matched = if word.meant.contains(number) { diagonal + word.weight } else { 0.0 };
            best[at + 1] = above.max(best[at]).max(matched);
            diagonal = above;
        }
    }
    (covered, best.last().copied().unwrap_or(0.0))
}
