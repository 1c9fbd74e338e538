//! Clauses: where a long sentence is cut into parts that each stand alone as an assertion.

use super::lexicon::Sort;
use super::token::Token;
use std::ops::Range;

/// The fewest words on either side of a cut.
const FEWEST_WORDS: usize = 5;

/// The fewest words of a non-restrictive relative clause that is cut off.
const FEWEST_RELATIVE_WORDS: usize = 6;

/// Whether the word at `at` is, as far as its form and its neighbours tell, a finite verb.
pub(super) fn is_finite(tokens: &[Token], at: usize, low: usize) -> bool {
    let token = &tokens[at];
    let word = token.low;
    let before = at.checked_sub(1).filter(|before| *before >= low).map(|before| &tokens[before]);
    let after_to = before.is_some_and(|t| t.low == "to");
    if token.is_capitalised() && at > low || after_to {
        return token.listed.verb == Some("auxiliary") && !token.is_capitalised();
    }
    match token.listed.verb {
        Some("auxiliary" | "past" | "present") => {
            before.is_none_or(|t| !t.is(Sort::Determiner) && !t.is(Sort::Preposition)) || token.listed.verb == Some("auxiliary")
        }
        Some("base") => before.is_some_and(|t| {
            let plural = t.ends_in(b"s") && !t.ends_in(b"ss") && t.gap.is_plain() && !t.is_possessive();
            plural || matches!(t.low, "they" | "we" | "you" | "i" | "people" | "not")
        }),
        Some(_) => false,
        None if is_past_cue(token) => before.is_some_and(is_subject_end),
        None if is_past_form(word) => before.is_some_and(|t| is_subject_end(t) && token.gap.is_plain()),
        None => false,
    }
}

/// Whether the word ends in `ed` as past forms do.
fn is_past_form(word: &str) -> bool {
    match word.as_bytes() {
        [_, b'e', b'e', b'd'] => false,
        [_, _, .., b'e', b'd'] => true,
        _ => false,
    }
}

/// Whether the word is the past form of a cue that is little else: `said`, `asked`.
fn is_past_cue(token: &Token) -> bool {
    token.listed.cue.is_some_and(|cue| !cue.doubtful && !token.ends_in(b"ing") && token.low != cue.lemma)
}

/// Whether the word is a verb that can be nothing else: `is`, `would`, `wants`.
pub(super) fn is_sure_verb(tokens: &[Token], at: usize) -> bool {
    let sure = matches!(tokens[at].listed.verb, Some("auxiliary" | "present"));
    sure && !tokens[at].is_capitalised() && !tokens[at - 1].is(Sort::Determiner)
}

/// Whether a subject can end with this word.
fn is_subject_end(token: &Token) -> bool {
    let be_or_have =
        matches!(token.low, "be" | "been" | "being" | "is" | "are" | "was" | "were" | "has" | "have" | "had" | "having");
    if be_or_have || token.is(Sort::Preposition) || token.is(Sort::Determiner) || token.is(Sort::Conjunction) {
        return false;
    }
    // `wider talks planned for Friday` is no clause, but there is no telling from `the talks failed`.
    true
}

/// Whether the words hold a finite verb with something before it.
pub(super) fn has_finite_verb(tokens: &[Token], words: Range<usize>) -> bool {
    (words.start + 1..words.end).any(|at| is_finite(tokens, at, words.start))
}

/// Whether the word is a participle in -ing, by its form.
pub(super) fn is_participle(token: &Token) -> bool {
    let low = token.low;
    let noun =
        || token.ends_in(b"thing") || matches!(low, "being" | "bring" | "spring" | "string" | "swing" | "sibling" | "ceiling");
    token.ends_in(b"ing") && low.len() > 4 && !noun() && !token.is(Sort::Preposition) && token.listed.place.is_none()
}

/// Whether the words start with a subject that a finite verb follows soon.
pub(super) fn opens_with_subject(tokens: &[Token], words: Range<usize>) -> bool {
    let Some(first) = tokens.get(words.start) else { return false };
    let fits = first.is_capitalised()
        || first.is(Sort::Determiner)
        || first.is(Sort::Subject)
        || first.is(Sort::Pronoun)
        || first.ends_in(b"s");
    let soon = words.start + 1..words.end.min(words.start + 9);
    fits && soon.clone().any(|at| is_finite(tokens, at, words.start)) && !is_finite(tokens, words.start, words.start)
}

/// What may join two clauses without a comma.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PlainJoints {
    /// Nothing: the words hold the verb of speech, which may be denied, asked or put off in both clauses. `denied he knew and that he paid`
    None,
    /// `and` and `but` before a pronoun, in what the outlet tells.
    Pronoun,
    /// The same, and before `that`, in what somebody is reported to have said.
    PronounAndThat,
}

/// Pushes the parts of `words` that stand alone; one part where there is no sure cut. Joining words are in no part.
pub(super) fn clauses(tokens: &[Token], words: Range<usize>, plain: PlainJoints, mut push: impl FnMut(Range<usize>)) {
    let is_far = |at: usize| at >= words.start + FEWEST_WORDS && words.end - at >= FEWEST_WORDS;
    let is_joint = |at: usize| tokens[at].gap.is_break() || tokens[at].is(Sort::Conjunction);
    if !words.clone().any(|at| is_joint(at) && is_far(at) && cut_at(tokens, at, &words, plain).is_some()) {
        return push(words);
    }
    let finite: Vec<usize> = words.clone().filter(|at| is_finite(tokens, *at, words.start)).collect();
    let has_finite =
        |part: Range<usize>| finite.get(finite.partition_point(|at| *at <= part.start)).is_some_and(|at| *at < part.end);
    let mut start = words.start;
    for at in words.start + 1..words.end {
        if at < start + FEWEST_WORDS || words.end - at < FEWEST_WORDS || !is_joint(at) || !has_finite(start..at) {
            continue;
        }
        if let Some(next) = cut_at(tokens, at, &(start..words.end), plain).filter(|next| has_finite(*next..words.end)) {
            push(start..at);
            start = next;
        }
    }
    push(start..words.end);
}

/// Where the next part starts if `words` are cut before the word at `at`.
fn cut_at(tokens: &[Token], at: usize, words: &Range<usize>, plain: PlainJoints) -> Option<usize> {
    let token = &tokens[at];
    let (gap, end) = (token.gap, words.end);
    if gap.is_plain() {
        let joins = plain != PlainJoints::None
            && (joins_pronoun(tokens, at, words) || plain == PlainJoints::PronounAndThat && joins_that(tokens, at, words));
        return joins.then_some(at + 1);
    }
    if gap.quote() || gap.opens() || gap.closes() {
        return None;
    }
    let joining = matches!(token.low, "and" | "but" | "while" | "whereas" | "although" | "though" | "yet" | "so");
    let next = if joining { at + 1 } else { at };
    let long = end - next >= FEWEST_WORDS;
    if gap.semicolon() {
        return long.then_some(next);
    }
    if gap.comma() && joining {
        return (long && opens_with_subject(tokens, next..end)).then_some(next);
    }
    if gap.comma() && matches!(token.low, "which" | "who") {
        let closes = tokens[at + 1..end].iter().all(|token| !token.gap.is_break());
        let finite = (at + 1..end.min(at + 4)).any(|i| is_finite(tokens, i, at));
        return (closes && finite && end - at > FEWEST_RELATIVE_WORDS).then_some(at);
    }
    None
}

/// Whether the word joins a second clause with `that` to what is reported: `(said) the bridge was safe and | that the toll would rise`. Where
/// another `that` stands before it the clause may go with that one: `hopes that the talks go on and that both sides come`.
fn joins_that(tokens: &[Token], at: usize, words: &Range<usize>) -> bool {
    let next = at + 1;
    tokens[at].is(Sort::Conjunction)
        && matches!(tokens[at].low, "and" | "but")
        && words.end > next + FEWEST_WORDS
        && tokens[next].low == "that"
        && tokens[next].gap.is_plain()
        && opens_with_subject(tokens, next + 1..words.end)
        && !tokens[words.start].is(Sort::Subordinator)
        && tokens[words.start + 1..at].iter().all(|token| token.low != "that")
}

/// Whether the word joins a clause without a comma, which only a pronoun that is always a subject tells for sure: `The bridge held but |
/// they closed the road`. Where another clause stands before it, it may go with that one: `resigns if the levy passes and he loses the
/// vote`, `feared the dam would break and they would drown`.
fn joins_pronoun(tokens: &[Token], at: usize, words: &Range<usize>) -> bool {
    let next = at + 1;
    tokens[at].is(Sort::Conjunction)
        && matches!(tokens[at].low, "and" | "but")
        && words.end >= next + FEWEST_WORDS
        && tokens[next].is(Sort::Subject)
        && tokens[next].gap.is_plain()
        && opens_with_subject(tokens, next..words.end)
        && (tokens[at].low == "but" || has_one_verb_at_most(tokens, words.start..at))
        && !(words.start..at).any(|at| opens_condition(&tokens[at]))
}

/// Whether the words since the last break have verbs in one place at most, `had already been warned`, behind no `after` or `as` that opens
/// another clause.
fn has_one_verb_at_most(tokens: &[Token], words: Range<usize>) -> bool {
    let low = words.clone().rev().find(|at| tokens[*at].gap.is_break()).unwrap_or(words.start);
    let mut finite = (low..words.end).filter(|at| is_finite(tokens, *at, low));
    let Some(first) = finite.next() else { return true };
    let goes_on = |at: usize| {
        let token = &tokens[at];
        token.is(Sort::Adverb) || token.ends_in(b"ly") || matches!(token.low, "not" | "be" | "been" | "being")
    };
    let one_place = finite.try_fold(first, |last, at| (last + 1..at).all(goes_on).then_some(at)).is_some();
    one_place && !(low..first).any(|at| tokens[at].is(Sort::Subordinator))
}

/// Whether the word makes the clause behind it one that need not be so, or joins two that belong together: `if`, `whether`, `both`.
fn opens_condition(token: &Token) -> bool {
    let preposition = token.is(Sort::Preposition) || token.low == "as";
    token.is(Sort::Subordinator) && !preposition || matches!(token.low, "both" | "between")
}
