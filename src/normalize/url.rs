//! What an address tells: its host, the outlet's domain, the day in its path.

use crate::model::Date;

/// The host of an address or of a bare domain, in lower case; `None` where `text` is neither.
pub(super) fn host(text: &str) -> Option<String> {
    let text = text.trim();
    let (has_scheme, rest) = match text.split_once("://") {
        Some((_, rest)) => (true, rest),
        None => (false, text.strip_prefix("//").unwrap_or(text)),
    };
    let authority = rest.split(['/', '?', '#']).next()?;
    // An archived page belongs to the outlet whose page was archived.
    if authority.eq_ignore_ascii_case("web.archive.org") {
        let page = rest.find("http").and_then(|at| rest.get(at..)).and_then(host);
        return page.or_else(|| Some(authority.to_lowercase()));
    }
    let name = authority.rsplit('@').next()?.split(':').next()?;
    let labels: Vec<&str> = name.split('.').collect();
    let sound = |label: &&str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    let top = labels.last()?;
    let named = labels.len() >= 2 && labels.iter().all(sound) && top.chars().count() >= 2;
    let looks_right = named && !top.chars().all(|c| c.is_ascii_digit());
    (looks_right && (has_scheme || !name.contains(char::is_whitespace))).then(|| name.to_lowercase())
}

/// The part of a host that names its owner (`news.example.co.uk` -> `example.co.uk`): without the list of public suffixes this
/// is a guess, good enough to show a name for an outlet that the registry does not know.
pub(super) fn owner(host: &str) -> &str {
    let dots: Vec<usize> = host.match_indices('.').map(|(at, _)| at).collect();
    let labels: Vec<&str> = host.split('.').collect();
    let n = labels.len();
    let second_level =
        n >= 3 && labels[n - 1].len() == 2 && ["co", "com", "org", "net", "gov", "ac", "edu"].contains(&labels[n - 2]);
    let keep = if second_level { 3 } else { 2 };
    if n > keep { &host[dots[n - keep - 1] + 1..] } else { host }
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The day in an address's path: `/2015/12/16/`, `/2015/dec/16/`, `/2015-12-16-`, `/2015-12/16/`, `/20151216/`.
pub(super) fn day(url: &str) -> Option<Date> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split(['/', '-', '_', '.']).collect();
    let triple = parts.windows(3).find_map(|w| {
        let (year, month, day) = (w[0], w[1], w[2]);
        (year.len() == 4 && day.len() <= 2)
            .then(|| sound_day(year.parse().ok()?, month_of(month)?, day.parse().ok()?))
            .flatten()
    });
    triple.or_else(|| {
        parts
            .iter()
            .filter(|p| p.len() == 8 && p.bytes().all(|b| b.is_ascii_digit()))
            .find_map(|p| sound_day(p[..4].parse().ok()?, p[4..6].parse().ok()?, p[6..].parse().ok()?))
    })
}

fn month_of(text: &str) -> Option<i8> {
    match text.parse() {
        Ok(number) if text.len() <= 2 => Some(number),
        _ => MONTHS.iter().position(|m| text.eq_ignore_ascii_case(m)).and_then(|i| i8::try_from(i + 1).ok()),
    }
}

/// A day in the years in which news pages have had addresses.
fn sound_day(year: i16, month: i8, day: i8) -> Option<Date> {
    (1990..=2100).contains(&year).then(|| Date::new(year, month, day)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts() {
        for (text, expected) in [
            ("http://www.kesh-times.example/a?b=http://c.example", Some("www.kesh-times.example")),
            ("https://user:pw@News.Example.org:8080/x", Some("news.example.org")),
            ("example.com", Some("example.com")),
            ("https://web.archive.org/web/2015/http://example.org/a", Some("example.org")),
            ("Dunmore Herald", None),
            ("No. 5", None),
            ("10.0.0.1", None),
            ("", None),
        ] {
            assert_eq!(host(text).as_deref(), expected, "{text}");
        }
        assert_eq!(owner("news.example.co.uk"), "example.co.uk");
        assert_eq!(owner("a.b.example.com"), "example.com");
        assert_eq!(owner("example.com"), "example.com");
    }

    #[test]
    fn days_in_paths() {
        for (url, expected) in [
            ("http://x.example/2013/05/15/politics/a.html", Some("2013-05-15")),
            ("http://x.example/world/2015/dec/16/a", Some("2015-12-16")),
            ("http://x.example/english/2015-12/16/c_134.htm", Some("2015-12-16")),
            ("http://x.example/news/20151216/a", Some("2015-12-16")),
            ("http://x.example/2015/12/a", None),
            ("http://x.example/2015/13/45/a", None),
            ("http://x.example/a?d=2015/12/16", None),
            ("http://x.example/id/99999999", None),
        ] {
            assert_eq!(day(url).map(|d| d.to_string()).as_deref(), expected, "{url}");
        }
    }
}
