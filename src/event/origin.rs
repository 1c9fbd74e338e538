//! Which articles are copies or light rewrites of one text.

use super::sources::{Likeness, Sources};
use super::wording::Wording;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// The members of one event by origin. The fullest text of an origin is its source: each member is a copy of that, not of
/// another copy, so that nothing chains; an article that fits several goes to the fullest. Then an origin whose most typical text
/// is a copy of another's most typical text becomes part of it: the fullest text may be the worst rewrite of all.
pub(super) fn origins(members: &[usize], wordings: &[Wording], likeness: Likeness) -> Vec<Vec<usize>> {
    let mut origins: Vec<Vec<usize>> = Vec::new();
    let mut sources = Sources::new(wordings, likeness, members.len());
    for article in fullest_first(members.to_vec(), wordings) {
        let home = sources.copied_by(article).next();
        match home {
            Some(home) => origins[home].push(article),
            None => {
                sources.add(article);
                origins.push(vec![article]);
            }
        }
    }
    rejoined(origins, wordings, likeness)
}

/// Joins origins whose most typical texts are copies. Those that moved take no others in, so that nothing chains.
fn rejoined(mut origins: Vec<Vec<usize>>, wordings: &[Wording], likeness: Likeness) -> Vec<Vec<usize>> {
    let typical: Vec<usize> = origins.iter().map(|members| typical(members, wordings)).collect();
    let mut order: Vec<usize> = (0..origins.len()).collect();
    order.sort_by_key(|o| Reverse(origins[*o].len()));
    // Fullest texts have been compared with each other before.
    let others: Vec<usize> = order.iter().copied().filter(|o| typical[*o] != origins[*o][0]).collect();
    if others.is_empty() {
        return origins;
    }
    let mut sources = Sources::new(wordings, likeness, others.len());
    others.iter().for_each(|o| sources.add(typical[*o]));
    let mut has_moved = vec![false; origins.len()];
    let mut has_taken = vec![false; origins.len()];
    for one in order {
        let found: Vec<usize> = sources.copied_by(typical[one]).collect();
        for other in found.into_iter().map(|number| others[number]).filter(|other| *other != one) {
            let (small, big) = if origins[one].len() < origins[other].len() { (one, other) } else { (other, one) };
            if !has_moved[small] && !has_moved[big] && !has_taken[small] {
                (has_moved[small], has_taken[big]) = (true, true);
                let moved = std::mem::take(&mut origins[small]);
                origins[big].extend(moved);
            }
        }
    }
    origins.retain(|members| !members.is_empty());
    origins.iter_mut().for_each(|members| *members = fullest_first(std::mem::take(members), wordings));
    origins
}

/// The member whose runs of five words the others have most often; the fullest of those.
fn typical(members: &[usize], wordings: &[Wording]) -> usize {
    if members.len() < 3 {
        return members[0];
    }
    let mut carriers: FxHashMap<u64, u32> = FxHashMap::default();
    for run in members.iter().flat_map(|m| wordings[*m].shingles()) {
        *carriers.entry(*run).or_default() += 1;
    }
    let mean = |m: &usize| {
        let runs = wordings[*m].shingles();
        runs.iter().map(|run| f64::from(carriers[run])).sum::<f64>() / runs.len().max(1) as f64
    };
    let means: Vec<f64> = members.iter().map(mean).collect();
    let best = (0..members.len()).max_by(|a, b| means[*a].total_cmp(&means[*b]).then(b.cmp(a)));
    best.map_or(members[0], |best| members[best])
}

/// Joins origins of different events whose fullest texts are nearly the same word for word. `twins` are the pairs of articles
/// that may be so. As before, what joins is compared with the fullest text of all.
pub(super) fn across(
    mut origins: Vec<Vec<usize>>,
    twins: &[(usize, usize)],
    wordings: &[Wording],
    likeness: Likeness,
) -> Vec<Vec<usize>> {
    let home: FxHashMap<usize, usize> = origins.iter().enumerate().map(|(origin, members)| (members[0], origin)).collect();
    let mut others: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for (a, b) in twins.iter().copied().filter(|(a, b)| home.contains_key(a) && home.contains_key(b)) {
        others.entry(a).or_default().push(b);
        others.entry(b).or_default().push(a);
    }
    let mut has_left = vec![false; origins.len()];
    for source in fullest_first(others.keys().copied().collect(), wordings) {
        if has_left[home[&source]] {
            continue;
        }
        for copy in fullest_first(others[&source].clone(), wordings) {
            let is_shorter = (wordings[copy].len(), source) <= (wordings[source].len(), copy);
            if is_shorter && !has_left[home[&copy]] && likeness.is_verbatim(&wordings[copy], &wordings[source]) {
                has_left[home[&copy]] = true;
                let moved = std::mem::take(&mut origins[home[&copy]]);
                origins[home[&source]].extend(moved);
            }
        }
    }
    same_words(origins, wordings)
}

/// Brings articles of exactly the same words together, whatever their events: to the origin with the fullest source. An origin
/// that has them as its source comes along.
fn same_words(mut origins: Vec<Vec<usize>>, wordings: &[Wording]) -> Vec<Vec<usize>> {
    let mut homes: Vec<usize> = vec![0; wordings.len()];
    let mut same: FxHashMap<&[u32], Vec<usize>> = FxHashMap::default();
    for (origin, members) in origins.iter().enumerate() {
        for &article in members {
            homes[article] = origin;
            same.entry(wordings[article].words()).or_default().push(article);
        }
    }
    let mut sets: Vec<Vec<usize>> =
        same.into_iter().filter(|(words, set)| !words.is_empty() && set.len() > 1).map(|(_, set)| set).collect();
    sets.iter_mut().for_each(|set| set.sort_unstable());
    sets.sort_unstable();
    for set in sets {
        let fullest = |article: &usize| (Reverse(wordings[origins[homes[*article]][0]].len()), origins[homes[*article]][0]);
        let Some(target) = set.iter().min_by_key(|a| fullest(a)).map(|a| homes[*a]) else { continue };
        for article in set {
            let from = homes[article];
            if from == target {
                continue;
            }
            let is_source = wordings[origins[from][0]].words() == wordings[article].words();
            let moved = if is_source { std::mem::take(&mut origins[from]) } else { vec![article] };
            origins[from].retain(|a| *a != article);
            moved.iter().for_each(|a| homes[*a] = target);
            origins[target].extend(moved);
        }
    }
    origins.retain(|members| !members.is_empty());
    origins
}

/// The articles by length, the longest first, then by number.
fn fullest_first(mut articles: Vec<usize>, wordings: &[Wording]) -> Vec<usize> {
    articles.sort_unstable_by_key(|i| (Reverse(wordings[*i].len()), *i));
    articles
}
