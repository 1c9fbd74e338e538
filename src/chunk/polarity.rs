//! Whether a claim affirms or denies.

use super::opening::Begins;
use super::tokens::{Tokens, is_join};
use crate::model::Polarity;
use crate::text::Lexicon;
use std::sync::LazyLock;

static NEGATIONS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/negations.txt")));

/// The longest entry of the list, in words.
const LONGEST: usize = 4;

/// The words that [`polarity`] looks at more closely, besides those in `n't`.
pub(super) fn opening_words() -> impl Iterator<Item = &'static str> {
    const WORDS: [&str; 13] =
        ["and", "but", "or", "though", "since", "after", "before", "by", "despite", "so", "such", "even", "that"];
    WORDS.into_iter().chain(ASIDES).chain(negation_words())
}

/// The first word of each listed negation.
pub(super) fn negation_words() -> impl Iterator<Item = &'static str> {
    NEGATIONS.first_words()
}

/// Whether the words of a claim affirm or deny.
///
/// Negating words are counted clause by clause, two in one clause cancel each other, and the claim denies where a clause is left with
/// an odd number. Clauses that only qualify the claim do not count: relative clauses and those after `if`, `unless`, `because`,
/// `although` and the like, up to the next comma; neither does a contrast (`…, not on his fate`; `not weapons but food`).
///
/// Limits: it knows words, not syntax. What a verb of its own denies by meaning (`halted`, `lacks`, `opposes`) is affirmed here,
/// a subordinate clause without commas runs to the end of its clause, and irony and questions are read as they stand.
pub(super) fn polarity(t: &Tokens) -> Polarity {
    let mut clause = Clause::default();
    // Before the first of such words nothing is counted.
    let mut i = t.find(0, Begins::POLARITY).unwrap_or(t.len());
    while i < t.len() {
        if i > 0 && !t.is_spaced(i) && ends_clause(t.gap(i)) {
            if clause.is_odd() {
                return Polarity::Negated;
            }
            clause = Clause::default();
        }
        if !t.begins(i, Begins::POLARITY) && clause.auxiliaries_left.is_none() {
            i += 1;
            continue;
        }
        if i > 0
            && matches!(t.folded(i), "and" | "but" | "or")
            && clause.is_odd()
            && !clause.is_aside
            && starts_predicate(t, i + 1)
        {
            return Polarity::Negated;
        }
        if opens_aside(t, i) {
            if clause.is_odd() {
                return Polarity::Negated;
            }
            clause = Clause { is_aside: true, negations: 0, auxiliaries_left: relative_auxiliaries(t, i) };
        }
        resume(t, i, &mut clause);
        i += count(t, i, &mut clause);
    }
    if clause.is_odd() { Polarity::Negated } else { Polarity::Affirmed }
}

/// What is counted inside one clause.
#[derive(Default)]
struct Clause {
    negations: usize,
    is_aside: bool,
    /// Inside a relative clause without a comma: how many auxiliaries still belong to it, before the main clause goes on.
    auxiliaries_left: Option<usize>,
}

impl Clause {
    fn is_odd(&self) -> bool {
        !self.is_aside && self.negations % 2 == 1
    }
}

/// How many auxiliaries belong to the relative clause that `who` or `which` opens, where no comma will show its end.
fn relative_auxiliaries(t: &Tokens, i: usize) -> Option<usize> {
    if !matches!(t.folded(i), "who" | "which" | "that") || t.gap(i).contains(',') {
        return None;
    }
    let own = is_auxiliary(t.folded(i + 1)) || is_pronoun(t.folded(i + 1));
    Some(usize::from(own))
}

/// Ends a relative clause at the auxiliary of the main clause (`those who signed | will not`).
fn resume(t: &Tokens, i: usize, clause: &mut Clause) {
    let Some(left) = clause.auxiliaries_left else { return };
    let leads = is_auxiliary(t.folded(i)) && !is_auxiliary(t.before(i, 1)) && !matches!(t.before(i, 1), "to" | "not");
    match (leads, left) {
        (true, 0) => *clause = Clause::default(),
        (true, n) => clause.auxiliaries_left = Some(n - 1),
        _ => {}
    }
}

/// Counts the negation at the word `i` and returns how many words it takes; one where there is none.
fn count(t: &Tokens, i: usize, clause: &mut Clause) -> usize {
    let longest = if t.opening(i).negation { LONGEST } else { 0 };
    let joined = (1..=longest).rev().find_map(|words| t.phrase(i, i + words)).unwrap_or_default();
    let mut phrase = joined.as_ref();
    while !phrase.is_empty() {
        if let Some(value) = NEGATIONS.value(phrase) {
            let words = phrase.matches(' ').count() + 1;
            let counts = value.is_empty() && !is_harmless(t, i, words, phrase, clause);
            clause.negations += usize::from(counts);
            return words;
        }
        phrase = phrase.rsplit_once(' ').map_or("", |(shorter, _)| shorter);
    }
    let contracted = matches!(t.folded(i).as_bytes(), [.., b'n', b'\'', b't']);
    clause.negations += usize::from(contracted);
    1
}

/// Whether a listed negation does not negate here.
fn is_harmless(t: &Tokens, i: usize, words: usize, phrase: &str, clause: &Clause) -> bool {
    let next_gap = t.gap(i + words);
    match phrase {
        // `No. 1`, `No, we will`: a number's sign and an answer; the sentence after it says the same again.
        "no" => {
            (next_gap.starts_with('.') && t.text(i + 1).starts_with(|c: char| c.is_ascii_digit())) || next_gap.starts_with(',')
        }
        // `neither A nor B`, `did not … nor`: one negation.
        "nor" => clause.negations > 0 || i > 0,
        "not" => is_contrast(t, i),
        // `Without a text, he spoke …`: the circumstance of an affirmed claim.
        "without" => i == 0 || t.gap(i).contains(','),
        "denied" | "rejected" | "refused" | "rebuffed" => t.before(i, 1) == "being" || is_attribute(t, i),
        _ => false,
    }
}

/// A participle before a noun (`the rejected offer`) tells of a thing, not of what the claim says.
fn is_attribute(t: &Tokens, i: usize) -> bool {
    matches!(t.before(i, 1), "the" | "a" | "an" | "its" | "their" | "his" | "her" | "our")
}

fn is_pronoun(word: &str) -> bool {
    matches!(word, "he" | "she" | "we" | "they" | "i" | "you" | "it" | "there" | "that" | "this" | "nobody")
}

#[rustfmt::skip]
fn is_auxiliary(word: &str) -> bool {
    let listed = matches!(
        word,
        "is" | "are" | "was" | "were" | "am" | "be" | "been" | "being" | "do" | "does" | "did" | "done" | "has" | "have" | "had"
            | "will" | "would" | "shall" | "should" | "can" | "cannot" | "could" | "may" | "might" | "must" | "ought" | "need"
    );
    listed || matches!(word.as_bytes(), [.., b'n', b'\'', b't'])
}

/// How far a `but` may follow a `not` that it answers.
const BUT_WITHIN: usize = 8;

/// A `not` that sets one part of the sentence against another: after a comma or before `but`, and not after an auxiliary.
fn is_contrast(t: &Tokens, i: usize) -> bool {
    let before = t.before(i, 1);
    if is_auxiliary(before) || before.ends_with("'s") || before.ends_with("'re") || before.ends_with("'m") {
        return false;
    }
    let after_comma = i > 0 && t.gap(i).contains([',', '-', '–', '—', '(']);
    let but = (i + 2..i + BUT_WITHIN).take_while(|at| !ends_clause(t.gap(*at))).any(|at| t.folded(at) == "but");
    // `careful not to`, `so as not to`: how something is done; `chose not to`, `urged him not to` are what is done.
    let manner =
        t.folded(i + 1) == "to" && matches!(before, "as" | "careful" | "care" | "cautious" | "determined" | "sure" | "right");
    let tail = matches!(before, "and" | "but" | "or" | "of") && !is_auxiliary(t.folded(i + 1));
    after_comma || but || tail || manner
}

/// Whether the clause ends with `gap`.
fn ends_clause(gap: &str) -> bool {
    gap != " " && (gap.contains([',', ';', ':', '.', '!', '?', '—', '–', '(', ')', '\n']) || gap.contains(" - "))
}

/// Words that open a clause which only qualifies the claim.
pub(super) const ASIDES: [&str; 19] = [
    "if", "unless", "because", "although", "though", "while", "whereas", "when", "whenever", "until", "till", "whether",
    "lest", "who", "which", "whose", "whom", "since", "where",
];

fn opens_aside(t: &Tokens, i: usize) -> bool {
    let word = t.folded(i);
    // `not until`, `no matter who` and `not because` keep what was counted; a question's first word opens no aside.
    let adverb = matches!(word, "though" | "since") && t.gap(i + 1).starts_with(',');
    let gerund = matches!(word, "after" | "before" | "by" | "despite") && t.folded(i + 1).ends_with("ing") || word == "despite";
    let opens = !adverb && t.opening(i).aside && (i > 0 || !matches!(word, "who" | "which" | "whose" | "whom" | "where"));
    let in_order_not =
        matches!(word, "so" | "such") && t.folded(i + 1) == "that" || word == "even" && t.folded(i + 1) == "though";
    let relative_that = word == "that" && i > 0 && is_join(t.gap(i)) && is_relative(t, i);
    opens || gerund || in_order_not || relative_that
}

/// `that` after a noun with a determiner (`the group that did not sign`) is a relative clause, after a verb the claim itself.
fn is_relative(t: &Tokens, i: usize) -> bool {
    let verb_after = is_auxiliary(t.folded(i + 1));
    let determined = (2..=4).any(|back| matches!(t.before(i, back), "the" | "a" | "an" | "those" | "any" | "some" | "all"));
    verb_after && determined
}

/// Whether a new predicate begins at the word: a subject pronoun, an auxiliary, or words up to an auxiliary close by.
fn starts_predicate(t: &Tokens, i: usize) -> bool {
    let is_verb = |at: usize| is_auxiliary(t.folded(at)) || matches!(t.folded(at), "never" | "said" | "instead" | "also");
    is_pronoun(t.folded(i)) || (i..i + 6).any(is_verb)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chunk::source::Source;
    use crate::text::Span;
    use proptest::prelude::*;

    fn of(text: &str, within: Span) -> Polarity {
        polarity(&Tokens::of(&Source::of(text), within))
    }

    #[track_caller]
    fn check(expected: Polarity, cases: &[&str]) {
        for text in cases {
            assert_eq!(of(text, Span::whole(text)), expected, "{text}");
        }
    }

    #[test]
    fn negations_deny() {
        check(
            Polarity::Negated,
            &[
                "We do not seek a war with Kestria",
                "“We don’t have a deal yet,” she said",
                "The envoy can't leave",
                "The ministry never received the letter",
                "Neither Kestria nor Orlan will take part in the talks",
                "The talks ended in no breakthrough",
                "None of the hostages was freed",
                "Nobody claimed the attack",
                "The convoy entered without permission",
                "Dorin denied that he had met the general",
                "The envoy refused to sign",
                "Parliament rejected the budget",
                "The premier ruled out early elections",
                "Negotiators failed to agree",
                "She declined to comment",
                "The border is no longer open",
                "He said the army was unable to hold the town",
                "The union decided not to strike",
                "She urged ministers not to sign the treaty",
                "Those who signed the pact will not leave it",
                "The deal, which the premier praised, was not signed",
                "Kestria did not agree, but Orlan did",
                "He did not come and did not call",
                "That is impossible to verify",
                "It is not a war but a duel",
                "The minister said that nothing had changed",
            ],
        );
    }

    #[test]
    fn what_only_looks_like_a_negation_affirms() {
        check(
            Polarity::Affirmed,
            &[
                "We seek peace with Kestria",
                "The plan is not only late but costly",
                "It is not just about taxes",
                "There is no doubt that the ferry was overloaded",
                "They cannot but accept",
                "No fewer than 30 miners died",
                "No more than 30 miners were saved",
                "The offer stands no matter what he says",
                "No. 1 on the list is water",
                "No, the bridge is open",
                "The no-fly zone holds",
                "They focused on the process, not on his fate",
                "They sent not weapons but food",
                "You can't win without fighting",
                "It is not impossible to mend the dam",
                "If the rebels do not leave, the army will attack",
                "The army will attack unless the rebels leave",
                "The dam, which was never finished, burst",
                "The man who did not flee was arrested",
                "Although it was not ready, the ferry sailed",
                "Without a text, the mayor spoke for an hour",
                "The minister left after failing to win a vote",
                "An official who asked not to be named confirmed the deal",
                "He mounted an unlikely challenge",
                "Be careful not to touch the wire",
                "The rejected offer was published",
                "Whether or not it rains, the march goes on",
                "",
            ],
        );
    }

    #[test]
    fn only_the_claim_counts() {
        let text = "He did not come. She came.";
        assert_eq!(of(text, Span::new(16, text.len())), Polarity::Affirmed);
    }

    proptest! {
        #[test]
        fn any_text_has_a_polarity(text in "(not|no|nor|but|who|will|,|\\.| |that|\\PC{0,3}){0,60}") {
            of(&text, Span::whole(&text));
        }
    }
}
