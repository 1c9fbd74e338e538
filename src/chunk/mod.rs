//! What does an article say? Articles become claims.
//!
//! Each block is read by itself (quotations, words, sentences, attributions), then the article from start to end, so that
//! pronouns, roles and turns over several sentences find their speaker. Nothing here fails; what is no claim is left out:
//! bare attributions (`he said`), joining words, labels.

mod attribution;
mod clause;
mod complement;
mod date;
mod draft;
mod echo;
mod extent;
mod filter;
mod headline;
mod leftover;
mod lexicon;
mod listed;
mod marks;
mod mention;
mod modified;
mod name;
mod noun_phrase;
mod opening;
mod passage;
mod people;
mod piece;
mod places;
mod plain_stop;
mod polarity;
mod printed;
mod quantity;
mod quotation;
mod reading;
mod resolve;
mod sentence;
mod source;
mod subject;
mod token;
mod tokens;
mod turn;
mod words;

use crate::error::{Problem, ProblemKind, guarded};
use crate::model::{Article, Claim, ClaimKind, Speaker, SpeakerBasis};
use crate::observe::{Observer, Stage};
use crate::parallel;
use crate::text::{PlaceIds, Span};
use draft::Draft;
use source::Source;
use tokens::Tokens;
use words::Words;

/// How articles are cut.
#[derive(Debug, Clone, PartialEq)]
pub struct ChunkOptions {
    /// The fewest words of a claim that is not a quote, in words, from 1. Default 3: shorter ones are leftovers of cutting.
    pub min_words: usize,
}

impl Default for ChunkOptions {
    fn default() -> Self {
        ChunkOptions { min_words: 3 }
    }
}

/// The claims of articles.
#[derive(Debug, Clone, Default)]
pub struct Chunked {
    /// All claims, sorted by article and place. Claims of one article do not overlap.
    pub claims: Vec<Claim>,
    /// Articles that have no claims because crosswire failed on them, in the order of articles.
    pub problems: Vec<Problem>,
}

/// Cuts all articles into claims.
pub fn chunk(articles: &[Article], options: &ChunkOptions, observer: &dyn Observer) -> Chunked {
    observer.begin(Stage::Chunk, Some(articles.len() as u64));
    let per_article = parallel::count_up(articles.len(), |position| {
        let article = &articles[position];
        let claims = guarded(|| claims(position, article, options));
        observer.advance(Stage::Chunk, 1);
        claims.map_err(|fault| {
            let message = format!("article {}, its claims: {fault}", article.id);
            Problem { path: article.path.clone(), line: article.line, kind: ProblemKind::Fault, message }
        })
    });
    let count = per_article.iter().flatten().map(Vec::len).sum();
    let mut chunked = Chunked { claims: Vec::with_capacity(count), problems: Vec::new() };
    for claims in per_article {
        match claims {
            Ok(claims) => chunked.claims.extend(claims),
            Err(problem) => chunked.problems.push(problem),
        }
    }
    chunked.problems.iter().for_each(|problem| observer.problem(problem));
    observer.end(Stage::Chunk);
    chunked
}

/// The claims of one article, in order.
fn claims(position: usize, article: &Article, options: &ChunkOptions) -> Vec<Claim> {
    let source = Source::of(&article.text);
    let words = Words::read(article, &source);
    let passages = words.passages(&article.text);
    let mut drafts = turn::drafts(article, &words, &passages, options);
    let mut ids = PlaceIds::of(&article.id);
    let utterances = utterances(&mut ids, &drafts);
    let mut claims = Vec::with_capacity(drafts.len());
    for (draft, utterance) in drafts.iter_mut().zip(utterances) {
        let tokens = match words.inside(draft.block, draft.span) {
            Some(words) => Tokens::known(&article.text, draft.span, words),
            None => Tokens::of(&source, draft.span),
        };
        claims.push(claim(position, article, draft, utterance, &tokens, &mut ids));
    }
    claims
}

/// The utterance id of each draft: turns are named by the place where they start.
fn utterances(ids: &mut PlaceIds, drafts: &[Draft]) -> Vec<Option<String>> {
    // Turns are numbered from 1 on.
    let turns = drafts.iter().filter_map(|draft| draft.turn).max().map_or(0, |last| last + 1);
    let mut starts: Vec<Option<usize>> = vec![None; turns];
    for draft in drafts {
        if let Some(turn) = draft.turn {
            starts[turn].get_or_insert(draft.span.start);
        }
    }
    let mut known: Vec<Option<String>> = vec![None; turns];
    let mut id = |turn: usize| {
        let start = starts[turn]?;
        Some(known[turn].get_or_insert_with(|| ids.id("u", &[start])).clone())
    };
    drafts.iter().map(|draft| draft.turn.filter(|_| draft.kind.is_speech()).and_then(&mut id)).collect()
}

/// One claim for each article, which is all of its text: for claims that came cut. `speakers` are those that their records name. What has a
/// speaker is reported speech, and what stands in quotation marks as a whole is a quote.
pub fn whole(articles: &[Article], speakers: &[Option<String>], observer: &dyn Observer) -> Vec<Claim> {
    observer.begin(Stage::Chunk, Some(articles.len() as u64));
    let claims = parallel::count_up(articles.len(), |position| {
        let (article, speaker) = (&articles[position], &speakers[position]);
        let span = Span::whole(&article.text);
        let words = within_marks(&article.text);
        let kind = match (words, speaker) {
            (Some(_), _) => ClaimKind::Quote,
            (None, Some(_)) => ClaimKind::Reported,
            (None, None) => ClaimKind::Fact,
        };
        let speaker = speaker.as_ref().map(|name| Speaker { name: name.clone(), mention: span, basis: SpeakerBasis::Named });
        let quoted = words.into_iter().collect();
        let mut draft =
            Draft { span, sentence: span, block: 0, position: 0, kind, speaker, cue: None, turn: None, quoted, is_claim: true };
        observer.advance(Stage::Chunk, 1);
        let source = Source::of(&article.text);
        let tokens = Tokens::of(&source, span);
        claim(position, article, &mut draft, None, &tokens, &mut PlaceIds::of(&article.id))
    });
    observer.end(Stage::Chunk);
    claims
}

/// What stands between quotation marks at both ends of a text.
fn within_marks(text: &str) -> Option<Span> {
    const MARKS: [(char, char); 5] = [('“', '”'), ('"', '"'), ('«', '»'), ('„', '“'), ('‘', '’')];
    let (first, last) = (text.chars().next()?, text.chars().next_back()?);
    let (start, end) = (first.len_utf8(), text.len() - last.len_utf8());
    let is_quote = MARKS.contains(&(first, last)) && start < end && !text[start..end].contains([first, last]);
    is_quote.then(|| Span::new(start, end))
}

/// The claim that a draft becomes, whose speaker, cue and quoted words are taken out of it: drafts are large to be moved.
fn claim(
    position: usize,
    article: &Article,
    draft: &mut Draft,
    utterance: Option<String>,
    tokens: &Tokens,
    ids: &mut PlaceIds,
) -> Claim {
    let published = article.published.map(|moment| moment.date);
    let expressions = date::expressions(tokens);
    Claim {
        id: ids.id("c", &[draft.span.start, draft.span.end]),
        article: position,
        span: draft.span,
        sentence: draft.sentence,
        block: draft.block,
        position: draft.position,
        kind: draft.kind,
        speaker: draft.speaker.take(),
        cue: draft.cue.take(),
        utterance,
        quoted: std::mem::take(&mut draft.quoted),
        quantities: quantity::quantities(tokens, &expressions),
        dates: date::dates(tokens, &expressions, published),
        polarity: polarity::polarity(tokens),
    }
}
