//! Where the marks of a block stand: what may quote, end a sentence, open a bracket or be of another script. Found once for all who ask.

/// The places in `text` of all characters but letters and digits of ASCII, spaces and `,`, `-`, `:`, `;`, in order.
pub(super) fn marks(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut marks = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let rest = &bytes[at..];
        if rest.first_chunk().is_some_and(|eight| is_plain(*eight)) {
            at += 8;
            continue;
        }
        let eight = rest.iter().take(8).enumerate();
        marks.extend(eight.filter(|(_, byte)| IS_MARK[usize::from(**byte)]).map(|(n, _)| at + n));
        at += 8;
    }
    marks
}

/// Whether eight bytes are letters of ASCII and spaces, all looked at at once.
#[inline(always)]
fn is_plain(bytes: [u8; 8]) -> bool {
    const HIGH: u64 = 0x80 * ONES;
    const ONES: u64 = 0x0101_0101_0101_0101;
    let all = u64::from_le_bytes(bytes);
    // With the high bit set nothing is borrowed from the byte above.
    let small = all | (0x20 * ONES) | HIGH;
    let letters = (small - u64::from(b'a') * ONES) & !(small - u64::from(b'z' + 1) * ONES);
    let spaces = !((all ^ (0x20 * ONES) | HIGH) - ONES);
    (letters | spaces) & !all & HIGH == HIGH
}

/// Whether a byte is, or begins, a mark.
const IS_MARK: [bool; 256] = {
    let mut is_mark = [false; 256];
    let mut at = 0;
    while at < 256 {
        let byte = at as u8;
        let tells_nothing =
            byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b',' | b'-' | b':' | b';') || matches!(byte, 0x80..0xC0);
        is_mark[at] = !tells_nothing;
        at += 1;
    }
    is_mark
};

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn marks_are_all_that_is_no_letter_figure_or_space(text in "([a-zA-Z ]{0,20}|[0-9,:;-]|[\\x00-\\x7f]|\\PC){0,12}") {
            let tells_nothing = |c: char| c.is_ascii_alphanumeric() || " ,-:;".contains(c);
            let expected: Vec<usize> = text.char_indices().filter(|(_, c)| !tells_nothing(*c)).map(|(at, _)| at).collect();
            prop_assert_eq!(marks(&text), expected);
        }
    }
}
