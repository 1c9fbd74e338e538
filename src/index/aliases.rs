//! Short names (`U.S.`, `Daesh`, `ISSG`) and the names in full, as one: from a list, and from what an event's articles spell out.

use super::forms::base_form;
use super::terms::ReadWord;
use crate::text::{Lexicon, fold};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
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

    /// The full name at the head of `words`.
    fn at_head(&self, words: &[ReadWord]) -> Option<&Vec<String>> {
        let letter = words.first()?.folded.chars().next()?;
        let fits =
            |name: &&Vec<String>| name.len() <= words.len() && name.iter().zip(words).all(|(n, w)| one_word(n, &w.folded));
        self.by_letter.get(&letter)?.iter().filter(|name| name.len() > 1).find(fits)
    }
}

/// Whether two folded words are one, be it noun or adjective: `Syria`, `Syrian`.
fn one_word(left: &str, right: &str) -> bool {
    let (short, long) = if left.len() <= right.len() { (left, right) } else { (right, left) };
    short == long || (short.len() > 3 && long.len() - short.len() <= 2 && long.starts_with(short))
}

/// Makes one term of each short name and of each full name that has one, so that both are the same and weigh as one name.
pub(super) fn unify(read: Vec<ReadWord>, learned: &Names) -> Vec<ReadWord> {
    let mut out = Vec::with_capacity(read.len());
    let mut at = 0;
    while let Some(word) = read.get(at) {
        let short = word.short.as_ref().and_then(|short| learned.full.get(short).or_else(|| LISTED.full.get(short)));
        let name = short.map(|name| (name, 1));
        let name = name.or_else(|| {
            let full = learned.at_head(&read[at..]).or_else(|| LISTED.at_head(&read[at..]))?;
            Some((full, full.len()))
        });
        let Some((name, taken)) = name else {
            out.push(word.clone());
            at += 1;
            continue;
        };
        let span = word.span.join(read[at + taken - 1].span);
        let folded = name.join(" ");
        // A name of one word is the term that this word is everywhere (`German` is `Germany`).
        let stem = if name.len() == 1 { base_form(&folded) } else { folded.clone() };
        out.push(ReadWord { span, stem, folded, content: true, capital: true, short: None, ..word.clone() });
        at += taken;
    }
    out
}

static LISTED: LazyLock<Names> = LazyLock::new(|| {
    let folded = |full: &str| full.split(' ').map(fold).collect::<Vec<_>>();
    Names::of(ALIASES.entries().map(|(short, full)| (short.to_owned(), folded(full))).collect())
});

/// By event, the acronyms of three letters or more whose letters are the initials of a name that the event's articles spell out.
pub(super) fn learn(read: &[Vec<ReadWord>], events: &[usize]) -> Vec<Names> {
    let count = events.iter().max().map_or(0, |m| m + 1);
    let mut acronyms: Vec<BTreeMap<&str, ()>> = vec![BTreeMap::new(); count];
    for (words, event) in read.iter().zip(events) {
        let shorts = words.iter().filter_map(|w| w.short.as_deref());
        acronyms[*event].extend(shorts.filter(|s| s.len() >= 3 && is_acronym(s)).map(|s| (s, ())));
    }
    let mut names: Vec<BTreeMap<&str, BTreeMap<Vec<String>, usize>>> = vec![BTreeMap::new(); count];
    for (words, event) in read.iter().zip(events) {
        for (acronym, ()) in &acronyms[*event] {
            for start in 0..words.len() {
                if let Some(name) = name_with_initials(&words[start..], acronym) {
                    *names[*event].entry(acronym).or_default().entry(name).or_default() += 1;
                }
            }
        }
    }
    let most_frequent = |names: BTreeMap<Vec<String>, usize>| {
        // Of names as frequent as each other the first in the alphabet, so that the choice does not depend on the order of articles.
        names.into_iter().rev().max_by_key(|(_, n)| *n).map(|(name, _)| name)
    };
    let of_event = |names: BTreeMap<&str, BTreeMap<Vec<String>, usize>>| {
        Names::of(names.into_iter().filter_map(|(a, n)| Some((a.to_owned(), most_frequent(n)?))).collect())
    };
    names.into_iter().map(of_event).collect()
}

/// Whether the list holds `short`, as printed.
pub(super) fn is_listed(short: &str) -> bool {
    ALIASES.has(short)
}

fn is_acronym(short: &str) -> bool {
    short.chars().all(char::is_uppercase)
}

/// The words at the head of `words` whose initials are `acronym`; function words may stand between them without an initial.
fn name_with_initials(words: &[ReadWord], acronym: &str) -> Option<Vec<String>> {
    let mut name = Vec::new();
    let mut letters = acronym.chars().flat_map(char::to_lowercase).peekable();
    for word in words {
        let Some(letter) = letters.peek() else { break };
        if word.short.as_deref().is_some_and(is_acronym) || (word.after_break && !name.is_empty()) {
            return None;
        }
        let first = word.folded.chars().next()?;
        if first == *letter && (word.content || word.capital) {
            letters.next();
        } else if word.content || name.is_empty() {
            return None;
        }
        name.push(word.folded.clone());
    }
    (letters.peek().is_none() && name.len() > 1).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::terms;
    use crate::text::Span;

    fn terms_of(text: &str) -> Vec<String> {
        let read = unify(terms::read(text, Span::whole(text)), &Names::default());
        read.into_iter().filter(|w| w.content).map(|w| w.stem).collect()
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
