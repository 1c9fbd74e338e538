//! Finds where news outlets report the same statement, and how their accounts differ.
//!
//! Articles go one way through the rooms: [`ingest`] reads files into raw articles, [`normalize`] makes them
//! [articles](model::Article), [`chunk`] cuts those into [claims](model::Claim), [`event`] groups the articles, [`index`] and
//! [`pair`] propose pairs of claims, [`score`] makes [links](model::Link) of them, [`cluster`] joins links to
//! [statements](model::Statement) and [`compare`] says how their accounts differ. [`pipeline::run`] calls them in order and
//! gives an [`Outcome`](model::Outcome), of which [`export`] makes files; [`reopen`] and [`evaluate`] read such files again, and
//! [`report`] shows what was found.
//!
//! ```
//! use crosswire::{config::Config, observe::Silent, pipeline};
//!
//! let folder = tempfile::tempdir()?;
//! let quote = "\"We will reopen the harbour at Veldt on Friday,\" Mayor Ida Brandt said.";
//! std::fs::write(folder.path().join("a.txt"), format!("VELDT, May 4 (Reuters) - {quote} Crews cleared the wreck overnight."))?;
//! std::fs::write(folder.path().join("b.txt"), format!("VELDT, May 4 (AFP) - Ships waited outside the port. {quote}"))?;
//!
//! let outcome = pipeline::run(&[folder.path().to_path_buf()], &Config::default(), &Silent)?;
//! assert_eq!(outcome.articles.len(), 2);
//! let statement = outcome.statements.first().expect("both carry the mayor's words");
//! for member in &statement.members {
//!     let claim = &outcome.claims[*member];
//!     let article = &outcome.articles[claim.article];
//!     assert_eq!(claim.span.of(&article.text), "We will reopen the harbour at Veldt on Friday");
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![deny(clippy::print_stdout, clippy::print_stderr)]

pub mod chunk;
pub mod claims;
pub mod cluster;
pub mod compare;
pub mod config;
pub mod error;
pub mod evaluate;
pub mod event;
pub mod export;
pub mod index;
pub mod ingest;
pub mod join;
pub mod model;
pub mod normalize;
pub mod observe;
pub mod pair;
pub mod parallel;
pub mod pipeline;
pub mod reopen;
pub mod report;
pub mod score;
pub mod text;
