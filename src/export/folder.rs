//! The output folder, which is always one whole run.
//!
//! Files are written to a temporary folder beside it, which is moved in at the end. The text of an [`Error`] made here has its
//! advice after a line break.

use super::record::{Earlier, PROGRAM, RUN_FILE, run_json};
use super::{ExportOptions, RunRecord, Totals, View, write_view};
use crate::compare::Known;
use crate::error::Error;
use crate::model::Outcome;
use crate::observe::{Observer, Stage};
use serde::Serialize;
use std::fs;
use std::io::{self, BufWriter};
use std::path::{Component, Path, PathBuf};
use std::sync::OnceLock;
use tempfile::TempDir;

/// An output folder in the making. Dropped before [`Folder::finish`], it leaves nothing behind.
#[derive(Debug)]
pub struct Folder {
    target: PathBuf,
    temporary: TempDir,
    /// Files beside those of [`File::ALL`](super::File::ALL).
    added: Vec<&'static str>,
}

/// Files that desktops leave in folders that somebody looked at.
const LEFT_BY_DESKTOPS: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// Bytes of a file that are written at once.
const BUFFER: usize = 1 << 16;

impl Folder {
    /// Prepares to write to `out`, so that what stands in the way is told before the work and not after.
    ///
    /// # Errors
    /// When `out` is, holds or lies in one of the `inputs`; when it exists and is neither empty nor the output of an earlier run
    /// with nothing added; when the folder beside it cannot be made.
    pub fn create(out: &Path, inputs: &[PathBuf]) -> Result<Self, Error> {
        let target = real_path(out).map_err(|e| Error::io(out, e))?;
        for input in inputs {
            keep_apart(out, &target, input)?;
        }
        may_replace(out, &target)?;
        let parent = target.parent().ok_or_else(|| Error::Usage(format!("{} cannot be replaced", out.display())))?;
        fs::create_dir_all(parent).map_err(|e| Error::io(parent, e))?;
        let temporary = temporary_beside(parent).map_err(|e| Error::io(parent, e))?;
        Ok(Folder { target, temporary, added: Vec::new() })
    }

    /// Writes all files that show `outcome`, and tells what edits `readings.csv` was made of, by statement.
    ///
    /// # Errors
    /// When one cannot be written.
    pub fn write<'a>(
        &self,
        outcome: &'a Outcome,
        options: &ExportOptions,
        observer: &dyn Observer,
    ) -> Result<Vec<Known<'a>>, Error> {
        let (view, edits) = (View::of(outcome), OnceLock::new());
        super::each_file(|file| {
            self.file(file.name(), |out| write_view(file, &view, options, &edits, out))?;
            observer.advance(Stage::Export, 1);
            Ok(())
        })?;
        Ok(edits.into_inner().unwrap_or_default())
    }

    /// Writes one more file, which `run.json` will name.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn add(&mut self, name: &'static str, write: impl FnOnce(&mut dyn io::Write) -> io::Result<()>) -> Result<(), Error> {
        self.file(name, |out| write(out))?;
        self.added.push(name);
        Ok(())
    }

    /// Writes `run.json`, puts the folder in its place, and tells where that is. An earlier run there is gone then.
    ///
    /// # Errors
    /// When the file cannot be written or the folder not be moved; an earlier run stays in place then.
    pub fn finish<O: Serialize>(self, totals: &Totals, record: &RunRecord<O>) -> Result<PathBuf, Error> {
        self.file(RUN_FILE, |out| run_json(totals, record, &self.added, out))?;
        let parent = self.target.parent().unwrap_or(&self.target);
        let moved = if self.target.exists() {
            exchange(self.temporary.path(), &self.target, parent)
        } else {
            fs::rename(self.temporary.path(), &self.target)
        };
        moved.map_err(|e| Error::io(&self.target, e))?;
        let Folder { target, mut temporary, .. } = self;
        temporary.disable_cleanup(true);
        Ok(target)
    }

    fn file(&self, name: &str, write: impl FnOnce(&mut BufWriter<fs::File>) -> io::Result<()>) -> Result<(), Error> {
        let path = self.temporary.path().join(name);
        let written = fs::File::create(&path).and_then(|file| write(&mut BufWriter::with_capacity(BUFFER, file)));
        // The path that people know is the one where the file would have come to stand.
        written.map_err(|e| Error::io(self.target.join(name), e))
    }
}

/// Puts `new` where `target` is, and removes what was there; on failure what was there is put back.
fn exchange(new: &Path, target: &Path, parent: &Path) -> io::Result<()> {
    let aside = temporary_beside(parent)?;
    let earlier = aside.path().join("earlier");
    fs::rename(target, &earlier)?;
    fs::rename(new, target).or_else(|e| fs::rename(&earlier, target).and(Err(e)))
}

fn temporary_beside(parent: &Path) -> io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".crosswire-");
    #[cfg(unix)]
    {
        // Otherwise nobody but the user could open the finished folder; the umask still applies.
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o777));
    }
    builder.tempdir_in(parent)
}

/// Where `path` is in truth, also where its last parts do not exist yet.
fn real_path(path: &Path) -> io::Result<PathBuf> {
    let absolute = std::path::absolute(path)?;
    for ancestor in absolute.ancestors() {
        if let (Ok(real), Ok(rest)) = (ancestor.canonicalize(), absolute.strip_prefix(ancestor)) {
            if rest.components().any(|part| part == Component::ParentDir) {
                break;
            }
            // Joining an empty rest would add a slash at the end.
            return Ok(if rest.as_os_str().is_empty() { real } else { real.join(rest) });
        }
    }
    Err(io::Error::from(io::ErrorKind::NotFound))
}

/// Refuses an output that would be read by the next run, or would replace an input.
fn keep_apart(out: &Path, target: &Path, input: &Path) -> Result<(), Error> {
    // An input that is not there, or standard input, is no concern of the output.
    let Ok(real) = input.canonicalize() else { return Ok(()) };
    let (out, input) = (out.display(), input.display());
    if real.starts_with(target) {
        return Err(Error::Usage(format!("the output {out} would replace the input {input}\nname another folder with --out")));
    }
    if target.starts_with(&real) {
        return Err(Error::Usage(format!(
            "the output {out} lies in the input {input}, so the next run would read it as articles\n\
             name a folder outside of it with --out, or name the inputs one by one"
        )));
    }
    Ok(())
}

/// Refuses an existing `target` unless it is an empty folder or an earlier run to which nothing was added.
fn may_replace(out: &Path, target: &Path) -> Result<(), Error> {
    let entries = match fs::read_dir(target) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(e) if e.kind() == io::ErrorKind::NotADirectory => {
            return Err(Error::Usage(format!("the output {} is or lies in a file\nname a folder with --out", out.display())));
        }
        other => other.map_err(|e| Error::io(out, e))?,
    };
    let mut names = Vec::new();
    for entry in entries {
        names.push(entry.map_err(|e| Error::io(out, e))?.file_name().to_string_lossy().into_owned());
    }
    if std::env::current_dir().is_ok_and(|here| here.starts_with(target)) {
        return Err(Error::Usage(format!(
            "the output {} is the folder you are in, which cannot be replaced as a whole\nname a folder in it with --out",
            out.display()
        )));
    }
    names.retain(|name| !LEFT_BY_DESKTOPS.contains(&name.as_str()));
    names.sort();
    if names.is_empty() {
        return Ok(());
    }
    let earlier = fs::read(target.join(RUN_FILE)).ok().and_then(|json| serde_json::from_slice::<Earlier>(&json).ok());
    let Some(earlier) = earlier.filter(|run| run.program == PROGRAM) else {
        return Err(Error::Usage(format!(
            "the output {} exists and is not an earlier run of crosswire, so it is left as it is\n\
             name a new or an empty folder with --out, or remove that one yourself",
            out.display()
        )));
    };
    match names.iter().find(|name| !earlier.files.contains(name)) {
        None => Ok(()),
        Some(foreign) => Err(Error::Usage(format!(
            "the output {} is an earlier run, but holds {foreign}, which is not of that run\n\
             move it elsewhere, or name another folder with --out",
            out.display()
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::Timing;
    use crate::observe::Silent;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    fn record() -> RunRecord<'static, ()> {
        RunRecord { inputs: &[], options: (), timing: Timing::default() }
    }

    #[test]
    fn a_run_that_ends_early_leaves_nothing_and_changes_nothing() {
        let place = tempfile::tempdir().unwrap();
        let out = place.path().join("out");
        let outcome = Outcome::default();
        let folder = Folder::create(&out, &[]).unwrap();
        folder.write(&outcome, &ExportOptions::default(), &Silent).unwrap();
        assert!(!out.exists());
        drop(folder);
        assert!(names(place.path()).is_empty());

        let folder = Folder::create(&out, &[]).unwrap();
        folder.finish(&Totals::of(&outcome), &record()).unwrap();
        assert_eq!(names(&out), [RUN_FILE]);
        drop(Folder::create(&out, &[]).unwrap());
        assert_eq!((names(place.path()), names(&out)), (vec!["out".to_owned()], vec![RUN_FILE.to_owned()]));
    }

    #[test]
    fn what_cannot_be_moved_in_leaves_what_was_there() {
        let place = tempfile::tempdir().unwrap();
        let out = place.path().join("out");
        Folder::create(&out, &[]).unwrap().finish(&Totals::of(&Outcome::default()), &record()).unwrap();
        let missing = place.path().join("missing");
        assert!(exchange(&missing, &out, place.path()).is_err());
        assert_eq!((names(place.path()), names(&out)), (vec!["out".to_owned()], vec![RUN_FILE.to_owned()]));
    }

    #[test]
    fn a_path_is_known_by_any_name() {
        let place = tempfile::tempdir().unwrap();
        let real = place.path().canonicalize().unwrap();
        fs::create_dir(real.join("a")).unwrap();
        assert_eq!(real_path(&place.path().join("a/../b/c")).unwrap(), real.join("b/c"));
        assert_eq!(real_path(&place.path().join("a/")).unwrap(), real.join("a"));
        assert!(real_path(&place.path().join("none/../a")).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn the_finished_folder_can_be_opened_by_others_as_the_umask_allows() {
        use std::os::unix::fs::PermissionsExt;
        let place = tempfile::tempdir().unwrap();
        fs::create_dir(place.path().join("plain")).unwrap();
        let out = place.path().join("out");
        Folder::create(&out, &[]).unwrap().finish(&Totals::of(&Outcome::default()), &record()).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode(&out), mode(&place.path().join("plain")));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_an_input_is_the_input() {
        let place = tempfile::tempdir().unwrap();
        fs::create_dir(place.path().join("in")).unwrap();
        std::os::unix::fs::symlink(place.path().join("in"), place.path().join("link")).unwrap();
        assert!(Folder::create(&place.path().join("link/out"), &[place.path().join("in")]).is_err());
        assert!(Folder::create(&place.path().join("in/out"), &[place.path().join("link")]).is_err());
        assert!(names(&place.path().join("in")).is_empty());
    }
}
