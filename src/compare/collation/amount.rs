//! Numbers, sums and days as they are printed in many ways: `$5 million`, `5m dollars`; `two`, `2`; `Dec. 18`, `18 December`.

use super::token::Token;
use crate::text::Lexicon;
use std::sync::LazyLock;

static NUMERALS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../../data/lexicon/numerals.txt")));
static CURRENCIES: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../../data/lexicon/currencies.txt")));
static CALENDAR: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../../data/lexicon/calendar.txt")));

/// A number with its unit, or a day.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Amount {
    /// How many tokens it takes.
    pub(super) taken: usize,
    /// The same text for the same amount, however printed.
    pub(super) meaning: String,
}

/// The amount at the head of `tokens`.
pub(super) fn at_head(tokens: &[Token]) -> Option<Amount> {
    day(tokens).or_else(|| sum(tokens))
}

/// Whether an amount may begin with a word of these letters, which is no sign.
pub(super) fn may_begin(folded: &str) -> bool {
    let is_letter = folded.starts_with(|c: char| c.is_alphabetic() && !c.is_numeric());
    !is_letter || folded == "a" || CALENDAR.has(folded) || NUMERALS.has(folded)
}

/// `December 18`, `Dec. 18th`, `18 December`, `18th of December`.
fn day(tokens: &[Token]) -> Option<Amount> {
    let month = |at: usize| {
        let token = tokens.get(at).filter(|t| t.text.starts_with(char::is_uppercase) && (at == 0 || t.close))?;
        CALENDAR.value(&token.folded)?.split(' ').next().filter(|month| !month.starts_with('d'))
    };
    let day = |at: usize| {
        let folded = &tokens.get(at).filter(|t| at == 0 || t.near)?.folded;
        let digits = folded.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let bare = digits == folded || ["st", "nd", "rd", "th"].iter().any(|end| folded.strip_suffix(end) == Some(digits));
        digits.parse::<u8>().ok().filter(|day| bare && (1..=31).contains(day))
    };
    let amount = |taken, month, day| Amount { taken, meaning: format!("day {month}-{day}") };
    if let Some(month) = month(0) {
        return day(1).map(|day| amount(2, month, day));
    }
    let first = day(0)?;
    if tokens.get(1).is_some_and(|t| t.folded == "of") {
        return month(2).map(|month| amount(3, month, first));
    }
    // `19 Sept. 11 hijackers`: the number behind the month is its day.
    month(1).filter(|_| day(2).is_none()).map(|month| amount(2, month, first))
}

/// A number with its scale (`5 million`), its currency on either side, and its `%`.
fn sum(tokens: &[Token]) -> Option<Amount> {
    let sign = tokens.first().filter(|t| !t.text.starts_with(char::is_alphanumeric)).and_then(|t| CURRENCIES.value(&t.folded));
    let mut at = usize::from(sign.is_some());
    let (mut value, taken) = figures(&tokens[at..], sign.is_some()).or_else(|| number_words(&tokens[at..]))?;
    at += taken;
    while let Some(scale) = tokens.get(at).filter(|t| t.close).filter(|t| t.folded.len() > 1).and_then(|t| scale(&t.folded)) {
        value *= scale;
        at += 1;
    }
    let next = tokens.get(at).filter(|t| t.close);
    let unit = match next {
        Some(token) if matches!(token.folded.as_str(), "%" | "percent" | "pct") => Some("%"),
        Some(token) if sign.is_none() => CURRENCIES.value(&token.folded),
        _ => None,
    };
    let per_cent = next.is_some_and(|t| t.folded == "per") && tokens.get(at + 1).is_some_and(|t| t.folded == "cent");
    let taken = at + usize::from(unit.is_some()) + 2 * usize::from(per_cent);
    let unit = if per_cent { Some("%") } else { unit };
    // Millionths: what is left of binary fractions must not make 1.4 billion two numbers.
    let meaning = format!("number {} {}", (value * 1e6).round() / 1e6, sign.or(unit).unwrap_or_default());
    Some(Amount { taken, meaning })
}

/// `250,000`, `3.5`, `18th`, `5bn`; `5m` only where a sign of currency stands before it, since it may be metres.
fn figures(tokens: &[Token], is_money: bool) -> Option<(f64, usize)> {
    let folded = &tokens.first()?.folded;
    let end = folded.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.').unwrap_or(folded.len());
    let (digits, rest) = folded.split_at(end);
    let mut groups = digits.split(',');
    let whole = groups.next()?;
    if whole.is_empty() || whole.len() > 15 || groups.any(|group| group.split('.').next().is_none_or(|g| g.len() != 3)) {
        return None;
    }
    let value: f64 = digits.replace(',', "").parse().ok()?;
    let times = match rest {
        "" | "st" | "nd" | "rd" | "th" => 1.0,
        "m" if is_money => 1e6,
        _ => scale(rest)?,
    };
    Some((value * times, 1))
}

/// `two`, `twenty-five`, `two hundred and fifty`, `a million`.
fn number_words(tokens: &[Token]) -> Option<(f64, usize)> {
    let folded = |at: usize| tokens.get(at).filter(|t| at == 0 || t.close).map(|t| t.folded.as_str());
    let small = |at: usize| folded(at).and_then(|word| NUMERALS.value(word)).and_then(|value| value.parse::<f64>().ok());
    let below_hundred = |at: usize| {
        let tens = small(at)?;
        match small(at + 1) {
            Some(ones) if tens >= 20.0 && ones < 10.0 => Some((tens + ones, at + 2)),
            _ => Some((tens, at + 1)),
        }
    };
    let (mut value, mut at) = match below_hundred(0) {
        Some(found) => found,
        // `a` is a number only before a scale, which is read after it.
        None if matches!(folded(0), Some("a")) && folded(1).and_then(scale).is_some() => (1.0, 1),
        None => return None,
    };
    if folded(at) == Some("hundred") {
        (value, at) = (value * 100.0, at + 1);
        let rest = at + usize::from(folded(at) == Some("and"));
        if let Some((more, end)) = below_hundred(rest) {
            (value, at) = (value + more, end);
        }
    }
    Some((value, at))
}

fn scale(word: &str) -> Option<f64> {
    NUMERALS.value(word)?.strip_prefix('*')?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::at_head;
    use crate::compare::collation::token::tokens;

    fn meaning(text: &str) -> Option<String> {
        let tokens = tokens(text);
        at_head(&tokens).filter(|amount| amount.taken == tokens.len()).map(|amount| amount.meaning)
    }

    #[test]
    fn one_amount_has_one_meaning_however_it_is_printed() {
        for group in [
            &["2", "two"][..],
            &["250,000", "250000", "two hundred and fifty thousand"],
            &["$5 million", "5 million dollars", "$5m", "five million dollars", "$5,000,000"],
            &["1.4 billion euros", "€1.4bn", "€1,400 million"],
            &["5%", "5 percent", "five per cent"],
            &["twenty-five", "25"],
            &["two dozen", "24"],
            &["a million", "1,000,000", "one million"],
            &["December 18", "Dec. 18", "18 December", "Dec 18th", "18th of December"],
        ] {
            let found: Vec<Option<String>> = group.iter().map(|text| meaning(text)).collect();
            assert!(found[0].is_some() && found.iter().all(|meaning| *meaning == found[0]), "{group:?} {found:?}");
        }
    }

    #[test]
    fn other_words_are_no_amounts() {
        for text in ["a", "March", "may 5th of", "1990s", "5km", "hundreds", "F-16", "$", "1,2,3", "December 40"] {
            assert_eq!(meaning(text), None, "{text}");
        }
    }
}
