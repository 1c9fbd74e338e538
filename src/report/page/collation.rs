//! All accounts of a statement in one table of aligned segments, for the page.

use super::utf16::length;
use crate::compare::{Accounts, CollateOptions, Collation};
use crate::report::diff::Diff;
use serde::Serialize;

/// Accounts with words of their own that make a table: fewer are read beside each other, more do not fit a screen.
const ACCOUNTS: std::ops::RangeInclusive<usize> = 3..=24;

/// Words of all of them at the most: a longer table is no help.
const WORDS: usize = 1500;

/// The accounts, by position, and for each segment what each account has there: its length in UTF-16 code units and its group (accounts
/// of one group have the same words), both -1 where it has nothing.
#[derive(Serialize)]
pub(super) struct Table {
    accounts: Vec<usize>,
    segments: Vec<Vec<i64>>,
}

/// The table of a statement whose accounts make one.
pub(super) fn table(diff: &Diff, read: &Accounts) -> Option<Table> {
    let own: Vec<usize> = (0..diff.accounts.len()).filter(|at| diff.accounts[*at].same_as.is_none()).collect();
    let words: usize = own.iter().map(|at| diff.accounts[*at].words).sum();
    if !ACCOUNTS.contains(&own.len()) || words > WORDS {
        return None;
    }
    let texts: Vec<&str> = own.iter().map(|at| diff.accounts[*at].text).collect();
    let segments = segments(&texts, &read.collate(&own, 0, &CollateOptions::default()));
    Some(Table { accounts: own, segments })
}

fn segments(texts: &[&str], table: &Collation) -> Vec<Vec<i64>> {
    let units = |text: &str| i64::try_from(length(text)).unwrap_or(i64::MAX);
    let cells = |segment: &crate::compare::Segment| {
        let cell = |(at, text): (usize, &&str)| {
            let reading = segment.readings.get(at).copied().flatten();
            let group = segment.groups.get(at).copied().flatten().and_then(|group| i64::try_from(group).ok());
            match (reading, group) {
                (Some(span), Some(group)) => [units(span.of(text)), group],
                _ => [-1, -1],
            }
        };
        texts.iter().enumerate().flat_map(cell).collect()
    };
    table.segments.iter().map(cells).collect()
}
