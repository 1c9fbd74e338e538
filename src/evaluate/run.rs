//! What a run wrote, read back from its output folder.

use crate::error::Error;
use crate::reopen::Table;
use std::path::Path;

/// What the output folder of a run holds, as far as it is measured.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Run {
    /// The rows of `claims.csv` in order. A claim in several statements has a row for each.
    pub claims: Vec<ClaimRow>,
    /// The rows of `articles.csv` in order, where there is that file.
    pub articles: Option<Vec<ArticleRow>>,
}

/// A row of `claims.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimRow {
    /// The article's id.
    pub article: String,
    /// The statement's id; empty where the claim is in none.
    pub statement: String,
    /// The claim's place, half-open, in code points of its article's text.
    pub place: (i64, i64),
}

/// A row of `articles.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleRow {
    /// The article's id.
    pub article: String,
    /// The event's id.
    pub event: String,
}

impl Run {
    /// Reads `claims.csv` and, where it is there, `articles.csv` of `folder`.
    ///
    /// # Errors
    /// When a file cannot be read, is not UTF-8 CSV, lacks a column, or a place is not a number.
    pub fn read(folder: &Path) -> Result<Self, Error> {
        let path = folder.join("claims.csv");
        let claims = Table::open(&path, ["article_id", "statement_id", "start", "end"])?;
        let claims = claims.rows(|row| {
            let [article, statement, start, end] = row.cells;
            let point = |name, cell| row.number(name, cell, "a whole number");
            let place = (point("start", start)?, point("end", end)?);
            Ok(ClaimRow { article: article.to_owned(), statement: statement.to_owned(), place })
        })?;
        let path = folder.join("articles.csv");
        let articles = if path.exists() {
            let table = Table::open(&path, ["article_id", "event_id"])?;
            Some(table.rows(|row| {
                let [article, event] = row.cells;
                Ok(ArticleRow { article: article.to_owned(), event: event.to_owned() })
            })?)
        } else {
            None
        };
        Ok(Run { claims, articles })
    }
}
