//! A claim on its way: placed and attributed, its values not read yet.

use crate::model::{ClaimKind, Cue, Speaker};
use crate::text::Span;

/// A claim before its values are read.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// Its place.
    pub span: Span,
    /// The sentence around it.
    pub sentence: Span,
    /// Its block.
    pub block: usize,
    /// Its sentence's position in the article.
    pub position: usize,
    /// What it is.
    pub kind: ClaimKind,
    /// Who says it.
    pub speaker: Option<Speaker>,
    /// The words that attribute it.
    pub cue: Option<Cue>,
    /// The number of its turn in the article.
    pub turn: Option<usize>,
    /// Quoted words inside it.
    pub quoted: Vec<Span>,
    /// Whether it says enough to be compared; told when its place is settled.
    pub is_claim: bool,
}
