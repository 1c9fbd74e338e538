//! What is no claim: labels, leftovers and fragments without content.

use super::ChunkOptions;
use super::draft::Draft;
use super::listed::listed;
use super::words::Words;
use crate::model::ClaimKind;
use crate::text::{any_word, folded};

/// Whether a draft says enough to be compared.
pub(super) fn is_claim(text: &str, draft: &Draft, all: &Words, options: &ChunkOptions) -> bool {
    let (least, must_tell) = match draft.kind {
        // Newsrooms quote single words as whole answers; they must not vanish.
        ClaimKind::Quote => (1, false),
        ClaimKind::Headline => (options.min_words.min(2), false),
        ClaimKind::Reported | ClaimKind::Fact => (options.min_words, true),
    };
    let (mut words, mut tells) = (0, !must_tell);
    let mut is_enough = |is_function_word: bool| {
        words += 1;
        tells = tells || !is_function_word;
        tells && words >= least
    };
    match all.inside(draft.block, draft.span) {
        Some(words) => words.iter().any(|word| is_enough(word.listed.is_function_word)),
        None => any_word(text, draft.span, |word| is_enough(listed(&folded(word.text)).is_function_word)),
    };
    tells && words >= least
}
