//! The program from outside: commands, files, messages and exit statuses.

mod eval;
mod failures;
mod run;
mod support;
