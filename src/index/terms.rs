//! The words of sentences and claims as interned, weighted terms.

use super::forms;
use super::variants::Spellings;
use crate::model::Claim;
use crate::text::{Lexicon, Span, fold, words};
use indexmap::IndexSet;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use std::sync::LazyLock;

static FUNCTION_WORDS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/function_words.txt")));

/// An event of fewer sentences counts as one of so many: what few sentences repeat tells little of how common it is.
const LEAST_SENTENCES: f32 = 40.0;

/// One word of a sentence, ready for matching.
#[derive(Debug, Clone)]
pub(super) struct ReadWord {
    pub span: Span,
    /// The folded word.
    pub folded: String,
    /// The stem; for a number word its digits.
    pub stem: String,
    /// Whether it tells something, as opposed to function words.
    pub content: bool,
    /// Whether it is written with a capital although no sentence starts there.
    pub capital: bool,
    /// Whether punctuation stands between it and the word before.
    pub after_break: bool,
    /// What stands between it and the word before.
    pub gap: Gap,
    /// The word as printed, without full stops, where it may be a short name: an acronym or a listed alias.
    pub short: Option<String>,
}

/// What stands between two words, as far as compounds need to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// Only white space.
    Space,
    /// Only a hyphen.
    Hyphen,
    /// Anything else.
    Other,
}

impl Gap {
    fn of(gap: &str) -> Self {
        match gap {
            "-" | "\u{2010}" | "\u{2011}" => Gap::Hyphen,
            _ if !gap.is_empty() && gap.chars().all(char::is_whitespace) => Gap::Space,
            _ => Gap::Other,
        }
    }
}

/// Reads the words of one sentence.
pub(super) fn read(text: &str, sentence: Span) -> Vec<ReadWord> {
    let mut last_end = sentence.start;
    let mut first = true;
    let mut out = Vec::new();
    for word in words(text, sentence) {
        let folded = fold(word.text);
        if folded.is_empty() {
            continue;
        }
        let gap = &text[last_end..word.span.start];
        out.extend(percent_sign(gap, last_end));
        let after_break = gap.contains([',', ';', ':', '(', ')', '—', '–', '"', '“', '”', '«', '»']) || gap.contains(" - ");
        // A quotation's first word has its capital for standing first.
        let opens = first || gap.contains(['"', '“', '«', '‘']) || gap.contains(". ");
        let (stem, content) = base_form(&folded);
        let capital = !opens && word.text.chars().next().is_some_and(char::is_uppercase);
        let short = state(text, word.span, gap).or_else(|| short_name(word.text));
        // `US` and `IS` are names, whatever `us` and `is` are.
        let content = content || short.is_some();
        out.push(ReadWord { span: word.span, stem, folded, content, capital, after_break, gap: Gap::of(gap), short });
        last_end = word.span.end;
        first = false;
    }
    out.extend(percent_sign(text.get(last_end..sentence.end).unwrap_or(""), last_end));
    out
}

/// The sign at the head of what follows a number, as the word that it stands for.
fn percent_sign(gap: &str, start: usize) -> Option<ReadWord> {
    let folded = gap.starts_with('%').then(|| "percent".to_owned())?;
    let (span, stem) = (Span::new(start, start + 1), forms::base_form(&folded));
    Some(ReadWord { span, folded, stem, content: true, capital: false, after_break: false, gap: Gap::Space, short: None })
}

/// A state in the short form that follows a town or a party: `Lowell, Mass.`, `D-Calif.`; elsewhere such words are others (`Miss.`).
fn state(text: &str, word: Span, gap: &str) -> Option<String> {
    let dotted = text.get(word.start..word.end + 1).filter(|w| w.ends_with('.'))?;
    (gap.ends_with(", ") || Gap::of(gap) == Gap::Hyphen).then_some(())?;
    super::aliases::is_listed(dotted).then(|| dotted.to_owned())
}

/// The stem of a folded word, as [`forms::base_form`] gives it, and whether it tells something.
pub(super) fn base_form(folded: &str) -> (String, bool) {
    let letters = folded.chars().any(char::is_alphanumeric);
    let content = letters && !FUNCTION_WORDS.has(folded) && (folded.len() > 1 || folded.bytes().all(|b| b.is_ascii_digit()));
    (forms::base_form(folded).replace(',', ""), content)
}

/// `word` without full stops where it can be a short name: two to six capitals, or listed as one.
fn short_name(word: &str) -> Option<String> {
    let bare: String = word.strip_suffix("'s").or(word.strip_suffix("’s")).unwrap_or(word).replace('.', "");
    let capitals = (2..=6).contains(&bare.len()) && bare.bytes().all(|b| b.is_ascii_uppercase());
    (capitals || super::aliases::is_listed(&bare)).then_some(bare)
}

/// One term of a claim with what it weighs in the claim's event.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Term {
    /// The term's number; equal stems have equal numbers.
    pub id: u32,
    /// Its weight in the event, in nats; above 0.
    pub weight: f32,
    /// Whether it is a name.
    pub name: bool,
    /// Whether it stands in quotation marks here.
    pub quoted: bool,
}

/// A set of terms, sorted by number, with the sum of their weights.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Bag {
    /// The terms, sorted by number, each once.
    pub terms: Vec<Term>,
    /// The sum of their weights.
    pub mass: f32,
}

impl Bag {
    fn of(mut terms: Vec<Term>) -> Self {
        terms.sort_by(|a, b| a.id.cmp(&b.id).then(b.quoted.cmp(&a.quoted)));
        terms.dedup_by_key(|t| t.id);
        let mass = terms.iter().map(|t| t.weight).sum();
        Bag { terms, mass }
    }

    /// The terms of both, as they stand in `self` and in `other`.
    pub fn shared<'a>(&'a self, other: &'a Bag) -> impl Iterator<Item = (&'a Term, &'a Term)> {
        let mut right = other.terms.iter().peekable();
        self.terms.iter().filter_map(move |left| {
            while right.next_if(|r| r.id < left.id).is_some() {}
            right.next_if(|r| r.id == left.id).map(|r| (left, r))
        })
    }

    /// The weight of the terms of both, by the lesser of the two weights.
    pub fn shared_mass(&self, other: &Bag) -> f32 {
        self.shared(other).map(|(l, r)| l.weight.min(r.weight)).sum()
    }
}

/// A run of words in quotation marks.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Fragment {
    /// All its words in order, function words too.
    pub words: Vec<u32>,
    /// What it weighs in its event, in nats: its words, each bounded ([`Fragment::WORD`], [`Fragment::FUNCTION_WORD`]).
    pub mass: f32,
    /// Whether it tells enough to be known again: four words, or one that is rare in its event.
    pub telling: bool,
    /// A bit for each of its words, as in [`Sentence::signature`].
    pub signature: u128,
}

impl Fragment {
    /// The most that one content word counts for, in nats.
    pub const WORD: f32 = 6.0;
    /// The most that one function word counts for, in nats: a run of them is telling, one is not.
    pub const FUNCTION_WORD: f32 = 2.0;
    /// A content word of this weight is rare, in nats: it stands in about four of a hundred sentences of the event.
    const RARE: f32 = 3.0;
    /// A run of so many words is known again, whatever they are.
    const LONG: usize = 4;
}

/// The words of one sentence.
#[derive(Debug, Clone, Default)]
pub struct Sentence {
    /// Its content terms.
    pub bag: Bag,
    /// All its words in order, function words too.
    pub words: Vec<u32>,
    /// Its runs in quotation marks.
    pub fragments: Vec<Fragment>,
    /// A bit for each of its words: where one is missing, so is the word.
    pub signature: u128,
}

/// The words of one claim.
#[derive(Debug, Clone, Default)]
pub struct Terms {
    /// Its content terms.
    pub bag: Bag,
    /// All its words in order, function words too.
    pub sequence: Vec<u32>,
    /// Its neighbouring content terms as (first, second), sorted, each with the mean weight of the two.
    pub phrases: Vec<((u32, u32), f32)>,
    /// Its clauses and runs of up to three clauses; the whole claim where it has but one.
    pub windows: Vec<Bag>,
}

/// The run's terms and their weights by event.
pub(super) struct Vocabulary<'a> {
    ids: IndexSet<String, FxBuildHasher>,
    spellings: &'a Spellings,
    /// By event: term -> (sentences that hold it, how often it is a name there, how often it stands at all).
    counts: Vec<FxHashMap<u32, Count>>,
    sentences: Vec<u32>,
    shares: Vec<f32>,
    smoothing: f32,
}

#[derive(Debug, Clone, Copy, Default)]
struct Count {
    sentences: u32,
    capitals: u32,
    occurrences: u32,
}

impl<'a> Vocabulary<'a> {
    pub(super) fn build(read: &[Vec<ReadWord>], events: &[usize], spellings: &'a Spellings, smoothing: f32) -> Self {
        let count = events.iter().max().map_or(0, |m| m + 1);
        let mut ids: IndexSet<String, FxBuildHasher> = IndexSet::default();
        let mut counts = vec![FxHashMap::<u32, Count>::default(); count];
        let mut sentences = vec![0u32; count];
        let mut totals: Vec<u32> = Vec::new();
        let mut distinct: FxHashSet<(usize, Vec<u32>)> = FxHashSet::default();
        for (words, event) in read.iter().zip(events) {
            let mut here = Vec::with_capacity(words.len());
            for word in words {
                let id = intern(&mut ids, spellings.canonical(*event, &word.stem));
                let entry = counts[*event].entry(id).or_default();
                entry.occurrences += 1;
                entry.capitals += u32::from(word.capital);
                here.push(id);
            }
            // Ten copies of one wire story do not make its words ten times as common.
            if !distinct.insert((*event, here.clone())) {
                continue;
            }
            sentences[*event] += 1;
            here.sort_unstable();
            here.dedup();
            totals.resize(ids.len(), 0);
            for id in here {
                totals[id as usize] += 1;
                counts[*event].entry(id).or_default().sentences += 1;
            }
        }
        totals.resize(ids.len(), 0);
        let all = distinct.len().max(1) as f32;
        let shares = totals.iter().map(|t| *t as f32 / all).collect();
        Vocabulary { ids, spellings, counts, sentences, shares, smoothing }
    }

    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }

    /// For each term how rare it is in the news at large, in nats.
    pub(super) fn rarity(&self) -> Vec<f32> {
        self.ids.iter().map(|term| super::rarity::rarity(term)).collect()
    }

    /// A whole sentence, with the runs of it that stand in quotation marks.
    pub(super) fn sentence(&self, read: &[ReadWord], event: usize, quoted: &[Span]) -> Sentence {
        let words: Vec<u32> = read.iter().filter_map(|w| self.id(event, &w.stem)).collect();
        let bag = Bag::of(read.iter().filter(|w| w.content).filter_map(|w| self.term(w, event, false)).collect());
        let mut fragments: Vec<Fragment> = Vec::new();
        for span in quoted {
            let fragment = self.fragment(read.iter().filter(|w| span.contains(w.span)), event);
            if !fragment.words.is_empty() && !fragments.contains(&fragment) {
                fragments.push(fragment);
            }
        }
        let signature = words.iter().fold(0, |bits, word| bits | bit(*word));
        Sentence { bag, words, fragments, signature }
    }

    fn fragment<'w>(&self, words: impl Iterator<Item = &'w ReadWord>, event: usize) -> Fragment {
        let mut fragment = Fragment::default();
        for word in words {
            let Some(term) = self.term(word, event, true) else { continue };
            fragment.words.push(term.id);
            fragment.signature |= bit(term.id);
            fragment.mass += term.weight.min(if word.content { Fragment::WORD } else { Fragment::FUNCTION_WORD });
            fragment.telling |= word.content && term.weight >= Fragment::RARE;
        }
        fragment.telling |= fragment.words.len() >= Fragment::LONG;
        fragment
    }

    /// The words of `claim`, whose sentence was `read`.
    pub(super) fn terms(&self, read: &[ReadWord], event: usize, claim: &Claim) -> Terms {
        let inside: Vec<&ReadWord> = read.iter().filter(|w| claim.span.contains(w.span)).collect();
        let quoted = |span: Span| claim.quoted.iter().any(|q| q.contains(span));
        let mut sequence = Vec::with_capacity(inside.len());
        let mut content = Vec::new();
        let mut clauses: Vec<Vec<Term>> = vec![Vec::new()];
        for word in &inside {
            let Some(id) = self.id(event, &word.stem) else { continue };
            sequence.push(id);
            if opens_clause(word) && clauses.last().is_some_and(|c| !c.is_empty()) {
                clauses.push(Vec::new());
            }
            if word.content
                && let Some(term) = self.term(word, event, quoted(word.span))
            {
                content.push(term);
                if let Some(clause) = clauses.last_mut() {
                    clause.push(term);
                }
            }
        }
        let mut phrases: Vec<_> = content.windows(2).map(|w| ((w[0].id, w[1].id), (w[0].weight + w[1].weight) / 2.0)).collect();
        phrases.sort_by_key(|(key, _)| *key);
        phrases.dedup_by_key(|(key, _)| *key);
        Terms { bag: Bag::of(content), sequence, phrases, windows: windows(&clauses) }
    }

    fn id(&self, event: usize, stem: &str) -> Option<u32> {
        self.ids.get_index_of(self.spellings.canonical(event, stem)).map(|at| at as u32)
    }

    fn term(&self, word: &ReadWord, event: usize, quoted: bool) -> Option<Term> {
        let id = self.id(event, &word.stem)?;
        let count = self.counts[event].get(&id)?;
        let held = count.sentences as f32 + self.smoothing * self.shares[id as usize];
        let sentences = (self.sentences[event] as f32).max(LEAST_SENTENCES);
        let weight = -(held / (sentences + self.smoothing)).ln();
        let name = count.capitals * 2 > count.occurrences;
        // A term of every sentence would weigh nothing; the floor keeps a claim made of such terms comparable to itself.
        Some(Term { id, weight: weight.max(0.05), name, quoted })
    }
}

/// The bit that stands for a word.
fn bit(word: u32) -> u128 {
    1 << (word.wrapping_mul(0x9E37_79B1) >> 25)
}

fn intern(ids: &mut IndexSet<String, FxBuildHasher>, stem: &str) -> u32 {
    match ids.get_index_of(stem) {
        Some(at) => at as u32,
        None => ids.insert_full(stem.to_owned()).0 as u32,
    }
}

/// Whether a new clause may begin at `word`: after punctuation, or at a word that joins clauses.
fn opens_clause(word: &ReadWord) -> bool {
    const JOINTS: [&str; 18] = [
        "and", "but", "that", "which", "who", "while", "whereas", "because", "after", "before", "as", "when", "if", "unless",
        "until", "saying", "adding", "although",
    ];
    word.after_break || JOINTS.contains(&word.folded.as_str())
}

/// Runs of one to three clauses as bags, each once.
fn windows(clauses: &[Vec<Term>]) -> Vec<Bag> {
    const LONGEST: usize = 3;
    // A list of forty names is forty clauses by punctuation; past a point windows only repeat each other.
    const MOST_CLAUSES: usize = 24;
    let clauses: Vec<&Vec<Term>> = clauses.iter().filter(|c| !c.is_empty()).take(MOST_CLAUSES).collect();
    let mut out: Vec<Bag> = Vec::new();
    for length in 1..=LONGEST.min(clauses.len()) {
        for run in clauses.windows(length) {
            let bag = Bag::of(run.iter().flat_map(|c| c.iter().copied()).collect());
            if !out.contains(&bag) {
                out.push(bag);
            }
        }
    }
    out
}
