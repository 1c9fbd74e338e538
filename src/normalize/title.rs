//! The headline: the record's title, or the line above the body that reads like one.

use super::draft::Draft;
use super::registry::Registry;
use super::shape::{Script, first_key, line_key};
use crate::model::BlockKind;

/// The fewest words of a headline among other lines of a page's head.
const WORDS_LEAST: usize = 4;
/// The same for scripts without spaces.
const WORDS_LEAST_HAN: usize = 8;
/// How many pieces from the start may repeat the record's title.
const SEARCHED: usize = 12;

/// Marks the headline and drops its repeats.
pub(super) fn headline(draft: &mut Draft<'_>) {
    match draft.record_title {
        Some(title) => {
            mark_repeats(draft, &line_key(title));
        }
        None => {
            if let Some(i) = find(draft) {
                draft.title = Some(spaced(draft.at(i)));
                draft.keep(i, BlockKind::Headline);
                let key = line_key(draft.at(i));
                mark_repeats(draft, &key);
            }
        }
    }
}

/// Keeps the first piece near the start that says the same as the title, and drops further ones.
fn mark_repeats(draft: &mut Draft<'_>, title: &str) {
    let mut kept = draft.title.is_some();
    let first_word = title.split(' ').next();
    for i in draft.open().into_iter().take(SEARCHED) {
        let begins = || first_key(draft.at(i)).split(' ').next() == first_word;
        if draft.pieces[i].shape.words > 60 || !begins() || !same_title(title, &line_key(draft.at(i))) {
            continue;
        }
        if kept {
            draft.drop(i, "repeated title");
        } else {
            draft.keep(i, BlockKind::Headline);
            kept = true;
        }
    }
}

/// Whether two folded titles are the same, up to the name of the site at the end of the longer one.
fn same_title(title: &str, line: &str) -> bool {
    let (short, long) = if title.len() <= line.len() { (title, line) } else { (line, title) };
    let rest = long.strip_prefix(short);
    !short.is_empty()
        && rest.is_some_and(|rest| {
            rest.is_empty() || (short.split(' ').count() >= WORDS_LEAST && rest.starts_with(' ') && rest.len() <= 40)
        })
}

/// The piece above the body that is the headline.
fn find(draft: &Draft<'_>) -> Option<usize> {
    let (first, _) = draft.body()?;
    let script = draft.script();
    let head: Vec<usize> = draft.open().into_iter().filter(|i| *i < first).collect();
    let least = if script == Some(Script::Han) { WORDS_LEAST_HAN } else { WORDS_LEAST };
    let own = |i: &&usize| draft.pieces[**i].shape.script == script;
    let long = head.iter().filter(own).find(|i| {
        let shape = draft.pieces[**i].shape;
        shape.words >= least && !draft.at(**i).ends_with(['.', '。', ':', ','])
    });
    long.or_else(|| head.iter().rev().find(own).filter(|i| !draft.at(**i).ends_with(['.', '。']))).copied()
}

/// A title with single spaces, without the name of the site behind a dash or bar.
pub(super) fn bare(title: &str, registry: &Registry) -> String {
    let title = spaced(title);
    for separator in [" | ", " - ", " – ", " — ", " :: ", " · "] {
        if let Some((front, site)) = title.rsplit_once(separator)
            && (registry.named(site).is_some()
                || registry.meant_by(site).is_some_and(|entry| entry.domains.iter().any(|d| d == site)))
            && front.split_whitespace().count() >= 2
        {
            return front.trim().to_owned();
        }
    }
    title
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, record_title: Option<&str>, expected: &[(&str, bool)]) {
        let registry = Registry::builtin();
        let mut draft = crate::normalize::draft_of(text, record_title, &registry);
        headline(&mut draft);
        let found: Vec<(&str, bool)> = (0..draft.pieces.len())
            .map(|i| (draft.at(i), draft.pieces[i].fate == crate::normalize::draft::Fate::Kept(BlockKind::Headline)))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_line_above_the_body_is_the_headline() {
        let body = "The bridge over the Kesh will be open again on Monday, the mayor said.";
        check(
            &format!("World\n\nKesh bridge to reopen\n\n{body}"),
            None,
            &[("World", false), ("Kesh bridge to reopen", true), (body, false)],
        );
        check(&format!("Kesh mourns\n\n{body}"), None, &[("Kesh mourns", true), (body, false)]);
        check(body, None, &[(body, false)]);
        check(&format!("Kesh mourns\n\n{body}"), Some("Kesh  mourns"), &[("Kesh mourns", true), (body, false)]);
        check(
            &format!("Other line here\n\n{body}"),
            Some("Kesh mourns its dead"),
            &[("Other line here", false), (body, false)],
        );
    }

    #[test]
    fn site_names_leave_the_title() {
        let registry = Registry::builtin();
        assert_eq!(bare("Kesh  bridge opens - BBC News", &registry), "Kesh bridge opens");
        assert_eq!(bare("Kesh bridge opens | nytimes.com", &registry), "Kesh bridge opens");
        assert_eq!(bare("Kesh bridge opens - at last", &registry), "Kesh bridge opens - at last");
    }
}
