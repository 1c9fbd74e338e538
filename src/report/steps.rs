//! The way from the base to another account, in parts that people read: words apart from the punctuation around them.

use super::diff::Account;
use crate::compare::{EditKind, Variant, bare};
use crate::text::{Lexicon, Span, fold, stem, words};
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

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
    /// Whether both sides are one thing in two spellings, by two names, or in two forms of one word.
    pub(super) fn is_same_thing(&self) -> bool {
        self.variant.is_some_and(is_same_thing)
    }
}

/// Whether a variant is one thing in two spellings, by two names, or in two forms of one word.
pub(super) fn is_same_thing(variant: Variant) -> bool {
    variant.is_same_meaning() || variant == Variant::Inflection
}

/// A text in stretches, each with whether its words are common to an account and the base in whatever order and form: for accounts so
/// unlike that edits between them say little.
pub(super) fn in_common<'a>(text: &'a str, other: &str) -> Vec<(&'a str, bool)> {
    let theirs: FxHashSet<String> = contents(other).map(|(stem, _)| stem).collect();
    let mut stretches: Vec<(&str, bool)> = Vec::new();
    let mut start = 0;
    let mut push = |from: usize, to: usize, is_common: bool| {
        let Some(piece) = text.get(from..to).filter(|piece| !piece.is_empty()) else { return };
        stretches.push((piece, is_common));
    };
    let mut common: Option<Span> = None;
    for (_, span) in contents(text).filter(|(stem, _)| theirs.contains(stem)) {
        // Neighbours are one stretch.
        common = match common {
            Some(before) if text.get(before.end..span.start).is_some_and(|gap| gap.trim().is_empty()) => {
                Some(before.join(span))
            }
            Some(before) => {
                push(start, before.start, false);
                push(before.start, before.end, true);
                start = before.end;
                Some(span)
            }
            None => Some(span),
        };
    }
    if let Some(last) = common {
        push(start, last.start, false);
        push(last.start, last.end, true);
        start = last.end;
    }
    push(start, text.len(), false);
    stretches
}

static FUNCTION_WORDS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/function_words.txt")));

/// The stems of the words that carry content, with their places.
fn contents(text: &str) -> impl Iterator<Item = (String, Span)> + '_ {
    let words = words(text, Span::whole(text)).into_iter().map(|word| (fold(word.text), word.span));
    words.filter(|(folded, _)| !FUNCTION_WORDS.has(folded)).map(|(folded, span)| (stem(&folded), span))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_are_told_in_any_order_and_form() {
        let one = "The sanctions on Varn will be lifted once the Osk accord is kept.";
        let other = "Once Varn keeps the accord of Osk, sanctions can be rolled back.";
        let common = |text, other| in_common(text, other).into_iter().filter(|(_, c)| *c).map(|(w, _)| w).collect::<Vec<_>>();
        assert_eq!(common(one, other), ["sanctions", "Varn", "Osk accord"]);
        assert_eq!(common(other, one), ["Varn", "accord", "Osk", "sanctions"]);
        for text in [one, other, ""] {
            assert_eq!(in_common(text, one).iter().map(|(piece, _)| *piece).collect::<String>(), text);
        }
    }
}
