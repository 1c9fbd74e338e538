//! All that the word lists say of a word, found once for each word of a text.

use super::lexicon::{self, CueEntry, Gender, Role, Sorts};
use super::opening::{self, Opening};
use crate::text::{ShortWord, folded};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
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
    /// Whether a cue may be the word, alone or with others after it.
    pub opens_cue: bool,
    /// See [`opening::opening`].
    pub opening: Opening,
}

/// All listed words: those of few letters by these, as most words of a text are looked up, and the others.
pub(super) struct Lists {
    short: FxHashMap<ShortWord, Listed>,
    others: FxHashMap<&'static str, Listed>,
    /// What is said of words that no list has: of most, of those that begin with a figure, of those in `n't`, of those that do both.
    unlisted: [Listed; 4],
}

impl Lists {
    /// The lists, for looking up many words.
    pub(super) fn get() -> &'static Self {
        &LISTED
    }

    /// What the lists say of a word as printed.
    #[inline]
    pub(super) fn known<'a>(&'static self, word: &'a str) -> Known<'a> {
        let Some((short, is_folded)) = ShortWord::of(word) else {
            let folded = folded(word);
            return Known { is_folded: matches!(folded, Cow::Borrowed(_)), listed: listed(&folded), folded };
        };
        let Some(listed) = self.short.get(&short) else {
            let folded = if is_folded { Cow::Borrowed(word) } else { Cow::Owned(word.to_ascii_lowercase()) };
            return Known { folded, is_folded, listed: self.unlisted(word) };
        };
        let folded = if is_folded { word } else { listed.word };
        Known { folded: Cow::Borrowed(folded), is_folded, listed }
    }

    #[inline]
    fn unlisted(&self, word: &str) -> &Listed {
        let figure = word.as_bytes().first().is_some_and(u8::is_ascii_digit);
        let negated = matches!(word.as_bytes(), [.., b'n', b'\'', b't']);
        &self.unlisted[usize::from(figure) + 2 * usize::from(negated)]
    }
}

static LISTED: LazyLock<Lists> = LazyLock::new(|| {
    let listed = |word| Listed {
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
        cue: lexicon::cue(word, |_| None).map(|(_, entry)| entry),
        opens_cue: lexicon::opens_cue(word),
        opening: opening::opening(word),
    };
    let unlisted = ["", "0", "n't", "0n't"].map(|word| Listed { opening: opening::opening(word), ..Listed::default() });
    let mut lists = Lists { short: FxHashMap::default(), others: FxHashMap::default(), unlisted };
    for word in lexicon::all_words().chain(opening::opening_words()) {
        match ShortWord::of(word) {
            Some((short, true)) => lists.short.insert(short, listed(word)),
            _ => lists.others.insert(word, listed(word)),
        };
    }
    lists
});

/// A word as printed, looked up.
pub(super) struct Known<'a> {
    /// The word folded.
    pub folded: Cow<'a, str>,
    /// Whether it is folded as printed.
    pub is_folded: bool,
    /// What the lists say of it.
    pub listed: &'static Listed,
}

/// What the lists say of a folded word.
#[inline]
pub(super) fn listed(word: &str) -> &'static Listed {
    let lists = Lists::get();
    let listed = match ShortWord::of(word) {
        Some((short, true)) => lists.short.get(&short),
        _ => lists.others.get(word),
    };
    listed.unwrap_or_else(|| lists.unlisted(word))
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
            assert_eq!(listed.cue, lexicon::cue(word, |_| None).map(|(_, entry)| entry), "{word}");
        }
    }
}
