//! In which order accounts are joined: the one most like all others first, then always the one most like those that are in.

use super::vocabulary::Vocabulary;

/// The rows in the order in which to join them. Ties go to the lower number.
pub(super) fn order(rows: &[Vec<u32>], vocabulary: &Vocabulary) -> Vec<usize> {
    match rows {
        // Two are as much alike as each other: only a row without words comes behind one that has some.
        [one, other] if one.is_empty() && !other.is_empty() => vec![1, 0],
        [_, _] => vec![0, 1],
        _ => order_of_many(rows, vocabulary),
    }
}

fn order_of_many(rows: &[Vec<u32>], vocabulary: &Vocabulary) -> Vec<usize> {
    let bags: Vec<Vec<u32>> = rows.iter().map(|row| bag(row, vocabulary)).collect();
    let likeness: Vec<Vec<u32>> = bags.iter().map(|a| bags.iter().map(|b| alike(a, b)).collect()).collect();
    let total = |row: usize| likeness[row].iter().map(|l| u64::from(*l)).sum::<u64>();
    let Some(first) = (0..rows.len()).max_by_key(|row| (total(*row), std::cmp::Reverse(*row))) else { return Vec::new() };
    let mut order = vec![first];
    let mut nearest = likeness[first].clone();
    let mut left: Vec<usize> = (0..rows.len()).filter(|row| *row != first).collect();
    while let Some(next) = left.iter().copied().max_by_key(|row| (nearest[*row], std::cmp::Reverse(*row))) {
        left.retain(|row| *row != next);
        order.push(next);
        for row in &left {
            nearest[*row] = nearest[*row].max(likeness[next][*row]);
        }
    }
    order
}

/// The content words of a row, sorted; all its words where none has content.
fn bag(row: &[u32], vocabulary: &Vocabulary) -> Vec<u32> {
    let mut bag: Vec<u32> = row.iter().copied().filter(|word| vocabulary.is_content(*word)).collect();
    if bag.is_empty() {
        bag = row.to_vec();
    }
    bag.sort_unstable();
    bag
}

/// The share of words in common (Dice), in thousandths.
fn alike(a: &[u32], b: &[u32]) -> u32 {
    let (mut i, mut j, mut both) = (0, 0, 0u64);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        both += u64::from(x == y);
        (i, j) = (i + usize::from(x <= y), j + usize::from(y <= x));
    }
    (2000 * both).checked_div((a.len() + b.len()) as u64).unwrap_or_default() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::collation::read::{Read, cut};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn two_rows_are_in_the_order_of_many(texts in prop::collection::vec("((Osk|Varn|the|of|bans|湾)( |, )){0,4}", 2)) {
            let read: Vec<Read> = texts.iter().map(|text| Read::of(text)).collect();
            let (vocabulary, words) = Vocabulary::of(&cut(&read.iter().collect::<Vec<_>>()), 0.9);
            prop_assert_eq!(order(&words, &vocabulary), order_of_many(&words, &vocabulary));
        }
    }
}
