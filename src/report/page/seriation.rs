//! An order of rows and columns that shows patterns: what is carried alike stands together.

use std::cmp::Reverse;

/// Rows and columns, each by position in the order in which they are shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Seriation {
    pub(super) rows: Vec<usize>,
    pub(super) columns: Vec<usize>,
    /// Neighbouring columns of one group: the place of the first, and how many; only where there are several.
    pub(super) brackets: Vec<(usize, usize)>,
}

/// Rounds of averaging. The order of a few hundred columns has settled by then, and an order that has not is as good as any.
const ROUNDS: usize = 24;

/// The golden ratio, whose multiples are spread more evenly than those of any other number.
const GOLDEN: f64 = 0.618_033_988_749_895;

/// Orders a table of which `rows` tells the columns that are set in each. Columns of one of `groups` stay together.
///
/// Columns are placed by reciprocal averaging (the first axis of a correspondence analysis): a row is the mean of its columns, a column
/// the mean of its rows. Rows with more columns come first; among those with as many, what is alike stands together.
pub(super) fn seriate(rows: &[Vec<usize>], groups: &[Option<usize>]) -> Seriation {
    let scores = column_scores(rows, groups.len());
    let score = |column: usize| scores.get(column).copied().unwrap_or(0.0);
    // A column without a group is one of its own.
    let mut blocks: Vec<(Option<usize>, Vec<usize>)> = Vec::new();
    for (column, group) in groups.iter().enumerate() {
        match blocks.iter_mut().find(|(of, _)| group.is_some() && of == group) {
            Some((_, columns)) => columns.push(column),
            None => blocks.push((*group, vec![column])),
        }
    }
    for (_, columns) in &mut blocks {
        columns.sort_by(|a, b| score(*a).total_cmp(&score(*b)).then(a.cmp(b)));
    }
    let mean = |columns: &[usize]| columns.iter().map(|column| score(*column)).sum::<f64>() / columns.len().max(1) as f64;
    blocks.sort_by(|a, b| mean(&a.1).total_cmp(&mean(&b.1)).then(a.1.cmp(&b.1)));
    let mut order = Seriation::default();
    for (_, columns) in blocks {
        if columns.len() > 1 {
            order.brackets.push((order.columns.len(), columns.len()));
        }
        order.columns.extend(columns);
    }
    order.rows = (0..rows.len()).collect();
    order.rows.sort_by(|a, b| {
        let key = |row: &usize| Reverse(rows[*row].len());
        key(a).cmp(&key(b)).then(row_score(&rows[*a], &scores).total_cmp(&row_score(&rows[*b], &scores))).then(a.cmp(b))
    });
    order
}

fn row_score(columns: &[usize], scores: &[f64]) -> f64 {
    columns.iter().filter_map(|column| scores.get(*column)).sum::<f64>() / columns.len().max(1) as f64
}

fn column_scores(rows: &[Vec<usize>], columns: usize) -> Vec<f64> {
    let mut uses = vec![0.0; columns];
    rows.iter().flatten().filter(|column| **column < columns).for_each(|column| uses[*column] += 1.0);
    let total: f64 = uses.iter().sum();
    // Any start will do that is not even over some pattern, as the numbers 0, 1, 2 … are over two camps that alternate.
    let mut scores: Vec<f64> = (1..=columns).map(|at| (at as f64 * GOLDEN).fract()).collect();
    for _ in 0..ROUNDS {
        let mut next = vec![0.0; columns];
        for row in rows {
            let mean = row_score(row, &scores);
            row.iter().filter(|column| **column < columns).for_each(|column| next[*column] += mean);
        }
        next.iter_mut().zip(&uses).for_each(|(score, uses)| *score = if *uses > 0.0 { *score / uses } else { 0.0 });
        // Without this all columns would come to one place: that is the axis on which nothing differs.
        let mean = next.iter().zip(&uses).map(|(score, uses)| score * uses).sum::<f64>() / total.max(1.0);
        next.iter_mut().zip(&uses).for_each(|(score, uses)| *score = if *uses > 0.0 { *score - mean } else { 0.0 });
        let length = next.iter().map(|score| score * score).sum::<f64>().sqrt();
        if length < 1e-9 {
            // All columns are alike: the order they came in is as good as any.
            return vec![0.0; columns];
        }
        scores = next.into_iter().map(|score| score / length).collect();
    }
    // An axis has no direction: the first column, which carries most, shall stand on the left.
    if scores.first().is_some_and(|first| *first > 0.0) {
        scores.iter_mut().for_each(|score| *score = -*score);
    }
    scores
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn camps_stand_together_and_copies_are_bracketed() {
        // Columns 0, 2 and 4 carry one set of rows, 1 and 3 another; 2 and 4 are copies of one text.
        let rows = vec![vec![0, 2, 4], vec![1, 3], vec![0, 2, 4], vec![1, 3], vec![0, 1, 2, 3, 4]];
        let order = seriate(&rows, &[Some(7), Some(8), Some(9), Some(5), Some(9)]);
        assert_eq!(order.columns, [0, 2, 4, 1, 3]);
        assert_eq!(order.brackets, [(1, 2)]);
        assert_eq!(order.rows[0], 4);
    }

    proptest! {
        #[test]
        fn nothing_is_lost(rows in proptest::collection::vec(proptest::collection::btree_set(0usize..9, 0..9), 0..20), groups in proptest::collection::vec(proptest::option::of(0usize..4), 9)) {
            let rows: Vec<Vec<usize>> = rows.into_iter().map(|row| row.into_iter().collect()).collect();
            let order = seriate(&rows, &groups);
            let sorted = |mut list: Vec<usize>| { list.sort_unstable(); list };
            prop_assert_eq!(sorted(order.rows), (0..rows.len()).collect::<Vec<_>>());
            prop_assert_eq!(sorted(order.columns.clone()), (0..9).collect::<Vec<_>>());
            for (from, count) in order.brackets {
                let of: Vec<_> = order.columns[from..from + count].iter().map(|column| groups[*column]).collect();
                prop_assert!(of.windows(2).all(|pair| pair[0] == pair[1]));
            }
        }
    }
}
