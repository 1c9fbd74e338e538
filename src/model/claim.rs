//! A claim: the smallest piece that is compared.

use super::value::{DateMention, Quantity};
use crate::text::Span;

/// A claim that came cut, as its record has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RawClaim<'a> {
    /// Its id; made from its place where the record has none.
    pub id: &'a str,
    /// The file, as the user would name it.
    pub path: &'a str,
    /// Its line or record, from 1.
    pub line: u64,
    /// Its words.
    pub text: &'a str,
    /// Who published it.
    pub source: Option<&'a str>,
    /// Who said it.
    pub speaker: Option<&'a str>,
    /// When it was published or said.
    pub date: Option<&'a str>,
    /// The event that it belongs to.
    pub event: Option<&'a str>,
}

/// At most one sentence of an article, often a clause of one: a quote, reported speech, or a statement of the outlet's own.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// Derived from the article's id and the claim's place: `c` and 16 hexadecimal digits.
    pub id: String,
    /// The article, by its position in the run's list.
    pub article: usize,
    /// Its place in the article's text.
    pub span: Span,
    /// The sentence around it.
    pub sentence: Span,
    /// The block around it, by its position in [`Article::blocks`](super::Article::blocks).
    pub block: usize,
    /// Its sentence's position among all sentences of the article, from 0.
    pub position: usize,
    /// What it is.
    pub kind: ClaimKind,
    /// Who said it; `None` for the outlet's own words and where the article does not tell.
    pub speaker: Option<Speaker>,
    /// The verb or phrase that attributes it.
    pub cue: Option<Cue>,
    /// The turn it belongs to, shared by all claims of one turn: `u` and 16 hexadecimal digits. Only for quotes and reported speech.
    pub utterance: Option<String>,
    /// The words inside it that stand in quotation marks, without the marks. For a quote: its whole span without the marks.
    pub quoted: Vec<Span>,
    /// The numbers inside it, in order.
    pub quantities: Vec<Quantity>,
    /// The dates inside it, in order.
    pub dates: Vec<DateMention>,
    /// Whether it affirms or denies.
    pub polarity: Polarity,
}

/// The sorts of [`Claim`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClaimKind {
    /// Words inside quotation marks.
    Quote,
    /// Speech without quotation marks, or with only fragments in them.
    Reported,
    /// The outlet's own assertion.
    Fact,
    /// A headline or subheading.
    Headline,
}

impl ClaimKind {
    /// The word for it in columns and on screen.
    pub fn as_str(self) -> &'static str {
        match self {
            ClaimKind::Quote => "quote",
            ClaimKind::Reported => "reported",
            ClaimKind::Fact => "fact",
            ClaimKind::Headline => "headline",
        }
    }

    /// Whether somebody other than the outlet is speaking.
    pub fn is_speech(self) -> bool {
        matches!(self, ClaimKind::Quote | ClaimKind::Reported)
    }
}

/// Who said a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// The fullest name that the article gives (`Sergei Lavrov`), or the role as printed where it gives none
    /// (`a senior State Department official`).
    pub name: String,
    /// The words that name the speaker at this claim (`he`, `the minister`); where the turn goes on without any, those of the
    /// claim before.
    pub mention: Span,
    /// How the name was found.
    pub basis: SpeakerBasis,
}

/// How a speaker was found, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SpeakerBasis {
    /// Named at the claim.
    Named,
    /// By a role or description that was resolved or stands as it is (`the minister`, `officials`).
    Role,
    /// By a pronoun.
    Pronoun,
    /// The turn before goes on.
    Continued,
}

impl SpeakerBasis {
    /// The word for it in columns and on screen.
    pub fn as_str(self) -> &'static str {
        match self {
            SpeakerBasis::Named => "named",
            SpeakerBasis::Role => "role",
            SpeakerBasis::Pronoun => "pronoun",
            SpeakerBasis::Continued => "continued",
        }
    }
}

/// The verb or phrase that attributes a claim to its speaker (`said`, `according to`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    /// Its place in the article's text.
    pub span: Span,
    /// Its lower-case base form (`say`, `according to`).
    pub lemma: String,
}

/// Whether a claim affirms or denies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Polarity {
    /// No negation, or an even number of them.
    #[default]
    Affirmed,
    /// An odd number of negations.
    Negated,
}

impl Polarity {
    /// The word for it in columns and on screen.
    pub fn as_str(self) -> &'static str {
        match self {
            Polarity::Affirmed => "affirmed",
            Polarity::Negated => "negated",
        }
    }
}
