//! The words of sentences and claims as weighted terms.

use super::vocabulary::{EventTerms, Word};
use crate::model::Claim;
use crate::text::Span;

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
        // What the sum of nothing is.
        let (mut i, mut j, mut mass) = (0, 0, -0.0);
        while let (Some(l), Some(r)) = (self.terms.get(i), other.terms.get(j)) {
            if l.id == r.id {
                mass += l.weight.min(r.weight);
            }
            (i, j) = (i + usize::from(l.id <= r.id), j + usize::from(r.id <= l.id));
        }
        mass
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
    /// What they weigh together, in nats.
    pub phrase_mass: f32,
    /// Its clauses and runs of up to three clauses, [`Terms::MOST_WINDOWS`] at most; the whole claim where it has but one.
    pub windows: Vec<Bag>,
}

impl Terms {
    /// How many clauses are joined to a window at most.
    const LONGEST_WINDOW: usize = 3;

    /// So many clauses are looked at. A list of forty names is forty clauses by punctuation; past a point windows only repeat each other.
    const MOST_CLAUSES: usize = 24;

    /// No claim has more windows.
    pub const MOST_WINDOWS: usize = Self::LONGEST_WINDOW * Self::MOST_CLAUSES;
}

/// A whole sentence, with the runs of it that stand in quotation marks.
pub(super) fn sentence(words: &[Word], event: &EventTerms, quoted: &[Span]) -> Sentence {
    let bag = Bag::of(words.iter().filter(|word| word.content).map(|word| event.term(word)).collect());
    let mut fragments: Vec<Fragment> = Vec::new();
    for span in quoted {
        let fragment = fragment(words.iter().filter(|word| span.contains(word.span)), event);
        if !fragment.words.is_empty() && !fragments.contains(&fragment) {
            fragments.push(fragment);
        }
    }
    let words: Vec<u32> = words.iter().map(|word| event.term(word).id).collect();
    let signature = words.iter().fold(0, |bits, word| bits | bit(*word));
    Sentence { bag, words, fragments, signature }
}

fn fragment<'w>(words: impl Iterator<Item = &'w Word>, event: &EventTerms) -> Fragment {
    let mut fragment = Fragment::default();
    for word in words {
        let term = event.term(word);
        fragment.words.push(term.id);
        fragment.signature |= bit(term.id);
        fragment.mass += term.weight.min(if word.content { Fragment::WORD } else { Fragment::FUNCTION_WORD });
        fragment.telling |= word.content && term.weight >= Fragment::RARE;
    }
    fragment.telling |= fragment.words.len() >= Fragment::LONG;
    fragment
}

/// The words of `claim`, which are among those of its sentence.
pub(super) fn of_claim(words: &[Word], event: &EventTerms, claim: &Claim) -> Terms {
    let inside = || words.iter().filter(|word| claim.span.contains(word.span));
    let quoted = |span: Span| claim.quoted.iter().any(|q| q.contains(span));
    let mut sequence = Vec::with_capacity(inside().count());
    let mut content = Vec::new();
    let mut clauses: Vec<Vec<Term>> = vec![Vec::new()];
    for word in inside() {
        let term = event.term(word);
        sequence.push(term.id);
        if word.opens_clause && clauses.last().is_some_and(|c| !c.is_empty()) {
            clauses.push(Vec::new());
        }
        if word.content {
            let term = Term { quoted: quoted(word.span), ..term };
            content.push(term);
            if let Some(clause) = clauses.last_mut() {
                clause.push(term);
            }
        }
    }
    let mut phrases: Vec<_> = content.windows(2).map(|w| ((w[0].id, w[1].id), (w[0].weight + w[1].weight) / 2.0)).collect();
    phrases.sort_by_key(|(key, _)| *key);
    phrases.dedup_by_key(|(key, _)| *key);
    let phrase_mass = phrases.iter().map(|(_, weight)| weight).sum();
    Terms { bag: Bag::of(content), sequence, phrases, phrase_mass, windows: windows(&clauses) }
}

/// The bit that stands for a word.
fn bit(word: u32) -> u128 {
    1 << (word.wrapping_mul(0x9E37_79B1) >> 25)
}

/// Runs of one to three clauses as bags, each once.
fn windows(clauses: &[Vec<Term>]) -> Vec<Bag> {
    let clauses: Vec<&Vec<Term>> = clauses.iter().filter(|c| !c.is_empty()).take(Terms::MOST_CLAUSES).collect();
    let mut out: Vec<Bag> = Vec::new();
    for length in 1..=Terms::LONGEST_WINDOW.min(clauses.len()) {
        for run in clauses.windows(length) {
            let bag = Bag::of(run.iter().flat_map(|c| c.iter().copied()).collect());
            if !out.contains(&bag) {
                out.push(bag);
            }
        }
    }
    out
}
