//! Many claims in little memory: who published and said each, without its text.

use rustc_hash::FxHashMap;

/// Claims that are already cut, in the order of the input.
#[derive(Debug, Clone, Default)]
pub struct Roll {
    ids: Texts,
    outlets: Names,
    speakers: Names,
    events: Names,
}

/// One claim of a [`Roll`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RollEntry<'a> {
    /// Its id.
    pub id: &'a str,
    /// Who published it.
    pub outlet: Option<&'a str>,
    /// Who said it.
    pub speaker: Option<&'a str>,
    /// The event that it is said to belong to.
    pub event: Option<&'a str>,
}

impl Roll {
    /// Adds a claim.
    pub fn push(&mut self, entry: RollEntry<'_>) {
        self.ids.push(entry.id);
        self.outlets.push(entry.outlet);
        self.speakers.push(entry.speaker);
        self.events.push(entry.event);
    }

    /// Takes over the claims of another after its own.
    pub fn append(&mut self, other: Roll) {
        self.ids.append(&other.ids);
        self.outlets.append(&other.outlets);
        self.speakers.append(&other.speakers);
        self.events.append(&other.events);
    }

    /// How many claims there are.
    pub fn len(&self) -> usize {
        self.ids.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ids.ends.is_empty()
    }

    /// The claim at a position.
    pub fn get(&self, at: usize) -> RollEntry<'_> {
        RollEntry {
            id: self.ids.get(at),
            outlet: self.outlets.get(at),
            speaker: self.speakers.get(at),
            event: self.events.get(at),
        }
    }

    /// Gives the claim at a position another id.
    pub fn rename(&mut self, renamed: &[(usize, String)]) {
        if renamed.is_empty() {
            return;
        }
        let mut ids = Texts::default();
        let mut renamed = renamed.iter().peekable();
        for at in 0..self.len() {
            match renamed.next_if(|(position, _)| *position == at) {
                Some((_, id)) => ids.push(id),
                None => ids.push(self.ids.get(at)),
            }
        }
        self.ids = ids;
    }

    /// Whether two claims have one outlet; `None` where it is not known of one.
    pub fn same_outlet(&self, left: usize, right: usize) -> Option<bool> {
        self.outlets.same(left, right)
    }

    /// Whether two claims have one speaker, by the name as given; `None` where it is not known of one.
    pub fn same_speaker(&self, left: usize, right: usize) -> Option<bool> {
        self.speakers.same(left, right)
    }

    /// Whether two claims are of one event; `None` where it is not known of one.
    pub fn same_event(&self, left: usize, right: usize) -> Option<bool> {
        self.events.same(left, right)
    }
}

/// Strings, one after the other.
#[derive(Debug, Clone, Default)]
struct Texts {
    all: String,
    /// Where each ends.
    ends: Vec<u64>,
}

impl Texts {
    fn push(&mut self, text: &str) {
        self.all.push_str(text);
        self.ends.push(self.all.len() as u64);
    }

    fn append(&mut self, other: &Texts) {
        let start = self.all.len() as u64;
        self.all.push_str(&other.all);
        self.ends.extend(other.ends.iter().map(|end| start + end));
    }

    fn get(&self, at: usize) -> &str {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.all[start as usize..self.ends[at] as usize]
    }
}

/// A name for each claim; many have the same.
#[derive(Debug, Clone, Default)]
struct Names {
    /// The distinct names, in the order of their first claims.
    names: Vec<String>,
    numbers: FxHashMap<String, u32>,
    /// For each claim the number of its name from 1; 0 for none.
    of: Vec<u32>,
}

impl Names {
    fn push(&mut self, name: Option<&str>) {
        let number = name.map_or(0, |name| self.number(name));
        self.of.push(number);
    }

    fn number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        self.names.push(name.to_owned());
        let number = self.names.len() as u32;
        self.numbers.insert(name.to_owned(), number);
        number
    }

    fn append(&mut self, other: &Names) {
        let numbers: Vec<u32> = other.names.iter().map(|name| self.number(name)).collect();
        let number = |of: &u32| of.checked_sub(1).map_or(0, |at| numbers[at as usize]);
        self.of.extend(other.of.iter().map(number));
    }

    fn get(&self, at: usize) -> Option<&str> {
        self.of[at].checked_sub(1).map(|number| self.names[number as usize].as_str())
    }

    fn same(&self, left: usize, right: usize) -> Option<bool> {
        let (left, right) = (self.of[left], self.of[right]);
        (left != 0 && right != 0).then_some(left == right)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roll(entries: &[(&str, Option<&str>, Option<&str>)]) -> Roll {
        let mut roll = Roll::default();
        for (id, outlet, speaker) in entries {
            roll.push(RollEntry { id, outlet: *outlet, speaker: *speaker, event: None });
        }
        roll
    }

    #[test]
    fn what_was_put_in_comes_out_of_one_roll_and_of_two_joined() {
        let entries = [("a", Some("Courier"), None), ("", None, Some("Ida")), ("cé", Some("Courier"), Some("Ida"))];
        let whole = roll(&entries);
        let mut joined = roll(&entries[..1]);
        joined.append(roll(&entries[1..]));
        for (at, (id, outlet, speaker)) in entries.into_iter().enumerate() {
            let entry = RollEntry { id, outlet, speaker, event: None };
            assert_eq!((whole.get(at), joined.get(at)), (entry, entry));
        }
        assert_eq!(
            (joined.same_outlet(0, 2), joined.same_outlet(0, 1), joined.same_speaker(1, 2)),
            (Some(true), None, Some(true))
        );
        joined.rename(&[(1, "b".to_owned())]);
        assert_eq!([0, 1, 2].map(|at| joined.get(at).id), ["a", "b", "cé"]);
    }
}
