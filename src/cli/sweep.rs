//! `crosswire eval --sweep`: a run at every threshold.

use super::eval_args::EvalArgs;
use super::layout::{table, width, wrapped, write_table};
use anstyle::{AnsiColor, Style};
use comfy_table::{Cell, CellAlignment, Row};
use crosswire::evaluate::{Figures, Gold, Point, Sweep, sweep};
use crosswire::reopen::reopen;
use serde_json::{Value, json};
use std::io::{self, Write};

const BEST: Style = AnsiColor::Green.on_default().bold();

/// The lowest threshold that a sweep tries where the run kept enough.
const LOWEST: f64 = 0.05;

/// Prints the sweep of a run.
pub fn show(gold: &Gold, args: &EvalArgs) -> anyhow::Result<()> {
    let found = sweep(gold, &reopen(&args.out)?);
    if args.json {
        writeln!(io::stdout().lock(), "{}", as_json(&found))?;
    } else {
        write(&mut anstream::stdout().lock(), &found, width())?;
    }
    Ok(())
}

fn as_json(sweep: &Sweep) -> Value {
    let point = |Point { threshold, statements, figures }: &Point| {
        let Figures { precision, recall, f1, required, hit, wrong, recall_quote, recall_fact, .. } = figures;
        json!({
            "threshold": threshold, "precision": precision, "recall": recall, "f1": f1, "required": required, "hit": hit,
            "false": wrong, "recall_quote": recall_quote, "recall_fact": recall_fact, "statements": statements,
        })
    };
    json!({
        "points": sweep.points.iter().map(point).collect::<Vec<_>>(),
        "best": sweep.points[sweep.best].threshold,
        "own": sweep.points[sweep.own].threshold,
        "keep": sweep.keep,
    })
}

fn write(out: &mut dyn Write, sweep: &Sweep, width: u16) -> io::Result<()> {
    let mut rows = table(width, &["threshold", "precision", "recall", "F1", "found", "false", "statements", ""]);
    for (at, point) in sweep.points.iter().enumerate() {
        let Figures { precision, recall, f1, hit, wrong, .. } = &point.figures;
        let mark = match (at == sweep.best, at == sweep.own) {
            (true, true) => "best F1, this run",
            (true, false) => "best F1",
            (false, true) => "this run",
            (false, false) => "",
        };
        let mut row = Row::from([
            two_decimals(point.threshold),
            format!("{precision:.3}"),
            format!("{recall:.3}"),
            format!("{f1:.3}"),
            hit.to_string(),
            wrong.to_string(),
            point.statements.to_string(),
        ]);
        row.add_cell(Cell::new(mark));
        rows.add_row(row);
    }
    for column in rows.column_iter_mut().take(7) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    let mut shown = Vec::new();
    write_table(&mut shown, &rows)?;
    for (at, line) in String::from_utf8_lossy(&shown).lines().enumerate() {
        // The first line names the columns.
        let style = if at == sweep.best + 1 { BEST } else { Style::new() };
        writeln!(out, "{style}{line}{style:#}")?;
    }
    notes(out, sweep, width)
}

/// The threshold with two decimals, or with all that it has where it has more.
fn two_decimals(threshold: f64) -> String {
    let shown = format!("{threshold:.2}");
    if shown.parse() == Ok(threshold) { shown } else { threshold.to_string() }
}

fn notes(out: &mut dyn Write, sweep: &Sweep, width: u16) -> io::Result<()> {
    let required = sweep.points[sweep.best].figures.required;
    let mut notes =
        vec![format!("Pairs of sentences that are asked for: {required}. `crosswire run --threshold` sets a threshold.")];
    let keep = two_decimals(sweep.keep);
    if sweep.points[sweep.own].threshold < sweep.keep {
        notes.push(format!(
            "The run's own threshold is below its --keep {keep}: links below that are missing here and count as 0."
        ));
    }
    if sweep.best_is_lowest() && sweep.keep > 0.0 {
        notes.push(format!(
            "The best is the lowest that this run can tell: it dropped links below {keep}. Run again with a lower --keep."
        ));
    } else if sweep.keep > LOWEST {
        notes.push(format!("Thresholds below {keep} cannot be told from this run: it dropped links below that (--keep)."));
    }
    writeln!(out)?;
    let lines = notes.iter().flat_map(|note| wrapped(note, usize::from(width)));
    lines.into_iter().try_for_each(|line| writeln!(out, "{line}"))
}
