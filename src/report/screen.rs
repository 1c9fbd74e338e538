//! Marked words in lines of so many columns.

use anstyle::{Effects, Style};
use unicode_segmentation::UnicodeSegmentation;

/// A word, or a part of one where a line may break, with what it looks like.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    /// Its parts, in order, each in its style: a word, and the punctuation that must not be parted from it.
    parts: Vec<(String, Style)>,
    columns: usize,
    /// Whether white space stands before it.
    space: bool,
    /// Whether that white space looks as the word does, since it is inside of one run of words.
    inside: bool,
}

/// The tokens of a run of words, between `open` and `close`. White space before it is kept, also where it is the only thing there.
pub(super) fn tokens(text: &str, style: Style, open: &str, close: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut space = text.starts_with(char::is_whitespace);
    for word in text.split_whitespace() {
        for part in parts(word) {
            let (space, inside) = (std::mem::take(&mut space), !tokens.is_empty());
            tokens.push(Token { columns: console::measure_text_width(&part), parts: vec![(part, style)], space, inside });
        }
        space = true;
    }
    // Marks have the colour only: a line through them would hide them.
    let mark = |text: &str| (text.to_owned(), style.effects(Effects::new()));
    if let Some(first) = tokens.first_mut().filter(|_| !open.is_empty()) {
        first.parts.insert(0, mark(open));
        first.columns += open.len();
    }
    if let Some(last) = tokens.last_mut().filter(|_| !close.is_empty()) {
        last.parts.push(mark(close));
        last.columns += close.len();
    }
    tokens
}

impl Token {
    /// Whether a line must not break before it: nothing parts it from what is before, and neither is of a script without spaces.
    pub(super) fn sticks_to(&self, before: &Token) -> bool {
        let wide = |token: &Token| token.parts.iter().any(|(text, _)| console::measure_text_width(text) > text.chars().count());
        !self.space && !wide(self) && !wide(before)
    }

    /// The two as one.
    pub(super) fn join(&mut self, after: Token) {
        self.columns += after.columns;
        self.parts.extend(after.parts);
    }
}

/// The parts of a word between which a line may break: it may before and after each character that is two columns wide, since
/// scripts that have them do without spaces. What would steer the terminal is taken out: texts come from strangers.
fn parts(word: &str) -> Vec<String> {
    let mut parts: Vec<(String, bool)> = Vec::new();
    for grapheme in word.graphemes(true) {
        let shown: String = grapheme.chars().filter(|c| !steers(*c)).collect();
        if shown.is_empty() {
            continue;
        }
        let wide = console::measure_text_width(&shown) > 1;
        // Closing punctuation of those scripts stays with what is before it.
        let closes = shown.starts_with(['，', '。', '、', '」', '』', '）', '！', '？', '；', '：', '》', '”']);
        match parts.last_mut() {
            Some((part, was_wide)) if closes || !(wide || *was_wide) => part.push_str(&shown),
            _ => parts.push((shown, wide)),
        }
    }
    parts.into_iter().map(|(part, _)| part).collect()
}

/// Whether a character moves the cursor or turns the direction of what follows.
fn steers(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A line that grows by tokens.
#[derive(Debug, Default)]
struct Line {
    shown: String,
    columns: usize,
}

impl Line {
    /// Whether the token fits in `width`.
    fn has_room(&self, token: &Token, width: usize) -> bool {
        self.columns + usize::from(token.space && self.columns > 0) + token.columns <= width
    }

    fn push(&mut self, token: &Token) {
        let style = token.parts.first().map(|(_, style)| *style).unwrap_or_default();
        if token.space && self.columns > 0 {
            self.shown += &if token.inside { format!("{style} {style:#}") } else { " ".to_owned() };
            self.columns += 1;
        }
        for (text, style) in &token.parts {
            self.shown += &format!("{style}{text}{style:#}");
        }
        self.columns += token.columns;
    }

    fn padded(&self, width: usize) -> String {
        format!("{}{}", self.shown, " ".repeat(width.saturating_sub(self.columns)))
    }
}

/// The tokens in lines of at most `width` columns; one that is longer is cut.
pub(super) fn wrapped(tokens: &[Token], width: usize) -> Vec<String> {
    let mut lines = vec![Line::default()];
    for token in tokens.iter().flat_map(|token| cut(token, width)) {
        let fits = lines.last().is_some_and(|line| line.columns == 0 || line.has_room(&token, width));
        if !fits {
            lines.push(Line::default());
        }
        if let Some(line) = lines.last_mut() {
            line.push(&token);
        }
    }
    lines.into_iter().map(|line| line.shown).collect()
}

/// Two texts beside each other in columns of `width` each, with `│` between. What is one pair of `steps` begins on one line, so that
/// what answers each other stands beside each other.
pub(super) fn beside(steps: &[(Vec<Token>, Vec<Token>)], width: usize) -> Vec<String> {
    let mut lines = vec![(Line::default(), Line::default())];
    for (left, right) in steps {
        let cut = |tokens: &[Token]| tokens.iter().flat_map(|token| cut(token, width)).collect::<Vec<_>>();
        let (left, right) = (cut(left), cut(right));
        for at in 0..left.len().max(right.len()) {
            let (one, other) = (left.get(at), right.get(at));
            let fits =
                |line: &Line, token: Option<&Token>| token.is_none_or(|token| line.columns == 0 || line.has_room(token, width));
            if !lines.last().is_some_and(|(l, r)| fits(l, one) && fits(r, other)) {
                lines.push((Line::default(), Line::default()));
            }
            if let Some((l, r)) = lines.last_mut() {
                one.iter().for_each(|token| l.push(token));
                other.iter().for_each(|token| r.push(token));
            }
        }
    }
    lines.iter().map(|(left, right)| format!("{} │ {}", left.padded(width), right.shown).trim_end().to_owned()).collect()
}

/// The token in pieces of at most `width` columns.
fn cut(token: &Token, width: usize) -> Vec<Token> {
    if token.columns <= width {
        return vec![token.clone()];
    }
    let mut pieces: Vec<Token> = Vec::new();
    for (text, style) in &token.parts {
        for grapheme in text.graphemes(true) {
            let columns = console::measure_text_width(grapheme);
            if pieces.last().is_none_or(|piece| piece.columns + columns > width) {
                let space = token.space && pieces.is_empty();
                pieces.push(Token { parts: Vec::new(), columns: 0, space, inside: token.inside });
            }
            let Some(piece) = pieces.last_mut() else { continue };
            piece.columns += columns;
            match piece.parts.last_mut() {
                Some((shown, of)) if of == style => shown.push_str(grapheme),
                _ => piece.parts.push((grapheme.to_owned(), *style)),
            }
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Vec<Token> {
        tokens(text, Style::new(), "", "")
    }

    #[test]
    fn lines_hold_so_many_columns_in_any_script() {
        assert_eq!(wrapped(&plain("one two\nthree"), 7), ["one two", "three"]);
        assert_eq!(wrapped(&plain("各方必须作出贡献。"), 8), ["各方必须", "作出贡", "献。"]);
        assert_eq!(wrapped(&plain("abcdefgh ij"), 3), ["abc", "def", "gh", "ij"]);
        assert_eq!(wrapped(&plain("שלום עולם טוב"), 9), ["שלום עולם", "טוב"]);
        assert_eq!(wrapped(&plain("a\u{1b}[2Jb \u{202e}c\u{0}"), 9), ["a[2Jb c"]);
        assert_eq!(wrapped(&[], 9), [""]);
        let mut both = tokens("was lifted", Style::new(), "[-", "-]");
        both.extend(tokens("is", Style::new(), "{+", "+}"));
        assert_eq!(wrapped(&both, 30), ["[-was lifted-]{+is+}"]);
    }

    #[test]
    fn what_answers_each_other_stands_on_one_line() {
        let steps = [
            (plain("one two"), plain("one two")),
            (plain(" x"), plain(" much longer than it")),
            (plain(" end"), plain(" end")),
        ];
        assert_eq!(beside(&steps, 12), ["one two x    │ one two much", "             │ longer than", "end          │ it end"]);
        assert_eq!(beside(&[(plain("各方"), plain("all"))], 6), ["各方   │ all"]);
    }
}
