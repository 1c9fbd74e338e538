//! Whether two accounts give the words to different speakers.

use super::account::Account;
use super::align::Alignment;
use super::difference::{Difference, outlets};
use crate::model::{ClaimKind, Speaker, SpeakerBasis};
use crate::text::{Lexicon, Span, fold, words as words_of};
use std::collections::BTreeSet;
use std::sync::LazyLock;

static HONORIFICS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/honorifics.txt")));
static INSTITUTIONS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/institution_words.txt")));
static GIVEN_NAMES: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/given_names.txt")));
static SPHERES: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/spheres.txt")));
static PORTFOLIOS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/portfolios.txt")));

/// Two spellings of a name are one from this Jaro-Winkler likeness on (`Yatsenyuk`, `Yatseniuk` 0.95; `Lavrov`, `Larkin` 0.73).
const SAME_NAME: f64 = 0.88;

/// A speaker found by a pronoun or a role is trusted against another only for quotations this much alike.
const NEAR_VERBATIM: f64 = 0.7;

/// Below this share of common content the two may not tell one thing.
const ENOUGH_ALIKE: f64 = 0.5;

/// How many words before and after a name may tell what its bearer is (`Aziz Tarr, a colonel`; `union president Lena Kost`).
const BESIDE: usize = 4;

/// The accounts give the words to different people or bodies. A role is never held against a name that may be its holder's.
pub(super) fn difference(a: &Account, b: &Account, words: &Alignment) -> Option<Difference> {
    let (left, right) = (a.claim.speaker.as_ref()?, b.claim.speaker.as_ref()?);
    if !words.is_verbatim() && (words.content < 2 || words.of_shorter() < ENOUGH_ALIKE) {
        return None;
    }
    let is_sure = match (person(left), person(right)) {
        (Some(x), Some(y)) => !same_person(&x, &y) && is_trusted(a, b, words),
        (Some(_), None) => other_sphere(a, b, words) && !is_guessed(left),
        (None, Some(_)) => other_sphere(a, b, words) && !is_guessed(right),
        (None, None) => other_body(left, right) || other_sphere(a, b, words),
    };
    if !is_sure {
        return None;
    }
    let (l, r) = outlets(a, b);
    let note = format!("{l} gives it to {}, {r} to {}.", left.name, right.name);
    Some(Difference { left: a.known_place(left.mention), right: b.known_place(right.mention), note })
}

/// Whether the name does not stand at the claim.
fn is_guessed(speaker: &Speaker) -> bool {
    matches!(speaker.basis, SpeakerBasis::Pronoun | SpeakerBasis::Continued)
}

/// Whether two named speakers were found surely enough to be held against each other.
fn is_trusted(a: &Account, b: &Account, words: &Alignment) -> bool {
    let basis = |account: &Account| account.claim.speaker.as_ref().map(|s| s.basis);
    let quotes = a.claim.kind == ClaimKind::Quote && b.claim.kind == ClaimKind::Quote;
    let verbatim = words.of_longer() >= NEAR_VERBATIM;
    if has_gone_on(a) || has_gone_on(b) {
        return false;
    }
    match (basis(a), basis(b)) {
        (Some(SpeakerBasis::Named), Some(SpeakerBasis::Named)) => true,
        _ => verbatim && (quotes || words.is_verbatim()),
    }
}

/// Whether the speaker is that of a turn before, which may have passed to another unseen; one who is named in the same sentence
/// speaks here.
fn has_gone_on(account: &Account) -> bool {
    let speaker = account.claim.speaker.as_ref();
    speaker.is_some_and(|s| s.basis == SpeakerBasis::Continued && !account.claim.sentence.contains(s.mention))
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

/// Whether the last name of one is among the names of the other, in any spelling, and their given names do not tell two people.
fn same_person(a: &[String], b: &[String]) -> bool {
    let last_in = |x: &[String], y: &[String]| x.last().is_some_and(|last| y.iter().any(|name| same_name(last, name)));
    let gender = |names: &[String]| names.first().and_then(|name| GIVEN_NAMES.value(name));
    let two_people = matches!((gender(a), gender(b)), (Some("m"), Some("f")) | (Some("f"), Some("m")));
    (last_in(a, b) || last_in(b, a)) && !two_people
}

fn same_name(a: &str, b: &str) -> bool {
    a == b || strsim::jaro_winkler(a, b) >= SAME_NAME
}

/// Whether two bodies of one sort are named by different fields or countries (`interior ministry`, `defence ministry`).
fn other_body(a: &Speaker, b: &Speaker) -> bool {
    let fields = |speaker: &Speaker| -> BTreeSet<&'static str> {
        folded_words(&speaker.name).iter().filter_map(|w| PORTFOLIOS.value(w)).collect()
    };
    let is_ministry = |speaker: &Speaker| {
        folded_words(&speaker.name).iter().any(|w| matches!(w.as_str(), "ministry" | "department" | "minister" | "secretary"))
    };
    if !is_ministry(a) || !is_ministry(b) {
        return false;
    }
    let (x, y) = (fields(a), fields(b));
    let two_fields = !x.is_empty() && !y.is_empty() && x.is_disjoint(&y);
    let country = |speaker: &Speaker| -> BTreeSet<String> {
        let proper = speaker.name.split(' ').filter(|w| w.starts_with(char::is_uppercase)).map(fold);
        proper.filter(|w| !PORTFOLIOS.has(w) && !INSTITUTIONS.has(w) && !HONORIFICS.has(w)).collect()
    };
    let (c, d) = (country(a), country(b));
    let single = c.len() == 1 && d.len() == 1 && ![a, b].iter().any(|s| s.name.contains(" and "));
    let alike = |one: &str, other: &str| one.get(..4).is_some_and(|start| other.starts_with(start));
    let two_countries = single && !c.iter().any(|x| d.iter().any(|y| alike(x, y)));
    two_fields || x == y && two_countries
}

fn folded_words(text: &str) -> Vec<String> {
    text.split([' ', '-', '\u{a0}', ',']).filter(|w| !w.is_empty()).map(fold).collect()
}

/// Whether what is told of both speakers puts them in spheres that have nothing in common.
fn other_sphere(a: &Account, b: &Account, words: &Alignment) -> bool {
    let (x, y) = (spheres(a), spheres(b));
    let public = |s: &BTreeSet<&str>| s.contains("official") || s.contains("government");
    let may_be_of_one_state = |s: &BTreeSet<&str>, t: &BTreeSet<&str>| {
        let state = [
            "police",
            "military",
            "prosecution",
            "court",
            "medicine",
            "fire service",
            "coast guard",
            "government",
            "official",
            "experts",
        ];
        public(s) && t.iter().any(|word| state.contains(word))
    };
    !x.is_empty()
        && !y.is_empty()
        && x.is_disjoint(&y)
        && !may_be_of_one_state(&x, &y)
        && !may_be_of_one_state(&y, &x)
        && words.of_longer() >= NEAR_VERBATIM
}

/// The spheres that the speaker's name, or the words beside it, tell.
fn spheres(account: &Account) -> BTreeSet<&'static str> {
    let Some(speaker) = &account.claim.speaker else { return BTreeSet::new() };
    let mut found = listed(&folded_words(&speaker.name));
    if found.is_empty() && speaker.basis == SpeakerBasis::Named {
        found = listed(&beside(account, speaker.mention));
    }
    found
}

/// The folded words of a name's sentence close before and after it, outside of the claim.
fn beside(account: &Account, mention: Span) -> Vec<String> {
    let text = &account.article.text;
    let sentence = account.claim.sentence;
    if text.get(sentence.start..sentence.end).is_none() || !sentence.contains(mention) {
        return Vec::new();
    }
    let words = words_of(text, sentence);
    let outside = words.iter().filter(|w| w.span.overlap(account.claim.span) == 0 || account.claim.span.contains(mention));
    let before = outside.clone().filter(|w| w.span.end <= mention.start).map(|w| fold(w.text)).collect::<Vec<_>>();
    let after = outside.filter(|w| w.span.start >= mention.end).map(|w| fold(w.text)).take(BESIDE);
    let own = words.iter().filter(|w| mention.contains(w.span)).map(|w| fold(w.text));
    before.iter().rev().take(BESIDE).rev().cloned().chain(own).chain(["|".to_owned()]).chain(after).collect()
}

/// The spheres of the listed words and phrases among `words`.
fn listed(words: &[String]) -> BTreeSet<&'static str> {
    let one = words.iter().filter_map(|w| SPHERES.value(w));
    let two = words.windows(2).filter_map(|w| SPHERES.value(&w.join(" ")));
    one.chain(two).collect()
}

/// Whether one speaker may stand behind both names.
pub(super) fn may_be_one(a: &Account, b: &Account, words: &Alignment) -> bool {
    let (Some(left), Some(right)) = (&a.claim.speaker, &b.claim.speaker) else { return false };
    match (person(left), person(right)) {
        (Some(x), Some(y)) => same_person(&x, &y),
        _ => {
            let definite = |name: &str| ["the ", "its ", "his ", "her ", "their "].iter().any(|start| name.starts_with(start));
            let holder = |s: &Speaker| s.basis == SpeakerBasis::Role && definite(&s.name) && !s.name.ends_with('s');
            fold(&left.name) == fold(&right.name)
                || is_part(&left.name, &right.name)
                || is_part(&right.name, &left.name)
                || (holder(left) || holder(right)) && words.of_longer() >= NEAR_VERBATIM && !other_sphere(a, b, words)
        }
    }
}

/// Whether the last word of a name is a word of a longer one (`Kerry`, `John Kerry`).
fn is_part(name: &str, longer: &str) -> bool {
    let last = name.split(' ').next_back().map(fold).unwrap_or_default();
    last.len() > 2 && longer.split(' ').any(|word| fold(word) == last)
}
