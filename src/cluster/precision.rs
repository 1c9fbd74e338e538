//! Named thresholds, for those who would rather say what they want than a number.

use super::ClusterOptions;

/// What matters more in statements: that all is right, or that nothing is missed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// What is joined should be right; more is missed.
    High,
    /// The best of both by F1: the default threshold.
    Balanced,
    /// As much as possible should be found; more of it is wrong.
    HighRecall,
}

/// The threshold of [`Precision::High`]: a mean probability of links, 0 to 1. On events left out 0.85 of the joined pairs are
/// right (`docs/method.md`).
const HIGH: f64 = 0.5;

/// The threshold of [`Precision::HighRecall`]: a mean probability of links, 0 to 1. On events left out 0.69 is found, of which 0.64 is right
/// (`docs/method.md`).
const HIGH_RECALL: f64 = 0.2;

impl Precision {
    /// All of them, from the most precise to the least.
    pub const ALL: [Precision; 3] = [Precision::High, Precision::Balanced, Precision::HighRecall];

    /// The word for it on the command line and in configuration files.
    pub fn as_str(self) -> &'static str {
        match self {
            Precision::High => "high",
            Precision::Balanced => "balanced",
            Precision::HighRecall => "high-recall",
        }
    }

    /// The [`ClusterOptions::threshold`] that it stands for.
    pub fn threshold(self) -> f64 {
        match self {
            Precision::High => HIGH,
            Precision::Balanced => ClusterOptions::default().threshold,
            Precision::HighRecall => HIGH_RECALL,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_less_strict_than_the_one_before() {
        assert!(Precision::ALL.windows(2).all(|two| two[0].threshold() > two[1].threshold()));
        assert_eq!(Precision::Balanced.threshold(), ClusterOptions::default().threshold);
    }
}
