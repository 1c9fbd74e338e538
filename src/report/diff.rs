//! The accounts of one statement, each laid against one of them.

use super::list::Listed;
use super::passage::{Passage, passages};
use super::publishers::Publishers;
use super::steps::is_same_thing;
use super::view::View;
use crate::compare::{Accounts, CollateOptions, Collation, Edit, EditKind, Known, collate};
use crate::model::{Article, Claim, ClaimKind};
use crate::text::{Span, any_word, folded, is_plain};
use rustc_hash::FxHashMap;

/// Which accounts are laid against which.
#[derive(Debug, Clone)]
pub struct DiffOptions {
    /// Whose account is the base; `None`, and where they have none: the fullest, the one with the most words, of the quotes where
    /// there are any, since these are nearest to what was said.
    pub base: Option<Publishers>,
    /// Only the accounts of these; `None`: all.
    pub only: Option<Vec<Publishers>>,
    /// How words are aligned.
    pub collate: CollateOptions,
    /// An account that has less than this part of the words of the shorter of the two, it and the base, is one in other words. 0 (none
    /// is) to 1. Default: 0.35, below which two texts are read faster than the edits between them.
    pub own_words: f64,
}

impl Default for DiffOptions {
    fn default() -> Self {
        DiffOptions { base: None, only: None, collate: CollateOptions::default(), own_words: 0.35 }
    }
}

/// The accounts of a statement, the base first, then by time.
#[derive(Debug, Clone)]
pub struct Diff<'a> {
    /// The statement with its figures; `None` for a claim that no other article reports.
    pub listed: Option<Listed<'a>>,
    /// The accounts; the first one is the base.
    pub accounts: Vec<Account<'a>>,
    /// How words are aligned.
    collate: CollateOptions,
    /// Accounts that are left out, since they are of others than was asked for.
    pub left_out: usize,
}

/// One account.
#[derive(Debug, Clone)]
pub struct Account<'a> {
    /// The claim, by position.
    pub claim: usize,
    /// The claims that are read as this account, by position and in order: those of its turn that stand right beside it are read
    /// with it where they are accounts too, or where another account answers them as well.
    pub parts: Vec<usize>,
    /// From the first to the last of them.
    pub span: Span,
    /// What stands there, as printed.
    pub text: &'a str,
    /// What was done to the base to make it; for the base itself all is kept.
    pub edits: Vec<Edit>,
    /// An account before this one that has the same words, by position among the accounts.
    pub same_as: Option<usize>,
    /// How many words of the base it has, in whatever place, spelling and form, and by whatever name.
    pub kept: usize,
    /// How many words it has that are not of the base.
    pub added: usize,
    /// How many words it has in all.
    pub words: usize,
    /// Whether it has so few words of the base that it says the same in other words: edits say little then.
    pub in_other_words: bool,
}

/// How an account stands to its base, in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Counts {
    /// See [`Account::kept`].
    pub(super) kept: usize,
    /// See [`Account::added`].
    pub(super) added: usize,
    /// See [`Account::in_other_words`].
    pub(super) in_other_words: bool,
}

/// Whether two accounts of so many words, of which the one keeps so many of the other, say the same in other words.
fn in_other_words(kept: usize, words: (usize, usize), options: &DiffOptions) -> bool {
    (kept as f64) < options.own_words * words.0.min(words.1) as f64
}

/// How many claims before and after one may be of its turn.
const TURN: usize = 8;

impl<'a> Account<'a> {
    /// The account `base` of `claim`, laid against this one: the same edits, seen from the other side.
    pub(super) fn turned<'b>(&self, base: &Account<'b>, options: &DiffOptions) -> Account<'b> {
        let kind = |kind| match kind {
            EditKind::Drop => EditKind::Add,
            EditKind::Add => EditKind::Drop,
            kind => kind,
        };
        let turned = |edit: &Edit| Edit { kind: kind(edit.kind), base: edit.other, other: edit.base, ..*edit };
        let edits = self.edits.iter().map(turned).collect();
        Account::made_by(edits, (self.text, self.words), base.passage(), (base.text, base.words), options)
    }

    /// What is read as this account.
    pub(super) fn passage(&self) -> Passage {
        Passage { claim: self.claim, parts: self.parts.clone(), span: self.span }
    }

    /// How many words of this account `base` keeps and adds, laid against it, and whether it is in other words than this one: what
    /// [`Account::turned`] would have, where edits are not asked for.
    pub(super) fn turned_counts(&self, base: &Account, options: &DiffOptions) -> Counts {
        if is_plain(base.text) && is_plain(self.text) {
            let kept = self.words.saturating_sub(self.added);
            let added = base.words.saturating_sub(self.kept);
            return Counts { kept, added, in_other_words: in_other_words(kept, (self.words, base.words), options) };
        }
        let turned = self.turned(base, options);
        Counts { kept: turned.kept, added: turned.added, in_other_words: turned.in_other_words }
    }

    /// An account of the edits that make `text` of `base`; each is given with how many words it has.
    fn made_by(
        edits: Vec<Edit>,
        (base, base_words): (&str, usize),
        passage: Passage,
        (text, words_in_all): (&'a str, usize),
        options: &DiffOptions,
    ) -> Self {
        let is_kept =
            |edit: &&Edit| matches!(edit.kind, EditKind::Keep | EditKind::Move) || edit.variant.is_some_and(is_same_thing);
        let changed = || edits.iter().filter(|edit| !is_kept(edit));
        let added = changed().map(|edit| count(text, edit.other)).sum();
        let kept = if is_plain(base) {
            // No edit cuts a word, so that each of the base is in one edit: fewer are changed than kept.
            base_words.saturating_sub(changed().map(|edit| count(base, edit.base)).sum())
        } else {
            edits.iter().filter(is_kept).map(|edit| count(base, edit.base)).sum()
        };
        let in_other_words = in_other_words(kept, (words_in_all, base_words), options);
        let Passage { claim, parts, span } = passage;
        Account { claim, parts, span, text, edits, same_as: None, kept, added, words: words_in_all, in_other_words }
    }

    /// The claim and its article.
    pub fn source<'v>(&self, view: &View<'v>) -> (&'v Claim, &'v Article) {
        (&view.claims[self.claim], view.article_of(self.claim))
    }

    /// Whether it differs from the base in nothing but white space, punctuation and case.
    pub fn is_verbatim(&self) -> bool {
        self.edits.iter().all(|edit| edit.kind == EditKind::Keep)
    }
}

impl<'a> Diff<'a> {
    /// Lays the accounts of a statement against one of them.
    ///
    /// ```
    /// use crosswire::compare::{EditKind, bare};
    /// use crosswire::report::{Diff, DiffOptions, View};
    /// use crosswire::{config::Config, observe::Silent, pipeline};
    ///
    /// let folder = tempfile::tempdir()?;
    /// let told = |agency, day| format!("VELDT, May 4 ({agency}) - \"We will reopen the harbour at Veldt on {day},\" Ida Brandt said.");
    /// std::fs::write(folder.path().join("a.txt"), told("Reuters", "Friday morning"))?;
    /// std::fs::write(folder.path().join("b.txt"), told("AFP", "Saturday"))?;
    /// let run = pipeline::run(&[folder.path().to_path_buf()], &Config::default(), &Silent)?;
    /// let diff = Diff::of(0, &View::from(&run), &DiffOptions::default());
    /// let (base, other) = (&diff.accounts[0], &diff.accounts[1]);
    /// assert_eq!(run.articles[run.claims[base.claim].article].outlet, "Reuters");
    /// let edit = other.edits.iter().find(|edit| edit.kind == EditKind::Replace).expect("the days differ");
    /// assert_eq!(bare(base.text, edit.base).of(base.text), "Friday morning");
    /// assert_eq!(bare(other.text, edit.other).of(other.text), "Saturday");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn of(statement: usize, view: &View<'a>, options: &DiffOptions) -> Self {
        Diff::read(Listed::of(statement, view), view, options, None).0
    }

    /// As [`Diff::of`], with the texts of its accounts in the same order, to lay others of them against each other; `known` are edits
    /// between them that were made before.
    pub(super) fn read(
        listed: Listed<'a>,
        view: &View<'a>,
        options: &DiffOptions,
        known: Option<&'a Known<'a>>,
    ) -> (Self, Accounts<'a>) {
        let members = &view.statements[listed.statement].members;
        let is_wanted = |claim: &&usize| {
            let article = view.article_of(**claim);
            options.only.as_ref().is_none_or(|only| only.iter().any(|who| who.published(article)))
        };
        let claims: Vec<usize> = members.iter().filter(is_wanted).copied().collect();
        let left_out = members.len() - claims.len();
        let (diff, read) = Diff::among(claims, Some(listed), view, options, known);
        (Diff { left_out, ..diff }, read)
    }

    /// A claim that is in no statement, as a diff with nothing beside it.
    pub fn alone(claim: usize, view: &View<'a>) -> Self {
        Diff::among(vec![claim], None, view, &DiffOptions::default(), None).0
    }

    fn among(
        mut claims: Vec<usize>,
        listed: Option<Listed<'a>>,
        view: &View<'a>,
        options: &DiffOptions,
        known: Option<&'a Known<'a>>,
    ) -> (Self, Accounts<'a>) {
        let time = |claim: usize| view.article_of(claim).published.map_or(i64::MAX, |at| at.order_key());
        claims.sort_by_key(|claim| (time(*claim), *claim));
        let mut passages = passages(&claims, view);
        let of_base = |claim: usize| options.base.as_ref().is_some_and(|base| base.published(view.article_of(claim)));
        let text = |passage: &Passage| view.article_of(passage.claim).at(passage.span);
        // What many outlets print of one wire is read once.
        let mut folded: FxHashMap<&str, Folded> = FxHashMap::default();
        for text in passages.iter().map(text) {
            folded.entry(text).or_insert_with(|| Folded::of(text));
        }
        // Of equally full ones, the earliest: the first of them is the one that `max_by_key` would not take.
        let is_quote = |claim: usize| view.claims[claim].kind == ClaimKind::Quote;
        let fullness = |passage: &Passage| (of_base(passage.claim), is_quote(passage.claim), folded[text(passage)].count);
        let base = (0..passages.len()).rev().max_by_key(|at| fullness(&passages[*at]));
        if let Some(base) = base {
            passages[..=base].rotate_right(1);
        }
        let texts: Vec<&'a str> = passages.iter().map(text).collect();
        let folded: Vec<&Folded> = texts.iter().map(|text| &folded[text]).collect();
        let mut first: FxHashMap<&str, usize> = FxHashMap::default();
        let mut accounts: Vec<Account> = Vec::with_capacity(passages.len());
        let read = Accounts::of(texts.iter().copied()).knowing(known);
        for (at, passage) in passages.into_iter().enumerate() {
            let copied = *first.entry(texts[at]).or_insert(at);
            if copied < at {
                let Passage { claim, parts, span } = passage;
                let original = accounts[copied].clone();
                let same_as = original.same_as.or(Some(copied));
                accounts.push(Account { claim, parts, span, same_as, ..original });
                continue;
            }
            let mut against_base = None;
            // Whether two texts differ in nothing but white space, punctuation and case.
            let mut same_words = |before: usize| {
                let edits = read.edits(before, at, &CollateOptions::default());
                let is_same = edits.iter().all(|edit| edit.kind == EditKind::Keep);
                if before == 0 && options.collate == CollateOptions::default() {
                    against_base = Some(edits);
                }
                is_same
            };
            let same_as = (0..at).find(|before| folded[*before].words == folded[at].words && same_words(*before));
            let edits = against_base.unwrap_or_else(|| read.edits(0, at, &options.collate));
            let [base, own] = [0, at].map(|at| (texts[at], folded[at].count));
            accounts.push(Account { same_as, ..Account::made_by(edits, base, passage, own, options) });
        }
        (Diff { listed, accounts, collate: options.collate, left_out: 0 }, read)
    }

    /// All accounts in one table, in the same order.
    pub fn collation(&self) -> Collation {
        let texts: Vec<&str> = self.accounts.iter().map(|account| account.text).collect();
        collate(&texts, 0, &self.collate)
    }

    /// The account at `other`, laid against the one at `base`; `read` are the texts of all.
    pub(super) fn laid(&self, base: usize, other: usize, read: &Accounts, options: &DiffOptions) -> Account<'a> {
        let (base_account, laid) = (&self.accounts[base], &self.accounts[other]);
        let edits = read.edits(base, other, &options.collate);
        let [base, own] = [base_account, laid].map(|account| (account.text, account.words));
        Account::made_by(edits, base, laid.passage(), own, options)
    }

    /// The claims of the turn of an account that are not in this diff, those before it and those after it, each in order.
    pub fn rest_of_turn(&self, account: &Account, view: &View) -> (Vec<usize>, Vec<usize>) {
        let claim = &view.claims[account.claim];
        let is_other = |at: &usize| {
            let other = &view.claims[*at];
            other.article == claim.article
                && other.utterance == claim.utterance
                && !self
                    .accounts
                    .iter()
                    .any(|a| view.claims[a.claim].article == other.article && a.span.overlap(other.span) > 0)
        };
        // A turn's claims stand close together in the run's list.
        let near = account.claim.saturating_sub(TURN)..(account.claim + TURN + 1).min(view.claims.len());
        near.filter(|_| claim.utterance.is_some()).filter(is_other).partition(|at| *at < account.claim)
    }

    /// The account against which the others are read.
    pub fn base(&self) -> Option<&Account<'a>> {
        self.accounts.first()
    }
}

/// The words of a text.
struct Folded {
    /// Folded, each with a line break behind it: no word has one.
    words: String,
    count: usize,
}

impl Folded {
    fn of(text: &str) -> Self {
        let mut all = Folded { words: String::with_capacity(text.len() + 1), count: 0 };
        any_word(text, Span::whole(text), |word| {
            all.words.push_str(&folded(word.text));
            all.words.push('\n');
            all.count += 1;
            false
        });
        all
    }
}

/// How many words a part of a text has.
fn count(text: &str, part: Span) -> usize {
    let mut count = 0;
    any_word(text, part, |_| {
        count += 1;
        false
    });
    count
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::edits;
    use proptest::prelude::*;

    const WORD: &str = "(Osk|Varn|Varns|the|a|ban|bans|banned|lifted|two|2|is|on|U\\.S\\.|America|don’t|didn't|cannot|_|é|湾|“ja”|Осло)( |, |\\. |-|')";

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]

        #[test]
        fn words_are_counted_as_one_by_one(
            one in prop::collection::vec(WORD, 0..14).prop_map(|words| words.concat()),
            other in prop::collection::vec(WORD, 0..14).prop_map(|words| words.concat()),
        ) {
            let options = DiffOptions::default();
            let account = |base: &str, text: &'static str, edits| {
                let passage = Passage { claim: 0, parts: Vec::new(), span: Span::whole(text) };
                Account::made_by(edits, (base, Folded::of(base).count), passage, (text, Folded::of(text).count), &options)
            };
            let (one, other): (&'static str, &'static str) = (one.leak(), other.leak());
            let base = account(one, one, edits(one, one, &options.collate));
            let laid = account(one, other, edits(one, other, &options.collate));
            let is_kept = |edit: &&Edit| matches!(edit.kind, EditKind::Keep | EditKind::Move) || edit.variant.is_some_and(is_same_thing);
            let words = |text: &str, span| crate::text::words(text, span).len();
            let kept: usize = laid.edits.iter().filter(is_kept).map(|edit| words(one, edit.base)).sum();
            let added: usize = laid.edits.iter().filter(|edit| !is_kept(edit)).map(|edit| words(other, edit.other)).sum();
            prop_assert_eq!((laid.kept, laid.added), (kept, added));
            let kept: usize = laid.edits.iter().filter(is_kept).map(|edit| words(other, edit.other)).sum();
            let added: usize = laid.edits.iter().filter(|edit| !is_kept(edit)).map(|edit| words(one, edit.base)).sum();
            let turned = laid.turned_counts(&base, &options);
            prop_assert_eq!((turned.kept, turned.added), (kept, added));
            prop_assert_eq!(turned.in_other_words, laid.turned(&base, &options).in_other_words);
        }
    }
}
