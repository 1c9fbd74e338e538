//! The best path through two sequences, with affine costs of gaps (Gotoh 1982).

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
    /// What it is worth to lay item `i` of the first beside item `j` of the second.
    fn both(&self, i: usize, j: usize) -> i32;
    /// What it costs to leave item `i` of the first alone; more where the step before was none such.
    fn first(&self, i: usize, opens: bool) -> i32;
    /// What it costs to leave item `j` of the second alone; more where the step before was none such.
    fn second(&self, j: usize, opens: bool) -> i32;
}

const UNREACHED: i32 = i32::MIN / 2;
const STEPS: [Step; 3] = [Step::Both, Step::First, Step::Second];

/// The path of the greatest worth through `rows` items of one sequence and `columns` items of another. Memory is a byte for each pair
/// of items.
pub(super) fn path(rows: usize, columns: usize, costs: &impl Costs) -> Vec<Step> {
    let width = columns + 1;
    // For each state at each cell the state before it, two bits each.
    let mut from = vec![0u8; (rows + 1) * width];
    let mut above = vec![[UNREACHED; 3]; width];
    for i in 0..=rows {
        let mut here = vec![[UNREACHED; 3]; width];
        for j in 0..=columns {
            if i == 0 && j == 0 {
                here[0] = [0, UNREACHED, UNREACHED];
                continue;
            }
            let mut back = 0;
            for (state, step) in STEPS.iter().enumerate() {
                let (before, gains): (Option<[i32; 3]>, [i32; 3]) = match step {
                    Step::Both if i > 0 && j > 0 => (Some(above[j - 1]), [costs.both(i - 1, j - 1); 3]),
                    Step::First if i > 0 => {
                        let opened = -costs.first(i - 1, true);
                        (Some(above[j]), [opened, -costs.first(i - 1, false), opened])
                    }
                    Step::Second if j > 0 => {
                        let opened = -costs.second(j - 1, true);
                        (Some(here[j - 1]), [opened, opened, -costs.second(j - 1, false)])
                    }
                    _ => (None, [0; 3]),
                };
                let Some(before) = before else { continue };
                for origin in 0..3 {
                    let worth = before[origin].saturating_add(gains[origin]);
                    // Of equal ways the first one stays, so that the path is the same everywhere.
                    if before[origin] > UNREACHED && worth > here[j][state] {
                        here[j][state] = worth;
                        back = (back & !(3 << (2 * state))) | ((origin as u8) << (2 * state));
                    }
                }
            }
            from[i * width + j] = back;
        }
        above = here;
    }
    trace(rows, columns, &from, above[columns])
}

fn trace(rows: usize, columns: usize, from: &[u8], last: [i32; 3]) -> Vec<Step> {
    let (mut i, mut j) = (rows, columns);
    let mut state = (0..3).rev().max_by_key(|state| last[*state]).unwrap_or_default();
    let mut path = Vec::with_capacity(rows.max(columns));
    while i > 0 || j > 0 {
        let back = from[i * (columns + 1) + j];
        let step = STEPS[state];
        path.push(step);
        state = usize::from((back >> (2 * state)) & 3).min(2);
        match step {
            Step::Both => (i, j) = (i.saturating_sub(1), j.saturating_sub(1)),
            Step::First => i = i.saturating_sub(1),
            Step::Second => j = j.saturating_sub(1),
        }
    }
    path.reverse();
    path
}
