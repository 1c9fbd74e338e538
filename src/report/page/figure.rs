//! The charts of the report as pictures: SVG files that stand alone.

use super::Shown;
use super::event::{Carried, LINE, Mark, Times, carried, times};
use super::statement::short;
use crate::model::ClaimKind;
use crate::report::list::{Filter, list};
use crate::report::view::{View, counted, publisher, shown_time};
use maud::{Markup, html};

/// The charts of a run, each with the name of its file: for every event the line of time of its articles, and where it has statements
/// who carried what.
///
/// ```
/// use crosswire::report::{Shown, figures};
/// use crosswire::{config::Config, observe::Silent, pipeline, score::Weights};
///
/// let folder = tempfile::tempdir()?;
/// let quote = "\"We will reopen the harbour at Veldt on Friday,\" Mayor Ida Brandt said.";
/// std::fs::write(folder.path().join("a.txt"), format!("VELDT, May 4 (Reuters) - {quote}"))?;
/// std::fs::write(folder.path().join("b.txt"), format!("VELDT, May 4 (AFP) - {quote} Ships waited."))?;
/// let run = pipeline::run(&[folder.path().to_path_buf()], &Config::default(), &Silent)?;
/// let weights = Weights::built_in();
/// let names: Vec<String> = figures(&Shown::fresh(&run, &weights)).map(|(name, _)| name).collect();
/// assert_eq!(names.len(), 2);
/// assert!(names[0].ends_with("-timeline.svg") && names[1].ends_with("-coverage.svg"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn figures<'a>(run: &'a Shown<'a>) -> impl Iterator<Item = (String, String)> + 'a {
    let view = &run.view;
    (0..view.events.len()).flat_map(move |event| {
        let id = &view.events[event].id;
        let timeline = (format!("{id}-timeline.svg"), timeline(event, view));
        let carried = carried(event, list(view, &Filter { event: Some(event), ..Filter::default() }), view);
        let coverage =
            (!carried.matrix.rows.is_empty()).then(|| (format!("{id}-coverage.svg"), coverage(event, &carried, view)));
        std::iter::once(timeline).chain(coverage)
    })
}

/// Rows and columns of a picture at the most.
const ROWS: usize = 120;
const COLUMNS: usize = 60;

const WIDTH: usize = 960;
const LANE: usize = 24;
const LABELS: usize = 300;
const TOP: usize = 64;

/// Ink on paper, readable in print without colour.
const STYLE: &str = "text{font:13px system-ui,sans-serif;fill:#1c2430}.title{font-size:16px;font-weight:600}.aside{fill:#566070}\
.axis{stroke:#c6ccd4;stroke-width:1}.lane{stroke:#8a94a2;stroke-width:2}.mark{fill:#1d5fa8;stroke:#fff;stroke-width:1}\
.day{fill:#1d5fa8;fill-opacity:.3;stroke:#1d5fa8}.quote{fill:#14508f}.reported{fill:#3f77b0}.fact{fill:#fff;stroke:#14508f;stroke-width:2}\
.headline{fill:#fff;stroke:#8a94a2;stroke-width:1.5}.omitted{fill:#b6bdc7}.on{fill:#fff}.bracket{fill:none;stroke:#566070;stroke-width:1.5}";

fn picture(width: usize, height: usize, title: &str, about: &str, inside: Markup) -> String {
    let picture = html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox=(format!("0 0 {width} {height}")) width=(width) height=(height) role="img" {
            title { (title) }
            desc { (about) }
            style { (STYLE) }
            rect width=(width) height=(height) fill="#fff" {}
            text.title x="12" y="24" { (short(title, 96)) }
            text.aside x="12" y="44" { (about) }
            (inside)
        }
    };
    picture.into_string() + "\n"
}

fn timeline(event: usize, view: &View) -> String {
    let Times { lanes, ticks } = times(event, view);
    let place = |at: usize| LABELS + at * (WIDTH - LABELS - 40) / LINE;
    let bottom = TOP + lanes.len() * LANE;
    let about = format!(
        "{}, {}; copies of one origin on one line, times in UTC",
        counted(view.events[event].articles.len(), "article"),
        counted(lanes.len(), "origin")
    );
    let inside = html! {
        @for (at, label) in &ticks {
            line.axis x1=(place(*at)) x2=(place(*at)) y1=(TOP) y2=(bottom) {}
            text.aside x=(place(*at)) y=(bottom + 18) text-anchor="middle" { (label) }
        }
        @for (at, lane) in lanes.iter().enumerate() {
            @let y = TOP + at * LANE + LANE / 2;
            text x=(LABELS - 10) y=(y + 4) text-anchor="end" { (lane_label(lane, view)) }
            @if let (Some(first), Some(last)) = (lane.first().and_then(|m| m.at), lane.iter().rev().find_map(|m| m.at)) {
                line.lane x1=(place(first.0)) x2=(place(last.1)) y1=(y) y2=(y) {}
            }
            @for mark in lane { (shown_mark(mark, y, &place, view)) }
        }
    };
    picture(WIDTH, bottom + 32, &view.events[event].title, &about, inside)
}

fn lane_label(lane: &[Mark], view: &View) -> String {
    let first = lane.first().map(|mark| publisher(&view.articles[mark.article])).unwrap_or_default();
    let more = if lane.len() > 1 { format!(" + {}", lane.len() - 1) } else { String::new() };
    short(&first, 38) + &more
}

fn shown_mark(mark: &Mark, y: usize, place: &dyn Fn(usize) -> usize, view: &View) -> Markup {
    let article = &view.articles[mark.article];
    let when = article.published.map_or_else(|| "undated".to_owned(), shown_time);
    let told = format!("{}, {when}", publisher(article));
    html! {
        @match mark.at {
            Some((first, last)) if first == last => circle.mark cx=(place(first)) cy=(y) r="6" { title { (told) } },
            Some((first, last)) => rect.day x=(place(first)) y=(y - 6) width=((place(last) - place(first)).max(4)) height="12" rx="3" {
                title { (told) }
            },
            None => text.aside x=(LABELS) y=(y + 4) { "undated" },
        }
    }
}

const CELL: usize = 22;
const TEXTS: usize = 520;
const NAMES: usize = 150;

fn coverage(event: usize, carried: &Carried, view: &View) -> String {
    let (matrix, order) = (&carried.matrix, &carried.order);
    let columns = &order.columns[..order.columns.len().min(COLUMNS)];
    let rows = &order.rows[..order.rows.len().min(ROWS)];
    let (x, y) = (|at: usize| TEXTS + at * CELL, |at: usize| TOP + NAMES + at * CELL);
    let about = format!(
        "{} of {} by {} of {}; Q quote, r reported, f the outlet's own words, h headline only, · omitted",
        rows.len(),
        counted(matrix.rows.len(), "statement"),
        columns.len(),
        counted(matrix.outlets.len(), "outlet")
    );
    let inside = html! {
        @for (at, column) in columns.iter().enumerate() {
            @let (cx, cy) = (x(at) + CELL / 2 + 4, TOP + NAMES - 14);
            text x=(cx) y=(cy) transform=(format!("rotate(-60 {cx} {cy})")) { (short(matrix.outlets[*column].outlet, 24)) }
        }
        @for (from, count) in order.brackets.iter().filter(|(from, count)| from + count <= columns.len()) {
            @let (left, right, line) = (x(*from) + 3, x(from + count) - 3, TOP + NAMES - 3);
            path.bracket d=(format!("M{left} {} V{line} H{right} V{}", line - 5, line - 5)) { title { "copies of one origin" } }
        }
        @for (at, row) in rows.iter().enumerate() {
            @let shown = &matrix.rows[*row];
            text x="12" y=(y(at) + 16) {
                (short(view.text_of(view.statements[shown.listed.statement].representative), 64))
            }
            @for (place, column) in columns.iter().enumerate() {
                (cell(shown.cells.get(*column).copied().flatten(), x(place), y(at)))
            }
        }
    };
    let width = (x(columns.len()) + 90).max(WIDTH);
    picture(width, y(rows.len()) + 16, &view.events[event].title, &about, inside)
}

fn cell(carried_as: Option<ClaimKind>, x: usize, y: usize) -> Markup {
    let (class, letter, on) = match carried_as {
        Some(ClaimKind::Quote) => ("quote", "Q", "on"),
        Some(ClaimKind::Reported) => ("reported", "r", "on"),
        Some(ClaimKind::Fact) => ("fact", "f", ""),
        Some(ClaimKind::Headline) => ("headline", "h", ""),
        None => return html! { circle.omitted cx=(x + CELL / 2) cy=(y + CELL / 2) r="2" {} },
    };
    html! {
        rect class=(class) x=(x + 2) y=(y + 2) width=(CELL - 4) height=(CELL - 4) rx="3" {}
        text class=(on) x=(x + CELL / 2) y=(y + 15) text-anchor="middle" { (letter) }
    }
}
