//! An account cut into the pieces that are compared: words, names and amounts, each with the white space and punctuation around it.

use super::amount;
use super::names::Names;
use super::token::{Token, in_full};
use crate::text::{Lexicon, Memo, Span, is_possessive, remembered, stem};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Ordering;
use std::rc::Rc;
use std::sync::LazyLock;

thread_local! {
    static KNOWN: Memo<Known> = Memo::default();
}

static FUNCTION_WORDS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../../data/lexicon/function_words.txt")));
static FUNCTION_CHARACTERS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../../data/lexicon/function_characters.txt")));
static IRREGULAR_FORMS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../../data/lexicon/irregular_forms.txt")));
static NATIONS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../../data/lexicon/nations.txt")));
static RESPELLINGS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../../data/lexicon/respellings.txt")));

/// The first words of respellings that take two words for one.
static FIRST_OF_TWO: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| RESPELLINGS.entries().filter_map(|(entry, _)| Some(entry.split_once(' ')?.0)).collect());
/// Beginnings of words that are respelled whatever follows, without their asterisk.
static BEGINNINGS: LazyLock<FxHashMap<&str, &str>> =
    LazyLock::new(|| RESPELLINGS.entries().filter_map(|(entry, value)| Some((entry.strip_suffix('*')?, value))).collect());

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Sort {
    /// A word that only holds others together.
    Function,
    /// A character of a text without spaces.
    Character,
    /// Any other word.
    Content,
    /// A word with a capital letter that does not stand first.
    Name,
    /// A name that has a short form, or the short form.
    Alias,
    /// A number with its unit, or a day.
    Amount,
}

/// A word, name or amount with what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// Its bytes; the pieces of an account cover it without overlap.
    pub(super) span: Span,
    /// What it is compared by.
    pub(super) word: Rc<Word>,
    /// What it is.
    pub(super) sort: Sort,
    /// Whether it goes on a word as printed (`n't`): no difference is shown from here on only.
    pub(super) glued: bool,
}

/// What a piece is compared by, which is the same wherever it is printed so.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// As it is compared: pieces with equal keys are no difference.
    pub(super) key: String,
    /// [`rank`] of the key.
    rank: u64,
    /// What it means: pieces with other keys and the same meaning are two spellings, or a name and its short form.
    pub(super) meaning: String,
    /// The stem; pieces with equal stems are forms of one word.
    pub(super) stem: String,
    /// Whether it is printed with a capital letter.
    pub(super) capital: bool,
}

/// The first bytes of a text as a number: of texts that differ in them the lower is the first by alphabet.
fn rank(text: &str) -> u64 {
    let mut first = [0; 8];
    first.iter_mut().zip(text.bytes()).for_each(|(to, byte)| *to = byte);
    u64::from_be_bytes(first)
}

impl Word {
    fn new(key: String, meaning: String, stem: String, capital: bool) -> Self {
        Word { rank: rank(&key), key, meaning, stem, capital }
    }

    /// The order of the keys by alphabet.
    #[inline]
    pub(super) fn by_alphabet(&self, other: &Word) -> Ordering {
        if std::ptr::eq(self, other) {
            Ordering::Equal
        } else {
            self.rank.cmp(&other.rank).then_with(|| self.key.cmp(&other.key))
        }
    }

    /// How the key stands to a text, by alphabet.
    #[inline]
    pub(super) fn against(&self, text: &str) -> Ordering {
        self.rank.cmp(&rank(text)).then_with(|| self.key.as_str().cmp(text))
    }
}

/// Cuts a text of `tokens`, of which `names` tells what others call them.
pub(super) fn pieces(text: &str, tokens: &[Token], names: &Names, shouting: bool) -> Vec<Piece> {
    if tokens.is_empty() && !text.is_empty() {
        let key: String = text.split_whitespace().collect();
        let word = Rc::new(Word::new(key.clone(), key.clone(), key, false));
        return vec![Piece { span: Span::whole(text), word, sort: Sort::Function, glued: false }];
    }
    let mut pieces: Vec<Piece> = Vec::with_capacity(tokens.len());
    let (mut at, mut start) = (0, 0);
    while at < tokens.len() {
        let (mut piece, taken) = piece(&tokens[at..], names, shouting);
        let last = tokens.get(at + taken - 1).map_or(text.len(), |token| token.span.end);
        let next = tokens.get(at + taken).map_or(text.len(), |next| {
            let gap = Span::new(last, next.span.start);
            gap.end - opening(gap.of(text))
        });
        piece.span = Span::new(start, next);
        pieces.push(piece);
        (at, start) = (at + taken, next);
    }
    pieces
}

/// The piece at the head of `tokens`, still without its place, and how many of them it takes.
fn piece(tokens: &[Token], names: &Names, shouting: bool) -> (Piece, usize) {
    plain_piece(tokens, names).map_or_else(|| any_piece(tokens, names, shouting), |piece| (piece, 1))
}

/// A word of which its letters alone tell all, as most do.
#[derive(Debug, Clone)]
struct Plain {
    word: Rc<Word>,
    sort: Sort,
}

thread_local! {
    static PLAIN: Memo<Option<Plain>> = Memo::default();
}

/// [`any_piece`], where the letters of the first of the tokens tell all of it.
fn plain_piece(tokens: &[Token], names: &Names) -> Option<Piece> {
    let token = &tokens[0];
    if token.glued || !names.is_empty() {
        return None;
    }
    let Plain { word, sort } = remembered(&PLAIN, token.text, |printed| plain(printed, &token.folded))?;
    let is_name = sort == Sort::Content && word.capital && !token.first;
    Some(Piece { span: Span::default(), word, sort: if is_name { Sort::Name } else { sort }, glued: false })
}

/// What a word is that can be no part of an amount, a name of several words, a contraction or a word in two.
fn plain(printed: &str, folded: &str) -> Option<Plain> {
    let is_letter = printed.starts_with(char::is_alphabetic) && folded.starts_with(char::is_alphabetic);
    let is_more = amount::may_begin(folded)
        || Names::may_begin(printed, folded)
        || FIRST_OF_TWO.contains(folded)
        || in_full(folded, true).is_some();
    if !is_letter || is_more {
        return None;
    }
    let ending = if is_possessive(printed) { "'s" } else { "" };
    let Known { meaning, stem, sort } = known(folded);
    let word = Word::new(folded.to_owned() + ending, meaning + ending, stem, printed.starts_with(char::is_uppercase));
    Some(Plain { word: Rc::new(word), sort })
}

fn any_piece(tokens: &[Token], names: &Names, shouting: bool) -> (Piece, usize) {
    let make = |taken: usize, key: String, meaning: String, stem: String, sort: Sort| {
        let capital = tokens[0].text.starts_with(char::is_uppercase);
        let word = Rc::new(Word::new(key, meaning, stem, capital));
        (Piece { span: Span::default(), word, sort, glued: tokens[0].glued }, taken)
    };
    let joined = |taken: usize| tokens[..taken].iter().map(|t| t.folded.replace(',', "")).collect::<Vec<_>>().join(" ");
    if let Some(found) = amount::at_head(tokens) {
        let key = joined(found.taken);
        return make(found.taken, key, found.meaning.clone(), found.meaning, Sort::Amount);
    }
    let ending = |token: &Token| if is_possessive(token.text) { "'s" } else { "" };
    if let Some((short, full)) = names.short(&tokens[0], shouting) {
        // In capitals, so that the country is not the pronoun.
        return make(1, short + ending(&tokens[0]), full.clone(), full, Sort::Alias);
    }
    if let Some((taken, full)) = names.in_full(tokens) {
        return make(taken, joined(taken) + ending(&tokens[taken - 1]), full.clone(), full, Sort::Alias);
    }
    if let Some(word) = names.compound(tokens) {
        let stem = stem(&word);
        return make(2, word.clone(), word, stem, Sort::Content);
    }
    if let [first, second, ..] = tokens
        && second.close
        && FIRST_OF_TWO.contains(first.folded.as_str())
        && let Some(word) = RESPELLINGS.value(&format!("{} {}", first.folded, second.folded))
    {
        return make(2, joined(2), word.to_owned(), stem(word), Sort::Content);
    }
    let (meaning, stem, sort) = word(tokens);
    make(1, tokens[0].folded.clone() + ending(&tokens[0]), meaning + ending(&tokens[0]), stem, sort)
}

/// Meaning, stem and sort of the single word at the head of `tokens`.
fn word(tokens: &[Token]) -> (String, String, Sort) {
    let token = &tokens[0];
    let folded = token.folded.as_str();
    let before_not = tokens.get(1).is_some_and(|next| next.glued && next.folded == "n't");
    if let Some(full) = in_full(folded, before_not) {
        return (full.to_owned(), full.to_owned(), Sort::Function);
    }
    let Known { meaning, stem, sort } = remembered(&KNOWN, folded, known);
    let is_name = sort == Sort::Content && token.text.starts_with(char::is_uppercase) && !token.first;
    (meaning, stem, if is_name { Sort::Name } else { sort })
}

/// What a word is by its letters alone.
#[derive(Clone)]
struct Known {
    meaning: String,
    stem: String,
    sort: Sort,
}

fn known(folded: &str) -> Known {
    let meaning = respelled(folded);
    // `Syrian` is a form of `Syria`; `Dutch` is none of `Netherlands`.
    let nation = NATIONS.value(&meaning).filter(|nation| nation.get(..3).is_some_and(|head| meaning.starts_with(head)));
    let stem = stem(nation.or_else(|| IRREGULAR_FORMS.value(&meaning)).unwrap_or(&meaning));
    let sort = if FUNCTION_WORDS.has(folded) || FUNCTION_CHARACTERS.has(folded) {
        Sort::Function
    } else if is_character(folded) {
        Sort::Character
    } else {
        Sort::Content
    };
    Known { meaning, stem, sort }
}

/// The spelling that a word is compared as.
fn respelled(folded: &str) -> String {
    let sign = match folded {
        "&" => Some("and"),
        "%" => Some("percent"),
        _ => RESPELLINGS.value(folded),
    };
    if let Some(word) = sign {
        return word.to_owned();
    }
    let starred = folded.char_indices().skip(3).map(|(at, _)| at).chain([folded.len()]);
    for at in starred {
        if let Some(head) = BEGINNINGS.get(&folded[..at]) {
            return format!("{}{}", head.trim_end_matches('*'), &folded[at..]);
        }
    }
    folded.to_owned()
}

/// A single character of a script that is written without spaces.
fn is_character(folded: &str) -> bool {
    let mut chars = folded.chars();
    let first = chars.next().unwrap_or_default();
    // Thai, Lao, Burmese, Khmer; kana, Han and what is compatible with it.
    let unspaced = matches!(first as u32, 0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3040..=0x30FF | 0x3400..=0x9FFF
        | 0xF900..=0xFAFF | 0x20000..=0x3FFFF);
    unspaced && chars.all(|c| !c.is_alphanumeric())
}

/// Whether most letters are capitals, as in some headlines.
pub(super) fn is_shouting(text: &str) -> bool {
    let (letters, capitals) = if text.is_ascii() {
        let count = |is: fn(&u8) -> bool| text.bytes().filter(is).count();
        (count(u8::is_ascii_alphabetic), count(u8::is_ascii_uppercase))
    } else {
        let count = |is: fn(&char) -> bool| text.chars().filter(is).count();
        (count(|c| c.is_lowercase() || c.is_uppercase()), count(|c| c.is_uppercase()))
    };
    capitals * 2 > letters && letters > 12
}

/// How many bytes at the end of the gap between two words open the second one.
fn opening(gap: &str) -> usize {
    let opens = |c: char| {
        matches!(c, '“' | '„' | '«' | '‘' | '‚' | '「' | '『' | '《' | '(' | '[' | '（' | '"' | '\'' | '#' | '@' | '¿' | '¡')
    };
    let start = gap.char_indices().rev().find(|(_, c)| !opens(*c)).map(|(at, c)| (at + c.len_utf8(), c));
    match start {
        // Without white space or full-width punctuation before it a mark closes the first word.
        Some((at, c)) if c.is_whitespace() || matches!(c, '，' | '。' | '：' | '、' | '—' | '–' | '-') => {
            gap.len() - at
        }
        _ => gap.rfind(['「', '『', '《', '（']).map_or(0, |at| gap.len() - at),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::collation::token::tokens;
    use proptest::prelude::*;

    const WORD: &str = "(NATO|US|IS|Islamic State|United Nations|cease fire|per cent|Dec\\.|March|may|two|hundred|a|an|5bn|5|%|\\$|_|can|can't|won’t|wo|it's|Osk's|colour|Syrian|took|Осло|湾|é|ⓐ|in front|[a-zA-Z']{1,7})";

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(500))]

        #[test]
        fn the_letters_of_a_word_tell_what_all_tell(words in prop::collection::vec((WORD, "( |, |-|\\. )"), 0..9), shouting: bool) {
            let text: String = words.iter().flat_map(|(word, gap)| [word.as_str(), gap]).collect();
            let (tokens, names) = (tokens(&text), Names::default());
            for at in 0..tokens.len() {
                prop_assert_eq!(piece(&tokens[at..], &names, shouting), any_piece(&tokens[at..], &names, shouting));
            }
        }

        #[test]
        fn words_are_in_the_order_of_their_keys(one in "[a-cé\u{0}]{0,10}", other in "[a-cé\u{0}]{0,10}") {
            let word = |key: &str| Word::new(key.to_owned(), String::new(), String::new(), false);
            prop_assert_eq!(word(&one).by_alphabet(&word(&other)), one.cmp(&other));
            prop_assert_eq!(word(&one).against(&other), one.cmp(&other));
        }
    }
}
