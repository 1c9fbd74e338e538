//! All that the word lists say of a word, found once for each word of a text.

use super::lexicon::{self, CueEntry, Gender, Phrase, Role, Sorts};
use super::opening::{self, Begins, Opening};
use super::quantity;
use crate::text::{Capitals, ShortWord};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What the lists of the room say of one folded word.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Listed {
    /// The word itself; empty where no list has it.
    pub word: &'static str,
    /// See [`lexicon::sorts`].
    pub sorts: Sorts,
    /// See [`lexicon::is_function_word`].
    pub is_function_word: bool,
    /// See [`lexicon::verb`].
    pub verb: Option<&'static str>,
    /// See [`lexicon::role`].
    pub role: Option<Role>,
    /// See [`lexicon::ends_role`].
    pub ends_role: bool,
    /// See [`lexicon::starts_role`].
    pub starts_role: bool,
    /// See [`lexicon::title`].
    pub title: Option<Gender>,
    /// See [`lexicon::given_name`].
    pub given_name: Option<Gender>,
    /// See [`lexicon::is_particle`].
    pub is_particle: bool,
    /// See [`lexicon::place`].
    pub place: Option<&'static str>,
    /// See [`lexicon::starts_place`].
    pub starts_place: bool,
    /// See [`lexicon::is_organisation_word`].
    pub is_organisation_word: bool,
    /// The cue that the word is by itself.
    pub cue: Option<CueEntry>,
    /// See [`lexicon::cues`].
    pub cues: &'static [Phrase],
    /// See [`opening::opening`].
    pub opening: Opening,
    /// The same in short, and whether a cue may begin with the word.
    pub begins: Begins,
    /// See [`quantity::numeral_word`].
    pub numeral: Option<&'static str>,
    /// See [`lexicon::abbreviation`].
    pub abbreviation: Option<&'static str>,
}

/// All listed words: those of few letters by these, as most words of a text are looked up, and the others.
pub(super) struct Lists {
    listed: Vec<Listed>,
    /// The number of each short word from 1 on, at the first free place from its own on; 0 where there is none. It is small, as it is read all
    /// over for each word of a text.
    short: Box<[u16; 1 << BITS]>,
    /// The short words, each with what may begin with it and its position among the listed.
    known: Vec<(ShortWord, Begins, u32)>,
    others: FxHashMap<&'static str, usize>,
    /// What is said of words that no list has: of most, of those that begin with a figure, of those in `n't`, of those that do both.
    unlisted: [Listed; 4],
}

/// So many places that most of them are free.
const BITS: u32 = 14;

impl Lists {
    /// The lists, for looking up many words.
    pub(super) fn get() -> &'static Self {
        &LISTED
    }

    /// What the lists say of a short word, and what may begin with it: the same as that says, but at hand.
    #[inline(always)]
    pub(super) fn short(&self, word: ShortWord) -> (&Listed, Begins) {
        let mut at = word.place(BITS);
        loop {
            let Some(number) = self.short[at % (1 << BITS)].checked_sub(1) else {
                // It has no apostrophe.
                let listed = &self.unlisted[usize::from(word.is_figure())];
                return (listed, listed.begins);
            };
            let (known, begins, listed) = self.known[usize::from(number)];
            if known == word {
                return (&self.listed[listed as usize], begins);
            }
            at += 1;
        }
    }

    /// Adds a listed word, if it is not among them.
    fn add(&mut self, word: &'static str) {
        match ShortWord::of(word) {
            Some((short, Capitals::None)) => {
                let (mut place, next) = (short.place(BITS), self.listed.len());
                while let Some(number) = self.short[place % (1 << BITS)].checked_sub(1) {
                    if self.known[usize::from(number)].0 == short {
                        return;
                    }
                    place += 1;
                }
                let listed = listed_word(word);
                self.known.push((short, listed.begins, next as u32));
                self.short[place % (1 << BITS)] = u16::try_from(self.known.len()).expect("the lists have some thousand words");
                self.listed.push(listed);
            }
            _ => {
                if !self.others.contains_key(word) {
                    self.others.insert(word, self.listed.len());
                    self.listed.push(listed_word(word));
                }
            }
        }
    }

    #[inline]
    fn unlisted(&self, word: &str) -> &Listed {
        let figure = word.as_bytes().first().is_some_and(u8::is_ascii_digit);
        let negated = matches!(word.as_bytes(), [.., b'n', b'\'', b't']);
        &self.unlisted[usize::from(figure) + 2 * usize::from(negated)]
    }
}

static LISTED: LazyLock<Lists> = LazyLock::new(|| {
    let unlisted = ["", "0", "n't", "0n't"].map(|word| {
        let opening = opening::opening(word);
        Listed { opening, begins: Begins::of(opening, false), ..Listed::default() }
    });
    let mut lists = Lists {
        listed: Vec::new(),
        short: Box::new([0; 1 << BITS]),
        known: Vec::new(),
        others: FxHashMap::default(),
        unlisted,
    };
    lexicon::all_words().chain(opening::opening_words()).for_each(|word| lists.add(word));
    lists
});

fn listed_word(word: &'static str) -> Listed {
    Listed {
        word,
        sorts: lexicon::sorts(word),
        is_function_word: lexicon::is_function_word(word),
        verb: lexicon::verb(word),
        role: lexicon::role(word),
        ends_role: lexicon::ends_role(word),
        starts_role: lexicon::starts_role(word),
        title: lexicon::title(word),
        given_name: lexicon::given_name(word),
        is_particle: lexicon::is_particle(word),
        place: lexicon::place(word),
        starts_place: lexicon::starts_place(word),
        is_organisation_word: lexicon::is_organisation_word(word),
        cue: lexicon::cue(lexicon::cues(word), |_| None).map(|(_, entry)| entry),
        cues: lexicon::cues(word),
        opening: opening::opening(word),
        begins: Begins::of(opening::opening(word), !lexicon::cues(word).is_empty()),
        numeral: quantity::numeral_word(word),
        abbreviation: lexicon::abbreviation(word),
    }
}

/// What the lists say of a folded word.
pub(super) fn listed(word: &str) -> &'static Listed {
    let lists = Lists::get();
    match ShortWord::of(word) {
        Some((short, Capitals::None)) => lists.short(short).0,
        _ => lists.others.get(word).map_or_else(|| lists.unlisted(word), |at| &lists.listed[*at]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_a_word_is_what_each_list_says() {
        for word in [
            "said",
            "minister",
            "mr",
            "anna",
            "de",
            "moscow",
            "the",
            "would",
            "according",
            "state",
            "forty",
            "sen",
            "qzx",
            "3.5",
            "4th",
            "mightn't",
            "",
        ] {
            let listed = listed(word);
            assert_eq!(
                (listed.sorts, listed.verb, listed.role),
                (lexicon::sorts(word), lexicon::verb(word), lexicon::role(word))
            );
            assert_eq!((listed.title, listed.given_name), (lexicon::title(word), lexicon::given_name(word)));
            assert_eq!((listed.place, listed.is_particle), (lexicon::place(word), lexicon::is_particle(word)));
            assert_eq!(
                (listed.ends_role, listed.starts_role, listed.starts_place),
                (lexicon::ends_role(word), lexicon::starts_role(word), lexicon::starts_place(word))
            );
            assert_eq!(listed.opening, opening::opening(word));
            assert_eq!((listed.numeral, listed.abbreviation), (quantity::numeral_word(word), lexicon::abbreviation(word)));
            assert_eq!(listed.begins, Begins::of(listed.opening, !listed.cues.is_empty()), "{word}");
            assert_eq!(listed.cues, lexicon::cues(word));
            assert_eq!(listed.cue, lexicon::cue(lexicon::cues(word), |_| None).map(|(_, entry)| entry), "{word}");
        }
    }
}
