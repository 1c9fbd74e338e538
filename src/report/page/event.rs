//! An event as the page and the figures have it: who published when, and who carried what.

use super::Page;
use super::article::kind;
use super::seriation::{Seriation, seriate};
use crate::model::{ClaimKind, Date, Moment};
use crate::report::list::Listed;
use crate::report::matrix::{Column, Matrix, laid};
use crate::report::view::View;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The articles of an event along a line of time, copies of one origin together.
pub(super) struct Times {
    /// The origins, the earliest first.
    pub(super) lanes: Vec<Vec<Mark>>,
    /// Places on the line, each with its label.
    pub(super) ticks: Vec<(usize, String)>,
}

/// An article on the line of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    /// The article, by position.
    pub(super) article: usize,
    /// The first and the last place on the line, 0 to [`LINE`], where it can be: one where the minute is known, a day long where only
    /// the day is; `None` for an undated one.
    pub(super) at: Option<(usize, usize)>,
}

/// The length of the line of time.
pub(super) const LINE: usize = 1000;

const DAY: i64 = 1440;

/// Steps between ticks, in minutes.
const STEPS: [i64; 11] = [60, 120, 180, 360, 720, DAY, 2 * DAY, 7 * DAY, 14 * DAY, 30 * DAY, 90 * DAY];

/// Ticks on the line at the most.
const TICKS: i64 = 7;

/// The first and the last minute that a moment can mean.
fn extent(at: Moment) -> (i64, i64) {
    let from = at.order_key();
    (from, if at.minute.is_some() { from } else { from + DAY - 1 })
}

pub(super) fn times(event: usize, view: &View) -> Times {
    let articles = &view.events[event].articles;
    let extents = || articles.iter().filter_map(|article| view.articles[*article].published).map(extent);
    let (from, to) = (extents().map(|e| e.0).min().unwrap_or(0), extents().map(|e| e.1).max().unwrap_or(0));
    let span = (to - from).max(1);
    let place = |minute: i64| usize::try_from((minute - from) * LINE as i64 / span).unwrap_or(0).min(LINE);
    let mark = |article: usize| {
        let at = view.articles[article].published.map(extent).map(|(first, last)| (place(first), place(last)));
        Mark { article, at }
    };
    let key = |mark: &Mark| (mark.at.map_or(usize::MAX, |at| at.0), mark.article);
    let mut by_origin: BTreeMap<Option<usize>, Vec<Mark>> = BTreeMap::new();
    articles.iter().for_each(|article| by_origin.entry(view.origin_of[*article]).or_default().push(mark(*article)));
    let mut lanes: Vec<Vec<Mark>> = by_origin.into_values().collect();
    lanes.iter_mut().for_each(|lane| lane.sort_by_key(key));
    lanes.sort_by_key(|lane| lane.first().map(key));
    let ticks = if extents().next().is_some() { ticks(from, to, place) } else { Vec::new() };
    Times { lanes, ticks }
}

fn ticks(from: i64, to: i64, place: impl Fn(i64) -> usize) -> Vec<(usize, String)> {
    let span = (to - from).max(1);
    let step = STEPS.into_iter().find(|step| span / step < TICKS).unwrap_or(span / TICKS + 1);
    let first = from.div_euclid(step) * step;
    let steps = (0..=TICKS + 1).map(|n| first + n * step).filter(|minute| (from..=to).contains(minute));
    let mut ticks: Vec<(usize, String)> = steps.map(|minute| (place(minute), label(minute, step < DAY))).collect();
    if ticks.is_empty() {
        ticks.push((place(from), label(from, step < DAY)));
    }
    ticks
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// `16 Dec`, or `08:00`; midnight is its day.
fn label(minute: i64, with_time: bool) -> String {
    let clock = minute.rem_euclid(DAY);
    if with_time && clock != 0 {
        return format!("{:02}:{:02}", clock / 60, clock % 60);
    }
    let days = i32::try_from(minute.div_euclid(DAY)).unwrap_or(0);
    let date = Date::new(1, 1, 1).map(|first| first.plus_days(days));
    let name = |date: Date| MONTHS.get(usize::try_from(date.month() - 1).unwrap_or(0)).copied().unwrap_or_default();
    date.map(|date| format!("{} {}", date.day(), name(date))).unwrap_or_default()
}

/// Who carried what, in an order that shows patterns.
pub(super) struct Carried<'a> {
    pub(super) matrix: Matrix<'a>,
    pub(super) order: Seriation,
}

/// Who carried which of `listed`, the statements of the event as lists have them.
pub(super) fn carried<'a>(event: usize, listed: Vec<Listed<'a>>, view: &View<'a>) -> Carried<'a> {
    let matrix = laid(event, listed, view);
    let group = |column: &Column| {
        let origins = column.articles.iter().map(|article| view.origin_of[*article]);
        // The origin of most of its articles; of as many, the first.
        let mut counts: BTreeMap<Option<usize>, usize> = BTreeMap::new();
        origins.for_each(|origin| *counts.entry(origin).or_default() += 1);
        let most = counts.values().copied().max().unwrap_or(0);
        counts.into_iter().find(|(_, count)| *count == most).and_then(|(origin, _)| origin)
    };
    let groups: Vec<Option<usize>> = matrix.outlets.iter().map(group).collect();
    let cells: Vec<Vec<usize>> = matrix.rows.iter().map(|row| carriers(&row.cells)).collect();
    let order = seriate(&cells, &groups);
    Carried { matrix, order }
}

fn carriers(cells: &[Option<ClaimKind>]) -> Vec<usize> {
    cells.iter().enumerate().filter(|(_, cell)| cell.is_some()).map(|(at, _)| at).collect()
}

/// The event at a position of the run's list.
pub(super) fn json(page: &Page, event: usize) -> Value {
    let view = &page.run.view;
    let times = times(event, view);
    let Carried { matrix, order } = carried(event, page.listed_of(event), view);
    let mark = |mark: &Mark| match mark.at {
        Some((first, last)) => json!([page.place[mark.article], first, last]),
        None => json!([page.place[mark.article]]),
    };
    let lanes: Vec<Vec<Value>> = times.lanes.iter().map(|lane| lane.iter().map(mark).collect()).collect();
    let column = |at: &usize| {
        let column = &matrix.outlets[*at];
        let agencies = column.agencies.iter().map(|agency| page.names.number(Some(agency)));
        let articles = column.articles.iter().map(|article| page.place[*article]);
        json!([
            page.names.number(Some(column.outlet)),
            agencies.collect::<Vec<_>>(),
            articles.collect::<Vec<_>>(),
            column.carried
        ])
    };
    let row = |at: &usize| {
        let row = &matrix.rows[*at];
        // Most outlets omit most statements: only those that carry it are told, by place and kind.
        let cells = order.columns.iter().enumerate().filter_map(|(place, column)| {
            let carried_as = row.cells.get(*column).copied().flatten()?;
            Some(place * 4 + usize::from(kind(carried_as)))
        });
        json!([row.listed.statement, cells.collect::<Vec<_>>()])
    };
    json!({
        "lanes": lanes,
        "ticks": times.ticks,
        "columns": order.columns.iter().map(column).collect::<Vec<_>>(),
        "brackets": order.brackets,
        "rows": order.rows.iter().map(row).collect::<Vec<_>>(),
    })
}
