//! Ids that are unique: of files among all inputs, then of articles.

use crate::error::{Problem, ProblemKind};
use crate::model::RawArticle;
use rustc_hash::{FxHashMap, FxHashSet};

/// Where a file is, as the names that lead to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Trail {
    /// All names from the root of the file system on.
    pub(super) names: Vec<String>,
    /// How many of them, from the end, lie inside the input folder.
    pub(super) inside: usize,
}

/// An id for each file: its path inside its input folder. Where two files would have the same, both get the name of the folder
/// above in front, and so on until they differ. This depends on which files there are, not on their order.
pub(super) fn file_ids(trails: &[Trail]) -> Vec<String> {
    let mut used: Vec<usize> = trails.iter().map(|trail| trail.inside).collect();
    loop {
        let ids: Vec<String> = trails.iter().zip(&used).map(|(trail, &used)| tail(trail, used)).collect();
        let mut count: FxHashMap<&str, usize> = FxHashMap::default();
        for id in &ids {
            *count.entry(id).or_default() += 1;
        }
        let mut changed = false;
        for ((id, trail), used) in ids.iter().zip(trails).zip(&mut used) {
            if count[id.as_str()] > 1 && *used < trail.names.len() {
                *used += 1;
                changed = true;
            }
        }
        if !changed {
            return ids;
        }
    }
}

fn tail(trail: &Trail, used: usize) -> String {
    trail.names[trail.names.len().saturating_sub(used)..].join("/")
}

/// Gives later articles of the same id another one, and tells of each. Articles must be in the order of path and line.
pub(super) fn make_unique(articles: &mut [RawArticle]) -> Vec<Problem> {
    let mut taken: FxHashSet<String> = articles.iter().map(|article| article.id.clone()).collect();
    let mut first: FxHashMap<String, usize> = FxHashMap::default();
    let mut last_number: FxHashMap<String, u64> = FxHashMap::default();
    let mut problems = Vec::new();
    for position in 0..articles.len() {
        let id = articles[position].id.clone();
        let Some(&holder) = first.get(&id) else {
            first.insert(id, position);
            continue;
        };
        let number = last_number.entry(id.clone()).or_insert(1);
        let other = loop {
            *number += 1;
            let other = format!("{id}~{number}");
            if taken.insert(other.clone()) {
                break other;
            }
        };
        let holder = place(&articles[holder]);
        let message = format!("the id {id:?} is that of {holder} too; this article is {other:?} here");
        let article = &mut articles[position];
        problems.push(Problem { path: article.path.clone(), line: article.line, kind: ProblemKind::DuplicateId, message });
        article.id = other;
    }
    problems
}

fn place(article: &RawArticle) -> String {
    match article.line {
        Some(line) => format!("{}:{line}", article.path),
        None => article.path.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_files(files: &[(&str, usize)], expected: &[&str]) {
        let trail = |&(path, inside): &(&str, usize)| Trail { names: path.split('/').map(str::to_string).collect(), inside };
        let trails: Vec<Trail> = files.iter().map(trail).collect();
        assert_eq!(file_ids(&trails), expected);
        let mut reversed = trails.clone();
        reversed.reverse();
        let mut ids = file_ids(&reversed);
        ids.reverse();
        assert_eq!(ids, expected, "in reverse order");
    }

    #[test]
    fn a_file_is_named_from_its_input_folder_on() {
        check_files(&[("home/x/a.txt", 1), ("home/x/sub/a.txt", 2)], &["a.txt", "sub/a.txt"]);
    }

    #[test]
    fn only_files_that_clash_get_folder_names_in_front() {
        check_files(&[("h/x/a.txt", 1), ("h/y/a.txt", 1), ("h/y/b.txt", 1)], &["x/a.txt", "y/a.txt", "b.txt"]);
        check_files(&[("p/x/a.txt", 1), ("q/x/a.txt", 1)], &["p/x/a.txt", "q/x/a.txt"]);
    }

    #[test]
    fn a_lengthened_id_that_clashes_is_lengthened_again() {
        check_files(&[("h/x/a.txt", 1), ("h/y/a.txt", 1), ("r/x/a.txt", 2)], &["h/x/a.txt", "y/a.txt", "r/x/a.txt"]);
    }

    fn article(id: &str, path: &str, line: u64) -> RawArticle {
        RawArticle { id: id.into(), path: path.into(), line: Some(line), ..RawArticle::default() }
    }

    #[test]
    fn later_articles_of_one_id_are_numbered_past_ids_that_are_taken() {
        let mut articles = vec![
            article("7", "a", 1),
            article("7~2", "a", 2),
            article("7", "a", 3),
            article("7", "b", 1),
            article("8", "b", 2),
        ];
        let problems = make_unique(&mut articles);
        let ids: Vec<&str> = articles.iter().map(|article| article.id.as_str()).collect();
        assert_eq!(ids, ["7", "7~2", "7~3", "7~4", "8"]);
        assert_eq!(problems.iter().map(|p| (p.path.as_str(), p.line)).collect::<Vec<_>>(), [("a", Some(3)), ("b", Some(1))]);
        assert!(problems[1].message.contains("a:1"), "{}", problems[1].message);
    }
}
