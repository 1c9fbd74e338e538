//! `flags.csv`, read back.

use super::claims::{Claims, byte_offsets, unguarded, word};
use super::table::Row;
use super::{Positions, Table};
use crate::error::Error;
use crate::model::{Article, Finding, Flag, Statement};
use crate::text::Span;
use rustc_hash::FxHashMap;
use std::path::Path;

const COLUMNS: [&str; 9] = ["statement_id", "flag", "claim_id_l", "start_l", "end_l", "claim_id_r", "start_r", "end_r", "note"];

/// Puts the findings of `path` into the statements that they belong to.
pub(super) fn read(path: &Path, articles: &[Article], claims: &Claims, statements: &mut [Statement]) -> Result<(), Error> {
    let position: Positions = statements.iter().enumerate().map(|(at, s)| (s.id.clone(), at)).collect();
    let mut offsets = Offsets { articles, of_statement: usize::MAX, known: FxHashMap::default() };
    let found = Table::open(path, COLUMNS)?.rows(|row| {
        let [statement, flag, left, start_l, end_l, right, start_r, end_r, note] = row.cells;
        let at = *position
            .get(statement)
            .ok_or_else(|| row.error(format!("the statement {statement:?} is not in statements.csv")))?;
        let member = |id: &str| {
            let claim = claims.position.get(id).copied().filter(|claim| statements[at].members.contains(claim));
            claim.ok_or_else(|| row.error(format!("the claim {id:?} is not in the statement {statement}")))
        };
        let (left, right) = (member(left)?, member(right)?);
        let span_l = offsets.span(row, at, claims.claims[left].article, ["start_l", "end_l"], [start_l, end_l])?;
        let span_r = offsets.span(row, at, claims.claims[right].article, ["start_r", "end_r"], [start_r, end_r])?;
        let flag = word(row, "flag", flag, Flag::ALL, Flag::as_str)?;
        let finding = Finding { flag, claims: (left, right), spans: (span_l, span_r), note: unguarded(note).to_owned() };
        Ok((at, finding))
    })?;
    for (at, finding) in found {
        statements[at].findings.push(finding);
    }
    Ok(())
}

/// Where the code points of articles begin. Rows stand by statement, so only one statement's articles are kept at a time.
struct Offsets<'a> {
    articles: &'a [Article],
    of_statement: usize,
    known: FxHashMap<usize, Vec<usize>>,
}

impl Offsets<'_> {
    fn span(
        &mut self,
        row: &Row<9>,
        statement: usize,
        article: usize,
        names: [&str; 2],
        cells: [&str; 2],
    ) -> Result<Span, Error> {
        if self.of_statement != statement {
            self.known.clear();
            self.of_statement = statement;
        }
        let offsets = self.known.entry(article).or_insert_with(|| byte_offsets(&self.articles[article].text));
        let start: usize = row.number(names[0], cells[0], "a whole number")?;
        let end: usize = row.number(names[1], cells[1], "a whole number")?;
        match (offsets.get(start), offsets.get(end)) {
            (Some(start), Some(end)) => Ok(Span::new(*start, *end)),
            _ => Err(row.error(format!("{} or {} lies beyond the article's text", names[0], names[1]))),
        }
    }
}
