//! Articles of a Nexis delivery: title, publication and date, labelled lines, a body, labelled lines, `End of Document`.

use super::delivery::{is_date, paragraphs};
use super::gathered::Entry;
use super::page;
use super::versions::Edition;
use crate::model::Fields;

/// Labels of lines before the body.
const HEAD: [&str; 9] =
    ["byline", "section", "length", "dateline", "highlight", "graphic", "series", "distribution", "correction-date"];
/// Labels of lines after it.
const FOOT: [&str; 18] = [
    "classification",
    "language",
    "publication-type",
    "publication type",
    "journal code",
    "subject",
    "company",
    "organization",
    "industry",
    "person",
    "geographic",
    "load-date",
    "graphic",
    "notes",
    "ticker",
    "acc-no",
    "document-type",
    "url",
];

/// The articles, none in place of one without a body; nothing where the lines are no delivery.
pub(super) fn split(lines: &[&str]) -> Option<Vec<Option<Entry>>> {
    let modern = lines.iter().filter(|line| is_end(line)).count();
    let old = lines.iter().filter(|line| is_start(line)).count();
    let has_label = |name: &str| lines.iter().any(|line| label(line).is_some_and(|(label, _)| label == name));
    if modern + old == 0 || !(has_label("length") || has_label("load-date")) {
        return None;
    }
    let mut documents: Vec<Vec<&str>> = vec![Vec::new()];
    for line in lines {
        if is_end(line) || is_start(line) {
            documents.push(Vec::new());
        } else if let Some(document) = documents.last_mut() {
            document.push(line);
        }
    }
    // What stands before the first document and after the last is a list of contents.
    let is_article = |document: &&Vec<&str>| {
        document.iter().any(|line| label(line).is_some_and(|(name, _)| name == "length" || name == "load-date"))
    };
    Some(documents.iter().filter(is_article).map(|document| article(document)).collect())
}

fn is_end(line: &str) -> bool {
    line.eq_ignore_ascii_case("End of Document")
}

/// `3 of 50 DOCUMENTS`.
fn is_start(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    match words.as_slice() {
        [number, of, all, documents] => {
            let is_number = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
            is_number(number) && of.eq_ignore_ascii_case("of") && is_number(all) && documents.eq_ignore_ascii_case("documents")
        }
        _ => false,
    }
}

/// A label in lower case, and what stands after it.
fn label(line: &str) -> Option<(String, &str)> {
    let (name, value) = line.split_once(':')?;
    let name = name.trim().to_lowercase();
    (HEAD.contains(&name.as_str()) || FOOT.contains(&name.as_str())).then(|| (name, value.trim()))
}

fn article(lines: &[&str]) -> Option<Entry> {
    let value = |wanted: &str| {
        lines.iter().filter_map(|line| label(line)).find(|(name, _)| name == wanted).map(|(_, value)| value.to_string())
    };
    let is_label = |line: &str| label(line).is_some() || is_copyright(line);
    let head_end = lines.iter().position(|line| is_label(line)).unwrap_or(lines.len());
    let head: Vec<&str> = lines[..head_end].iter().copied().filter(|line| !line.is_empty()).collect();
    let date = head.iter().position(|line| is_date(line))?;
    // Older deliveries have the title below the date, newer ones above the publication.
    let is_old = date + 1 < head.len() && date <= 1;
    let (title, source) = if is_old {
        (head[date + 1..].join(" "), date.checked_sub(1).and_then(|at| head.get(at)).copied())
    } else {
        let source = date.checked_sub(1).and_then(|at| head.get(at)).copied();
        let end = date.saturating_sub(1);
        (head.get(..end).unwrap_or_default().last().copied().unwrap_or_default().to_string(), source)
    };
    let body = paragraphs(body(lines, head_end));
    if body.is_empty() {
        return None;
    }
    let text_or_none = |text: String| (!text.is_empty()).then_some(text);
    let fields = Fields {
        source: source.map(|source| publication(source).to_string()),
        author: value("byline").and_then(text_or_none),
        title: text_or_none(title),
        date: Some(head[date].to_string()),
        language: value("language").map(|language| language.split([';', ',']).next().unwrap_or_default().trim().to_lowercase()),
        ..Fields::default()
    };
    let edition = Edition { made: value("load-date"), ..Edition::default() };
    Some(Entry { text: page::with_title(fields.title.as_deref(), body), fields, edition, ..Entry::default() })
}

/// The lines of the body: after `Body`, or after the last label of the head, up to the first label of the foot.
fn body<'a>(lines: &'a [&'a str], head_end: usize) -> &'a [&'a str] {
    let marked = lines.iter().position(|line| line.eq_ignore_ascii_case("Body"));
    let start = marked.map(|at| at + 1).unwrap_or_else(|| {
        let in_head = |line: &&str| {
            line.is_empty() || is_copyright(line) || label(line).is_some_and(|(name, _)| HEAD.contains(&name.as_str()))
        };
        head_end + lines[head_end..].iter().take_while(|line| in_head(line)).count()
    });
    let rest = lines.get(start..).unwrap_or_default();
    let is_foot = |line: &str| {
        line.eq_ignore_ascii_case("Classification") || label(line).is_some_and(|(name, _)| FOOT.contains(&name.as_str()))
    };
    let end = rest.iter().position(|line| is_foot(line)).unwrap_or(rest.len());
    &rest[..end]
}

fn is_copyright(line: &str) -> bool {
    let start: String = line.chars().take(12).collect::<String>().to_lowercase();
    start.starts_with("copyright") || start.starts_with('©') || start.starts_with("(c) ")
}

/// The name of a publication without its place: `The Guardian (London)`.
fn publication(line: &str) -> &str {
    line.split_once(" (").map_or(line, |(name, _)| name).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        let found = split(&lines).expect("a delivery");
        let shown: Vec<String> = found
            .iter()
            .map(|entry| {
                let Some(entry) = entry else { return "-".to_string() };
                let fields = &entry.fields;
                let all = [&fields.title, &fields.source, &fields.date, &fields.author, &fields.language];
                let all: Vec<&str> = all.iter().map(|field| field.as_deref().unwrap_or("-")).collect();
                format!("{} | {}", all.join(" | "), entry.text.replace('\n', "/"))
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn new_deliveries_have_the_title_first() {
        check(
            "Bridge to stay shut until spring\n\nOrlow Courier (Orlow)\nNovember 14, 2024 Thursday\n\nCopyright 2024 Orlow Courier Media All Rights Reserved\n\nSection: NEWS; Pg. 3\n\
             Length: 61 words\nByline: Maud Ellery\n\nBody\n\n\nThe bridge stays shut.\n\n\"We know,\" she said.\n\nClassification\n\nLanguage: ENGLISH\nLoad-Date: November 15, 2024\n\nEnd of Document\n\
             Empty one\nOrlow Courier\nNovember 15, 2024\nLength: 0 words\nBody\nClassification\nEnd of Document",
            &[
                "Bridge to stay shut until spring | Orlow Courier | November 14, 2024 Thursday | Maud Ellery | english | Bridge to stay shut until spring//The bridge stays shut.//\"We know,\" she said.",
                "-",
            ],
        );
    }

    #[test]
    fn old_deliveries_have_the_title_below_the_date() {
        check(
            "1 of 2 DOCUMENTS\n\nOrlow Courier\n\nNovember 14, 2024 Thursday\nCity Edition\n\nBYLINE: Maud Ellery\n\nSECTION: NEWS; Pg. 3\n\nLENGTH: 61 words\n\nThe bridge stays shut.\n\nLOAD-DATE: November 15, 2024\n\nLANGUAGE: ENGLISH\n\n\
             2 of 2 DOCUMENTS\n\nVarnholm Post\n\nNovember 15, 2024\n\nTram leaves rails\n\nLENGTH: 9 words\n\nTwo were hurt.\n\nLOAD-DATE: November 15, 2024\n",
            &[
                "City Edition | Orlow Courier | November 14, 2024 Thursday | Maud Ellery | english | City Edition//The bridge stays shut.",
                "Tram leaves rails | Varnholm Post | November 15, 2024 | - | - | Tram leaves rails//Two were hurt.",
            ],
        );
    }

    #[test]
    fn prose_is_no_delivery() {
        assert!(split(&["The length: nine words.", "End of Document"]).is_none());
        assert!(split(&["1 of 2 documents was lost, he said."]).is_none());
    }
}
