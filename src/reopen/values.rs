//! Numbers and dates of a claim, read back from their cells.

use crate::model::{Bound, Date, DateMention, Moment, Quantity};
use crate::text::Span;

/// The numbers that `cell` lists, as `docs/outputs.md` says; all at `span`. `None` where it is no such list.
pub(super) fn quantities(cell: &str, span: Span) -> Option<Vec<Quantity>> {
    listed(cell).map(|item| quantity(item, span)).collect()
}

fn quantity(item: &str, span: Span) -> Option<Quantity> {
    const BOUNDS: [(&str, Bound); 3] = [(">=", Bound::AtLeast), ("<=", Bound::AtMost), ("~", Bound::About)];
    let bound = BOUNDS.into_iter().find_map(|(sign, bound)| Some((item.strip_prefix(sign)?, bound)));
    let (rest, bound) = bound.unwrap_or((item, Bound::Exact));
    let (figures, unit) = rest.split_once(' ').map_or((rest, None), |(figures, unit)| (figures, Some(unit.to_owned())));
    let (value, high) = match figures.split_once("..") {
        Some((low, high)) => (low, Some(high.parse().ok()?)),
        None => (figures, None),
    };
    Some(Quantity { span, value: value.parse().ok()?, high, bound, unit })
}

/// The dates that `cell` lists; all at `span`. `None` where it is no such list.
pub(super) fn dates(cell: &str, span: Span) -> Option<Vec<DateMention>> {
    let day = |text: &str| -> Option<Date> { Moment::parse(text).filter(|at| at.minute.is_none()).map(|at| at.date) };
    let mention = |item: &str| {
        let (from, to) = item.split_once('/').unwrap_or((item, item));
        Some(DateMention { span, from: day(from)?, to: day(to)? })
    };
    listed(cell).map(mention).collect()
}

fn listed(cell: &str) -> impl Iterator<Item = &str> {
    cell.split("; ").filter(|item| !item.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_dates_read_back() {
        let at = Span::new(3, 9);
        let found = quantities(">=250000 peopl; 20..30.5 %; ~12; -3.5 °C", at).unwrap();
        let told: Vec<_> = found.iter().map(|q| (q.bound, q.value, q.high, q.unit.as_deref())).collect();
        assert_eq!(
            told,
            [
                (Bound::AtLeast, 250_000.0, None, Some("peopl")),
                (Bound::Exact, 20.0, Some(30.5), Some("%")),
                (Bound::About, 12.0, None, None),
                (Bound::Exact, -3.5, None, Some("°C")),
            ]
        );
        let found = dates("2015-12-15; 2016-01-01/2016-01-31", at).unwrap();
        let told: Vec<String> = found.iter().map(|d| format!("{} {}", d.from, d.to)).collect();
        assert_eq!(told, ["2015-12-15 2015-12-15", "2016-01-01 2016-01-31"]);
        assert_eq!((quantities("", at), dates("", at)), (Some(Vec::new()), Some(Vec::new())));
        assert!(quantities("many", at).is_none() && dates("2015-12-15T07:00:00", at).is_none() && dates("soon", at).is_none());
    }
}
