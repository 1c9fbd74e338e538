//! What deserves a look first.

use super::{Page, widest};
use crate::report::list::{Conflict, Listed, conflict};
use crate::report::view::View;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Lists of statements, each with what matters most first, by position in [`Page::listed`]'s statements.
pub(super) struct Leads<'l, 'a> {
    /// Their accounts contradict each other.
    pub(super) contradictions: Vec<&'l Listed<'a>>,
    /// Their accounts quote differently.
    pub(super) quotations: Vec<&'l Listed<'a>>,
    /// Behind them stand the most independent origins.
    pub(super) widest: Vec<&'l Listed<'a>>,
    /// Several outlets carry them, all from one origin, though others cover the event.
    pub(super) one_source: Vec<&'l Listed<'a>>,
}

/// Statements of a list in the data; more of them are found by searching.
const LISTED: usize = 200;

/// Other origins that an event must have for a statement of one origin to be called so.
const OTHERS: usize = 2;

impl<'l, 'a> Leads<'l, 'a> {
    pub(super) fn of(page: &'l Page<'a>) -> Self {
        let view = &page.run.view;
        let with = |wanted: Conflict| {
            let found = page.listed.iter().filter(|it| conflict(&view.statements[it.statement]) == wanted);
            found.take(LISTED).collect()
        };
        // Others are counted once for each: there are tens of thousands of them in a large run.
        let with_others = |it| Some((others_of_one_source(it, view)?, it));
        let mut one_source: Vec<(usize, &Listed)> = page.listed.iter().filter_map(with_others).collect();
        one_source.sort_by_key(|(others, it)| Reverse((it.summary.outlets, *others)));
        let one_source = one_source.into_iter().take(LISTED).map(|(_, it)| it).collect();
        let wide = widest(&page.listed).into_iter().filter(|it| it.summary.origins > 1).take(LISTED).collect();
        Leads { contradictions: with(Conflict::Contradiction), quotations: with(Conflict::Quotation), widest: wide, one_source }
    }
}

/// How many [`others`] there are, where the statement rests on one source and they are enough for it to be called so.
fn others_of_one_source(it: &Listed, view: &View) -> Option<usize> {
    let is_one = it.summary.origins == 1 && it.summary.outlets > 1;
    is_one.then(|| others(it, view)).filter(|others| *others >= OTHERS)
}

/// Origins that cover the statement's event and do not carry it.
pub(super) fn others(it: &Listed, view: &View) -> usize {
    let origins =
        |articles: &mut dyn Iterator<Item = usize>| articles.filter_map(|a| view.origin_of[a]).collect::<BTreeSet<_>>();
    let all = origins(&mut view.able(it.statement).into_iter());
    all.difference(&origins(&mut view.carriers(it.statement).into_iter())).count()
}
