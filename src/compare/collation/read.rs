//! Accounts read one by one, so that one that is laid beside several others is read once.

use super::names::Names;
use super::piece::{Piece, is_shouting, pieces};
use super::token::{Token, tokens};
use std::borrow::Cow;

/// An account as it is without the others.
#[derive(Debug, Clone)]
pub(in crate::compare) struct Read<'a> {
    text: &'a str,
    tokens: Vec<Token<'a>>,
    /// Its pieces where the others tell nothing of its words.
    alone: Vec<Piece>,
    is_shouting: bool,
    has_acronyms: bool,
    /// Its words that others may have as two, and its neighbouring words that others may have as one: by hash.
    single: Vec<u64>,
    two: Vec<u64>,
}

impl<'a> Read<'a> {
    pub(in crate::compare) fn of(text: &'a str) -> Self {
        let (tokens, is_shouting) = (tokens(text), is_shouting(text));
        let alone = pieces(text, &tokens, &Names::default(), is_shouting);
        let single = tokens.iter().filter(|token| Names::may_be_two(token)).map(|token| hash(token.folded.bytes()));
        let two = tokens.windows(2).filter_map(|two| Names::in_one(two).map(hash));
        let has_acronyms = tokens.iter().any(Names::is_acronym);
        Read { text, alone, is_shouting, has_acronyms, single: single.collect(), two: two.collect(), tokens }
    }
}

/// Cuts `accounts`, which tell each other's short names. A text without a word is one piece; an empty one none.
pub(super) fn cut<'r>(accounts: &[&'r Read]) -> Vec<Cow<'r, [Piece]>> {
    if !tell_of_each_other(accounts) {
        return accounts.iter().map(|account| Cow::Borrowed(&account.alone[..])).collect();
    }
    let read: Vec<&[Token]> = accounts.iter().map(|account| &account.tokens[..]).collect();
    let shouting: Vec<bool> = accounts.iter().map(|account| account.is_shouting).collect();
    let names = Names::of(&read, &shouting);
    let cut = |account: &&Read| Cow::Owned(pieces(account.text, &account.tokens, &names, account.is_shouting));
    accounts.iter().map(cut).collect()
}

/// Whether the names of all accounts may make other pieces of one than it has alone.
fn tell_of_each_other(accounts: &[&Read]) -> bool {
    if accounts.iter().any(|account| account.is_shouting) {
        return true;
    }
    let mut single: Vec<u64> = accounts.iter().flat_map(|account| &account.single).copied().collect();
    single.sort_unstable();
    let is_compound = |two: &u64| single.binary_search(two).is_ok();
    let spell_out = || {
        let read: Vec<&[Token]> = accounts.iter().map(|account| &account.tokens[..]).collect();
        Names::spell_out(&read)
    };
    accounts.iter().flat_map(|account| &account.two).any(is_compound)
        || accounts.iter().any(|account| account.has_acronyms) && spell_out()
}

/// FNV-1a: of two words the same as of one that is both.
fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn accounts_are_cut_as_their_names_say(texts in prop::collection::vec("((NATO|nato|US|North|Atlantic|treaty|organization|cease|fire|ceasefire|cease-fire|the|TOLD|Osk|\\.)( |, |-)?){0,12}", 1..4)) {
            let read: Vec<Read> = texts.iter().map(|text| Read::of(text)).collect();
            let tokens: Vec<&[Token]> = read.iter().map(|account| &account.tokens[..]).collect();
            let shouting: Vec<bool> = read.iter().map(|account| account.is_shouting).collect();
            let names = Names::of(&tokens, &shouting);
            let found = cut(&read.iter().collect::<Vec<_>>());
            for ((text, account), found) in texts.iter().zip(&read).zip(found) {
                prop_assert_eq!(&pieces(text, &account.tokens, &names, account.is_shouting)[..], &found[..]);
            }
        }
    }
}
