//! The weights that turn the parts of a score into a probability.

use super::second::Context;
use crate::model::Evidence;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static BUILT_IN: LazyLock<Weights> = LazyLock::new(|| {
    let read = Weights::parse(include_str!("../../data/model/score.toml"));
    // The file is part of the program, and a test reads it.
    read.expect("the built-in weights are well formed")
});

/// Two logistic models, each `1 / (1 + e^-(intercept + Σ weight × part))`: the first look sees the two claims, the second also what the
/// first says of the pairs around them.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    first: Model,
    second: Model,
    /// For each part of the first look its weights in the first and in the second model.
    both: [[f64; 2]; Evidence::FIRST_LOOK],
    /// The weights of the parts that only the second model has.
    around: [f64; Evidence::SECOND_LOOK],
}

#[derive(Debug, Clone, PartialEq)]
struct Model {
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
    first: Look,
    second: Look,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Look {
    intercept: f64,
    weights: BTreeMap<String, f64>,
}

impl Model {
    fn of(look: Look, names: &[&str]) -> Result<Self, String> {
        let mut parts = [0.0; Evidence::NAMES.len()];
        for (name, weight) in look.weights {
            let Some(at) = names.iter().position(|n| *n == name) else {
                return Err(format!("there is no part called `{name}`; the parts are {}", names.join(", ")));
            };
            parts[at] = weight;
        }
        Ok(Model { intercept: look.intercept, parts })
    }

    fn log_odds(&self, evidence: &Evidence) -> f64 {
        self.intercept + self.weighted(evidence, &self.parts)
    }

    #[inline]
    fn weighted(&self, evidence: &Evidence, weights: &[f64]) -> f64 {
        weights.iter().zip(evidence.0).map(|(w, part)| w * f64::from(part)).sum()
    }
}

/// The probability of which these are the log-odds.
#[inline]
pub(super) fn probability(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds).exp())
}

impl Weights {
    /// The weights that come with crosswire; `docs/method.md` says how they were learned.
    pub fn built_in() -> Self {
        BUILT_IN.clone()
    }

    /// Reads weights from TOML: tables `first` and `second`, each with an `intercept` and a table `weights` with one number for each part
    /// that counts.
    ///
    /// # Errors
    /// When the text is not of that form, or names a part that there is not in that look.
    pub fn parse(toml: &str) -> Result<Self, String> {
        let file: File = toml::from_str(toml).map_err(|e| e.to_string())?;
        let first = Model::of(file.first, &Evidence::NAMES[..Evidence::FIRST_LOOK])?;
        let second = Model::of(file.second, &Evidence::NAMES)?;
        let both = std::array::from_fn(|part| [first.parts[part], second.parts[part]]);
        let around = std::array::from_fn(|part| second.parts[Evidence::FIRST_LOOK + part]);
        Ok(Weights { first, second, both, around })
    }

    /// The probability that the first look gives `evidence`, and what the parts of the first look add to the log-odds of the second, which
    /// is the same at each second look.
    #[inline]
    pub(super) fn first_look(&self, evidence: &Evidence) -> (f64, f64) {
        let mut sums = [0.0; 2];
        for (part, weights) in evidence.0.iter().zip(&self.both) {
            let part = f64::from(*part);
            sums = [sums[0] + weights[0] * part, sums[1] + weights[1] * part];
        }
        (probability(self.first.intercept + sums[0]), sums[1])
    }

    /// The log-odds that the second look gives: what the parts of [`Weights::first_look`] add, and over them those of the second look.
    #[inline]
    pub(super) fn second_look(&self, first_parts: f64, second: [f32; Evidence::SECOND_LOOK]) -> f64 {
        let sum = self.around.iter().zip(second).fold(first_parts, |sum, (weight, part)| sum + weight * f64::from(part));
        self.second.intercept + sum
    }

    /// The most that [`Weights::second_look`] can give a pair of a probability, with its logarithm, where the pairs around add
    /// `of_context` ([`Weights::most_of_context`]) at most.
    #[inline]
    pub(super) fn at_most(&self, first_parts: f64, (p, logarithm): (f32, f32), of_context: f64) -> f64 {
        let [lead, .., first_look] = self.around;
        // The lead is from -1 to the probability itself.
        let of_lead = (lead * f64::from(p)).max(-lead);
        self.second.intercept + first_parts + of_lead + of_context + first_look * f64::from(logarithm)
    }

    /// What the parts of the second look that tell of the pairs around, but for the lead, add at most where each is from 0 to that of
    /// `most`.
    #[inline]
    pub(super) fn most_of_context(&self, most: &Context) -> f64 {
        let [_, support, near, around, vicinity, _] = self.around;
        let parts = [(support, most.support), (near, most.near), (around, most.around), (vicinity, most.vicinity)];
        parts.iter().map(|(weight, part)| (weight * f64::from(*part)).max(0.0)).sum()
    }

    /// The log-odds of `evidence`: the intercept and all parts.
    pub fn log_odds(&self, evidence: &Evidence) -> f64 {
        self.second.log_odds(evidence)
    }

    /// What each part adds to the log-odds of `baseline` to make those of `evidence`, in the order of [`Evidence::NAMES`].
    pub fn contributions(&self, evidence: &Evidence, baseline: &Evidence) -> Vec<Contribution> {
        let parts = Evidence::NAMES.into_iter().zip(self.second.parts).zip(evidence.0).zip(baseline.0);
        let parts = parts.map(|(((name, weight), value), baseline)| Contribution { name, weight, value, baseline });
        parts.collect()
    }

    /// The probability that `evidence` speaks of one statement.
    #[inline]
    pub fn probability(&self, evidence: &Evidence) -> f64 {
        probability(self.log_odds(evidence))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_built_in_weights_read_and_move_the_probability() {
        let weights = Weights::built_in();
        let nothing = Evidence([0.0; Evidence::NAMES.len()]);
        assert!(weights.probability(&nothing) < 0.05);
        assert!([&weights.first, &weights.second].iter().all(|m| m.parts.iter().any(|w| *w != 0.0)));
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
    fn the_second_look_adds_to_the_first_bit_by_bit() {
        let weights = Weights::built_in();
        for step in [0.0, 0.03, -0.2, 1.7] {
            let evidence = Evidence(std::array::from_fn(|at| at as f32 * step));
            let second = std::array::from_fn(|at| evidence.0[Evidence::FIRST_LOOK + at]);
            let (_, parts) = weights.first_look(&evidence);
            let stepwise = weights.second_look(parts, second);
            assert_eq!(stepwise.to_bits(), weights.log_odds(&evidence).to_bits());
        }
    }

    proptest! {
        #[test]
        fn no_pair_goes_beyond_the_bound(
            weights in prop::array::uniform6(-3.0f64..3.0), most in prop::array::uniform4(0f32..2.0),
            shares in prop::array::uniform4(0f32..=1.0), p in 0f32..=1.0, lead in 0f32..=1.0, logarithm in -9.0f32..0.0,
        ) {
            let mut model = Weights::built_in();
            model.around = weights;
            let of = |[support, near, around, vicinity]: [f32; 4]| Context { lead: p - lead, support, near, around, vicinity };
            let bound = model.at_most(0.5, (p, logarithm), model.most_of_context(&of(most)));
            let Context { lead, support, near, around, vicinity } = of(std::array::from_fn(|at| most[at] * shares[at]));
            prop_assert!(model.second_look(0.5, [lead, support, near, around, vicinity, logarithm]) <= bound + 1e-6);
        }
    }

    #[test]
    fn unknown_parts_are_refused_by_name() {
        let error =
            Weights::parse("[first]\nintercept = 0\n[first.weights]\nluck = 1.0\n[second]\nintercept = 0\n[second.weights]\n")
                .unwrap_err();
        assert!(error.contains("`luck`"), "{error}");
    }
}
