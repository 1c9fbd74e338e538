//! Articles of a Factiva delivery: with field codes (`HD`, `LP`, `TD`), or as the print form that has the same fields without them.

use super::delivery::{is_date, paragraphs};
use super::gathered::Entry;
use super::nitf::without_by;
use super::page;
use super::versions::Edition;
use crate::model::Fields;

/// The field codes that Factiva documents.
const CODES: [&str; 26] = [
    "SE", "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "LP", "TD", "CT", "RF", "CO", "IN",
    "NS", "RE", "IPC", "IPD", "PUB", "AN",
];
/// What the last line of an article begins with.
const DOCUMENT: [&str; 5] = ["Document ", "Dokument ", "Documento ", "Документ ", "文件 "];

/// The articles, none in place of one without a body; nothing where the lines are no delivery.
pub(super) fn split(lines: &[&str]) -> Option<Vec<Option<Entry>>> {
    if !lines.iter().any(|line| accession(line).is_some()) {
        return None;
    }
    let mut found = Vec::new();
    let mut start = 0;
    for (at, line) in lines.iter().enumerate() {
        if let Some(id) = accession(line) {
            let document = &lines[start..at];
            start = at + 1;
            let is_coded = document.iter().any(|line| code(line).is_some_and(|(code, _)| code == "HD"));
            found.push(if is_coded { coded(document, id) } else { printed(document, id) });
        }
    }
    Some(found)
}

/// The number of an article: `Document ORLCOU0020241114ekbe0000b`, with or without the code `AN`.
fn accession(line: &str) -> Option<&str> {
    let line = line.strip_prefix("AN").map_or(line, |rest| rest.trim_start());
    let id = DOCUMENT.iter().find_map(|start| line.strip_prefix(start))?.trim();
    let is_id =
        id.len() >= 20 && id.bytes().all(|b| b.is_ascii_alphanumeric()) && id.bytes().filter(u8::is_ascii_digit).count() >= 8;
    is_id.then_some(id)
}

/// A line that opens a field: its code, and what of the value stands on the same line.
fn code(line: &str) -> Option<(&str, &str)> {
    let (code, value) = line.split_once([' ', '\t']).unwrap_or((line, ""));
    CODES.contains(&code).then(|| (code, value.trim()))
}

fn coded(lines: &[&str], id: &str) -> Option<Entry> {
    let mut values: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in lines {
        match (code(line), values.last_mut()) {
            (Some((code, value)), _) => values.push((code, vec![value])),
            (None, Some((_, value))) => value.push(line),
            (None, None) => {}
        }
    }
    let value = |wanted: &str| {
        let lines = values.iter().find(|(code, _)| *code == wanted).map(|(_, lines)| lines.join(" "))?;
        let line = lines.split_whitespace().collect::<Vec<_>>().join(" ");
        (!line.is_empty()).then_some(line)
    };
    let text =
        |wanted: &str| values.iter().find(|(code, _)| *code == wanted).map(|(_, lines)| paragraphs(lines)).unwrap_or_default();
    let body = [text("LP"), text("TD")].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
    let fields = Fields {
        source: value("SN"),
        author: value("BY").map(|by| without_by(&by)),
        credit: value("CR"),
        title: value("HD"),
        date: value("PD").map(|day| value("ET").map_or(day.clone(), |time| format!("{day} {time}"))),
        language: value("LA").map(|language| language.to_lowercase()),
        ..Fields::default()
    };
    entry(body, fields, id)
}

fn printed(lines: &[&str], id: &str) -> Option<Entry> {
    let lines_left: Vec<&str> = lines.iter().copied().skip_while(|line| line.is_empty()).collect();
    let count = lines_left.iter().position(|line| is_word_count(line))?;
    let head: Vec<&str> = lines_left[..count].iter().copied().filter(|line| !line.is_empty()).collect();
    let (author, titles) = match head.split_last() {
        Some((last, rest)) if without_by(last) != *last && !rest.is_empty() => (Some(without_by(last)), rest),
        _ => (None, head.as_slice()),
    };
    // A section may stand above the title.
    let title = titles.last().map(|title| (*title).to_string());
    let rest = &lines_left[count + 1..];
    let copyright = rest.iter().position(|line| is_copyright(line))?;
    let about: Vec<&str> = rest[..copyright].iter().copied().filter(|line| !line.is_empty()).collect();
    let day = about.iter().position(|line| is_date(line))?;
    let is_time = |line: &&&str| {
        line.split_once(':').is_some_and(|(hour, _)| hour.len() <= 2 && hour.bytes().all(|b| b.is_ascii_digit()))
    };
    let time = about.get(day + 1).filter(is_time);
    let source = about.get(day + 1 + usize::from(time.is_some()));
    let date = time.map_or(about[day].to_string(), |time| format!("{} {time}", about[day]));
    let fields = Fields {
        source: source.map(|source| (*source).to_string()),
        author,
        title,
        date: Some(date),
        language: about.last().filter(|_| about.len() > day + 2).map(|language| language.to_lowercase()),
        ..Fields::default()
    };
    entry(paragraphs(&rest[copyright + 1..]), fields, id)
}

/// `534 words`, in the languages of the service.
fn is_word_count(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let unit = ["words", "word", "mots", "wörter", "palabras", "parole", "palavras", "слов", "слова"];
    matches!(words.as_slice(), [number, word] if number.bytes().all(|b| b.is_ascii_digit() || b == b',') && unit.contains(&word.to_lowercase().as_str()))
}

fn is_copyright(line: &str) -> bool {
    let line = line.to_lowercase();
    line.starts_with("copyright") || line.starts_with("(c)") || line.starts_with('©')
}

fn entry(body: String, fields: Fields, id: &str) -> Option<Entry> {
    if body.is_empty() {
        return None;
    }
    let edition = Edition { story: Some(id.to_string()), ..Edition::default() };
    let text = page::with_title(fields.title.as_deref(), body);
    Some(Entry { line: None, id: Some(id.to_string()), text, fields, edition })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "ORLCOU0020241114ekbe0000b";

    fn check(text: &str) {
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        let found = split(&lines).expect("a delivery");
        let [Some(entry)] = found.as_slice() else { panic!("one article: {found:?}") };
        let fields = &entry.fields;
        let all = [&fields.title, &fields.source, &fields.date, &fields.author, &fields.language];
        let all: Vec<&str> = all.iter().map(|field| field.as_deref().unwrap_or("-")).collect();
        assert_eq!(all, ["Bridge to stay shut", "Orlow Courier", "14 November 2024 07:12", "Maud Ellery", "english"]);
        assert_eq!(entry.text, "Bridge to stay shut\n\nThe bridge stays shut.\n\n\"We know,\" she said.");
        assert_eq!(entry.id.as_deref(), Some(ID));
    }

    #[test]
    fn coded_and_printed_forms_say_the_same() {
        check(&format!(
            "SE News\nHD Bridge to stay shut\nBY By Maud Ellery\nWC 61 words\nPD 14 November 2024\nET 07:12\nSN Orlow Courier\nSC ORLCOU\nLA English\n\
             CY (c) 2024 Orlow Courier Media\n\nLP\n\nThe bridge stays shut.\n\nTD\n\n\"We know,\" she said.\n\nIN i97 : Transport\nAN Document {ID}"
        ));
        check(&format!(
            "News\nBridge to stay shut\nBy Maud Ellery\n61 words\n14 November 2024\n07:12\nOrlow Courier\nORLCOU\n3\nEnglish\n(c) 2024 Orlow Courier Media\n\n\
             The bridge stays shut.\n\n\"We know,\" she said.\n\nDocument {ID}\n\nSearch Summary\nText bridge"
        ));
    }

    #[test]
    fn prose_is_no_delivery() {
        assert!(split(&["Document leaked on Monday shows cracks", "AN Document of shame"]).is_none());
    }
}
