//! Whether two accounts word a claim so that its meaning differs: negation, certainty.

use super::account::{Account, Term};
use super::align::Alignment;
use crate::model::Polarity;
use crate::text::Lexicon;
use std::sync::LazyLock;

static HEDGES: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/hedges.txt")));
static NEGATIONS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/negations.txt")));

/// A negation is held against an affirmation only where this much of both accounts' content is common: a longer account may carry
/// a negation of something else.
const NEAR_WORDS: f64 = 0.6;

/// And only where at least so many content words are common.
const ENOUGH_WORDS: usize = 3;

/// How many words after a negation or a hedge may hold what it bears on.
const SCOPE: usize = 4;

/// Whether one account denies what the other affirms, in nearly the same words.
pub(super) fn opposite(a: &Account, b: &Account, words: &Alignment) -> bool {
    let (denies, affirms, flipped) = match (a.claim.polarity, b.claim.polarity) {
        (Polarity::Negated, Polarity::Affirmed) => (a, b, false),
        (Polarity::Affirmed, Polarity::Negated) => (b, a, true),
        _ => return false,
    };
    let neutral = |t: &&Term| t.is_content && !is_negation(t);
    let count = |account: &Account| account.terms.iter().filter(neutral).count();
    let common = words.pairs.iter().filter(|(i, _)| a.terms.get(*i).is_some_and(|t| neutral(&t))).count();
    let alike = common as f64 >= NEAR_WORDS * count(a).max(count(b)) as f64;
    if common < ENOUGH_WORDS || !alike {
        return false;
    }
    // Somewhere a negation stands in one account only, and what it bears on stands in both.
    let in_both = |at: usize| words.pairs.iter().any(|(i, j)| at == if flipped { *j } else { *i });
    let also = |t: &Term| affirms.terms.iter().any(|o| o.folded == t.folded);
    denies.terms.iter().enumerate().any(|(at, t)| {
        let bears = denies.terms.iter().enumerate().skip(at + 1).filter(|(_, t)| t.is_content).take(1);
        is_negation(t) && !also(t) && bears.filter(|(i, _)| *i <= at + SCOPE).any(|(i, _)| in_both(i))
    })
}

/// Whether a word negates by itself.
fn is_negation(term: &Term) -> bool {
    term.folded.ends_with("n't")
        || NEGATIONS.value(&term.folded) == Some("")
        || matches!(term.stem.as_str(), "fail" | "declin" | "unabl" | "unlik" | "imposs")
}

/// Whether one account leaves open what the other takes as certain: `may sign`, `will sign`.
pub(super) fn differently_sure(a: &Account, b: &Account, words: &Alignment) -> bool {
    words.content >= 2
        && words.of_shorter() >= 0.5
        && a.claim.polarity == b.claim.polarity
        && words.pairs.iter().any(|(i, j)| {
            let (left, right) = (grade(&a.terms, *i), grade(&b.terms, *j));
            let opposed = matches!((left, right), (Some("weak"), Some("strong")) | (Some("strong"), Some("weak")));
            opposed && a.terms.get(*i).is_some_and(|t| t.is_content)
        })
}

/// How sure the words before the verb `at` are; `None` where they do not tell. Only adverbs and auxiliaries may stand between.
fn grade(terms: &[Term], at: usize) -> Option<&'static str> {
    let first = at.saturating_sub(SCOPE);
    for back in (first..at).rev() {
        let term = terms.get(back)?;
        if let Some(grade) = hedge(term) {
            // `may possibly`, `will possibly`, `may certainly`: the weaker of two decides.
            let weaker = back.checked_sub(1).and_then(|b| terms.get(b)).and_then(hedge);
            return if weaker == Some("weak") { weaker } else { Some(grade) };
        }
        let between = ["be", "been", "have", "also", "now", "still", "not", "soon", "even"];
        if !(between.contains(&term.folded.as_str()) || term.folded.ends_with("ly")) {
            return None;
        }
    }
    None
}

/// `weak` or `strong`, where the word is either.
fn hedge(term: &Term) -> Option<&'static str> {
    // `in May`: with a capital it is the month, or opens a wish.
    if term.is_capital && term.folded == "may" {
        return None;
    }
    if term.folded.ends_with("'ll") {
        return Some("strong");
    }
    HEDGES.value(&term.folded)
}
