//! Deliveries of press databases: one document with many articles, each under a head of its own, as Nexis and Factiva send them.

use super::delivery_factiva as factiva;
use super::delivery_nexis as nexis;
use super::gathered::{Entry, Gathered};
use super::options::Format;
use crate::error::ProblemKind;

/// Takes the articles of a delivery. False where the text is none: it is one article then.
pub(super) fn take(text: &str, format: Format, gathered: &mut Gathered) -> bool {
    let lines: Vec<&str> = text.lines().map(|line| line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}')).collect();
    let found = match format {
        Format::Nexis => nexis::split(&lines),
        Format::Factiva => factiva::split(&lines),
        Format::Auto | Format::Docx | Format::Rtf => nexis::split(&lines).or_else(|| factiva::split(&lines)),
        _ => None,
    };
    let Some(articles) = found else {
        if matches!(format, Format::Nexis | Format::Factiva) {
            let message = format!("no article as {} delivers them; the file was passed over", format.as_str());
            gathered.reject(None, ProblemKind::Malformed, message);
            return true;
        }
        return false;
    };
    for (found, number) in articles.into_iter().zip(1..) {
        match found {
            Some(entry) => gathered.take(Entry { line: Some(number), ..entry }),
            None => gathered.reject(
                Some(number),
                ProblemKind::Empty,
                "an article without a text in this delivery; it was passed over",
            ),
        }
    }
    true
}

/// Whether a line is a date and hardly more: a year, a day, a month by name.
pub(super) fn is_date(line: &str) -> bool {
    const LONGEST: usize = 60;
    let numbers: Vec<&str> = line.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let is_year = |number: &&str| number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
    let is_day = |number: &&str| number.len() <= 2 && number.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day));
    line.len() <= LONGEST
        && line.split_whitespace().count() <= 8
        && line.chars().any(char::is_alphabetic)
        && numbers.iter().any(is_year)
        && numbers.iter().any(is_day)
}

/// The paragraphs of a body: lines with a blank line between them.
pub(super) fn paragraphs(lines: &[&str]) -> String {
    let mut text = String::new();
    let mut is_open = false;
    for line in lines {
        if line.is_empty() {
            is_open = false;
            continue;
        }
        if !text.is_empty() {
            text.push_str(if is_open { "\n" } else { "\n\n" });
        }
        text.push_str(line);
        is_open = true;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_stand_alone_on_their_line() {
        for (line, expected) in [
            ("November 14, 2024 Thursday", true),
            ("14 November 2024", true),
            ("14. November 2024", true),
            ("Thursday, November 14, 2024 4:20 PM GMT", true),
            ("534 words", false),
            ("Copyright 2024 Orlow Courier", false),
            ("In 2024 the council spent 14 million crowns on the bridge, it said on Thursday.", false),
        ] {
            assert_eq!(is_date(line), expected, "{line}");
        }
    }
}
