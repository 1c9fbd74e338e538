//! The terms of a run, by number, and what each weighs in each event.

use super::aliases::{self, Unifier};
use super::compounds::{self, Joiner};
use super::rarity::rarity;
use super::reading::{self, ReadWord, Texts};
use super::terms::Term;
use super::{values, variants};
use crate::model::Quantity;
use crate::text::Span;
use indexmap::IndexSet;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

/// An event of fewer sentences counts as one of so many: what few sentences repeat tells little of how common it is.
const LEAST_SENTENCES: f32 = 40.0;

/// A sentence before it is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unread<'a> {
    /// Its article, by position.
    pub article: usize,
    /// The article's text.
    pub text: &'a str,
    /// Its place.
    pub span: Span,
    /// Its numbers, in order.
    pub values: &'a [&'a Quantity],
}

/// One word of a sentence as a term of its event.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    pub span: Span,
    /// The number of its term in its event.
    term: u32,
    /// Whether it tells something, as opposed to function words.
    pub content: bool,
    /// Whether a new clause may begin at it.
    pub opens_clause: bool,
}

/// The sentences of one event, whose terms are numbered in the order in which they are met.
#[derive(Debug, Default)]
pub(super) struct EventWords {
    /// The words of each sentence, in the order in which the sentences were given.
    pub sentences: Vec<Vec<Word>>,
    /// What is known of each term.
    terms: Vec<Known>,
    /// How many distinct sentences there are.
    distinct: u32,
}

/// A term in its event.
#[derive(Debug, Default)]
struct Known {
    stem: String,
    /// Distinct sentences that hold it.
    sentences: u32,
    /// How often it stands with a capital, and how often at all.
    capitals: u32,
    occurrences: u32,
}

impl EventWords {
    /// Reads the sentences of one event. `name_likeness` is how alike two spellings of one name are at the least.
    pub fn read(sentences: &[Unread], name_likeness: f64) -> Self {
        let mut texts = Texts::default();
        let mut read = Vec::with_capacity(sentences.len());
        for one in sentences {
            let words = reading::read(one.text, one.span, &mut texts);
            read.push(values::unify(words, one.values, &mut texts));
        }
        let read = one_term_each(read, &mut texts);
        let articles: Vec<usize> = sentences.iter().map(|one| one.article).collect();
        let spellings = variants::spellings(&read, &articles, &texts, name_likeness);
        EventWords::of(&read, &spellings, &texts)
    }

    fn of(read: &[Vec<ReadWord>], spellings: &FxHashMap<u32, u32>, texts: &Texts) -> Self {
        let mut event = EventWords::default();
        let mut numbers: Vec<Option<u32>> = vec![None; texts.len()];
        let mut distinct: FxHashSet<Vec<u32>> = FxHashSet::default();
        let joints: Vec<u32> = JOINTS.iter().filter_map(|joint| texts.known(joint)).collect();
        for words in read {
            let mut sentence = Vec::with_capacity(words.len());
            for word in words {
                let stem = spellings.get(&word.stem).copied().unwrap_or(word.stem);
                let term = *numbers[stem as usize].get_or_insert_with(|| {
                    event.terms.push(Known { stem: texts.text(stem).to_owned(), ..Known::default() });
                    event.terms.len() as u32 - 1
                });
                let known = &mut event.terms[term as usize];
                known.occurrences += 1;
                known.capitals += u32::from(word.capital);
                let opens_clause = word.after_break || joints.contains(&word.folded);
                sentence.push(Word { span: word.span, term, content: word.content, opens_clause });
            }
            let mut terms: Vec<u32> = sentence.iter().map(|word| word.term).collect();
            // Ten copies of one wire story do not make its words ten times as common.
            if distinct.insert(terms.clone()) {
                terms.sort_unstable();
                terms.dedup();
                terms.into_iter().for_each(|term| event.terms[term as usize].sentences += 1);
            }
            event.sentences.push(sentence);
        }
        event.distinct = distinct.len() as u32;
        event
    }
}

/// Makes one term of whatever is several words for one thing: compounds, names.
fn one_term_each(read: Vec<Vec<ReadWord>>, texts: &mut Texts) -> Vec<Vec<ReadWord>> {
    let whole = compounds::learn(&read, texts);
    let mut joiner = Joiner::new(&whole);
    let read: Vec<_> = read.into_iter().map(|words| joiner.join(words, texts)).collect();
    let learned = aliases::learn(&read, texts);
    let mut unifier = Unifier::new(&learned);
    read.into_iter().map(|words| unifier.unify(words, texts)).collect()
}

/// Words that join clauses.
const JOINTS: [&str; 18] = [
    "and", "but", "that", "which", "who", "while", "whereas", "because", "after", "before", "as", "when", "if", "unless",
    "until", "saying", "adding", "although",
];

/// The terms of one event, with their numbers in the run and their weights.
#[derive(Debug, Default)]
pub(super) struct EventTerms(Vec<Term>);

impl EventTerms {
    /// The term of a word of this event, as outside of quotation marks.
    pub fn term(&self, word: &Word) -> Term {
        self.0[word.term as usize]
    }
}

/// The terms of all events, and for each distinct one how rare it is in the news at large, in nats. `events` says of each sentence, in the order of the run, which event
/// it stands in: terms are numbered in the order in which they are met. `smoothing` is how many sentences of the run count beside the
/// event's own.
pub(super) fn weigh(read: &[EventWords], events: &[usize], smoothing: f32) -> (Vec<EventTerms>, Vec<f32>) {
    let mut ids: IndexSet<&str, FxBuildHasher> = IndexSet::default();
    let mut numbers: Vec<Vec<u32>> = read.iter().map(|event| Vec::with_capacity(event.terms.len())).collect();
    let mut next = vec![0; read.len()];
    for event in events {
        let words = &read[*event].sentences[next[*event]];
        next[*event] += 1;
        let numbers = &mut numbers[*event];
        for word in words {
            // An event numbers its terms in the same order.
            if word.term as usize == numbers.len() {
                numbers.push(ids.insert_full(&read[*event].terms[word.term as usize].stem).0 as u32);
            }
        }
    }
    let mut totals = vec![0u32; ids.len()];
    for (event, numbers) in read.iter().zip(&numbers) {
        event.terms.iter().zip(numbers).for_each(|(known, id)| totals[*id as usize] += known.sentences);
    }
    let all = read.iter().map(|event| event.distinct).sum::<u32>().max(1) as f32;
    let term = |event: &EventWords, known: &Known, id: u32| {
        let held = known.sentences as f32 + smoothing * (totals[id as usize] as f32 / all);
        let sentences = (event.distinct as f32).max(LEAST_SENTENCES);
        let weight = -(held / (sentences + smoothing)).ln();
        // A term of every sentence would weigh nothing; the floor keeps a claim made of such terms comparable to itself.
        Term { id, weight: weight.max(0.05), name: known.capitals * 2 > known.occurrences, quoted: false }
    };
    let terms = |(event, numbers): (&EventWords, &Vec<u32>)| {
        EventTerms(event.terms.iter().zip(numbers).map(|(known, id)| term(event, known, *id)).collect())
    };
    (read.iter().zip(&numbers).map(terms).collect(), ids.iter().map(|term| rarity(term)).collect())
}
