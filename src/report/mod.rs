//! How is what a run found shown to people?
//!
//! In: a [`View`] of a run, fresh ([`Outcome`](crate::model::Outcome)) or [reopened](crate::reopen). Out: lists of statements
//! ([`list`]), and statements by outlets ([`matrix`](fn@matrix)).
//!
//! Laws: the same run and the same question give the same bytes; nothing here changes what was found, and nothing here fails but
//! the writing itself.

mod list;
mod listing;
mod matrix;
mod publishers;
mod sheet;
mod times;
mod view;

pub use list::{Filter, Listed, conflict, list};
pub use listing::{list_csv, list_json};
pub use matrix::{Column, Matrix, Row, coverage_csv, coverage_json, events_by_size, matrix};
pub use publishers::Publishers;
pub use times::first_in_words;
pub use view::{View, counted, publisher, shown_time};
