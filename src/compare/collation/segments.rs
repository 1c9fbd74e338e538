//! Columns of words joined to segments that people can read.

use super::piece::Piece;
use super::profile::{Column, Profile};
use super::vocabulary::Vocabulary;
use super::{Collation, Segment};
use crate::compare::Variant;
use crate::text::Span;
use std::collections::BTreeMap;

/// The accounts behind the rows.
pub(super) struct Accounts<'a> {
    /// Each account's pieces.
    pub(super) cut: &'a [Vec<Piece>],
    /// Each account's row.
    pub(super) row_of: &'a [usize],
    /// The account against which the others are read.
    pub(super) base: usize,
}

/// How two rows stand to each other in a column; `None`: neither has a word there.
type Relation = Option<Standing>;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    Same,
    Differ(Variant),
}

/// The collation of accounts whose rows are aligned in `profile`.
pub(super) fn collation(profile: &Profile, rows: &[Vec<u32>], vocabulary: &Vocabulary, accounts: Accounts) -> Collation {
    let mut runs: Vec<(Vec<Relation>, Vec<&Column>)> = Vec::new();
    for column in &profile.columns {
        let here = relations(column, rows, vocabulary);
        match runs.last_mut() {
            Some((so_far, columns)) if agree(so_far, &here) => {
                so_far.iter_mut().zip(here).for_each(|(known, new)| *known = known.or(new));
                columns.push(column);
            }
            _ => runs.push((here, vec![column])),
        }
    }
    let segments = runs.iter().map(|(_, columns)| segment(columns, rows, vocabulary, &accounts)).collect();
    Collation { base: accounts.base, segments }
}

/// How any two rows stand to each other in `column`, pair by pair.
fn relations(column: &Column, rows: &[Vec<u32>], vocabulary: &Vocabulary) -> Vec<Relation> {
    let words: Vec<Option<u32>> =
        rows.iter().zip(&column.0).map(|(row, cell)| cell.and_then(|at| row.get(at).copied())).collect();
    let pairs = words.iter().enumerate().flat_map(|(at, one)| words[..at].iter().map(move |other| (one, other)));
    let relation = |(one, other): (&Option<u32>, &Option<u32>)| match (one, other) {
        (None, None) => None,
        (Some(one), Some(other)) => Some(vocabulary.variant(*one, *other).map_or(Standing::Same, Standing::Differ)),
        _ => Some(Standing::Differ(Variant::Wording)),
    };
    pairs.map(relation).collect()
}

/// Whether no two rows stand differently to each other in one column and in the other: then the two can be read as one.
fn agree(one: &[Relation], other: &[Relation]) -> bool {
    one.iter().zip(other).all(|(a, b)| a.is_none() || b.is_none() || a == b)
}

fn segment(columns: &[&Column], rows: &[Vec<u32>], vocabulary: &Vocabulary, accounts: &Accounts) -> Segment {
    let held =
        |row: usize| -> Vec<usize> { columns.iter().filter_map(|column| column.0.get(row).copied().flatten()).collect() };
    let words_of =
        |row: usize| -> Vec<u32> { held(row).into_iter().filter_map(|at| rows.get(row)?.get(at).copied()).collect() };
    let words: Vec<Vec<u32>> = accounts.row_of.iter().map(|row| words_of(*row)).collect();
    let reading = |(account, row): (usize, &usize)| {
        let at = held(*row);
        let place = |at: &usize| accounts.cut.get(account)?.get(*at).map(|piece| piece.span);
        Some(place(at.first()?)?.join(place(at.last()?)?))
    };
    let readings: Vec<Option<Span>> = accounts.row_of.iter().enumerate().map(reading).collect();
    let base = words.get(accounts.base).cloned().unwrap_or_default();
    let variants = words.iter().map(|own| variant(&base, own, vocabulary)).collect();
    Segment { groups: groups(&words, &base), variants, moved: vec![None; readings.len()], readings }
}

/// How two readings differ: as their words do where these answer each other one by one.
fn variant(base: &[u32], own: &[u32], vocabulary: &Vocabulary) -> Option<Variant> {
    if base.is_empty() || own.is_empty() || base == own {
        return None;
    }
    if base.len() != own.len() {
        return Some(Variant::Wording);
    }
    base.iter().zip(own).filter_map(|(a, b)| vocabulary.variant(*a, *b)).max()
}

/// Numbers the readings: the base's is 0, the others count by how many accounts have them, then by their words.
fn groups(words: &[Vec<u32>], base: &[u32]) -> Vec<Option<usize>> {
    let mut counts: BTreeMap<&Vec<u32>, usize> = BTreeMap::new();
    for own in words.iter().filter(|own| !own.is_empty()) {
        *counts.entry(own).or_default() += 1;
    }
    let mut others: Vec<(&Vec<u32>, usize)> = counts.into_iter().filter(|(own, _)| own.as_slice() != base).collect();
    others.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let number = |own: &Vec<u32>| {
        if own.as_slice() == base { Some(0) } else { others.iter().position(|(o, _)| *o == own).map(|at| at + 1) }
    };
    words.iter().map(|own| if own.is_empty() { None } else { number(own) }).collect()
}
