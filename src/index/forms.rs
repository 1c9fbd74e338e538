//! The base form of a word: spellings, irregular forms and words of one family as one, then stemmed.

use crate::text::{Lexicon, Memo, remembered, stem};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

thread_local! {
    static BASE_FORMS: Memo = Memo::default();
}

static SPELLINGS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/spellings.txt")));
/// The first letters of all beginnings that are spelled otherwise.
static HEADS: LazyLock<FxHashSet<[u8; SHORTEST]>> =
    LazyLock::new(|| SPELLINGS.entries().filter_map(|(head, _)| head.as_bytes().first_chunk().copied()).collect());
/// No beginning in [`SPELLINGS`] is shorter or longer.
const SHORTEST: usize = 4;
const LONGEST: usize = 16;
static NUMERALS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/numerals.txt")));
static FORMS: LazyLock<FxHashMap<String, String>> = LazyLock::new(listed_forms);
const FAMILIES: &str = include_str!("../../data/lexicon/word_families.txt");
const IRREGULAR_FORMS: &str = include_str!("../../data/lexicon/irregular_forms.txt");

/// The term that stands for a folded word: its value, its listed base, else its stem. All words of a family give the same.
pub(super) fn base_form(folded: &str) -> String {
    remembered(&BASE_FORMS, folded, made_base_form)
}

/// So many letters a word and its stem begin with alike, where [`beginning`] tells them.
pub(super) const BEGINNING: usize = 3;

/// The letters that the base form of a folded word of letters begins with, where they are sure to be those of the word itself.
pub(super) fn beginning(folded: &str) -> Option<[u8; BEGINNING]> {
    // No one ending has more than five letters, with an `s` behind it and a letter doubled before it seven. What is cut of what is left
    // stands behind a vowel and the letter that follows it: in a word that begins so, near its very beginning.
    const LONG: usize = 10;
    let spelled = one_spelling(folded);
    let is_vowel = |at: usize| matches!(spelled.as_bytes()[at], b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
    let is_stemmed = spelled.len() >= LONG && (!is_vowel(0) || is_vowel(1));
    let is_regular = is_stemmed && !FORMS.contains_key(spelled.as_str()) && NUMERALS.value(folded).is_none();
    is_regular.then(|| spelled.as_bytes().first_chunk().copied())?
}

fn made_base_form(folded: &str) -> String {
    // Among numerals only the small ones are their value alone; scales and shares are read together with what they scale.
    if let Some(value) = NUMERALS.value(folded).filter(|value| value.bytes().all(|b| b.is_ascii_digit())) {
        return value.to_owned();
    }
    let spelled = one_spelling(folded);
    FORMS.get(spelled.as_str()).cloned().unwrap_or_else(|| stem(&spelled))
}

/// The word in the spelling that lists use: American, but `-ise` for `-ize`, since the stemmer cuts `organize` down to `organ`.
fn one_spelling(folded: &str) -> String {
    if !folded.is_ascii() {
        return folded.to_owned();
    }
    let longest = folded.len().min(LONGEST);
    // Most words begin like none that is listed.
    let is_listed = folded.as_bytes().first_chunk::<SHORTEST>().is_some_and(|head| HEADS.contains(head));
    let listed = || (SHORTEST..=longest).rev().find_map(|n| Some((n, SPELLINGS.value(&folded[..n])?)));
    let beginning = if is_listed { listed() } else { None };
    let word = beginning.map_or_else(|| folded.to_owned(), |(n, head)| format!("{head}{}", &folded[n..]));
    const ENDINGS: [&str; 9] = ["ize", "izes", "ized", "izing", "izer", "izers", "ization", "izations", "izable"];
    // All of them have a letter that few words have.
    let ending = if word.contains('z') { ENDINGS.iter().find(|ending| word.ends_with(*ending)) } else { None };
    match ending {
        // `size` and `prize` have no other spelling.
        Some(ending) if word.len() > ending.len() + 2 => format!("{}is{}", &word[..word.len() - ending.len()], &ending[2..]),
        _ => word,
    }
}

/// Irregular forms and members of families, with the terms that stand for them.
fn listed_forms() -> FxHashMap<String, String> {
    let mut out = FxHashMap::default();
    for (base, members) in Lexicon::parse(FAMILIES).entries() {
        let (base, term) = match base.strip_prefix('=') {
            Some(base) => (one_spelling(base), one_spelling(base)),
            None => (one_spelling(base), stem(&one_spelling(base))),
        };
        for word in members.split_whitespace().map(one_spelling).chain([base]) {
            out.insert(plural(&word), term.clone());
            out.insert(word, term.clone());
        }
    }
    for (form, base) in Lexicon::parse(IRREGULAR_FORMS).entries() {
        let term = out.get(base).cloned().unwrap_or_else(|| stem(base));
        out.insert(form.to_owned(), term);
    }
    out
}

/// The regular plural of a noun; for a verb its third person.
fn plural(word: &str) -> String {
    if let Some(before) = word.strip_suffix("man") {
        return format!("{before}men");
    }
    if let Some(before) = word.strip_suffix("sis") {
        return format!("{before}ses");
    }
    match word.strip_suffix('y') {
        Some(before) if !before.ends_with(['a', 'e', 'o', 'u']) => format!("{before}ies"),
        _ if ["s", "x", "z", "ch", "sh"].iter().any(|ending| word.ends_with(ending)) => format!("{word}es"),
        _ => format!("{word}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;
    use proptest::prelude::*;

    #[track_caller]
    fn one(words: &str) {
        let terms: Vec<String> = words.split(' ').map(base_form).collect();
        assert!(terms.iter().all(|t| *t == terms[0]), "{words}: {terms:?}");
    }

    #[track_caller]
    fn apart(words: &str) {
        let mut terms: Vec<String> = words.split(' ').map(base_form).collect();
        terms.sort();
        terms.dedup();
        assert_eq!(terms.len(), words.split(' ').count(), "{words}: {terms:?}");
    }

    #[test]
    fn words_of_one_family_are_one_term() {
        one("decide decision decisions decided");
        one("deny denial denials denied");
        one("die died dead deaths dying");
        one("lose lost loss losses");
        one("sell sold sale sales sellers");
        one("grow grew growth");
        one("pay paid payments");
        one("identify identity identified identities");
        one("oppose opposition opposed opponents");
        one("racist racism");
        one("felon felonies");
        one("defend defence defense defendants");
        one("policeman policemen police");
    }

    #[test]
    fn spellings_of_one_word_are_one_term() {
        one("adviser advisors advisers");
        one("colour color colours");
        one("labour labor");
        one("centre centers centres");
        one("theatre theaters");
        one("programme programs");
        one("licence license");
        one("organisation organization organise organized organizers");
        one("analyse analyzed analysts analysis");
        one("sceptical skeptical");
        one("neighbouring neighbors");
    }

    #[test]
    fn words_that_only_look_alike_stay_apart() {
        apart("organ organisation");
        apart("general generation generic");
        apart("authority author");
        apart("department depart");
        apart("executive execute");
        apart("important import");
        apart("international intern internal");
        apart("experience experiment");
        apart("university universe universal");
        apart("state statement");
        apart("opposite opposition");
        apart("prize price");
        apart("four for");
        apart("advisory adviser");
        apart("centre central century");
    }

    #[test]
    fn small_numbers_in_words_are_their_figures() {
        assert_eq!(base_form("twelve"), "12");
        assert_eq!(base_form("ninety"), "90");
        assert_eq!(base_form("million"), stem("million"));
    }

    #[test]
    fn each_listed_word_has_one_base_in_the_lists() {
        let mut seen: FxHashMap<String, &str> = FxHashMap::default();
        for line in FAMILIES.lines().filter(|line| !line.starts_with('#')) {
            let words: Vec<String> = line.split_whitespace().map(|word| one_spelling(word.trim_start_matches('='))).collect();
            for word in words.iter().flat_map(|word| [word.clone(), plural(word)]) {
                let before = seen.insert(word.clone(), line);
                assert!(before.is_none_or(|before| before == line), "{word} stands in {before:?} and in {line:?}");
            }
            assert_eq!(
                words.iter().collect::<std::collections::BTreeSet<_>>().len(),
                words.len(),
                "a word stands twice in {line:?}"
            );
        }
    }

    #[test]
    fn spellings_lead_to_no_further_spelling() {
        for (_, head) in SPELLINGS.entries() {
            assert_eq!(one_spelling(head), one_spelling(&one_spelling(head)), "{head}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn a_base_form_begins_as_is_told(
            word in "[a-z]{1,6}[aeiouy]{0,2}[bdglmnpt]{0,2}(ed|edly|ing|ingly|ful|ness|fulness|ization|ational|ative|ousli|ement|ies|s|sses|y|e|l){1,3}"
        ) {
            if let Some(beginning) = beginning(&word) {
                prop_assert!(base_form(&word).as_bytes().starts_with(&beginning), "{} {}", word, base_form(&word));
            }
        }
    }

    #[test]
    fn beginnings_of_spellings_have_the_lengths_that_are_looked_for() {
        assert!(SPELLINGS.entries().all(|(head, _)| (SHORTEST..=LONGEST).contains(&head.len())));
        assert!(beginning("cartwheeler").is_some() && beginning("twentyfold").is_some());
    }

    proptest! {
        #[test]
        fn a_spelling_is_final_and_any_word_has_a_base(word in "[a-zé]{1,14}(ize|ised|ization|our|ours|re|s)?") {
            let folded = fold(&word);
            let spelled = one_spelling(&folded);
            prop_assert_eq!(base_form(&folded), base_form(&spelled));
            prop_assert!(!base_form(&folded).is_empty());
        }
    }
}
