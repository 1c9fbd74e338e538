//! Where the facts of two claims agree and where they do not: speakers, numbers, dates, what they are and where they stand.

use super::group::Group;
use crate::index::{Amount, Index};
use crate::model::{BlockKind, Polarity};

/// What a claim is, apart from its words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Facts<'a> {
    /// Where its sentence stands in the article: 0 for the first, towards 1 for the last.
    pub place: f32,
    /// How near the beginning of its article it stands: 1 at the beginning, a third where two sentences stand before it.
    pub early: f32,
    pub is_speech: bool,
    pub block: BlockKind,
    pub is_negated: bool,
    pub numbers: &'a [Amount],
    pub dates: &'a [(i32, i32)],
}

impl<'a> Facts<'a> {
    /// Those of all claims of a group.
    pub fn of(index: &'a Index, group: &Group) -> Vec<Self> {
        const FADES_OVER: f32 = 2.0;
        let facts = group.claims.iter().map(|claim| &index.claims[*claim]).map(|claim| Facts {
            place: claim.place,
            early: (-(claim.before as f32) / FADES_OVER).exp(),
            is_speech: claim.kind.is_speech(),
            block: claim.block,
            is_negated: claim.polarity == Polarity::Negated,
            numbers: &claim.numbers,
            dates: &claim.dates,
        });
        facts.collect()
    }
}

/// How alike the speakers of pairs are; worked out once for each two speakers.
pub(super) struct Speakers<'a> {
    index: &'a Index,
    group: &'a Group,
    /// By the left and the right speaker; a row is empty until it is asked for.
    known: Vec<Vec<Option<i8>>>,
}

impl<'a> Speakers<'a> {
    pub fn of(index: &'a Index, group: &'a Group) -> Self {
        Speakers { index, group, known: vec![Vec::new(); group.speakers] }
    }

    /// 1 the same, -1 two different ones, 0 where nothing can be said.
    #[inline]
    pub fn agreement(&mut self, left: usize, right: usize) -> i8 {
        let Some((of_left, of_right)) = self.group.speakers_of(left, right) else { return 0 };
        let row = &mut self.known[of_left as usize];
        if row.is_empty() {
            row.resize(self.group.speakers, None);
        }
        let speaker = |claim: usize| self.index.claims[self.group.claims[claim]].speaker.as_ref();
        let compare = || speaker(left).zip(speaker(right)).map_or(0, |(l, r)| l.agreement(r));
        *row[of_right as usize].get_or_insert_with(compare)
    }
}

/// How many numbers of the one side can be one of the other, and how many of each side cannot (the lesser of the two sides). Small
/// numbers are everywhere (`four ships`, `four of them in a critical condition`): they must count the same thing. A range that covers
/// everything (`billions of dollars`) meets nothing.
#[inline]
pub(super) fn numbers(left: &[Amount], right: &[Amount]) -> (f32, f32) {
    // One outlet rounds what another tells exactly (716 billion, 700 billion), or tells an earlier count. Small numbers are close by chance.
    const CLOSE: f64 = 1.1;
    const LEAST: f64 = 20.0;
    // Newsrooms spell numbers out about so far.
    const SMALL: f64 = 12.0;
    const VAGUE: f64 = 3.0;
    let close = |a: (f64, f64), b: (f64, f64)| a.0.min(b.0) >= LEAST && a.1.max(b.1) <= CLOSE * a.0.min(b.0);
    let is_vague = |range: (f64, f64)| range.1 > VAGUE * range.0;
    let counts_the_same = |a: &Amount, b: &Amount| a.unit.is_some() && a.unit == b.unit;
    met(left, right, |one, other| {
        let (a, b) = (one.range, other.range);
        (share(&a, &b) || close(a, b)) && !is_vague(a) && !is_vague(b) && (a.0.min(b.0) > SMALL || counts_the_same(one, other))
    })
}

/// How many dates of the one side can be one of the other, and how many of each side cannot (the lesser of the two sides).
#[inline]
pub(super) fn dates(left: &[(i32, i32)], right: &[(i32, i32)]) -> (f32, f32) {
    met(left, right, share)
}

/// Whether two ranges share a value.
fn share<T: PartialOrd>(a: &(T, T), b: &(T, T)) -> bool {
    a.0 <= b.1 && b.0 <= a.1
}

/// How many values of the one side meet one of the other, and how many of each side do not (the lesser of the two sides), each at most
/// three: a long list tells no more.
fn met<T>(left: &[T], right: &[T], meets_one: impl Fn(&T, &T) -> bool) -> (f32, f32) {
    const MOST: usize = 3;
    if left.is_empty() || right.is_empty() {
        return (0.0, 0.0);
    }
    let meets = |a: &T, side: &[T]| side.iter().any(|b| meets_one(a, b));
    let met_left = left.iter().filter(|v| meets(v, right)).count();
    let met_right = right.iter().filter(|v| meets(v, left)).count();
    let apart = (left.len() - met_left).min(right.len() - met_right);
    (met_left.min(met_right).min(MOST) as f32, apart.min(MOST) as f32)
}

#[cfg(test)]
mod tests {
    use super::{dates, numbers};
    use crate::index::Amount;

    fn of(low: f64, high: f64, unit: &str) -> Amount {
        Amount { range: (low, high), unit: Some(unit.to_owned()).filter(|unit| !unit.is_empty()) }
    }

    #[test]
    fn numbers_meet_where_they_can_be_one_or_are_close() {
        let meet = |a: (f64, f64), b: (f64, f64)| numbers(&[of(a.0, a.1, "")], &[of(b.0, b.1, "")]);
        assert_eq!(meet((39.0, 41.0), (40.0, 50.0)), (1.0, 0.0));
        assert_eq!(meet((5_980.0, 5_980.0), (6_000.0, 6_000.0)), (1.0, 0.0));
        assert_eq!(meet((36.0, 36.0), (40.0, 50.0)), (0.0, 1.0));
        assert_eq!(meet((13.0, 13.0), (14.0, 14.0)), (0.0, 1.0));
    }

    #[test]
    fn small_numbers_meet_where_they_count_the_same_and_vague_ones_nowhere() {
        let (ships, people) = (of(4.0, 4.0, "ship"), of(4.0, 4.0, "person"));
        assert_eq!(numbers(std::slice::from_ref(&ships), std::slice::from_ref(&ships)), (1.0, 0.0));
        assert_eq!(numbers(&[ships], &[people]), (0.0, 1.0));
        assert_eq!(numbers(&[of(4.0, 4.0, "")], &[of(4.0, 4.0, "")]), (0.0, 1.0));
        assert_eq!(numbers(&[of(2e9, 999e9, "$")], &[of(7e9, 7e9, "$")]), (0.0, 1.0));
    }

    #[test]
    fn dates_meet_or_stand_apart() {
        assert_eq!(dates(&[(1, 3)], &[(3, 4)]), (1.0, 0.0));
        assert_eq!(dates(&[(1, 2)], &[(3, 4)]), (0.0, 1.0));
        assert_eq!(dates(&[], &[(1, 2)]), (0.0, 0.0));
    }
}
