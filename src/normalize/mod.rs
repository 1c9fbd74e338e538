//! What is the article, who published it, whose copy is it, and when? Raw articles become articles.
//!
//! Input: articles as read. Output: the same, in the same order, each with outlet, agency, dateline, date, title and language as far as they
//! can be told, its text divided into blocks (what stays) and dropped runs (what goes, with the reason).
//!
//! Laws: every byte of a text that is not white space lies in exactly one block or one dropped run; blocks have no white space at their
//! ends; nothing fails; an article's result depends on the text, its record, the options and, for repeated lines, on the other articles of
//! its outlet, never on their order. The text itself is not changed: no case, quotes or spelling are touched here.

mod blocks;
mod caption;
mod chrome;
mod credit;
mod date_line;
mod date_text;
mod dateline;
mod draft;
mod english;
mod language;
mod masthead;
mod menu;
mod outlet;
mod outlet_name;
mod page_ends;
mod record_date;
mod registry;
mod repeated;
mod sections;
mod shape;
mod sign_off;
mod title;
mod url;

pub use registry::{OutletKind, Registry, RegistryEntry};

use crate::error::{Problem, ProblemKind, guarded};
use crate::model::{Article, Block, DateBasis, Dropped, Moment, RawArticle};
use crate::observe::{Observer, Stage};
use crate::parallel;
use draft::{Draft, Fate};

/// How articles are cleaned.
#[derive(Debug, Clone, Default)]
pub struct NormalizeOptions {
    /// Agencies and outlets known by name. Default: [`Registry::builtin`].
    pub registry: Registry,
    /// The outlet of articles for which neither record nor text tells one. Default: none, they are `unknown`.
    pub default_outlet: Option<String>,
    /// The language, as a BCP 47 code, of articles whose record tells none. Default: none, it is detected in each article.
    pub language: Option<String>,
}

/// Cleaned articles.
#[derive(Debug, Clone, Default)]
pub struct Normalized {
    /// One for each raw article, in the same order.
    pub articles: Vec<Article>,
    /// What could not be made out, sorted: unreadable dates, articles that are nothing but chrome.
    pub problems: Vec<Problem>,
}

/// The steps that clean one article, in order. A step decides only on pieces that no earlier step has decided on, so furniture that is
/// known for sure comes first and what is told by its place comes last.
const STEPS: [fn(&mut Draft<'_>); 15] = [
    masthead::masthead,
    sections::sections,
    chrome::lines,
    caption::captions,
    credit::credits,
    date_line::date_lines,
    menu::menus,
    chrome::edges,
    title::headline,
    // What stood between furniture and body may be a credit now.
    credit::credits,
    dateline::dateline,
    sign_off::sign_off,
    page_ends::page_ends,
    page_ends::kinds,
    date_line::told_day,
];

/// Cleans all articles. Nothing can fail; what is doubtful becomes a problem.
///
/// ```
/// use crosswire::model::RawArticle;
/// use crosswire::normalize::{NormalizeOptions, normalize};
/// use crosswire::observe::Silent;
///
/// let text = "KESH, Dec. 16 (Xinhua) -- The bridge over the Kesh is open again, the mayor said. Enditem";
/// let raw = RawArticle { id: "1".into(), text: text.into(), ..RawArticle::default() };
/// let article = normalize(vec![raw], &NormalizeOptions::default(), &Silent).articles.remove(0);
/// assert_eq!((article.outlet.as_str(), article.dateline.as_deref()), ("Xinhua", Some("KESH, Dec. 16")));
/// assert_eq!(article.at(article.blocks[0].span), "The bridge over the Kesh is open again, the mayor said.");
/// ```
pub fn normalize(raw: Vec<RawArticle>, options: &NormalizeOptions, observer: &dyn Observer) -> Normalized {
    observer.begin(Stage::Normalize, u64::try_from(raw.len()).ok());
    let cleaned: Vec<(Option<Article>, Vec<Problem>)> = parallel::map_taken(raw, |raw| {
        let (id, path, line) = (raw.id.clone(), raw.path.clone(), raw.line);
        let cleaned = guarded(|| clean(raw, options));
        observer.advance(Stage::Normalize, 1);
        match cleaned {
            Ok((article, problems)) => (Some(article), problems),
            Err(fault) => {
                let message = format!("article {id}: {fault}");
                (None, vec![Problem { path, line, kind: ProblemKind::Fault, message }])
            }
        }
    });
    let (articles, problems): (Vec<Option<Article>>, Vec<Vec<Problem>>) = cleaned.into_iter().unzip();
    let mut articles: Vec<Article> = articles.into_iter().flatten().collect();
    let lines = parallel::map(&articles, repeated::lines);
    repeated::drop_repeated(&mut articles, lines);
    let mut problems: Vec<Problem> = problems.into_iter().flatten().collect();
    problems.sort();
    problems.dedup();
    problems.iter().for_each(|problem| observer.problem(problem));
    observer.end(Stage::Normalize);
    Normalized { articles, problems }
}

/// The day or time that a record's date field tells, in any of the forms that are known.
pub fn record_date(field: &str) -> Option<Moment> {
    record_date::read(field)
}

fn clean(raw: RawArticle, options: &NormalizeOptions) -> (Article, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut note = |kind, message| problems.push(Problem { path: raw.path.clone(), line: raw.line, kind, message });
    let stated_title =
        raw.fields.title.as_deref().map(|title| title::bare(title, &options.registry)).filter(|title| !title.is_empty());
    let mut draft = draft_of(&raw.text, stated_title.as_deref(), &options.registry);
    STEPS.iter().for_each(|step| step(&mut draft));

    outlet::stated_agency(&mut draft, &raw.fields);
    let agency = outlet::agency(&draft);
    let outlet = outlet::outlet(&draft, &raw.fields, agency.as_deref(), options.default_outlet.as_deref());
    let (published, published_basis) = published(&draft, &raw, &mut note);
    let (blocks, dropped) = divided(&draft);
    if blocks.is_empty() {
        note(ProblemKind::Empty, format!("article {}: nothing is left of its text after cleaning", raw.id));
    }
    let (dateline, found_title) = (draft.dateline.take(), draft.title.take());
    let stated = raw.fields.language.as_deref().and_then(language::stated);
    let language = stated.or_else(|| options.language.clone()).unwrap_or_else(|| {
        language::detected(draft.pieces.iter().filter(|piece| !piece.is_dropped()).map(|piece| piece.sampled(&raw.text)))
    });
    let located = raw.fields.located.filter(|place| !place.trim().is_empty());
    let article = Article {
        title: stated_title.or(found_title),
        outlet,
        agency,
        dateline: dateline.or(located),
        published,
        published_basis,
        language,
        url: raw.fields.url,
        author: raw.fields.author,
        stated_event: raw.fields.event,
        blocks,
        dropped,
        id: raw.id,
        path: raw.path,
        line: raw.line,
        text: raw.text,
        encoding: raw.encoding,
    };
    (article, problems)
}

/// A draft on which no step has worked yet.
fn draft_of<'a>(text: &'a str, record_title: Option<&'a str>, registry: &'a Registry) -> Draft<'a> {
    Draft {
        text,
        record_title,
        registry,
        pieces: blocks::pieces(text),
        cuts: Vec::new(),
        agencies: Vec::new(),
        outlets: Vec::new(),
        told_outlet: None,
        dateline: None,
        dates: Vec::new(),
        title: None,
    }
}

/// The date of publication: the record's, else the text's, else the address's, else what the running text tells.
fn published(
    draft: &Draft<'_>,
    raw: &RawArticle,
    note: &mut impl FnMut(ProblemKind, String),
) -> (Option<Moment>, Option<DateBasis>) {
    let field = raw.fields.date.as_deref().map(str::trim).filter(|field| !field.is_empty());
    if let Some(field) = field {
        match record_date::read(field) {
            Some(moment) => return (Some(moment), Some(DateBasis::Record)),
            None => note(ProblemKind::Date, format!("article {}: date {field:?} cannot be read", raw.id)),
        }
    }
    let by_url = raw.fields.url.as_deref().and_then(url::day).map(|date| (DateBasis::Url, 0, Moment::day(date)));
    let found = draft.dates.iter().copied().chain(by_url).min_by_key(|(basis, at, _)| (*basis, *at));
    (found.map(|(_, _, moment)| moment), found.map(|(basis, _, _)| basis))
}

/// What stays and what goes, each in order.
fn divided(draft: &Draft<'_>) -> (Vec<Block>, Vec<Dropped>) {
    let mut blocks = Vec::new();
    let mut dropped = draft.cuts.clone();
    for piece in &draft.pieces {
        match piece.fate {
            Fate::Kept(kind) => blocks.push(Block { span: piece.span, kind }),
            Fate::Open => blocks.push(Block { span: piece.span, kind: crate::model::BlockKind::Paragraph }),
            Fate::Dropped(reason) => dropped.push(Dropped { span: piece.span, reason: reason.into() }),
        }
    }
    dropped.sort_by_key(|dropped| dropped.span);
    (blocks, dropped)
}
