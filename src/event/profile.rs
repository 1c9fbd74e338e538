//! What one article says of its happening: its terms with their emphasis, its weekdays and its scene.

use crate::model::{Article, BlockKind};
use crate::text::{Lexicon, Span, Word, fold, stem, words};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// A word in the headline counts as much as this many in running text.
const HEADLINE_EMPHASIS: f64 = 3.0;
/// A word in the lead counts as much as this many further down. Doubling either figure moves no event on the development set.
const LEAD_EMPHASIS: f64 = 2.0;
/// How many words of running text are the lead: two to four paragraphs of a dispatch.
const LEAD_WORDS: usize = 90;

/// The stems of words that tell nothing about a happening.
static EVERYDAY: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    let list = Lexicon::parse(include_str!("../../data/lexicon/everyday.txt"));
    list.entries().map(|(word, _)| stem(&fold(word))).collect()
});

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const MONTHS: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
/// Words after which a capitalised name is where something happens.
const BEFORE_PLACE: [&str; 5] = ["in", "at", "near", "outside", "around"];

/// A distinct word of an article (or a day such as `12-18`), by its folded stem.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Term {
    /// Occurrences, those in headline and lead counted more.
    pub count: f64,
    /// Occurrences with a capital where none is due: inside a sentence of running text.
    pub capital: u32,
    /// Occurrences in lower case.
    pub lower: u32,
}

/// An article as far as grouping is concerned.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Profile {
    /// Its terms, sorted.
    pub terms: Vec<(String, Term)>,
    /// All words that it prints with a capital somewhere.
    pub names: FxHashSet<String>,
    /// The weekdays named in headline and lead, a bit each from Monday.
    pub weekdays: u8,
    /// The days of the year named in headline, dateline and lead, January 1 as 0, in years of twelve months of 31 days.
    pub days: BTreeSet<u16>,
    /// Where headline, dateline and lead say that things happen, as far as the word is not an everyday one.
    pub scene: BTreeSet<String>,
}

/// Whether a term is on the list of everyday words.
pub(super) fn is_everyday(term: &str) -> bool {
    EVERYDAY.contains(term)
}

impl Profile {
    pub(super) fn of(article: &Article) -> Self {
        let mut builder = Builder::default();
        if let Some(title) = &article.title {
            builder.stretch(title, Span::whole(title), Place::Headline);
        }
        if let Some(dateline) = &article.dateline {
            builder.dateline(dateline);
        }
        let mut seen = 0;
        for block in &article.blocks {
            let place = match block.kind {
                // The title is a headline block where it comes from the text.
                BlockKind::Headline if article.title.is_some() => continue,
                BlockKind::Headline => Place::Headline,
                _ if seen < LEAD_WORDS => Place::Lead,
                _ => Place::Body,
            };
            let count = builder.stretch(&article.text, block.span, place);
            seen += if place == Place::Headline { 0 } else { count };
        }
        builder.profile()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Headline,
    Lead,
    Body,
}

#[derive(Default)]
struct Builder {
    terms: FxHashMap<String, Term>,
    profile: Profile,
}

impl Builder {
    /// Takes in a stretch of text; returns how many words it has.
    fn stretch(&mut self, text: &str, within: Span, place: Place) -> usize {
        let found = words(text, within);
        let folded: Vec<String> = found.iter().map(|w| fold(w.text)).collect();
        let mut after_place_word = false;
        for (i, word) in found.iter().enumerate() {
            let gap = gap_before(text, within, &found, i);
            let term = stem(&folded[i]);
            let is_capital = word.text.chars().next().is_some_and(char::is_uppercase);
            if place != Place::Body {
                after_place_word = is_capital && after_place_word && gap.trim().is_empty();
                if after_place_word {
                    self.scene(&term);
                }
                after_place_word |= BEFORE_PLACE.contains(&folded[i].as_str());
                self.weekday(&folded[i]);
            }
            if let Some((month, day)) = day_of_year(&folded, i) {
                self.count(format!("{month}-{day}"), place, None);
                if place != Place::Body {
                    self.profile.days.insert((month - 1) * 31 + day - 1);
                }
            }
            if is_capital {
                self.profile.names.insert(term.clone());
            }
            let is_start = i == 0 || ends_sentence(gap);
            let case = (place != Place::Headline && !is_start && starts_with_letter(word)).then_some(is_capital);
            if term.len() > 1 {
                self.count(term, place, case);
            }
        }
        found.len()
    }

    /// The names of a dateline are the scene, whatever comes before them.
    fn dateline(&mut self, dateline: &str) {
        let folded: Vec<String> = words(dateline, Span::whole(dateline)).iter().map(|w| fold(w.text)).collect();
        for (i, word) in folded.iter().enumerate() {
            let term = stem(word);
            self.profile.names.insert(term.clone());
            self.scene(&term);
            self.profile.days.extend(day_of_year(&folded, i).map(|(month, day)| (month - 1) * 31 + day - 1));
        }
    }

    fn scene(&mut self, term: &str) {
        if term.len() > 2 && !is_everyday(term) && !term.starts_with(|c: char| c.is_ascii_digit()) {
            self.profile.scene.insert(term.to_owned());
        }
    }

    fn weekday(&mut self, folded: &str) {
        if let Some(day) = WEEKDAYS.iter().position(|d| *d == folded) {
            self.profile.weekdays |= 1 << day;
        }
    }

    fn count(&mut self, term: String, place: Place, is_capital: Option<bool>) {
        let entry = self.terms.entry(term).or_default();
        entry.count += match place {
            Place::Headline => HEADLINE_EMPHASIS,
            Place::Lead => LEAD_EMPHASIS,
            Place::Body => 1.0,
        };
        entry.capital += u32::from(is_capital == Some(true));
        entry.lower += u32::from(is_capital == Some(false));
    }

    fn profile(mut self) -> Profile {
        self.profile.terms = self.terms.into_iter().collect();
        self.profile.terms.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        self.profile
    }
}

fn starts_with_letter(word: &Word) -> bool {
    word.text.chars().next().is_some_and(char::is_alphabetic)
}

fn gap_before<'t>(text: &'t str, within: Span, found: &[Word], i: usize) -> &'t str {
    let start = if i == 0 { within.start } else { found[i - 1].span.end };
    Span::new(start, found[i].span.start).of(text)
}

/// Whether a capital after `gap` may be due to the start of a sentence or quotation.
fn ends_sentence(gap: &str) -> bool {
    gap.contains(['.', '!', '?', ':', ';', '"', '“', '”', '‘', '«', '»', '\n', '•'])
}

/// Month and day where the word at `i` begins `December 18`, `Dec. 18` or `18 December`.
fn day_of_year(folded: &[String], i: usize) -> Option<(u16, u16)> {
    let (here, next) = (folded.get(i)?, folded.get(i + 1)?);
    let (month, day) = match (month(here), month(next)) {
        (Some(month), None) => (month, next),
        (None, Some(month)) => (month, here),
        _ => return None,
    };
    let digits = day.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let day = digits.parse().ok().filter(|d| (1..=31).contains(d))?;
    Some((month, day))
}

/// 1 to 12 for an English month, in full or cut to three or four letters.
fn month(folded: &str) -> Option<u16> {
    let (month, _) =
        (1..).zip(MONTHS).find(|(_, name)| folded == *name || (3..=4).contains(&folded.len()) && name.starts_with(folded))?;
    Some(month)
}
