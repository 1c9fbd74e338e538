//! Menus: lines of short words beside each other, and the path to a section.

use super::chrome::line_reason;
use super::date_text::dates;
use super::draft::Draft;
use super::outlet_name::is_section;
use super::shape::is_longer;
use crate::text::Span;
use memchr::{memchr2, memchr3};

/// The longest menu, in characters.
const LONGEST: usize = 240;
/// The longest entry of a menu, in words.
const ENTRY_WORDS: usize = 3;
/// How many menu words in a row are a menu even with nothing but spaces between them.
const PLAIN_WORDS: usize = 4;

/// Drops menus above and below the body.
pub(super) fn menus(draft: &mut Draft<'_>) {
    let body = draft.body();
    for i in draft.open() {
        let outside = body.is_none_or(|(first, last)| i < first || i > last);
        if outside && is_menu(draft.at(i)) {
            draft.drop(i, "menu");
        } else if body.is_some_and(|(first, _)| i < first) && is_path(draft.at(i)) {
            draft.drop(i, "breadcrumbs");
        }
    }
}

/// `Home | World | Sport`, `Subscribe   Log in   Search`, `Главная | Политика | Спорт`.
pub(super) fn is_menu(line: &str) -> bool {
    if is_longer(line, LONGEST) || line.ends_with(['.', ',']) || !dates(line, Span::whole(line)).is_empty() {
        return false;
    }
    let listed = |part: &str| {
        is_section(part) || line_reason(part).is_some_and(|reason| ["menu", "page foot", "page head"].contains(&reason))
    };
    let holds_bar = memchr3(b'|', b'/', b'\t', line.as_bytes()).is_some() || memchr2(0xC2, 0xE2, line.as_bytes()).is_some();
    let bars: &[&str] = if holds_bar { &["|", "·", "•", " / ", "\t"] } else { &[] };
    let barred = bars.iter().filter(|bar| line.contains(**bar)).any(|bar| {
        let parts = entries(line.split(bar));
        (parts.len() >= 3 && fit(&parts)) || (parts.len() == 2 && parts.iter().all(|part| listed(part)))
    });
    let spaced = || {
        if !line.contains("  ") {
            return false;
        }
        let parts = entries(line.split("  "));
        parts.len() >= 3 && fit(&parts) && parts.iter().any(|part| listed(part))
    };
    let plain = || {
        let words: Vec<&str> = line.split_whitespace().collect();
        words.len() >= PLAIN_WORDS && words.iter().all(|word| is_section(word) && !word.starts_with(char::is_lowercase))
    };
    barred || spaced() || plain()
}

fn entries<'t>(parts: impl Iterator<Item = &'t str>) -> Vec<&'t str> {
    parts.map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// Whether all entries are short, and at least half of them begin as names do.
fn fit(parts: &[&str]) -> bool {
    let short = |part: &&str| part.split_whitespace().count() <= ENTRY_WORDS + 1 && part.chars().any(char::is_alphabetic);
    let average = parts.iter().map(|part| part.split_whitespace().count()).sum::<usize>() <= parts.len() * ENTRY_WORDS;
    let capital = parts.iter().filter(|part| !part.starts_with(char::is_lowercase)).count();
    parts.iter().all(short) && average && capital * 2 >= parts.len() && !parts.iter().any(|part| part.contains([':', '@']))
}

/// `World › Rivers and borders`: a section and what is in it. The first entry, where it is no section, may be the site's name.
fn is_path(line: &str) -> bool {
    path(line).is_some_and(|parts| is_section(parts[0]) || line_reason(parts[0]).is_some())
}

/// The entries of a path to a section.
pub(super) fn path(line: &str) -> Option<Vec<&str>> {
    // The marks, or what these begin with behind their space.
    if memchr3(b'>', 0xC2, 0xE2, line.as_bytes()).is_none() || is_longer(line, LONGEST) {
        return None;
    }
    [" » ", " › ", " > ", " → "].iter().filter(|mark| line.contains(**mark)).find_map(|mark| {
        let parts = entries(line.split(mark));
        (parts.len() >= 2).then_some(parts)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn menus_and_other_lines() {
        for line in [
            "Home | World | Business | Sport",
            "Subscribe   Log in   Search",
            "BREAKING  TRENDING  VIRAL  MONEY",
            "Home · Town · Mine · Football · Classifieds",
            "Главная | Новости | Вера и жизнь | Вопрос по делу | Архив",
            "News Sport Business Weather",
        ] {
            assert!(is_menu(line), "{line}");
        }
        for line in [
            "Kesh bridge to reopen on Monday",
            "By Jo Bloggs | May 5, 2015 | Kesh",
            "Bridge opens | mayor pleased | town waits for the first lorry to pass over it",
            "World news",
            "“Home | World”, the mayor said | and left.",
        ] {
            assert!(!is_menu(line), "{line}");
        }
        assert!(is_path("World › Rivers and borders") && !is_path("Profit > loss, bank says") && !is_path("Kesh bridge opens"));
    }
}
