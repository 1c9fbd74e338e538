//! Leftovers: what a sentence tells around its attributions, and whether that is worth a claim.

use super::attribution::Attribution;
use super::clause;
use super::complement;
use super::lexicon::{Frame, Sort};
use super::passage::Passage;
use super::piece::{self, Piece, PieceSort, Reading};
use super::token::Token;
use std::ops::Range;

/// The fewest content words of a sentence that must not be lost, without those of a bare attribution.
const FEWEST_SENTENCE_WORDS: usize = 4;

/// The fewest content words of its own, without the word that opens it, with which a participle or a subordinate clause that was cut
/// off asserts something (`using another name for the group` has fewer). Our own choice, from reading such leftovers.
const FEWEST_CONTENT_WORDS: usize = 6;

/// The fewest words, without a quote's own, that an attribution's tail needs to be a fact of its own
/// (`referring to Mr Doe, the only member who …`).
const FEWEST_TAIL_WORDS: usize = 8;

/// The fewest content words of an aside or tail that is a claim of its own.
const FEWEST_ASIDE_WORDS: usize = 4;

/// The fewest words before an attribution that make a clause of their own.
const FEWEST_PREAMBLE_WORDS: usize = 5;

/// What stands before an attribution, whose words end at `told`: a claim of the outlet where it is a clause, or tells enough.
pub(super) fn push_preamble(passage: &Passage, words: Range<usize>, told: Option<usize>, reading: &mut Reading) {
    let tokens = passage.tokens;
    let joined = !words.is_empty() && matches!(tokens[words.end - 1].low, "and" | "but");
    let mut words = piece::without_joints(passage, words);
    // `The hearing came two days | after the Post reported`: the measure is nothing without its word.
    let measured = words.len() > 1 && complement::is_measure(tokens[words.end - 2].low);
    while !measured
        && !words.is_empty()
        && (tokens[words.end - 1].is(Sort::Subordinator) || tokens[words.end - 1].low == "when")
    {
        words.end -= 1;
    }
    if let Some(told) = told.filter(|_| measured && clause::has_finite_verb(tokens, words.clone())) {
        words.end = told;
    }
    let question = tokens.get(words.start).is_some_and(|token| token.low == "asked");
    let clause = words.len() >= FEWEST_PREAMBLE_WORDS && clause::has_finite_verb(tokens, words.clone());
    let tells = tokens.get(words.start).is_some_and(is_telling) && content(tokens, words.clone()) >= FEWEST_CONTENT_WORDS;
    let bare = is_adverbial(tokens, &words) && content(tokens, words.clone()) < FEWEST_CONTENT_WORDS;
    if !question && !bare && (clause || tells || joined && words.len() >= FEWEST_TAIL_WORDS) {
        piece::push_clauses(passage, words, PieceSort::Fact, None, reading);
    }
}

/// Whether the words are an adverbial, a participle or a subordinate clause without a main clause.
fn is_adverbial(tokens: &[Token], words: &Range<usize>) -> bool {
    let opens = tokens.get(words.start).is_some_and(|opens| {
        opens.is(Sort::Subordinator) || opens.is(Sort::Preposition) || opens.low == "when" || clause::is_participle(opens)
    });
    let main = |at: usize| tokens[at].gap.comma() && clause::opens_with_subject(tokens, at..words.end);
    opens && !(words.start + 1..words.end).any(main)
}

/// What is told between a subject and its verb of speech, with the subject: `Lee, who was met by parents of the drowned, | said`.
/// An apposition only tells who it is, and is left out.
pub(super) fn push_aside(passage: &Passage, attribution: &Attribution, reading: &mut Reading) {
    let tokens = passage.tokens;
    let Some(subject) = attribution.subject.as_ref().filter(|_| !attribution.inverted) else { return };
    let start = subject.words.end;
    let verb = attribution.cue.start.saturating_sub(complement::helpers(tokens, attribution));
    let Some(first) = tokens.get(start).filter(|token| start < verb && token.gap.comma()) else { return };
    let relative = matches!(first.low, "who" | "which" | "whose" | "where") && clause::has_finite_verb(tokens, start..verb);
    if (relative || is_telling(first)) && content(tokens, start + 1..verb) >= FEWEST_ASIDE_WORDS {
        // `Lee, who said the gate was shut, | also said`: speech of the same speaker.
        let said = (first.low == "who").then(|| tokens[start + 1].listed.cue).flatten();
        let speech = said.is_some_and(|cue| cue.frame == Frame::Speech && !cue.deed && cue.lemma != "ask");
        let from = start + 2 + usize::from(tokens.get(start + 2).is_some_and(|next| next.low == "that"));
        let at = reading
            .attributions
            .len()
            .checked_sub(1)
            .filter(|_| speech && clause::has_finite_verb(tokens, from.min(verb)..verb));
        reading.pieces.push(match at {
            Some(at) => Piece { words: from..verb, sort: PieceSort::Reported, attribution: Some(at) },
            None => Piece { words: subject.words.start..verb, sort: PieceSort::Fact, attribution: None },
        });
    }
}

/// What stands behind a bare attribution: a claim of the outlet from where it tells more than how and where it was said.
pub(super) fn push_tail(passage: &Passage, words: Range<usize>, introduces_quote: bool, reading: &mut Reading) {
    let tokens = passage.tokens;
    let opens = |at: &usize| {
        let token = &tokens[*at];
        let relative = token.low == "who" || token.gap.comma() && matches!(token.low, "which" | "where" | "whose");
        let stop = (at + 1..words.end).find(|next| tokens[*next].gap.is_break()).unwrap_or(words.end);
        let resumes = token.gap.comma() && clause::opens_with_subject(tokens, *at..stop);
        let clause = relative || resumes || token.is(Sort::Conjunction) || token.is(Sort::Subordinator) && token.gap.comma();
        let participle = clause::is_participle(token) && (*at == words.start || token.gap.is_break());
        let apposed = token.gap.comma() && token.is(Sort::Determiner) && *at > words.start + 1;
        participle || (clause || apposed) && clause::has_finite_verb(tokens, *at..words.end)
    };
    let Some(start) = words.clone().find(opens).filter(|_| !introduces_quote) else { return };
    let tail = start..words.end;
    if tail.len() >= FEWEST_TAIL_WORDS && content(tokens, tail.clone()) >= FEWEST_ASIDE_WORDS {
        piece::push_clauses(passage, tail, PieceSort::Fact, None, reading);
    }
}

/// How many of the words are no function words.
fn content(tokens: &[Token], words: Range<usize>) -> usize {
    words.filter(|at| !tokens[*at].listed.is_function_word).count()
}

/// Whether the word opens a participle that tells something of the subject: `facing a vote`, `flanked by flags`.
fn is_telling(token: &Token) -> bool {
    clause::is_participle(token) || token.low.len() > 4 && token.ends_in(b"ed") && token.low != "asked"
}

/// Leaves out the pieces that are short leftovers, or joins them to the piece they were cut from.
pub(super) fn settle(passage: &Passage, sentence: &Range<usize>, reading: &mut Reading) {
    let attributions = &reading.attributions;
    let is_leftover = |piece: &Piece| {
        let whole = piece.words.len() + 1 >= sentence.len();
        let own = piece.attribution.is_some_and(|at| attributions[at].words.contains(&piece.words.start));
        let quoted = || {
            !passage.is_outside(piece.words.start)
                || piece.sort == PieceSort::Reported && piece.words.clone().any(|at| !passage.is_outside(at))
        };
        !whole && !own && is_short_leftover(passage.tokens, &piece.words) && !quoted()
    };
    if !reading.pieces.iter().any(is_leftover) {
        return;
    }
    let mut kept: Vec<Piece> = Vec::with_capacity(reading.pieces.len());
    for piece in reading.pieces.drain(..) {
        if !is_leftover(&piece) {
            kept.push(piece);
            continue;
        }
        let cut_from = kept.last_mut().filter(|last| {
            last.words.end == piece.words.start && last.sort == piece.sort && last.attribution == piece.attribution
        });
        match cut_from {
            Some(last) => last.words.end = piece.words.end,
            None if piece.sort == PieceSort::Reported => kept.push(piece),
            None => {}
        }
    }
    reading.pieces = kept;
}

/// Whether the words are a participle or a subordinate clause with little to tell and no main clause behind it.
fn is_short_leftover(tokens: &[Token], words: &Range<usize>) -> bool {
    let opens = &tokens[words.start];
    let subordinate = opens.is(Sort::Subordinator) || clause::is_participle(opens);
    if !subordinate {
        return false;
    }
    // `Urging is easy`, `Before the talks both ministers ate`, `If it rains, the match is off`: with a main clause.
    let verbs = words.clone().filter(|at| clause::is_finite(tokens, *at, words.start)).count();
    let clause_follows =
        (words.start + 1..words.end).any(|at| tokens[at].gap.comma() && clause::opens_with_subject(tokens, at..words.end));
    let led = verbs > usize::from(!opens.ends_in(b"ing")) || opens.is(Sort::Preposition) && verbs > 0;
    !clause_follows && !led && content(tokens, words.start + 1..words.end) < FEWEST_CONTENT_WORDS
}

/// Whether a sentence without a claim says something besides who spoke to whom: `Ann Lee told reporters in Karsk.`
pub(super) fn asserts(passage: &Passage, words: Range<usize>, attributions: &[Attribution]) -> bool {
    let content = |at: &usize| !passage.tokens[*at].listed.is_function_word;
    let named = |at: &usize| attributions.iter().any(|attribution| attribution.words.contains(at));
    let act = attributions.first().is_none_or(|attribution| attribution.entry.frame != Frame::Speech);
    let own = words.clone().filter(content).filter(|at| !named(at)).count();
    words.filter(content).count() >= FEWEST_SENTENCE_WORDS && (act || own >= FEWEST_SENTENCE_WORDS)
}
