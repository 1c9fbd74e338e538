//! What is no claim: labels, leftovers and fragments without content.

use super::ChunkOptions;
use super::draft::Draft;
use super::lexicon;
use crate::model::ClaimKind;
use crate::text::{fold, words};

/// Whether a draft says enough to be compared.
pub(super) fn is_claim(text: &str, draft: &Draft, options: &ChunkOptions) -> bool {
    let words = words(text, draft.span);
    let content = words.iter().filter(|word| !lexicon::is_function_word(&fold(word.text))).count();
    match draft.kind {
        // Newsrooms quote single words as whole answers; they must not vanish.
        ClaimKind::Quote => !words.is_empty(),
        ClaimKind::Headline => words.len() >= options.min_words.min(2),
        ClaimKind::Reported | ClaimKind::Fact => words.len() >= options.min_words && content > 0,
    }
}
