//! Where the facts of two claims agree and where they do not: speakers, numbers, dates.

use super::group::Group;
use crate::index::Index;
use rustc_hash::FxHashMap;

/// How alike the speakers of pairs are; worked out once for each two speakers.
pub(super) struct Speakers<'a> {
    index: &'a Index,
    group: &'a Group,
    known: FxHashMap<(u32, u32), i8>,
}

impl<'a> Speakers<'a> {
    pub fn of(index: &'a Index, group: &'a Group) -> Self {
        Speakers { index, group, known: FxHashMap::default() }
    }

    /// 1 the same, -1 two different ones, 0 where nothing can be said.
    pub fn agreement(&mut self, left: usize, right: usize) -> i8 {
        let Some(speakers) = self.group.speakers(left, right) else { return 0 };
        let of = |claim: usize| self.index.claims[self.group.claims[claim]].speaker.as_ref();
        let compare = || of(left).zip(of(right)).map_or(0, |(l, r)| l.agreement(r));
        *self.known.entry(speakers).or_insert_with(compare)
    }
}

/// How many numbers of the one side can be one of the other, and how many of each side cannot (the lesser of the two sides).
pub(super) fn numbers(left: &[(f64, f64)], right: &[(f64, f64)]) -> (f32, f32) {
    // One outlet rounds what another tells exactly (716 billion, 700 billion), or tells an earlier count. Small numbers are close by chance.
    const CLOSE: f64 = 1.1;
    const LEAST: f64 = 20.0;
    let close = |a: &(f64, f64), b: &(f64, f64)| a.0.min(b.0) >= LEAST && a.1.max(b.1) <= CLOSE * a.0.min(b.0);
    met(left, right, |a, b| share(a, b) || close(a, b))
}

/// How many dates of the one side can be one of the other, and how many of each side cannot (the lesser of the two sides).
pub(super) fn dates(left: &[(i32, i32)], right: &[(i32, i32)]) -> (f32, f32) {
    met(left, right, share)
}

/// Whether two ranges share a value.
fn share<T: PartialOrd>(a: &(T, T), b: &(T, T)) -> bool {
    a.0 <= b.1 && b.0 <= a.1
}

/// How many values of the one side meet one of the other, and how many of each side do not (the lesser of the two sides), each at most
/// three: a long list tells no more.
fn met<T>(left: &[(T, T)], right: &[(T, T)], meets_one: impl Fn(&(T, T), &(T, T)) -> bool) -> (f32, f32) {
    const MOST: usize = 3;
    let meets = |a: &(T, T), side: &[(T, T)]| side.iter().any(|b| meets_one(a, b));
    let met_left = left.iter().filter(|v| meets(v, right)).count();
    let met_right = right.iter().filter(|v| meets(v, left)).count();
    let apart = (left.len() - met_left).min(right.len() - met_right);
    (met_left.min(met_right).min(MOST) as f32, apart.min(MOST) as f32)
}

#[cfg(test)]
mod tests {
    use super::{dates, numbers};

    #[test]
    fn numbers_meet_where_they_can_be_one_or_are_close() {
        assert_eq!(numbers(&[(39.0, 41.0)], &[(40.0, 50.0)]), (1.0, 0.0));
        assert_eq!(numbers(&[(5_980.0, 5_980.0)], &[(6_000.0, 6_000.0)]), (1.0, 0.0));
        assert_eq!(numbers(&[(36.0, 36.0)], &[(40.0, 50.0)]), (0.0, 1.0));
        assert_eq!(numbers(&[(10.0, 10.0)], &[(11.0, 11.0)]), (0.0, 1.0));
    }

    #[test]
    fn dates_meet_or_stand_apart() {
        assert_eq!(dates(&[(1, 3)], &[(3, 4)]), (1.0, 0.0));
        assert_eq!(dates(&[(1, 2)], &[(3, 4)]), (0.0, 1.0));
        assert_eq!(dates(&[], &[(1, 2)]), (0.0, 0.0));
    }
}
