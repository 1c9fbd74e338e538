//! The best path through two sequences, with affine costs of gaps (Gotoh 1982), where a gap beside a mismatch goes on from it.

/// One step of a path: which of the two sequences goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// Both: the two stand beside each other.
    Both,
    /// Only the first.
    First,
    /// Only the second.
    Second,
}

/// What steps cost.
pub(super) trait Costs {
    /// Fills `worths` with what it is worth to lay item `i` of the first beside each item of the second: above 0 where they match, below
    /// where they do not.
    fn beside(&self, i: usize, worths: &mut [i32]);
    /// What it costs to leave item `i` of the first alone: where that opens a gap, behind a match or a gap in the other, and where one
    /// goes on.
    fn first(&self, i: usize) -> [i32; 2];
    /// What it costs to leave item `j` of the second alone: where that opens a gap, and where one goes on.
    fn second(&self, j: usize) -> [i32; 2];
}

/// So low that whatever is added to it on the way stays below all that is reached.
const UNREACHED: i32 = i32::MIN / 2;

/// What the best ways to a cell are worth whose last step is of each kind, and the best of them, with that step.
#[derive(Clone, Copy)]
struct Cell {
    both: i32,
    /// Whether the two that stand beside each other match.
    is_match: bool,
    first: i32,
    second: i32,
    best: i32,
    last: u8,
}

/// The last step of a way to a cell, in two bits.
const BOTH: u8 = 0;
const FIRST: u8 = 1;
const SECOND: u8 = 2;

/// The greatest of what three ways are worth, with its last step: of equal ones the first, so that the path is the same everywhere.
#[inline(always)]
fn best(both: i32, first: i32, second: i32) -> (i32, u8) {
    let (one, last) = if first > both { (first, FIRST) } else { (both, BOTH) };
    if second > one { (second, SECOND) } else { (one, last) }
}

/// The path of the greatest worth through `rows` items of one sequence and `columns` items of another. Memory is a byte for each pair
/// of items.
pub(super) fn path(rows: usize, columns: usize, costs: &impl Costs) -> Vec<Step> {
    if rows == 0 || columns == 0 {
        // There is one way only.
        return outside(rows, columns).collect();
    }
    let opened: Vec<[i32; 2]> = (0..columns).map(|j| costs.second(j)).collect();
    // The cells above, of which those to the left are already those of this row.
    let mut line = Vec::with_capacity(columns + 1);
    // Nothing before the first word: what is missing there opens a gap.
    line.push(Cell { both: 0, is_match: true, first: UNREACHED, second: UNREACHED, best: 0, last: BOTH });
    for [opens, goes_on] in &opened {
        let second = line.last().map_or(0, |before: &Cell| (before.both - opens).max(before.second - goes_on));
        line.push(Cell { both: UNREACHED, is_match: true, first: UNREACHED, second, best: second, last: SECOND });
    }
    // For each last step at each cell the step before it.
    let mut from = vec![0u8; rows * columns];
    let mut worths = vec![0; columns];
    for (i, from) in from.chunks_exact_mut(columns).enumerate() {
        costs.beside(i, &mut worths);
        let [opens, goes_on] = costs.first(i);
        let mut across = line[0];
        let first = (across.both - opens).max(across.first - goes_on);
        let mut before = Cell { both: UNREACHED, is_match: true, first, second: UNREACHED, best: first, last: FIRST };
        line[0] = before;
        for (((here, worth), opened), from) in line[1..].iter_mut().zip(&worths).zip(&opened).zip(from) {
            let above = *here;
            let leave = if above.is_match { opens } else { goes_on };
            let (first, first_from) = best(above.both - leave, above.first - goes_on, above.second - opens);
            let leave = if before.is_match { opened[0] } else { opened[1] };
            let (second, second_from) = best(before.both - leave, before.first - opened[0], before.second - opened[1]);
            let both = across.best + worth;
            *from = across.last | first_from << 2 | second_from << 4;
            let (best, last) = best(both, first, second);
            before = Cell { both, is_match: *worth > 0, first, second, best, last };
            *here = before;
            across = above;
        }
    }
    trace(rows, columns, &from, line[columns].last)
}

/// The only way where one of the sequences has come to its start.
fn outside(rows: usize, columns: usize) -> impl Iterator<Item = Step> {
    std::iter::repeat_n(Step::First, rows).chain(std::iter::repeat_n(Step::Second, columns))
}

fn trace(rows: usize, columns: usize, from: &[u8], mut last: u8) -> Vec<Step> {
    let (mut i, mut j) = (rows, columns);
    let mut path = Vec::with_capacity(rows + columns);
    while i > 0 && j > 0 {
        let back = from[(i - 1) * columns + j - 1] >> (2 * last) & 3;
        match last {
            BOTH => {
                (i, j) = (i - 1, j - 1);
                path.push(Step::Both);
            }
            FIRST => {
                i -= 1;
                path.push(Step::First);
            }
            _ => {
                j -= 1;
                path.push(Step::Second);
            }
        }
        last = back;
    }
    path.extend(outside(i, j));
    path.reverse();
    path
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Costs as a table.
    #[derive(Debug)]
    struct Table {
        worths: Vec<Vec<i32>>,
        opens: Vec<i32>,
    }

    const OPENS: i32 = 3;
    const GOES_ON: i32 = 1;

    impl Costs for Table {
        fn beside(&self, i: usize, worths: &mut [i32]) {
            worths.iter_mut().zip(&self.worths[i]).for_each(|(worth, known)| *worth = *known);
        }

        fn first(&self, i: usize) -> [i32; 2] {
            [self.opens[i], GOES_ON]
        }

        fn second(&self, _: usize) -> [i32; 2] {
            [OPENS, GOES_ON]
        }
    }

    /// The path by a table that keeps all four states of each cell, as the textbook has it.
    fn plain(costs: &Table, rows: usize, columns: usize) -> Vec<Step> {
        // By cell and state (match, mismatch, first, second): worth and state before.
        let mut cells = vec![vec![[(UNREACHED, 0usize); 4]; columns + 1]; rows + 1];
        cells[0][0][0].0 = 0;
        let best = |ways: [i32; 4]| (0..4).rev().map(|at| (ways[at], at)).max_by_key(|(worth, _)| *worth).unwrap();
        for i in 0..=rows {
            for j in 0..=columns {
                if i > 0 && j > 0 {
                    let worth = costs.worths[i - 1][j - 1];
                    let (across, state) = best(cells[i - 1][j - 1].map(|(worth, _)| worth));
                    cells[i][j][usize::from(worth <= 0)] = (across + worth, state);
                }
                if i > 0 {
                    let (opens, [a, b, c, d]) = (costs.opens[i - 1], cells[i - 1][j].map(|(worth, _)| worth));
                    cells[i][j][2] = best([a - opens, b - GOES_ON, c - GOES_ON, d - opens]);
                }
                if j > 0 {
                    let [a, b, c, d] = cells[i][j - 1].map(|(worth, _)| worth);
                    cells[i][j][3] = best([a - OPENS, b - GOES_ON, c - OPENS, d - GOES_ON]);
                }
            }
        }
        let (mut i, mut j, mut path) = (rows, columns, Vec::new());
        let mut state = best(cells[i][j].map(|(worth, _)| worth)).1;
        while i > 0 || j > 0 {
            let before = cells[i][j][state].1;
            path.push([Step::Both, Step::Both, Step::First, Step::Second][state]);
            (i, j) = (i - usize::from(state != 3), j - usize::from(state != 2));
            state = before;
        }
        path.reverse();
        path
    }

    fn table() -> impl Strategy<Value = (usize, Table)> {
        (0usize..9, 0usize..9).prop_flat_map(|(rows, columns)| {
            let worths = prop::collection::vec(prop::collection::vec(-4i32..5, columns), rows);
            let opens = prop::collection::vec(0i32..4, rows);
            (Just(columns), (worths, opens).prop_map(|(worths, opens)| Table { worths, opens }))
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn the_path_is_that_of_the_whole_table((columns, costs) in table()) {
            let rows = costs.worths.len();
            prop_assert_eq!(path(rows, columns, &costs), plain(&costs, rows, columns));
        }
    }
}
