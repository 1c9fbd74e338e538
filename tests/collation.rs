//! How accounts are laid beside each other: what a reader gets to see, and the laws that hold for any text.

use crosswire::compare::{CollateOptions, Collation, Edit, EditKind, Segment, Variant, bare, collate, edits};
use crosswire::text::Span;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// The edits in one line: `[-dropped-]`, `[+added+]`, `[a → b | variant]`, `<1:-moved away>`, `<1:+moved here>`.
fn shown(base: &str, other: &str) -> String {
    let edits = edits(base, other, &CollateOptions::default());
    let mut parts = Vec::new();
    for (at, edit) in edits.iter().enumerate() {
        let from = bare(base, edit.base).of(base);
        let to = bare(other, edit.other).of(other);
        let twins = edit.moved.map_or(at, |twin| twin.min(at));
        parts.push(match edit.kind {
            EditKind::Keep => edit.base.of(base).trim().to_owned(),
            EditKind::Drop => format!("[-{from}-]"),
            EditKind::Add => format!("[+{to}+]"),
            EditKind::Replace => format!("[{from} → {to} | {}]", edit.variant.map_or("?", Variant::as_str)),
            EditKind::Move if edit.other.is_empty() => format!("<{twins}:-{from}>"),
            EditKind::Move => format!("<{twins}:+{to}>"),
        });
    }
    parts.join(" ")
}

/// The table, a segment a line: what all have after `=`, else a cell for each account with its group, variant and move.
fn table(accounts: &[&str]) -> String {
    let collation = collate(accounts, 0, &CollateOptions::default());
    let mut lines = Vec::new();
    for segment in &collation.segments {
        let cell = |account: usize| {
            let Some(span) = segment.readings[account] else { return "–".to_owned() };
            let text = bare(accounts[account], span).of(accounts[account]);
            let group = segment.groups[account].unwrap_or(99);
            let variant = segment.variants[account].map(|v| format!(" ({})", v.as_str())).unwrap_or_default();
            let moved = segment.moved[account].map(|twin| format!(" <{twin}>")).unwrap_or_default();
            format!("{group} {text}{variant}{moved}")
        };
        lines.push(match segment.is_agreed() {
            true => format!("= {}", segment.readings[0].map_or("", |span| span.of(accounts[0]).trim())),
            false => format!("  {}", (0..accounts.len()).map(cell).collect::<Vec<_>>().join(" | ")),
        });
    }
    lines.join("\n")
}

const PAIRS: &str = include_str!("fixtures/collation/pairs.txt");
const TABLES: &str = include_str!("fixtures/collation/tables.txt");

/// The blocks of a fixture, each a list of accounts.
fn blocks(text: &'static str) -> Vec<Vec<&'static str>> {
    let accounts = |block: &'static str| block.lines().filter(|line| !line.starts_with('#')).collect::<Vec<_>>();
    text.split("\n\n").map(|block| accounts(block.trim())).filter(|block| !block.is_empty()).collect()
}

#[test]
fn pairs_read_as_a_reader_would_tell_them() {
    let lines: Vec<String> = blocks(PAIRS).iter().map(|pair| shown(pair[0], pair[1])).collect();
    assert!(lines.len() >= 30, "{}", lines.len());
    insta::assert_snapshot!(lines.join("\n\n"));
}

#[test]
fn tables_read_as_a_reader_would_lay_them_out() {
    let tables: Vec<String> = blocks(TABLES).iter().map(|accounts| table(accounts)).collect();
    assert!(tables.len() >= 6, "{}", tables.len());
    insta::assert_snapshot!(tables.join("\n\n"));
}

fn kinds(base: &str, other: &str) -> Vec<(EditKind, Option<Variant>)> {
    edits(base, other, &CollateOptions::default()).iter().map(|e| (e.kind, e.variant)).collect()
}

#[test]
fn what_only_looks_different_is_no_difference() {
    let kept = vec![(EditKind::Keep, None)];
    for (base, other) in [
        ("“We will go,” he said.", "\"we will go\" , he said"),
        ("«We will go»", "'We will go.'"),
        ("The two-day talks — the first since May — failed", "The two day talks - the first since May -- failed"),
        ("the U.S. envoy", "the US envoy"),
        ("250,000 people", "250000 people"),
        ("a ceasefire", "a cease-fire"),
        ("a cease fire", "a ceasefire"),
        ("AT&T", "AT&T"),
        ("It  was\n\tover", "It was over"),
        ("Café Müller", "CAFE MULLER"),
        ("", ""),
    ] {
        let found = kinds(base, other);
        assert!(found == kept || (base.is_empty() && found.is_empty()), "{base} / {other}: {found:?}");
    }
}

#[test]
fn each_variant_is_named() {
    use Variant::{Alias, Inflection, Number, Spelling, Wording};
    for (base, other, variant) in [
        ("Sergei Dubrin spoke", "Sergey Dubrin spoke", Spelling),
        ("Zelenko and Kozkul met", "Zelenko and Koskul met", Spelling),
        ("two men died", "2 men died", Spelling),
        ("we don't know", "we do not know", Spelling),
        ("the harbour reopened", "the harbor reopened", Spelling),
        ("on Dec. 18 in Veldt", "on 18 December in Veldt", Spelling),
        ("it costs $5 million now", "it costs 5m dollars now", Wording),
        ("it costs $5 million now", "it costs 5 million dollars now", Spelling),
        ("hit Daesh hard", "hit IS hard", Alias),
        ("hit Islamic State hard", "hit IS hard", Alias),
        ("said United States envoys", "said U.S. envoys", Alias),
        ("at ministerial level there", "at ministerial levels there", Inflection),
        ("the Syrian talks", "the Syria talks", Inflection),
        ("killed 21 miners", "killed 24 miners", Number),
        ("on December 18 in Veldt", "on December 19 in Veldt", Number),
        ("sanctions were lifted today", "sanctions were rolled back today", Wording),
        ("flew to Austria today", "flew to Australia today", Wording),
        ("he is their boss", "he is there boss", Wording),
    ] {
        let found = kinds(base, other);
        let changes: Vec<_> = found.iter().filter(|(kind, _)| *kind != EditKind::Keep).collect();
        assert_eq!(changes, [&(EditKind::Replace, Some(variant))], "{base} / {other}");
    }
}

#[test]
fn an_acronym_is_learned_from_the_account_that_spells_it_out() {
    let base = "The Lower Sestra Water Authority closed the gates";
    assert!(kinds(base, "The LSWA closed the gates").contains(&(EditKind::Replace, Some(Variant::Alias))));
    assert!(!kinds(base, "The LSXA closed the gates").contains(&(EditKind::Replace, Some(Variant::Alias))));
}

#[test]
fn accounts_without_a_common_word_are_one_replacement() {
    for (base, other) in [
        ("The minister said the talks would resume in March.", "Министр заявил, что переговоры возобновятся в марте."),
        ("外交部长说,双方同意恢复谈判。", "The minister said both sides had agreed to resume talks."),
        ("The gates of the dam were shut at noon", "Nobody in the village of Karm had been warned"),
    ] {
        assert_eq!(kinds(base, other), [(EditKind::Replace, Some(Variant::Wording))], "{base} / {other}");
    }
}

#[test]
fn moved_words_name_each_other_unless_moves_are_off() {
    let (base, other) = ("On Tuesday, the ministers met in Sestrin.", "The ministers met in Sestrin on Tuesday.");
    let found = edits(base, other, &CollateOptions::default());
    assert_eq!(found.iter().map(|e| e.kind).collect::<Vec<_>>(), [EditKind::Move, EditKind::Keep, EditKind::Move]);
    assert_eq!((found[0].moved, found[2].moved), (Some(2), Some(0)));
    assert!(found[0].other.is_empty() && found[2].base.is_empty());
    let options = CollateOptions { moves: false, ..CollateOptions::default() };
    let found: Vec<EditKind> = edits(base, other, &options).iter().map(|e| e.kind).collect();
    assert_eq!(found, [EditKind::Drop, EditKind::Keep, EditKind::Add]);
}

#[test]
fn an_empty_or_wordless_account_is_covered_too() {
    assert!(edits("", "", &CollateOptions::default()).is_empty());
    assert_eq!(kinds("", "gone"), [(EditKind::Add, None)]);
    assert_eq!(kinds("gone", ""), [(EditKind::Drop, None)]);
    assert_eq!(kinds("…", "..."), [(EditKind::Replace, Some(Variant::Wording))]);
    assert!(collate(&[], 3, &CollateOptions::default()).segments.is_empty());
    assert_eq!(collate(&["a word"], 7, &CollateOptions::default()).base, 0);
}

/// An article of `words` words that repeat as those of articles do, a tenth of them changed in every `seed`.
fn article(words: usize, seed: u64) -> String {
    let mut state = 9_u64;
    let mut out = String::new();
    for at in 0..words {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let rank = (state >> 33) % 4000;
        let changed = (state >> 20).wrapping_add(seed * 7).is_multiple_of(10);
        let word = if changed { rank + seed * 4001 } else { rank * rank / 4000 };
        out.push_str(if word < 400 { "the" } else { "w" });
        out.push_str(&word.to_string());
        out.push(if at % 17 == 16 { '.' } else { ' ' });
    }
    out
}

#[test]
fn whole_articles_are_compared_in_bounded_space() {
    // More than 100 kB each: by the full table this would be 300 million cells.
    let (base, other) = (article(17_000, 1), article(17_000, 2));
    assert!(base.len() > 100_000);
    let found = edits(&base, &other, &CollateOptions::default());
    let kept: usize = found.iter().filter(|e| e.kind == EditKind::Keep).map(|e| e.base.len()).sum();
    assert!(kept * 10 > base.len() * 7, "{kept} of {}", base.len());
    rebuilds(&base, &other, &found);
}

#[test]
fn hostile_texts_end() {
    let repeats = "no ".repeat(5_000);
    let mixed: String = (0..5_000).map(|at| if at * 7919 % 13 < 6 { "war " } else { "no " }).collect();
    let brackets = "(".repeat(100_000);
    for (base, other) in [(&repeats, &mixed), (&mixed, &repeats), (&brackets, &repeats), (&repeats, &repeats)] {
        rebuilds(base, other, &edits(base, other, &CollateOptions::default()));
    }
}

fn rebuilds(base: &str, other: &str, found: &[Edit]) {
    assert_eq!(found.iter().map(|e| e.base.of(base)).collect::<String>(), base);
    assert_eq!(found.iter().map(|e| e.other.of(other)).collect::<String>(), other);
    for (at, edit) in found.iter().enumerate() {
        assert_eq!(edit.variant.is_some(), edit.kind == EditKind::Replace);
        assert_eq!(edit.moved.is_some(), edit.kind == EditKind::Move);
        let is_empty = (edit.base.is_empty(), edit.other.is_empty());
        match edit.kind {
            EditKind::Keep | EditKind::Replace => assert_eq!(is_empty, (false, false)),
            EditKind::Drop => assert_eq!(is_empty, (false, true)),
            EditKind::Add => assert_eq!(is_empty, (true, false)),
            EditKind::Move => {
                assert!(is_empty.0 != is_empty.1);
                let twin = &found[edit.moved.unwrap()];
                assert_eq!((twin.kind, twin.moved), (EditKind::Move, Some(at)));
                assert_eq!((twin.base.is_empty(), twin.other.is_empty()), (is_empty.1, is_empty.0));
            }
        }
    }
}

/// Texts of words that often meet, with everything that stands between words.
fn account() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("the"),
        Just("The"),
        Just("of"),
        Just("not"),
        Just("Sergei"),
        Just("Sergey"),
        Just("Dubrin"),
        Just("IS"),
        Just("Daesh"),
        Just("Islamic State"),
        Just("U.S."),
        Just("United States"),
        Just("don't"),
        Just("do not"),
        Just("cannot"),
        Just("21"),
        Just("twenty-one"),
        Just("$5 million"),
        Just("Dec. 18"),
        Just("18 December"),
        Just("cease-fire"),
        Just("ceasefire"),
        Just("sluices"),
        Just("sluice"),
        Just("opened"),
        Just("rolled back"),
        Just("恢复谈判"),
        Just("مارس"),
        Just("марте"),
        Just("5%"),
    ];
    let gap = prop_oneof![
        Just(" "),
        Just(", "),
        Just(". “"),
        Just("” "),
        Just(" — "),
        Just("\n\n"),
        Just("'"),
        Just(" («"),
        Just("")
    ];
    prop::collection::vec((word, gap), 0..24).prop_map(|parts| parts.into_iter().flat_map(|(w, g)| [w, g]).collect())
}

/// By an account's text: what it has in a segment, and its group there.
type Cells = BTreeMap<String, Vec<(Option<String>, Option<usize>)>>;

/// Each segment as text, with who agrees with whom, by the account's text: the same for any order of the accounts.
fn by_text(accounts: &[&str], collation: &Collation) -> Vec<Cells> {
    let segment = |segment: &Segment| {
        let mut cells = Cells::new();
        for (at, text) in accounts.iter().enumerate() {
            let reading = segment.readings[at].map(|span: Span| span.of(text).to_owned());
            cells.entry((*text).to_owned()).or_default().push((reading, segment.groups[at]));
        }
        cells
    };
    collation.segments.iter().map(segment).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn edits_rebuild_both_sides(base in account(), other in account()) {
        rebuilds(&base, &other, &edits(&base, &other, &CollateOptions::default()));
    }

    #[test]
    fn edits_of_any_text_rebuild_it(base in "\\PC{0,60}", other in "\\PC{0,60}") {
        rebuilds(&base, &other, &edits(&base, &other, &CollateOptions::default()));
    }

    #[test]
    fn seen_from_the_other_side_dropped_is_added(base in account(), other in account()) {
        let there = edits(&base, &other, &CollateOptions::default());
        let back = edits(&other, &base, &CollateOptions::default());
        let mirrored = |kind| match kind {
            EditKind::Drop => EditKind::Add,
            EditKind::Add => EditKind::Drop,
            kind => kind,
        };
        let plain = |e: &Edit| (e.kind != EditKind::Move).then_some((e.kind, e.base, e.other, e.variant));
        let there: Vec<_> = there.iter().filter_map(plain).collect();
        let back: Vec<_> = back.iter().filter_map(plain).map(|(k, b, o, v)| (mirrored(k), o, b, v)).collect();
        prop_assert_eq!(there, back);
    }

    #[test]
    fn an_account_is_all_kept_in_itself(text in account()) {
        let found = edits(&text, &format!(" {text}\n"), &CollateOptions::default());
        prop_assert!(text.is_empty() || found.iter().all(|e| e.kind == EditKind::Keep), "{:?}", found);
    }

    #[test]
    fn segments_rebuild_every_account(texts in prop::collection::vec(account(), 1..6), base in 0usize..6) {
        let accounts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let collation = collate(&accounts, base, &CollateOptions::default());
        for (at, text) in accounts.iter().enumerate() {
            let joined: String = collation.segments.iter().filter_map(|s| s.readings[at]).map(|span| span.of(text)).collect();
            prop_assert_eq!(&joined, text);
        }
        for segment in &collation.segments {
            prop_assert!(segment.readings.iter().any(Option::is_some));
            for at in 0..accounts.len() {
                prop_assert_eq!(segment.readings[at].is_some(), segment.groups[at].is_some());
                let group = segment.groups[collation.base];
                prop_assert!(group.is_none_or(|base| base == 0));
                let differs = segment.groups[at].is_some() && group.is_some() && segment.groups[at] != group;
                prop_assert_eq!(segment.variants[at].is_some(), differs);
                if let Some(twin) = segment.moved[at] {
                    prop_assert!(collation.segments[twin].moved[at].is_some());
                }
            }
        }
    }

    #[test]
    fn the_order_of_accounts_does_not_matter(texts in prop::collection::vec(account(), 2..6), turn in 0usize..6) {
        let mut accounts: Vec<&str> = texts.iter().map(String::as_str).collect();
        accounts.sort_unstable();
        accounts.dedup();
        let base_text = accounts[turn % accounts.len()];
        let place = |accounts: &[&str]| accounts.iter().position(|text| *text == base_text).unwrap();
        let one = by_text(&accounts, &collate(&accounts, place(&accounts), &CollateOptions::default()));
        let turns = turn % accounts.len();
        accounts.rotate_left(turns);
        accounts.reverse();
        let other = by_text(&accounts, &collate(&accounts, place(&accounts), &CollateOptions::default()));
        prop_assert_eq!(one, other);
    }
}
