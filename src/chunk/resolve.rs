//! Who is meant: mentions become speakers, in reading order.

use super::lexicon::{self, Gender, Sort};
use super::mention::{self, Mention, MentionSort};
use super::name;
use super::passage::Passage;
use super::people::{self, People};
use super::token::Token;
use crate::model::{Speaker, SpeakerBasis};
use std::ops::Range;

/// How many sentences back a pronoun reaches.
const PRONOUN_REACH: usize = 8;

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
        }
    }

    /// Goes on to the next sentence.
    pub(super) fn next_sentence(&mut self) {
        self.sentence += 1;
    }

    /// Takes note of the people named in `words`, outside quotations; the first one counts as subject where `opens` is set.
    pub(super) fn note(&mut self, passage: &Passage, words: Range<usize>, opens: bool) {
        let tokens = &passage.tokens;
        let mut first = opens;
        let mut at = words.start;
        while at < words.end {
            let end = people::run_end(tokens, at).min(words.end);
            let run = at..end;
            at = end.max(at + 1);
            let Some(name) = name::name_in(tokens, run.clone()).filter(|name| passage.is_outside(name.start)) else {
                continue;
            };
            let gender = name::titled_gender(tokens, &run, &name).unwrap_or(Gender::Unknown);
            let Some(person) = self.bearer(&people::folded(&tokens[name.clone()]), gender) else { continue };
            self.named[person] = self.sentence;
            // `talks between Lavrov and Kerry` are about neither.
            let before = (words.start.max(run.start.saturating_sub(4))..run.start).rev();
            let governed = before.take_while(|at| !tokens[at + 1].gap.is_break()).any(|at| tokens[at].is(Sort::Preposition));
            if first && !governed && !tokens[name.end - 1].is_possessive() {
                self.subject[person] = self.sentence;
                first = false;
            }
        }
    }

    /// The person whom a name most probably means: the one named last.
    fn bearer(&self, words: &[String], gender: Gender) -> Option<usize> {
        let recent = |person: &usize| (self.spoke[*person].max(self.named[*person]), std::cmp::Reverse(*person));
        self.people.all(words, gender).into_iter().max_by_key(recent)
    }

    /// Whether the mention names a person of the article, or a role or place that can speak: in a headline anything may stand
    /// before a colon.
    pub(super) fn knows(&self, passage: &Passage, mention: &Mention) -> bool {
        let tokens = &passage.tokens;
        let speaks = |at: usize| lexicon::role(&tokens[at].low).is_some_and(|role| role.class != "document");
        let known = |at: usize| speaks(at) || lexicon::place(&tokens[at].low).is_some();
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
        let tokens = &passage.tokens;
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

    fn person_speaks(&mut self, person: usize, mention: crate::text::Span, basis: SpeakerBasis) -> Speaker {
        self.named[person] = self.sentence;
        self.subject[person] = self.sentence;
        self.spoke[person] = self.sentence;
        Speaker { name: self.people.person(person).name.clone(), mention, basis }
    }

    fn by_name(&mut self, passage: &Passage, mention: &Mention, name: Range<usize>) -> Speaker {
        let tokens = &passage.tokens;
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
        let shown: Vec<String> = tokens[name].iter().map(people::shown).collect();
        let speaker = Speaker { name: shown.join(" "), mention: span, basis: SpeakerBasis::Named };
        self.others.push((self.sentence, speaker.clone(), false));
        speaker
    }

    fn by_role(&mut self, passage: &Passage, mention: &Mention) -> Speaker {
        let tokens = &passage.tokens;
        let span = passage.span(&mention.words);
        let first = &tokens[mention.words.start];
        let indefinite = matches!(first.low.as_str(), "a" | "an" | "one" | "another" | "some" | "many" | "several");
        if !indefinite {
            let mut bearers = self.people.with_role(tokens, mention.words.clone());
            if bearers.is_empty() {
                bearers = self.people.of_place(tokens, mention.words.clone());
            }
            let recent = |person: &usize| {
                (self.spoke[*person].max(self.named[*person]), self.spoke[*person], std::cmp::Reverse(*person))
            };
            if let Some(person) = bearers.into_iter().filter(|person| self.named[*person] > 0).max_by_key(recent) {
                return self.person_speaks(person, span, SpeakerBasis::Role);
            }
        }
        let name = self.role_as_printed(passage, mention);
        let role = mention::role_ending_at(tokens, mention.words.start, mention.words.end - 1).map(|(_, role)| role);
        let plural = role.map_or(tokens[mention.words.end - 1].low.ends_with('s'), |role| role.plural);
        let speaker = Speaker { name, mention: span, basis: SpeakerBasis::Role };
        self.others.push((self.sentence, speaker.clone(), plural));
        speaker
    }

    /// The words of a role; a capital that is only due to the start of a sentence is lowered.
    fn role_as_printed(&self, passage: &Passage, mention: &Mention) -> String {
        let printed = passage.span(&mention.words).of(passage.text).split_whitespace().collect::<Vec<_>>().join(" ");
        let first = &passage.tokens[mention.words.start];
        // Parties keep theirs: `Republicans`.
        let role = lexicon::role(&first.low).filter(|role| role.class != "party" && mention.words.len() == 1);
        let common = first.is(Sort::Determiner) || role.is_some();
        let mut chars = printed.chars();
        match chars.next() {
            Some(c) if common && c.is_uppercase() && !first.text.chars().nth(1).is_some_and(char::is_uppercase) => {
                c.to_lowercase().chain(chars).collect()
            }
            _ => printed,
        }
    }

    fn by_pronoun(&mut self, token: &Token, span: crate::text::Span) -> Option<Speaker> {
        let gender = match token.low.as_str() {
            "he" => Gender::Male,
            "she" => Gender::Female,
            low => return self.other_by_pronoun(low == "they", span),
        };
        let from = self.sentence.saturating_sub(PRONOUN_REACH).max(1);
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
        if let Some((_, _, std::cmp::Reverse(person))) = best {
            self.people.learn_gender(person, gender);
            return Some(self.person_speaks(person, span, SpeakerBasis::Pronoun));
        }
        let single = self.others.iter().rev().find(|(sentence, _, plural)| *sentence >= from && !plural)?;
        Some(Speaker { mention: span, basis: SpeakerBasis::Pronoun, ..single.1.clone() })
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

fn folded(tokens: &[Token], words: Range<usize>) -> Vec<String> {
    people::folded(&tokens[words])
}
