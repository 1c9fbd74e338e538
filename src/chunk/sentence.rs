//! Sentences: where the running text of a block is cut, also inside quotations.

use super::lexicon::{self, Sort};
use super::listed::Lists;
use super::marks::marks;
use super::plain_stop;
use super::quotation::Quotation;
use super::source::Source;
use crate::text::{ShortWord, Span, fold, primary_language};
use std::borrow::Cow;
use std::ops::Range;

/// The most bytes handed to the sentence library at once: it is quadratic in nested openers.
const MOST_BYTES: usize = 16 * 1024;

/// The most bytes of a sentence: what is longer is no sentence (a list, a table), and is cut at white space.
const MOST_SENTENCE_BYTES: usize = 2_000;

/// The most opening brackets in such a stretch before all brackets are hidden from the library.
const MOST_BRACKETS: usize = 64;

/// The sentences of `block`, whose marks are known, in order, without white space at their ends. Quotations of several sentences are cut as
/// well.
pub(super) fn sentences(source: &Source, block: Span, marks: &[usize], quotations: &[Quotation], language: &str) -> Vec<Span> {
    let text = source.text;
    let masked = masked(text, block, marks, quotations);
    let language = match primary_language(language) {
        "und" | "" => "en",
        language => language,
    };
    // What is hidden is a space now.
    let marks = match &masked {
        Cow::Borrowed(_) => Cow::Borrowed(marks),
        Cow::Owned(masked) => marks.iter().copied().filter(|at| masked.as_bytes()[*at] != b' ').collect(),
    };
    // Then no stop has anything behind it, so that nothing else cuts, either.
    if language == "en" && masked.len() <= MOST_SENTENCE_BYTES && is_one_sentence(&masked, &marks) {
        let sentence = block.trim(text);
        return if sentence.is_empty() { Vec::new() } else { vec![sentence] };
    }
    let stops = || marks.iter().copied().filter(|at| is_stop(masked.as_bytes()[*at]));
    let mut cuts = Vec::new();
    let mut start = 0;
    while start < masked.len() {
        let mut end = stretch_end(&masked, start);
        // A mark of several bytes is as many spaces.
        while !text.is_char_boundary(block.start + end) {
            end -= 1;
        }
        cuts.push(start);
        push_starts(&masked, start..end, &marks, language, &mut cuts);
        start = end;
    }
    cuts.extend(glued_starts(&masked, stops()));
    cuts.extend(company_starts(&masked, stops()));
    cuts.sort_unstable();
    cuts.dedup();
    // The start of a stretch that was only cut for its length is no sentence's start, but there is no better place.
    cuts.retain(|cut| *cut > 0 && !is_wrong(&masked, *cut));
    let mut sentences = Vec::with_capacity(cuts.len() + 1);
    let mut start = block.start;
    for cut in cuts.into_iter().map(|cut| before_marks(text, block, block.start + cut, quotations)).chain([block.end]) {
        let sentence = Span::new(start, cut.max(start)).trim(text);
        if !sentence.is_empty() {
            sentences.push(sentence);
        }
        start = cut.max(start);
    }
    let sentences = joined(source, sentences, quotations);
    if sentences.iter().all(|sentence| sentence.len() <= MOST_SENTENCE_BYTES) {
        return sentences;
    }
    sentences.into_iter().flat_map(|sentence| shortened(text, sentence)).collect()
}

/// Whether the byte may end a sentence.
fn is_stop(byte: u8) -> bool {
    matches!(byte, b'.' | b'!' | b'?')
}

/// The block with quotation marks and line ends turned into spaces, byte for byte.
fn masked<'a>(text: &'a str, block: Span, places: &[usize], quotations: &[Quotation]) -> Cow<'a, str> {
    let mut masked = String::new();
    // What is copied so far.
    let mut copied = block.start;
    let mut marks =
        quotations.iter().flat_map(|q| [Span::new(q.span.start, q.inner.start), Span::new(q.inner.end, q.span.end)]);
    let mut mark = marks.next();
    for at in places.iter().map(|at| block.start + at) {
        let Some(c) = text[at..].chars().next() else { break };
        while mark.is_some_and(|mark| mark.end <= at) {
            mark = marks.next();
        }
        let hidden = mark.is_some_and(|mark| mark.start <= at && at < mark.end)
            || matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' | '\u{85}');
        if hidden {
            masked.reserve(block.end - copied);
            masked.push_str(&text[copied..at]);
            masked.push_str(&"    "[..c.len_utf8()]);
            copied = at + c.len_utf8();
        }
    }
    if masked.is_empty() {
        return Cow::Borrowed(block.of(text));
    }
    masked.push_str(&text[copied..block.end]);
    Cow::Owned(masked)
}

fn stretch_end(masked: &str, start: usize) -> usize {
    if masked.len() - start <= MOST_BYTES {
        return masked.len();
    }
    let mut end = start + MOST_BYTES;
    while !masked.is_char_boundary(end) {
        end -= 1;
    }
    let space = masked[start..end].rfind(' ').map(|at| start + at + 1);
    space.filter(|space| *space > start + MOST_BYTES / 2).unwrap_or(end)
}

/// Adds the places at which a sentence after the first starts in a stretch of the block, but for some of which [`is_wrong`] says so.
fn push_starts(masked: &str, place: Range<usize>, all_marks: &[usize], language: &str, cuts: &mut Vec<usize>) {
    let start = place.start;
    let is_whole = place == (0..masked.len());
    let stretch = &masked[place];
    let mut push = |cut: usize| {
        // Without a space only `glued_starts` cuts, which knows addresses (`Mail.ru`).
        if !masked[..start + cut].ends_with('.') {
            cuts.push(start + cut);
        }
    };
    let known = if language == "en" {
        let marks = if is_whole { Cow::Borrowed(all_marks) } else { Cow::Owned(marks(stretch).collect()) };
        if is_one_sentence(stretch, &marks) {
            return;
        }
        plain_stop::starts(stretch, &marks, |cut| is_wrong(masked, start + cut))
    } else {
        None
    };
    known.unwrap_or_else(|| library_starts(stretch, language)).into_iter().for_each(&mut push);
}

/// Offsets in a stretch at which the library starts a sentence after the first.
pub(super) fn library_starts(stretch: &str, language: &str) -> Vec<usize> {
    let brackets = stretch.bytes().filter(|b| matches!(b, b'(' | b'[' | b'{')).count();
    let bare;
    let stretch = if brackets > MOST_BRACKETS {
        bare = stretch.replace(['(', ')', '[', ']', '{', '}'], " ");
        bare.as_str()
    } else {
        stretch
    };
    let boundaries = sentencex::get_sentence_boundaries(language, stretch);
    let starts = boundaries.iter().filter(|b| b.start_byte > 0).map(|b| {
        // The library may give the white space between two sentences to either.
        b.start_byte + (b.text.len() - b.text.trim_start().len())
    });
    starts.collect()
}

/// Whether the library need not be asked: nothing but the end of the stretch ends a sentence, and nothing can mark the items of a list.
fn is_one_sentence(stretch: &str, marks: &[usize]) -> bool {
    let bytes = stretch.as_bytes();
    let end = marks.iter().copied().find(|at| is_stop(bytes[*at])).unwrap_or(bytes.len());
    let rest = bytes.get(end + 1..).unwrap_or_default();
    let known = |c: char| c.is_ascii() && c != ')' || matches!(c, '’' | '‘' | '–' | '—' | 'À'..='ɏ');
    rest.iter().all(|b| *b == b' ') && marks.iter().all(|at| stretch[*at..].starts_with(known))
}

/// Starts of sentences that lost the space before them: `the truce holds.It was`.
fn glued_starts(masked: &str, stops: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut starts = Vec::new();
    for at in stops {
        let next = at + 1;
        if !masked[next..].starts_with(char::is_uppercase) {
            continue;
        }
        let left = masked[..at].bytes().rev().take_while(u8::is_ascii_lowercase).take(4).count();
        let mut right = masked[next..].chars().skip(1);
        let small = right.clone().take_while(|c| c.is_lowercase()).count();
        let single = right.next().is_some_and(|c| c.is_whitespace()) && masked[next..].starts_with(['A', 'I']);
        let tail: String = masked[next..].chars().take_while(|c| c.is_alphanumeric()).take(5).collect();
        let behind = masked[next + tail.len()..].chars().next();
        let domain = matches!(tail.to_lowercase().as_str(), "com" | "org" | "net" | "ru" | "uk" | "de" | "fr" | "eu");
        let is_address = domain || tail.len() < 4 && behind.is_some_and(|c| matches!(c, '/' | '.' | '@'));
        if left >= 3 && (small > 0 || single) && !is_address {
            starts.push(next);
        }
    }
    starts
}

/// Starts of sentences after a company's name that ends in an abbreviation: `Acme Inc. The shares`.
fn company_starts(masked: &str, stops: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut starts = Vec::new();
    let bytes = masked.as_bytes();
    // Most words end in another letter than these abbreviations do.
    let may_end = |at: usize| matches!(bytes[at].to_ascii_lowercase(), b'c' | b'p' | b'o' | b'd' | 0x80..);
    let is_free = |at: &usize| bytes[*at..].starts_with(b". ") && *at > 0 && may_end(at - 1);
    for at in stops.filter(is_free) {
        let left = masked[..at].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        if left.is_ascii() && !(2..=4).contains(&left.len()) {
            continue;
        }
        let right = masked[at + 2..].trim_start();
        let word: &str = right.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        let is_company = matches!(fold(left).as_str(), "inc" | "corp" | "co" | "ltd" | "plc" | "llc");
        let opens = word.chars().next().is_some_and(char::is_uppercase) && starts_sentences(&fold(word));
        if is_company && opens {
            starts.push(masked.len() - right.len());
        }
    }
    starts
}

/// Whether the word, with a capital, hardly goes on with a sentence.
fn starts_sentences(word: &str) -> bool {
    let sorts = lexicon::sorts(word);
    let opens = sorts.any() && !sorts.has(Sort::Time) && !sorts.has(Sort::Adverb);
    opens || matches!(word, "shares" | "however" | "meanwhile")
}

/// Whether a cut that the library proposes at `cut` falls inside a sentence.
pub(super) fn is_wrong(masked: &str, cut: usize) -> bool {
    let left = masked[..cut].trim_end();
    let right = masked[cut..].trim_start();
    let Some(next) = right.chars().next() else { return true };
    if matches!(next, ',' | ';' | ':' | ')' | ']') || next.is_lowercase() && left.ends_with(['.', '!', '?', '…']) {
        return true;
    }
    if !left.ends_with('.') {
        return false;
    }
    let bare = &left[..left.len() - 1];
    let last = last_word(bare);
    let next_word = right.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let (low, abbreviation, is_title) = known(last);
    match abbreviation {
        Some("name") => return last.chars().next().is_some_and(char::is_uppercase) || next.is_ascii_digit(),
        Some(_) if matches!(low.as_ref(), "am" | "pm") => {
            return lexicon::sorts(&fold(next_word)).has(Sort::Time)
                || matches!(next_word, "ET" | "GMT" | "EST" | "EDT" | "UTC" | "Moscow" | "Eastern" | "Pacific" | "local");
        }
        Some(_) if next.is_ascii_digit() => return lexicon::sorts(&low).has(Sort::Time),
        None if is_title && last.chars().next().is_some_and(char::is_uppercase) => return true,
        Some(_) if !starts_sentences(&fold(next_word)) => {
            return next.is_uppercase() && left.len() > last.len() + 1 && last.contains('.');
        }
        _ => {}
    }
    // A single initial, or a list's number.
    let initial = last.chars().count() == 1 && last.chars().all(char::is_uppercase) && last != "I";
    let numeral =
        !last.is_empty() && last.len() <= 3 && last.bytes().all(|b| b.is_ascii_digit()) && bare.trim_end().len() == last.len();
    initial || numeral
}

/// A word folded, what the list of abbreviations says of it as printed or folded, and whether it is a title.
fn known(word: &str) -> (Cow<'static, str>, Option<&'static str>, bool) {
    if let Some((short, _)) = ShortWord::of(word) {
        // Such a word is folded to its small letters.
        let (listed, _) = Lists::get().short(short);
        return (Cow::Borrowed(listed.word), listed.abbreviation, listed.title.is_some());
    }
    let low = fold(word);
    let abbreviation = lexicon::abbreviation(&word.to_lowercase()).or_else(|| lexicon::abbreviation(&low));
    let is_title = lexicon::title(&low).is_some();
    (Cow::Owned(low), abbreviation, is_title)
}

/// The run of characters at the end up to white space or a bracket, at most some 40 bytes of it: no abbreviation is longer.
fn last_word(text: &str) -> &str {
    let mut from = text.len().saturating_sub(40);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    text[from..].rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or("")
}

/// Moves a cut to before the opening marks that stand in the white space left of it; closing marks stay with the sentence before.
fn before_marks(text: &str, block: Span, cut: usize, quotations: &[Quotation]) -> usize {
    let mut first = quotations.partition_point(|quotation| quotation.inner.start < cut);
    if quotations.get(first).is_some_and(|q| q.inner.start == cut) {
        first += 1;
    }
    let mut cut = cut;
    for quotation in quotations[..first].iter().rev() {
        let between = Span::new(quotation.inner.start, cut.max(quotation.inner.start));
        if quotation.span.start < block.start || !between.of(text).trim().is_empty() || quotation.inner.is_empty() {
            break;
        }
        cut = quotation.span.start;
    }
    // A cut just before a closing mark moves behind it.
    let at = quotations.partition_point(|quotation| quotation.span.start < cut);
    if let Some(quotation) = at.checked_sub(1).and_then(|i| quotations.get(i)) {
        let rest = Span::new(cut, quotation.inner.end.max(cut));
        if cut <= quotation.inner.end && rest.of(text).trim().is_empty() {
            cut = quotation.span.end;
        }
    }
    cut
}

/// Joins a quotation that ends in a full stop with the attribution behind it: `"It is done." he said.`
fn joined(source: &Source, mut sentences: Vec<Span>, quotations: &[Quotation]) -> Vec<Span> {
    if quotations.is_empty() || sentences.len() < 2 {
        return sentences;
    }
    sentences.dedup_by(|sentence, last| {
        let at = quotations.partition_point(|quotation| quotation.span.end < last.end);
        let closes = quotations.get(at).is_some_and(|quotation| quotation.span.end == last.end);
        let joins = closes && super::attribution::is_bare(source, *sentence);
        if joins {
            last.end = sentence.end;
        }
        joins
    });
    sentences
}

/// The sentence in stretches of bounded length.
fn shortened(text: &str, sentence: Span) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut rest = sentence;
    while rest.len() > MOST_SENTENCE_BYTES {
        let mut end = rest.start + MOST_SENTENCE_BYTES;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let space = text[rest.start..end].rfind(char::is_whitespace).filter(|at| *at > 0);
        let cut = space.map_or(end, |at| rest.start + at);
        parts.push(Span::new(rest.start, cut).trim(text));
        rest = Span::new(cut, rest.end).trim(text);
    }
    parts.push(rest);
    parts.retain(|part| !part.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn the_library_cuts_no_stretch_that_is_one_sentence(
            words in proptest::collection::vec("[*(-] ?|[1-9]|[a-z]|[ivx]{1,3}|[A-Z][a-z]{1,4}|[a-z’'é–,;:]{1,6}|\\(?[a-z0-9]{1,3}|U|St|Mr", 1..12),
            end in "[.!?]? {0,2}",
        ) {
            let stretch = words.join(" ") + &end;
            prop_assert!(is_one_sentence(&stretch, &marks(&stretch).collect::<Vec<_>>()));
            let boundaries = sentencex::get_sentence_boundaries("en", &stretch);
            prop_assert!(boundaries.iter().skip(1).all(|b| b.text.trim().is_empty()), "{:?}", boundaries);
        }
    }

    #[test]
    fn a_long_block_is_never_cut_inside_a_quotation_mark() {
        for shift in 0..20 {
            let text = "a".repeat(shift) + &" Lee said “no” and".repeat(MOST_BYTES / 10);
            let marks: Vec<usize> = marks(&text).collect();
            let sentences = sentences(&Source::of(&text), Span::whole(&text), &marks, &[], "en");
            assert!(sentences.iter().all(|sentence| !sentence.of(&text).is_empty()), "{shift}");
        }
    }

    #[test]
    fn a_stretch_of_several_sentences_is_not_one() {
        for text in ["It rained. He left.", "He (or she. maybe) left", "a) one b) two", "It rained… He left.", "It rained? ."]
        {
            assert!(!is_one_sentence(text, &marks(text).collect::<Vec<_>>()), "{text}");
        }
    }
}
