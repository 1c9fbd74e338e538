//! Rows of words in aligned columns, joined one after the other (progressive alignment).

use super::gotoh::{Costs, Step};
use super::piece::Sort;
use super::vocabulary::{Kind, Vocabulary};
use super::{anchors, guide};
use crate::compare::Variant;
use std::collections::BTreeMap;
use std::ops::Range;

/// What each row has in one place of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    /// By row, the position of its word in the row.
    pub(super) cells: Vec<Option<usize>>,
    /// By row, the number of the move by which it has its word here and the base elsewhere, or the other way round.
    pub(super) moved: BTreeMap<usize, u32>,
    /// Whether it belongs to rows that have no word in common with those that were joined before.
    pub(super) foreign: bool,
}

/// All rows in aligned columns.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Profile {
    pub(super) columns: Vec<Column>,
}

/// Up to so many distinct accounts are aligned a second time.
const MOST_REFINED: usize = 64;

impl Profile {
    /// Aligns `rows`, each given as the numbers of its words.
    pub(super) fn of(rows: &[Vec<u32>], vocabulary: &Vocabulary) -> Self {
        let mut profile = Profile::default();
        let order = guide::order(rows, vocabulary);
        for (joined, row) in order.iter().enumerate() {
            profile.join(*row, joined, rows, vocabulary);
        }
        // Who came early could not know what came later: each row is aligned once more, with all others.
        if (3..=MOST_REFINED).contains(&rows.len()) {
            for row in order {
                profile.join_again(row, rows, vocabulary);
            }
        }
        profile
    }

    /// Takes `row` out and joins it to the others, where they have something in common.
    fn join_again(&mut self, row: usize, rows: &[Vec<u32>], vocabulary: &Vocabulary) {
        let mut others = self.clone();
        others.columns.iter_mut().for_each(|column| column.cells[row] = None);
        others.columns.retain(|column| column.cells.iter().any(Option::is_some));
        if self.columns.iter().all(|column| !column.foreign) && others.join(row, rows.len() - 1, rows, vocabulary) {
            *self = others;
        }
    }

    /// Joins `row` to the `joined` rows that are in, and tells whether they have something in common.
    fn join(&mut self, row: usize, joined: usize, rows: &[Vec<u32>], vocabulary: &Vocabulary) -> bool {
        let columns = Words::of(&self.columns, rows);
        let kinds = vocabulary.kinds(&rows[row]);
        let costs = Joining::new(&columns, &rows[row], &kinds, joined, vocabulary);
        let mut path = anchors::path(&costs);
        let foreign = joined > 0 && costs.is_foreign(&path);
        if foreign {
            path = vec![Step::First; columns.len()];
            path.extend(vec![Step::Second; rows[row].len()]);
        }
        let mut old = std::mem::take(&mut self.columns).into_iter();
        let mut at = 0..;
        for step in path {
            let known = if step == Step::Second { None } else { old.next() };
            let mut column = known.unwrap_or_else(|| Column { foreign, ..Column::new(rows.len()) });
            if step != Step::First {
                column.cells[row] = at.next();
            }
            self.columns.push(column);
        }
        !foreign
    }
}

impl Column {
    /// A column of `rows` rows that have nothing in it.
    pub(super) fn new(rows: usize) -> Self {
        Column { cells: vec![None; rows], moved: BTreeMap::new(), foreign: false }
    }
}

/// The words of each column, each word with how many rows have it there.
#[derive(Debug, Default)]
pub(super) struct Words {
    all: Vec<(u32, u32)>,
    /// Where those of each column end.
    ends: Vec<usize>,
}

impl Words {
    /// The columns of one row alone.
    #[cfg(test)]
    pub(super) fn of_one(row: &[u32]) -> Self {
        Words { all: row.iter().map(|word| (*word, 1)).collect(), ends: (1..=row.len()).collect() }
    }

    fn of(columns: &[Column], rows: &[Vec<u32>]) -> Self {
        let mut words = Words { all: Vec::with_capacity(columns.len()), ends: Vec::with_capacity(columns.len()) };
        for column in columns {
            let start = words.all.len();
            for (row, cell) in rows.iter().zip(&column.cells) {
                let Some(word) = cell.and_then(|at| row.get(at).copied()) else { continue };
                match words.all[start..].iter_mut().find(|(known, _)| *known == word) {
                    Some((_, count)) => *count += 1,
                    None => words.all.push((word, 1)),
                }
            }
            words.all[start..].sort_unstable();
            words.ends.push(words.all.len());
        }
        words
    }

    /// How many columns there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Those of one column.
    fn at(&self, column: usize) -> &[(u32, u32)] {
        let start = column.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.all[start..self.ends[column]]
    }

    /// Those of each column.
    pub(super) fn iter(&self) -> impl Iterator<Item = &[(u32, u32)]> {
        (0..self.len()).map(|column| self.at(column))
    }
}

/// A gap costs as much as a function word is worth, so that none is torn from its place for the sake of one.
const OPENS: i32 = 48;
const GOES_ON: i32 = 2;

/// What it costs to join a row to columns.
pub(super) struct Joining<'a> {
    pub(super) columns: &'a Words,
    pub(super) row: &'a [u32],
    /// What the words of the row are.
    kinds: &'a [Kind],
    joined: i32,
    vocabulary: &'a Vocabulary,
}

impl<'a> Joining<'a> {
    /// The costs of joining `row`, whose words are of `kinds`, to the columns of `joined` rows.
    pub(super) fn new(
        columns: &'a Words,
        row: &'a [u32],
        kinds: &'a [Kind],
        joined: usize,
        vocabulary: &'a Vocabulary,
    ) -> Self {
        Joining { columns, row, kinds, joined: joined.max(1) as i32, vocabulary }
    }

    /// How many words at the end of both are certain to be laid beside each other: those that are the same where one row alone was
    /// joined before.
    ///
    /// A path that leaves the last word of one of them alone is worth no more than one that lays the two beside each other, and of
    /// equal ones that is taken: if it has the other's last word beside an earlier word, that word can be left alone for the same gap;
    /// if it leaves both alone, that costs more. Only a single character may be worth more beside another than beside itself.
    pub(super) fn same_end(&self) -> usize {
        if self.joined > 1 {
            return 0;
        }
        let is_same = |(column, word): &(&[(u32, u32)], &u32)| {
            column.iter().all(|(other, _)| other == *word) && self.vocabulary.sort(**word) != Sort::Character
        };
        let columns = (0..self.columns.len()).rev().map(|column| self.columns.at(column));
        columns.zip(self.row.iter().rev()).take_while(is_same).count()
    }

    /// Whether a word tells enough to hold on to.
    pub(super) fn is_content(&self, word: u32) -> bool {
        self.vocabulary.is_content(word)
    }

    /// Whether the path finds nothing that tells anything in both, although there is something.
    fn is_foreign(&self, path: &[Step]) -> bool {
        let content = |word: &u32| self.vocabulary.is_content(*word);
        let telling = |one: u32, other: u32| {
            self.vocabulary.is_content(one)
                && !matches!(self.vocabulary.variant(one, other), Some(Variant::Wording | Variant::Number))
        };
        let (mut i, mut j, mut common) = (0, 0, false);
        for step in path {
            common |= *step == Step::Both && self.columns.at(i).iter().any(|(word, _)| telling(*word, self.row[j]));
            i += usize::from(*step != Step::Second);
            j += usize::from(*step != Step::First);
        }
        !common && self.row.iter().any(content) && self.columns.all.iter().any(|(word, _)| content(word))
    }

    /// What it is worth to lay column `i` beside each of some words of the row.
    pub(super) fn worths(&self, i: usize, words: Range<usize>, worths: &mut [i32]) {
        let (row, kinds) = (&self.row[words.clone()], &self.kinds[words]);
        worths.fill(if self.columns.at(i).is_empty() { 0 } else { i32::MIN });
        for (word, count) in self.columns.at(i) {
            // Of two columns with the same word the one in which more rows have it.
            let more = (*count as i32).min(8);
            self.vocabulary.raise(worths, *word, more, (row, kinds));
        }
    }
}

impl Costs for Joining<'_> {
    fn beside(&self, i: usize, worths: &mut [i32]) {
        self.worths(i, 0..self.row.len(), worths);
    }

    fn first(&self, i: usize) -> [i32; 2] {
        // To pass over what few rows have is cheap.
        let held: i32 = self.columns.at(i).iter().map(|(_, count)| *count as i32).sum();
        [OPENS * held / self.joined, GOES_ON]
    }

    fn second(&self, _: usize) -> [i32; 2] {
        [OPENS, GOES_ON]
    }
}
