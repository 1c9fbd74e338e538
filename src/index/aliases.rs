//! Short names (`U.S.`, `Daesh`, `ISSG`) and the names in full, as one: from a list, and from what an event's articles spell out.

use super::forms::base_form;
use super::reading::{ReadWord, Texts};
use crate::text::{Lexicon, fold};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

static ALIASES: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/aliases.txt")));

/// Short names and the words that they stand for.
#[derive(Debug, Default, Clone)]
pub(super) struct Names {
    /// Short name as printed -> full name, folded.
    full: FxHashMap<String, Vec<String>>,
    /// First letter of a full name -> full names, the longest first.
    by_letter: BTreeMap<char, Vec<Vec<String>>>,
}

impl Names {
    fn of(full: FxHashMap<String, Vec<String>>) -> Self {
        let mut by_letter: BTreeMap<char, Vec<Vec<String>>> = BTreeMap::new();
        for name in full.values() {
            if let Some(letter) = name.first().and_then(|word| word.chars().next()) {
                by_letter.entry(letter).or_default().push(name.clone());
            }
        }
        for names in by_letter.values_mut() {
            names.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
            names.dedup();
        }
        Names { full, by_letter }
    }

    /// The full names of several words whose first one `word` is, the longest first.
    fn beginning_with(&self, word: &str) -> impl Iterator<Item = &Vec<String>> {
        let names = word.chars().next().and_then(|letter| self.by_letter.get(&letter)).into_iter().flatten();
        names.filter(move |name| name.len() > 1 && one_word(&name[0], word))
    }
}

/// Whether two folded words are one, be it noun or adjective: `Syria`, `Syrian`.
fn one_word(left: &str, right: &str) -> bool {
    let (short, long) = if left.len() <= right.len() { (left, right) } else { (right, left) };
    short == long || (short.len() > 3 && long.len() - short.len() <= 2 && long.starts_with(short))
}

/// Makes one term of each short name and of each full name that has one, so that both are the same and weigh as one name.
pub(super) struct Unifier<'n> {
    learned: &'n Names,
    /// For each folded word that was met, the full names that it may begin: those learned before those listed.
    beginning: FxHashMap<u32, Vec<&'n Vec<String>>>,
}

impl<'n> Unifier<'n> {
    pub fn new(learned: &'n Names) -> Self {
        Unifier { learned, beginning: FxHashMap::default() }
    }

    /// The words of one sentence.
    pub fn unify(&mut self, read: Vec<ReadWord>, texts: &mut Texts) -> Vec<ReadWord> {
        let mut out = Vec::with_capacity(read.len());
        let mut at = 0;
        while let Some(word) = read.get(at) {
            let short = word.short.and_then(|short| self.full(texts.text(short)));
            let name = short.map(|name| (name, 1)).or_else(|| self.at_head(&read[at..], texts).map(|full| (full, full.len())));
            let Some((name, taken)) = name else {
                out.push(*word);
                at += 1;
                continue;
            };
            let span = word.span.join(read[at + taken - 1].span);
            let folded = name.join(" ");
            // A name of one word is the term that this word is everywhere (`German` is `Germany`).
            let stem = if name.len() == 1 { texts.number(&base_form(&folded)) } else { texts.number(&folded) };
            let folded = texts.number(&folded);
            out.push(ReadWord { span, stem, folded, content: true, capital: true, short: None, ..*word });
            at += taken;
        }
        out
    }

    /// The name that a short one stands for.
    fn full(&self, short: &str) -> Option<&'n Vec<String>> {
        self.learned.full.get(short).or_else(|| LISTED.full.get(short))
    }

    /// The full name at the head of `words`.
    fn at_head(&mut self, words: &[ReadWord], texts: &Texts) -> Option<&'n Vec<String>> {
        let first = words.first()?.folded;
        let learned = self.learned;
        let names = self.beginning.entry(first).or_insert_with(|| {
            let first = texts.text(first);
            learned.beginning_with(first).chain(LISTED.beginning_with(first)).collect()
        });
        let fits = |name: &&&Vec<String>| {
            name.len() <= words.len() && name.iter().zip(words).all(|(n, w)| one_word(n, texts.text(w.folded)))
        };
        names.iter().find(fits).copied()
    }
}

static LISTED: LazyLock<Names> = LazyLock::new(|| {
    let folded = |full: &str| full.split(' ').map(fold).collect::<Vec<_>>();
    Names::of(ALIASES.entries().map(|(short, full)| (short.to_owned(), folded(full))).collect())
});

/// The acronyms of three letters or more whose letters are the initials of a name that the event's articles spell out.
pub(super) fn learn(read: &[Vec<ReadWord>], texts: &Texts) -> Names {
    let shorts: BTreeSet<u32> = read.iter().flatten().filter_map(|word| word.short).collect();
    let acronyms: BTreeSet<&str> =
        shorts.into_iter().map(|short| texts.text(short)).filter(|short| short.len() >= 3 && is_acronym(short)).collect();
    let mut names: BTreeMap<&str, BTreeMap<Vec<&str>, usize>> = BTreeMap::new();
    for words in read {
        for acronym in &acronyms {
            for start in 0..words.len() {
                if let Some(name) = name_with_initials(&words[start..], acronym, texts) {
                    *names.entry(acronym).or_default().entry(name).or_default() += 1;
                }
            }
        }
    }
    let most_frequent = |names: BTreeMap<Vec<&str>, usize>| {
        // Of names as frequent as each other the first in the alphabet, so that the choice does not depend on the order of articles.
        let most = names.into_iter().rev().max_by_key(|(_, n)| *n);
        most.map(|(name, _)| name.into_iter().map(str::to_owned).collect())
    };
    Names::of(names.into_iter().filter_map(|(a, n)| Some((a.to_owned(), most_frequent(n)?))).collect())
}

/// Whether the list holds `short`, as printed.
pub(super) fn is_listed(short: &str) -> bool {
    ALIASES.has(short)
}

fn is_acronym(short: &str) -> bool {
    short.chars().all(char::is_uppercase)
}

/// The words at the head of `words` whose initials are `acronym`; function words may stand between them without an initial.
fn name_with_initials<'t>(words: &[ReadWord], acronym: &str, texts: &'t Texts) -> Option<Vec<&'t str>> {
    let mut name = Vec::new();
    let mut letters = acronym.chars().flat_map(char::to_lowercase).peekable();
    for word in words {
        let Some(letter) = letters.peek() else { break };
        if word.short.is_some_and(|short| is_acronym(texts.text(short))) || (word.after_break && !name.is_empty()) {
            return None;
        }
        let folded = texts.text(word.folded);
        let first = folded.chars().next()?;
        if first == *letter && (word.content || word.capital) {
            letters.next();
        } else if word.content || name.is_empty() {
            return None;
        }
        name.push(folded);
    }
    (letters.peek().is_none() && name.len() > 1).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::reading::tests::read_all;

    fn terms_of(text: &str) -> Vec<String> {
        let (mut read, mut texts) = read_all(&[text]);
        let read = Unifier::new(&Names::default()).unify(read.remove(0), &mut texts);
        read.into_iter().filter(|w| w.content).map(|w| texts.text(w.stem).to_owned()).collect()
    }

    #[test]
    fn short_names_of_states_are_their_names() {
        assert_eq!(terms_of("Albany, N.Y., waits"), terms_of("Albany, New York, waits"));
        assert_eq!(terms_of("in Omaha, Neb."), terms_of("in Omaha, Nebraska"));
        assert_eq!(terms_of("Mr. Ode, D-Calif., left"), terms_of("Mr. Ode, D-California, left"));
        assert_eq!(terms_of("the U.K. minister"), terms_of("the United Kingdom minister"));
    }

    #[test]
    fn the_same_letters_elsewhere_are_other_words() {
        assert_eq!(terms_of("after Mass."), ["mass"]);
        assert_eq!(terms_of("a miss."), ["miss"]);
        assert_ne!(terms_of("iron, ore."), terms_of("iron, Oregon"));
    }
}
