//! Word lists compiled into the program from `data/lexicon`.
//!
//! A list is a text file: one entry a line, `#` starts a comment, and a tab separates an entry from its value.

use rustc_hash::FxHashMap;

/// One compiled-in list: entries, each with an optional value.
///
/// ```
/// use crosswire::text::Lexicon;
/// let cues = Lexicon::parse("said\nclaimed\tloaded # doubt\n");
/// assert!(cues.has("said"));
/// assert_eq!(cues.value("claimed"), Some("loaded"));
/// ```
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    entries: FxHashMap<&'static str, &'static str>,
}

impl Lexicon {
    /// Reads a list. Later repeats of an entry replace earlier ones.
    pub fn parse(list: &'static str) -> Self {
        let lines = list.lines().map(|line| line.split('#').next().unwrap_or("").trim());
        let entries = lines.filter(|line| !line.is_empty()).map(|line| match line.split_once('\t') {
            Some((entry, value)) => (entry.trim(), value.trim()),
            None => (line, ""),
        });
        Lexicon { entries: entries.collect() }
    }

    /// Whether `entry` is listed, exactly as written in the list.
    #[inline]
    pub fn has(&self, entry: &str) -> bool {
        self.entries.contains_key(entry)
    }

    /// The value of `entry`; empty where the list gives none.
    #[inline]
    pub fn value(&self, entry: &str) -> Option<&'static str> {
        self.entries.get(entry).copied()
    }

    /// The words with which its entries begin, some more than once, in no particular order: a word that is none of them begins no entry.
    pub fn first_words(&self) -> impl Iterator<Item = &'static str> {
        self.entries.keys().filter_map(|entry| entry.split(' ').next())
    }

    /// All entries with their values, in no particular order.
    pub fn entries(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.entries.iter().map(|(e, v)| (*e, *v))
    }
}
