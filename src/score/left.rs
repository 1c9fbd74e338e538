//! What one claim and its sentence share with others: the words of its sentence are laid out, and those of others held against them.

use super::group::Group;
use super::words::Words;
use std::ops::Range;

/// What a claim shares with another, in nats, by the lesser of the two weights of each term.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Shared {
    pub mass: f32,
    /// How rare the shared terms are in the news at large, summed.
    pub news: f32,
    /// The heaviest shared term.
    pub rarest: f32,
    /// Names, on either side.
    pub names: f32,
    /// Names that only the left, only the right claim holds.
    pub names_left: f32,
    pub names_right: f32,
    /// Words that are a name on neither side.
    pub words: f32,
    /// Words in quotation marks on either side.
    pub quoted: f32,
    /// Terms that the other article has, but not the other claim's sentence: of the left claim, and of the right one. Not worked out
    /// where the claims share nothing.
    pub elsewhere: (f32, f32),
}

/// What two sentences share.
#[derive(Debug, Clone, Default)]
pub(super) struct Met {
    /// The weight of the terms, by the lesser of the two weights, in nats.
    pub mass: f32,
    /// The same with each term divided by the number of sentence pairs of the two articles that share it: of all terms, and of those that
    /// are no names.
    pub anchors: (f32, f32),
    /// Which of [`Left::common`] they share.
    common: Range<u32>,
}

/// A term that two sentences share, by its places among their terms.
#[derive(Debug, Clone, Copy)]
struct Common {
    left: u32,
    right: u32,
}

/// A term that two claims share.
#[derive(Debug, Clone, Copy)]
struct Windowed {
    /// The lesser of its two weights.
    weight: f32,
    /// The windows of the left and of the right claim that have it, a bit for each.
    left: u128,
    right: u128,
}

/// The left claim of pairs with the words of its sentence laid out; it moves from claim to claim.
pub(super) struct Left<'a> {
    group: &'a Group,
    words: &'a Words,
    claim: Option<usize>,
    /// By word one more than its place among the terms of the sentence; 0 where it is none of them.
    places: Vec<u32>,
    /// By word a bit for each place among the first words of the claim.
    ordered: Vec<u64>,
    /// What the sentence shares with those that it met, one behind the other.
    common: Vec<Common>,
    /// How many sentences have been laid out.
    sentences: u32,
    /// The article of the last right claim, and the weight of the terms of the claim that it has.
    told: Option<(usize, f32)>,
    /// By right claim: an article of left claims, and the weight of the terms of the right claim that it has.
    told_of: Vec<Option<(usize, f32)>>,
    /// What the claim shares with the last right claim of [`Left::lay_windows`].
    windowed: Vec<Windowed>,
    /// Those of them that stand in the window of [`Left::open_window`]: the weight, and the windows of the right claim.
    opened: Vec<(f32, u128)>,
}

/// So many words of a claim are laid out by place.
pub(super) const PLACES: usize = 64;

impl<'a> Left<'a> {
    pub fn of(group: &'a Group, words: &'a Words) -> Self {
        Left {
            group,
            words,
            claim: None,
            places: vec![0; words.words],
            ordered: vec![0; words.words],
            common: Vec::new(),
            sentences: 0,
            told: None,
            told_of: vec![None; group.claims.len()],
            windowed: Vec::new(),
            opened: Vec::new(),
        }
    }

    /// Moves to `claim`. Gives how many sentences have been laid out since: what was [`Met`] by one before is of no use now.
    pub fn move_to(&mut self, claim: usize) -> u32 {
        let words = self.words;
        let old = self.claim.replace(claim);
        let sentence = self.group.sentence_of(claim);
        let old_sentence = old.map(|old| self.group.sentence_of(old));
        if old_sentence != Some(sentence) {
            let old = old_sentence.map_or(&[][..], |old| words.numbers.at(old));
            old.iter().for_each(|id| self.places[*id as usize] = 0);
            words.numbers.at(sentence).iter().zip(1..).for_each(|(id, at)| self.places[*id as usize] = at);
            self.common.clear();
            self.sentences += 1;
        }
        let old = old.map_or(&[][..], |old| words.sequences.at(old));
        old.iter().for_each(|word| self.ordered[*word as usize] = 0);
        for (at, word) in words.sequences.at(claim).iter().take(PLACES).enumerate() {
            self.ordered[*word as usize] |= 1 << at;
        }
        self.told = None;
        self.sentences
    }

    /// What the sentence of the claim shares with another.
    pub fn meet(&mut self, sentence: usize) -> Met {
        let mut met = Met::default();
        let Some(claim) = self.claim else { return met };
        let words = self.words;
        let (lefts, rights) = (words.sentences.at(self.group.sentence_of(claim)), words.sentences.at(sentence));
        met.common.start = self.common.len() as u32;
        for (id, right) in words.numbers.at(sentence).iter().zip(0..) {
            let Some(left) = self.places[*id as usize].checked_sub(1) else { continue };
            let (l, r) = (&lefts[left as usize], &rights[right as usize]);
            let least = l.weight.min(r.weight);
            let anchors = least / (l.held * r.held);
            met.mass += least;
            met.anchors.0 += anchors;
            if !l.name && !r.name {
                met.anchors.1 += anchors;
            }
            self.common.push(Common { left, right });
        }
        met.common.end = self.common.len() as u32;
        met
    }

    /// What the claim shares with `right`, whose sentence was `met`.
    pub fn shared(&mut self, right: usize, met: &Met) -> Shared {
        let Some(left) = self.claim else { return Shared::default() };
        let words = self.words;
        let mut out =
            Shared { names_left: words.figures[left].names, names_right: words.figures[right].names, ..Shared::default() };
        let (inside_left, inside_right) = (words.inside.at(left), words.inside.at(right));
        let (lefts, rights) = (words.claims.at(left), words.claims.at(right));
        // The weight of the terms of each claim that the other's sentence has.
        let mut beside = (0.0, 0.0);
        for common in &self.common[met.common.start as usize..met.common.end as usize] {
            let l = (inside_left[common.left as usize] as usize).checked_sub(1).map(|at| &lefts[at]);
            let r = (inside_right[common.right as usize] as usize).checked_sub(1).map(|at| &rights[at]);
            beside.0 += l.map_or(0.0, |l| l.weight);
            beside.1 += r.map_or(0.0, |r| r.weight);
            let (Some(l), Some(r)) = (l, r) else { continue };
            let weight = l.weight.min(r.weight);
            out.mass += weight;
            out.news += r.rarity;
            out.rarest = out.rarest.max(weight);
            *(if l.name || r.name { &mut out.names } else { &mut out.words }) += weight;
            if l.quoted || r.quoted {
                out.quoted += weight;
            }
            if l.name {
                out.names_left -= l.weight;
            }
            if r.name {
                out.names_right -= r.weight;
            }
        }
        if out.mass > 0.0 {
            let (of_left, of_right) = self.told(left, right);
            out.elsewhere = ((of_left - beside.0).max(0.0), (of_right - beside.1).max(0.0));
        }
        out
    }

    /// The weight of the terms of the claim that the article of `right` has, and of those of `right` that the article of the claim has.
    fn told(&mut self, left: usize, right: usize) -> (f32, f32) {
        let known = |known: &mut Option<(usize, f32)>, claim: usize, article: usize| match known {
            Some((of, told)) if *of == article => *told,
            _ => known.insert((article, self.words.told(claim, article))).1,
        };
        let of_left = known(&mut self.told, left, self.group.article_of(right));
        (of_left, known(&mut self.told_of[right], right, self.group.article_of(left)))
    }

    /// Lays out in which windows the terms stand that the claim shares with `right`, whose sentence was `met`.
    pub fn lay_windows(&mut self, right: usize, met: &Met) {
        self.windowed.clear();
        let Some(left) = self.claim else { return };
        let words = self.words;
        let (inside_left, inside_right) = (words.inside.at(left), words.inside.at(right));
        let (lefts, rights) = (words.claims.at(left), words.claims.at(right));
        for common in &self.common[met.common.start as usize..met.common.end as usize] {
            let (l, r) = (inside_left[common.left as usize], inside_right[common.right as usize]);
            if l > 0 && r > 0 {
                let (l, r) = (&lefts[l as usize - 1], &rights[r as usize - 1]);
                self.windowed.push(Windowed { weight: l.weight.min(r.weight), left: l.windows, right: r.windows });
            }
        }
    }

    /// Looks at a window of the claim, by number: what it shares with the right claim of [`Left::lay_windows`].
    pub fn open_window(&mut self, window: usize) -> f32 {
        let bit = 1u128 << window;
        self.opened.clear();
        self.opened.extend(self.windowed.iter().filter(|term| term.left & bit != 0).map(|term| (term.weight, term.right)));
        self.opened.iter().fold(0.0, |mass, (weight, _)| mass + weight)
    }

    /// What it shares with a window of the right claim, by number.
    pub fn shared_with_window(&self, window: usize) -> f32 {
        let bit = 1u128 << window;
        let both = self.opened.iter().filter(|(_, windows)| windows & bit != 0);
        both.fold(0.0, |mass, (weight, _)| mass + weight)
    }

    /// The length of the longest common subsequence of words with `right`, all columns of the table at once: a bit of a column is 0 where
    /// the length grows (Hyyrö 2004). `None` where one of the two is too long for that.
    pub fn common_words(&self, right: usize) -> Option<usize> {
        let left = self.words.sequences.at(self.claim?).len();
        let right = self.words.sequences.at(right);
        if left.max(right.len()) > PLACES {
            return None;
        }
        let mut column = u64::MAX;
        for word in right {
            let grown = column & self.ordered[*word as usize];
            column = column.wrapping_add(grown) | (column - grown);
        }
        let of_left = u64::MAX.checked_shr((PLACES - left) as u32).unwrap_or(0);
        Some((!column & of_left).count_ones() as usize)
    }
}
