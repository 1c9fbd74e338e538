//! Who had a statement first, in words.

use super::view::{View, counted, shown_time};
use crate::compare::Timeline;

/// Outlets that are named where several may be the first.
const NAMED: usize = 3;

/// `Xinhua 2015-12-16, 2 days ahead`; `Mail or Post 2015-12-16` where a day leaves it open; what is undated is counted.
pub fn first_in_words(times: &Timeline, view: &View) -> String {
    let undated = times.appearances.iter().filter(|a| a.published.is_none()).count();
    let mut outlets: Vec<&str> = Vec::new();
    for appearance in times.appearances.iter().take(times.may_be_first) {
        let outlet = view.articles[appearance.article].outlet.as_str();
        if !outlets.contains(&outlet) {
            outlets.push(outlet);
        }
    }
    let Some(at) = times.appearances.first().and_then(|a| a.published) else { return "undated".to_owned() };
    let mut names = outlets.iter().take(NAMED).copied().collect::<Vec<_>>().join(" or ");
    if outlets.len() > NAMED {
        names += &format!(" or {} more", outlets.len() - NAMED);
    }
    let mut shown = format!("{names} {}", shown_time(at));
    match times.lead {
        Some(lead) if !lead.is_exact && lead.minutes == 0 => shown += ", others the same day",
        Some(lead) => shown += &format!(", {lead} ahead"),
        None => {}
    }
    if undated > 0 {
        shown += &format!("; {} undated", counted(undated, "article"));
    }
    shown
}
