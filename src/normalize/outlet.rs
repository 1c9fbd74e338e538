//! Who published the article and whose copy it is, decided from all that names them.

use super::draft::{Basis, Draft, Fate};
use super::registry::{OutletKind, Registry, RegistryEntry};
use super::url::{host, owner};
use crate::model::Fields;
use crate::text::{Span, words};

/// The name of an outlet that nothing tells.
pub(super) const UNKNOWN: &str = "unknown";

/// Why furniture was dropped in which a site speaks of itself.
const SITE_WORDS: [&str; 8] = [
    "comment form",
    "newsletter",
    "copyright",
    "legal notice",
    "share bar",
    "cookie notice",
    "page foot",
    "republication note",
];
/// How much of one dropped piece is searched for the site's name, in bytes.
const SEARCHED: usize = 1000;
/// The longest outlet name, in words.
const NAME_WORDS: usize = 5;

/// The agency, by the surest sign; the first of equal ones.
pub(super) fn agency(draft: &Draft<'_>) -> Option<String> {
    draft.agencies.iter().min_by_key(|(basis, _)| *basis).map(|(_, name)| name.clone())
}

/// Notes the agency that the record credits, or in whose name its author writes. What the text says itself is surer.
pub(super) fn stated_agency(draft: &mut Draft<'_>, fields: &Fields) {
    let author = fields.author.as_deref().unwrap_or_default();
    let named = fields.credit.as_deref().into_iter().chain(author.split([',', '/', ';', '|', '(', ')']));
    let registry = draft.registry;
    let agency = named.filter_map(|name| registry.named(name.trim())).find(|entry| entry.kind == OutletKind::Agency);
    if let Some(agency) = agency {
        draft.name(Basis::Copyright, agency);
    }
}

/// The outlet: the record's source, else the address, else a carrier's credit, else what the page tells of itself, else other credits,
/// else the agency. A carrier gives way to the outlet that the text credits.
pub(super) fn outlet(draft: &Draft<'_>, fields: &Fields, agency: Option<&str>, default: Option<&str>) -> String {
    let registry = draft.registry;
    let credited = named(draft, Basis::Credit);
    let stated = fields.source.as_deref().map(str::trim).filter(|source| !source.is_empty());
    let by_source = stated.map(|source| known_or(registry.meant_by(source), || as_given(source)));
    let by_url = || {
        let host = fields.url.as_deref().and_then(host)?;
        Some(known_or(registry.at_domain(&host), || owner(&host).to_owned()))
    };
    let (name, carrier) = match by_source.or_else(by_url) {
        Some((name, OutletKind::Carrier)) => (None, Some(name)),
        Some((name, _)) => (Some(name), None),
        None => (None, None),
    };
    let carried = || named(draft, Basis::Carrier);
    let by_text = || credited.clone().filter(|_| carrier.is_none());
    let found = name
        .or_else(carried)
        .or_else(|| carrier.clone())
        .or_else(|| draft.told_outlet.clone())
        .or_else(|| site(draft))
        .or_else(by_text);
    found.or_else(|| agency.map(str::to_owned)).or_else(|| default.map(str::to_owned)).unwrap_or_else(|| UNKNOWN.to_owned())
}

fn known_or(entry: Option<&RegistryEntry>, otherwise: impl FnOnce() -> String) -> (String, OutletKind) {
    entry.map_or_else(|| (otherwise(), OutletKind::Outlet), |entry| (entry.name.clone(), entry.kind))
}

/// An unknown source: an address shortened to its owner, a name as it is.
fn as_given(source: &str) -> String {
    match host(source) {
        Some(host) if source.contains("://") || source.contains('/') => owner(&host).to_owned(),
        _ => source.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

/// The first outlet that the text names by a sign as sure as `basis`.
fn named(draft: &Draft<'_>, basis: Basis) -> Option<String> {
    draft.outlets.iter().filter(|(b, _)| *b <= basis).min_by_key(|(b, _)| *b).map(|(_, name)| name.clone())
}

/// The outlet that holds the copyright or that the site's words around the article name.
fn site(draft: &Draft<'_>) -> Option<String> {
    if let Some((_, name)) = draft.outlets.iter().find(|(basis, _)| *basis == Basis::Copyright) {
        return Some(name.clone());
    }
    let speaks = |fate: Fate| matches!(fate, Fate::Dropped(reason) if SITE_WORDS.contains(&reason));
    let pieces = draft.pieces.iter().filter(|piece| speaks(piece.fate));
    pieces
        .map(|piece| super::shape::start_of(piece.span.of(draft.text), SEARCHED))
        .find_map(|text| name_in(text, draft.registry))
}

/// The first outlet that `text` names in full or by its domain. Names of one plain word (Time, The Sun) are words as well.
fn name_in(text: &str, registry: &Registry) -> Option<String> {
    let words = words(text, Span::whole(text));
    for (i, first) in words.iter().enumerate() {
        let ends = words[i..].iter().take(NAME_WORDS);
        let windows: Vec<&str> = ends.map(|last| first.span.join(last.span).of(text)).collect();
        for window in windows.into_iter().rev() {
            let plain = window.strip_prefix("The ").or_else(|| window.strip_prefix("the ")).unwrap_or(window);
            let distinct = plain.contains([' ', '.']) || !plain.is_ascii();
            if !distinct || plain.starts_with(char::is_lowercase) && !plain.contains('.') {
                continue;
            }
            let found = registry.named(window).or_else(|| registry.at_domain(&host(window)?));
            if let Some(entry) = found.filter(|entry| entry.kind == OutletKind::Outlet) {
                return Some(entry.name.clone());
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_the_words_of_a_site() {
        let registry = Registry::builtin();
        for (text, expected) in [
            ("Все комментарии будут прочитаны редакцией портала Православие.Ru.", Some("Pravoslavie.ru")),
            ("Get The Washington Post in your inbox", Some("The Washington Post")),
            ("Visit www.theguardian.com for more", Some("The Guardian")),
            ("Sign in with Facebook, Mail.Ru or Google", None),
            ("This time the sun is out", None),
        ] {
            assert_eq!(name_in(text, &registry).as_deref(), expected, "{text}");
        }
    }
}
