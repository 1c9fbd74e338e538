//! The words of a share of the articles: what each tells is worked out once, however often it is printed, and how often each article has
//! it is counted by number.

use super::weight::{Share, Total};
use crate::model::Article;
use crate::text::{self, Span, fold, stem};
use indexmap::IndexSet;
use rustc_hash::{FxBuildHasher, FxHashMap};
use xxhash_rust::xxh3::xxh3_64;

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const MONTHS: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
/// Words after which a capitalised name is the town where something happens. Not *at*: after it stands a spot inside the town (a
/// gate, a street), which the other report need not know.
const BEFORE_PLACE: [&str; 3] = ["in", "near", "outside"];

/// What a word tells, as it is printed.
#[derive(Debug)]
pub(super) struct Known {
    /// Its folded form.
    pub folded: String,
    /// The folded form, hashed.
    pub hash: u32,
    /// Its stem, by number in [`Vocabulary::name`].
    pub term: u32,
    /// Whether the stem is more than one letter.
    pub counts: bool,
    pub is_capital: bool,
    pub starts_with_letter: bool,
    /// 1 to 12 where it is a month.
    pub month: Option<u16>,
    /// Where it is a weekday the bit of that, from Monday; else 0.
    pub weekday: u8,
    /// Whether the town where something happens may follow.
    pub is_before_place: bool,
}

/// A stretch of text: its words, and for each its number in the vocabulary.
#[derive(Debug)]
pub(super) struct Stretch<'a> {
    pub words: Vec<text::Word<'a>>,
    pub known: Vec<u32>,
}

/// The words met so far, and the terms of the articles that have been read.
#[derive(Debug, Default)]
pub(super) struct Vocabulary<'a> {
    /// By the word as printed.
    numbers: FxHashMap<&'a str, u32>,
    known: Vec<Known>,
    names: IndexSet<String, FxBuildHasher>,
    /// By term, for all articles read.
    totals: Vec<Total>,
    /// By term, for the article that is being read.
    counts: Vec<u32>,
    /// The terms that it has.
    own: Vec<u32>,
    articles: Vec<Vec<(u32, u32)>>,
}

impl<'a> Vocabulary<'a> {
    /// The words of each block of an article.
    pub(super) fn blocks(&mut self, article: &'a Article) -> Vec<Stretch<'a>> {
        article.blocks.iter().map(|block| self.stretch(&article.text, block.span)).collect()
    }

    /// The words of a stretch of `text`.
    pub(super) fn stretch(&mut self, text: &'a str, within: Span) -> Stretch<'a> {
        let words = text::words(text, within);
        let known = words.iter().map(|word| self.number(word.text)).collect();
        Stretch { words, known }
    }

    fn number(&mut self, word: &'a str) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let folded = fold(word);
        let stem = stem(&folded);
        let first = word.chars().next();
        let known = Known {
            hash: xxh3_64(folded.as_bytes()) as u32,
            counts: stem.len() > 1,
            term: self.term(stem),
            is_capital: first.is_some_and(char::is_uppercase),
            starts_with_letter: first.is_some_and(char::is_alphabetic),
            month: month(&folded),
            weekday: WEEKDAYS.iter().position(|day| *day == folded).map_or(0, |day| 1 << day),
            is_before_place: BEFORE_PLACE.contains(&folded.as_str()),
            folded,
        };
        let number = self.known.len() as u32;
        self.known.push(known);
        self.numbers.insert(word, number);
        number
    }

    /// The number of a term.
    pub(super) fn term(&mut self, name: String) -> u32 {
        let (number, is_new) = self.names.insert_full(name);
        if is_new {
            self.totals.push(Total::default());
            self.counts.push(0);
        }
        number as u32
    }

    /// What the word of this number tells.
    #[inline]
    pub(super) fn known(&self, number: u32) -> &Known {
        &self.known[number as usize]
    }

    /// The stem that is the term of this number.
    #[inline]
    pub(super) fn name(&self, term: u32) -> &str {
        &self.names[term as usize]
    }

    /// Counts a term of the article that is being read as much as so many places in running text; `is_capital` where it tells something.
    #[inline]
    pub(super) fn count(&mut self, term: u32, places: u32, is_capital: Option<bool>) {
        let count = &mut self.counts[term as usize];
        if *count == 0 {
            self.own.push(term);
        }
        *count += places;
        let total = &mut self.totals[term as usize];
        total.capital += u32::from(is_capital == Some(true));
        total.lower += u32::from(is_capital == Some(false));
    }

    /// The next article is read from here on.
    pub(super) fn end_article(&mut self) {
        let mut own = Vec::with_capacity(self.own.len());
        for term in self.own.drain(..) {
            self.totals[term as usize].articles += 1;
            own.push((term, std::mem::take(&mut self.counts[term as usize])));
        }
        self.articles.push(own);
    }

    /// The terms of all articles that were read.
    pub(super) fn share(self) -> Share {
        Share { names: self.names.into_iter().collect(), totals: self.totals, articles: self.articles }
    }
}

/// 1 to 12 for an English month, in full or cut to three or four letters.
fn month(folded: &str) -> Option<u16> {
    let (month, name) = (1..).zip(MONTHS).find(|(_, name)| folded.len() > 2 && name.starts_with(folded))?;
    (folded == name || folded.len() <= 4).then_some(month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_whole_or_cut_to_three_or_four_letters() {
        let months = ["december", "dec", "sept", "may", "ma", "janu", "januar", "decembers", ""].map(month);
        assert_eq!(months, [Some(12), Some(12), Some(9), Some(5), None, Some(1), None, None, None]);
    }

    #[test]
    fn each_article_has_its_own_counts() {
        let texts = ["Boats sank; the boat burned", "A boat"];
        let mut vocabulary = Vocabulary::default();
        for text in texts {
            let stretch = vocabulary.stretch(text, Span::whole(text));
            let terms: Vec<u32> = stretch.known.iter().map(|known| vocabulary.known(*known).term).collect();
            terms.iter().for_each(|term| vocabulary.count(*term, 2, Some(false)));
            vocabulary.end_article();
        }
        let share = vocabulary.share();
        let boat = share.names.iter().position(|name| name == "boat").expect("a boat is met");
        assert_eq!(
            share.articles.iter().map(|own| own.iter().find(|(term, _)| *term == boat as u32)).collect::<Vec<_>>(),
            [Some(&(boat as u32, 4)), Some(&(boat as u32, 2))]
        );
        assert_eq!(share.totals[boat], Total { articles: 2, capital: 0, lower: 3 });
    }
}
