//! A claim from one JSON object, as far as possible without a copy.

use super::parts::{Part, Parts};
use crate::ingest::options::FieldMap;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// What the members of the objects of one input hold. Most objects have the same members in the same order.
#[derive(Debug, Default)]
pub(super) struct Members {
    names: Vec<Member>,
}

/// A name, and the part that it holds with its rank.
type Member = (Box<str>, Option<(Part, usize)>);

/// So many names of members are remembered; objects with more are read as surely, but slower.
const MOST_NAMES: usize = 256;

impl Members {
    /// The part that a member holds; `expected` is where it would stand in the order met before.
    fn part(&mut self, name: &str, expected: usize, map: &FieldMap) -> Option<(Part, usize)> {
        if let Some((_, part)) = self.names.get(expected).filter(|(known, _)| **known == *name) {
            return *part;
        }
        if let Some((_, part)) = self.names.iter().find(|(known, _)| **known == *name) {
            return *part;
        }
        let part = Part::of(name, map);
        if self.names.len() < MOST_NAMES {
            self.names.push((name.into(), part));
        }
        part
    }
}

/// Reads an object.
pub(super) fn read<'a>(line: &'a str, members: &mut Members, map: &FieldMap) -> Result<Parts<Cow<'a, str>>, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(line);
    let parts = Object { members, map }.deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(parts)
}

struct Object<'m> {
    members: &'m mut Members,
    map: &'m FieldMap,
}

impl<'de> DeserializeSeed<'de> for Object<'_> {
    type Value = Parts<Cow<'de, str>>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Object<'_> {
    type Value = Parts<Cow<'de, str>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
        let mut parts = Parts::default();
        let mut at = 0;
        while let Some(name) = object.next_key_seed(Text)? {
            let part = self.members.part(name.as_deref().unwrap_or_default(), at, self.map);
            at += 1;
            match part {
                None => {
                    object.next_value::<IgnoredAny>()?;
                }
                Some(part) => {
                    if let Some(value) = object.next_value_seed(Text)? {
                        parts.put(part, value);
                    }
                }
            }
        }
        Ok(parts)
    }
}

/// A value as text: borrowed where it holds no escape, nothing for null, of a list or object the first text in it.
struct Text;

impl<'de> DeserializeSeed<'de> for Text {
    type Value = Option<Cow<'de, str>>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Text {
    type Value = Option<Cow<'de, str>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(text.to_owned())))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(number.to_string())))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(number.to_string())))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(number.to_string())))
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Self::Value, E> {
        Ok(Some(Cow::Borrowed(if truth { "true" } else { "false" })))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut first = None;
        while let Some(value) = list.next_element_seed(Text)? {
            first = first.or(value);
        }
        Ok(first)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
        let mut first = None;
        while object.next_key::<IgnoredAny>()?.is_some() {
            let value = object.next_value_seed(Text)?;
            first = first.or(value);
        }
        Ok(first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(line: &str) -> Option<String> {
        read(line, &mut Members::default(), &FieldMap::default()).unwrap().get(Part::Text).map(str::to_owned)
    }

    #[test]
    fn members_are_found_in_any_order_and_form() {
        let mut members = Members::default();
        let map = FieldMap::default();
        for line in [
            r#"{"id": 7, "source": {"name": "Courier"}, "text": "It \"sank\"."}"#,
            r#"{"text": "It \"sank\".", "views": [1, {"text": 2}], "source": ["Courier", "Mail"], "id": "7", "date": null}"#,
        ] {
            let parts = read(line, &mut members, &map).unwrap();
            let found = [Part::Id, Part::Source, Part::Text, Part::Date].map(|part| parts.get(part));
            assert_eq!(found, [Some("7"), Some("Courier"), Some("It \"sank\"."), None]);
        }
    }

    #[test]
    fn what_needs_no_copy_is_borrowed() {
        let line = r#"{"text": "It sank."}"#;
        let value = Text.deserialize(&mut serde_json::Deserializer::from_str(&line[9..19])).unwrap();
        assert!(matches!(value, Some(Cow::Borrowed("It sank."))));
        assert_eq!(text(line).as_deref(), Some("It sank."));
    }

    #[test]
    fn what_is_no_object_is_refused() {
        for line in ["", "[]", "3", "{\"text\": \"a\"", "{\"text\": \"a\"} x", "null"] {
            assert!(read(line, &mut Members::default(), &FieldMap::default()).is_err(), "{line}");
        }
        assert_eq!(text("{}"), None);
    }
}
