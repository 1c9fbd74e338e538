//! How long it takes to lay accounts beside each other. `cargo bench --bench collation` prints the figures of `docs/method.md`.

use crosswire::compare::{CollateOptions, collate, edits};
use std::hint::black_box;

fn main() {
    divan::main();
}

const WORDS: [&str; 40] = [
    "the",
    "minister",
    "of",
    "Halmar",
    "said",
    "on",
    "Tuesday",
    "that",
    "sanctions",
    "would",
    "be",
    "lifted",
    "once",
    "both",
    "gauges",
    "were",
    "read",
    "by",
    "neutral",
    "experts",
    "and",
    "a",
    "protocol",
    "signed",
    "in",
    "Marnow",
    "where",
    "Sergei",
    "Dubrin",
    "met",
    "reporters",
    "after",
    "two",
    "days",
    "talks",
    "about",
    "river",
    "treaty",
    "with",
    "Dorvania",
];

/// An account of `words` words; a sixth of them differ from those of the account `number` 0, and some are left out.
fn account(words: usize, number: usize) -> String {
    let mut account = String::new();
    for at in 0..words {
        let chance = (at * 7919 + number * 104_729) % 30;
        let changed = number > 0 && chance < 5;
        if number > 0 && chance == 29 {
            continue;
        }
        let word = WORDS[(at * at + at / 40 + if changed { number } else { 0 }) % WORDS.len()];
        account.push_str(word);
        account.push(if at % 15 == 14 { ',' } else { ' ' });
        if at % 15 == 14 {
            account.push(' ');
        }
    }
    account
}

/// What the comparison must take less than 50 ms for: 12 accounts of 60 words.
#[divan::bench]
fn twelve_accounts_of_60_words(bencher: divan::Bencher) {
    let accounts: Vec<String> = (0..12).map(|number| account(60, number)).collect();
    let accounts: Vec<&str> = accounts.iter().map(String::as_str).collect();
    bencher.bench(|| collate(black_box(&accounts), 0, &CollateOptions::default()));
}

/// As above with 100 accounts.
#[divan::bench(sample_count = 10)]
fn hundred_accounts_of_60_words(bencher: divan::Bencher) {
    let accounts: Vec<String> = (0..100).map(|number| account(60, number)).collect();
    let accounts: Vec<&str> = accounts.iter().map(String::as_str).collect();
    bencher.bench(|| collate(black_box(&accounts), 0, &CollateOptions::default()));
}

/// What `readings.csv` costs for each account.
#[divan::bench]
fn two_accounts_of_30_words(bencher: divan::Bencher) {
    let (base, other) = (account(30, 0), account(30, 1));
    bencher.bench(|| edits(black_box(&base), black_box(&other), &CollateOptions::default()));
}

/// Whole articles, aligned with care throughout.
#[divan::bench(sample_count = 10)]
fn two_articles_of_800_words(bencher: divan::Bencher) {
    let (base, other) = (account(800, 0), account(800, 1));
    bencher.bench(|| edits(black_box(&base), black_box(&other), &CollateOptions::default()));
}

/// Two texts of about 100 kB, held together by anchors.
#[divan::bench(sample_count = 5)]
fn two_texts_of_100_kb(bencher: divan::Bencher) {
    let (base, other) = (account(17_000, 0), account(17_000, 1));
    bencher.bench(|| edits(black_box(&base), black_box(&other), &CollateOptions::default()));
}
