//! The gold set: which sentences report the same statement, as people marked them.

use super::Place;
use crate::error::Error;
use indexmap::IndexMap;
use serde::Deserialize;
use std::path::Path;

/// A gold set.
#[derive(Debug, Clone, PartialEq)]
pub struct Gold {
    /// The articles by id.
    pub articles: IndexMap<String, GoldArticle>,
    /// The groups.
    pub groups: Vec<Group>,
    /// Whether every pair of its units was judged. Where not, only [`Gold::different`] tells what is false.
    pub complete: bool,
    /// Pairs of places that people judged different.
    pub different: Vec<(Place, Place)>,
}

/// An article of a gold set.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GoldArticle {
    /// The event it belongs to. Articles for which none is told count as one event.
    pub event: Option<String>,
    /// Its units: half-open places in code points of its text.
    pub units: Vec<(i64, i64)>,
    /// The text of each unit, to show it; may be left out.
    pub sentences: Vec<String>,
}

/// Sentences that report one statement.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Group {
    /// What sort of statement it is.
    pub kind: GroupKind,
    /// The statement in a few words.
    #[serde(default)]
    pub gist: String,
    /// Its members.
    pub members: Vec<Member>,
}

/// What sort of statement a group is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum GroupKind {
    /// One utterance of one speaker on one occasion.
    Quote,
    /// One factual assertion.
    Fact,
    /// Anything else; counts in the whole, but has no recall of its own.
    #[serde(other)]
    Other,
}

/// A place that is in a group.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Member {
    /// The article's id.
    pub doc: String,
    /// Where it begins, in code points.
    pub start: i64,
    /// Where it ends.
    pub end: i64,
    /// Whether it is in the group beyond doubt, so that its pairs are asked for.
    pub core: bool,
}

#[derive(Deserialize)]
struct GoldFile {
    articles: Vec<ArticleEntry>,
    groups: Vec<Group>,
    #[serde(default = "yes")]
    complete: bool,
    #[serde(default)]
    different: Vec<(Place, Place)>,
}

fn yes() -> bool {
    true
}

#[derive(Deserialize)]
struct ArticleEntry {
    id: String,
    event: Option<String>,
    units: Vec<(i64, i64)>,
    #[serde(default)]
    sentences: Vec<String>,
}

impl Gold {
    /// Reads a gold set from a JSON file. Members that it has beside those described here are passed over.
    ///
    /// # Errors
    /// When the file cannot be read, is not JSON, lacks a member, or a group names an article that is not there.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let text = std::fs::read(path).map_err(|e| Error::io(path, e))?;
        let text = text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&text);
        let file: GoldFile = serde_json::from_slice(text).map_err(|e| {
            let line = (e.line() > 0).then_some(e.line() as u64);
            Error::invalid(path, line, format!("not a gold set: {e}"))
        })?;
        let gold = Gold {
            articles: file
                .articles
                .into_iter()
                .map(|a| (a.id, GoldArticle { event: a.event, units: a.units, sentences: a.sentences }))
                .collect(),
            groups: file.groups,
            complete: file.complete,
            different: file.different,
        };
        for (position, group) in gold.groups.iter().enumerate() {
            if let Some(member) = group.members.iter().find(|member| !gold.articles.contains_key(&member.doc)) {
                let message = format!("group {} names the article {:?}, which is not in the set", position + 1, member.doc);
                return Err(Error::invalid(path, None, message));
            }
        }
        let unknown =
            |(_, pair): &(usize, &(Place, Place))| [&pair.0, &pair.1].iter().any(|p| !gold.articles.contains_key(&p.doc));
        if let Some((position, _)) = gold.different.iter().enumerate().find(unknown) {
            let message = format!("pair {} of `different` names an article that is not in the set", position + 1);
            return Err(Error::invalid(path, None, message));
        }
        Ok(gold)
    }

    /// The id in the gold set of an article that the run calls `name`: the name itself, its last part as a path, that without
    /// the ending, or what follows its last `#`.
    pub fn article_id(&self, name: &str) -> Option<&str> {
        let base = name.rsplit('/').next().unwrap_or(name);
        let record = base.rsplit('#').next().unwrap_or(base);
        let position = [name, base, without_ending(base), record].iter().find_map(|id| self.articles.get_index_of(*id))?;
        self.articles.get_index(position).map(|(id, _)| id.as_str())
    }

    /// The text of a unit, where the gold set holds it.
    pub fn sentence(&self, article: &str, unit: usize) -> Option<&str> {
        self.articles.get(article)?.sentences.get(unit).map(String::as_str)
    }
}

impl GoldArticle {
    /// The units on which something at `place` stands: they share at least half of the shorter of the two.
    pub(super) fn units_at(&self, place: (i64, i64)) -> impl Iterator<Item = usize> + '_ {
        let on = move |unit: &(i64, i64)| {
            // In 128 bits nothing overflows, whatever numbers the files hold.
            let [u0, u1, p0, p1] = [unit.0, unit.1, place.0, place.1].map(i128::from);
            let shorter = (u1 - u0).min(p1 - p0);
            shorter > 0 && 2 * (u1.min(p1) - u0.max(p0)).max(0) >= shorter
        };
        self.units.iter().enumerate().filter(move |(_, unit)| on(unit)).map(|(position, _)| position)
    }
}

/// A file name without its ending; dots at its start do not begin one.
fn without_ending(name: &str) -> &str {
    match name.rfind('.') {
        Some(dot) if name[..dot].bytes().any(|b| b != b'.') => &name[..dot],
        _ => name,
    }
}
