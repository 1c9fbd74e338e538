//! Which words of two accounts stand for each other.

use super::account::Term;

/// A content word counts as much as this many function words, so that `the … the` never costs a name.
const CONTENT: u32 = 4;

/// Fewer words may be the same by chance.
const VERBATIM: usize = 5;

/// Words of two accounts that stand for each other, in the order of both.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Alignment {
    /// Positions of equal words, rising on both sides.
    pub(super) pairs: Vec<(usize, usize)>,
    /// How many of them are content words.
    pub(super) content: usize,
    /// Content words that both have, in whatever order.
    unordered: usize,
    /// How many words the two have.
    words: (usize, usize),
    /// Content words of the account that has fewer of them.
    pub(super) fewer: usize,
    /// Content words of the one that has more.
    pub(super) more: usize,
}

impl Alignment {
    /// The longest common subsequence of the stems of `a` and `b`, content words first.
    pub(super) fn of(a: &[Term], b: &[Term]) -> Self {
        let count = |terms: &[Term]| terms.iter().filter(|t| t.is_content).count();
        let pairs = common(a, b);
        let content = pairs.iter().filter(|(i, _)| a.get(*i).is_some_and(|t| t.is_content)).count();
        let (left, right) = (count(a), count(b));
        Alignment {
            pairs,
            content,
            unordered: unordered(a, b),
            words: (a.len(), b.len()),
            fewer: left.min(right),
            more: left.max(right),
        }
    }

    /// The share of the shorter account's content that the other has, too: 0 to 1.
    pub(super) fn of_shorter(&self) -> f64 {
        share(self.content, self.fewer)
    }

    /// As [`Alignment::of_shorter`], with the words in whatever order.
    pub(super) fn in_any_order(&self) -> f64 {
        share(self.unordered, self.fewer)
    }

    /// The share of the longer account's content that the other has, too: 0 to 1.
    pub(super) fn of_longer(&self) -> f64 {
        share(self.content, self.more)
    }

    /// Whether both accounts are the same words, and enough of them to be no chance.
    pub(super) fn is_verbatim(&self) -> bool {
        self.pairs.len() >= VERBATIM && self.words == (self.pairs.len(), self.pairs.len())
    }

    /// The stretches between aligned words that differ, as ranges of both sides; those at the ends are left out.
    pub(super) fn inner_gaps(&self) -> Vec<(std::ops::Range<usize>, std::ops::Range<usize>)> {
        let steps = self.pairs.windows(2).filter_map(|w| match w {
            [(i, j), (k, l)] => Some((i + 1..*k, j + 1..*l)),
            _ => None,
        });
        steps.filter(|(a, b)| !a.is_empty() || !b.is_empty()).collect()
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

fn unordered(a: &[Term], b: &[Term]) -> usize {
    fn sorted(terms: &[Term]) -> Vec<(u64, &str)> {
        let mut stems: Vec<(u64, &str)> =
            terms.iter().filter(|t| t.is_content).map(|t| (t.stem_hash, t.stem.as_str())).collect();
        stems.sort_unstable();
        stems
    }
    let (a, b) = (sorted(a), sorted(b));
    let (mut i, mut j, mut both) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        let order = x.cmp(y);
        both += usize::from(order.is_eq());
        (i, j) = (i + usize::from(order.is_le()), j + usize::from(order.is_ge()));
    }
    both
}

/// How many words both begin with that are certain to be laid beside each other: those that are alike, up to the first that counts
/// less than another word of `a` with its stem would. Whatever a path through both does with the first words of both, it is worth no
/// more than one that lays them beside each other, and that is taken as soon as it is worth as much.
fn same_start(a: &[Term], b: &[Term]) -> usize {
    let is_certain =
        |(x, y): &(&Term, &Term)| x.is_like(y) && (x.is_content || !a.iter().any(|other| other.is_content && other.is_like(x)));
    a.iter().zip(b).take_while(is_certain).count()
}

fn common(a: &[Term], b: &[Term]) -> Vec<(usize, usize)> {
    let same = same_start(a, b);
    let mut pairs: Vec<(usize, usize)> = (0..same).map(|at| (at, at)).collect();
    let rest = common_of_rest(&a[same..], &b[same..]);
    pairs.extend(rest.into_iter().map(|(i, j)| (i + same, j + same)));
    pairs
}

fn common_of_rest(a: &[Term], b: &[Term]) -> Vec<(usize, usize)> {
    let width = b.len() + 1;
    let weight = |i: usize, j: usize| match (a.get(i), b.get(j)) {
        (Some(x), Some(y)) if x.is_like(y) => {
            if x.is_content {
                CONTENT
            } else {
                1
            }
        }
        _ => 0,
    };
    // best[i * width + j]: the most that a[i..] and b[j..] have in common.
    let mut best = vec![0u32; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            let skip = best[(i + 1) * width + j].max(best[i * width + j + 1]);
            let both = match weight(i, j) {
                0 => 0,
                w => best[(i + 1) * width + j + 1] + w,
            };
            best[i * width + j] = skip.max(both);
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < a.len() && j < b.len() {
        let w = weight(i, j);
        if w > 0 && best[i * width + j] == best[(i + 1) * width + j + 1] + w {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if best[(i + 1) * width + j] >= best[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::account::terms;
    use crate::text::Span;
    use proptest::prelude::*;

    fn align(a: &str, b: &str) -> Alignment {
        Alignment::of(&terms(a, Span::whole(a)), &terms(b, Span::whole(b)))
    }

    #[test]
    fn content_is_shared_both_ways() {
        let found = align("The ferry sank near Orlan", "The old ferry sank off the coast of Orlan on Monday");
        assert_eq!((found.content, found.fewer, found.more), (3, 3, 6));
        assert!(found.of_shorter() > 0.99 && found.of_longer() < 0.51);
    }

    proptest! {
        #[test]
        fn pairs_rise_and_hold_equal_stems(a in "(ferry|sank|the|a|Orlan|war| ){0,40}", b in "(ferry|sank|the|a|Orlan|war| ){0,40}") {
            let (x, y) = (terms(&a, Span::whole(&a)), terms(&b, Span::whole(&b)));
            let found = Alignment::of(&x, &y);
            prop_assert!(found.pairs.windows(2).all(|w| w[0].0 < w[1].0 && w[0].1 < w[1].1));
            prop_assert!(found.pairs.iter().all(|(i, j)| x[*i].stem == y[*j].stem));
            prop_assert_eq!(found.content, Alignment::of(&y, &x).content);
        }

        #[test]
        fn a_common_start_changes_nothing(
            start in "(ferry|sank|the|a|as|well|as well as|Orlan| ){0,12}",
            a in "(ferry|sank|the|a|as|well|as well as|Orlan| ){0,20}",
            b in "(ferry|sank|the|a|as|well|as well as|Orlan| ){0,20}",
        ) {
            let [x, y] = [a, b].map(|end| format!("{start} {end}")).map(|text| terms(&text, Span::whole(&text)));
            prop_assert_eq!(common(&x, &y), common_of_rest(&x, &y));
        }
    }
}
