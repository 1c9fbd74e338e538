//! The way from the base to another account, in parts that people read: words apart from the punctuation around them.

use super::diff::Account;
use crate::compare::{EditKind, Variant, bare};
use crate::text::Span;

/// One edit with what stands in both accounts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Step<'a> {
    /// What was done.
    pub kind: EditKind,
    /// How the sides of a replacement differ.
    pub variant: Option<Variant>,
    /// What the base has here.
    pub base: Option<Part<'a>>,
    /// What the other account has here.
    pub other: Option<Part<'a>>,
}

/// A stretch of an account.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Part<'a> {
    /// White space and punctuation before its words.
    pub lead: &'a str,
    /// Its words.
    pub words: &'a str,
    /// White space and punctuation after its words.
    pub trail: &'a str,
    /// Whether white space stands right before it.
    pub after_space: bool,
}

impl<'a> Part<'a> {
    /// The part of `text` at `span`; `None` where that is empty.
    pub(super) fn of(text: &'a str, span: Span) -> Option<Self> {
        let all = text.get(span.start..span.end).filter(|all| !all.is_empty())?;
        let words = bare(text, span);
        Some(Part {
            lead: text.get(span.start..words.start).unwrap_or_default(),
            words: text.get(words.start..words.end).unwrap_or(all),
            trail: text.get(words.end..span.end).unwrap_or_default(),
            after_space: text.get(..span.start).is_some_and(|before| before.ends_with(char::is_whitespace)),
        })
    }
}

impl Step<'_> {
    /// Whether both sides mean the same, in two spellings or by two names.
    pub(super) fn is_same_meaning(&self) -> bool {
        self.variant.is_some_and(Variant::is_same_meaning)
    }
}

/// The steps from the base to `account`.
pub(super) fn steps<'a>(base: &'a str, account: &Account<'a>) -> Vec<Step<'a>> {
    let step = |edit: &crate::compare::Edit| Step {
        kind: edit.kind,
        variant: edit.variant,
        base: Part::of(base, edit.base),
        other: Part::of(account.text, edit.other),
    };
    account.edits.iter().map(step).collect()
}
