//! How fast the stages are on named inputs. `cargo bench --bench stages` prints the figures of `docs/performance-runs.md`.
//!
//! The input is the demo corpus (31 articles), or the files and folders of the variable `CROSSWIRE_INPUTS`, parted as those of `PATH` are; with
//! the argument 8 eight copies of it, whose events are eight times as large.

use crosswire::cluster::{ClusterOptions, cluster};
use crosswire::config::Config;
use crosswire::event::{EventOptions, group};
use crosswire::index::{Index, IndexOptions, index};
use crosswire::ingest::ingest;
use crosswire::model::{Article, Claim, Event, Link, Pair, RawArticle};
use crosswire::observe::Silent;
use crosswire::pair::{PairOptions, pairs};
use crosswire::score::{ScoreOptions, score};
use crosswire::{chunk, normalize};
use divan::counter::{BytesCount, ItemsCount};
use mimalloc::MiMalloc;
use std::hint::black_box;
use std::path::PathBuf;

/// The program's.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() {
    divan::main();
}

/// Inputs by how many times they hold the demo corpus.
const COPIES: [usize; 2] = [1, 8];

fn raw(copies: usize) -> Vec<RawArticle> {
    let demo = || vec![PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/data/demo"))];
    let inputs = std::env::var_os("CROSSWIRE_INPUTS").map_or_else(demo, |paths| std::env::split_paths(&paths).collect());
    let read = ingest(&inputs, &Config::default().ingest, &Silent).expect("the inputs are read").articles;
    let copy = |number: usize| read.iter().map(move |raw| RawArticle { id: format!("{number}/{}", raw.id), ..raw.clone() });
    (0..copies).flat_map(copy).collect()
}

fn bytes(raw: &[RawArticle]) -> BytesCount {
    BytesCount::new(raw.iter().map(|raw| raw.text.len()).sum::<usize>())
}

fn articles(copies: usize) -> Vec<Article> {
    normalize::normalize(raw(copies), &Config::default().normalize, &Silent).articles
}

/// What scoring and clustering work on.
struct Prepared {
    articles: Vec<Article>,
    claims: Vec<Claim>,
    events: Vec<Event>,
    index: Index,
    pairs: Vec<Pair>,
    links: Vec<Link>,
}

fn prepared(copies: usize) -> Prepared {
    let articles = articles(copies);
    let claims = chunk::chunk(&articles, &chunk::ChunkOptions::default(), &Silent).claims;
    let events = group(&articles, &EventOptions::default(), &Silent).events;
    let index = index(&articles, &claims, &events, &IndexOptions::default(), &Silent);
    let pairs = pairs(&index, &PairOptions::default(), &Silent).pairs;
    let links = score(&index, pairs.clone(), &ScoreOptions::default(), &Silent).links;
    Prepared { articles, claims, events, index, pairs, links }
}

#[divan::bench(args = COPIES)]
fn normalize_demo(bencher: divan::Bencher, copies: usize) {
    let raw = raw(copies);
    let options = Config::default().normalize;
    let bencher = bencher.counter(bytes(&raw)).with_inputs(|| raw.clone());
    bencher.bench_values(|raw| normalize::normalize(raw, &options, &Silent));
}

#[divan::bench(args = COPIES)]
fn chunk_demo(bencher: divan::Bencher, copies: usize) {
    let articles = articles(copies);
    let bencher = bencher.counter(BytesCount::new(articles.iter().map(|article| article.text.len()).sum::<usize>()));
    bencher.bench(|| chunk::chunk(black_box(&articles), &chunk::ChunkOptions::default(), &Silent));
}

#[divan::bench(args = COPIES, sample_count = 20)]
fn score_demo(bencher: divan::Bencher, copies: usize) {
    let made = prepared(copies);
    let bencher = bencher.counter(ItemsCount::new(made.pairs.len())).with_inputs(|| made.pairs.clone());
    bencher.bench_values(|pairs| score(&made.index, pairs, &ScoreOptions::default(), &Silent));
}

#[divan::bench(args = COPIES, sample_count = 20)]
fn cluster_demo(bencher: divan::Bencher, copies: usize) {
    let made = prepared(copies);
    let bencher = bencher.counter(ItemsCount::new(made.links.len()));
    bencher.bench(|| {
        cluster(&made.articles, &made.claims, &made.events, black_box(&made.links), &ClusterOptions::default(), &Silent)
    });
}
