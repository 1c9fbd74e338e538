//! Who is meant: mentions become speakers, in reading order.

use super::lexicon::{self, Gender, Sort};
use super::mention::{self, Mention, MentionSort};
use super::name::{self, Run};
use super::passage::Passage;
use super::people::People;
use super::printed::{self, NameWords};
use super::token::Token;
use crate::model::{Speaker, SpeakerBasis};
use std::borrow::Cow;
use std::ops::Range;

/// How many sentences back a pronoun reaches.
const PRONOUN_REACH: usize = 8;

/// How many sentences back a description such as `the 19-year-old` reaches.
const EPITHET_REACH: usize = 3;

/// How much nearer, in sentences, a speaker counts than somebody who is only named; our own choice, checked by hand.
const SPEAKER_LEAD: i64 = 3;

/// How much nearer a subject counts.
const SUBJECT_LEAD: i64 = 2;

/// Follows an article from start to end and knows who was named, who spoke and who can be meant.
pub(super) struct Resolver {
    people: People,
    /// For each person, where they were last named, were subject and spoke, as sentence numbers from 1; 0 for never.
    named: Vec<usize>,
    subject: Vec<usize>,
    spoke: Vec<usize>,
    /// Speakers that are no people, with the sentence and whether they are several.
    others: Vec<(usize, Speaker, bool)>,
    sentence: usize,
    /// Whether the body has not begun: a headline means people who are named later.
    in_headline: bool,
}

impl Resolver {
    /// A resolver at the start of an article.
    pub(super) fn new(people: People) -> Self {
        let count = people.len();
        Resolver {
            people,
            named: vec![0; count],
            subject: vec![0; count],
            spoke: vec![0; count],
            others: Vec::new(),
            sentence: 0,
            in_headline: false,
        }
    }

    /// Goes on to the next sentence, which may be a headline.
    pub(super) fn next_sentence(&mut self, in_headline: bool) {
        self.in_headline = in_headline;
        self.sentence += 1;
    }

    /// Takes note of the people named in `words`, outside quotations; the first one counts as subject where `opens` is set.
    pub(super) fn note(&mut self, passage: &Passage, words: Range<usize>, opens: bool) {
        let tokens = passage.tokens;
        if opens {
            self.note_group(passage, words.clone());
        }
        let mut first = opens;
        let runs = passage.runs_among(words.clone());
        for Run { words: run, name } in runs.iter() {
            let Some(name) = name.clone().filter(|name| passage.is_outside(name.start)) else { continue };
            let gender = name::titled_gender(tokens, run, &name).unwrap_or(Gender::Unknown);
            let Some(person) = self.bearer(&printed::folded(&tokens[name.clone()]), gender) else { continue };
            self.named[person] = self.sentence;
            // `talks between Lavrov and Kerry` are about neither.
            let role = run.start.checked_sub(1).filter(|last| *last >= words.start && tokens[run.start].gap.is_plain());
            let role = role.and_then(|last| mention::role_ending_at(tokens, words.start, last));
            let from = role.map_or(run.start, |(start, _)| start);
            let before = (words.start.max(from.saturating_sub(4))..from).rev();
            let governed = before.take_while(|at| !tokens[at + 1].gap.is_break()).any(|at| tokens[at].is(Sort::Preposition));
            if first && !governed && !tokens[name.end - 1].is_possessive() {
                self.subject[person] = self.sentence;
                first = false;
            }
        }
    }

    /// Takes note of a group that opens the sentence, so that `they` can mean it: `Residents of Penrow fled`.
    fn note_group(&mut self, passage: &Passage, words: Range<usize>) {
        let tokens = passage.tokens;
        let is_role = |at: usize| tokens[at].listed.role.is_some_and(|role| role.plural && role.class == "group");
        // Most sentences begin without one.
        if !words.clone().take(mention::MOST_WORDS).any(is_role) {
            return;
        }
        let Some(mention) = mention::starting_at(tokens, words.start, words.end) else { return };
        if mention.sort == MentionSort::Role && passage.is_outside(words.start) && mention.words.clone().any(is_role) {
            let name = self.role_as_printed(passage, &mention);
            let speaker = Speaker { name, mention: passage.span(&mention.words), basis: SpeakerBasis::Role };
            self.others.push((self.sentence, speaker, true));
        }
    }

    /// The person whom a name most probably means: the one named last.
    fn bearer(&self, words: &[&str], gender: Gender) -> Option<usize> {
        let recent = |person: &usize| (self.spoke[*person].max(self.named[*person]), std::cmp::Reverse(*person));
        self.people.best(words, gender, recent)
    }

    /// Whether the mention names a person of the article, or a role or place that can speak: in a headline anything may stand
    /// before a colon.
    pub(super) fn knows(&self, passage: &Passage, mention: &Mention) -> bool {
        let tokens = passage.tokens;
        let speaks = |at: usize| tokens[at].listed.role.is_some_and(|role| role.class != "document");
        let known = |at: usize| speaks(at) || self.people.places().place(tokens[at].low).is_some();
        match &mention.sort {
            MentionSort::Pronoun => false,
            MentionSort::Named(name) => self.bearer(&folded(tokens, name.clone()), Gender::Unknown).is_some(),
            MentionSort::Role => {
                mention.words.clone().any(known) || lexicon::place(&mention::joined(&tokens[mention.words.clone()])).is_some()
            }
            MentionSort::Several(parts) => parts.iter().all(|part| self.knows(passage, part)),
        }
    }

    /// The speaker that a mention means, who is now the one who spoke last.
    pub(super) fn speaker(&mut self, passage: &Passage, mention: &Mention) -> Option<Speaker> {
        let span = passage.span(&mention.words);
        let tokens = passage.tokens;
        match &mention.sort {
            MentionSort::Pronoun => self.by_pronoun(&tokens[mention.words.start], span),
            MentionSort::Named(name) => Some(self.by_name(passage, mention, name.clone())),
            MentionSort::Role => Some(self.by_role(passage, mention)),
            MentionSort::Several(parts) => {
                let speakers: Vec<Speaker> = parts.iter().filter_map(|part| self.speaker(passage, part)).collect();
                let basis = speakers.iter().map(|speaker| speaker.basis).max()?;
                let names: Vec<&str> = speakers.iter().map(|speaker| speaker.name.as_str()).collect();
                let speaker = Speaker { name: names.join(" and "), mention: span, basis };
                self.others.push((self.sentence, speaker.clone(), true));
                Some(speaker)
            }
        }
    }

    /// Takes note that a speaker goes on: a pronoun behind a long statement means whoever made it.
    pub(super) fn goes_on(&mut self, speaker: &Speaker) {
        if let Some(person) = (0..self.people.len()).find(|at| self.people.person(*at).name == speaker.name) {
            self.named[person] = self.sentence;
            self.spoke[person] = self.sentence;
        }
    }

    fn person_speaks(&mut self, person: usize, mention: crate::text::Span, basis: SpeakerBasis) -> Speaker {
        self.named[person] = self.sentence;
        self.subject[person] = self.sentence;
        self.spoke[person] = self.sentence;
        Speaker { name: self.people.person(person).name.clone(), mention, basis }
    }

    fn by_name(&mut self, passage: &Passage, mention: &Mention, name: Range<usize>) -> Speaker {
        let tokens = passage.tokens;
        let span = passage.span(&mention.words);
        let gender = name::titled_gender(tokens, &mention.words, &name).unwrap_or(Gender::Unknown);
        let mut name = name;
        // `After talks with Kerry Lavrov said`, where the commas are lost: two surnames side by side are two people.
        if name.len() == 2 && self.people.all(&folded(tokens, name.clone()), gender).is_empty() {
            let last = folded(tokens, name.end - 1..name.end);
            let first = folded(tokens, name.start..name.start + 1);
            if !self.people.all(&last, gender).is_empty() && !self.people.all(&first, Gender::Unknown).is_empty() {
                name.start += 1;
            }
        }
        let bearers = self.people.all(&folded(tokens, name.clone()), gender);
        let best =
            bearers.into_iter().max_by_key(|person| (self.spoke[*person].max(self.named[*person]), std::cmp::Reverse(*person)));
        if let Some(person) = best {
            return self.person_speaks(person, span, SpeakerBasis::Named);
        }
        let shown: Vec<Cow<str>> = tokens[name].iter().map(printed::shown).collect();
        let speaker = Speaker { name: shown.join(" "), mention: span, basis: SpeakerBasis::Named };
        self.others.push((self.sentence, speaker.clone(), false));
        speaker
    }

    fn by_role(&mut self, passage: &Passage, mention: &Mention) -> Speaker {
        let tokens = passage.tokens;
        let span = passage.span(&mention.words);
        let first = &tokens[mention.words.start];
        let indefinite = matches!(first.low, "a" | "an" | "one" | "another" | "some" | "many" | "several");
        if !indefinite {
            if let Some(person) = self.holder(tokens, mention.words.clone()) {
                return self.person_speaks(person, span, SpeakerBasis::Role);
            }
            if let Some(known) = self.taken_up(tokens, mention.words.clone()) {
                return Speaker { mention: span, basis: SpeakerBasis::Role, ..known };
            }
        }
        let name = self.role_as_printed(passage, mention);
        let role = mention::role_ending_at(tokens, mention.words.start, mention.words.end - 1).map(|(_, role)| role);
        let single = matches!(first.low, "a" | "an" | "one" | "another");
        let plural = !single && role.map_or(tokens[mention.words.end - 1].ends_in(b"s"), |role| role.plural);
        let speaker = Speaker { name, mention: span, basis: SpeakerBasis::Role };
        self.others.push((self.sentence, speaker.clone(), plural));
        speaker
    }

    /// The person whom a role phrase means, of those named so far; in a headline, which comes first, of all.
    fn holder(&self, tokens: &[Token], words: Range<usize>) -> Option<usize> {
        let searches = [People::with_role, People::of_place, People::of_any_place];
        let bearers =
            searches.iter().map(|search| search(&self.people, tokens, words.clone())).find(|bearers| !bearers.is_empty());
        let recent =
            |person: &usize| (self.spoke[*person].max(self.named[*person]), self.spoke[*person], std::cmp::Reverse(*person));
        let known = |person: &usize| self.named[*person] > 0 || self.in_headline;
        if let Some(person) = bearers.unwrap_or_default().into_iter().filter(known).max_by_key(recent) {
            return Some(person);
        }
        let place = self.people.places().among(tokens, words.clone());
        is_epithet(tokens, words, &place).then(|| self.salient(Gender::Unknown, EPITHET_REACH)).flatten()
    }

    /// `a source in the ministry` for `the source` a few sentences later.
    fn taken_up(&self, tokens: &[Token], words: Range<usize>) -> Option<Speaker> {
        let first = &tokens[words.start];
        let definite = words.len() == 2 && matches!(first.low, "the" | "this" | "that");
        let (_, role) = mention::role_ending_at(tokens, words.start, words.end - 1).filter(|(_, role)| role.is_persons())?;
        let from = self.sentence.saturating_sub(PRONOUN_REACH);
        let introduced = |name: &str| ["a ", "an ", "one "].iter().any(|article| name.starts_with(article));
        let of_class =
            |name: &str| name.split_whitespace().any(|word| lexicon::role(word).is_some_and(|known| known.class == role.class));
        let recent = self.others.iter().rev().take_while(|(sentence, _, _)| *sentence >= from);
        let mut fitting = recent.filter(|(_, speaker, plural)| !plural && introduced(&speaker.name) && of_class(&speaker.name));
        fitting.next().filter(|_| definite).map(|(_, speaker, _)| speaker.clone())
    }

    /// The words of a role; a capital that is only due to the start of a sentence is lowered.
    fn role_as_printed(&self, passage: &Passage, mention: &Mention) -> String {
        let printed = passage.span(&mention.words).of(passage.text).split_whitespace().collect::<Vec<_>>().join(" ");
        let first = &passage.tokens[mention.words.start];
        // Parties keep theirs: `Republicans`.
        let role = first.listed.role.filter(|role| role.class != "party" && mention.words.len() == 1);
        // `State television said`: an institution without a name.
        let tokens = passage.tokens;
        let group = mention.words.clone().skip(1).any(|at| !tokens[at].is_capitalised())
            && mention.words.clone().any(|last| {
                mention::role_ending_at(tokens, mention.words.start, last)
                    .is_some_and(|(start, role)| start == mention.words.start && matches!(role.class, "group" | "organisation"))
            });
        let common = first.is(Sort::Determiner) || role.is_some() || group;
        let mut chars = printed.chars();
        match chars.next() {
            Some(c) if common && c.is_uppercase() && !first.text.chars().nth(1).is_some_and(char::is_uppercase) => {
                c.to_lowercase().chain(chars).collect()
            }
            _ => printed,
        }
    }

    fn by_pronoun(&mut self, token: &Token, span: crate::text::Span) -> Option<Speaker> {
        let gender = match token.low {
            "he" | "him" | "his" => Gender::Male,
            "she" | "her" => Gender::Female,
            low => return self.other_by_pronoun(matches!(low, "they" | "them" | "their"), span),
        };
        if let Some(person) = self.salient(gender, PRONOUN_REACH) {
            self.people.learn_gender(person, gender);
            return Some(self.person_speaks(person, span, SpeakerBasis::Pronoun));
        }
        let from = self.sentence.saturating_sub(PRONOUN_REACH).max(1);
        let single = self.others.iter().rev().find(|(sentence, _, plural)| *sentence >= from && !plural);
        if let Some((_, speaker, _)) = single {
            return Some(Speaker { mention: span, basis: SpeakerBasis::Pronoun, ..speaker.clone() });
        }
        // `“We will sail,” he said. Admiral Bo Karr spoke for an hour.`: the only one it can be is named later.
        let mut fitting = (0..self.people.len()).filter(|person| self.people.person(*person).gender.agrees(gender));
        let only = fitting.next().filter(|_| fitting.next().is_none())?;
        Some(self.person_speaks(only, span, SpeakerBasis::Pronoun))
    }

    /// The person of whom the last sentences are most, as far as `reach` sentences back.
    fn salient(&self, gender: Gender, reach: usize) -> Option<usize> {
        let from = self.sentence.saturating_sub(reach).max(1);
        let weight = |person: usize| {
            let near = |sentence: usize, lead: i64| (sentence >= from).then(|| sentence as i64 * 2 + lead);
            [near(self.named[person], 0), near(self.subject[person], SUBJECT_LEAD), near(self.spoke[person], SPEAKER_LEAD)]
                .into_iter()
                .flatten()
                .max()
        };
        let fits = |person: &usize| self.people.person(*person).gender.agrees(gender);
        let known = |person: usize| self.people.person(person).gender == gender;
        let best = (0..self.people.len())
            .filter(fits)
            .filter_map(|person| weight(person).map(|w| (w, known(person), std::cmp::Reverse(person))))
            .max();
        best.map(|(_, _, std::cmp::Reverse(person))| person)
    }

    fn other_by_pronoun(&self, several: bool, span: crate::text::Span) -> Option<Speaker> {
        let from = self.sentence.saturating_sub(PRONOUN_REACH / 2);
        let recent = || self.others.iter().rev().filter(|(sentence, _, _)| *sentence >= from);
        let found = recent().find(|(_, _, plural)| *plural == several).or_else(|| recent().next())?;
        Some(Speaker { mention: span, basis: SpeakerBasis::Pronoun, ..found.1.clone() })
    }

    /// Whom the sentence so far is about: the subject of the sentence being read, as a speaker who goes on.
    pub(super) fn current_subject(&self, mention: crate::text::Span) -> Option<Speaker> {
        let person = (0..self.people.len()).find(|person| self.subject[*person] == self.sentence && self.sentence > 0)?;
        Some(Speaker { name: self.people.person(person).name.clone(), mention, basis: SpeakerBasis::Continued })
    }
}

/// Whether the words only describe somebody known: `the 19-year-old`, `the Velian`, `the defendant`.
fn is_epithet(tokens: &[Token], words: Range<usize>, places: &[String]) -> bool {
    let Some(last) = tokens[words.clone()].last().filter(|_| words.len() <= 3 && words.len() > 1) else { return false };
    let definite = tokens[words.start].low == "the";
    let age = last.low.ends_with("-year-old");
    let person = last.listed.role.is_some_and(|role| role.class == "epithet");
    let native = words.len() == 2 && !places.is_empty() && ["n", "ese", "ish", "i"].iter().any(|end| last.low.ends_with(end));
    definite && (age || person || native)
}

fn folded<'t>(tokens: &'t [Token], words: Range<usize>) -> NameWords<'t> {
    printed::folded(&tokens[words])
}
