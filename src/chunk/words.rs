//! The words of an article, each found and looked up once for all readers: those of its blocks, sentence by sentence, with their quotations.

use super::passage::{self, Passage};
use super::quotation::{self, Quotation};
use super::sentence;
use super::source::Source;
use super::token::{Gap, Token};
use crate::model::Article;
use crate::text::Span;
use std::ops::Range;

/// The words of an article.
#[derive(Debug, Default)]
pub(super) struct Words<'a> {
    /// All words.
    words: Vec<Token<'a>>,
    /// The words of those blocks where a hyphen joins some: these as one.
    joined: Vec<Token<'a>>,
    /// All sentences, each with its words as [`Passage::sentences`] tells them.
    sentences: Vec<(Span, Range<usize>)>,
    quotations: Vec<Quotation>,
    blocks: Vec<BlockPlace>,
}

/// Where the parts of a block lie.
#[derive(Debug)]
struct BlockPlace {
    words: Range<usize>,
    /// Its words among the joined ones, where some are.
    joined: Option<Range<usize>>,
    sentences: Range<usize>,
    quotations: Range<usize>,
    /// Whether the words of any part of a sentence that cuts none of them are those of the whole.
    is_plain: bool,
}

impl<'a> Words<'a> {
    /// Reads an article, of which `source` is the text.
    pub(super) fn read(article: &Article, source: &'a Source<'a>) -> Self {
        let blocks = &article.blocks;
        // A word and what stands before it take about six bytes.
        let words = Vec::with_capacity(source.text.len() / 5);
        let mut all = Words { words, blocks: Vec::with_capacity(blocks.len()), ..Words::default() };
        let mut marks = Vec::new();
        for (at, block) in blocks.iter().enumerate() {
            marks.clear();
            let first = all.words.len();
            let is_plain = source.push_words(block.span, &mut all.words, &mut marks);
            let quotations = quotation::quotations(source.text, *block, blocks.get(at + 1), &marks);
            let spans = sentence::sentences(source, block.span, &marks, &quotations, &article.language);
            all.push_block(source, first, is_plain, &spans, quotations);
        }
        all
    }

    /// Adds the block whose words begin at `first`.
    fn push_block(&mut self, source: &'a Source<'a>, first: usize, is_plain: bool, spans: &[Span], quotations: Vec<Quotation>) {
        let first_sentence = self.sentences.len();
        if !is_plain || !self.push_sentences(source.text, first, spans) {
            // No word goes on over the end of a sentence.
            self.sentences.truncate(first_sentence);
            self.words.truncate(first);
            for span in spans {
                let start = self.words.len();
                source.push_words(*span, &mut self.words, &mut Vec::new());
                self.push_sentence(source.text, *span, first, start..self.words.len());
            }
        }
        let (words, sentences) = (first..self.words.len(), first_sentence..self.sentences.len());
        let has_joints = self.words[words.clone()].iter().any(|word| word.gap.joint());
        let joined = has_joints.then(|| self.join(source, first, sentences.clone()));
        let tokens = match &joined {
            Some(joined) => &mut self.joined[joined.clone()],
            None => &mut self.words[words.clone()],
        };
        let quotations = passage::settled(source.text, tokens, &self.sentences[sentences.clone()], quotations);
        let first_quotation = self.quotations.len();
        self.quotations.extend(quotations);
        self.blocks.push(BlockPlace { words, joined, sentences, quotations: first_quotation..self.quotations.len(), is_plain });
    }

    /// Adds the sentences of a block whose words begin at `first`; whether none of these is cut.
    fn push_sentences(&mut self, text: &str, first: usize, spans: &[Span]) -> bool {
        let mut start = first;
        for span in spans {
            let end = start + self.words[start..].partition_point(|word| word.span.end <= span.end);
            if self.words.get(end).is_some_and(|word| word.span.start < span.end) {
                return false;
            }
            self.push_sentence(text, *span, first, start..end);
            start = end;
        }
        true
    }

    fn push_sentence(&mut self, text: &str, span: Span, first: usize, words: Range<usize>) {
        if let Some(opening) = self.words[words.clone()].first_mut() {
            opening.gap = Gap::opening(&text[span.start..opening.span.start]);
        }
        self.sentences.push((span, words.start - first..words.end - first));
    }

    /// Joins the words of a block, sentence by sentence; where they are then.
    fn join(&mut self, source: &'a Source<'a>, first: usize, sentences: Range<usize>) -> Range<usize> {
        if self.joined.is_empty() {
            self.joined.reserve(self.words.capacity() - first);
        }
        let start = self.joined.len();
        for (_, words) in &mut self.sentences[sentences] {
            let from = self.joined.len() - start;
            source.push_joined(&self.words[first + words.start..first + words.end], &mut self.joined);
            *words = from..self.joined.len() - start;
        }
        start..self.joined.len()
    }

    /// The blocks made ready for reading.
    pub(super) fn passages(&self, text: &'a str) -> Vec<Passage<'_>> {
        let passage = |block: &BlockPlace| {
            let tokens = match &block.joined {
                Some(joined) => &self.joined[joined.clone()],
                None => &self.words[block.words.clone()],
            };
            Passage::read(text, tokens, &self.quotations[block.quotations.clone()], &self.sentences[block.sentences.clone()])
        };
        self.blocks.iter().map(passage).collect()
    }

    /// The words inside `within`, a part of a sentence of `block`, where they are those that reading it by itself finds.
    pub(super) fn inside(&self, block: usize, within: Span) -> Option<&[Token<'a>]> {
        let block = self.blocks.get(block).filter(|block| block.is_plain)?;
        let words = &self.words[block.words.clone()];
        let words = &words[words.partition_point(|word| word.span.end <= within.start)..];
        let words = &words[..words.partition_point(|word| word.span.start < within.end)];
        // All between the first and the last one lie inside, too.
        let is_inside = |word: Option<&Token>| word.is_none_or(|word| within.contains(word.span));
        (is_inside(words.first()) && is_inside(words.last())).then_some(words)
    }
}
