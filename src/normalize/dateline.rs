//! The dateline: place, day and agency before the first sentence (`MOSCOW, December 15. /TASS/.`, `GENEVA (AP) -`, `Moscow:`).

use super::credit::{carried, name_carried};
use super::date_text::{Token, dates, moment, tokens};
use super::draft::{Basis, Draft};
use super::registry::{Registry, RegistryEntry};
use super::shape::{line_key, start_of};
use crate::model::DateBasis;
use crate::text::{Lexicon, Span};
use std::sync::LazyLock;

static PLACES: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/places.txt")));
static NOT_PLACES: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/not_places.txt")));

/// How far from its start a paragraph is searched for the end of a dateline, in bytes.
const SEARCHED: usize = 200;
/// The most words of a place.
const PLACE_WORDS: usize = 8;
/// How many paragraphs from the start may carry the dateline: a summary or note may stand before it.
const TRIED: usize = 2;

/// Whether `text` is a place that datelines name, or a list of such places or a place with its country.
pub(super) fn is_place(text: &str) -> bool {
    let first = text.split([',', '/']).next().unwrap_or_default();
    text.len() <= 60 && PLACES.has(&line_key(first))
}

/// What a paragraph begins with.
#[derive(Debug, Default, PartialEq)]
struct Opening<'r> {
    /// Bytes that do not belong to the paragraph's first sentence.
    cut: usize,
    /// Place and day as printed.
    place: Option<Span>,
    /// Whose copy it is.
    agency: Option<&'r RegistryEntry>,
}

/// Cuts the dateline off the first paragraph that has one.
pub(super) fn dateline(draft: &mut Draft<'_>) {
    let paragraphs = draft.open();
    let labels = paragraphs.iter().filter(|i| is_label(draft.at(**i))).count();
    let mut tried = 0;
    for i in paragraphs {
        // Lines above the first paragraph are bylines and the like.
        tried += usize::from(draft.pieces[i].shape.prose);
        if tried > TRIED {
            return;
        }
        cut_carrier(draft, i);
        let text = draft.at(i);
        // Several paragraphs that begin with `NAME:` are the speakers of a transcript.
        let Some(opening) = opening(text, draft.text, draft.registry, labels <= 1) else { continue };
        let start = draft.pieces[i].span.start;
        if let Some(place) = opening.place {
            draft.dateline.get_or_insert_with(|| place.of(text).to_owned());
            if let Some(date) = dates(text, place).first() {
                draft.dates.push((DateBasis::Text, start, moment(&text[..opening.cut], *date)));
            }
        }
        if let Some(agency) = opening.agency {
            draft.name(Basis::Dateline, agency);
        }
        draft.cut_start(i, opening.cut, "dateline");
        return;
    }
}

/// Cuts `(MENAFN - Gulf Times)` off the start of a paragraph.
fn cut_carrier(draft: &mut Draft<'_>, index: usize) {
    let text = draft.at(index);
    let Some(end) = start_of(text, SEARCHED).find([')', ']']).map(|at| at + 1) else { return };
    if let Some(name) = carried(draft, &text[..end]) {
        name_carried(draft, name);
        draft.cut_start(index, end, "credit");
    }
}

/// Whether a paragraph begins with a word in capitals and a colon.
fn is_label(text: &str) -> bool {
    let start = start_of(text, 40);
    start
        .split_once(':')
        .is_some_and(|(label, _)| label.chars().any(char::is_alphabetic) && !label.chars().any(char::is_lowercase))
}

/// Where a dateline may end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// `(AP)`, `/TASS/`, `[AFP]`
    Credit,
    /// A dash.
    Dash,
    /// A colon.
    Colon,
    /// A full stop.
    Stop,
}

fn opening<'r>(text: &str, article: &str, registry: &'r Registry, colon_allowed: bool) -> Option<Opening<'r>> {
    if let Some(opening) = chinese(text, registry) {
        return Some(opening);
    }
    let start = start_of(text, SEARCHED);
    if let Some((entry, end)) = bracketed(start, 0, registry) {
        return agency_first(text, end, entry, registry);
    }
    let mut previous = ' ';
    for (at, c) in start.char_indices() {
        let next = start[at + c.len_utf8()..].chars().next().unwrap_or(' ');
        let mark = match c {
            '(' | '/' | '[' => Mark::Credit,
            '—' | '–' | '―' => Mark::Dash,
            '-' if previous == ' ' && (next == ' ' || next == '-') => Mark::Dash,
            '-' if next == '-' => Mark::Dash,
            ':' if colon_allowed => Mark::Colon,
            '.' => Mark::Stop,
            _ => {
                previous = c;
                continue;
            }
        };
        previous = c;
        if let Some(opening) = ends_at(text, article, at, c.len_utf8(), mark, registry) {
            return Some(opening);
        }
        // After the first dash or colon the sentence has begun.
        if matches!(mark, Mark::Dash | Mark::Colon) {
            return None;
        }
    }
    None
}

/// The opening that ends with the mark at `at`, if it is one.
fn ends_at<'r>(text: &str, article: &str, at: usize, width: usize, mark: Mark, registry: &'r Registry) -> Option<Opening<'r>> {
    let (mut head, mut agency) = (Span::new(0, at).trim(text), None);
    // `TOKYO, Dec. 16, Kyodo -`
    if let Some((before, name)) = head.of(text).rsplit_once(',')
        && let Some(entry) = registry.credited(name).filter(|_| mark == Mark::Dash)
    {
        (head, agency) = (Span::new(0, before.len()).trim(text), Some(entry));
    }
    let place = Place::of(head.of(text))?;
    let mut cut = at + width;
    if mark == Mark::Credit {
        let (entry, end) = bracketed(text, at, registry)?;
        (agency, cut) = (Some(entry), end);
    }
    let sound = match mark {
        Mark::Credit => place.capitals || place.dated || place.known || place.words <= 4,
        Mark::Dash => {
            place.known || (place.capitals && !place.excluded) || (place.dated && place.words <= 4) || agency.is_some()
        }
        Mark::Colon => place.known || (!place.excluded && (place.capitals || is_glued_place(text, article, at))),
        Mark::Stop => place.dated && (place.capitals || place.known),
    };
    if !sound {
        return None;
    }
    cut = after_marks(text, cut);
    // `MOSCOW, December 15. /TASS/.` and `МОСКВА, 15 дек - РИА Новости.`
    if agency.is_none() {
        if let Some((entry, end)) = bracketed(text, cut, registry) {
            (agency, cut) = (Some(entry), after_marks(text, end));
        } else if let Some((entry, end)) = named_before_mark(text, cut, registry) {
            (agency, cut) = (Some(entry), after_marks(text, end));
        }
    }
    let goes_on_small = text[cut..].chars().next().is_some_and(char::is_lowercase);
    let firm = agency.is_some() && text[..cut].trim_end().ends_with(['-', '—', '–', '―']);
    (!goes_on_small || firm).then_some(Opening { cut, place: Some(place_span(text, head)), agency })
}

/// Whether `Kesh:The bridge …` begins with a place: nothing stands around the colon, as where a page lost its markup, and the article
/// says elsewhere that something is in, at or near it.
fn is_glued_place(text: &str, article: &str, at: usize) -> bool {
    let (place, rest) = (&text[..at], text.get(at + 1..).unwrap_or_default());
    let glued = rest.starts_with(char::is_uppercase) && !place.ends_with(char::is_whitespace);
    let short = place.split_whitespace().count() <= 3;
    let said = |preposition: &str| {
        let phrase = format!(" {preposition} {place}");
        article.match_indices(&phrase).any(|(i, _)| !article[i + phrase.len()..].starts_with(char::is_alphanumeric))
    };
    glued && short && ["in", "at", "near", "to", "from"].into_iter().any(said)
}

/// The place without a full stop that closes it and does not abbreviate its last word.
fn place_span(text: &str, head: Span) -> Span {
    let bare = head.of(text).trim_end_matches([',', ' ', ';']);
    Span::new(head.start, head.start + bare.len())
}

/// `(AP) — Text`, `(ANSA) - Rome, December 16 - Text`.
fn agency_first<'r>(text: &str, end: usize, entry: &'r RegistryEntry, registry: &'r Registry) -> Option<Opening<'r>> {
    let cut = after_marks(text, end);
    let rest = &text[cut..];
    let marked = text[end..cut].contains(['-', '—', '–', '―', '.', ':']);
    let glued = cut == end || text[end..cut].trim().is_empty();
    if rest.starts_with(char::is_lowercase) || (!marked && !glued) {
        return None;
    }
    let start = start_of(rest, SEARCHED);
    let dash = [" - ", " – ", " — ", " -- "].iter().filter_map(|d| start.find(d).map(|at| (at, d.len()))).min();
    if let Some((at, width)) = dash
        && let Some(place) = Place::of(&rest[..at])
        && (place.known || place.dated)
        && registry.credited(&rest[..at]).is_none()
    {
        return Some(Opening {
            cut: after_marks(text, cut + at + width),
            place: Some(Span::new(cut, cut + at)),
            agency: Some(entry),
        });
    }
    Some(Opening { cut, place: None, agency: Some(entry) })
}

/// The agency in brackets or slashes at `at`, and where the bracket ends.
fn bracketed<'r>(text: &str, at: usize, registry: &'r Registry) -> Option<(&'r RegistryEntry, usize)> {
    let rest = text.get(at..)?;
    let close = match rest.chars().next()? {
        '(' => ')',
        '[' => ']',
        '/' => '/',
        _ => return None,
    };
    let inner = start_of(&rest[1..], 60);
    let end = inner.find(close)?;
    let name = inner[..end].trim();
    let entry = registry.credited(name).or_else(|| registry.credited(name.split([',', '/']).next()?))?;
    Some((entry, at + 1 + end + 1))
}

/// An agency named without brackets right before a full stop or dash.
fn named_before_mark<'r>(text: &str, at: usize, registry: &'r Registry) -> Option<(&'r RegistryEntry, usize)> {
    let rest = start_of(text.get(at..)?, 40);
    let end = [". ", " - ", " – ", " — ", " -- "].iter().filter_map(|mark| rest.find(mark)).min()?;
    let name = &rest[..end];
    let entry = registry.credited(name).filter(|_| name.starts_with(char::is_uppercase))?;
    Some((entry, at + end))
}

/// The first byte from `at` that is no mark between dateline and sentence.
fn after_marks(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let bare = rest.trim_start_matches(|c: char| c.is_whitespace() || ".,:;-—–―".contains(c));
    // Dots before a lower-case word or a number are not marks (`... and then`).
    if rest.starts_with("...") { at } else { at + (rest.len() - bare.len()) }
}

/// `新华社北京12月16日电（记者张三）`: agency, place, day and the word for a dispatch.
fn chinese<'r>(text: &str, registry: &'r Registry) -> Option<Opening<'r>> {
    let start = start_of(text, SEARCHED);
    let bare = start.trim_start_matches(['（', '(', '【', ' ']);
    let offset = start.len() - bare.len();
    let end = ["日电", "日電", "日讯", "日訊", "日消息"].iter().filter_map(|m| bare.find(m).map(|at| (at, m.len()))).min()?;
    let head = &bare[..end.0];
    let agency_end = (2..=8)
        .rev()
        .filter_map(|n| head.char_indices().nth(n).map(|(at, _)| at))
        .find(|at| registry.credited(&head[..*at]).is_some())?;
    let agency = registry.credited(&head[..agency_end])?;
    let mut cut = offset + end.0 + end.1;
    let rest = &text[cut..];
    if rest.starts_with(['（', '('])
        && let Some(close) = start_of(rest, SEARCHED).find(['）', ')'])
    {
        cut += close + rest[close..].chars().next().map_or(0, char::len_utf8);
    }
    let marks = |c: char| c.is_whitespace() || "）)】：:，,".contains(c);
    cut += text[cut..].len() - text[cut..].trim_start_matches(marks).len();
    let place = Span::new(offset + agency_end, offset + end.0 + "日".len());
    Some(Opening { cut, place: Some(place), agency: Some(agency) })
}

/// A place with a day, as printed before the first sentence.
struct Place {
    /// Whether its first part is in capitals.
    capitals: bool,
    /// Whether the list of places has it.
    known: bool,
    /// Whether it is a word that stands there and is no place.
    excluded: bool,
    /// Whether a day follows it.
    dated: bool,
    /// How many words of place it has.
    words: usize,
}

impl Place {
    /// Reads `head`; `None` where it cannot be a place with a day.
    fn of(head: &str) -> Option<Self> {
        let tokens = tokens(head, Span::whole(head));
        if !tokens.first()?.text.starts_with(char::is_uppercase) || head.contains(['"', '“', '”', '?', '!']) {
            return None;
        }
        let place_end = tokens.iter().position(|t| is_day_word(t)).unwrap_or(tokens.len());
        let (place, day) = tokens.split_at(place_end);
        let words: Vec<&str> = place.iter().map(|t| t.text).filter(|t| t.starts_with(char::is_alphabetic)).collect();
        let fits = words.iter().all(|w| w.starts_with(char::is_uppercase) || is_link(w)) && !words.is_empty();
        let day_fits =
            day.iter().all(|t| is_day_word(t) || [",", ".", "г", "года", "-", "/", "th", "st", "nd", "rd"].contains(&t.text));
        let marks_fit = place.iter().all(|t| t.text.starts_with(char::is_alphabetic) || ",.-/'’()".contains(t.text));
        if !fits || !day_fits || !marks_fit || words.len() > PLACE_WORDS || day.len() > 10 {
            return None;
        }
        let place_text = day.first().map_or(head, |t| &head[..t.span.start]);
        let first = place_text.split([',', '/']).next().unwrap_or(place_text).trim_end_matches(['.', ' ']);
        let letters = first.chars().filter(|c| c.is_alphabetic()).count();
        let key = line_key(first);
        Some(Place {
            capitals: letters >= 3 && first.chars().all(|c| !c.is_lowercase()),
            known: PLACES.has(&key),
            excluded: NOT_PLACES.has(&key) || key.split(' ').next().is_some_and(|w| NOT_PLACES.has(w)),
            dated: day.iter().any(|t| t.month().is_some()) && day.iter().any(|t| t.number().is_some()),
            words: words.len(),
        })
    }
}

/// A month, a number or a day of the week.
fn is_day_word(token: &Token<'_>) -> bool {
    const WEEKDAYS: [&str; 14] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
    ];
    token.month().is_some() || token.number().is_some() || WEEKDAYS.iter().any(|day| token.text.eq_ignore_ascii_case(day))
}

/// A small word inside the name of a place.
fn is_link(word: &str) -> bool {
    [
        "and", "de", "la", "del", "da", "do", "di", "of", "the", "on", "upon", "am", "an", "der", "al", "el", "na", "near",
        "s", "и", "на",
    ]
    .contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, place: Option<&str>, agency: Option<&str>, left: &str) {
        let registry = Registry::builtin();
        let found = opening(text, text, &registry, true).unwrap_or_default();
        let shown = (found.place.map(|p| p.of(text)), found.agency.map(|a| a.name.as_str()), &text[found.cut..]);
        assert_eq!(shown, (place, agency, left), "{text}");
    }

    #[test]
    fn datelines_of_the_agencies() {
        check(
            "MOSCOW, December 15. /TASS/. The bridge is open.",
            Some("MOSCOW, December 15"),
            Some("TASS"),
            "The bridge is open.",
        );
        check("BEIJING, Dec. 16 (Xinhua) -- The bridge", Some("BEIJING, Dec. 16"), Some("Xinhua"), "The bridge");
        check("WASHINGTON (Reuters) - The bridge", Some("WASHINGTON"), Some("Reuters"), "The bridge");
        check("PARIS, Jan 5 (AFP) - The bridge", Some("PARIS, Jan 5"), Some("AFP"), "The bridge");
        check("DUNMORE, Calif. (AP) — The bridge", Some("DUNMORE, Calif."), Some("AP"), "The bridge");
        check("MOSCOW. Dec 15 (Interfax) - The bridge", Some("MOSCOW. Dec 15"), Some("Interfax"), "The bridge");
        check("New Delhi, Dec 16 (PTI) The bridge", Some("New Delhi, Dec 16"), Some("PTI"), "The bridge");
        check("Kesh (dpa) - The bridge", Some("Kesh"), Some("dpa"), "The bridge");
        check("TOKYO, Dec. 16, Kyodo - The bridge", Some("TOKYO, Dec. 16"), Some("Kyodo"), "The bridge");
        check("МОСКВА, 15 дек - РИА Новости. Мост открыт.", Some("МОСКВА, 15 дек"), Some("RIA Novosti"), "Мост открыт.");
        check("МОСКВА, 15 декабря. /ТАСС/. Мост открыт.", Some("МОСКВА, 15 декабря"), Some("TASS"), "Мост открыт.");
        check("(AP) — The bridge", None, Some("AP"), "The bridge");
        check("(ANSA) - Rome, December 16 - The bridge", Some("Rome, December 16"), Some("ANSA"), "The bridge");
        check("新华社北京12月16日电（记者张三）大桥开通。", Some("北京12月16日"), Some("Xinhua"), "大桥开通。");
        check("LONDON, Dec. 16, 2015 /AFP/ -- The bridge", Some("LONDON, Dec. 16, 2015"), Some("AFP"), "The bridge");
    }

    #[test]
    fn datelines_without_an_agency() {
        check("WASHINGTON — E-mails show", Some("WASHINGTON"), None, "E-mails show");
        check("ST. DUNMORE, Minn. -- The bridge", Some("ST. DUNMORE, Minn."), None, "The bridge");
        check("Moscow:The bridge is", Some("Moscow"), None, "The bridge is");
        check("NEW DELHI: The bridge", Some("NEW DELHI"), None, "The bridge");
        check("KESH, Dunmoria – “It is open,” she said", Some("KESH, Dunmoria"), None, "“It is open,” she said");
        check("Kesh:The bridge in Kesh is", Some("Kesh"), None, "The bridge in Kesh is");
        check("Paris - The bridge", Some("Paris"), None, "The bridge");
    }

    #[test]
    fn what_is_no_dateline() {
        for text in [
            "Trump: I will not go",
            "Bloggs:The bridge in Kesh is open",
            "BREAKING — The bridge is open",
            "NATO — the alliance — said",
            "The minister (AFP) said",
            "He said: Go on.",
            "Officials in KESH — most of them — agreed",
            "In December 15 people died. Then came more.",
            "Kesh's mayor – The New Man – has won",
            "The AP reported — wrongly — that",
        ] {
            check(text, None, None, text);
        }
    }
}
