//! Words that an account has at another place than the base.

use super::piece::Sort;
use super::profile::{Column, Profile};
use super::vocabulary::{Vocabulary, own_worth};
use crate::compare::Variant;
use rustc_hash::FxHashMap;

/// The least worth of a moved phrase: two content words, or one with two function words, or four characters of a text without
/// spaces. A name or number that both have only once is enough.
const LEAST_WORTH: i32 = 256;

/// Pairs of equal words at different places are looked at up to this number: a text of which more was moved was not edited but
/// written anew.
const MOST_PAIRS: usize = 100_000;

/// Up to so many phrases are told as moved in one account, the worthiest.
const MOST_MOVES: usize = 256;

/// A run of words that one row has at one place and another row at another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    one: usize,
    other: usize,
    length: usize,
    worth: i32,
}

/// Two rows, the one with the lower number first, so that it makes no difference which of the two is the base.
#[derive(Clone, Copy)]
struct Two<'a> {
    one: usize,
    other: usize,
    rows: &'a [Vec<u32>],
    vocabulary: &'a Vocabulary,
}

/// Marks in `profile` what each row has elsewhere than the row `base`, and gives each such run columns of its own.
pub(super) fn mark(profile: &mut Profile, base: usize, rows: &[Vec<u32>], vocabulary: &Vocabulary) {
    let mut number = 0;
    for row in (0..rows.len()).filter(|row| *row != base) {
        let two = Two { one: base.min(row), other: base.max(row), rows, vocabulary };
        for run in two.runs(profile) {
            two.take_out(profile, run, row, number);
            number += 1;
        }
    }
    profile.columns.retain(|column| column.cells.iter().any(Option::is_some));
    bring_together(&mut profile.columns);
}

/// Lets what stands for each other stand beside each other: behind a moved phrase, what answers the words before it goes before it, too.
fn bring_together(columns: &mut [Column]) {
    let apart = |a: &Column, b: &Column| a.cells.iter().zip(&b.cells).all(|(a, b)| a.is_none() || b.is_none());
    let is_moved = |column: &Column| !column.moved.is_empty();
    for at in 0..columns.len() {
        if is_moved(&columns[at]) {
            continue;
        }
        let passed = columns[..at].iter().rev().take_while(|before| is_moved(before) && apart(before, &columns[at])).count();
        let answers = columns[..at - passed].last().is_some_and(|before| !is_moved(before) && apart(before, &columns[at]));
        if passed > 0 && answers {
            columns[at - passed..=at].rotate_right(1);
        }
    }
}

impl Two<'_> {
    /// The runs to take out, the worthiest first.
    fn runs(&self, profile: &Profile) -> Vec<Run> {
        let (mut own, mut others) = self.open(profile);
        let mut at_meaning: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
        for (at, word) in self.rows[self.other].iter().enumerate().filter(|(at, _)| others[*at]) {
            at_meaning.entry(self.vocabulary.meaning(*word)).or_default().push(at);
        }
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        for (at, word) in self.rows[self.one].iter().enumerate().filter(|(at, _)| own[*at]) {
            pairs.extend(at_meaning.get(&self.vocabulary.meaning(*word)).into_iter().flatten().map(|found| (at, *found)));
            if pairs.len() > MOST_PAIRS {
                return Vec::new();
            }
        }
        if pairs.is_empty() {
            return Vec::new();
        }
        // How long the run is that begins at a pair, from the last pair back.
        let mut length: FxHashMap<(usize, usize), usize> = FxHashMap::default();
        let mut found: Vec<Run> = Vec::new();
        for (i, j) in pairs.into_iter().rev() {
            let long = 1 + length.get(&(i + 1, j + 1)).copied().unwrap_or_default();
            length.insert((i, j), long);
            let worth = self.rows[self.one][i..i + long].iter().map(|word| own_worth(self.vocabulary.sort(*word))).sum();
            found.push(Run { one: i, other: j, length: long, worth });
        }
        found.sort_by_key(|run| (std::cmp::Reverse(run.worth), run.one, run.other));
        let counts = [self.one, self.other].map(|row| self.counts(row));
        let mut chosen = Vec::new();
        for run in found {
            if chosen.len() == MOST_MOVES {
                break;
            }
            let (here, there) = (run.one..run.one + run.length, run.other..run.other + run.length);
            let free = own[here.clone()].iter().chain(&others[there.clone()]).all(|open| *open);
            if free && self.tells(run, &counts) {
                own[here].fill(false);
                others[there].fill(false);
                chosen.push(run);
            }
        }
        chosen
    }

    /// For each word of both rows, whether the other row has nothing like it at its place.
    fn open(&self, profile: &Profile) -> (Vec<bool>, Vec<bool>) {
        let (one, other) = (&self.rows[self.one], &self.rows[self.other]);
        let (mut own, mut others) = (vec![false; one.len()], vec![false; other.len()]);
        for column in &profile.columns {
            let (a, b) = (column.cells[self.one], column.cells[self.other]);
            let like = match (a, b) {
                (Some(a), Some(b)) => self.vocabulary.variant(one[a], other[b]) != Some(Variant::Wording),
                _ => false,
            };
            if let Some(a) = a {
                own[a] = !like;
            }
            if let Some(b) = b {
                others[b] = !like;
            }
        }
        (own, others)
    }

    /// Whether a run is long or rare enough to be no chance.
    fn tells(&self, run: Run, counts: &[FxHashMap<u32, usize>; 2]) -> bool {
        let words = &self.rows[self.one][run.one..run.one + run.length];
        let content = words.iter().any(|word| self.vocabulary.is_content(*word));
        let once = |word: &u32| counts.iter().all(|counts| counts.get(&self.vocabulary.meaning(*word)) == Some(&1));
        (content && run.worth >= LEAST_WORTH)
            || words.iter().any(|word| self.vocabulary.sort(*word) >= Sort::Name && once(word))
    }

    /// How often a row has each meaning.
    fn counts(&self, row: usize) -> FxHashMap<u32, usize> {
        let mut counts = FxHashMap::default();
        for word in &self.rows[row] {
            *counts.entry(self.vocabulary.meaning(*word)).or_default() += 1;
        }
        counts
    }

    /// Gives the words of `run` columns that no other word of the two rows shares, and marks them for `row` with `number`.
    fn take_out(&self, profile: &mut Profile, run: Run, row: usize, number: u32) {
        let holds = |cell: Option<usize>, from: usize| cell.is_some_and(|at| (from..from + run.length).contains(&at));
        let here = |column: &Column| holds(column.cells[self.one], run.one);
        let there = |column: &Column| holds(column.cells[self.other], run.other);
        self.set_apart(profile, here, row);
        self.set_apart(profile, there, row);
        for column in profile.columns.iter_mut().filter(|column| here(column) || there(column)) {
            column.moved.insert(row, number);
        }
    }

    /// Where both rows have words between the first and the last column that is `within`, those of `row` get columns of their own,
    /// so that the first row's words stand before the second's. The base stays with those that agree with it.
    fn set_apart(&self, profile: &mut Profile, within: impl Fn(&Column) -> bool, row: usize) {
        let first = profile.columns.iter().position(&within);
        let last = profile.columns.iter().rposition(&within);
        let (Some(first), Some(last)) = (first, last) else { return };
        let has = |row: usize| profile.columns[first..=last].iter().any(|column| column.cells[row].is_some());
        if !(has(self.one) && has(self.other)) {
            return;
        }
        let mut apart = Vec::new();
        for column in &mut profile.columns[first..=last] {
            let Some(at) = column.cells[row].take() else { continue };
            let mut own = Column { foreign: column.foreign, ..Column::new(column.cells.len()) };
            own.cells[row] = Some(at);
            // What is marked where the row has a word is that word: the base's words that it has elsewhere stand without it.
            if let Some(number) = column.moved.remove(&row) {
                own.moved.insert(row, number);
            }
            apart.push(own);
        }
        let place = if row == self.one { first } else { last + 1 };
        profile.columns.splice(place..place, apart);
    }
}
