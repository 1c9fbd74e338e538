//! The findings of a statement, each in a sentence.

use crate::model::{Finding, Flag, Statement};

/// For each flag of `statement` the sentence that tells its first finding, and how many more there are.
pub(super) fn findings(statement: &Statement) -> Vec<(Flag, String)> {
    let told = |flag: Flag| {
        let mut of_flag = statement.findings.iter().filter(|f| f.flag == flag);
        let Finding { note, .. } = of_flag.next()?;
        let more = match of_flag.count() {
            0 => String::new(),
            1 => " (1 more such difference in flags.csv)".to_owned(),
            n => format!(" ({n} more such differences in flags.csv)"),
        };
        Some((flag, format!("{note}{more}")))
    };
    Flag::ALL.into_iter().filter_map(told).collect()
}
