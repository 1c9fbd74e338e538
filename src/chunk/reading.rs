//! One sentence taken apart: quotes, reported clauses, the outlet's own clauses, and the attributions that tie them.

use super::attribution::{self, Attribution};
use super::clause;
use super::complement;
use super::leftover;
use super::lexicon::{Frame, Sort};
use super::passage::Passage;
use super::piece::{self, Piece, PieceSort, Reading};
use super::subject;
use std::ops::Range;

/// The fewest words behind a cue that make it worth a claim where they are no clause.
const FEWEST_COMPLEMENT_WORDS: usize = 3;

/// Where the content of an attribution stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    /// It follows: `Lavrov said that …`.
    Follows,
    /// It goes before: `…, Lavrov said`.
    Precedes,
    /// The attribution stands inside it: `The talks, he said, were good`.
    Around,
    /// There is none but a quotation.
    Bare,
}

/// Takes apart the sentence made of `words` into `reading`, which is empty.
pub(super) fn read(passage: &Passage, words: Range<usize>, reading: &mut Reading) {
    if passage.quotations.is_empty() {
        read_region(passage, words.clone(), false, false, reading);
        leftover::settle(passage, &words, reading);
        return;
    }
    let parts = parts(passage, words.clone());
    let mut ranges = Vec::with_capacity(parts.len());
    for (i, part) in parts.iter().enumerate() {
        let first = reading.attributions.len();
        if part.quotation.is_none() {
            let behind_quote = i > 0;
            let before_quote = i + 1 < parts.len();
            read_region(passage, part.words.clone(), behind_quote, before_quote, reading);
        } else if let Some(quotation) = part.quotation {
            reading.pieces.push(Piece { words: part.words.clone(), sort: PieceSort::Quote(quotation), attribution: None });
        }
        ranges.push(first..reading.attributions.len());
    }
    let mut quotes = parts.iter().enumerate().filter(|(_, part)| part.quotation.is_some()).map(|(i, _)| i);
    for piece in &mut reading.pieces {
        if matches!(piece.sort, PieceSort::Quote(_))
            && let Some(at) = quotes.next()
        {
            piece.attribution = of_quote(&parts, &ranges, &reading.attributions, at);
        }
    }
    // `replied that “nothing was sold” in those years`: what is left of the sentence behind a quote is the same speech.
    for i in 1..reading.pieces.len() {
        let (left, right) = reading.pieces.split_at_mut(i);
        let (before, piece) = (&left[i - 1], &mut right[0]);
        let joined = matches!(before.sort, PieceSort::Quote(_))
            && piece.sort == PieceSort::Fact
            && !passage.tokens[piece.words.start].gap.stop();
        let led = before.attribution.filter(|at| reading.attributions[*at].words.end <= before.words.start);
        if joined && led.is_some() {
            (piece.sort, piece.attribution) = (PieceSort::Reported, led);
        }
    }
    leftover::settle(passage, &words, reading);
}

/// The attribution of the quote that is part `at`: the one right behind it, the one right before it, or the nearest.
fn of_quote(parts: &[Part], ranges: &[Range<usize>], attributions: &[Attribution], at: usize) -> Option<usize> {
    let behind = ranges.get(at + 1).and_then(|range| range.clone().next());
    let before = at.checked_sub(1).and_then(|left| ranges[left].clone().next_back());
    let starts =
        |i: &usize| attributions[*i].words.start <= parts[at + 1].words.start + 1 && attributions[*i].subject.is_some();
    if let Some(i) = behind.filter(starts) {
        return Some(i);
    }
    let nearest = || {
        let left = ranges[..at].iter().rev().find_map(|range| range.clone().next_back());
        left.or_else(|| ranges[at..].iter().find_map(|range| range.clone().next()))
    };
    before.or(behind).or_else(nearest)
}

/// A stretch of a sentence: a quotation that stands as a clause, or what is between two such.
#[derive(Debug, Clone)]
struct Part {
    words: Range<usize>,
    quotation: Option<usize>,
}

fn parts(passage: &Passage, words: Range<usize>) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut start = words.start;
    while start < words.end {
        let quotation = passage.tokens[start].quotation();
        let mut end = start + 1;
        while end < words.end && passage.tokens[end].quotation() == quotation {
            end += 1;
        }
        let behind_quote = parts.last().is_some_and(|part| part.quotation.is_some() && part.words.end == start)
            || parts.len() > 1 && parts.last().is_some_and(|part| part.quotation.is_none());
        let group = start..end;
        let quotation = quotation.filter(|quotation| stands_alone(passage, &words, &group, *quotation, behind_quote));
        match parts.last_mut().filter(|last| quotation.is_none() && last.quotation.is_none()) {
            Some(last) => last.words.end = end,
            None => parts.push(Part { words: group, quotation }),
        }
        start = end;
    }
    parts
}

/// Whether the quoted words stand as a clause of their own rather than as a fragment of the sentence around them.
fn stands_alone(
    passage: &Passage,
    sentence: &Range<usize>,
    group: &Range<usize>,
    quotation: usize,
    behind_quote: bool,
) -> bool {
    let tokens = passage.tokens;
    let place = passage.quotations[quotation].inner;
    let goes_on = tokens.get(sentence.end).is_some_and(|token| token.span.start < place.end);
    let went_on = sentence.start.checked_sub(1).is_some_and(|before| tokens[before].span.start >= place.start);
    let (starts, ends) = (group.start == sentence.start, group.end == sentence.end);
    if goes_on || went_on || starts && ends {
        return true;
    }
    let count = group.len();
    let finite = clause::has_finite_verb(tokens, group.clone());
    let capital = tokens[group.start].is_capitalised();
    if starts {
        let close = (group.end..sentence.end).find(|at| !passage.is_outside(*at)).unwrap_or(sentence.end);
        let first = attribution::attributions(passage, group.end..close).into_iter().next();
        let attributed = first.is_some_and(|first| first.words.start <= group.end + 1 && first.subject.is_some());
        let complete = place.of(passage.text).trim_end().ends_with([',', '.', '!', '?', '…', ';']);
        return attributed && (count >= 2 || complete || tokens[group.end].gap.comma()) || complete && count >= 4 && finite;
    }
    let gap = tokens[group.start].gap;
    if behind_quote && (gap.comma() || gap.dash() || gap.colon()) && count >= 2 {
        return true;
    }
    let from = (sentence.start..group.start).rev().find(|at| !passage.is_outside(*at)).map_or(sentence.start, |at| at + 1);
    let last = attribution::attributions(passage, from..group.start).into_iter().next_back();
    let introduced = last.is_some_and(|last| {
        let adjacent = last.words.end == group.start;
        let that = group.start > last.words.end && tokens[group.start - 1].low == "that";
        (adjacent || that || gap.comma() || gap.colon()) && last.entry.frame != Frame::Act
    });
    let clause = capital && (finite || count >= 4) || count >= 4 && finite;
    introduced && (clause || gap.colon() && count >= 2) || gap.colon() && count >= 3 && (capital || finite)
}

/// Reads what is outside of quotes: adds its attributions and its clauses.
fn read_region(passage: &Passage, region: Range<usize>, behind_quote: bool, before_quote: bool, reading: &mut Reading) {
    let mut found = attribution::attributions(passage, region.clone());
    if found.is_empty() {
        return piece::push_clauses(passage, region, PieceSort::Fact, None, reading);
    }
    let last = found.len().saturating_sub(1);
    let is_deed = |i: usize| {
        let low = i.checked_sub(1).map_or(region.start, |before| found[before].words.end);
        let high = found.get(i + 1).map_or(region.end, |next| next.words.start);
        let of_quote = behind_quote && found[i].words.start <= region.start + 1 || before_quote && i == last;
        !of_quote && complement::tells_deed(passage, &found[i], low..high)
    };
    // Each is told by its neighbours, those that are deeds among them.
    let deeds: Vec<bool> = (0..found.len()).map(is_deed).collect();
    let mut deeds = deeds.into_iter();
    found.retain(|_| deeds.next() == Some(false));
    let found = if found.len() > 1 { outermost(passage, found, &region, behind_quote) } else { found };
    let main = main_clause(passage, &region, &found);
    let mut cursor = region.start;
    for (i, attribution) in found.iter().enumerate() {
        let end = found.get(i + 1).map_or(region.end, |next| next.words.start);
        let end = main.filter(|at| attribution.words.end < *at).map_or(end, |at| at.min(end));
        let index = reading.attributions.len();
        let words = attribution.words.clone();
        let behind = behind_quote && words.start <= region.start + 3 && cursor == region.start;
        let introduces = before_quote && end == region.end;
        let start = complement::content_start(passage, attribution, end);
        let side = side(passage, attribution, cursor, end, behind);
        reading.attributions.push(attribution.clone());
        match side {
            Side::Precedes if !behind && resumes(passage, attribution, end) => {
                // `The gate leaked – since, according to the post, he would have known that it would`
                piece::push_clauses(passage, cursor..words.start, PieceSort::Reported, Some(index), reading);
                piece::push_clauses(passage, words.end..end, PieceSort::Reported, Some(index), reading);
            }
            Side::Precedes => {
                piece::push_clauses(passage, cursor..words.start, PieceSort::Reported, Some(index), reading);
                leftover::push_tail(passage, words.end..end, introduces, reading);
            }
            Side::Around => piece::push_clauses(passage, cursor..end, PieceSort::Reported, Some(index), reading),
            // `The chairman has asked the court to wait`: no clause and no quote, so that the whole is what is reported.
            Side::Bare if !introduces && !behind && end - words.end >= FEWEST_COMPLEMENT_WORDS => {
                leftover::push_preamble(passage, cursor..words.start, None, reading);
                piece::push_clauses(passage, words.start..end, PieceSort::Reported, Some(index), reading);
            }
            Side::Follows => {
                let told = Some(words.end).filter(|end| start >= *end);
                // `The town relies on divers | who say …`: whom a relative clause lets speak belongs to what goes before it as well.
                let spoken_of = told.and_then(|_| subject::before_relative(passage, attribution));
                leftover::push_preamble(passage, cursor..spoken_of.unwrap_or(words.start), told, reading);
                if start > words.start {
                    leftover::push_aside(passage, attribution, reading);
                }
                let first = reading.pieces.len();
                piece::push_clauses(passage, start..end, PieceSort::Reported, Some(index), reading);
                if start < words.end {
                    // `Smith endorsed Jones, and Jones was glad`: only the clause with the verb is about speech.
                    for piece in reading.pieces.iter_mut().skip(first + 1) {
                        *piece = Piece { sort: PieceSort::Fact, attribution: None, ..piece.clone() };
                    }
                }
            }
            Side::Bare => {
                leftover::push_preamble(passage, cursor..words.start, None, reading);
                leftover::push_aside(passage, attribution, reading);
                leftover::push_tail(passage, words.end..end, introduces, reading);
            }
        }
        cursor = end;
    }
    if cursor < region.end {
        piece::push_clauses(passage, cursor..region.end, PieceSort::Fact, None, reading);
    }
}

/// Where the main clause starts if a subordinate clause that holds an attribution opens the region: `After Lee called for a strike, |
/// the board met`.
fn main_clause(passage: &Passage, region: &Range<usize>, found: &[Attribution]) -> Option<usize> {
    let tokens = passage.tokens;
    let first = found.first().filter(|first| !first.inverted)?;
    let start = region.start + usize::from(tokens[region.start].is(Sort::Conjunction));
    let opens = (start..region.end.min(start + 5)).find(|at| tokens[*at].is(Sort::Subordinator))?;
    let fronted = opens == start || tokens[opens].gap.comma() && !clause::has_finite_verb(tokens, start..opens);
    let joined = fronted || complement::is_measure(tokens[opens - 1].low);
    // `As Lee reported on Friday, the gate leaked`: the main clause is what was said.
    let passes_on = tokens[opens].low == "as" && first.entry.frame != Frame::Act;
    if !joined || passes_on || tokens[opens].low == "that" || first.words.start < opens {
        return None;
    }
    let starts = |at: &usize| {
        let at = *at;
        let gap = tokens[at].gap;
        let breaks = gap.comma() || gap.dash() && (opens..at).any(|at| tokens[at].gap.dash());
        let joined = matches!(tokens[at].low, "and" | "but" | "or" | "who" | "which" | "that");
        if !breaks || gap.quote() || joined || !passage.is_outside(at) {
            return false;
        }
        // What was said is complete: `After Lee said the crane, the mast and the hull had failed, | the board met`.
        let told = found.iter().rfind(|said| said.words.end < at).is_none_or(|said| {
            let end = said.words.end;
            let object = match said.entry.frame {
                Frame::Act => true,
                Frame::Either => complement::that_behind(passage, said, at).is_none(),
                Frame::Speech => false,
            };
            // `hinted at a strike`
            let object = object || tokens[end].is(Sort::Preposition) && complement::that_behind(passage, said, at).is_none();
            object || tokens[end].gap.comma() || clause::has_finite_verb(tokens, end..at)
        });
        told && clause::opens_with_subject(tokens, at..region.end)
    };
    (opens + 1..region.end).find(starts).filter(|at| first.words.end < *at)
}

/// Whether a clause goes on behind `according to …`.
fn resumes(passage: &Passage, attribution: &Attribution, high: usize) -> bool {
    let end = attribution.words.end;
    let comma = passage.tokens.get(end).is_some_and(|token| end < high && token.gap.comma());
    attribution.entry.lemma == "according to" && comma && clause::opens_with_subject(passage.tokens, end..high)
}

/// Leaves out speech inside reported speech, which belongs to the outer speaker: `Lavrov said Kerry told him …`, and
/// `Russia confirmed its support, Lavrov said`.
fn outermost(passage: &Passage, found: Vec<Attribution>, region: &Range<usize>, behind_quote: bool) -> Vec<Attribution> {
    let tokens = passage.tokens;
    let mut kept: Vec<Attribution> = Vec::with_capacity(found.len());
    for attribution in found {
        let start = attribution.words.start;
        if let Some(outer) = kept.last() {
            let joint =
                matches!(tokens[start - 1].low, "and" | "but" | "while") || attribution::is_relative(tokens, &attribution);
            let free = attribution.subject.is_none() || tokens[start].gap.is_break() || joint;
            let inside = start <= complement::content_start(passage, outer, region.end) && attribution.subject.is_some();
            if !free || inside && !tokens[start].gap.is_break() {
                continue;
            }
        }
        kept.push(attribution);
    }
    let closes = kept.len() > 1 && kept.last().is_some_and(|last| closes_sentence(passage, last, region.end));
    let of_quote = behind_quote && kept.first().is_some_and(|first| first.words.start <= region.start + 1);
    if closes && !of_quote {
        let last = kept.len() - 1;
        kept.drain(..last);
    }
    kept
}

/// Whether the attribution stands behind all that it is about: `…, the ministry said in a statement`.
fn closes_sentence(passage: &Passage, attribution: &Attribution, high: usize) -> bool {
    let gap = passage.tokens[attribution.words.start].gap;
    let able = attribution.subject.is_some() && attribution.entry.frame != Frame::Act && (gap.comma() || gap.quote());
    let that = complement::that_behind(passage, attribution, high).is_some();
    let recipient = complement::takes_recipient(attribution.entry.lemma);
    able && !that && (recipient || complement::opens_tail(passage, attribution.words.end, high))
}

/// Where the content of the attribution stands, given that its neighbours end at `low` and start at `high`.
fn side(passage: &Passage, attribution: &Attribution, low: usize, high: usize, behind_quote: bool) -> Side {
    let tokens = passage.tokens;
    let (start, end) = (attribution.words.start, attribution.words.end);
    let before = low..start;
    let after = end..high;
    if attribution.inverted {
        let comma_after = end < high && tokens[end].gap.comma();
        // `Her comments, said the minister, Ann Lee, are no surprise`
        let close = (end + 1..high).find(|at| tokens[*at].gap.comma() || tokens[*at].gap.quote()).filter(|_| before.len() > 1);
        let split = close.is_some_and(|at| !comma_after && clause::has_finite_verb(tokens, at - 1..high))
            || comma_after && (end + 1..high).any(|at| tokens[at].gap.comma() && clause::is_sure_verb(tokens, at));
        let aside = tokens[start].gap.comma() && (attribution.entry.lemma == "according to" && comma_after || split);
        if aside && !behind_quote && after.len() >= 3 && !complement::is_full_clause(passage, before.clone()) {
            return Side::Around;
        }
        let opens = attribution.entry.lemma == "according to" && before.len() < 3;
        return match (opens, before.is_empty()) {
            (true, _) if after.len() >= 3 => Side::Follows,
            (true, _) | (false, true) => Side::Bare,
            (false, false) => Side::Precedes,
        };
    }
    if attribution.subject.is_none() {
        return if after.is_empty() { Side::Bare } else { Side::Follows };
    }
    if attribution.entry.frame == Frame::Act {
        return Side::Follows;
    }
    let that = complement::that_behind(passage, attribution, high).is_some();
    let follows = that || complement::takes_clause(passage, attribution, high);
    let recipient = complement::takes_recipient(attribution.entry.lemma) && !behind_quote;
    let tail = complement::opens_tail(passage, end, high) || recipient && tokens[start].gap.is_break();
    let comma_after = end < high && tokens[end].gap.comma();
    // `The plan “strikes a balance,” Smith said`: words in marks right before it are spoken whatever their shape.
    let quoted = tokens[start].gap.quote() && (tokens[start].gap.comma() || tokens[start].gap.stop());
    let full = quoted || complement::is_full_clause(passage, before.clone());
    let opening = if tokens[low].is(Sort::Conjunction) { low + 1 } else { low };
    let bare = !follows && before.len() >= 3;
    // `Everything but the crews, he added.`
    let to = tokens.get(end).is_some_and(|next| end < high && next.low == "to");
    let closes = bare && tail && !to && tokens[start].gap.comma() && !complement::opens_aside(tokens, opening);
    // `The road is still closed Lee told reporters`, where the comma is lost.
    let lost = bare
        && attribution.entry.frame == Frame::Speech
        && after.len() < 4
        && tokens[start].gap.is_plain()
        && tokens[start].is_capitalised()
        && !tokens[start - 1].listed.is_function_word
        && clause::has_finite_verb(tokens, before.clone());
    let precedes = !behind_quote && before.len() >= 3 && (tokens[start].gap.is_break() && (full || closes) || lost);
    if that {
        return Side::Follows;
    }
    // `By releasing them, he said, the House had shown …`
    let inside = !behind_quote && !before.is_empty() && tokens[start].gap.comma() && comma_after && after.len() >= 3;
    if inside && (follows || !complement::is_full_clause(passage, before)) {
        return Side::Around;
    }
    match (precedes, follows) {
        (true, true) if tail => Side::Precedes,
        (false, true) if tail && behind_quote => Side::Bare,
        (_, true) => Side::Follows,
        (true, false) => Side::Precedes,
        _ if !tail && after.len() >= 4 && !behind_quote => Side::Follows,
        _ if attribution.entry.frame == Frame::Either && after.len() >= 2 && !behind_quote => Side::Follows,
        _ => Side::Bare,
    }
}
