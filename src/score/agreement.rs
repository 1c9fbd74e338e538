//! Where the facts of two claims agree and where they do not: names, numbers, dates, words in quotation marks.

use crate::index::{Bag, Term};

/// The weight of the names that both claims hold, and of those that each holds alone (the lesser of the two sides), in nats.
pub(super) fn names(left: &Bag, right: &Bag) -> (f32, f32) {
    let shared = left.shared(right).filter(|(l, r)| l.name || r.name).map(|(l, r)| l.weight.min(r.weight)).sum();
    (shared, alone(left, right).min(alone(right, left)))
}

fn alone(side: &Bag, other: &Bag) -> f32 {
    let absent = |t: &&Term| other.terms.binary_search_by_key(&t.id, |o| o.id).is_err();
    side.terms.iter().filter(|t| t.name).filter(absent).map(|t| t.weight).sum()
}

/// The weight of the shared words that stand in quotation marks on one side at least, in nats.
pub(super) fn quoted(left: &Bag, right: &Bag) -> f32 {
    left.shared(right).filter(|(l, r)| l.quoted || r.quoted).map(|(l, r)| l.weight.min(r.weight)).sum()
}

/// How many values of the one side can be one of the other, and how many of each side cannot (the lesser of the two sides), each at most
/// three: a long list tells no more.
pub(super) fn ranges<T: PartialOrd + Copy>(left: &[(T, T)], right: &[(T, T)]) -> (f32, f32) {
    const MOST: usize = 3;
    let meets = |a: &(T, T), side: &[(T, T)]| side.iter().any(|b| a.0 <= b.1 && b.0 <= a.1);
    let met_left = left.iter().filter(|v| meets(v, right)).count();
    let met_right = right.iter().filter(|v| meets(v, left)).count();
    let apart = (left.len() - met_left).min(right.len() - met_right);
    (met_left.min(met_right).min(MOST) as f32, apart.min(MOST) as f32)
}

#[cfg(test)]
mod tests {
    use super::ranges;

    #[test]
    fn ranges_meet_or_stand_apart() {
        assert_eq!(ranges(&[(39.0, 39.0)], &[(40.0, 50.0)]), (0.0, 1.0));
        assert_eq!(ranges(&[(39.0, 41.0)], &[(40.0, 50.0)]), (1.0, 0.0));
        assert_eq!(ranges::<i32>(&[], &[(1, 2)]), (0.0, 0.0));
    }
}
