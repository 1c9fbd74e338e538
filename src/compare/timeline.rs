//! Who had a statement first, and by how much.

use crate::model::{Article, Claim, Moment, Statement};
use std::fmt;

/// The articles that carry a statement, in the order in which they were published.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Timeline {
    /// One for each article: by time, undated ones last; of articles as early, the first in the run's list first.
    pub appearances: Vec<Appearance>,
    /// How many of them, from the start, may be the first: more than one where times are known to the day only.
    pub may_be_first: usize,
    /// How long after the earliest appearance another outlet follows that cannot have been first; `None` where none does.
    pub lead: Option<Lag>,
}

/// A statement in one article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Appearance {
    /// The article, by position.
    pub article: usize,
    /// Its first account of the statement, by position.
    pub claim: usize,
    /// When it was published, as far as known.
    pub published: Option<Moment>,
    /// How long after the earliest appearance; `None` where it has no date.
    pub lag: Option<Lag>,
}

/// A time between two publications, as exact as their times are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lag {
    /// Minutes; whole days where it is not exact.
    pub minutes: i64,
    /// Whether both times are known to the minute, else to the day.
    pub is_exact: bool,
}

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;

impl Lag {
    /// The time from one publication to a later one.
    ///
    /// ```
    /// use crosswire::compare::Lag;
    /// use crosswire::model::Moment;
    /// let lag = |from, to| Lag::between(Moment::parse(from).unwrap(), Moment::parse(to).unwrap()).to_string();
    /// assert_eq!(lag("2025-03-04T08:10:00Z", "2025-03-04T09:45:00Z"), "1 h 35 min");
    /// assert_eq!(lag("2025-03-04", "2025-03-04T09:45:00Z"), "the same day");
    /// assert_eq!(lag("2025-03-04", "2025-03-06"), "2 days");
    /// ```
    pub fn between(from: Moment, to: Moment) -> Self {
        if from.minute.is_some() && to.minute.is_some() {
            Lag { minutes: to.order_key() - from.order_key(), is_exact: true }
        } else {
            Lag { minutes: i64::from(to.date.days_since(from.date)) * DAY, is_exact: false }
        }
    }
}

impl fmt::Display for Lag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let minutes = self.minutes.max(0);
        let (days, hours, rest) = (minutes / DAY, minutes % DAY / HOUR, minutes % HOUR);
        let plural = if days == 1 { "" } else { "s" };
        match (self.is_exact, days, hours) {
            (false, 0, _) => f.write_str("the same day"),
            (true, 0, 0) if rest == 0 => f.write_str("the same minute"),
            (true, 0, 0) => write!(f, "{rest} min"),
            (true, 0, _) if rest == 0 => write!(f, "{hours} h"),
            (true, 0, _) => write!(f, "{hours} h {rest} min"),
            (true, _, 1..) => write!(f, "{days} day{plural} {hours} h"),
            _ => write!(f, "{days} day{plural}"),
        }
    }
}

/// When each article carried `statement`.
///
/// ```
/// use crosswire::compare::timeline;
/// use crosswire::{config::Config, observe::Silent, pipeline};
///
/// let folder = tempfile::tempdir()?;
/// let quote = "\\\"We will reopen the harbour at Veldt on Friday,\\\" Mayor Ida Brandt said.";
/// let lines = [("Mail", "2025-05-04T09:30:00Z", "Ships waited outside."), ("Post", "2025-05-04T08:00:00Z", "The wreck is gone.")]
///     .map(|(outlet, date, more)| format!(r#"{{"source": "{outlet}", "date": "{date}", "text": "{more} {quote}"}}"#));
/// std::fs::write(folder.path().join("in.jsonl"), lines.join("\n"))?;
///
/// let run = pipeline::run(&[folder.path().to_path_buf()], &Config::default(), &Silent)?;
/// let times = timeline(&run.statements[0], &run.claims, &run.articles);
/// assert_eq!(run.articles[times.appearances[0].article].outlet, "Post");
/// assert_eq!(times.may_be_first, 1);
/// assert_eq!(times.lead.unwrap().to_string(), "1 h 30 min");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn timeline(statement: &Statement, claims: &[Claim], articles: &[Article]) -> Timeline {
    let mut appearances: Vec<Appearance> = Vec::new();
    // Claims are sorted by article and place, and so are members: the first of an article comes first.
    for member in &statement.members {
        let Some(claim) = claims.get(*member) else { continue };
        if appearances.last().is_none_or(|last| last.article != claim.article) {
            let published = articles.get(claim.article).and_then(|article| article.published);
            appearances.push(Appearance { article: claim.article, claim: *member, published, lag: None });
        }
    }
    let early = |a: &Appearance| a.published.map_or(i64::MAX, Moment::order_key);
    appearances.sort_by_key(|a| (early(a), a.article));
    let first = appearances.first().and_then(|a| a.published);
    for appearance in &mut appearances {
        appearance.lag = first.zip(appearance.published).map(|(first, at)| Lag::between(first, at));
    }
    // The earliest moment by which one of them was surely out.
    let out_by = appearances.iter().filter_map(|a| a.published).map(latest).min();
    let may = |a: &Appearance| a.published.zip(out_by).is_some_and(|(at, by)| at.order_key() <= by);
    let may_be_first = appearances.iter().take_while(|a| may(a)).count();
    let outlet = |a: &Appearance| articles.get(a.article).map(|article| article.outlet.as_str());
    let (firsts, rest) = appearances.split_at(may_be_first);
    let follower = rest.iter().find(|a| a.published.is_some() && !firsts.iter().any(|f| outlet(f) == outlet(a)));
    let lead = follower.and_then(|a| a.lag);
    Timeline { appearances, may_be_first, lead }
}

/// The last minute that a moment can mean.
fn latest(moment: Moment) -> i64 {
    moment.order_key() + if moment.minute.is_some() { 0 } else { DAY - 1 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ClaimKind, Polarity};
    use crate::text::Span;

    /// The timeline of a statement with a claim in an article for each outlet and time.
    fn of(published: &[(&str, &str)]) -> (Timeline, Vec<Article>) {
        let article = |(outlet, at): &(&str, &str)| Article {
            outlet: (*outlet).to_owned(),
            published: Moment::parse(at),
            ..Article::default()
        };
        let claim = |article| Claim {
            id: String::new(),
            article,
            span: Span::default(),
            sentence: Span::default(),
            block: 0,
            position: 0,
            kind: ClaimKind::Fact,
            speaker: None,
            cue: None,
            utterance: None,
            quoted: Vec::new(),
            quantities: Vec::new(),
            dates: Vec::new(),
            polarity: Polarity::Affirmed,
        };
        let articles: Vec<Article> = published.iter().map(article).collect();
        let claims: Vec<Claim> = (0..articles.len()).map(claim).collect();
        let statement = Statement {
            id: String::new(),
            event: None,
            members: (0..claims.len()).collect(),
            ties: vec![1.0; claims.len()],
            representative: 0,
            findings: Vec::new(),
        };
        (timeline(&statement, &claims, &articles), articles)
    }

    /// Outlets in order, how many may be first, and the lead.
    fn told(published: &[(&str, &str)]) -> (String, usize, String) {
        let (found, articles) = of(published);
        let outlets: String = found.appearances.iter().map(|a| articles[a.article].outlet.as_str()).collect();
        (outlets, found.may_be_first, found.lead.map(|lag| lag.to_string()).unwrap_or_default())
    }

    #[test]
    fn the_earliest_is_first_and_the_undated_last() {
        let at = |outlets: &str, first, lead: &str| (outlets.to_owned(), first, lead.to_owned());
        let (a, b, c) = ("2025-03-04T08:00:00Z", "2025-03-04T11:05:00+02:00", "2025-03-06T09:00:00Z");
        assert_eq!(told(&[("U", ""), ("C", c), ("B", b), ("A", a)]), at("ABCU", 1, "1 h 5 min"));
        assert_eq!(told(&[("B", a), ("A", a)]), at("BA", 2, ""));
        assert_eq!(told(&[("A", a), ("A", b), ("C", c)]), at("AAC", 1, "2 days 1 h"));
        assert_eq!(told(&[("A", ""), ("B", "")]), at("AB", 0, ""));
        assert_eq!(told(&[]), at("", 0, ""));
    }

    #[test]
    fn a_day_leaves_open_who_was_first_on_it() {
        let at = |outlets: &str, first, lead: &str| (outlets.to_owned(), first, lead.to_owned());
        assert_eq!(told(&[("A", "2025-03-04"), ("B", "2025-03-04T20:00:00Z"), ("C", "2025-03-05")]), at("ABC", 2, "1 day"));
        assert_eq!(told(&[("A", "2025-03-04"), ("B", "2025-03-04")]), at("AB", 2, ""));
        // At eight it was surely out, so what came later that day was not first.
        let eight = [("A", "2025-03-04"), ("B", "2025-03-04T08:00:00Z"), ("C", "2025-03-04T09:00:00Z")];
        assert_eq!(told(&eight), at("ABC", 2, "the same day"));
        let (found, _) = of(&eight);
        let lags: Vec<String> = found.appearances.iter().map(|a| a.lag.unwrap().to_string()).collect();
        assert_eq!(lags, ["the same day", "the same day", "the same day"]);
    }
}
