//! Rows of words in aligned columns, joined one after the other (progressive alignment).

use super::gotoh::{self, Costs, Step};
use super::guide;
use super::vocabulary::Vocabulary;

/// What each row has in one column: the position of its word in the row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column(pub(super) Vec<Option<usize>>);

/// All rows in aligned columns.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Profile {
    pub(super) columns: Vec<Column>,
}

impl Profile {
    /// Aligns `rows`, each given as the numbers of its words.
    pub(super) fn of(rows: &[Vec<u32>], vocabulary: &Vocabulary) -> Self {
        let mut profile = Profile::default();
        for (joined, row) in guide::order(rows, vocabulary).into_iter().enumerate() {
            profile.join(row, joined, rows, vocabulary);
        }
        profile
    }

    /// Joins `row` to the `joined` rows that are in.
    fn join(&mut self, row: usize, joined: usize, rows: &[Vec<u32>], vocabulary: &Vocabulary) {
        let view: Vec<Vec<(u32, u32)>> = self.columns.iter().map(|column| column.words(rows)).collect();
        let costs = Joining { columns: &view, row: &rows[row], joined: joined.max(1) as i32, vocabulary };
        let path = gotoh::path(view.len(), rows[row].len(), &costs);
        let mut old = std::mem::take(&mut self.columns).into_iter();
        let mut at = 0..;
        for step in path {
            let mut column = match step {
                Step::Second => Column(vec![None; rows.len()]),
                _ => old.next().unwrap_or_else(|| Column(vec![None; rows.len()])),
            };
            if step != Step::First {
                column.0[row] = at.next();
            }
            self.columns.push(column);
        }
    }
}

impl Column {
    /// The words of the column, each with how many rows have it.
    fn words(&self, rows: &[Vec<u32>]) -> Vec<(u32, u32)> {
        let mut words: Vec<(u32, u32)> = Vec::new();
        for (row, cell) in rows.iter().zip(&self.0) {
            let Some(word) = cell.and_then(|at| row.get(at).copied()) else { continue };
            match words.iter_mut().find(|(known, _)| *known == word) {
                Some((_, count)) => *count += 1,
                None => words.push((word, 1)),
            }
        }
        words.sort_unstable();
        words
    }
}

/// A gap costs as much as a function word is worth, so that none is torn from its place for the sake of one.
const OPENS: i32 = 48;
const GOES_ON: i32 = 2;

struct Joining<'a> {
    columns: &'a [Vec<(u32, u32)>],
    row: &'a [u32],
    joined: i32,
    vocabulary: &'a Vocabulary,
}

impl Costs for Joining<'_> {
    fn both(&self, i: usize, j: usize) -> i32 {
        // Of two columns with the same word the one in which more rows have it.
        let worth = |(word, count): &(u32, u32)| self.vocabulary.worth(*word, self.row[j]) + (*count as i32).min(8);
        self.columns[i].iter().map(worth).max().unwrap_or_default()
    }

    fn first(&self, i: usize, opens: bool) -> i32 {
        // To pass over what few rows have is cheap.
        let held: i32 = self.columns[i].iter().map(|(_, count)| *count as i32).sum();
        if opens { OPENS * held / self.joined } else { GOES_ON }
    }

    fn second(&self, _: usize, opens: bool) -> i32 {
        if opens { OPENS } else { GOES_ON }
    }
}
