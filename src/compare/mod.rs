//! How do the accounts of a statement differ, and who carried it?
//!
//! In: a statement with its claims and articles. Out: its findings, each a way in which two accounts differ with the two places
//! that show it, and the rows that say who carries it. Accounts are laid beside each other two by two. A finding is there to be
//! trusted: where the words leave it open whether two accounts differ, they do not. The room does not say which account is right.

mod account;
mod align;
mod altered;
mod certainty;
mod collation;
mod coverage;
mod cues;
mod denial;
mod difference;
mod edit;
mod known;
mod measure;
mod numbers;
mod quotation;
mod speakers;
mod spliced;
mod summary;
mod timeline;
mod truncated;
mod verb;

pub use collation::{Collation, Segment, collate};
pub use edit::{Accounts, CollateOptions, Edit, EditKind, Variant, bare, edits};
pub use known::Known;
pub use summary::{Summary, kind, speaker, summary};
pub use timeline::{Appearance, Lag, Timeline, timeline};

use crate::model::{Article, Claim, ClaimKind, Event, Finding, Flag, Statement};
use account::Account;
use align::Alignment;
use difference::Difference;
use rustc_hash::FxHashMap;

/// How accounts are compared.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CompareOptions {}

/// Up to so many distinct accounts are compared each with each; beyond it each with the representative and with the ones before it
/// up to this number, so that a statement that all the world carried does not cost its square.
const EACH_WITH_EACH: usize = 24;

/// Where the accounts of one statement differ, sorted: by flag, then by the accounts.
///
/// Accounts that are alike to the letter, with one speaker and cue, are compared once, by the first of them; accounts of one article
/// are not compared with each other.
///
/// ```
/// use crosswire::{config::Config, model::Flag, observe::Silent, pipeline};
///
/// let folder = tempfile::tempdir()?;
/// let long = "\"We will reopen the harbour at Veldt on Friday if the wreck is gone,\" Mayor Ida Brandt said.";
/// let short = "\"We will reopen the harbour at Veldt on Friday,\" Mayor Ida Brandt said.";
/// std::fs::write(folder.path().join("a.txt"), format!("VELDT, May 4 (Reuters) - {long} Crews worked overnight."))?;
/// std::fs::write(folder.path().join("b.txt"), format!("VELDT, May 4 (AFP) - Ships waited outside the port. {short}"))?;
///
/// let outcome = pipeline::run(&[folder.path().to_path_buf()], &Config::default(), &Silent)?;
/// let finding = &outcome.statements[0].findings[0];
/// assert_eq!(finding.flag, Flag::Truncated);
/// let article = &outcome.articles[outcome.claims[finding.claims.0].article];
/// assert_eq!(finding.spans.0.of(&article.text), "if the wreck is gone");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn findings(statement: &Statement, claims: &[Claim], articles: &[Article], _options: &CompareOptions) -> Vec<Finding> {
    let representative = statement.members.iter().filter(|m| **m == statement.representative);
    let others = statement.members.iter().filter(|m| **m != statement.representative);
    let mut accounts: Vec<Account> = Vec::new();
    for account in representative.chain(others).filter_map(|m| Account::of(*m, claims, articles)) {
        if !accounts.iter().take(EACH_WITH_EACH).any(|known| known.is_same_as(&account)) {
            accounts.push(account);
        }
    }
    let mut found: Vec<Finding> = Vec::new();
    for (i, b) in accounts.iter().enumerate() {
        // Two claims of one article are one outlet's account.
        for a in accounts.iter().take(i.min(EACH_WITH_EACH)).filter(|a| a.claim.article != b.claim.article) {
            let (left, right) = if a.position < b.position { (a, b) } else { (b, a) };
            found.extend(compared(left, right, claims));
        }
    }
    found.sort_unstable();
    found.dedup_by(|a, b| (a.flag, a.claims, a.spans) == (b.flag, b.claims, b.spans));
    found
}

/// All that differs between two accounts.
fn compared(left: &Account, right: &Account, claims: &[Claim]) -> Vec<Finding> {
    let words = Alignment::of(&left.terms, &right.terms);
    let finding =
        |flag, d: Difference| Finding { flag, claims: (left.position, right.position), spans: (d.left, d.right), note: d.note };
    let by_flag = |flag: Flag| {
        let found = match flag {
            Flag::Numbers => numbers::differences(left, right, &words),
            Flag::Polarity => denial::difference(left, right, &words).into_iter().collect(),
            Flag::Attribution => speakers::difference(left, right, &words).into_iter().collect(),
            Flag::Truncated => truncated::difference(left, right, claims).into_iter().collect(),
            Flag::Spliced => spliced::difference(left, right, claims).into_iter().collect(),
            Flag::Altered => altered::differences(left, right, &words),
            Flag::Hedge => certainty::difference(left, right, &words).into_iter().collect(),
            Flag::Cue => cues::difference(left, right, &words).into_iter().collect(),
        };
        found.into_iter().map(move |d| finding(flag, d))
    };
    Flag::ALL.into_iter().flat_map(by_flag).filter(|f| !f.spans.0.is_empty() && !f.spans.1.is_empty()).collect()
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
