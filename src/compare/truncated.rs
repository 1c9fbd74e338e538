//! Whether one account cuts a quotation so that a condition or a contrast is lost, or hides more than a filler behind an ellipsis.

use super::account::{Account, Term, terms};
use super::difference::{Difference, outlets, place, shown};
use super::quotation::{nearby, whole};
use crate::model::Claim;
use crate::text::{Lexicon, Span};
use std::sync::LazyLock;

static CONDITIONS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/conditions.txt")));

/// Shorter fragments than this are quoted for a word, not for what was said.
const FRAGMENT: usize = 4;

/// Fewer words are no condition.
const LOST: usize = 3;

/// How many claims before and after may hold the rest of a turn that the newsroom split.
const TURN: usize = 4;

/// The longest phrase of the list of conditions, in words.
const LONGEST: usize = 3;

/// A condition may begin so many words into what was lost (`… on Friday, unless …`).
const SOON: usize = 8;

/// Fewer words of content behind an ellipsis are a filler.
const HIDDEN: usize = 2;

/// One account ends or begins a quotation where the other goes on with a condition or a contrast, or leaves out a part.
pub(super) fn difference(a: &Account, b: &Account, claims: &[Claim]) -> Option<Difference> {
    if a.quote.len() < FRAGMENT || b.quote.len() < FRAGMENT {
        return None;
    }
    cut(a, b, claims).or_else(|| cut(b, a, claims))
}

/// What `short` leaves out of the quotation that `long` has.
fn cut(short: &Account, long: &Account, claims: &[Claim]) -> Option<Difference> {
    let kept = whole(short, claims);
    let full = whole(long, claims);
    // A fragment leaves its subject outside the marks (`Osk is "ready to sign"` for "We are ready to sign").
    let subject = kept.iter().take_while(|t| !t.is_content).count();
    let core = kept.get(subject..).filter(|core| core.len() >= FRAGMENT).unwrap_or(kept);
    let found = position(full, kept).map(|at| (at, kept.len()));
    let lost = match found.or_else(|| position(full, core).map(|at| (at, core.len()))) {
        Some((start, length)) => {
            let (before, rest) = full.split_at(start);
            let after = rest.get(length..).unwrap_or(&[]);
            let hidden = ends_in_ellipsis(short, kept) && content(sentence(long, after)) >= HIDDEN;
            if hidden {
                sentence(long, after)
            } else {
                leads(long, before, &rest[..length]).or_else(|| opens_soon(long, &rest[..length], after))?
            }
        }
        None => left_out(short, kept, long, full)?,
    };
    let is_lost = lost.len() >= LOST && !told_nearby(short, lost, claims);
    let (left, right) = (place(if found.is_some() { kept } else { core })?, place(lost)?);
    let (s, l) = outlets(short, long);
    let note = format!("{s} quotes {} and leaves out what {l} has: {}.", shown(short, left), shown(long, right));
    is_lost.then(|| Difference::between((short, left), (long, right), note))
}

fn content(terms: &[Term]) -> usize {
    terms.iter().filter(|t| t.is_content).count()
}

/// Where `part` stands in `whole`, word for word.
fn position(whole: &[Term], part: &[Term]) -> Option<usize> {
    if part.is_empty() || part.len() >= whole.len() {
        return None;
    }
    whole.windows(part.len()).position(|w| w.iter().zip(part).all(|(x, y)| x.folded == y.folded))
}

/// The class of the condition that opens `words`.
fn opener(words: &[Term]) -> Option<&'static str> {
    (1..=LONGEST).rev().find_map(|n| {
        let phrase: Vec<&str> = words.get(..n)?.iter().map(|t| t.folded.as_str()).collect();
        let class = CONDITIONS.value(&phrase.join(" "))?;
        // `when she did it` tells a time, `when they have left` a condition.
        let temporal = class == "time" && is_past(words.get(n..).unwrap_or(&[]));
        (!temporal).then_some(if class == "time" { "condition" } else { class })
    })
}

/// Whether the first verb of a clause is in the past, as far as its form tells.
fn is_past(clause: &[Term]) -> bool {
    const PRESENT: [&str; 14] =
        ["has", "have", "is", "are", "be", "will", "can", "do", "does", "may", "shall", "should", "must", "would"];
    const PAST: [&str; 11] = ["was", "were", "did", "had", "came", "went", "said", "took", "got", "saw", "knew"];
    let verb = clause.iter().take(SOON).find_map(|t| {
        let folded = t.folded.as_str();
        let past = PAST.contains(&folded) || t.is_content && folded.len() > 4 && folded.ends_with("ed");
        (past || PRESENT.contains(&folded)).then_some(past)
    });
    verb == Some(true)
}

/// The words up to the end of the sentence or, where that is the first one's own, of the next.
fn sentence<'t>(account: &Account, words: &'t [Term]) -> &'t [Term] {
    let ends = |i: &usize| {
        let gap = words.get(*i).zip(words.get(*i + 1)).map(|(x, y)| account.between(x.span.end, y.span.start));
        gap.is_none_or(is_end)
    };
    let end = (0..words.len()).find(ends).map_or(words.len(), |i| i + 1);
    words.get(..end).unwrap_or(words)
}

/// What follows the kept words, where a condition or a contrast soon opens in it.
fn opens_soon<'t>(long: &Account, kept: &[Term], after: &'t [Term]) -> Option<&'t [Term]> {
    let lost = sentence(long, after);
    let joint = |at: usize| {
        let before = if at == 0 { kept.last() } else { lost.get(at - 1) };
        let gap = before.zip(lost.get(at)).map_or("", |(x, y)| long.between(x.span.end, y.span.start));
        gap.contains([',', ';', ':', '—', '–', '…', '.'])
    };
    let after_end = kept.last().zip(lost.first()).is_some_and(|(x, y)| is_end(long.between(x.span.end, y.span.start)));
    let opens = |at: &usize| {
        let Some(class) = lost.get(*at..).and_then(opener) else { return false };
        // A new sentence may take the kept one back (`But …`); its own condition is not that of the kept one.
        if after_end {
            return *at == 0 && class == "contrast";
        }
        // Inside what was lost a clause must open there; right after the kept words anything listed will do.
        *at == 0 || joint(*at) || class == "condition" && *at <= 1
    };
    (0..lost.len().min(SOON)).find(opens).map(|_| lost)
}

/// What stands before the kept words in their sentence, where it is a condition on them.
fn leads<'t>(long: &Account, before: &'t [Term], kept: &[Term]) -> Option<&'t [Term]> {
    let ends = |pair: &[Term]| match pair {
        [x, y] => is_end(long.between(x.span.end, y.span.start)),
        _ => false,
    };
    let joint = before.last().zip(kept.first()).map_or("", |(x, y)| long.between(x.span.end, y.span.start));
    let start = before.windows(2).rposition(ends).map_or(0, |i| i + 1);
    let own = before.get(start..).filter(|_| !is_end(joint))?;
    ((LOST..=4 * SOON).contains(&own.len()) && opener(own) == Some("condition")).then_some(own)
}

fn is_end(gap: &str) -> bool {
    gap.replace("...", "").replace(". . .", "").contains(['.', '!', '?'])
}

fn ends_in_ellipsis(account: &Account, kept: &[Term]) -> bool {
    let end = kept.last().map_or(0, |t| t.span.end);
    let tail: String = account.between(end, account.article.text.len()).chars().take(6).collect();
    let tail = tail.trim_start_matches([' ', ',', '[', '(']);
    ["…", "...", ". . ."].iter().any(|m| tail.starts_with(m))
}

/// The words of `full` that stand for an ellipsis inside `kept`, where all else of it is there in order.
fn left_out<'t>(short: &Account, kept: &[Term], long: &Account, full: &'t [Term]) -> Option<&'t [Term]> {
    let marks = |w: &[Term]| match w {
        [x, y] => ["…", "...", ". . ."].iter().any(|m| short.between(x.span.end, y.span.start).contains(m)),
        _ => false,
    };
    let cut = kept.windows(2).position(marks)? + 1;
    let (head, tail) = kept.split_at(cut);
    if head.len() < 2 || tail.len() < 2 {
        return None;
    }
    let start = position(full, head)? + head.len();
    let rest = full.get(start..)?;
    let end = position(rest, tail)?;
    let hidden = rest.get(..end)?;
    let after = rest.get(end + tail.len()..).unwrap_or(&[]);
    if content(hidden) >= HIDDEN || opener(hidden).is_some() {
        return Some(hidden);
    }
    opens_soon(long, tail, after)
}

/// Whether most of the lost content stands in the account after all: outside the marks, or close by in the article.
fn told_nearby(short: &Account, lost: &[Term], claims: &[Claim]) -> bool {
    let spans = nearby(short, claims, TURN).flat_map(|c| [c.span, c.sentence]).chain([short.claim.sentence]);
    let spans = spans.filter(|s: &Span| short.article.text.get(s.start..s.end).is_some());
    let told: Vec<Term> = spans.flat_map(|s| terms(&short.article.text, s)).collect();
    let content: Vec<&Term> = lost.iter().filter(|t| t.is_content).collect();
    let found = content.iter().filter(|t| told.iter().any(|o| o.stem == t.stem)).count();
    2 * found > content.len()
}
