//! A statement as the page has it: its accounts, how each differs from each, and what holds them together.

use super::utf16::length;
use super::weigh::ten_thousandths;
use super::{Page, collation, written};
use crate::compare::{Accounts, EditKind, Timeline};
use crate::model::{Finding, Flag};
use crate::report::diff::{Account, Diff, DiffOptions};
use crate::report::steps::{Part, Step, in_common, steps};
use crate::report::times::first_in_words;
use crate::text::Span;
use serde::Serialize;
use std::borrow::Cow;

/// So many accounts that differ from each other can be the base; of more, the first ones, which are the fullest and the earliest.
const BASES: usize = 12;

/// Findings of one statement that are shown; what is beyond is counted.
const FINDINGS: usize = 120;

/// Accounts with which each is compared for the link that holds it best.
const PARTNERS: usize = 40;

/// A statement, in the order in which its members are written. What is a tuple here is a list there.
#[derive(Serialize)]
struct Data<'a> {
    accounts: Vec<Laid>,
    bases: usize,
    pairs: Vec<Pair>,
    table: Option<collation::Table>,
    findings: Vec<Told<'a>>,
    more_findings: usize,
    bonds: Vec<Option<Bond>>,
    first: Option<String>,
    lags: Option<Vec<(usize, Option<String>, bool)>>,
}

/// An account: article and claim as the page names them, how well it is tied, the account it is a copy of, words, the first and last claim.
type Laid = (usize, usize, i64, Option<usize>, usize, usize, usize);

/// Two accounts, whether they are in other words, the pieces of each, and what each keeps and adds of the other.
type Pair = (usize, usize, u8, Vec<usize>, Vec<usize>, usize, usize, usize, usize);

/// A flag, its two accounts, and the sentence that tells it.
type Told<'a> = (usize, usize, usize, &'a str);

/// An account, the probability in ten thousandths, and the parts that made it: name, value, what it adds.
type Bond = (usize, i64, Vec<(usize, f64, f64)>);

/// The statement at a position of the run's list, as JSON.
pub(super) fn json(page: &Page, position: usize) -> String {
    let view = &page.run.view;
    let options = DiffOptions::default();
    let (diff, read) = Diff::read(page.listed_at(position).clone(), view, &options, page.run.edits.get(position));
    let statement = &view.statements[position];
    let times = diff.listed.as_ref().map(|listed| &listed.timeline);
    let accounts = diff.accounts.iter().map(|account| {
        let (article, claim) = page.claim(account.claim);
        let tie = statement.members.binary_search(&account.claim).ok().and_then(|at| statement.ties.get(at));
        let ends = [account.parts.first(), account.parts.last()].map(|at| at.map_or(claim, |at| page.claim(*at).1));
        let tie = ten_thousandths(tie.copied().unwrap_or(0.0));
        (article, claim, tie, account.same_as, account.words, ends[0], ends[1])
    });
    let (findings, more_findings) = findings(&statement.findings, &diff);
    written(&Data {
        accounts: accounts.collect(),
        bases: diff.accounts.iter().filter(|account| account.same_as.is_none()).count().min(BASES),
        pairs: pairs(&diff, &read, &options),
        table: collation::table(&diff, &read),
        findings,
        more_findings,
        bonds: bonds(page, &diff),
        first: times.map(|times| first_in_words(times, view)),
        lags: times.map(|times| lags(page, times)),
    })
}

/// How long after the first each article carried it, by the article's place.
fn lags(page: &Page, times: &Timeline) -> Vec<(usize, Option<String>, bool)> {
    let lag = |(at, appearance): (usize, &crate::compare::Appearance)| {
        let lag = appearance.lag.filter(|_| at >= times.may_be_first).map(|lag| lag.to_string());
        (page.place[appearance.article], lag, at < times.may_be_first)
    };
    times.appearances.iter().enumerate().map(lag).collect()
}

/// How the accounts with words of their own differ, two by two: the first of them as the base of the others, then the second, and so
/// on.
fn pairs(diff: &Diff, read: &Accounts, options: &DiffOptions) -> Vec<Pair> {
    let own: Vec<usize> = (0..diff.accounts.len()).filter(|at| diff.accounts[*at].same_as.is_none()).collect();
    let mut pairs = Vec::new();
    for (i, base_at) in own.iter().enumerate().take(BASES) {
        let base = &diff.accounts[*base_at];
        for other_at in &own[i + 1..] {
            // The diff holds what each account does to its first one.
            let against = match base_at {
                0 => Cow::Borrowed(&diff.accounts[*other_at]),
                _ => Cow::Owned(diff.laid(*base_at, *other_at, read, options)),
            };
            let turned = against.turned_counts(base, options);
            pairs.push(pair((*base_at, *other_at), base.text, &against, (turned.kept, turned.added)));
            if turned.in_other_words != against.in_other_words {
                let turned = against.turned(base, options);
                pairs.push(pair((*other_at, *base_at), against.text, &turned, (against.kept, against.added)));
            }
        }
    }
    pairs
}

/// Two accounts, by position; `base` is the text of the first, and `turned` what it keeps and adds of the second.
fn pair((one, other): (usize, usize), base: &str, account: &Account, turned: (usize, usize)) -> Pair {
    let (left, right) = pieces(base, account);
    let other_words = u8::from(account.in_other_words);
    (one, other, other_words, left, right, account.kept, account.added, turned.0, turned.1)
}

/// Both texts as lengths in UTF-16 units, each with its mark after it: 0 alike, 1 differs, 2 stands elsewhere, 3 the same thing in another
/// form, 4 a word in common of accounts in other words.
fn pieces(base: &str, account: &Account) -> (Vec<usize>, Vec<usize>) {
    let (mut left, mut right) = (Vec::new(), Vec::new());
    if account.in_other_words {
        in_common(base, account.text).into_iter().for_each(|(text, common)| push(&mut left, text, if common { 4 } else { 0 }));
        in_common(account.text, base).into_iter().for_each(|(text, common)| push(&mut right, text, if common { 4 } else { 0 }));
        return (left, right);
    }
    for step in steps(base, account) {
        let mark = mark(&step);
        step.base.iter().for_each(|part| push_part(&mut left, part, mark));
        step.other.iter().for_each(|part| push_part(&mut right, part, mark));
    }
    (left, right)
}

fn mark(step: &Step) -> usize {
    match step.kind {
        EditKind::Keep => 0,
        EditKind::Move => 2,
        _ if step.is_same_thing() => 3,
        _ => 1,
    }
}

fn push_part(pieces: &mut Vec<usize>, part: &Part, mark: usize) {
    push(pieces, part.lead, 0);
    push(pieces, part.words, mark);
    push(pieces, part.trail, 0);
}

#[inline]
fn push(pieces: &mut Vec<usize>, text: &str, mark: usize) {
    let units = length(text);
    match pieces.as_mut_slice() {
        _ if units == 0 => {}
        // Stretches that are alike on both sides are one.
        [.., before, 0] if mark == 0 => *before += units,
        _ => pieces.extend([units, mark]),
    }
}

/// The findings by flag, each with its two accounts and the sentence that tells it; and how many are left out.
fn findings<'a>(findings: &'a [Finding], diff: &Diff) -> (Vec<Told<'a>>, usize) {
    let at = |claim: usize| diff.accounts.iter().position(|account| account.parts.contains(&claim));
    let told = findings.iter().take(FINDINGS).filter_map(|finding| {
        let flag = Flag::ALL.iter().position(|flag| *flag == finding.flag);
        Some((flag?, at(finding.claims.0)?, at(finding.claims.1)?, finding.note.as_str()))
    });
    (told.collect(), findings.len().saturating_sub(FINDINGS))
}

/// For each account the one of another article that holds it best: its position, the probability, and the parts that made it.
fn bonds(page: &Page, diff: &Diff) -> Vec<Option<Bond>> {
    let claims = &page.run.view.claims;
    let bond = |account: &Account| {
        let others = diff
            .accounts
            .iter()
            .enumerate()
            .take(PARTNERS)
            .filter(|(_, other)| claims[other.claim].article != claims[account.claim].article);
        let links = others.filter_map(|(at, other)| Some((at, page.scale.link(account.claim, other.claim)?)));
        let best =
            links.max_by(|a, b| ten_thousandths(a.1.probability).cmp(&ten_thousandths(b.1.probability)).then(b.0.cmp(&a.0)));
        best.map(|(at, link)| {
            let part = |part: super::weigh::Part| (part.name, rounded(part.value), rounded(part.adds));
            (at, ten_thousandths(link.probability), page.scale.parts(link).into_iter().map(part).collect())
        })
    };
    diff.accounts.iter().map(bond).collect()
}

/// Two decimals.
fn rounded(value: f64) -> f64 {
    let rounded = (value * 100.0).round() / 100.0;
    if rounded == 0.0 { 0.0 } else { rounded }
}

/// The text that stands for a statement in lists, cut after so many characters.
pub(super) fn short(text: &str, most: usize) -> String {
    let text = Span::whole(text).trim(text).of(text);
    match text.char_indices().nth(most) {
        Some((cut, _)) => {
            let kept = text.get(..cut).unwrap_or_default();
            let word = kept.rfind(char::is_whitespace).filter(|at| *at > cut / 2).unwrap_or(cut);
            format!("{}…", kept.get(..word).unwrap_or(kept).trim_end())
        }
        None => text.to_owned(),
    }
}
