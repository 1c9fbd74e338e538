//! `claims.csv` and `statements.csv`, read back.

use super::table::Row;
use super::{Positions, Table, values};
use crate::error::Error;
use crate::model::{Article, Claim, ClaimKind, Cue, Polarity, Speaker, SpeakerBasis, Statement};
use crate::text::Span;
use std::collections::BTreeMap;
use std::path::Path;

/// The claims, their positions by id, and the statements that their rows tell.
pub(super) struct Claims {
    pub claims: Vec<Claim>,
    pub position: Positions,
    /// Members with their ties, by the statement's id.
    members: BTreeMap<String, Vec<(usize, f64)>>,
}

const COLUMNS: [&str; 17] = [
    "claim_id",
    "statement_id",
    "article_id",
    "kind",
    "speaker",
    "cue",
    "start",
    "end",
    "utterance_id",
    "score",
    "speaker_basis",
    "polarity",
    "sentence_start",
    "sentence_end",
    "position",
    "numbers",
    "dates",
];

/// Reads `claims.csv`; a claim in several statements has a row for each.
pub(super) fn read(path: &Path, articles: &[Article]) -> Result<Claims, Error> {
    let article_of: Positions = articles.iter().enumerate().map(|(at, article)| (article.id.clone(), at)).collect();
    let mut claims = Claims { claims: Vec::new(), position: Positions::default(), members: BTreeMap::new() };
    let mut offsets: Option<(usize, Vec<usize>)> = None;
    Table::open(path, COLUMNS)?.rows(|row| {
        let [id, statement, article, .., score, _, _, _, _, _, _, _] = row.cells;
        let at = match claims.position.get(id) {
            Some(at) => *at,
            None => {
                let article = *article_of
                    .get(unguarded(article))
                    .ok_or_else(|| row.error(format!("the article {article:?} is not in articles.jsonl")))?;
                let offsets = match offsets.take() {
                    Some((of, known)) if of == article => offsets.insert((of, known)),
                    _ => offsets.insert((article, byte_offsets(&articles[article].text))),
                };
                claims.position.insert(id.to_owned(), claims.claims.len());
                claims.claims.push(claim(row, article, &offsets.1)?);
                claims.claims.len() - 1
            }
        };
        if !statement.is_empty() {
            let tie = row.number("score", score, "a number")?;
            claims.members.entry(statement.to_owned()).or_default().push((at, tie));
        }
        Ok(())
    })?;
    Ok(claims)
}

fn claim(row: &Row<17>, article: usize, offsets: &[usize]) -> Result<Claim, Error> {
    let [
        id,
        _,
        _,
        kind,
        speaker,
        cue,
        start,
        end,
        utterance,
        _,
        basis,
        polarity,
        sentence_start,
        sentence_end,
        position,
        numbers,
        dates,
    ] = row.cells;
    let place = |names: [&str; 2], start, end| {
        let point = |name, cell| row.number::<usize>(name, cell, "a whole number");
        let (start, end) = (point(names[0], start)?, point(names[1], end)?);
        match (offsets.get(start), offsets.get(end)) {
            (Some(start), Some(end)) => Ok(Span::new(*start, *end)),
            _ => Err(row.error(format!("{} or {} lies beyond the article's text", names[0], names[1]))),
        }
    };
    let span = place(["start", "end"], start, end)?;
    let named = |cell: &str| (!cell.is_empty()).then(|| unguarded(cell).to_owned());
    Ok(Claim {
        id: id.to_owned(),
        article,
        span,
        sentence: place(["sentence_start", "sentence_end"], sentence_start, sentence_end)?,
        block: 0,
        position: row.number("position", position, "a whole number")?,
        kind: word(row, "kind", kind, KINDS, ClaimKind::as_str)?,
        speaker: match named(speaker) {
            Some(name) => {
                Some(Speaker { name, mention: span, basis: word(row, "speaker_basis", basis, BASES, SpeakerBasis::as_str)? })
            }
            None => None,
        },
        cue: named(cue).map(|lemma| Cue { span, lemma }),
        utterance: named(utterance),
        quoted: Vec::new(),
        quantities: values::quantities(numbers, span)
            .ok_or_else(|| row.error(format!("numbers is {numbers:?}, which is no list of numbers")))?,
        dates: values::dates(dates, span).ok_or_else(|| row.error(format!("dates is {dates:?}, which is no list of dates")))?,
        polarity: word(row, "polarity", polarity, [Polarity::Affirmed, Polarity::Negated], Polarity::as_str)?,
    })
}

const KINDS: [ClaimKind; 4] = [ClaimKind::Quote, ClaimKind::Reported, ClaimKind::Fact, ClaimKind::Headline];
const BASES: [SpeakerBasis; 4] = [SpeakerBasis::Named, SpeakerBasis::Role, SpeakerBasis::Pronoun, SpeakerBasis::Continued];

pub(super) fn word<T: Copy, const N: usize, const M: usize>(
    row: &Row<N>,
    name: &str,
    cell: &str,
    known: [T; M],
    word: fn(T) -> &'static str,
) -> Result<T, Error> {
    let found = known.into_iter().find(|value| word(*value) == cell);
    found.ok_or_else(|| row.error(format!("{name} is {cell:?}; the words are {}", known.map(word).join(", "))))
}

/// The statements of `claims` in the order of `path`, which tells the claim that stands for each.
pub(super) fn statements(path: &Path, claims: &Claims, event_of: &[Option<usize>]) -> Result<Vec<Statement>, Error> {
    Table::open(path, ["statement_id", "claim_id"])?.rows(|row| {
        let [id, representative] = row.cells;
        let mut members = claims.members.get(id).cloned().unwrap_or_default();
        members.sort_by_key(|(at, _)| *at);
        let representative = claims.position.get(representative).copied().filter(|r| members.iter().any(|(at, _)| at == r));
        let representative =
            representative.ok_or_else(|| row.error("the claim that stands for the statement is not in it in claims.csv"))?;
        let event = event_of[claims.claims[representative].article];
        let one_event = members.iter().all(|(at, _)| event_of[claims.claims[*at].article] == event);
        let (members, ties) = members.into_iter().unzip();
        let event = event.filter(|_| one_event);
        Ok(Statement { id: id.to_owned(), event, members, ties, representative, findings: Vec::new() })
    })
}

/// The byte at which each code point of `text` begins, and its length at the end.
pub(super) fn byte_offsets(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}

/// A cell of text from an input without the apostrophe that keeps spreadsheets from taking it for a formula (`docs/outputs.md`).
pub(super) fn unguarded(cell: &str) -> &str {
    const FORMULA_STARTS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    match cell.strip_prefix('\'') {
        Some(rest) if rest.trim_start_matches('\'').starts_with(FORMULA_STARTS) => rest,
        _ => cell,
    }
}
