//! Which files the inputs lead to: each file once, under one name, in any order of the inputs.

use super::ids::{Trail, file_ids};
use super::options::IngestOptions;
use crate::error::{Error, Problem, ProblemKind};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs::{self, FileType};
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What stands for standard input.
const STDIN: &str = "-";

/// A file to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Source {
    /// The file; none for standard input.
    pub(super) file: Option<PathBuf>,
    /// As the user would name it.
    pub(super) shown: String,
    /// Unique among all sources.
    pub(super) id: String,
}

/// What the inputs lead to.
#[derive(Debug, Clone, Default)]
pub(super) struct Discovered {
    /// The files to read, sorted by path.
    pub(super) sources: Vec<Source>,
    /// What is there but cannot be read.
    pub(super) problems: Vec<Problem>,
    /// The input folders: as named, and by their full path.
    pub(super) folders: Vec<(PathBuf, PathBuf)>,
    pub(super) passed_over: PassedOver,
}

/// What was met in folders and not read.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct PassedOver {
    pub(super) hidden: u64,
    pub(super) repeated: u64,
    pub(super) excluded: u64,
}

/// Finds all files. What is named comes before what is reached over a symbolic link, an outer folder before an inner one, so
/// that the name of a file that can be reached twice does not depend on the order of the inputs.
pub(super) fn discover(inputs: &[PathBuf], options: &IngestOptions) -> Result<Discovered, Error> {
    let named = Named::sort_out(inputs)?;
    let mut search = Search::new(options);
    search.problems.extend(named.problems);
    for (full, given) in &named.folders {
        search.folder(given, full, &Trail { names: names_of(full), inside: 0 });
    }
    for (full, given) in &named.files {
        search.file(given.clone(), full.clone(), trail_of_named(given, full));
    }
    search.follow_links();
    let mut found: Vec<Found> = search.found.into_values().collect();
    if named.has_stdin {
        found.push(Found { file: None, shown: STDIN.into(), trail: Trail { names: vec!["stdin".into()], inside: 1 } });
    }
    found.sort_by(|a, b| a.shown.cmp(&b.shown));
    let trails: Vec<Trail> = found.iter().map(|found| found.trail.clone()).collect();
    let sources =
        found.into_iter().zip(file_ids(&trails)).map(|(found, id)| Source { file: found.file, shown: found.shown, id });
    let seen = lock(&search.seen);
    Ok(Discovered {
        sources: sources.collect(),
        problems: search.problems,
        folders: named.folders.into_iter().map(|(full, given)| (given, full)).collect(),
        passed_over: PassedOver { repeated: seen.passed_over.repeated + named.repeated, ..seen.passed_over },
    })
}

/// The inputs, by what they are.
#[derive(Default)]
struct Named {
    has_stdin: bool,
    /// By full path; of two spellings the shorter, then the first in order.
    folders: BTreeMap<PathBuf, PathBuf>,
    files: BTreeMap<PathBuf, PathBuf>,
    problems: Vec<Problem>,
    repeated: u64,
}

impl Named {
    fn sort_out(inputs: &[PathBuf]) -> Result<Named, Error> {
        let mut named = Named::default();
        let mut missing = BTreeSet::new();
        let count = inputs.len();
        let inputs: BTreeSet<(usize, &PathBuf)> = inputs.iter().map(|path| (path.as_os_str().len(), path)).collect();
        named.repeated += (count - inputs.len()) as u64;
        for (_, path) in inputs {
            if path.as_os_str() == STDIN {
                named.has_stdin = true;
                continue;
            }
            match kind_of(path) {
                Ok((kind, full)) if kind.is_dir() => named.repeated += keep_first(&mut named.folders, full, path.clone()),
                Ok((kind, full)) if kind.is_file() => named.repeated += keep_first(&mut named.files, full, path.clone()),
                Ok(_) => named.problems.push(special(path)),
                Err(error) if error.kind() == io::ErrorKind::NotFound && fs::symlink_metadata(path).is_err() => {
                    missing.insert(path.display().to_string());
                }
                Err(error) => named.problems.push(unreadable(path, &error)),
            }
        }
        if missing.is_empty() {
            return Ok(named);
        }
        let names = Vec::from_iter(missing).join(", ");
        let advice = "Check the spelling and the current folder; inputs are files, folders, and - for standard input";
        Err(Error::Usage(format!("{names}: no such file or folder. {advice}")))
    }
}

struct Found {
    file: Option<PathBuf>,
    shown: String,
    trail: Trail,
}

/// What a walk must know of the walks before it.
#[derive(Default)]
struct Seen {
    /// Full paths of the folders that were entered.
    folders: BTreeSet<PathBuf>,
    passed_over: PassedOver,
}

struct Search {
    /// By full path, which is what makes a file the same file.
    found: BTreeMap<PathBuf, Found>,
    /// Symbolic links met in folders, with the names that lead to them; followed only after all that is really there.
    links: BTreeMap<PathBuf, Trail>,
    excluded: Arc<BTreeSet<PathBuf>>,
    seen: Arc<Mutex<Seen>>,
    problems: Vec<Problem>,
}

impl Search {
    fn new(options: &IngestOptions) -> Search {
        let excluded = options.exclude.iter().filter_map(|path| fs::canonicalize(path).ok()).collect();
        Search {
            found: BTreeMap::new(),
            links: BTreeMap::new(),
            excluded: Arc::new(excluded),
            seen: Arc::default(),
            problems: Vec::new(),
        }
    }

    fn file(&mut self, path: PathBuf, full: PathBuf, trail: Trail) {
        let found = Found { shown: path.display().to_string(), file: Some(path), trail };
        lock(&self.seen).passed_over.repeated += keep_first(&mut self.found, full, found);
    }

    /// Walks the folder `given`, which is really at `full`; `trail` leads to it.
    fn folder(&mut self, given: &Path, full: &Path, trail: &Trail) {
        if !lock(&self.seen).folders.insert(full.to_path_buf()) {
            lock(&self.seen).passed_over.repeated += 1;
            return;
        }
        for entry in self.walk(given, full) {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    self.problems.push(walk_problem(given, &error));
                    continue;
                }
            };
            let (Ok(inside), Some(kind)) = (entry.path().strip_prefix(given), entry.file_type()) else { continue };
            if kind.is_dir() {
                continue;
            }
            let inner = names_of(inside);
            let trail = Trail { inside: trail.inside + inner.len(), names: [trail.names.as_slice(), &inner].concat() };
            if kind.is_file() {
                self.file(entry.path().to_path_buf(), full.join(inside), trail);
            } else if kind.is_symlink() {
                self.links.insert(entry.into_path(), trail);
            } else {
                self.problems.push(special(entry.path()));
            }
        }
    }

    fn walk(&self, given: &Path, full: &Path) -> ignore::Walk {
        let (seen, excluded) = (Arc::clone(&self.seen), Arc::clone(&self.excluded));
        let (given_root, full_root) = (given.to_path_buf(), full.to_path_buf());
        ignore::WalkBuilder::new(given)
            .standard_filters(false)
            .follow_links(false)
            .sort_by_file_name(OsStr::cmp)
            .filter_entry(move |entry| {
                if entry.depth() == 0 {
                    return true;
                }
                let mut seen = lock(&seen);
                if entry.file_name().as_encoded_bytes().starts_with(b".") {
                    seen.passed_over.hidden += 1;
                    return false;
                }
                let full = entry.path().strip_prefix(&given_root).map(|inside| full_root.join(inside)).unwrap_or_default();
                if excluded.contains(&full) {
                    seen.passed_over.excluded += 1;
                    return false;
                }
                if entry.file_type().is_some_and(|kind| kind.is_dir()) && !seen.folders.insert(full) {
                    seen.passed_over.repeated += 1;
                    return false;
                }
                true
            })
            .build()
    }

    /// Follows links in the order of their paths, and the links met on the way. Each folder is entered once, hence no loop.
    fn follow_links(&mut self) {
        while let Some((path, trail)) = self.links.pop_first() {
            match kind_of(&path) {
                Ok((_, full)) if full.ancestors().any(|above| self.excluded.contains(above)) => {
                    lock(&self.seen).passed_over.excluded += 1;
                }
                Ok((kind, full)) if kind.is_file() => self.file(path, full, trail),
                Ok((kind, full)) if kind.is_dir() => self.folder(&path, &full, &trail),
                Ok(_) => self.problems.push(special(&path)),
                Err(error) => self.problems.push(unreadable(&path, &error)),
            }
        }
    }
}

/// Keeps what came first under a key; the number of those that came too late.
fn keep_first<T>(kept: &mut BTreeMap<PathBuf, T>, key: PathBuf, value: T) -> u64 {
    match kept.entry(key) {
        Entry::Vacant(free) => {
            free.insert(value);
            0
        }
        Entry::Occupied(_) => 1,
    }
}

/// What is at `path`, and its full path, links followed. Opens nothing.
fn kind_of(path: &Path) -> io::Result<(FileType, PathBuf)> {
    Ok((fs::metadata(path)?.file_type(), fs::canonicalize(path)?))
}

/// A file that was named itself is known by its name; the folders before it are there to tell it from others.
fn trail_of_named(given: &Path, full: &Path) -> Trail {
    let folder = given.parent().map(|parent| if parent.as_os_str().is_empty() { Path::new(".") } else { parent });
    match (folder.and_then(|folder| fs::canonicalize(folder).ok()), given.file_name()) {
        (Some(folder), Some(name)) => Trail { names: names_of(&folder.join(name)), inside: 1 },
        _ => Trail { names: names_of(full), inside: 1 },
    }
}

fn names_of(path: &Path) -> Vec<String> {
    let name = |component| match component {
        Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
        _ => None,
    };
    path.components().filter_map(name).collect()
}

fn special(path: &Path) -> Problem {
    let message = "a pipe, socket or device; it was not opened. To read from a pipe, name - for standard input".to_string();
    Problem { path: path.display().to_string(), line: None, kind: ProblemKind::Unreadable, message }
}

fn unreadable(path: &Path, error: &io::Error) -> Problem {
    let is_broken_link = error.kind() == io::ErrorKind::NotFound;
    let message =
        if is_broken_link { "a symbolic link to nothing".to_string() } else { format!("cannot be read: {}", plain(error)) };
    Problem { path: path.display().to_string(), line: None, kind: ProblemKind::Unreadable, message }
}

fn walk_problem(folder: &Path, error: &ignore::Error) -> Problem {
    let path = failed_path(error).unwrap_or(folder).display().to_string();
    let message = match error.io_error() {
        Some(error) => format!("cannot be read: {}", plain(error)),
        None => format!("cannot be read: {error}"),
    };
    Problem { path, line: None, kind: ProblemKind::Unreadable, message }
}

fn failed_path(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => failed_path(err),
        _ => None,
    }
}

/// What the system says, without the path that some layers put in front.
fn plain(error: &io::Error) -> String {
    match error.raw_os_error() {
        Some(code) => io::Error::from_raw_os_error(code).to_string(),
        None => error.kind().to_string(),
    }
}

fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
