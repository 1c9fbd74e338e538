//! The smallest pieces of text work that every room shares: spans, words, folded forms, language tags and compiled-in word lists.
//!
//! Nothing here knows what an article or a claim is, and nothing here fails.

mod fold;
mod language;
mod lexicon;
mod memo;
mod span;
mod stable_id;
mod words;

pub(crate) use fold::{ShortWord, push_folded};
pub use fold::{fold, folded, is_possessive, stem};
pub use language::primary_language;
pub use lexicon::Lexicon;
pub(crate) use memo::{Memo, remembered};
pub use span::{CodePoints, Span};
pub use stable_id::stable_id;
pub use words::{Word, word_count, words};
pub(crate) use words::{any_word, is_plain, is_plain_at};
