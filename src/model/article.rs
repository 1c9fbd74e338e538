//! An article: as it was read, and as it is after cleaning.

use super::moment::Moment;
use crate::text::Span;
use std::borrow::Cow;

/// An article as an input gave it, decoded but otherwise untouched.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RawArticle {
    /// The record's own id, or the file's path relative to the input folder. Unique in a run.
    pub id: String,
    /// The file it came from, as the user named it.
    pub path: String,
    /// The line or record in that file, from 1, where it holds several.
    pub line: Option<u64>,
    /// The text, decoded, without a byte order mark; every span of the article points into it.
    pub text: String,
    /// The encoding it was decoded from, by its WHATWG name (`UTF-8`, `windows-1251`).
    pub encoding: String,
    /// What the input says of the article.
    pub fields: Fields,
}

/// What a record says of its article, as written there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fields {
    /// Who published it.
    pub source: Option<String>,
    /// Who wrote it, as a byline names them.
    pub author: Option<String>,
    /// Whose copy it is, where that is told apart from who published it.
    pub credit: Option<String>,
    /// Where it was written.
    pub located: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// When it was published.
    pub date: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Its language.
    pub language: Option<String>,
    /// The event that the record says it belongs to.
    pub event: Option<String>,
}

/// An article with what is known of it and with its page chrome marked. The text is the one it came with.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Article {
    /// See [`RawArticle::id`].
    pub id: String,
    /// See [`RawArticle::path`].
    pub path: String,
    /// See [`RawArticle::line`].
    pub line: Option<u64>,
    /// See [`RawArticle::text`].
    pub text: String,
    /// See [`RawArticle::encoding`].
    pub encoding: String,
    /// The headline: the record's title, or the first block of the text where that is a headline.
    pub title: Option<String>,
    /// Who published it, by the registry's name where it is known there; `unknown` where nothing tells.
    pub outlet: String,
    /// The wire agency whose copy it is, where a credit line, dateline or sign-off says so.
    pub agency: Option<String>,
    /// The dateline as printed (`MOSCOW, Dec. 15`), without the agency; else the place where its record says it was written.
    pub dateline: Option<String>,
    /// When it was published, as far as known.
    pub published: Option<Moment>,
    /// Where [`Article::published`] comes from.
    pub published_basis: Option<DateBasis>,
    /// BCP 47 code of its language (`en`, `ru`); `und` where it is too short to tell.
    pub language: String,
    /// Where it was published.
    pub url: Option<String>,
    /// Who wrote it, as its record or page names them.
    pub author: Option<String>,
    /// The event that its record says it belongs to.
    pub stated_event: Option<String>,
    /// What is left of the text after cleaning, in order, without overlap.
    pub blocks: Vec<Block>,
    /// What cleaning took away, in order, without overlap. Blocks and dropped runs share no byte.
    pub dropped: Vec<Dropped>,
}

/// Where a publication date comes from, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DateBasis {
    /// The record's date field.
    Record,
    /// A date line or dateline in the text.
    Text,
    /// The URL's path.
    Url,
    /// A date in running text that reads as the day of the report.
    Inferred,
}

/// A stretch of an article's text that is one paragraph, headline or the like, without white space at its ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// Its place.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// The sorts of [`Block`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlockKind {
    /// The article's title.
    Headline,
    /// A title inside the article.
    Subheading,
    /// Running text.
    Paragraph,
    /// The text under a picture.
    Caption,
}

/// A run of text that is not the article: page chrome, credit, disclaimer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dropped {
    /// Its place.
    pub span: Span,
    /// Which rule took it away, in a word or two (`credit`, `comment form`, `ticker`).
    pub reason: Cow<'static, str>,
}

impl Article {
    /// The text of one block or any other place in it.
    pub fn at(&self, span: Span) -> &str {
        span.of(&self.text)
    }
}
