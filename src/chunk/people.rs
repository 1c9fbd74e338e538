//! The people of an article: every name with its spellings, gender and roles.

use super::lexicon::{self, Gender, Sort};
use super::mention;
use super::name;
use super::passage::Passage;
use super::token::Token;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// How alike two spellings of one name are at least, as Jaro-Winkler similarity (`sergei`, `sergey`: 0.93). Our own choice:
/// transliterations of one name lie above, different surnames of one family of names (`petrov`, `petrosyan`) below.
const SAME_SPELLING: f64 = 0.9;

/// The most different names that are kept apart in one article.
const MOST_PEOPLE: usize = 2_000;

/// One person.
#[derive(Debug, Clone)]
pub(super) struct Person {
    /// The name to show: the fullest, in its most frequent spelling.
    pub name: String,
    /// Its words, folded.
    words: Vec<String>,
    /// What is known of the gender.
    pub gender: Gender,
    /// Role phrases as printed before or after the name, folded, with their classes.
    roles: Vec<(String, &'static str)>,
    /// The places that go with those roles.
    places: Vec<&'static str>,
}

/// All people of an article.
#[derive(Debug, Default)]
pub(super) struct People {
    people: Vec<Person>,
    /// Surnames and other single words of names, each with the people who bear it.
    by_word: FxHashMap<String, Vec<usize>>,
}

/// One printing of a name.
struct Printed {
    shown: Vec<String>,
    words: Vec<String>,
    gender: Gender,
    roles: Vec<(String, &'static str)>,
    places: Vec<&'static str>,
}

impl People {
    /// The people named in the passages of one article.
    pub(super) fn of(passages: &[&Passage]) -> Self {
        let mut printed: Vec<Printed> = passages.iter().flat_map(|passage| names(passage)).collect();
        // Full names first, so that surnames find their bearers; else in order of appearance.
        printed.sort_by_key(|name| std::cmp::Reverse(name.words.len().min(2)));
        let mut people = People::default();
        let mut spellings: Vec<Vec<(Vec<String>, usize)>> = Vec::new();
        for name in printed {
            let at = match people.find(&name.words, name.gender) {
                Some(at) => at,
                None if people.people.len() < MOST_PEOPLE => people.add(&name, &mut spellings),
                None => continue,
            };
            people.learn(at, &name);
            match spellings[at].iter_mut().find(|(shown, _)| *shown == name.shown) {
                Some((_, count)) => *count += 1,
                None => spellings[at].push((name.shown, 1)),
            }
        }
        for (person, spellings) in people.people.iter_mut().zip(spellings) {
            let best =
                spellings.iter().enumerate().max_by_key(|(i, (shown, count))| (shown.len(), *count, std::cmp::Reverse(*i)));
            person.name = best.map(|(_, (shown, _))| shown.join(" ")).unwrap_or_default();
        }
        people
    }

    fn add(&mut self, name: &Printed, spellings: &mut Vec<Vec<(Vec<String>, usize)>>) -> usize {
        let person = Person {
            name: String::new(),
            words: name.words.clone(),
            gender: Gender::Unknown,
            roles: Vec::new(),
            places: Vec::new(),
        };
        self.people.push(person);
        spellings.push(Vec::new());
        let at = self.people.len() - 1;
        for word in &name.words {
            self.by_word.entry(word.clone()).or_default().push(at);
        }
        at
    }

    fn learn(&mut self, at: usize, name: &Printed) {
        let person = &mut self.people[at];
        if name.words.len() > person.words.len() {
            person.words = name.words.clone();
        }
        if person.gender == Gender::Unknown {
            person.gender = name.gender;
        }
        for role in &name.roles {
            if !person.roles.contains(role) {
                person.roles.push(role.clone());
            }
        }
        for place in &name.places {
            if !person.places.contains(place) {
                person.places.push(place);
            }
        }
        for word in &name.words {
            let bearers = self.by_word.entry(word.clone()).or_default();
            if !bearers.contains(&at) {
                bearers.push(at);
            }
        }
    }

    /// One person, by position.
    pub(super) fn person(&self, at: usize) -> &Person {
        &self.people[at]
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.people.len()
    }

    /// A gender learnt later, from a pronoun.
    pub(super) fn learn_gender(&mut self, at: usize, gender: Gender) {
        if self.people[at].gender == Gender::Unknown {
            self.people[at].gender = gender;
        }
    }

    /// Whom the words (folded) can name; the first in order of appearance where several can.
    pub(super) fn find(&self, words: &[String], gender: Gender) -> Option<usize> {
        self.all(words, gender).first().copied()
    }

    /// All whom the words (folded) can name.
    pub(super) fn all(&self, words: &[String], gender: Gender) -> Vec<usize> {
        let Some(last) = words.last() else { return Vec::new() };
        let fits = |at: &usize| self.people[*at].gender.agrees(gender) && same_name(&self.people[*at].words, words);
        let direct: Vec<usize> = self.by_word.get(last).into_iter().flatten().copied().filter(fits).collect();
        if !direct.is_empty() || self.people.len() > 300 {
            return direct;
        }
        (0..self.people.len()).filter(fits).collect()
    }

    /// Those of the places that a role phrase names of whom no office is known: `his Russian counterpart Sergei Lavrov` for
    /// `the Russian foreign minister`.
    pub(super) fn of_place(&self, tokens: &[Token], words: Range<usize>) -> Vec<usize> {
        let wanted = Wanted::read(tokens, words).filter(|wanted| !wanted.places.is_empty());
        let Some(wanted) = wanted else { return Vec::new() };
        let fits = |person: &Person| {
            let place = wanted.places.iter().all(|place| person.places.contains(place));
            place && person.gender.agrees(wanted.gender) && person.roles.iter().all(|(_, class)| *class == "person")
        };
        (0..self.people.len()).filter(|at| fits(&self.people[*at])).collect()
    }

    /// Those whose roles fit a phrase such as `the Russian minister` or `Washington's top diplomat`.
    pub(super) fn with_role(&self, tokens: &[Token], words: Range<usize>) -> Vec<usize> {
        let Some(wanted) = Wanted::read(tokens, words) else { return Vec::new() };
        let fits = |person: &Person| wanted.fits(person);
        (0..self.people.len()).filter(|at| fits(&self.people[*at])).collect()
    }
}

/// What a role phrase asks of a person.
struct Wanted {
    phrase: String,
    class: &'static str,
    gender: Gender,
    places: Vec<&'static str>,
}

impl Wanted {
    fn read(tokens: &[Token], words: Range<usize>) -> Option<Self> {
        let head = (words.start..words.end)
            .find(|at| tokens[*at].low == "of" && mention::role_ending_at(tokens, words.start, *at + 1).is_none());
        let end = head.unwrap_or(words.end).max(words.start + 1);
        let (start, role) = mention::role_ending_at(tokens, words.start, end - 1)?;
        if !role.is_persons() {
            return None;
        }
        let phrase = mention::joined(&tokens[start..end]);
        Some(Wanted { phrase, class: role.class, gender: role.gender, places: places(tokens, words) })
    }

    fn fits(&self, person: &Person) -> bool {
        let place_fits = self.places.iter().all(|place| person.places.contains(place));
        let role_fits = person.roles.iter().any(|(phrase, class)| {
            *class == self.class
                || phrase.ends_with(&self.phrase) && phrase[..phrase.len() - self.phrase.len()].ends_with([' ', '-'])
                || is_kind_of(class, self.class)
        });
        place_fits && role_fits && person.gender.agrees(self.gender)
    }
}

/// Whether people of one class are also called by the other: a president is a leader.
fn is_kind_of(class: &str, wanted: &str) -> bool {
    match wanted {
        "leader" => matches!(class, "president" | "prime minister" | "chancellor" | "monarch" | "chairman" | "premier"),
        "minister" => class.ends_with("minister"),
        "president" => class == "former president",
        "ambassador" => class == "deputy foreign minister",
        "representative" => class == "senator",
        "monarch" => class == "prince",
        _ => false,
    }
}

/// The places that the words name.
fn places(tokens: &[Token], words: Range<usize>) -> Vec<&'static str> {
    let mut places = Vec::new();
    for at in words.clone() {
        let pair = (at + 1 < words.end).then(|| lexicon::place(&mention::joined(&tokens[at..at + 2]))).flatten();
        let one = tokens[at].is_capitalised().then(|| lexicon::place(&tokens[at].low)).flatten();
        if let Some(place) = pair.or(one)
            && !places.contains(&place)
        {
            places.push(place);
        }
    }
    places
}

/// Whether two folded names can be those of one person: the shorter one is found in the longer one, in order.
fn same_name(full: &[String], other: &[String]) -> bool {
    let (long, short) = if full.len() >= other.len() { (full, other) } else { (other, full) };
    let (Some(long_last), Some(short_last)) = (long.last(), short.last()) else { return false };
    if short.len() == 1 {
        // `Xi` for `Xi Jinping`: a first word counts where it is no given name.
        let first = long.first().is_some_and(|word| word == short_last && lexicon::given_name(word).is_none());
        return alike(long_last, short_last) || first;
    }
    if !alike(long_last, short_last) {
        return false;
    }
    let (long_first, short_first) = (&long[0], &short[0]);
    let rest = |a: &str, b: &str| {
        alike(a, b)
            || a.chars().count() == 1 && b.starts_with(a)
            || b.chars().count() == 1 && a.starts_with(b)
            || is_short_form(a, b)
    };
    rest(long_first, short_first) || long[..long.len() - 1].iter().any(|word| alike(word, short_first))
}

/// Whether two folded words are spellings of one name.
fn alike(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let longest = a.len().max(b.len());
    let shortest = a.len().min(b.len());
    shortest >= 4
        && longest - shortest <= 2
        && a.as_bytes()[0] == b.as_bytes()[0]
        && strsim::jaro_winkler(a, b) >= SAME_SPELLING
        && differs_in_vowels(a, b)
}

/// Whether two spellings have the same consonants, `y`, `i` and `j` counting as vowels: how transliterations differ.
fn differs_in_vowels(a: &str, b: &str) -> bool {
    let bones = |word: &str| {
        let mut bones: Vec<char> =
            word.chars().filter(|c| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'j' | '-' | '\'' | 'h')).collect();
        bones.dedup();
        bones
    };
    bones(a) == bones(b)
}

/// Whether one given name is the usual short form of the other (`Tom`, `Thomas`).
fn is_short_form(a: &str, b: &str) -> bool {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    short.len() >= 3 && long.starts_with(short)
}

/// The printed names of one passage, in order.
fn names<'a>(passage: &'a Passage) -> impl Iterator<Item = Printed> + 'a {
    let tokens = &passage.tokens;
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < tokens.len() {
            let start = at;
            let end = run_end(tokens, start);
            at = end.max(start + 1);
            if let Some(name) = (end > start).then(|| printed(tokens, start..end)).flatten() {
                return Some(name);
            }
        }
        None
    })
}

/// The end of the run of capitalised words that starts at `start`; `start` where there is none.
pub(super) fn run_end(tokens: &[Token], start: usize) -> usize {
    if !tokens[start].is_capitalised() || lexicon::is_function_word(&tokens[start].low) {
        return start;
    }
    let mut end = start + 1;
    while end < tokens.len() && end - start < 12 && tokens[end].gap.is_plain() && !tokens[end - 1].is_possessive() {
        let next_capital = tokens.get(end + 1).is_some_and(Token::is_capitalised);
        let office = || lexicon::role(&mention::joined(&tokens[end - 1..(end + 2).min(tokens.len())])).is_some();
        let particle = lexicon::is_particle(&tokens[end].low) && name::opens_name_rest(tokens, end + 1);
        let joint = particle || next_capital && tokens[end].low == "of" && office();
        let capital = tokens[end].is_capitalised()
            && (!lexicon::is_function_word(&tokens[end].low) || lexicon::is_particle(&tokens[end].low));
        if !capital && !joint {
            break;
        }
        end += 1;
    }
    end
}

/// The name in a run of capitalised words, if it is a person's.
fn printed(tokens: &[Token], run: Range<usize>) -> Option<Printed> {
    let name = name::name_in(tokens, run.clone())?;
    let before = run.start.min(name.start)..name.start;
    let titles = tokens[before.clone()].iter().rev().find_map(|token| lexicon::title(&token.low));
    let low = before.start.saturating_sub(if tokens[before.start].gap.is_plain() { 3 } else { 0 });
    let role = name
        .start
        .checked_sub(1)
        .filter(|last| *last >= low && tokens[name.start].gap.is_plain())
        .and_then(|last| mention::role_ending_at(tokens, low, last))
        .filter(|(_, role)| role.is_persons());
    let given = lexicon::given_name(&tokens[name.start].low).filter(|_| name.len() > 1);
    let known = titles.is_some() || role.is_some() || given.is_some();
    let follows = tokens.get(name.end).filter(|token| token.gap.is_plain());
    let speaks = follows.is_some_and(|token| lexicon::cue(&token.low, |_| None).is_some_and(|(_, cue)| !cue.doubtful));
    if name.len() < 2 && titles.is_none() && role.is_none() || !known && !speaks && name.len() < 2 {
        return None;
    }
    if !known && !speaks && !has_apposition(tokens, name.end) && !has_initial(&tokens[name.clone()]) {
        return None;
    }
    let mut roles = Vec::new();
    let mut found_places = Vec::new();
    if let Some((start, role)) = role {
        let phrase = mention::joined(&tokens[start..name.start]);
        roles.push((phrase, role.class));
        let from = start.saturating_sub(3).max(low);
        found_places.extend(places(tokens, from..name.start));
    }
    apposed_role(tokens, name.end, &mut roles, &mut found_places);
    let gender = [titles, role.map(|(_, role)| role.gender), given]
        .into_iter()
        .flatten()
        .find(|gender| matches!(gender, Gender::Male | Gender::Female));
    let shown = tokens[name.clone()].iter().map(|token| shown(token)).collect();
    let words = folded(&tokens[name]);
    Some(Printed { shown, words, gender: gender.unwrap_or(Gender::Unknown), roles, places: found_places })
}

/// A word of a name without a possessive ending, with the full stop of an initial.
pub(super) fn shown(token: &Token) -> String {
    let bare = token.text.trim_end_matches("'s").trim_end_matches("’s");
    if token.is_initial() && bare.chars().count() == 1 { format!("{bare}.") } else { bare.to_owned() }
}

/// The words of a name, folded, without an Arabic article (`al-Assad`: `assad`).
pub(super) fn folded(name: &[Token]) -> Vec<String> {
    let article =
        |word: &str| ["al-", "el-", "as-", "ad-", "ar-", "at-", "an-"].iter().any(|article| word.starts_with(article));
    let bare = |token: &Token| if article(&token.low) { token.low[3..].to_owned() } else { token.low.clone() };
    let words: Vec<String> = name.iter().map(bare).filter(|word| word != "al" && word != "el").collect();
    words
}

fn has_initial(name: &[Token]) -> bool {
    name.len() > 2 && name[1..].iter().any(Token::is_initial) || name[0].is_initial()
}

/// Whether `, the foreign minister` or `, 45,` follows.
fn has_apposition(tokens: &[Token], at: usize) -> bool {
    let mut roles = Vec::new();
    apposed_role(tokens, at, &mut roles, &mut Vec::new());
    let age = tokens
        .get(at)
        .is_some_and(|token| token.gap.comma && token.low.len() == 2 && token.low.bytes().all(|b| b.is_ascii_digit()));
    age || !roles.is_empty() || tokens.get(at).is_some_and(|token| token.gap.comma && token.low == "who")
}

/// The role that an apposition behind a name tells: `, president of the group,`, `, the Russian foreign minister`.
fn apposed_role(tokens: &[Token], at: usize, roles: &mut Vec<(String, &'static str)>, found_places: &mut Vec<&'static str>) {
    if !tokens.get(at).is_some_and(|token| token.gap.comma && !token.gap.quote) {
        return;
    }
    let end = (at + 1..tokens.len().min(at + 9))
        .find(|i| tokens[*i].gap.is_break() || tokens[*i].is(Sort::Conjunction))
        .unwrap_or(tokens.len().min(at + 9));
    let opens = tokens[at].is(Sort::Determiner)
        || lexicon::role(&tokens[at].low).is_some()
        || tokens[at].is_possessive()
        || tokens.get(at + 1).is_some_and(|t| lexicon::role(&t.low).is_some());
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
        found_places.extend(places(tokens, at..end));
    }
}
