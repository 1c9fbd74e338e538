//! Long subjects: the head of a noun phrase whose last noun belongs to a phrase or clause that only tells more about it.

use super::clause;
use super::lexicon::Sort;
use super::mention::{self, Mention, MentionSort};
use super::passage::Passage;
use super::token::Token;

/// How many words a long subject can have.
const MOST_WORDS: usize = 30;

/// The head of the subject that `nearest` ends, where `nearest` hangs on it: `The head of the panel | studying the flood`,
/// `Some judges | who seemed friendly to the firm`. `None` where `nearest` is the subject itself.
pub(super) fn head(passage: &Passage, low: usize, nearest: &Mention) -> Option<Mention> {
    let tokens = passage.tokens;
    let start = nearest.words.start;
    let before = start.checked_sub(1).filter(|at| *at > low && tokens[start].gap.is_plain())?;
    let hangs = |token: &Token| token.is(Sort::Preposition) && !token.is(Sort::Subordinator) || clause::is_participle(token);
    if !hangs(&tokens[before]) || !passage.is_outside(before) {
        return None;
    }
    let opens = clause_start(passage, low, before);
    // `Even some judges`
    let opens = opens + usize::from(matches!(tokens[opens].low, "even" | "only" | "just"));
    let first = &tokens[opens];
    let names = first.is(Sort::Determiner) || first.is_capitalised();
    if opens >= before
        || !names
        || hangs(first)
        || first.is(Sort::Subordinator)
        || first.is(Sort::Time)
        || first.is(Sort::Adverb)
    {
        return None;
    }
    let head = mention::starting_at(tokens, opens, before)?;
    let joined = tokens.get(head.words.end).filter(|_| head.words.end <= before)?;
    let verbs = (head.words.end..before).filter(|at| is_verb(tokens, *at)).count();
    let relative = matches!(joined.low, "who" | "that" | "which");
    let reduced = clause::is_participle(joined) || joined.is(Sort::Preposition) || joined.ends_in(b"ed");
    // `A few of his colleagues`, `The League of River Towns`: one name.
    let share = tokens[head.words.clone()].iter().all(|token| token.is(Sort::Determiner));
    let title = tokens[head.words.end - 1].is_capitalised() && tokens[head.words.end + 1].is_capitalised();
    if joined.low == "of" && (share || title) {
        let whole = head.words.end == before && verbs == 0;
        return whole.then_some(Mention { words: opens..nearest.words.end, sort: MentionSort::Role });
    }
    let fits = if relative { verbs == 1 } else { reduced && verbs == 0 };
    (fits && joined.gap.is_plain()).then_some(head)
}

/// Whether the word is a finite verb, and not a participle (`a grand jury called by Lee`).
fn is_verb(tokens: &[Token], at: usize) -> bool {
    let by = tokens.get(at + 1).is_some_and(|next| next.low == "by");
    let participle = by && tokens[at].ends_in(b"ed");
    clause::is_finite(tokens, at, at.saturating_sub(1)) && !participle
}

/// Where the clause around `at` opens: behind a break or a word that joins clauses.
fn clause_start(passage: &Passage, low: usize, at: usize) -> usize {
    let tokens = passage.tokens;
    let joins = |at: usize| {
        let token = &tokens[at];
        let sole = token.is(Sort::Subordinator) && !token.is(Sort::Preposition);
        matches!(token.low, "and" | "but" | "or") || sole
    };
    let opens = |i: &usize| *i == low || tokens[*i].gap.is_break() || joins(*i - 1) || !passage.is_outside(*i - 1);
    (low..=at).rev().take(MOST_WORDS).find(opens).unwrap_or(at)
}
