//! The smallest pieces of text work that every room shares: spans, words, folded forms, language tags and compiled-in word lists.
//!
//! Nothing here knows what an article or a claim is, and nothing here fails.

mod fold;
mod language;
mod lexicon;
mod memo;
mod short_word;
mod span;
mod stable_id;
mod words;

pub use fold::{fold, folded, is_possessive, stem};
pub(crate) use fold::{folded_part, push_folded};
pub use language::primary_language;
pub use lexicon::Lexicon;
pub(crate) use memo::{Memo, remembered};
pub(crate) use short_word::{Capitals, ShortWord, ShortWords};
pub use span::{CodePoints, Span};
pub(crate) use stable_id::PlaceIds;
pub use stable_id::stable_id;
pub(crate) use words::{ReadWords, any_word, is_plain, read_plain_words};
pub use words::{Word, word_count, words};
