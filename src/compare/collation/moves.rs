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

/// A run of words that the base has at one place and another row at another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    base: usize,
    other: usize,
    length: usize,
    worth: i32,
}

/// Marks in `profile` what each row has elsewhere than the row `base`, and gives each such run columns of its own.
pub(super) fn mark(profile: &mut Profile, base: usize, rows: &[Vec<u32>], vocabulary: &Vocabulary) {
    let mut number = 0;
    for other in (0..rows.len()).filter(|other| *other != base) {
        for run in runs(profile, base, other, rows, vocabulary) {
            take_out(profile, base, other, run, number);
            number += 1;
        }
    }
    profile.columns.retain(|column| column.cells.iter().any(Option::is_some));
}

/// The runs to take out, the worthiest first.
fn runs(profile: &Profile, base: usize, other: usize, rows: &[Vec<u32>], vocabulary: &Vocabulary) -> Vec<Run> {
    let (mut own, mut others) = open(profile, base, other, rows, vocabulary);
    let mut at_meaning: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    for (at, word) in rows[other].iter().enumerate().filter(|(at, _)| others[*at]) {
        at_meaning.entry(vocabulary.meaning(*word)).or_default().push(at);
    }
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (at, word) in rows[base].iter().enumerate().filter(|(at, _)| own[*at]) {
        pairs.extend(at_meaning.get(&vocabulary.meaning(*word)).into_iter().flatten().map(|found| (at, *found)));
        if pairs.len() > MOST_PAIRS {
            return Vec::new();
        }
    }
    // How long the run is that begins at a pair, from the last pair back.
    let mut length: FxHashMap<(usize, usize), usize> = FxHashMap::default();
    let mut found: Vec<Run> = Vec::new();
    for (i, j) in pairs.into_iter().rev() {
        let long = 1 + length.get(&(i + 1, j + 1)).copied().unwrap_or_default();
        length.insert((i, j), long);
        let worth = rows[base][i..i + long].iter().map(|word| own_worth(vocabulary.sort(*word))).sum();
        found.push(Run { base: i, other: j, length: long, worth });
    }
    found.sort_by_key(|run| (std::cmp::Reverse(run.worth), run.base, run.other));
    let mut chosen = Vec::new();
    for run in found {
        let free =
            own[run.base..run.base + run.length].iter().chain(&others[run.other..run.other + run.length]).all(|open| *open);
        if free && tells(run, base, other, rows, vocabulary) {
            own[run.base..run.base + run.length].fill(false);
            others[run.other..run.other + run.length].fill(false);
            chosen.push(run);
        }
    }
    chosen
}

/// For each word of both rows, whether the other row has nothing like it at its place.
fn open(profile: &Profile, base: usize, other: usize, rows: &[Vec<u32>], vocabulary: &Vocabulary) -> (Vec<bool>, Vec<bool>) {
    let (mut own, mut others) = (vec![false; rows[base].len()], vec![false; rows[other].len()]);
    for column in &profile.columns {
        let (a, b) = (column.cells[base], column.cells[other]);
        let like = match (a, b) {
            (Some(a), Some(b)) => vocabulary.variant(rows[base][a], rows[other][b]) != Some(Variant::Wording),
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
fn tells(run: Run, base: usize, other: usize, rows: &[Vec<u32>], vocabulary: &Vocabulary) -> bool {
    let words = &rows[base][run.base..run.base + run.length];
    let content = words.iter().any(|word| vocabulary.is_content(*word));
    let once = |row: usize, word: u32| {
        rows[row].iter().filter(|own| vocabulary.meaning(**own) == vocabulary.meaning(word)).count() == 1
    };
    let name = words.iter().find(|word| vocabulary.sort(**word) >= Sort::Name);
    (content && run.worth >= LEAST_WORTH) || name.is_some_and(|word| once(base, *word) && once(other, *word))
}

/// Gives the words of `run` columns that no other word of the two rows shares, and marks them with `number`.
fn take_out(profile: &mut Profile, base: usize, other: usize, run: Run, number: u32) {
    let holds = |cell: Option<usize>, from: usize| cell.is_some_and(|at| (from..from + run.length).contains(&at));
    // What the other row has beside the base's words goes behind them.
    let origin = |column: &Column| holds(column.cells[base], run.base);
    set_apart(profile, other, origin, |_| true);
    for column in profile.columns.iter_mut().filter(|column| holds(column.cells[base], run.base)) {
        column.moved[other] = Some(number);
    }
    // The words at their new place get columns of their own.
    let target = |column: &Column| holds(column.cells[other], run.other);
    set_apart(profile, other, target, |column| column.moved[other] = Some(number));
}

/// Takes what `row` has between the first and the last column that is `within` into new columns behind them, each `marked`.
fn set_apart<M>(profile: &mut Profile, row: usize, within: impl Fn(&Column) -> bool, marked: impl Fn(&mut Column) -> M) {
    let first = profile.columns.iter().position(&within);
    let last = profile.columns.iter().rposition(&within);
    let (Some(first), Some(last)) = (first, last) else { return };
    let mut apart = Vec::new();
    for column in &mut profile.columns[first..=last] {
        let Some(at) = column.cells[row].take() else { continue };
        let mut own = Column { foreign: column.foreign, ..Column::new(column.cells.len()) };
        own.cells[row] = Some(at);
        own.moved[row] = column.moved[row].take();
        marked(&mut own);
        apart.push(own);
    }
    profile.columns.splice(last + 1..last + 1, apart);
}
