//! Which column or member of a record holds which field of an article.

use super::options::FieldMap;

/// The fields of an article that a record can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Text,
    Id,
    Source,
    Title,
    Date,
    Url,
    Language,
    Event,
}

impl Field {
    pub(super) const ALL: [Field; 8] =
        [Field::Text, Field::Id, Field::Source, Field::Title, Field::Date, Field::Url, Field::Language, Field::Event];

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Field::Text => "text",
            Field::Id => "id",
            Field::Source => "source",
            Field::Title => "title",
            Field::Date => "date",
            Field::Url => "url",
            Field::Language => "language",
            Field::Event => "event",
        }
    }

    /// The names under which exports of news databases, feeds and crawlers hold the field, squeezed (see [`squeezed`]), the
    /// surest first. A name stands for one field only. Summaries and descriptions are no text: they are cut or written by
    /// somebody else, and would make accounts look incomplete.
    pub(super) fn names(self) -> &'static [&'static str] {
        match self {
            Field::Text => &[
                "text",
                "fulltext",
                "body",
                "bodytext",
                "articlebody",
                "articletext",
                "articlecontent",
                "contenttext",
                "content",
                "maintext",
                "maincontent",
                "plaintext",
                "cleantext",
                "cleanedtext",
                "rawtext",
                "textcontent",
                "storytext",
                "newstext",
                "article",
                "story",
                "document",
                "paragraphs",
            ],
            Field::Id => &[
                "id",
                "articleid",
                "docid",
                "documentid",
                "newsid",
                "recordid",
                "textid",
                "itemid",
                "uuid",
                "guid",
                "storyid",
                "storiesid",
                "accessionnumber",
                "identifier",
            ],
            Field::Source => &[
                "source",
                "outlet",
                "outletname",
                "sourcename",
                "publisher",
                "publishername",
                "publication",
                "publicationname",
                "media",
                "medianame",
                "mediaoutlet",
                "mediasource",
                "newspaper",
                "newssource",
                "newsoutlet",
                "sitename",
                "site",
                "website",
                "provider",
                "feed",
                "sourcedomain",
                "sourcecommonname",
                "domain",
                "cleanurl",
            ],
            Field::Title => {
                &["title", "headline", "heading", "head", "hed", "articletitle", "newstitle", "pagetitle", "subject"]
            }
            Field::Date => &[
                // A day alone may stand beside them.
                "datetimepub",
                "datetime",
                "date",
                "published",
                "publishedat",
                "publisheddate",
                "publishedon",
                "publishdate",
                "publishtime",
                "publishedtime",
                "publicationdate",
                "publicationtime",
                "pubdate",
                "datepublished",
                "datepublish",
                "articledate",
                "newsdate",
                "loaddate",
                "releasedate",
                "firstpublished",
                "issued",
                "timestamp",
                "time",
                "day",
                "created",
                "createdat",
                "dccreated",
                "dcdate",
                "seendate",
            ],
            Field::Url => &[
                "url",
                "link",
                "href",
                "articleurl",
                "articlelink",
                "sourceurl",
                "pageurl",
                "weburl",
                "canonicalurl",
                "permalink",
                "documentidentifier",
                "uri",
            ],
            Field::Language => &["language", "lang", "languagecode", "langcode", "locale", "articlelanguage"],
            Field::Event => &["event", "eventid", "eventname", "eventuri", "clusterid", "cluster", "storycluster"],
        }
    }

    fn named(self, map: &FieldMap) -> Option<&str> {
        match self {
            Field::Text => &map.text,
            Field::Id => &map.id,
            Field::Source => &map.source,
            Field::Title => &map.title,
            Field::Date => &map.date,
            Field::Url => &map.url,
            Field::Language => &map.language,
            Field::Event => &map.event,
        }
        .as_deref()
    }
}

/// For each field the positions of the columns that may hold it, the surest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Columns {
    candidates: [Vec<usize>; Field::ALL.len()],
}

impl Columns {
    /// Finds the fields among the `names` of columns. What belongs to no field is ignored.
    pub(super) fn of(names: &[String], map: &FieldMap) -> Columns {
        let mut columns = Columns::default();
        let mut taken = vec![false; names.len()];
        for field in Field::ALL {
            if let Some(position) = field.named(map).and_then(|wanted| position_of(names, wanted)) {
                columns.candidates[field as usize].push(position);
                taken[position] = true;
            }
        }
        let squeezed: Vec<String> = names.iter().map(|name| squeezed(name)).collect();
        for field in Field::ALL.into_iter().filter(|field| field.named(map).is_none()) {
            for wanted in field.names() {
                let found = squeezed.iter().zip(&taken).position(|(name, taken)| name == wanted && !taken);
                columns.candidates[field as usize].extend(found);
            }
        }
        columns.take_uri_as_id(&squeezed, map);
        columns
    }

    /// Where a record has a `url` too, its `uri` is an identifier (so in the exports of Event Registry).
    fn take_uri_as_id(&mut self, squeezed: &[String], map: &FieldMap) {
        let [_, id, _, _, _, url, ..] = &mut self.candidates;
        let last_is_uri = url.last().and_then(|&position| squeezed.get(position)).is_some_and(|name| name == "uri");
        if id.is_empty() && map.id.is_none() && url.len() > 1 && last_is_uri {
            id.extend(url.pop());
        }
    }

    /// Whether any column may hold `field`.
    pub(super) fn has(&self, field: Field) -> bool {
        !self.candidates[field as usize].is_empty()
    }

    /// How many fields were found.
    pub(super) fn known(&self) -> usize {
        self.candidates.iter().filter(|candidates| !candidates.is_empty()).count()
    }

    /// The first value for `field` that is not blank; `cell` gives the value at a position.
    pub(super) fn value(&self, field: Field, cell: impl Fn(usize) -> Option<String>) -> Option<String> {
        self.candidates[field as usize].iter().find_map(|&position| cell(position).filter(|value| !value.trim().is_empty()))
    }
}

/// The fields for which the user named a column, with that name.
pub(super) fn named_fields(map: &FieldMap) -> impl Iterator<Item = (Field, &str)> {
    Field::ALL.into_iter().filter_map(|field| field.named(map).map(|name| (field, name)))
}

fn position_of(names: &[String], wanted: &str) -> Option<usize> {
    let exact = names.iter().position(|name| name.trim() == wanted.trim());
    exact.or_else(|| {
        let wanted = squeezed(wanted);
        names.iter().position(|name| !wanted.is_empty() && squeezed(name) == wanted)
    })
}

/// A column name without regard to case, spaces and punctuation: `Publish_Date`, `publish date` and `publishDate` are one.
pub(super) fn squeezed(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| name.to_string()).collect()
    }

    /// The names of the columns found for each field, as `field=column`.
    fn check(header: &[&str], map: &FieldMap, expected: &[&str]) {
        let header = names(header);
        let columns = Columns::of(&header, map);
        let found: Vec<String> = Field::ALL
            .into_iter()
            .filter(|&field| columns.has(field))
            .map(|field| {
                let all: Vec<_> = columns.candidates[field as usize].iter().map(|&at| header[at].as_str()).collect();
                format!("{}={}", field.as_str(), all.join("+"))
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn common_names_are_recognised_in_any_spelling() {
        let map = FieldMap::default();
        check(
            &["ID", "Media Name", "Head-line", "publish_date", "Link", "Full Text", "lang"],
            &map,
            &[
                "text=Full Text",
                "id=ID",
                "source=Media Name",
                "title=Head-line",
                "date=publish_date",
                "url=Link",
                "language=lang",
            ],
        );
        check(&["articleBody", "datePublished"], &map, &["text=articleBody", "date=datePublished"]);
        check(&["summary", "views"], &map, &[]);
    }

    #[test]
    fn the_surest_name_comes_first() {
        check(&["content", "text"], &FieldMap::default(), &["text=text+content"]);
        let columns = Columns::of(&names(&["content", "text"]), &FieldMap::default());
        let cells = ["from content", "  "];
        assert_eq!(columns.value(Field::Text, |at| Some(cells[at].to_string())).as_deref(), Some("from content"));
    }

    #[test]
    fn a_uri_is_an_id_where_there_is_a_url() {
        check(&["uri", "url", "body"], &FieldMap::default(), &["text=body", "id=uri", "url=url"]);
        check(&["uri", "body"], &FieldMap::default(), &["text=body", "url=uri"]);
        check(&["uri", "url", "guid", "body"], &FieldMap::default(), &["text=body", "id=guid", "url=url+uri"]);
    }

    #[test]
    fn a_named_column_is_the_only_one_for_its_field_and_serves_no_other() {
        let map = FieldMap { text: Some("Title".into()), source: Some("nowhere".into()), ..FieldMap::default() };
        check(&["title", "text", "source"], &map, &["text=title"]);
    }

    #[test]
    fn no_name_stands_for_two_fields() {
        let mut all: Vec<_> = Field::ALL.iter().flat_map(|field| field.names()).collect();
        assert!(all.iter().all(|name| squeezed(name) == ***name));
        let count = all.len();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
