//! What one article says of its happening: its terms with their emphasis, its weekdays and days, and its scene.

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
/// Words after which a capitalised name is the town where something happens. Not *at*: after it stands a spot inside the town (a
/// gate, a street), which the other report need not know.
const BEFORE_PLACE: [&str; 3] = ["in", "near", "outside"];
/// A place has at most this many words; what follows is read no further.
const PLACE_WORDS: usize = 6;

/// Cities that datelines name, in full.
static CITIES: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    let list = Lexicon::parse(include_str!("../../data/lexicon/places.txt"));
    list.entries().map(|(city, _)| city).collect()
});

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
        if place == Place::Lead || place == Place::Headline && !is_title_case(&found) {
            self.places(text, within, &found, &folded);
        }
        for (i, word) in found.iter().enumerate() {
            let gap = gap_before(text, within, &found, i);
            let term = stem(&folded[i]);
            let is_capital = is_capital(word);
            if place != Place::Body {
                self.weekday(&folded[i]);
            }
            if let Some((month, day)) = day_of_year(&folded, i) {
                self.count(format!("{month}-{day}"), place, None);
                if place != Place::Body {
                    self.profile.days.insert((month - 1) * 31 + day - 1);
                }
            }
            if is_capital && !self.profile.names.contains(&term) {
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

    /// The names after *in*, *near* and *outside*.
    fn places(&mut self, text: &str, within: Span, found: &[Word], folded: &[String]) {
        for before in (0..found.len()).filter(|i| BEFORE_PLACE.contains(&folded[*i].as_str())) {
            let is_name = |i: &usize| is_capital(&found[*i]) && gap_before(text, within, found, *i).trim().is_empty();
            let first = before + 1;
            let count = (first..found.len().min(first + PLACE_WORDS)).take_while(is_name).count();
            let names = &folded[first..first + count];
            let city = (1..=count).rev().find(|n| CITIES.contains(names[..*n].join(" ").as_str())).unwrap_or(0);
            for (i, name) in names.iter().enumerate() {
                self.scene(&stem(name), i < city);
            }
        }
    }

    /// The names of a dateline are the scene, whatever comes before them.
    fn dateline(&mut self, dateline: &str) {
        let folded: Vec<String> = words(dateline, Span::whole(dateline)).iter().map(|w| fold(w.text)).collect();
        for (i, word) in folded.iter().enumerate() {
            let term = stem(word);
            self.profile.names.insert(term.clone());
            if month(word).is_none() && self.scene(&term, true) {
                self.profile.dateline.insert(term);
            }
            self.profile.days.extend(day_of_year(&folded, i).map(|(month, day)| (month - 1) * 31 + day - 1));
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

fn is_capital(word: &Word) -> bool {
    word.text.chars().next().is_some_and(char::is_uppercase)
}

/// Whether a headline prints most of its words with a capital, so that a capital does not tell a name. The first word and those
/// of up to three letters are left out.
fn is_title_case(found: &[Word]) -> bool {
    let long = || found.iter().skip(1).filter(|w| w.text.chars().nth(3).is_some());
    2 * long().filter(|w| is_capital(w)).count() > long().count()
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
    // Asked of every word twice: the first three letters tell the months from each other and from most words.
    let start = folded.as_bytes().first_chunk::<3>()?;
    let (month, name) = (1..).zip(MONTHS).find(|(_, name)| name.as_bytes().first_chunk() == Some(start))?;
    (folded == name || folded.len() <= 4 && name.starts_with(folded)).then_some(month)
}
