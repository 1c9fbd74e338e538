//! Whether two accounts of a quotation differ in what stands between the marks.

use super::account::{Account, Term, terms};
use super::align::Alignment;
use super::numbers;
use crate::model::Claim;
use crate::text::Lexicon;
use std::sync::LazyLock;

static CONDITIONS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/conditions.txt")));

/// Shorter fragments than this are quoted for a word, not for what was said.
const FRAGMENT: usize = 4;

/// Two quotations are one and the same, changed, from this share of common words on; two translations of one share fewer.
const SAME_QUOTE: f64 = 0.75;

/// How many claims before and after may hold the rest of a turn that the newsroom split.
const TURN: usize = 4;

/// Whether one account ends or begins a quotation where the other goes on with a condition or a contrast, or leaves out its middle.
pub(super) fn truncated(a: &Account, b: &Account, claims: &[Claim]) -> bool {
    let (short, long) = if a.quote.len() <= b.quote.len() { (a, b) } else { (b, a) };
    if short.quote.len() < FRAGMENT || short.quote.len() >= long.quote.len() {
        return false;
    }
    // A fragment leaves its subject outside the marks (`Osk is "ready to sign"` for "We are ready to sign").
    let subject = short.quote.iter().take_while(|t| !t.is_content).count();
    let core = short.quote.get(subject..).filter(|core| core.len() >= FRAGMENT).unwrap_or(&short.quote);
    let found = position(&long.quote, &short.quote).map(|at| (at, short.quote.len()));
    let lost: Vec<&Term> = match found.or_else(|| position(&long.quote, core).map(|at| (at, core.len()))) {
        Some((start, length)) => {
            let (before, rest) = long.quote.split_at(start);
            let after = rest.get(length..).unwrap_or(&[]);
            let before_lost = opens(before, "condition");
            let after_lost = (0..after.len().min(2)).any(|skip| opens(after.get(skip..).unwrap_or(&[]), ""));
            before.iter().filter(|_| before_lost).chain(after.iter().filter(|_| after_lost)).collect()
        }
        None => left_out(short, &long.quote).unwrap_or_default(),
    };
    lost.iter().any(|t| t.is_content) && !told_nearby(short, &lost, claims)
}

fn same(a: &Term, b: &Term) -> bool {
    a.folded == b.folded
}

/// Where `part` stands in `whole`, word for word.
fn position(whole: &[Term], part: &[Term]) -> Option<usize> {
    whole.windows(part.len()).position(|w| w.iter().zip(part).all(|(x, y)| same(x, y)))
}

/// Whether the words begin with a condition (or, for an empty class, with any listed word).
fn opens(words: &[Term], class: &str) -> bool {
    (1..=3).any(|n| {
        let phrase: Vec<&str> = words.iter().take(n).map(|t| t.folded.as_str()).collect();
        CONDITIONS.value(&phrase.join(" ")).is_some_and(|v| class.is_empty() || v == class)
    })
}

/// The words of `long` that stand for an ellipsis inside `short`, where all else of it is there in order.
fn left_out<'a>(short: &Account, long: &'a [Term]) -> Option<Vec<&'a Term>> {
    let marks = |w: &[Term]| match w {
        [x, y] => ["…", "...", ". . ."].iter().any(|m| short.between(x.span.end, y.span.start).contains(m)),
        _ => false,
    };
    let cut = short.quote.windows(2).position(marks)? + 1;
    let (head, tail) = short.quote.split_at(cut);
    let start = position(long, head)? + head.len();
    let rest = long.get(start..)?;
    let end = position(rest, tail)?;
    (head.len() >= 2 && tail.len() >= 2 && end > 0).then(|| rest.iter().take(end).collect())
}

/// Whether most of the lost content stands in the account after all: outside the marks, or in the next claims of the turn.
fn told_nearby(short: &Account, lost: &[&Term], claims: &[Claim]) -> bool {
    let at = claims.partition_point(|c| (c.article, c.span.start) < (short.claim.article, short.claim.span.start));
    let nearby = claims.iter().skip(at.saturating_sub(TURN)).take(2 * TURN + 1).filter(|c| {
        let one_turn = c.utterance.is_some() && c.utterance == short.claim.utterance;
        c.article == short.claim.article && (one_turn || c.sentence == short.claim.sentence)
    });
    let spans =
        nearby.map(|c| c.span).chain([short.claim.sentence]).filter(|s| short.article.text.get(s.start..s.end).is_some());
    let told: Vec<Term> = spans.flat_map(|s| terms(&short.article.text, s)).collect();
    let content: Vec<&&Term> = lost.iter().filter(|t| t.is_content).collect();
    let found = content.iter().filter(|t| told.iter().any(|o| o.stem == t.stem)).count();
    2 * found > content.len()
}

/// Whether the quotations are one and the same but for content words inside, in one language.
pub(super) fn altered(a: &Account, b: &Account) -> bool {
    if a.quote.len() <= FRAGMENT || b.quote.len() <= FRAGMENT || a.article.language != b.article.language {
        return false;
    }
    let words = Alignment::of(&a.quote, &b.quote);
    let alike = 2.0 * words.pairs.len() as f64 / (a.quote.len() + b.quote.len()) as f64;
    if alike < SAME_QUOTE || words.of_shorter() < 0.5 {
        return false;
    }
    words.inner_gaps().into_iter().any(|(left, right)| {
        let (x, y) = (a.quote.get(left).unwrap_or(&[]), b.quote.get(right).unwrap_or(&[]));
        differs(a, x, b, y)
    })
}

/// Whether two stretches between common words differ in content: not by spelling, by a way to write a number, or by an editor's
/// brackets or ellipsis.
fn differs(a: &Account, x: &[Term], b: &Account, y: &[Term]) -> bool {
    let content = |terms: &[Term]| terms.iter().filter(|t| t.is_content).cloned().collect::<Vec<_>>();
    let (left, right) = (content(x), content(y));
    let marked = |account: &Account, terms: &[Term]| match (terms.first(), terms.last()) {
        (Some(first), Some(last)) => {
            let before = account.between(0, first.span.start).chars().rev().take(3);
            let after = account.between(last.span.end, account.article.text.len()).chars().take(3);
            before.chain(after).any(|c| "[]()…*".contains(c))
                || account.between(first.span.start, last.span.end).contains(['[', '(', '…', '*'])
        }
        _ => false,
    };
    if left.is_empty() || right.is_empty() || marked(a, x) || marked(b, y) {
        return false;
    }
    let joined = |terms: &[Term]| terms.iter().map(|t| t.folded.as_str()).collect::<String>();
    let spelled_alike =
        strsim::jaro_winkler(&joined(&left), &joined(&right)) >= SPELLING || is_short_for(x, y) || is_short_for(y, x);
    !spelled_alike && !numbers::same_number(a, x, b, y)
}

/// Two spellings of one word from this Jaro-Winkler likeness on (`organise`, `organize` 0.95; `legal`, `illegal` 0.90).
const SPELLING: f64 = 0.93;

/// Whether one side is the initials of the other (`US`, `United States`).
fn is_short_for(short: &[Term], long: &[Term]) -> bool {
    let [word] = short else { return false };
    let initials: String = long.iter().filter_map(|t| t.folded.chars().next()).collect();
    long.len() > 1 && (word.folded == initials || word.folded == initials.trim_start_matches('t'))
}
