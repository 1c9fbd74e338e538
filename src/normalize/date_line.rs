//! Lines that are a date and little else (`Kesh Wire, December 16, 2015`, `17 декабря 2015 г.`), and days told in running text.

use super::chrome::line_reason;
use super::credit::source_after_label;
use super::date_text::{FoundDate, Token, dates, moment, tokens, weekday_before};
use super::dateline::is_place;
use super::draft::{Basis, Draft, Fate};
use super::outlet_name::OutletName;
use super::shape::{is_longer, line_key, start_of};
use super::sign_off::whole_line;
use crate::model::{BlockKind, DateBasis, Moment};
use crate::text::{Lexicon, Span, words};
use std::sync::LazyLock;

static WORDS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/date_words.txt")));

/// The longest date line, in characters.
const LONGEST: usize = 160;
/// The most words of a date line that are neither date nor known: a place, a name.
const UNKNOWN_MOST: usize = 4;
/// The longest line, in words, numbers and marks, that tells a part of a date.
const FRAGMENT_LONGEST: usize = 14;
/// How much of a text is searched for another mention of a date line's place, in bytes.
const MENTIONED_WITHIN: usize = 8_000;
/// How many blocks from the start may tell the day of the report in running text.
const NEAR_START: usize = 5;

/// Reads and drops the date lines before and after the body.
pub(super) fn date_lines(draft: &mut Draft<'_>) {
    let body = draft.body();
    for i in draft.open() {
        let outside = body.is_none_or(|(first, last)| i < first || i > last);
        let line = draft.at(i);
        if !outside || is_longer(line, LONGEST) {
            continue;
        }
        let found = dates(line, Span::whole(line));
        let Some(date) = found.first().copied() else {
            if is_fragment(line) {
                draft.drop(i, "date line");
            }
            continue;
        };
        if !is_date_line(draft, line, &found) {
            continue;
        }
        draft.dates.push((DateBasis::Text, draft.pieces[i].span.start, moment(line, date)));
        name_beside(draft, line);
        let place = line[..date.span.start].trim_end_matches(|c: char| c.is_whitespace() || c == ',');
        if draft.dateline.is_none() && (is_place(place) || is_mentioned_place(draft, place, line, date)) {
            draft.dateline = Some(line[..date.span.end].to_owned());
        }
        draft.drop(i, "date line");
    }
}

/// Notes the agencies and outlets that a date line names beside the date.
fn name_beside(draft: &mut Draft<'_>, line: &str) {
    for part in line.split([',', '|', '·', '•', '-', '–', '—', '(', ')', ':', '：']) {
        let part = part.trim();
        let part = part.strip_prefix("By ").unwrap_or(part);
        if let Some(entry) = whole_line(draft, part) {
            draft.name(Basis::Credit, entry);
        }
    }
}

/// `16 DEC, 15:05`, `Updated 2 hours ago`: a day or time that tells no full date, with nothing beside it.
fn is_fragment(line: &str) -> bool {
    if !line.bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    let tokens = tokens(line, Span::whole(line));
    let known = |t: &Token<'_>| {
        let letter = t.text.starts_with(char::is_alphabetic);
        !letter || t.month().is_some() || WORDS.has(&line_key(t.text))
    };
    let timed =
        line.contains(':') || tokens.iter().any(|t| t.month().is_some() || WORDS.value(&line_key(t.text)) == Some("label"));
    let has_number = tokens.iter().any(|t| t.number().is_some());
    timed && has_number && tokens.len() <= FRAGMENT_LONGEST && tokens.iter().all(known)
}

/// Whether nothing stands beside the dates but times, words of publication, a page tool, and a short name or place.
fn is_date_line(draft: &Draft<'_>, line: &str, found: &[FoundDate]) -> bool {
    let Some(last) = found.last() else { return false };
    if is_barred(line, found) {
        return true;
    }
    let tail = line[last.span.end..].trim_start_matches(|c: char| !c.is_alphabetic());
    let tail_is_chrome = line_reason(tail).is_some() || source_after_label(tail).is_some();
    let (mut label, mut unknown, mut lower) = (false, 0, 0);
    for word in words(line, Span::whole(line)) {
        let in_date = found.iter().any(|d| d.span.overlap(word.span) > 0);
        if in_date
            || (tail_is_chrome && word.span.start >= last.span.end)
            || word.text.starts_with(|c: char| c.is_ascii_digit())
        {
            continue;
        }
        match WORDS.value(&line_key(word.text)) {
            Some("label") => label = true,
            Some(_) => {}
            None => {
                unknown += 1;
                lower += usize::from(word.text.starts_with(char::is_lowercase));
            }
        }
    }
    let named = line.split([',', '|', '·', '•', '-', '–', '—']).any(|part| whole_line(draft, part.trim()).is_some());
    unknown <= if label || named { UNKNOWN_MOST * 2 } else { UNKNOWN_MOST } && lower <= usize::from(label)
}

/// Whether a line is parts between bars or dashes, one of them nothing but the date and the others short:
/// `Friday, June 13, 2025 | Kesh edition | 25 crowns`, `May 19, 2025 - 06:02 - Staff - 2 minutes read`.
fn is_barred(line: &str, found: &[FoundDate]) -> bool {
    let part_words = |part: Span| -> (usize, usize) {
        let words = words(line, part);
        let known = |span: Span, text: &str| {
            found.iter().any(|d| d.span.overlap(span) > 0)
                || text.starts_with(|c: char| c.is_ascii_digit())
                || WORDS.has(&line_key(text))
        };
        (words.len(), words.iter().filter(|w| !known(w.span, w.text)).count())
    };
    let barred = |bars: &[&str], least: usize| {
        let parts = split(line, bars);
        let dated = |part: &Span| found.iter().any(|d| d.span.overlap(*part) > 0) && part_words(*part).1 == 0;
        let short = |part: &Span| found.iter().any(|d| d.span.overlap(*part) > 0) || part_words(*part).0 <= UNKNOWN_MOST;
        parts.len() >= least && parts.iter().any(dated) && parts.iter().all(short)
    };
    barred(&["|", "•", "·"], 2) || barred(&[" - ", " – ", " — "], 3)
}

/// The parts of a line between marks.
fn split(line: &str, marks: &[&str]) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut start = 0;
    while let Some((at, width)) =
        marks.iter().filter_map(|mark| line[start..].find(mark).map(|at| (start + at, mark.len()))).min()
    {
        parts.push(Span::new(start, at));
        start = at + width;
    }
    parts.push(Span::new(start, line.len()));
    parts
}

/// Whether a line is `PLACE, DATE` with a place that the list does not have: a name of one or two words that stands elsewhere in the text
/// as well, and is neither an outlet's nor a person's.
fn is_mentioned_place(draft: &Draft<'_>, place: &str, line: &str, date: FoundDate) -> bool {
    if words(place, Span::whole(place)).iter().any(|w| WORDS.has(&line_key(w.text))) {
        return false;
    }
    let name_words = place.split_whitespace().count();
    let bare = line[date.span.end..].chars().all(|c| !c.is_alphanumeric());
    let name = OutletName::of(place, draft.registry).filter(|name| name.weight == 0);
    let outlet = draft.told_outlet.as_deref() == Some(place);
    let capital = place.starts_with(char::is_uppercase) && line[place.len()..].starts_with(',');
    bare && capital
        && (1..=2).contains(&name_words)
        && name.is_some()
        && !outlet
        && start_of(draft.text, MENTIONED_WITHIN).matches(place).nth(1).is_some()
}

/// Finds a full date in a caption, or one with its day of the week (`Tuesday, Dec. 15, 2015`), near the start of the text.
/// Other dates in running text are more often of what happened before.
pub(super) fn told_day(draft: &mut Draft<'_>) {
    let near: Vec<usize> =
        (0..draft.pieces.len()).filter(|i| !matches!(draft.pieces[*i].fate, Fate::Dropped(_))).take(NEAR_START).collect();
    for i in near {
        let text = draft.at(i);
        let caption = draft.pieces[i].fate == Fate::Kept(BlockKind::Caption);
        for date in dates(text, Span::whole(text)) {
            if caption || weekday_before(text, date) == Some(date.date.weekday()) {
                draft.dates.push((DateBasis::Inferred, draft.pieces[i].span.start, Moment::day(date.date)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::registry::Registry;

    fn check(line: &str, expected: Option<&str>) {
        let text = format!("{line}\n\nThe bridge over the Kesh will be open again on Monday, the mayor said.");
        let registry = Registry::builtin();
        let mut draft = crate::normalize::draft_of(&text, None, &registry);
        date_lines(&mut draft);
        assert_eq!(draft.dates.first().map(|d| d.2.to_string()).as_deref(), expected, "{line}");
    }

    #[test]
    fn date_lines_are_read() {
        check("Xinhua, December 16, 2015 Adjust font size:", Some("2015-12-16"));
        check("Moscow, December 16, 2015", Some("2015-12-16"));
        check("17 декабря 2015 г.", Some("2015-12-17"));
        check("Published: 16 Dec 2015 08:00 GMT | Updated: 17 Dec 2015", Some("2015-12-16T08:00:00Z"));
        check("By Jo Bloggs | December 16, 2015 at 3:45 pm", Some("2015-12-16T15:45:00"));
        check("Veröffentlicht am 16. Dezember 2015 um 10:20 Uhr", Some("2015-12-16T10:20:00"));
        check("Friday, June 13, 2025 | Kesh edition | 25 crowns", Some("2025-06-13"));
        check("May 19, 2025 - 06:02 - Kesh24 Staff - 2 minutes read", Some("2025-05-19T06:02:00"));
        check("发布时间：2015年12月16日 08:20", Some("2015-12-16T08:20:00"));
    }

    #[test]
    fn headlines_with_dates_are_no_date_lines() {
        check("What happened on December 16, 2015", None);
        check("Kesh marks flood of December 16, 2015 with silence", None);
        check("The long road to May 5, 2025 | Opinion", None);
        check("Kesh waits", None);
    }
}
