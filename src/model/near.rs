//! Two claims in nearly the same words.

/// Two claims that share most of what their words tell, and what tells so. Claims go by their positions in a [`Roll`](super::Roll).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Near {
    /// The claim that comes first in the input.
    pub left: u32,
    /// The other.
    pub right: u32,
    /// What the words that both have weigh, in steps whose size the join tells.
    pub shared_weight: u32,
    /// How many distinct words both have.
    pub shared_words: u32,
    /// What all words of each weigh, left and right, in the same steps.
    pub weights: (u32, u32),
    /// How many distinct words each has, left and right.
    pub words: (u32, u32),
}

impl Near {
    /// How like they are, 0 to 1: what the words that both have weigh, as a share of what the words that either has weigh.
    pub fn likeness(&self) -> f64 {
        share(self.shared_weight, self.weights)
    }

    /// The words that both have as a share of those that either has, unweighted, 0 to 1.
    pub fn jaccard(&self) -> f64 {
        share(self.shared_words, self.words)
    }
}

fn share(both: u32, (left, right): (u32, u32)) -> f64 {
    f64::from(both) / (f64::from(left) + f64::from(right) - f64::from(both))
}
