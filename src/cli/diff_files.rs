//! `crosswire diff FILE FILE`: what articles of two files both report, and what only one does.

use super::Status;
use super::browse_args::{DiffArgs, DiffForm};
use super::diff::{options, show, write};
use super::layout::{lines, width};
use super::run_args::ReadingArgs;
use super::settings::read_config;
use super::terminal::print_problems;
use anstyle::{AnsiColor, Style};
use crosswire::error::Error;
use crosswire::observe::Silent;
use crosswire::pipeline;
use crosswire::report::{Diff, View, counted, publisher};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

const HEADING: Style = Style::new().bold().underline();
const KIND: Style = AnsiColor::Cyan.on_default();

/// Runs the command.
pub fn diff_files(args: &DiffArgs, one: &Path, other: Option<&PathBuf>) -> anyhow::Result<Status> {
    let Some(other) = other else {
        let advice = "name the output folder of a run, or a second file";
        return Err(Error::Usage(format!("{} is a file: with what is it to be compared?\n{advice}", one.display())).into());
    };
    if args.quote.is_some() || args.between.is_some() || args.event.is_some() {
        let advice = "name the output folder of a run to use them, or leave them out";
        return Err(Error::Usage(format!("--quote, --between and --event choose from a run, not from files\n{advice}")).into());
    }
    if !other.is_file() {
        return Err(Error::Usage(format!("{} is no file\nname two article files", other.display())).into());
    }
    let mut config = read_config(args.config.as_deref(), ReadingArgs::default())?;
    config.read_weights()?;
    config.check()?;
    let run = pipeline::run_as_one_event(&[one.to_path_buf(), other.clone()], &config, &Silent)?;
    print_problems(&run.problems, None)?;
    if run.articles.len() < 2 {
        return Err(
            Error::Usage(format!("there is {} in these files\nit takes two", counted(run.articles.len(), "article"))).into()
        );
    }
    let view = View::from(&run);
    let options = options(args, &view)?;
    let first = |statement: &usize| view.statements[*statement].members.first().copied();
    let mut statements: Vec<usize> = (0..view.statements.len()).collect();
    statements.sort_by_key(first);
    let both: Vec<Diff> = statements.into_iter().map(|statement| Diff::of(statement, &view, &options)).collect();
    let alone: Vec<usize> = (0..view.claims.len()).filter(|claim| view.statements_of[*claim].is_empty()).collect();
    if args.format.unwrap_or_default() == DiffForm::Text {
        let width = usize::from(args.width.unwrap_or_else(width));
        text(&mut anstream::stdout().lock(), &both, &alone, &view, width)?;
    } else {
        let all: Vec<Diff> = both.into_iter().chain(alone.into_iter().map(|claim| Diff::alone(claim, &view))).collect();
        show(&all, args, &view, &[])?;
    }
    Ok(if run.problems.is_empty() { Status::Done } else { Status::DoneWithProblems })
}

fn text(out: &mut dyn Write, both: &[Diff], alone: &[usize], view: &View, width: usize) -> io::Result<()> {
    let shared = if both.is_empty() { "nothing".to_owned() } else { counted(both.len(), "statement") };
    writeln!(out, "{HEADING}Both report: {shared}{HEADING:#}\n")?;
    write(out, both, view, width)?;
    for (article, which) in view.articles.iter().enumerate() {
        let claims: Vec<usize> = alone.iter().copied().filter(|claim| view.claims[*claim].article == article).collect();
        let count = if claims.is_empty() { "nothing".to_owned() } else { counted(claims.len(), "claim") };
        writeln!(out, "\n{HEADING}Only {}: {count}{HEADING:#}", publisher(which))?;
        for claim in claims {
            let it = &view.claims[claim];
            let speaker = it.speaker.as_ref().map(|speaker| format!(" · {}", speaker.name)).unwrap_or_default();
            writeln!(out, "  {KIND}{}{speaker}{KIND:#}", it.kind.as_str())?;
            for line in lines(view.text_of(claim), width.saturating_sub(4), usize::MAX) {
                writeln!(out, "    {line}")?;
            }
        }
    }
    Ok(())
}
