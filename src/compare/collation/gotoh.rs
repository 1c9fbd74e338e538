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
    /// What it is worth to lay item `i` of the first beside item `j` of the second: above 0 where they match, below where they do not.
    fn both(&self, i: usize, j: usize) -> i32;
    /// What it costs to leave item `i` of the first alone; more where that opens a gap: behind a match, or a gap in the other.
    fn first(&self, i: usize, opens: bool) -> i32;
    /// What it costs to leave item `j` of the second alone; more where that opens a gap.
    fn second(&self, j: usize, opens: bool) -> i32;
}

/// So low that whatever is added to it on the way stays below all that is reached.
const UNREACHED: i32 = i32::MIN / 2;

/// How a path came to a cell: by a match, a mismatch, or a gap in either.
const STATES: usize = 4;
const STEPS: [Step; STATES] = [Step::Both, Step::Both, Step::First, Step::Second];
const MATCH: usize = 0;
const MISMATCH: usize = 1;
const FIRST: usize = 2;
const SECOND: usize = 3;

/// What a cell is worth by state, and the best of the states, with that state.
#[derive(Clone, Copy)]
struct Cell {
    worth: [i32; STATES],
    best: i32,
    origin: u8,
}

const EMPTY: Cell = Cell { worth: [UNREACHED; STATES], best: UNREACHED, origin: 0 };

/// The greatest of what the states are worth, with its state: of equal ones the first, so that the path is the same everywhere.
#[inline(always)]
fn best([a, b, c, d]: [i32; STATES]) -> (i32, u8) {
    let (ab, ab_at) = if b > a { (b, 1) } else { (a, 0) };
    let (cd, cd_at) = if d > c { (d, 3) } else { (c, 2) };
    if cd > ab { (cd, cd_at) } else { (ab, ab_at) }
}

/// The path of the greatest worth through `rows` items of one sequence and `columns` items of another. Memory is a byte for each pair
/// of items.
pub(super) fn path(rows: usize, columns: usize, costs: &impl Costs) -> Vec<Step> {
    let width = columns + 1;
    // For each state at each cell the state before it, two bits each.
    let mut from = vec![0u8; (rows + 1) * width];
    let mut above = vec![EMPTY; width];
    let mut here = above.clone();
    let opened: Vec<[i32; 2]> = (0..columns).map(|j| [costs.second(j, true), costs.second(j, false)]).collect();
    for (i, from) in from.chunks_exact_mut(width).enumerate() {
        let first = if i > 0 { [costs.first(i - 1, true), costs.first(i - 1, false)] } else { [0; 2] };
        // To the left of the cell, and above that.
        let (mut before, mut across) = (EMPTY, EMPTY);
        for j in 0..=columns {
            let mut cell = EMPTY;
            let mut back = 0;
            if i > 0 && j > 0 {
                let worth = costs.both(i - 1, j - 1);
                let state = if worth > 0 { MATCH } else { MISMATCH };
                cell.worth[state] = across.best + worth;
                back |= across.origin << (2 * state);
            }
            if i > 0 {
                let ([opens, goes_on], [a, b, c, d]) = (first, above[j].worth);
                let (worth, origin) = best([a - opens, b - goes_on, c - goes_on, d - opens]);
                cell.worth[FIRST] = worth;
                back |= origin << (2 * FIRST);
            }
            if j > 0 {
                let ([opens, goes_on], [a, b, c, d]) = (opened[j - 1], before.worth);
                let (worth, origin) = best([a - opens, b - goes_on, c - opens, d - goes_on]);
                cell.worth[SECOND] = worth;
                back |= origin << (2 * SECOND);
            }
            if i == 0 && j == 0 {
                // Nothing before the first word: what is missing there opens a gap.
                cell.worth[MATCH] = 0;
            }
            (cell.best, cell.origin) = best(cell.worth);
            from[j] = back;
            (across, before) = (above[j], cell);
            here[j] = cell;
        }
        std::mem::swap(&mut above, &mut here);
    }
    trace(rows, columns, &from, above[columns].worth)
}

fn trace(rows: usize, columns: usize, from: &[u8], last: [i32; STATES]) -> Vec<Step> {
    let (mut i, mut j) = (rows, columns);
    let mut state = (0..STATES).rev().max_by_key(|state| last[*state]).unwrap_or_default();
    let mut path = Vec::with_capacity(rows.max(columns));
    while i > 0 || j > 0 {
        let back = from[i * (columns + 1) + j];
        let step = STEPS[state];
        path.push(step);
        state = usize::from((back >> (2 * state)) & 3);
        match step {
            Step::Both => (i, j) = (i.saturating_sub(1), j.saturating_sub(1)),
            Step::First => i = i.saturating_sub(1),
            Step::Second => j = j.saturating_sub(1),
        }
    }
    path.reverse();
    path
}
