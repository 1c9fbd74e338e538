//! Diffs as one HTML page that needs nothing from elsewhere.

use super::diff::{Account, Diff};
use super::steps::{Part, Step, in_common, steps};
use super::text::{facts, measure};
use super::times::first_in_words;
use super::told;
use super::view::{View, counted, publisher};
use crate::compare::EditKind;
use std::io::{self, Write};

/// Follows the reader's light or dark screen. Dropped words are struck, added ones underlined: colour is not the only sign.
const STYLE: &str = "\
:root { color-scheme: light dark; --dropped: #a40000; --added: #005f1e; --moved: #005a87; --same: #7a3d9a; --line: #8886; }
@media (prefers-color-scheme: dark) { :root { --dropped: #ff8b80; --added: #7fdc8f; --moved: #7cc7f2; --same: #d9a6f5; } }
body { font: 1rem/1.55 system-ui, sans-serif; max-width: 76rem; margin: 2rem auto; padding: 0 1rem; }
section { border-top: 1px solid var(--line); padding: .5rem 0 1.5rem; }
h2 { font-size: 1.15rem; margin: .8rem 0 .2rem; } h2 code { font-weight: normal; font-size: .8em; opacity: .7; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 0 2rem; margin-top: 1rem; }
@media (max-width: 46rem) { .pair { grid-template-columns: 1fr; } }
h3 { font-size: 1rem; margin: .4rem 0 0; } .facts { font-size: .85rem; opacity: .8; margin: 0; }
blockquote { margin: .3rem 0; padding-left: .8rem; border-left: 3px solid var(--line); }
del { color: var(--dropped); } ins { color: var(--added); text-decoration: underline; font-weight: 600; }
.moved { color: var(--moved); border-bottom: 2px dotted; } del.moved { text-decoration: line-through; border: 0; }
.same { color: var(--same); border-bottom: 1px dashed; } .flags { color: var(--dropped); font-weight: 600; }
";

/// Writes a page with a section for each statement, in which each account stands beside the base.
///
/// # Errors
/// When `out` cannot be written.
pub fn diff_html(diffs: &[Diff], view: &View, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">")?;
    writeln!(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")?;
    writeln!(out, "<title>Accounts side by side</title>\n<style>\n{STYLE}</style>\n</head>\n<body>")?;
    writeln!(out, "<p class=\"facts\"><del>only in the base</del> · <ins>only in this account</ins> · ")?;
    writeln!(out, "<span class=\"moved\">the same words elsewhere</span> · ")?;
    writeln!(out, "<span class=\"same\">the same in another form, spelling or name</span> · ")?;
    writeln!(out, "<b>common words</b>, where an account is in other words</p>")?;
    diffs.iter().try_for_each(|diff| section(diff, view, out))?;
    writeln!(out, "</body>\n</html>")
}

fn section(diff: &Diff, view: &View, out: &mut dyn Write) -> io::Result<()> {
    let Some(base) = diff.base() else { return Ok(()) };
    match &diff.listed {
        None => writeln!(out, "<section>\n<h2>Only {}</h2>", escaped(&publisher(base.source(view).1)))?,
        Some(listed) => {
            let statement = &view.statements[listed.statement];
            let summary = &listed.summary;
            let (outlets, origins) = (counted(summary.outlets, "outlet"), counted(summary.origins, "independent origin"));
            let who = summary.speaker.map(|speaker| format!("{}: ", escaped(speaker))).unwrap_or_default();
            writeln!(out, "<section id=\"{}\">", statement.id)?;
            writeln!(out, "<h2>{who}{} by {outlets}, {origins} <code>{}</code></h2>", summary.kind.as_str(), statement.id)?;
            writeln!(out, "<p class=\"facts\">First: {}</p>", escaped(&first_in_words(&listed.timeline, view)))?;
            for (flag, note) in told::findings(statement) {
                writeln!(out, "<p class=\"flags\"><strong>{}</strong>: {}</p>", flag.as_str(), escaped(&note))?;
            }
        }
    }
    if diff.accounts.len() == 1 {
        article(diff, 0, &escaped(base.text), view, out)?;
    }
    for (at, account) in diff.accounts.iter().enumerate().skip(1) {
        if let Some(same) = account.same_as {
            let who = |at: usize| escaped(&publisher(diff.accounts[at].source(view).1));
            let told = escaped(&facts(diff, at, view));
            writeln!(out, "<p><strong>{}</strong> has the same words as {} ({told}).</p>", who(at), who(same))?;
            continue;
        }
        let (left, right) = sides(base, account);
        writeln!(out, "<div class=\"pair\">")?;
        article(diff, 0, &left, view, out)?;
        article(diff, at, &right, view, out)?;
        writeln!(out, "</div>")?;
    }
    writeln!(out, "</section>")
}

fn article(diff: &Diff, at: usize, text: &str, view: &View, out: &mut dyn Write) -> io::Result<()> {
    let article = diff.accounts[at].source(view).1;
    let language = if article.language == "und" { String::new() } else { format!(" lang=\"{}\"", escaped(&article.language)) };
    writeln!(out, "<article>\n<h3>{}</h3>", escaped(&publisher(article)))?;
    writeln!(out, "<p class=\"facts\">{}<br>{}</p>", escaped(&facts(diff, at, view)), escaped(&measure(diff, at)))?;
    writeln!(out, "<blockquote dir=\"auto\"{language}>{text}</blockquote>\n</article>")
}

/// Both accounts with what differs marked.
fn sides(base: &Account, account: &Account) -> (String, String) {
    let (mut left, mut right) = (String::new(), String::new());
    if account.in_other_words {
        return (common(base.text, account.text), common(account.text, base.text));
    }
    for step in steps(base.text, account) {
        left += &step.base.map(|part| marked(&part, before(&step))).unwrap_or_default();
        right += &step.other.map(|part| marked(&part, after(&step))).unwrap_or_default();
    }
    (left, right)
}

/// A text with the words that it has in common with another.
fn common(text: &str, other: &str) -> String {
    let stretch = |(stretch, is_common): (&str, bool)| match is_common {
        true => format!("<b>{}</b>", escaped(stretch)),
        false => escaped(stretch),
    };
    in_common(text, other).into_iter().map(stretch).collect()
}

/// The tags around the base's words.
fn before(step: &Step) -> (&'static str, &'static str) {
    match step.kind {
        EditKind::Keep => ("", ""),
        EditKind::Move => ("<del class=\"moved\">", "</del>"),
        _ if step.is_same_thing() => ("<span class=\"same\">", "</span>"),
        _ => ("<del>", "</del>"),
    }
}

/// The tags around the other account's words.
fn after(step: &Step) -> (&'static str, &'static str) {
    match step.kind {
        EditKind::Keep => ("", ""),
        EditKind::Move => ("<span class=\"moved\">", "</span>"),
        _ if step.is_same_thing() => ("<span class=\"same\">", "</span>"),
        _ => ("<ins>", "</ins>"),
    }
}

fn marked(part: &Part, (open, close): (&str, &str)) -> String {
    format!("{}{open}{}{close}{}", escaped(part.lead), escaped(part.words), escaped(part.trail))
}

fn escaped(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => shown.push_str("&amp;"),
            '<' => shown.push_str("&lt;"),
            '>' => shown.push_str("&gt;"),
            '"' => shown.push_str("&quot;"),
            c if c.is_control() && !c.is_whitespace() => {}
            c => shown.push(c),
        }
    }
    shown
}
