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
