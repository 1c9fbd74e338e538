//! The agency's mark at the end of its copy: `AFP`, `Endit`, `(Reuters)`, `Reporting by …; Editing by …`.

use super::draft::{Basis, Draft, Fate};
use super::registry::{OutletKind, RegistryEntry};
use super::shape::ends_sentence;
use crate::model::BlockKind;

/// The longest mark, in bytes.
const LONGEST: usize = 60;

/// How many lines from the end may be initials, credits and marks of the desk.
const MARKS: usize = 3;

/// Cuts the sign-off off the last paragraph.
pub(super) fn sign_off(draft: &mut Draft<'_>) {
    let stays = |fate: Fate| matches!(fate, Fate::Open | Fate::Kept(BlockKind::Paragraph));
    // `Endit` after `(Reporting by …)`, initials below `EFE`.
    for _ in 0..MARKS {
        let Some(last) = draft.pieces.iter().rposition(|p| stays(p.fate)) else { return };
        let text = draft.at(last);
        if let Some(entry) = desk_line(draft, text) {
            entry.into_iter().for_each(|entry| draft.name(Basis::SignOff, entry));
            draft.cut_end(last, 0, "sign-off");
        } else if let Some(at) = reporters(text) {
            name_reporters(draft, &text[at..]);
            draft.cut_end(last, at, "sign-off");
        } else if let Some((at, entry)) = mark(draft, text) {
            draft.name(Basis::SignOff, entry);
            draft.cut_end(last, at, "sign-off");
        } else if let Some(at) = end_mark(text) {
            draft.cut_end(last, at, "end mark");
        } else {
            break;
        }
    }
    // Lines of the page may have been left below it.
    let near: Vec<usize> = (0..draft.pieces.len()).rev().filter(|i| stays(draft.pieces[*i].fate)).take(MARKS + 1).collect();
    if let Some(i) = near.into_iter().find(|i| reporters(draft.at(*i)) == Some(0)) {
        name_reporters(draft, draft.at(i));
        draft.cut_end(i, 0, "sign-off");
    }
}

/// Reuters names reporters and editors in this form; others name reporters alone.
fn name_reporters(draft: &mut Draft<'_>, tail: &str) {
    if let Some(entry) = draft.registry.named("Reuters").filter(|_| tail.contains("diting by")) {
        draft.name(Basis::SignOff, entry);
    }
}

/// A line of the desk's initials, alone or behind the agency: `lf/mq/rb`, `bur-jab/ann`, `dpa pm xx a3 ke`; with the agency.
fn desk_line<'a>(draft: &Draft<'a>, text: &str) -> Option<Option<&'a RegistryEntry>> {
    let code = |part: &str| (1..=5).contains(&part.len()) && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    if text.len() > LONGEST {
        return None;
    }
    let parts: Vec<&str> = text.split(['/', '-']).collect();
    if parts.len() >= 2 && parts.iter().all(|part| code(part)) && text.contains('/') {
        return Some(None);
    }
    let (first, rest) = text.split_once(' ')?;
    let entry = draft.registry.credited(first).filter(|entry| entry.kind == OutletKind::Agency)?;
    rest.split_whitespace().all(|word| word.split(['/', '-']).all(|part| code(part) && part.len() <= 4)).then_some(Some(entry))
}

/// How the note of who reported and edited begins.
const REPORTERS: [&str; 7] = [
    "(Reporting by ",
    "(Additional reporting by ",
    "(Writing by ",
    "(Editing by ",
    "(Compiled by ",
    "Reporting by ",
    "Additional reporting by ",
];

/// Whether a line of its own is such a note.
pub(super) fn is_reporters_line(line: &str) -> bool {
    let names = line.split_whitespace().count() <= 60;
    names
        && (REPORTERS.iter().any(|start| line.starts_with(start))
            || line.starts_with("Writing by ")
            || line.starts_with("Editing by "))
}

/// Where `(Reporting by …; Editing by …)` begins at the end of a paragraph.
fn reporters(text: &str) -> Option<usize> {
    // All of them end so.
    if !text.contains(" by ") {
        return None;
    }
    let at = REPORTERS.iter().filter_map(|start| text.rfind(start)).min()?;
    let (body, tail) = (text[..at].trim_end(), &text[at..]);
    let closes = !tail.starts_with('(') || tail.trim_end().ends_with([')', ';', '.']);
    (closes && tail.len() < 600 && (body.is_empty() || ends_sentence(body))).then_some(at)
}

/// Where an agency's mark begins at the end of `text`, and whose it is.
fn mark<'a>(draft: &Draft<'a>, text: &str) -> Option<(usize, &'a RegistryEntry)> {
    let starts = text.char_indices().rev().filter(|(_, c)| c.is_whitespace() || "(/[—–-".contains(*c));
    for (at, c) in starts.take_while(|(at, _)| text.len() - at <= LONGEST).take(8) {
        let body = text[..at].trim_end_matches(|c: char| c.is_whitespace() || "—–-(/[".contains(c));
        if !ends_sentence(body) || body.is_empty() {
            continue;
        }
        let tail = text[body.len()..].trim();
        let name = tail.trim_matches(|c: char| c.is_whitespace() || "()[]/—–-.".contains(c));
        let signed = draft.registry.signed(name);
        let credited = || draft.registry.credited(name).filter(|e| e.kind == OutletKind::Agency && printed(e, name));
        if let Some(entry) = signed.or_else(credited) {
            return Some((body.len(), entry));
        }
        if c == '(' || c == '[' {
            return None;
        }
    }
    None
}

/// Whether `name` is a form of the entry as printed: at the end of a sentence `ap` or `Time` would be a word.
fn printed(entry: &RegistryEntry, name: &str) -> bool {
    let upper = name.chars().any(char::is_uppercase) || !name.is_ascii();
    upper
        && entry
            .credits
            .iter()
            .chain(&entry.aliases)
            .chain([&entry.name])
            .any(|form| form == name || form.to_uppercase() == name)
}

/// `(END)`, `ENDS`, `###`, `-30-` at the end of a paragraph.
fn end_mark(text: &str) -> Option<usize> {
    const MARKS: [&str; 8] = ["(END)", "(ends)", "(ENDS)", "ENDS", "ENDITEM", "-END-", "###", "-30-"];
    let mark = MARKS.iter().find(|mark| text.ends_with(**mark))?;
    let at = text.len() - mark.len();
    ends_sentence(&text[..at]).then_some(at)
}

/// The entry whose name or sign-off is all of a short line, brackets and dashes aside.
pub(super) fn whole_line<'a>(draft: &Draft<'a>, line: &str) -> Option<&'a RegistryEntry> {
    if line.len() > LONGEST {
        return None;
    }
    let name = line.trim_matches(|c: char| c.is_whitespace() || "()[]/—–-.|*•".contains(c));
    let registry = draft.registry;
    registry.signed(name).or_else(|| registry.credited(name).filter(|entry| printed(entry, name)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::registry::Registry;

    fn check(text: &str, agency: Option<&str>, left: &str) {
        let registry = Registry::builtin();
        let mut draft = crate::normalize::draft_of(text, None, &registry);
        sign_off(&mut draft);
        assert_eq!(draft.agencies.first().map(|(_, name)| name.as_str()), agency, "{text}");
        assert_eq!(draft.at(draft.pieces.len() - 1), left, "{text}");
    }

    #[test]
    fn marks_at_the_end_of_copy() {
        for mark in ["AFP", "(AFP)", "- AFP", "— AFP", "/AFP/", "--AFP"] {
            check(&format!("The bridge is open. {mark}"), Some("AFP"), "The bridge is open.");
        }
        check("The bridge is open, she said. Enditem", Some("Xinhua"), "The bridge is open, she said.");
        check("“It is open.” (Reporting by Jo Bloggs in Kesh; Editing by Ann Roe)", Some("Reuters"), "“It is open.”");
        check("Мост открыт. ТАСС", Some("TASS"), "Мост открыт.");
        check("The bridge is open. (END)", None, "The bridge is open.");
    }

    #[test]
    fn names_in_sentences_are_no_marks() {
        for text in [
            "She spoke to AFP.",
            "He told TASS",
            "The agency is called Sputnik",
            "It ended (as AFP reported)",
            "See you at the AP",
        ] {
            check(text, None, text);
        }
    }
}
