//! What is each claim made of? Claims become weighted terms and facts, so that this work is paid once per claim and not per pair.
//!
//! A word weighs what it tells inside its event: one that stands in every second sentence of the event (the town, the minister) tells
//! nothing there, however rare it is elsewhere. The weight is `-ln((sf + κp) / (n + κ))`, with `sf` of the event's `n` sentences holding
//! the term and `p` its share of all sentences of the run: a smoothed surprise, in nats. Beside it stands how rare the term is in the news at
//! large ([`Index::rarity`]).

mod aliases;
mod compounds;
mod facts;
mod forms;
mod rarity;
mod reading;
mod terms;
mod values;
mod variants;
mod vocabulary;

use crate::model::{Article, BlockKind, Claim, ClaimKind, Event, Polarity};
use crate::observe::{Observer, Stage};
use crate::parallel;
use rustc_hash::{FxBuildHasher, FxHashMap};
use vocabulary::{Stretch, Unread};

pub use facts::{Amount, SpeakerKey};
pub use terms::{Bag, Fragment, Sentence, Term, Terms};

/// How claims are weighed.
#[derive(Debug, Clone, PartialEq)]
pub struct IndexOptions {
    /// κ: how many sentences of the whole run count beside the event's own, in sentences, above 0. Default 10; results are flat from 2 to
    /// 50 (`docs/method.md`).
    pub smoothing: f32,
    /// How alike two spellings of one name must be, as Jaro-Winkler similarity, 0 to 1. Default 0.92: `Sergei`/`Sergey` are at 0.93.
    pub name_likeness: f64,
}

impl Default for IndexOptions {
    fn default() -> Self {
        IndexOptions { smoothing: 10.0, name_likeness: 0.92 }
    }
}

/// All claims, ready for comparison. Claims keep their positions.
#[derive(Debug, Clone, Default)]
pub struct Index {
    /// One for each claim.
    pub claims: Vec<Prepared>,
    /// The distinct sentences that claims stand in.
    pub sentences: Vec<Sentence>,
    /// For each article, in how many of its sentences each term stands.
    pub held: Vec<FxHashMap<u32, u32>>,
    /// For each term how rare it is in the news at large, whatever the event, in nats; above 0.
    pub rarity: Vec<f32>,
    /// How many distinct terms there are.
    pub terms: usize,
}

/// What is known of one claim before any comparison.
#[derive(Debug, Clone)]
pub struct Prepared {
    /// Its article, by position.
    pub article: usize,
    /// Its event, by position.
    pub event: usize,
    /// Its sentence in [`Index::sentences`].
    pub sentence: usize,
    /// Where its sentence stands in the article: 0 for the first, towards 1 for the last.
    pub place: f32,
    /// How many sentences of its article stand before its own, of those that claims stand in.
    pub before: usize,
    /// What it is.
    pub kind: ClaimKind,
    /// What it stands in: the title, running text, the text under a picture.
    pub block: BlockKind,
    /// Whether it affirms or denies.
    pub polarity: Polarity,
    /// How rare its terms are in the news at large ([`Index::rarity`]), summed.
    pub news_mass: f32,
    /// Its words.
    pub terms: Terms,
    /// Its numbers.
    pub numbers: Vec<Amount>,
    /// Its dates: the first and last day that each can mean, as days since an arbitrary one.
    pub dates: Vec<(i32, i32)>,
    /// Its speaker.
    pub speaker: Option<SpeakerKey>,
}

/// Prepares all claims.
pub fn index(
    articles: &[Article],
    claims: &[Claim],
    events: &[Event],
    options: &IndexOptions,
    observer: &dyn Observer,
) -> Index {
    observer.begin(Stage::Index, Some(claims.len() as u64));
    let event_of = event_of_articles(articles.len(), events);
    let (sentence_of, sentences) = distinct_sentences(claims);
    let values = values::of_sentences(claims, &sentence_of, sentences.len());
    let unread = |((article, span), values)| {
        let article: usize = article;
        Unread { article, text: &articles[article].text, span, values }
    };
    let unread: Vec<Unread> = sentences.iter().copied().zip(values.iter().map(Vec::as_slice)).map(unread).collect();
    let event_of_sentence: Vec<usize> = unread.iter().map(|sentence| event_of[sentence.article]).collect();
    // A sentence's words are read once, whatever the number of claims in it.
    let unread_of = by_event(&unread, &event_of_sentence, events.len());
    let stretches = vocabulary::stretches(&unread_of);
    let read: Vec<Stretch> =
        parallel::map(&stretches, |stretch| Stretch::read(&unread_of[stretch.clone()], options.name_likeness));
    let (terms_of, rarity) = vocabulary::weigh(&read, &event_of_sentence, options.smoothing);
    let words_of = words_by_sentence(&read, &event_of_sentence);

    let last_position = last_positions(articles.len(), claims);
    let before = sentences_before(&sentences);
    let prepared = parallel::count_up(claims.len(), |at| {
        let (claim, sentence) = (&claims[at], &sentence_of[at]);
        let event = event_of[claim.article];
        observer.advance(Stage::Index, 1);
        let terms = terms::of_claim(words_of[*sentence], &terms_of[event], claim);
        Prepared {
            article: claim.article,
            event,
            sentence: *sentence,
            place: claim.position as f32 / (last_position[claim.article].max(1)) as f32,
            before: before[*sentence],
            kind: claim.kind,
            block: articles[claim.article].blocks.get(claim.block).map_or(BlockKind::Paragraph, |block| block.kind),
            polarity: claim.polarity,
            news_mass: terms.bag.terms.iter().map(|term| rarity[term.id as usize]).sum(),
            terms,
            numbers: facts::numbers(claim),
            dates: facts::dates(claim),
            speaker: claim.speaker.as_ref().map(SpeakerKey::of),
        }
    });
    let quoted = quoted_in(claims, &sentence_of, sentences.len());
    let sentences =
        parallel::count_up(words_of.len(), |at| terms::sentence(words_of[at], &terms_of[event_of_sentence[at]], &quoted[at]));
    let held = held_by_articles(articles.len(), &unread, &sentences);
    observer.end(Stage::Index);
    Index { claims: prepared, sentences, held, terms: rarity.len(), rarity }
}

/// The sentences of each event, in order.
fn by_event<'a>(sentences: &[Unread<'a>], event_of: &[usize], events: usize) -> Vec<Vec<Unread<'a>>> {
    let mut of_event = vec![Vec::new(); events.max(1)];
    for (sentence, event) in sentences.iter().zip(event_of) {
        of_event[*event].push(*sentence);
    }
    of_event
}

/// The words of each sentence, in the order of the run.
fn words_by_sentence<'a>(read: &'a [Stretch], event_of: &[usize]) -> Vec<&'a [vocabulary::Word]> {
    let mut sentences: Vec<_> = read.iter().flat_map(|stretch| &stretch.events).map(|event| event.sentences.iter()).collect();
    event_of.iter().map(|event| sentences[*event].next().map_or(&[][..], Vec::as_slice)).collect()
}

fn event_of_articles(articles: usize, events: &[Event]) -> Vec<usize> {
    let mut event_of = vec![0; articles];
    for (at, event) in events.iter().enumerate() {
        for article in &event.articles {
            event_of[*article] = at;
        }
    }
    event_of
}

/// For each claim its sentence's number, and the sentences by number.
fn distinct_sentences(claims: &[Claim]) -> (Vec<usize>, Vec<(usize, crate::text::Span)>) {
    let mut seen = FxHashMap::default();
    let mut sentences = Vec::new();
    let numbers = claims.iter().map(|claim| {
        let key = (claim.article, claim.sentence.join(claim.span));
        *seen.entry(key).or_insert_with(|| {
            sentences.push(key);
            sentences.len() - 1
        })
    });
    (numbers.collect(), sentences)
}

/// For each sentence how many of its article stand before it.
fn sentences_before(sentences: &[(usize, crate::text::Span)]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    order.sort_by_key(|at| (sentences[*at].0, sentences[*at].1.start));
    let mut before = vec![0; sentences.len()];
    for two in order.windows(2) {
        let same = sentences[two[0]].0 == sentences[two[1]].0;
        before[two[1]] = if same { before[two[0]] + 1 } else { 0 };
    }
    before
}

/// For each sentence its runs in quotation marks.
fn quoted_in(claims: &[Claim], sentence_of: &[usize], sentences: usize) -> Vec<Vec<crate::text::Span>> {
    let mut quoted = vec![Vec::new(); sentences];
    for (claim, sentence) in claims.iter().zip(sentence_of) {
        quoted[*sentence].extend(claim.quoted.iter().copied());
    }
    quoted
}

/// For each article, in how many of its sentences each term stands.
fn held_by_articles(articles: usize, unread: &[Unread], sentences: &[Sentence]) -> Vec<FxHashMap<u32, u32>> {
    let mut of_article = vec![Vec::new(); articles];
    for (sentence, unread) in sentences.iter().zip(unread) {
        of_article[unread.article].push(sentence);
    }
    let held = |sentences: &Vec<&Sentence>| {
        // Every second word is a new one.
        let words: usize = sentences.iter().map(|sentence| sentence.bag.terms.len()).sum();
        let mut held = FxHashMap::with_capacity_and_hasher(words / 2, FxBuildHasher);
        for term in sentences.iter().flat_map(|sentence| &sentence.bag.terms) {
            *held.entry(term.id).or_default() += 1;
        }
        held
    };
    parallel::map(&of_article, held)
}

fn last_positions(articles: usize, claims: &[Claim]) -> Vec<usize> {
    let mut last = vec![0; articles];
    for claim in claims {
        last[claim.article] = last[claim.article].max(claim.position);
    }
    last
}
