//! The pieces that a sentence is taken apart into.

use super::attribution::Attribution;
use super::clause::{self, PlainJoints};
use super::passage::Passage;
use std::ops::Range;

/// One piece of a sentence, with the attribution that governs it, by position in [`Reading::attributions`].
#[derive(Debug, Clone)]
pub(super) struct Piece {
    /// Its words.
    pub words: Range<usize>,
    /// What it is.
    pub sort: PieceSort,
    /// Its attribution.
    pub attribution: Option<usize>,
}

/// The sorts of [`Piece`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PieceSort {
    /// A quotation that stands as a clause, by its position in the block.
    Quote(usize),
    /// Speech without marks.
    Reported,
    /// The outlet's own words.
    Fact,
}

/// A sentence taken apart.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// Its pieces, in order.
    pub pieces: Vec<Piece>,
    /// Its attributions, in order.
    pub attributions: Vec<Attribution>,
}

impl Reading {
    /// Forgets the sentence and keeps the room that it took.
    pub(super) fn clear(&mut self) {
        self.pieces.clear();
        self.attributions.clear();
    }
}

/// Adds the clauses of the words.
pub(super) fn push_clauses(
    passage: &Passage,
    words: Range<usize>,
    sort: PieceSort,
    attribution: Option<usize>,
    reading: &mut Reading,
) {
    let cue = attribution.map(|at| reading.attributions[at].words.clone());
    let plain = match (sort, cue) {
        (_, Some(cue)) if cue.start < words.end && words.start < cue.end => PlainJoints::None,
        (PieceSort::Reported, _) => PlainJoints::PronounAndThat,
        _ => PlainJoints::Pronoun,
    };
    clause::clauses(passage.tokens, words, plain, |part| {
        let words = without_joints(passage, part);
        if !words.is_empty() {
            reading.pieces.push(Piece { words, sort, attribution });
        }
    });
}

/// Leaves out `and`, `but` and the like at either end.
pub(super) fn without_joints(passage: &Passage, words: Range<usize>) -> Range<usize> {
    let tokens = passage.tokens;
    let mut words = words;
    let joins = |at: usize| matches!(tokens[at].low, "and" | "but" | "or") || tokens[at].text == "that";
    while words.len() > 1 && joins(words.start) && !tokens[words.start].gap.quote() {
        words.start += 1;
    }
    // `got half of that.`: where a sentence ends with it, `that` joins nothing.
    let pronoun = |at: usize| tokens[at].low == "that" && tokens.get(at + 1).is_none_or(|next| next.gap.start());
    let trails = |at: usize| matches!(tokens[at].low, "and" | "but" | "that" | "as" | "while" | "or") && !pronoun(at);
    while !words.is_empty() && trails(words.end - 1) {
        words.end -= 1;
    }
    words
}
