//! Places: the listed ones and those that an article itself teaches (`Dorvania`, `Dorvanian`).

use super::lexicon::{self, Sort};
use super::mention;
use super::passage::Passage;
use super::token::Token;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Endings that make an adjective of a nation's name, the longest first.
const ENDINGS: [&str; 8] = ["ian", "ese", "ish", "an", "ic", "ne", "n", "i"];

/// What may stand in the name where the adjective has its ending: `Dorvan|ia`, `Dorvan|ian`.
const NAME_ENDINGS: [&str; 9] = ["", "a", "ia", "e", "o", "y", "s", "land", "stan"];

/// The fewest letters that name and adjective share.
const FEWEST_SHARED: usize = 3;

/// The places that the words of one article can name.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// Names and adjectives, folded, each with the name.
    learnt: FxHashMap<String, String>,
}

impl Places {
    /// Learns from all passages of an article.
    pub(super) fn of(passages: &[&Passage]) -> Self {
        let mut words: Vec<&str> = Vec::new();
        let mut adjectives: Vec<(&str, bool)> = Vec::new();
        for passage in passages {
            let tokens = passage.tokens;
            // A word with a capital that is no function word stands in a run of such.
            for at in passage.runs.iter().flat_map(|run| run.words.clone()) {
                if !is_candidate(&tokens[at]) {
                    continue;
                }
                words.push(tokens[at].low);
                if may_be_adjective(tokens[at].low) && is_before_noun(tokens, at) {
                    adjectives.push((tokens[at].low, is_before_role(tokens, at)));
                }
            }
        }
        let mut learnt = FxHashMap::default();
        adjectives.sort_unstable();
        adjectives.dedup();
        for (adjective, before_role) in adjectives {
            let nation = ["ian", "ese", "ish"].iter().any(|ending| adjective.ends_with(ending));
            if let Some(name) = name_of(adjective, &words) {
                learnt.insert(name.clone(), name.clone());
                learnt.insert(adjective.to_owned(), name);
            } else if nation && before_role {
                // The nation's own name is not in the article: the adjective stands for it.
                learnt.insert(adjective.to_owned(), adjective.to_owned());
            }
        }
        Places { learnt }
    }

    /// The place that a name or adjective (folded) stands for.
    pub(super) fn place(&self, words: &str) -> Option<&str> {
        lexicon::place(words).or_else(|| self.learnt.get(words).map(String::as_str))
    }

    /// The places that the words name.
    pub(super) fn among(&self, tokens: &[Token], words: Range<usize>) -> Vec<String> {
        let mut places: Vec<String> = Vec::new();
        for at in words.clone() {
            let may_be_pair = at + 1 < words.end && tokens[at].listed.starts_place;
            let pair = may_be_pair.then(|| lexicon::place(&mention::joined(&tokens[at..at + 2]))).flatten();
            let one = tokens[at].is_capitalised().then(|| self.place(tokens[at].low)).flatten();
            if let Some(place) = pair.or(one)
                && !places.iter().any(|known| known == place)
            {
                places.push(place.to_owned());
            }
        }
        places
    }
}

/// Whether the word has one of the [`ENDINGS`].
fn may_be_adjective(word: &str) -> bool {
    let bytes = word.as_bytes();
    matches!(bytes, [.., b'n' | b'i'] | [.., b'n', b'e'] | [.., b'i', b'c'] | [.., b'e', b's', b'e'] | [.., b'i', b's', b'h'])
}

fn is_candidate(token: &Token) -> bool {
    let low = token.low;
    token.is_capitalised()
        && low.len() > FEWEST_SHARED
        && token.listed.place.is_none()
        && !token.listed.is_function_word
        && token.listed.given_name.is_none()
        && token.listed.role.is_none()
}

/// Whether the word stands before a noun, as an adjective does and a surname does not.
fn is_before_noun(tokens: &[Token], at: usize) -> bool {
    let Some(next) = tokens.get(at + 1).filter(|next| next.gap.is_plain() && !tokens[at].is_possessive()) else { return false };
    let verb = next.listed.verb.is_some() || next.listed.cue.is_some() || next.ends_in(b"ed");
    is_before_role(tokens, at) || !next.is_capitalised() && !next.listed.is_function_word && !next.is(Sort::Time) && !verb
}

fn is_before_role(tokens: &[Token], at: usize) -> bool {
    let opens = |last: usize| mention::role_ending_at(tokens, at + 1, last).is_some_and(|(start, _)| start == at + 1);
    tokens.get(at + 1).is_some_and(|next| next.gap.is_plain()) && (at + 1..tokens.len().min(at + 4)).any(opens)
}

/// The name among `words` that the adjective belongs to: the one that shares most with it.
fn name_of(adjective: &str, words: &[&str]) -> Option<String> {
    let stems = ENDINGS.iter().filter_map(|ending| adjective.strip_suffix(ending)).filter(|stem| stem.len() >= FEWEST_SHARED);
    // Most words begin with another letter.
    let is_of = |word: &str, stem: &str| {
        word.as_bytes().first() == stem.as_bytes().first()
            && word.strip_prefix(stem).is_some_and(|ending| NAME_ENDINGS.contains(&ending))
    };
    let names = stems.flat_map(|stem| words.iter().filter(move |word| is_of(word, stem)));
    let known = names.filter(|name| **name != adjective);
    known.max_by(|a, b| a.len().cmp(&b.len()).then(b.cmp(a))).map(|name| (*name).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn endings_of_adjectives_are_told(word in "[a-zé]{0,3}(ian|ese|ish|an|ic|ne|n|i|e|h|c|se|sh)?") {
            prop_assert_eq!(may_be_adjective(&word), ENDINGS.iter().any(|ending| word.ends_with(ending)));
        }
    }
}
