//! Where the marks of a block stand: what may quote, end a sentence, open a bracket or be of another script. Found once for all who ask.

/// The places in `text` of all characters but letters and digits of ASCII, spaces and `,`, `-`, `:`, `;`, in order.
pub(super) fn marks(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut marks = Vec::new();
    let mut at = 0;
    while let Some(eight) = bytes[at..].first_chunk() {
        let mut others = others(*eight);
        while others != 0 {
            let n = others.trailing_zeros() as usize / 8;
            if IS_MARK[usize::from(eight[n])] {
                marks.push(at + n);
            }
            others &= others - 1;
        }
        at += 8;
    }
    marks.extend((at..bytes.len()).filter(|at| IS_MARK[usize::from(bytes[*at])]));
    marks
}

/// The high bits of those of eight bytes, all looked at at once, that are neither letters of ASCII nor spaces.
#[inline(always)]
fn others(bytes: [u8; 8]) -> u64 {
    const HIGH: u64 = 0x80 * ONES;
    const ONES: u64 = 0x0101_0101_0101_0101;
    let all = u64::from_le_bytes(bytes);
    // With the high bit set nothing is borrowed from the byte above.
    let small = all | (0x20 * ONES) | HIGH;
    let letters = (small - u64::from(b'a') * ONES) & !(small - u64::from(b'z' + 1) * ONES);
    let spaces = !((all ^ (0x20 * ONES) | HIGH) - ONES);
    !((letters | spaces) & !all) & HIGH
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
