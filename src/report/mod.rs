//! How is what a run found shown to people?
//!
//! In: a [`View`] of a run, fresh ([`Outcome`](crate::model::Outcome)) or [reopened](crate::reopen). Out: lists of statements
//! ([`list`](fn@list)), and statements by outlets ([`matrix`](fn@matrix)),
//! a quote as somebody remembers it ([`find_quote`]), the accounts of a statement beside each other ([`Diff`]): as text, CSV,
//! Markdown, HTML, TEI and CollateX's JSON; and the whole run as one HTML file ([`write_page`]) with its charts as pictures
//! ([`figures`]).
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
mod page;
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
pub use page::{Shown, figures};
pub use publishers::Publishers;
pub use tei::diff_tei;
pub use text::{diff_key, diff_text};
pub use times::first_in_words;
pub use view::{View, counted, publisher, shown_time};

use crate::observe::{Observer, Stage};
use crate::parallel;
use page::{Names, Page, Scale, Shelf};
use std::io::{self, Write};

/// The name of the report in the folder of a run.
pub const PAGE_FILE: &str = "report.html";

/// Shelves of the report that are made at once: enough for many threads, few enough that the report is never whole in memory.
const AT_ONCE: usize = 128;

/// Writes the report: one HTML file that shows the whole run, and needs nothing from elsewhere.
///
/// ```
/// use crosswire::report::{Shown, write_page};
/// use crosswire::{model::Outcome, observe::Silent, score::Weights};
///
/// let (run, weights) = (Outcome::default(), Weights::built_in());
/// let mut out = Vec::new();
/// write_page(&Shown::fresh(&run, &weights), &mut out, &Silent)?;
/// let page = String::from_utf8(out)?;
/// assert!(page.contains("Content-Security-Policy"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When `out` cannot be written.
pub fn write_page(run: &Shown, out: &mut dyn Write, observer: &dyn Observer) -> io::Result<()> {
    observer.begin(Stage::Report, None);
    let view = &run.view;
    let listed = || {
        let mut listed = parallel::count_up(view.statements.len(), |at| Listed::of(at, view));
        list::sort(&mut listed, view);
        listed
    };
    let others = || rayon::join(|| Names::of(view), || Scale::of(run.links, run.weights));
    let (listed, (names, scale)) = rayon::join(listed, others);
    let page = Page::of(run, listed, names, scale);
    observer.begin(Stage::Report, Some(page.shelves().len() as u64));
    let pack = |shelves: &[Shelf]| {
        parallel::map(shelves, |shelf| {
            let packed = page.pack(shelf);
            observer.advance(Stage::Report, 1);
            packed
        })
    };
    let put = |shelves: &[Shelf], packed: Vec<String>, out: &mut dyn Write| {
        shelves.iter().zip(packed).try_for_each(|(shelf, packed)| page.put(shelf, &packed, out))
    };
    // The index is one piece, so it is packed beside the first shelves.
    let (first, rest) = page.shelves().split_at(page.shelves().len().min(AT_ONCE));
    let (index, packed) = rayon::join(|| page.pack_index(), || pack(first));
    page.open(&index, out)?;
    put(first, packed, out)?;
    for shelves in rest.chunks(AT_ONCE) {
        put(shelves, pack(shelves), out)?;
    }
    page.close(out)?;
    observer.end(Stage::Report);
    Ok(())
}
