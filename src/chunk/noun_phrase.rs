//! The words of one noun phrase: how far it reaches to the left of its head, and what ends it.

use super::lexicon::{self, Sort};
use super::mention::{MOST_WORDS, is_subject_pronoun, joined};
use super::token::Token;

/// Whether the word is a pronoun that can be a subject and nothing else (`he`, not `he's`).
pub(super) fn is_bare_pronoun(token: &Token) -> bool {
    is_subject_pronoun(token.low) && token.text.len() == token.low.len()
}

/// Whether a noun phrase cannot hold the word, going left from its head.
pub(super) fn is_stop(token: &Token) -> bool {
    let low = token.low;
    if token.is_possessive() {
        return false;
    }
    if token.listed.is_function_word {
        let capital_time = token.is_capitalised() && token.is(Sort::Time) && !token.is(Sort::Preposition) && low == "may";
        return !capital_time && (!token.is(Sort::Determiner) || low == "that");
    }
    let verb = token.listed.verb;
    !token.is_capitalised() && matches!(verb, Some("auxiliary" | "past" | "present" | "nonfinite"))
        || !token.is_capitalised() && low.ends_with("ly") && token.listed.role.is_none() && low.len() > 5
        || token.is_capitalised() && verb == Some("auxiliary") && !matches!(token.text, "Will" | "May")
}

/// Whether the word is an article, and not an initial: `Samuel A. Alito`.
pub(super) fn is_article(tokens: &[Token], at: usize) -> bool {
    let initial = tokens.get(at + 1).is_some_and(|next| next.gap.stop());
    matches!(tokens[at].low, "the" | "a" | "an") && !initial
}

/// Whether the word only tells whose something is.
pub(super) fn is_owner(word: &str) -> bool {
    matches!(word, "his" | "her" | "its" | "their" | "my" | "our" | "your" | "every" | "no")
}

/// Where the run of words that can be one noun phrase, without prepositions, starts.
pub(super) fn chunk_start(tokens: &[Token], low: usize, last: usize) -> usize {
    let mut start = last;
    while start > low && last - start < MOST_WORDS && tokens[start].gap.is_plain() {
        let before = &tokens[start - 1];
        if is_secretary_of_state(tokens, low, start) {
            start -= 2;
            continue;
        }
        // `Doctors Across Borders`
        let inside_name = before.is(Sort::Preposition) && before.is_capitalised() && tokens[start].is_capitalised();
        if inside_name && start >= low + 2 && tokens[start - 2].is_capitalised() && tokens[start - 1].gap.is_plain() {
            start -= 2;
            continue;
        }
        let verb =
            start >= low + 2 && tokens[start - 2].is_capitalised() && tokens[start - 1].gap.is_plain() && is_past(before);
        if is_stop(before) || is_base(tokens, low, start - 1) || verb && !tokens[start - 2].is(Sort::Determiner) {
            break;
        }
        start -= 1;
        let initial = before.is_initial() && tokens[start + 1].gap.stop();
        if before.is(Sort::Determiner) && !before.is_possessive() && !initial {
            // `the two sides`, `all the parties`.
            let more = start > low && tokens[start].gap.is_plain() && tokens[start - 1].is(Sort::Determiner);
            if !more {
                break;
            }
        }
    }
    start
}

/// Whether the word is the base form of a verb, by what stands before it: `The plea will not | sway ministers`, `reluctant to | oppose
/// ministers`.
fn is_base(tokens: &[Token], low: usize, at: usize) -> bool {
    let plain = at > low && tokens[at].gap.is_plain() && !tokens[at].is_capitalised();
    let Some(before) = at.checked_sub(1).filter(|_| plain) else { return false };
    let before = if tokens[before].low == "not" && before > low { before - 1 } else { before };
    let bare = tokens[before].low.strip_suffix("n't").unwrap_or(tokens[before].low);
    match bare {
        "to" => tokens[at].listed.verb == Some("base"),
        "do" | "does" | "did" | "wo" | "would" | "ca" | "can" | "cannot" | "could" | "should" | "shall" | "might" | "must" => {
            true
        }
        "will" => !tokens[before].is_capitalised(),
        _ => false,
    }
}

/// Whether the word is a past form rather than an adjective: `Smith exchanged`, but `Syrian armed groups`.
pub(super) fn is_past(token: &Token) -> bool {
    let adjective = matches!(
        token.low,
        "armed"
            | "retired"
            | "exiled"
            | "jailed"
            | "detained"
            | "displaced"
            | "elected"
            | "appointed"
            | "occupied"
            | "wounded"
            | "red"
    );
    token.ends_in(b"ed") && !adjective && !token.is_capitalised() && !token.low.contains('-')
}

/// Whether the words before `start` are those of a title with `of` in it: `Secretary of | State John Kerry`.
fn is_secretary_of_state(tokens: &[Token], low: usize, start: usize) -> bool {
    start >= low + 2
        && tokens[start - 1].low == "of"
        && tokens[start - 1].gap.is_plain()
        && tokens[start - 2].is_capitalised()
        && tokens[start].is_capitalised()
        && lexicon::role(&joined(&tokens[start - 2..=start])).is_some()
}
