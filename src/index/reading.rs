//! The words of sentences as they are read: each text that occurs has one number, and is folded and stemmed once.

use super::forms;
use crate::text::{Lexicon, Span, fold, words};
use indexmap::IndexSet;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::sync::LazyLock;

static FUNCTION_WORDS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/function_words.txt")));

/// The folded words, stems and short names of some events, each with its number, and what was made of each word as printed.
#[derive(Debug, Default)]
pub(super) struct Texts<'a> {
    texts: Stems,
    made: FxHashMap<&'a str, Option<Made>>,
}

/// Texts by number.
pub(super) type Stems = IndexSet<String, FxBuildHasher>;

/// What a printed word is, wherever it stands.
#[derive(Debug, Clone, Copy)]
struct Made {
    folded: u32,
    stem: u32,
    content: bool,
    capital: bool,
    short: Option<u32>,
}

impl<'a> Texts<'a> {
    /// The text of a number.
    #[inline]
    pub fn text(&self, number: u32) -> &str {
        self.texts.get_index(number as usize).map_or("", String::as_str)
    }

    /// The texts alone.
    pub fn into_texts(self) -> Stems {
        self.texts
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// The number of a text, which gets one where it has none.
    pub fn number(&mut self, text: &str) -> u32 {
        let at = self.texts.get_index_of(text).unwrap_or_else(|| self.texts.insert_full(text.to_owned()).0);
        at as u32
    }

    /// The number of a text, where it has one.
    pub fn known(&self, text: &str) -> Option<u32> {
        self.texts.get_index_of(text).map(|at| at as u32)
    }

    /// What `printed` is; `None` where nothing is left of it when it is folded.
    fn made(&mut self, printed: &'a str) -> Option<Made> {
        if let Some(made) = self.made.get(printed) {
            return *made;
        }
        let folded = fold(printed);
        let made = (!folded.is_empty()).then(|| {
            let (stem, content) = base_form(&folded);
            let short = short_name(printed).map(|short| self.number(&short));
            let capital = printed.chars().next().is_some_and(char::is_uppercase);
            Made { folded: self.number(&folded), stem: self.number(&stem), content, capital, short }
        });
        self.made.insert(printed, made);
        made
    }
}

/// One word of a sentence, ready for matching. Folded word, stem and short name are numbers of [`Texts`].
#[derive(Debug, Clone, Copy)]
pub(super) struct ReadWord {
    pub span: Span,
    /// The folded word.
    pub folded: u32,
    /// The stem; for a number word its digits.
    pub stem: u32,
    /// Whether it tells something, as opposed to function words.
    pub content: bool,
    /// Whether it is written with a capital although no sentence starts there.
    pub capital: bool,
    /// Whether punctuation stands between it and the word before.
    pub after_break: bool,
    /// What stands between it and the word before.
    pub gap: Gap,
    /// The word as printed, without full stops, where it may be a short name: an acronym or a listed alias.
    pub short: Option<u32>,
}

/// What stands between two words, as far as compounds need to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// Only white space.
    Space,
    /// Only a hyphen.
    Hyphen,
    /// Anything else.
    Other,
}

impl Gap {
    fn of(gap: &str) -> Self {
        match gap {
            "-" | "\u{2010}" | "\u{2011}" => Gap::Hyphen,
            _ if !gap.is_empty() && gap.chars().all(char::is_whitespace) => Gap::Space,
            _ => Gap::Other,
        }
    }
}

/// Reads the words of one sentence.
pub(super) fn read<'a>(text: &'a str, sentence: Span, texts: &mut Texts<'a>) -> Vec<ReadWord> {
    let mut last_end = sentence.start;
    let mut first = true;
    let words = words(text, sentence);
    let mut out = Vec::with_capacity(words.len());
    for word in words {
        let Some(made) = texts.made(word.text) else { continue };
        let gap = &text[last_end..word.span.start];
        out.extend(percent_sign(gap, last_end, texts));
        let (after_break, opens) = if gap == " " { (false, first) } else { (is_break(gap), first || opens_after(gap)) };
        let short = state(text, word.span, gap).map(|state| texts.number(state)).or(made.short);
        out.push(ReadWord {
            span: word.span,
            folded: made.folded,
            stem: made.stem,
            // `US` and `IS` are names, whatever `us` and `is` are.
            content: made.content || short.is_some(),
            capital: !opens && made.capital,
            after_break,
            gap: Gap::of(gap),
            short,
        });
        last_end = word.span.end;
        first = false;
    }
    out.extend(percent_sign(text.get(last_end..sentence.end).unwrap_or(""), last_end, texts));
    out
}

fn is_break(gap: &str) -> bool {
    gap.contains([',', ';', ':', '(', ')', '—', '–', '"', '“', '”', '«', '»']) || gap.contains(" - ")
}

/// Whether a sentence or quotation begins after `gap`: its first word has its capital for standing first.
fn opens_after(gap: &str) -> bool {
    gap.contains(['"', '“', '«', '‘']) || gap.contains(". ")
}

/// The sign at the head of what follows a number, as the word that it stands for.
#[inline]
fn percent_sign(gap: &str, start: usize, texts: &mut Texts) -> Option<ReadWord> {
    const WORD: &str = "percent";
    gap.starts_with('%').then(|| ReadWord {
        span: Span::new(start, start + 1),
        folded: texts.number(WORD),
        stem: texts.number(&forms::base_form(WORD)),
        content: true,
        capital: false,
        after_break: false,
        gap: Gap::Space,
        short: None,
    })
}

/// A state in the short form that follows a town or a party: `Lowell, Mass.`, `D-Calif.`; elsewhere such words are others (`Miss.`).
fn state<'a>(text: &'a str, word: Span, gap: &str) -> Option<&'a str> {
    let dotted = text.get(word.start..word.end + 1).filter(|w| w.ends_with('.'))?;
    (gap.ends_with(", ") || Gap::of(gap) == Gap::Hyphen).then_some(())?;
    super::aliases::is_listed(dotted).then_some(dotted)
}

/// The stem of a folded word, as [`forms::base_form`] gives it, and whether it tells something.
pub(super) fn base_form(folded: &str) -> (String, bool) {
    let letters = folded.chars().any(char::is_alphanumeric);
    let content = letters && !FUNCTION_WORDS.has(folded) && (folded.len() > 1 || folded.bytes().all(|b| b.is_ascii_digit()));
    let base = forms::base_form(folded);
    (if base.contains(',') { base.replace(',', "") } else { base }, content)
}

/// `word` without full stops where it can be a short name: two to six capitals, or listed as one.
fn short_name(word: &str) -> Option<String> {
    let bare: String = word.strip_suffix("'s").or(word.strip_suffix("’s")).unwrap_or(word).replace('.', "");
    let capitals = (2..=6).contains(&bare.len()) && bare.bytes().all(|b| b.is_ascii_uppercase());
    (capitals || super::aliases::is_listed(&bare)).then_some(bare)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// The words of texts that are one event, by the number of the text; and their texts.
    pub fn read_all<'a>(sentences: &[&'a str]) -> (Vec<Vec<ReadWord>>, Texts<'a>) {
        let mut texts = Texts::default();
        let read = sentences.iter().map(|text| read(text, Span::whole(text), &mut texts)).collect();
        (read, texts)
    }

    /// The stems of words.
    pub fn stems(words: &[ReadWord], texts: &Texts) -> Vec<String> {
        words.iter().map(|word| texts.text(word.stem).to_owned()).collect()
    }

    #[test]
    fn a_percent_sign_is_the_word() {
        let written = |text: &str| {
            let (read, texts) = read_all(&[text]);
            stems(&read[0], &texts)
        };
        assert_eq!(written("up 3.5%."), written("up 3.5 percent."));
        assert_eq!(written("up 3.5% today"), written("up 3.5 percent today"));
        assert_ne!(written("up 3.5 today"), written("up 3.5% today"));
    }

    #[test]
    fn a_word_is_made_once_and_read_by_its_place() {
        let (read, texts) = read_all(&["Ships left. Ships, said US Ships", "us"]);
        let ships: Vec<&ReadWord> = read[0].iter().filter(|word| texts.text(word.stem) == "ship").collect();
        assert_eq!(
            ships.iter().map(|word| (word.capital, word.after_break)).collect::<Vec<_>>(),
            [(false, false), (false, false), (true, false)]
        );
        let (name, pronoun) = (&read[0][4], &read[1][0]);
        assert_eq!((name.folded, name.content, pronoun.content), (pronoun.folded, true, false));
        assert_eq!(name.short.map(|short| texts.text(short)), Some("US"));
    }
}
