//! The law of rooms: what each part of the source may name, and what no source file may do.
//!
//! One crate does not forbid cycles, so this test does. It reads the source as text, without comments and string literals.

use std::fs;
use std::path::{Path, PathBuf};

/// What every room may name.
const BASE: [&str; 5] = ["text", "error", "model", "observe", "parallel"];

/// Each room, and the rooms that it may name beside the base and itself.
const ROOMS: [(&str, &[&str]); 22] = [
    ("text", &[]),
    ("error", &[]),
    ("model", &[]),
    ("observe", &[]),
    ("parallel", &[]),
    ("ingest", &[]),
    ("normalize", &[]),
    ("chunk", &[]),
    ("event", &[]),
    ("index", &[]),
    ("pair", &["index"]),
    ("score", &["index"]),
    ("cluster", &[]),
    ("join", &[]),
    ("compare", &[]),
    // A sweep clusters a reopened run again.
    ("evaluate", &["reopen", "cluster"]),
    // Outputs show what accounts of a statement differ in and who carried it.
    ("export", &["compare"]),
    // All options of all rooms, from a file.
    ("config", &["ingest", "normalize", "chunk", "event", "index", "pair", "score", "cluster", "compare", "join", "export"]),
    // The options of the run are in its folder.
    ("reopen", &["config"]),
    // Fresh and reopened runs are shown alike, cells are written as in the files of a run, and scores are told part by part.
    ("report", &["compare", "reopen", "export", "score"]),
    // The one place that calls the rooms.
    ("pipeline", &["config", "ingest", "normalize", "chunk", "event", "index", "pair", "score", "cluster", "compare"]),
    // The same for claims that come cut.
    ("claims", &["config", "ingest", "normalize", "chunk", "event", "index", "pair", "join", "pipeline"]),
];

/// Of the base, `text` names nothing and only `model` and `observe` name others of it.
const BASE_ROOMS: [(&str, &[&str]); 5] =
    [("text", &[]), ("error", &[]), ("model", &["text", "error"]), ("observe", &["error"]), ("parallel", &[])];

/// Lines of a file, tests included.
const LONGEST_FILE: usize = 500;

const FORBIDDEN_NAMES: [&str; 4] = ["utils", "common", "misc", "helpers"];

/// One source file.
struct Source {
    /// Its path from `src/`, with `/`.
    path: String,
    text: String,
    /// The text with comments and string literals blanked out, line for line.
    code: String,
}

impl Source {
    fn new(path: &str, text: &str) -> Self {
        Source { path: path.to_owned(), text: text.to_owned(), code: code_only(text) }
    }

    /// The room it is in: its folder, or its own name at the top level.
    fn room(&self) -> &str {
        self.path.split('/').next().unwrap().trim_end_matches(".rs")
    }

    /// Whether it is the door of a room: there `super` is the crate itself.
    fn is_door(&self) -> bool {
        !self.path.contains('/') || (self.path.ends_with("/mod.rs") && self.path.matches('/').count() == 1)
    }

    fn fault(&self, byte: usize, what: &str) -> String {
        let line = 1 + self.code[..byte].matches('\n').count();
        format!("src/{}:{line}: {what}", self.path)
    }

    /// A fault for each place where `needle` stands as a whole word or path.
    fn bans(&self, needle: &str, what: &str) -> Vec<String> {
        self.places(needle).map(|at| self.fault(at, what)).collect()
    }

    fn places<'a>(&'a self, needle: &'a str) -> impl Iterator<Item = usize> + 'a {
        let joins = |c: char| c.is_alphanumeric() || c == '_';
        self.code.match_indices(needle).map(|(at, _)| at).filter(move |at| !self.code[..*at].ends_with(joins))
    }
}

fn faults(source: &Source) -> Vec<String> {
    let mut faults = form(source);
    // The program uses the library from outside, where the compiler holds it to what is public.
    if ["main", "cli", "lib"].contains(&source.room()) {
        return faults;
    }
    let Some(allowed) = allowed(source.room()) else {
        faults.push(format!("src/{}:1: the room is not in the table of tests/layering.rs", source.path));
        return faults;
    };
    for (at, named) in crate_uses(source) {
        if named != source.room() && !allowed.contains(&named.as_str()) {
            faults.push(source.fault(at, &format!("{} may not name {named}", source.room())));
        }
    }
    faults.extend(source.bans("super::super::", "name it from the crate, so that this test sees it"));
    for print in ["println!", "eprintln!", "print!", "eprint!", "dbg!"] {
        faults.extend(source.bans(print, "the library does not print"));
    }
    if !source.is_door() {
        for threads in ["rayon", "crate::parallel"] {
            faults.extend(source.bans(threads, "work is shared among threads at the door of a room, its mod.rs"));
        }
    }
    if source.room() == "model" {
        faults.extend(source.bans("serde", "the model is not what files look like"));
    }
    faults
}

/// What holds for every file.
fn form(source: &Source) -> Vec<String> {
    let mut faults = Vec::new();
    if !source.text.starts_with("//! ") {
        faults.push(format!("src/{}:1: a file opens with a `//!` line that says what it owns", source.path));
    }
    let lines = source.text.lines().count();
    if lines > LONGEST_FILE {
        faults.push(format!("src/{}:{lines}: more than {LONGEST_FILE} lines", source.path));
    }
    for part in source.path.split('/') {
        if FORBIDDEN_NAMES.contains(&part.trim_end_matches(".rs")) {
            faults.push(format!("src/{}:1: {part} says nothing about what is inside", source.path));
        }
    }
    faults
}

fn allowed(room: &str) -> Option<Vec<&'static str>> {
    if let Some((_, base)) = BASE_ROOMS.iter().find(|(name, _)| *name == room) {
        return Some(base.to_vec());
    }
    let (_, rooms) = ROOMS.iter().find(|(name, _)| *name == room)?;
    Some(BASE.iter().chain(*rooms).copied().collect())
}

/// The rooms that the file names through `crate::`, or at a room's door through `super::`, each with its place.
fn crate_uses(source: &Source) -> Vec<(usize, String)> {
    let mut uses = Vec::new();
    for (at, _) in source.code.match_indices("crate::") {
        uses.extend(heads(&source.code[at + "crate::".len()..]).map(|name| (at, name)));
    }
    if source.is_door() {
        for (at, _) in source.code.match_indices("super::") {
            let rooms = heads(&source.code[at + "super::".len()..]).filter(|name| ROOMS.iter().any(|(room, _)| room == name));
            uses.extend(rooms.map(|name| (at, name)));
        }
    }
    uses
}

/// The first names of a path or of a `{…}` group of paths.
fn heads(path: &str) -> impl Iterator<Item = String> {
    let mut heads = Vec::new();
    match path.trim_start().strip_prefix('{') {
        None => heads.push(first_name(path)),
        Some(group) => {
            let (mut depth, mut start) = (0, 0);
            for (at, c) in group.char_indices() {
                match c {
                    '{' => depth += 1,
                    '}' if depth > 0 => depth -= 1,
                    ',' | '}' if depth == 0 => {
                        heads.push(first_name(&group[start..at]));
                        start = at + 1;
                        if c == '}' {
                            break;
                        }
                    }
                    _ => {}
                }
            }
        }
    }
    heads.into_iter().filter(|name| !name.is_empty())
}

fn first_name(path: &str) -> String {
    path.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// `text` with all within comments, strings and character literals blanked out; lines stay where they are.
fn code_only(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let skipped = comment(rest).or_else(|| literal(rest, out.chars().last()));
        let taken = skipped.unwrap_or(first.len_utf8());
        let (piece, after) = rest.split_at(taken);
        match skipped {
            Some(_) => out.extend(piece.chars().map(|c| if c == '\n' { '\n' } else { ' ' })),
            None => out.push_str(piece),
        }
        rest = after;
    }
    out
}

/// The length of the comment that starts here.
fn comment(rest: &str) -> Option<usize> {
    if rest.starts_with("//") {
        return Some(rest.find('\n').unwrap_or(rest.len()));
    }
    if !rest.starts_with("/*") {
        return None;
    }
    let (mut depth, mut at) = (0, 0);
    while at < rest.len() {
        let tail = &rest[at..];
        if tail.starts_with("/*") {
            (depth, at) = (depth + 1, at + 2);
        } else if tail.starts_with("*/") {
            (depth, at) = (depth - 1, at + 2);
            if depth == 0 {
                break;
            }
        } else {
            at += tail.chars().next().map_or(1, char::len_utf8);
        }
    }
    Some(at)
}

/// The length of the string or character literal that starts here, after the character `before`.
fn literal(rest: &str, before: Option<char>) -> Option<usize> {
    let hashes = rest.strip_prefix('r').map(|r| r.len() - r.trim_start_matches('#').len());
    if let Some(hashes) = hashes
        && rest[1 + hashes..].starts_with('"')
        && !before.is_some_and(|c| c.is_alphanumeric() && c != 'b' || c == '_')
    {
        let close = format!("\"{}", "#".repeat(hashes));
        let open = 2 + hashes;
        return Some(rest[open..].find(&close).map_or(rest.len(), |end| open + end + close.len()));
    }
    let quote = rest.chars().next().filter(|c| *c == '"' || *c == '\'')?;
    let mut chars = rest.char_indices().skip(1);
    let mut count = 0;
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => {
                chars.next();
            }
            c if c == quote => return Some(at + 1),
            // A lifetime or label, not a character.
            _ if quote == '\'' && count == 1 && !rest.starts_with("'\\") => return None,
            _ => {}
        }
        count += 1;
    }
    None
}

fn sources(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            into.push(path);
        }
    }
}

#[test]
fn the_source_keeps_the_law() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    sources(&root, &mut paths);
    paths.sort();
    assert!(paths.len() > 30, "the source was not found");
    let source = |path: &PathBuf| {
        let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        Source::new(&name, &fs::read_to_string(path).unwrap())
    };
    let found: Vec<String> = paths.iter().flat_map(|path| faults(&source(path))).collect();
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

/// The faults of a planted file, without `src/`.
fn planted(path: &str, code: &str) -> Vec<String> {
    let text = format!("//! Planted.\n{code}");
    faults(&Source::new(path, &text)).into_iter().map(|fault| fault.trim_start_matches("src/").to_owned()).collect()
}

#[test]
fn sideways_and_upward_names_are_found() {
    assert_eq!(planted("chunk/a.rs", "use crate::event::group;"), ["chunk/a.rs:2: chunk may not name event"]);
    assert_eq!(planted("chunk/a.rs", "\nfn f() { crate::pipeline::run() }"), ["chunk/a.rs:3: chunk may not name pipeline"]);
    assert_eq!(planted("text/a.rs", "use crate::model::Claim;"), ["text/a.rs:2: text may not name model"]);
    assert_eq!(planted("model/a.rs", "use crate::observe::Observer;"), ["model/a.rs:2: model may not name observe"]);
    assert_eq!(planted("index/mod.rs", "use crate::pair::pair;"), ["index/mod.rs:2: index may not name pair"]);
    assert_eq!(planted("export/mod.rs", "use crate::config::Config;"), ["export/mod.rs:2: export may not name config"]);
    for fine in
        ["use crate::text::Span;", "use crate::chunk::b;", "use crate::{model::{Claim, Article}, error};", "use super::b;"]
    {
        assert_eq!(planted("chunk/a.rs", fine), [""; 0], "{fine}");
    }
    assert_eq!(planted("pair/a.rs", "use crate::index::Index;"), [""; 0]);
    assert_eq!(planted("pipeline.rs", "use crate::{chunk, config::Config};"), [""; 0]);
}

#[test]
fn groups_over_several_lines_are_seen_through() {
    let code = "use crate::{\n    model::{Claim, event},\n    text,\n    score::score,\n};";
    assert_eq!(planted("chunk/a.rs", code), ["chunk/a.rs:2: chunk may not name score"]);
    assert_eq!(planted("chunk/mod.rs", "use super::{event, text};"), ["chunk/mod.rs:2: chunk may not name event"]);
    assert_eq!(planted("chunk/a.rs", "use super::event;"), [""; 0], "a file of the room itself may be called so");
    assert_eq!(planted("chunk/a.rs", "use super::super::text;").len(), 1);
}

#[test]
fn comments_and_strings_name_nothing() {
    let fine = [
        "// use crate::event::group;",
        "/// See [`group`](crate::event::group).\nfn f() {}",
        "/* crate::event /* rayon */ crate::event */",
        "const A: &str = \"crate::event \\\" println!\";",
        "const A: &str = r#\"crate::event \" rayon\"#;",
        "const A: char = '\"'; // crate::event \"",
        "fn f<'a>(x: &'a str) -> char { '\\'' } // rayon",
    ];
    for code in fine {
        assert_eq!(planted("chunk/a.rs", code), [""; 0], "{code}");
    }
    let after = [
        "const A: char = '\"'; use crate::event;",
        "fn f<'a>() {} use crate::event;",
        "const A: &str = \"x\"; use crate::event;",
    ];
    for code in after {
        assert_eq!(planted("chunk/a.rs", code).len(), 1, "{code}");
    }
}

#[test]
fn rayon_prints_and_serde_are_kept_in_their_place() {
    assert_eq!(planted("chunk/a.rs", "use rayon::prelude::*;").len(), 1);
    assert_eq!(planted("chunk/deep/mod.rs", "use rayon::prelude::*;").len(), 1);
    assert_eq!(planted("chunk/mod.rs", "use rayon::prelude::*;"), [""; 0]);
    assert_eq!(planted("chunk/a.rs", "use crate::parallel;").len(), 1);
    for print in ["println!(\"x\")", "eprint!(\"x\")", "std::println!()", "dbg!(1)"] {
        assert_eq!(planted("chunk/mod.rs", print).len(), 1, "{print}");
    }
    assert_eq!(planted("chunk/mod.rs", "my_println!()"), [""; 0]);
    assert_eq!(planted("model/a.rs", "use serde::Serialize;").len(), 1);
    assert_eq!(planted("cli/run.rs", "println!(); use rayon::ThreadPoolBuilder;"), [""; 0]);
}

#[test]
fn the_form_of_a_file_is_checked() {
    assert_eq!(faults(&Source::new("chunk/a.rs", "use std::io;\n")).len(), 1);
    let long = "\n".repeat(LONGEST_FILE);
    assert_eq!(planted("cli/a.rs", &long), ["cli/a.rs:501: more than 500 lines"]);
    assert_eq!(planted("chunk/a.rs", &"\n".repeat(LONGEST_FILE - 1)), [""; 0]);
    assert_eq!(planted("chunk/utils.rs", "").len(), 1);
    assert_eq!(planted("chunk/common/a.rs", "").len(), 1);
    assert_eq!(planted("attic/mod.rs", "").len(), 1, "a room that the table does not know");
}
