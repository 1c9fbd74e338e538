//! Two claims worth comparing, and the same two with their score.

/// Two claims worth comparing: positions with `left < right`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pair {
    /// The claim that comes first in the run's list.
    pub left: usize,
    /// The other one.
    pub right: usize,
    /// What proposed the pair.
    pub key: MatchKey,
}

/// What proposed a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MatchKey {
    /// Both stand in one event and share words that say something there.
    Event,
    /// They stand in different events and share a run of words.
    Reuse,
}

impl MatchKey {
    /// The word for it in `pairs.csv`.
    pub fn as_str(self) -> &'static str {
        match self {
            MatchKey::Event => "event",
            MatchKey::Reuse => "reuse",
        }
    }
}

/// A pair with its score and what the score is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// The pair.
    pub pair: Pair,
    /// The probability that careful readers would say that both report the same statement, 0 to 1.
    pub probability: f64,
    /// The parts of the score.
    pub evidence: Evidence,
}

/// The parts of a score: one value for each of [`Evidence::NAMES`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evidence(pub [f32; Evidence::NAMES.len()]);

impl Evidence {
    /// The names of the parts, in order: the evidence columns of `pairs.csv`. `docs/method.md` says how each is measured.
    pub const NAMES: [&'static str; 44] = [
        "overlap",
        "covered_least",
        "covered_most",
        "shared_mass",
        "rarest",
        "window",
        "sentence_overlap",
        "phrases",
        "order",
        "length_ratio",
        "names_shared",
        "names_apart",
        "numbers_shared",
        "numbers_apart",
        "dates_shared",
        "dates_apart",
        "quoted_shared",
        "speaker_same",
        "speaker_apart",
        "both_speech",
        "speech_and_fact",
        "margin",
        "neighbours",
        "distance",
        "words_shared",
        "quoted_same",
        "quoted_run",
        "found_least",
        "found_most",
        "anchors",
        "anchored_least",
        "anchored_most",
        "news_overlap",
        "early",
        "headline",
        "caption",
        "negated_both",
        "negated_one",
        "lead",
        "support",
        "near",
        "around",
        "vicinity",
        "first_look",
    ];

    /// How many of [`Evidence::NAMES`] belong to the first look, which sees the two claims; the rest is what it says of the pairs around.
    pub const FIRST_LOOK: usize = 38;
    /// How many belong to the second look.
    pub const SECOND_LOOK: usize = Self::NAMES.len() - Self::FIRST_LOOK;

    /// The part called `name`.
    pub fn part(&self, name: &str) -> Option<f32> {
        Self::NAMES.iter().position(|n| *n == name).map(|at| self.0[at])
    }
}
