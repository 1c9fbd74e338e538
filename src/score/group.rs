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
    /// For each claim its article.
    articles: Vec<usize>,
    /// For each claim its speaker, if it has one; equal speakers have equal numbers.
    speakers: Vec<Option<u32>>,
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
    let mut counts = vec![0; events + 1];
    pairs.iter().for_each(|pair| counts[of(pair)] += 1);
    let mut groups: Vec<Vec<(u32, u32)>> = counts.into_iter().map(Vec::with_capacity).collect();
    for pair in pairs {
        groups[of(pair)].push((pair.left as u32, pair.right as u32));
    }
    groups
}

impl Group {
    /// Lays out `pairs`, which are sorted.
    pub fn of(index: &Index, pairs: &[(u32, u32)]) -> Self {
        let mut claims: Vec<usize> = pairs.iter().flat_map(|(left, right)| [*left as usize, *right as usize]).collect();
        claims.sort_unstable();
        claims.dedup();
        let number: FxHashMap<usize, u32> = claims.iter().copied().zip(0..).collect();
        let mut starts = vec![0; claims.len() + 1];
        let mut back_starts = vec![0; claims.len() + 1];
        let mut rights = Vec::with_capacity(pairs.len());
        for (left, right) in pairs {
            let (left, right) = (number[&(*left as usize)], number[&(*right as usize)]);
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
        let key = pairs.first().map(|(left, right)| {
            let event = |claim: u32| index.claims[claim as usize].event;
            if event(*left) == event(*right) { MatchKey::Event } else { MatchKey::Reuse }
        });
        let articles: Vec<usize> = claims.iter().map(|claim| index.claims[*claim].article).collect();
        let mut known: FxHashMap<&SpeakerKey, u32> = FxHashMap::default();
        let speaker = |claim: &usize| {
            let speaker = index.claims[*claim].speaker.as_ref()?;
            let next = known.len() as u32;
            Some(*known.entry(speaker).or_insert(next))
        };
        let speakers = claims.iter().map(speaker).collect();
        let beside = [1, 2].map(|reach| (0..claims.len()).map(|claim| beside(&claims, &articles, claim, reach)).collect());
        Group { key, claims, articles, speakers, starts, rights, back_starts, back, beside }
    }

    /// The pairs of some rows, by number.
    pub fn pairs_of(&self, rows: &Range<usize>) -> Range<usize> {
        self.starts[rows.start]..self.starts[rows.end]
    }

    /// Right claims of the row of `left`, each with the number of its pair.
    pub fn row(&self, left: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
        (self.starts[left]..self.starts[left + 1]).map(|pair| (self.rights[pair] as usize, pair))
    }

    /// All claims with which `claim` is paired, in order, each with the number of the pair.
    fn others(&self, claim: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
        let before = &self.back[self.back_starts[claim]..self.back_starts[claim + 1]];
        before.iter().map(|(left, pair)| (*left as usize, *pair as usize)).chain(self.row(claim))
    }

    /// The pair of a left and a right claim.
    pub fn pair(&self, left: usize, right: usize) -> Pair {
        Pair { left: self.claims[left], right: self.claims[right], key: self.key.unwrap_or(MatchKey::Event) }
    }

    /// Whether two claims are of one article.
    pub fn in_one_article(&self, left: usize, right: usize) -> bool {
        self.articles[left] == self.articles[right]
    }

    /// The speakers of two claims, where both have one.
    pub fn speakers(&self, left: usize, right: usize) -> Option<(u32, u32)> {
        self.speakers[left].zip(self.speakers[right])
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
    pub fn beside(&self, claim: usize, reach: usize) -> Range<usize> {
        let (first, end) = self.beside[reach - 1][claim];
        first as usize..end as usize
    }

    /// For each pair the greatest of the `values` of the other pairs that one of its claims has with the article of the other, from 0 up.
    /// A pair of value 0 counts as none.
    pub fn next_best(&self, values: &[f32]) -> Vec<f32> {
        let mut next = vec![0f32; values.len()];
        let mut run: Vec<usize> = Vec::new();
        for claim in 0..self.claims.len() {
            let mut others = self.others(claim).peekable();
            while let Some((other, pair)) = others.next() {
                run.clear();
                run.push(pair);
                while let Some((_, pair)) = others.next_if(|(o, _)| self.in_one_article(*o, other)) {
                    run.push(pair);
                }
                let (first, second) = best_two(run.iter().map(|pair| values[*pair]));
                for pair in &run {
                    let best = if values[*pair] >= first { second } else { first };
                    next[*pair] = next[*pair].max(best);
                }
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
            let here = self.others(claim).map(|(other, pair)| (other as u32, values[pair]));
            list.extend(here.filter(|(_, value)| *value > 0.0));
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
    pub fn of(&self, claim: usize) -> &[(u32, f32)] {
        &self.list[self.starts[claim]..self.starts[claim + 1]]
    }
}

/// The values of the pairs of a claim and of those beside it, each row laid out by the other claim, so that reading one is one step.
/// It moves from claim to claim.
#[derive(Debug)]
pub(super) struct Window<'a> {
    valued: &'a Valued,
    reach: usize,
    rows: Vec<Vec<f32>>,
    held: Vec<Option<usize>>,
    at: Option<usize>,
}

impl<'a> Window<'a> {
    /// A window that reaches `reach` claims to either side.
    pub fn new(valued: &'a Valued, reach: usize) -> Self {
        let rows = 2 * reach + 1;
        Window { valued, reach, rows: vec![vec![0.0; valued.starts.len() - 1]; rows], held: vec![None; rows], at: None }
    }

    /// Moves to `claim`.
    pub fn move_to(&mut self, claim: usize) {
        if self.at.replace(claim) == Some(claim) {
            return;
        }
        let claims = self.valued.starts.len() - 1;
        for near in claim.saturating_sub(self.reach)..(claim + self.reach + 1).min(claims) {
            let slot = near % self.rows.len();
            if self.held[slot] == Some(near) {
                continue;
            }
            if let Some(old) = self.held[slot] {
                self.valued.of(old).iter().for_each(|(other, _)| self.rows[slot][*other as usize] = 0.0);
            }
            self.valued.of(near).iter().for_each(|(other, value)| self.rows[slot][*other as usize] = *value);
            self.held[slot] = Some(near);
        }
    }

    /// The values of the pairs of `claim`, which is within reach, by the other claim; 0 where there is no pair.
    pub fn row(&self, claim: usize) -> &[f32] {
        &self.rows[claim % self.rows.len()]
    }
}

/// The claims of one article, up to `reach` places from `claim`: the first, and one past the last.
fn beside(claims: &[usize], articles: &[usize], claim: usize, reach: usize) -> (u32, u32) {
    let near = |other: &usize| articles[*other] == articles[claim] && claims[*other].abs_diff(claims[claim]) <= reach;
    let first = (claim.saturating_sub(reach)..claim).find(near).unwrap_or(claim);
    let last = (claim + 1..(claim + reach + 1).min(claims.len())).rfind(near).unwrap_or(claim);
    (first as u32, last as u32 + 1)
}

fn best_two(values: impl Iterator<Item = f32>) -> (f32, f32) {
    values.fold((0.0, 0.0), |(first, second), value| {
        if value > first {
            (value, first)
        } else if value > second {
            (first, value)
        } else {
            (first, second)
        }
    })
}

/// Makes positions of counts.
fn sum_up(counts: &mut [usize]) {
    for at in 1..counts.len() {
        counts[at] += counts[at - 1];
    }
}
