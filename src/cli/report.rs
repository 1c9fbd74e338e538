//! `crosswire report`, and the report of a fresh run.

use super::Status;
use super::browse_args::ReportArgs;
use crosswire::config::Config;
use crosswire::error::Error;
use crosswire::export::add_to_run;
use crosswire::observe::Silent;
use crosswire::reopen::reopen;
use crosswire::report::{PAGE_FILE, Shown, counted, figures, write_page};
use crosswire::score::Weights;
use std::fs;
use std::io::{BufWriter, Write};
use std::path::Path;

/// Runs the command.
pub fn report(args: &ReportArgs) -> anyhow::Result<Status> {
    if let Some(folder) = &args.figures {
        keep_apart(folder, &args.out)?;
    }
    let run = reopen(&args.out)?;
    let weights = weights(&run.config);
    let shown = Shown::reopened(&run, &weights);
    let path = match &args.file {
        Some(path) => {
            let file = fs::File::create(path).map_err(|e| Error::io(path, e))?;
            let mut out = BufWriter::new(file);
            write_page(&shown, &mut out, &Silent).and_then(|()| out.flush()).map_err(|e| Error::io(path, e))?;
            path.clone()
        }
        None => {
            add_to_run(&args.out, PAGE_FILE, |out| write_page(&shown, out, &Silent))?;
            args.out.join(PAGE_FILE)
        }
    };
    let mut out = anstream::stdout().lock();
    writeln!(out, "{}", path.display())?;
    if let Some(folder) = &args.figures {
        let count = write_figures(folder, &shown)?;
        writeln!(out, "{} in {}", counted(count, "chart"), folder.display())?;
    }
    Ok(Status::Done)
}

/// The weights of a reopened run: those of its file where it names one that can still be read, else the built-in ones.
fn weights(config: &Config) -> Weights {
    let mut config = config.clone();
    // Where the file is gone, what the parts of a score add is told by the built-in weights.
    let _ = config.read_weights();
    config.score.weights
}

/// Writes the charts of a run, and says how many.
pub fn write_figures(folder: &Path, shown: &Shown) -> Result<usize, Error> {
    fs::create_dir_all(folder).map_err(|e| Error::io(folder, e))?;
    let mut count = 0;
    for (name, picture) in figures(shown) {
        let path = folder.join(name);
        fs::write(&path, picture).map_err(|e| Error::io(&path, e))?;
        count += 1;
    }
    Ok(count)
}

/// Refuses a folder of charts inside of an output folder: the next run would not replace what holds files of others.
pub fn keep_apart(figures: &Path, out: &Path) -> Result<(), Error> {
    let real = |path: &Path| std::path::absolute(path).map_err(|e| Error::io(path, e));
    if real(figures)?.starts_with(real(out)?) {
        let (figures, out) = (figures.display(), out.display());
        let advice = "name a folder outside of it with --figures";
        return Err(Error::Usage(format!(
            "the charts in {figures} would lie in the output {out}, which is always one whole run\n{advice}"
        )));
    }
    Ok(())
}
