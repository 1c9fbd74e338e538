//! Statements, chosen and sorted by what matters.

use super::publishers::Publishers;
use super::view::View;
use crate::compare::{Summary, Timeline, summary, timeline};
use crate::model::{ClaimKind, Flag, Statement};
use crate::text::{Span, fold, stem, words};
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::ops::Range;

/// Which statements are wanted; a default filter wants all.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only of this event, by position.
    pub event: Option<usize>,
    /// Only where an account names a speaker with all these words, in any spelling (`lavrov`, `Sergey Lavrov`).
    pub speaker: Option<String>,
    /// Only with all of these flags.
    pub flags: Vec<Flag>,
    /// Only with some flag.
    pub flagged: bool,
    /// Only of one of these kinds; empty is all.
    pub kinds: Vec<ClaimKind>,
    /// Carried by at least so many outlets.
    pub outlets: usize,
    /// Behind which at least so many independent texts stand.
    pub origins: usize,
    /// Carried by each of these.
    pub carried_by: Vec<Publishers>,
    /// Omitted by each of these: it has an article of the statement's event, and none of its articles carries it.
    pub omitted_by: Vec<Publishers>,
    /// With each of these words in some account, in any form (`sanctions`, `sanctioned`).
    pub words: Vec<String>,
}

/// A statement with what is told of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed<'a> {
    /// The statement, by position.
    pub statement: usize,
    /// It in figures.
    pub summary: Summary<'a>,
    /// Who had it first.
    pub timeline: Timeline,
}

impl<'a> Listed<'a> {
    /// What is told of the statement at a position of the view's list.
    pub fn of(statement: usize, view: &View<'a>) -> Self {
        let which = &view.statements[statement];
        Listed {
            statement,
            summary: summary(which, view.claims, view.articles, &view.origin_of),
            timeline: timeline(which, view.claims, view.articles),
        }
    }
}

/// The statements that `filter` wants. First come those that are most in [`conflict`]; of equals, the ones with most independent
/// origins, then with most outlets, then the earliest.
///
/// ```
/// use crosswire::report::{Filter, View, list};
/// use crosswire::{config::Config, observe::Silent, pipeline};
///
/// let folder = tempfile::tempdir()?;
/// let told = |boats| format!("VELDT, May 4 (Reuters) - {boats} boats sank in the harbour of Veldt, Mayor Ida Brandt said.");
/// std::fs::write(folder.path().join("a.txt"), told("Five"))?;
/// std::fs::write(folder.path().join("b.txt"), told("Nine").replace("Reuters", "AFP"))?;
/// let run = pipeline::run(&[folder.path().to_path_buf()], &Config::default(), &Silent)?;
/// let view = View::from(&run);
/// let filter = Filter { speaker: Some("brandt".to_owned()), words: vec!["boat".to_owned()], ..Filter::default() };
/// let found = list(&view, &filter);
/// assert_eq!(found.len(), 1);
/// assert_eq!((found[0].summary.outlets, found[0].summary.speaker), (2, Some("Ida Brandt")));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn list<'a>(view: &View<'a>, filter: &Filter) -> Vec<Listed<'a>> {
    let wanted = Wanted::of(filter);
    let all = filter.event.map_or(0..view.statements.len(), |event| of_event(event, view));
    let chosen = all.filter(|at| wanted.has(*at, view));
    let mut listed: Vec<Listed> = chosen
        .map(|at| Listed::of(at, view))
        .filter(|it| it.summary.outlets >= filter.outlets && it.summary.origins >= filter.origins)
        .filter(|it| filter.kinds.is_empty() || filter.kinds.contains(&it.summary.kind))
        .collect();
    sort(&mut listed, view);
    listed
}

/// Where the statements of an event stand: they are sorted by event, those of several events last.
pub(super) fn of_event(event: usize, view: &View) -> Range<usize> {
    let until = |end: usize| view.statements.partition_point(|statement| statement.event.is_some_and(|event| event < end));
    until(event)..until(event + 1)
}

/// Sorts statements as [`list`] has them.
pub(super) fn sort(listed: &mut [Listed], view: &View) {
    listed.sort_by_cached_key(|it| {
        let statement = &view.statements[it.statement];
        let first = it.timeline.appearances.first().and_then(|a| a.published).map_or(i64::MAX, |at| at.order_key());
        let size = (it.summary.origins, it.summary.outlets, it.summary.accounts);
        (Reverse(conflict(statement)), Reverse(size), first, statement.id.as_str())
    });
}

/// How much the accounts of a statement are at odds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Conflict {
    /// They have no flag.
    None,
    /// They say it with another certainty or in another tone (hedge, cue).
    Tone,
    /// A quotation is not in one as it is in another (truncated, spliced, altered).
    Quotation,
    /// They cannot all be true (numbers, polarity, attribution).
    Contradiction,
}

/// How much the accounts of a statement are at odds: as much as its gravest flag says.
pub fn conflict(statement: &Statement) -> Conflict {
    let of_flag = |flag| match flag {
        Flag::Numbers | Flag::Polarity | Flag::Attribution => Conflict::Contradiction,
        Flag::Truncated | Flag::Spliced | Flag::Altered => Conflict::Quotation,
        Flag::Hedge | Flag::Cue => Conflict::Tone,
    };
    statement.findings.iter().map(|finding| of_flag(finding.flag)).max().unwrap_or(Conflict::None)
}

/// Two names are spellings of one from this Jaro-Winkler likeness on (`Yatsenyuk`, `Yatseniuk` 0.95; `Lavrov`, `Larkin` 0.73).
const SAME_NAME: f64 = 0.88;

/// A filter with its words made ready.
struct Wanted<'f> {
    filter: &'f Filter,
    speaker: Vec<String>,
    stems: Vec<String>,
}

impl<'f> Wanted<'f> {
    fn of(filter: &'f Filter) -> Self {
        let speaker = filter.speaker.as_deref().map(folded).unwrap_or_default();
        let stems = filter.words.iter().flat_map(|words| folded(words)).map(|word| stem(&word)).collect();
        Wanted { filter, speaker, stems }
    }

    fn has(&self, at: usize, view: &View) -> bool {
        let (statement, filter) = (&view.statements[at], self.filter);
        filter.event.is_none_or(|event| statement.event == Some(event))
            && filter.flags.iter().all(|flag| statement.flags().contains(flag))
            && (!filter.flagged || !statement.flags().is_empty())
            && filter.carried_by.iter().all(|who| carries(who, at, view))
            && filter.omitted_by.iter().all(|who| omits(who, at, view))
            && self.is_said(statement, view)
            && self.has_words(statement, view)
    }

    /// Whether an account names the speaker.
    fn is_said(&self, statement: &Statement, view: &View) -> bool {
        let names = |claim: &usize| view.claims[*claim].speaker.as_ref().map(|s| folded(&s.name));
        let is_same = |asked: &String, name: &String| asked == name || strsim::jaro_winkler(asked, name) >= SAME_NAME;
        let is = |names: Vec<String>| self.speaker.iter().all(|asked| names.iter().any(|name| is_same(asked, name)));
        self.speaker.is_empty() || statement.members.iter().filter_map(names).any(is)
    }

    /// Whether the accounts have all words between them.
    fn has_words(&self, statement: &Statement, view: &View) -> bool {
        if self.stems.is_empty() {
            return true;
        }
        let told = statement.members.iter().flat_map(|claim| folded(view.text_of(*claim)));
        let told: BTreeSet<String> = told.map(|word| stem(&word)).collect();
        self.stems.iter().all(|stem| told.contains(stem))
    }
}

fn carries(who: &Publishers, statement: usize, view: &View) -> bool {
    view.carriers(statement).iter().any(|article| who.published(&view.articles[*article]))
}

fn omits(who: &Publishers, statement: usize, view: &View) -> bool {
    let is_able = view.able(statement).iter().any(|article| who.published(&view.articles[*article]));
    is_able && !carries(who, statement, view)
}

fn folded(text: &str) -> Vec<String> {
    words(text, Span::whole(text)).iter().map(|word| fold(word.text)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Outcome;

    #[test]
    fn statements_of_an_event_are_found_before_many_of_several_events() {
        let statement = |event: Option<usize>| Statement {
            id: String::new(),
            event,
            members: Vec::new(),
            ties: Vec::new(),
            representative: 0,
            findings: Vec::new(),
        };
        let events = [Some(0), Some(1), Some(1), None, None, None, None, None];
        let run = Outcome { statements: events.map(statement).to_vec(), ..Outcome::default() };
        let view = View::from(&run);
        let found = |event| list(&view, &Filter { event: Some(event), ..Filter::default() }).len();
        assert_eq!([0, 1, 2].map(found), [1, 2, 0]);
    }
}
