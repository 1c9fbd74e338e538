//! The complement of a cue: where the content that an attribution introduces starts, and whether it is a clause.

use super::attribution::Attribution;
use super::clause;
use super::lexicon::{self, Frame, Sort};
use super::passage::Passage;
use super::token::Token;
use std::ops::Range;

/// The place of the `that` behind the attribution which opens its content.
pub(super) fn that_behind(passage: &Passage, attribution: &Attribution, high: usize) -> Option<usize> {
    let recipient = takes_recipient(attribution.entry.lemma);
    that_after(&passage.tokens, attribution.words.end, high, recipient)
}

/// Whether a clause with `that` follows the cue, at once or after words of time and place; after the person spoken to as well
/// where `recipient` is set: `told reporters in Moscow that`. Not so in `said the demand that he go was wrong`.
pub(super) fn followed_by_that(tokens: &[Token], from: usize, end: usize, recipient: bool) -> bool {
    that_after(tokens, from, end, recipient).is_some()
}

/// The place of that `that`.
fn that_after(tokens: &[Token], from: usize, end: usize, recipient: bool) -> Option<usize> {
    let end = end.min(tokens.len()).min(from + 14);
    let mut in_phrase = recipient;
    for at in from..end {
        let token = &tokens[at];
        if token.low == "that" && !token.gap.quote {
            return Some(at);
        }
        // An aside may stand before it: `said, however, that`.
        let aside_word = |at: usize| tokens[at].is(Sort::Adverb) || tokens[at].low == "though";
        let aside = token.gap.comma && at < from + 4 && (aside_word(at) || at > from && aside_word(at - 1));
        if token.gap.is_break() && !aside || at > from && clause::is_finite(tokens, at, from) {
            return None;
        }
        in_phrase = (in_phrase || token.is(Sort::Preposition)) && (recipient || !token.is(Sort::Time));
        if !in_phrase && !token.is(Sort::Time) && !aside_word(at) && !token.low.ends_with("ly") {
            return None;
        }
    }
    None
}

/// Whether the person spoken to follows the verb: `told reporters`.
pub(super) fn takes_recipient(lemma: &str) -> bool {
    matches!(lemma, "tell" | "inform" | "remind" | "assure" | "reassure" | "notify" | "warn" | "ask" | "advise" | "promise")
}

/// Whether a clause follows the cue directly: words with a finite verb that no relative word opens.
pub(super) fn takes_clause(passage: &Passage, attribution: &Attribution, high: usize) -> bool {
    let tokens = &passage.tokens;
    let start = attribution.words.end;
    let relative = |at: usize| {
        let low = tokens[at].low.as_str();
        matches!(low, "who" | "which" | "whose" | "whom" | "where") || tokens[at].is(Sort::Subordinator) && !matches!(low, "if")
    };
    if attribution.entry.frame == Frame::Either {
        // After `confirmed` or `pledged` a form in -ed is as often a participle, so only a sure verb counts.
        let near = start + 1..high.min(start + 10);
        let stop = near.clone().find(|at| relative(*at)).unwrap_or(near.end);
        return (start + 1..stop.max(start + 1)).any(|at| clause::is_sure_verb(tokens, at));
    }
    // A joining word right behind the cue can open the clause that is reported: `said if nothing changed …`.
    let end = (start + 1..high).find(|at| relative(*at) && tokens[*at].gap.is_plain()).unwrap_or(high);
    let tail = start < high && relative(start) && tokens[start].low != "what";
    !tail && start + 1 < end && (start + 1..end).any(|at| clause::is_finite(tokens, at, start))
        || start + 2 < end && tokens[start].low == "what"
        || start + 2 < high
            && tokens[start].is(Sort::Subordinator)
            && (start + 1..high).filter(|at| clause::is_finite(tokens, *at, start)).count() > 1
}

/// Where the content of an attribution that goes before it starts.
pub(super) fn content_start(passage: &Passage, attribution: &Attribution, high: usize) -> usize {
    let tokens = &passage.tokens;
    let end = attribution.words.end;
    let verb_first =
        |attribution: &Attribution| if attribution.subject.is_none() { attribution.cue.start } else { attribution.words.start };
    if attribution.entry.lemma == "according to" {
        // `According to the report issued by the ministry, …`
        return (end..high.min(end + 16)).find(|at| tokens[*at].gap.comma).unwrap_or(end);
    }
    if attribution.entry.frame == Frame::Act {
        return verb_first(attribution);
    }
    if let Some(that) = that_behind(passage, attribution, high) {
        // `said that was never the case`
        let is_subject = that + 1 < high && lexicon::verb(&passage.tokens[that + 1].low) == Some("auxiliary");
        return if is_subject { that } else { that + 1 };
    }
    if attribution.entry.frame == Frame::Either && !takes_clause(passage, attribution, high) {
        return verb_first(attribution);
    }
    if takes_recipient(attribution.entry.lemma) {
        return verb_first(attribution);
    }
    without_time(passage, end, high)
}

/// Leaves out words of time behind a cue: `said on Tuesday | the demand was not official`.
fn without_time(passage: &Passage, start: usize, high: usize) -> usize {
    let tokens = &passage.tokens;
    let mut at = start;
    while at < high && at < start + 5 && tokens[at].gap.is_plain() {
        let on = matches!(tokens[at].low.as_str(), "on" | "in" | "early" | "late" | "last" | "this");
        let before_time = on && tokens.get(at + 1).is_some_and(|next| at + 1 < high && next.is(Sort::Time));
        let time =
            tokens[at].is(Sort::Time) && tokens[at].low != "may" || matches!(tokens[at].low.as_str(), "yesterday" | "today");
        if !before_time && !time {
            break;
        }
        at += 1;
    }
    at
}

/// Whether the words are more than an adverbial, a participle or a subordinate clause.
pub(super) fn is_full_clause(passage: &Passage, words: Range<usize>) -> bool {
    let tokens = &passage.tokens;
    let Some(opens) = tokens.get(words.start).filter(|_| !words.is_empty()) else { return false };
    let aside = opens_aside(tokens, words.start);
    let clause_follows = |at: &usize| tokens[*at].gap.comma && clause::opens_with_subject(tokens, *at..words.end);
    let relative = |at: usize| matches!(tokens[at].low.as_str(), "which" | "who" | "that");
    if aside && (words.start + 1..words.end).any(|at| clause_follows(&at) && !relative(at)) {
        return true;
    }
    let short = words.len() <= 6 || (words.start + 1..words.end).any(|at| tokens[at].gap.comma);
    (!aside || opens.is(Sort::Preposition) && !short) && clause::has_finite_verb(tokens, words)
}

/// Whether the word opens an adverbial, a participle or a subordinate clause.
pub(super) fn opens_aside(tokens: &[Token], at: usize) -> bool {
    let opens = &tokens[at];
    // `As many as 40 huts burned`
    let amount = opens.low == "as"
        && tokens.get(at + 1).is_some_and(|next| matches!(next.low.as_str(), "many" | "much" | "few" | "little"));
    !amount && (opens.is(Sort::Subordinator) || opens.is(Sort::Preposition))
        || clause::is_participle(opens)
        || opens.low.ends_with("ed")
}

/// Whether the words behind a cue open an adverbial rather than a clause: `said after talks`, `said on Tuesday`.
pub(super) fn opens_tail(passage: &Passage, at: usize, high: usize) -> bool {
    let tokens = &passage.tokens;
    tokens.get(at).is_none_or(|token| {
        at >= high
            || token.is(Sort::Preposition)
            || token.is(Sort::Subordinator)
            || token.is(Sort::Time)
            || token.is(Sort::Adverb)
            || token.gap.comma
            || token.low.ends_with("ing")
    })
}
