//! The words that an article has in quotation marks around an account.

use super::account::{Account, Term, terms};
use crate::model::{Article, Claim, ClaimKind};
use crate::text::Span;

/// How many claims before and after an account may hold the rest of what its speaker said.
const AROUND: usize = 24;

/// More words of one quotation or of one article's quotations are not compared.
const MAX_WORDS: usize = 512;

/// Marks that open or close a quotation.
pub(super) const MARKS: [char; 9] = ['"', '“', '”', '„', '«', '»', '‟', '「', '」'];

/// The claims of the account's article near it, in order.
pub(super) fn nearby<'c>(account: &Account, claims: &'c [Claim], around: usize) -> impl DoubleEndedIterator<Item = &'c Claim> {
    let article = account.claim.article;
    let first = account.position.saturating_sub(around);
    let last = account.position.saturating_add(around + 1).min(claims.len());
    claims.get(first..last).unwrap_or(&[]).iter().filter(move |c| c.article == article)
}

/// Whether both places stand between one pair of marks: no mark lies between them.
fn in_one(article: &Article, before: Span, after: Span) -> bool {
    article.text.get(before.end..after.start).is_some_and(|gap| !gap.contains(MARKS) && gap.len() < 80)
}

/// The whole quotation in which the account stands: its sentences are claims of their own. Empty where it is no quote.
pub(super) fn whole<'a>(account: &'a Account, claims: &[Claim]) -> &'a [Term] {
    account.whole_quotation.get_or_init(|| read_whole(account, claims))
}

fn read_whole(account: &Account, claims: &[Claim]) -> Vec<Term> {
    if account.claim.kind != ClaimKind::Quote {
        return account.quote.clone();
    }
    let quotes: Vec<Span> = nearby(account, claims, AROUND)
        .filter(|c| c.kind == ClaimKind::Quote && c.utterance == account.claim.utterance)
        .flat_map(|c| c.quoted.iter().copied())
        .collect();
    let own = account.claim.quoted.first().copied().unwrap_or(account.claim.span);
    let Some(at) = quotes.iter().position(|q| *q == own) else { return account.quote.clone() };
    let joins = |i: usize| quotes.get(i).zip(quotes.get(i + 1)).is_some_and(|(x, y)| in_one(account.article, *x, *y));
    let first = (0..at).rev().take_while(|i| joins(*i)).last().unwrap_or(at);
    let last = (at..quotes.len()).find(|i| !joins(*i)).unwrap_or(at);
    let spans = quotes.get(first..=last).unwrap_or(&[]).iter();
    spans.flat_map(|s| checked(account, *s)).take(MAX_WORDS).collect()
}

/// All quoted words of the account's article near it, in order.
pub(super) fn all<'a>(account: &'a Account, claims: &[Claim]) -> &'a [Term] {
    account.quoted_nearby.get_or_init(|| {
        let spans = nearby(account, claims, AROUND).flat_map(|c| c.quoted.iter().copied());
        spans.flat_map(|s| checked(account, s)).take(MAX_WORDS).collect()
    })
}

fn checked(account: &Account, span: Span) -> Vec<Term> {
    match account.article.text.get(span.start..span.end) {
        Some(_) => terms(&account.article.text, span),
        None => Vec::new(),
    }
}
