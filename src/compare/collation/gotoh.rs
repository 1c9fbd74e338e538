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

const UNREACHED: i32 = i32::MIN / 2;

/// How a path came to a cell: by a match, a mismatch, or a gap in either.
const STATES: usize = 4;
const STEPS: [Step; STATES] = [Step::Both, Step::Both, Step::First, Step::Second];
const MATCH: usize = 0;
const MISMATCH: usize = 1;
const FIRST: usize = 2;
const SECOND: usize = 3;

/// The path of the greatest worth through `rows` items of one sequence and `columns` items of another. Memory is a byte for each pair
/// of items.
pub(super) fn path(rows: usize, columns: usize, costs: &impl Costs) -> Vec<Step> {
    let width = columns + 1;
    // For each state at each cell the state before it, two bits each.
    let mut from = vec![0u8; (rows + 1) * width];
    let mut above = vec![[UNREACHED; STATES]; width];
    let mut here = above.clone();
    let opened: Vec<[i32; 2]> = (0..columns).map(|j| [costs.second(j, true), costs.second(j, false)]).collect();
    for i in 0..=rows {
        here.fill([UNREACHED; STATES]);
        let first = if i > 0 { [costs.first(i - 1, true), costs.first(i - 1, false)] } else { [0; 2] };
        for j in 0..=columns {
            if i == 0 && j == 0 {
                // Nothing before the first word: what is missing there opens a gap.
                here[0][MATCH] = 0;
                continue;
            }
            let mut back = 0;
            let mut come = |state: usize, before: [i32; STATES], gains: [i32; STATES], cell: &mut [i32; STATES]| {
                for origin in 0..STATES {
                    let worth = before[origin].saturating_add(gains[origin]);
                    // Of equal ways the first one stays, so that the path is the same everywhere.
                    if before[origin] > UNREACHED && worth > cell[state] {
                        cell[state] = worth;
                        back = (back & !(3 << (2 * state))) | ((origin as u8) << (2 * state));
                    }
                }
            };
            if i > 0 && j > 0 {
                let worth = costs.both(i - 1, j - 1);
                come(if worth > 0 { MATCH } else { MISMATCH }, above[j - 1], [worth; STATES], &mut here[j]);
            }
            if i > 0 {
                let [opens, goes_on] = first;
                come(FIRST, above[j], [-opens, -goes_on, -goes_on, -opens], &mut here[j]);
            }
            if j > 0 {
                let [opens, goes_on] = opened[j - 1];
                come(SECOND, here[j - 1], [-opens, -goes_on, -opens, -goes_on], &mut here[j]);
            }
            from[i * width + j] = back;
        }
        std::mem::swap(&mut above, &mut here);
    }
    trace(rows, columns, &from, above[columns])
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
