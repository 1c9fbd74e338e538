//! Compounds written apart (`air strike`, `cease-fire`, `e-mail`) as the one word that the event's articles write elsewhere.

use super::forms::{BEGINNING, base_form, beginning};
use super::reading::{Gap, ReadWord, Texts};
use rustc_hash::{FxHashMap, FxHashSet};

/// The terms that an event writes as one word.
#[derive(Debug, Default)]
pub(super) struct Whole {
    stems: FxHashSet<u32>,
    /// What they begin with: most compounds begin as none of them.
    beginnings: FxHashSet<[u8; BEGINNING]>,
}

/// Finds the terms that an event writes as one word.
pub(super) fn learn(read: &[Vec<ReadWord>], texts: &Texts) -> Whole {
    let mut whole = Whole::default();
    for word in read.iter().flatten().filter(|word| texts.text(word.folded).len() >= SHORTEST) {
        if whole.stems.insert(word.stem) {
            whole.beginnings.extend(texts.text(word.stem).as_bytes().first_chunk());
        }
    }
    whole
}

/// A compound has at least this many letters: short words are made of others by accident (`be` + `at`).
const SHORTEST: usize = 5;

/// Letters and prefixes that say nothing alone: `e-mail`, `re-election`, `co-operate`.
const BEGINNINGS: [&str; 3] = ["e", "re", "co"];

/// Joins the words of an event's sentences.
pub(super) struct Joiner<'w> {
    /// The terms that the event writes as one word.
    whole: &'w Whole,
    /// For two folded words, and whether they must make up one of `whole`: the folded compound and its stem, where they are joined.
    found: FxHashMap<(u32, u32, bool), Option<(u32, u32)>>,
}

impl<'w> Joiner<'w> {
    pub fn new(whole: &'w Whole) -> Self {
        Joiner { whole, found: FxHashMap::default() }
    }

    /// Joins neighbouring words that make up one of the whole words, and beginnings that are never words of their own.
    pub fn join(&mut self, read: Vec<ReadWord>, texts: &mut Texts) -> Vec<ReadWord> {
        let mut out: Vec<ReadWord> = Vec::with_capacity(read.len());
        for word in read {
            match out.last().and_then(|before| self.compound(before, &word, texts)) {
                Some(joined) => {
                    out.pop();
                    out.push(joined);
                }
                None => out.push(word),
            }
        }
        out
    }

    fn compound(&mut self, left: &ReadWord, right: &ReadWord, texts: &mut Texts) -> Option<ReadWord> {
        let (first, second) = (texts.text(left.folded), texts.text(right.folded));
        let (always, may) = match right.gap {
            Gap::Other => return None,
            Gap::Hyphen => (BEGINNINGS.contains(&first), first.len() + second.len() >= SHORTEST),
            // Two words side by side can be anything; only words that tell something make up a compound.
            Gap::Space => (
                "percent".strip_prefix(first) == Some(second),
                left.content && right.content && first.len() > 2 && second.len() > 2,
            ),
        };
        if !always && !may {
            return None;
        }
        let key = (left.folded, right.folded, always);
        let found = match self.found.get(&key) {
            Some(found) => *found,
            None => *self.found.entry(key).or_insert(joined(left, right, always, self.whole, texts)),
        };
        let (folded, stem) = found?;
        Some(ReadWord { span: left.span.join(right.span), folded, stem, content: true, short: None, ..*left })
    }
}

/// The compound of two words as folded word and stem: `always`, or where it is one of `whole`.
fn joined(left: &ReadWord, right: &ReadWord, always: bool, whole: &Whole, texts: &mut Texts) -> Option<(u32, u32)> {
    let (first, second) = (texts.text(left.folded), texts.text(right.folded));
    if !first.bytes().chain(second.bytes()).all(|b| b.is_ascii_alphabetic()) {
        return None;
    }
    let folded = format!("{first}{second}");
    if !always && beginning(&folded).is_some_and(|beginning| !whole.beginnings.contains(&beginning)) {
        return None;
    }
    let stem = base_form(&folded);
    let is_whole = texts.known(&stem).is_some_and(|stem| whole.stems.contains(&stem));
    (always || is_whole).then(|| (texts.number(&folded), texts.number(&stem)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::reading::tests::{read_all, stems};
    use crate::text::Span;

    /// The terms of `sentence` in an event that also has the sentence `other`.
    fn terms_beside(sentence: &str, other: &str) -> Vec<String> {
        let (mut read, mut texts) = read_all(&[sentence, other]);
        let whole = learn(&read, &texts);
        stems(&Joiner::new(&whole).join(read.remove(0), &mut texts), &texts)
    }

    #[test]
    fn a_compound_written_as_one_word_elsewhere_is_one_term() {
        assert_eq!(terms_beside("air strikes", "An airstrike hit Dorn."), ["airstrik"]);
        assert_eq!(terms_beside("cease-fire", "The ceasefire holds."), ["ceasefir"]);
        assert_eq!(terms_beside("Health care", "Healthcare is dear."), ["healthcar"]);
        assert_eq!(terms_beside("Wal-Mart", "Walmart closed."), ["walmart"]);
    }

    #[test]
    fn without_the_one_word_both_parts_stay_terms() {
        assert_eq!(terms_beside("air strikes", "A strike hit Dorn."), ["air", "strike"]);
        assert_eq!(terms_beside("air, strikes", "An airstrike hit Dorn."), ["air", "strike"]);
        assert_eq!(terms_beside("in to", "He walked into it."), ["in", "to"]);
        assert_eq!(terms_beside("over all", "The overall vote."), ["over", "all"]);
    }

    #[test]
    fn beginnings_that_say_nothing_alone_are_always_joined() {
        assert_eq!(terms_beside("e-mails", ""), ["email"]);
        assert_eq!(terms_beside("re-elected", ""), ["reelect"]);
        assert_eq!(terms_beside("per cent", ""), [base_form("percent")]);
        assert_eq!(terms_beside("anti-tax", ""), ["anti", "tax"]);
    }

    #[test]
    fn a_compound_covers_both_words() {
        let (mut read, mut texts) = read_all(&["An air strike.", "airstrike"]);
        let whole = learn(&read, &texts);
        assert_eq!(Joiner::new(&whole).join(read.remove(0), &mut texts)[1].span, Span::new(3, 13));
    }
}
