//! Answers that a person gave about pairs of sentences, and the partial gold set that they make.

use crate::error::Error;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

/// A sentence: a half-open place in code points of its article's text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The article's id.
    pub doc: String,
    /// Where it begins.
    pub start: i64,
    /// Where it ends.
    pub end: i64,
}

/// What a person says of two sentences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Answer {
    /// Both report one statement.
    Same,
    /// They do not.
    Different,
    /// One of them touches what the other reports: the pair counts neither for nor against.
    Partly,
}

impl Answer {
    /// The word for it in files and on screen.
    pub fn as_str(self) -> &'static str {
        match self {
            Answer::Same => "same",
            Answer::Different => "different",
            Answer::Partly => "partly",
        }
    }
}

/// An answer about one pair.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Judgement {
    /// What was said.
    pub answer: Answer,
    /// Whether words in quotation marks are in question.
    pub quote: bool,
    /// The sentence that comes first by article and place.
    pub left: Place,
    /// The other one.
    pub right: Place,
}

/// An article with the sentences that can be judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LabelledArticle {
    /// Its id.
    pub id: String,
    /// The event that the run put it in.
    pub event: Option<String>,
    /// Its sentences, in order.
    pub units: Vec<(i64, i64)>,
    /// Their texts.
    pub sentences: Vec<String>,
}

/// All answers, in the order in which they were given, and the articles that they are about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Labels {
    articles: Vec<LabelledArticle>,
    judgements: Vec<Judgement>,
}

/// Sentences that are one statement, by the answers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Grouping {
    /// The groups, each sorted, in order. A sentence can be in several.
    pub groups: Vec<Vec<Place>>,
    /// Pairs that were said to be different though answers of `same` connect them: they are in no common group.
    pub conflicts: Vec<(Place, Place)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    complete: bool,
    articles: Vec<LabelledArticle>,
    judgements: Vec<Judgement>,
    // They follow from the answers.
    #[serde(rename = "groups")]
    _groups: serde::de::IgnoredAny,
    #[serde(rename = "different")]
    _different: serde::de::IgnoredAny,
}

#[derive(Serialize)]
struct GroupEntry<'l> {
    kind: &'static str,
    gist: &'l str,
    members: Vec<MemberEntry<'l>>,
}

#[derive(Serialize)]
struct MemberEntry<'l> {
    #[serde(flatten)]
    place: &'l Place,
    core: bool,
    text: &'l str,
}

impl Labels {
    /// Reads what [`Labels::write`] wrote; where there is no file there are no answers yet.
    ///
    /// # Errors
    /// When the file cannot be read, or is not of that form: a gold set that was made otherwise has no answers to go on from.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let text = match std::fs::read(path) {
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Labels::default()),
            other => other.map_err(|e| Error::io(path, e))?,
        };
        let file: File = serde_json::from_slice(&text).map_err(|e| {
            let line = (e.line() > 0).then_some(e.line() as u64);
            Error::invalid(path, line, format!("not a gold set that `crosswire label` wrote: {e}\nname a new file with --gold"))
        })?;
        if file.complete {
            return Err(Error::invalid(path, None, "the gold set says that it is complete\nname a new file with --gold"));
        }
        let labels = Labels { articles: file.articles, judgements: file.judgements };
        let known = |place: &Place| {
            let article = labels.articles.iter().find(|article| article.id == place.doc);
            article.is_some_and(|a| a.units.len() == a.sentences.len() && a.units.contains(&(place.start, place.end)))
        };
        match labels.judgements.iter().position(|j| !known(&j.left) || !known(&j.right) || j.left.doc == j.right.doc) {
            None => Ok(labels),
            Some(at) => {
                Err(Error::invalid(path, None, format!("judgement {} names no two sentences of different articles", at + 1)))
            }
        }
    }

    /// Writes the gold set in one step, so that there is always a whole one.
    ///
    /// # Errors
    /// When the file cannot be written; what was there before stays then.
    pub fn write(&self, path: &Path) -> Result<(), Error> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut builder = tempfile::Builder::new();
        builder.prefix(".crosswire-");
        #[cfg(unix)]
        {
            // Otherwise nobody but the user could read the file; the umask still applies.
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(std::fs::Permissions::from_mode(0o666));
        }
        let written = builder.tempfile_in(folder).and_then(|mut file| {
            file.write_all(self.to_json().as_bytes())?;
            file.persist(path).map(drop).map_err(|e| e.error)
        });
        written.map_err(|e| Error::io(path, e))
    }

    /// The gold set as JSON, an item a line.
    fn to_json(&self) -> String {
        let groups = self.grouping().groups.into_iter().map(|places| (places, true));
        let partly = self.of(Answer::Partly).map(|j| (vec![j.left.clone(), j.right.clone()], false));
        let groups: Vec<(Vec<Place>, bool)> = groups.chain(partly).collect();
        let groups: Vec<GroupEntry> = groups.iter().map(|(places, core)| self.group(places, *core)).collect();
        let different: Vec<[&Place; 2]> = self.of(Answer::Different).map(|j| [&j.left, &j.right]).collect();
        let (articles, groups, different) = (lines(&self.articles), lines(&groups), lines(&different));
        let judgements = lines(&self.judgements);
        format!(
            "{{\n\"complete\": false,\n\"articles\": [{articles}],\n\"groups\": [{groups}],\n\"different\": [{different}],\n\
             \"judgements\": [{judgements}]\n}}\n"
        )
    }

    fn group<'l>(&'l self, places: &'l [Place], core: bool) -> GroupEntry<'l> {
        let holds = |place: &Place| places.binary_search(place).is_ok();
        let quote =
            self.judgements.iter().any(|j| j.quote && j.answer != Answer::Different && holds(&j.left) && holds(&j.right));
        let members = places.iter().map(|place| MemberEntry { place, core, text: self.sentence(place) });
        GroupEntry {
            kind: if quote { "quote" } else { "fact" },
            gist: places.first().map(|place| self.sentence(place)).unwrap_or_default(),
            members: members.collect(),
        }
    }

    fn of(&self, answer: Answer) -> impl Iterator<Item = &Judgement> {
        self.judgements.iter().filter(move |judgement| judgement.answer == answer)
    }

    /// The text of a judged sentence.
    pub fn sentence(&self, place: &Place) -> &str {
        let article = self.articles.iter().find(|article| article.id == place.doc);
        let unit = |article: &LabelledArticle| article.units.iter().position(|unit| *unit == (place.start, place.end));
        article.and_then(|article| article.sentences.get(unit(article)?)).map(String::as_str).unwrap_or_default()
    }

    /// All answers, in the order in which they were given.
    pub fn judgements(&self) -> &[Judgement] {
        &self.judgements
    }

    /// What was said of a pair.
    pub fn answer_to(&self, left: &Place, right: &Place) -> Option<Answer> {
        self.judgements.iter().find(|j| (&j.left, &j.right) == (left, right)).map(|j| j.answer)
    }

    /// Takes an answer, in place of an earlier one about the pair, about sentences of `articles`.
    pub fn judge(&mut self, judgement: Judgement, articles: impl IntoIterator<Item = LabelledArticle>) {
        for article in articles {
            match self.articles.iter_mut().find(|known| known.id == article.id) {
                Some(known) => known.extend(&article),
                None => self.articles.push(article),
            }
        }
        match self.judgements.iter_mut().find(|j| j.left == judgement.left && j.right == judgement.right) {
            Some(earlier) => *earlier = judgement,
            None => self.judgements.push(judgement),
        }
    }

    /// The groups that the answers make: what `same` connects, but for pairs that were said to be different.
    pub fn grouping(&self) -> Grouping {
        let places: Vec<&Place> =
            self.of(Answer::Same).flat_map(|j| [&j.left, &j.right]).collect::<BTreeSet<_>>().into_iter().collect();
        let position = |place: &Place| places.binary_search(&place).ok();
        let pair = |j: &Judgement| position(&j.left).zip(position(&j.right));
        let same: Vec<(usize, usize)> = self.of(Answer::Same).filter_map(pair).collect();
        let different: BTreeSet<(usize, usize)> = self.of(Answer::Different).filter_map(pair).collect();
        let mut grouping = Grouping::default();
        for component in joined(places.len(), &same) {
            let inside = |(l, r): &(usize, usize)| component.contains(l) && component.contains(r);
            let conflicts: Vec<(usize, usize)> = different.iter().copied().filter(inside).collect();
            let groups = if conflicts.is_empty() {
                vec![component.clone()]
            } else {
                kept_apart(same.iter().copied().filter(inside), &conflicts.iter().copied().collect())
            };
            let named = |group: BTreeSet<usize>| group.into_iter().map(|at| places[at].clone()).collect();
            grouping.groups.extend(groups.into_iter().map(named));
            grouping.conflicts.extend(conflicts.into_iter().map(|(l, r)| (places[l].clone(), places[r].clone())));
        }
        grouping.groups.sort();
        grouping
    }
}

impl LabelledArticle {
    /// Adds the sentences of `other` that are not there yet.
    fn extend(&mut self, other: &LabelledArticle) {
        for (unit, sentence) in other.units.iter().zip(&other.sentences) {
            if let Err(at) = self.units.binary_search(unit) {
                self.units.insert(at, *unit);
                self.sentences.insert(at, sentence.clone());
            }
        }
    }
}

/// What `edges` connect among `count` things; each has two at least.
fn joined(count: usize, edges: &[(usize, usize)]) -> Vec<BTreeSet<usize>> {
    let mut part_of: Vec<usize> = (0..count).collect();
    let mut parts: Vec<BTreeSet<usize>> = (0..count).map(|at| BTreeSet::from([at])).collect();
    for (left, right) in edges {
        let (mut into, mut from) = (part_of[*left], part_of[*right]);
        if into == from {
            continue;
        }
        if parts[into].len() < parts[from].len() {
            (into, from) = (from, into);
        }
        let moved = std::mem::take(&mut parts[from]);
        moved.iter().for_each(|at| part_of[*at] = into);
        parts[into].extend(moved);
    }
    parts.retain(|part| part.len() > 1);
    parts
}

/// Groups that hold every edge and no pair of `apart`: a sentence that connects two that differ is in two groups, as one that bundles
/// two statements should be.
fn kept_apart(edges: impl Iterator<Item = (usize, usize)>, apart: &BTreeSet<(usize, usize)>) -> Vec<BTreeSet<usize>> {
    let agree =
        |a: &BTreeSet<usize>, b: &BTreeSet<usize>| a.iter().all(|l| b.iter().all(|r| !apart.contains(&(*l.min(r), *l.max(r)))));
    let mut groups: Vec<BTreeSet<usize>> = Vec::new();
    for (left, right) in edges {
        let mut group = BTreeSet::from([left, right]);
        // Joining one group can make another one meet it.
        while let Some(at) = groups.iter().position(|other| !other.is_disjoint(&group) && agree(other, &group)) {
            group.extend(groups.swap_remove(at));
        }
        groups.push(group);
    }
    groups
}

fn lines<T: Serialize>(items: &[T]) -> String {
    // Numbers, words and lists of them always can be written.
    let items: Vec<String> = items.iter().map(|item| serde_json::to_string(item).unwrap_or_default()).collect();
    if items.is_empty() { String::new() } else { format!("\n{}\n", items.join(",\n")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn place(at: usize) -> Place {
        Place { doc: format!("d{at:02}"), start: 0, end: 9 }
    }

    fn labels(answers: &[(usize, usize, Answer)]) -> Labels {
        let mut labels = Labels::default();
        for (left, right, answer) in answers {
            let article = |at: &usize| LabelledArticle {
                id: place(*at).doc,
                event: None,
                units: vec![(0, 9)],
                sentences: vec![format!("Text {at}.")],
            };
            let judgement = Judgement { answer: *answer, quote: false, left: place(*left), right: place(*right) };
            labels.judge(judgement, [article(left), article(right)]);
        }
        labels
    }

    fn groups(labels: &Labels) -> Vec<Vec<usize>> {
        let number = |place: &Place| place.doc[1..].parse().unwrap();
        labels.grouping().groups.iter().map(|group| group.iter().map(number).collect()).collect()
    }

    #[test]
    fn same_connects_and_different_keeps_apart() {
        use Answer::{Different, Partly, Same};
        assert_eq!(groups(&labels(&[(0, 1, Same), (2, 3, Same), (1, 2, Same), (4, 5, Partly)])), [vec![0, 1, 2, 3]]);
        let conflict = labels(&[(0, 1, Same), (1, 2, Same), (0, 2, Different)]);
        assert_eq!(groups(&conflict), [vec![0, 1], vec![1, 2]]);
        assert_eq!(conflict.grouping().conflicts, [(place(0), place(2))]);
        // Taking the answer back ends it.
        let mut conflict = conflict;
        conflict.judge(Judgement { answer: Same, quote: false, left: place(0), right: place(2) }, []);
        assert_eq!((groups(&conflict), conflict.grouping().conflicts.len()), (vec![vec![0, 1, 2]], 0));
    }

    proptest! {
        #[test]
        fn every_same_pair_shares_a_group_and_no_different_pair_does(
            list in prop::collection::btree_map((0usize..9, 0usize..9), prop::bool::weighted(0.7), 0..24),
        ) {
            let answer = |same: &bool| if *same { Answer::Same } else { Answer::Different };
            let list: Vec<_> = list.iter().filter(|((l, r), _)| l < r).map(|((l, r), same)| (*l, *r, answer(same))).collect();
            let groups = groups(&labels(&list));
            for (l, r, answer) in list {
                let shared = groups.iter().any(|group| group.contains(&l) && group.contains(&r));
                prop_assert_eq!(shared, answer == Answer::Same);
            }
        }
    }

    #[test]
    fn what_is_written_reads_back_and_nothing_else_does() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("gold.json");
        assert_eq!(Labels::read(&path).unwrap(), Labels::default());
        let labels = labels(&[(0, 1, Answer::Same), (1, 2, Answer::Partly), (0, 2, Answer::Different)]);
        labels.write(&path).unwrap();
        assert_eq!(Labels::read(&path).unwrap(), labels);
        insta::assert_snapshot!(std::fs::read_to_string(&path).unwrap(), @r#"
        {
        "complete": false,
        "articles": [
        {"id":"d00","event":null,"units":[[0,9]],"sentences":["Text 0."]},
        {"id":"d01","event":null,"units":[[0,9]],"sentences":["Text 1."]},
        {"id":"d02","event":null,"units":[[0,9]],"sentences":["Text 2."]}
        ],
        "groups": [
        {"kind":"fact","gist":"Text 0.","members":[{"doc":"d00","start":0,"end":9,"core":true,"text":"Text 0."},{"doc":"d01","start":0,"end":9,"core":true,"text":"Text 1."}]},
        {"kind":"fact","gist":"Text 1.","members":[{"doc":"d01","start":0,"end":9,"core":false,"text":"Text 1."},{"doc":"d02","start":0,"end":9,"core":false,"text":"Text 2."}]}
        ],
        "different": [
        [{"doc":"d00","start":0,"end":9},{"doc":"d02","start":0,"end":9}]
        ],
        "judgements": [
        {"answer":"same","quote":false,"left":{"doc":"d00","start":0,"end":9},"right":{"doc":"d01","start":0,"end":9}},
        {"answer":"partly","quote":false,"left":{"doc":"d01","start":0,"end":9},"right":{"doc":"d02","start":0,"end":9}},
        {"answer":"different","quote":false,"left":{"doc":"d00","start":0,"end":9},"right":{"doc":"d02","start":0,"end":9}}
        ]
        }
        "#);
        let error = |text: &str| {
            std::fs::write(&path, text).unwrap();
            Labels::read(&path).unwrap_err().to_string().replace(&path.display().to_string(), "gold.json")
        };
        let complete = r#"{"complete": true, "articles": [], "groups": [], "different": [], "judgements": []}"#;
        assert!(error(complete).contains("says that it is complete\n"));
        assert!(
            error(r#"{"articles": [], "groups": []}"#)
                .starts_with("gold.json:1: not a gold set that `crosswire label` wrote: ")
        );
        let stray = serde_json::json!({"complete": false, "articles": [], "groups": [], "different": [],
            "judgements": [{"answer": "same", "quote": false, "left": place(0), "right": place(1)}]});
        assert_eq!(error(&stray.to_string()), "gold.json: judgement 1 names no two sentences of different articles");
    }
}
