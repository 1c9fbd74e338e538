//! Strings that stand many times in the data, each kept once and called by its number.

use crate::report::view::View;
use rustc_hash::{FxHashMap, FxHashSet};

/// All outlets, agencies, speakers, cues and languages of a run, sorted.
pub(in crate::report) struct Names<'a> {
    sorted: Vec<&'a str>,
    number: FxHashMap<&'a str, usize>,
}

impl<'a> Names<'a> {
    pub(in crate::report) fn of(view: &View<'a>) -> Self {
        let mut all: FxHashSet<&str> = FxHashSet::default();
        for article in view.articles {
            all.extend([article.outlet.as_str(), article.language.as_str()]);
            all.extend(article.agency.as_deref());
            all.extend(article.dropped.iter().map(|run| run.reason.as_ref()));
        }
        for claim in view.claims {
            all.extend(claim.speaker.as_ref().map(|speaker| speaker.name.as_str()));
            all.extend(claim.cue.as_ref().map(|cue| cue.lemma.as_str()));
        }
        let mut sorted: Vec<&str> = all.into_iter().collect();
        sorted.sort_unstable();
        let number = sorted.iter().enumerate().map(|(at, name)| (*name, at)).collect();
        Names { sorted, number }
    }

    /// All names, by number.
    pub(super) fn all(&self) -> &[&'a str] {
        &self.sorted
    }

    /// The number of a name; -1 where there is none.
    pub(super) fn number(&self, name: Option<&str>) -> i64 {
        let number = name.and_then(|name| self.number.get(name));
        number.and_then(|number| i64::try_from(*number).ok()).unwrap_or(-1)
    }
}
