//! `crosswire eval`: a run against a gold set.

use super::Status;
use super::eval_args::EvalArgs;
use super::sweep;
use crosswire::evaluate::{Evaluation, Figures, Gold, Run, Verdict, evaluate};
use std::io::{self, Write};

/// Characters of a sentence that are shown.
const SENTENCE_SHOWN: usize = 240;

/// Articles that are named where the gold set does not know them.
const UNKNOWN_SHOWN: usize = 5;

/// Runs the command.
pub fn eval(args: &EvalArgs) -> anyhow::Result<Status> {
    let gold = Gold::read(&args.gold)?;
    if args.sweep {
        sweep::show(&gold, args)?;
        return Ok(Status::Done);
    }
    let run = Run::read(&args.out)?;
    let evaluation = evaluate(&gold, &run);
    let mut out = io::stdout().lock();
    verdicts(&mut out, &gold, &evaluation, args)?;
    if args.json {
        serde_json::to_writer(&mut out, &evaluation.figures)?;
        writeln!(out)?;
    } else {
        figures(&mut out, &evaluation.figures, gold.complete)?;
    }
    Ok(Status::Done)
}

fn verdicts(out: &mut impl Write, gold: &Gold, evaluation: &Evaluation, args: &EvalArgs) -> io::Result<()> {
    let lists = [("missed", args.misses, &evaluation.misses), ("false", args.wrong, &evaluation.wrong)];
    for (label, most, verdicts) in lists {
        for Verdict { because, pair } in verdicts.iter().take(most) {
            writeln!(out, "{label}  {because}")?;
            for (article, unit) in [&pair.left, &pair.right] {
                let sentence: String = gold.sentence(article, *unit).unwrap_or_default().chars().take(SENTENCE_SHOWN).collect();
                writeln!(out, "    {article}#{unit}: {sentence}")?;
            }
        }
    }
    Ok(())
}

fn figures(out: &mut impl Write, figures: &Figures, complete: bool) -> io::Result<()> {
    let Figures { precision, recall, f1, required, hit, wrong, recall_quote, recall_fact, unknown_articles, events } = figures;
    write!(out, "statements  precision {precision:.3}  recall {recall:.3}  F1 {f1:.3}  (required {required}, found {hit}, ")?;
    writeln!(out, "false {wrong}; recall of quotes {recall_quote:.3}, of facts {recall_fact:.3})")?;
    if let Some(events) = events {
        let (precision, recall, f1) = (events.precision, events.recall, events.f1);
        writeln!(out, "events      precision {precision:.3}  recall {recall:.3}  F1 {f1:.3}")?;
    }
    // A gold set that is not complete knows only the articles that somebody judged.
    if complete && !unknown_articles.is_empty() {
        let first: Vec<&str> = unknown_articles.iter().take(UNKNOWN_SHOWN).map(String::as_str).collect();
        writeln!(out, "articles not in the gold set: {}", first.join(" "))?;
    }
    Ok(())
}
