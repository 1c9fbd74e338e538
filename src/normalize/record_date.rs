//! The date field of a record, in the forms that exports and feeds use.

use super::date_text::{dates, moment};
use crate::model::{Date, Moment};
use crate::text::Span;
use jiff::Timestamp;
use jiff::fmt::{rfc2822, temporal};
use jiff::tz::Offset;

/// The moment that a record's date field means; `None` where it cannot be read.
///
/// Read are ISO 8601, RFC 2822, seconds or milliseconds since 1970, `20151216`, `20151216080000` and dates as newsrooms print them in a
/// dozen languages. In numbers alone the day comes before the month (`3/4/2015` is the third of April) unless that gives no date.
pub(super) fn read(field: &str) -> Option<Moment> {
    let field = field.trim();
    digits(field).or_else(|| iso(field)).or_else(|| rfc_2822(field)).or_else(|| prose(field))
}

fn digits(field: &str) -> Option<Moment> {
    let (whole, fraction) = field.split_once('.').unwrap_or((field, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !all_digits(whole) || !all_digits(fraction) {
        return None;
    }
    let number: i64 = whole.parse().ok()?;
    match whole.len() {
        8 => sound(whole[..4].parse().ok()?, whole[4..6].parse().ok()?, whole[6..].parse().ok()?).map(Moment::day),
        9 | 10 => from_timestamp(Timestamp::from_second(number).ok()?),
        12 | 13 => from_timestamp(Timestamp::from_millisecond(number).ok()?),
        14 => {
            let date = sound(whole[..4].parse().ok()?, whole[4..6].parse().ok()?, whole[6..8].parse().ok()?)?;
            let (hour, minute): (u16, u16) = (whole[8..10].parse().ok()?, whole[10..12].parse().ok()?);
            (hour < 24 && minute < 60).then_some(Moment { date, minute: Some(hour * 60 + minute), offset: None })
        }
        _ => None,
    }
}

fn iso(field: &str) -> Option<Moment> {
    // A month alone (`2015-12`) or a year is no day of publication.
    let field =
        field.strip_suffix(" UTC").or_else(|| field.strip_suffix(" GMT")).map_or(field.to_owned(), |rest| format!("{rest}Z"));
    let pieces = temporal::Pieces::parse(&field).ok()?;
    let date = from_jiff(pieces.date())?;
    let minute = pieces.time().and_then(minute_of);
    let offset = pieces.to_numeric_offset().filter(|_| minute.is_some()).and_then(offset_of);
    Some(Moment { date, minute, offset })
}

fn rfc_2822(field: &str) -> Option<Moment> {
    let zoned = rfc2822::DateTimeParser::new().relaxed_weekday(true).parse_zoned(field).ok()?;
    Some(Moment { date: from_jiff(zoned.date())?, minute: minute_of(zoned.time()), offset: offset_of(zoned.offset()) })
}

fn prose(field: &str) -> Option<Moment> {
    // Two dates in one field would be a guess.
    match dates(field, Span::whole(field)).as_slice() {
        [only] => Some(moment(field, *only)),
        _ => None,
    }
}

fn from_timestamp(timestamp: Timestamp) -> Option<Moment> {
    let at = Offset::UTC.to_datetime(timestamp);
    Some(Moment { date: from_jiff(at.date())?, minute: minute_of(at.time()), offset: Some(0) })
}

fn from_jiff(date: jiff::civil::Date) -> Option<Date> {
    Date::new(date.year(), date.month(), date.day())
}

fn minute_of(time: jiff::civil::Time) -> Option<u16> {
    u16::try_from(i16::from(time.hour()) * 60 + i16::from(time.minute())).ok()
}

fn offset_of(offset: Offset) -> Option<i16> {
    i16::try_from(offset.seconds() / 60).ok()
}

fn sound(year: i16, month: i8, day: i8) -> Option<Date> {
    (1800..=2200).contains(&year).then(|| Date::new(year, month, day)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn date_fields_in_many_forms() {
        for (field, expected) in [
            ("2015-12-16", "2015-12-16"),
            (" 2015-12-16 08:00 ", "2015-12-16T08:00:00"),
            ("2015-12-16T08:00:30Z", "2015-12-16T08:00:00Z"),
            ("2015-12-16T08:00:00.000+03:00", "2015-12-16T08:00:00+03:00"),
            ("2015-12-16 08:00:00 UTC", "2015-12-16T08:00:00Z"),
            ("2015-12-16T08:00:00-05:00[America/New_York]", "2015-12-16T08:00:00-05:00"),
            ("Wed, 16 Dec 2015 08:00:00 +0300", "2015-12-16T08:00:00+03:00"),
            ("16 Dec 2015 08:00:00 GMT", "2015-12-16T08:00:00Z"),
            ("16 Dec 2015", "2015-12-16"),
            ("Dec 16, 2015", "2015-12-16"),
            ("Wednesday, December 16, 2015 3:05 p.m.", "2015-12-16T15:05:00"),
            ("16.12.2015", "2015-12-16"),
            ("16/12/2015 21:00", "2015-12-16T21:00:00"),
            ("12/16/2015", "2015-12-16"),
            ("4/3/2015", "2015-03-04"),
            ("1450252800", "2015-12-16T08:00:00Z"),
            ("1450252800.0", "2015-12-16T08:00:00Z"),
            ("1450252800000", "2015-12-16T08:00:00Z"),
            ("20151216", "2015-12-16"),
            ("20151216080000", "2015-12-16T08:00:00"),
            ("20151216T080000Z", "2015-12-16T08:00:00Z"),
            ("2015年12月16日", "2015-12-16"),
            ("17 декабря 2015 г.", "2015-12-17"),
            ("le 16 décembre 2015", "2015-12-16"),
        ] {
            assert_eq!(read(field).map(|m| m.to_string()).as_deref(), Some(expected), "{field}");
        }
    }

    #[test]
    fn what_is_no_date() {
        for field in [
            "",
            "yesterday",
            "2015",
            "2015-12",
            "2015-13-45",
            "12",
            "16 Dec",
            "from 1 May 2015 to 2 May 2015",
            "99999999",
            "-5",
        ] {
            assert_eq!(read(field), None, "{field}");
        }
    }
}
