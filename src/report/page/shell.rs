//! The HTML around the data: what browsers and readers without scripts see.

use super::Page;
use super::index::totals;
use super::leads::{Leads, others};
use super::statement::short;
use crate::model::Flag;
use crate::report::list::Listed;
use crate::report::matrix::events_by_size;
use crate::report::times::first_in_words;
use crate::report::view::{View, counted, shown_time};
use base64::Engine;
use maud::{DOCTYPE, Markup, PreEscaped, html};

/// The style of the page.
const STYLE: &str = include_str!("assets/style.css");

/// The script of the page, in the order in which its parts name each other.
const SCRIPT: &str = concat!(
    "(() => {\n\"use strict\";\n",
    include_str!("assets/script/dom.js"),
    include_str!("assets/script/words.js"),
    include_str!("assets/script/data.js"),
    include_str!("assets/script/route.js"),
    include_str!("assets/script/csv.js"),
    include_str!("assets/script/parts.js"),
    include_str!("assets/script/overview.js"),
    include_str!("assets/script/timeline.js"),
    include_str!("assets/script/matrix.js"),
    include_str!("assets/script/event.js"),
    include_str!("assets/script/collation.js"),
    include_str!("assets/script/statement.js"),
    include_str!("assets/script/article.js"),
    include_str!("assets/script/search.js"),
    include_str!("assets/script/lists.js"),
    include_str!("assets/script/main.js"),
    "})();\n"
);

/// Statements and events that readers without scripts see of each list.
const SHOWN: usize = 12;

/// Characters of a statement's text in a list.
const TEXT: usize = 320;

/// The source expression that allows exactly this content.
fn hash(content: &str) -> String {
    let digest = hmac_sha256::Hash::hash(content.as_bytes());
    format!("'sha256-{}'", base64::engine::general_purpose::STANDARD.encode(digest))
}

/// Nothing may be loaded or sent, and nothing may run but the script of this program.
fn policy() -> String {
    let (script, style) = (hash(SCRIPT), hash(STYLE));
    format!("default-src 'none'; script-src {script}; style-src {style}; base-uri 'none'; form-action 'none'")
}

/// The page up to the data.
pub(super) fn opening(page: &Page) -> String {
    let head = html! {
        (DOCTYPE)
        (PreEscaped("<html lang=\"en\">"))
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(policy());
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="referrer" content="no-referrer";
            meta name="color-scheme" content="light dark";
            meta name="generator" content=(concat!("crosswire ", env!("CARGO_PKG_VERSION")));
            title { "crosswire report" }
            style { (PreEscaped(STYLE)) }
        }
        (PreEscaped("<body>"))
        a.skip href="#main" { "Skip to the content" }
        header.top id="top" {
            p.brand { a href="#/overview" { "crosswire" } span { "report" } }
        }
        main id="main" tabindex="-1" { (summary(page)) }
        p.status id="status" role="status" {}
    };
    head.into_string() + "\n"
}

/// The page after the data.
pub(super) fn closing() -> String {
    html! {
        script { (PreEscaped(SCRIPT)) }
        (PreEscaped("</body></html>\n"))
    }
    .into_string()
}

/// What the run comes to, for readers without scripts and until the script has run.
fn summary(page: &Page) -> Markup {
    let view = &page.run.view;
    let leads = Leads::of(page);
    html! {
        h1 { "What the outlets report" }
        noscript {
            p.note { "This browser runs no scripts, so only a summary is shown: the files beside this one hold everything." }
        }
        dl.totals {
            @for (name, count) in figures(page) { div { dt { (name) } dd { (count) } } }
        }
        (lead("Accounts contradict each other", &leads.contradictions, view))
        (lead("Quoted differently", &leads.quotations, view))
        (lead("Most independent origins", &leads.widest, view))
        (lead("Resting on one source", &leads.one_source, view))
        section {
            h2 { "Events" }
            ul {
                @for event in events_by_size(view).into_iter().take(SHOWN) {
                    @let it = &view.events[event];
                    li {
                        strong dir="auto" { (it.title) }
                        " · " (counted(it.articles.len(), "article"))
                        @if let Some(first) = it.first_published { " · from " (shown_time(first)) }
                    }
                }
            }
        }
    }
}

/// The figures of the run with their names.
fn figures(page: &Page) -> Vec<(&'static str, u64)> {
    let totals = totals(page);
    let names = ["articles", "outlets", "origins", "events", "statements", "claims", "problems"];
    names.into_iter().map(|name| (name, totals[name].as_u64().unwrap_or(0))).collect()
}

fn lead(title: &str, list: &[&Listed], view: &View) -> Markup {
    html! {
        @if !list.is_empty() {
            section {
                h2 { (title) }
                ol {
                    @for it in list.iter().take(SHOWN) {
                        @let statement = &view.statements[it.statement];
                        li {
                            q.text dir="auto" { (short(view.text_of(statement.representative), TEXT)) }
                            p.facts {
                                @if let Some(speaker) = it.summary.speaker { (speaker) " · " }
                                (counted(it.summary.outlets, "outlet")) " · " (counted(it.summary.origins, "independent origin"))
                                " · first: " (first_in_words(&it.timeline, view))
                                @if it.summary.origins == 1 { " · " (counted(others(it, view), "other origin")) " of the event without it" }
                            }
                            @for flag in statement.flags() { (told(statement, flag)) }
                        }
                    }
                }
            }
        }
    }
}

/// The first finding of a flag, in its sentence.
fn told(statement: &crate::model::Statement, flag: Flag) -> Markup {
    let note = statement.findings.iter().find(|finding| finding.flag == flag).map(|finding| finding.note.as_str());
    html! { @if let Some(note) = note { p.finding { b { (flag.as_str()) } ": " (note) } } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_cannot_end_its_element_and_the_policy_allows_it_alone() {
        assert!(!SCRIPT.to_lowercase().contains("</script") && !SCRIPT.contains("<!--"));
        assert!(!STYLE.to_lowercase().contains("</style"));
        for sink in
            ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "setAttribute(\"on"]
        {
            assert!(!SCRIPT.contains(sink), "{sink}");
        }
        let policy = policy();
        assert!(
            !policy.contains("unsafe") && policy.starts_with("default-src 'none';") && policy.matches("'sha256-").count() == 2
        );
    }

    #[test]
    fn every_part_of_a_score_is_told_in_words() {
        let untold = crate::model::Evidence::NAMES.into_iter().find(|name| !SCRIPT.contains(&format!("\n  {name}: \"")));
        assert_eq!(untold, None);
    }
}
