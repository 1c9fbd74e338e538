//! Which articles are copies or light rewrites of one text.

use super::wording::Wording;
use rustc_hash::FxHashMap;

/// From this share of runs of five words on the text is the same, whatever the quotation marks say.
const VERBATIM: f64 = 0.8;

/// The members of one event by origin. The fullest text of an origin is its source: each member is a copy of that, not of
/// another copy, so that nothing chains; an article that fits several goes to the fullest.
pub(super) fn origins(members: &[usize], wordings: &[Wording], share: f64, min_words: usize) -> Vec<Vec<usize>> {
    let mut origins: Vec<Vec<usize>> = Vec::new();
    for article in fullest_first(members.to_vec(), wordings) {
        let is_home = |o: &&mut Vec<usize>| is_copy(&wordings[article], &wordings[o[0]], share, min_words);
        match origins.iter_mut().find(is_home) {
            Some(home) => home.push(article),
            None => origins.push(vec![article]),
        }
    }
    origins
}

/// Joins origins of different events whose fullest texts are nearly the same word for word. `twins` are the pairs of articles
/// that may be so. As before, what joins is compared with the fullest text of all.
pub(super) fn across(
    mut origins: Vec<Vec<usize>>,
    twins: &[(usize, usize)],
    wordings: &[Wording],
    min_words: usize,
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
            if is_shorter && !has_left[home[&copy]] && is_verbatim(&wordings[copy], &wordings[source], min_words) {
                has_left[home[&copy]] = true;
                let moved = std::mem::take(&mut origins[home[&copy]]);
                origins[home[&source]].extend(moved);
            }
        }
    }
    origins.retain(|members| !members.is_empty());
    origins
}

/// The articles by length, the longest first, then by number.
fn fullest_first(mut articles: Vec<usize>, wordings: &[Wording]) -> Vec<usize> {
    articles.sort_unstable_by_key(|i| (std::cmp::Reverse(wordings[*i].len()), *i));
    articles
}

/// Whether the shorter text is the longer one, wholly or in good part, word for word or lightly rewritten. `share` is how much
/// of the shorter one's own words must be kept in the longer one; texts of fewer than `min_words` must be the same throughout.
fn is_copy(shorter: &Wording, longer: &Wording, share: f64, min_words: usize) -> bool {
    shorter.is_same(longer)
        || is_verbatim(shorter, longer, min_words)
        || shorter.own_len() >= min_words && shorter.kept_in(longer) >= share
}

/// Whether the shorter text is in the longer one nearly word for word.
fn is_verbatim(shorter: &Wording, longer: &Wording, min_words: usize) -> bool {
    shorter.len() >= min_words && shorter.verbatim_in(longer) >= VERBATIM
}
