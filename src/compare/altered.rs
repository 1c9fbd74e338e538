//! Whether two accounts of one quotation differ in what stands between the marks.
//!
//! Both must be quotations in one language, the same word for word but for a few places, and neither told as a translation: two
//! translators of one utterance choose different words, and nothing was altered then.

use super::account::{Account, Term, base_stem, is_content};
use super::align::Alignment;
use super::difference::{Difference, outlets, place, shown};
use super::numbers;
use super::speakers;
use crate::text::{Lexicon, Span, fold, primary_language};
use std::sync::LazyLock;

static FILLERS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/fillers.txt")));
static COLLOQUIAL: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/colloquial.txt")));
static ALIASES: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/aliases.txt")));
static LANGUAGES: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/languages.txt")));

/// Shorter fragments than this are quoted for a word, not for what was said.
const FRAGMENT: usize = 4;

/// Two quotations are one and the same, changed, from this share of common words on; two translations of one share fewer.
const SAME_QUOTE: f64 = 0.75;

/// One change in so many words is an alteration; more are two translations, or two utterances.
const WORDS_A_CHANGE: usize = 8;

/// Where one quotation goes on, so many words must be common, and fewer of them changed: translations share a clause at times.
const STRETCH: usize = 8;
const WORDS_A_CHANGE_OF_STRETCH: usize = 10;

/// Two spellings of one word from this Jaro-Winkler likeness on (`organise`, `organize` 0.95; `legal`, `illegal` 0.90).
const SPELLING: f64 = 0.93;

/// So many bytes around a quotation may tell that it is a translation.
const AROUND: usize = 240;

/// Where the words between the marks differ.
pub(super) fn differences(a: &Account, b: &Account, terms: &Alignment) -> Vec<Difference> {
    let short = a.quote.len() <= FRAGMENT || b.quote.len() <= FRAGMENT;
    if short || is_same(&a.quote, &b.quote) {
        return Vec::new();
    }
    let two_speakers = a.claim.speaker.is_some() && b.claim.speaker.is_some() && !speakers::may_be_one(a, b, terms);
    let two_languages = primary_language(&a.article.language) != primary_language(&b.article.language);
    if two_speakers || two_languages || is_translated(a) || is_translated(b) {
        return Vec::new();
    }
    let words = Alignment::of(&a.quote, &b.quote);
    let most = match sameness(&words, a.quote.len() + b.quote.len()) {
        Some(Sameness::Whole) => 1 + a.quote.len().min(b.quote.len()) / WORDS_A_CHANGE,
        Some(Sameness::Stretch) => 1.max(words.pairs.len() / WORDS_A_CHANGE_OF_STRETCH),
        None => return Vec::new(),
    };
    if said(&a.quote) == said(&b.quote) {
        return Vec::new();
    }
    let ends = end_gap(a, b, &words);
    let gaps = words.inner_gaps().into_iter().chain(ends);
    let found: Vec<Difference> = gaps.filter_map(|(left, right)| change(a, left, b, right)).collect();
    if found.len() > most { Vec::new() } else { found }
}

/// Whether two quotations are the same word for word, so that there is no place where they could differ.
fn is_same(a: &[Term], b: &[Term]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(x, y)| x.folded == y.folded)
}

/// How far two quotations are one and the same.
enum Sameness {
    /// From the first to the last word.
    Whole,
    /// Where they run side by side; one begins earlier or goes on.
    Stretch,
}

/// Whether two quotations with so many aligned words, of `words` in both, are one and the same.
fn sameness(aligned: &Alignment, words: usize) -> Option<Sameness> {
    let common = 2.0 * aligned.pairs.len() as f64;
    let (first, last) = (aligned.pairs.first()?, aligned.pairs.last()?);
    let stretch = (last.0 - first.0) + (last.1 - first.1) + 2;
    if common >= SAME_QUOTE * words as f64 && aligned.of_shorter() >= 0.5 {
        Some(Sameness::Whole)
    } else {
        (aligned.pairs.len() >= STRETCH && common >= SAME_QUOTE * stretch as f64).then_some(Sameness::Stretch)
    }
}

type Place = std::ops::Range<usize>;

/// What a quotation says, in whatever order.
fn said(quote: &[Term]) -> (Vec<String>, bool) {
    let (mut words, denies) = meaning(quote);
    words.sort_unstable();
    (words, denies)
}

/// The last words of both quotations, where they are as many and few: another word was put for the last one. Where one goes on, it
/// may only be longer.
fn end_gap(a: &Account, b: &Account, words: &Alignment) -> Option<(Place, Place)> {
    let (i, j) = words.pairs.last()?;
    let (left, right) = (i + 1..a.quote.len(), j + 1..b.quote.len());
    (left.len() == right.len() && (1..=2).contains(&left.len())).then_some((left, right))
}

/// The difference between two stretches of words that stand between common ones.
fn change(a: &Account, left: Place, b: &Account, right: Place) -> Option<Difference> {
    let (x, y) = (a.quote.get(left.clone())?, b.quote.get(right.clone())?);
    if !differs(a, x, b, y) || is_marked(a, left.clone()) || is_marked(b, right.clone()) {
        return None;
    }
    let (l, r) = outlets(a, b);
    let wide = |account: &Account, at: &Place| place(account.quote.get(at.start.saturating_sub(1)..at.end + 1)?);
    let says = |terms: &[Term]| meaning(terms) != Default::default();
    let shown_place = |account: &Account, terms: &[Term], at: &Place| {
        let own = place(terms).filter(|_| says(terms));
        own.or_else(|| wide(account, at)).or_else(|| place(terms))
    };
    let (from, to) = (shown_place(a, x, &left)?, shown_place(b, y, &right)?);
    let note = match (says(x), says(y)) {
        (true, false) => format!("Inside one quote {l} has {}, which {r} leaves out ({}).", shown(a, from), shown(b, to)),
        (false, true) => format!("Inside one quote {r} has {}, which {l} leaves out ({}).", shown(b, to), shown(a, from)),
        _ => format!("Inside one quote {l} has {}, {r} {}.", shown(a, from), shown(b, to)),
    };
    Some(Difference { left: from, right: to, note })
}

/// What a stretch of words says: content words by stem, duties and doubts, and whether it denies. Fillers and spoken forms are no
/// difference.
fn meaning(terms: &[Term]) -> (Vec<String>, bool) {
    let written: Vec<String> = terms.iter().flat_map(written).collect();
    let mut out = Vec::new();
    let mut denies = false;
    let mut at = 0;
    while at < written.len() {
        let filler = (1..=4).rev().find(|n| written.get(at..at + n).is_some_and(|w| FILLERS.has(&w.join(" "))));
        if let Some(words) = filler {
            at += words;
            continue;
        }
        let word = written[at].as_str();
        at += 1;
        match word {
            "not" | "never" | "no" | "none" | "nobody" | "nothing" | "neither" | "without" => denies = !denies,
            _ if TELLING.contains(&word) => out.push(word.to_owned()),
            _ if is_content(word) => out.push(base_stem(word)),
            _ => {}
        }
    }
    (out, denies)
}

/// Function words that change what is said: duty and doubt, amount, time and side.
const TELLING: [&str; 22] = [
    "may", "might", "could", "must", "should", "will", "can", "little", "few", "all", "most", "many", "more", "less", "only",
    "once", "twice", "always", "before", "after", "against", "every",
];

/// The folded words that a term stands for: contractions and spoken forms are written out.
fn written(term: &Term) -> Vec<String> {
    let words = |text: &str| text.split(' ').map(str::to_owned).collect();
    let folded = term.folded.as_str();
    if let Some(full) = COLLOQUIAL.value(folded) {
        return words(full);
    }
    if folded == "won't" {
        return words("will not");
    }
    for (ending, full) in [("n't", "not"), ("'ve", "have"), ("'re", "are"), ("'ll", "will"), ("'m", "am"), ("'d", "would")] {
        if let Some(start) = folded.strip_suffix(ending).filter(|s| !s.is_empty()) {
            return vec![start.to_owned(), full.to_owned()];
        }
    }
    vec![folded.to_owned()]
}

/// Whether two stretches between common words differ in what they say: not by spelling, by a short form, or by a way to write a
/// number.
fn differs(a: &Account, x: &[Term], b: &Account, y: &[Term]) -> bool {
    let own_dates = |account: &Account, other: &Account, terms: &[Term]| -> Vec<Term> {
        terms.iter().filter(|t| !is_in_same_date(account, other, t)).cloned().collect()
    };
    let ((left, denied), (right, also_denied)) = (meaning(&own_dates(a, b, x)), meaning(&own_dates(b, a, y)));
    if denied != also_denied {
        return true;
    }
    if left == right {
        return false;
    }
    let spelled_alike = strsim::jaro_winkler(&left.concat(), &right.concat()) >= SPELLING;
    !spelled_alike && !is_short_for(x, y) && !is_short_for(y, x) && !numbers::same_number(a, x, b, y)
}

/// Whether the word belongs to a date that the other account tells, too, in whatever form (`June 30`, `the 30th of June`).
fn is_in_same_date(account: &Account, other: &Account, term: &Term) -> bool {
    let same = |from, to| other.claim.dates.iter().any(|d| (d.from, d.to) == (from, to));
    account.claim.dates.iter().any(|d| d.span.contains(term.span) && same(d.from, d.to))
}

/// Whether an editor shows that the words are not the speaker's: brackets, an ellipsis, letters struck out.
fn is_marked(account: &Account, at: Place) -> bool {
    let before = at.start.checked_sub(1).and_then(|i| account.quote.get(i)).map(|t| t.span.end);
    let after = account.quote.get(at.end).map(|t| t.span.start);
    let whole = account.quote.last().map_or(0, |t| t.span.end);
    let (Some(start), end) = (before, after.unwrap_or(whole)) else { return true };
    let stretch = account.between(start, end);
    stretch.contains(['[', ']', '(', ')', '…', '*'])
        || stretch.contains("...")
        || stretch.contains(". . .")
        || stretch.contains("--")
}

/// Whether one side is a short name for the other (`US`, `United States`).
fn is_short_for(short: &[Term], long: &[Term]) -> bool {
    let [word] = short else { return false };
    let initials: String = long.iter().filter_map(|t| t.folded.chars().next()).collect();
    let spelled = long.iter().map(|t| t.folded.as_str()).collect::<Vec<_>>().join(" ");
    let alias =
        ALIASES.value(&word.folded.to_uppercase()).is_some_and(|full| spelled == full || spelled == format!("the {full}"));
    alias || long.len() > 1 && (word.folded == initials || word.folded == initials.trim_start_matches('t'))
}

/// Whether the article tells beside the quotation that its words are a translation.
fn is_translated(account: &Account) -> bool {
    *account.is_translated.get_or_init(|| tells_of_translation(account))
}

fn tells_of_translation(account: &Account) -> bool {
    let text = &account.article.text;
    let sentence = account.claim.sentence;
    let (mut start, mut end) = (sentence.start.saturating_sub(AROUND), (sentence.end + AROUND).min(text.len()));
    while !text.is_char_boundary(start) {
        start += 1;
    }
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let words: Vec<String> = crate::text::words(text, Span::new(start, end)).iter().map(|w| fold(w.text)).collect();
    let language = |w: &str| match LANGUAGES.value(w) {
        Some(code) => code != primary_language(&account.article.language),
        None => ["ian", "ish", "ese"].iter().any(|ending| w.len() > 5 && w.ends_with(ending)),
    };
    words.iter().any(|w| w.starts_with("translat") || w.starts_with("interpreter"))
        || words.windows(3).any(|w| match w {
            [verb, preposition, tongue] => {
                let speaks = matches!(
                    verb.as_str(),
                    "speaking" | "spoke" | "said" | "told" | "wrote" | "writing" | "reporters" | "questions"
                );
                speaks && preposition == "in" && language(tongue)
            }
            _ => false,
        })
}
