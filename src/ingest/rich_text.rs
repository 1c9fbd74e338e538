//! The text of RTF documents.
//!
//! Text files with control words in backslashes. Only what bears on the text is followed: groups, paragraphs, characters in their
//! code pages. The one library for it costs more to build than all other readers together.

use encoding_rs::{Encoding, WINDOWS_1252};

/// Groups that hold no text of the document.
const DESTINATIONS: [&str; 30] = [
    "annotation",
    "author",
    "bkmkend",
    "bkmkstart",
    "colortbl",
    "comment",
    "datafield",
    "fldinst",
    "fonttbl",
    "footer",
    "footerf",
    "footerl",
    "footerr",
    "footnote",
    "generator",
    "header",
    "headerf",
    "headerl",
    "headerr",
    "info",
    "listoverridetable",
    "listtable",
    "nonshppict",
    "object",
    "pict",
    "rsidtbl",
    "shpinst",
    "stylesheet",
    "themedata",
    "xmlnstbl",
];

/// How many groups may lie in each other; what is deeper is passed over.
const DEEPEST: usize = 10_000;

/// Whether bytes are an RTF document.
pub(super) fn is_rich_text(bytes: &[u8]) -> bool {
    bytes.trim_ascii_start().starts_with(b"{\\rtf")
}

/// The text of a document, and whether it ends as it should.
pub(super) fn text(bytes: &[u8]) -> (String, bool) {
    let mut reader = Reader { bytes, at: 0, text: String::new(), pending: Vec::new(), code_page: WINDOWS_1252 };
    let is_whole = reader.read();
    let text = reader.text;
    (text.trim().to_string(), is_whole)
}

/// What holds inside a group.
#[derive(Debug, Clone, Copy)]
struct Group {
    is_shown: bool,
    /// How many characters stand for a Unicode character where that is not known.
    fallback: usize,
    encoding: Option<&'static Encoding>,
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    text: String,
    /// Bytes that wait for the others of their character.
    pending: Vec<u8>,
    code_page: &'static Encoding,
}

impl Reader<'_> {
    fn read(&mut self) -> bool {
        let mut group = Group { is_shown: true, fallback: 1, encoding: None };
        let mut outer = Vec::new();
        let mut too_deep = 0usize;
        // How many fallback characters of a Unicode character are still to come.
        let mut skipped = 0usize;
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at += 1;
            match byte {
                b'{' if outer.len() == DEEPEST => too_deep += 1,
                b'{' => {
                    self.flush(group);
                    outer.push(group);
                    skipped = 0;
                }
                b'}' if too_deep > 0 => too_deep -= 1,
                b'}' => {
                    self.flush(group);
                    skipped = 0;
                    match outer.pop() {
                        Some(before) => group = before,
                        None => return true,
                    }
                    if outer.is_empty() {
                        return true;
                    }
                }
                b'\\' => self.control(&mut group, &mut skipped),
                b'\r' | b'\n' => {}
                _ if skipped > 0 => skipped -= 1,
                _ if group.is_shown && too_deep == 0 => self.pending.push(byte),
                _ => {}
            }
        }
        self.flush(group);
        false
    }

    fn control(&mut self, group: &mut Group, skipped: &mut usize) {
        let Some(&first) = self.bytes.get(self.at) else { return };
        if !first.is_ascii_alphabetic() {
            self.at += 1;
            return self.symbol(first, group, skipped);
        }
        let start = self.at;
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_alphabetic) && self.at - start < 32 {
            self.at += 1;
        }
        let word = std::str::from_utf8(&self.bytes[start..self.at]).unwrap_or_default().to_string();
        let number_start = self.at;
        if self.bytes.get(self.at) == Some(&b'-') {
            self.at += 1;
        }
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_digit) && self.at - number_start < 11 {
            self.at += 1;
        }
        let number: Option<i64> = std::str::from_utf8(&self.bytes[number_start..self.at]).unwrap_or_default().parse().ok();
        if self.bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
        self.word(&word, number, group, skipped);
    }

    fn symbol(&mut self, symbol: u8, group: &mut Group, skipped: &mut usize) {
        match symbol {
            b'\'' => {
                let digits = self.bytes.get(self.at..self.at + 2).and_then(|digits| std::str::from_utf8(digits).ok());
                let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
                self.at = (self.at + 2).min(self.bytes.len());
                if *skipped > 0 {
                    *skipped -= 1;
                } else if let Some(byte) = byte.filter(|_| group.is_shown) {
                    self.pending.push(byte);
                }
            }
            // A group that readers may pass over if they do not know it.
            b'*' => group.is_shown = false,
            b'~' => self.put("\u{a0}", *group),
            b'_' => self.put("\u{2011}", *group),
            b'\n' | b'\r' => self.put("\n\n", *group),
            b'\\' | b'{' | b'}' => self.put(&char::from(symbol).to_string(), *group),
            _ => {}
        }
    }

    fn word(&mut self, word: &str, number: Option<i64>, group: &mut Group, skipped: &mut usize) {
        let text = match word {
            "par" | "sect" | "page" | "row" => "\n\n",
            "line" => "\n",
            "tab" | "cell" => "\t",
            "emdash" => "—",
            "endash" => "–",
            "lquote" => "‘",
            "rquote" => "’",
            "ldblquote" => "“",
            "rdblquote" => "”",
            "bullet" => "•",
            "emspace" | "enspace" | "qmspace" => " ",
            _ => "",
        };
        if !text.is_empty() {
            return self.put(text, *group);
        }
        match (word, number) {
            ("u", Some(code)) => {
                // Codes are written as signed 16-bit numbers, letters outside the first plane as two of them.
                let unit = (code.rem_euclid(0x1_0000)) as u16;
                self.unicode(unit, *group);
                *skipped = group.fallback;
            }
            ("uc", Some(count)) => group.fallback = usize::try_from(count).unwrap_or(1).min(16),
            ("ansicpg", Some(page)) => self.code_page = code_page(page).unwrap_or(self.code_page),
            ("mac", _) => self.code_page = encoding_rs::MACINTOSH,
            ("bin", Some(length)) => {
                self.at = self.at.saturating_add(usize::try_from(length).unwrap_or(0)).min(self.bytes.len());
            }
            (word, _) if DESTINATIONS.contains(&word) => {
                self.flush(*group);
                group.is_shown = false;
            }
            _ => {}
        }
    }

    /// Puts a UTF-16 unit; the first half of a pair waits as a private mark for the second.
    fn unicode(&mut self, unit: u16, group: Group) {
        if !group.is_shown {
            return;
        }
        self.flush(group);
        let half = self.text.chars().next_back().filter(|c| ('\u{f0000}'..='\u{f03ff}').contains(c));
        match (half, unit) {
            (Some(half), 0xdc00..=0xdfff) => {
                self.text.pop();
                let high = (half as u32 - 0xf0000) as u16 + 0xd800;
                let pair = char::decode_utf16([high, unit]).next().and_then(Result::ok);
                self.text.push(pair.unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            (_, 0xd800..=0xdbff) => self.text.extend(char::from_u32(0xf0000 + u32::from(unit - 0xd800))),
            _ => self.text.push(char::from_u32(u32::from(unit)).unwrap_or(char::REPLACEMENT_CHARACTER)),
        }
    }

    fn put(&mut self, text: &str, group: Group) {
        if group.is_shown {
            self.flush(group);
            self.text.push_str(text);
        }
    }

    /// Decodes the bytes that wait.
    fn flush(&mut self, group: Group) {
        if !self.pending.is_empty() {
            let encoding = group.encoding.unwrap_or(self.code_page);
            self.text.push_str(&encoding.decode_without_bom_handling(&self.pending).0);
            self.pending.clear();
        }
    }
}

/// The encoding of a Windows code page.
fn code_page(number: i64) -> Option<&'static Encoding> {
    let label = match number {
        65001 => "utf-8".to_string(),
        932 => "shift_jis".to_string(),
        936 => "gbk".to_string(),
        949 => "euc-kr".to_string(),
        950 => "big5".to_string(),
        10000 => "macintosh".to_string(),
        number => format!("windows-{number}"),
    };
    Encoding::for_label_no_replacement(label.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rtf: &str, expected: &str) {
        assert_eq!(text(rtf.as_bytes()), (expected.to_string(), true), "{rtf}");
    }

    #[test]
    fn text_comes_out_of_its_markup() {
        check(
            "{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}{\\info{\\title No}}\\pard The \\b ferry\\b0  sank.\\par\r\nAll \\{nine\\} saved.\\line Yes}",
            "The ferry sank.\n\nAll {nine} saved.\nYes",
        );
        check("{\\rtf1\\ansi\\ansicpg1251 \\'cf\\'e0\\'f0\\'ee\\'ec \\u1079?\\u1072?}", "Паром за");
        check("{\\rtf1\\uc2\\u8220 ab\\ldblquote We\\rdblquote\\uc0\\u8212 \\emdash{\\*\\secret no}}", "““We”——");
        check("{\\rtf1\\uc1 \\u-10179?\\u-8704? {\\pict\\bin3 }}}x}}", "\u{1f600}");
        check("{\\rtf1 a{\\field{\\*\\fldinst HYPERLINK \"x\"}{\\fldrslt link}} b}", "alink b");
    }

    #[test]
    fn hostile_documents_end() {
        assert!(!text("{\\rtf1 cut off".as_bytes()).1);
        let deep = "{\\rtf1 ".to_string() + &"{".repeat(300_000) + "x" + &"}".repeat(300_000) + "end}";
        assert_eq!(text(deep.as_bytes()), ("end".to_string(), true));
        for odd in ["{\\rtf1\\", "{\\rtf1\\'", "{\\rtf1\\'a", "{\\rtf1\\u99999999999999 ?}", "{\\rtf1\\bin99999999999 x}", "}"]
        {
            text(odd.as_bytes());
        }
    }
}
