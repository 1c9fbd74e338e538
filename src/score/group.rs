//! The pairs that bear on each other: those of one event, or all across events, laid out so that the pairs around one are at hand.

use crate::index::{Index, SpeakerKey};
use crate::model::{MatchKey, Pair};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Pairs of one kind whose claims are numbered from 0, in the order of the run. A pair has a number, too: rows in the order of their left
/// claim, in each row in the order of the right one.
#[derive(Debug, Default)]
pub(super) struct Group {
    /// What proposed the pairs.
    pub key: Option<MatchKey>,
    /// The claims, by their positions in the index, sorted.
    pub claims: Vec<usize>,
    /// The articles of the claims, by their positions in the run.
    pub articles: Vec<usize>,
    /// The sentences of the claims, by their positions in the index.
    pub sentences: Vec<usize>,
    /// For each claim its article and its sentence, by their places in these lists.
    article_of: Vec<u32>,
    sentence_of: Vec<u32>,
    /// How many different speakers the claims have.
    pub speakers: usize,
    /// For each claim its speaker, if it has one; equal speakers have equal numbers.
    speaker_of: Vec<Option<u32>>,
    /// Where the row of each claim begins in `rights`; one more at the end.
    starts: Vec<usize>,
    /// For each pair its right claim.
    rights: Vec<u32>,
    /// Where the pairs in which a claim is the right one begin in `back`; one more at the end.
    back_starts: Vec<usize>,
    /// Left claims and numbers of pairs, by right claim.
    back: Vec<(u32, u32)>,
    /// For each claim those of its article one place and two places from it at the most, itself included.
    beside: [Vec<(u32, u32)>; MOST_REACH],
}

/// How far from a claim the claims beside it are, in claims of its article.
const MOST_REACH: usize = 2;

/// The groups of `pairs`, which are sorted: one for each event, and one for the pairs across events.
pub(super) fn groups(index: &Index, pairs: &[Pair]) -> Vec<Vec<(u32, u32)>> {
    let events = index.claims.iter().map(|claim| claim.event + 1).max().unwrap_or(0);
    let of = |pair: &Pair| if pair.key == MatchKey::Event { index.claims[pair.left].event } else { events };
    // Most pairs of a claim are of its event and stand together.
    let rows = || pairs.chunk_by(|one, next| (one.left, one.key) == (next.left, next.key));
    let mut counts = vec![0; events + 1];
    rows().for_each(|row| counts[of(&row[0])] += row.len());
    let mut groups: Vec<Vec<(u32, u32)>> = counts.into_iter().map(Vec::with_capacity).collect();
    for row in rows() {
        groups[of(&row[0])].extend(row.iter().map(|pair| (pair.left as u32, pair.right as u32)));
    }
    groups
}

/// Where each claim stands among those of its event.
#[derive(Debug)]
pub(super) struct Events {
    /// By event, sorted.
    claims: Vec<Vec<u32>>,
    /// By claim.
    places: Vec<u32>,
}

impl Events {
    pub fn of(index: &Index) -> Self {
        let mut claims: Vec<Vec<u32>> = Vec::new();
        let places = index.claims.iter().zip(0..).map(|(claim, at)| {
            if claims.len() <= claim.event {
                claims.resize(claim.event + 1, Vec::new());
            }
            claims[claim.event].push(at);
            claims[claim.event].len() as u32 - 1
        });
        let places = places.collect();
        Events { claims, places }
    }

    /// Where a claim stands among those of `event`, or among all claims.
    fn place(&self, claim: u32, event: Option<usize>) -> usize {
        (if event.is_some() { self.places[claim as usize] } else { claim }) as usize
    }

    /// The claims of `pairs`, sorted, and by [`Events::place`] the number of each among them.
    fn paired(&self, pairs: &[(u32, u32)], event: Option<usize>) -> (Vec<usize>, Vec<u32>) {
        let all = event.map_or(self.places.len(), |event| self.claims[event].len());
        let mut numbers = vec![u32::MAX; all];
        for (left, right) in pairs {
            numbers[self.place(*left, event)] = 0;
            numbers[self.place(*right, event)] = 0;
        }
        let mut claims = Vec::new();
        for (at, number) in numbers.iter_mut().enumerate().filter(|(_, number)| **number == 0) {
            *number = claims.len() as u32;
            claims.push(event.map_or(at, |event| self.claims[event][at] as usize));
        }
        (claims, numbers)
    }
}

impl Group {
    /// Lays out `pairs`, which are sorted.
    pub fn of(index: &Index, events: &Events, pairs: &[(u32, u32)]) -> Self {
        let event = |claim: u32| index.claims[claim as usize].event;
        let key = pairs.first().map(|(left, right)| match event(*left) == event(*right) {
            true => MatchKey::Event,
            false => MatchKey::Reuse,
        });
        let of_event = pairs.first().filter(|_| key == Some(MatchKey::Event)).map(|(left, _)| event(*left));
        let (claims, numbers) = events.paired(pairs, of_event);
        let number = |claim: u32| numbers[events.place(claim, of_event)];
        let mut starts = vec![0; claims.len() + 1];
        let mut back_starts = vec![0; claims.len() + 1];
        let mut rights = Vec::with_capacity(pairs.len());
        for (left, right) in pairs {
            let (left, right) = (number(*left), number(*right));
            starts[left as usize + 1] += 1;
            back_starts[right as usize + 1] += 1;
            rights.push(right);
        }
        sum_up(&mut starts);
        sum_up(&mut back_starts);
        let mut back = vec![(0, 0); rights.len()];
        let mut next = back_starts.clone();
        for left in 0..claims.len() {
            for pair in starts[left]..starts[left + 1] {
                let place = &mut next[rights[pair] as usize];
                back[*place] = (left as u32, pair as u32);
                *place += 1;
            }
        }
        let (articles, article_of) = numbered(claims.iter().map(|claim| index.claims[*claim].article));
        let (sentences, sentence_of) = numbered(claims.iter().map(|claim| index.claims[*claim].sentence));
        let mut known: FxHashMap<&SpeakerKey, u32> = FxHashMap::default();
        let speaker = |claim: &usize| {
            let speaker = index.claims[*claim].speaker.as_ref()?;
            let next = known.len() as u32;
            Some(*known.entry(speaker).or_insert(next))
        };
        let speaker_of = claims.iter().map(speaker).collect();
        let speakers = known.len();
        let beside = [1, 2].map(|reach| (0..claims.len()).map(|claim| beside(&claims, &article_of, claim, reach)).collect());
        Group {
            key,
            claims,
            articles,
            sentences,
            article_of,
            sentence_of,
            speakers,
            speaker_of,
            starts,
            rights,
            back_starts,
            back,
            beside,
        }
    }

    /// The pairs of some rows, by number.
    #[inline]
    pub fn pairs_of(&self, rows: &Range<usize>) -> Range<usize> {
        self.starts[rows.start]..self.starts[rows.end]
    }

    /// Right claims of the row of `left`, each with the number of its pair.
    #[inline]
    pub fn row(&self, left: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
        (self.starts[left]..self.starts[left + 1]).map(|pair| (self.rights[pair] as usize, pair))
    }

    /// All claims with which `claim` is paired, in order, each with the number of the pair.
    fn others(&self, claim: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
        let before = &self.back[self.back_starts[claim]..self.back_starts[claim + 1]];
        before.iter().map(|(left, pair)| (*left as usize, *pair as usize)).chain(self.row(claim))
    }

    /// The pair of a left and a right claim.
    #[inline]
    pub fn pair(&self, left: usize, right: usize) -> Pair {
        Pair { left: self.claims[left], right: self.claims[right], key: self.key.unwrap_or(MatchKey::Event) }
    }

    /// Whether two claims are of one article.
    #[inline]
    pub fn in_one_article(&self, left: usize, right: usize) -> bool {
        self.article_of[left] == self.article_of[right]
    }

    /// The article of a claim, by its place in [`Group::articles`].
    #[inline]
    pub fn article_of(&self, claim: usize) -> usize {
        self.article_of[claim] as usize
    }

    /// The article of each of [`Group::sentences`], by its position in the run.
    pub fn articles_of_sentences(&self) -> Vec<usize> {
        let mut articles = vec![0; self.sentences.len()];
        self.sentence_of.iter().zip(&self.article_of).for_each(|(sentence, article)| {
            articles[*sentence as usize] = self.articles[*article as usize];
        });
        articles
    }

    /// The sentence of a claim, by its place in [`Group::sentences`].
    #[inline]
    pub fn sentence_of(&self, claim: usize) -> usize {
        self.sentence_of[claim] as usize
    }

    /// The speakers of two claims, where both have one.
    #[inline]
    pub fn speakers_of(&self, left: usize, right: usize) -> Option<(u32, u32)> {
        self.speaker_of[left].zip(self.speaker_of[right])
    }

    /// Rows in stretches of about `pairs` pairs.
    pub fn stretches(&self, pairs: usize) -> Vec<Range<usize>> {
        let mut out = Vec::new();
        let mut begin = 0;
        for end in 1..self.starts.len() {
            if self.starts[end] - self.starts[begin] >= pairs || end + 1 == self.starts.len() {
                out.push(begin..end);
                begin = end;
            }
        }
        out
    }

    /// The claims of its article that stand up to `reach` places (1 or 2) from a claim in the article, itself included.
    #[inline]
    pub fn beside(&self, claim: usize, reach: usize) -> Range<usize> {
        let (first, end) = self.beside[reach - 1][claim];
        first as usize..end as usize
    }

    /// For each pair the greatest of the `values` of the other pairs that one of its claims has with the article of the other, from 0 up.
    /// A pair of value 0 counts as none.
    pub fn next_best(&self, values: &[f32]) -> Vec<f32> {
        let mut next = vec![0f32; values.len()];
        for claim in 0..self.claims.len() {
            let before = &self.back[self.back_starts[claim]..self.back_starts[claim + 1]];
            let (first, all) = (self.starts[claim], before.len() + self.starts[claim + 1] - self.starts[claim]);
            let other = |at: usize| match before.get(at) {
                Some((left, pair)) => (*left as usize, *pair as usize),
                None => (self.rights[first + at - before.len()] as usize, first + at - before.len()),
            };
            let mut begin = 0;
            while begin < all {
                let article = self.article_of[other(begin).0];
                let (mut end, mut best) = (begin, (0f32, 0f32));
                while let Some((_, pair)) =
                    (end < all).then(|| other(end)).filter(|(claim, _)| self.article_of[*claim] == article)
                {
                    best = best_two(best, values[pair]);
                    end += 1;
                }
                // Most pairs have no value at the later looks.
                if best.0 > 0.0 {
                    for pair in (begin..end).map(|at| other(at).1) {
                        let rival = if values[pair] >= best.0 { best.1 } else { best.0 };
                        next[pair] = next[pair].max(rival);
                    }
                }
                begin = end;
            }
        }
        next
    }

    /// The pairs of some value above 0, from both sides.
    pub fn valued<'a>(&'a self, values: &'a [f32]) -> Valued {
        let mut starts = Vec::with_capacity(self.claims.len() + 1);
        let mut list = Vec::new();
        for claim in 0..self.claims.len() {
            starts.push(list.len());
            self.others(claim).for_each(|(other, pair)| {
                if values[pair] > 0.0 {
                    list.push((other as u32, values[pair]));
                }
            });
        }
        starts.push(list.len());
        Valued { starts, list }
    }
}

/// For each claim the claims with which it has a pair of some value, and the value.
#[derive(Debug)]
pub(super) struct Valued {
    starts: Vec<usize>,
    list: Vec<(u32, f32)>,
}

impl Valued {
    /// Those of one claim, sorted.
    #[inline]
    pub fn of(&self, claim: usize) -> &[(u32, f32)] {
        &self.list[self.starts[claim]..self.starts[claim + 1]]
    }
}

/// The values of the pairs of a claim, and the best of those beside it, laid out by the other claim, so that reading one is one step. It
/// moves from claim to claim.
#[derive(Debug)]
pub(super) struct Window<'a> {
    group: &'a Group,
    valued: &'a Valued,
    /// Of the claim before, of the claim, of the claim after, in turn.
    rows: [Vec<f32>; 3],
    held: [Option<usize>; 3],
    /// The best of the claims of its article just before and after the claim.
    around: Vec<f32>,
    at: Option<usize>,
}

impl<'a> Window<'a> {
    /// A window that is not yet anywhere.
    pub fn new(group: &'a Group, valued: &'a Valued) -> Self {
        let row = || vec![0f32; group.claims.len()];
        Window { group, valued, rows: [row(), row(), row()], held: [None; 3], around: row(), at: None }
    }

    /// Moves to `claim`.
    pub fn move_to(&mut self, claim: usize) {
        if self.at.replace(claim) == Some(claim) {
            return;
        }
        let beside = self.group.beside(claim, 1);
        for near in beside.clone() {
            let slot = near % self.rows.len();
            if self.held[slot] == Some(near) {
                continue;
            }
            let row = &mut self.rows[slot];
            if let Some(old) = self.held[slot].replace(near) {
                self.valued.of(old).iter().for_each(|(other, _)| row[*other as usize] = 0.0);
            }
            self.valued.of(near).iter().for_each(|(other, value)| row[*other as usize] = *value);
        }
        self.around.fill(0.0);
        for near in beside.filter(|near| *near != claim) {
            for (best, value) in self.around.iter_mut().zip(&self.rows[near % self.rows.len()]) {
                *best = best.max(*value);
            }
        }
    }

    /// By other claim the values of the pairs of the claim, 0 where there is no pair, and the best of the claims around it.
    #[inline]
    pub fn rows(&self) -> (&[f32], &[f32]) {
        (self.at.map_or(&self.around, |claim| &self.rows[claim % self.rows.len()]), &self.around)
    }
}

/// The claims of one article, up to `reach` places from `claim`: the first, and one past the last.
#[inline]
fn beside(claims: &[usize], articles: &[u32], claim: usize, reach: usize) -> (u32, u32) {
    let near = |other: &usize| articles[*other] == articles[claim] && claims[*other].abs_diff(claims[claim]) <= reach;
    let first = (claim.saturating_sub(reach)..claim).find(near).unwrap_or(claim);
    let last = (claim + 1..(claim + reach + 1).min(claims.len())).rfind(near).unwrap_or(claim);
    (first as u32, last as u32 + 1)
}

/// The two greatest values, once `value` is among them.
fn best_two((first, second): (f32, f32), value: f32) -> (f32, f32) {
    if value > first {
        (value, first)
    } else if value > second {
        (first, value)
    } else {
        (first, second)
    }
}

/// The distinct values in the order in which they come up, and for each value its place among these.
fn numbered(values: impl Iterator<Item = usize>) -> (Vec<usize>, Vec<u32>) {
    let mut known: FxHashMap<usize, u32> = FxHashMap::default();
    let mut list = Vec::new();
    let places = values.map(|value| {
        *known.entry(value).or_insert_with(|| {
            list.push(value);
            list.len() as u32 - 1
        })
    });
    let places = places.collect();
    (list, places)
}

/// Makes positions of counts.
fn sum_up(counts: &mut [usize]) {
    for at in 1..counts.len() {
        counts[at] += counts[at - 1];
    }
}
