//! The subject of a verb: who stands before it, also over an apposition, a relative clause or a conjunction.

use super::attribution::Attribution;
use super::clause;
use super::complement;
use super::lexicon::{Frame, Sort};
use super::mention::{self, Mention, MentionSort};
use super::modified;
use super::name;
use super::passage::Passage;
use super::token::Token;
use std::ops::Range;

/// Where the verb group that ends in the cue at `cue` starts: `has also said`.
pub(super) fn verb_start(tokens: &[Token], low: usize, cue: usize) -> usize {
    let mut start = cue;
    while let Some(aside) = aside_before(tokens, low, start) {
        start = aside;
    }
    while start > low
        && cue - start < 5
        && (tokens[start].gap.is_plain() || tokens[start].gap.comma() && is_between_commas(tokens, low, start))
    {
        let before = tokens[start - 1].low;
        let adverb = (tokens[start - 1].is(Sort::Adverb) || before.ends_with("ly") && before.len() > 4)
            && !tokens[start - 1].is_capitalised();
        let helper = matches!(
            before,
            "has"
                | "have"
                | "had"
                | "did"
                | "does"
                | "do"
                | "will"
                | "would"
                | "is"
                | "are"
                | "was"
                | "were"
                | "been"
                | "be"
                | "not"
                | "can"
                | "could"
                | "may"
                | "might"
                | "should"
                | "must"
                | "to"
                | "never"
                | "himself"
                | "herself"
                | "themselves"
                | "both"
                | "all"
        );
        // `has | for months | asked`
        let time = start >= low + 3
            && (tokens[start - 1].is(Sort::Time)
                || matches!(tokens[start - 1].low, "days" | "weeks" | "months" | "years" | "decades"))
            && matches!(tokens[start - 2].low, "for" | "since" | "in")
            && matches!(tokens[start - 3].low, "has" | "have" | "had");
        if time {
            start -= 3;
            continue;
        }
        // `has | at times | said`
        if is_set_adverbial(tokens, low, start) {
            start -= 2;
            continue;
        }
        if !adverb && !helper || tokens[start - 1].listed.role.is_some() {
            break;
        }
        start -= 1;
    }
    start
}

/// Whether the two words before `at` are a set adverbial: `at times`, `in turn`.
fn is_set_adverbial(tokens: &[Token], low: usize, at: usize) -> bool {
    at >= low + 3
        && tokens[at - 1].gap.is_plain()
        && match tokens[at - 2].low {
            "at" => matches!(tokens[at - 1].low, "times" | "first" | "once" | "last" | "least"),
            "in" => {
                matches!(tokens[at - 1].low, "turn" | "part" | "private" | "public" | "response" | "reply" | "fact")
            }
            "for" => matches!(tokens[at - 1].low, "example" | "instance" | "now"),
            _ => false,
        }
}

/// Whether the word before `at` stands between commas: `, however, said`.
fn is_between_commas(tokens: &[Token], low: usize, at: usize) -> bool {
    at > low + 1 && tokens[at - 1].gap.comma() && (tokens[at - 1].is(Sort::Adverb) || tokens[at - 1].ends_in(b"ly"))
}

/// Where a set aside between two commas that ends before `at` starts: `, though, | said`, `, for his part, | said`.
fn aside_before(tokens: &[Token], low: usize, at: usize) -> Option<usize> {
    (1..=3).filter_map(|length| at.checked_sub(length)).find(|start| *start > low && aside_end(tokens, *start) == Some(at))
}

/// The end of the set aside between two commas that starts at `at`.
fn aside_end(tokens: &[Token], at: usize) -> Option<usize> {
    let low = |at: usize| tokens.get(at).map_or("", |token| token.low);
    let length = match (low(at), low(at + 1), low(at + 2)) {
        ("though" | "however" | "too" | "meanwhile" | "instead" | "nonetheless" | "nevertheless" | "then", ..) => 1,
        ("of", "course", _) | ("in", "turn", _) | ("for", "example" | "instance", _) => 2,
        ("for", "his" | "her" | "its" | "their", "part") => 3,
        _ => return None,
    };
    let closes = tokens.get(at + length).is_some_and(|next| next.gap.comma());
    (tokens[at].gap.comma() && closes).then_some(at + length)
}

/// `Lee who said the talks dealt with grain and Velia | also confirmed …`: behind a complete relative clause a verb of speech with
/// `also`, `still` or `again`, behind a comma or behind a place goes on with the subject of the sentence. `low` is where the cue of
/// the relative clause ends.
pub(super) fn goes_on_telling(passage: &Passage, low: usize, verb: usize) -> bool {
    let tokens = passage.tokens;
    let Some(last) = verb.checked_sub(1).filter(|last| *last > low) else { return false };
    let relative = (low.saturating_sub(5)..low)
        .rev()
        .take_while(|at| !tokens[*at + 1].gap.start())
        .find(|at| tokens[*at].low == "who" && passage.is_outside(*at));
    let again = tokens.get(verb).is_some_and(|token| matches!(token.low, "also" | "still" | "again" | "later"));
    let place = tokens[last].listed.place.is_some();
    let own_subject = mention::is_subject_pronoun(tokens[last].low);
    relative.is_some()
        && (again || place || tokens[verb].gap.comma())
        && !own_subject
        && clause::has_finite_verb(tokens, low..verb)
}

/// `with Minister Ann Lee | declaring that …`.
pub(super) fn of_absolute(passage: &Passage, low: usize, cue: usize) -> Option<Mention> {
    let tokens = passage.tokens;
    let last = cue.checked_sub(1).filter(|last| *last > low && tokens[cue].gap.is_plain())?;
    let subject = mention::ending_at(tokens, low, last)?;
    let with = subject.words.start.checked_sub(1).filter(|at| *at >= low && tokens[*at].low == "with");
    (with.is_some() && matches!(subject.sort, MentionSort::Named(_))).then_some(subject)
}

/// `the agency quoted | lawyer Ann Lee as saying`.
pub(super) fn quoted_before(passage: &Passage, low: usize, cue: usize) -> Option<Mention> {
    let tokens = passage.tokens;
    let quoted = (low..cue).rev().take(14).find(|at| matches!(tokens[*at].low, "quoted" | "quotes" | "cited" | "quoting"))?;
    let passive =
        quoted.checked_sub(1).is_some_and(|at| matches!(tokens[at].low, "was" | "were" | "is" | "are" | "been" | "being"));
    let subject = mention::starting_at(tokens, quoted + 1, cue).filter(|_| !passive)?;
    Some(subject)
}

/// The subject that ends where the verb group starts, also over an apposition or a relative clause.
pub(super) fn subject_before(passage: &Passage, low: usize, verb: usize) -> Option<Mention> {
    let tokens = passage.tokens;
    let last = verb.checked_sub(1).filter(|last| *last >= low)?;
    if !passage.is_outside(last) && tokens[verb].gap.quote() {
        return None;
    }
    let gap = tokens[verb].gap;
    if tokens[last].low == "who" {
        // What stands between commas is told in passing: `Smith, who asked not to be named, said …`.
        let spoken = || complement::followed_by_that(tokens, verb + 1, tokens.len(), true) || closes_with_speech(tokens, verb);
        if tokens[last].gap.comma() && !spoken() {
            return None;
        }
        return last.checked_sub(1).filter(|at| *at >= low).and_then(|at| named_or_role(tokens, low, at));
    }
    if !gap.is_break() {
        let nearest = mention::ending_at(tokens, low, last)?;
        return Some(modified::head(passage, low, &nearest).unwrap_or(nearest));
    }
    if aside_end(tokens, verb).is_some() {
        let nearest = mention::ending_at(tokens, low, last)?;
        let described = nearest.sort == MentionSort::Role;
        let outer = described.then(|| before_aside(passage, low, verb)).flatten();
        return outer.or_else(|| modified::head(passage, low, &nearest)).or(Some(nearest));
    }
    if gap.closes() {
        let open = (low + 1..=last).rev().take(14).find(|at| tokens[*at].gap.opens())?;
        return mention::ending_at(tokens, low, open - 1);
    }
    if !gap.comma() && !gap.dash() || gap.colon() || gap.semicolon() {
        return None;
    }
    before_aside(passage, low, verb)
}

/// Whether the verb group at `verb` is one of speech whose content, a clause without `that`, ends the sentence: `, who | said he was
/// ill.`
fn closes_with_speech(tokens: &[Token], verb: usize) -> bool {
    let group = tokens.get(verb..tokens.len().min(verb + 4)).unwrap_or_default();
    let Some((cue, entry)) = group.iter().enumerate().find_map(|(i, token)| Some((verb + i, token.listed.cue?))) else {
        return false;
    };
    let content = cue + 1;
    let subject = tokens.get(content).is_some_and(|first| {
        let opens = first.is(Sort::Determiner) || first.is(Sort::Pronoun) || first.is_capitalised();
        opens && first.gap.is_plain()
    });
    if !subject || entry.frame == Frame::Act || entry.lemma == "ask" {
        return false;
    }
    let end = (content + 1..tokens.len()).find(|at| tokens[*at].gap.is_break() || tokens[*at].gap.start());
    let end = end.unwrap_or(tokens.len());
    tokens.get(end).is_none_or(|next| next.gap.start()) && clause::has_finite_verb(tokens, content..end)
}

/// Where the subject of an attribution ends that a relative clause right behind it makes: `divers | who have said`.
pub(super) fn before_relative(passage: &Passage, attribution: &Attribution) -> Option<usize> {
    let tokens = passage.tokens;
    let subject = attribution.subject.as_ref().filter(|subject| subject.words.start == attribution.words.start)?;
    let who = Some(subject.words.end).filter(|who| *who < attribution.cue.start && tokens[*who].low == "who")?;
    (verb_start(tokens, who + 1, attribution.cue.start) == who + 1).then_some(who)
}

/// The subject before the apposition or relative clause that ends where the verb group starts.
fn before_aside(passage: &Passage, low: usize, verb: usize) -> Option<Mention> {
    let tokens = passage.tokens;
    let last = verb.checked_sub(1)?;
    let opening = |at: &usize| tokens[*at].gap.comma() || tokens[*at].gap.dash() || tokens[*at].gap.opens();
    (low + 1..=last).rev().take(36).filter(opening).find_map(|at| {
        if !opens_aside(tokens, at) {
            return None;
        }
        let core = match tokens[at].low {
            "who" => person(tokens, low, at - 1)?,
            _ => with_apposed_name(tokens, named_or_role(tokens, low, at - 1)?, at..verb),
        };
        // `at a rally in Karsk, Ohio,` names no speaker, `one of its members, Ann Lee,` does.
        let start = core.words.start;
        let governed = start > low && tokens[start - 1].is(Sort::Preposition) && !tokens[start].gap.is_break();
        (!governed || core.words.end == verb).then_some(core)
    })
}

/// Whose act the attribution `telling`, which has no subject of its own, goes on telling. After `and` it is the subject of the nearest verb
/// before it, for a participle (`…, adding that`) the first speaker among the subjects of the sentence.
pub(super) fn shared_subject(passage: &Passage, words: Range<usize>, telling: &Range<usize>) -> Option<Mention> {
    let tokens = passage.tokens;
    let joint = tokens[telling.start].is(Sort::Conjunction);
    let end = if joint { telling.start } else { words.end };
    let verbs = (words.start + 1..end).filter(|at| passage.is_outside(*at) && clause::is_finite(tokens, *at, words.start));
    let subject = |at: usize| subject_before(passage, words.start, verb_start(tokens, words.start, at));
    let speaker = |mention: &Mention| match mention.sort {
        MentionSort::Role => mention.words.clone().any(|at| tokens[at].listed.role.is_some()),
        _ => true,
    };
    if joint && tokens[telling.start].gap.is_plain() {
        return verbs.rev().take(3).find_map(subject);
    }
    let first: Vec<usize> = verbs.take(6).collect();
    // `The firm was sued by its crew, alleging …`: whoever did it speaks.
    if let Some(agent) = first.first().filter(|_| !joint).and_then(|verb| agent_of(tokens, *verb, telling.start)) {
        return Some(agent);
    }
    let named = first.iter().copied().filter_map(subject).find(speaker);
    named.or_else(|| first.into_iter().find_map(subject))
}

/// Who does what a passive at `verb` tells: `was sued by | Ann Lee`.
fn agent_of(tokens: &[Token], verb: usize, high: usize) -> Option<Mention> {
    let be = matches!(tokens[verb].low, "is" | "are" | "was" | "were" | "been");
    let by = (verb + 2..high.min(verb + 4)).find(|at| tokens[*at].low == "by" && tokens[*at].gap.is_plain())?;
    // Who joins, follows or leads somebody need not be who speaks.
    let beside =
        |verb: &str| matches!(verb, "joined" | "accompanied" | "flanked" | "followed" | "escorted" | "introduced" | "hosted");
    let passive = be && tokens[by - 1].low.ends_with("ed") && tokens[by - 1].gap.is_plain() && !beside(tokens[by - 1].low);
    let agent = mention::starting_at(tokens, by + 1, high).filter(|_| passive)?;
    let speaks = agent.sort != MentionSort::Role || agent.words.clone().any(|at| tokens[at].listed.role.is_some());
    speaks.then_some(agent)
}

/// A role that opens the sentence: `A young man, dressed in black, came up, saying …`.
pub(super) fn opening_role(passage: &Passage, words: Range<usize>) -> Option<Mention> {
    let opening = mention::starting_at(passage.tokens, words.start, words.end)?;
    let is_role = mention::role_ending_at(passage.tokens, opening.words.start, opening.words.end - 1).is_some();
    is_role.then_some(opening)
}

/// The phrase before a `, who`, which names a person whatever its words: `The front-runner`, `Lang of Karsk`.
fn person(tokens: &[Token], low: usize, last: usize) -> Option<Mention> {
    let named = named_or_role(tokens, low, last);
    let bracket = tokens.get(last + 1).is_some_and(|next| next.gap.closes());
    let found = match named {
        None if bracket || name::is_party_tag(tokens[last].low) => return None,
        None => mention::ending_at(tokens, low, last).filter(|found| {
            let first = &tokens[found.words.start];
            first.is(Sort::Determiner) || first.is_capitalised()
        })?,
        Some(found) => found,
    };
    let start = found.words.start;
    let of = start.checked_sub(1).filter(|of| *of > low && matches!(tokens[*of].low, "of" | "from"));
    let of = of.filter(|of| tokens[start].gap.is_plain() && tokens[*of].gap.is_plain());
    let named = of.and_then(|of| mention::ending_at(tokens, low, of - 1));
    named.filter(|named| matches!(named.sort, MentionSort::Named(_))).or(Some(found))
}

/// A phrase that is a name, or a role with a listed head.
fn named_or_role(tokens: &[Token], low: usize, last: usize) -> Option<Mention> {
    if name::is_party_tag(tokens[last].low) {
        return None;
    }
    let last = match tokens.get(last + 1).filter(|next| next.gap.closes()) {
        Some(_) => (low + 1..=last).rev().take(8).find(|at| tokens[*at].gap.opens())? - 1,
        None => last,
    };
    let mention = mention::ending_at(tokens, low, last)?;
    let is_role = mention::role_ending_at(tokens, mention.words.start, last).is_some()
        || mention.words.clone().any(|at| tokens[at].listed.role.is_some());
    let fits = match mention.sort {
        MentionSort::Role => is_role || tokens[last].is_capitalised(),
        _ => true,
    };
    fits.then_some(mention)
}

/// Whether the words from `at` on, behind a comma, tell more about the name before it.
fn opens_aside(tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    let low = token.low;
    let next_to = |low: &str| {
        matches!(
            low,
            "who"
                | "whose"
                | "which"
                | "whom"
                | "of"
                | "jr"
                | "sr"
                | "himself"
                | "herself"
                | "now"
                | "then"
                | "once"
                | "also"
                | "both"
        )
    };
    token.is(Sort::Determiner)
        || token.is(Sort::Preposition)
        || token.is(Sort::Adverb)
        || matches!(low, "often" | "long" | "perhaps" | "sometimes")
        || next_to(low)
        || name::is_party_tag(low)
        || low.bytes().all(|b| b.is_ascii_digit())
        || low.ends_with("ing")
        || low.ends_with("ed")
        || token.listed.role.is_some()
        || token.is_capitalised()
        || tokens.get(at + 1).is_some_and(|next| next.listed.role.is_some())
}

/// `a White House spokesman, Eric Schultz, said`: the name in the aside is the speaker's.
fn with_apposed_name(tokens: &[Token], core: Mention, aside: Range<usize>) -> Mention {
    // `the union, through its spokesman Ann Lee, said`
    let through = matches!(tokens[aside.start].low, "through" | "via");
    let name = mention::starting_at(tokens, aside.start + usize::from(through), aside.end);
    if let Some(Mention { words, sort: MentionSort::Named(name) }) = name.clone()
        && through
    {
        return Mention { words: core.words.start..words.end, sort: MentionSort::Named(name) };
    }
    match (core.sort.clone(), name) {
        (MentionSort::Role, Some(Mention { words, sort: MentionSort::Named(name) }))
            if name.len() > 1 && words.end == aside.end =>
        {
            Mention { words: core.words.start..words.end, sort: MentionSort::Named(name) }
        }
        _ => core,
    }
}
