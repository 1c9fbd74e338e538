//! Whether one account denies what the other affirms.
//!
//! A negation bears on the words after it up to the end of its clause; two of them cancel each other. Accounts are opposed where a
//! word on which a negation of one bears first stands in the other, too, and is not denied there.

use super::account::{Account, Term};
use super::align::Alignment;
use super::difference::{Difference, outlets, place, shown};
use super::verb;
use crate::model::ClaimKind;
use crate::text::Lexicon;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

static NEGATIONS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/negations.txt")));
static DENIALS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/denials.txt")));

/// The first words of the phrases of both.
static FIRST_WORDS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| NEGATIONS.first_words().chain(DENIALS.first_words()).collect());

/// Whether a folded word may begin what denies: a phrase of either list, `didn't`.
pub(super) fn may_begin(folded: &str) -> bool {
    folded.ends_with("n't") || folded.split(' ').next().is_some_and(|first| FIRST_WORDS.contains(first))
}

/// The longest phrase of the two lists, in words.
const LONGEST: usize = 4;

/// How much of the content of the account with fewer words, and of the one with more, must be common. A statement may be told in a
/// longer sentence, but two words in common are no common claim.
const OF_SHORTER: f64 = 0.6;
const OF_LONGER: f64 = 0.4;

/// With two words of content in common the negation must be of a verb, and as much of the longer account common.
const OF_LONGER_OF_FEW: f64 = 0.5;

/// How many words after a negation may stand before the one on which it bears first.
const REACH: usize = 6;

/// The negations of one account.
struct Denied {
    /// For each word, whether an odd number of negations bear on it.
    odd: Vec<bool>,
    /// The words of each negation that counts, and the word on which it bears first.
    negations: Vec<(std::ops::Range<usize>, usize)>,
}

impl Denied {
    /// Keeps the negations of verbs: `did not discuss`, not `no ship left`.
    fn keep_of_verbs(&mut self, account: &Account) {
        let first = |at: usize| account.terms.get(at).map_or("", |t| t.folded.as_str());
        let of_verb = |word: &str| word.ends_with("n't") || matches!(word, "not" | "never" | "cannot");
        self.negations.retain(|(negation, _)| of_verb(first(negation.start)));
    }
}

/// Where the accounts are opposed.
pub(super) fn difference(a: &Account, b: &Account, words: &Alignment) -> Option<Difference> {
    let few = words.content == 2 && words.of_longer() < OF_SHORTER;
    if words.content < 2
        || few && words.of_longer() < OF_LONGER_OF_FEW
        || words.of_shorter() < OF_SHORTER
        || words.of_longer() < OF_LONGER
    {
        return None;
    }
    if a.claim.kind == ClaimKind::Headline || b.claim.kind == ClaimKind::Headline {
        return None;
    }
    let (mut left, mut right) = (denied(a), denied(b));
    if few {
        left.keep_of_verbs(a);
        right.keep_of_verbs(b);
    }
    if words.pairs.iter().any(|(i, j)| is_core(a, *i) && left.odd.get(*i) == Some(&true) && right.odd.get(*j) == Some(&true)) {
        return None;
    }
    let flipped: Vec<(usize, usize)> = words.pairs.iter().map(|(i, j)| (*j, *i)).collect();
    one_sided(a, &left, b, &right, &words.pairs).or_else(|| one_sided(b, &right, a, &left, &flipped))
}

fn is_core(account: &Account, at: usize) -> bool {
    account.terms.get(at).is_some_and(|t| t.is_content)
}

/// A negation of `a` whose first word `b` has without one.
fn one_sided(a: &Account, left: &Denied, b: &Account, right: &Denied, pairs: &[(usize, usize)]) -> Option<Difference> {
    left.negations.iter().find_map(|(negation, target)| {
        let aligned = pairs.iter().find(|(i, _)| i == target).map(|(_, j)| *j);
        // A verb right behind its negation is known again wherever it stands with an auxiliary.
        let elsewhere = || only(b, &a.terms.get(*target)?.stem).filter(|at| verb::is_helped(&b.terms, *at));
        let other = aligned.or_else(|| elsewhere().filter(|_| negation.end == *target))?;
        let odd = left.odd.get(*target)?;
        let near: Vec<usize> = right.negations.iter().filter(|(n, _)| is_near(n, other)).map(|(n, _)| n.start).collect();
        if odd == right.odd.get(other)? || near.len() % 2 == 1 && *odd {
            return None;
        }
        let mut affirmed = verb::with_next(b, other)?;
        let also = near.first().copied();
        let approval = approval(b, other);
        if is_rejection(a, negation) && approval.is_none() && also.is_none() {
            return None;
        }
        for at in also.into_iter().chain(approval.filter(|_| is_rejection(a, negation))) {
            affirmed = affirmed.join(b.terms.get(at)?.span);
        }
        let denial = match negation.is_empty() {
            true => a.known_place(a.claim.cue.as_ref().map_or(a.claim.span, |cue| cue.span)),
            false => place(
                a.terms
                    .get(verb::start(&a.terms, negation.start.min(*target))..=(*target).max(negation.end.saturating_sub(1)))?,
            )?,
        };
        let (l, r) = outlets(a, b);
        let note = if *odd {
            format!("{l} denies ({}) what {r} affirms ({}).", shown(a, denial), shown(b, affirmed))
        } else {
            format!("{l} affirms ({}) what {r} denies.", shown(a, denial))
        };
        Some(Difference::between((a, denial), (b, affirmed), note))
    })
}

/// The one place where a word of content stands, however the accounts are aligned.
fn only(account: &Account, stem: &str) -> Option<usize> {
    let mut places = account.terms.iter().enumerate().filter(|(_, t)| t.is_content && t.stem == stem).map(|(at, _)| at);
    places.next().filter(|_| places.next().is_none())
}

/// Whether a negation stands so close to the word `at` that it may bear on it after all (`will send no troops`).
fn is_near(negation: &std::ops::Range<usize>, at: usize) -> bool {
    negation.start.saturating_sub(at) <= 2 && at.saturating_sub(negation.start) <= 4
}

/// Whether the negation is a verb with a thing for its object (`rejected the budget`): what it denies is not said.
fn is_rejection(account: &Account, negation: &std::ops::Range<usize>) -> bool {
    let first = account.terms.get(negation.start).map_or("", |t| t.folded.as_str());
    let next = account.terms.get(negation.end).map_or("", |t| t.folded.as_str());
    ["reject", "rebuff", "rule", "ruling", "den"].iter().any(|verb| first.starts_with(verb))
        && !matches!(next, "to" | "that" | "he" | "she" | "they" | "it")
}

/// The verb of approval of which the word `at` is the object.
fn approval(account: &Account, at: usize) -> Option<usize> {
    let near = at.saturating_sub(OBJECT)..at;
    near.rev().find(|i| account.terms.get(*i).is_some_and(|t| APPROVALS.contains(&t.stem.as_str())))
}

/// How many words before its object a verb may stand.
const OBJECT: usize = 4;

/// Stems of verbs that approve of their object, or own up to it.
const APPROVALS: [&str; 17] = [
    "approv", "accept", "pass", "back", "support", "adopt", "endors", "agre", "confirm", "admit", "welcom", "embrac", "sign",
    "ratifi", "grant", "uphold", "held",
];

fn denied(account: &Account) -> Denied {
    let terms = &account.terms;
    let mut out = Denied { odd: vec![false; terms.len()], negations: Vec::new() };
    // `He denied that …`: the cue denies the whole claim.
    let by_cue = account.claim.cue.as_ref().is_some_and(|c| {
        matches!(c.lemma.as_str(), "deny" | "dispute" | "refute" | "rebut" | "disavow") && !account.claim.span.contains(c.span)
    });
    if by_cue {
        out.odd.fill(true);
        if let Some(first) = terms.iter().position(|t| t.is_content) {
            out.negations.extend((first..terms.len()).filter(|i| is_core(account, *i)).map(|i| (i..i, i)));
        }
    }
    let mut i = 0;
    while i < terms.len() {
        if !terms[i].may_deny {
            i += 1;
            continue;
        }
        let Some(words) = negation(account, i) else {
            i += skipped(terms, i);
            continue;
        };
        let end = clause_end(account, i + words, &terms[i]);
        let target = target(account, i + words, end);
        for odd in out.odd.get_mut(i + words..end).unwrap_or(&mut []) {
            *odd = !*odd;
        }
        if let Some(target) = target {
            out.negations.push((i..i + words, target));
        }
        i += words;
    }
    out
}

/// How many words the negation at `i` takes; `None` where there is none, or where it does not deny.
fn negation(account: &Account, i: usize) -> Option<usize> {
    let terms = &account.terms;
    if terms.get(i)?.folded.ends_with("n't") {
        return (!is_answered(account, i)).then_some(1);
    }
    let words = (1..=LONGEST).rev().find(|words| {
        let phrase = phrase(terms, i, *words);
        phrase.is_some_and(|p| NEGATIONS.has(&p) || DENIALS.has(&p))
    })?;
    let text = phrase(terms, i, words)?;
    let counts = NEGATIONS.value(&text) == Some("") || DENIALS.has(&text);
    let harmless = match text.as_str() {
        "not" => is_answered(account, i),
        // `stopped paying`, not `stopped the train`.
        "stopped" | "stopping" | "stops" | "ceased" | "quit" => !terms.get(i + 1).is_some_and(|t| t.folded.ends_with("ing")),
        // `No. 1`, `No, we will`.
        "no" => account.between(terms.get(i)?.span.end, account.claim.span.end).starts_with(['.', ',']),
        _ => false,
    };
    (counts && !harmless).then_some(words)
}

/// The words at `i` that are to be passed over: those of a listed phrase that does not negate (`not only`), else one.
fn skipped(terms: &[Term], i: usize) -> usize {
    let harmless = |words: &usize| phrase(terms, i, *words).is_some_and(|p| NEGATIONS.value(&p) == Some("none"));
    (2..=LONGEST).rev().find(harmless).unwrap_or(1)
}

/// So many words from `i` on, if they may be a phrase of the lists.
fn phrase(terms: &[Term], i: usize, words: usize) -> Option<String> {
    let terms = terms.get(i..i + words)?;
    if !terms.first()?.may_deny {
        return None;
    }
    Some(terms.iter().map(|t| t.folded.as_str()).collect::<Vec<_>>().join(" "))
}

/// `not … until`, `not … but`, `not … without`, `not … unless`: what is said is when, what or how, and that it is.
fn is_answered(account: &Account, i: usize) -> bool {
    let rest = account.terms.iter().enumerate().skip(i + 1).take(12);
    let mut rest = rest.take_while(|(at, _)| !breaks(account, *at, ".;:—"));
    rest.any(|(_, t)| matches!(t.folded.as_str(), "until" | "till" | "unless"))
}

/// Where the clause ends that the word `from` begins, for a negation that is `word`.
fn clause_end(account: &Account, from: usize, word: &Term) -> usize {
    let terms = &account.terms;
    let narrow = word.folded == "without" || word.folded == "instead";
    let mut seen = false;
    for (at, term) in terms.iter().enumerate().skip(from) {
        let folded = term.folded.as_str();
        let opens = CLAUSES.contains(&folded) && at > from;
        let joins = matches!(folded, "and" | "or" | "nor" | "but")
            && at > from
            && (folded == "but" || opens_predicate(account, at + 1));
        let ends_narrow = narrow && seen && !term.is_content;
        if (breaks(account, at, ",;:.!?—–()")) || opens || joins || ends_narrow {
            return at;
        }
        seen |= term.is_content;
    }
    terms.len()
}

/// Words that open another clause.
const CLAUSES: [&str; 16] = [
    "if", "unless", "because", "although", "though", "while", "whereas", "when", "until", "whether", "who", "which", "since",
    "where", "after", "before",
];

fn opens_predicate(account: &Account, at: usize) -> bool {
    let pronouns =
        ["he", "she", "we", "they", "i", "you", "it", "there", "that", "this", "have", "has", "had", "did", "will", "would"];
    let word = account.terms.get(at).map_or("", |t| t.folded.as_str());
    pronouns.contains(&word) || negation(account, at).is_some()
}

/// Whether one of `marks` stands before the word `at`.
fn breaks(account: &Account, at: usize, marks: &str) -> bool {
    let Some(term) = account.terms.get(at) else { return true };
    let before = at.checked_sub(1).and_then(|b| account.terms.get(b)).map_or(account.claim.span.start, |t| t.span.end);
    account.between(before, term.span.start).contains(|c| marks.contains(c))
}

/// The word on which a negation bears first: the next one that is no auxiliary, adverb or determiner.
fn target(account: &Account, from: usize, end: usize) -> Option<usize> {
    let terms = &account.terms;
    let near = from..end.min(from + REACH);
    let content = near.clone().find(|at| is_core(account, *at) && !verb::is_adverb(&terms[*at].folded));
    // `None of the four has been charged`: what is denied of the subject is the verb.
    let is_subject = from > 0 && matches!(terms[from - 1].folded.as_str(), "none" | "nobody" | "nothing" | "one" | "neither");
    let helped = (from..end).find(|at| is_subject && is_core(account, *at) && verb::is_helped(terms, *at));
    let content = helped.or(content);
    let last = || {
        near.clone().find(|at| !verb::is_auxiliary(&terms[*at].folded) && !DETERMINERS.contains(&terms[*at].folded.as_str()))
    };
    content.or_else(last)
}

const DETERMINERS: [&str; 12] = ["a", "an", "the", "any", "to", "that", "its", "their", "his", "her", "yet", "even"];
