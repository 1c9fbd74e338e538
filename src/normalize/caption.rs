//! Captions and photo credits: text under pictures, whose names say nothing of whose copy the article is.

use super::draft::Draft;
use super::shape::start_of;
use crate::model::BlockKind;
use crate::text::{Lexicon, Span, word_count};
use memchr::{memchr_iter, memrchr_iter};
use std::sync::LazyLock;

/// What captions begin with, and what credits are, each in order.
static MARKS: LazyLock<(Vec<&str>, Vec<&str>)> = LazyLock::new(|| {
    let mut marks: Vec<_> = Lexicon::parse(include_str!("../../data/lexicon/caption_marks.txt")).entries().collect();
    marks.sort_unstable();
    let of = |kind: &str| marks.iter().filter(|(_, k)| *k == kind).map(|(mark, _)| *mark).collect();
    (of("start"), of("credit"))
});

/// In how many bytes of a text all that a caption begins with stands, whatever its case: three times as many as the longest mark has.
const START_BYTES: usize = 80;
/// The longest caption, in words.
const LONGEST: usize = 80;
/// The longest photo credit that is not part of a caption, in words.
const CREDIT_LONGEST: usize = 8;

/// Marks captions, and drops lines that are photo credits alone.
pub(super) fn captions(draft: &mut Draft<'_>) {
    for i in draft.open() {
        let (text, shape) = (draft.at(i), draft.pieces[i].shape);
        if shape.words > LONGEST {
            continue;
        }
        if shape.words <= CREDIT_LONGEST && !shape.prose && is_credit(text) {
            draft.drop(i, "photo credit");
        } else if starts_as_caption(text) || ends_in_credit(text) || points_at_people(text) {
            if let Some(at) = credit_tail(text) {
                draft.cut_end(i, at, "photo credit");
            }
            draft.keep(i, BlockKind::Caption);
        }
    }
}

fn starts_as_caption(text: &str) -> bool {
    let marks = &MARKS.0;
    let first = text.as_bytes().first().map_or(0, u8::to_ascii_lowercase);
    if first.is_ascii() && !marks.iter().any(|mark| mark.as_bytes().first() == Some(&first)) {
        return false;
    }
    let start = start_of(text, START_BYTES);
    if start.is_ascii() {
        return marks.iter().any(|mark| starts_with(start, mark));
    }
    let lower = start.to_lowercase();
    marks.iter().any(|mark| lower.starts_with(mark))
}

/// Whether a text starts with `mark`, which is in lower case, in any case as far as ASCII goes.
fn starts_with(text: &str, mark: &str) -> bool {
    // Most do not even start with its first letter.
    let is_first = |b: &u8| mark.as_bytes().first().is_some_and(|first| *first == b.to_ascii_lowercase());
    let start = text.as_bytes().get(..mark.len()).filter(|start| start.first().is_some_and(is_first));
    start.is_some_and(|start| start.eq_ignore_ascii_case(mark.as_bytes()))
}

/// Whether a text ends with `mark`, which is in lower case, in any case as far as ASCII goes.
fn ends_with(text: &str, mark: &str) -> bool {
    let is_last = |b: &u8| mark.as_bytes().last().is_some_and(|last| *last == b.to_ascii_lowercase());
    let end = text.len().checked_sub(mark.len()).map(|at| &text.as_bytes()[at..]).filter(|end| end.last().is_some_and(is_last));
    end.is_some_and(|end| end.eq_ignore_ascii_case(mark.as_bytes()))
}

/// `AP Photo/Jo Bloggs`, `Photo: Kesh Wire`, `Getty Images`.
fn is_credit(text: &str) -> bool {
    let lowered;
    let lower = if text.is_ascii() {
        text
    } else {
        lowered = text.to_lowercase();
        lowered.as_str()
    };
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric() && c != ')' && c != '(');
    let fits = |mark: &&str| ends_with(bare, mark) || !mark.starts_with('/') && starts_with(bare, mark);
    MARKS.1.iter().any(fits)
}

/// `… at the bridge on Monday. (AP Photo/Jo Bloggs)`, `… at the Capitol.CreditJo Bloggs/Reuters`: a credit right at the end.
fn ends_in_credit(text: &str) -> bool {
    const PHOTO: &str = "ap photo";
    let has_mark = |tail: &str| {
        let bare = tail.trim_start_matches(['(', '[']).as_bytes();
        tail.contains('/') || bare.get(..PHOTO.len()).is_some_and(|start| start.eq_ignore_ascii_case(PHOTO.as_bytes()))
    };
    tail(text).filter(|at| has_mark(&text[*at..])).is_some_and(|at| {
        let lower = bare_tail(&text[at..]);
        let glued = lower.starts_with("credit") && !lower.starts_with("credits") && lower.contains('/');
        is_tail(&lower) && (glued || (lower.contains('/') && is_credit(&lower)) || lower.starts_with(PHOTO))
    })
}

/// Where the credit at the end of a caption begins, which need not be as plain as that of a paragraph.
fn credit_tail(text: &str) -> Option<usize> {
    let at = tail(text).filter(|at| *at > 0)?;
    let lower = bare_tail(&text[at..]);
    let glued = lower.starts_with("credit") && !lower.starts_with("credits");
    (is_tail(&lower) && (glued || is_credit(&lower))).then_some(at)
}

/// Where what may be a credit begins: a bracket at the end, or what follows the last sentence.
fn tail(text: &str) -> Option<usize> {
    let bracket = text.trim_end().ends_with([')', ']']).then(|| text.rfind(['(', '['])).flatten();
    let stop = |fits: fn(&str) -> bool| memrchr_iter(b'.', text.as_bytes()).find(|at| fits(&text[at + 1..]));
    let sentence = || stop(|behind| behind.starts_with(' ')).map(|at| at + 2);
    let glued = || stop(|behind| behind.starts_with("Credit") || behind.starts_with("CREDIT")).map(|at| at + 1);
    bracket.or_else(sentence).max(glued())
}

fn bare_tail(tail: &str) -> String {
    tail.to_lowercase().trim_start_matches(['(', '[']).trim_end_matches([')', ']', '.']).to_owned()
}

fn is_tail(lower: &str) -> bool {
    word_count(lower) <= CREDIT_LONGEST && !lower.contains(['"', '”'])
}

/// `Mayor Jo Bloggs, right, talks with …, second left, in Kesh, Tuesday, Dec. 15, 2015.`
fn points_at_people(text: &str) -> bool {
    const SIDES: [&str; 17] = [
        ", left,",
        ", right,",
        ", center,",
        ", centre,",
        ", second left,",
        ", second right,",
        ", second from left,",
        ", second from right,",
        ", third left,",
        ", third right,",
        ", far left,",
        ", far right,",
        ", top left,",
        ", top right,",
        ", foreground,",
        ", background,",
        " (left) ",
    ];
    // All but one of the sides stand behind a comma.
    let mut behind_comma = memchr_iter(b',', text.as_bytes()).filter_map(|at| text[at + 1..].strip_prefix(' '));
    let is_side = |rest: &str| {
        rest.starts_with(['l', 'r', 'c', 's', 't', 'f', 'b']) && SIDES.iter().any(|side| rest.starts_with(&side[2..]))
    };
    if !text.contains('(') && !behind_comma.any(is_side) {
        return false;
    }
    let sides = SIDES.iter().filter(|side| text.contains(*side)).count();
    let sentences = text.matches(". ").count();
    let dated = !super::date_text::dates(text, Span::whole(text)).is_empty();
    // A lone `(R)` is a party.
    let lettered = text.contains("(L) ") && text.contains("(R) ");
    let pointed = lettered || (sides >= 1 && (dated || sides >= 2));
    pointed && sentences <= 3 && !text.contains(['"', '“'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_and_credits() {
        assert!(points_at_people("Mayor Jo Bloggs, right, greets Ann Roe, second left, in Kesh Tuesday, Dec. 15, 2015."));
        assert!(!points_at_people("“Jo, right, or Ann, left, will win,” the mayor said on May 5, 2015."));
        assert!(!points_at_people("The party, right, or so it thinks, has lost."));
        assert!(ends_in_credit("The bridge on Monday. (AP Photo/Jo Bloggs)"));
        assert!(ends_in_credit("Jo Bloggs, mayor of Kesh, in December.CreditAnn Roe/Kesh Wire"));
        assert!(!ends_in_credit("The deal gives them credit for five years. It is a 50/50 split of the cost"));
        let caption = "The bridge, reopened on Monday. Photo: Kesh Wire/Jo Bloggs";
        assert_eq!(credit_tail(caption).map(|at| &caption[at..]), Some("Photo: Kesh Wire/Jo Bloggs"));
        assert_eq!(credit_tail("Photo: the bridge over the Kesh on Monday"), None);
        assert!(is_credit("ap photo/jo bloggs") && is_credit("photo: kesh wire") && !is_credit("the mayor takes credit"));
        assert!(is_credit("Photo by Jo Bloggs") && is_credit("JO BLOGGS/AFP") && is_credit("ФОТО: Jo Bloggs"));
    }
}
