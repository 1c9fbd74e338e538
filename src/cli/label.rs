//! `crosswire label`: a person judges the pairs of which a run is least sure.

use super::Status;
use super::eval_args::LabelArgs;
use super::keyboard::{Input, Word};
use super::layout::{shortened, width, wrapped};
use anstyle::{AnsiColor, Style};
use crosswire::error::Error;
use crosswire::evaluate::{Answer, Doubt, Judgement, Labels, doubts, sentences};
use crosswire::reopen::{Reopened, reopen};
use std::io::{self, Write};
use std::path::Path;

const HEADING: Style = Style::new().bold();
const NAME: Style = AnsiColor::Cyan.on_default();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();
const BEFORE: Style = Style::new().dimmed();

/// The widest that sentences are set: longer lines are hard to read.
const WIDEST: u16 = 100;

/// Characters of an event's title or of a sentence that are shown to name it.
const NAME_SHOWN: usize = 60;

/// Runs the command.
pub fn label(args: &LabelArgs) -> anyhow::Result<Status> {
    let run = reopen(&args.out)?;
    let labels = Labels::read(&args.gold)?;
    same_texts(&args.gold, &labels, &run)?;
    let doubts = doubts(&run);
    if doubts.is_empty() {
        return Err(Error::Usage(format!("{} has no links between articles to judge", args.out.display())).into());
    }
    let mut session = Session::new(&run, &doubts, labels, &args.gold);
    let mut out = anstream::stdout().lock();
    session.begin(&mut out)?;
    let mut input = Input::new();
    session.walk(&mut out, &mut input)?;
    session.end(&mut out, &args.out)?;
    Ok(Status::Done)
}

/// Refuses to go on where a judged article has changed since: its places would name other words.
fn same_texts(path: &Path, labels: &Labels, run: &Reopened) -> Result<(), Error> {
    for judgement in labels.judgements() {
        for place in [&judgement.left, &judgement.right] {
            let Some(article) = run.articles.iter().find(|article| article.id == place.doc) else { continue };
            let [start, length] = [place.start, place.end - place.start].map(|at| usize::try_from(at).unwrap_or(0));
            let text: String = article.text.chars().skip(start).take(length).collect();
            if !text.split_whitespace().eq(labels.sentence(place).split_whitespace()) {
                let message = format!("the text of {} has changed since it was judged\nname a new file with --gold", place.doc);
                return Err(Error::invalid(path, None, message));
            }
        }
    }
    Ok(())
}

/// A person's way through the pairs.
struct Session<'r> {
    run: &'r Reopened,
    doubts: &'r [Doubt],
    labels: Labels,
    path: &'r Path,
    /// The pairs that were answered or skipped, by position, the latest last.
    passed: Vec<usize>,
    /// Where to look for the next pair that has no answer.
    next: usize,
    /// The pairs from which the person went back, the latest last.
    ahead: Vec<usize>,
}

impl<'r> Session<'r> {
    fn new(run: &'r Reopened, doubts: &'r [Doubt], labels: Labels, path: &'r Path) -> Self {
        let at = |judgement: &Judgement| doubts.iter().position(|d| d.left == judgement.left && d.right == judgement.right);
        let passed = labels.judgements().iter().filter_map(at).collect();
        Session { run, doubts, labels, path, passed, next: 0, ahead: Vec::new() }
    }

    fn begin(&self, out: &mut dyn Write) -> io::Result<()> {
        let width = usize::from(width().min(WIDEST));
        let text = "Do both sentences report the same statement: one utterance of one speaker on one occasion, or one specific \
                    assertion about the event? Other wording, numbers or names do not make it another. If one of them only touches it \
                    in passing, or you hesitate, say partly.";
        wrapped(text, width).iter().try_for_each(|line| writeln!(out, "{line}"))
    }

    /// Asks until there is nothing left to ask or the person has had enough.
    fn walk(&mut self, out: &mut dyn Write, input: &mut Input) -> anyhow::Result<()> {
        while let Some(at) = self.ahead.pop().or_else(|| self.next_open()) {
            self.ask(out, at)?;
            loop {
                write!(out, "{} ", Word::KEYS)?;
                out.flush()?;
                let word = input.read()?;
                writeln!(out)?;
                match word {
                    Word::Answer(answer) => self.answer(out, at, answer)?,
                    Word::Skip => self.passed.push(at),
                    Word::Back => match self.passed.pop() {
                        Some(before) => self.ahead.extend([at, before]),
                        None => {
                            writeln!(out, "This is the first pair.")?;
                            continue;
                        }
                    },
                    Word::Quit => return Ok(()),
                    Word::Unknown => continue,
                }
                break;
            }
        }
        writeln!(out, "\nThere are no more pairs to judge.")?;
        Ok(())
    }

    /// The next pair that is not answered, nor follows from answers.
    fn next_open(&mut self) -> Option<usize> {
        let groups = self.labels.grouping().groups;
        let follows = |doubt: &Doubt| {
            groups.iter().any(|group| group.binary_search(&doubt.left).is_ok() && group.binary_search(&doubt.right).is_ok())
        };
        let open = |doubt: &Doubt| self.labels.answer_to(&doubt.left, &doubt.right).is_none() && !follows(doubt);
        let at = (self.next..self.doubts.len()).find(|at| open(&self.doubts[*at]))?;
        self.next = at + 1;
        Some(at)
    }

    fn ask(&self, out: &mut dyn Write, at: usize) -> io::Result<()> {
        let doubt = &self.doubts[at];
        let event = doubt.event.map(|event| format!("  {}", shortened(&self.run.events[event].title, NAME_SHOWN)));
        let (answered, of) = (self.labels.judgements().len(), self.doubts.len());
        writeln!(out, "\n{HEADING}{answered} answered of {of}{HEADING:#}{}", event.unwrap_or_default())?;
        for claim in [doubt.claims.0, doubt.claims.1] {
            self.sentence(out, claim)?;
        }
        if let Some(answer) = self.labels.answer_to(&doubt.left, &doubt.right) {
            writeln!(out, "You said: {}. Skip keeps it.", answer.as_str())?;
        }
        Ok(())
    }

    /// The sentence of a claim behind a line, the claim in bold, after the sentence before it.
    fn sentence(&self, out: &mut dyn Write, at: usize) -> io::Result<()> {
        let claim = &self.run.claims[at];
        let article = &self.run.articles[claim.article];
        let room = usize::from(width().min(WIDEST)).saturating_sub(4);
        let facts =
            [article.published.map(|at| at.date.to_string()), claim.speaker.as_ref().map(|s| shortened(&s.name, NAME_SHOWN))];
        let facts: String = facts.into_iter().flatten().map(|fact| format!(" · {fact}")).collect();
        writeln!(out, "\n  {NAME}{}{NAME:#}{facts}", article.outlet)?;
        let earlier =
            self.run.claims.iter().filter(|other| other.article == claim.article && other.sentence.end <= claim.sentence.start);
        if let Some(before) = earlier.map(|other| other.sentence).max() {
            for line in wrapped(article.at(before), room) {
                writeln!(out, "    {BEFORE}{line}{BEFORE:#}")?;
            }
        }
        // What stands before the claim, up to it and up to its end, in characters that wrapping keeps.
        let kept = |end: usize| {
            let text = article.text.get(claim.sentence.start..end).unwrap_or_default();
            text.chars().filter(|c| !c.is_whitespace() && !c.is_control()).count()
        };
        let bold = kept(claim.span.start)..kept(claim.span.end);
        let mut seen = 0;
        for line in wrapped(article.at(claim.sentence), room) {
            writeln!(out, "  │ {}", emphasised(&line, &mut seen, &bold))?;
        }
        Ok(())
    }

    fn answer(&mut self, out: &mut dyn Write, at: usize, answer: Answer) -> anyhow::Result<()> {
        let doubt = &self.doubts[at];
        let before = self.labels.grouping().conflicts;
        let articles = [doubt.claims.0, doubt.claims.1].map(|claim| sentences(self.run, self.run.claims[claim].article));
        let (left, right) = (doubt.left.clone(), doubt.right.clone());
        self.labels.judge(Judgement { answer, quote: doubt.quote, left, right }, articles);
        self.labels.write(self.path)?;
        self.passed.push(at);
        let shared = |claim| self.run.statements_of(claim).collect::<Vec<usize>>();
        let (one, other) = (shared(doubt.claims.0), shared(doubt.claims.1));
        let verdict = if one.iter().any(|s| other.contains(s)) { "one statement" } else { "not one statement" };
        writeln!(out, "{}. crosswire says {:.2}, {verdict}.", answer.as_str(), doubt.probability)?;
        for (left, right) in self.labels.grouping().conflicts.iter().filter(|conflict| !before.contains(conflict)) {
            let text = "these were said to be different, but answers of same connect them; they are kept in separate groups. Go back if \
                        one answer is wrong.";
            let lines = wrapped(text, usize::from(width().min(WIDEST)).saturating_sub("conflict: ".len()));
            writeln!(out, "{WARNING}conflict:{WARNING:#} {}", lines.join("\n          "))?;
            for place in [left, right] {
                writeln!(out, "    {}: {}", place.doc, shortened(self.labels.sentence(place), NAME_SHOWN))?;
            }
        }
        Ok(())
    }

    fn end(&self, out: &mut dyn Write, folder: &Path) -> io::Result<()> {
        let judgements = self.labels.judgements();
        if judgements.is_empty() {
            return writeln!(out, "\nNothing was answered, nothing is written.");
        }
        let count = |answer| judgements.iter().filter(|judgement| judgement.answer == answer).count();
        let each = [Answer::Same, Answer::Different, Answer::Partly].map(|a| format!("{} {}", count(a), a.as_str())).join(", ");
        let path = self.path.display();
        writeln!(out, "\nAnswers: {}, {each}. They are in {path}; the same command goes on from there.", judgements.len())?;
        writeln!(out, "Next: `crosswire eval {path} {}` measures the run by them.", folder.display())
    }
}

/// The line with the characters of `bold` in bold, spaces not counted; `seen` is how many came before it.
fn emphasised(line: &str, seen: &mut usize, bold: &std::ops::Range<usize>) -> String {
    let mut shown = String::new();
    let mut on = false;
    for c in line.chars() {
        if !c.is_whitespace() {
            if bold.contains(seen) != on {
                on = !on;
                shown += &if on { HEADING.render().to_string() } else { HEADING.render_reset().to_string() };
            }
            *seen += 1;
        }
        shown.push(c);
    }
    if on {
        shown += &HEADING.render_reset().to_string();
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emphasis_goes_over_line_ends() {
        let mut seen = 0;
        let lines: Vec<String> = ["ab cd", "ef g"].iter().map(|line| emphasised(line, &mut seen, &(2..6))).collect();
        assert_eq!(lines, ["ab \u{1b}[1mcd\u{1b}[0m", "\u{1b}[1mef \u{1b}[0mg"]);
    }
}
