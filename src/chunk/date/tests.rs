//! Cases for the reader of dates: text, and the days that it can mean.

use crate::chunk::source::Source;
use crate::chunk::tokens::Tokens;
use crate::model::{Date, DateMention};
use crate::text::Span;
use proptest::prelude::*;

/// Wednesday.
fn published() -> Date {
    Date::new(2015, 12, 16).unwrap()
}

fn dates(text: &str, within: Span, published: Option<Date>) -> Vec<DateMention> {
    let source = Source::of(text);
    let t = Tokens::of(&source, within);
    super::dates(&t, &super::expressions(&t), published)
}

fn read(text: &str, published: Option<Date>) -> String {
    let shown = |d: &DateMention| if d.from == d.to { d.from.to_string() } else { format!("{}..{}", d.from, d.to) };
    dates(text, Span::whole(text), published).iter().map(shown).collect::<Vec<_>>().join("; ")
}

#[track_caller]
fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(read(text, Some(published())), *expected, "{text}");
    }
}

#[test]
fn absolute_dates() {
    check(&[
        ("on Dec. 15, 2015, in Karsk", "2015-12-15"),
        ("on 15 December 2015", "2015-12-15"),
        ("the 15th of December, 2015", "2015-12-15"),
        ("on December 15th", "2015-12-15"),
        ("on December 18", "2015-12-18"),
        ("on Oct. 30 and Nov. 14", "2015-10-30; 2015-11-14"),
        ("by January 4", "2016-01-04"),
        ("2015-12-15", "2015-12-15"),
        ("2015/12/15", "2015-12-15"),
        ("15.12.2015", "2015-12-15"),
        ("12/16/2015", "2015-12-16"),
        ("11/12/2015", ""),
        ("from December 15-17", "2015-12-15..2015-12-17"),
        ("15 to 17 December 2014", "2014-12-15..2014-12-17"),
        ("in March 2011", "2011-03-01..2011-03-31"),
        ("in early March 2011", "2011-03-01..2011-03-10"),
        ("between June and July 2014", "2014-06-01..2014-06-30; 2014-07-01..2014-07-31"),
        ("until 2014", "2014-01-01..2014-12-31"),
        ("in 2014", "2014-01-01..2014-12-31"),
        ("the 2014 elections", "2014-01-01..2014-12-31"),
        ("in the 1990s", "1990-01-01..1999-12-31"),
        ("the 2012-14 drought", "2012-01-01..2014-12-31"),
        ("in late 2014", "2014-09-01..2014-12-31"),
        ("Tuesday, Dec. 15, 2015", "2015-12-15"),
        ("this Friday December 18", "2015-12-18"),
        ("February 30, 2015", ""),
    ]);
}

#[test]
fn months_without_a_year() {
    check(&[
        ("within January", "2016-01-01..2016-01-31"),
        ("last January", "2015-01-01..2015-01-31"),
        ("next March", "2016-03-01..2016-03-31"),
        ("in early January", "2016-01-01..2016-01-10"),
        ("in mid-November", "2015-11-11..2015-11-20"),
        ("last September's attack", "2015-09-01..2015-09-30"),
        ("a February peace accord", "2016-02-01..2016-02-29"),
        ("in May", "2016-05-01..2016-05-31"),
        ("May 9", "2016-05-09"),
        ("since March", "2016-03-01..2016-03-31"),
    ]);
}

#[test]
fn weekdays() {
    check(&[
        ("they met on Tuesday", "2015-12-15"),
        ("they met Wednesday", "2015-12-16"),
        ("he said Thursday", "2015-12-10"),
        ("last Tuesday", "2015-12-15"),
        ("last Wednesday", "2015-12-09"),
        ("this Friday", "2015-12-18"),
        ("next Friday", "2015-12-25"),
        ("Tuesday night", "2015-12-15"),
        ("they will meet on Friday", "2015-12-18"),
        ("talks to be held on Friday", "2015-12-18"),
        ("a summit scheduled for Monday", "2015-12-21"),
        ("On Friday, the group will meet", "2015-12-18"),
        ("said on Tuesday that it will act", "2015-12-15"),
        ("a deal by Friday", "2015-12-18"),
        ("the Friday peace talks", "2015-12-18"),
        ("Monday's attack", "2015-12-14"),
        ("Tuesday's talks and Friday's talks", "2015-12-15; 2015-12-18"),
    ]);
}

#[test]
fn relative_dates() {
    check(&[
        ("today", "2015-12-16"),
        ("yesterday", "2015-12-15"),
        ("tomorrow morning", "2015-12-17"),
        ("tonight", "2015-12-16"),
        ("last night", "2015-12-15"),
        ("this morning", "2015-12-16"),
        ("two weeks ago", "2015-12-02"),
        ("three days ago", "2015-12-13"),
        ("a year ago", "2014-01-01..2014-12-31"),
        ("two months ago", "2015-10-01..2015-10-31"),
        ("last month", "2015-11-01..2015-11-30"),
        ("next month", "2016-01-01..2016-01-31"),
        ("last week", "2015-12-07..2015-12-13"),
        ("this week", "2015-12-14..2015-12-20"),
        ("earlier this week", "2015-12-14..2015-12-16"),
        ("later this week", "2015-12-16..2015-12-20"),
        ("next week's session", "2015-12-21..2015-12-27"),
        ("last year", "2014-01-01..2014-12-31"),
        ("this weekend", "2015-12-19..2015-12-20"),
        ("three days from now", "2015-12-19"),
    ]);
}

#[test]
fn words_that_are_no_dates() {
    check(&[
        ("it may march on", ""),
        ("May I ask, said Mrs May", ""),
        ("the March for Bread", ""),
        ("in today's world", ""),
        ("on Black Friday", ""),
        ("the Sunday Times", ""),
        ("every Tuesday", ""),
        ("Mondays are slow", ""),
        ("some 2000 villagers", ""),
        ("Resolution 2016", ""),
        ("$2015", ""),
        ("at 2015 GMT", ""),
        ("April Dunmore spoke", ""),
        ("on ABC's This Week", ""),
        ("Jan said no", ""),
        ("the sun rose", ""),
        ("40 percent in second place", ""),
        ("", ""),
    ]);
}

#[test]
fn a_weekend_looks_ahead_and_a_new_year_back() {
    let sunday = Date::new(2015, 12, 13);
    assert_eq!(read("this Friday", sunday), "2015-12-18");
    assert_eq!(read("next Friday", sunday), "2015-12-18");
    let january = Date::new(2016, 1, 4);
    assert_eq!(read("in December", january), "2015-12-01..2015-12-31");
    assert_eq!(read("on Dec. 28", january), "2015-12-28");
    assert_eq!(read("last month", january), "2015-12-01..2015-12-31");
    assert_eq!(read("on Feb. 29", Date::new(2015, 3, 1)), "2016-02-29");
}

#[test]
fn without_a_publication_day_only_years_tell() {
    assert_eq!(read("on Tuesday, yesterday, Oct. 30, last week", None), "");
    assert_eq!(read("on Tuesday, Dec. 15, 2015, and in 2014", None), "2015-12-15; 2014-01-01..2014-12-31");
}

#[test]
fn spans_cover_the_expression() {
    let text = "They met last Tuesday night, after Oct. 30, 2014, and two weeks ago.";
    let found: Vec<&str> = dates(text, Span::whole(text), Some(published())).iter().map(|d| d.span.of(text)).collect();
    assert_eq!(found, ["last Tuesday night", "Oct. 30, 2014", "two weeks ago"]);
}

#[test]
fn long_runs_are_read_in_linear_time() {
    for piece in ["Tuesday ", "one hundred and ", "last ", "Oct. 30 and ", "will Friday ", "2014-", "1.1.1."] {
        let text = piece.repeat(200_000 / piece.len());
        dates(&text, Span::whole(&text), Some(published()));
    }
}

proptest! {
    #[test]
    fn dates_are_places_in_order(
        pieces in proptest::collection::vec(prop_oneof![
            "[0-9]{1,4}", "(Tuesday|last|next|this|week|month|year|ago|May|Oct|December|early|mid|today|from|now|and|of|a)", "\\PC{0,4}", "(-|/|\\.|,|'s|\n)"
        ], 0..40),
        glue in "( |-|)",
        year in -9999i16..=9999,
    ) {
        let text = pieces.join(&glue);
        let start = text.char_indices().nth(2).map_or(0, |(i, _)| i);
        let within = Span::new(start, text.len());
        let mut last = within.start;
        for d in dates(&text, within, Date::new(year, 12, 31)) {
            prop_assert!(within.contains(d.span) && d.span.start >= last && !d.span.is_empty());
            prop_assert!(text.is_char_boundary(d.span.start) && text.is_char_boundary(d.span.end));
            prop_assert!(d.from <= d.to);
            last = d.span.end;
        }
    }
}
