//! Turns: the pieces of an article get their speakers, also where the words that name them stand elsewhere.

use super::ChunkOptions;
use super::draft::{Draft, Turn, set_apart};
use super::echo;
use super::extent::whole_span;
use super::leftover;
use super::passage::Passage;
use super::people::People;
use super::piece::{Piece, PieceSort, Reading};
use super::quotation::QuoteEnd;
use super::reading;
use super::resolve::Resolver;
use super::subject;
use super::words::Words;
use super::{filter, headline};
use crate::model::{Article, Block, BlockKind, ClaimKind, Speaker};
use crate::text::Span;
use std::ops::Range;
use std::rc::Rc;

/// Reads one article from start to end.
struct Reader<'a> {
    words: &'a Words<'a>,
    passages: &'a [Passage<'a>],
    options: &'a ChunkOptions,
    resolver: Resolver,
    drafts: Vec<Draft>,
    /// The turn that the last sentence of the running paragraph left open.
    running: Option<Rc<Turn>>,
    /// The turn with which the paragraph before ended.
    before: Option<Rc<Turn>>,
    /// The person whom the sentence before was about, where it left no turn.
    subject: Option<Speaker>,
    /// Quotes whose speaker is not known yet, with their quotation.
    waiting: Vec<usize>,
    /// Whether the quotation that the last sentence ended in goes on in the next one, and with which turn.
    open: Option<Option<Rc<Turn>>>,
    turns: usize,
    position: usize,
    /// Room for taking sentences apart, empty between two of them.
    reading: Reading,
}

/// The drafts of all claims of the article, in order.
pub(super) fn drafts(article: &Article, words: &Words, passages: &[Passage], options: &ChunkOptions) -> Vec<Draft> {
    // Headlines in title case run names and verbs together, so that people are learnt from the body alone.
    let in_body = |block: &Block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Caption);
    let body: Vec<&Passage> = article.blocks.iter().zip(passages).filter(|(block, _)| in_body(block)).map(|(_, p)| p).collect();
    let mut reader = Reader {
        words,
        passages,
        options,
        resolver: Resolver::new(People::of(&body)),
        // Most sentences make one or two.
        drafts: Vec::with_capacity(passages.iter().map(|passage| passage.sentences.len() * 2).sum()),
        running: None,
        before: None,
        subject: None,
        waiting: Vec::new(),
        open: None,
        turns: 0,
        position: 0,
        reading: Reading::default(),
    };
    for (i, block) in article.blocks.iter().enumerate() {
        match block.kind {
            BlockKind::Headline | BlockKind::Subheading => reader.read_headline(i),
            BlockKind::Paragraph | BlockKind::Caption => reader.read_block(i, *block),
        }
    }
    reader.settle_waiting(None);
    let mut drafts = reader.drafts;
    echo::attribute(&article.text, &mut drafts);
    drafts.retain(|draft| draft.is_claim);
    drafts.sort_by_key(|draft| draft.span);
    drafts
}

impl Reader<'_> {
    fn read_headline(&mut self, block: usize) {
        let passages = self.passages;
        let passage = &passages[block];
        for (sentence, words) in passage.sentences {
            self.resolver.next_sentence(true);
            let said = headline::attribution(passage, words.clone()).filter(|said| self.resolver.knows(passage, &said.speaker));
            let speaker = said.as_ref().and_then(|said| self.resolver.speaker(passage, &said.speaker));
            let cue = said.as_ref().and_then(|said| said.cue.clone());
            self.resolver.note(passage, words.clone(), true);
            let place = said.map_or(words.clone(), |said| said.content);
            let first = passage.quotations.partition_point(|quotation| quotation.span.start < sentence.start);
            let quotations = passage.quotations[first..].iter().take_while(|quotation| quotation.span.end <= sentence.end);
            let mut draft = Draft {
                span: whole_span(passage, &place, words, *sentence),
                sentence: *sentence,
                block,
                position: self.position,
                kind: ClaimKind::Headline,
                speaker,
                cue,
                turn: None,
                quoted: quotations.map(|quotation| quotation.inner).collect(),
                is_claim: false,
            };
            draft.is_claim = filter::is_claim(passage.text, &draft, self.words, self.options);
            self.drafts.push(draft);
            self.position += 1;
        }
    }

    fn read_block(&mut self, block: usize, kind: Block) {
        let passages = self.passages;
        let passage = &passages[block];
        self.before = self.running.take().filter(|_| kind.kind == BlockKind::Paragraph);
        if self.open.is_none() {
            self.settle_waiting(None);
        }
        self.subject = None;
        for i in 0..passage.sentences.len() {
            self.read_sentence(block, i);
        }
        let goes_on = passage.quotations.last().is_some_and(|quotation| quotation.end == QuoteEnd::NextParagraph);
        if !goes_on {
            self.open = None;
            self.settle_waiting(None);
        }
    }

    fn read_sentence(&mut self, block: usize, at: usize) {
        let passages = self.passages;
        let passage = &passages[block];
        let (sentence, words) = passage.sentences[at].clone();
        self.resolver.next_sentence(false);
        let mut reading = std::mem::take(&mut self.reading);
        let mut turns = self.labelled(passage, at, words.clone(), &mut reading).unwrap_or_else(|| {
            reading::read(passage, words.clone(), &mut reading);
            self.turns_of(passage, &reading, words.clone())
        });
        self.resolver.note(passage, words.clone(), turns.is_empty());
        self.go_on(passage, &words, &mut reading, &mut turns);
        let first = self.drafts.len();
        let only_quotes = reading.pieces.iter().all(|piece| matches!(piece.sort, PieceSort::Quote(_)));
        let mut sentence_turn = turns.first().cloned();
        for piece in &reading.pieces {
            let quotation = match piece.sort {
                PieceSort::Quote(quotation) => Some(quotation),
                _ => None,
            };
            let turn = piece.attribution.and_then(|attribution| turns.get(attribution).cloned());
            let opened = quotation.and(self.open.take());
            let turn = turn.or_else(|| opened.as_ref().filter(|_| quotation.is_some())?.as_deref().map(Turn::continued));
            let draft = Draft::of(passage, piece, turn.as_deref(), sentence, (block, self.position));
            let span = draft.span;
            self.drafts.push(draft);
            let Some(quotation) = quotation.map(|quotation| passage.quotations[quotation]) else { continue };
            let goes_on = quotation.end == QuoteEnd::NextParagraph
                || quotation.inner.end > sentence.end && quotation.span.end > sentence.end;
            match &turn {
                Some(turn) => self.settle_waiting(Some(turn)),
                None if opened.is_none() => {
                    // A new quotation, whose speaker nobody names so far.
                    self.settle_waiting(None);
                    self.waiting.push(self.drafts.len() - 1);
                }
                None => self.waiting.push(self.drafts.len() - 1),
            }
            let is_last = quotation.inner.end >= span.end && goes_on;
            if is_last {
                self.open = Some(turn.clone());
            } else if turn.is_none() && self.open.is_none() {
                let colon = introduced_by_colon(passage, piece);
                let fallback = self.fallback(colon, sentence, span);
                if fallback.is_some() {
                    self.settle_waiting(fallback.as_deref());
                    sentence_turn = fallback;
                }
            }
            if turn.is_some() {
                sentence_turn = turn;
            }
        }
        set_apart(&mut self.drafts[first..]);
        let (all, options) = (self.words, self.options);
        for draft in &mut self.drafts[first..] {
            draft.is_claim = filter::is_claim(passage.text, draft, all, options);
        }
        let goes_on = sentence_turn.as_ref().filter(|_| only_quotes && reading.attributions.is_empty());
        if let Some(speaker) = goes_on.and_then(|turn| turn.speaker.as_ref()) {
            self.resolver.goes_on(speaker);
        }
        self.keep_sentence(passage, first, block, (sentence, words), &reading, turns.first().map(Rc::as_ref));
        self.finish_sentence(sentence_turn, only_quotes, sentence);
        reading.clear();
        self.reading = reading;
    }

    /// A sentence that gave no claim is one as a whole, unless it says too little or only who spoke.
    fn keep_sentence(
        &mut self,
        passage: &Passage,
        first: usize,
        block: usize,
        (sentence, words): (Span, Range<usize>),
        reading: &Reading,
        turn: Option<&Turn>,
    ) {
        if self.drafts[first..].iter().any(|draft| draft.is_claim) {
            return;
        }
        if leftover::asserts(passage, words.clone(), &reading.attributions) {
            let sort = if turn.is_some() { PieceSort::Reported } else { PieceSort::Fact };
            let piece = Piece { words, sort, attribution: turn.map(|_| 0) };
            let mut draft = Draft::of(passage, &piece, turn, sentence, (block, self.position));
            draft.is_claim = filter::is_claim(passage.text, &draft, self.words, self.options);
            self.drafts.truncate(first);
            self.waiting.retain(|at| *at < first);
            self.drafts.push(draft);
        }
    }

    /// A paragraph that opens with a known speaker's name and a colon.
    fn labelled(
        &mut self,
        passage: &Passage,
        sentence: usize,
        words: Range<usize>,
        reading: &mut Reading,
    ) -> Option<Vec<Rc<Turn>>> {
        if sentence > 0 {
            return None;
        }
        let (speaker, content) = headline::label(passage, words.clone())?;
        let speaker = Some(speaker).filter(|speaker| self.resolver.knows(passage, speaker))?;
        self.turns += 1;
        let turn = Rc::new(Turn { number: self.turns, speaker: self.resolver.speaker(passage, &speaker), cue: None });
        reading.pieces.push(Piece { words: content..words.end, sort: PieceSort::Reported, attribution: Some(0) });
        Some(vec![turn])
    }

    /// `"He lied to every one of us" in that letter.` after a quote: a sentence that is mostly quoted goes on with its turn.
    fn go_on(&self, passage: &Passage, words: &Range<usize>, reading: &mut Reading, turns: &mut Vec<Rc<Turn>>) {
        let Some(turn) = self.running.clone().filter(|_| turns.is_empty() && mostly_quoted(passage, words)) else { return };
        turns.push(turn.continued());
        for piece in &mut reading.pieces {
            piece.attribution = Some(0);
            if piece.sort == PieceSort::Fact {
                piece.sort = PieceSort::Reported;
            }
        }
    }

    fn finish_sentence(&mut self, turn: Option<Rc<Turn>>, only_quotes: bool, sentence: Span) {
        match turn {
            Some(turn) => self.running = Some(turn),
            // Inside a quotation that goes on nothing is known yet; else the outlet itself speaks again.
            None if only_quotes && !self.waiting.is_empty() => {}
            None => {
                self.running = None;
                self.before = None;
                self.subject = self.resolver.current_subject(sentence);
            }
        }
        self.position += 1;
    }

    /// The turns of a sentence's attributions; an attribution without a subject shares that of its neighbour.
    fn turns_of(&mut self, passage: &Passage, reading: &Reading, sentence: Range<usize>) -> Vec<Rc<Turn>> {
        if reading.attributions.is_empty() {
            return Vec::new();
        }
        self.turns += 1;
        let mut speakers: Vec<Option<Speaker>> = Vec::with_capacity(reading.attributions.len());
        let mut noted = sentence.start;
        for attribution in &reading.attributions {
            let precedes =
                reading.pieces.iter().any(|piece| piece.words.end <= attribution.words.start && piece.sort != PieceSort::Fact);
            if !precedes && attribution.words.start > noted {
                self.resolver.note(passage, noted..attribution.words.start, true);
                noted = attribution.words.start;
            }
            let mut speaker = attribution.subject.as_ref().and_then(|subject| self.resolver.speaker(passage, subject));
            if speaker.is_none() && attribution.subject.is_some() {
                // `Ann Lee will resign, she announced`: nobody else was named so far.
                self.resolver.note(passage, sentence.clone(), true);
                speaker = attribution.subject.as_ref().and_then(|subject| self.resolver.speaker(passage, subject));
            }
            speakers.push(speaker);
        }
        let shares = reading.attributions.iter().any(|attribution| attribution.subject.is_none());
        let known: Vec<Option<Speaker>> = if shares { speakers.clone() } else { Vec::new() };
        for (i, attribution) in reading.attributions.iter().enumerate().filter(|(_, attribution)| attribution.subject.is_none())
        {
            let left = known[..i].iter().rev().flatten().next();
            let right = known[i..].iter().flatten().next();
            speakers[i] = left.or(right).cloned().or_else(|| {
                let subject = subject::shared_subject(passage, sentence.clone(), &attribution.words);
                subject.and_then(|subject| self.resolver.speaker(passage, &subject))
            });
            if speakers[i].is_none() {
                speakers[i] = self.resolver.current_subject(passage.span(&attribution.cue)).or_else(|| {
                    let opening = subject::opening_role(passage, sentence.clone());
                    opening.and_then(|opening| self.resolver.speaker(passage, &opening))
                });
            }
        }
        let mut turns: Vec<Rc<Turn>> = Vec::with_capacity(speakers.len());
        for (speaker, attribution) in speakers.into_iter().zip(&reading.attributions) {
            let is_same = |turn: &&Rc<Turn>| match (&turn.speaker, &speaker) {
                (Some(known), Some(speaker)) => known.name == speaker.name,
                (known, speaker) => known.is_none() && speaker.is_none(),
            };
            let number = match turns.iter().find(is_same) {
                Some(known) => known.number,
                None => {
                    self.turns += 1;
                    self.turns
                }
            };
            turns.push(Rc::new(Turn { number, speaker, cue: Some((passage.span(&attribution.cue), attribution.entry.lemma)) }));
        }
        turns
    }

    /// Whose turn an unattributed quote belongs to: the one of the sentence or paragraph before, or its subject's.
    fn fallback(&mut self, colon: bool, sentence: Span, quote: Span) -> Option<Rc<Turn>> {
        let subject = |speaker: Speaker, number: usize| Rc::new(Turn { number, speaker: Some(speaker), cue: None });
        if colon && let Some(speaker) = self.resolver.current_subject(sentence) {
            self.turns += 1;
            return Some(subject(speaker, self.turns));
        }
        if quote.start > sentence.start + 4 {
            return None;
        }
        let turn = self.running.clone().or_else(|| self.before.clone());
        if let Some(turn) = turn.filter(|turn| turn.speaker.is_some()) {
            return Some(turn.continued());
        }
        let speaker = self.subject.clone()?;
        self.turns += 1;
        Some(subject(speaker, self.turns))
    }

    /// Gives the quotes that wait for a speaker their turn; a turn of their own without a speaker where there is none.
    fn settle_waiting(&mut self, turn: Option<&Turn>) {
        if self.waiting.is_empty() {
            return;
        }
        let unknown = Turn { number: self.turns + 1, speaker: None, cue: None };
        let turn = turn.unwrap_or_else(|| {
            self.turns += 1;
            &unknown
        });
        for at in self.waiting.drain(..) {
            let draft = &mut self.drafts[at];
            draft.speaker = turn.speaker.clone();
            draft.cue = turn.cue();
            draft.turn = Some(turn.number);
        }
    }
}

/// Whether more than half of a sentence's words stand inside quotation marks, from its first word on.
fn mostly_quoted(passage: &Passage, words: &Range<usize>) -> bool {
    let outside = words.clone().filter(|at| passage.is_outside(*at)).count();
    !passage.is_outside(words.start) && outside > 0 && outside * 2 < words.len()
}

/// Whether a colon stands before the piece.
fn introduced_by_colon(passage: &Passage, piece: &Piece) -> bool {
    passage.tokens[piece.words.start].gap.colon()
}
