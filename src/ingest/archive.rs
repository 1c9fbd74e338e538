//! Articles from archives: ZIP and tar of anything that is read, member by member.

use super::budget::Budget;
use super::document::{self, Told};
use super::gathered::{Gathered, Refusal};
use super::read::{Input, Reading};
use super::word;
use crate::error::ProblemKind;
use ::zip::ZipArchive;
use ::zip::result::ZipError;
use std::io::Read;
#[cfg(feature = "workbooks")]
use std::io::SeekFrom;

/// The longest name of a member, in bytes.
const NAME_LONGEST: u64 = 4096;

/// The part that makes a ZIP archive a workbook.
const WORKBOOK: &str = "xl/workbook.xml";
/// Parts of other documents that are ZIP archives.
const OTHER_DOCUMENTS: [(&str, &str); 4] = [
    ("ppt/presentation.xml", "a PowerPoint presentation (.pptx)"),
    ("META-INF/container.xml", "an e-book (EPUB)"),
    ("content.xml", "an OpenDocument file"),
    ("xl/workbook.bin", "a binary Excel workbook (.xlsb)"),
];

/// Reads a ZIP archive: a document that is one, or its members.
pub(super) fn zip(
    reading: Reading<'_>,
    input: &mut dyn Input,
    told: &Told,
    budget: &mut Budget,
    gathered: &mut Gathered,
) -> Result<(), Refusal> {
    let mut archive = ZipArchive::new(input)
        .map_err(|error| malformed(format!("a ZIP archive that cannot be read: {error}; it was passed over")))?;
    if archive.index_for_name(word::MAIN_PART).is_some() {
        gathered.set_encoding("UTF-8");
        let text = word::text(&mut archive, reading.options.max_unpacked_bytes)?;
        return document::take_text(reading, text, told, gathered);
    }
    if archive.index_for_name(WORKBOOK).is_some() {
        return workbook(reading, archive.into_inner(), gathered);
    }
    if let Some((_, what)) = OTHER_DOCUMENTS.iter().find(|(part, _)| archive.index_for_name(part).is_some()) {
        return Err(document::unsupported(what));
    }
    budget.enter()?;
    let outcome = zip_members(reading, &mut archive, budget, gathered);
    budget.leave();
    outcome
}

#[cfg(feature = "workbooks")]
fn workbook(reading: Reading<'_>, input: &mut dyn Input, gathered: &mut Gathered) -> Result<(), Refusal> {
    let options = reading.options;
    let mut bytes = Vec::new();
    let read = input.seek(SeekFrom::Start(0)).and_then(|_| input.take(options.max_file_bytes + 1).read_to_end(&mut bytes));
    read.map_err(|error| Refusal::new(ProblemKind::Unreadable, format!("cannot be read: {error}")))?;
    if bytes.len() as u64 > options.max_file_bytes {
        return Err(super::compression::too_large(options));
    }
    gathered.set_encoding("UTF-8");
    super::workbook::read(bytes, options.max_unpacked_bytes, &options.fields, gathered)
}

#[cfg(not(feature = "workbooks"))]
fn workbook(_: Reading<'_>, _: &mut dyn Input, _: &mut Gathered) -> Result<(), Refusal> {
    let message =
        "an Excel workbook (.xlsx), which this build does not read: build it with the feature `workbooks`, or save it as CSV";
    Err(Refusal::new(ProblemKind::Unsupported, message))
}

fn zip_members(
    reading: Reading<'_>,
    archive: &mut ZipArchive<&mut dyn Input>,
    budget: &mut Budget,
    gathered: &mut Gathered,
) -> Result<(), Refusal> {
    for index in 0..archive.len() {
        budget.next_member()?;
        let mut member = match archive.by_index(index) {
            Ok(member) => member,
            Err(error) => {
                let what = format!("member {} cannot be read: {}", index + 1, zip_reason(&error));
                gathered.reject(Some(index as u64 + 1), ProblemKind::Malformed, what);
                continue;
            }
        };
        let Some(name) = file_name(&String::from_utf8_lossy(member.name_raw())) else { continue };
        if member.is_dir() {
            continue;
        }
        if is_hidden(&name) {
            gathered.hidden += 1;
            continue;
        }
        let packed = member.compressed_size();
        let bytes = budget.read(&mut member, Some(packed))?;
        take(reading, &name, bytes, budget, gathered);
    }
    Ok(())
}

fn zip_reason(error: &ZipError) -> String {
    match error {
        ZipError::UnsupportedArchive(what) => (*what).to_string(),
        error => error.to_string(),
    }
}

/// Reads the members of a tar archive.
pub(super) fn tar(
    reading: Reading<'_>,
    input: &mut dyn Read,
    budget: &mut Budget,
    gathered: &mut Gathered,
) -> Result<(), Refusal> {
    budget.enter()?;
    let outcome = tar_members(reading, input, budget, gathered);
    budget.leave();
    outcome
}

fn tar_members(
    reading: Reading<'_>,
    input: &mut dyn Read,
    budget: &mut Budget,
    gathered: &mut Gathered,
) -> Result<(), Refusal> {
    let broken =
        |error: std::io::Error| malformed(format!("a tar archive that breaks off: {error}; what came before was read"));
    let mut archive = ::tar::Archive::new(input);
    let mut long_name = None;
    // Raw entries: the library would read names of any length.
    for entry in archive.entries().map_err(broken)?.raw(true) {
        budget.next_member()?;
        let mut entry = entry.map_err(broken)?;
        let kind = entry.header().entry_type();
        if kind.is_gnu_longname() || kind.is_pax_local_extensions() {
            let mut bytes = Vec::new();
            (&mut entry).take(NAME_LONGEST).read_to_end(&mut bytes).map_err(broken)?;
            long_name = if kind.is_gnu_longname() { Some(bytes) } else { pax_path(&bytes) };
            continue;
        }
        let name = long_name.take().unwrap_or_else(|| entry.path_bytes().into_owned());
        if !kind.is_file() {
            continue;
        }
        let Some(name) = file_name(String::from_utf8_lossy(&name).trim_end_matches('\0')) else { continue };
        if is_hidden(&name) {
            gathered.hidden += 1;
            continue;
        }
        let size = entry.header().entry_size().unwrap_or(0);
        let bytes = budget.read(&mut entry, None)?;
        let whole = bytes.and_then(|bytes| {
            let is_whole = bytes.len() as u64 == size;
            is_whole.then_some(bytes).ok_or_else(|| malformed("the archive breaks off in it; it was passed over".to_string()))
        });
        take(reading, &name, whole, budget, gathered);
    }
    Ok(())
}

/// The path in a record of pax extensions: lines of their length, a space, a name, `=` and a value.
fn pax_path(record: &[u8]) -> Option<Vec<u8>> {
    let fields = ::tar::PaxExtensions::new(record).filter_map(Result::ok);
    fields.filter(|field| field.key_bytes() == b"path").map(|field| field.value_bytes().to_vec()).last()
}

/// Reads one member; its problems bear its name.
fn take(reading: Reading<'_>, name: &str, bytes: Result<Vec<u8>, Refusal>, budget: &mut Budget, gathered: &mut Gathered) {
    let mut member = gathered.member(name);
    let outcome = bytes.and_then(|bytes| reading.member(bytes, &Told::default(), budget, &mut member));
    if let Err(refusal) = outcome {
        member.refuse(refusal);
    }
    gathered.absorb(member);
}

/// The name of a member as a path without `.`, `..` and control characters; none for what names nothing.
fn file_name(name: &str) -> Option<String> {
    let parts: Vec<String> = name
        .split(['/', '\\'])
        .filter(|part| !matches!(*part, "" | "." | ".."))
        .map(|part| part.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect())
        .collect();
    (!parts.is_empty()).then(|| parts.join("/"))
}

/// Whether a member is none that its maker knows of.
fn is_hidden(name: &str) -> bool {
    name.split('/').any(|part| part.starts_with('.') || part == "__MACOSX")
}

fn malformed(message: String) -> Refusal {
    Refusal::new(ProblemKind::Malformed, message)
}
