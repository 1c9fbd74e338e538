//! The near-verbatim join against comparing all with all, and under hostile input.

use crosswire::join::{Aside, Batch, JoinOptions, Joined, join};
use crosswire::model::Near;
use crosswire::observe::Silent;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

fn joined(texts: &[String], options: &JoinOptions, per_batch: usize) -> Joined {
    let batches = texts.chunks(per_batch).map(|texts| {
        let mut batch = Batch::default();
        texts.iter().for_each(|text| batch.add(text));
        batch.close();
        batch
    });
    join(batches.collect(), options, &Silent).unwrap()
}

/// The same with as little memory as can be; the words of every other batch lie on disk before the join begins.
fn joined_on_disk(texts: &[String], options: &JoinOptions, per_batch: usize) -> Joined {
    let aside = Arc::new(Aside::new().unwrap());
    let batches = texts.chunks(per_batch).enumerate().map(|(at, texts)| {
        let mut batch = Batch::default();
        texts.iter().for_each(|text| batch.add(text));
        if at % 2 == 0 {
            batch.close_aside(&aside).unwrap()
        } else {
            batch.close()
        }
        batch
    });
    join(batches.collect(), &JoinOptions { memory: 1, ..options.clone() }, &Silent).unwrap()
}

/// All pairs by the definition of likeness, with weights that are not rounded.
fn all_with_all(texts: &[String], least: f64) -> BTreeMap<(u32, u32), f64> {
    let sets: Vec<BTreeSet<&str>> =
        texts.iter().map(|text| text.split(' ').filter(|word| !word.is_empty()).collect()).collect();
    let wordings: BTreeSet<&BTreeSet<&str>> = sets.iter().filter(|set| !set.is_empty()).collect();
    let mut df: BTreeMap<&str, f64> = BTreeMap::new();
    wordings.iter().flat_map(|set| set.iter()).for_each(|word| *df.entry(word).or_default() += 1.0);
    let n = wordings.len() as f64;
    let weight = |words: Vec<&&str>| words.into_iter().map(|word| ((n + 1.0) / df[*word]).ln()).sum::<f64>();
    let mut found = BTreeMap::new();
    for (right, b) in sets.iter().enumerate() {
        for (left, a) in sets[..right].iter().enumerate() {
            let likeness = weight(a.intersection(b).collect()) / weight(a.union(b).collect());
            if likeness >= least {
                found.insert((left as u32, right as u32), likeness);
            }
        }
    }
    found
}

/// Claims of up to eight words, so that all of them make keys.
fn claims() -> impl Strategy<Value = Vec<String>> {
    let word = prop_oneof![3 => "[a-e]", 2 => "[f-z][a-c]"];
    prop::collection::vec(prop::collection::vec(word, 0..8).prop_map(|words| words.join(" ")), 0..40)
}

proptest! {
    #[test]
    fn short_claims_are_joined_as_if_all_were_compared_with_all(texts in claims(), least in 0.3f64..0.9) {
        // Two words at least: of one word alone only claims without other keys are told apart.
        let texts: Vec<String> = texts.into_iter().filter(|text| text.contains(' ')).collect();
        let options = JoinOptions { least, cap: 1000, ..JoinOptions::default() };
        let found: BTreeMap<(u32, u32), Near> =
            joined(&texts, &options, 7).pairs.into_iter().map(|near| ((near.left, near.right), near)).collect();
        // Weights have 255 steps.
        let slack = 0.03;
        for (pair, likeness) in all_with_all(&texts, least + slack) {
            prop_assert!(found.contains_key(&pair), "{pair:?} of {likeness} is missing");
        }
        let exact = all_with_all(&texts, 0.0);
        for (pair, near) in found {
            prop_assert!((near.likeness() - exact[&pair]).abs() < slack, "{pair:?}: {} and {}", near.likeness(), exact[&pair]);
        }
    }

    #[test]
    fn neither_batches_nor_disk_nor_threads_change_a_pair(texts in claims(), cap in 1usize..5) {
        let options = JoinOptions { cap, ..JoinOptions::default() };
        let whole = joined(&texts, &options, 1000);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(3).build().unwrap();
        let parts = pool.install(|| joined_on_disk(&texts, &options, 3));
        prop_assert_eq!(&whole.pairs, &parts.pairs);
        prop_assert_eq!((whole.wordings, whole.wordless, whole.left_out), (parts.wordings, parts.wordless, parts.left_out));
        prop_assert!(whole.pairs.is_sorted() && whole.pairs.iter().all(|near| near.left < near.right));
        prop_assert!(whole.pairs.windows(2).all(|two| (two[0].left, two[0].right) != (two[1].left, two[1].right)));
    }
}

#[test]
fn what_is_all_the_same_is_bounded_and_what_is_left_out_is_counted() {
    let texts = vec!["The ferry sank off Port Kessel at dawn.".to_owned(); 20_000];
    let joined = joined(&texts, &JoinOptions::default(), 5000);
    assert_eq!((joined.claims, joined.wordings, joined.compared), (20_000, 1, 0));
    let all = 20_000 * 19_999 / 2;
    assert_eq!(joined.pairs.len() as u64 + joined.left_out, all);
    assert!(joined.pairs.len() <= 20_000 * 50);
    assert!(joined.pairs.iter().all(|near| near.likeness() == 1.0 && near.jaccard() == 1.0));
}

#[test]
fn claims_that_share_a_stock_phrase_stay_linear() {
    let texts: Vec<String> = (0..20_000).map(|n| format!("according to the report x{n} and y{n} met z{n}")).collect();
    let joined = joined(&texts, &JoinOptions::default(), 5000);
    assert!(joined.pairs.is_empty());
    assert!(joined.compared <= 20_000 * 20 * 28 && joined.left_out > 0);
}

#[test]
fn endless_empty_and_odd_claims_are_taken() {
    let long: String = (0..150_000).map(|n| format!("w{} ", n % 60_000)).collect();
    let same = "same ".repeat(200_000);
    let texts =
        [long.clone(), String::new(), "… — !".into(), same, long, "'".repeat(100_000), "\u{301}".repeat(50_000), "a".into()];
    let joined = joined(&texts, &JoinOptions::default(), 3);
    assert_eq!(joined.wordless, 4);
    assert_eq!(joined.pairs.iter().map(|near| (near.left, near.right)).collect::<Vec<_>>(), [(0, 4)]);
    assert!(self::joined(&[], &JoinOptions::default(), 3).pairs.is_empty());
}

#[test]
fn a_search_over_the_disk_finds_the_same_in_many_parts_and_passes() {
    // More records than fit in the least that is held, so that rights are gone through part by part.
    let words = |from: usize| (0..30).map(|at| format!("w{} ", (from * 7 + at * at) % 9973)).collect::<String>();
    let texts: Vec<String> = (0..12_000)
        .map(|at| match at % 5 {
            4 => format!("{} x{at}", words(at - 1)),
            3 => words(at / 50),
            _ => words(at),
        })
        .collect();
    let options = JoinOptions::default();
    let (held, on_disk) = (joined(&texts, &options, 3000), joined_on_disk(&texts, &options, 1000));
    assert!(held.pairs.len() > 2000, "{}", held.pairs.len());
    assert!(held.pairs == on_disk.pairs);
    assert_eq!((held.wordings, held.left_out), (on_disk.wordings, on_disk.left_out));
}
