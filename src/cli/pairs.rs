//! `crosswire pairs`: from claims that are already cut to the pairs that are linked.

use super::Status;
use super::memory;
use super::run_args::PairsArgs;
use super::settings::{self, Show};
use super::stopwatch::Stopwatch;
use super::terminal::{Terminal, print_problems};
use anyhow::Context;
use crosswire::claims::{self, Paired};
use crosswire::config::Config;
use crosswire::error::Error;
use crosswire::export;
use crosswire::observe::{Observer, Stage};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use tempfile::NamedTempFile;

/// Runs the command.
pub fn pairs(args: PairsArgs) -> anyhow::Result<Status> {
    let config = settings::pairs_config(&args)?;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(config.threads).build();
    let pool = pool.with_context(|| format!("{} threads cannot be started", config.threads))?;
    pool.install(|| produce(&args, &config))
}

fn produce(args: &PairsArgs, config: &Config) -> anyhow::Result<Status> {
    let show = if args.quiet { Show::Nothing } else { Show::All };
    // What stands in the way of the output is told before the work.
    let folder = args.out.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let unwritten = |error| Error::io(&args.out, error);
    let mut file = temporary_file(folder).map_err(unwritten)?;
    let terminal = Terminal::new(show == Show::All);
    let watch = Stopwatch::start(&terminal);
    let made = claims::pairs(&args.inputs, config, &watch).and_then(|paired| {
        watch.begin(Stage::Export, None);
        write(&paired, config, file.as_file_mut()).map_err(unwritten)?;
        watch.end(Stage::Export);
        Ok(paired)
    });
    terminal.clear();
    let paired = match made {
        Ok(paired) => paired,
        Err(error) => {
            print_problems(&terminal.problems(), None)?;
            return Err(error.into());
        }
    };
    file.persist(&args.out).map_err(|error| unwritten(error.error))?;
    print_problems(&paired.problems, None)?;
    tell_limit(config.join.memory)?;
    if show == Show::All {
        summary(&mut anstream::stdout().lock(), &paired, &args.out, watch.total())?;
    }
    Ok(if paired.problems.is_empty() { Status::Done } else { Status::DoneWithProblems })
}

/// Says on standard error that a limit on memory was not kept.
fn tell_limit(limit: u64) -> io::Result<()> {
    match memory::kept(limit) {
        Some(Err(told)) => writeln!(anstream::stderr().lock(), "{told}; about 200 bytes for each claim are held in any case"),
        _ => Ok(()),
    }
}

/// A file beside the output, which becomes the output when it is whole.
fn temporary_file(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".crosswire-");
    #[cfg(unix)]
    {
        // Otherwise nobody but the user could read it; the umask still applies.
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

fn write(paired: &Paired, config: &Config, file: &mut File) -> io::Result<()> {
    export::write_pairs(&paired.roll, &paired.near.pairs, paired.near.step, &config.export, BufWriter::new(file))
}

fn summary(out: &mut dyn Write, paired: &Paired, file: &Path, seconds: f64) -> io::Result<()> {
    let near = &paired.near;
    writeln!(out, "claims      {} in {} wordings", near.claims, near.wordings)?;
    writeln!(out, "pairs       {}", near.pairs.len())?;
    writeln!(out, "compared    {}", near.compared)?;
    writeln!(out, "left out    {} by --cap, once for each key", near.left_out)?;
    writeln!(out, "problems    {}", paired.problems.len())?;
    writeln!(out, "seconds     {seconds:.1}")?;
    if let Some(peak) = memory::peak() {
        writeln!(out, "memory      {}", memory::shown(peak))?;
    }
    writeln!(out, "file        {}", file.display())
}
