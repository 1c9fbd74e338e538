//! Whether one account leaves open what the other takes as certain: `may sign`, `will sign`; `reportedly killed`, `was killed`.

use super::account::{Account, Term};
use super::align::Alignment;
use super::difference::{Difference, outlets, place, shown};
use super::verb;
use crate::model::ClaimKind;
use crate::text::{Lexicon, Span};
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

static HEDGES: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/hedges.txt")));

/// The first words of its phrases.
static FIRST_WORDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| HEDGES.first_words().collect());

/// Whether a folded word may begin an entry: a phrase of the list, `they'll`.
pub(super) fn may_begin(folded: &str) -> bool {
    folded.ends_with("'ll") || folded.split(' ').next().is_some_and(|first| FIRST_WORDS.contains(first))
}

/// The longest phrase of the list, in words.
const LONGEST: usize = 3;

/// How many words after a hedge may hold what it bears on, and how many before a verb what bears on it.
const SCOPE: usize = 5;

/// So many words in common after a hedge may hold the verb of its clause.
const CLAUSE: usize = 10;

/// The share of common content from which two accounts tell one thing.
const ENOUGH_ALIKE: f64 = 0.5;

/// How sure an account is of one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Certainty {
    Weak,
    /// An intention.
    Plan,
    /// The words do not tell.
    Open,
    /// It will be so.
    Future,
    /// It is or was so.
    Told,
}

/// A hedge with the word on which it bears.
struct Hedge {
    span: Span,
    target: usize,
    is_plan: bool,
    /// Whether it bears on its whole clause.
    is_around: bool,
}

/// Where one account is surer than the other.
pub(super) fn difference(a: &Account, b: &Account, words: &Alignment) -> Option<Difference> {
    let headline = |account: &Account| account.claim.kind == ClaimKind::Headline;
    if words.content < 2
        || words.of_shorter() < ENOUGH_ALIKE
        || a.claim.polarity != b.claim.polarity
        || headline(a)
        || headline(b)
    {
        return None;
    }
    let flipped: Vec<(usize, usize)> = words.pairs.iter().map(|(i, j)| (*j, *i)).collect();
    one_sided(a, b, &words.pairs)
        .or_else(|| one_sided(b, a, &flipped))
        .or_else(|| by_cue(a, b, words))
        .or_else(|| by_cue(b, a, words))
}

/// A hedge of `a` on a word that `b` takes as certain.
fn one_sided(a: &Account, b: &Account, pairs: &[(usize, usize)]) -> Option<Difference> {
    if is_hedged(b) || has_weak_cue(b) {
        return None;
    }
    hedges(a).into_iter().find_map(|hedge| {
        let (target, other) = aligned(a, b, &hedge, pairs)?;
        let sure = match certainty(b, other) {
            Certainty::Told => true,
            Certainty::Future => !hedge.is_plan,
            _ => false,
        };
        let open = hedge.span.join(a.terms.get(target)?.span);
        let verb = verb::around(b, other)?;
        sure.then(|| {
            let (l, r) = outlets(a, b);
            let note = if hedge.is_plan {
                format!("{l} tells as a plan ({}) what {r} tells as done ({}).", shown(a, open), shown(b, verb))
            } else {
                format!("{l} leaves open ({}) what {r} takes as certain ({}).", shown(a, open), shown(b, verb))
            };
            Difference::between((a, open), (b, verb), note)
        })
    })
}

/// The word on which a hedge bears, and the one that stands for it. One that bears on its clause bears on the clause's verb, as far as
/// an auxiliary tells which that is.
fn aligned(a: &Account, b: &Account, hedge: &Hedge, pairs: &[(usize, usize)]) -> Option<(usize, usize)> {
    let at = pairs.iter().position(|(i, _)| *i == hedge.target)?;
    let inside = pairs.get(at..)?.iter().take_while(|(i, _)| *i == hedge.target || !breaks(a, *i)).take(CLAUSE);
    let verb = inside.into_iter().find(|(_, j)| verb::is_helped(&b.terms, *j) && b.terms.get(*j).is_some_and(|t| t.is_content));
    verb.filter(|_| hedge.is_around).or_else(|| pairs.get(at)).copied()
}

/// `Investigators believe that …` against the outlet's own assertion, or `investigators found that …`.
fn by_cue(a: &Account, b: &Account, words: &Alignment) -> Option<Difference> {
    let cue = a.claim.cue.as_ref().filter(|_| has_weak_cue(a) && a.claim.kind == ClaimKind::Reported)?;
    let found = b.claim.cue.as_ref().filter(|c| {
        matches!(
            c.lemma.as_str(),
            "find" | "confirm" | "conclude" | "establish" | "announce" | "reveal" | "disclose" | "certify"
        )
    });
    let sure = found.is_some() || b.claim.cue.is_none() && b.claim.kind == ClaimKind::Fact;
    if !sure || is_hedged(b) || words.content < 3 || words.of_longer() < ENOUGH_ALIKE {
        return None;
    }
    let mut content = words.pairs.iter().filter(|(i, _)| a.terms.get(*i).is_some_and(|t| t.is_content));
    let helped = content.clone().find(|(_, j)| verb::is_helped(&b.terms, *j));
    let (i, j) = helped.or_else(|| content.next_back())?;
    let verb = verb::around(b, *j)?;
    certainty(b, *j).is_sure().then(|| {
        let (l, r) = outlets(a, b);
        let told = a.terms.get(*i).map_or(cue.span, |t| t.span);
        let note = format!(
            "{l} tells as a belief ({} of {}) what {r} takes as certain ({}).",
            shown(a, cue.span),
            shown(a, told),
            shown(b, verb)
        );
        Difference::between((a, a.known_place(cue.span)), (b, verb), note)
    })
}

impl Certainty {
    fn is_sure(self) -> bool {
        matches!(self, Certainty::Future | Certainty::Told)
    }
}

fn has_weak_cue(account: &Account) -> bool {
    account
        .claim
        .cue
        .as_ref()
        .is_some_and(|c| matches!(c.lemma.as_str(), "believe" | "think" | "suspect" | "speculate" | "reckon"))
}

/// The class of the entry that begins with the word `at`, and its length in words.
fn entry(terms: &[Term], at: usize) -> Option<(usize, &'static str)> {
    let term = terms.get(at).filter(|term| term.may_hedge)?;
    // `in May`: with a capital it is the month, or opens a wish.
    if term.is_capital && term.folded == "may" && at > 0 {
        return None;
    }
    if term.folded.ends_with("'ll") {
        return Some((1, "strong"));
    }
    (1..=LONGEST).rev().find_map(|words| {
        let phrase: Vec<&str> = terms.get(at..at + words)?.iter().map(|t| t.folded.as_str()).collect();
        Some((words, HEDGES.value(&phrase.join(" "))?))
    })
}

/// The hedges of an account.
fn hedges(account: &Account) -> Vec<Hedge> {
    let terms = &account.terms;
    let mut found = Vec::new();
    for at in 0..terms.len() {
        let Some((words, class)) = entry(terms, at) else { continue };
        let after = at + words;
        let next = terms.get(after).map_or("", |t| t.folded.as_str());
        let target = match class {
            "weak" if next == "not" => None,
            "weak" => governed(account, after),
            "weak to" | "plan to" | "weak state" if next == "to" => governed(account, after + 1),
            "weak state" => (after..terms.len()).take(1).find(|at| is_state(terms, *at)),
            "weak ing" => (after..terms.len()).take(1).find(|at| terms[*at].folded.ends_with("ing")),
            "around" => content_in_clause(account, after),
            _ => None,
        };
        // A noun (`the plan to`) is no verb of its subject.
        let noun = class.ends_with(" to")
            && at > 0
            && matches!(terms[at - 1].folded.as_str(), "a" | "the" | "its" | "their" | "his" | "her");
        if let (Some(target), false, Some(span)) = (target, noun, place(&terms[at..after])) {
            found.push(Hedge { span, target, is_plan: class == "plan to", is_around: class == "around" });
        }
    }
    found
}

/// Words that describe how someone or something is: what `feared` and `presumed` bear on without `to`.
fn is_state(terms: &[Term], at: usize) -> bool {
    terms.get(at).is_some_and(|t| {
        matches!(t.folded.as_str(), "dead" | "drowned" | "lost" | "killed" | "missing" | "guilty" | "responsible" | "alive")
    })
}

/// The verb that a modal or an infinitive's `to` before the word `from` governs.
fn governed(account: &Account, from: usize) -> Option<usize> {
    let terms = &account.terms;
    let near = terms.iter().enumerate().skip(from).take(SCOPE);
    let mut inside = near.take_while(|(at, _)| *at == from || !breaks(account, *at));
    inside.find(|(_, term)| !is_between(term)).filter(|(_, term)| term.is_content).map(|(at, _)| at)
}

/// The next word of content in the clause.
fn content_in_clause(account: &Account, from: usize) -> Option<usize> {
    let near = from..account.terms.len().min(from + SCOPE);
    let inside = near.clone().take_while(|at| *at == from || !breaks(account, *at));
    inside.into_iter().find(|at| account.terms[*at].is_content && !verb::is_adverb(&account.terms[*at].folded))
}

/// Whether a clause may end before the word `at`.
fn breaks(account: &Account, at: usize) -> bool {
    let (Some(before), Some(term)) = (at.checked_sub(1).and_then(|b| account.terms.get(b)), account.terms.get(at)) else {
        return true;
    };
    account.between(before.span.end, term.span.start).contains([',', ';', ':', '.', '—', '–', '('])
}

/// Adverbs and auxiliaries that may stand between a modal and its verb.
fn is_between(term: &Term) -> bool {
    const BETWEEN: [&str; 14] =
        ["be", "been", "being", "have", "also", "now", "still", "soon", "even", "yet", "well", "not", "then", "again"];
    BETWEEN.contains(&term.folded.as_str())
        || !term.is_content && term.folded.ends_with("ly")
        || ADVERBS.contains(&term.folded.as_str())
}

const ADVERBS: [&str; 12] = [
    "possibly",
    "probably",
    "certainly",
    "definitely",
    "surely",
    "soon",
    "eventually",
    "finally",
    "likely",
    "quickly",
    "immediately",
    "already",
];

/// Whether anything in the account is left open, so that nothing in it is held against another's doubt.
fn is_hedged(account: &Account) -> bool {
    (0..account.terms.len()).any(|at| {
        entry(&account.terms, at).is_some_and(|(words, class)| {
            let next = account.terms.get(at + words).map_or("", |t| t.folded.as_str());
            match class {
                "weak" | "around" => true,
                "weak to" => next == "to",
                "weak state" => next == "to" || is_state(&account.terms, at + words),
                _ => false,
            }
        })
    })
}

/// How sure the words before the word `at` are of it.
fn certainty(account: &Account, at: usize) -> Certainty {
    let terms = &account.terms;
    let folded = |at: usize| terms.get(at).map_or("", |t| t.folded.as_str());
    let conditional = terms.iter().any(|t| matches!(t.folded.as_str(), "if" | "unless" | "whether"));
    let mut has_be = false;
    for back in (at.saturating_sub(SCOPE)..at).rev() {
        if breaks(account, back + 1) {
            break;
        }
        let word = folded(back);
        match entry(terms, back).map(|(_, class)| class) {
            Some("weak" | "around") => return Certainty::Weak,
            Some("open") => return Certainty::Open,
            Some("strong") if matches!(word, "will" | "shall" | "must") || word.ends_with("'ll") => return Certainty::Future,
            Some("strong") => continue,
            _ => {}
        }
        match word {
            "would" if account.claim.kind == ClaimKind::Reported && !conditional => return Certainty::Future,
            "would" => return Certainty::Open,
            "to" => {
                let before = back.checked_sub(1).map_or("", folded);
                return match back.checked_sub(1).and_then(|b| entry(terms, b)).map(|(_, class)| class) {
                    Some("plan to") => Certainty::Plan,
                    Some("weak to" | "weak state") => Certainty::Weak,
                    _ if before == "going" => Certainty::Future,
                    _ => Certainty::Open,
                };
            }
            // `after being told`: no more than a circumstance, unless an auxiliary goes before.
            "being" => return Certainty::Open,
            "is" | "are" | "was" | "were" | "be" | "been" | "has" | "have" | "had" | "did" | "does" | "do" => has_be = true,
            _ if terms.get(back).is_some_and(is_between) => {}
            _ => break,
        }
    }
    if folded(at).ends_with("ing") && !has_be { Certainty::Open } else { Certainty::Told }
}
