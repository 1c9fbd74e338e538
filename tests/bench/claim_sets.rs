//! Makes sets of claims with planted variants, for `tests/bench/peers.py` (docs/performance.md). It needs nothing but a compiler:
//!
//!     rustc -O --edition 2024 -o target/claim_sets tests/bench/claim_sets.rs
//!     target/claim_sets 100000 claims.jsonl [SEED] [FOLDER OF TEXTS]
//!
//! One claim a line: id, source, text, and `group`, which is the planted truth: claims of one group are variants of one statement. The same
//! arguments give the same bytes.
//!
//! Words come from the demo's texts, each after one that it follows there, and from an open tail of invented names and figures, so that the
//! vocabulary grows with the set. Each statement belongs to a story with names and content words of its own; a tenth of the statements are
//! made from another one of their story by changing what tells something (names, figures, every third content word): those are no variants.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::{env, fs};

/// SplitMix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From 0 to 1.
    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn below(&mut self, n: usize) -> usize {
        (self.share() * n as f64) as usize
    }

    fn chance(&mut self, p: f64) -> bool {
        self.share() < p
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

/// The words of the texts, and which follow which.
struct Words {
    all: Vec<String>,
    follow: Vec<Vec<usize>>,
    starts: Vec<usize>,
}

impl Words {
    fn read(folder: &Path) -> io::Result<Self> {
        let mut text = String::new();
        gather(folder, &mut text)?;
        let mut words = Words { all: Vec::new(), follow: Vec::new(), starts: Vec::new() };
        let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
        let mut before: Option<usize> = None;
        for printed in text.split_whitespace() {
            let word = printed.trim_matches(|c: char| !c.is_alphanumeric());
            if word.is_empty() || word.len() > 20 {
                before = None;
                continue;
            }
            let at = *numbers.entry(word.to_owned()).or_insert_with(|| {
                words.all.push(word.to_owned());
                words.follow.push(Vec::new());
                words.all.len() - 1
            });
            match before {
                Some(before) => words.follow[before].push(at),
                None => words.starts.push(at),
            }
            before = (!printed.ends_with(['.', '!', '?', '"', '”'])).then_some(at);
        }
        Ok(words)
    }
}

fn gather(folder: &Path, text: &mut String) -> io::Result<()> {
    let paths: BTreeSet<_> = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<_>>()?;
    for path in paths {
        if path.is_dir() {
            gather(&path, text)?;
        } else if path.extension().is_some_and(|ending| ending == "txt") {
            // One of the demo's texts is in another encoding; what is not in UTF-8 ends a word.
            text.push_str(&String::from_utf8_lossy(&fs::read(&path)?).replace(char::REPLACEMENT_CHARACTER, " "));
            text.push('\n');
        }
    }
    Ok(())
}

const ONSETS: [&str; 18] = ["b", "br", "d", "dr", "f", "g", "h", "k", "kl", "l", "m", "n", "p", "r", "s", "st", "t", "v"];
const VOWELS: [&str; 7] = ["a", "e", "i", "o", "u", "ei", "ou"];
const ENDS: [&str; 10] = ["l", "n", "r", "s", "va", "sky", "den", "mark", "ini", "berg"];

/// The `rank`-th word of the tail: a name, a word or a figure.
fn tail(rank: u64) -> String {
    let mut random = Random(rank.wrapping_mul(0xD6E8_FEB8_6659_FD93) ^ 0x5EED);
    if random.chance(0.2) {
        let figure = 11 + rank * 3;
        return match random.below(3) {
            0 => figure.to_string(),
            1 => format!("{}.{}", figure / 10, figure % 10),
            _ if figure > 999 => format!("{},{:03}", figure / 1000, figure % 1000),
            _ => format!("€{figure}"),
        };
    }
    let (mut word, mut rest) = (String::new(), rank);
    loop {
        word += ONSETS[(rest % 18) as usize];
        word += VOWELS[(rest / 18 % 7) as usize];
        rest /= 126;
        if rest == 0 {
            break;
        }
    }
    word += *random.of::<&str>(&ENDS);
    if random.chance(0.75) { word[..1].to_uppercase() + &word[1..] } else { word }
}

/// A rank of the tail: the rarer the higher, without an end.
fn rank(random: &mut Random) -> u64 {
    (4000.0 * ((1.0 - random.share()).powi(-2) - 1.0)) as u64 & 0xFF_FFFF_FFFF
}

struct Story {
    names: Vec<String>,
    content: Vec<usize>,
}

struct Maker {
    words: Words,
    random: Random,
    seed: u64,
}

impl Maker {
    fn story(&self, number: usize) -> Story {
        let mut random = Random(self.seed.wrapping_mul(31) ^ number as u64);
        let names = (0..7).map(|_| tail(rank(&mut random))).collect();
        let content = (0..12).map(|_| random.below(self.words.all.len())).collect();
        Story { names, content }
    }

    fn statement(&mut self, story: &Story) -> Vec<String> {
        let Maker { words, random, .. } = self;
        let length = 14 + random.below(24);
        let mut made: Vec<String> = Vec::with_capacity(length);
        let mut at = *random.of(&words.starts);
        while made.len() < length {
            if random.chance(0.09) {
                let name = if random.chance(0.6) { random.of(&story.names).clone() } else { tail(rank(random)) };
                made.push(name);
            }
            let telling = words.follow[at].len() < 12 && random.chance(0.35);
            let word = if telling { *random.of(&story.content) } else { at };
            made.push(words.all[word].clone());
            let follow = &words.follow[at];
            at = if follow.is_empty() || random.chance(0.15) { random.below(words.all.len()) } else { *random.of(follow) };
        }
        made
    }

    /// Another statement of the same build: whoever takes it for a variant is wrong.
    fn negative(&mut self, statement: &[String], story: &Story) -> Vec<String> {
        let Maker { words, random, .. } = self;
        let mut content = 0;
        let change = |word: &String| {
            let is_name = word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
            content += usize::from(word.len() > 4);
            if is_name {
                if random.chance(0.3) { random.of(&story.names).clone() } else { tail(rank(random)) }
            } else if word.len() > 4 && content % 3 != 0 {
                words.all[random.below(words.all.len())].clone()
            } else {
                word.clone()
            }
        };
        statement.iter().map(change).collect()
    }

    fn variant(&mut self, statement: &[String]) -> String {
        let Maker { words, random, .. } = self;
        let mut made = statement.to_vec();
        if random.chance(0.85) {
            for _ in 0..(made.len() as f64 * (0.05 + 0.2 * random.share())).round() as usize {
                let at = random.below(made.len());
                match random.below(10) {
                    0..=3 if made.len() > 8 => drop(made.remove(at)),
                    4 => {
                        let next = (at + 1) % made.len();
                        made.swap(at, next);
                    }
                    5..=7 => made[at] = words.all[random.below(words.all.len())].clone(),
                    _ => made.insert(at, tail(rank(random))),
                }
            }
        }
        if random.chance(0.2) {
            let keep = ((made.len() as f64 * (0.6 + 0.35 * random.share())) as usize).max(8).min(made.len());
            if random.chance(0.7) { made.truncate(keep) } else { drop(made.drain(..made.len() - keep)) }
        }
        if random.chance(0.35) {
            let at = random.below(made.len());
            made[at] = respelled(&made[at], random);
        }
        if random.chance(0.3) {
            let (open, close) = *random.of(&[("“", "”"), ("\"", "\""), ("«", "»"), ("‘", "’"), ("'", "'")]);
            let last = made.len() - 1;
            let at = random.below(last);
            made[at].insert_str(0, open);
            made[last].push_str(close);
        }
        let mut text = made.join(" ");
        if random.chance(0.25) {
            let lead = ["officials said that", "according to NAME,", "NAME told reporters that", "in a statement, NAME said", "on Tuesday,"];
            text = format!("{} {text}", random.of(&lead).replace("NAME", &tail(rank(random))));
        }
        if random.chance(0.15) {
            text += &random.of(&[", NAME said", ", the agency reported", ", according to NAME"]).replace("NAME", &tail(rank(random)));
        }
        text
    }
}

fn respelled(word: &str, random: &mut Random) -> String {
    const PAIRS: [(&str, &str); 9] =
        [("ei", "ey"), ("ou", "u"), ("k", "c"), ("ph", "f"), ("v", "w"), ("sky", "ski"), ("isa", "iza"), ("l", "ll"), ("i", "y")];
    let start = random.below(PAIRS.len());
    let pairs = PAIRS.iter().cycle().skip(start).take(PAIRS.len());
    pairs.filter(|(from, _)| word.contains(from)).map(|(from, to)| word.replacen(from, to, 1)).next().unwrap_or(word.to_owned())
}

fn main() -> io::Result<()> {
    let args: Vec<String> = env::args().collect();
    let count: usize = args.get(1).and_then(|n| n.parse().ok()).expect("how many claims");
    let path = args.get(2).expect("a file to write");
    let seed = args.get(3).map_or(1, |seed| seed.parse().expect("a number as seed"));
    let folder = args.get(4).map_or("data/demo", String::as_str);
    let mut maker = Maker { words: Words::read(Path::new(folder))?, random: Random(seed), seed };
    let stories = (count / 60).max(1);

    let mut claims: Vec<(usize, String)> = Vec::with_capacity(count + 6);
    let mut group = 0;
    while claims.len() < count {
        let number = (stories as f64 * maker.random.share().powf(1.5)) as usize;
        let story = maker.story(number);
        let statement = maker.statement(&story);
        claims.push((group, statement.join(" ")));
        if maker.random.chance(0.2) {
            for _ in 0..1 + maker.random.below(5) {
                claims.push((group, maker.variant(&statement)));
            }
        }
        group += 1;
        if maker.random.chance(0.1) {
            claims.push((group, maker.negative(&statement, &story).join(" ")));
            group += 1;
        }
    }
    claims.truncate(count);
    for at in (1..claims.len()).rev() {
        let other = maker.random.below(at + 1);
        claims.swap(at, other);
    }
    let mut out = BufWriter::new(fs::File::create(path)?);
    for (id, (group, text)) in claims.iter().enumerate() {
        let mut escaped = String::with_capacity(text.len() + 8);
        for c in text.chars() {
            match c {
                '"' | '\\' => drop(write!(escaped, "\\{c}")),
                c if c.is_control() => escaped.push(' '),
                c => escaped.push(c),
            }
        }
        let source = maker.random.below(200);
        writeln!(out, "{{\"id\": \"{id}\", \"source\": \"Outlet {source}\", \"text\": \"{escaped}.\", \"group\": {group}}}")?;
    }
    out.flush()
}
