//! The words of all accounts by number, and how any two of them stand to each other.

use super::piece::{Piece, Sort, Word};
use crate::compare::Variant;
use crate::text::Lexicon;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::sync::LazyLock;

static EVERYDAY: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../../data/lexicon/everyday.txt")));
static NATIONS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../../data/lexicon/nations.txt")));
static PLACES: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../../data/lexicon/places.txt")));
static CALENDAR: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../../data/lexicon/calendar.txt")));
static GIVEN_NAMES: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../../data/lexicon/given_names.txt")));

/// Names with one first letter beyond so many are not compared with each other: a text that has them is a list.
const MOST_NAMES: usize = 256;

/// The shortest name of which spellings are looked for.
const SHORTEST_NAME: usize = 4;

/// A word, once for all places where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kind {
    /// Number of its meaning, and of its stem.
    meaning: u32,
    stem: u32,
    sort: Sort,
    /// Whether it is a name of which there are other spellings.
    is_respelled: bool,
}

/// What is no word of the collation.
const NO_WORD: Kind = Kind { meaning: u32::MAX, stem: u32::MAX, sort: Sort::Function, is_respelled: false };

/// The distinct words of a collation, numbered by alphabet.
#[derive(Debug)]
pub(super) struct Vocabulary {
    kinds: Vec<Kind>,
    /// Pairs of names that are spellings of one, both ways round, sorted.
    spellings: Vec<(u32, u32)>,
}

/// A place of a word: its account, and its position there.
type Place<'a> = (&'a Piece, usize, usize);

/// Numbers of texts: equal ones have one number. Most are the key of a word, and have the number of that.
struct Numbers<'a> {
    /// By alphabet.
    words: &'a [Seen<'a>],
    others: FxHashMap<&'a str, u32>,
}

impl<'a> Numbers<'a> {
    fn of(words: &'a [Seen<'a>]) -> Self {
        Numbers { words, others: FxHashMap::default() }
    }

    /// The number of `text`, which is likely that of the word `own`.
    #[inline]
    fn number(&mut self, text: &'a str, own: u32) -> u32 {
        if self.words.get(own as usize).is_some_and(|seen| seen.word.key == text) {
            return own;
        }
        if let Ok(known) = self.words.binary_search_by(|seen| seen.word.against(text)) {
            return known as u32;
        }
        let next = (self.words.len() + self.others.len()) as u32;
        *self.others.entry(text).or_insert(next)
    }
}

/// What all places of a word tell of it.
struct Seen<'a> {
    /// As it stands at the first of them.
    word: &'a Word,
    /// Its places, in order.
    places: &'a [Place<'a>],
    sort: Sort,
    /// Whether it is printed with a capital letter, or without one, somewhere.
    capital: bool,
    lower: bool,
}

impl Vocabulary {
    /// The words of `accounts`, and for each account the numbers of its words; names that are `spelling` alike or more, by Jaro-Winkler,
    /// are spellings of one.
    pub(super) fn of(accounts: &[Cow<[Piece]>], spelling: f64) -> (Self, Vec<Vec<u32>>) {
        let all = accounts.iter().enumerate();
        let mut places: Vec<Place> =
            all.flat_map(|(account, pieces)| pieces.iter().enumerate().map(move |(at, piece)| (piece, account, at))).collect();
        places.sort_unstable_by(|a, b| a.0.word.by_alphabet(&b.0.word).then((a.1, a.2).cmp(&(b.1, b.2))));
        let mut words: Vec<Vec<u32>> = accounts.iter().map(|pieces| vec![0; pieces.len()]).collect();
        let mut seen: Vec<Seen> = Vec::with_capacity(places.len());
        for places in places.chunk_by(|a, b| a.0.word.by_alphabet(&b.0.word).is_eq()) {
            places.iter().for_each(|(_, account, at)| words[*account][*at] = seen.len() as u32);
            let piece = places[0].0;
            let sort = places.iter().map(|(piece, ..)| piece.sort).max().unwrap_or(piece.sort);
            let capital = places.iter().any(|(piece, ..)| piece.word.capital);
            let lower = places.iter().any(|(piece, ..)| !piece.word.capital);
            seen.push(Seen { word: &piece.word, places, sort, capital, lower });
        }
        let (mut meanings, mut stems) = (Numbers::of(&seen), Numbers::of(&seen));
        let mut kinds: Vec<Kind> = Vec::with_capacity(seen.len());
        for (number, seen) in (0..).zip(&seen) {
            let (meaning, stem) = (meanings.number(&seen.word.meaning, number), stems.number(&seen.word.stem, number));
            // A word that is also printed in lower case has its capital for standing first, or in a title.
            let sort = if seen.sort == Sort::Name && seen.lower { Sort::Content } else { seen.sort };
            kinds.push(Kind { meaning, stem, sort, is_respelled: false });
        }
        let mut spellings: Vec<(u32, u32)> =
            spellings(&seen, spelling).into_iter().flat_map(|(one, other)| [(one, other), (other, one)]).collect();
        spellings.sort_unstable();
        spellings.iter().for_each(|(one, _)| kinds[*one as usize].is_respelled = true);
        (Vocabulary { kinds, spellings }, words)
    }

    /// All that is known of a word by itself.
    #[inline]
    pub(super) fn kind(&self, word: u32) -> Kind {
        self.kinds.get(word as usize).copied().unwrap_or(NO_WORD)
    }

    /// The same of several words.
    pub(super) fn kinds(&self, words: &[u32]) -> Vec<Kind> {
        words.iter().map(|word| self.kind(*word)).collect()
    }

    /// The number of what a word means: the same for two spellings, for a name and its short form.
    #[inline]
    pub(super) fn meaning(&self, word: u32) -> u32 {
        self.kind(word).meaning
    }

    /// What a word is.
    #[inline]
    pub(super) fn sort(&self, word: u32) -> Sort {
        self.kind(word).sort
    }

    /// Whether the word tells something.
    #[inline]
    pub(super) fn is_content(&self, word: u32) -> bool {
        self.sort(word) != Sort::Function
    }

    /// How two words differ; `None` where they are one.
    #[inline]
    pub(super) fn variant(&self, one: u32, other: u32) -> Option<Variant> {
        if one == other {
            return None;
        }
        let (Some(a), Some(b)) = (self.kinds.get(one as usize), self.kinds.get(other as usize)) else {
            return Some(Variant::Wording);
        };
        let amounts = a.sort == Sort::Amount && b.sort == Sort::Amount;
        Some(if a.meaning == b.meaning {
            if a.sort == Sort::Alias || b.sort == Sort::Alias { Variant::Alias } else { Variant::Spelling }
        } else if amounts {
            Variant::Number
        } else if a.stem == b.stem && a.sort != Sort::Function && b.sort != Sort::Function {
            Variant::Inflection
        } else if a.is_respelled && self.spellings.binary_search(&(one, other)).is_ok() {
            Variant::Spelling
        } else {
            Variant::Wording
        })
    }

    /// Raises each of `worths` to what it is worth to lay a word beside that word of a row, which is given with the kinds of its words,
    /// and `more`.
    #[inline]
    pub(super) fn raise(&self, worths: &mut [i32], one: u32, more: i32, (row, kinds): (&[u32], &[Kind])) {
        let kind = self.kind(one);
        // Nearly all words have nothing in common: what that is worth is told by whether they tell something.
        let may_be_alike = kind.is_respelled || kind.sort == Sort::Amount;
        let [beside_content, beside_function] = [Sort::Content, Sort::Function].map(|sort| other_worth(kind.sort, sort) + more);
        for ((worth, other), other_kind) in worths.iter_mut().zip(row).zip(kinds) {
            let new = if may_be_alike || kind.meaning == other_kind.meaning || kind.stem == other_kind.stem {
                self.worth(one, *other) + more
            } else if other_kind.sort == Sort::Function {
                beside_function
            } else {
                beside_content
            };
            *worth = (*worth).max(new);
        }
    }

    /// What it is worth to lay two words beside each other; 0 is as good as to leave both alone.
    #[inline]
    fn worth(&self, one: u32, other: u32) -> i32 {
        let (a, b) = (self.sort(one), self.sort(other));
        match self.variant(one, other) {
            None => own_worth(a),
            Some(Variant::Spelling | Variant::Alias) => own_worth(a.min(b)) - 16,
            Some(Variant::Inflection) => 112,
            Some(Variant::Number) => 32,
            Some(Variant::Wording) => other_worth(a, b),
        }
    }
}

/// What it is worth to lay two other words beside each other. What holds others together does not stand for what tells something: two gaps
/// are better.
#[inline]
fn other_worth(one: Sort, other: Sort) -> i32 {
    if (one == Sort::Function) != (other == Sort::Function) { -112 } else { -32 }
}

/// What it is worth to find a word in both.
pub(super) fn own_worth(sort: Sort) -> i32 {
    match sort {
        Sort::Function => 48,
        Sort::Character => 64,
        Sort::Content | Sort::Amount => 160,
        Sort::Name | Sort::Alias => 192,
    }
}

/// Pairs of names that are spellings of one: alike, with the same first letter, and never both in one account, since an account keeps
/// to one spelling.
fn spellings(seen: &[Seen], likeness: f64) -> Vec<(u32, u32)> {
    // Words stand by alphabet, so those with one first letter stand together.
    let mut names: Vec<(u32, char, &str, &Seen)> = Vec::new();
    for (word, number) in seen.iter().zip(0..) {
        let key = word.word.key.as_str();
        let is_name = matches!(word.sort, Sort::Name | Sort::Content)
            && word.capital
            && !word.lower
            && !EVERYDAY.has(key)
            && key.chars().count() >= SHORTEST_NAME;
        if let Some(letter) = key.chars().next().filter(|_| is_name) {
            names.push((number, letter, key, word));
        }
    }
    let is_in_one =
        |one: &Seen, other: &Seen| one.places.iter().any(|(_, account, _)| other.places.iter().any(|(_, a, _)| a == account));
    let mut pairs = Vec::new();
    for names in names.chunk_by(|a, b| a.1 == b.1).filter(|names| names.len() <= MOST_NAMES) {
        for (at, (one, _, a, first)) in names.iter().enumerate() {
            for (other, _, b, second) in &names[..at] {
                if !is_in_one(first, second) && is_spelling(a, b, likeness) {
                    pairs.push((*other, *one));
                }
            }
        }
    }
    pairs
}

/// Whether two folded names are spellings of one.
fn is_spelling(a: &str, b: &str, likeness: f64) -> bool {
    // Names that everybody knows for two are two, however alike: `Austria`, `Australia`; `June`, `July`.
    let known = |word: &str| NATIONS.has(word) || PLACES.has(word) || CALENDAR.has(word);
    if known(a) && known(b) {
        return false;
    }
    if sounds(a) == sounds(b) {
        return true;
    }
    let letters = a.chars().count().max(b.chars().count());
    let two_given_names = GIVEN_NAMES.has(a) && GIVEN_NAMES.has(b);
    !two_given_names && strsim::jaro_winkler(a, b) >= likeness && strsim::osa_distance(a, b) <= 1 + usize::from(letters > 7)
}

/// A name by its sound, roughly, as the many ways into Latin letters leave it: `Sergei`, `Sergey`; `Aleksei`, `Alexey`.
fn sounds(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for (from, to) in [
        ("ph", "f"),
        ("kh", "h"),
        ("ck", "k"),
        ("ks", "x"),
        ("ie", "y"),
        ("ei", "y"),
        ("ey", "y"),
        ("iy", "y"),
        ("ou", "u"),
        ("oo", "u"),
    ] {
        if plain.is_empty() {
            plain.push_str(name);
        }
        plain = plain.replace(from, to);
    }
    let same = |c: char| match c {
        'i' | 'j' => 'y',
        'q' | 'c' => 'k',
        'w' => 'v',
        other => other,
    };
    let mut out: String = plain.chars().map(same).collect();
    // A letter that is doubled is the letter.
    let mut last = None;
    out.retain(|c| last.replace(c) != Some(c));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_name_are_told_from_other_names() {
        for (a, b) in
            [("sergei", "sergey"), ("aleksei", "alexey"), ("zelensky", "zelenskyy"), ("dubrin", "dubryn"), ("koskul", "kozkul")]
        {
            assert!(is_spelling(a, b, 0.9), "{a} {b}");
        }
        for (a, b) in [
            ("austria", "australia"),
            ("iran", "iraq"),
            ("june", "july"),
            ("maria", "marie"),
            ("petrov", "pavlov"),
            ("john", "joan"),
        ] {
            assert!(!is_spelling(a, b, 0.9), "{a} {b}");
        }
    }
}
