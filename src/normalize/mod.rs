//! What is the article, who published it, whose copy is it, and when? Raw articles become articles.

use crate::error::Problem;
use crate::model::{Article, RawArticle};
use crate::observe::Observer;

/// How articles are cleaned.
#[derive(Debug, Clone, Default)]
pub struct NormalizeOptions {}

/// Cleaned articles.
#[derive(Debug, Clone, Default)]
pub struct Normalized {
    /// One for each raw article, in the same order.
    pub articles: Vec<Article>,
    /// What could not be made out, sorted: unreadable dates, articles that are nothing but chrome.
    pub problems: Vec<Problem>,
}

/// Cleans all articles. Nothing can fail; what is doubtful becomes a problem.
pub fn normalize(_raw: Vec<RawArticle>, _options: &NormalizeOptions, _observer: &dyn Observer) -> Normalized {
    Normalized::default()
}
