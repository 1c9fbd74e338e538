//! A statement: claims that report the same thing.

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
    /// How accounts differ.
    pub flags: Vec<Flag>,
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
    /// A quote is cut so that a part is lost.
    Truncated,
    /// The words inside quotation marks differ.
    Altered,
    /// One is surer than another (`may`, `will`).
    Hedge,
    /// One cue is neutral, another loaded (`said`, `admitted`).
    Cue,
}

impl Flag {
    /// All flags, in the order in which they are listed.
    pub const ALL: [Flag; 7] =
        [Flag::Numbers, Flag::Polarity, Flag::Attribution, Flag::Truncated, Flag::Altered, Flag::Hedge, Flag::Cue];

    /// The word for it in columns and on screen.
    pub fn as_str(self) -> &'static str {
        match self {
            Flag::Numbers => "numbers",
            Flag::Polarity => "polarity",
            Flag::Attribution => "attribution",
            Flag::Truncated => "truncated",
            Flag::Altered => "altered",
            Flag::Hedge => "hedge",
            Flag::Cue => "cue",
        }
    }
}
