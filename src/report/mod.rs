//! How is what a run found shown to people?
//!
//! In: a [`View`] of a run, fresh ([`Outcome`](crate::model::Outcome)) or [reopened](crate::reopen). Out: lists of statements
//! ([`list`](fn@list)), and statements by outlets ([`matrix`](fn@matrix)),
//! a quote as somebody remembers it ([`find_quote`]), and the accounts of a statement beside each other ([`Diff`]): as text, CSV,
//! Markdown, HTML, TEI and CollateX's JSON.
//!
//! Laws: the same run and the same question give the same bytes; nothing here changes what was found, and nothing here fails but
//! the writing itself.

mod changes;
mod collatex;
mod diff;
mod find;
mod html;
mod list;
mod listing;
mod markdown;
mod matrix;
mod passage;
mod publishers;
mod screen;
mod sheet;
mod steps;
mod tei;
mod text;
mod times;
mod told;
mod view;
mod witness;

pub use changes::diff_csv;
pub use collatex::diff_json;
pub use diff::{Account, Diff, DiffOptions};
pub use find::{Found, find_quote};
pub use html::diff_html;
pub use list::{Conflict, Filter, Listed, conflict, list};
pub use listing::{list_csv, list_json};
pub use markdown::diff_markdown;
pub use matrix::{Column, Matrix, Row, coverage_csv, coverage_json, events_by_size, matrix};
pub use publishers::Publishers;
pub use tei::diff_tei;
pub use text::{diff_key, diff_text};
pub use times::first_in_words;
pub use view::{View, counted, publisher, shown_time};
