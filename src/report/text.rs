//! Accounts beside each other on a terminal, marked so that they can be read without colour too.

use super::diff::{Account, Diff};
use super::screen::{Token, apart, beside, tokens, wrapped};
use super::steps::{Part, Step, in_common, steps};
use super::times::first_in_words;
use super::told;
use super::view::{View, counted, publisher, shown_time};
use crate::compare::EditKind;
use anstyle::{AnsiColor, Effects, Style};
use std::collections::BTreeSet;
use std::io::{self, Write};

/// From this width on two accounts stand side by side: each has room for nine words or so.
const WIDE: usize = 110;

/// Columns before the text of an account.
const INDENT: usize = 2;

/// Fewer columns are taken for so many: a word of one letter in its marks has room.
const NARROWEST: usize = 10;

const HEADING: Style = Style::new().bold();
const ID: Style = AnsiColor::Cyan.on_default();
const ASIDE: Style = Style::new().dimmed();
const FLAGS: Style = AnsiColor::Red.on_default().bold();
const PLAIN: Style = Style::new();
const DROPPED: Style = AnsiColor::Red.on_default().effects(Effects::STRIKETHROUGH);
// Not bold: many terminals show bold colours brighter, and bright green is hard to read on white.
const ADDED: Style = AnsiColor::Green.on_default().effects(Effects::UNDERLINE);
const MOVED: Style = AnsiColor::Cyan.on_default();
// No colour: blue is hard to read on black, and what two accounts share is no difference.
const COMMON: Style = Style::new().effects(Effects::BOLD.insert(Effects::UNDERLINE));
const SAME: Style = AnsiColor::Magenta.on_default();

/// What is marked, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    Dropped,
    Added,
    MovedFrom,
    MovedTo,
    SameAsOther,
    SameAsBase,
    Common,
}

impl Mark {
    fn look(self) -> (Style, &'static str, &'static str) {
        match self {
            Mark::Dropped => (DROPPED, "[-", "-]"),
            Mark::Added => (ADDED, "{+", "+}"),
            Mark::MovedFrom => (MOVED, "[^", "^]"),
            Mark::MovedTo => (MOVED, "{^", "^}"),
            Mark::SameAsOther => (SAME, "[~", "~]"),
            Mark::SameAsBase => (SAME, "{~", "~}"),
            Mark::Common => (COMMON, "*", "*"),
        }
    }

    /// What the base's side of a step is marked with.
    fn of_base(step: &Step) -> Option<Mark> {
        match step.kind {
            EditKind::Keep => None,
            EditKind::Move => Some(Mark::MovedFrom),
            _ if step.is_same_thing() => Some(Mark::SameAsOther),
            _ => Some(Mark::Dropped),
        }
    }

    /// What the other side of a step is marked with.
    fn of_other(step: &Step) -> Option<Mark> {
        match step.kind {
            EditKind::Keep => None,
            EditKind::Move => Some(Mark::MovedTo),
            _ if step.is_same_thing() => Some(Mark::SameAsBase),
            _ => Some(Mark::Added),
        }
    }
}

/// Prints the head of a diff and its accounts in lines of `width` columns, 10 at the least, with ANSI styles. Accounts stand side by side with the
/// base where there is room, else below it with what they drop and add in place.
///
/// # Errors
/// When `out` cannot be written.
pub fn diff_text(diff: &Diff, view: &View, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let width = width.max(NARROWEST);
    head(diff, view, width, out)?;
    let Some(base) = diff.base() else { return Ok(()) };
    let is_wide = width >= WIDE;
    let others: Vec<(usize, &Account)> =
        diff.accounts.iter().enumerate().skip(1).filter(|(_, a)| a.same_as.is_none()).collect();
    if !is_wide || others.is_empty() {
        writeln!(out)?;
        lines(out, &title(diff, 0, view, width))?;
        lines(out, &indented(&plain(base.text), width))?;
        lines(out, &indented(&turn(diff, 0, view), width))?;
        same_words(diff, 0, view, width, out)?;
    }
    for (at, account) in others {
        writeln!(out)?;
        let steps = steps(base.text, account);
        if is_wide {
            pair(diff, at, &steps, view, width, out)?;
        } else {
            lines(out, &title(diff, at, view, width))?;
            let shown = if account.in_other_words { common(account.text, base.text) } else { inline(&steps) };
            lines(out, &indented(&shown, width))?;
            lines(out, &indented(&turn(diff, at, view), width))?;
        }
        same_words(diff, at, view, width, out)?;
    }
    Ok(())
}

/// What the marks in these diffs mean, in lines of `width` columns; none where nothing is marked.
pub fn diff_key(diffs: &[Diff], width: usize) -> Vec<String> {
    let mut used: BTreeSet<Mark> = BTreeSet::new();
    for diff in diffs {
        let Some(base) = diff.base() else { continue };
        let (reworded, near): (Vec<&Account>, Vec<&Account>) = diff.accounts.iter().partition(|account| account.in_other_words);
        if reworded.iter().any(|account| in_common(account.text, base.text).iter().any(|(_, is_common)| *is_common)) {
            used.insert(Mark::Common);
        }
        for step in near.into_iter().flat_map(|account| steps(base.text, account)) {
            used.extend(step.base.and(Mark::of_base(&step)));
            used.extend(step.other.and(Mark::of_other(&step)));
        }
    }
    let meant = |mark: &Mark| match mark {
        Mark::Dropped => "only in the base",
        Mark::Added => "only in this account",
        Mark::MovedFrom => "moved from here",
        Mark::MovedTo => "to here",
        Mark::SameAsOther => "the same",
        Mark::SameAsBase => "in another form, spelling or name",
        Mark::Common => "common words of accounts that are else in other words",
    };
    let shown = |mark: &Mark| {
        let (style, open, close) = mark.look();
        tokens(&format!(" {}", meant(mark)), style, open, close)
    };
    let shown: Vec<Token> = used.iter().flat_map(shown).collect();
    if shown.is_empty() { Vec::new() } else { wrapped(&shown, width) }
}

fn lines(out: &mut dyn Write, lines: &[String]) -> io::Result<()> {
    lines.iter().try_for_each(|line| writeln!(out, "{line}"))
}

fn head(diff: &Diff, view: &View, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let Some(listed) = &diff.listed else {
        return lines(out, &wrapped(&tokens("No other article of this run reports it.", HEADING, "", ""), width));
    };
    let statement = &view.statements[listed.statement];
    let summary = &listed.summary;
    let mut facts = vec![summary.kind.as_str().to_owned()];
    facts.extend(summary.speaker.map(str::to_owned));
    facts.push(format!("{}, {}", counted(summary.outlets, "outlet"), counted(summary.origins, "independent origin")));
    let mut first = tokens(&statement.id, ID, "", "");
    first.extend(tokens(&format!(" {}", facts.join(" · ")), HEADING, "", ""));
    lines(out, &wrapped(&first, width))?;
    // Where there is one event only, it goes without saying.
    if let Some(event) = statement.event.filter(|_| view.events.len() > 1) {
        lines(out, &wrapped(&plain(&format!("event: {}", view.events[event].title)), width))?;
    }
    lines(out, &wrapped(&plain(&format!("first: {}", first_in_words(&listed.timeline, view))), width))?;
    for (flag, note) in told::findings(statement, diff) {
        lines(out, &wrapped(&tokens(&format!("! {}: {note}", flag.as_str()), FLAGS, "", ""), width))?;
    }
    if diff.left_out > 0 {
        let others = counted(diff.left_out, "account");
        lines(out, &wrapped(&tokens(&format!("{others} of others not shown"), ASIDE, "", ""), width))?;
    }
    Ok(())
}

/// Who gives an account, when, and how; and how much of the base is in it.
fn title(diff: &Diff, at: usize, view: &View, width: usize) -> Vec<String> {
    let account = &diff.accounts[at];
    let mut shown = tokens(&publisher(account.source(view).1), HEADING, "", "");
    shown.extend(tokens(&format!(" · {}", facts(diff, at, view)), PLAIN, "", ""));
    shown.extend(tokens(&format!(" · {}", measure(diff, at)), ASIDE, "", ""));
    wrapped(&shown, width)
}

/// When an account was published, its kind, speaker and cue.
pub(super) fn facts(diff: &Diff, at: usize, view: &View) -> String {
    let (claim, article) = diff.accounts[at].source(view);
    let mut facts = vec![article.published.map_or("undated".to_owned(), shown_time), claim.kind.as_str().to_owned()];
    match (&claim.speaker, &claim.cue) {
        (Some(speaker), Some(cue)) => facts.push(format!("{} ({})", speaker.name, cue.lemma)),
        (Some(speaker), None) => facts.push(speaker.name.clone()),
        _ => {}
    }
    let origin = |claim: usize| view.origin_of[view.claims[claim].article];
    let own = origin(diff.accounts[at].claim);
    let copied = diff.accounts[..at].iter().find(|before| own.is_some() && origin(before.claim) == own);
    if let Some(before) = copied.filter(|before| view.claims[before.claim].article != claim.article) {
        facts.push(format!("one origin with {}", before.source(view).1.outlet));
    }
    facts.join(" · ")
}

/// How much of the base is in an account.
pub(super) fn measure(diff: &Diff, at: usize) -> String {
    let (base, account) = (&diff.accounts[0], &diff.accounts[at]);
    match at {
        0 if diff.accounts.len() == 1 => counted(base.words, "word"),
        0 => format!("base, {}", counted(base.words, "word")),
        _ if account.in_other_words => format!("in other words, {}", counted(account.words, "word")),
        _ => {
            let adds = if account.added > 0 { format!(", adds {}", account.added) } else { String::new() };
            format!("keeps {} of {}{adds}", account.kept, counted(base.words, "word"))
        }
    }
}

/// Those that have the same words as the account at `at`.
fn same_words(diff: &Diff, at: usize, view: &View, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let same = diff.accounts.iter().enumerate().filter(|(_, account)| account.same_as == Some(at));
    let told: Vec<String> =
        same.map(|(other, account)| format!("{} · {}", publisher(account.source(view).1), facts(diff, other, view))).collect();
    if told.is_empty() {
        return Ok(());
    }
    let mut shown = tokens("The same words:", HEADING, "", "");
    shown.extend(tokens(&format!(" {}", told.join("; ")), PLAIN, "", ""));
    lines(out, &wrapped(&shown, width))
}

fn plain(text: &str) -> Vec<Token> {
    tokens(text, PLAIN, "", "")
}

fn indented(tokens: &[Token], width: usize) -> Vec<String> {
    if tokens.is_empty() {
        return Vec::new();
    }
    wrapped(tokens, width - INDENT).into_iter().map(|line| format!("{}{line}", " ".repeat(INDENT))).collect()
}

/// Tokens in a row, with white space where the accounts have it.
#[derive(Default)]
struct Row {
    tokens: Vec<Token>,
    /// Whether white space is due before what comes next.
    space: bool,
}

impl Row {
    fn push(&mut self, text: &str, style: Style, open: &str, close: &str) {
        let due = if self.space { " " } else { "" };
        let new = tokens(&format!("{due}{text}"), style, open, close);
        self.space = text.ends_with(char::is_whitespace) || (self.space && new.is_empty());
        self.tokens.extend(new);
    }

    /// As [`Row::push`], on the line of what is before it.
    fn stick(&mut self, text: &str, style: Style, open: &str, close: &str) {
        let from = self.tokens.len();
        self.push(text, style, open, close);
        if from > 0 && from < self.tokens.len() && self.tokens[from].sticks_to(&self.tokens[from - 1]) {
            let first = self.tokens.remove(from);
            self.tokens[from - 1].join(first);
        }
    }

    fn part(&mut self, part: &Part, mark: Option<Mark>) {
        let (style, open, close) = mark.map_or((PLAIN, "", ""), Mark::look);
        self.push(part.lead, PLAIN, "", "");
        if part.lead.is_empty() {
            self.push(part.words, style, open, close);
        } else {
            self.stick(part.words, style, open, close);
        }
        self.stick(part.trail, PLAIN, "", "");
    }
}

/// A text with the words that it has in common with another.
fn common(text: &str, other: &str) -> Vec<Token> {
    let mut row = Row::default();
    for (stretch, is_common) in in_common(text, other) {
        let (style, open, close) = if is_common { Mark::Common.look() } else { (PLAIN, "", "") };
        row.stick(stretch, style, open, close);
    }
    row.tokens
}

/// How the turn of an account begins and goes on in other claims.
fn turn(diff: &Diff, at: usize, view: &View) -> Vec<Token> {
    let (before, after) = diff.rest_of_turn(&diff.accounts[at], view);
    let mut shown = Vec::new();
    for (what, claims) in [("before it:", before.last().copied()), ("goes on:", after.first().copied())] {
        let told = |claim: &usize| {
            let id = view.statements_of[*claim].first().map(|s| format!(" ({})", view.short_id(*s))).unwrap_or_default();
            format!("{}{id}", shortened(view.text_of(*claim)))
        };
        if let Some(claim) = claims {
            let space = if shown.is_empty() { "" } else { " " };
            shown.extend(tokens(&format!("{space}{what} {}", told(&claim)), ASIDE, "", ""));
        }
    }
    shown
}

/// Characters of a claim that is told in passing.
const TOLD: usize = 120;

fn shortened(text: &str) -> String {
    match text.char_indices().nth(TOLD) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// The other account, with what it has not of the base at its place.
fn inline(steps: &[Step]) -> Vec<Token> {
    let mut row = Row::default();
    for step in steps {
        if let Some(mark) = Mark::of_base(step)
            && let Some(base) = step.base
        {
            let lead = step.other.map(|other| other.lead).unwrap_or_default();
            row.push(lead, PLAIN, "", "");
            row.space |= base.after_space && step.other.is_none();
            let (style, open, close) = mark.look();
            row.push(base.words, style, open, close);
            row.space |= step.other.is_none() && base.trail.ends_with(char::is_whitespace);
        }
        if let Some(other) = step.other {
            let lead = if Mark::of_base(step).is_some() && step.base.is_some() { "" } else { other.lead };
            row.part(&Part { lead, ..other }, Mark::of_other(step));
        }
    }
    row.tokens
}

/// The base and the account at `at`, side by side.
fn pair(diff: &Diff, at: usize, steps: &[Step], view: &View, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let column = (width - 3) / 2;
    let publishers = |at: usize| tokens(&publisher(diff.accounts[at].source(view).1), HEADING, "", "");
    lines(out, &apart(&publishers(0), &publishers(at), column))?;
    lines(out, &apart(&plain(&facts(diff, 0, view)), &plain(&facts(diff, at, view)), column))?;
    let measured = |at: usize| tokens(&measure(diff, at), ASIDE, "", "");
    lines(out, &apart(&measured(0), &measured(at), column))?;
    let (base, account) = (&diff.accounts[0], &diff.accounts[at]);
    if account.in_other_words {
        lines(out, &apart(&common(base.text, account.text), &common(account.text, base.text), column))?;
    } else {
        lines(out, &beside(&sides(steps), column))?;
    }
    let turns = (turn(diff, 0, view), turn(diff, at, view));
    if turns.0.is_empty() && turns.1.is_empty() { Ok(()) } else { lines(out, &apart(&turns.0, &turns.1, column)) }
}

/// What stands on either side, step by step.
fn sides(steps: &[Step]) -> Vec<(Vec<Token>, Vec<Token>)> {
    let (mut left, mut right) = (Row::default(), Row::default());
    let mut shown: Vec<(Vec<Token>, Vec<Token>)> = Vec::new();
    for step in steps {
        if let Some(base) = step.base {
            left.part(&base, Mark::of_base(step));
        }
        if let Some(other) = step.other {
            right.part(&other, Mark::of_other(step));
        }
        shown.push((std::mem::take(&mut left.tokens), std::mem::take(&mut right.tokens)));
    }
    shown
}
