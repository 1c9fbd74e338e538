//! Days and points in time, as far as an article tells them.

use std::fmt;

/// A day of the civil calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(jiff::civil::Date);

impl Date {
    /// The day `year`-`month`-`day`, where there is such a day.
    ///
    /// ```
    /// use crosswire::model::Date;
    /// assert_eq!(Date::new(2015, 12, 16).unwrap().to_string(), "2015-12-16");
    /// assert!(Date::new(2015, 2, 30).is_none());
    /// ```
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        jiff::civil::Date::new(year, month, day).ok().map(Date)
    }

    /// Its year.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// Its month, 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// Its day of the month, from 1.
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// Its day of the week, Monday 1 to Sunday 7.
    pub fn weekday(self) -> i8 {
        self.0.weekday().to_monday_one_offset()
    }

    /// The day `days` later, or earlier where negative; stops at the ends of the calendar (years -9999 to 9999).
    pub fn plus_days(self, days: i32) -> Self {
        Date(self.0.saturating_add(jiff::Span::new().days(days)))
    }

    /// Days from `earlier` to this one; negative where `earlier` is later.
    pub fn days_since(self, earlier: Date) -> i32 {
        // A difference in days fits: the calendar has 7.3 million of them.
        (self.0 - earlier.0).get_days()
    }

    /// The last day of its month.
    pub fn month_end(self) -> Self {
        Date(self.0.last_of_month())
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A day, with the time of day and the offset from UTC where they are known. Shown as ISO 8601.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Moment {
    /// The day, in the offset's own zone.
    pub date: Date,
    /// Minutes after midnight, 0 to 1439.
    pub minute: Option<u16>,
    /// Minutes east of UTC.
    pub offset: Option<i16>,
}

impl Moment {
    /// A day without a time.
    pub fn day(date: Date) -> Self {
        Moment { date, minute: None, offset: None }
    }

    /// Reads what [`Moment`] shows: ISO 8601, as exact as the text is.
    ///
    /// ```
    /// use crosswire::model::Moment;
    /// for text in ["2015-12-16", "2015-12-16T07:35:00", "2015-12-16T07:35:00Z", "2015-12-16T07:35:00-03:30"] {
    ///     assert_eq!(Moment::parse(text).unwrap().to_string(), text);
    /// }
    /// assert!(Moment::parse("2015-12-16T24:00:00").is_none() && Moment::parse("Tuesday").is_none());
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let (day, time) = text.split_once('T').map_or((text, None), |(day, time)| (day, Some(time)));
        let date = Date(day.parse().ok()?);
        let Some(time) = time else { return Some(Moment::day(date)) };
        let (clock, offset) = time.split_at_checked("00:00:00".len())?;
        let minute = Some(minutes(clock, 24)?);
        let offset = match offset.as_bytes() {
            [] => None,
            [b'Z'] => Some(0),
            [sign @ (b'+' | b'-'), ..] => {
                let minutes = i16::try_from(minutes(&offset[1..], 100)?).ok()?;
                Some(if *sign == b'-' { -minutes } else { minutes })
            }
            _ => return None,
        };
        Some(Moment { date, minute, offset })
    }

    /// Minutes since 0001-01-01 in UTC, for ordering: a time without an offset counts as UTC, a day without a time as its start.
    pub fn order_key(self) -> i64 {
        let epoch = jiff::civil::date(1, 1, 1);
        let days = i64::from((self.date.0 - epoch).get_days());
        days * 1440 + i64::from(self.minute.unwrap_or(0)) - i64::from(self.offset.unwrap_or(0))
    }
}

/// The minutes of `HH:MM` or `HH:MM:00`, with fewer than `hours` hours.
fn minutes(text: &str, hours: u16) -> Option<u16> {
    let mut parts = text.split(':').map(|part| (part.len() == 2).then(|| part.parse::<u16>().ok()).flatten());
    let (hour, minute) = (parts.next()??, parts.next()??);
    (hour < hours && minute < 60).then_some(hour * 60 + minute)
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date)?;
        if let Some(minute) = self.minute {
            write!(f, "T{:02}:{:02}:00", minute / 60, minute % 60)?;
            match self.offset {
                Some(0) => write!(f, "Z")?,
                Some(o) => write!(f, "{}{:02}:{:02}", if o < 0 { '-' } else { '+' }, o.abs() / 60, o.abs() % 60)?,
                None => {}
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_show_as_iso_8601_and_order_by_utc() {
        let date = Date::new(2015, 12, 16).unwrap();
        let noon = Moment { date, minute: Some(720), offset: Some(180) };
        assert_eq!(noon.to_string(), "2015-12-16T12:00:00+03:00");
        assert_eq!(Moment::day(date).to_string(), "2015-12-16");
        let utc = Moment { date, minute: Some(541), offset: Some(0) };
        assert!(noon.order_key() < utc.order_key());
        assert_eq!(date.days_since(Date::new(2015, 11, 30).unwrap()), 16);
        assert_eq!((date.weekday(), date.plus_days(-1).day(), date.month_end().day()), (3, 15, 31));
    }
}
