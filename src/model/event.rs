//! Groups of articles: events and origins.

use super::moment::Moment;

/// Articles about the same happening, close in time.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Derived from its articles' ids: `e` and 16 hexadecimal digits.
    pub id: String,
    /// The title of its most central article.
    pub title: String,
    /// Its articles by position, sorted; never empty.
    pub articles: Vec<usize>,
    /// The earliest publication.
    pub first_published: Option<Moment>,
    /// The latest publication.
    pub last_published: Option<Moment>,
}

/// Articles that are copies or light rewrites of one text: one independent source. An article without copies is an origin of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Derived from its articles' ids: `o` and 16 hexadecimal digits.
    pub id: String,
    /// Its articles by position, sorted; never empty.
    pub articles: Vec<usize>,
}
