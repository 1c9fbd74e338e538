//! Columns of words joined to segments that people can read.

use super::piece::Piece;
use super::profile::{Column, Profile};
use super::vocabulary::Vocabulary;
use super::{Collation, Segment};
use crate::compare::Variant;
use crate::text::Span;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// The rows, and the accounts behind them.
pub(super) struct Table<'a> {
    /// The numbers of each row's words.
    pub(super) rows: &'a [Vec<u32>],
    pub(super) vocabulary: &'a Vocabulary,
    /// Each account's pieces.
    pub(super) cut: &'a [Cow<'a, [Piece]>],
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
    /// One has here what the other has elsewhere, by the number of the move.
    Moved(u32),
}

/// Up to so many distinct accounts are told apart each from each; beyond it each from the base and from the ones up to this number.
const EACH_WITH_EACH: usize = 64;

/// Neighbouring columns that are read as one.
#[derive(Debug, Clone)]
struct Stretch<'a> {
    columns: &'a [Column],
    /// By pair of rows that are told apart.
    relations: Vec<Relation>,
    /// Whether it belongs to rows that have no word in common with those that were joined before.
    foreign: bool,
}

/// From so many words on a stretch that differs takes in a function word between it and another such stretch.
const LONG: usize = 3;

impl Stretch<'_> {
    /// Whether what rows have in common in `other`, and in which way they differ there, can still be told when this is read with it.
    fn loses_nothing_in(&self, other: &Stretch) -> bool {
        let kept = |(own, other): (&Relation, &Relation)| match other {
            None => true,
            Some(Standing::Differ(Variant::Wording)) => !matches!(own, Some(Standing::Moved(_))),
            Some(_) => matches!(own, None | Some(Standing::Same)),
        };
        let differs = other.relations.contains(&Some(Standing::Differ(Variant::Wording)));
        differs && self.foreign == other.foreign && self.relations.iter().zip(&other.relations).all(kept)
    }
}

impl Table<'_> {
    /// The collation of the accounts whose rows are aligned in `profile`.
    pub(super) fn collation(&self, profile: &mut Profile) -> Collation {
        self.leave_whole(&mut profile.columns);
        let mut stretches: Vec<Stretch> = Vec::new();
        let mut at = 0;
        let pairs = self.pairs();
        let mut relations = Vec::with_capacity(pairs.len());
        for unit in self.units(&profile.columns) {
            self.relations(unit, &pairs, &mut relations);
            let foreign = unit.iter().any(|column| column.foreign);
            let last = stretches.last_mut().filter(|last| last.foreign == foreign);
            match last.filter(|last| agree(&last.relations, &relations)) {
                Some(last) => {
                    last.relations.iter_mut().zip(&relations).for_each(|(known, new)| *known = known.or(*new));
                    last.columns = &profile.columns[at - last.columns.len()..at + unit.len()];
                }
                None => stretches.push(Stretch { columns: unit, relations: relations.clone(), foreign }),
            }
            at += unit.len();
        }
        // Accounts that share nothing stand beside each other as wholes.
        if let [one, other] = stretches.as_slice()
            && (one.foreign || other.foreign)
        {
            stretches = vec![Stretch { columns: &profile.columns, relations: Vec::new(), foreign: true }];
        }
        self.join_function_words(&profile.columns, &mut stretches);
        let mut segments: Vec<Segment> = stretches.iter().map(|stretch| self.segment(stretch.columns)).collect();
        if has_moves(&profile.columns) {
            self.name_twins(&stretches, &mut segments);
        }
        Collation { base: self.base, segments }
    }

    /// Takes back moves that would part a word as printed, or stand between its halves.
    fn leave_whole(&self, columns: &mut [Column]) {
        if !has_moves(columns) {
            return;
        }
        let mixed = self.units(columns).into_iter().filter(|unit| unit.iter().any(|column| column.moved != unit[0].moved));
        let marks = |column: &Column| column.moved.clone();
        let taken_back: BTreeSet<(usize, u32)> = mixed.flatten().flat_map(marks).collect();
        for column in columns {
            column.moved.retain(|row, number| !taken_back.contains(&(*row, *number)));
        }
    }

    /// Joins stretches of function words to what they go with: `[lifted] [the] [ban]` is read as one where all of it differs, and
    /// who has an article in a stretch that differs anyway is nothing to be told apart.
    fn join_function_words<'c>(&self, columns: &'c [Column], stretches: &mut Vec<Stretch<'c>>) {
        let mut joined: Vec<Stretch> = Vec::with_capacity(stretches.len());
        let mut rest = std::mem::take(stretches).into_iter().peekable();
        let mut end = 0;
        while let Some(mut this) = rest.next() {
            end += this.columns.len();
            if self.is_function(&this) {
                let all_same = this.relations.iter().all(|relation| matches!(relation, None | Some(Standing::Same)));
                let (before, after) = (joined.last(), rest.peek());
                let with_both = all_same
                    && before.is_some_and(|before| {
                        after.is_some_and(|after| {
                            self.is_long(before) && self.is_long(after) && agree(&before.relations, &after.relations)
                        })
                    });
                let with_after = with_both || !all_same && after.is_some_and(|after| this.loses_nothing_in(after));
                let with_before =
                    with_both || !all_same && !with_after && before.is_some_and(|before| this.loses_nothing_in(before));
                if with_after && let Some(after) = rest.next() {
                    end += after.columns.len();
                    this = Stretch { columns: &columns[end - this.columns.len() - after.columns.len()..end], ..after };
                }
                if with_before && let Some(before) = joined.pop() {
                    this = Stretch { columns: &columns[end - this.columns.len() - before.columns.len()..end], ..before };
                }
            }
            joined.push(this);
        }
        *stretches = joined;
    }

    /// Whether no word in it tells anything.
    fn is_function(&self, stretch: &Stretch) -> bool {
        let words = stretch
            .columns
            .iter()
            .flat_map(|column| self.rows.iter().zip(&column.cells).filter_map(|(row, cell)| Some(row[(*cell)?])));
        words.into_iter().all(|word| !self.vocabulary.is_content(word))
    }

    /// Whether accounts differ in it, and one by at least [`LONG`] words.
    fn is_long(&self, stretch: &Stretch) -> bool {
        let words = |row: usize| stretch.columns.iter().filter(|column| column.cells[row].is_some()).count();
        stretch.relations.contains(&Some(Standing::Differ(Variant::Wording)))
            && (0..self.rows.len()).map(words).max() >= Some(LONG)
    }

    /// The columns, those together between which a word as printed goes on in some account.
    fn units<'c>(&self, columns: &'c [Column]) -> Vec<&'c [Column]> {
        let mut place: Vec<Vec<usize>> = self.rows.iter().map(|row| vec![0; row.len()]).collect();
        for (at, column) in columns.iter().enumerate() {
            for (row, cell) in column.cells.iter().enumerate() {
                if let Some(word) = cell {
                    place[row][*word] = at;
                }
            }
        }
        // For each column the last one that it cannot be parted from.
        let mut reaches: Vec<usize> = (0..columns.len()).collect();
        for (pieces, row) in self.cut.iter().zip(self.row_of) {
            for (word, _) in pieces.iter().enumerate().skip(1).filter(|(_, piece)| piece.glued) {
                let (first, last) = (place[*row][word - 1], place[*row][word]);
                reaches[first] = reaches[first].max(last);
            }
        }
        let mut units = Vec::new();
        let (mut start, mut end) = (0, 0);
        for (at, reach) in reaches.iter().enumerate() {
            if at > end {
                units.push(&columns[start..at]);
                start = at;
            }
            end = end.max(*reach).max(at);
        }
        if start < columns.len() {
            units.push(&columns[start..]);
        }
        units
    }

    /// The pairs of rows that are told apart.
    fn pairs(&self) -> Vec<(usize, usize)> {
        let base = self.row_of.get(self.base).copied();
        let told = |one: usize, other: usize| other < EACH_WITH_EACH || base.is_some_and(|base| base == one || base == other);
        let pairs = (0..self.rows.len()).flat_map(|one| (0..one).map(move |other| (one, other)));
        pairs.filter(|(one, other)| told(*one, *other)).collect()
    }

    /// Fills `relations` with how the rows of each pair stand to each other in the columns of a unit.
    fn relations(&self, unit: &[Column], pairs: &[(usize, usize)], relations: &mut Vec<Relation>) {
        relations.clear();
        let Some((first, more)) = unit.split_first() else { return };
        relations.extend(self.relations_in(first, pairs));
        for column in more {
            for (known, new) in relations.iter_mut().zip(self.relations_in(column, pairs)) {
                *known = match (*known, new) {
                    (None, other) | (other, None) => other,
                    (Some(one), Some(other)) if one == other => Some(one),
                    // Half of a word is the same, the other half is spelled otherwise.
                    (Some(Standing::Same), Some(Standing::Differ(v))) | (Some(Standing::Differ(v)), Some(Standing::Same))
                        if v.is_same_meaning() =>
                    {
                        Some(Standing::Differ(v))
                    }
                    _ => Some(Standing::Differ(Variant::Wording)),
                };
            }
        }
    }

    fn relations_in(&self, column: &Column, pairs: &[(usize, usize)]) -> impl Iterator<Item = Relation> {
        let base = self.row_of.get(self.base).copied();
        let word = move |row: usize| Some(self.rows[row][column.cells[row]?]);
        let relation = move |one: usize, other: usize| {
            let moved = if base == Some(one) { column.moved.get(&other) } else { None };
            let moved = moved.or(if base == Some(other) { column.moved.get(&one) } else { None });
            match (word(one), word(other)) {
                (None, None) => None,
                _ if moved.is_some() => moved.copied().map(Standing::Moved),
                (Some(one), Some(other)) => Some(self.vocabulary.variant(one, other).map_or(Standing::Same, Standing::Differ)),
                _ => Some(Standing::Differ(Variant::Wording)),
            }
        };
        pairs.iter().map(move |(one, other)| relation(*one, *other))
    }

    fn segment(&self, columns: &[Column]) -> Segment {
        // The words of all rows, one row behind the other, and where those of each end.
        let mut words: Vec<u32> = Vec::with_capacity(self.rows.len() * columns.len());
        let mut ends: Vec<usize> = Vec::with_capacity(self.rows.len());
        for (row, numbers) in self.rows.iter().enumerate() {
            words.extend(columns.iter().filter_map(|column| Some(numbers[column.cells[row]?])));
            ends.push(words.len());
        }
        let start = |row: usize| row.checked_sub(1).map_or(0, |before| ends[before]);
        let own: Vec<&[u32]> = self.row_of.iter().map(|row| &words[start(*row)..ends[*row]]).collect();
        let reading = |(account, row): (usize, &usize)| {
            let first = columns.iter().find_map(|column| column.cells[*row])?;
            let last = columns.iter().rev().find_map(|column| column.cells[*row])?;
            let place = |at: usize| self.cut.get(account)?.get(at).map(|piece| piece.span);
            Some(place(first)?.join(place(last)?))
        };
        let readings: Vec<Option<Span>> = self.row_of.iter().enumerate().map(reading).collect();
        let base = own.get(self.base).copied().unwrap_or_default();
        let variants = own.iter().map(|own| self.variant(base, own)).collect();
        Segment { groups: groups(&own, base), variants, moved: vec![None; readings.len()], readings }
    }

    /// How two readings differ: as their words do where these answer each other one by one.
    fn variant(&self, base: &[u32], own: &[u32]) -> Option<Variant> {
        if base.is_empty() || own.is_empty() || base == own {
            return None;
        }
        if base.len() != own.len() {
            return Some(Variant::Wording);
        }
        base.iter().zip(own).filter_map(|(a, b)| self.vocabulary.variant(*a, *b)).max()
    }

    /// Lets the two places of each move name each other.
    fn name_twins(&self, stretches: &[Stretch], segments: &mut [Segment]) {
        // By row and number of the move: where the base has the words, and where the row has them.
        let mut twins: BTreeMap<(usize, u32), (Option<usize>, Option<usize>)> = BTreeMap::new();
        let marks = |stretch: &Stretch| -> Vec<(usize, u32, bool)> {
            let marks = stretch
                .columns
                .iter()
                .flat_map(|column| column.moved.iter().map(|(row, number)| (*row, *number, column.cells[*row].is_some())));
            marks.collect()
        };
        for (at, stretch) in stretches.iter().enumerate() {
            for (row, number, is_target) in marks(stretch) {
                let twin = twins.entry((row, number)).or_default();
                let place = if is_target { &mut twin.1 } else { &mut twin.0 };
                place.get_or_insert(at);
            }
        }
        for (stretch, segment) in stretches.iter().zip(segments) {
            for (row, number, is_target) in marks(stretch) {
                let Some((origin, target)) = twins.get(&(row, number)) else { continue };
                for (account, _) in self.row_of.iter().enumerate().filter(|(_, own)| **own == row) {
                    segment.moved[account] = if is_target { *origin } else { *target };
                }
            }
        }
    }
}

fn has_moves(columns: &[Column]) -> bool {
    columns.iter().any(|column| !column.moved.is_empty())
}

/// Whether no two rows stand differently to each other in one column and in the other: then the two can be read as one.
fn agree(one: &[Relation], other: &[Relation]) -> bool {
    one.iter().zip(other).all(|(a, b)| a.is_none() || b.is_none() || a == b)
}

/// Numbers the readings: the base's is 0, the others count by how many accounts have them, then by their words.
fn groups(words: &[&[u32]], base: &[u32]) -> Vec<Option<usize>> {
    let mut others: Vec<&[u32]> = words.iter().copied().filter(|own| !own.is_empty() && *own != base).collect();
    others.sort_unstable();
    let mut others: Vec<(&[u32], usize)> = others.chunk_by(|a, b| a == b).map(|same| (same[0], same.len())).collect();
    // Words are numbered by alphabet.
    others.sort_by_key(|(own, count)| (std::cmp::Reverse(*count), *own));
    let number = |own: &[u32]| match own {
        [] => None,
        own if own == base => Some(0),
        own => others.iter().position(|(other, _)| *other == own).map(|at| at + 1),
    };
    words.iter().map(|own| number(own)).collect()
}
