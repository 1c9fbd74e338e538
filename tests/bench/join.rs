//! How long the near-verbatim join takes. `cargo bench --bench join`; `tests/bench/peers.py` measures the whole command beside other tools.

use crosswire::join::{Batch, JoinOptions, join};
use crosswire::observe::Silent;

fn main() {
    divan::main();
}

/// Claims of about 25 words from a vocabulary whose words are the rarer the later they come; every fifth one is a variant of that before it.
fn claims(count: usize) -> Vec<String> {
    let mut state = 42_u64;
    let mut share = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1_u64 << 53) as f64
    };
    let mut claims: Vec<Vec<String>> = Vec::with_capacity(count);
    for at in 0..count {
        let mut words: Vec<String> = match claims.last() {
            Some(before) if at % 5 == 4 => before.clone(),
            _ => (0..25).map(|_| format!("w{}", (1.0 / (1.0 - share()) * 20.0) as u64)).collect(),
        };
        words[(share() * 25.0) as usize] = format!("x{at}");
        claims.push(words);
    }
    claims.into_iter().map(|words| words.join(" ")).collect()
}

fn batches(claims: &[String]) -> Vec<Batch> {
    let batches = claims.chunks(10_000).map(|claims| {
        let mut batch = Batch::default();
        claims.iter().for_each(|claim| batch.add(claim));
        batch.close();
        batch
    });
    batches.collect()
}

#[divan::bench(args = [1_000, 10_000, 100_000], sample_count = 5)]
fn claims_are_read(bencher: divan::Bencher, count: usize) {
    let claims = claims(count);
    bencher.counter(divan::counter::ItemsCount::new(count)).bench(|| batches(&claims));
}

#[divan::bench(args = [1_000, 10_000, 100_000], sample_count = 5)]
fn claims_are_joined(bencher: divan::Bencher, count: usize) {
    let claims = claims(count);
    bencher
        .counter(divan::counter::ItemsCount::new(count))
        .with_inputs(|| batches(&claims))
        .bench_values(|batches| join(batches, &JoinOptions::default(), &Silent).unwrap());
}
