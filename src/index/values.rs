//! Numbers as terms by their value, however they are written: `half a million` is `500,000`.

use super::terms::ReadWord;
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
pub(super) fn unify(read: Vec<ReadWord>, quantities: &[&Quantity]) -> Vec<ReadWord> {
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
                let value = written(quantity.value);
                out.push(ReadWord { stem: value.clone(), folded: value, short: None, ..word });
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
