//! The names of accounts in an apparatus: an outlet's name as a siglum, each once.

use super::diff::Diff;
use super::view::View;
use crate::text::fold;
use std::collections::{BTreeMap, BTreeSet};

/// For each diff, the sigla of its accounts. An article has one siglum in all diffs: the letters and digits of its outlet, with a number
/// where several articles are of one outlet; a second account of an article in one diff has `.2` after it. Each is an XML name.
pub(super) fn sigla(diffs: &[Diff], view: &View) -> Vec<Vec<String>> {
    let article = |claim: usize| view.claims[claim].article;
    let articles: BTreeSet<usize> = diffs.iter().flat_map(|d| d.accounts.iter().map(|a| article(a.claim))).collect();
    let mut used: BTreeMap<String, usize> = BTreeMap::new();
    let mut names: BTreeMap<usize, String> = BTreeMap::new();
    for at in articles {
        let name = name(&view.articles[at].outlet);
        let count = used.entry(name.clone()).or_default();
        *count += 1;
        names.insert(at, if *count == 1 { name } else { format!("{name}-{count}") });
    }
    let of_diff = |diff: &Diff| {
        let mut seen: BTreeMap<usize, usize> = BTreeMap::new();
        let siglum = |at: usize| {
            let count = seen.entry(at).or_default();
            *count += 1;
            let name = names.get(&at).map(String::as_str).unwrap_or_default();
            if *count == 1 { name.to_owned() } else { format!("{name}.{count}") }
        };
        diff.accounts.iter().map(|account| article(account.claim)).map(siglum).collect()
    };
    diffs.iter().map(of_diff).collect()
}

/// The letters and digits of an outlet's name, words with capitals, so that it is an XML name.
fn name(outlet: &str) -> String {
    let mut name = String::new();
    for word in outlet.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        // Accents on Latin letters, which some tools cannot have in names, are lost; other scripts stay as they are.
        let folded = fold(word);
        let is_capital = word.starts_with(char::is_uppercase);
        let first = folded.chars().next().filter(|_| is_capital).into_iter().flat_map(char::to_uppercase);
        let rest = folded.chars().skip(usize::from(is_capital));
        let shown = if word.is_ascii() || !folded.is_ascii() { word.to_owned() } else { first.chain(rest).collect() };
        name.extend(shown.chars().filter(|c| is_name_char(*c)));
    }
    if name.starts_with(|c: char| c.is_ascii_digit()) || name.is_empty() {
        name.insert(0, '_');
    }
    name
}

/// Whether a letter or digit may stand in an XML name.
fn is_name_char(c: char) -> bool {
    let letters = [
        '\u{c0}'..='\u{2ff}',
        '\u{370}'..='\u{1fff}',
        '\u{3001}'..='\u{d7ff}',
        '\u{f900}'..='\u{fdcf}',
        '\u{10000}'..='\u{effff}',
    ];
    c.is_ascii_alphanumeric() || (c.is_alphabetic() && letters.iter().any(|range| range.contains(&c)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlets_become_xml_names() {
        let names = ["Harbour Post", "Küsten-Bote", "24 heures", "Речной вестник", "新华社", "The N.Y. Mail²", "…", "ⒶBC"];
        let expected = ["HarbourPost", "KustenBote", "_24heures", "Речнойвестник", "新华社", "TheNYMail2", "_", "Abc"];
        assert_eq!(names.map(name), expected);
    }
}
