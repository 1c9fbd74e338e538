//! Credit lines, bylines and copyright lines: who is named there as the writer or publisher of the piece.

use super::date_text::{dates, moment};
use super::draft::{Basis, Draft};
use super::registry::{OutletKind, RegistryEntry};
use super::shape::{first_key, is_longer, line_key};
use super::sign_off::{is_reporters_line, whole_line};
use crate::model::DateBasis;
use crate::text::{Lexicon, Span};
use memchr::memchr2;
use std::sync::LazyLock;

static LABELS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/credit_labels.txt")));

/// The longest credit line, in characters.
const LONGEST: usize = 160;
/// The longest note on who contributed, in words.
const NOTE_LONGEST: usize = 40;

/// Reads and drops the credit lines before and after the body.
pub(super) fn credits(draft: &mut Draft<'_>) {
    let body = draft.body();
    for i in draft.open() {
        let (line, shape) = (draft.at(i), draft.pieces[i].shape);
        let outside = body.is_none_or(|(first, last)| i < first || i > last);
        let foot = body.is_some_and(|(_, last)| i > last);
        if let Some(rest) = carried(draft, line) {
            name_carried(draft, rest);
            draft.drop(i, "credit");
        } else if body.is_some_and(|(_, last)| i >= last) && is_contributor_note(line, shape.words) {
            draft.drop(i, "credit");
        } else if body.is_some_and(|(first, last)| i == last && first != last)
            && shape.words <= NOTE_LONGEST
            && is_rights_note(line)
        {
            copyright(draft, line, true).into_iter().for_each(|reason| draft.drop(i, reason));
        } else if outside
            && !is_longer(line, LONGEST)
            && let Some(reason) = copyright(draft, line, foot)
                .or_else(|| desk(draft, line, foot))
                .or_else(|| labelled(draft, i))
                .or_else(|| alone(draft, line))
        {
            // `By Jo Bloggs, 5 March 2015`, `Source: Kesh Wire | 2015-03-05 19:44`. The year of a copyright line is none.
            if let Some(date) = dates(line, Span::whole(line)).first().filter(|_| reason != "copyright") {
                draft.dates.push((DateBasis::Text, draft.pieces[i].span.start, moment(line, *date)));
            }
            draft.drop(i, reason);
        }
    }
}

/// What a carrier's line credits: `(MENAFN - Gulf Times)` -> `Gulf Times`.
pub(super) fn carried<'t>(draft: &Draft<'_>, line: &'t str) -> Option<&'t str> {
    let inner = line.trim().strip_prefix(['(', '['])?.strip_suffix([')', ']'])?;
    let (carrier, rest) = inner.split_once(['-', '–', '—', '/', ':'])?;
    let known = draft.registry.credited(carrier.trim()).is_some_and(|entry| entry.kind == OutletKind::Carrier);
    let rest = rest.trim_matches(|c: char| c.is_whitespace() || "-–—".contains(c));
    (known && !rest.is_empty() && rest.chars().nth(80).is_none()).then_some(rest)
}

/// Notes the name that a carrier credits, known or not.
pub(super) fn name_carried(draft: &mut Draft<'_>, name: &str) {
    match draft.registry.credited(name).or_else(|| draft.registry.meant_by(name)) {
        Some(entry) => draft.name(Basis::Carrier, entry),
        None => draft.outlets.push((Basis::Carrier, name.to_owned())),
    }
}

/// `© 2015 AFP`, `Copyright 2015 The Associated Press. All rights reserved.` At the head it stands under a picture and says nothing of the text.
fn copyright(draft: &mut Draft<'_>, line: &str, foot: bool) -> Option<&'static str> {
    let marked = line.contains('©')
        || first_key(line).starts_with("copyright")
        || line.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("(c) "))
        || may_reserve(line) && line_key(line).contains("all rights reserved");
    if !marked {
        return None;
    }
    if foot {
        let bare = line.replace("(c)", " ").replace("(C)", " ");
        let names = bare.split(['©', '.', ',', '|', ';', '-', '–', '—']).map(bare_name).filter(|name| !name.is_empty());
        let found: Vec<&RegistryEntry> = names.filter_map(|name| draft.registry.credited(&name)).collect();
        found.first().into_iter().for_each(|entry| draft.name(Basis::Copyright, entry));
    }
    Some("copyright")
}

/// Whether the line has letters of `rights reserved`, or others that may be folded to these.
fn may_reserve(line: &str) -> bool {
    let bytes = line.as_bytes();
    !line.is_ascii() || memchr2(b'v', b'V', bytes).is_some() && memchr2(b'g', b'G', bytes).is_some()
}

/// Whether a whole sentence is a copyright note (`Copyright 2015 Kesh Wire. This material may not be published …`).
fn is_rights_note(line: &str) -> bool {
    if line.is_ascii() && !may_reserve(line) && !first_key(line).starts_with("copyright") {
        return false;
    }
    let key = line_key(line);
    let dated = key.split(' ').nth(1).is_some_and(|word| word.len() == 4 && word.starts_with(|c: char| c.is_ascii_digit()));
    line.starts_with('©')
        || key.contains("all rights reserved")
        || (key.starts_with("copyright") && (dated || line.contains('©')))
}

/// `Reporting by …; Editing by …` and `SOURCE Kesh Water Inc.` on a line of their own.
fn desk(draft: &mut Draft<'_>, line: &str, foot: bool) -> Option<&'static str> {
    if foot && line.starts_with("SOURCE ") {
        return Some("credit");
    }
    let reporters = foot && is_reporters_line(line);
    if let Some(entry) = draft.registry.named("Reuters").filter(|_| reporters && line.contains("diting by")) {
        draft.name(Basis::SignOff, entry);
    }
    reporters.then_some("sign-off")
}

/// A copyright holder without `Copyright`, `by` and the years.
fn bare_name(part: &str) -> String {
    let noise = |w: &&str| {
        let lower = w.to_lowercase();
        !lower.starts_with(|c: char| c.is_ascii_digit())
            && !["copyright", "by", "all", "rights", "reserved", "inc", "ltd", "llc"].contains(&lower.as_str())
    };
    part.split_whitespace().filter(noise).collect::<Vec<_>>().join(" ")
}

/// `Source: TASS`, `By Jo Bloggs, Associated Press`, `Источник: ТАСС`.
fn labelled(draft: &mut Draft<'_>, index: usize) -> Option<&'static str> {
    let line = draft.at(index).trim_matches(['(', ')', '[', ']']);
    if let Some((label, rest)) = line.split_once([':', '：']) {
        match LABELS.value(&line_key(label)) {
            Some("source") => {
                // `Source: Xinhua 2015-12-16 08:20:13`
                let date = dates(rest, Span::whole(rest)).first().copied();
                if let Some(date) = date {
                    draft.dates.push((DateBasis::Text, draft.pieces[index].span.start, moment(rest, date)));
                }
                name_source(draft, date.map_or(rest, |date| &rest[..date.span.start]));
                return Some("credit");
            }
            Some("byline") => {
                name_employers(draft, rest);
                return Some("byline");
            }
            _ => {}
        }
    }
    let (label, rest) = line.split_once(char::is_whitespace)?;
    let is_label = LABELS.value(&line_key(label)) == Some("byline") && label.chars().count() <= 5;
    if !is_label || !is_people(rest) {
        return None;
    }
    name_employers(draft, rest);
    Some("byline")
}

/// Whether a line between headline and body is the authors' names (`Jo Bloggs, Ann Roe in Kesh`), without `By`.
pub(super) fn is_authors(line: &str, words: usize) -> bool {
    (2..=10).contains(&words)
        && is_people(line)
        && (line.contains([',', '|']) || line.contains(" and ") || line.contains(" in ") || words <= 3)
}

/// Whether words are names and what stands between them: `Jo Bloggs and Ann Roe in Kesh`.
fn is_people(text: &str) -> bool {
    const BETWEEN: [&str; 27] = [
        "and",
        "agencies",
        "of",
        "for",
        "the",
        "in",
        "at",
        "with",
        "de",
        "von",
        "van",
        "der",
        "al",
        "el",
        "bin",
        "und",
        "et",
        "y",
        "e",
        "staff",
        "writer",
        "writers",
        "correspondent",
        "reporter",
        "editor",
        "political",
        "senior",
    ];
    let words: Vec<&str> = text.split(|c: char| c.is_whitespace() || ",|/;•·".contains(c)).filter(|w| !w.is_empty()).collect();
    let name = |w: &&str| w.starts_with(char::is_uppercase) || w.starts_with('@') || w.contains('@');
    let fits =
        words.iter().all(|w| name(w) || BETWEEN.contains(&w.to_lowercase().as_str()) || w.chars().all(|c| !c.is_alphabetic()));
    fits && words.len() <= 16 && words.iter().any(name) && !text.ends_with(['.', '?', '!'])
}

/// What follows the label of a source (`Source: Kesh Wire` -> `Kesh Wire`).
pub(super) fn source_after_label(line: &str) -> Option<&str> {
    let (label, rest) = line.split_once([':', '：'])?;
    (LABELS.value(&line_key(label)) == Some("source")).then_some(rest.trim())
}

fn name_source(draft: &mut Draft<'_>, rest: &str) {
    let mut named = false;
    for part in rest.split([',', '/', '|', ';', '&']).map(str::trim).filter(|part| !part.is_empty()) {
        let found = draft.registry.credited(part).or_else(|| draft.registry.meant_by(part));
        if let Some(entry) = found {
            draft.name(Basis::Credit, entry);
            named = true;
        }
    }
    let name = rest.trim();
    let whole_address = super::url::host(rest).and_then(|host| draft.registry.at_domain(&host));
    match whole_address {
        Some(entry) if !named => draft.name(Basis::Credit, entry),
        None if !named && is_people(name) && name.split_whitespace().count() <= 5 => {
            draft.outlets.push((Basis::Credit, name.to_owned()));
        }
        _ => {}
    }
}

fn name_employers(draft: &mut Draft<'_>, rest: &str) {
    for part in rest.split([',', '|', ';', '/', '(', ')', '–', '—', '•', '·']) {
        let mut part = part.trim();
        for role in
            [" Staff", " staff", " Writers", " Writer", " Correspondent", " News Service", " Staff Writer", " Editorial"]
        {
            part = part.strip_suffix(role).unwrap_or(part);
        }
        let part = part.strip_prefix("The ").or_else(|| part.strip_prefix("Our ")).unwrap_or(part);
        if let Some(entry) = draft.registry.credited(part) {
            draft.name(Basis::Credit, entry);
        }
    }
}

/// A line that is nothing but names of agencies or outlets: `Reuters`, `AFP, Kesh`, `TASS/Interfax`.
fn alone(draft: &mut Draft<'_>, line: &str) -> Option<&'static str> {
    if let Some(entry) = whole_line(draft, line) {
        draft.name(Basis::SignOff, entry);
        return Some("credit");
    }
    let parts: Vec<&str> = line.split([',', '/', '|', ';']).map(str::trim).filter(|p| !p.is_empty()).collect();
    let known: Vec<&RegistryEntry> = parts.iter().filter_map(|part| whole_line(draft, part)).collect();
    if parts.len() >= 2 && parts.len() <= 4 && known.len() == parts.len() {
        draft.name(Basis::Credit, known[0]);
        return Some("credit");
    }
    let lower = line.to_lowercase();
    let with = ["with agencies", "with agency inputs", "with inputs from", "agencies", "with reuters", "with afp", "with ap"];
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric());
    with.iter().any(|w| bare == *w || (bare.starts_with(w) && w.starts_with("with"))).then_some("credit")
}

/// `The Associated Press contributed to this report.`: others wrote the piece.
fn is_contributor_note(line: &str, words: usize) -> bool {
    const NOTES: [&str; 8] = [
        "contributed to this report",
        "contributed to this story",
        "contributed to this article",
        "contributed reporting",
        "contributed to the report",
        "contributed research",
        "was reported from",
        "appears in print",
    ];
    let lower = line.to_lowercase();
    words <= NOTE_LONGEST && NOTES.iter().any(|note| lower.contains(note)) && !lower.contains(['"', '“'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::registry::Registry;

    fn check(head: &str, agency: Option<&str>, outlet: Option<&str>) {
        let text = format!("{head}\n\nThe bridge over the Kesh will be open again on Monday, the mayor said.");
        let registry = Registry::builtin();
        let mut draft = crate::normalize::draft_of(&text, None, &registry);
        credits(&mut draft);
        let first = |list: &[(Basis, String)]| list.first().map(|(_, name)| name.clone());
        assert_eq!((first(&draft.agencies).as_deref(), first(&draft.outlets).as_deref()), (agency, outlet), "{head}");
        assert_eq!(draft.open().len(), 1, "{head}");
    }

    #[test]
    fn credit_lines_name_agency_and_outlet() {
        check("Source: TASS", Some("TASS"), None);
        check("Источник: РИА Новости", Some("RIA Novosti"), None);
        check("Source: https://www.reuters.com/article/kesh", Some("Reuters"), None);
        check("Source: The Dunmore Herald", None, Some("The Dunmore Herald"));
        check("By Reuters Staff", Some("Reuters"), None);
        check("By Jo Bloggs and Ann Roe, Associated Press", Some("AP"), None);
        check("By Jo Bloggs", None, None);
        check("(MENAFN- Gulf Times)", None, Some("Gulf Times"));
        check("(MENAFN - Dunmore Herald)", None, Some("Dunmore Herald"));
        check("(MENAFN - AFP)", Some("AFP"), None);
        check("AFP", Some("AFP"), None);
        check("© AFP", None, None);
    }

    #[test]
    fn what_is_no_credit() {
        let registry = Registry::builtin();
        for head in
            ["By the river, a town waits", "Source of the Kesh found", "AFP reporter held in Kesh", "Reuters to cut jobs"]
        {
            let text = format!("{head}\n\nThe bridge over the Kesh will be open again on Monday, the mayor said.");
            let mut draft = crate::normalize::draft_of(&text, None, &registry);
            credits(&mut draft);
            assert_eq!(draft.open().len(), 2, "{head}");
            assert!(draft.agencies.is_empty() && draft.outlets.is_empty(), "{head}");
        }
    }
}
