//! Headlines that name a speaker: `Lavrov: talks begin`, `Talks begin – Lavrov`.

use super::attribution;
use super::mention::{self, Mention, MentionSort};
use super::passage::Passage;
use crate::model::Cue;
use std::ops::Range;

/// The most words of a speaker before a colon or behind a dash.
const MOST_SPEAKER_WORDS: usize = 6;

/// Who speaks in a headline.
#[derive(Debug, Clone)]
pub(super) struct Said {
    /// Who.
    pub speaker: Mention,
    /// The words that say so, where there are any.
    pub cue: Option<Cue>,
    /// What is said.
    pub content: Range<usize>,
}

/// The attribution of a headline, if it has one.
pub(super) fn attribution(passage: &Passage, words: Range<usize>) -> Option<Said> {
    let tokens = passage.tokens;
    let opening =
        (words.start + 1..words.end).take(MOST_SPEAKER_WORDS).find(|at| tokens[*at].gap.colon() && words.end - at >= 2);
    // `Lavrov to Kerry: talks begin`
    let addressed = |at: usize| (words.start + 1..at).find(|to| tokens[*to].low == "to").unwrap_or(at);
    let opening = opening.and_then(|at| Some((speaker_in(passage, words.start..addressed(at))?, at..words.end)));
    let closes = |at: &usize| (tokens[*at].gap.dash() || tokens[*at].gap.colon()) && at - words.start >= 3;
    let closing = (words.start + 1..words.end).rev().take(MOST_SPEAKER_WORDS).find(closes);
    let closing = closing.and_then(|at| Some((speaker_in(passage, at..words.end)?, words.start..at)));
    if let Some((speaker, content)) = opening.or(closing) {
        return Some(Said { speaker, cue: None, content });
    }
    let found = attribution::attributions(passage, words.clone()).into_iter().next()?;
    let speaker = found.subject?;
    let cue = Cue { span: passage.span(&found.cue), lemma: found.entry.lemma.to_owned() };
    Some(Said { speaker, cue: Some(cue), content: words })
}

/// The speaker's name before a colon, as transcripts set it, with the place of what is said: `MINISTER KARR: We will see.`
pub(super) fn label(passage: &Passage, words: Range<usize>) -> Option<(Mention, usize)> {
    let tokens = passage.tokens;
    let colon = (words.start + 1..words.end).take(MOST_SPEAKER_WORDS).find(|at| tokens[*at].gap.colon())?;
    let plain = tokens[words.start + 1..colon].iter().all(|token| token.gap.is_plain());
    let spoken = passage.is_outside(words.end - 1) && words.end - colon >= 3;
    speaker_in(passage, words.start..colon).filter(|_| plain && spoken).map(|speaker| (speaker, colon))
}

/// The words as a speaker, if they name one and nothing else.
fn speaker_in(passage: &Passage, words: Range<usize>) -> Option<Mention> {
    let mention = mention::ending_at(passage.tokens, words.start, words.end - 1)?;
    let names = !matches!(mention.sort, MentionSort::Role) || words.clone().any(|at| passage.tokens[at].listed.role.is_some());
    (mention.words.start == words.start && names).then_some(mention)
}
