//! The command line.

mod cli;

use mimalloc::MiMalloc;
use std::process::ExitCode;

/// A run makes many small lists and strings, on all threads: with the system's allocator a sixth of it goes into that.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    match cli::run() {
        Ok(status) => status.into(),
        // Whoever reads our output has seen enough.
        Err(error) if cli::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            cli::print_error(&error);
            cli::Status::Failed.into()
        }
    }
}
