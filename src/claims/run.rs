//! From claims that came cut to statements.

use super::unique;
use super::words::{self, Depot, Words};
use crate::config::Config;
use crate::error::{Error, Problem, ProblemKind};
use crate::ingest::{self, ClaimSink};
use crate::join;
use crate::model::{Article, Block, BlockKind, Counts, DateBasis, Outcome, RawClaim, Roll, RollEntry};
use crate::observe::Observer;
use crate::pipeline::{Judged, judge};
use crate::text::Span;
use crate::{chunk, event, index, normalize, pair};
use std::path::PathBuf;

/// One block of the input, with its texts.
#[derive(Debug)]
struct Whole {
    articles: Vec<Article>,
    speakers: Vec<Option<String>>,
    words: Words,
    problems: Vec<Problem>,
}

impl ClaimSink for Whole {
    fn take(&mut self, claim: RawClaim<'_>) {
        let published = claim.date.and_then(normalize::record_date);
        if let (Some(date), None) = (claim.date, published) {
            let message = format!("the date {date:?} cannot be read; the claim has none");
            let problem = Problem { path: claim.path.to_owned(), line: Some(claim.line), kind: ProblemKind::Date, message };
            self.problems.push(problem);
        }
        self.words.add(claim.text);
        self.speakers.push(claim.speaker.map(str::to_owned));
        self.articles.push(Article {
            id: claim.id.to_owned(),
            path: claim.path.to_owned(),
            line: Some(claim.line),
            text: claim.text.to_owned(),
            encoding: "UTF-8".to_owned(),
            outlet: claim.source.unwrap_or_default().to_owned(),
            published,
            published_basis: published.map(|_| DateBasis::Record),
            language: "und".to_owned(),
            stated_event: claim.event.map(str::to_owned),
            blocks: vec![Block { span: Span::whole(claim.text), kind: BlockKind::Paragraph }],
            ..Article::default()
        });
    }

    fn close(&mut self) {
        self.words.close();
    }
}

/// Takes `inputs` of claims all the way to statements. Each claim stands as an article of its own; claims of one stated event are compared
/// as in any run, all others where they are near-verbatim copies.
///
/// # Errors
/// As with [`pairs`](super::pairs).
pub fn run(inputs: &[PathBuf], config: &Config, observer: &dyn Observer) -> Result<Outcome, Error> {
    let depot = Depot::new(config.join.memory);
    let whole = || Whole { articles: Vec::new(), speakers: Vec::new(), words: Words::new(&depot), problems: Vec::new() };
    let ingested = ingest::ingest_claims(inputs, &config.ingest, whole, observer)?;
    let mut problems = ingested.problems;
    let (mut articles, mut speakers, mut batches) = (Vec::new(), Vec::new(), Vec::new());
    for block in ingested.sinks {
        articles.extend(block.articles);
        speakers.extend(block.speakers);
        batches.push(block.words.into_batch());
        problems.extend(block.problems);
    }
    problems.extend(make_ids_unique(&mut articles));
    problems.sort();
    let unknown = config.normalize.default_outlet.as_deref().unwrap_or("unknown");
    articles.iter_mut().filter(|article| article.outlet.is_empty()).for_each(|article| article.outlet = unknown.to_owned());

    let near = join::join(batches, &config.join, observer).map_err(words::on_disk)?;
    let claims = chunk::whole(&articles, &speakers, observer);
    drop(speakers);
    let grouping = event::stated(&articles, observer);
    let prepared = index::index(&articles, &claims, &grouping.events, &config.index, observer);
    let alike = near.pairs.iter().map(|near| (near.left as usize, near.right as usize));
    let pairs = pair::pairs_with(&prepared, alike, &config.pair, observer);
    let Judged { links, statements, links_below_keep } =
        judge(&articles, &claims, &grouping.events, prepared, &pairs.pairs, config, observer);
    let counts = Counts {
        files: ingested.files,
        rejected: ingested.rejected,
        pairs: pairs.pairs.len() as u64,
        pairs_left_out: pairs.left_out + near.left_out,
        links_below_keep,
        ..Counts::default()
    };
    Ok(Outcome { articles, claims, events: grouping.events, origins: grouping.origins, links, statements, problems, counts })
}

/// Gives later claims of an id another one.
fn make_ids_unique(articles: &mut [Article]) -> Vec<Problem> {
    let mut roll = Roll::default();
    articles.iter().for_each(|article| roll.push(RollEntry { id: &article.id, ..RollEntry::default() }));
    let places =
        |article: &Article| (article.path.clone(), vec![article.line.and_then(|n| u32::try_from(n).ok()).unwrap_or(u32::MAX)]);
    let places: Vec<_> = articles.iter().map(places).collect();
    let (renamed, problems) = unique::renamed(&roll, &places);
    for (at, id) in renamed {
        articles[at].id = id;
    }
    problems
}
