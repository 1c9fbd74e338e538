//! Which articles are about the same happening, and which are copies of one text?
//!
//! In: the articles of a run. Out: a [`Grouping`], in which every article is in one event and in one origin.
//!
//! Each article becomes a vector of its terms, where names, numbers and rare words weigh most and headline and lead count more
//! (`profile`, `weight`). Articles that share rare terms are candidates (`candidates`); the cosine of their vectors, moved by
//! weekday, scene and distance in time, is their likeness (`likeness`); average linkage makes events of it (`linkage`). Inside
//! an event each article is compared with the fullest texts to find what is copied (`wording`, `sources`, `origin`).
//!
//! Laws: nothing depends on the order of the articles or on the number of threads; stated events win; nothing here can fail.
//! It does not look at claims, and it does not translate: articles in two languages meet where they share names.

mod candidates;
mod label;
mod likeness;
mod linkage;
mod origin;
mod profile;
mod sources;
mod vocabulary;
mod weight;
mod wording;

use crate::model::{Article, Event, Moment, Origin};
use crate::observe::{Observer, Stage};
use crate::parallel;
use candidates::{Index, Query};
use likeness::{Side, Spread, likeness};
use linkage::{Bar, Tie};
use profile::Profile;
use rayon::prelude::*;
use sources::Likeness;
use vocabulary::Vocabulary;
use weight::{Numbering, Share, Terms, Vector};
use wording::Wording;

/// How articles are grouped. The figures are from `docs/method-events.md`.
#[derive(Debug, Clone, PartialEq)]
pub struct EventOptions {
    /// How alike articles of one event are at the least, on average: a cosine of weighted terms, moved by weekday, scene and
    /// date. 0 to 1; higher makes more and smaller events.
    pub min_likeness: f64,
    /// How alike an article is to an event at the least, as a share of how alike the event's independent articles are to each
    /// other; where there are many of them, or where two events are to become one, up to half as much again. 0 (no such bar)
    /// to 1. Keeps the follow-up with the same people out of a well-covered event.
    pub min_cohesion: f64,
    /// At this distance in time likeness counts half, at twice the distance next to nothing. Days, above 0.
    pub window_days: f64,
    /// The share of the shorter article's own words, outside quotation marks, that a copy or light rewrite keeps in their place
    /// in the longer article at the least. 0 to 1; independent reports have 0.30 at the most, rewrites 0.38 and more.
    pub min_copied: f64,
    /// An article of fewer words is a copy only where it is the same throughout.
    pub min_copied_words: usize,
}

impl Default for EventOptions {
    fn default() -> Self {
        EventOptions { min_likeness: 0.14, min_cohesion: 0.4, window_days: 7.0, min_copied: 0.37, min_copied_words: 20 }
    }
}

/// From this cosine on, by weights that know nothing of the corpus, two articles are plainly about one thing.
const PLAINLY_ALIKE: f64 = 0.4;
/// Articles that are plainly about one thing count as no more than this many when terms are counted.
const LOUDEST: f64 = 6.0;
/// What the weightiest terms of an article must share with another article, as a part of a cosine, for the two to be compared: a
/// third of what two articles of one event share in all at the least.
const MIN_SHARED: f64 = 0.05;
/// Less likeness than this is none.
const MIN_TIE: f64 = 0.03;
/// From this cosine on two articles may be one text, also where they are of two events.
const NEAR_VERBATIM: f64 = 0.8;
/// From this share of runs of three words outside quotation marks on, two articles that are plainly about one thing are taken for
/// copies when it is asked how alike the independent reports of an event are. Rewrites have 0.35 and more, independent reports
/// 0.04 in the middle and 0.19 at the most.
const COPIED_RUNS: f64 = 0.2;
/// From this share of runs of five words on the shorter of two texts is the longer one.
const VERBATIM: f64 = 0.8;

/// Every article is in exactly one event and in exactly one origin, be it alone there.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Grouping {
    /// The events, by first publication (undated last) and id.
    pub events: Vec<Event>,
    /// The origins, by id.
    pub origins: Vec<Origin>,
    /// How many comparisons of two articles were left out because one of them had too many candidates.
    pub pairs_left_out: usize,
    /// How many articles have more sentences than are compared when copies are looked for.
    pub articles_cut: usize,
}

/// Groups all articles.
///
/// ```
/// use crosswire::event::{EventOptions, group};
/// use crosswire::model::{Article, Block, BlockKind};
/// use crosswire::observe::Silent;
/// use crosswire::text::Span;
///
/// let article = |id: &str, text: &str| Article {
///     id: id.into(),
///     text: text.into(),
///     blocks: vec![Block { span: Span::whole(text), kind: BlockKind::Paragraph }],
///     ..Article::default()
/// };
/// let articles = [
///     article("a", "A ferry sank off Port Kessel on Monday, the harbour master Ida Brandl said."),
///     article("b", "Farmers in Ostrava blocked two bridges with tractors over milk prices."),
///     article("c", "Ida Brandl, harbour master of Port Kessel, said the ferry sank on Monday in fog."),
/// ];
/// let events = group(&articles, &EventOptions::default(), &Silent).events;
/// assert_eq!(events.iter().map(|e| e.articles.len()).max(), Some(2));
/// ```
pub fn group(articles: &[Article], options: &EventOptions, observer: &dyn Observer) -> Grouping {
    observer.begin(Stage::Event, Some(articles.len() as u64));
    // All work is done in the order of ids, so that neither sums nor ties depend on the order of the input.
    let mut order: Vec<usize> = (0..articles.len()).collect();
    order.sort_by_key(|i| (&articles[*i].id, &articles[*i].path, articles[*i].line, &articles[*i].text));
    let sorted: Vec<&Article> = order.iter().map(|i| &articles[*i]).collect();

    let Read { wordings, profiles, shares } = read(&sorted, observer);
    let (ties, pairs_left_out) = ties(&sorted, &wordings, (profiles, shares), options);
    let stated: Vec<Option<&str>> = sorted.iter().map(|a| a.stated_event.as_deref()).collect();
    let bar = Bar { likeness: options.min_likeness, cohesion: options.min_cohesion };
    let groups = linkage::groups(&stated, &ties, bar);
    let (copies, articles_cut) = copies(&wordings, &groups, &ties, options);

    let back = |members: &[usize]| {
        let mut positions: Vec<usize> = members.iter().map(|i| order[*i]).collect();
        positions.sort_unstable();
        positions
    };
    let central = label::central(&groups, &ties, &sorted);
    let events =
        groups.iter().zip(central).map(|(members, central)| label::event(&sorted, members, central, back(members))).collect();
    let origins =
        copies.iter().map(|members| Origin { id: label::id("o", &sorted, members), articles: back(members) }).collect();
    let mut grouping = Grouping { events, origins, pairs_left_out, articles_cut };
    grouping.sort();
    observer.end(Stage::Event);
    grouping
}

impl Grouping {
    /// Events by rank, origins by id.
    fn sort(&mut self) {
        self.events.sort_by(|a, b| label::rank(a).cmp(&label::rank(b)));
        self.origins.sort_by(|a, b| a.id.cmp(&b.id));
    }
}

/// Groups articles by the event that their records state and by nothing else: an article whose record states none is alone. No copies are
/// looked for, so each is an origin of its own.
pub fn stated(articles: &[Article], observer: &dyn Observer) -> Grouping {
    observer.begin(Stage::Event, Some(articles.len() as u64));
    let mut named: std::collections::BTreeMap<&str, Vec<usize>> = std::collections::BTreeMap::new();
    let mut groups = Vec::new();
    for (at, article) in articles.iter().enumerate() {
        match article.stated_event.as_deref() {
            Some(event) => named.entry(event).or_default().push(at),
            None => groups.push(vec![at]),
        }
    }
    groups.extend(named.into_values());
    let sorted: Vec<&Article> = articles.iter().collect();
    let event = |members: &Vec<usize>| {
        let first = members
            .iter()
            .copied()
            .min_by_key(|at| (articles[*at].published.is_none(), articles[*at].published.map(Moment::order_key), *at));
        let event = label::event(&sorted, members, first.unwrap_or_default(), members.clone());
        match articles[members[0]].stated_event.clone() {
            Some(title) => Event { title, ..event },
            None => event,
        }
    };
    let mut grouping = Grouping { events: parallel::map(&groups, event), ..Grouping::default() };
    let origin = |at: usize| Origin { id: label::id("o", &sorted, &[at]), articles: vec![at] };
    grouping.origins = parallel::count_up(articles.len(), origin);
    grouping.sort();
    observer.end(Stage::Event);
    grouping
}

/// Articles, by position, as far as grouping is concerned.
#[derive(Default)]
struct Read {
    wordings: Vec<Wording>,
    profiles: Vec<Profile>,
    shares: Vec<Share>,
}

fn read(articles: &[&Article], observer: &dyn Observer) -> Read {
    /// So many articles share a vocabulary, where there are many: the more, the more of their words have been met.
    const LARGEST: usize = 256;
    /// There are so many shares, for threads to take, where there are fewer articles.
    const SHARES: usize = 16;
    let shares: Vec<&[&Article]> = articles.chunks(articles.len().div_ceil(SHARES).clamp(1, LARGEST)).collect();
    let read = parallel::map(&shares, |articles| {
        let (mut vocabulary, mut wordings, mut profiles) = (Vocabulary::default(), Vec::new(), Vec::new());
        for article in *articles {
            let blocks = vocabulary.blocks(article);
            wordings.push(Wording::of(article, &blocks, &vocabulary));
            profiles.push(Profile::of(article, &blocks, &mut vocabulary));
            observer.advance(Stage::Event, 1);
        }
        (wordings, profiles, vocabulary.share())
    });
    let mut all = Read::default();
    for (wordings, profiles, share) in read {
        all.wordings.extend(wordings);
        all.profiles.extend(profiles);
        all.shares.push(share);
    }
    all
}

/// The ties between all pairs worth comparing, and how many pairs were left out.
fn ties(
    articles: &[&Article],
    wordings: &[Wording],
    (profiles, shares): (Vec<Profile>, Vec<Share>),
    options: &EventOptions,
) -> (Vec<Tie>, usize) {
    let numbering = Numbering::of(&shares);
    let counts = parallel::count_up(shares.len(), |at| numbering.counts(at, &shares[at]));
    let mut terms = numbering.terms(counts.into_iter().flatten().collect());
    drop(shares);
    let vectors = |terms: &Terms| parallel::count_up(articles.len(), |at| terms.vector(at));
    let untaught: Vec<Vector> = vectors(&terms);
    terms.learn(&untaught, &voices(&untaught, &terms));
    drop(untaught);
    let vectors: Vec<Vector> = vectors(&terms);

    let (pairs, left_out) = pairs(&vectors, &terms, MIN_SHARED);
    let side = |i: u32| Side { profile: &profiles[i as usize], published: articles[i as usize].published };
    let ties: Vec<Tie> = pairs
        .into_par_iter()
        .map(|(a, b, cosine)| {
            let likeness = likeness(side(a), side(b), cosine, options.window_days);
            let may_be_copy = || wordings[a as usize].runs_shared_with(&wordings[b as usize]) >= COPIED_RUNS;
            let is_verbatim = cosine >= NEAR_VERBATIM;
            Tie { a, b, likeness, is_verbatim, is_copy: is_verbatim || cosine >= PLAINLY_ALIKE && may_be_copy() }
        })
        .filter(|tie| tie.likeness >= MIN_TIE || tie.is_verbatim)
        .collect();
    (ties, left_out)
}

/// How much each article counts when terms are counted: however many articles are plainly about one thing, together
/// they have the voice of a few, so that the words of a happening that fills half the corpus do not look common.
fn voices(vectors: &[Vector], terms: &Terms) -> Vec<f64> {
    let mut alike = vec![1.0; vectors.len()];
    for (a, b, cosine) in pairs(vectors, terms, PLAINLY_ALIKE / 3.0).0 {
        if cosine >= PLAINLY_ALIKE {
            alike[a as usize] += 1.0;
            alike[b as usize] += 1.0;
        }
    }
    alike.iter().map(|n: &f64| (LOUDEST / n).min(1.0)).collect()
}

/// The pairs worth comparing, the smaller number first, with their cosine, sorted; and how many were left out.
fn pairs(vectors: &[Vector], terms: &Terms, min_shared: f64) -> (Vec<(u32, u32, f64)>, usize) {
    let index = Index::of(vectors, terms);
    let queries: Vec<Query> = parallel::count_up(vectors.len(), |article| index.query(article));
    let mut found = parallel::map(&index.blocks(), |block| index.candidates(&queries, block.clone(), min_shared));
    let left_out = index.keep_best(&queries, &mut found);
    let ordered = |(a, b): (u32, u32)| (a.min(b), a.max(b));
    let mut pairs: Vec<(u32, u32)> = found.into_iter().flatten().map(ordered).collect();
    pairs.par_sort_unstable();
    pairs.dedup();
    // The pairs of one article stand together: its vector is laid out once for all of them.
    let compared = pairs.par_chunk_by(|one, next| one.0 == next.0).map_init(Spread::default, |spread, pairs| {
        spread.lay(&vectors[pairs[0].0 as usize], terms);
        let compared = |(a, b): &(u32, u32)| (*a, *b, spread.cosine(&vectors[*b as usize], terms));
        pairs.iter().map(compared).collect::<Vec<_>>()
    });
    (compared.flatten_iter().collect(), left_out)
}

/// The articles by origin, inside events and, where nearly word for word, across them; and how many articles were cut.
fn copies(wordings: &[Wording], groups: &[Vec<usize>], ties: &[Tie], options: &EventOptions) -> (Vec<Vec<usize>>, usize) {
    let likeness = Likeness { share: options.min_copied, min_words: options.min_copied_words, verbatim: VERBATIM };
    let found = parallel::map(groups, |members| origin::origins(members, wordings, likeness));
    let found: Vec<Vec<usize>> = found.into_iter().flatten().collect();
    let cut = wordings.iter().filter(|w| w.is_cut).count();
    let twins: Vec<(usize, usize)> = ties.iter().filter(|t| t.is_verbatim).map(|t| (t.a as usize, t.b as usize)).collect();
    (origin::across(found, &twins, wordings, likeness), cut)
}
