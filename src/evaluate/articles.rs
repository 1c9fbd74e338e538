//! How good are the events? By pairs of articles.

use super::{ArticleRow, EventFigures, Gold, f1, ratio};
use rustc_hash::FxHashMap;

/// Measures the events of a run. An article that the run does not list is in no event; one that it lists without an event shares
/// one with all others such.
pub fn evaluate(gold: &Gold, rows: &[ArticleRow]) -> EventFigures {
    let said: FxHashMap<&str, &str> =
        rows.iter().filter_map(|row| Some((gold.article_id(&row.article)?, row.event.as_str()))).collect();
    let articles: Vec<_> =
        gold.articles.iter().map(|(id, article)| (said.get(id.as_str()), article.event.as_deref())).collect();
    let (mut hit, mut wrong, mut missed) = (0, 0, 0);
    for (position, (said_a, true_a)) in articles.iter().enumerate() {
        for (said_b, true_b) in &articles[position + 1..] {
            match (true_a == true_b, said_a.is_some() && said_a == said_b) {
                (true, true) => hit += 1,
                (true, false) => missed += 1,
                (false, true) => wrong += 1,
                (false, false) => {}
            }
        }
    }
    let (precision, recall) = (ratio(hit, hit + wrong), ratio(hit, hit + missed));
    EventFigures { precision, recall, f1: f1(precision, recall) }
}
