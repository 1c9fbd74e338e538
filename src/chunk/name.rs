//! Personal names inside noun phrases, without the titles, roles and places around them.

use super::lexicon::{self, Gender, Sort};
use super::mention::{joined, role_ending_at};
use super::token::Token;
use std::ops::Range;

pub(super) fn is_name_part(tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    if is_party_tag(token.low) {
        return false;
    }
    let word = token.listed.is_particle || !token.listed.is_function_word;
    token.is_capitalised() && !token.is(Sort::Time) && word || token.listed.is_particle && opens_name_rest(tokens, at + 1)
}

/// Whether a capitalised word follows, at once or behind one more particle: `van | der Hoek`.
pub(super) fn opens_name_rest(tokens: &[Token], at: usize) -> bool {
    let capital = |at: usize| tokens.get(at).is_some_and(|next| next.is_capitalised() && next.gap.is_plain());
    capital(at) || tokens.get(at).is_some_and(|next| next.listed.is_particle) && capital(at + 1)
}

/// Whether the word is a lawmaker's party and state, as in `John Doe, D-Ohio,`.
pub(super) fn is_party_tag(word: &str) -> bool {
    matches!(word.as_bytes(), [b'r' | b'd' | b'i', b'-', ..])
}

/// A run of capitalised words.
#[derive(Debug, Clone)]
pub(super) struct Run {
    /// All its words.
    pub words: Range<usize>,
    /// The personal name among them.
    pub name: Option<Range<usize>>,
}

/// The runs of capitalised words that start among `words`, in order, as if nothing stood behind these.
pub(super) fn runs(tokens: &[Token], words: Range<usize>) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut at = words.start;
    while let Some(next) = tokens.get(at..words.end).and_then(|rest| rest.iter().position(opens_run)) {
        at += next;
        let run = at..run_end(tokens, at).min(words.end);
        at = run.end;
        runs.push(Run { name: name_in(tokens, run.clone()), words: run });
    }
    runs
}

/// Whether a run of capitalised words can begin with the word.
#[inline]
fn opens_run(token: &Token) -> bool {
    token.is_capitalised() && !token.listed.is_function_word
}

/// The end of the run of capitalised words that starts at `start`; `start` where there is none.
pub(super) fn run_end(tokens: &[Token], start: usize) -> usize {
    if !opens_run(&tokens[start]) {
        return start;
    }
    let mut end = start + 1;
    while end < tokens.len() && end - start < 12 && tokens[end].gap.is_plain() && !tokens[end - 1].is_possessive() {
        let next_capital = tokens.get(end + 1).is_some_and(Token::is_capitalised);
        let office = || lexicon::role(&joined(&tokens[end - 1..(end + 2).min(tokens.len())])).is_some();
        let particle = tokens[end].listed.is_particle && opens_name_rest(tokens, end + 1);
        let joint = particle || next_capital && tokens[end].low == "of" && office();
        let capital = tokens[end].is_capitalised() && (!tokens[end].listed.is_function_word || tokens[end].listed.is_particle);
        if !capital && !joint {
            break;
        }
        end += 1;
    }
    end
}

/// The first personal name of the words that no preposition governs.
pub(super) fn first_name_in(tokens: &[Token], words: Range<usize>) -> Option<Range<usize>> {
    let mut start = words.start;
    while start < words.end {
        if !is_name_part(tokens, start) {
            start += 1;
            continue;
        }
        let mut end = start + 1;
        while end < words.end && tokens[end].gap.is_plain() && is_name_part(tokens, end) && !tokens[end - 1].is_possessive() {
            end += 1;
        }
        let governed = start > words.start && tokens[start - 1].is(Sort::Preposition);
        let governed = governed
            || start > words.start + 1 && tokens[start - 1].is(Sort::Determiner) && tokens[start - 2].is(Sort::Preposition);
        // `said Smith's lawyer`
        let owner = tokens[end - 1].is_possessive() && end < words.end;
        if let Some(name) = name_in(tokens, start..end)
            && (!governed || name.start > start)
            && !owner
        {
            return Some(name);
        }
        start = end;
    }
    None
}

/// The personal name at the end of the words, without titles, roles and places before it.
pub(super) fn name_in(tokens: &[Token], words: Range<usize>) -> Option<Range<usize>> {
    let end = without_suffix(tokens, &words);
    let mut start = end;
    while start > words.start && (start == end || tokens[start].gap.is_plain()) && is_name_part(tokens, start - 1) {
        if tokens[start - 1].is_possessive() && start < end {
            break;
        }
        start -= 1;
    }
    // A particle does not open a name after a title: `Minister de Vries` keeps it, `spokesman of` does not.
    if start == end {
        return None;
    }
    // `Doctors Across Borders`
    let joined_name = start > words.start + 1 && tokens[start - 1].is(Sort::Preposition) && tokens[start - 1].is_capitalised();
    if joined_name && tokens[start - 2].is_capitalised() && tokens[start].gap.is_plain() {
        return None;
    }
    let mut from = start;
    for at in start..end {
        let titled = tokens[at].listed.title.is_some()
            && at + 1 < end
            && (at == start || from == at || tokens[at].gap.stop() || tokens[at].listed.role.is_none());
        let role = role_ending_at(tokens, words.start, at).is_some() && !is_given_before_end(tokens, from, at, end);
        let given = tokens[at].listed.given_name.is_some() && tokens[at].is_capitalised() && at + 1 < end;
        if (titled || role) && !given {
            from = at + 1;
        }
    }
    // `Saudi Arabia`: a place of two words whose first is one by itself.
    if from + 1 < end && tokens[from].listed.starts_place && lexicon::place(&joined(&tokens[from..end])).is_some() {
        return None;
    }
    while from + 1 < end
        && (tokens[from].listed.place.is_some() && tokens[from].listed.given_name.is_none() || tokens[from].is(Sort::Time))
    {
        from += 1;
    }
    // `Novelist Petra Lang`: a word that is no name stands before a given name.
    let given = |at: usize| tokens[at].listed.given_name.is_some();
    if from + 2 < end && !given(from) && given(from + 1) && !tokens[from].is_initial() && !tokens[from].listed.is_particle {
        from += 1;
    }
    let firm = |range: Range<usize>| tokens[range].iter().any(|token| token.gap.ampersand());
    if from >= end || firm(from + 1..end) || from > words.start && tokens[from].gap.ampersand() {
        return None;
    }
    let organisation = |range: Range<usize>| tokens[range].iter().any(|token| token.listed.is_organisation_word);
    if organisation(from..end) {
        // `Fox News Megyn Kelly`
        let given =
            (from + 1..end.saturating_sub(1)).find(|at| tokens[*at].listed.given_name.is_some() && !organisation(*at..end));
        if tokens[from].listed.given_name.is_some() && end - from == 2 && !tokens[from].listed.is_organisation_word {
            return Some(from..end);
        }
        return given.map(|at| at..end);
    }
    if end - from == 1 {
        let only = &tokens[from];
        let is_other =
            only.listed.place.is_some() || only.listed.role.is_some() || only.is(Sort::Time) || only.listed.is_function_word;
        let shouted = only.text.len() <= 5 && only.text.chars().all(|c| c.is_uppercase()) && from == start;
        if is_other && from == start || shouted {
            return None;
        }
        return Some(from..end);
    }
    if end - from > 5 || tokens[from].listed.starts_place && lexicon::place(&joined(&tokens[from..end])).is_some() {
        return None;
    }
    Some(from..end)
}

/// Where a name ends without `Jr.` and the like.
pub(super) fn without_suffix(tokens: &[Token], words: &Range<usize>) -> usize {
    let suffix = |at: usize| {
        matches!(tokens[at].low, "jr" | "sr" | "ii" | "iii" | "iv" | "kc" | "qc" | "mp" | "mep" | "obe" | "phd" | "esq")
    };
    if words.len() > 1 && suffix(words.end - 1) { words.end - 1 } else { words.end }
}

/// Whether the role-like word at `at` is rather a name: a given name stands before it and nothing follows (`Anna Bishop`).
fn is_given_before_end(tokens: &[Token], from: usize, at: usize, end: usize) -> bool {
    at + 1 == end && at > from && (tokens[from].listed.given_name.is_some() || tokens[at - 1].listed.title.is_some())
}

/// Where the titles and roles in front of a name start.
pub(super) fn titles_start(tokens: &[Token], low: usize, name: usize) -> usize {
    let mut start = name;
    while start > low {
        let before = &tokens[start - 1];
        let title = before.listed.title.is_some()
            || role_ending_at(tokens, low, start - 1).is_some()
            || before.listed.place.is_some()
            || before.is_capitalised() && !before.listed.is_function_word
            || before.is(Sort::Determiner) && start < name
            || matches!(before.low, "former" | "acting" | "deputy" | "senior" | "of");
        if !title {
            break;
        }
        start -= 1;
    }
    start
}

/// The gender that the titles right before `name` tell.
pub(super) fn titled_gender(tokens: &[Token], words: &Range<usize>, name: &Range<usize>) -> Option<Gender> {
    let before = tokens[words.start..name.start].iter().rev();
    before.filter_map(|token| token.listed.title).find(|gender| *gender != Gender::Unknown)
}
