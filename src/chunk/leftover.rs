//! Leftovers: what a sentence tells around its attributions, and whether that is worth a claim.

use super::attribution::Attribution;
use super::clause;
use super::lexicon::{self, Frame, Sort};
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

/// The fewest words before an attribution that make a clause of their own.
const FEWEST_PREAMBLE_WORDS: usize = 5;

/// What stands before an attribution: a claim of the outlet where it is a clause.
pub(super) fn push_preamble(passage: &Passage, words: Range<usize>, reading: &mut Reading) {
    let tokens = &passage.tokens;
    let joined = !words.is_empty() && matches!(tokens[words.end - 1].low.as_str(), "and" | "but");
    let mut words = piece::without_joints(passage, words);
    while !words.is_empty() && (tokens[words.end - 1].is(Sort::Subordinator) || tokens[words.end - 1].low == "when") {
        words.end -= 1;
    }
    let question = tokens.get(words.start).is_some_and(|token| token.low == "asked");
    let clause = words.len() >= FEWEST_PREAMBLE_WORDS && clause::has_finite_verb(tokens, words.clone());
    if !question && (clause || joined && words.len() >= FEWEST_TAIL_WORDS) {
        piece::push_clauses(passage, words, PieceSort::Fact, None, reading);
    }
}

/// What stands behind a bare attribution: a claim of the outlet where it is long.
pub(super) fn push_tail(passage: &Passage, words: Range<usize>, introduces_quote: bool, reading: &mut Reading) {
    let tokens = &passage.tokens;
    let Some(first) = tokens.get(words.start) else { return };
    let tells = first.low.ends_with("ing")
        || first.low == "who"
        || first.is(Sort::Conjunction) && clause::has_finite_verb(tokens, words.clone());
    if !introduces_quote && words.len() >= FEWEST_TAIL_WORDS && tells {
        piece::push_clauses(passage, words, PieceSort::Fact, None, reading);
    }
}

/// Leaves out the pieces that are short leftovers, or joins them to the piece they were cut from.
pub(super) fn settle(passage: &Passage, sentence: &Range<usize>, reading: &mut Reading) {
    let attributions = &reading.attributions;
    let mut kept: Vec<Piece> = Vec::with_capacity(reading.pieces.len());
    for piece in reading.pieces.drain(..) {
        let whole = piece.words.len() + 1 >= sentence.len();
        let own = piece.attribution.is_some_and(|at| attributions[at].words.contains(&piece.words.start));
        let quoted = !passage.is_outside(piece.words.start)
            || piece.sort == PieceSort::Reported && piece.words.clone().any(|at| !passage.is_outside(at));
        if whole || own || quoted || !is_short_leftover(&passage.tokens, &piece.words) {
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
        (words.start + 1..words.end).any(|at| tokens[at].gap.comma && clause::opens_with_subject(tokens, at..words.end));
    let led = verbs > usize::from(!opens.low.ends_with("ing")) || opens.is(Sort::Preposition) && verbs > 0;
    let content = words.clone().skip(1).filter(|at| !lexicon::is_function_word(&tokens[*at].low)).count();
    !clause_follows && !led && content < FEWEST_CONTENT_WORDS
}

/// Whether a sentence without a claim says something besides who spoke to whom: `Ann Lee told reporters in Karsk.`
pub(super) fn asserts(passage: &Passage, words: Range<usize>, attributions: &[Attribution]) -> bool {
    let content = |at: &usize| !lexicon::is_function_word(&passage.tokens[*at].low);
    let named = |at: &usize| attributions.iter().any(|attribution| attribution.words.contains(at));
    let act = attributions.first().is_none_or(|attribution| attribution.entry.frame != Frame::Speech);
    let own = words.clone().filter(content).filter(|at| !named(at)).count();
    words.filter(content).count() >= FEWEST_SENTENCE_WORDS && (act || own >= FEWEST_SENTENCE_WORDS)
}
