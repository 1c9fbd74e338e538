//! Numbers as terms by their value, however they are written: `half a million` is `500,000`.

use super::reading::{ReadWord, Texts};
use crate::model::{Claim, Quantity};

/// For each sentence the quantities that its claims hold, in order, each once; `sentence_of` says which sentence each claim stands in.
pub(super) fn of_sentences<'a>(claims: &'a [Claim], sentence_of: &[usize], sentences: usize) -> Vec<Vec<&'a Quantity>> {
    let mut out: Vec<Vec<&Quantity>> = vec![Vec::new(); sentences];
    for (claim, sentence) in claims.iter().zip(sentence_of) {
        out[*sentence].extend(&claim.quantities);
    }
    for quantities in &mut out {
        quantities.sort_by_key(|q| q.span);
        quantities.dedup_by_key(|q| q.span);
    }
    out
}

/// Makes one term of the words of each quantity that is one value. Ranges stay words: they have no one value.
pub(super) fn unify(read: Vec<ReadWord>, quantities: &[&Quantity], texts: &mut Texts) -> Vec<ReadWord> {
    if quantities.is_empty() {
        return read;
    }
    let mut out: Vec<ReadWord> = Vec::with_capacity(read.len());
    let mut open: Option<&Quantity> = None;
    let mut quantities = quantities.iter().filter(|q| q.high.is_none()).peekable();
    for word in read {
        while quantities.next_if(|q| q.span.end <= word.span.start).is_some() {
            open = None;
        }
        let Some(quantity) = quantities.peek().filter(|q| q.span.contains(word.span)) else {
            out.push(word);
            continue;
        };
        match (open, out.last_mut()) {
            (Some(_), Some(number)) => {
                number.span = number.span.join(word.span);
                number.content = true;
            }
            _ => {
                let value = texts.number(&written(quantity.value));
                out.push(ReadWord { stem: value, folded: value, short: None, ..word });
                open = Some(quantity);
            }
        }
    }
    out
}

/// The value in figures, to two decimals.
fn written(value: f64) -> String {
    let figures = format!("{value:.2}");
    figures.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::reading::tests::{read_all, stems};
    use crate::model::Bound;
    use crate::text::Span;

    fn quantity(text: &str, figures: &str, value: f64, high: Option<f64>) -> Quantity {
        let start = text.find(figures).unwrap_or(0);
        Quantity { span: Span::new(start, start + figures.len()), value, high, bound: Bound::Exact, unit: None }
    }

    #[track_caller]
    fn check(text: &str, quantities: &[Quantity], expected: &[&str]) {
        let (mut read, mut texts) = read_all(&[text]);
        let read = unify(read.remove(0), &quantities.iter().collect::<Vec<_>>(), &mut texts);
        assert_eq!(stems(&read, &texts), expected);
    }

    #[test]
    fn a_number_is_one_term_however_it_is_written() {
        let text = "half a million crowns";
        check(text, &[quantity(text, "half a million", 500_000.0, None)], &["500000", "crown"]);
        check("500,000 crowns", &[quantity("500,000", "500,000", 500_000.0, None)], &["500000", "crown"]);
        let text = "twenty-one boats, 1.25 miles";
        let both = [quantity(text, "twenty-one", 21.0, None), quantity(text, "1.25", 1.25, None)];
        check(text, &both, &["21", "boat", "1.25", "mile"]);
    }

    #[test]
    fn neighbouring_numbers_stay_two() {
        let text = "40 12-year-olds";
        let both = [quantity(text, "40", 40.0, None), quantity(text, "12", 12.0, None)];
        check(text, &both, &["40", "12", "year", "old"]);
    }

    #[test]
    fn ranges_and_words_outside_quantities_stay_as_they_are() {
        let text = "20 to 30 boats in 1998";
        check(text, &[quantity(text, "20 to 30", 20.0, Some(30.0))], &["20", "to", "30", "boat", "in", "1998"]);
    }
}
