//! What one file gave: articles, problems, and a count of what was rejected.

use super::discover::Source;
use super::fields::{Columns, Field, named_fields};
use super::options::FieldMap;
use super::page;
use super::versions::Edition;
use super::{gdelt, ninjs};
use crate::error::{Problem, ProblemKind};
use crate::model::{Fields, RawArticle};

/// How many column names a message lists at most.
const LISTED_COLUMNS: usize = 24;

/// Why a file cannot be read as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) kind: ProblemKind,
    pub(super) message: String,
    /// Its line, where it has one.
    pub(super) line: Option<u64>,
}

impl Refusal {
    pub(super) fn new(kind: ProblemKind, message: impl Into<String>) -> Refusal {
        Refusal { kind, message: message.into(), line: None }
    }

    /// The same, with its line.
    pub(super) fn at(self, line: u64) -> Refusal {
        Refusal { line: Some(line), ..self }
    }
}

/// One article as a file holds it.
#[derive(Debug, Clone, Default)]
pub(super) struct Entry {
    /// The line or record, from 1, where the file holds several.
    pub(super) line: Option<u64>,
    /// Its own id, where it has one.
    pub(super) id: Option<String>,
    pub(super) text: String,
    pub(super) fields: Fields,
    pub(super) edition: Edition,
}

/// What one file gave.
#[derive(Debug, Clone, Default)]
pub(super) struct Gathered {
    path: String,
    file_id: String,
    encoding: &'static str,
    pub(super) articles: Vec<RawArticle>,
    /// Which version each article is.
    pub(super) editions: Vec<Edition>,
    pub(super) problems: Vec<Problem>,
    /// Whether the file could be opened.
    pub(super) opened: bool,
    /// The file itself or its records that gave no article.
    pub(super) rejected: u64,
    /// Hidden members of archives.
    pub(super) hidden: u64,
}

impl Gathered {
    pub(super) fn new(source: &Source) -> Gathered {
        Gathered { path: source.shown.clone(), file_id: source.id.clone(), ..Gathered::default() }
    }

    pub(super) fn set_encoding(&mut self, name: &'static str) {
        self.encoding = name;
    }

    /// Notes a problem that costs no article.
    pub(super) fn note(&mut self, line: Option<u64>, kind: ProblemKind, message: impl Into<String>) {
        self.problems.push(Problem { path: self.path.clone(), line, kind, message: message.into() });
    }

    /// Notes that the file, or the record in `line`, gives no article.
    pub(super) fn reject(&mut self, line: Option<u64>, kind: ProblemKind, message: impl Into<String>) {
        self.note(line, kind, message);
        self.rejected += 1;
    }

    /// Notes why the file gives no article.
    pub(super) fn refuse(&mut self, refusal: Refusal) {
        self.reject(refusal.line, refusal.kind, refusal.message);
    }

    /// Takes an article.
    pub(super) fn take(&mut self, entry: Entry) {
        let Entry { line, id, text, fields, edition } = entry;
        self.articles.push(RawArticle {
            id: id.unwrap_or_else(|| line.map_or_else(|| self.file_id.clone(), |line| format!("{}#{line}", self.file_id))),
            path: self.path.clone(),
            line,
            text,
            encoding: self.encoding.to_string(),
            fields,
        });
        self.editions.push(edition);
    }

    /// A place for what a member of this archive gives.
    pub(super) fn member(&self, name: &str) -> Gathered {
        let (path, file_id) = (format!("{}/{name}", self.path), format!("{}/{name}", self.file_id));
        Gathered { path, file_id, ..Gathered::default() }
    }

    /// A place for the only part of this file.
    #[cfg(feature = "workbooks")]
    pub(super) fn only_part(&self) -> Gathered {
        Gathered { path: self.path.clone(), file_id: self.file_id.clone(), encoding: self.encoding, ..Gathered::default() }
    }

    /// Takes over what a member gave.
    pub(super) fn absorb(&mut self, member: Gathered) {
        self.articles.extend(member.articles);
        self.editions.extend(member.editions);
        self.problems.extend(member.problems);
        self.rejected += member.rejected;
        self.hidden += member.hidden;
    }

    /// The name of the file, as the user would give it.
    pub(super) fn path(&self) -> &str {
        &self.path
    }
}

/// Takes the records of one file, and tells at the end which columns were missed.
pub(super) struct Records<'a> {
    gathered: &'a mut Gathered,
    map: &'a FieldMap,
    columns: Columns,
    names: Vec<String>,
    /// All names met so far, in order, at most one more than [`LISTED_COLUMNS`].
    met: Vec<String>,
    /// Which fields any record has had.
    seen: [bool; Field::ALL.len()],
    /// Lines of the records that have no column for the text.
    textless: Vec<u64>,
}

impl<'a> Records<'a> {
    pub(super) fn new(gathered: &'a mut Gathered, map: &'a FieldMap) -> Records<'a> {
        Records {
            gathered,
            map,
            columns: Columns::default(),
            names: Vec::new(),
            met: Vec::new(),
            seen: [false; Field::ALL.len()],
            textless: Vec::new(),
        }
    }

    /// Sets the names of the columns of the records to come.
    pub(super) fn set_columns(&mut self, names: Vec<String>) {
        if names == self.names {
            return;
        }
        self.columns = Columns::of(&names, self.map);
        for field in Field::ALL {
            self.seen[field as usize] |= self.columns.has(field);
        }
        for name in &names {
            if self.met.len() <= LISTED_COLUMNS && !self.met.contains(name) {
                self.met.push(name.clone());
            }
        }
        self.names = names;
    }

    /// Whether a column that holds the text is among those set last.
    pub(super) fn has_text(&self) -> bool {
        self.columns.has(Field::Text)
    }

    /// How many columns were set last.
    pub(super) fn width(&self) -> usize {
        self.names.len()
    }

    /// Takes the record in `line`; `cell` gives the value of a column.
    pub(super) fn add(&mut self, line: u64, cell: impl Fn(usize) -> Option<String>) {
        if !self.has_text() {
            self.textless.push(line);
            return;
        }
        let Some(text) = self.columns.value(Field::Text, &cell) else {
            self.reject(line, ProblemKind::Empty, "the text is empty; the record was passed over");
            return;
        };
        let value = |field| self.columns.value(field, &cell).map(|value| value.trim().to_string());
        let fields = Fields {
            author: None,
            credit: None,
            located: None,
            source: value(Field::Source),
            title: value(Field::Title),
            date: value(Field::Date),
            url: value(Field::Url),
            language: value(Field::Language),
            event: value(Field::Event),
        };
        let id = value(Field::Id);
        let text = self.whole(line, text);
        let text = if page::is_markup(&text) { page::fragment_text(&text) } else { Ok(text) };
        let text = match text {
            Ok(text) => text,
            Err(refusal) => return self.reject(line, refusal.kind, refusal.message),
        };
        let edition = Edition { record_id: id.clone(), ..Edition::default() };
        self.gathered.take(Entry { line: Some(line), id, text, fields, edition });
    }

    /// A text without the mark of a service that sends the first characters only, which is told.
    fn whole(&mut self, line: u64, text: String) -> String {
        let Some((shown, left_out)) = cut_mark(&text) else { return text };
        let message =
            format!("the service cut the text off {left_out} characters before its end; only what it sent can be compared");
        self.gathered.note(Some(line), ProblemKind::Limit, message);
        shown.trim_end_matches(['…', '.', ' ']).to_string()
    }

    pub(super) fn reject(&mut self, line: u64, kind: ProblemKind, message: impl Into<String>) {
        self.gathered.reject(Some(line), kind, message);
    }

    /// Takes an item of an agency or of GDELT, which have names of their own.
    pub(super) fn item(&mut self, item: &serde_json::Value, line: Option<u64>) {
        match item.as_object() {
            Some(item) if gdelt::is_gqg(item) => gdelt::gqg(item, line, self.gathered),
            Some(item) => ninjs::read(item, line, self.gathered),
            None => {}
        }
    }

    /// Tells of the columns that were missed.
    pub(super) fn finish(self) {
        let Records { gathered, map, met, seen, textless, .. } = self;
        let columns = listed(&met);
        for (field, name) in named_fields(map).filter(|&(field, _)| field != Field::Text && !seen[field as usize]) {
            let field = field.as_str();
            let message =
                format!("no column {name:?}, named for the {field}; its articles have no {field}. Columns here: {columns}");
            gathered.note(None, ProblemKind::Field, message);
        }
        if seen[Field::Text as usize] {
            for line in textless {
                gathered.reject(Some(line), ProblemKind::Field, "no member holds the text; the record was passed over");
            }
        } else if !met.is_empty() {
            let wanted = match &map.text {
                Some(name) => format!("no column {name:?}, named for the text"),
                None => "no column that holds the text".to_string(),
            };
            let message = format!(
                "{wanted}; the file was passed over. Columns here: {columns}. Say which one it is: --field text=NAME, or text under [ingest.fields]"
            );
            gathered.reject(None, ProblemKind::Field, message);
        } else if !textless.is_empty() {
            gathered.reject(None, ProblemKind::Field, "its records have no members at all; the file was passed over");
        }
    }
}

/// The text before a final `[+1234 chars]`, as NewsAPI cuts it, and that number.
fn cut_mark(text: &str) -> Option<(&str, u64)> {
    let (shown, mark) = text.trim_end().strip_suffix("chars]")?.rsplit_once("[+")?;
    mark.trim().parse().ok().map(|left_out| (shown, left_out))
}

fn listed(names: &[String]) -> String {
    let shown: Vec<String> = names.iter().take(LISTED_COLUMNS).map(|name| shortened(name)).collect();
    let more = if names.len() > LISTED_COLUMNS { ", ..." } else { "" };
    if shown.is_empty() { "none".to_string() } else { shown.join(", ") + more }
}

/// A column name as a message shows it: one line, not too long, so that a table without a header does not flood it.
fn shortened(name: &str) -> String {
    const LONGEST: usize = 40;
    let clean: String = name.chars().take(LONGEST).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if name.chars().nth(LONGEST).is_some() { format!("{clean}...") } else { clean }
}
