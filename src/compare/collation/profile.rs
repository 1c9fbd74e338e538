//! Rows of words in aligned columns, joined one after the other (progressive alignment).

use super::gotoh::{Costs, Step};
use super::vocabulary::Vocabulary;
use super::{anchors, guide};
use crate::compare::Variant;

/// What each row has in one place of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    /// By row, the position of its word in the row.
    pub(super) cells: Vec<Option<usize>>,
    /// By row, the number of the move by which it has its word here and the base elsewhere, or the other way round.
    pub(super) moved: Vec<Option<u32>>,
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
        let words: Vec<Vec<(u32, u32)>> = self.columns.iter().map(|column| column.words(rows)).collect();
        let costs = Joining { columns: &words, row: &rows[row], joined: joined.max(1) as i32, vocabulary };
        let mut path = anchors::path(&costs);
        let foreign = joined > 0 && costs.is_foreign(&path);
        if foreign {
            path = vec![Step::First; words.len()];
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
        Column { cells: vec![None; rows], moved: vec![None; rows], foreign: false }
    }

    /// The words of the column, each with how many rows have it.
    fn words(&self, rows: &[Vec<u32>]) -> Vec<(u32, u32)> {
        let mut words: Vec<(u32, u32)> = Vec::new();
        for (row, cell) in rows.iter().zip(&self.cells) {
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

/// What it costs to join a row to columns.
pub(super) struct Joining<'a> {
    /// By column its words, each with how many rows have it.
    pub(super) columns: &'a [Vec<(u32, u32)>],
    pub(super) row: &'a [u32],
    joined: i32,
    vocabulary: &'a Vocabulary,
}

impl Joining<'_> {
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
            common |= *step == Step::Both && self.columns[i].iter().any(|(word, _)| telling(*word, self.row[j]));
            i += usize::from(*step != Step::Second);
            j += usize::from(*step != Step::First);
        }
        !common && self.row.iter().any(content) && self.columns.iter().flatten().any(|(word, _)| content(word))
    }
}

impl Costs for Joining<'_> {
    #[inline]
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
