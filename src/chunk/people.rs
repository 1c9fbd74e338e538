//! The people of an article: every name with its spellings, gender and roles.

use super::lexicon::{self, Gender};
use super::mention;
use super::passage::Passage;
use super::places::Places;
use super::printed::{self, Printed};
use super::token::Token;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
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
    places: Vec<String>,
}

/// All people of an article.
#[derive(Debug, Default)]
pub(super) struct People {
    people: Vec<Person>,
    /// Surnames and other single words of names, each with the people who bear it.
    by_word: FxHashMap<String, Vec<usize>>,
    /// The places that the article knows.
    places: Places,
}

impl Person {
    /// Whether folded words can be the person's name.
    fn is_called(&self, words: &[impl AsRef<str>]) -> bool {
        if self.words.len() >= words.len() { same_name(&self.words, words) } else { same_name(words, &self.words) }
    }
}

impl People {
    /// The people named in the passages of one article.
    pub(super) fn of(passages: &[&Passage]) -> Self {
        let places = Places::of(passages);
        let mut printed = printed::names(passages, &places);
        // Full names first, so that surnames find their bearers; else in order of appearance.
        printed.sort_by_key(|name| std::cmp::Reverse(name.words.len().min(2)));
        let mut people = People::default();
        let mut spellings: Vec<Vec<(Vec<Cow<str>>, usize)>> = Vec::new();
        for name in printed {
            let at = match people.find(&name.words, name.gender) {
                Some(at) => at,
                None if people.people.len() < MOST_PEOPLE => {
                    spellings.push(Vec::new());
                    people.add(&name)
                }
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
        people.places = places;
        people
    }

    /// The places that the article knows.
    pub(super) fn places(&self) -> &Places {
        &self.places
    }

    fn add(&mut self, name: &Printed) -> usize {
        let person = Person {
            name: String::new(),
            words: name.words.iter().map(|word| (*word).to_owned()).collect(),
            gender: Gender::Unknown,
            roles: Vec::new(),
            places: Vec::new(),
        };
        self.people.push(person);
        self.people.len() - 1
    }

    fn learn(&mut self, at: usize, name: &Printed) {
        let person = &mut self.people[at];
        if name.words.len() > person.words.len() {
            person.words = name.words.iter().map(|word| (*word).to_owned()).collect();
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
                person.places.push(place.clone());
            }
        }
        for word in &name.words {
            match self.by_word.get_mut(*word) {
                Some(bearers) if bearers.contains(&at) => {}
                Some(bearers) => bearers.push(at),
                None => {
                    self.by_word.insert((*word).to_owned(), vec![at]);
                }
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
    pub(super) fn find(&self, words: &[impl AsRef<str>], gender: Gender) -> Option<usize> {
        let last = words.last()?.as_ref();
        let fits = |at: &usize| self.people[*at].gender.agrees(gender) && self.people[*at].is_called(words);
        let direct = self.by_word.get(last).into_iter().flatten().copied().find(fits);
        direct.or_else(|| if self.people.len() > 300 { None } else { (0..self.people.len()).find(fits) })
    }

    /// All whom the words (folded) can name.
    pub(super) fn all(&self, words: &[impl AsRef<str>], gender: Gender) -> Vec<usize> {
        let direct: Vec<usize> = self.direct(words, gender).collect();
        if direct.is_empty() { self.others(words, gender).collect() } else { direct }
    }

    /// The one of them of whom `rank` is highest.
    pub(super) fn best<R: Ord>(&self, words: &[impl AsRef<str>], gender: Gender, rank: impl Fn(&usize) -> R) -> Option<usize> {
        let direct = self.direct(words, gender).max_by_key(&rank);
        direct.or_else(|| self.others(words, gender).max_by_key(&rank))
    }

    /// Those who bear the last of the words.
    fn direct(&self, words: &[impl AsRef<str>], gender: Gender) -> impl Iterator<Item = usize> {
        let bearers = words.last().and_then(|last| self.by_word.get(last.as_ref()));
        bearers.into_iter().flatten().copied().filter(move |at| self.is_called(*at, words, gender))
    }

    /// All that the words can name where nobody bears the last one; of many nobody.
    fn others(&self, words: &[impl AsRef<str>], gender: Gender) -> impl Iterator<Item = usize> {
        let count = if self.people.len() > 300 || words.is_empty() { 0 } else { self.people.len() };
        (0..count).filter(move |at| self.is_called(*at, words, gender))
    }

    fn is_called(&self, at: usize, words: &[impl AsRef<str>], gender: Gender) -> bool {
        self.people[at].gender.agrees(gender) && self.people[at].is_called(words)
    }

    /// Those of the places that a role phrase names of whom no office is known: `his Russian counterpart Sergei Lavrov` for
    /// `the Russian foreign minister`.
    pub(super) fn of_place(&self, tokens: &[Token], words: Range<usize>) -> Vec<usize> {
        let wanted = Wanted::read(tokens, words, &self.places).filter(|wanted| !wanted.places.is_empty());
        let Some(wanted) = wanted else { return Vec::new() };
        let fits = |person: &Person| {
            let place = wanted.places.iter().all(|place| person.places.contains(place));
            place && person.gender.agrees(wanted.gender) && person.roles.iter().all(|(_, class)| *class == "person")
        };
        (0..self.people.len()).filter(|at| fits(&self.people[*at])).collect()
    }

    /// Those whose roles fit a phrase such as `the Russian minister` or `Washington's top diplomat`.
    pub(super) fn with_role(&self, tokens: &[Token], words: Range<usize>) -> Vec<usize> {
        let Some(wanted) = Wanted::read(tokens, words, &self.places) else { return Vec::new() };
        (0..self.people.len()).filter(|at| wanted.fits(&self.people[*at])).collect()
    }

    /// Those whose roles fit a phrase and whose country nobody told: `Foreign Ministers Ann Lee and Bo Karr` for
    /// `the Velian minister`.
    pub(super) fn of_any_place(&self, tokens: &[Token], words: Range<usize>) -> Vec<usize> {
        let Some(wanted) = Wanted::read(tokens, words, &self.places) else { return Vec::new() };
        let fits = |person: &Person| person.places.is_empty() && wanted.role_fits(person);
        (0..self.people.len()).filter(|at| fits(&self.people[*at])).collect()
    }
}

/// What a role phrase asks of a person.
struct Wanted {
    phrase: String,
    class: &'static str,
    gender: Gender,
    places: Vec<String>,
}

impl Wanted {
    fn read(tokens: &[Token], words: Range<usize>, known: &Places) -> Option<Self> {
        let in_role = |of: usize| of + 1 < tokens.len() && mention::role_ending_at(tokens, words.start, of + 1).is_some();
        let head = (words.start..words.end).find(|at| tokens[*at].low == "of" && !in_role(*at));
        let end = head.unwrap_or(words.end).max(words.start + 1);
        let (start, role) = mention::role_ending_at(tokens, words.start, end - 1)?;
        if !role.is_persons() {
            return None;
        }
        let phrase = mention::joined(&tokens[start..end]);
        Some(Wanted { phrase, class: role.class, gender: role.gender, places: known.among(tokens, words) })
    }

    fn fits(&self, person: &Person) -> bool {
        self.places.iter().all(|place| person.places.contains(place)) && self.role_fits(person)
    }

    fn role_fits(&self, person: &Person) -> bool {
        let role_fits = person.roles.iter().any(|(phrase, class)| {
            *class == self.class
                || phrase.ends_with(&self.phrase) && phrase[..phrase.len() - self.phrase.len()].ends_with([' ', '-'])
                || is_kind_of(class, self.class)
        });
        role_fits && person.gender.agrees(self.gender)
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

/// Whether two folded names can be those of one person: the shorter one is found in the longer one, in order.
fn same_name(long: &[impl AsRef<str>], short: &[impl AsRef<str>]) -> bool {
    let (Some(long_last), Some(short_last)) = (long.last(), short.last()) else { return false };
    let (long_last, short_last) = (long_last.as_ref(), short_last.as_ref());
    if short.len() == 1 {
        // `Xi` for `Xi Jinping`: a first word counts where it is no given name.
        let first = long.first().is_some_and(|word| word.as_ref() == short_last && lexicon::given_name(short_last).is_none());
        return alike(long_last, short_last) || first;
    }
    if !alike(long_last, short_last) {
        return false;
    }
    let (long_first, short_first) = (long[0].as_ref(), short[0].as_ref());
    let rest = |a: &str, b: &str| {
        alike(a, b)
            || a.chars().count() == 1 && b.starts_with(a)
            || b.chars().count() == 1 && a.starts_with(b)
            || is_short_form(a, b)
    };
    rest(long_first, short_first) || long[..long.len() - 1].iter().any(|word| alike(word.as_ref(), short_first))
}

/// Whether two folded words are spellings of one name.
fn alike(a: &str, b: &str) -> bool {
    // Most are told by their first letters.
    if a.as_bytes().first() != b.as_bytes().first() {
        return false;
    }
    if a == b {
        return true;
    }
    let longest = a.len().max(b.len());
    let shortest = a.len().min(b.len());
    shortest >= 4 && longest - shortest <= 2 && strsim::jaro_winkler(a, b) >= SAME_SPELLING && differs_in_vowels(a, b)
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
