//! The words that belong to a verb: its auxiliaries, and the verb behind a subject.

use super::account::{Account, Term};
use super::difference::place;
use crate::text::Span;

/// So many words before a verb may belong to it.
const WORDS: usize = 4;

/// Whether the word helps another verb.
pub(super) fn is_auxiliary(word: &str) -> bool {
    const AUXILIARIES: [&str; 23] = [
        "is", "are", "was", "were", "am", "be", "been", "being", "do", "does", "did", "has", "have", "had", "will", "would",
        "shall", "should", "can", "could", "may", "might", "must",
    ];
    AUXILIARIES.contains(&word)
}

/// Whether an auxiliary stands right before the word.
pub(super) fn is_helped(terms: &[Term], at: usize) -> bool {
    at.checked_sub(1).and_then(|before| terms.get(before)).is_some_and(|t| is_auxiliary(&t.folded))
}

/// Whether the word reads as an adverb.
pub(super) fn is_adverb(word: &str) -> bool {
    const OTHERS: [&str; 18] = [
        "apply", "comply", "supply", "rely", "reply", "imply", "multiply", "rally", "ally", "bully", "tally", "family",
        "assembly", "july", "italy", "fly", "monopoly", "anomaly",
    ];
    word.ends_with("ly") && !OTHERS.contains(&word)
}

/// The first of the words before `at` that belong to it: auxiliaries, adverbs between them, `agreed to`, `both`.
pub(super) fn start(terms: &[Term], at: usize) -> usize {
    let folded = |at: usize| terms.get(at).map_or("", |t| t.folded.as_str());
    let mut start = at;
    while start > 0 && at - start < WORDS {
        let before = folded(start - 1);
        if before == "to" && start > 1 {
            start -= 2;
        } else if is_auxiliary(before) || matches!(before, "both" | "all" | "every" | "also" | "still" | "not" | "never") {
            start -= 1;
        } else {
            break;
        }
    }
    start
}

/// The last word of the verb that follows the subject at `at` (`files were deleted`), or the word itself.
fn end(terms: &[Term], at: usize) -> usize {
    let helps = |at: usize| terms.get(at).is_some_and(|t| is_auxiliary(&t.folded));
    let mut end = at;
    while end - at < WORDS && helps(end + 1) {
        end += 1;
    }
    if end > at && end + 1 < terms.len() { end + 1 } else { at }
}

/// As [`around`], and where no auxiliary tells a verb, up to the next word of content.
pub(super) fn with_next(account: &Account, at: usize) -> Option<Span> {
    let own = around(account, at)?;
    let is_bare = account.terms.get(at).is_some_and(|t| t.span == own);
    let next = account.terms.iter().skip(at + 1).take(WORDS).find(|t| t.is_content).filter(|_| is_bare);
    let close = next.filter(|t| !account.between(own.end, t.span.start).contains([',', ';', '.', ':']));
    Some(close.map_or(own, |t| own.join(t.span)))
}

/// The place of the verb that the word `at` is, or of the subject that it is with its verb.
pub(super) fn around(account: &Account, at: usize) -> Option<Span> {
    place(account.terms.get(start(&account.terms, at)..=end(&account.terms, at))?)
}
