//! Diffs as a critical apparatus in TEI P5, by parallel segmentation.

use super::diff::{Account, Diff};
use super::view::{View, publisher};
use super::witness::sigla;
use crate::compare::{Segment, Variant};
use crate::text::Span;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Writes one TEI document: a `listWit` of all accounts, and for each statement a `div` with its text, in which an `app` stands where
/// accounts differ. Its `lem` is the base's reading; accounts that read alike share a `rdg`; an empty one leaves the words out. `type`
/// is `orthographic` where only spellings differ, else `substantive`; `corresp` leads from words to where others have moved them.
///
/// # Errors
/// When `out` cannot be written.
pub fn diff_tei(diffs: &[Diff], view: &View, out: &mut dyn Write) -> io::Result<()> {
    let sigla = sigla(diffs, view);
    let mut witnesses: BTreeMap<&str, &Account> = BTreeMap::new();
    for (diff, sigla) in diffs.iter().zip(&sigla) {
        witnesses.extend(sigla.iter().map(String::as_str).zip(&diff.accounts));
    }
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(out, r#"<TEI xmlns="http://www.tei-c.org/ns/1.0">"#)?;
    writeln!(
        out,
        "  <teiHeader>\n    <fileDesc>\n      <titleStmt><title>Accounts of what news outlets report</title></titleStmt>"
    )?;
    writeln!(out, "      <publicationStmt><p>Collated by crosswire {}.</p></publicationStmt>", env!("CARGO_PKG_VERSION"))?;
    writeln!(out, "      <sourceDesc>\n        <listWit>")?;
    for (siglum, account) in witnesses {
        writeln!(out, "          {}", witness(siglum, account, view))?;
    }
    writeln!(out, "        </listWit>\n      </sourceDesc>\n    </fileDesc>")?;
    writeln!(out, r#"    <encodingDesc><variantEncoding method="parallel-segmentation" location="internal"/></encodingDesc>"#)?;
    writeln!(out, "  </teiHeader>\n  <text>\n    <body>")?;
    for (at, (diff, sigla)) in diffs.iter().zip(&sigla).enumerate() {
        division(out, at, diff, sigla, view)?;
    }
    writeln!(out, "    </body>\n  </text>\n</TEI>")
}

/// An article that gives an account: who published it, under which title, when and where.
fn witness(siglum: &str, account: &Account, view: &View) -> String {
    let article = account.source(view).1;
    let mut shown = format!("<witness xml:id=\"{siglum}\"><bibl><publisher>{}</publisher>", escaped(&publisher(article)));
    if let Some(title) = &article.title {
        shown += &format!(" <title>{}</title>", escaped(title));
    }
    if let Some(at) = article.published {
        shown += &format!(" <date when=\"{at}\">{at}</date>");
    }
    if let Some(url) = &article.url {
        shown += &format!(" <ref>{}</ref>", escaped(url));
    }
    shown + "</bibl></witness>"
}

fn division(out: &mut dyn Write, number: usize, diff: &Diff, sigla: &[String], view: &View) -> io::Result<()> {
    let id = match &diff.listed {
        Some(listed) => view.statements[listed.statement].id.clone(),
        None => format!("alone-{}", number + 1),
    };
    writeln!(out, "      <div xml:id=\"{id}\">")?;
    let speaker = diff.listed.as_ref().and_then(|listed| listed.summary.speaker);
    if let Some(speaker) = speaker {
        writeln!(out, "        <head>{}</head>", escaped(speaker))?;
    }
    let collation = diff.collation();
    let passages = collation.segments.iter().enumerate().map(|(at, segment)| passage(diff, at, segment, &id, sigla));
    writeln!(out, "        <p>{}</p>\n      </div>", passages.collect::<Vec<_>>().join(" ").trim())
}

/// One segment: text where all agree, else an `app`.
fn passage(diff: &Diff, at: usize, segment: &Segment, id: &str, sigla: &[String]) -> String {
    let reading = |account: usize| segment.readings.get(account).copied().flatten();
    let text = |account: usize| reading(account).map(|span| words(diff, account, span)).unwrap_or_default();
    if segment.is_agreed() {
        return text(0);
    }
    // Readings in the order of their number, the base's first; those that have nothing here last, but for the base.
    let mut readings: BTreeMap<(bool, usize), Vec<usize>> = BTreeMap::new();
    for account in 0..diff.accounts.len() {
        let group = segment.groups.get(account).copied().flatten();
        readings.entry((group.is_none(), group.unwrap_or(0))).or_default().push(account);
    }
    let is_base = |accounts: &&Vec<usize>| accounts.contains(&0);
    let base: Vec<&Vec<usize>> = readings.values().filter(is_base).collect();
    let others = readings.values().filter(|accounts| !accounts.contains(&0));
    let kind = if is_orthographic(segment) { "orthographic" } else { "substantive" };
    let twins: Vec<String> = twins(segment).into_iter().map(|twin| format!("#{id}-{}", twin + 1)).collect();
    let corresp = if twins.is_empty() { String::new() } else { format!(" corresp=\"{}\"", twins.join(" ")) };
    let mut shown = format!("<app xml:id=\"{id}-{}\" type=\"{kind}\"{corresp}>", at + 1);
    for (name, accounts) in base.into_iter().map(|accounts| ("lem", accounts)).chain(others.map(|accounts| ("rdg", accounts))) {
        let who: Vec<String> = accounts.iter().filter_map(|account| sigla.get(*account)).map(|s| format!("#{s}")).collect();
        let text = accounts.first().map(|account| text(*account)).unwrap_or_default();
        shown += &match text.is_empty() {
            true => format!("<{name} wit=\"{}\"/>", who.join(" ")),
            false => format!("<{name} wit=\"{}\">{text}</{name}>", who.join(" ")),
        };
    }
    shown + "</app>"
}

/// Whether the accounts differ in nothing but how a word is spelt.
fn is_orthographic(segment: &Segment) -> bool {
    segment.groups.iter().all(Option::is_some) && segment.variants.iter().flatten().all(|variant| *variant == Variant::Spelling)
}

fn twins(segment: &Segment) -> Vec<usize> {
    let mut twins: Vec<usize> = segment.moved.iter().copied().flatten().collect();
    twins.sort_unstable();
    twins.dedup();
    twins
}

/// What an account has at `span`, on one line.
fn words(diff: &Diff, account: usize, span: Span) -> String {
    let text = diff.accounts.get(account).and_then(|account| account.text.get(span.start..span.end)).unwrap_or_default();
    escaped(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Text as XML has it; characters that XML 1.0 cannot hold are left out.
fn escaped(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => shown.push_str("&amp;"),
            '<' => shown.push_str("&lt;"),
            '>' => shown.push_str("&gt;"),
            '"' => shown.push_str("&quot;"),
            '\t' | '\n' | '\r' => shown.push(' '),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            other => shown.push(other),
        }
    }
    shown
}
