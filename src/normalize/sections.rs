//! Page furniture that goes on below its heading: comment forms, legal notices, newsletter boxes, lists of other articles.

use super::chrome::Phrases;
use super::draft::Draft;
use std::sync::LazyLock;

static HEADINGS: LazyLock<Phrases> = LazyLock::new(|| Phrases::read(include_str!("../../data/lexicon/chrome_sections.txt")));

/// Letters of running text before a form from which it closes the article even when more text follows (readers' comments): less
/// may be a standfirst above a link to the form.
const BODY_LEAST: usize = 400;
/// How many times longer than the running text below it the text before a closing heading must be.
const REST_SHARE: usize = 4;
/// The most lines that one list of links takes.
const LIST_LONGEST: usize = 20;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Section {
    /// Closes the article, where little running text follows.
    Close,
    /// Closes the article, also where readers' comments follow.
    Form,
    /// Short lines up to the next running text.
    List,
}

fn heading(line: &str) -> Option<(Section, &'static str)> {
    // `14 Comments`
    let bare = line.trim_start_matches(|c: char| !c.is_alphabetic());
    let (section, reason) = HEADINGS.of_short_line(bare)?.split_once(':')?;
    match section {
        "close" => Some((Section::Close, reason)),
        "form" => Some((Section::Form, reason)),
        "list" => Some((Section::List, reason)),
        _ => None,
    }
}

/// Drops sections of furniture with all that belongs to them.
pub(super) fn sections(draft: &mut Draft<'_>) {
    let script = draft.script();
    let prose_letters = |draft: &Draft<'_>, i: usize| {
        let shape = draft.pieces[i].shape;
        if shape.prose && shape.script == script { shape.letters } else { 0 }
    };
    let open = draft.open();
    let total: usize = open.iter().map(|i| prose_letters(draft, *i)).sum();
    let mut before = 0;
    let mut at = 0;
    while at < open.len() {
        let i = open[at];
        at += 1;
        let found = if is_reader_comment(draft.at(i)) {
            Some((Section::Close, "comment form"))
        } else if draft.pieces[i].shape.prose {
            None
        } else {
            heading(draft.at(i))
        };
        if found.is_none() {
            before += prose_letters(draft, i);
        }
        match found {
            Some((section @ (Section::Close | Section::Form), reason)) if before > 0 => {
                let after = total - before;
                let closes = match section {
                    Section::Form => after <= before || before >= BODY_LEAST,
                    // Articles have chapters called `Comments`, with text below; furniture comes in numbers.
                    _ => after * REST_SHARE <= before || (after <= before && open[at..].iter().any(|i| closes(draft, *i))),
                };
                if closes {
                    drop_rest(draft, &open[at - 1..], reason);
                    return;
                }
                draft.drop(i, reason);
            }
            // At the head of a page these are links of its menu.
            Some((Section::Close | Section::Form, reason)) if is_bare(draft.at(i)) => draft.drop(i, reason),
            Some((Section::List, reason)) => {
                draft.drop(i, reason);
                if before > 0 {
                    at += drop_list(draft, &open[at..], reason);
                }
            }
            _ => {}
        }
    }
}

/// Whether a piece is a heading that may close the article.
fn closes(draft: &Draft<'_>, index: usize) -> bool {
    !draft.pieces[index].shape.prose && heading(draft.at(index)).is_some_and(|(section, _)| section != Section::List)
}

/// Drops all that follows a heading which closes the article; further headings name what is below them.
fn drop_rest(draft: &mut Draft<'_>, rest: &[usize], mut reason: &'static str) {
    for i in rest {
        if !draft.pieces[*i].shape.prose {
            reason = heading(draft.at(*i)).map_or(reason, |(_, below)| below);
        }
        draft.drop(*i, reason);
    }
}

/// Whether a heading is so short that it is no headline.
fn is_bare(line: &str) -> bool {
    line.split_whitespace().count() <= 3
}

/// `3. Quiz`, `4) Quiz`.
fn is_numbered(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    (1..=2).contains(&(line.len() - rest.len())) && rest.starts_with(". ") | rest.starts_with(") ")
}

/// `riverman_62: …`, `kesh4ever: …`: a reader's comment under the name of an account.
fn is_reader_comment(line: &str) -> bool {
    let Some((name, _)) = line.split_once(':') else { return false };
    let sound = name.chars().all(|c| c.is_alphanumeric() || "_-.".contains(c));
    let account = name.contains('_') || name.ends_with(|c: char| c.is_ascii_digit());
    sound && account && name.starts_with(char::is_lowercase) && (3..=30).contains(&name.len())
}

/// Drops the lines of a list of links; returns how many there were.
fn drop_list(draft: &mut Draft<'_>, rest: &[usize], reason: &'static str) -> usize {
    let mut numbered = false;
    let is_link = |i: &&usize| {
        let (line, shape) = (draft.at(**i), draft.pieces[**i].shape);
        // `3. Quiz: how well do you know the rivers of the north?` after `2. …` is a link, however long a sentence.
        let goes_on = numbered && is_numbered(line);
        numbered = is_numbered(line);
        goes_on || (!shape.prose && !shape.closed && heading(line).is_none())
    };
    let links = rest.iter().take(LIST_LONGEST).take_while(is_link).count();
    rest[..links].iter().for_each(|i| draft.drop(*i, reason));
    links
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings() {
        assert_eq!(heading("Leave a Reply"), Some((Section::Form, "comment form")));
        assert_eq!(heading("Комментарии (3)"), Some((Section::Close, "comment form")));
        assert_eq!(heading("Related Stories:"), Some((Section::List, "related links")));
        assert_eq!(heading("Comments of the mayor anger Kesh"), None);
        assert_eq!(heading("发表评论"), Some((Section::Form, "comment form")));
    }
}
