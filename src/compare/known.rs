//! Edits that were made for one reader, kept for the next.

use super::edit::{Edit, EditKind};
use rustc_hash::FxHashMap;

/// How accounts of one statement differ from one of them, as it was worked out before: `readings.csv` and the report ask the same.
#[derive(Debug, Clone, Default)]
pub struct Known<'a> {
    base: &'a str,
    /// By their texts.
    others: FxHashMap<&'a str, Vec<Edit>>,
}

impl<'a> Known<'a> {
    /// Nothing yet of the accounts beside `base`.
    pub fn beside(base: &'a str) -> Self {
        Known { base, others: FxHashMap::default() }
    }

    /// The edits that make `other` of the base, by default options; from `made` if they are not known.
    pub fn or_made(&mut self, other: &'a str, made: impl FnOnce() -> Vec<Edit>) -> &[Edit] {
        self.others.entry(other).or_insert_with(made)
    }

    /// The edits that make `other` of `base`, by default options, if they are known this way round or the other.
    pub(super) fn edits(&self, base: &str, other: &str) -> Option<Vec<Edit>> {
        if base == self.base {
            return self.others.get(other).cloned();
        }
        let there = self.others.get(base).filter(|_| other == self.base)?;
        // What is moved is told from the base.
        let is_moved = there.iter().any(|edit| edit.kind == EditKind::Move);
        (!is_moved).then(|| there.iter().map(back).collect())
    }
}

/// An edit, seen from the other side.
fn back(edit: &Edit) -> Edit {
    let kind = match edit.kind {
        EditKind::Drop => EditKind::Add,
        EditKind::Add => EditKind::Drop,
        kind => kind,
    };
    Edit { kind, base: edit.other, other: edit.base, ..*edit }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{Accounts, CollateOptions, edits};
    use proptest::prelude::*;

    const WORD: &str =
        "((Osk|Varn|Varns|the|a|ban|bans|banned|lifted|two|2|five|is|will|on|Friday|U\\.S\\.|America|don't)( |, |\\. ))";

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn known_edits_are_those_that_would_be_made(
            one in prop::collection::vec(WORD, 0..14).prop_map(|words| words.concat()),
            other in prop::collection::vec(WORD, 0..14).prop_map(|words| words.concat()),
        ) {
            let options = CollateOptions::default();
            let mut known = Known::beside(&one);
            known.or_made(&other, || edits(&one, &other, &options));
            let accounts = Accounts::of([one.as_str(), other.as_str()]).knowing(Some(&known));
            prop_assert_eq!(accounts.edits(0, 1, &options), edits(&one, &other, &options));
            prop_assert_eq!(accounts.edits(1, 0, &options), edits(&other, &one, &options));
        }
    }
}
