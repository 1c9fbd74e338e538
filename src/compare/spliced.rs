//! Whether one account joins in one pair of quotation marks what the other has as two utterances.

use super::account::{Account, Term};
use super::difference::{Difference, outlets, place, shown};
use super::quotation::{MARKS, all, whole};
use crate::model::{Claim, ClaimKind};
use crate::text::{Lexicon, fold};
use std::cell::OnceCell;
use std::sync::LazyLock;

static ABBREVIATIONS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/abbreviations.txt")));

/// Shorter parts than this may stand in two quotations by chance.
const PART: usize = 3;

/// So many words at the seam may be in the spliced quotation only (`and`, `but I`).
const SEAM: usize = 2;

/// So many quoted words, a whole sentence or its beginning, must have been dropped between two parts of one quotation.
const DROPPED: usize = 3;

/// So many words of the newsroom's own, after the end of a sentence, set a new utterance apart (`Asked about the port, he said:`).
const OWN: usize = 4;

/// Words that begin a part which stood inside a sentence.
const JOINING: [&str; 16] =
    ["and", "but", "i", "we", "you", "he", "she", "they", "it", "that", "this", "the", "so", "because", "or", "there"];

/// One quotation of one account that is two of the other.
pub(super) fn difference(a: &Account, b: &Account, claims: &[Claim]) -> Option<Difference> {
    spliced(a, b, claims).or_else(|| spliced(b, a, claims))
}

/// Whether `joined` runs together what `apart` has in two places.
fn spliced(joined: &Account, apart: &Account, claims: &[Claim]) -> Option<Difference> {
    if joined.claim.kind != ClaimKind::Quote || apart.quote.len() < PART {
        return None;
    }
    let one = whole(joined, claims);
    if one.len() < 2 * PART {
        return None;
    }
    let two = Quoted::of(apart, all(apart, claims));
    let (start, head) = two.longest(|at| two.starts_at(one, at))?;
    let (end, tail) = two.longest(|at| two.ends_at(one, at))?;
    if head.max(tail) >= one.len() {
        return None;
    }
    // Words that both parts could hold go where the newsroom's own marks show a joint.
    let (first, second) = joints(one.len(), head, tail).find_map(|(head, tail)| {
        let (last, next) = (start + head - 1, (end + 1).checked_sub(tail)?);
        let parts = (place(two.words.get(start..=last)?)?, place(two.words.get(next..=end)?)?);
        let apart = parts.0.overlap(parts.1) == 0 && two.are_apart(apart, last, next, is_elliptic(joined, one, head));
        apart.then_some(parts)
    })?;
    // The account must be one of the two parts, else the statement is not about them.
    let own = apart.claim.span;
    if own.overlap(first) == 0 && own.overlap(second) == 0 {
        return None;
    }
    let quotation = place(one)?;
    let (j, s) = outlets(joined, apart);
    let note = format!(
        "{j} has as one quote ({}) what {s} has as two: {} and {}.",
        shown(joined, quotation),
        shown(apart, first),
        shown(apart, second)
    );
    Some(Difference::between((joined, quotation), (apart, first.join(second)), note))
}

/// The ways to part the words of a quotation of which the first `head` and the last `tail` were found: as many words for each part,
/// the longest first part first.
fn joints(words: usize, head: usize, tail: usize) -> impl Iterator<Item = (usize, usize)> {
    let parts = (PART..=head).rev().map(move |first| (first, tail.min(words - first)));
    parts.filter(move |(first, last)| *last >= PART && first + last + SEAM >= words)
}

/// Whether an ellipsis marks the seam behind the first `head` words.
fn is_elliptic(joined: &Account, one: &[Term], head: usize) -> bool {
    let seam = one.get(head.saturating_sub(1)).zip(one.get(head)).map_or("", |(x, y)| joined.between(x.span.end, y.span.start));
    ["…", "...", ". . ."].iter().any(|mark| seam.contains(mark))
}

/// All that an article has in quotation marks near an account, as utterances.
struct Quoted<'t> {
    account: &'t Account<'t>,
    words: &'t [Term],
    /// For each word whether another utterance begins behind it. What stands between two quotations is long, and few are ever compared
    /// beyond their ends: so it is read when asked for.
    breaks: &'t [OnceCell<bool>],
}

impl<'t> Quoted<'t> {
    fn of(account: &'t Account, words: &'t [Term]) -> Self {
        let breaks = account.breaks_nearby.get_or_init(|| vec![OnceCell::new(); words.len()]);
        Quoted { account, words, breaks }
    }

    /// Whether the words at two places are of one utterance.
    fn is_one_utterance(&self, one: usize, other: usize) -> bool {
        (one.min(other)..one.max(other)).all(|at| !self.breaks_behind(at))
    }

    fn breaks_behind(&self, at: usize) -> bool {
        let (Some(known), Some([before, after])) = (self.breaks.get(at), self.words.get(at..at + 2)) else { return false };
        *known.get_or_init(|| is_break(self.account.between(before.span.end, after.span.start)))
    }

    /// The place where most words in a row are common, and how many; the first of several.
    fn longest(&self, common: impl Fn(usize) -> usize) -> Option<(usize, usize)> {
        let found = (0..self.words.len()).map(|at| (at, common(at)));
        found.reduce(|best, next| if next.1 > best.1 { next } else { best })
    }

    /// How many words of one utterance from `at` on are the first ones of `one`.
    fn starts_at(&self, one: &[Term], at: usize) -> usize {
        let common = |(i, x): (usize, &Term)| self.is(at + i, x) && (i == 0 || !self.breaks_behind(at + i - 1));
        one.iter().enumerate().take_while(|pair| common(*pair)).count()
    }

    /// How many words of one utterance up to `at` are the last ones of `one`.
    fn ends_at(&self, one: &[Term], at: usize) -> usize {
        let common = |(i, x): (usize, &Term)| {
            at.checked_sub(i).is_some_and(|place| self.is(place, x) && (i == 0 || !self.breaks_behind(place)))
        };
        one.iter().rev().enumerate().take_while(|pair| common(*pair)).count()
    }

    /// Whether `word` stands at `place`.
    fn is(&self, place: usize, word: &Term) -> bool {
        self.words.get(place).is_some_and(|t| t.folded == word.folded)
    }

    /// What stands between the word `at` and the next one.
    fn gap<'a>(&self, account: &Account<'a>, at: usize) -> &'a str {
        let next = self.words.get(at + 1).map(|t| t.span.start);
        self.words.get(at).map_or("", |t| account.between(t.span.end, next.unwrap_or(t.span.end + 1)))
    }

    /// Whether the words up to `last` and from `first` on were not said together: in another order, in two utterances, or with a
    /// sentence of the speaker between them.
    fn are_apart(&self, account: &Account, last: usize, first: usize, is_elliptic: bool) -> bool {
        let (Some(before), Some(after)) = (self.words.get(last), self.words.get(first)) else { return false };
        let between = account.between(before.span.end, after.span.start);
        let dropped = first.saturating_sub(last + 1);
        let is_joint = |word: usize| word == 0 || self.gap(account, word - 1).contains(|c: char| !c.is_whitespace());
        let at_joints = is_joint(last + 1)
            && (is_joint(first) || self.words.get(first).is_some_and(|t| JOINING.contains(&t.folded.as_str())));
        let apart = !self.is_one_utterance(last, first);
        let not_together = first <= last || apart || dropped >= DROPPED && !sentence_ends(between).is_empty();
        (at_joints || is_elliptic) && not_together
    }
}

/// Whether what stands between two quoted words parts two utterances: the newsroom begins a sentence of its own there, beyond the
/// attribution (`he said. Asked about the port, he answered:`).
fn is_break(between: &str) -> bool {
    if !between.contains(MARKS) {
        return false;
    }
    // After the end of the attribution's sentence, up to the mark that opens the next part.
    let ends = sentence_ends(between);
    let Some(first) = ends.first() else { return false };
    let own = between.get(*first..).unwrap_or("").trim_end_matches(MARKS);
    own.split_whitespace().filter(|w| w.contains(char::is_alphabetic)).count() >= OWN
}

/// The places after full stops, exclamation and question marks that end a sentence outside of quotation marks.
fn sentence_ends(text: &str) -> Vec<usize> {
    let mut chars = text.char_indices().peekable();
    let mut ends = Vec::new();
    let mut before = ' ';
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, n)| *n);
        let ends_here = matches!(c, '.' | '!' | '?') && next.is_none_or(|n| n.is_whitespace() || MARKS.contains(&n));
        // `J. Haas`, `U.S. envoy`: a capital before the full stop is an initial.
        let word = || text.get(..at).and_then(|t| t.rsplit(|c: char| !c.is_alphanumeric()).next()).unwrap_or("");
        let shortened = || c == '.' && ABBREVIATIONS.has(&fold(word()));
        if ends_here && !before.is_uppercase() && before != '.' && !shortened() {
            ends.push(at + c.len_utf8());
        }
        before = c;
    }
    ends
}
