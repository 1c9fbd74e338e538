//! An HTTP answer as a web archive keeps it: status, headers, a body that may be in chunks or packed.

use super::compression;
use super::gathered::Refusal;
use crate::error::ProblemKind;
use flate2::read::{DeflateDecoder, ZlibDecoder};
use std::io::Read;

/// The most headers of an answer.
const HEADERS: usize = 128;

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Answer<'a> {
    pub(super) status: u16,
    pub(super) content_type: String,
    /// How the body is packed.
    packing: String,
    is_chunked: bool,
    raw: &'a [u8],
}

/// Reads the head of an answer.
pub(super) fn parse(bytes: &[u8]) -> Result<Answer<'_>, Refusal> {
    let mut headers = [httparse::EMPTY_HEADER; HEADERS];
    let mut response = httparse::Response::new(&mut headers);
    let config = {
        let mut config = httparse::ParserConfig::default();
        config.allow_obsolete_multiline_headers_in_responses(true).ignore_invalid_headers_in_responses(true);
        config
    };
    let length = match config.parse_response(&mut response, bytes) {
        Ok(httparse::Status::Complete(length)) => length,
        Ok(httparse::Status::Partial) => return Err(malformed("an answer whose head has no end; it was passed over".into())),
        Err(error) => return Err(malformed(format!("an answer with a broken head: {error}; it was passed over"))),
    };
    let value = |name: &str| {
        let header = response.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name));
        header.map(|header| String::from_utf8_lossy(header.value).trim().to_ascii_lowercase()).unwrap_or_default()
    };
    Ok(Answer {
        status: response.code.unwrap_or(0),
        content_type: value("Content-Type"),
        packing: value("Content-Encoding"),
        is_chunked: value("Transfer-Encoding").contains("chunked"),
        raw: bytes.get(length..).unwrap_or_default(),
    })
}

impl Answer<'_> {
    /// The body, unpacked to at most `most` bytes.
    pub(super) fn body(&self, most: u64) -> Result<Vec<u8>, Refusal> {
        // Many crawlers join the chunks and keep the header.
        let joined = if self.is_chunked { joined(self.raw) } else { None };
        let raw = joined.as_deref().unwrap_or(self.raw);
        let reader: Box<dyn Read + '_> = match self.packing.as_str() {
            // So do many that unpack.
            "gzip" | "x-gzip" | "zstd" if compression::is_packed(raw) => compression::decoder(raw, raw),
            "deflate" if raw.first() == Some(&0x78) => Box::new(ZlibDecoder::new(raw)),
            "deflate" if std::str::from_utf8(raw).is_err() => Box::new(DeflateDecoder::new(raw)),
            "br" | "compress" if std::str::from_utf8(raw).is_err() => {
                let message = format!("packed as {}, which is not read; it was passed over", self.packing);
                return Err(Refusal::new(ProblemKind::Unsupported, message));
            }
            _ => return Ok(raw.to_vec()),
        };
        let mut bytes = Vec::new();
        let outcome = reader.take(most.saturating_add(1)).read_to_end(&mut bytes);
        if bytes.len() as u64 > most {
            return Err(Refusal::new(ProblemKind::Limit, format!("unpacks to more than {most} bytes; it was passed over")));
        }
        outcome.map(|_| bytes).map_err(|error| malformed(format!("cannot be unpacked: {error}; it was passed over")))
    }
}

/// A body without the lengths of its chunks; none where it is not in chunks.
fn joined(raw: &[u8]) -> Option<Vec<u8>> {
    let mut joined = Vec::with_capacity(raw.len());
    let mut rest = raw;
    while !rest.is_empty() {
        let httparse::Status::Complete((start, size)) = httparse::parse_chunk_size(rest).ok()? else { return None };
        if size == 0 {
            break;
        }
        let end = start.checked_add(usize::try_from(size).ok()?)?;
        joined.extend_from_slice(rest.get(start..end)?);
        rest = rest.get(end..)?;
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
    }
    (!joined.is_empty()).then_some(joined)
}

fn malformed(message: String) -> Refusal {
    Refusal::new(ProblemKind::Malformed, message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write;

    fn check(head: &str, body: &[u8], expected: Result<&str, ProblemKind>) {
        let bytes = [format!("HTTP/1.1 200 OK\r\n{head}\r\n").as_bytes(), body].concat();
        let found = parse(&bytes).and_then(|answer| answer.body(100));
        let found = found.map(|body| String::from_utf8_lossy(&body).into_owned()).map_err(|refusal| refusal.kind);
        assert_eq!(found, expected.map(str::to_string), "{head}");
    }

    #[test]
    fn bodies_are_joined_and_unpacked() {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(b"page").expect("memory does not fail");
        let packed = encoder.finish().expect("memory does not fail");
        check("Content-Type: text/html\r\n", b"page", Ok("page"));
        check("Transfer-Encoding: chunked\r\n", b"2\r\npa\r\n2;x=y\r\nge\r\n0\r\n\r\n", Ok("page"));
        check("Transfer-Encoding: chunked\r\n", b"<p>joined by the crawler", Ok("<p>joined by the crawler"));
        check("Content-Encoding: gzip\r\n", &packed, Ok("page"));
        check("Content-Encoding: gzip\r\n", b"unpacked by the crawler", Ok("unpacked by the crawler"));
        check("Content-Encoding: gzip\r\n", &packed[..packed.len() - 9], Err(ProblemKind::Malformed));
        check("Content-Encoding: br\r\n", b"\x8b\x00\xff", Err(ProblemKind::Unsupported));
        check("Transfer-Encoding: chunked\r\n", b"ffffffffffffffff\r\npa", Ok("ffffffffffffffff\r\npa"));
        assert!(parse(b"HTTP/1.1 200 OK\r\nContent").is_err() && parse(b"\x00\x01").is_err());
    }
}
