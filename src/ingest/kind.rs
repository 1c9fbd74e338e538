//! What a file is, by its first bytes.

/// What is read, though it is no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Container {
    Zip,
    Tar,
    Warc,
    /// gzip or Zstandard.
    Packed,
}

/// How many bytes of a file tell what it is.
pub(super) const HEAD: usize = 512;

/// Whether a file holds others, by its first bytes.
pub(super) fn container(head: &[u8]) -> Option<Container> {
    let is = |offset: usize, magic: &[u8]| head.get(offset..).is_some_and(|rest| rest.starts_with(magic));
    if super::compression::is_packed(head) {
        return Some(Container::Packed);
    }
    if is(0, b"PK\x03\x04") || is(0, b"PK\x05\x06") {
        return Some(Container::Zip);
    }
    if is(257, b"ustar") {
        return Some(Container::Tar);
    }
    is(0, b"WARC/").then_some(Container::Warc)
}

/// First bytes of what is not read at an offset, and what they tell.
const MAGIC: &[(usize, &[u8], &str)] = &[
    (0, b"%PDF-", "a PDF document"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office document (.doc, .xls, .msg)"),
    (0, b"FEA1", "a Feather file"),
    (0, b"Obj\x01", "an Avro file"),
    (0, b"SQLite format 3\0", "an SQLite database"),
    (0, b"\x89HDF\r\n\x1a\n", "an HDF5 file"),
    (0, b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (0, b"\xff\xd8\xff", "a JPEG image"),
    (0, b"GIF87a", "a GIF image"),
    (0, b"GIF89a", "a GIF image"),
    (8, b"WEBP", "a WebP image"),
    (0, b"II*\0", "a TIFF image"),
    (0, b"MM\0*", "a TIFF image"),
    (8, b"WAVE", "a WAV recording"),
    (0, b"ID3", "an MP3 recording"),
    (0, b"OggS", "an Ogg recording"),
    (0, b"fLaC", "a FLAC recording"),
    (4, b"ftyp", "an MP4 video or recording"),
    (0, b"\x1aE\xdf\xa3", "a Matroska or WebM video"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (0, b"Rar!\x1a\x07", "a RAR archive"),
    (0, b"BZh", "a bzip2 file"),
    (0, b"\xfd7zXZ\0", "an xz file"),
    (0, b"\x04\x22\x4d\x18", "an LZ4 file"),
    (0, b"\x7fELF", "a program"),
    (0, b"\xff\xfe\0\0", "text in UTF-32"),
    (0, b"\0\0\xfe\xff", "text in UTF-32"),
];

/// What the bytes are, where they are of a known format that is not text.
pub(super) fn foreign(bytes: &[u8]) -> Option<&'static str> {
    let is = |&&(offset, magic, _): &&(usize, &[u8], &str)| bytes.get(offset..).is_some_and(|rest| rest.starts_with(magic));
    MAGIC.iter().find(is).map(|(_, _, what)| *what)
}

/// The sorts of markup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Markup {
    Html,
    Xml,
}

/// Tags with which a page, or a saved part of one, begins.
const HTML_TAGS: [&str; 18] = [
    "html", "head", "body", "meta", "title", "link", "base", "style", "script", "div", "article", "main", "section", "header",
    "p", "h1", "table", "span",
];

/// Whether a text is in markup, and of which sort.
pub(super) fn markup(text: &str) -> Option<Markup> {
    let mut rest = text.trim_start();
    while let Some(comment) = rest.strip_prefix("<!--") {
        rest = comment.split_once("-->").map_or("", |(_, after)| after).trim_start();
    }
    let opens = |tag: &str| rest.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag));
    if opens("<!doctype html") {
        return Some(Markup::Html);
    }
    if opens("<?xml") || opens("<!doctype") {
        return Some(if root(rest).eq_ignore_ascii_case("html") { Markup::Html } else { Markup::Xml });
    }
    let name = rest.strip_prefix('<')?;
    let end = name.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c)))?;
    let (name, after) = name.split_at(end);
    if name.is_empty() || !name.starts_with(|c: char| c.is_ascii_alphabetic()) || !after.contains('>') {
        return None;
    }
    let is_html = HTML_TAGS.contains(&name.to_ascii_lowercase().as_str());
    let is_tag = after.starts_with(['>', '/']) || (after.starts_with(char::is_whitespace) && after.contains('='));
    if is_html { Some(Markup::Html) } else { is_tag.then_some(Markup::Xml).filter(|_| rest.contains("</")) }
}

/// The name of the first element after declarations and comments.
fn root(text: &str) -> &str {
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        rest = &rest[start..];
        let end = if rest.starts_with("<!--") {
            rest.find("-->")
        } else if rest.starts_with("<?") || rest.starts_with("<!") {
            rest.find('>')
        } else {
            let name = rest[1..].split(|c: char| c.is_whitespace() || "/>".contains(c)).next().unwrap_or_default();
            return name.rsplit(':').next().unwrap_or_default();
        };
        let Some(end) = end else { return "" };
        rest = &rest[end..];
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_show_by_their_first_bytes() {
        assert_eq!(foreign(b"%PDF-1.7\n%..."), Some("a PDF document"));
        assert_eq!(container(b"PK\x03\x04....readme"), Some(Container::Zip));
        assert_eq!(container(b"WARC/1.0\r\n"), Some(Container::Warc));
        assert_eq!(foreign(b"RIFF....WEBPVP8 "), Some("a WebP image"));
        assert_eq!(container(b"\x1f\x8b\x08"), Some(Container::Packed));
        assert_eq!(container(b"A plain dispatch"), None);
        assert_eq!(foreign(b"A plain dispatch about a PDF."), None);
        assert_eq!(foreign(b""), None);
    }

    #[test]
    fn markup_shows_after_white_space_comments_and_in_any_case() {
        assert_eq!(markup("\n <!DOCTYPE HTML PUBLIC"), Some(Markup::Html));
        assert_eq!(markup("<!-- saved from url=(0040) --> <html lang=en>"), Some(Markup::Html));
        assert_eq!(markup("<?xml version=\"1.0\"?><!DOCTYPE html><html>"), Some(Markup::Html));
        assert_eq!(markup("<?xml version=\"1.0\"?><rss>"), Some(Markup::Xml));
        assert_eq!(markup("<?xml version=\"1.0\"?><!-- <b> --><newsItem><html>"), Some(Markup::Xml));
        assert_eq!(markup("<!-- never closed"), None);
        assert_eq!(markup("< 5 per cent of voters, she said."), None);
        assert_eq!(markup("<div class=story><p>A saved part.</p></div>"), Some(Markup::Html));
        assert_eq!(markup("<newsItem guid=\"a\"></newsItem>"), Some(Markup::Xml));
        assert_eq!(markup("<laughter> and applause followed."), None);
        assert_eq!(markup("«я»"), None);
    }
}
