//! The program from outside: commands, files, messages and exit statuses.

mod eval;
mod explain;
mod failures;
mod label;
mod run;
mod support;
