//! Articles from web archives (WARC): the pages and texts that a crawler was answered with, record by record.
//!
//! The frame of a record is a line, headers as HTTP has them, and a block of stated length. `httparse` reads the headers. Records
//! are read as a stream, so that an archive may be larger than memory, and each in its limits.

use super::budget::Budget;
use super::declared;
use super::document::{self, Told};
use super::gathered::{Gathered, Refusal};
use super::read::Reading;
use super::warc_http as http;
use crate::error::ProblemKind;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, copy, sink};

/// The most headers of a record.
const HEADERS: usize = 64;
/// The longest head of a record, in bytes.
const HEAD_LONGEST: u64 = 64 << 10;
/// How many sorts of passed-over records a message names.
const NAMED: usize = 6;

/// The head of a record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Head {
    /// `WARC-Type`: what sort of record it is.
    sort: String,
    length: u64,
    address: Option<String>,
    date: Option<String>,
    content_type: String,
}

/// Reads all records.
pub(super) fn read(
    reading: Reading<'_>,
    input: &mut dyn Read,
    budget: &mut Budget,
    gathered: &mut Gathered,
) -> Result<(), Refusal> {
    budget.enter()?;
    let mut records = Records { reading, input: BufReader::new(input), number: 0, passed_over: BTreeMap::new() };
    let outcome = records.read(budget, gathered);
    records.tell_passed_over(gathered);
    budget.leave();
    outcome
}

struct Records<'a, R> {
    reading: Reading<'a>,
    input: BufReader<R>,
    /// The record that is being read, from 1.
    number: u64,
    /// What held no text, and how often.
    passed_over: BTreeMap<String, u64>,
}

impl<R: Read> Records<'_, R> {
    fn read(&mut self, budget: &mut Budget, gathered: &mut Gathered) -> Result<(), Refusal> {
        loop {
            let head = match self.head() {
                Ok(Some(head)) => head,
                Ok(None) => return Ok(()),
                Err(why) => {
                    let message = format!("{why}; the file was not read from this record on");
                    gathered.reject(Some(self.number), ProblemKind::Malformed, message);
                    return Ok(());
                }
            };
            budget.next_member()?;
            let is_read = matches!(head.sort.as_str(), "response" | "resource" | "conversion");
            let length = head.length;
            let mut block = (&mut self.input).take(length);
            if is_read {
                let bytes = budget.read(&mut block, None)?;
                let is_whole = !matches!(&bytes, Ok(bytes) if (bytes.len() as u64) < length);
                let skipped = copy(&mut block, &mut sink()).unwrap_or(0);
                budget.spend(skipped)?;
                self.record(&head, bytes, is_whole, gathered);
            } else {
                let skipped = copy(&mut block, &mut sink()).unwrap_or(0);
                budget.spend(skipped)?;
                // The rest describe the crawl; only a page that was left out, since it had not changed, might be missed.
                if head.sort == "revisit" {
                    *self.passed_over.entry("revisits of pages that had not changed".to_string()).or_default() += 1;
                }
            }
        }
    }

    /// The head of the next record; none at the end.
    fn head(&mut self) -> Result<Option<Head>, String> {
        let mut bytes = Vec::new();
        loop {
            let mut line = Vec::new();
            let left = HEAD_LONGEST.saturating_sub(bytes.len() as u64);
            (&mut self.input).take(left).read_until(b'\n', &mut line).map_err(|error| {
                self.number += u64::from(bytes.is_empty());
                format!("the archive breaks off: {error}")
            })?;
            let is_blank = line.iter().all(u8::is_ascii_whitespace);
            if line.is_empty() && bytes.is_empty() {
                return Ok(None);
            }
            if bytes.is_empty() {
                // Blank lines end each record.
                if is_blank {
                    continue;
                }
                self.number += 1;
                if !line.starts_with(b"WARC/") {
                    return Err("no record begins where the one before ended".to_string());
                }
            }
            if line.is_empty() || !line.ends_with(b"\n") {
                return Err("the head of a record breaks off or has no end".to_string());
            }
            bytes.extend_from_slice(&line);
            if is_blank {
                return head(&bytes).map(Some);
            }
        }
    }

    /// Takes the article from a record.
    fn record(&mut self, head: &Head, bytes: Result<Vec<u8>, Refusal>, is_whole: bool, gathered: &mut Gathered) {
        let told = Told {
            address: head.address.clone(),
            fetched: head.date.clone(),
            record: Some(self.number),
            encoding: declared::of_content_type(&head.content_type),
        };
        let cut = || Refusal::new(ProblemKind::Malformed, "the archive breaks off in this record; it was passed over");
        let outcome = bytes.and_then(|bytes| if is_whole { Ok(bytes) } else { Err(cut()) }).and_then(|bytes| {
            match head.content_type.starts_with("application/http") {
                true => self.answer(&bytes, told, gathered),
                false => self.document(bytes, &head.content_type, &told, gathered),
            }
        });
        if let Err(refusal) = outcome {
            let address = head.address.as_deref().map(|address| format!("{address}: ")).unwrap_or_default();
            gathered.reject(Some(self.number), refusal.kind, format!("{address}{}", refusal.message));
        }
    }

    /// A page with the HTTP that brought it.
    fn answer(&mut self, bytes: &[u8], told: Told, gathered: &mut Gathered) -> Result<(), Refusal> {
        let answer = http::parse(bytes)?;
        if answer.status != 200 {
            *self.passed_over.entry(format!("with status {}", answer.status)).or_default() += 1;
            return Ok(());
        }
        if !is_text(&answer.content_type) {
            return self.pass_over(&answer.content_type);
        }
        let most = self.reading.options.max_unpacked_bytes;
        let encoding = declared::of_content_type(&answer.content_type);
        let body = answer.body(most)?;
        self.document(body, &answer.content_type, &Told { encoding, ..told }, gathered)
    }

    fn document(&mut self, bytes: Vec<u8>, content_type: &str, told: &Told, gathered: &mut Gathered) -> Result<(), Refusal> {
        if !is_text(content_type) {
            return self.pass_over(content_type);
        }
        document::read(self.reading, bytes, None, told, gathered)
    }

    fn pass_over(&mut self, content_type: &str) -> Result<(), Refusal> {
        let sort: String = content_type.split(';').next().unwrap_or_default().trim().chars().take(40).collect();
        *self.passed_over.entry(if sort.is_empty() { "of no known type".to_string() } else { sort }).or_default() += 1;
        Ok(())
    }

    fn tell_passed_over(&self, gathered: &mut Gathered) {
        if self.passed_over.is_empty() {
            return;
        }
        let all: u64 = self.passed_over.values().sum();
        let mut sorts: Vec<(&String, &u64)> = self.passed_over.iter().collect();
        sorts.sort_by_key(|(sort, count)| (std::cmp::Reverse(**count), (*sort).clone()));
        let named: Vec<String> = sorts.iter().take(NAMED).map(|(sort, count)| format!("{count} {sort}")).collect();
        let more = if sorts.len() > NAMED { ", ..." } else { "" };
        let message = format!("records that hold no article, passed over: {all} ({}{more})", named.join(", "));
        gathered.note(None, ProblemKind::Unsupported, message);
    }
}

fn head(bytes: &[u8]) -> Result<Head, String> {
    let start = bytes.iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |at| at + 1);
    let mut headers = [httparse::EMPTY_HEADER; HEADERS];
    let read = httparse::parse_headers(&bytes[start..], &mut headers).map_err(|error| format!("a broken head: {error}"))?;
    let httparse::Status::Complete((_, headers)) = read else { return Err("a head without an end".to_string()) };
    let value = |name: &str| {
        let header = headers.iter().find(|header| header.name.eq_ignore_ascii_case(name))?;
        Some(String::from_utf8_lossy(header.value).trim().to_string())
    };
    let length = value("Content-Length").and_then(|length| length.parse().ok());
    let bare = |address: String| address.trim_start_matches('<').trim_end_matches('>').to_string();
    Ok(Head {
        sort: value("WARC-Type").unwrap_or_default().to_ascii_lowercase(),
        length: length.ok_or("a record without a length")?,
        address: value("WARC-Target-URI").map(bare),
        date: value("WARC-Date"),
        content_type: value("Content-Type").unwrap_or_default().to_ascii_lowercase(),
    })
}

/// Whether a type of content may hold articles.
fn is_text(content_type: &str) -> bool {
    let sort = content_type.split(';').next().unwrap_or_default().trim();
    let is_code = ["css", "javascript", "ecmascript"].iter().any(|code| sort.ends_with(code));
    let is_text = sort.starts_with("text/") || sort.ends_with("+xml") || sort.ends_with("/xml") || sort.ends_with("json");
    (is_text && !is_code && !sort.starts_with("image/")) || sort.is_empty()
}
