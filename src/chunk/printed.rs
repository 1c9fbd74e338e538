//! Names as an article prints them, each with the title, role and place around it.

use super::lexicon::{self, Gender, Role, Sort};
use super::mention;
use super::name;
use super::passage::Passage;
use super::places::Places;
use super::token::Token;
use rustc_hash::FxHashSet;
use smallvec::SmallVec;
use std::borrow::Cow;
use std::ops::Range;

/// The words of a name, which are seldom more than three.
pub(super) type NameWords<'a> = SmallVec<[&'a str; 3]>;

/// One printing of a name.
pub(super) struct Printed<'a> {
    /// Its words to show.
    pub shown: Vec<Cow<'a, str>>,
    /// Its words, folded.
    pub words: NameWords<'a>,
    /// What its title, role or given name tells.
    pub gender: Gender,
    /// Roles before and after it, with their classes.
    pub roles: Vec<(String, &'static str)>,
    /// The places that go with those roles.
    pub places: Vec<String>,
}

/// What the whole article tells about its names.
struct Context<'a> {
    places: &'a Places,
    /// Single words that speak or bear a title somewhere.
    surnames: &'a FxHashSet<&'a str>,
}

/// Single names that speak (`Koskul said`) or bear a title (`Mr Koskul`), folded.
fn surnames<'a>(passage: &'a Passage<'a>) -> impl Iterator<Item = &'a str> + 'a {
    let tokens = passage.tokens;
    let cue = |at: usize| {
        let token = tokens.get(at).filter(|token| !token.is_capitalised())?;
        token.listed.cue.filter(|cue| !cue.doubtful)
    };
    let single = move |at: usize| {
        name::run_end(tokens, at) == at + 1 && (at == 0 || !tokens[at - 1].is_capitalised() || tokens[at].gap.is_break())
    };
    let speaks = move |at: usize| {
        let follows = tokens.get(at + 1).is_some_and(|next| next.gap.is_plain()) && cue(at + 1).is_some();
        let inverted =
            at > 0 && tokens[at].gap.is_plain() && cue(at - 1).is_some() && tokens.get(at + 1).is_none_or(|t| t.gap.is_break());
        let titled = at > 0 && tokens[at].gap.is_plain() && tokens[at - 1].listed.title.is_some();
        (follows || inverted) && single(at) || titled && name::run_end(tokens, at) == at + 1
    };
    let is_name = |at: usize| name::name_in(tokens, at..at + 1).is_some();
    // Such a word ends a run of capitalised words, if it is not all of it.
    let ends = passage.runs.iter().map(|run| run.words.end - 1);
    ends.filter(move |at| tokens[*at].is_capitalised() && speaks(*at) && is_name(*at)).map(|at| tokens[at].low)
}

/// The printed names of the passages, in order.
pub(super) fn names<'a>(passages: &[&'a Passage<'a>], places: &Places) -> Vec<Printed<'a>> {
    let surnames: FxHashSet<&str> = passages.iter().flat_map(|passage| surnames(passage)).collect();
    let context = Context { places, surnames: &surnames };
    let mut found = Vec::new();
    for passage in passages {
        found.extend(passage.runs.iter().filter_map(|run| printed(passage.tokens, &run.words, run.name.clone()?, &context)));
    }
    found
}

/// The printing of the name in a run of capitalised words, if it is a person's.
fn printed<'a>(tokens: &'a [Token<'a>], run: &Range<usize>, name: Range<usize>, context: &Context) -> Option<Printed<'a>> {
    let before = run.start.min(name.start)..name.start;
    let titles = tokens[before.clone()].iter().rev().find_map(|token| token.listed.title);
    let low = before.start.saturating_sub(if tokens[before.start].gap.is_plain() { 3 } else { 0 });
    let role = role_before(tokens, low, name.start).or_else(|| role_of_pair(tokens, name.start));
    let given = tokens[name.start].listed.given_name.filter(|_| name.len() > 1);
    let known = titles.is_some() || role.is_some() || given.is_some();
    let follows = tokens.get(name.end).filter(|token| token.gap.is_plain());
    let speaks = follows.is_some_and(|token| token.listed.cue.is_some_and(|cue| !cue.doubtful));
    if name.len() < 2 && titles.is_none() && role.is_none() || !known && !speaks && name.len() < 2 {
        return None;
    }
    let speaks = speaks || name.len() < 4 && context.surnames.contains(tokens[name.end - 1].low);
    if !known && !speaks && !has_apposition(tokens, name.end, context.places) && !has_initial(&tokens[name.clone()]) {
        return None;
    }
    let mut roles = Vec::new();
    let mut places = place_around(tokens, &name, context.places);
    if let Some((start, role)) = role {
        let phrase = mention::joined(&tokens[start..name.start]);
        roles.push((phrase, role.class));
        let from = start.saturating_sub(3).max(low).min(start);
        places.extend(context.places.among(tokens, from..name.start));
    }
    apposed_role(tokens, name.end, context.places, &mut roles, &mut places);
    let gender = [titles, role.map(|(_, role)| role.gender), given]
        .into_iter()
        .flatten()
        .find(|gender| matches!(gender, Gender::Male | Gender::Female));
    let shown = tokens[name.clone()].iter().map(|token| shown(token)).collect();
    let words = folded(&tokens[name]);
    Some(Printed { shown, words, gender: gender.unwrap_or(Gender::Unknown), roles, places })
}

/// The role of one person that stands right before a name.
fn role_before(tokens: &[Token], low: usize, name: usize) -> Option<(usize, Role)> {
    let last = name.checked_sub(1).filter(|last| *last >= low && tokens[name].gap.is_plain())?;
    let (start, role) = mention::role_ending_at(tokens, low, last)?;
    if role.is_persons() {
        return Some((start, role));
    }
    shared_role(tokens, low, last)
}

/// `Foreign Ministers | Ann Lee and Bo Karr`: each of the two holds the office.
fn shared_role(tokens: &[Token], low: usize, last: usize) -> Option<(usize, Role)> {
    (0..4).rev().filter_map(|back| last.checked_sub(back).filter(|start| *start >= low)).find_map(|start| {
        let phrase = mention::joined(&tokens[start..=last]);
        let role = lexicon::role(phrase.strip_suffix('s')?).filter(|role| role.is_persons())?;
        Some((start, role))
    })
}

/// The office shared with the name before: `Foreign Ministers Ann Lee and | Bo Karr`. Its words are those before the first name.
fn role_of_pair(tokens: &[Token], name: usize) -> Option<(usize, Role)> {
    let joint = name.checked_sub(1).filter(|at| *at > 0 && tokens[*at].low == "and" && tokens[name].gap.is_plain())?;
    let other = (joint.saturating_sub(3)..joint)
        .find(|start| *start > 0 && tokens[*start..joint].iter().all(|token| token.is_capitalised() && token.gap.is_plain()))?;
    (other..joint).find_map(|first| {
        let (_, role) = shared_role(tokens, first.saturating_sub(3), first.checked_sub(1)?)?;
        Some((name, role))
    })
}

/// The place whose person the name is: `Velia's Ann Lee`, `Minister Ann Lee of Velia`.
fn place_around(tokens: &[Token], name: &Range<usize>, known: &Places) -> Vec<String> {
    let owner = name.start.checked_sub(1).filter(|at| tokens[*at].is_possessive() && tokens[name.start].gap.is_plain());
    let of = tokens.get(name.end).is_some_and(|token| token.gap.is_plain() && matches!(token.low, "of" | "from"));
    let origin = Some(name.end + 1).filter(|at| of && tokens.get(*at).is_some_and(|token| token.gap.is_plain()));
    owner.or(origin).map(|at| known.among(tokens, at..at + 1)).unwrap_or_default()
}

/// A word of a name without a possessive ending, with the full stop of an initial.
pub(super) fn shown<'t>(token: &'t Token) -> Cow<'t, str> {
    let mut bare = token.text;
    // Most words end in another letter than these endings do.
    if bare.ends_with('s') {
        for ending in ["'s", "’s"] {
            while let Some(rest) = bare.strip_suffix(ending) {
                bare = rest;
            }
        }
    }
    let is_single = bare.len() <= 4 && bare.chars().count() == 1;
    if is_single && token.is_initial() { Cow::Owned(format!("{bare}.")) } else { Cow::Borrowed(bare) }
}

/// The words of a name, folded, without an Arabic article (`al-Assad`: `assad`).
pub(super) fn folded<'t>(name: &'t [Token]) -> NameWords<'t> {
    let article = |word: &str| matches!(word, "al" | "el" | "as" | "ad" | "ar" | "at" | "an");
    let bare = |token: &'t Token| match token.low.get(..3).and_then(|start| start.strip_suffix('-')) {
        Some(start) if article(start) => &token.low[3..],
        _ => token.low,
    };
    name.iter().map(bare).filter(|word| *word != "al" && *word != "el").collect()
}

fn has_initial(name: &[Token]) -> bool {
    name.len() > 2 && name[1..].iter().any(Token::is_initial) || name[0].is_initial()
}

/// Whether `, the foreign minister` or `, 45,` follows.
fn has_apposition(tokens: &[Token], at: usize, known: &Places) -> bool {
    let mut roles = Vec::new();
    apposed_role(tokens, at, known, &mut roles, &mut Vec::new());
    let age = tokens
        .get(at)
        .is_some_and(|token| token.gap.comma() && token.low.len() == 2 && token.low.bytes().all(|b| b.is_ascii_digit()));
    age || !roles.is_empty() || tokens.get(at).is_some_and(|token| token.gap.comma() && token.low == "who")
}

/// The role that an apposition behind a name tells: `, president of the group,`, `, the Russian foreign minister`.
fn apposed_role(
    tokens: &[Token],
    at: usize,
    known: &Places,
    roles: &mut Vec<(String, &'static str)>,
    places: &mut Vec<String>,
) {
    if !tokens.get(at).is_some_and(|token| token.gap.comma() && !token.gap.quote()) {
        return;
    }
    let end = (at + 1..tokens.len().min(at + 9))
        .find(|i| tokens[*i].gap.is_break() || tokens[*i].is(Sort::Conjunction))
        .unwrap_or(tokens.len().min(at + 9));
    let opens = tokens[at].is(Sort::Determiner)
        || tokens[at].listed.role.is_some()
        || tokens[at].is_possessive()
        || tokens.get(at + 1).is_some_and(|t| t.listed.role.is_some());
    if !opens {
        return;
    }
    for last in at..end {
        if let Some((start, role)) = mention::role_ending_at(tokens, at, last)
            && role.is_persons()
        {
            roles.push((mention::joined(&tokens[start..=last]), role.class));
        }
    }
    if !roles.is_empty() {
        places.extend(known.among(tokens, at..end));
    }
}
