//! An article from a web page: the main text by `dom_smoothie`, what the page tells of itself, and a last step against what is left.

mod blocks;
mod bounds;
mod chrome;
mod told;

pub(super) use blocks::{Paragraphs, is_block};
pub(super) use bounds::check_attributes;

use super::gathered::{Entry, Refusal};
use super::versions::Edition;
use crate::error::ProblemKind;
use crate::model::Fields;
use crate::text::{Span, words};
use dom_query::Document;
use dom_smoothie::{Config, Readability};
use told::Told;

/// Below this share of the words that the page's own data has as its text, the data is taken: the page builds its text by script.
const OWN_TEXT_LEAST: f64 = 0.6;

/// A page for subscribers that shows fewer words than this shows the start of its article only.
const WHOLE_LEAST: usize = 200;

/// Among how many lines at the start of a text its title is looked for.
const TITLE_LINES: usize = 3;
/// From how many words on a line that is a part of the stated title is the title.
const TITLE_WORDS: usize = 4;

/// What a page gave.
#[derive(Debug, Clone)]
pub(super) struct Page {
    pub(super) entry: Entry,
    /// What is odd about it, though it was read.
    pub(super) remark: Option<String>,
}

/// Reads a page; `address` is where it was fetched, where that is known.
pub(super) fn read(html: &str, address: Option<&str>) -> Result<Page, Refusal> {
    bounds::check(html)?;
    let document = Document::from(html);
    let told = told::read(&document, address);
    chrome::prune(&document);
    let extracted = extracted(document);
    let body = chosen(extracted, &told);
    if body.is_empty() {
        return Err(Refusal::new(ProblemKind::Empty, "a page without an article in it"));
    }
    let length = count(&body);
    let remark = (told.for_subscribers && length < WHOLE_LEAST)
        .then(|| format!("a page for subscribers that shows {length} words; what it does not show cannot be compared"));
    let Told { title, source, author, date, changed, url, language, .. } = told;
    let title = title.map(|title| own_title(&title, &body).map(str::to_string).unwrap_or(title));
    let fields = Fields { source, author, title: title.clone(), date, url, language, ..Fields::default() };
    let edition = Edition { made: changed.or_else(|| fields.date.clone()), ..Edition::default() };
    let text = with_title(title.as_deref(), body);
    Ok(Page { entry: Entry { text, fields, edition, ..Entry::default() }, remark })
}

/// The text of a piece of markup, such as the content of a feed's entry.
pub(super) fn fragment_text(html: &str) -> Result<String, Refusal> {
    bounds::check(html)?;
    let document = Document::fragment(html);
    chrome::prune(&document);
    Ok(blocks::text_of(&document.root()))
}

/// Whether a text is written in markup: it has a tag that makes paragraphs.
pub(super) fn is_markup(text: &str) -> bool {
    let tags = text.match_indices('<').take(200).filter_map(|(at, _)| text.get(at + 1..));
    tags.map(|rest| rest.strip_prefix('/').unwrap_or(rest)).any(|rest| {
        let name: String =
            rest.chars().take_while(char::is_ascii_alphanumeric).take(10).collect::<String>().to_ascii_lowercase();
        let after = rest[name.len()..].trim_start_matches([' ', '/']).chars().next();
        (name == "br" || is_block(&name)) && after.is_some_and(|c| c == '>' || c.is_ascii_alphabetic()) && rest.contains('>')
    })
}

/// A text under its title. Where it begins with the title already, perhaps without the name of the site, it stays as it is.
pub(super) fn with_title(title: Option<&str>, body: String) -> String {
    let Some(title) = title.map(str::trim).filter(|title| !title.is_empty()) else { return body };
    if own_title(title, &body).is_some() { body } else { format!("{title}\n\n{body}") }
}

/// The first line of a text that says what its stated title says.
fn own_title<'a>(title: &str, body: &'a str) -> Option<&'a str> {
    let key =
        |line: &str| words(line, Span::whole(line)).iter().map(|word| word.text.to_lowercase()).collect::<Vec<_>>().join(" ");
    let stated = key(title);
    let says_so = |line: &&str| {
        let own = key(line);
        own == stated
            || (own.split(' ').count() >= TITLE_WORDS
                && (stated.contains(&own) || own.contains(&stated) && own.len() < 2 * stated.len()))
    };
    body.lines().filter(|line| !line.trim().is_empty()).take(TITLE_LINES).filter(|line| line.len() < 400).find(says_so)
}

/// The main text by the library; empty where it finds none.
fn extracted(document: Document) -> String {
    let config = Config { disable_json_ld: true, keep_classes: true, ..Config::default() };
    let found = Readability::with_document(document, None, Some(config)).and_then(|mut page| page.parse());
    let Ok(article) = found else { return String::new() };
    let content = Document::fragment(article.content);
    chrome::prune(&content);
    blocks::text_of(&content.root())
}

/// The text that the page shows, unless its own data hold far more of it.
fn chosen(extracted: String, told: &Told) -> String {
    let Some(body) = &told.body else { return extracted };
    let own = if is_markup(body) { fragment_text(body).unwrap_or_default() } else { body.trim().to_string() };
    if (count(&extracted) as f64) < OWN_TEXT_LEAST * count(&own) as f64 { own } else { extracted }
}

fn count(text: &str) -> usize {
    words(text, Span::whole(text)).len()
}
