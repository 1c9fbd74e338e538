//! The encoding that a page or an XML document says it is in.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How much of the start is looked at. The standard asks for 1024 bytes; real pages put scripts first.
const LOOKED_AT: usize = 8 << 10;

/// The encoding named by `<?xml encoding="..."?>`, `<meta charset=...>` or `<meta http-equiv=Content-Type content=...>`.
pub(super) fn encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let front = &bytes[..bytes.len().min(LOOKED_AT)];
    // Only ASCII is looked for, hence no matter how the rest is decoded.
    let front: String =
        front.iter().map(|&byte| if byte.is_ascii() { byte.to_ascii_lowercase() as char } else { '?' }).collect();
    let start = front.trim_start_matches('?').trim_start();
    if !start.starts_with('<') {
        return None;
    }
    let xml = start.starts_with("<?xml").then(|| start.split_once("?>").map_or(start, |(declaration, _)| declaration));
    if let Some(found) = xml.and_then(|declaration| label_after(declaration, "encoding")) {
        return Some(found);
    }
    front.split("<meta").skip(1).filter_map(|rest| rest.split('>').next()).find_map(|tag| label_after(tag, "charset"))
}

/// The encoding that a `Content-Type` names.
pub(super) fn of_content_type(value: &str) -> Option<&'static Encoding> {
    label_after(&value.to_ascii_lowercase(), "charset")
}

fn label_after(text: &str, name: &str) -> Option<&'static Encoding> {
    let rest = text.split_once(name)?.1.trim_start().strip_prefix('=')?.trim_start_matches([' ', '"', '\'']);
    let label = rest.split(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).next()?;
    let found = Encoding::for_label_no_replacement(label.as_bytes())?;
    // Who can write this in ASCII is not in UTF-16.
    Some(if found == UTF_16LE || found == UTF_16BE { UTF_8 } else { found })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_declare_their_encoding_in_several_ways() {
        for (start, expected) in [
            ("<html><meta charset=windows-1251>", Some("windows-1251")),
            ("<META HTTP-EQUIV=\"Content-Type\" CONTENT=\"text/html; charset=gb2312\">", Some("GBK")),
            ("<?xml version='1.0' encoding='ISO-8859-1'?><nitf>", Some("windows-1252")),
            ("<html><meta charset=\"utf-16\">", Some("UTF-8")),
            ("<html><meta charset=unheard-of>", None),
            ("The charset=koi8-r of <meta>", None),
        ] {
            assert_eq!(encoding(start.as_bytes()).map(Encoding::name), expected, "{start}");
        }
        assert_eq!(of_content_type("text/html; Charset=\"KOI8-R\"").map(Encoding::name), Some("KOI8-R"));
    }
}
