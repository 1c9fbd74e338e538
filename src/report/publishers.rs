//! Outlets and agencies by loose names: `xinhua`, `the peninsula`, `AFP`.

use super::view::{UNKNOWN, View};
use crate::model::Article;
use crate::text::fold;
use std::collections::BTreeSet;

/// The outlets and agencies of a run that a loose name means.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Publishers {
    names: BTreeSet<String>,
}

/// Two names are spellings of one from this Jaro-Winkler likeness on.
const SPELLING: f64 = 0.9;

impl Publishers {
    /// Those that `asked` means: by the same letters and digits whatever their case, accents and spaces, and whether `The` stands
    /// before; else those whose name has `asked` in it; else those spelt nearly so. Empty where the run has none.
    ///
    /// ```
    /// use crosswire::model::{Article, Outcome};
    /// use crosswire::report::{Publishers, View};
    /// let article = |outlet: &str, agency: &str| Article {
    ///     outlet: outlet.to_owned(),
    ///     agency: Some(agency.to_owned()),
    ///     ..Article::default()
    /// };
    /// let run = Outcome { articles: vec![article("The Harbour Post", "Island Wire"), article("Küstenbote", "")], ..Outcome::default() };
    /// let view = View::from(&run);
    /// assert!(Publishers::meant("harbour post", &view).published(&run.articles[0]));
    /// assert!(Publishers::meant("island", &view).published(&run.articles[0]));
    /// assert!(Publishers::meant("kustenboten", &view).published(&run.articles[1]));
    /// assert!(Publishers::meant("gazette", &view).is_empty());
    /// ```
    pub fn meant(asked: &str, view: &View) -> Self {
        let asked = key(asked);
        let all = Publishers::all(view).names;
        let by = |is_meant: &dyn Fn(&str) -> bool| -> BTreeSet<String> {
            all.iter().filter(|name| is_meant(&key(name))).cloned().collect()
        };
        if asked.is_empty() {
            return Publishers::default();
        }
        let mut names = by(&|name| name == asked);
        if names.is_empty() {
            names = by(&|name| name.contains(&asked));
        }
        if names.is_empty() {
            names = by(&|name| strsim::jaro_winkler(name, &asked) >= SPELLING);
        }
        Publishers { names }
    }

    /// Every outlet and agency of the run.
    pub fn all(view: &View) -> Self {
        let outlets = view.articles.iter().map(|article| article.outlet.as_str());
        let agencies = view.articles.iter().filter_map(|article| article.agency.as_deref());
        Publishers { names: outlets.chain(agencies).filter(|name| !name.is_empty()).map(str::to_owned).collect() }
    }

    /// The names, sorted, those that say something first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let is_known = |name: &&String| *name != UNKNOWN;
        let known = self.names.iter().filter(is_known);
        known.chain(self.names.iter().filter(move |name| !is_known(name))).map(String::as_str)
    }

    /// Whether it is nobody.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Whether an article is of one of these outlets, or copy of one of these agencies.
    pub fn published(&self, article: &Article) -> bool {
        self.names.contains(&article.outlet) || article.agency.as_ref().is_some_and(|agency| self.names.contains(agency))
    }
}

/// The letters and digits of a name, folded, without a leading article.
fn key(name: &str) -> String {
    let folded = fold(name);
    let folded = folded.strip_prefix("the ").unwrap_or(&folded);
    folded.chars().filter(|c| c.is_alphanumeric()).collect()
}
