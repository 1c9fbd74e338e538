//! Texts that others may be copies of, and which of them a text may copy: few are worth comparing word by word.

use super::wording::{Places, Wording};
use rustc_hash::FxHashMap;
use std::cell::OnceCell;

/// A text that keeps enough of another has at least this share of its runs of three words outside quotation marks in it. Rewrites
/// that are found at all have 0.08 or more, most pairs of independent reports 0.02 or less.
const MIN_SHARED_TRIGRAMS: f64 = 0.03;
/// A run of words that is in more sources than this is a phrase of the event or of the trade and proposes nothing. So each text
/// looks at no more than this many times its length, however many reports an event has.
const MAX_SOURCES: usize = 64;

/// Up to so many texts are compared one by one: looking up their runs would cost more than it saves.
const FEW: usize = 16;

/// How much two texts must have in common to be of one origin.
#[derive(Debug, Clone, Copy)]
pub(super) struct Likeness {
    /// The share of the shorter one's own words, outside quotation marks, that is kept in the longer one.
    pub share: f64,
    /// Texts of fewer words must be the same throughout.
    pub min_words: usize,
    /// From this share of runs of five words on the text is the same, whatever the quotation marks say.
    pub verbatim: f64,
}

impl Likeness {
    /// Whether the shorter text is in the longer one nearly word for word.
    pub(super) fn is_verbatim(self, shorter: &Wording, longer: &Wording) -> bool {
        shorter.len() >= self.min_words && shorter.verbatim_in(longer) >= self.verbatim
    }
}

/// Texts by number, in the order in which they were added, and where their runs of words are.
#[derive(Debug)]
pub(super) struct Sources<'a> {
    wordings: &'a [Wording],
    /// Whether there will be more than a few.
    are_many: bool,
    likeness: Likeness,
    texts: Vec<usize>,
    places: Vec<OnceCell<Places>>,
    trigrams: FxHashMap<u64, Vec<u32>>,
    shingles: FxHashMap<u64, Vec<u32>>,
    /// The first source of exactly these words.
    same: FxHashMap<&'a [u32], u32>,
}

impl<'a> Sources<'a> {
    /// Room for up to `most` texts.
    pub(super) fn new(wordings: &'a [Wording], likeness: Likeness, most: usize) -> Self {
        Sources {
            wordings,
            are_many: most > FEW,
            likeness,
            texts: Vec::new(),
            places: Vec::new(),
            trigrams: FxHashMap::default(),
            shingles: FxHashMap::default(),
            same: FxHashMap::default(),
        }
    }

    pub(super) fn add(&mut self, text: usize) {
        let (number, wording) = (self.texts.len() as u32, &self.wordings[text]);
        self.texts.push(text);
        self.places.push(OnceCell::new());
        if !self.are_many {
            return;
        }
        wording.trigrams().iter().for_each(|run| self.trigrams.entry(*run).or_default().push(number));
        wording.shingles().iter().for_each(|run| self.shingles.entry(*run).or_default().push(number));
        if wording.len() > 0 {
            self.same.entry(wording.words()).or_insert(number);
        }
    }

    /// The sources, by number and ascending, of which the text is a copy or light rewrite, or that are one of it.
    pub(super) fn copied_by(&self, text: usize) -> impl Iterator<Item = usize> + '_ {
        let found = if self.are_many { self.proposed(&self.wordings[text]) } else { (0..self.texts.len() as u32).collect() };
        found.into_iter().map(|number| number as usize).filter(move |number| self.is_copy(text, *number))
    }

    /// The sources that a text may copy, sorted.
    fn proposed(&self, wording: &Wording) -> Vec<u32> {
        let mut found = self.by_trigrams(wording);
        found.extend(self.by_shingles(wording));
        found.extend(self.same.get(wording.words()));
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The sources that share enough runs of three words for a rewrite.
    fn by_trigrams(&self, wording: &Wording) -> Vec<u32> {
        let mut shared: FxHashMap<u32, usize> = FxHashMap::default();
        for sources in wording.trigrams().iter().filter_map(|run| self.trigrams.get(run)).filter(|s| s.len() <= MAX_SOURCES) {
            sources.iter().for_each(|source| *shared.entry(*source).or_default() += 1);
        }
        let length = |source: u32| self.wordings[self.texts[source as usize]].trigrams().len().min(wording.trigrams().len());
        let is_enough = |source: u32, count: usize| count as f64 >= MIN_SHARED_TRIGRAMS * length(source) as f64;
        shared.into_iter().filter(|(source, count)| is_enough(*source, *count)).map(|(source, _)| source).collect()
    }

    /// The sources that may hold nearly all runs of five words: these have one of its rarest.
    fn by_shingles(&self, wording: &Wording) -> Vec<u32> {
        let mut known: Vec<&Vec<u32>> = wording.shingles().iter().filter_map(|run| self.shingles.get(run)).collect();
        let new = wording.shingles().len() - known.len();
        let spare = ((1.0 - self.likeness.verbatim) * wording.shingles().len() as f64) as usize;
        known.sort_unstable_by_key(|sources| sources.len());
        let rarest = known.into_iter().take((spare + 1).saturating_sub(new));
        rarest.filter(|sources| sources.len() <= MAX_SOURCES).flatten().copied().collect()
    }

    /// Whether the shorter of the two is the longer one, wholly or in good part, word for word or lightly rewritten.
    fn is_copy(&self, text: usize, number: usize) -> bool {
        let (wording, source) = (&self.wordings[text], &self.wordings[self.texts[number]]);
        if wording.words() == source.words() {
            return true;
        }
        let is_shorter = wording.len() <= source.len();
        let (shorter, longer) = if is_shorter { (wording, source) } else { (source, wording) };
        let kept = || match is_shorter {
            true => shorter.kept_in(longer, self.places[number].get_or_init(|| source.places())),
            false => shorter.kept_in(longer, &longer.places()),
        };
        let Likeness { share, min_words, .. } = self.likeness;
        self.likeness.is_verbatim(shorter, longer)
            || shorter.own_len() >= min_words && shorter.runs_shared_with(longer) >= MIN_SHARED_TRIGRAMS && kept() >= share
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::vocabulary::Vocabulary;
    use crate::model::{Article, Block, BlockKind};
    use crate::text::Span;
    use proptest::prelude::*;

    const LIKENESS: Likeness = Likeness { share: 0.37, min_words: 20, verbatim: 0.8 };

    fn wording(words: &[u16]) -> Wording {
        let text: String =
            words.iter().enumerate().map(|(i, w)| format!("w{w}{}", if i % 9 == 8 { ". " } else { " " })).collect();
        let blocks = vec![Block { span: Span::whole(&text), kind: BlockKind::Paragraph }];
        let article = Article { text, blocks, ..Article::default() };
        let mut vocabulary = Vocabulary::default();
        let blocks = vocabulary.blocks(&article);
        Wording::of(&article, &blocks, &vocabulary)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]

        /// Texts made of stretches of three texts, with words swapped.
        #[test]
        fn looking_up_runs_finds_what_comparing_all_finds(
            texts in proptest::collection::vec((0..3u16, 0..40usize, 20..60usize, 2..12usize), 2..14)
        ) {
            let made = |&(base, from, count, gap): &(u16, usize, usize, usize)| {
                let word = |i: usize| if i.is_multiple_of(gap) { 900 + i as u16 } else { base * 100 + i as u16 };
                wording(&(from..from + count).map(word).collect::<Vec<_>>())
            };
            let wordings: Vec<Wording> = texts.iter().map(made).collect();
            let mut all = Sources::new(&wordings, LIKENESS, FEW);
            let mut looked_up = Sources::new(&wordings, LIKENESS, FEW + 1);
            (0..wordings.len()).for_each(|i| all.add(i));
            (0..wordings.len()).for_each(|i| looked_up.add(i));
            for i in 0..wordings.len() {
                prop_assert_eq!(looked_up.copied_by(i).collect::<Vec<_>>(), all.copied_by(i).collect::<Vec<_>>());
            }
        }
    }
}
