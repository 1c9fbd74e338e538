//! How one value is written in a CSV cell.

use crate::model::{Bound, DateMention, Moment, Quantity};
use std::borrow::Cow;
use std::fmt::{Display, Write};

/// Text that came from an input. Where a spreadsheet would take it for a formula, an apostrophe is put before it.
///
/// To get the text back: where a cell is one or more apostrophes and then one of [`FORMULA_STARTS`], take one apostrophe away.
/// That is why text that already looks so gets one more.
pub fn text(text: &str) -> Cow<'_, str> {
    if text.trim_start_matches('\'').starts_with(FORMULA_STARTS) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// What may start a formula in Excel, LibreOffice or Google Sheets: the signs, their full-width forms (Excel in East Asian
/// locales), and the control characters that some importers strip before they look. List after OWASP, "CSV Injection".
const FORMULA_STARTS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// [`text`], or an empty cell.
pub fn optional(text: Option<&str>) -> Cow<'_, str> {
    text.map(self::text).unwrap_or_default()
}

/// A word or id of our own, which no spreadsheet takes for a formula.
pub fn word(word: &str) -> Cow<'_, str> {
    Cow::Borrowed(word)
}

/// A word or id of our own, or an empty cell.
pub fn optional_word(word: Option<&str>) -> Cow<'_, str> {
    Cow::Borrowed(word.unwrap_or_default())
}

/// A count or position.
pub fn count<'a>(value: impl Display) -> Cow<'a, str> {
    Cow::Owned(value.to_string())
}

/// A share or score with four decimals; empty where it is not a number.
pub fn score<'a>(value: f64) -> Cow<'a, str> {
    let mut out = Vec::with_capacity(8);
    push_score(value, &mut out);
    // Digits are UTF-8.
    Cow::Owned(String::from_utf8(out).unwrap_or_default())
}

/// Adds what [`score`] makes of a value.
pub fn push_score(value: f64, out: &mut Vec<u8>) {
    if value.is_nan() {
        return;
    }
    if let Some(units) = ten_thousandths(value) {
        return push_decimals(units, out);
    }
    let shown = format!("{value:.4}");
    out.extend_from_slice(if shown == "-0.0000" { "0.0000" } else { &shown }.as_bytes());
}

/// As [`push_score`], for a single, with a comma behind it. This is what most of `pairs.csv` is made of: ten thousand times a single is
/// exact (it has 24 bits, ten thousand has 14), so that nothing is in doubt when it is rounded.
pub fn push_single(value: f32, out: &mut Vec<u8>) {
    // A sum with it has no bits below the unit, and the units in its last ones: rounded, ties to even, as a number is formatted.
    const UNITS: f64 = (3_u64 << 51) as f64;
    let scaled = f64::from(value) * 10_000.0;
    // The whole part has one digit, and there is no sign.
    if scaled > -0.5 && scaled < 99_999.0 {
        let units = ((scaled + UNITS).to_bits() - UNITS.to_bits()) as u32;
        let (whole, rest) = (units / 10_000, (units % 10_000) as usize);
        let ([a, b], [c, d]) = (TWO_DIGITS[rest / 100], TWO_DIGITS[rest % 100]);
        out.extend_from_slice(&[b'0' + whole as u8, b'.', a, b, c, d, b',']);
    } else {
        push_score(f64::from(value), out);
        out.push(b',');
    }
}

/// How many ten-thousandths `value` is, rounded, where that is beyond doubt: it is far from the middle between two, or too near to zero.
pub fn ten_thousandths(value: f64) -> Option<i64> {
    const LARGEST: f64 = 1e9;
    const DOUBT: f64 = 1e-6;
    let scaled = value * 10_000.0;
    if scaled.is_nan() || scaled.abs() >= LARGEST {
        return None;
    }
    // The next whole number below, without a call.
    let toward_zero = scaled as i64;
    let below = toward_zero - i64::from((toward_zero as f64) > scaled);
    let over = scaled - below as f64;
    ((over - 0.5).abs() > DOUBT).then(|| below + i64::from(over > 0.5))
}

/// Two digits, `00` to `99`.
static TWO_DIGITS: [[u8; 2]; 100] = {
    let mut all = [[b'0'; 2]; 100];
    let mut n = 0;
    while n < 100 {
        all[n] = [b'0' + (n / 10) as u8, b'0' + (n % 10) as u8];
        n += 1;
    }
    all
};

/// Adds ten-thousandths as a number with four decimals, without formatting.
fn push_decimals(units: i64, out: &mut Vec<u8>) {
    if units < 0 {
        out.push(b'-');
    }
    let (whole, rest) = (units.unsigned_abs() / 10_000, (units.unsigned_abs() % 10_000) as usize);
    let ([a, b], [c, d]) = (TWO_DIGITS[rest / 100], TWO_DIGITS[rest % 100]);
    match u8::try_from(whole) {
        Ok(digit @ 0..10) => out.extend_from_slice(&[b'0' + digit, b'.', a, b, c, d]),
        _ => {
            out.extend_from_slice(whole.to_string().as_bytes());
            out.extend_from_slice(&[b'.', a, b, c, d]);
        }
    }
}

/// A time in ISO 8601, or an empty cell.
pub fn moment<'a>(value: Option<Moment>) -> Cow<'a, str> {
    Cow::Owned(value.map(|m| m.to_string()).unwrap_or_default())
}

/// `true` or `false`.
pub fn truth<'a>(value: bool) -> Cow<'a, str> {
    Cow::Borrowed(if value { "true" } else { "false" })
}

/// Numbers as values: `>=250000 people; 20..30 %`.
pub fn quantities<'a>(quantities: &[Quantity]) -> Cow<'a, str> {
    Cow::Owned(joined(quantities.iter().map(|q| {
        let mut shown = format!("{}{}", bound(q.bound), q.value);
        if let Some(high) = q.high {
            // Writing to a string cannot fail.
            let _ = write!(shown, "..{high}");
        }
        if let Some(unit) = &q.unit {
            let _ = write!(shown, " {unit}");
        }
        shown
    })))
}

/// Dates as days, or as ISO 8601 intervals where more than one day is meant: `2015-12-15; 2016-01-01/2016-01-31`.
pub fn dates<'a>(dates: &[DateMention]) -> Cow<'a, str> {
    Cow::Owned(joined(dates.iter().map(|d| if d.from == d.to { d.from.to_string() } else { format!("{}/{}", d.from, d.to) })))
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join("; ")
}

fn bound(bound: Bound) -> &'static str {
    match bound {
        Bound::Exact => "",
        Bound::AtLeast => ">=",
        Bound::AtMost => "<=",
        Bound::About => "~",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Date;
    use crate::text::Span;
    use proptest::prelude::*;

    /// What docs/outputs.md tells readers to do.
    fn unguard(cell: &str) -> &str {
        match cell.strip_prefix('\'') {
            Some(rest) if rest.trim_start_matches('\'').starts_with(FORMULA_STARTS) => rest,
            _ => cell,
        }
    }

    proptest! {
        #[test]
        fn a_guarded_cell_starts_no_formula_and_gives_its_text_back(value in "['=+@\t＝ab-]{0,6}") {
            let cell = text(&value);
            prop_assert!(!cell.starts_with(FORMULA_STARTS));
            prop_assert_eq!(unguard(&cell), value.as_str());
        }
    }

    proptest! {
        #[test]
        fn scores_are_as_formatting_would_write_them(value in -20_000.0f64..20_000.0, single in -2.0f32..2.0, ties in -100_000i32..100_000) {
            for value in [value, f64::from(single), f64::from(ties) / 20_000.0, f64::from(ties) / 32.0, value * 1e9] {
                let shown = format!("{value:.4}");
                prop_assert_eq!(score(value), if shown == "-0.0000" { "0.0000".to_owned() } else { shown });
            }
        }
    }

    proptest! {
        #[test]
        fn a_single_is_written_as_any_score(value in -20.0f32..20.0, bits in any::<u32>(), ties in -300_000i32..300_000) {
            for value in [value, value / 1024.0, f32::from_bits(bits), ties as f32 / 20_000.0, ties as f32 / 32.0, -0.00004, -0.0] {
                let mut pushed = Vec::new();
                push_single(value, &mut pushed);
                prop_assert_eq!(String::from_utf8(pushed).unwrap(), format!("{},", score(f64::from(value))));
            }
        }
    }

    #[test]
    fn ordinary_text_is_left_alone() {
        for plain in ["", "It's over", "'We won'", "a=b", " -", "—dash", "“+”"] {
            assert_eq!(text(plain), plain);
        }
        assert_eq!(text("=1+1"), "'=1+1");
        assert_eq!(text("'=1"), "''=1");
    }

    #[test]
    fn scores_have_four_decimals() {
        assert_eq!(score(2.0 / 3.0), "0.6667");
        assert_eq!(score(-0.00001), "0.0000");
        assert_eq!(score(-1.5), "-1.5000");
        assert_eq!(score(f64::NAN), "");
    }

    #[test]
    fn values_show_bound_range_and_unit() {
        let quantity = |value, high, bound, unit: Option<&str>| Quantity {
            span: Span::new(0, 1),
            value,
            high,
            bound,
            unit: unit.map(str::to_owned),
        };
        let all = [
            quantity(250_000.0, None, Bound::AtLeast, Some("peopl")),
            quantity(20.0, Some(30.5), Bound::Exact, Some("%")),
            quantity(12.0, None, Bound::About, None),
        ];
        assert_eq!(quantities(&all), ">=250000 peopl; 20..30.5 %; ~12");
        let january = Date::new(2016, 1, 1).unwrap();
        let mentions = [
            DateMention { span: Span::new(0, 1), from: january, to: january },
            DateMention { span: Span::new(2, 3), from: january, to: january.month_end() },
        ];
        assert_eq!(dates(&mentions), "2016-01-01; 2016-01-01/2016-01-31");
    }
}
