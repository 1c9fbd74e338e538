//! Diffs as the alignment tables of CollateX.
//!
//! The form is that of CollateX's service and command line, which collation editors and converters read: `witnesses` names the sigla;
//! `table` has a row for each aligned segment, with a cell for each witness in that order; a cell is an array of tokens, empty where the
//! witness has nothing; a token has its text `t`, with the white space after it, and its normal form `n`. (CollateX for Python turns
//! rows and columns round.) What else is known stands in members that CollateX has not.

use super::diff::Diff;
use super::view::View;
use super::witness::sigla;
use crate::compare::Segment;
use crate::text::{Span, fold, words};
use serde_json::{Value, json};
use std::io::{self, Write};

/// Writes one JSON object a line, for each diff.
///
/// # Errors
/// When `out` cannot be written.
pub fn diff_json(diffs: &[Diff], view: &View, out: &mut dyn Write) -> io::Result<()> {
    for (diff, sigla) in diffs.iter().zip(sigla(diffs, view)) {
        serde_json::to_writer(&mut *out, &table(diff, sigla, view))?;
        writeln!(out)?;
    }
    Ok(())
}

fn table(diff: &Diff, sigla: Vec<String>, view: &View) -> Value {
    let segments = diff.collation().segments;
    let cell = |segment: &Segment, at: usize| match (segment.readings.get(at).copied().flatten(), diff.accounts.get(at)) {
        (Some(span), Some(account)) => tokens(account.text, span),
        _ => Vec::new(),
    };
    let row = |segment: &Segment| (0..diff.accounts.len()).map(|at| cell(segment, at)).collect::<Vec<_>>();
    let rows: Vec<Vec<Vec<Value>>> = segments.iter().map(row).collect();
    let account = |(account, siglum): (&super::diff::Account, &String)| {
        let (claim, article) = account.source(view);
        json!({
            "siglum": siglum,
            "claim_id": claim.id,
            "article_id": article.id,
            "outlet": article.outlet,
            "agency": article.agency,
            "origin_id": view.origin_id(claim.article),
            "published": article.published.map(|at| at.to_string()),
            "url": article.url,
            "kind": claim.kind.as_str(),
            "speaker": claim.speaker.as_ref().map(|speaker| &speaker.name),
            "cue": claim.cue.as_ref().map(|cue| &cue.lemma),
        })
    };
    let accounts: Vec<Value> = diff.accounts.iter().zip(&sigla).map(account).collect();
    let statement = diff.listed.as_ref().map(|listed| &view.statements[listed.statement]);
    json!({
        "witnesses": sigla,
        "table": rows,
        "differs": segments.iter().map(|segment| !segment.is_agreed()).collect::<Vec<_>>(),
        "base": sigla.first(),
        "statement_id": statement.map(|statement| &statement.id),
        "flags": statement.map(|s| s.flags().iter().map(|flag| flag.as_str()).collect::<Vec<_>>()).unwrap_or_default(),
        "accounts": accounts,
    })
}

/// The words at `span`, each with what follows it up to the next one; joined, they are the whole of it.
fn tokens(text: &str, span: Span) -> Vec<Value> {
    let found = words(text, span);
    let mut tokens = Vec::with_capacity(found.len().max(1));
    let mut start = span.start;
    for (at, word) in found.iter().enumerate() {
        let end = found.get(at + 1).map_or(span.end, |next| opening(text, word.span.end, next.span.start));
        tokens.push(json!({"t": text.get(start..end), "n": fold(word.text)}));
        start = end;
    }
    if found.is_empty() {
        tokens.push(json!({"t": span.of(text), "n": span.of(text).trim()}));
    }
    tokens
}

/// Where between two words the second one's part begins: after the white space, so that what opens belongs to it.
fn opening(text: &str, from: usize, to: usize) -> usize {
    let between = text.get(from..to).unwrap_or_default();
    between.rfind(char::is_whitespace).map_or(from + between.len(), |at| {
        let space = between.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
        from + at + space
    })
}
