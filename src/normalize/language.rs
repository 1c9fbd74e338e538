//! An article's language: as its record says, else as its letters and letter groups tell.

use super::english::Sample;
use super::shape;
use crate::text::{Lexicon, word_count};
use std::sync::LazyLock;
use whatlang::{Detector, Lang};

/// Language codes by other names.
static CODES: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/languages.txt")));

/// The most text that detection reads, in bytes: more does not change the answer.
const READ: usize = 4000;
/// The fewest letters from which a language can be told in scripts that several languages share.
const LETTERS_LEAST: usize = 40;
/// whatlang's own measure (0 to 1) below which its first guess on a whole article is no better than chance between near neighbours.
const CONFIDENCE_LEAST: f64 = 0.2;

/// The languages told apart. A list keeps rare neighbours (Afrikaans for Dutch, Slovene for Croatian) out of short texts.
const KNOWN: [(Lang, &str); 25] = [
    (Lang::Eng, "en"),
    (Lang::Fra, "fr"),
    (Lang::Deu, "de"),
    (Lang::Spa, "es"),
    (Lang::Por, "pt"),
    (Lang::Ita, "it"),
    (Lang::Nld, "nl"),
    (Lang::Pol, "pl"),
    (Lang::Tur, "tr"),
    (Lang::Ces, "cs"),
    (Lang::Ron, "ro"),
    (Lang::Swe, "sv"),
    (Lang::Rus, "ru"),
    (Lang::Ukr, "uk"),
    (Lang::Bul, "bg"),
    (Lang::Ara, "ar"),
    (Lang::Pes, "fa"),
    (Lang::Heb, "he"),
    (Lang::Ell, "el"),
    (Lang::Cmn, "zh"),
    (Lang::Jpn, "ja"),
    (Lang::Kor, "ko"),
    (Lang::Hin, "hi"),
    (Lang::Ben, "bn"),
    (Lang::Tha, "th"),
];

/// The BCP 47 code that a record's language field means (`en-us` -> `en-US`, `eng` or `English` -> `en`); `None` where it means none.
pub(super) fn stated(field: &str) -> Option<String> {
    let field = field.trim().replace('_', "-");
    let lower = field.to_lowercase();
    if let Some(code) = CODES.value(&lower) {
        return Some(code.to_owned());
    }
    let mut parts = lower.split('-');
    let first = parts.next()?;
    let code = match first.len() {
        2 => first.to_owned(),
        3 => CODES.value(first).map_or(first.to_owned(), str::to_owned),
        _ => return None,
    };
    if code == "und" || !code.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    let rest = parts.map(|part| match part.len() {
        2 => part.to_uppercase(),
        4 if part.bytes().all(|b| b.is_ascii_alphabetic()) => part[..1].to_uppercase() + &part[1..],
        _ => part.to_owned(),
    });
    Some([code].into_iter().chain(rest.filter(|part| !part.is_empty())).collect::<Vec<_>>().join("-"))
}

/// The language of the text in `parts`, each with what tells of it whether it is English, where that is known; `und` where the text is too
/// short or too unsure.
pub(super) fn detected<'a>(parts: impl Iterator<Item = (&'a str, Option<Sample>)> + Clone) -> String {
    let mut sample = Sample::default();
    for (part, known) in parts.clone() {
        let start = shape::start_of(part, READ - sample.length);
        let known = known.filter(|_| start.len() == part.len());
        sample = sample.join(known.unwrap_or_else(|| Sample::of(start, shape::letters(start).others)));
        if sample.length >= READ {
            break;
        }
    }
    if sample.is_plain() {
        return "en".to_owned();
    }
    let mut read = String::new();
    for (part, _) in parts {
        read.push_str(shape::start_of(part, READ - read.len()));
        read.push('\n');
        if read.len() >= READ {
            break;
        }
    }
    let letters = read.chars().filter(|c| c.is_alphabetic()).count();
    let found = Detector::with_allowlist(KNOWN.iter().map(|(lang, _)| *lang).collect()).detect(&read);
    let sure = found.filter(|info| {
        let shared = matches!(info.script(), whatlang::Script::Latin | whatlang::Script::Cyrillic | whatlang::Script::Arabic);
        let enough = if shared { letters >= LETTERS_LEAST } else { word_count(&read) >= 3 };
        enough && (!shared || info.is_reliable() || info.confidence() >= CONFIDENCE_LEAST)
    });
    let code = sure.and_then(|info| KNOWN.iter().find(|(lang, _)| *lang == info.lang()));
    code.map_or("und", |(_, code)| code).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn record_languages() {
        for (field, expected) in [
            ("en", Some("en")),
            ("EN_us", Some("en-US")),
            ("eng", Some("en")),
            ("English", Some("en")),
            ("русский", Some("ru")),
            ("zh-hans-cn", Some("zh-Hans-CN")),
            ("und", None),
            ("", None),
            ("??", None),
        ] {
            assert_eq!(stated(field).as_deref(), expected, "{field}");
        }
    }

    #[test]
    fn detection_is_by_document() {
        for (text, expected) in [
            ("The bridge over the river will be open again on Monday, the mayor of the town said.", "en"),
            ("Мост через реку снова откроется в понедельник, сообщил мэр города журналистам.", "ru"),
            ("Міст через річку знову відкриють у понеділок, повідомив журналістам міський голова.", "uk"),
            ("Die Brücke über den Fluss wird am Montag wieder geöffnet, sagte der Bürgermeister der Stadt.", "de"),
            ("市长说，大桥将于周一重新开放。", "zh"),
            ("Kesh", "und"),
            ("123", "und"),
        ] {
            assert_eq!(detected([(text, None)].into_iter()), expected, "{text}");
        }
    }
}
