//! Whether a text is English beyond doubt, told by its small words: asking the detector takes twenty times as long.

use crate::text::{Capitals, ReadWords, ShortWord, Span, Word, any_word, read_plain_words};
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

/// So many places that most of them are free.
const BITS: u32 = 10;

/// The words of both lists that are letters of ASCII alone, each at the first free place from its own on, and whether they are English.
static SHORT: LazyLock<[Option<(ShortWord, bool)>; 1 << BITS]> = LazyLock::new(|| {
    let mut places = [None; 1 << BITS];
    let of = |words: &'static str, english: bool| words.split(' ').map(move |word| (word, english));
    for (word, english) in of(SMALL, true).chain(of(FOREIGN, false)) {
        let Some((short, _)) = ShortWord::of(word) else { continue };
        let mut at = short.place(BITS);
        while places[at % (1 << BITS)].is_some() {
            at += 1;
        }
        places[at % (1 << BITS)] = Some((short, english));
    }
    places
});

/// The words of both lists by their bytes, and whether they are English.
static WORDS: LazyLock<FxHashMap<u64, bool>> = LazyLock::new(|| {
    let of = |words: &'static str, english: bool| words.split(' ').map(move |word| (packed(word), english));
    of(SMALL, true).chain(of(FOREIGN, false)).collect()
});

/// The bytes of a word of at most [`LONGEST`] as one number; no two words have the same.
fn packed(word: &str) -> u64 {
    word.bytes().fold(0, |all, b| all << 8 | u64::from(b))
}

/// What tells plain English: how many small words a text has, of English and of other languages. Samples of parts between line breaks add up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Sample {
    /// How long the text is, in bytes.
    pub length: usize,
    /// How many words it has.
    pub words: usize,
    small: usize,
    foreign: usize,
    /// How many letters it has that are no ASCII.
    accented: usize,
}

impl Sample {
    /// Looks at `text`, of which it is known how many letters are no ASCII.
    pub(super) fn of(text: &str, accented: usize) -> Self {
        let empty = Sample { length: text.len(), accented, ..Sample::default() };
        let mut counter = Counter { sample: empty, short: &SHORT, known: &WORDS };
        if !read_plain_words(text, Span::whole(text), &mut counter) {
            counter.sample = empty;
            any_word(text, Span::whole(text), |word| {
                counter.other(word);
                false
            });
        }
        counter.sample
    }

    /// The sample of both texts with a line break behind each.
    pub(super) fn join(self, other: Self) -> Self {
        Sample {
            length: self.length + other.length + 1,
            words: self.words + other.words,
            small: self.small + other.small,
            foreign: self.foreign + other.foreign,
            accented: self.accented + other.accented,
        }
    }

    /// Whether the detector need not be asked: so many of the words are small words of English, so few of any other language.
    pub(super) fn is_plain(self) -> bool {
        let bounds = self.words * SHARE.start..self.words * SHARE.end;
        self.length >= LEAST
            && bounds.contains(&(self.small * 100))
            && self.foreign * 100 <= self.words * FOREIGN_MOST
            && self.accented * 100 <= self.length * FOREIGN_MOST
    }
}

/// Counts the words of a text.
struct Counter {
    sample: Sample,
    short: &'static [Option<(ShortWord, bool)>; 1 << BITS],
    known: &'static FxHashMap<u64, bool>,
}

impl Counter {
    #[inline(always)]
    fn count(&mut self, english: Option<bool>) {
        self.sample.small += usize::from(english == Some(true));
        self.sample.foreign += usize::from(english == Some(false));
    }
}

impl<'a> ReadWords<'a> for Counter {
    #[inline(always)]
    fn letters(&mut self, word: Word<'a>, short: ShortWord, capitals: Capitals) {
        self.sample.words += 1;
        if word.text.len() > LONGEST || capitals != Capitals::None {
            return;
        }
        let mut at = short.place(BITS);
        while let Some((known, english)) = self.short[at % (1 << BITS)] {
            if known == short {
                return self.count(Some(english));
            }
            at += 1;
        }
    }

    fn other(&mut self, word: Word<'a>) {
        self.sample.words += 1;
        if word.text.len() <= LONGEST {
            self.count(self.known.get(&packed(word.text)).copied());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::shape::letters;

    #[test]
    fn no_word_of_the_lists_is_too_long() {
        let words: Vec<&str> = SMALL.split(' ').chain(FOREIGN.split(' ')).collect();
        assert!(words.iter().all(|word| word.len() <= LONGEST));
        assert_eq!(WORDS.len(), words.len());
    }

    const ENGLISH: &str = "The bridge over the river will be open again on Monday, the mayor of Dunmore said after a meeting with local \
                           builders. Repairs took eleven weeks, two weeks more than planned, since spring floods moved a pier. ";
    const GERMAN: &str = "Die Brücke über den Fluss wird am Montag wieder geöffnet, sagte der Bürgermeister der Stadt. ";

    fn is_plain(text: &str) -> bool {
        Sample::of(text, letters(text).others).is_plain()
    }

    #[test]
    fn samples_of_lines_add_up() {
        let lines = [ENGLISH, "", GERMAN, "Mr O’Neill’s “plan” of 3.5%"];
        let sum = lines.iter().fold(Sample::default(), |all, line| all.join(Sample::of(line, letters(line).others)));
        let text = lines.join("\n") + "\n";
        assert_eq!(sum, Sample::of(&text, letters(&text).others));
    }

    #[test]
    fn only_long_texts_in_one_language_are_plain() {
        assert!(is_plain(&ENGLISH.repeat(10)));
        assert!(!is_plain(ENGLISH) && !is_plain(&GERMAN.repeat(20)));
        assert!(!is_plain(&format!("{}{}", ENGLISH.repeat(10), GERMAN.repeat(4))));
        assert!(!is_plain(&"she said that they had not ".repeat(80)));
    }
}
