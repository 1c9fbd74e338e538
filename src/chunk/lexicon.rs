//! The word lists of the chunk room, each with the questions asked of it.

use crate::text::Lexicon;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

macro_rules! list {
    ($file:literal) => {
        LazyLock::new(|| Lexicon::parse(include_str!(concat!("../../data/lexicon/", $file))))
    };
}

static CUES: LazyLock<Lexicon> = list!("cues.txt");
static VERBS: LazyLock<Lexicon> = list!("verbs.txt");
static WORD_CLASSES: LazyLock<Lexicon> = list!("word_classes.txt");
static ROLES: LazyLock<Lexicon> = list!("roles.txt");
static TITLES: LazyLock<Lexicon> = list!("titles.txt");
static GIVEN_NAMES: LazyLock<Lexicon> = list!("given_names.txt");
static PARTICLES: LazyLock<Lexicon> = list!("name_particles.txt");
static PLACES: LazyLock<Lexicon> = list!("nations.txt");
static ORGANISATION_WORDS: LazyLock<Lexicon> = list!("organisation_words.txt");
static ABBREVIATIONS: LazyLock<Lexicon> = list!("abbreviations.txt");

/// What a cue takes as its complement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Frame {
    /// A clause or direct speech: `said`.
    Speech,
    /// A noun phrase or an infinitive, so that the verb is part of what is reported: `praised`.
    Act,
    /// Both: `confirmed`.
    Either,
}

/// One entry of the list of cues.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CueEntry {
    /// Its base form.
    pub lemma: &'static str,
    /// What it takes.
    pub frame: Frame,
    /// Whether the form is as often a noun or another verb.
    pub doubtful: bool,
    /// Whether it tells of a deed where neither a clause nor a quotation goes with it.
    pub deed: bool,
}

/// A cue as its words and its entry.
pub(super) type Phrase = (Vec<&'static str>, CueEntry);

/// Cues by their first word, the longest first.
static PHRASES: LazyLock<FxHashMap<&'static str, Vec<Phrase>>> = LazyLock::new(|| {
    let mut phrases: FxHashMap<&'static str, Vec<Phrase>> = FxHashMap::default();
    for (form, value) in CUES.entries() {
        let mut columns = value.split('|');
        let lemma = columns.next().unwrap_or(form);
        let frame = match columns.next() {
            Some("act") => Frame::Act,
            Some("either") => Frame::Either,
            _ => Frame::Speech,
        };
        let marks: Vec<&str> = columns.collect();
        let (doubtful, deed) = (marks.contains(&"noun"), marks.contains(&"deed"));
        let words: Vec<&str> = form.split(' ').collect();
        phrases.entry(words[0]).or_default().push((words, CueEntry { lemma, frame, doubtful, deed }));
    }
    for entries in phrases.values_mut() {
        entries.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then(a.0.cmp(&b.0)));
    }
    phrases
});

/// The cues that may be the word, alone or with others after it, the longest first.
pub(super) fn cues(word: &str) -> &'static [Phrase] {
    PHRASES.get(word).map_or(&[], Vec::as_slice)
}

/// The longest of the cues that start with one word, given how the following words read; with its length in words.
pub(super) fn cue<'a>(cues: &[Phrase], following: impl Fn(usize) -> Option<&'a str>) -> Option<(usize, CueEntry)> {
    let fits = |words: &[&str]| words.iter().enumerate().skip(1).all(|(i, word)| following(i) == Some(*word));
    let (words, entry) = cues.iter().find(|(words, _)| fits(words))?;
    Some((words.len(), *entry))
}

/// Every word or phrase of which some list says something.
pub(super) fn all_words() -> impl Iterator<Item = &'static str> {
    let lists =
        [&VERBS, &WORD_CLASSES, &ROLES, &TITLES, &GIVEN_NAMES, &PARTICLES, &PLACES, &ORGANISATION_WORDS, &ABBREVIATIONS];
    let entries = lists.into_iter().flat_map(|list| list.entries().map(|(entry, _)| entry));
    entries
        .chain(PHRASES.keys().copied())
        .chain(ROLE_ENDS.iter().chain(ROLE_STARTS.iter()).copied())
        .chain(PLACE_STARTS.iter().copied())
}

/// The gender and number that a role or title tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Gender {
    /// Male.
    Male,
    /// Female.
    Female,
    /// A person of either gender.
    Unknown,
    /// An organisation or a thing.
    Neuter,
}

impl Gender {
    fn from_letter(letter: &str) -> Self {
        match letter {
            "m" => Gender::Male,
            "f" => Gender::Female,
            "n" => Gender::Neuter,
            _ => Gender::Unknown,
        }
    }

    /// Whether the two can be of one person.
    pub(super) fn agrees(self, other: Gender) -> bool {
        self == other
            || self == Gender::Unknown && other != Gender::Neuter
            || other == Gender::Unknown && self != Gender::Neuter
    }
}

/// A role: its class (`foreign minister` for `secretary of state`), gender and whether it is a plural.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Role {
    /// What roles of one meaning share.
    pub class: &'static str,
    /// The gender it tells.
    pub gender: Gender,
    /// Whether it names several.
    pub plural: bool,
}

impl Role {
    /// Whether one person holds it.
    pub(super) fn is_persons(self) -> bool {
        !self.plural && !matches!(self.class, "organisation" | "group" | "party" | "document")
    }
}

/// The last words of roles.
static ROLE_ENDS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| ROLES.entries().filter_map(|(words, _)| words.rsplit(' ').next()).collect());

/// The first words of roles of several words.
static ROLE_STARTS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| ROLES.entries().filter_map(|(words, _)| Some(words.split_once(' ')?.0)).collect());

/// The first words of places of several words.
static PLACE_STARTS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| PLACES.entries().filter_map(|(words, _)| Some(words.split_once(' ')?.0)).collect());

/// Whether a role may end with the word.
pub(super) fn ends_role(word: &str) -> bool {
    ROLE_ENDS.contains(word)
}

/// Whether a role may be the word and others after it.
pub(super) fn starts_role(word: &str) -> bool {
    ROLE_STARTS.contains(word)
}

/// Whether the name of a place may be the word and others after it.
pub(super) fn starts_place(word: &str) -> bool {
    PLACE_STARTS.contains(word)
}

/// The role that `words` (folded, one space between) name.
pub(super) fn role(words: &str) -> Option<Role> {
    let mut columns = ROLES.value(words)?.split('|');
    let class = columns.next()?;
    let gender = Gender::from_letter(columns.next().unwrap_or(""));
    Some(Role { class, gender, plural: columns.next() == Some("p") })
}

/// The gender that a title before a name tells (`mr`).
pub(super) fn title(word: &str) -> Option<Gender> {
    TITLES.value(word).map(Gender::from_letter)
}

/// The gender that a given name tells.
pub(super) fn given_name(word: &str) -> Option<Gender> {
    GIVEN_NAMES.value(word).map(Gender::from_letter)
}

/// Whether the word stands inside names (`de`, `bin`).
pub(super) fn is_particle(word: &str) -> bool {
    PARTICLES.has(word)
}

/// The place that a name or adjective stands for (`moscow`: `russia`).
pub(super) fn place(words: &str) -> Option<&'static str> {
    PLACES.value(words)
}

/// Whether the word, with a capital, makes a name that of an organisation, place or thing.
pub(super) fn is_organisation_word(word: &str) -> bool {
    ORGANISATION_WORDS.has(word)
}

/// A sort of function word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// `it`, `who`, `this`.
    Pronoun,
    /// A pronoun that is always a subject: `he`, `we`.
    Subject,
    /// `of`, `during`.
    Preposition,
    /// `and`, `but`.
    Conjunction,
    /// `because`, `when`.
    Subordinator,
    /// `the`, `his`, `seven`.
    Determiner,
    /// `also`, `never`.
    Adverb,
    /// `Tuesday`, `week`.
    Time,
}

impl Sort {
    const NAMES: [(&'static str, Sort); 8] = [
        ("pronoun", Sort::Pronoun),
        ("subject", Sort::Subject),
        ("preposition", Sort::Preposition),
        ("conjunction", Sort::Conjunction),
        ("subordinator", Sort::Subordinator),
        ("determiner", Sort::Determiner),
        ("adverb", Sort::Adverb),
        ("time", Sort::Time),
    ];
}

/// All sorts of one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Sorts(u8);

impl Sorts {
    /// Whether `sort` is among them.
    #[inline]
    pub(super) fn has(self, sort: Sort) -> bool {
        self.0 & (1 << sort as u8) != 0
    }

    /// Whether the word is a function word at all.
    #[inline]
    pub(super) fn any(self) -> bool {
        self.0 != 0
    }
}

/// The sorts of a word, none where it is no function word.
pub(super) fn sorts(word: &str) -> Sorts {
    let names = WORD_CLASSES.value(word).unwrap_or("");
    let bits = names.split('|').filter_map(|name| Sort::NAMES.iter().find(|(known, _)| *known == name));
    Sorts(bits.fold(0, |all, (_, sort)| all | 1 << *sort as u8))
}

/// Whether the word is a function word of any sort.
pub(super) fn is_function_word(word: &str) -> bool {
    WORD_CLASSES.has(word)
}

/// The sort of a listed verb form: `auxiliary`, `past`, `present`, `base` or `nonfinite`.
pub(super) fn verb(word: &str) -> Option<&'static str> {
    VERBS.value(word)
}

/// The sort of an abbreviation, without its full stop: `name` or `end`.
pub(super) fn abbreviation(word: &str) -> Option<&'static str> {
    ABBREVIATIONS.value(word)
}
