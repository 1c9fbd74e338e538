//! Dates written out in text: `December 16, 2015`, `17 декабря 2015 г.`, `2015年12月16日`, `16.12.2015`, with a time beside them.

use super::shape::line_key;
use crate::model::{Date, Moment};
use crate::text::{Lexicon, ShortWords, Span};
use std::sync::LazyLock;

static MONTHS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/months.txt")));

static SHORT_MONTHS: LazyLock<ShortWords> = LazyLock::new(|| ShortWords::of(MONTHS.entries().map(|(month, _)| month)));

/// A full date in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FoundDate {
    /// Its place: day, month and year, without time or weekday.
    pub span: Span,
    /// The day.
    pub date: Date,
}

/// A number, a run of letters (one character in Han script), or one other character that is not white space.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'a> {
    pub text: &'a str,
    pub span: Span,
}

impl Token<'_> {
    /// Its value, where it is a number of at most nine digits.
    pub(super) fn number(&self) -> Option<u32> {
        (self.text.len() <= 9 && self.text.starts_with(|c: char| c.is_ascii_digit())).then(|| self.text.parse().ok()).flatten()
    }

    /// The month it names.
    pub(super) fn month(&self) -> Option<i8> {
        if self.text.len() > 24 || !SHORT_MONTHS.may_hold(self.text) {
            return None;
        }
        MONTHS.value(&self.text.to_lowercase())?.parse().ok()
    }
}

/// The tokens of `text` inside `within`.
pub(super) fn tokens(text: &str, within: Span) -> Vec<Token<'_>> {
    let is_han = |c: char| matches!(u32::from(c), 0x3040..=0x9FFF | 0xAC00..=0xD7AF);
    let class = |c: char| match c {
        '0'..='9' => 0,
        'a'..='z' | 'A'..='Z' => 1,
        '\0'..='\x7F' => 2,
        _ if c.is_alphabetic() && !is_han(c) => 1,
        _ => 2,
    };
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut last_class = 2;
    for (at, c) in within.of(text).char_indices() {
        let start = within.start + at;
        let span = Span::new(start, start + c.len_utf8());
        let class = class(c);
        if class == last_class
            && class != 2
            && let Some(last) = tokens.last_mut()
        {
            last.span.end = span.end;
            last.text = last.span.of(text);
        } else if !c.is_whitespace() {
            tokens.push(Token { text: span.of(text), span });
        }
        last_class = class;
    }
    tokens
}

/// All full dates (day, month, year) of `text` inside `within`, in order.
pub(super) fn dates(text: &str, within: Span) -> Vec<FoundDate> {
    if !holds_year(within.of(text)) {
        return Vec::new();
    }
    let tokens = tokens(text, within);
    let mut found = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        match date_at(&tokens[i..]) {
            Some((date, used)) => {
                found.push(FoundDate { span: tokens[i].span.join(tokens[i + used - 1].span), date });
                i += used;
            }
            None => i += 1,
        }
    }
    found
}

/// Whether some number has four digits, as the year of every full date does.
fn holds_year(text: &str) -> bool {
    // Most texts have no digit, which is told many bytes at a time.
    let is_any = text.bytes().fold(false, |any, b| any | b.is_ascii_digit());
    is_any && text.as_bytes().split(|b| !b.is_ascii_digit()).any(|digits| digits.len() == 4)
}

/// The date that the tokens begin with, and how many tokens it takes (at least three).
fn date_at(tokens: &[Token<'_>]) -> Option<(Date, usize)> {
    let first = tokens.first()?;
    if let Some(month) = first.month() {
        return month_first(tokens, month);
    }
    let number = first.number()?;
    match first.text.len() {
        4 => year_first(tokens, number),
        1 | 2 => day_first(tokens, number),
        _ => None,
    }
}

/// `December 16, 2015`, `Dec. 16th 2015`.
fn month_first(tokens: &[Token<'_>], month: i8) -> Option<(Date, usize)> {
    let mut at = 1 + usize::from(is(tokens, 1, &["."]));
    let day = number_at(tokens, at, 2)?;
    at += 1;
    at += usize::from(is(tokens, at, &["st", "nd", "rd", "th"]));
    at += usize::from(is(tokens, at, &[","]));
    let year = number_at(tokens, at, 4)?;
    Some((day_of(year, month, day)?, at + 1))
}

/// `2015-12-16`, `2015/12/16`, `2015年12月16日`, `2015-Dec-16`.
fn year_first(tokens: &[Token<'_>], year: u32) -> Option<(Date, usize)> {
    const MARKS: [&[&str]; 3] = [&["年", "년"], &["月", "월"], &["日", "号", "號", "일"]];
    if is(tokens, 1, MARKS[0]) && is(tokens, 3, MARKS[1]) {
        let date = day_of(year, i8::try_from(number_at(tokens, 2, 2)?).ok()?, number_at(tokens, 4, 2)?)?;
        return Some((date, 5 + usize::from(is(tokens, 5, MARKS[2]))));
    }
    let separator = tokens.get(1)?.text;
    if !["-", "/", "."].contains(&separator) || !is(tokens, 3, &[separator]) {
        return None;
    }
    let month = tokens.get(2)?.month().or_else(|| i8::try_from(number_at(tokens, 2, 2)?).ok())?;
    Some((day_of(year, month, number_at(tokens, 4, 2)?)?, 5))
}

/// `16 Dec 2015`, `16. Dezember 2015`, `16 de diciembre de 2015`, `17 декабря 2015 г.`, `16.12.2015`. In numbers alone the day comes first
/// unless that gives no date (`12/16/2015`): so most of the world writes.
fn day_first(tokens: &[Token<'_>], day: u32) -> Option<(Date, usize)> {
    let separator = tokens.get(1)?.text;
    if ["-", "/", "."].contains(&separator)
        && is(tokens, 3, &[separator])
        && let Some(second) = number_at(tokens, 2, 2)
    {
        let year = number_at(tokens, 4, 4)?;
        let swapped = || day_of(year, i8::try_from(day).ok()?, second);
        let date = i8::try_from(second).ok().and_then(|month| day_of(year, month, day)).or_else(swapped)?;
        return Some((date, 5));
    }
    let mut at = 1 + usize::from(is(tokens, 1, &["st", "nd", "rd", "th", ".", "º", "-", "er"]));
    at += usize::from(is(tokens, at, &["of", "de", "."]));
    let month = tokens.get(at)?.month()?;
    at += 1;
    at += usize::from(is(tokens, at, &[".", ",", "-"]));
    at += usize::from(is(tokens, at, &["de", "del"]));
    let year = number_at(tokens, at, 4)?;
    at += 1;
    // The Russian mark of the year belongs to the date.
    if is(tokens, at, &["г", "года", "р", "року"]) {
        at += 1 + usize::from(is(tokens, at + 1, &["."]));
    }
    Some((day_of(year, month, day)?, at))
}

fn is(tokens: &[Token<'_>], at: usize, forms: &[&str]) -> bool {
    tokens.get(at).is_some_and(|token| forms.contains(&token.text))
}

fn number_at(tokens: &[Token<'_>], at: usize, digits: usize) -> Option<u32> {
    let token = tokens.get(at)?;
    let fits = if digits == 4 { token.text.len() == 4 } else { token.text.len() <= digits };
    token.number().filter(|_| fits)
}

/// A day in the years 1900 to 2100, so that four digits in running text are not taken for a year too easily.
fn day_of(year: u32, month: i8, day: u32) -> Option<Date> {
    let year = i16::try_from(year).ok().filter(|y| (1900..=2100).contains(y))?;
    Date::new(year, month, i8::try_from(day).ok()?)
}

/// The time of day beside `date` in a line of its own: `08:00 GMT`, `3:45 pm EST`, `14.30 Uhr` is not read.
pub(super) fn moment(line: &str, date: FoundDate) -> Moment {
    let mut moment = Moment::day(date.date);
    let outside = [Span::new(date.span.end, end_of(line, date)), Span::new(0, date.span.start)];
    let Some((minute, rest)) = outside.into_iter().find_map(|part| time(line, part)) else { return moment };
    moment.minute = Some(minute);
    moment.offset = offset(line, rest);
    moment
}

/// Where what belongs to `date` ends: before a bar, where another date follows (`Published: 4 May 2015 | Updated: 08:02, 5 May 2015`).
fn end_of(line: &str, date: FoundDate) -> usize {
    let rest = Span::new(date.span.end, line.len());
    let Some(next) = dates(line, rest).first().map(|next| next.span.start) else { return line.len() };
    let between = &line[date.span.end..next];
    between.find(['|', ';', '•', '·']).map_or(next, |at| date.span.end + at)
}

/// The first time of day inside `within`, in minutes, and what follows it.
fn time(line: &str, within: Span) -> Option<(u16, Span)> {
    let tokens = tokens(line, within);
    let at = tokens.windows(3).position(|w| {
        w[1].text == ":"
            && w[2].text.len() == 2
            && w[0].number().is_some_and(|h| h < 24)
            && w[2].number().is_some_and(|m| m < 60)
    })?;
    let (hour, minute) = (tokens[at].number()?, tokens[at + 2].number()?);
    let seconds = tokens.get(at + 3).is_some_and(|t| t.text == ":") && tokens.get(at + 4).is_some_and(|t| t.text.len() == 2);
    let next = at + if seconds { 5 } else { 3 };
    let half = tokens.get(next).map(|t| t.text.to_ascii_lowercase()).unwrap_or_default();
    let hour = match half.as_str() {
        "pm" | "p" if hour < 12 => hour + 12,
        "am" | "a" if hour == 12 => 0,
        _ => hour,
    };
    let minutes = u16::try_from(hour * 60 + minute).ok()?;
    Some((minutes, Span::new(tokens.get(next - 1)?.span.end, within.end)))
}

/// Zones whose abbreviation means one thing only in newsrooms, in minutes east of UTC.
const ZONES: [(&str, i16); 14] = [
    ("GMT", 0),
    ("UTC", 0),
    ("Z", 0),
    ("EST", -300),
    ("EDT", -240),
    ("CDT", -300),
    ("PST", -480),
    ("PDT", -420),
    ("CET", 60),
    ("CEST", 120),
    ("EET", 120),
    ("MSK", 180),
    ("МСК", 180),
    ("JST", 540),
];

fn offset(line: &str, within: Span) -> Option<i16> {
    let tokens = tokens(line, within);
    let zone = tokens.iter().position(|t| ZONES.iter().any(|(name, _)| *name == t.text));
    let base = zone.and_then(|i| ZONES.iter().find(|(name, _)| *name == tokens[i].text)).map(|(_, minutes)| *minutes);
    // `GMT+3`, `+0300`, `+03:00`.
    let at = zone.map_or(0, |i| i + 1);
    let sign = match tokens.get(at).map(|t| t.text) {
        Some("+") => 1,
        Some("-" | "−") => -1,
        _ => return base,
    };
    let number = tokens.get(at + 1).filter(|t| t.text.len() <= 4).and_then(Token::number).and_then(|n| i16::try_from(n).ok());
    let Some(number) = number else { return base };
    let minutes = tokens.get(at + 3).filter(|_| tokens.get(at + 2).is_some_and(|t| t.text == ":")).and_then(Token::number);
    let east = match tokens[at + 1].text.len() {
        3 | 4 => number / 100 * 60 + number % 100,
        _ => number * 60 + minutes.and_then(|m| i16::try_from(m).ok()).unwrap_or(0),
    };
    (east <= 14 * 60).then_some(sign * east)
}

/// The day of the week that stands right before `date` in `text`, Monday 1 to Sunday 7, in English.
pub(super) fn weekday_before(text: &str, date: FoundDate) -> Option<i8> {
    let before = text.get(..date.span.start)?.trim_end_matches([',', ' ', '\u{a0}']);
    let word = before.rsplit(|c: char| !c.is_alphabetic()).find(|w| !w.is_empty())?;
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let key = line_key(word);
    DAYS.iter().position(|day| *day == key).and_then(|i| i8::try_from(i + 1).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> =
            dates(text, Span::whole(text)).iter().map(|d| format!("{} {}", d.date, d.span.of(text))).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn full_dates_in_many_forms() {
        check("Kesh Wire, December 16, 2015 Text", &["2015-12-16 December 16, 2015"]);
        check("on Dec. 1st, 2015; 2 Jan 2016", &["2015-12-01 Dec. 1st, 2015", "2016-01-02 2 Jan 2016"]);
        check("17 декабря 2015 г. в 10:00", &["2015-12-17 17 декабря 2015 г."]);
        check(
            "16. Dezember 2015, 16 de diciembre de 2015",
            &["2015-12-16 16. Dezember 2015", "2015-12-16 16 de diciembre de 2015"],
        );
        check("（2015年12月16日）2016년 1월 5일", &["2015-12-16 2015年12月16日", "2016-01-05 2016년 1월 5일"]);
        check(
            "2015-12-16T08:00 16.12.2015 3/4/2015",
            &["2015-12-16 2015-12-16", "2015-12-16 16.12.2015", "2015-04-03 3/4/2015"],
        );
        check("12/16/2015", &["2015-12-16 12/16/2015"]);
    }

    #[test]
    fn what_is_no_full_date() {
        for text in
            ["December 16", "May 2015", "32 May 2015", "Resolution 2254 of 2015", "1 2 3", "16 December 15", "13/13/2015"]
        {
            check(text, &[]);
        }
    }

    #[test]
    fn times_beside_a_date() {
        for (line, expected) in [
            ("Published: 16 Dec 2015 08:05 GMT", "2015-12-16T08:05:00Z"),
            ("3:45 pm EST, December 16, 2015", "2015-12-16T15:45:00-05:00"),
            ("December 16, 2015 12:10 AM", "2015-12-16T00:10:00"),
            ("16.12.2015 21:30:15 GMT+3", "2015-12-16T21:30:00+03:00"),
            ("16.12.2015 | 1:99", "2015-12-16"),
            ("Published: 21:14, 4 March 2015 | Updated: 08:02, 5 March 2015", "2015-03-04T21:14:00"),
        ] {
            let date = dates(line, Span::whole(line))[0];
            assert_eq!(moment(line, date).to_string(), expected, "{line}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "(\\PC|[0-9]{1,4}|[ .,/:-]|December|мая|年|月){0,40}") {
            for date in dates(&text, Span::whole(&text)) {
                prop_assert!(!date.span.of(&text).is_empty());
                moment(&text, date);
                weekday_before(&text, date);
            }
        }
    }
}
