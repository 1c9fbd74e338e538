//! What is no claim: labels, leftovers and fragments without content.

use super::ChunkOptions;
use super::draft::Draft;
use super::listed::listed;
use crate::model::ClaimKind;
use crate::text::{folded, words};

/// Whether a draft says enough to be compared.
pub(super) fn is_claim(text: &str, draft: &Draft, options: &ChunkOptions) -> bool {
    let words = words(text, draft.span);
    let tells = || words.iter().any(|word| !listed(&folded(word.text)).is_function_word);
    match draft.kind {
        // Newsrooms quote single words as whole answers; they must not vanish.
        ClaimKind::Quote => !words.is_empty(),
        ClaimKind::Headline => words.len() >= options.min_words.min(2),
        ClaimKind::Reported | ClaimKind::Fact => words.len() >= options.min_words && tells(),
    }
}
