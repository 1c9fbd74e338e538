//! What all accounts of a statement come to: its kind, its speaker, and how many stand behind it.

use crate::model::{Article, Claim, ClaimKind, Statement};
use crate::text::{Span, fold, words};
use std::collections::{BTreeMap, BTreeSet};

/// A statement in figures. `docs/outputs.md` says more of each under `statements.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary<'a> {
    /// What it is: see [`kind`].
    pub kind: ClaimKind,
    /// Who made it: see [`speaker`].
    pub speaker: Option<&'a str>,
    /// Its claims.
    pub accounts: usize,
    /// The articles that carry it.
    pub articles: usize,
    /// The outlets that carry it; all that are unknown count as one.
    pub outlets: usize,
    /// The agencies whose copy carries it.
    pub agencies: usize,
    /// The independent texts that carry it.
    pub origins: usize,
}

/// Sums up `statement`; `origin_of` is the origin of each article, by position.
pub fn summary<'a>(
    statement: &Statement,
    claims: &'a [Claim],
    articles: &[Article],
    origin_of: &[Option<usize>],
) -> Summary<'a> {
    let carriers: BTreeSet<usize> = statement.members.iter().filter_map(|m| Some(claims.get(*m)?.article)).collect();
    let article = |at: &usize| articles.get(*at);
    let outlets: BTreeSet<&str> = carriers.iter().filter_map(article).map(|a| a.outlet.as_str()).collect();
    let agencies: BTreeSet<&str> = carriers.iter().filter_map(article).filter_map(|a| a.agency.as_deref()).collect();
    let origins: BTreeSet<usize> = carriers.iter().filter_map(|at| origin_of.get(*at).copied().flatten()).collect();
    Summary {
        kind: kind(statement, claims),
        speaker: speaker(statement, claims),
        accounts: statement.members.len(),
        articles: carriers.len(),
        outlets: outlets.len(),
        agencies: agencies.len(),
        origins: origins.len(),
    }
}

/// A quote where any account is one, else reported speech where any is, else what most accounts are, a fact where they are even.
pub fn kind(statement: &Statement, claims: &[Claim]) -> ClaimKind {
    let count = |kind| statement.members.iter().filter(|m| claims.get(**m).is_some_and(|claim| claim.kind == kind)).count();
    if count(ClaimKind::Quote) > 0 {
        ClaimKind::Quote
    } else if count(ClaimKind::Reported) > 0 {
        ClaimKind::Reported
    } else if count(ClaimKind::Headline) > count(ClaimKind::Fact) {
        ClaimKind::Headline
    } else {
        ClaimKind::Fact
    }
}

/// The name that most accounts give, in the fullest form that any account has for it (`Kerry` three times and `John Kerry` once
/// is `John Kerry`). Of names that are as frequent, the fullest; of those, the first by alphabet.
pub fn speaker<'a>(statement: &Statement, claims: &'a [Claim]) -> Option<&'a str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for speaker in statement.members.iter().filter_map(|m| claims.get(*m)?.speaker.as_ref()) {
        *counts.entry(&speaker.name).or_default() += 1;
    }
    if counts.len() == 1 {
        return counts.into_keys().next();
    }
    let most = counts.values().copied().max()?;
    let frequent = fullest(counts.iter().filter(|(_, count)| **count == most).map(|(name, _)| *name))?;
    let parts = name_parts(frequent);
    fullest(counts.keys().copied().filter(|name| name_parts(name).is_superset(&parts)))
}

/// The name with the most words, then the most characters, then the first one.
fn fullest<'v>(names: impl Iterator<Item = &'v str>) -> Option<&'v str> {
    names.min_by_key(|name| std::cmp::Reverse((name_parts(name).len(), name.chars().count())))
}

fn name_parts(name: &str) -> BTreeSet<String> {
    words(name, Span::whole(name)).iter().map(|word| fold(word.text)).collect()
}
