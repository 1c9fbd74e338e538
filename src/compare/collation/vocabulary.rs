//! The words of all accounts by number, and how any two of them stand to each other.

use super::piece::Piece;
use crate::compare::Variant;
use std::collections::BTreeMap;

/// A word, once for all places where it stands.
#[derive(Debug, Clone)]
struct Kind {
    stem: String,
    content: bool,
    /// Other spellings of this name, sorted.
    spellings: Vec<u32>,
}

/// The distinct words of a collation, numbered by alphabet.
#[derive(Debug)]
pub(super) struct Vocabulary {
    numbers: BTreeMap<String, u32>,
    kinds: Vec<Kind>,
}

impl Vocabulary {
    pub(super) fn of(accounts: &[Vec<Piece>], spelling: f64) -> Self {
        let mut first: BTreeMap<&str, &Piece> = BTreeMap::new();
        for piece in accounts.iter().flatten() {
            first.entry(&piece.key).or_insert(piece);
        }
        let names: Vec<(&str, u32)> = first
            .iter()
            .zip(0..)
            .filter(|((_, p), _)| p.content && p.capital)
            .map(|((key, _), number)| (*key, number))
            .collect();
        let alike = |one: &str, other: &str| one != other && strsim::jaro_winkler(one, other) >= spelling;
        let spellings = |p: &Piece| {
            let others = names.iter().filter(|(key, _)| p.content && p.capital && key.chars().next() == p.key.chars().next());
            others.filter(|(key, _)| alike(key, &p.key)).map(|(_, number)| *number).collect()
        };
        let kind = |p: &&Piece| Kind { stem: p.stem.clone(), content: p.content, spellings: spellings(p) };
        let kinds = first.values().map(kind).collect();
        let numbers = first.keys().zip(0..).map(|(key, number)| ((*key).to_owned(), number)).collect();
        Vocabulary { numbers, kinds }
    }

    /// The number of a word that some account has.
    pub(super) fn number(&self, key: &str) -> u32 {
        self.numbers.get(key).copied().unwrap_or_default()
    }

    /// Whether the word tells something.
    pub(super) fn is_content(&self, word: u32) -> bool {
        self.kinds.get(word as usize).is_some_and(|kind| kind.content)
    }

    /// How two words differ; `None` where they are one.
    pub(super) fn variant(&self, one: u32, other: u32) -> Option<Variant> {
        if one == other {
            return None;
        }
        match (self.kinds.get(one as usize), self.kinds.get(other as usize)) {
            (Some(a), _) if a.spellings.binary_search(&other).is_ok() => Some(Variant::Spelling),
            (Some(a), Some(b)) if a.content && b.content && a.stem == b.stem => Some(Variant::Inflection),
            _ => Some(Variant::Wording),
        }
    }

    /// What it is worth to lay two words beside each other; 0 is as good as to leave both alone.
    pub(super) fn worth(&self, one: u32, other: u32) -> i32 {
        match (self.variant(one, other), self.is_content(one), self.is_content(other)) {
            (None, true, _) => 160,
            (None, false, _) => 48,
            (Some(Variant::Wording), one, other) => {
                if one == other {
                    0
                } else {
                    -64
                }
            }
            (Some(Variant::Inflection), _, _) => 112,
            (Some(Variant::Number), _, _) => 32,
            (Some(_), _, _) => 144,
        }
    }
}
