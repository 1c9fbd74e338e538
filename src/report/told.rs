//! The findings of a statement, each in a sentence.

use super::diff::Diff;
use crate::model::{Finding, Flag, Statement};

/// For each flag of `statement` the sentence that tells its first finding, one between accounts of `diff` if there is one, and how
/// many more there are.
pub(super) fn findings(statement: &Statement, diff: &Diff) -> Vec<(Flag, String)> {
    let is_shown = |claim: usize| diff.accounts.iter().any(|account| account.parts.contains(&claim));
    let told = |flag: Flag| {
        let of_flag: Vec<&Finding> = statement.findings.iter().filter(|f| f.flag == flag).collect();
        let shown = of_flag.iter().find(|f| is_shown(f.claims.0) && is_shown(f.claims.1));
        let Finding { note, .. } = shown.or(of_flag.first())?;
        let more = match of_flag.len() - 1 {
            0 => String::new(),
            1 => " (1 more such difference in flags.csv)".to_owned(),
            n => format!(" ({n} more such differences in flags.csv)"),
        };
        Some((flag, format!("{note}{more}")))
    };
    Flag::ALL.into_iter().filter_map(told).collect()
}
