//! Names of several words and their short forms, and words that are written in one or in two: what accounts tell of each other.

use super::token::Token;
use crate::text::{Lexicon, fold};
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

static ALIASES: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../../data/lexicon/aliases.txt")));
static FUNCTION_WORDS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../../data/lexicon/function_words.txt")));

/// Names in full, folded, by their first word; the longest first.
type ByFirst = FxHashMap<String, Vec<Vec<String>>>;

static LISTED: LazyLock<ByFirst> = LazyLock::new(|| {
    let full = ALIASES.entries().map(|(_, full)| full.split(' ').map(fold).collect::<Vec<_>>());
    by_first(full.filter(|name| name.len() > 1).collect())
});

/// Acronyms beyond so many are not looked for in full; an article has a few.
const MOST_ACRONYMS: usize = 64;

/// A name in full of more words than this is none.
const LONGEST_NAME: usize = 12;

/// The shortest word that is looked for as two (`cease fire`): shorter ones fall together by chance (`may be`).
const SHORTEST_COMPOUND: usize = 6;

/// What the accounts tell of each other's words.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Acronyms that some account spells out -> the words in full, folded.
    acronyms: BTreeMap<String, String>,
    in_full: ByFirst,
    /// Listed short names that an account prints which is not all in capitals.
    shorts: FxHashSet<String>,
    /// Words, folded, that some account may have as two; sorted.
    single: Vec<String>,
}

impl Names {
    /// Learns from `accounts`, of which some are `shouting`.
    pub(super) fn of(accounts: &[&[Token]], shouting: &[bool]) -> Self {
        let quiet = accounts.iter().zip(shouting).filter(|(_, shouting)| !**shouting).flat_map(|(tokens, _)| *tokens);
        let listed = quiet.map(|t| bare(t.text)).filter(|printed| ALIASES.has(printed)).map(Cow::into_owned).collect();
        let spelled = spelled(accounts);
        let acronyms = spelled.iter().filter_map(|(short, full)| Some((short.clone(), full.first()?.join(" ")))).collect();
        // Only the name that the acronym is taken for may be joined to one word.
        let in_full = by_first(spelled.into_values().filter_map(|full| full.into_iter().next()).collect());
        let all = accounts.iter().copied().flatten();
        let mut single: Vec<String> = all.filter(|t| Names::may_be_two(t)).map(|t| t.folded.clone()).collect();
        single.sort_unstable();
        single.dedup();
        Names { acronyms, in_full, shorts: listed, single }
    }

    /// Whether the accounts tell nothing of each other's words.
    pub(super) fn is_empty(&self) -> bool {
        self.acronyms.is_empty() && self.in_full.is_empty() && self.single.is_empty()
    }

    /// Whether a word, whatever accounts tell of it, is a listed short name, or a listed name of several words may begin with it.
    pub(super) fn may_begin(printed: &str, folded: &str) -> bool {
        ALIASES.has(&bare(printed)) || LISTED.contains_key(folded)
    }

    /// Whether some account spells out an acronym of some account.
    pub(super) fn spell_out(accounts: &[&[Token]]) -> bool {
        !spelled(accounts).is_empty()
    }

    /// Whether a word is long enough to be looked for as two.
    pub(super) fn may_be_two(token: &Token) -> bool {
        token.folded.len() >= SHORTEST_COMPOUND && token.folded.chars().all(char::is_alphabetic)
    }

    /// The letters of the word that the two tokens at the head would be, if they can be one.
    pub(super) fn in_one<'t>(tokens: &'t [Token<'_>]) -> Option<impl Iterator<Item = u8> + Clone + 't> {
        let [first, second, ..] = tokens else { return None };
        let can_be = second.close && !second.glued;
        can_be.then(|| first.folded.bytes().chain(second.folded.bytes()))
    }

    /// Whether a token is an acronym that somebody may spell out.
    pub(super) fn is_acronym(token: &Token) -> bool {
        acronym(token.text).is_some()
    }

    /// What the short name at a token stands for. Where everything is in capitals (`shouting`), `IS` and `US` are words unless
    /// another account has the short name.
    pub(super) fn short(&self, token: &Token, shouting: bool) -> Option<(String, String)> {
        let printed = bare(token.text);
        if shouting && printed.len() < 3 && !token.text.contains('.') && !self.shorts.contains(&*printed) {
            return None;
        }
        let full = self.acronyms.get(&*printed).map(String::as_str).or_else(|| ALIASES.value(&printed))?;
        Some((printed.into_owned(), full.to_owned()))
    }

    /// How many tokens the name in full at the head of `tokens` takes, and the name.
    pub(super) fn in_full(&self, tokens: &[Token]) -> Option<(usize, String)> {
        let first = &tokens.first()?.folded;
        let fits = |name: &&Vec<String>| {
            name.len() <= tokens.len()
                && name.iter().zip(tokens).enumerate().all(|(at, (n, t))| *n == t.folded && (at == 0 || t.close))
        };
        let known = [&self.in_full, &*LISTED].into_iter().filter_map(|names| names.get(first)).flatten();
        known.filter(fits).max_by_key(|name| name.len()).map(|name| (name.len(), name.join(" ")))
    }

    /// The word that the two tokens at the head are in another account (`cease fire`, `ceasefire`).
    pub(super) fn compound(&self, tokens: &[Token]) -> Option<String> {
        let joined = Names::in_one(tokens).filter(|_| !self.single.is_empty())?;
        let found = self.single.binary_search_by(|word| word.bytes().cmp(joined.clone()));
        found.ok().and_then(|at| self.single.get(at)).cloned()
    }
}

/// The acronyms of all accounts that some account spells out, with the ways in which that is done.
fn spelled(accounts: &[&[Token]]) -> BTreeMap<String, BTreeSet<Vec<String>>> {
    let shorts: BTreeSet<String> = accounts.iter().copied().flatten().filter_map(|t| acronym(t.text)).collect();
    let mut spelled = BTreeMap::new();
    for short in shorts.into_iter().take(MOST_ACRONYMS) {
        let full = accounts.iter().flat_map(|tokens| (0..tokens.len()).filter_map(|at| spelled_out(&tokens[at..], &short)));
        let full: BTreeSet<Vec<String>> = full.collect();
        if !full.is_empty() {
            spelled.insert(short, full);
        }
    }
    spelled
}

fn by_first(mut names: Vec<Vec<String>>) -> ByFirst {
    names.sort_unstable();
    names.dedup();
    let mut out = ByFirst::default();
    for name in names {
        if let Some(first) = name.first() {
            out.entry(first.clone()).or_default().push(name);
        }
    }
    out
}

/// The word without a possessive ending and full stops.
fn bare(printed: &str) -> Cow<'_, str> {
    let bare = unpossessed(printed);
    if bare.contains('.') { Cow::Owned(bare.replace('.', "")) } else { Cow::Borrowed(bare) }
}

/// The word without a possessive ending.
pub(super) fn unpossessed(printed: &str) -> &str {
    printed.strip_suffix("'s").or_else(|| printed.strip_suffix("’s")).unwrap_or(printed)
}

/// Three to six capitals, without full stops.
fn acronym(printed: &str) -> Option<String> {
    if !printed.starts_with(|c: char| c.is_ascii_uppercase() || c == '.') {
        return None;
    }
    let bare = bare(printed);
    ((3..=6).contains(&bare.len()) && bare.bytes().all(|b| b.is_ascii_uppercase())).then(|| bare.into_owned())
}

/// The words at the head whose initials are `short`; function words may stand between them.
fn spelled_out(tokens: &[Token], short: &str) -> Option<Vec<String>> {
    let mut letters = short.chars().map(|c| c.to_ascii_lowercase()).peekable();
    let mut name = Vec::new();
    for (at, token) in tokens.iter().take(LONGEST_NAME).enumerate() {
        let Some(letter) = letters.peek() else { break };
        let initial = token.folded.chars().next()?;
        let between = FUNCTION_WORDS.has(&token.folded) && at > 0;
        if (at > 0 && !token.close) || acronym(token.text).is_some() {
            return None;
        }
        if initial == *letter && (!between || token.text.starts_with(char::is_uppercase)) {
            letters.next();
        } else if !between {
            return None;
        }
        name.push(token.folded.clone());
    }
    (letters.peek().is_none() && name.len() > 1).then_some(name)
}
