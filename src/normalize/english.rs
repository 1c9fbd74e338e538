//! Whether a text is English beyond doubt, told by its small words: asking the detector takes twenty times as long.

use super::shape::others;
use crate::text::{Span, any_word};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The shortest text, in bytes, that is told by its small words. In shorter ones the detector itself is unsure.
const LEAST: usize = 1600;
/// The share of small English words, in percent, of plain English: 16 to 28 in news. Beyond it a text says the same over and over.
const SHARE: std::ops::Range<usize> = 16..40;
/// The most small words of other languages, and the most letters with accents, in percent. Names have some.
const FOREIGN_MOST: usize = 1;

/// The longest word of both lists, in bytes.
const LONGEST: usize = 5;

/// Small words that no other language has as often.
const SMALL: &str = "the of and that for with said from his have which would this were not they their been will but after who had her has \
                     about when than could";

/// Small words of other languages that English does not have.
const FOREIGN: &str = "de la el los las del que y en por una le les des du et il per che di un della os com uma der die und das den mit von \
                       het een van op och att som på na w z się nie si în cu pe ve bir bu je se au dans est ist zu im ein eine è con para \
                       como da em";

/// The words of both lists by their bytes, and whether they are English.
static WORDS: LazyLock<FxHashMap<u64, bool>> = LazyLock::new(|| {
    let of = |words: &'static str, english: bool| words.split(' ').map(move |word| (packed(word), english));
    of(SMALL, true).chain(of(FOREIGN, false)).collect()
});

/// The bytes of a word of at most [`LONGEST`] as one number; no two words have the same.
fn packed(word: &str) -> u64 {
    word.bytes().fold(0, |all, b| all << 8 | u64::from(b))
}

/// Whether the detector need not be asked about `text`: so many of its words are small words of English, so few of any other language.
pub(super) fn is_plain(text: &str) -> bool {
    if text.len() < LEAST {
        return false;
    }
    let (mut all, mut small, mut foreign) = (0, 0, 0);
    let known = &*WORDS;
    any_word(text, Span::whole(text), |word| {
        all += 1;
        if word.text.len() <= LONGEST {
            match known.get(&packed(word.text)) {
                Some(true) => small += 1,
                Some(false) => foreign += 1,
                None => {}
            }
        }
        false
    });
    let accented = if text.is_ascii() { 0 } else { others(text).filter(|c| c.is_alphabetic()).count() };
    let bounds = all * SHARE.start..all * SHARE.end;
    bounds.contains(&(small * 100)) && foreign * 100 <= all * FOREIGN_MOST && accented * 100 <= text.len() * FOREIGN_MOST
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_of_the_lists_is_too_long() {
        let words: Vec<&str> = SMALL.split(' ').chain(FOREIGN.split(' ')).collect();
        assert!(words.iter().all(|word| word.len() <= LONGEST));
        assert_eq!(WORDS.len(), words.len());
    }

    const ENGLISH: &str = "The bridge over the river will be open again on Monday, the mayor of Dunmore said after a meeting with local \
                           builders. Repairs took eleven weeks, two weeks more than planned, since spring floods moved a pier. ";
    const GERMAN: &str = "Die Brücke über den Fluss wird am Montag wieder geöffnet, sagte der Bürgermeister der Stadt. ";

    #[test]
    fn only_long_texts_in_one_language_are_plain() {
        assert!(is_plain(&ENGLISH.repeat(10)));
        assert!(!is_plain(ENGLISH) && !is_plain(&GERMAN.repeat(20)));
        assert!(!is_plain(&format!("{}{}", ENGLISH.repeat(10), GERMAN.repeat(4))));
        assert!(!is_plain(&"she said that they had not ".repeat(80)));
    }
}
