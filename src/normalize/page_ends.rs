//! What is left above and below the body once all known furniture is gone: menu words, links, lines in another language.

use super::credit::is_authors;
use super::draft::{Draft, Fate};
use crate::model::BlockKind;

/// The most words of a line above the body that is a section or name rather than a standfirst.
const HEAD_WORDS: usize = 3;
/// The most words of a link or label below the body.
const FOOT_WORDS: usize = 14;

/// Drops the leftovers of the page above and below the body.
pub(super) fn page_ends(draft: &mut Draft<'_>) {
    let Some((first, last)) = draft.body() else { return };
    foreign(draft, first, last);
    head(draft, first);
    foot(draft, last);
}

/// Drops lines in another script than the body's before and after it, unless they are a good part of the text.
fn foreign(draft: &mut Draft<'_>, first: usize, last: usize) {
    let script = draft.script();
    let open = draft.open();
    let is_foreign = |i: &usize| draft.pieces[*i].shape.script.is_some_and(|s| Some(s) != script);
    let letters = |all: &mut dyn Iterator<Item = &usize>| -> usize { all.map(|i| draft.pieces[*i].shape.letters).sum() };
    let own = letters(&mut open.iter().filter(|i| !is_foreign(i)));
    let outside: Vec<usize> = open.iter().copied().filter(|i| (*i < first || *i > last) && is_foreign(i)).collect();
    if letters(&mut outside.iter()) * 2 < own {
        outside.into_iter().for_each(|i| draft.drop(i, "other language"));
    }
}

/// Drops what stands above the headline, and single words between it and the body.
fn head(draft: &mut Draft<'_>, first: usize) {
    let title = draft.pieces.iter().position(|p| p.fate == Fate::Kept(BlockKind::Headline)).filter(|at| *at < first);
    for i in draft.open().into_iter().filter(|i| *i < first) {
        let shape = draft.pieces[i].shape;
        let above = title.is_some_and(|at| i < at);
        if !shape.prose && (above || (!shape.closed && shape.words <= HEAD_WORDS)) {
            draft.drop(i, "page head");
        } else if title.is_some() && !shape.prose && is_authors(draft.at(i), shape.words) {
            draft.drop(i, "byline");
        }
    }
}

/// Drops short open lines below the body, where furniture stands among them or they are several: one alone may be
/// the end of a text that was cut short.
fn foot(draft: &mut Draft<'_>, last: usize) {
    let is_line = |draft: &Draft<'_>, i: usize| {
        let shape = draft.pieces[i].shape;
        !shape.closed && shape.words <= FOOT_WORDS
    };
    let furniture = draft.pieces.iter().skip(last + 1).any(|p| matches!(p.fate, Fate::Dropped(_)));
    let lines: Vec<usize> = draft.open().into_iter().filter(|i| *i > last && is_line(draft, *i)).collect();
    if furniture || lines.len() >= 2 {
        lines.into_iter().for_each(|i| draft.drop(i, "page foot"));
    }
}

/// The most words of a subheading.
const SUBHEADING_WORDS: usize = 10;

/// Says of every piece that is still open what it is.
pub(super) fn kinds(draft: &mut Draft<'_>) {
    let open = draft.open();
    for (at, i) in open.iter().enumerate() {
        let shape = draft.pieces[*i].shape;
        let text = draft.at(*i);
        let is_line = |other: Option<&usize>| other.is_some_and(|j| is_title_line(draft, *j));
        // Short lines in a row are a list, and nothing stands under a subheading at the end.
        let alone = !is_line(at.checked_sub(1).and_then(|before| open.get(before))) && !is_line(open.get(at + 1));
        let over_text = open.get(at + 1).is_some_and(|next| draft.pieces[*next].shape.words > shape.words);
        let kind = if is_title_line(draft, *i) && alone && over_text && !text.contains(['"', '“']) {
            BlockKind::Subheading
        } else {
            BlockKind::Paragraph
        };
        draft.keep(*i, kind);
    }
}

/// Whether a piece reads like a title inside the text.
fn is_title_line(draft: &Draft<'_>, index: usize) -> bool {
    let (shape, text) = (draft.pieces[index].shape, draft.at(index));
    let question = text.ends_with(['?', '!']);
    let first = text.chars().find(|c| c.is_alphanumeric());
    shape.words <= SUBHEADING_WORDS
        && (!shape.closed || (question && shape.words <= 8))
        && !text.ends_with([':', ',', ';', '"', '”', '»', '-', '—'])
        && first.is_some_and(|c| !c.is_lowercase())
}
