//! Noun phrases that name a speaker: where they start and end, and what sort of naming it is.

use super::lexicon::{self, Role, Sort};
use super::name;
use super::noun_phrase::{chunk_start, is_article, is_bare_pronoun, is_owner, is_past, is_stop};
use super::token::Token;
use std::ops::Range;

/// The most words of one noun phrase that are looked at.
pub(super) const MOST_WORDS: usize = 14;

/// Words that name somebody, as positions in the block's tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mention {
    /// All its words.
    pub words: Range<usize>,
    /// How it names.
    pub sort: MentionSort,
}

/// How a [`Mention`] names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum MentionSort {
    /// `he`, `they`.
    Pronoun,
    /// By a name, at this place among the words.
    Named(Range<usize>),
    /// By a role or description.
    Role,
    /// Several at once: `Kerry and Lavrov`.
    Several(Vec<Mention>),
}

/// The noun phrase whose last word is `last`, not starting before `low`.
pub(super) fn ending_at(tokens: &[Token], low: usize, last: usize) -> Option<Mention> {
    let last = without_trailing_time(tokens, low, last);
    let one = one_ending_at(tokens, low, last)?;
    Some(with_coordination(tokens, low, with_share(tokens, low, one)))
}

/// Adds `one of`, `some of` and the like: `one of | the officials`.
fn with_share(tokens: &[Token], low: usize, mention: Mention) -> Mention {
    let start = mention.words.start;
    let shared = mention.sort == MentionSort::Role
        && start >= low + 2
        && tokens[start - 1].low == "of"
        && tokens[start].gap.is_plain()
        && tokens[start - 1].gap.is_plain()
        && tokens[start].is(Sort::Determiner)
        && (tokens[start - 2].is(Sort::Determiner) || matches!(tokens[start - 2].low, "one" | "many" | "most"))
        && !matches!(tokens[start - 2].low, "few" | "more" | "fewer");
    let words = if shared { start - 2..mention.words.end } else { mention.words };
    Mention { words, ..mention }
}

fn one_ending_at(tokens: &[Token], low: usize, last: usize) -> Option<Mention> {
    let word = &tokens[last];
    // An article or `her` names nobody by itself: `the only | announced candidate`.
    if is_article(tokens, last) || is_owner(word.low) {
        return None;
    }
    if is_bare_pronoun(word) && word.text != "IT" {
        return Some(Mention { words: last..last + 1, sort: MentionSort::Pronoun });
    }
    if word.is_possessive() || is_stop(word) && !matches!(word.low, "some" | "many" | "others" | "another") {
        return None;
    }
    if is_past(word) && last > low && tokens[last - 1].is_capitalised() && word.gap.is_plain() {
        return None;
    }
    let start = chunk_start(tokens, low, last);
    let chunk = start..last + 1;
    let name = name::name_in(tokens, chunk.clone());
    let placed = named_with_origin(tokens, low, chunk.clone());
    if placed.is_some() {
        return placed;
    }
    if let Some(name) = &name
        && name.end == name::without_suffix(tokens, &chunk)
    {
        let governed = governing_role(tokens, low, start);
        // `the Hill`: names of people have no article.
        if name.start == start + 1 && is_article(tokens, start) {
            return Some(Mention { words: governed.unwrap_or(start)..chunk.end, sort: MentionSort::Role });
        }
        // `spokesman for the embassy in Moscow William Stevens`, but `a spokesman for Mr Kerry`.
        let elsewhere = |at: usize| tokens[at].listed.place.is_some() || tokens[at].listed.is_organisation_word;
        let common = |at: usize| {
            let token = &tokens[at];
            !token.is_capitalised()
                && !token.is(Sort::Determiner)
                && token.listed.title.is_none()
                && token.listed.role.is_none_or(|role| !role.is_persons())
                && !token.listed.is_particle
        };
        // `Minister for Ports Shri Ann Lee`
        let titled = name.start > start + 1
            && tokens[name.start - 1].listed.title.is_some()
            && governed.is_some_and(|head| tokens[head].is_capitalised() && tokens[head].low != "the");
        let apposed = titled || name.start > start && common(name.start - 1);
        let apposed = apposed || (start..name.start).any(|at| elsewhere(at) && role_ending_at(tokens, start, at).is_none());
        return match governed {
            Some(head) if !apposed => Some(Mention { words: head..chunk.end, sort: MentionSort::Role }),
            Some(head) => Some(Mention { words: head..chunk.end, sort: MentionSort::Named(name.clone()) }),
            None => {
                let opens = start == low || tokens[start].gap.is_break();
                let from = if opens { start } else { name::titles_start(tokens, start, name.start) };
                Some(Mention { words: from..chunk.end, sort: MentionSort::Named(name.clone()) })
            }
        };
    }
    let head = governing_role(tokens, low, start).unwrap_or(start);
    Some(Mention { words: head..chunk.end, sort: MentionSort::Role })
}

/// `Representative Jane Doe of New York`: a name before the place that `chunk` names.
fn named_with_origin(tokens: &[Token], low: usize, chunk: Range<usize>) -> Option<Mention> {
    let of = chunk.start.checked_sub(1).filter(|of| *of > low && matches!(tokens[*of].low, "of" | "from"))?;
    let plain = tokens[chunk.start].gap.is_plain() && tokens[of].gap.is_plain();
    if !plain || !tokens[of - 1].is_capitalised() || tokens[of - 1].is(Sort::Time) {
        return None;
    }
    let start = chunk_start(tokens, low, of - 1);
    let name = name::name_in(tokens, start..of).filter(|name| name.end == of)?;
    let titled = name.len() > 1 || name.start > start && !is_article(tokens, name.start - 1);
    titled.then(|| Mention { words: name::titles_start(tokens, start, name.start)..chunk.end, sort: MentionSort::Named(name) })
}

/// Where a phrase like `spokesman for` or `head of` that governs the chunk at `start` begins.
fn governing_role(tokens: &[Token], low: usize, start: usize) -> Option<usize> {
    let mut found = None;
    let mut start = start;
    for _ in 0..4 {
        let plain = |p: &usize| *p > low && tokens[*p + 1].gap.is_plain() && tokens[*p].gap.is_plain();
        let Some(preposition) = start.checked_sub(1).filter(plain) else { return found };
        if !matches!(
            tokens[preposition].low,
            "of" | "for" | "in" | "at" | "from" | "to" | "with" | "on" | "near" | "by" | "within"
        ) {
            return found;
        }
        let mut head = preposition - 1;
        // `people briefed on the matter`, `a person familiar with the talks`.
        let participle =
            tokens[head].ends_in(b"ed") || matches!(tokens[head].low, "familiar" | "close" | "known" | "based" | "involved");
        if participle && head > low && tokens[head].gap.is_plain() {
            head -= 1;
        }
        if is_stop(&tokens[head]) && tokens[head].listed.role.is_none() || tokens[head].is_possessive() {
            return found;
        }
        let chunk = chunk_start(tokens, low, head);
        // `E-mails released by the ministry`
        let released = participle && tokens[preposition].low == "by";
        if released || role_ending_at(tokens, chunk, head).is_some() {
            found = Some(chunk);
        } else if found.is_none() && !matches!(tokens[preposition].low, "of" | "for" | "in") {
            return None;
        }
        if chunk <= low {
            return found;
        }
        start = chunk;
    }
    found
}

/// The role that ends at `last`, the longest phrase first.
pub(super) fn role_ending_at(tokens: &[Token], low: usize, last: usize) -> Option<(usize, Role)> {
    if !tokens.get(last)?.listed.ends_role {
        return None;
    }
    let longest = (0..4).rev().filter_map(|back| last.checked_sub(back).filter(|start| *start >= low)).find_map(|start| {
        let plain = tokens[start + 1..=last].iter().all(|token| token.gap.is_plain());
        let role = plain.then(|| phrase_role(&tokens[start..=last])).flatten()?;
        Some((start, role))
    });
    longest.filter(|(start, _)| *start < last).or_else(|| role_around_place(tokens, low, last)).or(longest)
}

/// A role of two words that the adjective of a place parts: `top | Velian | diplomat`.
fn role_around_place(tokens: &[Token], low: usize, last: usize) -> Option<(usize, Role)> {
    let start = last.checked_sub(2).filter(|start| *start >= low && tokens[*start].listed.starts_role)?;
    let plain = tokens[start + 1..=last].iter().all(|token| token.gap.is_plain());
    if !plain || !tokens[last - 1].is_capitalised() || tokens[last].is_capitalised() || tokens[last - 1].is_possessive() {
        return None;
    }
    let role = lexicon::role(&[tokens[start].low, tokens[last].low].join(" "))?;
    Some((start, role))
}

/// The role that the words name.
fn phrase_role(tokens: &[Token]) -> Option<Role> {
    match tokens {
        [only] => only.listed.role,
        [first, ..] if !first.listed.starts_role => None,
        several => lexicon::role(&joined(several)),
    }
}

/// The folded words with one space between them.
pub(super) fn joined(tokens: &[Token]) -> String {
    let mut words = String::with_capacity(tokens.iter().map(|token| token.low.len() + 1).sum());
    for (at, token) in tokens.iter().enumerate() {
        if at > 0 {
            words.push(' ');
        }
        words.push_str(token.low);
    }
    words
}

/// Whether the word is a pronoun that can be the subject of speech.
pub(super) fn is_subject_pronoun(word: &str) -> bool {
    matches!(word, "he" | "she" | "they" | "it")
}

/// Leaves out `on Tuesday`, `earlier this week` and participles at the end: `The rules issued Thursday`.
fn without_trailing_time(tokens: &[Token], low: usize, last: usize) -> usize {
    let mut end = last;
    while end > low
        && tokens[end].gap.is_plain()
        && (tokens[end].is(Sort::Time) || matches!(tokens[end].low, "early" | "late" | "this" | "last"))
    {
        end -= 1;
    }
    // `over the | weekend`
    if end < last && end > low + 1 && matches!(tokens[end].low, "the" | "that") && tokens[end - 1].is(Sort::Preposition) {
        end -= 1;
    }
    if end < last && end > low && matches!(tokens[end].low, "on" | "over" | "during" | "in") {
        end -= 1;
    }
    if end < last && end > low && !tokens[end].is_capitalised() && tokens[end].ends_in(b"ed") {
        end -= 1;
    }
    end
}

/// Adds what is joined to the phrase by `and`: `Both he and Lavrov`.
fn with_coordination(tokens: &[Token], low: usize, right: Mention) -> Mention {
    let start = right.words.start;
    let joint = start.checked_sub(1).filter(|at| *at > low && matches!(tokens[*at].low, "and" | "or"));
    let Some(joint) = joint.filter(|at| tokens[*at].gap.is_plain() && tokens[start].gap.is_plain()) else { return right };
    let left_word = &tokens[joint - 1];
    let can_name = left_word.is_capitalised() || is_subject_pronoun(left_word.low) || left_word.listed.role.is_some();
    if !can_name {
        return right;
    }
    let Some(left) = one_ending_at(tokens, low, joint - 1) else { return right };
    let before = left.words.start.checked_sub(1).filter(|at| *at >= low && !tokens[left.words.start].gap.is_break());
    let blocked = before.is_some_and(|at| {
        let token = &tokens[at];
        token.low != "both"
            && (token.is(Sort::Preposition)
                || token.low == "to"
                || token.listed.verb.is_some()
                || token.ends_in(b"ing")
                || token.ends_in(b"ed"))
    });
    // `Oversight and Reform Committee spokesman Ali Doe`: here `and` stands inside an organisation's name.
    let inside_name =
        tokens[start].listed.is_organisation_word && matches!(&left.sort, MentionSort::Named(name) if name.len() == 1);
    if blocked || inside_name {
        return right;
    }
    let words = left.words.start..right.words.end;
    // `Attorney General and Senate candidate Ann Lee` is one person.
    let bare_role = left.sort == MentionSort::Role && !tokens[left.words.start].is(Sort::Determiner);
    let one = bare_role && role_ending_at(tokens, left.words.start, joint - 1).is_some_and(|(_, role)| role.is_persons());
    match right.sort {
        MentionSort::Named(name) if one && name.start > right.words.start => Mention { words, sort: MentionSort::Named(name) },
        _ => Mention { words, sort: MentionSort::Several(vec![left, right]) },
    }
}

/// The noun phrase that starts at `first`, not ending after `high`: `John Smith, a spokesman for the group`.
pub(super) fn starting_at(tokens: &[Token], first: usize, high: usize) -> Option<Mention> {
    let token = tokens.get(first).filter(|_| first < high)?;
    if is_bare_pronoun(token) {
        return Some(Mention { words: first..first + 1, sort: MentionSort::Pronoun });
    }
    let opens =
        token.is_capitalised() || token.is(Sort::Determiner) || token.listed.role.is_some() || token.listed.place.is_some();
    let opens = opens || matches!(token.low, "former" | "senior" | "top" | "acting" | "chief" | "deputy" | "leading");
    // `said plant manager Ann Lee`
    let plain_noun = |at: usize| {
        at < high && !is_stop(&tokens[at]) && !tokens[at].is_capitalised() && (at == first || tokens[at].gap.is_plain())
    };
    let nouns = (first..first + 4).take_while(|at| *at < tokens.len() && plain_noun(*at)).count();
    let named = nouns > 0
        && nouns < 4
        && tokens.get(first + nouns).is_some_and(|t| first + nouns < high && t.is_capitalised() && t.gap.is_plain());
    // `say striking miners of Karsk`
    let group = (first..first + 3).take_while(|at| *at < high && *at < tokens.len() && plain_noun(*at));
    let opens = opens || named || group.clone().any(|at| tokens[at].listed.role.is_some_and(|role| role.class == "group"));
    if !opens || token.is(Sort::Time) && !token.is(Sort::Determiner) || token.is(Sort::Preposition) || token.low == "that" {
        return None;
    }
    let mut end = first + 1;
    while end < high && end - first < MOST_WORDS && tokens[end].gap.is_plain() {
        let title_of = tokens[end].low == "of" && tokens.get(end + 1).is_some_and(Token::is_capitalised);
        let chain = matches!(tokens[end].low, "of" | "for" | "at" | "in" | "from" | "to")
            && role_ending_at(tokens, first, end - 1).is_some();
        let particle = tokens[end].listed.is_particle && tokens.get(end + 1).is_some_and(Token::is_capitalised);
        let inside =
            !is_stop(&tokens[end]) || particle || chain && tokens.get(end + 1).is_some_and(|t| end + 1 < high && !is_stop(t));
        let some_of = tokens[end].low == "of" && tokens[end - 1].is(Sort::Determiner);
        let paired = tokens[end].low == "and" && !tokens[end - 1].is_capitalised() && tokens[end - 1].listed.role.is_none();
        let paired = paired
            && end > first + 1
            && tokens.get(end + 1).is_some_and(|t| end + 1 < high && !is_stop(t) && !t.is_capitalised());
        let inside = inside || title_of && tokens[end - 1].is_capitalised() || some_of || paired;
        let past = tokens[end].ends_in(b"ed") && !tokens[end - 1].is(Sort::Determiner) && !tokens[end].is_capitalised();
        let ends = past || tokens[end].is(Sort::Time) || tokens[end].ends_in(b"ing") && !tokens[end].is_capitalised();
        if !inside || ends {
            break;
        }
        end += 1;
    }
    let words = first..end;
    let with_article = is_article(tokens, first);
    // `the top Velian diplomat`: no name, but the adjective of a place.
    let inside = |name: &Range<usize>| name.end + 1 == end && role_around_place(tokens, first, name.end).is_some();
    let named = name::first_name_in(tokens, words.clone()).filter(|name| !with_article || name.start > first + 1);
    if let Some(name) = named.filter(|name| !inside(name)) {
        return Some(Mention { words, sort: MentionSort::Named(name) });
    }
    // `a White House spokesman, Eric Schultz`
    let apposed =
        tokens.get(end).filter(|t| end < high && t.gap.comma() && !t.gap.quote() && t.is_capitalised() && !t.is(Sort::Time));
    if apposed.is_some() && role_ending_at(tokens, first, end - 1).is_some() {
        let mut last = end + 1;
        while last < high && tokens[last].gap.is_plain() && name::is_name_part(tokens, last) {
            last += 1;
        }
        if let Some(name) = name::name_in(tokens, end..last).filter(|name| name.len() > 1) {
            return Some(Mention { words: first..last, sort: MentionSort::Named(name) });
        }
    }
    Some(Mention { words, sort: MentionSort::Role })
}
