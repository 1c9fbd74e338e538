//! What a file is that is not read, by its first bytes.

/// First bytes at an offset, and what they tell.
const MAGIC: &[(usize, &[u8], &str)] = &[
    (0, b"%PDF-", "a PDF document"),
    (0, b"{\\rtf", "a rich text (RTF) document"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office document (.doc, .xls, .msg)"),
    (0, b"PAR1", "a Parquet file"),
    (0, b"ARROW1", "an Arrow file"),
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
    (257, b"ustar", "a tar archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (0, b"Rar!\x1a\x07", "a RAR archive"),
    (0, b"BZh", "a bzip2 file"),
    (0, b"\xfd7zXZ\0", "an xz file"),
    (0, b"\x04\x22\x4d\x18", "an LZ4 file"),
    (0, b"\x7fELF", "a program"),
    (0, b"\xff\xfe\0\0", "text in UTF-32"),
    (0, b"\0\0\xfe\xff", "text in UTF-32"),
    (0, b"WARC/1.", "a web archive (WARC)"),
];

/// Names of archive members that tell what a ZIP file is; they stand near its front.
const ZIP_MEMBERS: &[(&[u8], &str)] = &[
    (b"word/", "a Word document (.docx)"),
    (b"xl/", "an Excel workbook (.xlsx)"),
    (b"ppt/", "a PowerPoint presentation (.pptx)"),
    (b"application/epub+zip", "an e-book (EPUB)"),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file"),
];

/// What the bytes are, where they are of a known format that is not text.
pub(super) fn foreign(bytes: &[u8]) -> Option<&'static str> {
    if super::compression::is_packed(bytes) {
        return Some("packed twice");
    }
    if bytes.starts_with(b"PK\x03\x04") {
        const FRONT: usize = 4096;
        let front = &bytes[..bytes.len().min(FRONT)];
        let has = |name: &[u8]| front.windows(name.len()).any(|window| window == name);
        return Some(ZIP_MEMBERS.iter().find(|(name, _)| has(name)).map_or("a ZIP archive", |(_, what)| what));
    }
    let is = |&&(offset, magic, _): &&(usize, &[u8], &str)| bytes.get(offset..).is_some_and(|rest| rest.starts_with(magic));
    MAGIC.iter().find(is).map(|(_, _, what)| *what)
}

/// What a text is, where it is in a markup language that is not read.
pub(super) fn markup(text: &str) -> Option<&'static str> {
    let mut rest = text.trim_start();
    while let Some(comment) = rest.strip_prefix("<!--") {
        rest = comment.split_once("-->").map_or("", |(_, after)| after).trim_start();
    }
    let opens = |tag: &str| rest.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag));
    let front: String = rest.chars().take(1024).collect::<String>().to_ascii_lowercase();
    if opens("<!doctype html") || opens("<html") || opens("<head") || (opens("<?xml") && front.contains("<html")) {
        return Some("an HTML page");
    }
    if opens("<?xml") || opens("<rss") || opens("<feed") {
        return Some("an XML document");
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_show_by_their_first_bytes() {
        assert_eq!(foreign(b"%PDF-1.7\n%..."), Some("a PDF document"));
        assert_eq!(foreign(b"PK\x03\x04....word/document.xml"), Some("a Word document (.docx)"));
        assert_eq!(foreign(b"PK\x03\x04....readme"), Some("a ZIP archive"));
        assert_eq!(foreign(b"RIFF....WEBPVP8 "), Some("a WebP image"));
        assert_eq!(foreign(b"\x1f\x8b\x08"), Some("packed twice"));
        assert_eq!(foreign(b"A plain dispatch about a PDF."), None);
        assert_eq!(foreign(b""), None);
    }

    #[test]
    fn markup_shows_after_white_space_comments_and_in_any_case() {
        assert_eq!(markup("\n <!DOCTYPE HTML PUBLIC"), Some("an HTML page"));
        assert_eq!(markup("<!-- saved from url=(0040) --> <html lang=en>"), Some("an HTML page"));
        assert_eq!(markup("<?xml version=\"1.0\"?><!DOCTYPE html><html>"), Some("an HTML page"));
        assert_eq!(markup("<?xml version=\"1.0\"?><rss>"), Some("an XML document"));
        assert_eq!(markup("<!-- never closed"), None);
        assert_eq!(markup("< 5 per cent of voters, she said."), None);
        assert_eq!(markup("«я»"), None);
    }
}
