//! The parts of a score as a waterfall: from the mean pair, part by part, to the pair's own log-odds.

use super::layout::table;
use anstyle::{AnsiColor, Style};
use comfy_table::{Cell, CellAlignment};
use crosswire::score::Contribution;
use std::io::{self, Write};

const UP: Style = AnsiColor::Green.on_default();
const DOWN: Style = AnsiColor::Red.on_default();
const TOTAL: Style = Style::new().bold();

/// Parts that are shown one by one; the rest is shown as one.
const PARTS_SHOWN: usize = 12;

/// A part that moves the log-odds by less is shown among the rest: it moves a probability by a hundredth at most.
const LEAST_SHOWN: f64 = 0.05;

/// Columns of the chart: the least that says something, and the most that the eye follows.
const CHART: (usize, usize) = (12, 50);

/// One line: what it is, and where its bar begins and ends in log-odds.
struct Step {
    name: String,
    /// Value, mean and weight.
    part: Option<(f64, f64, f64)>,
    from: f64,
    to: f64,
    /// Whether the bar stands on zero.
    total: bool,
}

/// Prints the way from `baseline`, the log-odds of the mean pair, over `parts` to their sum.
pub fn write(out: &mut dyn Write, baseline: f64, parts: &[Contribution], width: u16) -> io::Result<()> {
    let steps = steps(baseline, parts);
    let mut rows = table(u16::MAX, &["part", "value", "mean", "weight", "adds", "log-odds"]);
    for step in &steps {
        let part =
            step.part.map(|(value, mean, weight)| [number(value), number(mean), format!("{weight:+.2}")]).unwrap_or_default();
        let adds = if step.total { String::new() } else { format!("{:+.2}", step.to - step.from) };
        rows.add_row([step.name.clone()].into_iter().chain(part).chain([adds, format!("{:+.2}", step.to)]).map(Cell::new));
    }
    for column in rows.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    let lines: Vec<String> = rows.lines().collect();
    let room = usize::from(width).saturating_sub(lines.iter().map(|line| line.chars().count()).max().unwrap_or(0));
    let chart = (room >= CHART.0).then(|| Chart::over(&steps, room.min(CHART.1)));
    let header = chart.as_ref().map(Chart::header).unwrap_or_default();
    for (at, line) in lines.iter().enumerate() {
        let step = at.checked_sub(1).and_then(|at| steps.get(at));
        let style = if step.is_some_and(|step| step.total) { TOTAL } else { Style::new() };
        let bar = step.map_or(header.clone(), |step| chart.as_ref().map(|chart| chart.bar(step)).unwrap_or_default());
        let line = if bar.is_empty() { line.trim_end() } else { line };
        writeln!(out, "{style}{line}{style:#}{bar}")?;
    }
    Ok(())
}

fn number(value: f64) -> String {
    format!("{value:.2}")
}

fn steps(baseline: f64, parts: &[Contribution]) -> Vec<Step> {
    let mut sorted: Vec<&Contribution> = parts.iter().collect();
    sorted.sort_by(|a, b| b.log_odds().abs().total_cmp(&a.log_odds().abs()));
    let large = sorted.iter().take(PARTS_SHOWN).take_while(|part| part.log_odds().abs() >= LEAST_SHOWN).count();
    let (shown, rest) = sorted.split_at(large);
    let mut steps = vec![Step { name: "the mean pair".to_owned(), part: None, from: 0.0, to: baseline, total: true }];
    let mut at = baseline;
    for part in shown {
        let values = (f64::from(part.value), f64::from(part.baseline), part.weight);
        steps.push(Step { name: part.name.to_owned(), part: Some(values), from: at, to: at + part.log_odds(), total: false });
        at += part.log_odds();
    }
    if !rest.is_empty() {
        let sum: f64 = rest.iter().map(|part| part.log_odds()).sum();
        let name = format!("{} other{}", rest.len(), if rest.len() == 1 { "" } else { "s" });
        steps.push(Step { name, part: None, from: at, to: at + sum, total: false });
        at += sum;
    }
    steps.push(Step { name: "this pair".to_owned(), part: None, from: 0.0, to: at, total: true });
    steps
}

/// Where log-odds stand in a row of columns.
struct Chart {
    least: f64,
    most: f64,
    columns: usize,
}

impl Chart {
    fn over(steps: &[Step], columns: usize) -> Self {
        let ends = || steps.iter().flat_map(|step| [step.from, step.to]);
        Chart { least: ends().fold(0.0, f64::min), most: ends().fold(0.0, f64::max), columns }
    }

    /// The column of a value, from 0.
    fn column(&self, value: f64) -> usize {
        let share = if self.most > self.least { (value - self.least) / (self.most - self.least) } else { 0.0 };
        (share * (self.columns - 1) as f64).round() as usize
    }

    /// The column where both are equally likely.
    fn header(&self) -> String {
        format!("{}0", " ".repeat(self.column(0.0)))
    }

    /// A bar from where the step begins to where it ends, and the line at zero. What adds is solid and what takes away is not, so that
    /// they differ without colours too.
    fn bar(&self, step: &Step) -> String {
        let (zero, from, to) = (self.column(0.0), self.column(step.from), self.column(step.to));
        let (left, right) = (from.min(to), from.max(to));
        let up = step.to >= step.from;
        let (style, mark) = match (step.total, up) {
            (true, _) => (TOTAL, '█'),
            (false, true) => (UP, '█'),
            (false, false) => (DOWN, '░'),
        };
        let around =
            |columns: std::ops::Range<usize>| -> String { columns.map(|c| if c == zero { '│' } else { ' ' }).collect() };
        let bar: String = (left..=right).map(|_| mark).collect();
        let after = around(right + 1..(zero + 1).max(right + 1));
        format!("{}{style}{bar}{style:#}{after}", around(0..left))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(width: u16) -> String {
        let part = |name, weight, value, baseline| Contribution { name, weight, value, baseline };
        let parts = [
            part("overlap", 0.5, 0.4, 0.5),
            part("window", 4.0, 0.9, 0.25),
            part("names_apart", -2.0, 0.75, 0.25),
            part("order", 10.0, 0.6, 0.3),
            part("distance", 0.1, 0.3, 0.2),
            part("margin", 0.1, 0.2, 0.3),
        ];
        let mut out = Vec::new();
        write(&mut anstream::StripStream::new(&mut out), -3.25, &parts, width).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn the_largest_parts_come_first_and_lead_to_the_sum() {
        let chart = shown(80);
        assert!(chart.lines().all(|line| line.chars().count() <= 80), "{chart}");
        insta::assert_snapshot!(chart, @r#"
        part           value  mean  weight   adds  log-odds                0
        the mean pair                                 -3.25  ███████████████
        order           0.60  0.30  +10.00  +3.00     -0.25  ██████████████│
        window          0.90  0.25   +4.00  +2.60     +2.35               ████████████
        names_apart     0.75  0.25   -2.00  -1.00     +1.35                │     ░░░░░
        3 others                            -0.05     +1.30                │     ░
        this pair                                     +1.30                ███████
        "#);
    }

    #[test]
    fn a_narrow_screen_has_no_chart() {
        let table = shown(60);
        assert!(table.lines().all(|line| line.chars().count() <= 60) && !table.contains('█'), "{table}");
        assert!(table.contains("order") && table.contains("+1.30"), "{table}");
    }
}
