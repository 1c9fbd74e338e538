//! Attributions: who says what, as cue, subject and side.

use super::clause;
use super::complement;
use super::lexicon::{self, CueEntry, Frame, Sort};
use super::mention::{self, Mention, MentionSort};
use super::opening::Begins;
use super::passage::Passage;
use super::source::Source;
use super::subject;
use super::token::{Gap, Token};
use crate::text::Span;
use std::ops::Range;

/// One attribution: positions are those of the block's words.
#[derive(Debug, Clone)]
pub(super) struct Attribution {
    /// The cue's words.
    pub cue: Range<usize>,
    /// What the list says of the cue.
    pub entry: CueEntry,
    /// Who speaks; `None` where the subject is that of another attribution or of the sentence.
    pub subject: Option<Mention>,
    /// All its words: subject, helping verbs, cue, recipient.
    pub words: Range<usize>,
    /// Whether the subject follows the cue: `said Smith`, `according to Smith`.
    pub inverted: bool,
}

/// The attributions among `words`, in order and without overlap. Words inside quotations are never cues.
pub(super) fn attributions(passage: &Passage, words: Range<usize>) -> Vec<Attribution> {
    let mut found: Vec<Attribution> = Vec::new();
    let mut at = words.start;
    // Between cues there is nothing to look at.
    while let Some(next) =
        passage.tokens.get(at..words.end).and_then(|rest| rest.iter().position(|word| word.begins(Begins::CUE)))
    {
        at += next;
        let next = cue_at(passage, at, words.end).and_then(|(length, entry)| {
            let low = found.last().map_or(words.start, |last| last.words.end);
            attribution(passage, at..at + length, entry, low..words.end).or_else(|| {
                // `The minister, according to the Post, | said`: the paper only passes on who spoke.
                let aside = found.last().filter(|last| last.entry.lemma == "according to" && is_between(passage, last, at))?;
                let low = found.iter().rev().nth(1).map_or(words.start, |before| before.words.end);
                let outer = attribution(passage, at..at + length, entry, low..words.end)?;
                (outer.words.start < aside.words.start).then_some(outer)
            })
        });
        if let Some(outer) = &next {
            found.pop_if(|last| last.words.end > outer.words.start);
        }
        match next {
            Some(attribution) => {
                at = attribution.words.end.max(at + 1);
                found.push(attribution);
            }
            None => at += 1,
        }
    }
    found
}

/// Whether the attribution stands between two commas, the second of which opens the verb group of the cue at `cue`.
fn is_between(passage: &Passage, attribution: &Attribution, cue: usize) -> bool {
    let tokens = passage.tokens;
    let (start, end) = (attribution.words.start, attribution.words.end);
    tokens[start].gap.comma() && end <= cue && tokens[end].gap.comma() && subject::verb_start(tokens, end, cue) == end
}

fn cue_at(passage: &Passage, at: usize, end: usize) -> Option<(usize, CueEntry)> {
    let tokens = passage.tokens;
    if !tokens[at].begins(Begins::CUE)
        || !passage.is_outside(at)
        || tokens[at].is_capitalised() && at > 0 && !tokens[at].ends_in(b"ing") && tokens[at].low != "according"
    {
        return None;
    }
    let following = |i: usize| tokens.get(at + i).filter(|token| at + i < end && token.gap.is_plain()).map(|token| token.low);
    lexicon::cue(tokens[at].listed.cues, following)
}

/// The attribution around a cue, if it is one; `within` starts after the one before.
fn attribution(passage: &Passage, cue: Range<usize>, entry: CueEntry, within: Range<usize>) -> Option<Attribution> {
    let tokens = passage.tokens;
    if entry.lemma == "according to" || entry.lemma == "in the words of" {
        let subject = of_phrase(tokens, &cue, within.end)?;
        let words = cue.start..subject.words.end.max(cue.end);
        return Some(Attribution { cue, entry, subject: Some(subject), words, inverted: true });
    }
    if tokens[cue.start].low == "as" {
        if let Some(subject) = subject::quoted_before(passage, within.start, cue.start) {
            // `the agency quoted` is no speech of the agency's.
            let start = if subject.words.start < within.start + 6 { within.start } else { subject.words.start };
            return Some(Attribution { words: start..cue.end, cue, entry, subject: Some(subject), inverted: false });
        }
        // `was quoted in the Courier as saying`: the subject is that of the sentence.
        return Some(Attribution { words: cue.clone(), cue, entry, subject: None, inverted: false });
    }
    let verb = subject::verb_start(tokens, within.start, cue.start);
    if is_blocked(tokens, &cue, verb, within.start, entry) {
        return None;
    }
    let first = &tokens[cue.start];
    if first.ends_in(b"ing") && verb == cue.start {
        if let Some(subject) = subject::of_absolute(passage, within.start, cue.start) {
            let words = subject.words.start - 1..cue.end;
            return Some(Attribution { words, cue, entry, subject: Some(subject), inverted: false });
        }
        return participle(tokens, cue, entry, within);
    }
    let gap = first.gap;
    let free = cue.start == within.start || gap.comma() || gap.quote() || gap.dash();
    if free
        && verb == cue.start
        && (!is_base(first, entry) || entry.lemma == "say" && gap.quote())
        && let Some(inverted) = inverted(passage, &cue, entry, &within)
    {
        return Some(inverted);
    }
    let conjunct = verb.checked_sub(1).filter(|at| *at >= within.start && matches!(tokens[*at].low, "and" | "but"));
    if let Some(joint) = conjunct.filter(|_| tokens[verb].gap.is_plain() || tokens[verb].gap.comma()) {
        // `said … and stressed that …`: the subject stands further left.
        if entry.doubtful
            && !complement::followed_by_that(tokens, cue.end, within.end, complement::takes_recipient(entry.lemma))
            || is_base(first, entry) && !has_modal(tokens, verb, cue.start)
        {
            return None;
        }
        return Some(Attribution { words: joint..cue.end, cue, entry, subject: None, inverted: false });
    }
    if subject::goes_on_telling(passage, within.start, verb) {
        return Some(Attribution { words: verb..cue.end, cue, entry, subject: None, inverted: false });
    }
    let subject = subject::subject_before(passage, within.start, verb)?;
    if entry.lemma == "find" && subject.words.start > within.start {
        return None;
    }
    // `The board handed over the harbour emails`: so far from its subject a doubtful form is no verb.
    if entry.doubtful && !first.ends_in(b"ed") && subject.words.end < verb && tokens[subject.words.end].gap.is_plain() {
        return None;
    }
    if let Some(start) = relative_start(tokens, &subject, &cue, within.start).filter(|_| entry.frame == Frame::Act) {
        return Some(Attribution { words: start..cue.end, cue, entry, subject: Some(subject), inverted: false });
    }
    // `Nordgaz say the outage is over`: a firm or team that opens the sentence takes a plural verb.
    let firm = entry.lemma == "say" && tokens[subject.words.start].gap.start() && !matches!(subject.sort, MentionSort::Pronoun);
    if !is_speaker(tokens, &subject, entry, within.start)
        || is_base(first, entry) && !has_modal(tokens, verb, cue.start) && !is_plural(tokens, &subject) && !firm
    {
        return None;
    }
    // `the officers who Lee said fled`, `a plan the board says failed`: told in passing inside a noun phrase.
    let passing = subject.words.start > within.start
        && tokens[subject.words.start].gap.is_plain()
        && entry.frame != Frame::Act
        && tokens
            .get(cue.end)
            .is_some_and(|next| cue.end < within.end && next.gap.is_plain() && clause::is_finite(tokens, cue.end, cue.end));
    if passing {
        return None;
    }
    let words = subject.words.start..cue.end;
    Some(Attribution { cue, entry, subject: Some(subject), words, inverted: false })
}

/// Who is named by `according to …`, `in the words of …`, `in his words`.
fn of_phrase(tokens: &[Token], cue: &Range<usize>, high: usize) -> Option<Mention> {
    let object = |at: usize| matches!(tokens[at].low, "him" | "her" | "them" | "his" | "their");
    let pronoun = if tokens[cue.start].low == "in" { cue.start + 1 } else { cue.end };
    if pronoun < high && object(pronoun) {
        let bare =
            cue.contains(&pronoun) || tokens.get(pronoun + 1).is_none_or(|next| pronoun + 1 >= high || next.gap.is_break());
        // `according to his deputy` names somebody after all.
        if bare || cue.contains(&pronoun) {
            return bare.then(|| Mention { words: pronoun..pronoun + 1, sort: MentionSort::Pronoun });
        }
    }
    mention::starting_at(tokens, cue.end, high)
}

/// Where a relative clause that judges what was said starts: `, | a charge that Velia calls "a fairy tale"`,
/// `, | which the union described as …`. Its own subject speaks, not that of the sentence.
fn relative_start(tokens: &[Token], subject: &Mention, cue: &Range<usize>, low: usize) -> Option<usize> {
    let end = cue.end;
    let judges = tokens.get(end).is_some_and(|next| next.gap.quote() || next.low == "as");
    let relative = subject.words.start.checked_sub(1).filter(|at| judges && *at > low && tokens[*at + 1].gap.is_plain())?;
    match tokens[relative].low {
        "which" if tokens[relative].gap.comma() => Some(relative),
        "that" if is_word_for_words(tokens[relative - 1].low) => {
            (low..relative - 1).rev().take(3).find(|at| tokens[*at].is(Sort::Determiner))
        }
        _ => None,
    }
}

/// Whether a relative clause holds the attribution, as [`relative_start`] finds it.
pub(super) fn is_relative(tokens: &[Token], attribution: &Attribution) -> bool {
    let start = attribution.subject.as_ref().map_or(0, |subject| subject.words.start);
    start > attribution.words.start && !attribution.inverted && matches!(tokens[start - 1].low, "that" | "which")
}

/// Whether the noun names something said.
fn is_word_for_words(noun: &str) -> bool {
    matches!(
        noun,
        "charge"
            | "claim"
            | "accusation"
            | "allegation"
            | "assertion"
            | "suggestion"
            | "remark"
            | "comment"
            | "idea"
            | "demand"
    )
}

/// Whether the noun names what one speaks in.
fn is_occasion(noun: &str) -> bool {
    matches!(
        noun,
        "address"
            | "briefing"
            | "broadcast"
            | "communique"
            | "communiqué"
            | "declaration"
            | "dispatch"
            | "email"
            | "interview"
            | "letter"
            | "message"
            | "note"
            | "post"
            | "report"
            | "speech"
            | "statement"
            | "testimony"
    )
}

/// `adding that …`, `Noting that …`, `by saying …`: the subject is that of another attribution or of the sentence.
fn participle(tokens: &[Token], cue: Range<usize>, entry: CueEntry, within: Range<usize>) -> Option<Attribution> {
    let before = cue.start.checked_sub(1).filter(|at| *at >= within.start).map(|at| &tokens[at]);
    let free = before.is_none() || tokens[cue.start].gap.is_break();
    let by = before.is_some_and(|t| matches!(t.low, "by" | "in" | "after" | "before" | "while"));
    let that = complement::followed_by_that(tokens, cue.end, within.end.min(cue.end + 3), true);
    let quote = tokens.get(cue.end).is_some_and(|token| token.gap.quote());
    let joined = before.is_some_and(|t| matches!(t.low, "and" | "but"));
    let noun = before.is_some_and(|t| t.is(Sort::Determiner) || t.is(Sort::Preposition) && !by);
    if noun
        || !(free || by || that || quote)
        || joined && !that && !quote
        || entry.doubtful && !that && !quote
        || cue.end >= within.end && !quote
    {
        return None;
    }
    let start = if by { cue.start - 1 } else { cue.start };
    Some(Attribution { words: start..cue.end, cue, entry, subject: None, inverted: false })
}

/// `said John Smith, a spokesman for the group`.
fn inverted(passage: &Passage, cue: &Range<usize>, entry: CueEntry, within: &Range<usize>) -> Option<Attribution> {
    let tokens = passage.tokens;
    let subject = mention::starting_at(tokens, cue.end, within.end)?;
    // `told` has the person spoken to behind it.
    let recipient = complement::takes_recipient(entry.lemma)
        && !(tokens[cue.start].gap.quote() && matches!(entry.lemma, "warn" | "ask" | "promise"));
    if !tokens[cue.end].gap.is_plain() || entry.frame == Frame::Act || recipient {
        return None;
    }
    // `The review, of June, reported a rise`: a thing that follows the cue is what is told.
    let speaks = subject.sort != MentionSort::Role
        || subject.words.clone().any(|at| tokens[at].is_capitalised() || tokens[at].listed.role.is_some());
    if !speaks && !tokens[cue.start].gap.quote() && cue.start > within.start {
        return None;
    }
    let end = subject.words.end;
    let goes_on = end < tokens.len() && end < within.end;
    // `said an official briefed on the matter`
    let reduced = goes_on && tokens[end].ends_in(b"ed") && tokens.get(end + 1).is_some_and(|next| next.is(Sort::Preposition));
    let clause_follows = goes_on && !reduced && tokens[end].gap.is_plain() && {
        let joined = matches!(tokens[end].low, "to" | "not" | "and");
        clause::is_finite(tokens, end, subject.words.start)
            || joined && clause::has_finite_verb(tokens, end..within.end.min(end + 6))
    };
    if clause_follows {
        return None;
    }
    // `Smith, who is to retire, said Jones "lied"`: here what stands before is the subject after all.
    let direct = goes_on && (tokens[end].gap.quote() || tokens[end].gap.is_plain());
    let gap = tokens[cue.start].gap;
    if direct && gap.comma() && !gap.quote() && subject::subject_before(passage, within.start, cue.start).is_some() {
        return None;
    }
    Some(Attribution { words: cue.start..end, cue: cue.clone(), entry, subject: Some(subject), inverted: true })
}

/// Whether the verb group shows that nobody speaks here: `is expected to say`, `was told`, `could say`.
fn is_blocked(tokens: &[Token], cue: &Range<usize>, verb: usize, low: usize, entry: CueEntry) -> bool {
    let helpers = &tokens[verb..cue.start];
    let has = |words: &[&str]| helpers.iter().any(|helper| words.contains(&helper.low));
    let form = tokens[cue.start].low;
    // `Other posts were vacant`
    let noun =
        entry.doubtful && tokens.get(cue.end).is_some_and(|next| next.gap.is_plain() && next.listed.verb == Some("auxiliary"));
    let passive = has(&["is", "are", "was", "were", "be", "been"]) && !form.ends_with("ing") && cue.len() == 1;
    let unreal = has(&["can", "could", "may", "might", "should", "must"]) && !has(&["not"]);
    let infinitive = has(&["to"]);
    let single = helpers.is_empty().then(|| verb.checked_sub(1).filter(|at| *at >= low)).flatten();
    let determiner = single.is_some_and(|at| {
        tokens[cue.start].gap.is_plain()
            && (tokens[at].is(Sort::Determiner) || tokens[at].is(Sort::Preposition) && !form.ends_with("ing"))
    });
    let question = entry.lemma == "ask" && form == "asked" && cue.start == low;
    let about = entry.lemma == "comment" && tokens.get(cue.end).is_some_and(|next| next.low == "on");
    // `The firm did not respond to requests`: whoever keeps silent speaks no quote, so that the sentence is the outlet's own.
    let silent =
        matches!(entry.lemma, "respond" | "reply" | "answer" | "comment") && has(&["not", "n't", "didn't", "never", "didn’t"]);
    let goes_on = about || entry.lemma == "continue" && tokens.get(cue.end).is_some_and(|next| next.low == "to");
    noun || passive || unreal || infinitive || determiner || question || silent || goes_on
}

fn is_base(token: &Token, entry: CueEntry) -> bool {
    token.low == entry.lemma && !matches!(token.listed.verb, Some("past"))
}

fn has_modal(tokens: &[Token], verb: usize, cue: usize) -> bool {
    tokens[verb..cue]
        .iter()
        .any(|token| matches!(token.low, "did" | "does" | "do" | "will" | "would" | "can" | "could" | "may" | "might"))
}

fn is_plural(tokens: &[Token], subject: &Mention) -> bool {
    match &subject.sort {
        MentionSort::Pronoun => tokens[subject.words.start].low == "they",
        MentionSort::Several(_) => true,
        _ => {
            let last = &tokens[subject.words.end - 1];
            let role =
                (subject.words.start..subject.words.end).find_map(|at| tokens[at].listed.role.filter(|role| role.plural));
            role.is_some() || last.ends_in(b"s") && last.low.len() > 3 && !matches!(subject.sort, MentionSort::Named(_))
        }
    }
}

/// Whether the phrase can be a speaker of this cue.
fn is_speaker(tokens: &[Token], subject: &Mention, entry: CueEntry, low: usize) -> bool {
    let before = subject.words.start.checked_sub(1).filter(|at| *at >= low && tokens[subject.words.start].gap.is_plain());
    let before = before.map(|at| &tokens[at]);
    if before.is_some_and(|token| {
        matches!(token.low, "what" | "which" | "than" | "whom" | "whose" | "that" | "how" | "whether" | "why" | "if" | "where")
    }) {
        return false;
    }
    // `guests, including divers named as candidates`: an example, of whom something is told.
    let example = before.is_some_and(|token| token.low == "including");
    if example && tokens.get(subject.words.end).is_none_or(|next| next.low != "who") {
        return false;
    }
    // `Another added`, `Some said`
    let alone = subject.words.len() == 1 && tokens[subject.words.start].is(Sort::Determiner);
    let is_role = alone || subject.words.clone().any(|at| tokens[at].listed.role.is_some());
    let sure = match subject.sort {
        MentionSort::Role => {
            is_role || tokens[subject.words.start].is_capitalised() || tokens[subject.words.start].is(Sort::Determiner)
        }
        _ => true,
    };
    if entry.doubtful {
        // `In a statement | the ministry called …`, without a comma.
        let fronted = tokens[low].low == "in" && subject.words.start <= low + 5;
        let open = before.is_none_or(|token| {
            token.is(Sort::Conjunction)
                || token.is(Sort::Subordinator)
                || token.is(Sort::Time)
                || token.is(Sort::Adverb)
                || fronted && is_occasion(token.low)
        });
        let named = !matches!(subject.sort, MentionSort::Role) || is_role;
        let capital = subject.words.clone().skip(1).any(|at| tokens[at].is_capitalised())
            || tokens[subject.words.start].text.len() > 1
                && tokens[subject.words.start].is_capitalised()
                && !tokens[subject.words.start].is(Sort::Determiner);
        return sure && open && (named || capital);
    }
    sure || tokens[subject.words.end - 1].ends_in(b"s")
}

/// Whether `sentence`, which follows a quotation that ended in a full stop, is nothing but its attribution.
pub(super) fn is_bare(source: &Source, sentence: Span) -> bool {
    let mut words = source.words(sentence);
    if let Some(opening) = words.first_mut() {
        opening.gap = Gap::opening(&source.text[sentence.start..opening.span.start]);
    }
    let mut tokens = Vec::with_capacity(words.len());
    source.push_joined(&words, &mut tokens);
    let count = tokens.len();
    let passage = Passage { text: source.text, tokens: &tokens, quotations: &[], runs: Vec::new(), sentences: &[] };
    let Some(first) = attributions(&passage, 0..count).into_iter().next() else { return false };
    let rest = first.words.end..count;
    let tail = tokens.get(rest.start).is_none_or(|token| {
        let opens = token.gap.comma() || token.is(Sort::Preposition) || token.is(Sort::Time) || token.is(Sort::Adverb);
        opens || token.ends_in(b"ing") || first.inverted
    });
    let recipient = complement::takes_recipient(first.entry.lemma) && !clause::has_finite_verb(&tokens, rest.clone());
    let short = first.words.start == 0 && count < 30 && (tail || recipient);
    let quotes = tokens.iter().any(|token| token.gap.quote() || token.gap.colon());
    short && !quotes && !complement::followed_by_that(&tokens, rest.start, rest.end, true)
}
