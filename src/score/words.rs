//! The words of the claims of a group, numbered from 0, so that those of one claim can be laid out and those of others be held against
//! them.

use super::group::Group;
use crate::index::{Bag, Index, Terms};
use rustc_hash::FxHashMap;

/// A term of a claim or sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    id: u32,
    weight: f32,
    /// How rare it is in the news at large.
    rarity: f32,
    /// In how many sentences of the article it stands; of a sentence's terms only.
    held: f32,
    name: bool,
    quoted: bool,
}

/// Lists of items, one behind the other.
#[derive(Debug)]
struct Lists<T> {
    starts: Vec<usize>,
    items: Vec<T>,
}

impl<T> Lists<T> {
    fn of(lists: impl Iterator<Item = impl Iterator<Item = T>>) -> Self {
        let (mut starts, mut items) = (vec![0], Vec::new());
        for list in lists {
            items.extend(list);
            starts.push(items.len());
        }
        Lists { starts, items }
    }

    fn at(&self, at: usize) -> &[T] {
        &self.items[self.starts[at]..self.starts[at + 1]]
    }
}

/// The words of all claims of a group.
#[derive(Debug)]
pub(super) struct Words {
    /// How many terms and words there are.
    words: usize,
    /// For each article a bit for each word that it has.
    told: Vec<Vec<u64>>,
    /// By claim.
    claims: Lists<Item>,
    /// For each item of a claim a bit for each clause, or run of clauses, that has it.
    windows: Lists<u128>,
    sequences: Lists<u32>,
    /// By sentence.
    sentences: Lists<Item>,
}

impl Words {
    pub fn of(index: &Index, group: &Group) -> Self {
        let mut numbers: FxHashMap<u32, u32> = FxHashMap::default();
        let mut number = |id: u32| {
            let next = numbers.len() as u32;
            *numbers.entry(id).or_insert(next)
        };
        let mut items = |bag: &Bag, article: Option<usize>| {
            let counts = article.map(|article| &index.held[article]);
            let held = |id| counts.and_then(|counts| counts.get(&id)).map_or(1, |count| (*count).max(1)) as f32;
            let item = |term: &crate::index::Term| Item {
                id: number(term.id),
                weight: term.weight,
                rarity: index.rarity.get(term.id as usize).copied().unwrap_or(0.0),
                held: held(term.id),
                name: term.name,
                quoted: term.quoted,
            };
            bag.terms.iter().map(item).collect::<Vec<Item>>().into_iter()
        };
        let claims = group.claims.iter().map(|claim| &index.claims[*claim]);
        let bags = Lists::of(claims.clone().map(|claim| items(&claim.terms.bag, None)));
        let sentences = group.sentences.iter().zip(group.articles_of_sentences());
        let sentences = Lists::of(sentences.map(|(sentence, article)| items(&index.sentences[*sentence].bag, Some(article))));
        let sequences =
            claims.clone().map(|claim| claim.terms.sequence.iter().map(|word| number(*word)).collect::<Vec<u32>>().into_iter());
        let sequences = Lists::of(sequences);
        let windows = Lists::of(claims.map(|claim| windows(&claim.terms).into_iter()));
        let told = group.articles.iter().map(|article| {
            let mut told = vec![0; numbers.len().div_ceil(u64::BITS as usize)];
            for number in index.held[*article].keys().filter_map(|id| numbers.get(id)) {
                told[*number as usize / 64] |= 1 << (number % 64);
            }
            told
        });
        Words { told: told.collect(), words: numbers.len(), sequences, claims: bags, windows, sentences }
    }

    /// Whether an article has a word.
    fn is_told(&self, article: usize, word: u32) -> bool {
        self.told[article][word as usize / 64] >> (word % 64) & 1 == 1
    }
}

/// For each term of a claim the clauses, and runs of clauses, that have it, a bit for each.
fn windows(terms: &Terms) -> Vec<u128> {
    const { assert!(Terms::MOST_WINDOWS <= u128::BITS as usize, "a bit for each window") };
    let mut bits = vec![0; terms.bag.terms.len()];
    for (at, window) in (0..u128::BITS).zip(&terms.windows) {
        for term in &window.terms {
            if let Ok(place) = terms.bag.terms.binary_search_by_key(&term.id, |term| term.id) {
                bits[place] |= 1 << at;
            }
        }
    }
    bits
}

/// What a claim shares with another, in nats, by the lesser of the two weights of each term.
#[derive(Debug, Clone, Copy)]
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
    /// Terms that the other article has, but not the other claim's sentence: of the left claim, and of the right one.
    pub elsewhere: (f32, f32),
}

/// What two sentences share.
#[derive(Debug, Clone, Copy)]
pub(super) struct SharedBySentences {
    /// The weight of the terms, by the lesser of the two weights, in nats.
    pub mass: f32,
    /// The same with each term divided by the number of sentence pairs of the two articles that share it: of all terms, and of those that
    /// are no names.
    pub anchors: (f32, f32),
}

/// What is known of a word.
#[derive(Debug, Clone, Copy, Default)]
struct Mark {
    /// One more than its position among the terms of the claim; 0 where it is none of them.
    claim: u32,
    /// One more than its position among the terms of the sentence.
    sentence: u32,
    /// A bit for each place among the first words of the claim.
    places: u64,
}

/// The left claim of pairs with its words laid out; it moves from claim to claim.
pub(super) struct Left<'a> {
    group: &'a Group,
    words: &'a Words,
    claim: Option<usize>,
    marks: Vec<Mark>,
    /// For each term of the claim the last walk that met it in a right claim, and in the sentence of one.
    met: Vec<(u32, u32)>,
    walks: (u32, u32),
    /// The names among the terms of the claim, by position.
    names: Vec<usize>,
    /// What the claim shares with the last right claim.
    common: Vec<Common>,
    /// The sentence of the last right claim.
    beside: Option<usize>,
    /// The article of the last right claim, and the terms of the claim that it has, by position.
    told: Option<(usize, Vec<usize>)>,
}

/// A term that two claims share.
#[derive(Debug, Clone, Copy)]
struct Common {
    /// The lesser of its two weights.
    weight: f32,
    /// The windows of the left and of the right claim that have it, a bit for each.
    left: u128,
    right: u128,
}

/// So many words of a claim are laid out by place.
pub(super) const PLACES: usize = 64;

impl<'a> Left<'a> {
    pub fn of(group: &'a Group, words: &'a Words) -> Self {
        let marks = vec![Mark::default(); words.words];
        Left {
            group,
            words,
            claim: None,
            marks,
            met: Vec::new(),
            walks: (0, 0),
            names: Vec::new(),
            common: Vec::new(),
            beside: None,
            told: None,
        }
    }

    /// Moves to `claim`.
    pub fn move_to(&mut self, claim: usize) {
        let words = self.words;
        let old = self.claim.replace(claim);
        let sentence = |claim: usize| words.sentences.at(self.group.sentence_of(claim));
        let lists = |claim: usize| (words.claims.at(claim), sentence(claim), words.sequences.at(claim));
        if let Some(old) = old {
            let (terms, around, sequence) = lists(old);
            terms.iter().for_each(|item| self.marks[item.id as usize].claim = 0);
            around.iter().for_each(|item| self.marks[item.id as usize].sentence = 0);
            sequence.iter().for_each(|word| self.marks[*word as usize].places = 0);
        }
        let (terms, around, sequence) = lists(claim);
        terms.iter().zip(1..).for_each(|(item, at)| self.marks[item.id as usize].claim = at);
        around.iter().zip(1..).for_each(|(item, at)| self.marks[item.id as usize].sentence = at);
        for (at, word) in sequence.iter().take(PLACES).enumerate() {
            self.marks[*word as usize].places |= 1 << at;
        }
        (self.met, self.walks) = (vec![(0, 0); terms.len()], (0, 0));
        self.names = terms.iter().enumerate().filter(|(_, term)| term.name).map(|(at, _)| at).collect();
        (self.beside, self.told) = (None, None);
    }

    /// What the claim shares with `right`.
    pub fn shared(&mut self, right: usize) -> Shared {
        self.learn_of(right);
        let Some(left) = self.claim else { return Shared::none() };
        let terms = self.words.claims.at(left);
        self.walks.0 += 1;
        let (mut out, article) = (Shared::none(), self.group.article_of(left));
        let (windows_left, windows_right) = (self.words.windows.at(left), self.words.windows.at(right));
        self.common.clear();
        for (r, windows) in self.words.claims.at(right).iter().zip(windows_right) {
            let mark = &self.marks[r.id as usize];
            if let Some(at) = (mark.claim as usize).checked_sub(1) {
                let l = &terms[at];
                let weight = l.weight.min(r.weight);
                out.mass += weight;
                out.news += r.rarity;
                out.rarest = out.rarest.max(weight);
                *(if l.name || r.name { &mut out.names } else { &mut out.words }) += weight;
                if l.quoted || r.quoted {
                    out.quoted += weight;
                }
                self.met[at].0 = self.walks.0;
                self.common.push(Common { weight, left: windows_left[at], right: *windows });
            } else if r.name {
                out.names_right += r.weight;
            }
            if mark.sentence == 0 && self.words.is_told(article, r.id) {
                out.elsewhere.1 += r.weight;
            }
        }
        for at in &self.names {
            if self.met[*at].0 != self.walks.0 {
                out.names_left += terms[*at].weight;
            }
        }
        for at in self.told.iter().flat_map(|(_, told)| told) {
            if self.met[*at].1 != self.walks.1 {
                out.elsewhere.0 += terms[*at].weight;
            }
        }
        out
    }

    /// What a window of the claim shares with one of the right claim that [`Left::shared`] saw last, both by number.
    pub fn shared_by_windows(&self, left: usize, right: usize) -> f32 {
        let both = self.common.iter().filter(|common| common.left >> left & common.right >> right & 1 == 1);
        both.fold(NONE, |mass, common| mass + common.weight)
    }

    /// Finds out which terms of the claim the article of `right` has, and which its sentence.
    fn learn_of(&mut self, right: usize) {
        let Some(left) = self.claim else { return };
        let sentence = self.group.sentence_of(right);
        if self.beside.replace(sentence) == Some(sentence) {
            return;
        }
        self.walks.1 += 1;
        for item in self.words.sentences.at(sentence) {
            if let Some(at) = (self.marks[item.id as usize].claim as usize).checked_sub(1) {
                self.met[at].1 = self.walks.1;
            }
        }
        let article = self.group.article_of(right);
        if self.told.as_ref().is_none_or(|(known, _)| *known != article) {
            let terms = self.words.claims.at(left).iter().enumerate();
            self.told =
                Some((article, terms.filter(|(_, term)| self.words.is_told(article, term.id)).map(|(at, _)| at).collect()));
        }
    }

    /// What the sentence of the claim shares with that of `right`.
    pub fn shared_by_sentences(&self, right: usize) -> SharedBySentences {
        let mut out = SharedBySentences { mass: NONE, anchors: (0.0, 0.0) };
        let Some(left) = self.claim else { return out };
        let terms = self.words.sentences.at(self.group.sentence_of(left));
        for r in self.words.sentences.at(self.group.sentence_of(right)) {
            let Some(at) = (self.marks[r.id as usize].sentence as usize).checked_sub(1) else { continue };
            let l = &terms[at];
            let least = l.weight.min(r.weight);
            out.mass += least;
            let weight = least / (l.held * r.held);
            out.anchors.0 += weight;
            if !l.name && !r.name {
                out.anchors.1 += weight;
            }
        }
        out
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
            let grown = column & self.marks[*word as usize].places;
            column = column.wrapping_add(grown) | (column - grown);
        }
        let of_left = u64::MAX.checked_shr((PLACES - left) as u32).unwrap_or(0);
        Some((!column & of_left).count_ones() as usize)
    }
}

/// What the sum of nothing is.
const NONE: f32 = -0.0;

impl Shared {
    fn none() -> Self {
        Shared {
            mass: NONE,
            news: NONE,
            rarest: 0.0,
            names: NONE,
            names_left: NONE,
            names_right: NONE,
            words: NONE,
            quoted: NONE,
            elsewhere: (NONE, NONE),
        }
    }
}
