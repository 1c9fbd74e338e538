//! The terms of a run, by number, and what each weighs in each event.

use super::aliases::{self, Unifier};
use super::compounds::{self, Joiner};
use super::rarity::rarity;
use super::reading::{self, ReadWord, Stems, Texts};
use super::terms::Term;
use super::{values, variants};
use crate::model::Quantity;
use crate::text::Span;
use indexmap::IndexSet;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use std::ops::Range;

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
#[derive(Debug)]
struct Known {
    /// The number of its stem among the texts of its stretch.
    stem: u32,
    /// Distinct sentences that hold it.
    sentences: u32,
    /// How often it stands with a capital, and how often at all.
    capitals: u32,
    occurrences: u32,
}

/// Several events that were read together, so that a word that more than one has is looked up once.
#[derive(Debug)]
pub(super) struct Stretch {
    /// The events, in order.
    pub events: Vec<EventWords>,
    /// Their stems, by number.
    stems: Stems,
}

/// A stretch ends with the event with which it has so many sentences.
const SENTENCES: usize = 2_000;

/// The events in stretches; `events` are the sentences of each.
pub(super) fn stretches(events: &[Vec<Unread>]) -> Vec<Range<usize>> {
    let (mut stretches, mut start, mut sentences) = (Vec::new(), 0, 0);
    for (at, event) in events.iter().enumerate() {
        sentences += event.len();
        if sentences >= SENTENCES || at + 1 == events.len() {
            stretches.push(start..at + 1);
            (start, sentences) = (at + 1, 0);
        }
    }
    stretches
}

impl Stretch {
    /// Reads the sentences of some events. `name_likeness` is how alike two spellings of one name are at the least.
    pub fn read(events: &[Vec<Unread>], name_likeness: f64) -> Self {
        let mut texts = Texts::default();
        let mut numbers = Vec::new();
        let events = events.iter().map(|event| EventWords::read(event, name_likeness, &mut texts, &mut numbers)).collect();
        Stretch { events, stems: texts.into_texts() }
    }
}

impl EventWords {
    fn read<'a>(sentences: &[Unread<'a>], name_likeness: f64, texts: &mut Texts<'a>, numbers: &mut Vec<Option<u32>>) -> Self {
        let mut read = Vec::with_capacity(sentences.len());
        for one in sentences {
            let words = reading::read(one.text, one.span, texts);
            read.push(values::unify(words, one.values, texts));
        }
        let read = one_term_each(read, texts);
        let articles: Vec<usize> = sentences.iter().map(|one| one.article).collect();
        let spellings = variants::spellings(&read, &articles, texts, name_likeness);
        EventWords::of(&read, &spellings, texts, numbers)
    }

    /// `numbers` is for the terms of this event by the numbers of their stems; it has none before and after.
    fn of(read: &[Vec<ReadWord>], spellings: &FxHashMap<u32, u32>, texts: &Texts, numbers: &mut Vec<Option<u32>>) -> Self {
        let mut event = EventWords::default();
        numbers.resize(texts.len(), None);
        let mut distinct: FxHashSet<Vec<u32>> = FxHashSet::default();
        let joints: Vec<u32> = JOINTS.iter().filter_map(|joint| texts.known(joint)).collect();
        for words in read {
            let mut sentence = Vec::with_capacity(words.len());
            for word in words {
                let stem = spellings.get(&word.stem).copied().unwrap_or(word.stem);
                let term = *numbers[stem as usize].get_or_insert_with(|| {
                    event.terms.push(Known { stem, sentences: 0, capitals: 0, occurrences: 0 });
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
            if !distinct.contains(&terms) {
                distinct.insert(terms.clone());
                terms.sort_unstable();
                terms.dedup();
                terms.into_iter().for_each(|term| event.terms[term as usize].sentences += 1);
            }
            event.sentences.push(sentence);
        }
        event.terms.iter().for_each(|known| numbers[known.stem as usize] = None);
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
    #[inline]
    pub fn term(&self, word: &Word) -> Term {
        self.0[word.term as usize]
    }
}

/// The terms of all events, and for each distinct one how rare it is in the news at large, in nats. `events` says of each sentence, in the order of the run, which event
/// it stands in: terms are numbered in the order in which they are met. `smoothing` is how many sentences of the run count beside the
/// event's own.
pub(super) fn weigh(read: &[Stretch], events: &[usize], smoothing: f32) -> (Vec<EventTerms>, Vec<f32>) {
    let in_stretches = || read.iter().zip(0..).flat_map(|(stretch, at)| stretch.events.iter().map(move |event| (event, at)));
    let of_event: Vec<(&EventWords, usize)> = in_stretches().collect();
    // A stem is looked up once for each stretch that has it.
    let mut in_run: Vec<Vec<Option<u32>>> = read.iter().map(|stretch| vec![None; stretch.stems.len()]).collect();
    let mut ids: IndexSet<&str, FxBuildHasher> = IndexSet::default();
    let mut numbers: Vec<Vec<u32>> = of_event.iter().map(|(event, _)| Vec::with_capacity(event.terms.len())).collect();
    let mut next = vec![0; of_event.len()];
    for at in events {
        let (event, stretch) = of_event[*at];
        let words = &event.sentences[next[*at]];
        next[*at] += 1;
        let numbers = &mut numbers[*at];
        for word in words {
            // An event numbers its terms in the same order.
            if word.term as usize == numbers.len() {
                let stem = event.terms[word.term as usize].stem as usize;
                let id = in_run[stretch][stem].get_or_insert_with(|| ids.insert_full(&read[stretch].stems[stem]).0 as u32);
                numbers.push(*id);
            }
        }
    }
    let mut totals = vec![0u32; ids.len()];
    for ((event, _), numbers) in of_event.iter().zip(&numbers) {
        event.terms.iter().zip(numbers).for_each(|(known, id)| totals[*id as usize] += known.sentences);
    }
    let all = of_event.iter().map(|(event, _)| event.distinct).sum::<u32>().max(1) as f32;
    let term = |event: &EventWords, known: &Known, id: u32| {
        let held = known.sentences as f32 + smoothing * (totals[id as usize] as f32 / all);
        let sentences = (event.distinct as f32).max(LEAST_SENTENCES);
        let weight = -(held / (sentences + smoothing)).ln();
        // A term of every sentence would weigh nothing; the floor keeps a claim made of such terms comparable to itself.
        Term { id, weight: weight.max(0.05), name: known.capitals * 2 > known.occurrences, quoted: false }
    };
    let terms = |((event, _), numbers): (&(&EventWords, usize), &Vec<u32>)| {
        EventTerms(event.terms.iter().zip(numbers).map(|(known, id)| term(event, known, *id)).collect())
    };
    (of_event.iter().zip(&numbers).map(terms).collect(), ids.iter().map(|term| rarity(term)).collect())
}
