//! The dates inside a claim.

use crate::model::{Date, DateMention};
use crate::text::Span;

/// The dates of `text` inside `within`, in order.
pub(super) fn dates(_text: &str, _within: Span, _published: Option<Date>) -> Vec<DateMention> {
    Vec::new()
}
