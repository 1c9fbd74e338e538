//! A file that is put into the folder of a finished run.

use super::record::RUN_FILE;
use crate::error::Error;
use serde_json::Value;
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Writes `name` into the folder of a run, in place of an earlier one, and lists it in the run's `run.json`, so that the folder can
/// still be replaced by another run. Each of the two files is moved in when it is whole.
///
/// # Errors
/// When the folder holds no `run.json` with a list of files, or a file cannot be written.
pub fn add_to_run(folder: &Path, name: &str, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Error> {
    let record = folder.join(RUN_FILE);
    let text = std::fs::read(&record).map_err(|e| Error::io(&record, e))?;
    let mut run: Value = serde_json::from_slice(&text).map_err(|e| Error::invalid(&record, None, e.to_string()))?;
    let Some(files) = run.get_mut("files").and_then(Value::as_array_mut) else {
        return Err(Error::invalid(&record, None, "it lists no files of a run"));
    };
    let is_new = !files.iter().any(|file| file == name);
    if is_new {
        // The record itself is named last.
        files.insert(files.len().saturating_sub(1), Value::from(name));
    }
    put(folder, name, write)?;
    if is_new {
        put(folder, RUN_FILE, |out| {
            serde_json::to_writer_pretty(&mut *out, &run)?;
            out.write_all(b"\n")
        })?;
    }
    Ok(())
}

fn put(folder: &Path, name: &str, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Error> {
    let path = folder.join(name);
    let written = || -> io::Result<()> {
        let mut temporary = tempfile::Builder::new();
        temporary.prefix(".crosswire-");
        #[cfg(unix)]
        {
            // Otherwise nobody but the user could read it; the umask still applies.
            use std::os::unix::fs::PermissionsExt;
            temporary.permissions(std::fs::Permissions::from_mode(0o666));
        }
        let file = temporary.tempfile_in(folder)?;
        let mut out = BufWriter::new(file);
        write(&mut out)?;
        out.into_inner().map_err(io::IntoInnerError::into_error)?.persist(&path).map_err(|e| e.error)?;
        Ok(())
    };
    written().map_err(|e| Error::io(&path, e))
}
