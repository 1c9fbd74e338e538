//! `crosswire inspect`: one article as it is read.

use super::Status;
use super::layout::{self, one_line, shortened, width, write_table};
use super::run_args::InspectArgs;
use super::settings::read_config;
use super::terminal::print_problems;
use anstyle::{AnsiColor, Style};
use comfy_table::{ColumnConstraint, Table, Width};
use crosswire::chunk::{Chunked, chunk};
use crosswire::error::Error;
use crosswire::ingest::ingest;
use crosswire::model::{Article, Claim, DateBasis, RawArticle};
use crosswire::normalize::normalize;
use crosswire::observe::Silent;
use crosswire::text::{CodePoints, Span};
use std::io::{self, Write};
use std::path::Path;

/// Characters of a dropped run that are shown, from its start.
const DROPPED_SHOWN: usize = 80;

/// Ids that are named where the file holds several articles.
const IDS_SHOWN: usize = 5;

const HEADING: Style = Style::new().bold();
const NAME: Style = AnsiColor::Cyan.on_default();

/// Runs the command.
pub fn inspect(args: InspectArgs) -> anyhow::Result<Status> {
    let config = read_config(args.config.as_deref(), args.reading)?;
    let ingested = ingest(std::slice::from_ref(&args.file), &config.ingest, &Silent)?;
    let mut problems = ingested.problems;
    let chosen = choose(ingested.articles, args.id.as_deref(), &args.file);
    let raw = match chosen {
        Ok(raw) => raw,
        Err(error) => {
            print_problems(&problems, None)?;
            return Err(error.into());
        }
    };
    let normalized = normalize(vec![raw], &config.normalize, &Silent);
    problems.extend(normalized.problems);
    let Chunked { claims, problems: faults } = chunk(&normalized.articles, &config.chunk, &Silent);
    problems.extend(faults);
    let mut out = anstream::stdout().lock();
    for article in &normalized.articles {
        show(&mut out, article, &claims, width())?;
    }
    print_problems(&problems, None)?;
    Ok(if problems.is_empty() { Status::Done } else { Status::DoneWithProblems })
}

/// The article to show: the only one, or the one with the id asked for.
fn choose(mut articles: Vec<RawArticle>, id: Option<&str>, file: &Path) -> Result<RawArticle, Error> {
    let file = file.display();
    if let Some(id) = id {
        let position = articles.iter().position(|article| article.id == id);
        return match position {
            Some(position) => Ok(articles.swap_remove(position)),
            None => Err(Error::Usage(format!("{file} holds no article {id}\n{}", some_ids(&articles)))),
        };
    }
    match articles.len() {
        0 => Err(Error::Usage(format!("{file} holds no article"))),
        1 => Ok(articles.swap_remove(0)),
        several => Err(Error::Usage(format!("{file} holds {several} articles\nchoose one with --id; {}", some_ids(&articles)))),
    }
}

fn some_ids(articles: &[RawArticle]) -> String {
    let ids: Vec<&str> = articles.iter().take(IDS_SHOWN).map(|article| article.id.as_str()).collect();
    format!("its ids are {}{}", ids.join(", "), if articles.len() > IDS_SHOWN { ", …" } else { "" })
}

/// Prints all that was read of `article`.
fn show(out: &mut dyn Write, article: &Article, claims: &[Claim], width: u16) -> io::Result<()> {
    let points = CodePoints::of(&article.text);
    writeln!(out, "{HEADING}{}{HEADING:#}", article.id)?;
    for (name, value) in facts(article, claims.len()) {
        writeln!(out, "  {NAME}{name:<10}{NAME:#}{value}")?;
    }
    writeln!(out, "\n{HEADING}Dropped{HEADING:#}")?;
    let mut dropped = table(width, &["place", "rule", "text"]);
    for run in &article.dropped {
        dropped.add_row([place(&points, run.span), run.reason.to_string(), shortened(article.at(run.span), DROPPED_SHOWN)]);
    }
    write_table(out, &dropped)?;
    writeln!(out, "\n{HEADING}Claims{HEADING:#}")?;
    let mut rows = table(width, &["place", "kind", "speaker", "cue", "text"]);
    for claim in claims {
        let speaker = claim.speaker.as_ref().map(|s| format!("{} ({})", s.name, s.basis.as_str())).unwrap_or_default();
        let cue = claim.cue.as_ref().map(|cue| cue.lemma.clone()).unwrap_or_default();
        let text = one_line(article.at(claim.span));
        rows.add_row([place(&points, claim.span), claim.kind.as_str().to_owned(), speaker, cue, text]);
    }
    write_table(out, &rows)
}

fn facts(article: &Article, claims: usize) -> Vec<(&'static str, String)> {
    let or_none = |value: Option<&str>| value.unwrap_or("-").to_owned();
    let published = match (article.published, article.published_basis) {
        (Some(at), Some(basis)) => format!("{at}, {}", basis_in_words(basis)),
        (Some(at), None) => at.to_string(),
        (None, _) => "-".to_owned(),
    };
    let dropped: usize = article.dropped.iter().map(|run| article.at(run.span).chars().count()).sum();
    let size = format!("{} characters, {dropped} of them dropped; claims: {claims}", article.text.chars().count());
    vec![
        ("outlet", article.outlet.clone()),
        ("agency", or_none(article.agency.as_deref())),
        ("published", published),
        ("dateline", or_none(article.dateline.as_deref())),
        ("title", or_none(article.title.as_deref())),
        ("language", article.language.clone()),
        ("encoding", article.encoding.clone()),
        ("url", or_none(article.url.as_deref())),
        ("size", size),
    ]
}

fn basis_in_words(basis: DateBasis) -> &'static str {
    match basis {
        DateBasis::Record => "by its record",
        DateBasis::Text => "by its dateline or date line",
        DateBasis::Url => "by its address",
        DateBasis::Inferred => "inferred from running text",
    }
}

/// A table whose last column takes the room that is left.
fn table(width: u16, header: &[&str]) -> Table {
    let mut table = layout::table(width, header);
    for (position, column) in table.column_iter_mut().enumerate() {
        // Short columns must not be squeezed by a long text; speakers may wrap.
        if position + 1 < header.len() {
            column.set_constraint(match header[position] {
                "speaker" => ColumnConstraint::UpperBoundary(Width::Fixed(26)),
                _ => ColumnConstraint::ContentWidth,
            });
        }
    }
    table
}

fn place(points: &CodePoints, span: Span) -> String {
    let (start, end) = points.span(span);
    format!("{start}–{end}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crosswire::model::{ClaimKind, Cue, Dropped, Moment, Polarity, Speaker, SpeakerBasis};

    #[test]
    fn an_article_is_shown_within_the_width() {
        let text = "Share  this\nТура Велл said “we will go on until every household on the island has water” on Monday.";
        let at = |part: &str| {
            let start = text.find(part).unwrap();
            Span::new(start, start + part.len())
        };
        let article = Article {
            id: "island.txt".to_owned(),
            text: text.to_owned(),
            encoding: "UTF-8".to_owned(),
            outlet: "Harbour Post".to_owned(),
            language: "en".to_owned(),
            published: crosswire::model::Date::new(2021, 3, 1).map(Moment::day),
            published_basis: Some(DateBasis::Inferred),
            dropped: vec![Dropped { span: at("Share  this"), reason: "share bar".into() }],
            ..Article::default()
        };
        let quote = at("“we will go on until every household on the island has water”");
        let claim = Claim {
            id: "c0".to_owned(),
            article: 0,
            span: quote,
            sentence: quote,
            block: 0,
            position: 0,
            kind: ClaimKind::Quote,
            speaker: Some(Speaker {
                name: "Тура Велл".to_owned(), mention: at("Тура Велл"), basis: SpeakerBasis::Named
            }),
            cue: Some(Cue { span: at("said"), lemma: "say".to_owned() }),
            utterance: None,
            quoted: Vec::new(),
            quantities: Vec::new(),
            dates: Vec::new(),
            polarity: Polarity::Affirmed,
        };
        let mut out = Vec::new();
        show(&mut anstream::StripStream::new(&mut out), &article, &[claim], 70).unwrap();
        let shown = String::from_utf8(out).unwrap();
        assert!(shown.lines().all(|line| line.chars().count() <= 70), "{shown}");
        insta::assert_snapshot!(shown, @r#"
        island.txt
          outlet    Harbour Post
          agency    -
          published 2021-03-01, inferred from running text
          dateline  -
          title     -
          language  en
          encoding  UTF-8
          url       -
          size      99 characters, 11 of them dropped; claims: 1

        Dropped
          place  rule       text
          0–11   share bar  Share this

        Claims
          place  kind   speaker            cue  text
          27–88  quote  Тура Велл (named)  say  “we will go on until every
                                                household on the island has
                                                water”
        "#);
    }

    #[test]
    fn one_of_several_articles_is_chosen_by_id() {
        let raw = |id: &str| RawArticle { id: id.to_owned(), ..RawArticle::default() };
        let file = Path::new("a.jsonl");
        assert_eq!(choose(vec![raw("x")], None, file).unwrap().id, "x");
        assert_eq!(choose(vec![raw("x"), raw("y")], Some("y"), file).unwrap().id, "y");
        let error = |articles, id| choose(articles, id, file).unwrap_err().to_string();
        assert_eq!(error(vec![], None), "a.jsonl holds no article");
        assert_eq!(error(vec![raw("x"), raw("y")], None), "a.jsonl holds 2 articles\nchoose one with --id; its ids are x, y");
        assert_eq!(error(vec![raw("x")], Some("z")), "a.jsonl holds no article z\nits ids are x");
    }
}
