//! All accounts of a statement in one table of aligned segments.

mod amount;
mod anchors;
mod gotoh;
mod guide;
mod moves;
mod names;
mod piece;
mod profile;
mod read;
mod segments;
mod token;
mod vocabulary;

pub(super) use read::Read;
pub(super) use token::means_something;

use super::edit::{CollateOptions, EditKind, Variant};
use crate::text::Span;
use profile::Profile;
use segments::Table;
use vocabulary::Vocabulary;

/// Accounts laid beside each other, each in the order of its own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collation {
    /// The account against which the others are read, by position.
    pub base: usize,
    /// The table's columns, in order. What an account has in them, joined, is the whole account.
    pub segments: Vec<Segment>,
}

/// A stretch in which the same accounts agree, and those that differ do so in one way.
///
/// All lists have one entry for each account, in the caller's order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// What the account has here, with the white space and punctuation that belong to it (see [`edits`](super::edits)); `None`:
    /// nothing.
    pub readings: Vec<Option<Span>>,
    /// Accounts of one number have the same words here; `None` where the account has nothing. 0 is the base's reading, the others
    /// count from 1 by how many accounts have them, then by alphabet, whatever the order of the accounts.
    pub groups: Vec<Option<usize>>,
    /// How the account's words differ from the base's; `None` where they do not, and where either has nothing here.
    pub variants: Vec<Option<Variant>>,
    /// Where the account has the base's words of this segment, or the base the account's: the position of that segment, which names
    /// this one; `None` where nothing was moved.
    pub moved: Vec<Option<usize>>,
}

impl Segment {
    /// Whether all accounts have the same words here.
    pub fn is_agreed(&self) -> bool {
        let first = self.groups.first().copied().flatten();
        first.is_some() && self.groups.iter().all(|group| *group == first)
    }

    /// How many different readings there are; having nothing is none.
    pub fn distinct(&self) -> usize {
        let mut groups: Vec<usize> = self.groups.iter().copied().flatten().collect();
        groups.sort_unstable();
        groups.dedup();
        groups.len()
    }

    /// What `account` did to the words of `base` here; `None` where neither has any.
    pub fn kind(&self, base: usize, account: usize) -> Option<EditKind> {
        let group = |account: usize| self.groups.get(account).copied().flatten();
        match (group(base), group(account)) {
            (None, None) => None,
            (Some(one), Some(other)) if one == other => Some(EditKind::Keep),
            _ if self.moved.get(account).is_some_and(Option::is_some) => Some(EditKind::Move),
            (Some(_), Some(_)) => Some(EditKind::Replace),
            (Some(_), None) => Some(EditKind::Drop),
            (None, Some(_)) => Some(EditKind::Add),
        }
    }
}

/// Lays `accounts` beside each other, word by word, and says how each differs from the one at `base` (the first, where there is none
/// at that position).
///
/// The result does not depend on the order of the accounts: they are joined in the order of their likeness, and lists are sorted back.
/// Content words are aligned first; neighbouring words in which the same accounts agree are one segment.
///
/// ```
/// use crosswire::compare::{CollateOptions, bare, collate};
///
/// let accounts = [
///     "The sluice will be opened on Friday, Dubrin said.",
///     "The sluice will be opened, Dubrin said.",
///     "The sluice will be shut on Friday, Dubrin said.",
/// ];
/// let table = collate(&accounts, 0, &CollateOptions::default());
/// let shown: Vec<Vec<&str>> = table.segments.iter().map(|segment| {
///     let cell = |(text, span): (&&'static str, &Option<_>)| span.map_or("–", |span| bare(text, span).of(text));
///     accounts.iter().zip(&segment.readings).map(cell).collect()
/// }).collect();
/// assert_eq!(shown, [
///     ["The sluice will be", "The sluice will be", "The sluice will be"],
///     ["opened", "opened", "shut"],
///     ["on Friday", "–", "on Friday"],
///     ["Dubrin said", "Dubrin said", "Dubrin said"],
/// ]);
/// assert!(table.segments[0].is_agreed());
/// assert_eq!(table.segments[1].groups, [Some(0), Some(0), Some(1)]);
/// ```
pub fn collate(accounts: &[&str], base: usize, options: &CollateOptions) -> Collation {
    let read: Vec<Read> = accounts.iter().map(|text| Read::of(text)).collect();
    collate_read(&read.iter().collect::<Vec<_>>(), base, options)
}

/// [`collate`], of accounts that have been read.
pub(super) fn collate_read(accounts: &[&Read], base: usize, options: &CollateOptions) -> Collation {
    let base = if base < accounts.len() { base } else { 0 };
    let cut = read::cut(accounts);
    let (vocabulary, words) = Vocabulary::of(&cut, options.spelling);
    // Accounts with the same words are one row: they are aligned once, and alike. Rows stand by their words, so that no later step can
    // depend on the order of the accounts.
    let mut rows = words.clone();
    rows.sort_unstable();
    rows.dedup();
    let row_of: Vec<usize> = words.iter().filter_map(|words| rows.binary_search(words).ok()).collect();
    let mut profile = Profile::of(&rows, &vocabulary);
    if let Some(base) = row_of.get(base).filter(|_| options.moves) {
        moves::mark(&mut profile, *base, &rows, &vocabulary);
    }
    Table { rows: &rows, vocabulary: &vocabulary, cut: &cut, row_of: &row_of, base }.collation(&mut profile)
}
