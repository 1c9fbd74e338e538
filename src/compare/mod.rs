//! How do the accounts of a statement differ, and who carried it?
//!
//! In: a statement with its claims and articles. Out: the flags of the statement, and the rows that say who carries it. Accounts are
//! laid beside each other two by two; a flag is set where any two differ. A flag is there to be trusted: where the words leave it open
//! whether two accounts differ, they do not. The room does not say which account is right.

mod account;
mod align;
mod collation;
mod coverage;
mod edit;
mod numbers;
mod quotes;
mod speakers;
mod summary;
mod timeline;
mod wording;

pub use collation::{Collation, Segment, collate};
pub use edit::{CollateOptions, Edit, EditKind, Variant, bare, edits};
pub use summary::{Summary, kind, speaker, summary};
pub use timeline::{Appearance, Lag, Timeline, timeline};

use crate::model::{Article, Claim, ClaimKind, Event, Flag, Statement};
use account::Account;
use align::Alignment;
use rustc_hash::FxHashMap;

/// How accounts are compared.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CompareOptions {}

/// Up to so many distinct accounts are compared each with each; beyond it each with the representative and with the ones before it
/// up to this number, so that a statement that all the world carried does not cost its square.
const EACH_WITH_EACH: usize = 24;

/// How the accounts of one statement differ, each flag once, in the order of [`Flag::ALL`].
pub fn flags(statement: &Statement, claims: &[Claim], articles: &[Article], _options: &CompareOptions) -> Vec<Flag> {
    let representative = statement.members.iter().filter(|m| **m == statement.representative);
    let others = statement.members.iter().filter(|m| **m != statement.representative);
    let mut accounts: Vec<Account> = Vec::new();
    for account in representative.chain(others).filter_map(|m| Account::of(claims.get(*m)?, articles)) {
        if !accounts.iter().take(EACH_WITH_EACH).any(|known| known.is_same_as(&account)) {
            accounts.push(account);
        }
    }
    let mut found: Vec<Flag> = Vec::new();
    for (i, b) in accounts.iter().enumerate() {
        // Two claims of one article are one outlet's account.
        for a in accounts.iter().take(i.min(EACH_WITH_EACH)).filter(|a| a.claim.article != b.claim.article) {
            let words = Alignment::of(&a.terms, &b.terms);
            let missing = Flag::ALL.into_iter().filter(|f| !found.contains(f)).collect::<Vec<_>>();
            found.extend(missing.into_iter().filter(|flag| differs(*flag, a, b, &words, claims)));
        }
        if found.len() == Flag::ALL.len() {
            break;
        }
    }
    found.sort_unstable();
    found
}

/// Whether two accounts differ in the way that `flag` names.
fn differs(flag: Flag, a: &Account, b: &Account, words: &Alignment, claims: &[Claim]) -> bool {
    match flag {
        Flag::Numbers => numbers::disagree(a, b, words),
        Flag::Polarity => wording::opposite(a, b, words),
        Flag::Attribution => speakers::differ(a, b, words),
        Flag::Truncated => quotes::truncated(a, b, claims),
        Flag::Altered => quotes::altered(a, b),
        Flag::Hedge => wording::differently_sure(a, b, words),
        Flag::Cue => speakers::colour(a, b, words),
    }
}

/// Whether one article of an event carries one statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// The statement, by position.
    pub statement: usize,
    /// The article, by position.
    pub article: usize,
    /// The event, by position.
    pub event: usize,
    /// The claim that carries it, by position; `None` where the article omits it. Where several do, the one with the strongest tie.
    pub claim: Option<usize>,
    /// How it carries it: as a quote where any of its accounts is one, else as reported speech, as the outlet's own assertion, or in a
    /// headline only; `None` where it omits it.
    pub carried_as: Option<ClaimKind>,
}

/// One row for each statement and each article of its event, in that order. A statement whose members come from several events has
/// a row for each of their articles only: others were not in a position to omit it.
pub fn coverage(statements: &[Statement], claims: &[Claim], events: &[Event]) -> Vec<Coverage> {
    let numbered = events.iter().enumerate();
    let event_of: FxHashMap<usize, usize> = numbered.flat_map(|(at, e)| e.articles.iter().map(move |a| (*a, at))).collect();
    let rows = |(at, statement)| coverage::rows(at, statement, claims, &event_of, events);
    statements.iter().enumerate().flat_map(rows).collect()
}
