//! `crosswire explain`: why two claims are one statement or not.

use super::Status;
use super::eval_args::ExplainArgs;
use super::layout::{shortened, table, width, wrapped, write_table};
use super::waterfall;
use anstyle::{AnsiColor, Style};
use crosswire::cluster::{Rule, told_side_by_side};
use crosswire::error::Error;
use crosswire::model::{Evidence, Link, MatchKey, Statement};
use crosswire::reopen::{Reopened, reopen};
use crosswire::score::Weights;
use std::io::{self, Write};

const HEADING: Style = Style::new().bold();
const NAME: Style = AnsiColor::Cyan.on_default();

/// Ids that are named where several begin alike.
const IDS_SHOWN: usize = 5;

/// Characters of an account that are shown on the narrowest screen.
const LEAST_TEXT: usize = 16;

/// By how much the weights may miss a probability of the run: the parts in `pairs.csv` are rounded.
const ROUNDING: f64 = 0.005;

/// Runs the command.
pub fn explain(args: &ExplainArgs) -> anyhow::Result<Status> {
    let run = reopen(&args.out)?;
    let claim_ids = || run.claims.iter().map(|claim| claim.id.as_str());
    let mut out = anstream::stdout().lock();
    let pair = match (&args.statement, args.claims.as_slice()) {
        (Some(id), _) => {
            let at = find(run.statements.iter().map(|s| s.id.as_str()), id, "statement", "statements.csv")?;
            let pair = weakest(&run, &run.statements[at]);
            accounts(&mut out, &run, &run.statements[at], pair.0, width())?;
            pair
        }
        (None, [one, other]) => {
            (find(claim_ids(), one, "claim", "claims.csv")?, find(claim_ids(), other, "claim", "claims.csv")?)
        }
        // clap has seen to it that there are two.
        (None, _) => return Err(Error::Usage("two claims are compared".to_owned()).into()),
    };
    if pair.0 == pair.1 {
        return Err(Error::Usage(format!("both are the claim {}\nname two", run.claims[pair.0].id)).into());
    }
    show(&mut out, &run, pair, width())?;
    Ok(Status::Done)
}

/// The position of the id that is `start` or is the only one to begin so.
fn find<'a>(ids: impl Iterator<Item = &'a str>, start: &str, what: &str, file: &str) -> Result<usize, Error> {
    let found: Vec<(usize, &str)> = ids.enumerate().filter(|(_, id)| id.starts_with(start)).collect();
    match found.as_slice() {
        [(at, _)] => Ok(*at),
        [] => Err(Error::Usage(format!("no {what} has an id that begins with {start:?}\nthe ids are in {file}"))),
        several => match several.iter().find(|(_, id)| *id == start) {
            Some((at, _)) => Ok(*at),
            None => {
                let first: Vec<&str> = several.iter().take(IDS_SHOWN).map(|(_, id)| *id).collect();
                let more = if several.len() > IDS_SHOWN { ", …" } else { "" };
                let count = several.len();
                Err(Error::Usage(format!(
                    "{count} {what}s have ids that begin with {start:?}\nthey are {}{more}",
                    first.join(", ")
                )))
            }
        },
    }
}

/// The weakest member of a statement, and the one to which it has the strongest tie.
fn weakest(run: &Reopened, statement: &Statement) -> (usize, usize) {
    let ties = statement.members.iter().zip(&statement.ties);
    let weakest = ties.min_by(|a, b| a.1.total_cmp(b.1)).map_or(statement.representative, |(member, _)| *member);
    let others = statement.members.iter().copied().filter(|member| *member != weakest);
    let strongest = others.max_by(|a, b| tie(run, weakest, *a).total_cmp(&tie(run, weakest, *b)));
    (weakest, strongest.unwrap_or(weakest))
}

/// What holds two claims together: their probability, or nothing where there is no link or a rule is against it.
fn tie(run: &Reopened, one: usize, other: usize) -> f64 {
    run.link(one, other).map_or(0.0, |link| run.config.cluster.strength(&run.articles, &run.claims, link))
}

/// The mean tie of `claim` to those of `members` that are of other articles; those of other events count where there is a tie, since
/// the others were not compared with it.
fn mean_tie(run: &Reopened, claim: usize, members: &[usize]) -> f64 {
    let article = run.claims[claim].article;
    let others = members.iter().filter(|member| run.claims[**member].article != article);
    let ties = others.map(|other| (tie(run, claim, *other), run.event_of(article) == run.event_of(run.claims[*other].article)));
    let ties: Vec<f64> = ties.filter(|(tie, in_one_event)| *in_one_event || *tie > 0.0).map(|(tie, _)| tie).collect();
    // The sum of nothing is -0.0.
    (ties.iter().sum::<f64>() + 0.0) / ties.len().max(1) as f64
}

/// The tie by which a member is in a statement.
fn own_tie(statement: &Statement, member: usize) -> f64 {
    let mut ties = statement.members.iter().zip(&statement.ties).filter(|(claim, _)| **claim == member);
    ties.next().map_or(0.0, |(_, tie)| *tie)
}

/// Prints the accounts of a statement with their ties to all others and to `one`.
fn accounts(out: &mut dyn Write, run: &Reopened, statement: &Statement, one: usize, width: u16) -> io::Result<()> {
    writeln!(out, "{HEADING}Accounts of {}{HEADING:#}", statement.id)?;
    let header = ["claim", "mean tie", "tie to A", "outlet", "text"];
    let mut rows = table(width, &header);
    // Claim ids have 17 characters; before and after each column there are two spaces.
    let outlet = |member: &usize| run.articles[run.claims[*member].article].outlet.chars().count().max(header[3].len());
    let outlets = statement.members.iter().map(outlet).max().unwrap_or(0);
    let room = usize::from(width).saturating_sub(17 + header[1].len() + header[2].len() + outlets + 6 * 2).max(LEAST_TEXT);
    for (member, mean) in statement.members.iter().zip(&statement.ties) {
        let claim = &run.claims[*member];
        let article = &run.articles[claim.article];
        let to_one = if *member == one { "A".to_owned() } else { format!("{:.2}", tie(run, one, *member)) };
        let text = shortened(article.at(claim.span), room - 1);
        rows.add_row([claim.id.clone(), format!("{mean:.2}"), to_one, article.outlet.clone(), text]);
    }
    write_table(out, &rows)?;
    writeln!(out)
}

/// Prints all there is to say of a pair.
fn show(out: &mut dyn Write, run: &Reopened, (one, other): (usize, usize), width: u16) -> io::Result<()> {
    claim(out, run, "A", one, width)?;
    claim(out, run, "B", other, width)?;
    writeln!(out, "\n{HEADING}Score{HEADING:#}")?;
    let paragraphs = match run.link(one, other) {
        Some(link) => score(out, run, link, width)?,
        None => vec![no_link(run, one, other)],
    };
    write_paragraphs(out, &paragraphs, width)?;
    writeln!(out, "\n{HEADING}Statement{HEADING:#}")?;
    write_paragraphs(out, &membership(run, one, other), width)
}

fn write_paragraphs(out: &mut dyn Write, paragraphs: &[String], width: u16) -> io::Result<()> {
    let lines = paragraphs.iter().flat_map(|text| wrapped(text, usize::from(width).saturating_sub(2)));
    lines.into_iter().try_for_each(|line| writeln!(out, "  {line}"))
}

fn claim(out: &mut dyn Write, run: &Reopened, label: &str, at: usize, width: u16) -> io::Result<()> {
    let claim = &run.claims[at];
    let article = &run.articles[claim.article];
    let agency = article.agency.as_ref().filter(|agency| **agency != article.outlet);
    let outlet = agency.map_or(article.outlet.clone(), |agency| format!("{} ({agency})", article.outlet));
    let published = article.published.map(|at| at.date.to_string());
    let speaker = claim.speaker.as_ref().map(|speaker| speaker.name.clone());
    let facts = [Some(outlet), published, Some(claim.kind.as_str().to_owned()), speaker].into_iter().flatten();
    writeln!(out, "{HEADING}{label}{HEADING:#}  {NAME}{}{NAME:#}  {}", claim.id, facts.collect::<Vec<_>>().join(" · "))?;
    let lines = wrapped(article.at(claim.span), usize::from(width).saturating_sub(3));
    lines.iter().try_for_each(|line| writeln!(out, "   {line}"))
}

/// Prints the parts of a link's score, and tells what is to be said of them.
fn score(out: &mut dyn Write, run: &Reopened, link: &Link, width: u16) -> io::Result<Vec<String>> {
    let probability = link.probability;
    if link.pair.key == MatchKey::Reuse {
        return Ok(vec![format!(
            "Probability {probability:.2}: the claims are of different events, where only nearly verbatim reuse counts."
        )]);
    }
    let (weights, baseline) = (weights(run), mean(&run.links));
    waterfall::write(out, weights.log_odds(&baseline), &weights.contributions(&link.evidence, &baseline), width)?;
    let mut said = vec![format!("Probability {probability:.2}. The mean pair is the mean of all links that the run kept.")];
    if (weights.probability(&link.evidence) - probability).abs() > ROUNDING {
        let now = weights.probability(&link.evidence);
        said.push(format!("With the weights of this version it would be {now:.2}: the run was made with others."));
    }
    Ok(said)
}

/// The weights of the run: those of its file where it names one that can still be read, else the built-in ones.
fn weights(run: &Reopened) -> Weights {
    let mut config = run.config.clone();
    // Where the file is gone, the probability below does not agree and the user is told.
    let _ = config.read_weights();
    config.score.weights
}

/// The mean of each part over the links that the weights scored.
fn mean(links: &[Link]) -> Evidence {
    let scored = || links.iter().filter(|link| link.pair.key == MatchKey::Event);
    let count = scored().count().max(1) as f64;
    Evidence(std::array::from_fn(|at| (scored().map(|link| f64::from(link.evidence.0[at])).sum::<f64>() / count) as f32))
}

fn no_link(run: &Reopened, one: usize, other: usize) -> String {
    let (a, b) = (&run.claims[one], &run.claims[other]);
    let keep = run.config.score.keep;
    if a.article == b.article && a.sentence == b.sentence {
        "No link: claims of one sentence are never compared.".to_owned()
    } else if run.event_of(a.article) != run.event_of(b.article) {
        "No link: the claims are of different events, where only nearly verbatim reuse is linked.".to_owned()
    } else {
        format!(
            "No link in pairs.csv: the claims have no telling word in common and were not compared, or their probability is below \
             {keep} (--keep)."
        )
    }
}

/// What clustering made of a pair, and why.
fn membership(run: &Reopened, one: usize, other: usize) -> Vec<String> {
    let options = &run.config.cluster;
    let threshold = options.threshold;
    let statements = |claim| run.statements_of(claim).map(|at| &run.statements[at]).collect::<Vec<&Statement>>();
    let (of_one, of_other) = (statements(one), statements(other));
    let tie = tie(run, one, other);
    let shared: Vec<&Statement> = of_one.iter().copied().filter(|s| of_other.iter().any(|o| o.id == s.id)).collect();
    if !shared.is_empty() {
        let mut said: Vec<String> = shared.iter().map(|statement| together(run, statement, one, other)).collect();
        if tie < threshold {
            said.push(format!("Their own tie {tie:.2} is weaker than that: the other accounts hold them together."));
        }
        return said;
    }
    let mut said = vec![match (of_one.as_slice(), of_other.as_slice()) {
        ([], []) => "Neither is in a statement.".to_owned(),
        (a, b) => format!("They are not in one statement: A is in {}, B in {}.", names(one, a), names(other, b)),
    }];
    said.push(match run.link(one, other).and_then(|link| options.rule_against(&run.articles, &run.claims, link)) {
        Some(Rule::SameArticle) => {
            format!("Both are of one article: there a tie below {} counts as 0 (cluster.same_article).", options.same_article)
        }
        Some(Rule::Headline) => {
            format!("One is a headline: there a tie below {} counts as 0 (cluster.headline).", options.headline)
        }
        Some(Rule::Caption) => {
            format!("One stands under a picture: there a tie below {} counts as 0 (cluster.caption).", options.caption)
        }
        None if tie >= threshold => format!(
            "Their own tie is {tie:.2}, which is enough for two. But either what they share is what they already share with their own \
             statements (cluster.fresh), or the other accounts are too far: their mean tie (--threshold {threshold}), or half of them have none."
        ),
        None => format!("Their own tie is {tie:.2}; a mean tie of {threshold} is needed (--threshold)."),
    });
    said.extend(
        of_other.iter().map(|s| format!("Mean tie of A to the accounts of {}: {:.2}.", s.id, mean_tie(run, one, &s.members))),
    );
    said.extend(
        of_one.iter().map(|s| format!("Mean tie of B to the accounts of {}: {:.2}.", s.id, mean_tie(run, other, &s.members))),
    );
    if let ([a], [b]) = (of_one.as_slice(), of_other.as_slice()) {
        let between =
            a.members.iter().map(|member| mean_tie(run, *member, &b.members)).sum::<f64>() / a.members.len().max(1) as f64;
        said.push(format!("Mean tie between the two statements: {between:.2}."));
        if between >= threshold {
            said.push(match told_side_by_side(&run.claims, &a.members, &b.members) {
                true => {
                    "Most articles of the smaller one have an account in the other: who tells both tells two things.".to_owned()
                }
                false => "Stronger ties were joined first, and what they left did not hold together, or half of the pairs have no tie.".to_owned(),
            });
        }
    }
    if tie >= threshold && of_one.is_empty() && of_other.is_empty() && run.claims[one].article == run.claims[other].article {
        said.push("A statement needs accounts of two articles.".to_owned());
    }
    said
}

fn together(run: &Reopened, statement: &Statement, one: usize, other: usize) -> String {
    let of = |claim| own_tie(statement, claim);
    format!(
        "Both are in {}, which has {} accounts. Mean tie to the other accounts: A {:.2}, B {:.2}; {} is needed (--threshold).",
        statement.id,
        statement.members.len(),
        of(one),
        of(other),
        run.config.cluster.threshold
    )
}

fn names(claim: usize, statements: &[&Statement]) -> String {
    if statements.is_empty() {
        return "none".to_owned();
    }
    let tie = |s: &Statement| own_tie(s, claim);
    let names = statements.iter().map(|s| format!("{} ({} accounts, mean tie {:.2})", s.id, s.members.len(), tie(s)));
    names.collect::<Vec<_>>().join(" and ")
}
