//! A statement: claims that report the same thing, and where its accounts differ.

use crate::text::Span;

/// A cluster of claims that report the same thing, from at least two of them; each member is an outlet's account of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// Derived from its members' ids: `s` and 16 hexadecimal digits.
    pub id: String,
    /// The event, by position; `None` where members come from several events (an old quote run again).
    pub event: Option<usize>,
    /// Its claims by position, sorted; at least two.
    pub members: Vec<usize>,
    /// For each member, the tie that keeps it in: the mean probability of its links to the members of other articles, 0 to 1.
    pub ties: Vec<f64>,
    /// The member that stands for all, as a position in the run's list of claims.
    pub representative: usize,
    /// Where its accounts differ, sorted.
    pub findings: Vec<Finding>,
}

impl Statement {
    /// The ways in which its accounts differ, each once, in the order of [`Flag::ALL`].
    pub fn flags(&self) -> Vec<Flag> {
        let found = |flag: &Flag| self.findings.iter().any(|finding| finding.flag == *flag);
        Flag::ALL.into_iter().filter(found).collect()
    }
}

/// One difference between two accounts of a statement: what it is, and the places that show it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// In which way the two differ.
    pub flag: Flag,
    /// The two accounts, as positions in the run's list of claims; the lower one, the left, first.
    pub claims: (usize, usize),
    /// What differs, in the text of each account's article; never empty. It may lie outside the claim (a cue, the name of a
    /// speaker, the rest of a turn). Where something is there on one side only, the other side's words around the place where
    /// it is missing.
    pub spans: (Span, Span),
    /// The difference in a sentence of plain words that names both outlets.
    pub note: String,
}

/// A way in which accounts of one statement differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flag {
    /// They disagree on a number.
    Numbers,
    /// One affirms what another denies.
    Polarity,
    /// They name different speakers.
    Attribution,
    /// A quote is cut so that a part which changes it is lost.
    Truncated,
    /// One quotation of one account is two of the other.
    Spliced,
    /// The words inside quotation marks differ.
    Altered,
    /// One is surer than another (`may`, `will`).
    Hedge,
    /// One cue is neutral, another loaded (`said`, `admitted`).
    Cue,
}

impl Flag {
    /// All flags, in the order in which they are listed.
    pub const ALL: [Flag; 8] = [
        Flag::Numbers,
        Flag::Polarity,
        Flag::Attribution,
        Flag::Truncated,
        Flag::Spliced,
        Flag::Altered,
        Flag::Hedge,
        Flag::Cue,
    ];

    /// The word for it in columns and on screen.
    pub fn as_str(self) -> &'static str {
        match self {
            Flag::Numbers => "numbers",
            Flag::Polarity => "polarity",
            Flag::Attribution => "attribution",
            Flag::Truncated => "truncated",
            Flag::Spliced => "spliced",
            Flag::Altered => "altered",
            Flag::Hedge => "hedge",
            Flag::Cue => "cue",
        }
    }
}
