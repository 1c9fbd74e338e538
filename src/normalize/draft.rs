//! An article while it is being cleaned: its pieces and what the steps have found so far.

use super::english::Sample;
use super::registry::{OutletKind, Registry, RegistryEntry};
use super::shape::{Script, Shape};
use crate::model::{BlockKind, DateBasis, Dropped, Moment};
use crate::text::Span;

/// A paragraph or line of the text, and what is to become of it.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    /// Its place, without white space at the ends; never empty.
    pub span: Span,
    /// What it looks like.
    pub shape: Shape,
    /// What is to become of it.
    pub fate: Fate,
}

impl Piece {
    /// Whether it goes.
    pub fn is_dropped(&self) -> bool {
        matches!(self.fate, Fate::Dropped(_))
    }

    /// Its text, with what tells of it whether it is English, where nothing was cut off since that was seen.
    pub fn sampled<'a>(&self, text: &'a str) -> (&'a str, Option<Sample>) {
        let whole = self.shape.sample.length == self.span.len();
        (self.span.of(text), whole.then_some(self.shape.sample))
    }
}

/// What is to become of a piece. A step decides only on open pieces, so that the first step to know wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// No step has said yet; it stays, as a paragraph.
    Open,
    /// It stays as this.
    Kept(BlockKind),
    /// It goes, for this reason.
    Dropped(&'static str),
}

/// A sign of who wrote or published the piece; the first is the surest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Basis {
    /// Named in the dateline.
    Dateline,
    /// A carrier's credit (`(MENAFN - Gulf Times)`).
    Carrier,
    /// Signed at the end.
    SignOff,
    /// A credit line or byline.
    Credit,
    /// A copyright line.
    Copyright,
}

/// An article while it is being cleaned.
#[derive(Debug)]
pub(super) struct Draft<'a> {
    /// The whole text.
    pub text: &'a str,
    /// The record's title, where it has one.
    pub record_title: Option<&'a str>,
    /// Who is known by name.
    pub registry: &'a Registry,
    /// The pieces, in order; all non-white-space bytes of the text lie in one of them or in [`Draft::cuts`].
    pub pieces: Vec<Piece>,
    /// Parts cut off pieces.
    pub cuts: Vec<Dropped>,
    /// Agencies named, with what named them.
    pub agencies: Vec<(Basis, String)>,
    /// Outlets named, with what named them.
    pub outlets: Vec<(Basis, String)>,
    /// The outlet that the page's own furniture tells.
    pub told_outlet: Option<String>,
    /// The dateline.
    pub dateline: Option<String>,
    /// Dates found, with the byte where: the first one of the surest basis becomes the date.
    pub dates: Vec<(DateBasis, usize, Moment)>,
    /// The title found in the text.
    pub title: Option<String>,
}

impl<'a> Draft<'a> {
    /// The text of a piece.
    pub fn at(&self, index: usize) -> &'a str {
        self.pieces.get(index).map_or("", |piece| piece.span.of(self.text))
    }

    /// The places of all open pieces.
    pub fn open(&self) -> Vec<usize> {
        (0..self.pieces.len()).filter(|i| self.pieces[*i].fate == Fate::Open).collect()
    }

    /// The script of most of the open text.
    pub fn script(&self) -> Option<Script> {
        let mut letters: Vec<(Script, usize)> = Vec::new();
        for shape in self.pieces.iter().filter(|p| p.fate == Fate::Open).map(|p| p.shape) {
            let Some(script) = shape.script else { continue };
            match letters.iter_mut().find(|(s, _)| *s == script) {
                Some((_, sum)) => *sum += shape.letters,
                None => letters.push((script, shape.letters)),
            }
        }
        letters.into_iter().max_by_key(|(script, count)| (*count, std::cmp::Reverse(*script))).map(|(script, _)| script)
    }

    /// The first and last open piece of running text in the article's own script: what is before is the head, what is after the foot.
    pub fn body(&self) -> Option<(usize, usize)> {
        let script = self.script();
        let mut prose = (0..self.pieces.len()).filter(|i| {
            let piece = &self.pieces[*i];
            piece.fate == Fate::Open && piece.shape.prose && piece.shape.script == script
        });
        let first = prose.next()?;
        Some((first, prose.next_back().unwrap_or(first)))
    }

    /// Drops an open piece.
    pub fn drop(&mut self, index: usize, reason: &'static str) {
        self.settle(index, Fate::Dropped(reason));
    }

    /// Keeps an open piece as `kind`.
    pub fn keep(&mut self, index: usize, kind: BlockKind) {
        self.settle(index, Fate::Kept(kind));
    }

    fn settle(&mut self, index: usize, fate: Fate) {
        if let Some(piece) = self.pieces.get_mut(index).filter(|piece| piece.fate == Fate::Open) {
            piece.fate = fate;
        }
    }

    /// Cuts the first `bytes` bytes off a piece; a piece of which nothing readable is left goes as a whole.
    pub fn cut_start(&mut self, index: usize, bytes: usize, reason: &'static str) {
        let Some(piece) = self.pieces.get_mut(index) else { return };
        let at = piece.span.start + bytes;
        self.split(index, at, reason, true);
    }

    /// Cuts a piece off from `from` bytes after its start.
    pub fn cut_end(&mut self, index: usize, from: usize, reason: &'static str) {
        let Some(piece) = self.pieces.get_mut(index) else { return };
        let at = piece.span.start + from;
        self.split(index, at, reason, false);
    }

    fn split(&mut self, index: usize, at: usize, reason: &'static str, drop_first: bool) {
        let Some(piece) = self.pieces.get_mut(index) else { return };
        if at > piece.span.end || !self.text.is_char_boundary(at) {
            return;
        }
        let before = Span::new(piece.span.start, at).trim(self.text);
        let after = Span::new(at, piece.span.end).trim(self.text);
        let (gone, left) = if drop_first { (before, after) } else { (after, before) };
        if !left.of(self.text).chars().any(char::is_alphanumeric) {
            piece.fate = Fate::Dropped(reason);
        } else if !gone.is_empty() {
            piece.span = left;
            self.cuts.push(Dropped { span: gone, reason: reason.into() });
        }
    }

    /// Notes that `entry` is named.
    pub fn name(&mut self, basis: Basis, entry: &RegistryEntry) {
        let list = match entry.kind {
            OutletKind::Agency => &mut self.agencies,
            OutletKind::Outlet => &mut self.outlets,
            OutletKind::Carrier => return,
        };
        list.push((basis, entry.name.clone()));
    }
}
