//! Whether two accounts disagree on a number.

use super::account::{Account, Term};
use super::align::Alignment;
use super::difference::{Difference, outlets, shown};
use super::measure::{conflict, is_measure, same_measure};
use crate::model::{Bound, Quantity};
use crate::text::{Lexicon, Span};
use std::sync::LazyLock;

static UNITS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/units.txt")));
static CURRENCIES: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/currencies.txt")));
static BOUNDS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/bounds.txt")));

/// How many words before a number, and after what it counts, are its context.
const BEFORE: usize = 3;
const AFTER: usize = 2;

/// Below this share of common content the two accounts are too unlike to say which number answers which.
const ENOUGH_ALIKE: f64 = 0.3;

/// From this share on, two numbers that alone count a thing in their accounts need no further word in common beside them.
const MOSTLY_ALIKE: f64 = 0.4;

/// … but so many elsewhere.
const SHARED: usize = 2;

/// The longest phrase of the list of bounds, in words.
const LONGEST_BOUND: usize = 4;

/// The numbers of the left account that cannot both be right with the numbers that stand for them in the right one.
pub(super) fn differences(a: &Account, b: &Account, words: &Alignment) -> Vec<Difference> {
    if words.in_any_order() < ENOUGH_ALIKE {
        return Vec::new();
    }
    let lonely = |q: &&Quantity, others: &[Quantity]| !others.iter().any(|o| answers(q, o));
    let (of_a, of_b) = (quantities(a), quantities(b));
    let left = of_a.iter().filter(|q| lonely(q, &of_b));
    let alike = words.in_any_order() >= MOSTLY_ALIKE;
    let mut right: Vec<&Quantity> = of_b.iter().filter(|q| lonely(q, &of_a)).collect();
    let mut found = Vec::new();
    for x in left {
        // Each number answers one: the first that stands in its place.
        if let Some(at) = right.iter().position(|y| same_slot(a, b, x, y, alike) && conflict(x, y) && !add_up(a, b, x, y)) {
            found.push(difference(a, b, x, right.remove(at)));
        }
    }
    found
}

/// The numbers of an account; basis points are hundredths of a point, and a share told in words (`half`, `one in five`) is a round one.
fn quantities(account: &Account) -> Vec<Quantity> {
    let basis = |q: &Quantity| account.terms.iter().find(|t| t.span.start >= q.span.end).is_some_and(|t| t.folded == "basis");
    let of_points = |q: &Quantity| match q.unit.as_deref() {
        Some("%") if q.bound == Bound::Exact && is_in_words(account, q) => Quantity { bound: Bound::About, ..q.clone() },
        Some("point") if basis(q) => Quantity { value: q.value / 100.0, high: q.high.map(|h| h / 100.0), ..q.clone() },
        _ => q.clone(),
    };
    account.claim.quantities.iter().map(of_points).collect()
}

/// Whether a share is told as a fraction: no sign or word for percent follows.
fn is_in_words(account: &Account, q: &Quantity) -> bool {
    let rest = account.between(q.span.end, account.claim.span.end).trim_start_matches(['-', ' ']);
    !["%", "per", "pct"].iter().any(|sign| rest.starts_with(sign))
}

/// Whether both numbers can be true of one thing; a missing unit is no other unit.
fn answers(a: &Quantity, b: &Quantity) -> bool {
    let comparable = match (&a.unit, &b.unit) {
        (Some(u), Some(v)) => same_measure(u, v) || a.value == b.value,
        (None, None) => true,
        _ => a.value == b.value,
    };
    comparable && !conflict(a, b)
}

fn difference(a: &Account, b: &Account, x: &Quantity, y: &Quantity) -> Difference {
    let (left, right) = (printed(a, x), printed(b, y));
    let (l, r) = outlets(a, b);
    let note = format!("{l} has {}, {r} {}: both cannot be right.", shown(a, left), shown(b, right));
    Difference { left, right, note }
}

/// The place of a number with its bound, its currency sign and the word that it counts.
fn printed(account: &Account, q: &Quantity) -> Span {
    let mut span = q.span;
    let first = account.terms.partition_point(|t| t.span.end <= span.start);
    let sign = account.between(0, span.start).chars().next_back().filter(|c| "$€£¥₽₹₴₺₪₩".contains(*c));
    span.start -= sign.map_or(0, char::len_utf8);
    if q.bound != Bound::Exact {
        let phrase = |words: &usize| {
            let terms = account.terms.get(first.checked_sub(*words)?..first)?;
            let text = terms.iter().map(|t| t.folded.as_str()).collect::<Vec<_>>().join(" ");
            BOUNDS.has(&text).then(|| terms.first().map(|t| t.span.start)).flatten()
        };
        span.start = (1..=LONGEST_BOUND).rev().find_map(|words| phrase(&words)).unwrap_or(span.start);
    }
    if account.between(span.end, account.claim.span.end).starts_with('%') {
        span.end += 1;
    }
    let next = account.terms.iter().find(|t| t.span.start >= span.end);
    let unit = q.unit.as_deref();
    let names = |t: &&Term| {
        unit.is_some() && [Some(t.stem.as_str()), UNITS.value(&t.folded), CURRENCIES.value(&t.folded)].contains(&unit)
    };
    let counted = next.filter(names);
    let close = counted.filter(|t| account.between(span.end, t.span.start).chars().all(|c| c == ' ' || c == '-'));
    Span::new(span.start, close.map_or(span.end, |t| t.span.end))
}

/// Whether two numbers count the same thing: one measure, and a word of content beside both, in whatever order.
fn same_slot(a: &Account, b: &Account, x: &Quantity, y: &Quantity, alike: bool) -> bool {
    let one_unit = match (&x.unit, &y.unit) {
        (Some(u), Some(v)) => same_measure(u, v),
        (None, None) => stands_free(a, x) && stands_free(b, y) || is_age(a, x) && is_age(b, y),
        // `39 were killed` and `45 civilians were killed`; money, shares and measures always show their unit.
        (Some(unit), None) => stands_free(b, y) && stands_free(a, x) && !always_told(unit),
        (None, Some(unit)) => stands_free(a, x) && stands_free(b, y) && !always_told(unit),
    };
    if is_whole(a, x) != is_whole(b, y) || is_wish(a, x) != is_wish(b, y) {
        return false;
    }
    let beside = context(b, y);
    let in_context = context(a, x).any(|stem| beside.clone().any(|other| other == stem));
    one_unit
        && (in_context
            || alike && x.unit.as_deref().is_some_and(is_count) && is_only(a, x) && is_only(b, y) && shared(a, b, x) >= SHARED)
}

/// How many words of content both accounts have, but for what they count.
fn shared(a: &Account, b: &Account, counted: &Quantity) -> usize {
    let tells = |t: &&Term| t.is_content && !is_figure(t) && Some(&t.stem) != counted.unit.as_ref();
    let both = |t: &&Term| b.terms.iter().any(|o| o.stem == t.stem);
    a.terms.iter().filter(tells).filter(both).count()
}

/// Whether the number is the whole of which another number beside it is a part (`half of the 2,000 tents`, `seven of 17`).
fn is_whole(account: &Account, q: &Quantity) -> bool {
    let before = account.claim.quantities.iter().rev().find(|part| part.span.end <= q.span.start);
    before.is_some_and(|part| {
        let gap = account.between(part.span.end, q.span.start).trim();
        gap.len() < 16 && (gap.starts_with("of") || gap.ends_with("of") || gap.ends_with("of the"))
    })
}

/// Whether the number is one that somebody wanted, not what came of it (`prosecutors had asked for nine years`).
fn is_wish(account: &Account, q: &Quantity) -> bool {
    let first = account.terms.partition_point(|t| t.span.end <= q.span.start);
    let before = account.terms.get(first.saturating_sub(WISHED)..first).unwrap_or(&[]);
    before.iter().any(|t| WISHES.contains(&t.stem.as_str()) || WISHES.contains(&t.folded.as_str()))
}

/// Stems of verbs that ask for an amount or propose one, and how many words before a number they may stand.
const WISHES: [&str; 9] = ["want", "seek", "ask", "demand", "propos", "offer", "request", "hope", "recommend"];
const WISHED: usize = 4;

/// Whether the account counts nothing else in this unit.
fn is_only(account: &Account, q: &Quantity) -> bool {
    account.claim.quantities.iter().filter(|other| other.unit == q.unit).count() == 1
}

/// Whether both numbers are parts of a whole that either account tells (`seven of the 17`, `ten of the 17`).
fn add_up(a: &Account, b: &Account, x: &Quantity, y: &Quantity) -> bool {
    let told = a.claim.quantities.iter().chain(&b.claim.quantities);
    told.filter(|whole| whole.unit == x.unit).any(|whole| (x.value + y.value - whole.value).abs() < 1e-6)
}

/// Whether the unit is one that is never left out: money, a share, a measure.
fn always_told(unit: &str) -> bool {
    matches!(unit, "%" | "point") || !unit.chars().all(|c| c.is_ascii_lowercase()) || is_measure(unit)
}

/// Whether the unit is money or a noun: two shares, or two spans of time, may be of different things in the most alike sentences.
fn is_count(unit: &str) -> bool {
    !matches!(unit, "%" | "point") && !is_measure(unit)
}

/// Whether a space follows the number: `39 were killed`, not an age between commas or the `seven` of `seven-count`.
fn stands_free(account: &Account, q: &Quantity) -> bool {
    account.between(q.span.end, account.article.text.len()).starts_with(char::is_whitespace)
}

/// Whether the number is an age, as newsrooms print it: `Ana Moss, 58, was`.
fn is_age(account: &Account, q: &Quantity) -> bool {
    let (before, after) = (account.between(0, q.span.start), account.between(q.span.end, account.article.text.len()));
    before.ends_with(", ") && after.starts_with(',') && (1.0..120.0).contains(&q.value) && q.bound == Bound::Exact
}

/// Words that tell what or how much is counted, not of what it is told.
const MEASURES: [&str; 9] = ["peopl", "percent", "per", "cent", "dollar", "hundr", "thousand", "million", "billion"];

/// The stems of the content words beside a number, without what it counts.
fn context<'a>(account: &'a Account, q: &'a Quantity) -> impl Iterator<Item = &'a str> + Clone {
    let first = account.terms.partition_point(|t| t.span.end <= printed(account, q).start);
    let last = account.terms.partition_point(|t| t.span.start < q.span.end);
    let before = account.terms.get(first.saturating_sub(BEFORE)..first).unwrap_or(&[]);
    let unit = q.unit.as_deref().unwrap_or("");
    let counted = move |t: &&Term| t.stem == unit || MEASURES.contains(&t.stem.as_str());
    let after = account
        .terms
        .iter()
        .skip(last)
        .skip_while(move |t| counted(t) || is_figure(t) || matches!(t.folded.as_str(), "of" | "the"))
        .take(AFTER);
    let tells = move |t: &&Term| t.is_content && !counted(t) && !is_figure(t);
    before.iter().chain(after).filter(tells).map(|t| t.stem.as_str())
}

fn is_figure(term: &Term) -> bool {
    term.folded.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether both stretches of words are numbers that agree (`20`, `twenty`).
pub(super) fn same_number(a: &Account, x: &[Term], b: &Account, y: &[Term]) -> bool {
    let of = |account: &Account, terms: &[Term]| {
        let inside = |q: &&Quantity| terms.iter().any(|t| t.span.overlap(q.span) > 0);
        account.claim.quantities.iter().find(inside).cloned()
    };
    of(a, x).zip(of(b, y)).is_some_and(|(p, q)| !conflict(&p, &q))
}
