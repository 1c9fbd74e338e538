//! The program from outside: commands, files, messages and exit statuses.

mod coverage;
mod diff;
mod eval;
mod explain;
mod failures;
mod label;
mod pairs;
mod report;
mod run;
mod statements;
mod support;
