//! What goes from a page because of what it is, whatever it says: menus, forms, lists of other articles, boxes by their names.

use super::blocks::{is_block, text_of};
use crate::text::Lexicon;
use dom_query::{Document, NodeRef};
use std::sync::LazyLock;

static REGIONS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../../data/lexicon/page_regions.txt")));

/// An element that holds more than this share of the page's running text is the article, whatever it is called.
const ARTICLE_SHARE: f64 = 0.4;
/// How many words of running text make an element with a name that articles use too one of the article.
const SHORT: usize = 40;
/// The longest name of a region, in words.
const NAME_WORDS: usize = 4;
/// A paragraph with at most so many words that is nothing but a link leads elsewhere.
const LINK_WORDS: usize = 30;
/// The share of a list's characters that are links from which on it is a list of links.
const LINKED: f64 = 0.8;

/// Elements that never hold the article's text.
const NEVER: [&str; 9] = ["nav", "form", "dialog", "button", "select", "input", "textarea", "menu", "marquee"];
/// Elements that go as a whole only while they hold little of the page's text.
const SIDE: [&str; 2] = ["aside", "footer"];
/// What an element is for, by its `role`.
const ROLES: [&str; 9] =
    ["navigation", "complementary", "contentinfo", "search", "dialog", "menu", "menubar", "toolbar", "alertdialog"];
/// Elements that no class turns into something else.
const KEPT: [&str; 11] = ["html", "body", "main", "article", "h1", "h2", "h3", "b", "i", "em", "strong"];
/// Starts of class names that tell of a state, not of what the element is.
const STATES: [&str; 6] = ["has-", "with-", "no-", "is-", "not-", "show-"];

/// How often, on average, the text of a page may be gone through. Boxes with telling names inside boxes with telling names would
/// take time without end.
const PASSES: usize = 40;

/// Takes away what is not the article.
pub(super) fn prune(document: &Document) {
    let root = document.root();
    let text = text_of(&root);
    let mut weigh = Weigh { all: prose(&text), spare: PASSES * (text.len() + 1000) };
    let mut gone = Vec::new();
    let mut node = root.first_child();
    while let Some(at) = node {
        let goes = at.is_element() && weigh.is_chrome(&at);
        let inside = at.first_child().filter(|_| !goes);
        node = inside.or_else(|| following(&at, &root));
        if goes {
            gone.push(at);
        }
    }
    gone.iter().for_each(NodeRef::remove_from_parent);
}

/// The next node in the order of the page that does not lie in `at`.
fn following<'a>(at: &NodeRef<'a>, root: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    let mut at = *at;
    loop {
        if let Some(next) = at.next_sibling() {
            return Some(next);
        }
        at = at.parent().filter(|parent| parent.id != root.id)?;
    }
}

/// Weighs elements against the whole page.
struct Weigh {
    /// Words of running text in the page.
    all: usize,
    /// Bytes of text that may still be looked at.
    spare: usize,
}

impl Weigh {
    fn is_chrome(&mut self, node: &NodeRef) -> bool {
        let name = node.node_name().unwrap_or_default();
        let name: &str = &name;
        if NEVER.contains(&name) {
            return name != "form" || self.is_small(node);
        }
        if name == "time" {
            return stands_alone(node);
        }
        let role = node.attr("role").unwrap_or_default().to_lowercase();
        if SIDE.contains(&name) || ROLES.contains(&role.as_str()) {
            return self.is_small(node);
        }
        if KEPT.contains(&name) {
            return false;
        }
        if matches!(name, "p" | "li" | "ul" | "ol") && self.leads_elsewhere(node) {
            return true;
        }
        let names = [node.attr("class").unwrap_or_default(), node.attr("id").unwrap_or_default()];
        match names.iter().flat_map(|names| names.split_whitespace()).filter_map(region).min() {
            Some(Region::Sure) => self.is_small(node),
            Some(Region::Short) => self.is_small(node) && self.prose_words(node) < SHORT,
            None => false,
        }
    }

    fn is_small(&mut self, node: &NodeRef) -> bool {
        self.prose_words(node) as f64 <= ARTICLE_SHARE * self.all as f64
    }

    /// Words of running text in an element; without end where too much was looked at.
    fn prose_words(&mut self, node: &NodeRef) -> usize {
        self.text(node).map_or(usize::MAX, |text| prose(&text))
    }

    fn text(&mut self, node: &NodeRef) -> Option<String> {
        if self.spare == 0 {
            return None;
        }
        let text = text_of(node);
        self.spare = self.spare.saturating_sub(text.len() + 10);
        Some(text)
    }

    /// Whether an element is nothing but links to other pages.
    fn leads_elsewhere(&mut self, node: &NodeRef) -> bool {
        let Some(text) = self.text(node) else { return false };
        let all = text.chars().filter(|c| c.is_alphanumeric()).count();
        if all == 0 || count(&text) > LINK_WORDS * text.lines().count() {
            return false;
        }
        let linked: usize = links(node).iter().map(|link| text_of(link).chars().filter(|c| c.is_alphanumeric()).count()).sum();
        let is_list = node.node_name().is_some_and(|name| &*name != "p");
        linked as f64 >= if is_list { LINKED } else { 1.0 } * all as f64
    }
}

/// How sure a name tells that an element is no article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Region {
    Sure,
    Short,
}

fn region(name: &str) -> Option<Region> {
    if STATES.iter().any(|state| name.starts_with(state)) {
        return None;
    }
    let words = split(name);
    let runs = (0..words.len()).flat_map(|from| (1..=NAME_WORDS).map(move |length| (from, from + length)));
    runs.filter_map(|(from, to)| REGIONS.value(&words.get(from..to)?.join(" ")))
        .map(|value| if value == "short" { Region::Short } else { Region::Sure })
        .min()
}

/// The words of a class or id: `relatedStories`, `related-stories` and `related__stories` are two.
fn split(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before_is_lower = false;
    for c in name.chars().take(80) {
        if !c.is_alphanumeric() || (c.is_uppercase() && before_is_lower) {
            words.push(String::new());
        }
        if c.is_alphanumeric()
            && let Some(word) = words.last_mut()
        {
            word.extend(c.to_lowercase());
        }
        before_is_lower = c.is_lowercase();
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Words of running text: of paragraphs that are long enough to be some.
fn prose(text: &str) -> usize {
    const SENTENCE: usize = 8;
    text.split("\n\n").map(count).filter(|words| *words >= SENTENCE).sum()
}

/// Words; in scripts without spaces, two characters are one.
fn count(text: &str) -> usize {
    let wide = text.chars().filter(|c| matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')).count();
    text.split_whitespace().count() + wide / 2
}

/// Whether an element has no running text beside it: the time over an entry of a live blog, not a day in a sentence.
fn stands_alone(node: &NodeRef) -> bool {
    let Some(parent) = node.parent() else { return false };
    parent.children_it(false).filter(|beside| beside.id != node.id).all(|beside| {
        !beside.is_text() && beside.node_name().is_none_or(|name| is_block(&name)) || beside.text().trim().is_empty()
    })
}

fn links<'a>(node: &NodeRef<'a>) -> Vec<NodeRef<'a>> {
    node.descendants_it().filter(|inner| inner.attr("href").is_some() && inner.has_name("a")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROSE: &str = "<p>The ferry Alma sank off Port Linden at dawn on Monday, the harbour master Ines Calder said, and all aboard \
        were brought ashore by fishing boats within the hour, although two of them had to be taken to hospital.</p>";

    /// What is left of the page, as the words that `pieces` begin with.
    fn check(inside: &str, expected: &str) {
        let document = Document::from(format!("<body><main>{}{inside}</main></body>", PROSE.repeat(4)));
        prune(&document);
        let text = text_of(&document.root());
        let left: Vec<&str> = text.split("\n\n").filter(|paragraph| !paragraph.starts_with("The ferry Alma sank")).collect();
        assert_eq!(left.join("|"), expected, "{inside}");
    }

    #[test]
    fn regions_go_by_role_and_name() {
        check("<nav>Home</nav><aside>Box</aside><p>Stays.</p>", "Stays.");
        check("<div class='c-relatedStories x'>Other</div><div role=navigation>Menu</div>", "");
        check("<section id=comments><p>I was there.</p></section>", "");
        check("<div class='article__body has-comments js-ad-free'>Stays</div>", "");
        check("<div class='article__body has-comments'>Stays</div>", "Stays");
        check("<div class=load-more>Stays</div>", "Stays");
        check("<blockquote class=pullquote>We agreed</blockquote><blockquote>Stays</blockquote>", "Stays");
        check(
            "<header><time>17:40</time><h2>Stays</h2></header><p>On <time>May 3</time> it rose.</p>",
            "Stays|On May 3 it rose.",
        );
    }

    #[test]
    fn names_that_articles_use_too_take_little_away() {
        check("<div class=legal>All rights reserved.</div>", "");
        let analysis = format!("<div class=legal-analysis><h2>What is next</h2>{PROSE}{PROSE}</div>");
        check(&analysis, "What is next");
    }

    #[test]
    fn the_article_stays_whatever_it_is_called() {
        let document = Document::from(format!("<aside class=sidebar>{}</aside>", PROSE.repeat(4)));
        prune(&document);
        assert_eq!(text_of(&document.root()).matches("Alma").count(), 4);
    }

    #[test]
    fn links_to_other_articles_go_and_links_in_sentences_stay() {
        check("<p><a href=x>Ferry owner fined</a></p><p>See <a href=x>the report</a> of May.</p>", "See the report of May.");
        check(
            "<ul><li><a href=x>One</a><li><a href=y>Two</a></ul><ul><li>A point<li>A <a href=z>second</a> point</ul>",
            "A point|A second point",
        );
    }
}
