//! What two accounts differ in: the two places, and a sentence that says so.

use super::account::{Account, Term};
use crate::text::Span;

/// A difference between the account on the left and the one on the right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Difference {
    pub(super) left: Span,
    pub(super) right: Span,
    pub(super) note: String,
}

impl Difference {
    /// A difference between `one` and `other`, which are the left and the right account in either order.
    pub(super) fn between(one: (&Account, Span), other: (&Account, Span), note: String) -> Self {
        let (left, right) = if one.0.position < other.0.position { (one.1, other.1) } else { (other.1, one.1) };
        Difference { left, right, note }
    }
}

/// More words than this are cut when a place is quoted in a note.
const SHOWN: usize = 16;

/// The outlets of two accounts, told apart by their articles where they are one.
pub(super) fn outlets(a: &Account, b: &Account) -> (String, String) {
    if a.article.outlet == b.article.outlet {
        let full = |account: &Account| format!("{} ({})", account.article.outlet, account.article.id);
        (full(a), full(b))
    } else {
        (a.article.outlet.clone(), b.article.outlet.clone())
    }
}

/// The words at a place in quotation marks, without line breaks; long ones are cut.
pub(super) fn shown(account: &Account, span: Span) -> String {
    let mut words = account.at(span).split_whitespace();
    let mut text: Vec<&str> = words.by_ref().take(SHOWN).collect();
    if words.next().is_some() {
        text.push("…");
    }
    format!("“{}”", text.join(" "))
}

/// The place from the first to the last of `terms`; `None` where there are none.
pub(super) fn place(terms: &[Term]) -> Option<Span> {
    Some(terms.first()?.span.join(terms.last()?.span))
}
