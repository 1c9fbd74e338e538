//! `crosswire diff`: the accounts of a statement beside each other.

use super::browse::{event, publishers, some, statement};
use super::browse_args::{DiffArgs, DiffForm};
use super::layout::{fitted, width};
use super::{Status, diff_files};
use anstyle::Style;
use crosswire::error::Error;
use crosswire::reopen::reopen;
use crosswire::report::{self, Diff, DiffOptions, Filter, Found, View, counted, find_quote, list, publisher};
use std::io::{self, Write};

/// Statements that are shown as text where no limit is given.
const SHOWN: usize = 20;

/// Claims that are told where none is near, and statements that are told beside the one shown.
const NEAREST: usize = 5;

/// Columns of a claim that is told in an error.
const CLAIM: usize = 90;

/// A statement that has at least this part of the likeness of the best is told, too.
const ALSO_NEAR: f64 = 0.85;

const ASIDE: Style = Style::new().dimmed();

/// Runs the command.
pub fn diff(args: &DiffArgs) -> anyhow::Result<Status> {
    let [first, rest @ ..] = args.targets.as_slice() else {
        // clap has seen to it that there is one.
        return Err(Error::Usage("name a run or two files".to_owned()).into());
    };
    if first.is_file() {
        return diff_files::diff_files(args, first, rest.first());
    }
    if args.config.is_some() {
        let advice = "it is for two article files; a run was compared when it was made";
        return Err(Error::Usage(format!("--config changes nothing in a run\n{advice}")).into());
    }
    let run = reopen(first)?;
    let view = View::from(&run);
    let asked = rest.first().map(|id| id.to_string_lossy());
    let mut notes = Vec::new();
    let diffs = match (asked, &args.quote, &args.between) {
        (Some(id), None, None) => vec![Diff::of(statement(&id, &view)?, &view, &options(args, &view)?)],
        (None, Some(quote), None) => vec![quoted(quote, args, &view, &mut notes)?],
        (None, None, Some(names)) => between(names, args, &view)?,
        (None, ..) => {
            let advice = "name a statement by its id, by --quote WORDS, or by --between NAME NAME";
            return Err(Error::Usage(format!(
                "which statement?\n{advice}\n`crosswire statements {}` lists them",
                first.display()
            ))
            .into());
        }
        (Some(_), ..) => return Err(Error::Usage("a statement's id goes without --quote and --between".to_owned()).into()),
    };
    show(&diffs, args, &view, &notes)?;
    Ok(Status::Done)
}

/// How accounts are laid beside each other, as the arguments say.
pub fn options(args: &DiffArgs, view: &View) -> Result<DiffOptions, Error> {
    let base = args.base.as_deref().map(|name| publishers(name, view)).transpose()?;
    let plain = DiffOptions::default();
    Ok(DiffOptions { base, own_words: if args.edits { 0.0 } else { plain.own_words }, ..plain })
}

/// The statement with the claim whose words are nearest to `quote`.
fn quoted<'a>(quote: &str, args: &DiffArgs, view: &View<'a>, notes: &mut Vec<String>) -> Result<Diff<'a>, Error> {
    let event = args.event.as_deref().map(|id| event(id, view)).transpose()?;
    let in_event = |found: &Found| event.is_none() || view.event_of[view.claims[found.claim].article] == event;
    let found: Vec<Found> = find_quote(quote, view).into_iter().filter(in_event).collect();
    let Some(best) = found.first().filter(|best| best.likeness >= Found::NEAR) else {
        let mut said = format!("nothing in this run is near to {quote:?}");
        for near in found.iter().take(NEAREST) {
            let (text, outlet) = (fitted(view.text_of(near.claim), CLAIM), publisher(view.article_of(near.claim)));
            said += &format!("\nthe nearest: {} {outlet}: {text}", view.claims[near.claim].id);
        }
        return Err(Error::Usage(said));
    };
    let shown = view.statements_of[best.claim].first().copied();
    let mut also: Vec<&str> = Vec::new();
    for near in found.iter().filter(|near| near.likeness >= best.likeness * ALSO_NEAR) {
        for other in view.statements_of[near.claim].iter().filter(|other| Some(**other) != shown) {
            if !also.contains(&view.short_id(*other)) {
                also.push(view.short_id(*other));
            }
        }
    }
    if !also.is_empty() {
        notes.push(format!("Also near: {}", some(&also)));
    }
    Ok(match shown {
        Some(statement) => Diff::of(statement, view, &options(args, view)?),
        None => Diff::alone(best.claim, view),
    })
}

/// All statements that both carry, with their accounts only.
fn between<'a>(names: &[String], args: &DiffArgs, view: &View<'a>) -> Result<Vec<Diff<'a>>, Error> {
    let both = names.iter().map(|name| publishers(name, view)).collect::<Result<Vec<_>, _>>()?;
    if let [one, other] = both.as_slice()
        && one == other
    {
        let called: Vec<&str> = one.names().collect();
        return Err(Error::Usage(format!("both names mean {}\nname two", some(&called))));
    }
    let event = args.event.as_deref().map(|id| event(id, view)).transpose()?;
    let filter = Filter { event, carried_by: both.clone(), ..Filter::default() };
    let asked = options(args, view)?;
    let base = asked.base.or_else(|| both.first().cloned());
    let options = DiffOptions { base, only: Some(both), ..asked };
    let listed = list(view, &filter);
    if listed.is_empty() {
        return Err(Error::Usage(format!("no statement is carried by both {} and {}", names[0], names[1])));
    }
    let diffs = listed.iter().map(|it| Diff::of(it.statement, view, &options));
    // One outlet's copy of the other's agency is an account of both; it takes two to be laid beside each other.
    Ok(diffs.filter(|diff| diff.accounts.len() > 1).collect())
}

/// Prints diffs in the form asked for, and what is to be said of them.
pub fn show(diffs: &[Diff], args: &DiffArgs, view: &View, notes: &[String]) -> anyhow::Result<()> {
    let form = args.format.unwrap_or_default();
    let limit = args.limit.unwrap_or(if form == DiffForm::Text { SHOWN } else { 0 });
    let shown = if limit == 0 { diffs } else { &diffs[..limit.min(diffs.len())] };
    let mut out = anstream::stdout().lock();
    match form {
        DiffForm::Text => {
            let width = args.width.unwrap_or_else(width);
            write(&mut out, shown, view, usize::from(width))?;
            if shown.len() < diffs.len() {
                writeln!(out, "{} of {} shown; --limit 0 shows all.", shown.len(), counted(diffs.len(), "statement"))?;
            }
            notes.iter().try_for_each(|note| writeln!(out, "{ASIDE}{note}{ASIDE:#}"))?;
        }
        DiffForm::Csv => report::diff_csv(shown, view, &mut out)?,
        DiffForm::Json => report::diff_json(shown, view, &mut out)?,
        DiffForm::Markdown => report::diff_markdown(shown, view, &mut out)?,
        DiffForm::Html => report::diff_html(shown, view, &mut out)?,
        DiffForm::Tei => report::diff_tei(shown, view, &mut out)?,
    }
    Ok(())
}

/// Prints diffs for the screen, with a line between them, and what the marks mean.
pub fn write(out: &mut dyn Write, diffs: &[Diff], view: &View, width: usize) -> io::Result<()> {
    for (at, diff) in diffs.iter().enumerate() {
        if at > 0 {
            writeln!(out, "\n{ASIDE}{}{ASIDE:#}\n", "─".repeat(width))?;
        }
        report::diff_text(diff, view, width, out)?;
    }
    let key = report::diff_key(diffs, width);
    if !key.is_empty() {
        writeln!(out)?;
    }
    key.iter().try_for_each(|line| writeln!(out, "{line}"))
}
