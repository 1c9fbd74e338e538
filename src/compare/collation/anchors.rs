//! Long accounts are held together by what they have in common word for word, and only what lies between is aligned with care.

use super::gotoh::{self, Costs, Step};
use super::profile::Joining;
use similar::DiffOp;
use similar::algorithms::{Capture, Compact, Replace, histogram};
use std::ops::Range;

/// Up to so many pairs of words are aligned with care, which costs that many bytes; 1,000 by 1,000 words.
const MOST_PAIRS: usize = 1_000_000;

/// So many content words in a row that both have hold on to each other.
const ANCHOR: usize = 3;

/// The path of a row through columns: by [`gotoh`] wherever the two are short enough.
pub(super) fn path(costs: &Joining) -> Vec<Step> {
    let (columns, row) = (0..costs.columns.len(), 0..costs.row.len());
    if columns.len().saturating_mul(row.len()) <= MOST_PAIRS {
        let same = costs.same_end();
        let mut path = gotoh::path(columns.len() - same, row.len() - same, costs);
        path.extend(std::iter::repeat_n(Step::Both, same));
        return path;
    }
    let mut path = Vec::with_capacity(columns.len() + row.len());
    let common = common(costs);
    let mut at = (0, 0);
    // Long runs in common are anchors. Between two of them, where it is still too long, short ones are.
    let long = |run: &Run| (run.1..run.1 + run.2).filter(|j| costs.is_content(costs.row[*j])).count() >= ANCHOR;
    let ends = (columns.end, row.end, 0);
    let mut pending: Vec<Run> = Vec::new();
    for run in common.iter().copied().chain([ends]) {
        if run != ends && !long(&run) {
            pending.push(run);
            continue;
        }
        between(costs, at, run, &pending, &mut path);
        path.extend(std::iter::repeat_n(Step::Both, run.2));
        at = (run.0 + run.2, run.1 + run.2);
        pending.clear();
    }
    path
}

/// Where a run in common begins in columns and row, and its length.
type Run = (usize, usize, usize);

/// The runs of words that both have, in order.
fn common(costs: &Joining) -> Vec<Run> {
    // A column stands for the word that most rows have there.
    let most = |words: &[(u32, u32)]| {
        words.iter().max_by_key(|(word, count)| (*count, std::cmp::Reverse(*word))).map(|(word, _)| *word)
    };
    let columns: Vec<u32> = costs.columns.iter().map(|words| most(words).unwrap_or(u32::MAX)).collect();
    let (columns, row) = (columns.as_slice(), costs.row);
    // The library's shortcut, `capture_diff_slices`, compiles all its algorithms.
    let mut captured = Compact::new(Replace::new(Capture::new()), columns, row);
    let Ok(()) = histogram::diff(&mut captured, columns, 0..columns.len(), row, 0..row.len());
    let operations = captured.into_inner().into_inner().into_ops();
    let equal = |operation: DiffOp| match operation {
        DiffOp::Equal { old_index, new_index, len } => Some((old_index, new_index, len)),
        _ => None,
    };
    operations.into_iter().filter_map(equal).collect()
}

/// The path from `from` to the run `to`, with care where that is short enough, else along the short runs in between.
fn between(costs: &Joining, from: (usize, usize), to: Run, short: &[Run], path: &mut Vec<Step>) {
    let (columns, row) = (from.0..to.0, from.1..to.1);
    if columns.len().saturating_mul(row.len()) <= MOST_PAIRS {
        let part = Part { whole: costs, columns: columns.clone(), row: row.clone() };
        path.extend(gotoh::path(columns.len(), row.len(), &part));
        return;
    }
    let mut at = from;
    for run in short.iter().copied().chain([(to.0, to.1, 0)]) {
        path.extend(std::iter::repeat_n(Step::First, run.0 - at.0));
        path.extend(std::iter::repeat_n(Step::Second, run.1 - at.1));
        path.extend(std::iter::repeat_n(Step::Both, run.2));
        at = (run.0 + run.2, run.1 + run.2);
    }
}

/// The costs of a part of both.
struct Part<'a, 'b> {
    whole: &'a Joining<'b>,
    columns: Range<usize>,
    row: Range<usize>,
}

impl Costs for Part<'_, '_> {
    fn beside(&self, i: usize, worths: &mut [i32]) {
        self.whole.worths(self.columns.start + i, self.row.clone(), worths);
    }

    fn first(&self, i: usize) -> [i32; 2] {
        self.whole.first(self.columns.start + i)
    }

    fn second(&self, j: usize) -> [i32; 2] {
        self.whole.second(self.row.start + j)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::collation::profile::Words;
    use crate::compare::collation::read::{Read, cut};
    use crate::compare::collation::vocabulary::Vocabulary;
    use proptest::prelude::*;

    const WORD: &str = "(Osk|Varn|Varns|the|a|ban|bans|banned|two|2|5|is|will|湾|港|U\\.S\\.|America|colour|color)";

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn what_ends_alike_is_laid_side_by_side_as_the_whole_table_would(
            one in prop::collection::vec(WORD, 0..9),
            other in prop::collection::vec(WORD, 0..9),
            end in prop::collection::vec(WORD, 0..6),
        ) {
            let texts = [&one, &other].map(|start| [&start[..], &end[..]].concat().join(" "));
            let read: Vec<Read> = texts.iter().map(|text| Read::of(text)).collect();
            let (vocabulary, words) = Vocabulary::of(&cut(&read.iter().collect::<Vec<_>>()), 0.9);
            let columns = Words::of_one(&words[0]);
            let kinds = vocabulary.kinds(&words[1]);
            let costs = Joining::new(&columns, &words[1], &kinds, 1, &vocabulary);
            prop_assert_eq!(path(&costs), gotoh::path(words[0].len(), words[1].len(), &costs));
        }
    }
}
