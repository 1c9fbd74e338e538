//! The weights that turn the parts of a score into a probability.

use crate::model::Evidence;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static BUILT_IN: LazyLock<Weights> = LazyLock::new(|| {
    let read = Weights::parse(include_str!("../../data/model/score.toml"));
    // The file is part of the program, and a test reads it.
    read.expect("the built-in weights are well formed")
});

/// A logistic model: the probability is `1 / (1 + e^-(intercept + Σ weight × part))`.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    intercept: f64,
    parts: [f64; Evidence::NAMES.len()],
}

/// What one part of a score adds, seen from a baseline such as the mean pair.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Contribution {
    /// The part, one of [`Evidence::NAMES`].
    pub name: &'static str,
    /// Its weight, in log-odds for each unit of the part.
    pub weight: f64,
    /// Its value.
    pub value: f32,
    /// Its value in the baseline.
    pub baseline: f32,
}

impl Contribution {
    /// What it adds to the log-odds of the baseline.
    pub fn log_odds(&self) -> f64 {
        self.weight * (f64::from(self.value) - f64::from(self.baseline))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    intercept: f64,
    weights: BTreeMap<String, f64>,
}

impl Weights {
    /// The weights that come with crosswire; `docs/method.md` says how they were learned.
    pub fn built_in() -> Self {
        BUILT_IN.clone()
    }

    /// Reads weights from TOML: `intercept`, and a table `weights` with one number for each part that counts.
    ///
    /// # Errors
    /// When the text is not of that form, or names a part that there is not.
    pub fn parse(toml: &str) -> Result<Self, String> {
        let file: File = toml::from_str(toml).map_err(|e| e.to_string())?;
        let mut parts = [0.0; Evidence::NAMES.len()];
        for (name, weight) in file.weights {
            let Some(at) = Evidence::NAMES.iter().position(|n| *n == name) else {
                return Err(format!("there is no part called `{name}`; the parts are {}", Evidence::NAMES.join(", ")));
            };
            parts[at] = weight;
        }
        Ok(Weights { intercept: file.intercept, parts })
    }

    /// The log-odds of `evidence`: the intercept and all parts.
    pub fn log_odds(&self, evidence: &Evidence) -> f64 {
        let sum: f64 = self.parts.iter().zip(evidence.0).map(|(w, part)| w * f64::from(part)).sum();
        self.intercept + sum
    }

    /// What each part adds to the log-odds of `baseline` to make those of `evidence`, in the order of [`Evidence::NAMES`].
    pub fn contributions(&self, evidence: &Evidence, baseline: &Evidence) -> Vec<Contribution> {
        let parts = Evidence::NAMES.into_iter().zip(self.parts).zip(evidence.0).zip(baseline.0);
        let parts = parts.map(|(((name, weight), value), baseline)| Contribution { name, weight, value, baseline });
        parts.collect()
    }

    /// The probability that `evidence` speaks of one statement.
    pub fn probability(&self, evidence: &Evidence) -> f64 {
        1.0 / (1.0 + (-self.log_odds(evidence)).exp())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_weights_read_and_move_the_probability() {
        let weights = Weights::built_in();
        let nothing = Evidence([0.0; Evidence::NAMES.len()]);
        assert!(weights.probability(&nothing) < 0.05);
        assert!(weights.parts.iter().any(|w| *w != 0.0));
    }

    #[test]
    fn contributions_lead_from_the_baseline_to_the_score() {
        let weights = Weights::built_in();
        let of = |step: f32| Evidence(std::array::from_fn(|at| at as f32 * step));
        let (baseline, evidence) = (of(0.01), of(0.05));
        let contributions = weights.contributions(&evidence, &baseline);
        assert!(contributions.iter().map(|c| c.name).eq(Evidence::NAMES));
        let sum: f64 = contributions.iter().map(Contribution::log_odds).sum();
        assert!((weights.log_odds(&baseline) + sum - weights.log_odds(&evidence)).abs() < 1e-9);
    }

    #[test]
    fn unknown_parts_are_refused_by_name() {
        let error = Weights::parse("intercept = 0\n[weights]\nluck = 1.0\n").unwrap_err();
        assert!(error.contains("`luck`"), "{error}");
    }
}
