//! What one article says of its happening: its terms with their emphasis, its weekdays and days, and its scene.

use super::vocabulary::{Stretch, Vocabulary};
use crate::model::{Article, BlockKind};
use crate::text::{Lexicon, Span, fold, stem};
use rustc_hash::FxHashSet;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// A word in the headline counts as much as this many in running text.
const HEADLINE_EMPHASIS: u32 = 3;
/// A word in the lead counts as much as this many further down. Doubling either figure moves no event on the development set.
const LEAD_EMPHASIS: u32 = 2;
/// How many words of running text are the lead: two to four paragraphs of a dispatch.
const LEAD_WORDS: usize = 90;

/// The stems of words that tell nothing about a happening.
static EVERYDAY: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    let list = Lexicon::parse(include_str!("../../data/lexicon/everyday.txt"));
    list.entries().map(|(word, _)| stem(&fold(word))).collect()
});

/// A place has at most this many words; what follows is read no further.
const PLACE_WORDS: usize = 6;

/// Cities that datelines name, in full.
static CITIES: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    let list = Lexicon::parse(include_str!("../../data/lexicon/places.txt"));
    list.entries().map(|(city, _)| city).collect()
});

/// An article as far as grouping is concerned, but for its terms.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Profile {
    /// All words that it prints with a capital somewhere.
    pub names: FxHashSet<String>,
    /// The weekdays named in headline and lead, a bit each from Monday.
    pub weekdays: u8,
    /// The days of the year named in headline, dateline and lead, January 1 as 0, in years of twelve months of 31 days.
    pub days: BTreeSet<u16>,
    /// Where headline, dateline and lead say that things happen, as far as the word is not an everyday one.
    pub scene: BTreeSet<String>,
    /// The part of the scene that is a town for sure: the dateline, and cities that datelines name.
    pub towns: BTreeSet<String>,
    /// The part of the scene that the dateline names.
    pub dateline: BTreeSet<String>,
}

/// Whether a term is on the list of everyday words.
pub(super) fn is_everyday(term: &str) -> bool {
    EVERYDAY.contains(term)
}

impl Profile {
    /// Reads an article, whose `blocks` are those of the vocabulary; its terms are counted there.
    pub(super) fn of<'a>(article: &'a Article, blocks: &[Stretch<'a>], vocabulary: &mut Vocabulary<'a>) -> Self {
        let mut builder = Builder { vocabulary, profile: Profile::default() };
        if let Some(title) = &article.title {
            let within = Span::whole(title);
            let stretch = builder.vocabulary.stretch(title, within);
            builder.stretch(title, within, &stretch, Place::Headline);
        }
        if let Some(dateline) = &article.dateline {
            builder.dateline(dateline);
        }
        let mut seen = 0;
        for (block, stretch) in article.blocks.iter().zip(blocks) {
            let place = match block.kind {
                // The title is a headline block where it comes from the text.
                BlockKind::Headline if article.title.is_some() => continue,
                BlockKind::Headline => Place::Headline,
                _ if seen < LEAD_WORDS => Place::Lead,
                _ => Place::Body,
            };
            builder.stretch(&article.text, block.span, stretch, place);
            seen += if place == Place::Headline { 0 } else { stretch.words.len() };
        }
        builder.vocabulary.end_article();
        builder.profile
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Headline,
    Lead,
    Body,
}

impl Place {
    fn emphasis(self) -> u32 {
        match self {
            Place::Headline => HEADLINE_EMPHASIS,
            Place::Lead => LEAD_EMPHASIS,
            Place::Body => 1,
        }
    }
}

struct Builder<'a, 'v> {
    vocabulary: &'v mut Vocabulary<'a>,
    profile: Profile,
}

impl<'a> Builder<'a, '_> {
    /// Takes in a stretch of text.
    fn stretch(&mut self, text: &str, within: Span, stretch: &Stretch, place: Place) {
        if place == Place::Lead || place == Place::Headline && !self.is_title_case(stretch) {
            self.places(text, within, stretch);
        }
        for (i, number) in stretch.known.iter().enumerate() {
            let known = self.vocabulary.known(*number);
            let (term, counts, is_capital) = (known.term, known.counts, known.is_capital);
            let is_start = i == 0 || ends_sentence(gap_before(text, within, stretch, i));
            let case = (place != Place::Headline && !is_start && known.starts_with_letter).then_some(is_capital);
            if place != Place::Body {
                self.profile.weekdays |= known.weekday;
            }
            if let Some((month, day)) = self.day_of_year(stretch, i) {
                let term = self.vocabulary.term(format!("{month}-{day}"));
                self.vocabulary.count(term, place.emphasis(), None);
                if place != Place::Body {
                    self.profile.days.insert((month - 1) * 31 + day - 1);
                }
            }
            if is_capital && !self.profile.names.contains(self.vocabulary.name(term)) {
                self.profile.names.insert(self.vocabulary.name(term).to_owned());
            }
            if counts {
                self.vocabulary.count(term, place.emphasis(), case);
            }
        }
    }

    /// The names after *in*, *near* and *outside*.
    fn places(&mut self, text: &str, within: Span, stretch: &Stretch) {
        let known = &stretch.known;
        for before in 0..known.len() {
            if !self.vocabulary.known(known[before]).is_before_place {
                continue;
            }
            let is_name = |i: &usize| {
                self.vocabulary.known(known[*i]).is_capital && gap_before(text, within, stretch, *i).trim().is_empty()
            };
            let first = before + 1;
            let count = (first..known.len().min(first + PLACE_WORDS)).take_while(is_name).count();
            let names: Vec<&str> =
                known[first..first + count].iter().map(|number| self.vocabulary.known(*number).folded.as_str()).collect();
            let city = (1..=count).rev().find(|n| CITIES.contains(names[..*n].join(" ").as_str())).unwrap_or(0);
            for i in 0..count {
                let term = self.vocabulary.known(known[first + i]).term;
                let name = self.vocabulary.name(term).to_owned();
                self.scene(&name, i < city);
            }
        }
    }

    /// The names of a dateline are the scene, whatever comes before them.
    fn dateline(&mut self, dateline: &'a str) {
        let stretch = self.vocabulary.stretch(dateline, Span::whole(dateline));
        for (i, number) in stretch.known.iter().enumerate() {
            let known = self.vocabulary.known(*number);
            let (is_month, term) = (known.month.is_some(), self.vocabulary.name(known.term).to_owned());
            self.profile.names.insert(term.clone());
            if !is_month && self.scene(&term, true) {
                self.profile.dateline.insert(term);
            }
            self.profile.days.extend(self.day_of_year(&stretch, i).map(|(month, day)| (month - 1) * 31 + day - 1));
        }
    }

    /// Takes the term as part of the scene if it can be; returns whether.
    fn scene(&mut self, term: &str, is_town: bool) -> bool {
        let is_telling = term.len() > 2 && !is_everyday(term) && !term.starts_with(|c: char| c.is_ascii_digit());
        if is_telling {
            self.profile.scene.insert(term.to_owned());
        }
        if is_telling && is_town {
            self.profile.towns.insert(term.to_owned());
        }
        is_telling
    }

    /// Whether a headline prints most of its words with a capital, so that a capital does not tell a name. The first word and those
    /// of up to three letters are left out.
    fn is_title_case(&self, stretch: &Stretch) -> bool {
        let words = stretch.words.iter().zip(&stretch.known).skip(1);
        let long = || words.clone().filter(|(word, _)| word.text.chars().nth(3).is_some());
        2 * long().filter(|(_, number)| self.vocabulary.known(**number).is_capital).count() > long().count()
    }

    /// Month and day where the word at `i` begins `December 18`, `Dec. 18` or `18 December`.
    fn day_of_year(&self, stretch: &Stretch, i: usize) -> Option<(u16, u16)> {
        let known = |at: usize| stretch.known.get(at).map(|number| self.vocabulary.known(*number));
        let (here, next) = (known(i)?, known(i + 1)?);
        let (month, day) = match (here.month, next.month) {
            (Some(month), None) => (month, next),
            (None, Some(month)) => (month, here),
            _ => return None,
        };
        let digits = day.folded.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let day = digits.parse().ok().filter(|d| (1..=31).contains(d))?;
        Some((month, day))
    }
}

fn gap_before<'t>(text: &'t str, within: Span, stretch: &Stretch, i: usize) -> &'t str {
    let start = if i == 0 { within.start } else { stretch.words[i - 1].span.end };
    Span::new(start, stretch.words[i].span.start).of(text)
}

/// Whether a capital after `gap` may be due to the start of a sentence or quotation.
fn ends_sentence(gap: &str) -> bool {
    gap != " " && gap.contains(['.', '!', '?', ':', ';', '"', '“', '”', '‘', '«', '»', '\n', '•'])
}
