//! How far a claim reaches in the text: the signs around its words that belong to it, and those that do not.

use super::passage::Passage;
use super::piece::Piece;
use crate::text::Span;
use std::ops::Range;

/// The words of a quote that lie in the sentence, without the marks and without a comma at the end.
pub(super) fn quote_span(passage: &Passage, piece: &Piece, quotation: usize, sentence: Span) -> Span {
    let inner = passage.quotations[quotation].inner;
    let words = passage.span(&piece.words);
    let last = passage.tokens.get(piece.words.end).map_or(inner.end, |next| next.span.start);
    let end = inner.end.min(sentence.end).min(last.max(words.end));
    let start = words.start;
    let span = Span::new(start, end.max(words.end)).trim(passage.text);
    let text = span.of(passage.text);
    let bare = text.trim_end_matches([',', ';', ' ', '—', '–', '-', '"', '“', '”', '«', '»']);
    Span::new(span.start, (span.start + bare.len()).max(words.end))
}

/// The span with a currency sign or bracket before it and a percent sign or full stop behind it, inside the sentence.
pub(super) fn closed_span(passage: &Passage, span: Span, sentence: Span) -> Span {
    let text = passage.text;
    let before = &text[sentence.start.min(span.start)..span.start];
    let start = before
        .chars()
        .next_back()
        .filter(|c| matches!(c, '$' | '€' | '£' | '¥' | '#' | '@' | '"' | '“' | '«' | '‘'))
        .map_or(span.start, |c| span.start - c.len_utf8());
    let after = &text[span.end..sentence.end.max(span.end)];
    let tail: usize = after
        .chars()
        .take_while(|c| matches!(c, '%' | '.' | '"' | '”' | '»' | '’' | ')' | '?' | '!' | '…' | '°' | '€'))
        .map(char::len_utf8)
        .sum();
    let end = if span.end + tail == sentence.end || after.starts_with(['%', '°', '€']) { span.end + tail } else { span.end };
    let end = if tail > 0 && end == span.end && after.starts_with(['"', '”', '»', '’']) {
        span.end + after.chars().next().map_or(0, char::len_utf8)
    } else {
        end
    };
    Span::new(start, end)
}

/// The whole sentence where the words are all of its words, else just the words.
pub(super) fn whole_span(passage: &Passage, words: &Range<usize>, all: &Range<usize>, sentence: Span) -> Span {
    if words == all || words.is_empty() { sentence } else { closed_span(passage, passage.span(words), sentence) }
}
