//! Which column or member holds which part of a claim.

use crate::ingest::fields::{Field, squeezed};
use crate::ingest::options::FieldMap;

/// The parts of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ingest) enum Part {
    Id,
    Source,
    Text,
    Speaker,
    Date,
    Event,
}

impl Part {
    pub(super) const ALL: [Part; 6] = [Part::Id, Part::Source, Part::Text, Part::Speaker, Part::Date, Part::Event];

    /// Names that claims have beside those of articles, squeezed, the surest first.
    fn own_names(self) -> &'static [&'static str] {
        match self {
            Part::Id => &["id", "claimid", "quoteid", "quotationid", "statementid", "sentenceid"],
            Part::Source => &["source", "outlet"],
            Part::Text => {
                &["text", "claim", "claimtext", "quotation", "quote", "quotetext", "statement", "sentence", "utterance"]
            }
            Part::Speaker => &["speaker", "speakername", "saidby", "quotedby", "attributedto", "quotee", "claimant"],
            Part::Date => &["date"],
            Part::Event => &["event"],
        }
    }

    fn field(self) -> Option<Field> {
        match self {
            Part::Id => Some(Field::Id),
            Part::Source => Some(Field::Source),
            Part::Text => Some(Field::Text),
            Part::Speaker => None,
            Part::Date => Some(Field::Date),
            Part::Event => Some(Field::Event),
        }
    }

    /// The part that a column or member of this name holds, and how sure that is: 0 is the surest.
    pub(super) fn of(name: &str, map: &FieldMap) -> Option<(Part, usize)> {
        let name = squeezed(name);
        let named = |part: &Part| part.named(map).map(squeezed);
        if let Some(part) = Part::ALL.into_iter().find(|part| named(part).as_ref() == Some(&name)) {
            return Some((part, 0));
        }
        Part::ALL.into_iter().filter(|part| named(part).is_none()).find_map(|part| {
            let shared = part.field().map_or(&[][..], Field::names);
            part.own_names().iter().chain(shared).position(|known| *known == name).map(|rank| (part, rank))
        })
    }

    fn named(self, map: &FieldMap) -> Option<&str> {
        match self {
            Part::Id => &map.id,
            Part::Source => &map.source,
            Part::Text => &map.text,
            Part::Speaker => &map.speaker,
            Part::Date => &map.date,
            Part::Event => &map.event,
        }
        .as_deref()
    }
}

/// What a record has, part by part; of several columns for one part the surest that is not blank.
#[derive(Debug)]
pub(super) struct Parts<T>([Option<(usize, T)>; Part::ALL.len()]);

impl<T> Default for Parts<T> {
    fn default() -> Self {
        Parts([const { None }; Part::ALL.len()])
    }
}

impl<T: AsRef<str>> Parts<T> {
    /// Takes a value that was found with some rank.
    pub(super) fn put(&mut self, (part, rank): (Part, usize), value: T) {
        let place = &mut self.0[part as usize];
        if !value.as_ref().trim().is_empty() && place.as_ref().is_none_or(|(held, _)| rank < *held) {
            *place = Some((rank, value));
        }
    }

    /// The value of a part, without white space at its ends.
    pub(super) fn get(&self, part: Part) -> Option<&str> {
        self.0[part as usize].as_ref().map(|(_, value)| value.as_ref().trim())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_names_are_known_and_a_named_column_is_the_only_one() {
        let map = FieldMap::default();
        let of = |name| Part::of(name, &map).map(|(part, _)| part);
        assert_eq!(
            ["ID", "quoteID", "Media Name", "quotation", "Said by"].map(of),
            [Some(Part::Id), Some(Part::Id), Some(Part::Source), Some(Part::Text), Some(Part::Speaker)]
        );
        assert_eq!(of("colour"), None);
        let map = FieldMap { text: Some("words".into()), ..FieldMap::default() };
        assert_eq!((Part::of("Words", &map), Part::of("text", &map)), (Some((Part::Text, 0)), None));
    }

    #[test]
    fn the_surest_value_that_is_not_blank_counts() {
        let mut parts = Parts::default();
        for (rank, value) in [(3, "third"), (0, "  "), (1, " first "), (2, "second")] {
            parts.put((Part::Text, rank), value);
        }
        assert_eq!((parts.get(Part::Text), parts.get(Part::Id)), (Some("first"), None));
    }
}
