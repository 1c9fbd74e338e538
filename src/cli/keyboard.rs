//! One word from a person: a key where there is a terminal, else a line.

use console::{Key, Term};
use crosswire::evaluate::Answer;
use std::io::{self, BufRead, IsTerminal};

/// What a person can say to a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// An answer.
    Answer(Answer),
    /// To leave the pair as it is.
    Skip,
    /// To see the pair before again.
    Back,
    /// To stop.
    Quit,
    /// Anything else.
    Unknown,
}

impl Word {
    /// What is offered.
    pub const KEYS: &str = "[s]ame  [d]ifferent  [p]artly  [n]ext (skip)  [b]ack  [q]uit ›";

    /// The word of a line: its name or the first letter of it.
    fn of_line(line: &str) -> Self {
        match line.trim().to_ascii_lowercase().as_str() {
            "s" | "same" => Word::Answer(Answer::Same),
            "d" | "different" => Word::Answer(Answer::Different),
            "p" | "partly" => Word::Answer(Answer::Partly),
            "n" | "next" | "skip" => Word::Skip,
            "b" | "back" => Word::Back,
            "q" | "quit" => Word::Quit,
            _ => Word::Unknown,
        }
    }

    fn of_key(key: &Key) -> Self {
        match key {
            Key::Char(letter) => Word::of_line(letter.encode_utf8(&mut [0; 4])),
            Key::ArrowRight => Word::Skip,
            Key::ArrowLeft | Key::Backspace => Word::Back,
            Key::Escape | Key::CtrlC => Word::Quit,
            _ => Word::Unknown,
        }
    }
}

/// Where words come from.
pub struct Input {
    keys: Option<Term>,
}

impl Input {
    /// Keys where both sides are terminals, else lines of standard input.
    pub fn new() -> Self {
        let terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
        Input { keys: terminal.then(Term::stdout) }
    }

    /// The next word; the end of input is [`Word::Quit`].
    pub fn read(&mut self) -> io::Result<Word> {
        match &self.keys {
            // Raw, so that Ctrl-C is a key and the summary is still told.
            Some(term) => term.read_key_raw().map(|key| Word::of_key(&key)),
            None => {
                let mut line = String::new();
                let read = io::stdin().lock().read_line(&mut line)?;
                Ok(if read == 0 { Word::Quit } else { Word::of_line(&line) })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_lines_say_the_same() {
        for (line, word) in
            [("Same", 's'), ("partly \r\n", 'p'), (" d", 'D'), ("skip", 'n'), ("back", 'b'), ("quit", 'q'), ("", 'x')]
        {
            assert_eq!(Word::of_line(line), Word::of_key(&Key::Char(word)), "{line}");
        }
        assert_eq!(Word::of_key(&Key::CtrlC), Word::Quit);
    }
}
