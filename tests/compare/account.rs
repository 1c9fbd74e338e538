//! Accounts as the tests of comparison write them, and what is found between them.

use crosswire::compare::{CompareOptions, findings};
use crosswire::model::{Article, Bound, Claim, ClaimKind, Cue, Flag, Polarity, Quantity, Speaker, SpeakerBasis, Statement};
use crosswire::text::Span;

/// One account, as the tests write it. Numbers stand in the text as `{printed|value unit}`, with `>`, `<` or `~` before the value for
/// a bound and `low..high` for a range; `!` before the text marks a claim that denies.
#[derive(Clone, Default)]
pub struct Told {
    pub text: String,
    pub is_quote: bool,
    pub speaker: Option<(String, SpeakerBasis)>,
    pub cue: Option<String>,
    pub rest: Option<String>,
    pub language: String,
}

pub fn told(text: &str) -> Told {
    Told { text: text.to_owned(), language: "en".to_owned(), ..Told::default() }
}

pub fn quote(text: &str) -> Told {
    Told { is_quote: true, ..told(text) }
}

impl Told {
    pub fn by(self, name: &str, basis: SpeakerBasis) -> Told {
        Told { speaker: Some((name.to_owned(), basis)), ..self }
    }

    pub fn named(self, name: &str) -> Told {
        self.by(name, SpeakerBasis::Named)
    }

    pub fn cue(self, lemma: &str) -> Told {
        Told { cue: Some(lemma.to_owned()), ..self }
    }

    /// Another claim of the same turn follows.
    pub fn then(self, rest: &str) -> Told {
        Told { rest: Some(rest.to_owned()), ..self }
    }

    pub fn in_language(self, language: &str) -> Told {
        Told { language: language.to_owned(), ..self }
    }
}

/// The text without marks, and the quantities that they hold.
fn parse(marked: &str) -> (String, Vec<Quantity>) {
    let (mut text, mut quantities) = (String::new(), Vec::new());
    let mut rest = marked;
    while let Some((before, (inside, after))) = rest.split_once('{').and_then(|(b, r)| Some((b, r.split_once('}')?))) {
        text.push_str(before);
        let (printed, value) = inside.split_once('|').unwrap();
        let span = Span::new(text.len(), text.len() + printed.len());
        text.push_str(printed);
        let (number, unit) = value.split_once(' ').map_or((value, None), |(n, u)| (n, Some(u.to_owned())));
        let bound = match number.chars().next() {
            Some('>') => Bound::AtLeast,
            Some('<') => Bound::AtMost,
            Some('~') => Bound::About,
            _ => Bound::Exact,
        };
        let figures = number.trim_start_matches(['>', '<', '~']);
        let (low, high) = figures.split_once("..").map_or((figures, None), |(l, h)| (l, Some(h.parse().unwrap())));
        quantities.push(Quantity { span, value: low.parse().unwrap(), high, bound, unit });
        rest = after;
    }
    text.push_str(rest);
    (text, quantities)
}

fn claim(at: usize, account: &Told, text: &str, quantities: Vec<Quantity>) -> Claim {
    let span = Span::whole(text);
    Claim {
        id: format!("c{at}"),
        article: at,
        span,
        sentence: span,
        block: 0,
        position: 0,
        kind: if account.is_quote { ClaimKind::Quote } else { ClaimKind::Reported },
        speaker: account.speaker.clone().map(|(name, basis)| Speaker { name, mention: Span::default(), basis }),
        cue: account.cue.clone().map(|lemma| Cue { span: Span::default(), lemma }),
        utterance: Some(format!("u{at}")),
        quoted: if account.is_quote { vec![span] } else { Vec::new() },
        quantities,
        dates: Vec::new(),
        polarity: if account.text.starts_with('!') { Polarity::Negated } else { Polarity::Affirmed },
    }
}

pub fn world(accounts: &[Told]) -> (Statement, Vec<Claim>, Vec<Article>) {
    let (mut claims, mut articles, mut members) = (Vec::new(), Vec::new(), Vec::new());
    for (at, account) in accounts.iter().enumerate() {
        let (mut text, quantities) = parse(account.text.trim_start_matches('!'));
        members.push(claims.len());
        claims.push(claim(at, account, &text, quantities));
        if let Some(rest) = &account.rest {
            text.push_str(", he said ");
            let span = Span::new(text.len(), text.len() + rest.len());
            text.push_str(rest);
            claims.push(Claim { span, sentence: span, quoted: vec![span], ..claim(at, account, rest, Vec::new()) });
        }
        articles.push(Article { id: format!("a{at}"), text, language: account.language.clone(), ..Article::default() });
    }
    let ties = vec![0.9; members.len()];
    let representative = members[0];
    (Statement { id: "s".into(), event: Some(0), members, ties, representative, findings: Vec::new() }, claims, articles)
}

pub fn flags_of(accounts: &[Told]) -> Vec<Flag> {
    let (statement, claims, articles) = world(accounts);
    let findings = findings(&statement, &claims, &articles, &CompareOptions::default());
    Statement { findings, ..statement }.flags()
}

/// Each pair is flagged, or left alone, whichever comes first.
#[track_caller]
pub fn check(flag: Flag, is_flagged: bool, pairs: Vec<(Told, Told)>) {
    let mut wrong = Vec::new();
    for (a, b) in pairs {
        let name = format!("{}: {:?} {:?} / {:?} {:?}", flag.as_str(), a.speaker, a.text, b.speaker, b.text);
        let found = flags_of(&[a.clone(), b.clone()]).contains(&flag);
        assert_eq!(found, flags_of(&[b, a]).contains(&flag), "the order matters: {name}");
        if found != is_flagged {
            wrong.push(name);
        }
    }
    assert!(wrong.is_empty(), "expected {is_flagged}:\n{}", wrong.join("\n"));
}

pub fn both(pairs: &[(&str, &str)], make: fn(&str) -> Told) -> Vec<(Told, Told)> {
    pairs.iter().map(|(a, b)| (make(a), make(b))).collect()
}
