//! What was done to one account to make another: words kept, dropped, added, replaced, moved.

use super::collation::{Collation, Read, Segment, collate_read};
use super::known::Known;
use crate::text::Span;
use std::sync::OnceLock;

/// How accounts are laid beside each other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CollateOptions {
    /// Whether the same words at another place are told as [`EditKind::Move`]; else they are dropped here and added there.
    /// Default: yes.
    pub moves: bool,
    /// The least Jaro-Winkler likeness, 0 to 1, of two names that are spellings of one. Default: 0.9, at which `Sergei` and
    /// `Sergey` are one and `Petrov` and `Pavlov` are two.
    pub spelling: f64,
}

impl Default for CollateOptions {
    fn default() -> Self {
        CollateOptions { moves: true, spelling: 0.9 }
    }
}

/// What was done to a stretch of the base, from the base's view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EditKind {
    /// Both have the same words. White space, punctuation, quotation marks, dashes and case never make a difference.
    Keep,
    /// Only the base has the words.
    Drop,
    /// Only the other account has the words.
    Add,
    /// Each has words of its own here.
    Replace,
    /// The same words stand elsewhere in the other account. Each of the two places is an edit, one with nothing in the other
    /// account and one with nothing in the base, and [`Edit::moved`] of each names its twin.
    Move,
}

impl EditKind {
    /// The word for it on screen and in files: `keep`, `delete`, `insert`, `replace`, `move`.
    pub fn as_str(self) -> &'static str {
        match self {
            EditKind::Keep => "keep",
            EditKind::Drop => "delete",
            EditKind::Add => "insert",
            EditKind::Replace => "replace",
            EditKind::Move => "move",
        }
    }
}

/// How the two sides of a [`EditKind::Replace`] differ, the slightest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Variant {
    /// One word written in two ways: `Sergei`/`Sergey`, `two`/`2`, `don't`/`do not`, `colour`/`color`.
    Spelling,
    /// Two names of one thing: `Daesh`/`IS`, `United States`/`U.S.`.
    Alias,
    /// Two forms of one word: `level`/`levels`, `said`/`says`.
    Inflection,
    /// Two numbers: `21`/`24`.
    Number,
    /// Other words: `lifted`/`rolled back`.
    Wording,
}

impl Variant {
    /// The word for it on screen and in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Variant::Spelling => "spelling",
            Variant::Alias => "alias",
            Variant::Inflection => "inflection",
            Variant::Number => "number",
            Variant::Wording => "wording",
        }
    }

    /// Whether both sides mean the same, however they are written.
    pub fn is_same_meaning(self) -> bool {
        matches!(self, Variant::Spelling | Variant::Alias)
    }
}

/// One step from the base to the other account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edit {
    /// What was done.
    pub kind: EditKind,
    /// The bytes of the base; empty, at the place where something would stand, for [`EditKind::Add`] and for one of two twins.
    pub base: Span,
    /// The bytes of the other account; empty, likewise, for [`EditKind::Drop`] and for one of two twins.
    pub other: Span,
    /// How the sides of a [`EditKind::Replace`] differ; `None` for the other kinds.
    pub variant: Option<Variant>,
    /// The position of the twin of a [`EditKind::Move`] in the list of edits; `None` for the other kinds.
    pub moved: Option<usize>,
}

/// The edits that make `other` of `base`.
///
/// The edits stand in the order of both accounts and cover both wholly: the `base` spans joined are `base`, the `other` spans joined
/// are `other`. A word owns the white space and punctuation up to the next word, but for what opens there (`“`, `(`, `«`), which
/// belongs to the next one; [`bare`] takes both away for people to read. Seen from the other side, `Drop` and `Add` change places
/// and nothing else does. Accounts that share no content word are one [`EditKind::Replace`].
///
/// ```
/// use crosswire::compare::{CollateOptions, EditKind, Variant, bare, edits};
///
/// let base = "“Sanctions on Halmar will be lifted,” Sergei Dubrin said.";
/// let other = "\"sanctions on Halmar will be rolled back\", Sergey Dubrin said";
/// let found = edits(base, other, &CollateOptions::default());
/// let changes: Vec<_> = found.iter().filter(|e| e.kind != EditKind::Keep).collect();
/// assert_eq!(bare(base, changes[0].base).of(base), "lifted");
/// assert_eq!(bare(other, changes[0].other).of(other), "rolled back");
/// assert_eq!(changes[0].variant, Some(Variant::Wording));
/// assert_eq!(changes[1].variant, Some(Variant::Spelling));
/// assert_eq!(changes.len(), 2);
/// ```
pub fn edits(base: &str, other: &str, options: &CollateOptions) -> Vec<Edit> {
    Accounts::of([base, other]).edits(0, 1, options)
}

/// Accounts to be laid beside each other, two by two and all together: each is read once.
#[derive(Debug, Clone, Default)]
pub struct Accounts<'a> {
    texts: Vec<(&'a str, OnceLock<Read<'a>>)>,
    known: Option<&'a Known<'a>>,
}

impl<'a> Accounts<'a> {
    /// The accounts with these texts.
    pub fn of(texts: impl IntoIterator<Item = &'a str>) -> Self {
        Accounts { texts: texts.into_iter().map(|text| (text, OnceLock::new())).collect(), known: None }
    }

    /// The same, where some edits between them were made before.
    #[must_use]
    pub fn knowing(self, known: Option<&'a Known<'a>>) -> Self {
        Accounts { known, ..self }
    }

    /// [`edits`] of two of them, by position.
    ///
    /// # Panics
    /// When there is none at a position.
    pub fn edits(&self, base: usize, other: usize, options: &CollateOptions) -> Vec<Edit> {
        let (base_text, other_text) = (self.texts[base].0, self.texts[other].0);
        if base_text == other_text && !base_text.is_empty() {
            // What many outlets print of one wire is not to be aligned.
            let (base, other) = (Span::whole(base_text), Span::whole(other_text));
            return vec![Edit { kind: EditKind::Keep, base, other, variant: None, moved: None }];
        }
        let known = self.known.filter(|_| *options == CollateOptions::default());
        if let Some(edits) = known.and_then(|known| known.edits(base_text, other_text)) {
            return edits;
        }
        let collation = self.collate(&[base, other], 0, options);
        let (mut at, mut edits) = ((0, 0), Vec::with_capacity(collation.segments.len()));
        for segment in &collation.segments {
            let edit = edit(segment, at);
            at = (edit.base.end, edit.other.end);
            edits.push(edit);
        }
        edits
    }

    /// [`collate`](super::collate) of some of them, by position.
    ///
    /// # Panics
    /// When there is none at a position.
    pub fn collate(&self, some: &[usize], base: usize, options: &CollateOptions) -> Collation {
        let read = |at: &usize| {
            let (text, read) = &self.texts[*at];
            read.get_or_init(|| Read::of(text))
        };
        collate_read(&some.iter().map(read).collect::<Vec<_>>(), base, options)
    }
}

/// The edit that a segment of two accounts is; `at` is where the segment before ended in each.
fn edit(segment: &Segment, at: (usize, usize)) -> Edit {
    let reading = |account: usize| segment.readings.get(account).copied().flatten();
    let place = |account, at| reading(account).unwrap_or(Span::new(at, at));
    let moved = [1, 0].into_iter().find_map(|account| segment.moved.get(account).copied().flatten());
    Edit {
        kind: segment.kind(0, 1).unwrap_or(EditKind::Keep),
        base: place(0, at.0),
        other: place(1, at.1),
        variant: segment.variants.get(1).copied().flatten(),
        moved,
    }
}

/// The words of `span` without the white space, quotation marks and punctuation around them; signs that mean something (`$`, `%`)
/// stay. A span without a word comes back without its white space.
///
/// ```
/// use crosswire::{compare::bare, text::Span};
/// let text = "“about $5 billion,” ";
/// assert_eq!(bare(text, Span::whole(text)).of(text), "about $5 billion");
/// ```
pub fn bare(text: &str, span: Span) -> Span {
    let span = span.trim(text);
    let inner = span.of(text);
    let means = |c: char| super::collation::means_something(c);
    let start = inner.find(means);
    let end = inner.char_indices().rev().find(|(_, c)| means(*c)).map(|(at, c)| at + c.len_utf8());
    match (start, end) {
        (Some(start), Some(end)) => {
            // The last full stop of an initialism is a part of it: `U.S.`
            let initialism = inner[start..end].chars().rev().nth(1) == Some('.') && inner[end..].starts_with('.');
            Span::new(span.start + start, span.start + end + usize::from(initialism))
        }
        _ => span,
    }
}
