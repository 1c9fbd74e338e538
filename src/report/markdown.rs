//! Diffs in Markdown, for documents and issue trackers.

use super::diff::Diff;
use super::steps::{Part, Step, in_common, steps};
use super::text::{facts, measure};
use super::times::first_in_words;
use super::told;
use super::view::{View, counted, publisher};
use crate::compare::EditKind;
use std::io::{self, Write};

/// Writes each statement under a heading: its base account, then the others with ~~what they drop~~ and **what they add** in place.
/// What moved is in italics, struck where it stood; `≈` is the same in another form, spelling or name. Where an account says it in other
/// words, those that both have are in italics.
///
/// # Errors
/// When `out` cannot be written.
pub fn diff_markdown(diffs: &[Diff], view: &View, out: &mut dyn Write) -> io::Result<()> {
    for (at, diff) in diffs.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        write(diff, view, out)?;
    }
    Ok(())
}

fn write(diff: &Diff, view: &View, out: &mut dyn Write) -> io::Result<()> {
    let Some(base) = diff.base() else { return Ok(()) };
    match &diff.listed {
        None => writeln!(out, "## Only {}\n", escaped(&publisher(base.source(view).1)))?,
        Some(listed) => {
            let statement = &view.statements[listed.statement];
            let summary = &listed.summary;
            let (outlets, origins) = (counted(summary.outlets, "outlet"), counted(summary.origins, "independent origin"));
            let who = summary.speaker.map(|speaker| format!("{}: ", escaped(speaker))).unwrap_or_default();
            writeln!(out, "## {who}{} by {outlets}, {origins} (`{}`)\n", summary.kind.as_str(), statement.id)?;
            writeln!(out, "First: {}.", escaped(&first_in_words(&listed.timeline, view)))?;
            for (flag, note) in told::findings(statement) {
                writeln!(out, "\n**{}**: {}", flag.as_str(), escaped(&note))?;
            }
            writeln!(out)?;
        }
    }
    for (at, account) in diff.accounts.iter().enumerate() {
        let article = account.source(view).1;
        let told = format!("{} · {}", facts(diff, at, view), measure(diff, at));
        writeln!(out, "**{}** · {}\n", escaped(&publisher(article)), escaped(&told))?;
        let text = match account.same_as.filter(|_| at > 0) {
            Some(same) => format!("The same words as {}.", escaped(&publisher(diff.accounts[same].source(view).1))),
            None if at == 0 => format!("> {}", escaped(&on_one_line(account.text))),
            None if account.in_other_words => format!("> {}", on_one_line(&common(account.text, base.text))),
            None => format!("> {}", on_one_line(&steps(base.text, account).iter().map(step).collect::<String>())),
        };
        writeln!(out, "{text}\n")?;
    }
    Ok(())
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text with the words that it has in common with another.
fn common(text: &str, other: &str) -> String {
    let stretch = |(stretch, is_common): (&str, bool)| match is_common {
        true => format!("*{}*", escaped(stretch)),
        false => escaped(stretch),
    };
    in_common(text, other).into_iter().map(stretch).collect()
}

/// The other account's words at a step, with the base's where they differ.
fn step(step: &Step) -> String {
    let words = |part: Option<Part>| part.map(|part| escaped(&on_one_line(part.words))).unwrap_or_default();
    let (base, other) = (words(step.base), words(step.other));
    let (lead, trail) = step.other.map_or(("", " "), |part| (part.lead, part.trail));
    let marked = match step.kind {
        EditKind::Keep => other,
        EditKind::Drop => format!("~~{base}~~"),
        EditKind::Add => format!("**{other}**"),
        EditKind::Replace if step.is_same_thing() => format!("{base} ≈ {other}"),
        EditKind::Replace => format!("~~{base}~~ **{other}**"),
        EditKind::Move if step.base.is_some() => format!("*~~{base}~~*"),
        EditKind::Move => format!("*{other}*"),
    };
    let before = if step.other.is_none() { " " } else { "" };
    format!("{before}{}{marked}{}", escaped(lead), escaped(trail))
}

/// Text of strangers without what Markdown or HTML would take for markup.
fn escaped(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '~' | '[' | ']' | '#' | '|' | '!' => shown.extend(['\\', c]),
            '<' => shown.push_str("&lt;"),
            '>' => shown.push_str("&gt;"),
            '&' => shown.push_str("&amp;"),
            c if c.is_control() && !c.is_whitespace() => {}
            c => shown.push(c),
        }
    }
    shown
}
