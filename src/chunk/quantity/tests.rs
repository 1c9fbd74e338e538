//! Cases for the reader of quantities: text, and what is read in it.

use crate::chunk::date;
use crate::chunk::source::Source;
use crate::chunk::tokens::Tokens;
use crate::model::{Bound, Quantity};
use crate::text::Span;
use proptest::prelude::*;

fn quantities(text: &str, within: Span) -> Vec<Quantity> {
    let source = Source::of(text);
    let t = Tokens::of(&source, within);
    super::quantities(&t, &date::expressions(&t))
}

/// The quantities of `text` as `value[..high][bound] [unit]`, separated by `; `: `>` at least, `<` at most, `~` about.
fn read(text: &str) -> String {
    let shown = |q: &Quantity| {
        let bound = match q.bound {
            Bound::Exact => "",
            Bound::AtLeast => ">",
            Bound::AtMost => "<",
            Bound::About => "~",
        };
        let high = q.high.map(|h| format!("..{h}")).unwrap_or_default();
        let unit = q.unit.as_ref().map(|u| format!(" {u}")).unwrap_or_default();
        format!("{bound}{}{high}{unit}", (q.value * 100.0).round() / 100.0)
    };
    quantities(text, Span::whole(text)).iter().map(shown).collect::<Vec<_>>().join("; ")
}

#[track_caller]
fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(read(text), *expected, "{text}");
    }
}

#[test]
fn figures_and_separators() {
    check(&[
        ("250,000 villagers fled", "250000 villag"),
        ("250 000 villagers fled", "250000 villag"),
        ("250000 villagers fled", "250000 villag"),
        ("1,250,000 voters", "1250000 voter"),
        ("1.250.000 voters", "1250000 voter"),
        ("12,34,567 voters", "1234567 voter"),
        ("a rise of 1.5 degrees", "1.5 degree"),
        ("a rise of 1,5 degrees", "1.5 degree"),
        ("1.500,75 euros", "1500.75 €"),
        ("1,500.75 euros", "1500.75 €"),
        ("it lost 0.69 percent", "0.69 %"),
        ("1,23,4 is nothing", ""),
        ("the account 12345678901234567890 was closed", ""),
        ("the index was at -0.4%", "-0.4 %"),
    ]);
}

#[test]
fn vague_plurals_that_can_mean_almost_anything_are_no_numbers() {
    check(&[
        ("The ports cost billions of dollars.", ""),
        ("Millions of people voted.", ""),
        ("It cost the ports tens of millions of dollars.", "~10000000..99000000 $"),
        ("Thousands of growers marched.", "~2000..99999 grower"),
    ]);
}

#[test]
fn a_change_and_what_it_led_to_are_no_range() {
    check(&[
        ("The crown gained 2.1% to 84.6 per ducat.", "2.1 %; 84.6"),
        ("Wheat rose 3 cents to $1.20 a sack.", "3 cent; 1.2 $"),
        ("The index fell 4 points to 51%.", "4 point; 51 %"),
        // Ranges all the same.
        ("Wages rose 2% to 3%.", "2..3 %"),
        ("Wages rose 2 to 3 percent.", "2..3 %"),
        ("Tickets cost $20 to $30.", "20..30 $"),
        ("Fares went up $20 to $30.", "20..30 $"),
    ]);
}

#[test]
fn number_words() {
    check(&[
        ("twenty-three miners", "23 miner"),
        ("Twenty three miners", "23 miner"),
        ("one hundred and five miners", "105 miner"),
        ("two thousand three hundred miners", "2300 miner"),
        ("a dozen boats", "12 boat"),
        ("two dozen boats", "24 boat"),
        ("half a dozen boats", "6 boat"),
        ("a hundred boats", "100 boat"),
        ("five hundred boats", "500 boat"),
        ("two and a half million refugees", "2500000 refuge"),
        ("two and a half hours", "2.5 hour"),
        ("2 and a half hours", "2.5 hour"),
        ("a million refugees", "1000000 refuge"),
        ("half a million refugees", "500000 refuge"),
        ("a quarter of a million refugees", "250000 refuge"),
        ("dozens of boats", "~24..99 boat"),
        ("hundreds of thousands of refugees", "~100000..999000 refuge"),
        ("tens of thousands of refugees", "~10000..99000 refuge"),
        ("several hundred refugees", "~200..999 refuge"),
        ("scores of refugees", "~40..99 refuge"),
        ("the scores were close", ""),
        ("two million", "2000000"),
    ]);
}

#[test]
fn scales_and_money() {
    check(&[
        ("US$ 3 bn", "3000000000 $"),
        ("US$3bn", "3000000000 $"),
        ("A$40 million", "40000000 A$"),
        ("3 bln. rubles", "3000000000 RUB"),
        ("3 bln rubles", "3000000000 RUB"),
        ("€1.2 billion in aid", "1200000000 €"),
        ("£45m of cuts", "45000000 £"),
        ("¥700 trillion", "700000000000000 ¥"),
        ("$250k a year", "250000 $"),
        ("2.5 mln people", "2500000 people"),
        ("fifty million dollars", "50000000 $"),
        ("EUR 40 million", "40000000 €"),
        ("a $84,000 payment", "84000 $"),
        ("12m people watched", "12000000 people"),
        ("a 12m high wave", "12 m"),
    ]);
}

#[test]
fn shares_and_percentages() {
    check(&[
        ("3.5% of voters", "3.5 %"),
        ("40 per cent of voters", "40 %"),
        ("forty percent of voters", "40 %"),
        ("up 5 percentage points", "5 point"),
        ("one-third of voters", "33.33 %"),
        ("two thirds of the seats", "66.67 %"),
        ("a third of voters", "33.33 %"),
        ("a third term", ""),
        ("a two-in-three chance", "66.67 %"),
        ("one in three voters", "33.33 %"),
        ("1 in 3 voters", "33.33 %"),
        ("nine out of ten voters", "90 %"),
        ("three out of every four", "75 %"),
        ("half of the voters", "50 %"),
        ("nearly half the voters", "~50 %"),
        ("they asked for more and were offered just over half of that", ""),
        ("the fee, two thirds of which is paid in May", ""),
        ("they were offered just over half of", ""),
        ("in the first half of the match", ""),
        ("three quarters of voters", "75 %"),
        ("2/3 of voters", "66.67 %"),
        ("half an hour", "0.5 hour"),
    ]);
}

#[test]
fn ranges() {
    check(&[
        ("20 to 30 boats", "20..30 boat"),
        ("20-30 boats", "20..30 boat"),
        ("20–30 boats", "20..30 boat"),
        ("between 20 and 30 boats", "20..30 boat"),
        ("two or three boats", "2..3 boat"),
        ("20 to 30 million people", "20000000..30000000 people"),
        ("$20 million to $30 million", "20000000..30000000 $"),
        ("20% to 30% of it", "20..30 %"),
        ("it rose from 20 to 30 percent", "20; 30 %"),
        ("about 20 to 30 boats", "~20..30 boat"),
        ("10 boats and 12 planes", "10 boat; 12 plane"),
    ]);
}

#[test]
fn bounds_before_and_after() {
    check(&[
        ("at least 39 miners", ">39 miner"),
        ("more than a hundred miners", ">100 miner"),
        ("over three hours", ">3 hour"),
        ("over-three-hour meetings", ">3 hour"),
        ("some 40 miners", "~40 miner"),
        ("about 40 miners", "~40 miner"),
        ("nearly $40 million", "~40000000 $"),
        ("up to 40 miners", "<40 miner"),
        ("as many as 40 miners", "<40 miner"),
        ("fewer than 40 miners", "<40 miner"),
        ("no more than 40 miners", "<40 miner"),
        ("no fewer than 40 miners", ">40 miner"),
        ("39 or more", ">39"),
        ("39 miners or more", ">39 miner"),
        ("40 miners or so", "~40 miner"),
        ("40+ miners", ">40 miner"),
        ("at least another 30 miners", ">30 miner"),
        ("~30 miners", "~30 miner"),
        ("about a six month period", "~6 month"),
        ("just under 40 miners", "<40 miner"),
    ]);
}

#[test]
fn what_is_counted() {
    check(&[
        ("17 Kestran opposition groups", "17 group"),
        ("39 civilians were killed", "39 civilian"),
        ("39 were killed", "39"),
        ("30 human rights groups", "30 group"),
        ("the 17-nation group", "17 nation"),
        ("a three-hour meeting", "3 hour"),
        ("the four-year-old crisis", "4 year"),
        ("two of the attackers", "2 attack"),
        ("one person died", "1 people"),
        ("30 kilometers away", "30 km"),
        ("30km away", "30 km"),
        ("40 soldiers' families", "40 famili"),
        ("20 children", "20 children"),
        ("5,000 more troops", "5000 troop"),
    ]);
}

#[test]
fn numbers_that_are_no_amounts() {
    check(&[
        ("the 41st president and the 2nd man", ""),
        ("the first and second rounds", ""),
        ("Resolution 2254 and Article 5", ""),
        ("an F-16 and a Su-24 crashed", ""),
        ("the Vienna-1 talks", ""),
        ("a Boeing 737 jet", ""),
        ("flight MH17", ""),
        ("on Route 66", ""),
        ("No. 10 declined", ""),
        ("the G20 and Covid-19", ""),
        ("in 2015 and the 1990s", ""),
        ("the 2014 elections", ""),
        ("on Oct. 30 and December 18", ""),
        ("on 15 December 2015", ""),
        ("at 9:30 a.m. and 5 p.m.", ""),
        ("at 1900 GMT", ""),
        ("they won 3-1", ""),
        ("a vote of 234-193", ""),
        ("by a 134-to-63 vote", ""),
        ("call +7 495 123-45-67", ""),
        ("open 24/7 since 9/11", ""),
        ("one of the seeds", ""),
        ("no one came, and one another they helped", ""),
        ("one day it will end", ""),
        ("two weeks ago", ""),
        ("1. First of all", ""),
        ("the Vostok 1 flew", ""),
        ("no quantity at all", ""),
        ("", ""),
    ]);
}

#[test]
fn spans_hold_the_figures_alone() {
    let text = "More than $2.5 million and 30% of “a dozen” boats";
    let found: Vec<&str> = quantities(text, Span::whole(text)).iter().map(|q| q.span.of(text)).collect();
    assert_eq!(found, ["2.5 million", "30", "a dozen"]);
    let inside = Span::new(10, 22);
    assert!(quantities(text, inside).iter().all(|q| inside.contains(q.span)));
}

#[test]
fn long_runs_are_read_in_linear_time() {
    for piece in
        ["one hundred and ", "1-", "20 to ", "half a ", "tens of ", "1 000 ", "at least ", "$", "dozens of hundreds of "]
    {
        let text = piece.repeat(200_000 / piece.len());
        quantities(&text, Span::whole(&text));
    }
}

proptest! {
    #[test]
    fn quantities_are_places_in_order(
        pieces in proptest::collection::vec(prop_oneof![
            "[0-9]{1,5}", "(one|two|twenty|hundred|million|a|half|dozen|dozens|of|and|in|to|third|percent|km|-|–|\\$|%|,|\\.|'|:|/|\\+)", "\\PC{0,4}", "(May|Oct|Tuesday|ago|weeks|at|least|or|more)"
        ], 0..40),
        glue in "( |-|)",
    ) {
        let text = pieces.join(&glue);
        let start = text.char_indices().nth(2).map_or(0, |(i, _)| i);
        let within = Span::new(start, text.len());
        let mut last = within.start;
        for q in quantities(&text, within) {
            prop_assert!(within.contains(q.span) && q.span.start >= last && !q.span.is_empty());
            prop_assert!(text.is_char_boundary(q.span.start) && text.is_char_boundary(q.span.end));
            prop_assert!(q.value.is_finite() && q.high.is_none_or(|h| h.is_finite() && h > q.value));
            last = q.span.end;
        }
    }
}
