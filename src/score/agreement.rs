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
