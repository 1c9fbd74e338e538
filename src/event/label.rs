//! What a group of articles is called, and when it was.

use super::linkage::Tie;
use crate::model::{Article, BlockKind, Event, Moment};
use crate::text::stable_id;

/// A title made from running text has at most about this many characters.
const TITLE_LENGTH: usize = 80;

/// The id of a group: it derives from the ids of its members.
pub(super) fn id(prefix: &str, articles: &[&Article], members: &[usize]) -> String {
    let mut ids: Vec<&str> = members.iter().map(|i| articles[*i].id.as_str()).collect();
    ids.sort_unstable();
    stable_id(prefix, &ids)
}

/// For each group its most central article: the one most alike to the others, then the earliest, then the first.
pub(super) fn central(groups: &[Vec<usize>], ties: &[Tie], articles: &[&Article]) -> Vec<usize> {
    let mut group_of = vec![0; articles.len()];
    for (group, members) in groups.iter().enumerate() {
        members.iter().for_each(|i| group_of[*i] = group);
    }
    let mut sums = vec![0.0; articles.len()];
    for tie in ties.iter().filter(|tie| group_of[tie.a as usize] == group_of[tie.b as usize]) {
        sums[tie.a as usize] += tie.likeness;
        sums[tie.b as usize] += tie.likeness;
    }
    let rank = |i: &usize| (articles[*i].published.is_none(), articles[*i].published.map(Moment::order_key), *i);
    let best = |members: &Vec<usize>| {
        members.iter().copied().min_by(|a, b| sums[*b].total_cmp(&sums[*a]).then_with(|| rank(a).cmp(&rank(b))))
    };
    groups.iter().map(|members| best(members).unwrap_or_default()).collect()
}

/// The event of `members`, called after `central`; `positions` are its articles as the run knows them.
pub(super) fn event(articles: &[&Article], members: &[usize], central: usize, positions: Vec<usize>) -> Event {
    let published = || members.iter().filter_map(|i| articles[*i].published);
    Event {
        id: id("e", articles, members),
        title: articles.get(central).map(|a| title(a)).unwrap_or_default(),
        articles: positions,
        first_published: published().min_by_key(|m| m.order_key()),
        last_published: published().max_by_key(|m| m.order_key()),
    }
}

/// What events are sorted by: first publication, undated last, then id.
pub(super) fn rank(event: &Event) -> (bool, Option<i64>, &str) {
    (event.first_published.is_none(), event.first_published.map(Moment::order_key), &event.id)
}

/// An article's title, or its first headline, or the beginning of its first sentence, or its id.
fn title(article: &Article) -> String {
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(title) = article.title.as_deref().map(one_line).filter(|t| !t.is_empty()) {
        return title;
    }
    let headline = article.blocks.iter().find(|b| b.kind == BlockKind::Headline);
    if let Some(block) = headline {
        return one_line(article.at(block.span));
    }
    match article.blocks.first() {
        Some(block) => beginning(&one_line(article.at(block.span))),
        None => article.id.clone(),
    }
}

/// The first sentence of `text`, cut at the end of a word where it is long.
fn beginning(text: &str) -> String {
    let sentence = text.find(['.', '!', '?']).filter(|end| *end >= TITLE_LENGTH / 2).map_or(text, |end| &text[..end]);
    let Some((limit, _)) = sentence.char_indices().nth(TITLE_LENGTH) else {
        return sentence.to_owned();
    };
    let ends_here = sentence[limit..].starts_with(' ');
    let end = if ends_here { limit } else { sentence[..limit].rfind(' ').unwrap_or(limit) };
    format!("{} …", &sentence[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_beginning_is_cut_at_a_word() {
        let text = "The harbour master of Port Kessel, who had been on duty since dawn, said nothing of the fog that day";
        assert_eq!(beginning(text), "The harbour master of Port Kessel, who had been on duty since dawn, said nothing …");
        assert_eq!(beginning("It sank"), "It sank");
        assert_eq!(beginning(&"ж".repeat(100)), format!("{} …", "ж".repeat(80)));
    }
}
