//! Compounds written apart (`air strike`, `cease-fire`, `e-mail`) as the one word that the event's articles write elsewhere.

use super::forms::base_form;
use super::terms::{Gap, ReadWord};
use rustc_hash::FxHashSet;

/// By event, the terms written as one word there.
pub(super) fn learn(read: &[Vec<ReadWord>], events: &[usize]) -> Vec<FxHashSet<String>> {
    let count = events.iter().max().map_or(0, |m| m + 1);
    let mut whole = vec![FxHashSet::default(); count];
    for (words, event) in read.iter().zip(events) {
        let long = words.iter().filter(|w| w.folded.len() >= SHORTEST && !whole[*event].contains(&w.stem));
        let new: Vec<String> = long.map(|w| w.stem.clone()).collect();
        whole[*event].extend(new);
    }
    whole
}

/// A compound has at least this many letters: short words are made of others by accident (`be` + `at`).
const SHORTEST: usize = 5;

/// Joins neighbouring words that make up one of `whole`, and beginnings that are never words of their own.
pub(super) fn join(read: Vec<ReadWord>, whole: &FxHashSet<String>) -> Vec<ReadWord> {
    let mut out: Vec<ReadWord> = Vec::with_capacity(read.len());
    for word in read {
        match out.last().and_then(|before| compound(before, &word, whole)) {
            Some(joined) => {
                out.pop();
                out.push(joined);
            }
            None => out.push(word),
        }
    }
    out
}

fn compound(left: &ReadWord, right: &ReadWord, whole: &FxHashSet<String>) -> Option<ReadWord> {
    // Letters and prefixes that say nothing alone: `e-mail`, `re-election`, `co-operate`.
    const BEGINNINGS: [&str; 3] = ["e", "re", "co"];
    let is_word = |w: &ReadWord| w.folded.bytes().all(|b| b.is_ascii_alphabetic());
    if right.gap == Gap::Other || !is_word(left) || !is_word(right) {
        return None;
    }
    let folded = format!("{}{}", left.folded, right.folded);
    let stem = base_form(&folded);
    let joins = match right.gap {
        Gap::Hyphen => BEGINNINGS.contains(&left.folded.as_str()) || (folded.len() >= SHORTEST && whole.contains(&stem)),
        _ if folded == "percent" => true,
        // Two words side by side can be anything; only words that tell something make up a compound.
        _ => left.content && right.content && left.folded.len() > 2 && right.folded.len() > 2 && whole.contains(&stem),
    };
    let span = left.span.join(right.span);
    joins.then(|| ReadWord { span, folded, stem, content: true, short: None, ..left.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::terms;
    use crate::text::Span;

    /// The terms of `sentence` in an event that also has the sentence `other`.
    fn terms_beside(sentence: &str, other: &str) -> Vec<String> {
        let read = [sentence, other].map(|text| terms::read(text, Span::whole(text)));
        let whole = learn(&read, &[0, 0]);
        let [read, _] = read;
        join(read, &whole[0]).into_iter().map(|w| w.stem).collect()
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
        let text = "An air strike.";
        let read = [terms::read(text, Span::whole(text)), terms::read("airstrike", Span::new(0, 9))];
        let whole = learn(&read, &[0, 0]);
        assert_eq!(join(read[0].clone(), &whole[0])[1].span, Span::new(3, 13));
    }
}
