//! How alike the words of two claims are.

use super::group::Group;
use super::left::{Left, Met};
use super::words::{Figures, Words, log_mass};
use crate::index::{Bag, Index, Sentence, Terms};
use crate::model::MatchKey;

/// The likeness of the two claims of a pair, each part from 0 (nothing alike) up; all are 1 at most but for weights, in nats, which are told
/// as `ln(1 + weight)`.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Likeness {
    /// Weighted Jaccard similarity of the claims' terms.
    pub overlap: f32,
    /// The same with each term by how rare it is in the news at large, not in the event.
    pub news_overlap: f32,
    /// The share of its weight that the less covered claim finds in the other.
    pub covered_least: f32,
    /// The share of its weight that the better covered claim finds in the other.
    pub covered_most: f32,
    /// The weight of the shared terms.
    pub shared_mass: f32,
    /// The weight of the rarest shared term, in nats.
    pub rarest: f32,
    /// The best weighted Jaccard similarity of a clause (or a run of clauses) of one with one of the other, less where they share little.
    pub window: f32,
    /// Weighted Jaccard similarity of the sentences around the claims.
    pub sentence_overlap: f32,
    /// Weighted Dice similarity of neighbouring content terms.
    pub phrases: f32,
    /// The longest common subsequence of words as a share of the shorter claim.
    pub order: f32,
    /// The shorter length, in words, as a share of the longer.
    pub length_ratio: f32,
    /// The weight of the shared terms that are no names: names, places and days set the scene, other words say what happens.
    pub words_shared: f32,
    /// The weight of the names that both hold.
    pub names_shared: f32,
    /// The weight of the names that one holds and the other does not: the lesser of the two sides.
    pub names_apart: f32,
    /// The weight of the shared words that stand in quotation marks on one side at least.
    pub quoted_shared: f32,
    /// The weight of the heaviest run in quotation marks that the other's sentence has word for word, and quotes something, too.
    pub quoted_run: f32,
    /// Whether such a run tells enough to be known again.
    pub quoted_same: bool,
    /// The weight of the terms that the two sentences share, each divided by the number of sentence pairs of the two articles that share
    /// it: of all terms, in nats as it is, and of those that are no names.
    pub anchors: (f32, f32),
    /// Of what the other article tells at all of the left claim, and of the right one, the share that the other claim has.
    pub found: (f32, f32),
    /// For pairs across events: how nearly verbatim they are; 0 where not nearly.
    pub reuse: f64,
}

impl Likeness {
    /// What pairs are ranked by among those of one claim: whole claims and clauses count alike.
    pub fn rank(&self) -> f32 {
        (self.overlap + self.window) / 2.0
    }
}

/// Pairs that share less than this, in nats, are not searched for clauses and order: they cannot be alike there.
const LEAST_FOR_DETAIL: f32 = 3.0;

/// Measures pairs row by row; what pairs of the same two sentences have in common is worked out once for claims of the left one.
pub(super) struct Measure<'a> {
    index: &'a Index,
    group: &'a Group,
    words: &'a Words,
    left: Left<'a>,
    /// How many left sentences have been laid out.
    laid_out: u32,
    /// By sentence of the right claim: for which of the left sentences it was worked out, and what is around the two.
    around: Vec<(u32, Around)>,
}

/// What the sentences around two claims share.
#[derive(Debug, Clone, Default)]
struct Around {
    overlap: f32,
    met: Met,
    /// As in [`Likeness`].
    quoted_run: f32,
    quoted_same: bool,
    anchors: (f32, f32),
}

impl<'a> Measure<'a> {
    pub fn of(index: &'a Index, group: &'a Group, words: &'a Words) -> Self {
        let around = vec![(0, Around::default()); group.sentences.len()];
        Measure { index, group, words, left: Left::of(group, words), laid_out: 0, around }
    }

    /// Moves to the row of `left`.
    pub fn move_to(&mut self, left: usize) {
        self.laid_out = self.left.move_to(left);
    }

    /// The likeness of the two claims, of which `left` is that of the row.
    pub fn likeness(&mut self, (at, other): (usize, usize)) -> Likeness {
        let pair = self.group.pair(at, other);
        let (left, right) = (&self.words.figures[at], &self.words.figures[other]);
        let sentence = self.group.sentence_of(other);
        if self.around[sentence].0 != self.laid_out {
            self.around[sentence] = (self.laid_out, self.around(at, sentence));
        }
        let around = &self.around[sentence].1;
        let shared = self.left.shared(other, &around.met);
        let (lengths_min, lengths_max) = min_max(left.length, right.length);
        let mut out = Likeness {
            sentence_overlap: around.overlap,
            length_ratio: if lengths_max > 0.0 { lengths_min / lengths_max } else { 0.0 },
            names_apart: if shared.names_left <= shared.names_right {
                left.log_of_names(shared.names_left)
            } else {
                right.log_of_names(shared.names_right)
            },
            quoted_run: around.quoted_run,
            quoted_same: around.quoted_same,
            anchors: around.anchors,
            ..Likeness::default()
        };
        // Most pairs have nothing more in common.
        if shared.mass > 0.0 {
            let share = |mass: f32| (shared.mass / mass).min(1.0);
            let found = |elsewhere: f32| shared.mass / (shared.mass + elsewhere);
            out.overlap = union_share(shared.mass, left.mass, right.mass);
            out.news_overlap = union_share(shared.news, left.news_mass, right.news_mass);
            out.covered_least = share(left.mass.max(right.mass));
            out.covered_most = share(left.mass.min(right.mass));
            let log_shared = log_mass(shared.mass);
            // Mostly they share names alone, or none.
            let log_of_part = |part: f32| if part == shared.mass { log_shared } else { log_mass(part) };
            out.shared_mass = log_shared;
            (out.words_shared, out.names_shared) = (log_of_part(shared.words), log_of_part(shared.names));
            out.quoted_shared = log_of_part(shared.quoted);
            out.rarest = shared.rarest;
            out.found = (found(shared.elsewhere.0), found(shared.elsewhere.1));
        }
        if shared.mass >= LEAST_FOR_DETAIL || pair.key == MatchKey::Reuse {
            let (l, r) = (&self.index.claims[pair.left].terms, &self.index.claims[pair.right].terms);
            self.left.lay_windows(other, &around.met);
            out.window = best_window(&l.windows, &r.windows, shared.mass, &mut self.left);
            out.phrases = if left.phrases & right.phrases == 0 { 0.0 } else { phrases(l, r) };
            let common = || self.left.common_words(other).unwrap_or_else(|| common_words(&l.sequence, &r.sequence));
            out.order = if lengths_min > 0.0 { common() as f32 / lengths_min } else { 0.0 };
        }
        if pair.key == MatchKey::Reuse {
            out.reuse = reuse(&self.index.claims[pair.left].terms, &self.index.claims[pair.right].terms, out.order);
        }
        out
    }

    /// What is around the claim of the row and those of a sentence.
    fn around(&mut self, left: usize, other: usize) -> Around {
        let sentence = |at: usize| &self.index.sentences[self.group.sentences[at]];
        let (l, r) = (sentence(self.group.sentence_of(left)), sentence(other));
        let (quoted_run, quoted_same) = quoted_run(l, r);
        let met = self.left.meet(other);
        let anchors = (met.anchors.0, log_mass(met.anchors.1));
        Around {
            overlap: union_share(met.mass, l.bag.mass, r.bag.mass),
            met,
            quoted_run: log_mass(quoted_run),
            quoted_same,
            anchors,
        }
    }
}

impl Figures {
    /// [`log_mass`] of the weight of its names, or of some of them.
    fn log_of_names(&self, names: f32) -> f32 {
        if names == self.names { self.log_names } else { log_mass(names) }
    }
}

/// `shared` as a share of what two bags hold together.
fn union_share(shared: f32, left: f32, right: f32) -> f32 {
    let union = left + right - shared;
    if union > 0.0 { (shared / union).min(1.0) } else { 0.0 }
}

fn min_max(a: f32, b: f32) -> (f32, f32) {
    (a.min(b), a.max(b))
}

/// `shared` is what the two claims share in all: no clause of one shares more with one of the other; `terms` tells how much two do, and how
/// much one of the left claim does with any.
fn best_window(left: &[Bag], right: &[Bag], shared: f32, terms: &mut Left) -> f32 {
    // Two clauses that share one common word can be equal; what they share must also weigh something. At 8 nats, about two telling words,
    // the likeness counts for 63%.
    const FULL: f32 = 8.0;
    const LEAST: f32 = 4.0;
    // Sums in another order differ by less.
    const ROUNDING: f32 = 1e-3;
    let mut best = 0f32;
    for (at, l) in left.iter().enumerate() {
        let most_of_left = l.mass.min(shared + ROUNDING).min(terms.open_window(at) + ROUNDING);
        if most_of_left < LEAST {
            continue;
        }
        for (other, r) in right.iter().enumerate() {
            let most = if r.mass < most_of_left { r.mass } else { most_of_left };
            if most < LEAST || most / (l.mass + r.mass - most) + ROUNDING <= best {
                continue;
            }
            let shared = terms.shared_with_window(other);
            if shared >= LEAST {
                let union = l.mass + r.mass - shared;
                best = best.max(shared / union * (1.0 - (-shared / FULL).exp()));
            }
        }
    }
    best
}

/// The heaviest run in quotation marks that both sentences have word for word, and whether one of those tells enough to be known again.
fn quoted_run(left: &Sentence, right: &Sentence) -> (f32, bool) {
    let (mut heaviest, mut telling) = (0f32, false);
    for (side, other) in [(left, right), (right, left)] {
        if other.fragments.is_empty() {
            continue;
        }
        for fragment in side.fragments.iter().filter(|fragment| fragment.signature & !other.signature == 0) {
            let counts = fragment.mass > heaviest || (fragment.telling && !telling);
            if counts && other.words.windows(fragment.words.len()).any(|run| run == fragment.words) {
                heaviest = heaviest.max(fragment.mass);
                telling |= fragment.telling;
            }
        }
    }
    (heaviest, telling)
}

fn phrases(left: &Terms, right: &Terms) -> f32 {
    let total = left.phrase_mass + right.phrase_mass;
    let (mut i, mut j, mut shared) = (0, 0, 0.0);
    while let (Some((l, weight)), Some((r, other))) = (left.phrases.get(i), right.phrases.get(j)) {
        if l == r {
            shared += weight.min(*other);
        }
        (i, j) = (i + usize::from(l <= r), j + usize::from(r <= l));
    }
    if total > 0.0 { 2.0 * shared / total } else { 0.0 }
}

/// The length of the longest common subsequence of words.
fn common_words(left: &[u32], right: &[u32]) -> usize {
    // A claim is a sentence at most; a longer one is a broken text, and its first words tell enough.
    const LONGEST: usize = 200;
    let (left, right) = (&left[..left.len().min(LONGEST)], &right[..right.len().min(LONGEST)]);
    let (short, long) = if left.len() <= right.len() { (left, right) } else { (right, left) };
    if short.len() <= 64 { common_words_in_bits(short, long) } else { common_words_in_table(short, long) }
}

/// All columns of the table at once: a bit of a column is 0 where the length grows (Hyyrö 2004). For up to 64 words in `short`.
fn common_words_in_bits(short: &[u32], long: &[u32]) -> usize {
    let mut column = u64::MAX;
    for word in long {
        let at = short.iter().enumerate().fold(0u64, |bits, (at, other)| bits | (u64::from(word == other) << at));
        let grown = column & at;
        column = column.wrapping_add(grown) | (column - grown);
    }
    let ones = column.count_ones() - if short.len() < 64 { (column >> short.len()).count_ones() } else { 0 };
    short.len() - ones as usize
}

fn common_words_in_table(left: &[u32], right: &[u32]) -> usize {
    let mut row = vec![0u16; right.len() + 1];
    for l in left {
        let mut diagonal = 0;
        for (at, r) in right.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if l == r { diagonal + 1 } else { above.max(row[at]) };
            diagonal = above;
        }
    }
    usize::from(row[right.len()])
}

/// How nearly verbatim two claims of different events are. Weights differ between events, so terms are counted here.
fn reuse(left: &Terms, right: &Terms, order: f32) -> f64 {
    const LEAST_COVERED: f64 = 0.8;
    const LEAST_ORDER: f32 = 0.85;
    let shared = left.bag.shared(&right.bag).count() as f64;
    let covered = shared / left.bag.terms.len().max(right.bag.terms.len()).max(1) as f64;
    if covered >= LEAST_COVERED && order >= LEAST_ORDER { (covered + f64::from(order)) / 2.0 } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn common_words_are_symmetric_and_bounded(a in prop::collection::vec(0u32..6, 0..40), b in prop::collection::vec(0u32..6, 0..40)) {
            let n = common_words(&a, &b);
            prop_assert_eq!(n, common_words(&b, &a));
            prop_assert!(n <= a.len().min(b.len()));
            prop_assert_eq!(common_words(&a, &a), a.len());
        }

        #[test]
        fn bits_and_table_agree(a in prop::collection::vec(0u32..5, 0..=64), b in prop::collection::vec(0u32..5, 0..90)) {
            prop_assert_eq!(common_words_in_bits(&a, &b), common_words_in_table(&a, &b));
        }
    }

    #[test]
    fn common_words_keep_their_order() {
        assert_eq!(common_words(&[1, 2, 3, 4], &[2, 9, 4, 3]), 2);
    }
}
