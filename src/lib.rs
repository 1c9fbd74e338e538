//! Finds where news outlets report the same statement, and how their accounts differ.
#![deny(clippy::print_stdout, clippy::print_stderr)]

pub mod chunk;
pub mod cluster;
pub mod compare;
pub mod config;
pub mod error;
pub mod evaluate;
pub mod event;
pub mod export;
pub mod index;
pub mod ingest;
pub mod model;
pub mod normalize;
pub mod observe;
pub mod pair;
pub mod pipeline;
pub mod reopen;
pub mod score;
pub mod text;
