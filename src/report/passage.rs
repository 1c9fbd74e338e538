//! What an article says of a statement in several claims of one turn, where another article says it in one.

use super::view::View;
use crate::text::Span;
use rustc_hash::{FxHashMap, FxHashSet};

/// Claims of one turn that are read as one.
#[derive(Debug)]
pub(super) struct Passage {
    /// The account, by position.
    pub(super) claim: usize,
    /// All its claims, in order.
    pub(super) parts: Vec<usize>,
    /// From the first to the last of them.
    pub(super) span: Span,
}

/// The claims, accounts of one statement, as passages: claims of a turn that stand right beside each other are one, together with those
/// beside them that another of the accounts answers as well. One outlet puts into a sentence what another leaves in two, and that
/// sentence is an account of two statements; read against one half of the turn it would seem to have added the other half.
///
/// The passages stand in the order of their first claim in `claims`.
pub(super) fn passages(claims: &[usize], view: &View) -> Vec<Passage> {
    let accounts: FxHashSet<usize> = claims.iter().copied().collect();
    let mut carriers: FxHashMap<usize, FxHashSet<usize>> = FxHashMap::default();
    for claim in claims {
        for statement in &view.statements_of[*claim] {
            carriers.entry(*statement).or_default().insert(view.claims[*claim].article);
        }
    }
    let is_answered = |at: usize| {
        let own = view.claims[at].article;
        let mut carriers = view.statements_of[at].iter().filter_map(|statement| carriers.get(statement));
        carriers.any(|articles| articles.iter().any(|article| *article != own))
    };
    let mut passages: Vec<Passage> = Vec::with_capacity(claims.len());
    let mut taken: FxHashSet<usize> = FxHashSet::default();
    for claim in claims {
        if taken.contains(claim) {
            continue;
        }
        let own = &view.claims[*claim];
        let is_part = |at: &usize| {
            let other = &view.claims[*at];
            let of_turn = other.article == own.article && own.utterance.is_some() && other.utterance == own.utterance;
            of_turn && (accounts.contains(at) || is_answered(*at))
        };
        // The claims of an article stand in a row, by place.
        let mut parts: Vec<usize> = (0..*claim).rev().take_while(is_part).collect();
        parts.reverse();
        parts.push(*claim);
        parts.extend((claim + 1..view.claims.len()).take_while(is_part));
        let span = parts.iter().fold(own.span, |span, at| span.join(view.claims[*at].span));
        taken.extend(&parts);
        passages.push(Passage { claim: *claim, parts, span });
    }
    passages
}
