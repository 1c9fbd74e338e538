//! `pairs.csv` of claims that came cut.

use super::{ExportOptions, cell, table};
use crate::model::{Near, Roll};
use std::io::{self, Write};

/// The columns, in order.
pub(super) const COLUMNS: [&str; 16] = [
    "claim_id_l",
    "claim_id_r",
    "outlet_l",
    "outlet_r",
    "match_key",
    "match_probability",
    "likeness",
    "jaccard",
    "words_shared",
    "words_l",
    "words_r",
    "weight_shared",
    "weight_l",
    "weight_r",
    "same_outlet",
    "same_speaker",
];

/// Writes the header.
pub(super) fn header(options: &ExportOptions, out: impl io::Write) -> io::Result<()> {
    let mut writer = table::writer(options, out)?;
    writer.write_record(COLUMNS)?;
    writer.flush()
}

/// The lines of some pairs.
pub(super) fn rows(roll: &Roll, pairs: &[Near], step: f64) -> io::Result<Vec<u8>> {
    let mut writer = table::writer(&ExportOptions::default(), Vec::with_capacity(pairs.len() * 100))?;
    let mut shown = Vec::with_capacity(32);
    for near in pairs {
        let (left, right) = (near.left as usize, near.right as usize);
        let (l, r) = (roll.get(left), roll.get(right));
        for text in [Some(l.id), Some(r.id), l.outlet, r.outlet] {
            writer.write_field(cell::optional(text).as_ref())?;
        }
        writer.write_field("near")?;
        // No gold set says how sure a likeness is.
        writer.write_field("")?;
        for share in [near.likeness(), near.jaccard()] {
            fixed(&mut shown, share, 4)?;
            writer.write_field(&shown)?;
        }
        for count in [near.shared_words, near.words.0, near.words.1] {
            fixed(&mut shown, f64::from(count), 0)?;
            writer.write_field(&shown)?;
        }
        for weight in [near.shared_weight, near.weights.0, near.weights.1] {
            fixed(&mut shown, f64::from(weight) * step, 1)?;
            writer.write_field(&shown)?;
        }
        for same in [roll.same_outlet(left, right), roll.same_speaker(left, right)] {
            writer.write_field(same.map(cell::truth).unwrap_or_default().as_ref())?;
        }
        table::end_line(&mut writer)?;
    }
    writer.into_inner().map_err(|error| error.into_error())
}

/// Shows a number that is not negative with so many decimals. Millions of them are written, for which the general way is slow.
fn fixed(shown: &mut Vec<u8>, value: f64, decimals: u32) -> io::Result<()> {
    shown.clear();
    let scale = 10_u64.pow(decimals);
    let scaled = (value * scale as f64).round_ties_even() as u64;
    let mut digits = [0_u8; 20];
    let mut at = digits.len();
    let mut rest = scaled;
    while rest > 0 || digits.len() - at <= decimals as usize {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
    }
    let point = digits.len() - decimals as usize;
    shown.write_all(&digits[at..point])?;
    if decimals > 0 {
        shown.write_all(b".")?;
        shown.write_all(&digits[point..])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_everywhere() {
        for (value, decimals) in
            [(0.0, 4), (1.0, 4), (0.03125, 4), (0.99996, 4), (12.34, 1), (0.04, 1), (7.0, 0), (0.0, 0), (1234567.0, 0)]
        {
            let mut shown = Vec::new();
            fixed(&mut shown, value, decimals).unwrap();
            assert_eq!(String::from_utf8(shown).unwrap(), format!("{value:.*}", decimals as usize));
        }
    }
}
