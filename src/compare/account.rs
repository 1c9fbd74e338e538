//! One account of a statement, made ready to be laid beside the others.

use super::{certainty, denial};
use crate::model::{Article, Claim, ClaimKind};
use crate::text::{Lexicon, Memo, Span, any_word, fold, remembered, stem};
use rustc_hash::FxBuildHasher;
use std::cell::OnceCell;
use std::hash::BuildHasher;
use std::ops::Deref;
use std::rc::Rc;
use std::sync::LazyLock;

static FUNCTION_WORDS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/function_words.txt")));
static IRREGULAR: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/irregular_forms.txt")));

/// The words of a claim beyond this many are not compared: a sentence that long is no sentence, and aligning is quadratic.
const MAX_WORDS: usize = 256;

/// One word of an account.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Term {
    /// What its letters tell of it, which stands for all that follows here but its place.
    word: Rc<Known>,
    pub(super) span: Span,
    /// Whether it carries content: no function word, and not one of the verbs that say what the frame says.
    pub(super) is_content: bool,
}

/// A word as printed, wherever it stands.
#[derive(Debug, PartialEq)]
pub(super) struct Known {
    pub(super) folded: String,
    /// The stem of its base form: `took` is `take`.
    pub(super) stem: String,
    /// A number that words with this stem have, and hardly any other.
    pub(super) stem_hash: u64,
    is_content: bool,
    /// Whether it is printed with a capital letter.
    pub(super) is_capital: bool,
    /// Whether a phrase that denies may begin with it, and one that leaves something open.
    pub(super) may_deny: bool,
    pub(super) may_hedge: bool,
}

thread_local! {
    static KNOWN: Memo<Rc<Known>> = Memo::default();
}

impl Deref for Term {
    type Target = Known;

    #[inline]
    fn deref(&self) -> &Known {
        &self.word
    }
}

impl Term {
    /// Whether two words have one stem.
    #[inline]
    pub(super) fn is_like(&self, other: &Term) -> bool {
        self.stem_hash == other.stem_hash && self.stem == other.stem
    }
}

impl Known {
    fn of(printed: &str) -> Self {
        let folded = fold(printed);
        let stem = base_stem(&folded);
        Known {
            stem_hash: FxBuildHasher.hash_one(&stem),
            is_content: is_content(&folded),
            is_capital: printed.starts_with(char::is_uppercase),
            may_deny: denial::may_begin(&folded),
            may_hedge: certainty::may_begin(&folded),
            folded,
            stem,
        }
    }
}

/// A claim with its article and its words.
#[derive(Debug, Clone)]
pub(super) struct Account<'a> {
    /// The claim's position in the run's list.
    pub(super) position: usize,
    pub(super) claim: &'a Claim,
    pub(super) article: &'a Article,
    /// All its words.
    pub(super) terms: Vec<Term>,
    /// The words of its quotation between the marks; of reported speech, those of its longest quoted fragment.
    pub(super) quote: Vec<Term>,
    /// The words of the whole quotation that it belongs to, and all that its article has in quotation marks near it; read when
    /// first asked for (`quotation`).
    pub(super) whole_quotation: OnceCell<Vec<Term>>,
    pub(super) quoted_nearby: OnceCell<Vec<Term>>,
    /// For each of the latter whether the word after it is of another utterance, once asked for (`spliced`).
    pub(super) breaks_nearby: OnceCell<Vec<OnceCell<bool>>>,
    /// Whether its article tells beside it that its words are a translation, once asked for (`altered`).
    pub(super) is_translated: OnceCell<bool>,
}

impl<'a> Account<'a> {
    /// The account that the claim at `position` is; `None` where it does not lie in its article.
    pub(super) fn of(position: usize, claims: &'a [Claim], articles: &'a [Article]) -> Option<Self> {
        let claim = claims.get(position)?;
        let article = articles.get(claim.article)?;
        article.text.get(claim.span.start..claim.span.end)?;
        let inner = claim.quoted.iter().filter(|s| article.text.get(s.start..s.end).is_some());
        let quote = match claim.kind {
            ClaimKind::Quote => inner.flat_map(|s| terms(&article.text, *s)).take(MAX_WORDS).collect(),
            // Several fragments are no one run of words; the longest may be most of what was said.
            ClaimKind::Reported => inner.max_by_key(|s| s.len()).map(|s| terms(&article.text, *s)).unwrap_or_default(),
            _ => Vec::new(),
        };
        let own = terms(&article.text, claim.span);
        Some(Account {
            position,
            claim,
            article,
            terms: own,
            quote,
            whole_quotation: OnceCell::new(),
            quoted_nearby: OnceCell::new(),
            breaks_nearby: OnceCell::new(),
            is_translated: OnceCell::new(),
        })
    }

    /// The text between two places of the article; empty where they are no places of it.
    pub(super) fn between(&self, start: usize, end: usize) -> &'a str {
        self.article.text.get(start..end).unwrap_or("")
    }

    /// The words at a place of the article, as printed.
    pub(super) fn at(&self, span: Span) -> &'a str {
        self.between(span.start, span.end)
    }

    /// The place of a cue or of a speaker's name; the claim's own where it is not known.
    pub(super) fn known_place(&self, place: Span) -> Span {
        if self.at(place).is_empty() { self.claim.span } else { place }
    }

    /// Whether the two would compare alike with any other account.
    pub(super) fn is_same_as(&self, other: &Account<'a>) -> bool {
        let text = |a: &Account<'a>| a.between(a.claim.span.start, a.claim.span.end);
        let speaker = |a: &Account<'a>| a.claim.speaker.as_ref().map(|s| (s.name.as_str(), s.basis));
        let cue = |a: &Account<'a>| a.claim.cue.as_ref().map(|c| c.lemma.as_str());
        self.claim.kind == other.claim.kind
            && text(self) == text(other)
            && speaker(self) == speaker(other)
            && cue(self) == cue(other)
    }
}

/// Whether a folded word carries content.
pub(super) fn is_content(folded: &str) -> bool {
    !FUNCTION_WORDS.has(folded) && !folded.ends_with("n't")
}

/// The stem of a folded word's base form.
pub(super) fn base_stem(folded: &str) -> String {
    stem(IRREGULAR.value(folded).unwrap_or(folded))
}

/// The words of `text` inside `span`, at most [`MAX_WORDS`].
pub(super) fn terms(text: &str, span: Span) -> Vec<Term> {
    let mut found: Vec<Term> = Vec::with_capacity(span.len().min(6 * MAX_WORDS) / 6 + 1);
    any_word(text, span, |printed| {
        let word = remembered(&KNOWN, printed.text, |text| Rc::new(Known::of(text)));
        found.push(Term { is_content: word.is_content, word, span: printed.span });
        found.len() == MAX_WORDS
    });
    // `as well as`
    for at in 1..found.len() {
        if found[at].folded == "well" && found[at - 1].folded == "as" {
            found[at].is_content = false;
        }
    }
    found
}
