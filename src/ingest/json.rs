//! Articles from JSON: one object in each line, or one value that holds them all.

use super::format::Shape;
use super::gathered::{Gathered, Records};
use super::options::FieldMap;
use super::{feed, gdelt, ninjs};
use crate::error::ProblemKind;
use serde::de::IgnoredAny;
use serde_json::{Map, Value};

/// What a file's name says about the JSON in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// `.jsonl` or one of its other names.
    Lines,
    /// `.json`.
    Document,
}

/// How many lines are looked at to tell whether each is an object.
const LINES_LOOKED_AT: usize = 10;

/// Where an object holds a value that we need as text: `{"name": "The Courier"}`, `{"rendered": "..."}`, `{"$date": ...}`.
const VALUE_MEMBERS: [&str; 12] =
    ["name", "title", "text", "value", "content", "rendered", "#text", "@value", "$oid", "$date", "uri", "id"];

/// Whether a text is JSON, and of which sort. A name that says so is believed.
pub(super) fn shape(text: &str, named: Option<Named>) -> Option<Shape> {
    let start = text.trim_start();
    if !start.starts_with(['{', '[']) {
        return named.map(|named| if named == Named::Lines { Shape::JsonLines } else { Shape::JsonDocument });
    }
    let mut lines = start.lines().map(str::trim).filter(|line| !line.is_empty());
    let first_is_object = start.starts_with('{') && lines.next().is_some_and(is_object);
    let has_second = if start.starts_with('{') { lines.next().is_some() } else { true };
    if first_is_object && has_second {
        return Some(Shape::JsonLines);
    }
    if first_is_object || serde_json::from_str::<IgnoredAny>(start).is_ok() {
        return Some(Shape::JsonDocument);
    }
    let looked_at: Vec<&str> = start.lines().filter(|line| !line.trim().is_empty()).take(LINES_LOOKED_AT).collect();
    let objects = looked_at.iter().filter(|line| is_object(line.trim())).count();
    if named == Some(Named::Lines) || objects * 2 >= looked_at.len().max(1) {
        return Some(Shape::JsonLines);
    }
    (named.is_some() || opens_like_json(start)).then_some(Shape::JsonDocument)
}

fn is_object(line: &str) -> bool {
    line.starts_with('{') && serde_json::from_str::<IgnoredAny>(line).is_ok()
}

/// `{"` or `[{`, which no prose opens with, whatever follows.
fn opens_like_json(start: &str) -> bool {
    let second = start.chars().skip(1).find(|c| !c.is_whitespace());
    matches!((start.chars().next(), second), (Some('{'), Some('"')) | (Some('['), Some('{')))
}

/// Reads one object from each line.
pub(super) fn read_lines(text: &str, map: &FieldMap, gathered: &mut Gathered) {
    let mut records = Records::new(gathered, map);
    for (line, number) in text.split('\n').zip(1..).filter(|(line, _)| !line.trim().is_empty()) {
        match serde_json::from_str::<Value>(line.trim()) {
            Ok(value) => add(&mut records, number, value, map),
            Err(error) => {
                let message = format!("not a JSON object: {}; the record was passed over", reason(&error));
                records.reject(number, ProblemKind::Malformed, message);
            }
        }
    }
    records.finish();
}

/// Reads the records of one value: an array, an object that holds one, or a single record. They are counted from 1.
pub(super) fn read_document(text: String, map: &FieldMap, gathered: &mut Gathered) {
    let value = match serde_json::from_str::<Value>(&text) {
        Ok(value) => value,
        Err(error) => {
            let message = format!("not valid JSON: {}; the file was passed over", reason(&error));
            return gathered.reject(Some(error.line() as u64), ProblemKind::Malformed, message);
        }
    };
    drop(text);
    if let Value::Object(object) = &value
        && map.text.is_none()
        && feed::is_json_feed(object)
    {
        let items = object.get("items").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        for (item, number) in items.iter().filter_map(Value::as_object).zip(1..) {
            feed::json_item(item, object, number, gathered);
        }
        return;
    }
    let is_single = value.is_object();
    let mut records = Records::new(gathered, map);
    for (value, number) in values(value, map).into_iter().zip(1..) {
        if is_single && is_preset(&value, map) {
            records.item(&value, None);
            continue;
        }
        add(&mut records, number, value, map);
    }
    records.finish();
}

/// Whether an object is an item of an agency or of GDELT; not where the user says which member is the text.
fn is_preset(value: &Value, map: &FieldMap) -> bool {
    map.text.is_none() && value.as_object().is_some_and(|object| ninjs::is_item(object) || gdelt::is_gqg(object))
}

/// The records in a value. An object without a text of its own is searched for the longest list of objects, two levels deep:
/// services wrap their answers (`{"status": "ok", "articles": [...]}`).
fn values(value: Value, map: &FieldMap) -> Vec<Value> {
    match value {
        Value::Array(values) => values,
        Value::Object(mut object) => {
            let names: Vec<String> = object.keys().cloned().collect();
            if map.text.is_none() && (ninjs::is_item(&object) || gdelt::is_gqg(&object)) {
                return vec![Value::Object(object)];
            }
            if super::fields::Columns::of(&names, map).has(super::fields::Field::Text) {
                return vec![Value::Object(object)];
            }
            let inner = object.values_mut().flat_map(|value| match value {
                Value::Object(inner) => inner.values_mut().filter(|value| is_list(value)).collect(),
                value if is_list(value) => vec![value],
                _ => Vec::new(),
            });
            let longest = inner.max_by_key(|value| value.as_array().map_or(0, Vec::len)).map(Value::take);
            match longest {
                Some(Value::Array(values)) => values,
                _ => vec![Value::Object(object)],
            }
        }
        other => vec![other],
    }
}

fn is_list(value: &Value) -> bool {
    value.as_array().is_some_and(|values| !values.is_empty() && values.iter().all(Value::is_object))
}

fn add(records: &mut Records, number: u64, value: Value, map: &FieldMap) {
    if is_preset(&value, map) {
        return records.item(&value, Some(number));
    }
    let Value::Object(object) = value else {
        let message = format!("{}, not a JSON object; the record was passed over", sort(&value));
        return records.reject(number, ProblemKind::Malformed, message);
    };
    let inner = inner_members(&object, map);
    let members: Vec<(&str, &Value)> = object.iter().map(|(name, value)| (name.as_str(), value)).chain(inner).collect();
    records.set_columns(members.iter().map(|(name, _)| name.to_string()).collect());
    records.add(number, |position| members.get(position).and_then(|(_, value)| as_text(value)));
}

/// The members that the user named by a path such as `source.name`.
fn inner_members<'a>(object: &'a Map<String, Value>, map: &'a FieldMap) -> Vec<(&'a str, &'a Value)> {
    let paths = super::fields::named_fields(map).map(|(_, name)| name).filter(|name| !object.contains_key(*name));
    paths
        .filter_map(|path| {
            let (first, rest) = path.split_once('.')?;
            let value = rest.split('.').try_fold(object.get(first)?, |value, name| value.get(name))?;
            Some((path, value))
        })
        .collect()
}

/// A value as text: lists are paragraphs, objects are searched for the member that holds their value.
fn as_text(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
        Value::Array(values) => {
            let parts: Vec<String> = values.iter().filter_map(as_text).collect();
            (!parts.is_empty()).then(|| parts.join("\n\n"))
        }
        Value::Object(object) => VALUE_MEMBERS.iter().find_map(|name| object.get(*name).and_then(as_text)),
    }
}

fn sort(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

/// What the parser says, with the column, without the line: that is told apart, and not always its line.
pub(super) fn reason(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let what = said.rsplit_once(" at line ").map_or(said.as_str(), |(what, _)| what);
    format!("{what} at column {}", error.column())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Problem;
    use crate::model::RawArticle;

    fn lines_or_document(text: &str, map: &FieldMap) -> Gathered {
        let mut gathered = Gathered::default();
        match shape(text, None) {
            Some(Shape::JsonDocument) => read_document(text.to_string(), map, &mut gathered),
            _ => read_lines(text, map, &mut gathered),
        }
        gathered
    }

    /// Articles as `line id source date text`, problems as `line! message`.
    fn check_mapped(text: &str, map: &FieldMap, expected: &[&str]) {
        let gathered = lines_or_document(text, map);
        let article = |article: &RawArticle| {
            let field = |value: &Option<String>| value.clone().unwrap_or("-".to_string());
            let (source, date) = (field(&article.fields.source), field(&article.fields.date));
            format!("{} {} {source} {date} {}", article.line.unwrap_or(0), article.id, article.text)
        };
        let problem = |problem: &Problem| format!("{}! {}", problem.line.unwrap_or(0), problem.message);
        let found: Vec<String> = gathered.articles.iter().map(article).chain(gathered.problems.iter().map(problem)).collect();
        assert_eq!(found.len(), expected.len(), "{found:#?}");
        for (found, expected) in found.iter().zip(expected) {
            assert!(found.starts_with(expected), "{found:?} should start with {expected:?}");
        }
    }

    fn check(text: &str, expected: &[&str]) {
        check_mapped(text, &FieldMap::default(), expected);
    }

    #[test]
    fn a_broken_line_costs_itself_only() {
        check(
            "{\"id\": 1, \"text\": \"One\"}\n\n{\"id\": 2, \"text\": \"Two\n[3]\n{\"id\": 4, \"text\": \"Four\"}\r\n",
            &["1 1 - - One", "5 4 - - Four", "3! not a JSON object: ", "4! an array, not a JSON object"],
        );
    }

    #[test]
    fn values_of_all_sorts_become_text() {
        check(
            "{\"source\": {\"id\": null, \"name\": \"Courier\"}, \"date\": 1700000000, \"text\": \"One\"}\n",
            &["1 #1 Courier 1700000000 One"],
        );
        check(
            "{\"id\": null, \"source\": true, \"date\": {\"$date\": \"2024-05-01\"}, \"text\": [\"One\", \"Two\"]}",
            &["1 #1 true 2024-05-01 One\n\nTwo"],
        );
        check("{\"title\": {\"rendered\": \"T\"}, \"content\": {\"rendered\": \"One\"}}", &["1 #1 - - One"]);
    }

    #[test]
    fn records_may_have_different_members() {
        check(
            "{\"text\": \"One\"}\n{\"body\": \"Two\"}\n{\"title\": \"none\"}\n{\"text\": \" \"}\n{\"text\": null}\n",
            &["1 #1 - - One", "2 #2 - - Two", "4! the text is empty", "5! the text is empty", "3! no member holds the text"],
        );
        check(
            "{\"alpha\": \"One\"}\n{\"beta\": \"Two\"}\n",
            &["0! no column that holds the text; the file was passed over. Columns here: alpha, beta."],
        );
        check("{}\n{}\n", &["0! its records have no members at all"]);
    }

    #[test]
    fn named_members_are_the_only_ones_and_may_lie_deeper() {
        let map = FieldMap { text: Some("article.body".into()), source: Some("Brand".into()), ..FieldMap::default() };
        check_mapped("{\"text\": \"No\", \"brand\": \"B\", \"article\": {\"body\": \"Yes\"}}\n", &map, &["1 #1 B - Yes"]);
        check_mapped(
            "{\"text\": \"No\", \"article\": {\"body\": \"Yes\"}}\n",
            &map,
            &["1 #1 - - Yes", "0! no column \"Brand\", named for the source"],
        );
        check_mapped(
            "{\"text\": \"No\"}\n",
            &map,
            &["0! no column \"Brand\"", "0! no column \"article.body\", named for the text"],
        );
    }

    #[test]
    fn one_value_may_hold_all_records() {
        check(
            "[{\"id\": \"a\", \"text\": \"One\"},\n {\"id\": \"b\", \"text\": \"Two\"}, 3]",
            &["1 a - - One", "2 b - - Two", "3! a number"],
        );
        check("{\"status\": \"ok\", \"articles\": [{\"text\": \"One\"}], \"facets\": []}", &["1 #1 - - One"]);
        check("{\"response\": {\"docs\": [{\"text\": \"One\"}, {\"text\": \"Two\"}]}}", &["1 #1 - - One", "2 #2 - - Two"]);
        check("{\n \"id\": \"a\",\n \"text\": \"One\"\n}\n", &["1 a - - One"]);
        check("[{\"text\": \"One\"},\n {\"text\": ]", &["2! not valid JSON: expected value at column 11"]);
    }

    #[test]
    fn nesting_without_end_is_refused() {
        let nested = "[".repeat(200_000) + &"]".repeat(200_000);
        check(&nested, &["1! not valid JSON: recursion limit exceeded"]);
        check(
            &format!("{{\"text\": {nested}}}\n{{\"text\": \"One\"}}\n"),
            &["2 #2 - - One", "1! not a JSON object: recursion limit"],
        );
    }
}
