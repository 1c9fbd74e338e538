//! What lists and filters need of the whole run, in columns.

use super::article::kind;
use super::leads::{Leads, others};
use super::weigh::ten_thousandths;
use super::{Kind, Page};
use crate::model::{Evidence, Flag, Moment};
use crate::report::list::{Listed, conflict};
use crate::report::times::first_in_words;
use crate::report::view::{View, shown_time};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Problems that are listed; `problems.csv` has all.
const PROBLEMS: usize = 2000;

pub(super) fn json(page: &Page) -> Value {
    let view = &page.run.view;
    let starts = |kind: Kind| page.shelves.iter().filter(|s| s.kind == kind).map(|s| s.range.start).collect::<Vec<_>>();
    let problems = page.run.problems.iter().take(PROBLEMS);
    let positions = |list: &[&Listed]| list.iter().map(|it| it.statement).collect::<Vec<_>>();
    let without = |list: &[&Listed]| list.iter().map(|it| json!([it.statement, others(it, view)])).collect::<Vec<_>>();
    let bare = |list: Vec<usize>| list.into_iter().map(|at| json!([at])).collect::<Vec<_>>();
    let leads = Leads::of(page);
    json!({
        "version": env!("CARGO_PKG_VERSION"),
        "totals": totals(page),
        "names": page.names.all(),
        "parts": Evidence::NAMES.as_slice(),
        "flags": Flag::ALL.map(Flag::as_str),
        "shelves": {"e": starts(Kind::Events), "s": starts(Kind::Statements), "a": starts(Kind::Articles)},
        "events": events(view),
        "articles": articles(page),
        "statements": statements(page),
        "leads": {
            "contradictions": bare(positions(&leads.contradictions)),
            "quotations": bare(positions(&leads.quotations)),
            "widest": bare(positions(&leads.widest)),
            "one_source": without(&leads.one_source),
        },
        "problems": problems.map(|p| json!([p.path, p.line, p.kind.as_str(), p.message])).collect::<Vec<_>>(),
    })
}

/// The figures of the run.
pub(super) fn totals(page: &Page) -> Value {
    let view = &page.run.view;
    let outlets: BTreeSet<&str> = view.articles.iter().map(|article| article.outlet.as_str()).collect();
    let agencies: BTreeSet<&str> = view.articles.iter().filter_map(|article| article.agency.as_deref()).collect();
    let flagged = |wanted| view.statements.iter().filter(|s| conflict(s) == wanted).count();
    use crate::report::list::Conflict;
    json!({
        "articles": view.articles.len(),
        "outlets": outlets.len(),
        "agencies": agencies.len(),
        "origins": view.origins.len(),
        "events": view.events.len(),
        "claims": view.claims.len(),
        "in_statements": view.statements_of.iter().filter(|of| !of.is_empty()).count(),
        "statements": view.statements.len(),
        "contradictions": flagged(Conflict::Contradiction),
        "quotations": flagged(Conflict::Quotation),
        "tone": flagged(Conflict::Tone),
        "problems": page.run.problems.len(),
    })
}

fn events(view: &View) -> Value {
    let mut statements = vec![0usize; view.events.len()];
    view.statements.iter().filter_map(|s| s.event).for_each(|event| statements[event] += 1);
    let outlets =
        |articles: &[usize]| articles.iter().map(|a| view.articles[*a].outlet.as_str()).collect::<BTreeSet<_>>().len();
    let origins = |articles: &[usize]| articles.iter().filter_map(|a| view.origin_of[*a]).collect::<BTreeSet<_>>().len();
    json!({
        "id": view.events.iter().map(|e| &e.id).collect::<Vec<_>>(),
        "title": view.events.iter().map(|e| &e.title).collect::<Vec<_>>(),
        "first": view.events.iter().map(|e| e.first_published.map(shown_time)).collect::<Vec<_>>(),
        "last": view.events.iter().map(|e| e.last_published.map(shown_time)).collect::<Vec<_>>(),
        "articles": view.events.iter().map(|e| e.articles.len()).collect::<Vec<_>>(),
        "outlets": view.events.iter().map(|e| outlets(&e.articles)).collect::<Vec<_>>(),
        "origins": view.events.iter().map(|e| origins(&e.articles)).collect::<Vec<_>>(),
        "statements": statements,
    })
}

/// The articles in the order of the page.
fn articles(page: &Page) -> Value {
    let view = &page.run.view;
    let each = |of: &dyn Fn(usize) -> Value| page.order.iter().map(|at| of(*at)).collect::<Vec<_>>();
    let number = |at: Option<usize>| at.map_or(Value::from(-1), Value::from);
    json!({
        "id": each(&|at| view.articles[at].id.as_str().into()),
        "title": each(&|at| view.articles[at].title.as_deref().into()),
        "outlet": each(&|at| page.names.number(Some(&view.articles[at].outlet)).into()),
        "agency": each(&|at| page.names.number(view.articles[at].agency.as_deref()).into()),
        "language": each(&|at| page.names.number(Some(&view.articles[at].language)).into()),
        "origin": each(&|at| number(view.origin_of[at])),
        "event": each(&|at| number(view.event_of[at])),
        "published": each(&|at| view.articles[at].published.map(shown_time).into()),
        "time": each(&|at| view.articles[at].published.map(Moment::order_key).into()),
        "url": each(&|at| view.articles[at].url.as_deref().into()),
        "path": each(&|at| view.articles[at].path.as_str().into()),
        "claims": each(&|at| (page.first_claim[at + 1] - page.first_claim[at]).into()),
    })
}

/// The statements in the order of the run; `order` is that in which they deserve a look.
fn statements(page: &Page) -> Value {
    let view = &page.run.view;
    let mut listed: Vec<&Listed> = page.listed.iter().collect();
    listed.sort_by_key(|it| it.statement);
    let each = |of: &dyn Fn(&Listed) -> Value| listed.iter().map(|it| of(it)).collect::<Vec<_>>();
    let which = |it: &Listed| &view.statements[it.statement];
    let flags = |it: &Listed| {
        let found = which(it).flags();
        Flag::ALL.iter().enumerate().filter(|(_, flag)| found.contains(flag)).map(|(at, _)| 1u32 << at).sum::<u32>()
    };
    let carriers = |it: &Listed| view.carriers(it.statement).iter().map(|at| page.place[*at]).collect::<Vec<_>>();
    let least = |it: &Listed| which(it).ties.iter().copied().fold(1.0, f64::min);
    // Of the ties as the files have them, so that a reopened run is shown as a fresh one.
    let mean = |it: &Listed| {
        let ties = which(it).ties.iter().map(|tie| ten_thousandths(*tie));
        ties.sum::<i64>() / i64::try_from(which(it).ties.len()).unwrap_or(1).max(1)
    };
    let first = |it: &Listed| it.timeline.appearances.first().filter(|a| a.published.is_some()).map(|a| page.place[a.article]);
    json!({
        "order": page.listed.iter().map(|it| it.statement).collect::<Vec<_>>(),
        "id": each(&|it| which(it).id.as_str().into()),
        "event": each(&|it| which(it).event.map_or(Value::from(-1), Value::from)),
        "kind": each(&|it| kind(it.summary.kind).into()),
        "speaker": each(&|it| page.names.number(it.summary.speaker).into()),
        "text": each(&|it| view.text_of(which(it).representative).into()),
        "accounts": each(&|it| it.summary.accounts.into()),
        "outlets": each(&|it| it.summary.outlets.into()),
        "origins": each(&|it| it.summary.origins.into()),
        "flags": each(&|it| flags(it).into()),
        "conflict": each(&|it| (conflict(which(it)) as u8).into()),
        // The gravest flag stands first in a statement's findings.
        "note": each(&|it| which(it).findings.first().map(|finding| finding.note.as_str()).into()),
        "carriers": each(&|it| carriers(it).into()),
        "first": each(&|it| first(it).into()),
        "first_words": each(&|it| first_in_words(&it.timeline, view).into()),
        "least": each(&|it| ten_thousandths(least(it)).into()),
        "mean": each(&|it| mean(it).into()),
    })
}
