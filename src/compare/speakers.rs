//! Whether two accounts name different speakers, or colour the same one's words.

use super::account::Account;
use super::align::Alignment;
use crate::model::{ClaimKind, Speaker, SpeakerBasis};
use crate::text::{Lexicon, fold};
use std::sync::LazyLock;

static HONORIFICS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/honorifics.txt")));
static INSTITUTIONS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/institution_words.txt")));
static CUE_CLASSES: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/cue_classes.txt")));

/// Two spellings of a name are one from this Jaro-Winkler likeness on (`Yatsenyuk`, `Yatseniuk` 0.95; `Lavrov`, `Larkin` 0.73).
const SAME_NAME: f64 = 0.88;

/// A speaker found by a pronoun is trusted against a named one only for words this much alike.
const NEAR_VERBATIM: f64 = 0.7;

/// Below this share of common content a difference of cue may be one of what is said.
const ENOUGH_ALIKE: f64 = 0.4;

/// Whether the accounts give the words to different people. Roles, institutions and single names are never held against a name.
pub(super) fn differ(a: &Account, b: &Account, words: &Alignment) -> bool {
    let (Some(left), Some(right)) = (&a.claim.speaker, &b.claim.speaker) else { return false };
    let is_sure = match (left.basis, right.basis) {
        (SpeakerBasis::Role, _) | (_, SpeakerBasis::Role) => false,
        (SpeakerBasis::Named, SpeakerBasis::Named) => words.of_shorter() >= ENOUGH_ALIKE,
        (SpeakerBasis::Named, _) | (_, SpeakerBasis::Named) => is_quote(a) && is_quote(b) && words.of_longer() >= NEAR_VERBATIM,
        _ => false,
    };
    match (person(left), person(right)) {
        (Some(x), Some(y)) => is_sure && !same_person(&x, &y),
        _ => false,
    }
}

fn is_quote(account: &Account) -> bool {
    account.claim.kind == ClaimKind::Quote
}

/// The folded names of a person told by at least two; `None` for roles, institutions and single names.
fn person(speaker: &Speaker) -> Option<Vec<String>> {
    let printed: Vec<&str> = speaker.name.split([' ', '-', '\u{a0}', ',']).filter(|w| !w.is_empty()).collect();
    let folded: Vec<String> = printed.iter().map(|w| fold(w.trim_end_matches('.'))).collect();
    if folded.iter().any(|w| INSTITUTIONS.has(w)) {
        return None;
    }
    let names = printed.iter().zip(&folded).filter(|(_, f)| !HONORIFICS.has(f));
    let capital = names.clone().all(|(p, _)| p.starts_with(char::is_uppercase));
    let names: Vec<String> = names.map(|(_, f)| f.clone()).collect();
    (capital && (2..=5).contains(&names.len())).then_some(names)
}

/// Whether the last name of one is among the names of the other, in any spelling.
fn same_person(a: &[String], b: &[String]) -> bool {
    let last_in = |x: &[String], y: &[String]| x.last().is_some_and(|last| y.iter().any(|name| same_name(last, name)));
    last_in(a, b) || last_in(b, a)
}

fn same_name(a: &str, b: &str) -> bool {
    a == b || strsim::jaro_winkler(a, b) >= SAME_NAME
}

/// Whether one account's cue only tells that something was said and the other's judges it.
pub(super) fn colour(a: &Account, b: &Account, words: &Alignment) -> bool {
    let class = |account: &Account| account.claim.cue.as_ref().and_then(|c| CUE_CLASSES.value(&c.lemma));
    let same_speaker = match (&a.claim.speaker, &b.claim.speaker) {
        (Some(x), Some(y)) => match (person(x), person(y)) {
            (Some(x), Some(y)) => same_person(&x, &y),
            _ => fold(&x.name) == fold(&y.name) || is_part(&x.name, &y.name) || is_part(&y.name, &x.name),
        },
        _ => false,
    };
    let opposed = matches!((class(a), class(b)), (Some("neutral"), Some("loaded")) | (Some("loaded"), Some("neutral")));
    opposed && same_speaker && words.content >= 2 && words.of_shorter() >= ENOUGH_ALIKE
}

/// Whether the last word of a name is a word of a longer one (`Kerry`, `John Kerry`).
fn is_part(name: &str, longer: &str) -> bool {
    let last = name.split(' ').next_back().map(fold).unwrap_or_default();
    last.len() > 2 && longer.split(' ').any(|word| fold(word) == last)
}
