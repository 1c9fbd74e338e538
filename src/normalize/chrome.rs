//! Page furniture known by its words: single lines, sentences of legal and cookie notices, appeals to the reader, tickers.

use super::draft::Draft;
use super::shape::{ends_sentence, first_key, is_longer, key_of_first, line_key, start_of};
use crate::text::{Lexicon, ShortWords, Span, word_count, words};
use memchr::{memchr2, memchr3};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

static LINES: LazyLock<Phrases> = LazyLock::new(|| Phrases::read(include_str!("../../data/lexicon/chrome_lines.txt")));
static SENTENCES: LazyLock<Phrases> = LazyLock::new(|| Phrases::read(include_str!("../../data/lexicon/chrome_sentences.txt")));

/// How much of a line is compared with the lists, in bytes; the longest phrase has far less.
const COMPARED: usize = 160;
/// The longest line, in characters, that a phrase at its start can make furniture.
const LINE_LONGEST: usize = 120;
/// How many sentences of furniture in a row are peeled off a head and a foot.
const EDGE_LONGEST: usize = 40;
/// What an appeal to the reader is for: without one of these words it may be a sentence of the article.
const APPEAL_NOUNS: [&str; 30] = [
    "newsletter",
    "newsletters",
    "email",
    "emails",
    "inbox",
    "app",
    "channel",
    "podcast",
    "facebook",
    "twitter",
    "telegram",
    "whatsapp",
    "instagram",
    "youtube",
    "alerts",
    "briefing",
    "here",
    "story",
    "stories",
    "article",
    "coverage",
    "video",
    "interview",
    "subscribers",
    "рассылку",
    "канал",
    "телеграм",
    "telegramканал",
    "вконтакте",
    "новости",
];
/// Quotation marks.
const QUOTES: [char; 6] = ['"', '“', '”', '«', '»', '„'];
/// The longest sentence, in words, that may still be a label of the page (`Read more here.`).
const LABEL_LONGEST: usize = 5;
/// Words of the longest entry of the sentence list.
const SENTENCE_WORDS: usize = 8;
/// The longest appeal to the reader, in characters, that goes from the middle of an article.
const APPEAL_LONGEST: usize = 220;

/// The longest line with an address that is a contact of the page, in words.
const CONTACT_LONGEST: usize = 10;

/// Phrases by their folded words, with a value each.
pub(super) struct Phrases {
    whole: FxHashMap<String, &'static str>,
    /// The first word of each of these.
    openings: FxHashSet<String>,
    /// Phrases after which a line may go on, by their first word.
    starts: FxHashMap<String, Vec<(String, &'static str)>>,
    /// The first words of all phrases.
    firsts: ShortWords,
}

impl Phrases {
    /// Reads a list in the form of [`Lexicon`]; an entry that ends in `*` is the start of a line.
    pub(super) fn read(list: &'static str) -> Self {
        let mut phrases = Phrases {
            whole: FxHashMap::default(),
            openings: FxHashSet::default(),
            starts: FxHashMap::default(),
            firsts: ShortWords::default(),
        };
        for (entry, value) in Lexicon::parse(list).entries() {
            let key = line_key(entry);
            let first = key.split(' ').next().unwrap_or_default().to_owned();
            if entry.ends_with('*') {
                phrases.starts.entry(first).or_default().push((key, value));
            } else {
                phrases.openings.insert(first);
                phrases.whole.insert(key, value);
            }
        }
        // The longest phrase decides, whatever the order of the list.
        phrases.starts.values_mut().for_each(|list| list.sort_by(|a, b| (b.0.len(), &b.0).cmp(&(a.0.len(), &a.0))));
        phrases.firsts = ShortWords::of(phrases.openings.iter().chain(phrases.starts.keys()).map(String::as_str));
        phrases
    }

    /// The value of a line as a whole, or of the longest phrase it begins with. After a phrase of one word the line must go on with
    /// punctuation (`Tags: grain`), since headlines begin with any word.
    pub(super) fn of_short_line(&self, line: &str) -> Option<&'static str> {
        if !self.firsts.may_open(line) {
            return None;
        }
        let first = first_key(line);
        let first = first.split(' ').next()?;
        let starts = self.starts.get(first);
        if starts.is_none() && !self.openings.contains(first) || is_longer(line, LINE_LONGEST) {
            return None;
        }
        let key = line_key(line);
        if let Some(value) = self.whole.get(&key) {
            return Some(value);
        }
        let list = starts?;
        // A line that quotes somebody, or is a sentence, is more than its first words.
        if line.trim_start_matches(['»', ' ']).contains(QUOTES) {
            return None;
        }
        let sentence = ends_sentence(line) && word_count(line) > LABEL_LONGEST;
        let fits = |phrase: &str| match key.strip_prefix(phrase) {
            Some("") => true,
            Some(rest) => rest.starts_with(' ') && (is_label(line, phrase) || (phrase.contains(' ') && !sentence)),
            None => false,
        };
        list.iter().find(|(phrase, _)| fits(phrase)).map(|(_, value)| *value)
    }
}

/// Whether the line goes on with a colon, bar or the like after the words of `phrase`, which it begins with.
fn is_label(line: &str, phrase: &str) -> bool {
    let last = words(line, Span::whole(line)).get(phrase.split(' ').count() - 1).map(|w| w.span.end);
    let next = last.and_then(|end| line.get(end..)).and_then(|rest| rest.trim_start().chars().next());
    next.is_some_and(|c| ":：|-–—(".contains(c))
}

/// The reason for which a line that is no running text is page furniture.
pub(super) fn line_reason(line: &str) -> Option<&'static str> {
    LINES.of_short_line(line)
}

/// Drops lines that are furniture wherever they stand: lines of the list, lines without a letter or digit, counters, breadcrumbs.
pub(super) fn lines(draft: &mut Draft<'_>) {
    for i in draft.open() {
        let (line, shape) = (draft.at(i), draft.pieces[i].shape);
        let reason = if !line.chars().any(char::is_alphanumeric) {
            Some("ornament")
        } else if shape.prose {
            appeal(line)
        } else if let Some(reason) = line_reason(line) {
            Some(reason)
        } else if is_counter(line) {
            Some("counter")
        } else if is_breadcrumbs(line) {
            // Bars stand between equals, arrows lead down.
            Some(if [" | ", " / "].iter().any(|bar| line.contains(bar)) { "menu" } else { "breadcrumbs" })
        } else {
            // An appeal to the reader need not be a whole sentence.
            appeal(line)
        };
        if let Some(reason) = reason {
            draft.drop(i, reason);
        }
    }
}

/// Drops tickers at the head and foot, and sentences of furniture there, from the edges inwards.
pub(super) fn edges(draft: &mut Draft<'_>) {
    if let Some((first, last)) = draft.body() {
        for i in draft.open().into_iter().filter(|i| *i < first || *i > last) {
            if is_ticker(draft.at(i)) {
                draft.drop(i, "ticker");
            } else if is_contact(draft.at(i)) {
                draft.drop(i, "page foot");
            }
        }
    }
    for _ in 0..EDGE_LONGEST {
        let Some((first, last)) = draft.body() else { return };
        let at_edge: Vec<usize> = draft.open().into_iter().filter(|i| *i <= first || *i >= last).collect();
        let mut dropped = false;
        // What is left must still be an article: the only sentence of a page is never dropped for its first words.
        for i in at_edge.into_iter().filter(|i| first != last || (*i != first)) {
            if let Some(reason) = sentence_reason(draft.at(i)) {
                draft.drop(i, reason);
                dropped |= i == first || i == last;
            }
        }
        if !dropped {
            break;
        }
    }
}

/// The reason for which a sentence that begins like this one is furniture; `!` before it where that holds anywhere.
fn sentence_value(text: &str) -> Option<&'static str> {
    let start = start_of(text, COMPARED);
    if !SENTENCES.firsts.may_open(start)
        || !first_key(start).split(' ').next().is_some_and(|first| SENTENCES.openings.contains(first))
    {
        return None;
    }
    let key = key_of_first(start, SENTENCE_WORDS);
    let ends = key.match_indices(' ').map(|(at, _)| at).chain([key.len()]);
    ends.take(SENTENCE_WORDS).filter_map(|end| SENTENCES.whole.get(&key[..end]).copied()).last()
}

fn sentence_reason(text: &str) -> Option<&'static str> {
    sentence_value(text).map(|value| value.trim_start_matches('!'))
}

/// The reason for which an appeal to the reader goes from the middle of an article.
fn appeal(text: &str) -> Option<&'static str> {
    let short = || !is_longer(text, APPEAL_LONGEST);
    let reason = sentence_value(text).filter(|_| short() && !text.contains(QUOTES))?.strip_prefix('!')?;
    let key = line_key(text);
    key.split(' ').any(|word| APPEAL_NOUNS.contains(&word)).then_some(reason)
}

/// `12 Comments`, `3 min read`, `1,204 views`, `Views: 204`, `245 shares`.
fn is_counter(line: &str) -> bool {
    const UNITS: [&str; 22] = [
        "comment",
        "comments",
        "view",
        "views",
        "share",
        "shares",
        "like",
        "likes",
        "min",
        "mins",
        "minute",
        "minutes",
        "read",
        "tweets",
        "retweets",
        "reads",
        "комментариев",
        "комментария",
        "комментарии",
        "просмотров",
        "kommentare",
        "ago",
    ];
    if !line.bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    let found = words(line, Span::whole(line));
    let numbers = found.iter().filter(|w| w.text.starts_with(|c: char| c.is_ascii_digit())).count();
    let units = found.iter().filter(|w| UNITS.contains(&w.text.to_lowercase().as_str())).count();
    numbers >= 1 && units >= 1 && found.len() <= 6 && numbers + units + usize::from(line.contains("hour")) >= found.len()
}

/// `Home > World > Europe`, `News » Politics`, `Главная / Новости`.
fn is_breadcrumbs(line: &str) -> bool {
    let separators = [" > ", " » ", " › ", " / ", " | ", " → "];
    let bytes = line.as_bytes();
    // What the separators begin with behind their space.
    let may_part = memchr3(b'>', b'/', b'|', bytes).is_some() || memchr2(0xC2, 0xE2, bytes).is_some();
    may_part
        && !is_longer(line, LINE_LONGEST)
        && separators.iter().filter(|separator| line.contains(**separator)).any(|separator| {
            let parts: Vec<&str> = line.split(separator).collect();
            let listed = parts
                .iter()
                .any(|part| line_reason(part.trim()).is_some_and(|r| ["menu", "page foot", "share bar"].contains(&r)));
            parts.len() >= 2 && (listed || (parts.len() >= 3 && *separator != " / " && *separator != " | "))
        })
}

/// `Letters to the editor: letters@kesh.example`: a line that ends in an address.
fn is_contact(line: &str) -> bool {
    let last = line.split_whitespace().next_back().unwrap_or_default();
    let mail = last.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    mail && line.split_whitespace().count() <= CONTACT_LONGEST
}

/// `• $ 87.70 -0.69`, `BR 90.06 +0.64%`: a decimal number, a signed change, hardly a word.
fn is_ticker(line: &str) -> bool {
    let line = line.trim_start_matches(|c: char| !c.is_alphanumeric() && !"$€£¥+-−".contains(c));
    let tokens: Vec<&str> = line.split_whitespace().collect();
    let has_digit = |t: &&&str| t.contains(|c: char| c.is_ascii_digit());
    let change = |t: &&str| t.trim_start_matches('(').starts_with(['+', '-', '−', '–', '▲', '▼', '↑', '↓']);
    let changes = tokens.iter().filter(|t| change(t)).filter(has_digit).count()
        + tokens.iter().filter(|t| ["▲", "▼", "↑", "↓"].contains(t)).count();
    let numbers = tokens.iter().filter(has_digit).count();
    let letters = tokens.iter().filter(|t| t.chars().filter(|c| c.is_alphabetic()).count() >= 1).count();
    let decimal = tokens.iter().filter(has_digit).any(|t| t.contains(['.', ',']));
    changes >= 1 && numbers >= 2 && decimal && letters <= numbers && letters <= 12
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_the_list() {
        for (line, expected) in [
            ("Adjust font size:", Some("font size")),
            ("SHARE THIS ARTICLE", Some("share bar")),
            ("» Read more: Mayor resigns", Some("teaser")),
            ("Читайте также: Мэр ушёл", Some("teaser")),
            ("EDITOR’S PICKS: five bridges", None),
            ("The town shares the cost", None),
            ("Printing errors delay ballot", None),
        ] {
            assert_eq!(line_reason(line), expected, "{line}");
        }
    }

    #[test]
    fn counters_breadcrumbs_and_tickers() {
        for line in ["12 Comments", "3 min read", "Views: 1,204", "5 minutes ago"] {
            assert!(is_counter(line), "{line}");
        }
        assert!(!is_counter("2 killed in Kesh") && !is_counter("Comments"));
        assert!(
            is_breadcrumbs("Home > World > Kesh")
                && is_breadcrumbs("News » World » Kesh")
                && !is_breadcrumbs("Profit > loss, bank says")
        );
        for line in ["• $ 71.20 -0.31", "BR 48.06 +0.64%", "USD/KES 64.2 (+0.3)", "KX100 2,043.41 ▲ 1.06%"] {
            assert!(is_ticker(line), "{line}");
        }
        for line in ["Kesh 2-1 Dunmore", "Turnout was 4.2 percent", "Aged 40-45: 3.5 million people"] {
            assert!(!is_ticker(line), "{line}");
        }
    }

    #[test]
    fn appeals_go_anywhere_but_not_quoted_ones() {
        assert_eq!(appeal("Sign up for our newsletter and never miss a story from the valley."), Some("newsletter"));
        assert_eq!(appeal("“Sign up for our newsletter,” the mayor joked when asked about the budget."), None);
        assert_eq!(appeal("Donate blood, the hospital asked people in the valley on Monday."), None);
    }
}
