//! The complement of a cue: where the content that an attribution introduces starts, and whether it is a clause.

use super::attribution::Attribution;
use super::clause;
use super::lexicon::{Frame, Sort};
use super::passage::Passage;
use super::token::Token;
use std::ops::Range;

/// How many words before a cue can belong to its verb: `has not yet | said`.
const MOST_HELPERS: usize = 4;

/// How many words can stand between a cue and its `that`: `told a crowd at a rally in the old harbour on Friday that`.
const MOST_BEFORE_THAT: usize = 20;

/// The place of the `that` behind the attribution which opens its content.
pub(super) fn that_behind(passage: &Passage, attribution: &Attribution, high: usize) -> Option<usize> {
    // `wrote the board last week that`
    let recipient = takes_recipient(attribution.entry.lemma) || matches!(attribution.entry.lemma, "write" | "email" | "text");
    let object =
        passage.tokens.get(attribution.words.end).is_some_and(|next| takes_object_with(attribution.entry.lemma, next.low));
    that_after(passage.tokens, attribution.words.end, high, recipient).filter(|_| !object)
}

/// Whether the preposition behind the cue opens what it is about, so that a `that` behind it belongs to a noun: `objected to the
/// levy that`.
fn takes_object_with(lemma: &str, preposition: &str) -> bool {
    match preposition {
        "about" | "against" | "of" | "with" => true,
        "to" => matches!(lemma, "object" | "respond" | "answer" | "hint" | "point to"),
        _ => false,
    }
}

/// Whether a clause with `that` follows the cue, at once or after words of time and place; after the person spoken to as well
/// where `recipient` is set: `told reporters in Moscow that`. Not so in `said the demand that he go was wrong`.
pub(super) fn followed_by_that(tokens: &[Token], from: usize, end: usize, recipient: bool) -> bool {
    that_after(tokens, from, end, recipient).is_some()
}

/// The place of that `that`.
fn that_after(tokens: &[Token], from: usize, end: usize, recipient: bool) -> Option<usize> {
    let end = end.min(tokens.len()).min(from + MOST_BEFORE_THAT);
    let mut in_phrase = recipient;
    // `said after the votes were counted that`
    let mut verbs =
        usize::from(tokens.get(from).is_some_and(|first| from < end && first.is(Sort::Subordinator) && first.gap.is_plain()));
    for at in from..end {
        let token = &tokens[at];
        if token.low == "that" && (!token.gap.quote() || in_phrase && at > from) {
            return Some(at);
        }
        let before = at.checked_sub(1).filter(|_| at > from).map(|at| &tokens[at]);
        // An aside may stand before it: `said, however, that`.
        let aside_word = |at: usize| tokens[at].is(Sort::Adverb) || tokens[at].low == "though";
        let aside = token.gap.comma() && at < from + 4 && (aside_word(at) || at > from && aside_word(at - 1));
        let digits = token.low.bytes().all(|b| b.is_ascii_digit());
        // `on May 23, 2008, that`
        let date = digits && before.is_some_and(|t| t.is(Sort::Time) || t.low.bytes().all(|b| b.is_ascii_digit()));
        let title = in_phrase && at > from && is_title_mark(tokens, at);
        if token.gap.is_break() && !aside && !date && !title {
            return None;
        }
        if at > from && clause::is_finite(tokens, at, from) {
            verbs = verbs.checked_sub(1)?;
        }
        // A day ends the phrase that it stands in, unless it tells which one: `on Friday`, but `in a Friday letter`.
        let names = token.is_possessive() || token.gap.quote() || before.is_some_and(|t| t.is(Sort::Determiner));
        in_phrase = (in_phrase || token.is(Sort::Preposition)) && (recipient || !token.is(Sort::Time) || names || verbs > 0);
        let phrase = in_phrase || verbs > 0;
        if !phrase && !token.is(Sort::Time) && !date && !aside_word(at) && !token.ends_in(b"ly") {
            return None;
        }
    }
    None
}

/// Whether only quotation marks stand before the word, as around a title in a phrase: `on “Morning Harbour” that`.
fn is_title_mark(tokens: &[Token], at: usize) -> bool {
    let gap = tokens[at].gap;
    gap.quote() && !(gap.comma() || gap.colon() || gap.semicolon() || gap.dash() || gap.opens() || gap.closes() || gap.stop())
}

/// Whether the person spoken to follows the verb: `told reporters`.
pub(super) fn takes_recipient(lemma: &str) -> bool {
    matches!(lemma, "tell" | "inform" | "remind" | "assure" | "reassure" | "notify" | "warn" | "ask" | "advise" | "promise")
}

/// Whether a clause follows the cue directly: words with a finite verb that no relative word opens.
pub(super) fn takes_clause(passage: &Passage, attribution: &Attribution, high: usize) -> bool {
    let tokens = passage.tokens;
    let start = attribution.words.end;
    let relative = |at: usize| {
        let low = tokens[at].low;
        matches!(low, "who" | "which" | "whose" | "whom" | "where") || tokens[at].is(Sort::Subordinator) && !matches!(low, "if")
    };
    if attribution.entry.frame == Frame::Either {
        // After `confirmed` or `pledged` a form in -ed is as often a participle, so only a sure verb counts.
        let near = start + 1..high.min(start + 10);
        let stop = near.clone().find(|at| relative(*at)).unwrap_or(near.end);
        return (start + 1..stop.max(start + 1)).any(|at| clause::is_sure_verb(tokens, at));
    }
    // A joining word right behind the cue can open the clause that is reported: `said if nothing changed …`.
    let goes_on = |at: &usize| !(relative(*at) && tokens[*at].gap.is_plain());
    let is_finite = |at: &usize| clause::is_finite(tokens, *at, start);
    let tail = start < high && relative(start) && tokens[start].low != "what";
    // Each looks no further than it must: a sentence without end may have a cue in every third word.
    !tail && (start + 1..high).take_while(goes_on).any(|at| is_finite(&at))
        || start + 2 < high && tokens[start].low == "what" && goes_on(&(start + 1)) && goes_on(&(start + 2))
        || start + 2 < high && tokens[start].is(Sort::Subordinator) && (start + 1..high).filter(is_finite).nth(1).is_some()
}

/// Where the content of an attribution that goes before it starts.
pub(super) fn content_start(passage: &Passage, attribution: &Attribution, high: usize) -> usize {
    let tokens = passage.tokens;
    let end = attribution.words.end;
    let verb_first =
        |attribution: &Attribution| if attribution.subject.is_none() { attribution.cue.start } else { attribution.words.start };
    if attribution.entry.lemma == "according to" {
        // `According to the report issued by the ministry, …`
        return (end..high.min(end + 16)).find(|at| tokens[*at].gap.comma()).unwrap_or(end);
    }
    if denies(tokens, attribution) {
        // `and would not say whether`
        let joined = attribution.subject.is_none() && tokens[attribution.words.start].is(Sort::Conjunction);
        let clause = attribution.entry.lemma == "deny" && opens_clause(tokens, attribution.words.end..high);
        return match clause || that_behind(passage, attribution, high).is_some() {
            true => verb_group(tokens, attribution).start,
            false => attribution.words.start + usize::from(joined),
        };
    }
    if attribution.entry.frame == Frame::Act {
        return verb_first(attribution);
    }
    if let Some(that) = that_behind(passage, attribution, high) {
        // `said that was never the case`
        let is_subject = that + 1 < high && passage.tokens[that + 1].listed.verb == Some("auxiliary");
        return if is_subject { that } else { that + 1 };
    }
    if attribution.entry.frame == Frame::Either && !takes_clause(passage, attribution, high) {
        return verb_first(attribution);
    }
    // `objected vehemently to the bill`: an adverbial of the verb, and no clause behind it.
    let adverbial = attribution.entry.lemma != "say"
        && tokens.get(end).is_some_and(|next| {
            let adverb = next.is(Sort::Preposition) || next.ends_in(b"ly");
            end < high && adverb && next.gap.is_plain() && !opens_clause(tokens, end..high)
        });
    if takes_recipient(attribution.entry.lemma) || adverbial {
        return verb_first(attribution);
    }
    without_time(passage, end, high)
}

/// Whether the attribution says that something was not said or is not so: `has not said whether`, `denied that`. Without it the
/// content would affirm what the speaker does not.
pub(super) fn denies(tokens: &[Token], attribution: &Attribution) -> bool {
    let negates = |at: usize| matches!(tokens[at].low, "not" | "never") || tokens[at].low.ends_with("n't");
    attribution.entry.lemma == "deny" || verb_group(tokens, attribution).any(negates)
}

/// How many helping verbs and adverbs stand before the cue.
pub(super) fn helpers(tokens: &[Token], attribution: &Attribution) -> usize {
    verb_group(tokens, attribution).len()
}

/// The helping verbs and adverbs before the cue, without the subject: `has not yet | said`.
fn verb_group(tokens: &[Token], attribution: &Attribution) -> Range<usize> {
    let cue = attribution.cue.start;
    let subject = attribution.subject.as_ref().filter(|_| !attribution.inverted).map(|subject| subject.words.end);
    let low = subject.unwrap_or(attribution.words.start).min(cue);
    let helps = |at: &usize| {
        let helper = tokens[*at].listed.verb == Some("auxiliary") || tokens[*at].is(Sort::Adverb);
        (helper || tokens[*at].ends_in(b"ly")) && !tokens[*at + 1].gap.is_break()
    };
    let length = (low..cue).rev().take(MOST_HELPERS).take_while(helps).count();
    cue - length..cue
}

/// Whether the attribution, of which `within` holds nothing but its own words and what is around them, tells of a deed and not of
/// speech: `pleaded guilty on Friday`, `the governor who announced his run`. A clause, a quotation or words before it that it closes
/// make it speech.
pub(super) fn tells_deed(passage: &Passage, attribution: &Attribution, within: Range<usize>) -> bool {
    let tokens = passage.tokens;
    let (start, end) = (attribution.words.start, attribution.words.end);
    let about = tokens.get(end).is_some_and(|next| next.low == "about");
    let spoken = end >= within.end || about || tokens[end].gap.quote() || (end..within.end).any(|at| tokens[at].gap.colon());
    if spoken || attribution.inverted || that_behind(passage, attribution, within.end).is_some() {
        return false;
    }
    let before = within.start..start;
    let closes = tokens[start].gap.is_break() && is_full_clause(passage, before) && opens_tail(passage, end, within.end);
    let relative = attribution.subject.as_ref().is_some_and(|subject| {
        subject.words.end < attribution.cue.start
            && tokens[subject.words.end].low == "who"
            && !tokens[subject.words.end].gap.comma()
    });
    let bare = match attribution.entry.frame {
        // `after complaining to the board`
        Frame::Speech if attribution.subject.is_none() && tokens[attribution.cue.start].ends_in(b"ing") => {
            !takes_clause(passage, attribution, within.end) || attribution.entry.deed && !opens_clause(tokens, end..within.end)
        }
        Frame::Speech => attribution.entry.deed && !opens_clause(tokens, end..within.end),
        Frame::Act | Frame::Either => relative && !takes_clause(passage, attribution, within.end),
    };
    bare && !closes
}

/// Whether the words open with a subject and its finite verb, so that they are a clause: `charged | the firm had lied`, but not
/// `charged | the firm with fraud, and it was fined`.
fn opens_clause(tokens: &[Token], words: Range<usize>) -> bool {
    let opens = |at: usize| {
        let ends = |at: usize| {
            let low = tokens[at].low;
            let relative = matches!(low, "who" | "which" | "whose" | "whom" | "where" | "that" | "and" | "but" | "to");
            relative || tokens[at].is(Sort::Subordinator)
        };
        let end = (at + 1..words.end).find(|at| ends(*at) || tokens[*at].gap.is_break()).unwrap_or(words.end);
        let adverb = |at: usize| tokens[at].is(Sort::Adverb) || tokens[at].ends_in(b"ly");
        let at = (at..end).find(|at| !adverb(*at)).unwrap_or(at);
        if tokens[at].is(Sort::Preposition) || tokens[at].is(Sort::Subordinator) {
            return false;
        }
        let verb = (at + 1..end.max(at + 1)).find(|verb| clause::is_finite(tokens, *verb, at));
        // `posted a film | he made`
        verb.is_some_and(|verb| verb == at + 1 || !tokens[verb - 1].is(Sort::Subject))
    };
    let fronted = tokens.get(words.start).is_some_and(|token| token.is(Sort::Preposition));
    let comma = (words.start + 1..words.end).take(16).find(|at| tokens[*at].gap.comma()).filter(|_| fronted);
    !words.is_empty() && (opens(words.start) || comma.is_some_and(opens))
}

/// Leaves out words of time behind a cue: `said on Tuesday | the demand was not official`.
fn without_time(passage: &Passage, start: usize, high: usize) -> usize {
    let tokens = passage.tokens;
    let mut at = start;
    while at < high && at < start + 5 && tokens[at].gap.is_plain() {
        let on = matches!(tokens[at].low, "on" | "in" | "early" | "late" | "last" | "this");
        let before_time = on && tokens.get(at + 1).is_some_and(|next| at + 1 < high && next.is(Sort::Time));
        let time = tokens[at].is(Sort::Time) && tokens[at].low != "may" || matches!(tokens[at].low, "yesterday" | "today");
        if !before_time && !time {
            break;
        }
        at += 1;
    }
    at
}

/// Whether the words are more than an adverbial, a participle or a subordinate clause.
pub(super) fn is_full_clause(passage: &Passage, words: Range<usize>) -> bool {
    let tokens = passage.tokens;
    let Some(opens) = tokens.get(words.start).filter(|_| !words.is_empty()) else { return false };
    let aside = opens_aside(tokens, words.start);
    let clause_follows = |at: &usize| tokens[*at].gap.comma() && clause::opens_with_subject(tokens, *at..words.end);
    let relative = |at: usize| matches!(tokens[at].low, "which" | "who" | "that");
    if aside && (words.start + 1..words.end).any(|at| clause_follows(&at) && !relative(at)) {
        return true;
    }
    let short = words.len() <= 6 || (words.start + 1..words.end).any(|at| tokens[at].gap.comma());
    (!aside || opens.is(Sort::Preposition) && !short) && clause::has_finite_verb(tokens, words)
}

/// Whether the word opens an adverbial, a participle or a subordinate clause.
pub(super) fn opens_aside(tokens: &[Token], at: usize) -> bool {
    let opens = &tokens[at];
    // `As many as 40 huts burned`
    let amount =
        opens.low == "as" && tokens.get(at + 1).is_some_and(|next| matches!(next.low, "many" | "much" | "few" | "little"));
    !amount && (opens.is(Sort::Subordinator) || opens.is(Sort::Preposition))
        || opens_with_measure(tokens, at)
        || clause::is_participle(opens)
        || opens.ends_in(b"ed")
}

/// Whether the word measures time: `two days | after`.
pub(super) fn is_measure(word: &str) -> bool {
    matches!(word, "minutes" | "hours" | "days" | "weeks" | "months" | "years" | "day" | "hour" | "week" | "month" | "year")
}

/// Whether a measure of time stands here with the word that joins it: `Two days after`, `Barely a week before`.
fn opens_with_measure(tokens: &[Token], at: usize) -> bool {
    let joins = |at: usize| tokens.get(at).is_some_and(|token| matches!(token.low, "after" | "before" | "since"));
    (at..tokens.len().min(at + 3)).any(|at| is_measure(tokens[at].low) && joins(at + 1))
}

/// Whether the words behind a cue open an adverbial rather than a clause: `said after talks`, `said on Tuesday`.
pub(super) fn opens_tail(passage: &Passage, at: usize, high: usize) -> bool {
    let tokens = passage.tokens;
    tokens.get(at).is_none_or(|token| {
        at >= high
            || token.is(Sort::Preposition)
            || token.is(Sort::Subordinator)
            || token.is(Sort::Time)
            || token.is(Sort::Adverb)
            || token.gap.comma()
            || token.ends_in(b"ing")
    })
}
