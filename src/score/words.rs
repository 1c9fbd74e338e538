//! The words of the claims of a group, numbered from 0, laid out so that what two claims share can be looked up.

use super::group::Group;
use crate::index::{Index, Term, Terms};
use rustc_hash::FxHashMap;

/// A term of a claim.
#[derive(Debug, Clone, Copy)]
pub(super) struct OfClaim {
    id: u32,
    pub weight: f32,
    /// How rare it is in the news at large.
    pub rarity: f32,
    pub name: bool,
    pub quoted: bool,
    /// A bit for each clause, or run of clauses, that has it.
    pub windows: u128,
}

/// A term of a sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct OfSentence {
    pub weight: f32,
    /// In how many sentences of the article it stands.
    pub held: f32,
    pub name: bool,
}

/// Lists of items, one behind the other.
#[derive(Debug)]
pub(super) struct Lists<T> {
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

    #[inline]
    pub fn at(&self, at: usize) -> &[T] {
        &self.items[self.starts[at]..self.starts[at + 1]]
    }
}

/// What is known of a claim as a whole.
#[derive(Debug, Clone, Copy)]
pub(super) struct Figures {
    /// The weight of its terms, in its event and in the news at large, in nats.
    pub mass: f32,
    pub news_mass: f32,
    /// The weight of its names, in nats, and [`log_mass`] of that.
    pub names: f32,
    pub log_names: f32,
    /// How many words it has.
    pub length: f32,
    /// A bit for each of its phrases: where two claims have none in common, they share no phrase.
    pub phrases: u128,
}

/// The words of all claims of a group.
#[derive(Debug)]
pub(super) struct Words {
    /// How many terms and words there are.
    pub words: usize,
    /// For each article a bit for each word that it has.
    told: Vec<Vec<u64>>,
    /// By claim.
    pub claims: Lists<OfClaim>,
    pub figures: Vec<Figures>,
    /// For each claim all its words in order.
    pub sequences: Lists<u32>,
    /// By sentence: the numbers of its terms, and what else is known of them.
    pub numbers: Lists<u32>,
    pub sentences: Lists<OfSentence>,
    /// For each claim, and each term of its sentence, one more than the place of the term among those of the claim; 0 where it is none.
    pub inside: Lists<u32>,
}

impl Words {
    pub fn of(index: &Index, group: &Group) -> Self {
        let mut known: FxHashMap<u32, u32> = FxHashMap::default();
        let mut number = |id: u32| {
            let next = known.len() as u32;
            *known.entry(id).or_insert(next)
        };
        let prepared = || group.claims.iter().map(|claim| &index.claims[*claim]);
        let bags = || group.sentences.iter().map(|sentence| &index.sentences[*sentence].bag);
        let numbers =
            Lists::of(bags().map(|bag| bag.terms.iter().map(|term| number(term.id)).collect::<Vec<u32>>().into_iter()));
        let sequences =
            prepared().map(|claim| claim.terms.sequence.iter().map(|word| number(*word)).collect::<Vec<u32>>().into_iter());
        let sequences = Lists::of(sequences);
        let sentences = bags().zip(group.articles_of_sentences()).map(|(bag, article)| {
            let counts = &index.held[article];
            let held = |id| counts.get(&id).map_or(1, |count| (*count).max(1)) as f32;
            bag.terms.iter().map(move |term| OfSentence { weight: term.weight, held: held(term.id), name: term.name })
        });
        let sentences = Lists::of(sentences);
        let claims = Lists::of(prepared().map(|claim| {
            let of_claim = |(term, windows): (&Term, u128)| OfClaim {
                id: known.get(&term.id).copied().unwrap_or_default(),
                weight: term.weight,
                rarity: index.rarity.get(term.id as usize).copied().unwrap_or(0.0),
                name: term.name,
                quoted: term.quoted,
                windows,
            };
            claim.terms.bag.terms.iter().zip(windows(&claim.terms)).map(of_claim).collect::<Vec<OfClaim>>().into_iter()
        }));
        let figures = prepared().enumerate().map(|(at, claim)| {
            let names = claims.at(at).iter().filter(|term| term.name).fold(0.0, |sum, name| sum + name.weight);
            Figures {
                mass: claim.terms.bag.mass,
                news_mass: claim.news_mass,
                names,
                log_names: log_mass(names),
                length: claim.terms.sequence.len() as f32,
                phrases: claim.terms.phrases.iter().fold(0, |bits, (phrase, _)| bits | bit(*phrase)),
            }
        });
        let figures = figures.collect();
        let inside = Lists::of((0..group.claims.len()).map(|claim| {
            // Both are in the order of the terms, and the claim's are among the sentence's.
            let mut own = claims.at(claim).iter().zip(1..).peekable();
            numbers
                .at(group.sentence_of(claim))
                .iter()
                .map(move |id| own.next_if(|(term, _)| term.id == *id).map_or(0, |(_, at)| at))
        }));
        let told = group.articles.iter().map(|article| {
            let mut told = vec![0; known.len().div_ceil(u64::BITS as usize)];
            for number in index.held[*article].keys().filter_map(|id| known.get(id)) {
                told[*number as usize / 64] |= 1 << (number % 64);
            }
            told
        });
        Words { told: told.collect(), words: known.len(), claims, figures, sequences, numbers, sentences, inside }
    }

    /// The weight of the terms of a claim that an article has.
    pub fn told(&self, claim: usize, article: usize) -> f32 {
        let told = &self.told[article];
        let is_told = |term: &&OfClaim| told[term.id as usize / 64] >> (term.id % 64) & 1 == 1;
        self.claims.at(claim).iter().filter(is_told).fold(0.0, |sum, term| sum + term.weight)
    }
}

/// `ln(1 + mass)`; most masses are none.
#[inline]
pub(super) fn log_mass(mass: f32) -> f32 {
    if mass == 0.0 { mass } else { mass.ln_1p() }
}

/// The bit that stands for a phrase.
fn bit((first, second): (u32, u32)) -> u128 {
    1 << ((first.wrapping_mul(0x9E37_79B1) ^ second.wrapping_mul(0x85EB_CA77)) >> 25)
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
