//! What two claims share that little else in the two articles shares, and what of the one the other article tells elsewhere.
//!
//! Two articles on one event are laid beside each other by the words that stand in one or two places of both: such a word anchors the one
//! place to the other, however common it is in the event as a whole. And a word of a claim that the other article has, but in another
//! sentence, tells against the pair; one that the other article has nowhere may only be told in other words there.

use super::group::Group;
use super::likeness::Likeness;

/// What anchors one pair; each from 0 to 1 but for the weight.
#[derive(Debug, Clone, Copy)]
pub(super) struct Anchored {
    /// Of what the other article tells at all of a claim, the share that the other claim has: the less found claim.
    pub found_least: f32,
    /// The same of the better found claim.
    pub found_most: f32,
    /// The weight of the words, no names, that the two sentences share, each divided by how many sentence pairs of the two articles share
    /// it, in nats, as `ln(1 + weight)`.
    pub words: f32,
    /// How far the anchors of the two sentences, names and words, outweigh those of either sentence with the next best of the other
    /// article: 0 where there are none, towards 1 where there are no others. The sentence with the stronger rival.
    pub least: f32,
    /// The same of the sentence with the weaker rival.
    pub most: f32,
}

/// The heaviest anchors of a sentence in another article, with the sentence there, and the heaviest with any other sentence.
#[derive(Clone, Default)]
struct Best {
    first: (f32, u32),
    second: f32,
}

/// The anchors of all pairs of a group, so that one can be seen beside the others.
pub(super) struct Anchors<'a> {
    group: &'a Group,
    /// By sentence and other article.
    best: Vec<Best>,
}

/// The sentences of two claims and how far their anchors outweigh the rivals of the one and of the other.
pub(super) type Outweighed = ((usize, usize), (f32, f32));

impl<'a> Anchors<'a> {
    /// `measured` are the pairs of `group`.
    pub fn of(group: &'a Group, measured: &[Likeness]) -> Self {
        let articles = group.articles.len();
        let mut best = vec![Best::default(); group.sentences.len() * articles];
        let mut last = None;
        for left in 0..group.claims.len() {
            for (right, at) in group.row(left) {
                let (of_left, of_right) = (group.sentence_of(left), group.sentence_of(right));
                // Pairs of the same two sentences have the same anchors.
                if last.replace((of_left, of_right)) == Some((of_left, of_right)) {
                    continue;
                }
                let weight = measured[at].anchors.0;
                best[of_left * articles + group.article_of(right)].add(weight, of_right as u32);
                best[of_right * articles + group.article_of(left)].add(weight, of_left as u32);
            }
        }
        Anchors { group, best }
    }

    /// What anchors a pair. `last` is what was made of the pair before, if any.
    #[inline]
    pub fn of_pair(&self, (left, right): (usize, usize), likeness: &Likeness, last: &mut Option<Outweighed>) -> Anchored {
        // So much must a pair without rivals share, in nats, to count for a half.
        const HALF: f32 = 1.0;
        let (weight, words) = likeness.anchors;
        let sentences = (self.group.sentence_of(left), self.group.sentence_of(right));
        let beside = |sentence: usize, other: usize, article: usize| {
            let rival = self.best[sentence * self.group.articles.len() + article].beside(other as u32);
            weight / (weight + rival + HALF)
        };
        let (_, (of_left, of_right)) = match last.filter(|(of, _)| *of == sentences) {
            Some(known) => known,
            None => {
                let of_left = beside(sentences.0, sentences.1, self.group.article_of(right));
                *last.insert((sentences, (of_left, beside(sentences.1, sentences.0, self.group.article_of(left)))))
            }
        };
        let (found_left, found_right) = likeness.found;
        Anchored {
            found_least: found_left.min(found_right),
            found_most: found_left.max(found_right),
            words,
            least: of_left.min(of_right),
            most: of_left.max(of_right),
        }
    }
}

impl Best {
    #[inline]
    fn add(&mut self, weight: f32, sentence: u32) {
        if sentence == self.first.1 {
            self.first.0 = self.first.0.max(weight);
        } else if weight > self.first.0 {
            self.second = self.first.0;
            self.first = (weight, sentence);
        } else {
            self.second = self.second.max(weight);
        }
    }

    /// The heaviest with any sentence but `sentence`.
    #[inline]
    fn beside(&self, sentence: u32) -> f32 {
        if sentence == self.first.1 { self.second } else { self.first.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_its_own_rival_never() {
        let mut best = Best::default();
        for (weight, sentence) in [(2.0, 7), (2.0, 7), (1.0, 8)] {
            best.add(weight, sentence);
        }
        assert_eq!((best.beside(7), best.beside(8), best.beside(9)), (1.0, 2.0, 2.0));
    }
}
