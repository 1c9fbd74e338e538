//! Ids of claims, each of which may be there once.

use super::{Problem, ProblemKind, Roll};
use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::xxh3_64;

/// Other ids for later claims of an id that is taken, by position, and a problem for each. `places` holds the file of each stretch of
/// claims and their lines.
pub(super) fn renamed(roll: &Roll, places: &[(String, Vec<u32>)]) -> (Vec<(usize, String)>, Vec<Problem>) {
    // Hashes find those that may be there twice, so that not all ids are held a second time.
    let mut hashes: Vec<u64> = (0..roll.len()).map(|at| xxh3_64(roll.get(at).id.as_bytes())).collect();
    hashes.sort_unstable();
    let twice: FxHashSet<u64> = hashes.windows(2).filter(|two| two[0] == two[1]).map(|two| two[0]).collect();
    drop(hashes);
    if twice.is_empty() {
        return Default::default();
    }
    let suspects = (0..roll.len()).filter(|at| twice.contains(&xxh3_64(roll.get(*at).id.as_bytes())));
    let mut last: FxHashMap<&str, u64> = FxHashMap::default();
    let mut later = Vec::new();
    for at in suspects {
        let id = roll.get(at).id;
        let number = last.entry(id).or_insert(0);
        *number += 1;
        if *number > 1 {
            later.push((at, id));
        }
    }
    let taken: FxHashSet<String> = later.iter().map(|(_, id)| format!("{id}~")).collect();
    // Ids that look like those which are to be given.
    let mut taken: FxHashSet<String> = (0..roll.len())
        .map(|at| roll.get(at).id)
        .filter(|id| id.rfind('~').is_some_and(|tilde| taken.contains(&id[..=tilde])))
        .map(str::to_owned)
        .collect();
    let mut numbers: FxHashMap<&str, u64> = FxHashMap::default();
    let mut renamed = Vec::new();
    let mut problems = Vec::new();
    let mut place = Places { places, stretch: 0, start: 0 };
    for (at, id) in later {
        let number = numbers.entry(id).or_insert(1);
        let other = loop {
            *number += 1;
            let other = format!("{id}~{number}");
            if taken.insert(other.clone()) {
                break other;
            }
        };
        let (path, line) = place.of(at);
        let message = format!("the id {id:?} is taken; this claim is {other:?} here");
        problems.push(Problem { path, line, kind: ProblemKind::DuplicateId, message });
        renamed.push((at, other));
    }
    (renamed, problems)
}

/// Finds the places of claims that are asked for in order.
struct Places<'a> {
    places: &'a [(String, Vec<u32>)],
    stretch: usize,
    /// The position of the first claim of the stretch.
    start: usize,
}

impl Places<'_> {
    fn of(&mut self, at: usize) -> (String, Option<u64>) {
        while let Some((path, lines)) = self.places.get(self.stretch) {
            if let Some(line) = lines.get(at - self.start) {
                return (path.clone(), Some(u64::from(*line)));
            }
            self.start += lines.len();
            self.stretch += 1;
        }
        (String::new(), None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::RollEntry;

    #[test]
    fn later_claims_of_an_id_get_one_that_is_free() {
        let mut roll = Roll::default();
        ["7", "7~2", "7", "8", "7"].into_iter().for_each(|id| roll.push(RollEntry { id, ..RollEntry::default() }));
        let places = [("a.csv".to_owned(), vec![2, 3]), ("b.csv".to_owned(), vec![2, 3, 9])];
        let (renamed, problems) = renamed(&roll, &places);
        assert_eq!(renamed, [(2, "7~3".to_owned()), (4, "7~4".to_owned())]);
        let at: Vec<_> = problems.iter().map(|p| (p.path.as_str(), p.line)).collect();
        assert_eq!(at, [("b.csv", Some(2)), ("b.csv", Some(9))]);
    }
}
