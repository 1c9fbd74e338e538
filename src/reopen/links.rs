//! `pairs.csv`, read back.

use super::{Positions, Table};
use crate::error::Error;
use crate::model::{Evidence, Link, MatchKey, Pair};
use std::path::Path;

const FIRST: [&str; 4] = ["claim_id_l", "claim_id_r", "match_key", "match_probability"];
const ALL: usize = FIRST.len() + Evidence::NAMES.len();

/// The links by pair; `position` tells where each claim stands.
pub(super) fn read(path: &Path, position: &Positions) -> Result<Vec<Link>, Error> {
    let mut names = [""; ALL];
    for (name, column) in names.iter_mut().zip(FIRST.into_iter().chain(Evidence::NAMES)) {
        *name = column;
    }
    let mut links = Table::open(path, names)?.rows(|row| {
        let [left, right, key, probability, parts @ ..] = &row.cells;
        let at =
            |id: &str| position.get(id).copied().ok_or_else(|| row.error(format!("the claim {id:?} is not in claims.csv")));
        let (left, right) = (at(left)?, at(right)?);
        let known = [MatchKey::Event, MatchKey::Reuse].into_iter().find(|known| known.as_str() == *key);
        let key = known.ok_or_else(|| row.error(format!("match_key is {key:?}; the words are event, reuse")))?;
        let mut evidence = Evidence([0.0; Evidence::NAMES.len()]);
        for ((value, cell), name) in evidence.0.iter_mut().zip(parts).zip(Evidence::NAMES) {
            *value = row.number(name, cell, "a number")?;
        }
        let pair = Pair { left: left.min(right), right: left.max(right), key };
        let probability: f64 = row.number("match_probability", probability, "a number")?;
        if !(0.0..=1.0).contains(&probability) {
            return Err(row.error(format!("match_probability is {probability}, but must be from 0 to 1")));
        }
        Ok(Link { pair, probability, evidence })
    })?;
    links.sort_by_key(|link| link.pair);
    Ok(links)
}
