//! The smallest parts of an account: words, halves of contractions (`did` and `n't`), and signs that mean something (`%`, `$`).

use crate::text::{Span, Word, fold, words};

/// A word, half of one, or a sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token<'a> {
    /// As printed.
    pub(super) text: &'a str,
    /// Its place in the account.
    pub(super) span: Span,
    /// Folded; of a possessive without its ending.
    pub(super) folded: String,
    /// Whether it goes on a word as printed: no boundary may be drawn before it.
    pub(super) glued: bool,
    /// Whether nothing but a space or a hyphen stands between it and the token before.
    pub(super) close: bool,
    /// As `close`, or the full stop of an abbreviation.
    pub(super) near: bool,
    /// Whether it stands first in the account, a sentence or a quotation, where all words have a capital letter.
    pub(super) first: bool,
}

/// Whether `c` is part of what is said, as opposed to punctuation and white space.
pub(in crate::compare) fn means_something(c: char) -> bool {
    c.is_alphanumeric() || is_sign(c)
}

fn is_sign(c: char) -> bool {
    matches!(c, '%' | '‰' | '$' | '€' | '£' | '¥' | '₽' | '₹' | '₴' | '₺' | '₪' | '₩' | '&' | '°')
}

/// The tokens of `text`, in order.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut end = 0;
    for word in words(text, Span::whole(text)) {
        signs(text, Span::new(end, word.span.start), &mut tokens);
        halves(word, &mut tokens);
        end = word.span.end;
    }
    signs(text, Span::new(end, text.len()), &mut tokens);
    let mut end = 0;
    for token in &mut tokens {
        let gap = Span::new(end, token.span.start).of(text);
        if gap == " " {
            (token.close, token.near, token.first) = (true, true, end == 0);
            end = token.span.end;
            continue;
        }
        token.close = matches!(gap.trim(), "" | "-" | "\u{2010}" | "\u{2011}") && !gap.contains('\n');
        token.near = token.close || gap.trim() == ".";
        token.first =
            end == 0 || gap.contains(['!', '?', ':', '“', '„', '«', '‘', '\n']) || gap.contains(". ") || gap.ends_with('"');
        end = token.span.end;
    }
    tokens
}

/// The signs in a gap between words.
fn signs<'a>(text: &'a str, gap: Span, tokens: &mut Vec<Token<'a>>) {
    if gap.of(text) == " " {
        return;
    }
    for (at, sign) in gap.of(text).char_indices().filter(|(_, c)| is_sign(*c)) {
        let start = gap.start + at;
        let span = Span::new(start, start + sign.len_utf8());
        tokens.push(Token {
            text: span.of(text),
            span,
            folded: sign.to_string(),
            glued: false,
            close: false,
            near: false,
            first: false,
        });
    }
}

/// Pronouns and the like after which `'s` is `is` and no possessive.
const BEFORE_IS: [&str; 12] = ["it", "he", "she", "that", "there", "here", "what", "who", "where", "how", "this", "let"];
const ENDINGS: [&str; 6] = ["n't", "'ll", "'re", "'ve", "'d", "'m"];

/// A word, or the two halves of a contraction.
fn halves<'a>(word: Word<'a>, tokens: &mut Vec<Token<'a>>) {
    let token = |text: &'a str, start: usize, folded: String, glued: bool| {
        let span = Span::new(start, start + text.len());
        Token { text, span, folded, glued, close: false, near: false, first: false }
    };
    if word.text.bytes().all(|b| b.is_ascii_alphanumeric()) && !word.text.eq_ignore_ascii_case("cannot") {
        tokens.push(token(word.text, word.span.start, fold(word.text), false));
        return;
    }
    let lower = word.text.to_lowercase().replace('’', "'");
    let tail = ENDINGS.into_iter().find(|ending| lower.len() > ending.len() && lower.ends_with(ending));
    let tail = tail.or_else(|| lower.strip_suffix("'s").filter(|head| BEFORE_IS.contains(head)).map(|_| "'s"));
    let tail = tail.or_else(|| (lower == "cannot").then_some("not"));
    // The ending as printed may have a curly apostrophe, which is longer: it is counted in characters.
    let cut = tail.and_then(|tail| word.text.char_indices().rev().nth(tail.chars().count() - 1).map(|(at, _)| (at, tail)));
    let Some((at, tail)) = cut.filter(|(at, _)| *at > 0) else {
        tokens.push(token(word.text, word.span.start, fold(word.text), false));
        return;
    };
    let (head, rest) = word.text.split_at(at);
    tokens.push(token(head, word.span.start, fold(head), false));
    tokens.push(token(rest, word.span.start + at, tail.to_owned(), true));
}

/// What half of a contraction stands for (`n't`: `not`), and the words before `n't` that lose a letter.
pub(super) fn in_full(folded: &str, before_not: bool) -> Option<&'static str> {
    Some(match folded {
        "n't" => "not",
        "'ll" => "will",
        "'re" => "are",
        "'ve" => "have",
        "'d" => "would",
        "'m" => "am",
        "'s" => "is",
        "wo" if before_not => "will",
        "ca" if before_not => "can",
        "sha" if before_not => "shall",
        _ => return None,
    })
}
