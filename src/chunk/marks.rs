//! Where marks stand: what may quote, end a sentence, open a bracket or be of another script.

/// The places in `text` of all characters but letters and digits of ASCII, spaces and `,`, `-`, `:`, `;`, in order.
pub(super) fn marks(text: &str) -> impl Iterator<Item = usize> {
    text.bytes().enumerate().filter(|(_, byte)| IS_MARK[usize::from(*byte)]).map(|(at, _)| at)
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
            prop_assert_eq!(marks(&text).collect::<Vec<_>>(), expected);
        }
    }
}
