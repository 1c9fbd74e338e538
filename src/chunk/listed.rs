//! All that the word lists say of a word, found once for each word of a text.

use super::lexicon::{self, CueEntry, Gender, Role, Sorts};
use super::opening::{self, Opening};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What the lists of the room say of one folded word.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Listed {
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
    /// See [`opening::listed_opening`].
    pub opening: Opening,
}

/// What is said of words that no list has.
static UNLISTED: LazyLock<Listed> = LazyLock::new(Listed::default);

static LISTED: LazyLock<FxHashMap<&'static str, Listed>> = LazyLock::new(|| {
    let listed = |word| Listed {
        sorts: lexicon::sorts(word),
        is_function_word: lexicon::is_function_word(word),
        verb: lexicon::verb(word),
        role: lexicon::role(word),
        ends_role: lexicon::ends_role(word),
        title: lexicon::title(word),
        given_name: lexicon::given_name(word),
        is_particle: lexicon::is_particle(word),
        place: lexicon::place(word),
        starts_place: lexicon::starts_place(word),
        is_organisation_word: lexicon::is_organisation_word(word),
        cue: lexicon::cue(word, |_| None).map(|(_, entry)| entry),
        opens_cue: lexicon::opens_cue(word),
        opening: opening::listed_opening(word),
    };
    lexicon::all_words().chain(opening::opening_words()).map(|word| (word, listed(word))).collect()
});

/// What the lists say of a folded word.
#[inline]
pub(super) fn listed(word: &str) -> &'static Listed {
    LISTED.get(word).unwrap_or(&UNLISTED)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_a_word_is_what_each_list_says() {
        for word in ["said", "minister", "mr", "anna", "de", "moscow", "the", "would", "according", "state", "forty", "qzx", ""]
        {
            let listed = listed(word);
            assert_eq!(
                (listed.sorts, listed.verb, listed.role),
                (lexicon::sorts(word), lexicon::verb(word), lexicon::role(word))
            );
            assert_eq!((listed.title, listed.given_name), (lexicon::title(word), lexicon::given_name(word)));
            assert_eq!((listed.place, listed.is_particle), (lexicon::place(word), lexicon::is_particle(word)));
            assert_eq!((listed.ends_role, listed.starts_place), (lexicon::ends_role(word), lexicon::starts_place(word)));
            assert_eq!(listed.opening, opening::listed_opening(word));
            assert_eq!(listed.cue, lexicon::cue(word, |_| None).map(|(_, entry)| entry), "{word}");
        }
    }
}
