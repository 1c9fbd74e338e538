//! The outlet told by its own page: masthead, breadcrumbs, bylines of its staff, copyright line, addresses. No single sign is sure; signs
//! that agree add up.

use super::chrome::line_reason;
use super::date_text::dates;
use super::draft::Draft;
use super::menu::{is_menu, path};
use super::outlet_name::OutletName;
use super::shape::{holds_ascii, is_longer, line_key};
use super::url::{host, owner};
use crate::text::Span;

/// The weight that makes a name the outlet. A menu below a name is enough, anything else needs a word like `Herald` or a second sign.
const ENOUGH: u32 = 3;
/// How many lines from the start may hold the masthead.
const HEAD_LINES: usize = 12;
/// How many lines from the end may hold copyright lines and addresses.
const FOOT_LINES: usize = 30;
/// The longest line that is searched for signs, in characters.
const LONGEST: usize = 240;

/// What stands below a line at the head of a page, as the weight it gives to a name above it.
const ABOVE_MENU: u32 = 3;
const ABOVE_DATE: u32 = 2;
const ABOVE_TITLE: u32 = 1;
/// `Dunmore Herald — the voice of the valley`.
const WITH_TAGLINE: u32 = 1;
/// `© 2025 Dunmore Herald Media Ltd`.
const IN_COPYRIGHT: u32 = 2;
/// `Dunmore Herald » Town » Bridges`.
const IN_PATH: u32 = 1;
/// `Dunmore Herald Staff`.
const OF_STAFF: u32 = 2;
/// `Posted on March 5, 2025 by Dunmore Herald`.
const POSTED_BY: u32 = 2;
/// `By Jo Bloggs, Dunmore Herald`.
const EMPLOYER: u32 = 1;
/// `Dunmore Herald, 5 March 2025`; with the day of the week, as on front pages, more.
const BESIDE_DATE: u32 = 1;
const BESIDE_WEEKDAY: u32 = 2;
/// `letters@dunmoreherald.example`.
const IN_ADDRESS: u32 = 2;

/// A name that the page gives itself, with all its signs.
#[derive(Debug)]
struct Candidate {
    name: OutletName,
    weight: u32,
    /// The piece that is nothing but the masthead.
    masthead: Option<usize>,
}

/// Finds the outlet that the page's own furniture tells, and drops its masthead.
pub(super) fn masthead(draft: &mut Draft<'_>) {
    let body = draft.body();
    let first = body.map_or(draft.pieces.len(), |(first, _)| first);
    let last = body.map_or(0, |(_, last)| last);
    let head: Vec<usize> = (0..first.min(HEAD_LINES)).collect();
    let foot: Vec<usize> = (last + 1..draft.pieces.len()).rev().take(FOOT_LINES).collect();
    let mut found = Vec::new();
    head_lines(draft, &head, &mut found);
    for i in head.iter().chain(&foot).copied() {
        let line = draft.at(i);
        if !is_longer(line, LONGEST) {
            line_signs(draft, line, foot.contains(&i), &mut found);
        }
    }
    // The last line of an article may be its copyright line, long as a sentence.
    if let Some(i) = (body.is_some() && first < last).then_some(last) {
        copyright(draft, draft.at(i), &mut found);
    }
    let hosts: Vec<String> = head.iter().chain(&foot).chain(&[last]).flat_map(|i| addresses(draft.at(*i))).collect();
    for candidate in &mut found {
        let squashed = candidate.name.squashed();
        if hosts.iter().any(|host| owner(host).split('.').next().is_some_and(|label| label.replace('-', "") == squashed)) {
            candidate.weight += IN_ADDRESS;
        }
    }
    // The first of equal ones.
    let best = found.into_iter().rev().max_by_key(|candidate| candidate.weight).filter(|c| c.weight >= ENOUGH);
    if let Some(candidate) = best {
        if let Some(i) = candidate.masthead {
            draft.drop(i, "masthead");
        }
        draft.told_outlet = Some(candidate.name.shown);
    }
}

fn note(draft: &Draft<'_>, found: &mut Vec<Candidate>, text: &str, weight: u32) -> Option<usize> {
    let name = OutletName::of(text, draft.registry)?;
    let at = found.iter().position(|candidate| candidate.name.key == name.key);
    let at = at.unwrap_or_else(|| {
        found.push(Candidate { weight: name.weight, name: name.clone(), masthead: None });
        found.len() - 1
    });
    found[at].weight += weight;
    // `THE DUNMORE HERALD` in the masthead, `The Dunmore Herald` below.
    if !found[at].name.shown.contains(char::is_lowercase) && name.shown.contains(char::is_lowercase) {
        found[at].name.shown = name.shown;
    }
    Some(at)
}

/// Looks for the masthead: a name among the first lines, with a menu, a date or a title below it, and a title somewhere below it.
fn head_lines(draft: &Draft<'_>, head: &[usize], found: &mut Vec<Candidate>) {
    for (at, i) in head.iter().copied().enumerate() {
        let line = draft.at(i);
        if is_frame(line) {
            continue;
        }
        let (front, tagline) = parts(line);
        let below = &head[at + 1..];
        let titled = draft.record_title.is_some_and(|title| line_key(title) != line_key(line))
            || below.iter().any(|j| is_title(draft, *j));
        let weight = below.first().map_or(0, |j| weight_above(draft, *j, &below[1..]));
        // The owner's name may stand above the paper's.
        if weight == 0 && below.first().is_some_and(|j| OutletName::of(draft.at(*j), draft.registry).is_some()) {
            continue;
        }
        if !titled || weight == 0 {
            break;
        }
        let weight = weight + if tagline { WITH_TAGLINE } else { 0 };
        match note(draft, found, front, weight) {
            Some(candidate) => found[candidate].masthead = Some(i),
            None if OutletName::of(line, draft.registry).is_none() && is_title(draft, i) => break,
            None => {}
        }
    }
}

/// Whether a line of the head is furniture that may stand above a masthead.
fn is_frame(line: &str) -> bool {
    line_reason(line).is_some() || is_menu(line) || path(line).is_some() || !line.chars().any(char::is_alphabetic)
}

/// A masthead's name, and whether a tagline stands behind it.
fn parts(line: &str) -> (&str, bool) {
    let cut = [" — ", " – ", " - ", " | ", " :: ", " · ", " • "].iter().filter_map(|mark| line.find(mark)).min();
    match cut {
        Some(at) => (&line[..at], true),
        None => (line, false),
    }
}

fn is_title(draft: &Draft<'_>, index: usize) -> bool {
    let line = draft.at(index);
    let is_name = || OutletName::of(line, draft.registry).is_some_and(|name| name.weight > 0);
    draft.pieces[index].shape.words >= 3 && !is_frame(line) && !is_dated(line) && !is_byline(line) && !is_name()
}

fn is_dated(line: &str) -> bool {
    !dates(line, Span::whole(line)).is_empty()
}

fn is_byline(line: &str) -> bool {
    let key = line_key(line);
    ["by ", "von ", "par ", "por ", "posted ", "published ", "updated "].iter().any(|label| key.starts_with(label))
}

/// What the line below a name tells of it.
fn weight_above(draft: &Draft<'_>, index: usize, below: &[usize]) -> u32 {
    let line = draft.at(index);
    if is_menu(line) && !is_share_bar(line) {
        ABOVE_MENU
    } else if is_dated(line) && !is_byline(line) {
        ABOVE_DATE
    } else if is_title(draft, index) && below.iter().take(2).any(|j| is_byline(draft.at(*j)) || is_dated(draft.at(*j))) {
        ABOVE_TITLE
    } else {
        0
    }
}

fn is_share_bar(line: &str) -> bool {
    line.split(['|', '·', '•', '/', '\t']).chain(line.split("  ")).any(|part| line_reason(part.trim()) == Some("share bar"))
}

/// The signs that one line outside the body gives.
fn line_signs(draft: &Draft<'_>, line: &str, foot: bool, found: &mut Vec<Candidate>) {
    if foot {
        copyright(draft, line, found);
    } else if let Some(entries) = path(line) {
        note(draft, found, entries[0], IN_PATH);
    }
    let dates = dates(line, Span::whole(line));
    posted_by(draft, line, !dates.is_empty(), found);
    staff(draft, line, found);
    if let Some(date) = dates.first() {
        let before = line[..date.span.start].trim_end_matches(|c: char| c.is_whitespace() || c == ',');
        if let Some((name, rest)) = line[..before.len()].split_once([',', '|', '•', '·']).or(Some((before, ""))) {
            let weekday = super::date_text::weekday_before(line, *date).is_some() && !rest.trim().is_empty();
            let plain = rest.split_whitespace().count() <= 1;
            if plain {
                note(draft, found, name, if weekday { BESIDE_WEEKDAY } else { BESIDE_DATE });
            }
        }
    }
}

/// `© 2025 Dunmore Herald Media. All rights reserved.`
fn copyright(draft: &Draft<'_>, line: &str, found: &mut Vec<Candidate>) {
    if !line.contains('©') && !holds_ascii(line, "copyright") && !holds_ascii(line, "(c) ") {
        return;
    }
    let lower = line.to_lowercase();
    let mark = ["©", "copyright", "(c) "].iter().filter_map(|mark| lower.find(mark)).min();
    // Lower case may have other lengths than the line itself.
    let Some(rest) = mark.and_then(|at| line.get(at..)) else { return };
    let noise = |word: &&str| {
        let lower = word.to_lowercase();
        let bare = lower.trim_matches(|c: char| !c.is_alphanumeric());
        bare.is_empty() || bare.starts_with(|c: char| c.is_ascii_digit()) || ["copyright", "c", "by"].contains(&bare)
    };
    let words: Vec<&str> = rest.split_whitespace().skip_while(noise).collect();
    let holder = words.join(" ");
    let end =
        [". ", " | ", " - ", " – ", " — ", ";", " · ", " All ", " all "].iter().filter_map(|mark| holder.find(mark)).min();
    let holder = holder.get(..end.unwrap_or(holder.len())).unwrap_or_default();
    note(draft, found, holder.trim_end_matches(['.', ',', ' ']), IN_COPYRIGHT);
}

/// `Posted on March 5, 2025 by World News Relay`, `Published by NewsHub`.
fn posted_by(draft: &Draft<'_>, line: &str, dated: bool, found: &mut Vec<Candidate>) {
    let Some(at) = line.find(" by ").map(|at| at + 4) else { return };
    let key = line_key(line);
    let label = ["posted ", "published ", "reposted ", "submitted ", "shared "].iter().any(|label| key.starts_with(label));
    if !label && !dated {
        return;
    }
    let rest = &line[at..];
    let end =
        ["|", ",", "·", "•", " - ", "–", "—", "(", " on ", " at ", " in "].iter().filter_map(|mark| rest.find(mark)).min();
    note(draft, found, &rest[..end.unwrap_or(rest.len())], POSTED_BY);
}

/// `May 19, 2025 - GlobalPulse24 Staff`, `By Dunmore Herald Reporter`, `By Jo Bloggs, Dunmore Herald`.
fn staff(draft: &Draft<'_>, line: &str, found: &mut Vec<Candidate>) {
    const ROLES: [&str; 12] = [
        " Staff Writer",
        " Staff Reporter",
        " Staff Writers",
        " Staff",
        " staff",
        " Newsroom",
        " News Desk",
        " Web Desk",
        " Newsdesk",
        " Correspondent",
        " Reporter",
        " Editorial Team",
    ];
    let by = line.strip_prefix("By ").or_else(|| line.strip_prefix("BY "));
    for (at, part) in
        by.unwrap_or(line).split([',', '|', '•', '·', '/', '–', '—']).flat_map(|part| part.split(" - ")).enumerate()
    {
        let part = part.trim();
        let part = part.strip_prefix("By ").unwrap_or(part);
        if let Some(name) = ROLES.iter().find_map(|role| part.strip_suffix(role)) {
            note(draft, found, name, OF_STAFF);
        } else if by.is_some() && at > 0 {
            note(draft, found, part, EMPLOYER);
        }
    }
}

/// The hosts of the addresses in a line.
fn addresses(line: &str) -> Vec<String> {
    let may_hold = ["@", "www.", "://"].iter().any(|sign| line.contains(sign));
    if !may_hold || is_longer(line, LONGEST) {
        return Vec::new();
    }
    let words = line.split(|c: char| c.is_whitespace() || ",;()<>[]|".contains(c)).map(|word| word.trim_matches(['.', ':']));
    let addressed = words.filter(|word| word.contains('@') || word.starts_with("www.") || word.contains("://"));
    addressed.filter_map(|word| host(word.rsplit('@').next()?)).collect()
}
