//! What do people get? The outcome becomes files with stable columns.
//!
//! In: an [`Outcome`]. Out: the tables of [`File::ALL`], each written to any [`io::Write`], and [`Folder`], which
//! puts all of them and `run.json` in a folder that is always one whole run. The columns are this room's own: a renamed field
//! of the model renames no column. What each column means is said in `docs/outputs.md`.
//!
//! Laws: rows stand in the order of the outcome's lists, the same outcome gives the same bytes, and only what is under `timing`
//! in `run.json` may differ between two runs over the same input. It does not choose what is in the outcome.

mod added;
mod article;
pub(crate) mod cell;
mod claim;
mod event;
mod flag;
mod folder;
mod link;
mod near;
mod reading;
mod record;
mod statement;
pub(crate) mod table;
mod totals;
mod view;

pub use added::add_to_run;
pub use folder::Folder;
pub use record::{RunRecord, Timing};
pub use totals::Totals;

use crate::compare::Known;
use crate::model::{Near, Outcome, Roll};
use crate::parallel;
use std::io;
use std::sync::OnceLock;
use view::View;

/// How files are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ExportOptions {
    /// Whether CSV files open with a byte order mark, by which spreadsheets know them for UTF-8. Default: no.
    pub excel: bool,
}

/// The files that show an outcome, all but `run.json`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum File {
    /// `articles.csv`: a row for each article.
    Articles,
    /// `claims.csv`: a row for each claim and each statement that it belongs to; one row for a claim in none.
    Claims,
    /// `pairs.csv`: a row for each link.
    Pairs,
    /// `statements.csv`: a row for each statement.
    Statements,
    /// `readings.csv`: a row for each place where an account differs from the one that stands for its statement.
    Readings,
    /// `flags.csv`: a row for each place where two accounts of a statement differ.
    Flags,
    /// `coverage.csv`: a row for each statement and each article of its event.
    Coverage,
    /// `events.csv`: a row for each event.
    Events,
    /// `problems.csv`: a row for each problem.
    Problems,
    /// `articles.jsonl`: a line for each article, with its text.
    Texts,
}

impl File {
    /// All of them, in the order in which they are written.
    pub const ALL: [File; 10] = [
        File::Articles,
        File::Claims,
        File::Pairs,
        File::Statements,
        File::Readings,
        File::Flags,
        File::Coverage,
        File::Events,
        File::Problems,
        File::Texts,
    ];

    /// Its name in the output folder.
    pub fn name(self) -> &'static str {
        match self {
            File::Articles => "articles.csv",
            File::Claims => "claims.csv",
            File::Pairs => "pairs.csv",
            File::Statements => "statements.csv",
            File::Readings => "readings.csv",
            File::Flags => "flags.csv",
            File::Coverage => "coverage.csv",
            File::Events => "events.csv",
            File::Problems => "problems.csv",
            File::Texts => "articles.jsonl",
        }
    }
}

/// Writes one file to `out`.
///
/// ```
/// use crosswire::export::{ExportOptions, File, write};
/// use crosswire::model::Outcome;
/// let mut out = Vec::new();
/// write(File::Problems, &Outcome::default(), &ExportOptions::default(), &mut out).unwrap();
/// assert_eq!(out, b"path,line,kind,message\r\n");
/// ```
///
/// # Errors
/// When `out` cannot be written.
pub fn write(file: File, outcome: &Outcome, options: &ExportOptions, out: impl io::Write) -> io::Result<()> {
    write_view(file, &View::of(outcome), options, &OnceLock::new(), out)
}

/// Does `work` for each file, for several at a time. Of several errors the first in the order of the files is told.
fn each_file<E: Send>(work: impl Fn(File) -> Result<(), E> + Sync) -> Result<(), E> {
    // `pairs.csv` and `readings.csv` take the longest, so they are begun first.
    let mut files = File::ALL;
    files.sort_by_key(|file| !matches!(file, File::Pairs | File::Readings));
    let mut done: Vec<(File, Result<(), E>)> = parallel::map(&files, |file| (*file, work(*file)));
    done.sort_by_key(|(file, _)| *file);
    done.into_iter().try_for_each(|(_, result)| result)
}

/// How many rows are made at a time where a file is made by several threads.
const ROWS: usize = 4096;

/// Writes what `lines` makes of `rows`: by several threads, a few parts at a time, in order.
fn in_parts<R: Sync>(
    rows: &[R],
    lines: impl Fn(&[R]) -> io::Result<Vec<u8>> + Sync,
    mut out: impl io::Write,
) -> io::Result<()> {
    for parts in rows.chunks(ROWS * 2 * rayon::current_num_threads()) {
        let parts: Vec<&[R]> = parts.chunks(ROWS).collect();
        let made = parallel::map(&parts, |part| lines(part));
        made.into_iter().try_for_each(|part| out.write_all(&part?))?;
    }
    out.flush()
}

/// Writes the pairs of claims that came cut; `step` is the step in which their weights are told, in nats.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_pairs(roll: &Roll, pairs: &[Near], step: f64, options: &ExportOptions, mut out: impl io::Write) -> io::Result<()> {
    near::header(options, &mut out)?;
    in_parts(pairs, |some| near::rows(roll, some, step), out)
}

/// Writes one file; `edits` is filled with those that `readings.csv` is made of, by statement.
fn write_view<'a>(
    file: File,
    view: &View<'a>,
    options: &ExportOptions,
    edits: &OnceLock<Vec<Known<'a>>>,
    mut out: impl io::Write,
) -> io::Result<()> {
    match file {
        File::Articles => article::csv(view, options, out),
        File::Claims => claim::csv(view, options, out),
        File::Pairs => {
            link::header(options, &mut out)?;
            let links: Vec<usize> = (0..view.outcome.links.len()).collect();
            in_parts(&links, |some| link::rows(some, view), out)
        }
        File::Statements => statement::csv(view, options, out),
        File::Readings => {
            // Words are aligned here, so that only who asks for the file pays for it.
            let made = parallel::count_up(view.outcome.statements.len(), |at| reading::rows(view, at));
            let (rows, made) = made.into_iter().unzip();
            // The report asks for them again.
            edits.get_or_init(|| made);
            reading::csv(rows, view, options, out)
        }
        File::Flags => flag::csv(view, options, out),
        File::Coverage => statement::coverage_csv(view, options, out),
        File::Events => event::csv(view, options, out),
        File::Problems => record::problems_csv(view, options, out),
        File::Texts => article::jsonl(view, out),
    }
}

#[cfg(test)]
mod tests;
