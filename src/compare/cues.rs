//! Whether one account's cue only tells that something was said and the other's judges it.

use super::account::Account;
use super::align::Alignment;
use super::difference::{Difference, outlets, shown};
use super::speakers;
use crate::text::Lexicon;
use std::sync::LazyLock;

static CUE_CLASSES: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/cue_classes.txt")));

/// Below this share of common content a difference of cue may be one of what is said.
const ENOUGH_ALIKE: f64 = 0.5;

/// A neutral cue against a loaded one, for one speaker's words.
pub(super) fn difference(a: &Account, b: &Account, words: &Alignment) -> Option<Difference> {
    let (left, right) = (a.claim.cue.as_ref()?, b.claim.cue.as_ref()?);
    let (x, y) = (CUE_CLASSES.value(&left.lemma)?, CUE_CLASSES.value(&right.lemma)?);
    let loaded = match (x, y) {
        ("neutral", "neutral") => return None,
        ("neutral", loaded) | (loaded, "neutral") => loaded,
        _ => return None,
    };
    let alike = words.is_verbatim() || words.content >= 2 && words.of_shorter() >= ENOUGH_ALIKE;
    if !alike || !speakers::may_be_one(a, b, words) {
        return None;
    }
    let (l, r) = outlets(a, b);
    let (neutral, judged) = if x == "neutral" { ((a, left, l), (b, right, r)) } else { ((b, right, r), (a, left, l)) };
    let note = format!(
        "{} has the neutral {}, {} {}, which implies {}.",
        neutral.2,
        shown(neutral.0, neutral.1.span),
        judged.2,
        shown(judged.0, judged.1.span),
        implied(loaded),
    );
    Some(Difference { left: a.known_place(left.span), right: b.known_place(right.span), note })
}

fn implied(class: &str) -> &'static str {
    match class {
        "guilt" => "guilt or reluctance",
        "doubt" => "that it may not be true",
        "dispute" => "that others dispute it",
        "bluster" => "vanity",
        "complaint" => "self-pity",
        "anger" => "a temper",
        "ridicule" => "scorn",
        _ => "a truth kept back",
    }
}
