//! The one place that calls the rooms, in order.

use crate::config::Config;
use crate::error::Error;
use crate::model::{Article, Claim, Counts, Event, Link, Outcome, Pair, Statement};
use crate::observe::{Observer, Stage};
use crate::{chunk, cluster, compare, event, index, ingest, normalize, pair, parallel, score};
use std::path::PathBuf;

/// Takes `inputs` all the way to statements.
///
/// # Errors
/// When the inputs as a whole cannot be read; see [`ingest`](crate::ingest::ingest).
pub fn run(inputs: &[PathBuf], config: &Config, observer: &dyn Observer) -> Result<Outcome, Error> {
    take(inputs, config, observer, |_| {})
}

/// Takes `inputs` all the way to statements as accounts of one event, whatever they are about: for articles that somebody chose to lay
/// beside each other.
///
/// ```
/// use crosswire::{config::Config, observe::Silent, pipeline};
/// let folder = tempfile::tempdir()?;
/// std::fs::write(folder.path().join("a.txt"), "Fog closed the port of Osk.")?;
/// std::fs::write(folder.path().join("b.txt"), "Milk prices rose again in Varn.")?;
/// let run = pipeline::run_as_one_event(&[folder.path().to_path_buf()], &Config::default(), &Silent)?;
/// assert_eq!(run.events.len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// As [`run`].
pub fn run_as_one_event(inputs: &[PathBuf], config: &Config, observer: &dyn Observer) -> Result<Outcome, Error> {
    take(inputs, config, observer, |articles| {
        articles.iter_mut().for_each(|article| article.stated_event = Some("one event".to_owned()));
    })
}

fn take(
    inputs: &[PathBuf],
    config: &Config,
    observer: &dyn Observer,
    prepare: impl FnOnce(&mut [Article]),
) -> Result<Outcome, Error> {
    let ingested = ingest::ingest(inputs, &config.ingest, observer)?;
    let normalized = normalize::normalize(ingested.articles, &config.normalize, observer);
    let mut articles = normalized.articles;
    prepare(&mut articles);
    let chunk::Chunked { claims, problems: faults } = chunk::chunk(&articles, &config.chunk, observer);
    let grouping = event::group(&articles, &config.event, observer);
    let prepared = index::index(&articles, &claims, &grouping.events, &config.index, observer);
    let pairs = pair::pairs(&prepared, &config.pair, observer);
    let (pair_count, pairs_left_out) = (pairs.pairs.len() as u64, pairs.left_out);
    let Judged { links, statements, links_below_keep } =
        judge(&articles, &claims, &grouping.events, prepared, pairs.pairs, config, observer);

    let mut problems = ingested.problems;
    problems.extend(normalized.problems);
    problems.extend(faults);
    problems.sort();
    let counts = Counts {
        files: ingested.files,
        rejected: ingested.rejected,
        hidden: ingested.hidden,
        repeated: ingested.repeated,
        superseded: ingested.superseded,
        article_pairs_left_out: grouping.pairs_left_out as u64,
        articles_cut: grouping.articles_cut as u64,
        pairs: pair_count,
        pairs_left_out,
        links_below_keep,
    };
    Ok(Outcome { articles, claims, events: grouping.events, origins: grouping.origins, links, statements, problems, counts })
}

/// What became of the pairs of a run.
pub(crate) struct Judged {
    pub(crate) links: Vec<Link>,
    pub(crate) statements: Vec<Statement>,
    pub(crate) links_below_keep: u64,
}

/// The end that all runs have in common, whatever their claims come from: pairs are scored, links clustered, accounts compared.
pub(crate) fn judge(
    articles: &[Article],
    claims: &[Claim],
    events: &[Event],
    prepared: index::Index,
    pairs: Vec<Pair>,
    config: &Config,
    observer: &dyn Observer,
) -> Judged {
    let score::Scored { mut links, below_keep } = score::score(&prepared, pairs, &config.score, observer);
    // Giving millions of small lists back takes a thread as long as the first, which is alone, needs to find what is linked.
    let cluster = || cluster::cluster(articles, claims, events, &links, &config.cluster, observer);
    let (mut statements, ()) = rayon::join(cluster, || drop(prepared));

    observer.begin(Stage::Compare, Some(statements.len() as u64));
    let findings = parallel::map(&statements, |statement| {
        let findings = compare::findings(statement, claims, articles, &config.compare);
        observer.advance(Stage::Compare, 1);
        findings
    });
    statements.iter_mut().zip(findings).for_each(|(statement, findings)| statement.findings = findings);
    observer.end(Stage::Compare);

    let scored = links.len();
    links.retain(|link| link.probability >= config.score.keep);
    let links_below_keep = below_keep + (scored - links.len()) as u64;
    Judged { links, statements, links_below_keep }
}
