//! Claims as sets of words, numbered within a batch.

use super::aside::Aside;
use super::words::Reader;
use std::borrow::Cow;
use std::io;
use std::ops::Range;
use std::sync::Arc;
use xxhash_rust::xxh3::xxh3_64;

/// The claims of one stretch of the input, as sets of words. Texts are not kept.
#[derive(Debug, Default)]
pub struct Batch {
    reader: Reader,
    table: Table,
    /// The hash of each word, by its number.
    pub(super) hashes: Vec<u64>,
    /// The words of all claims by number, claim after claim, each once for its claim; none where they are put aside.
    words: Vec<u32>,
    /// Where they are put aside.
    place: Option<(Arc<Aside>, Range<u64>)>,
    /// Where in `words` each claim ends.
    pub(super) ends: Vec<u32>,
    /// What tells the set of words of each claim from all others.
    pub(super) prints: Vec<u64>,
}

impl Batch {
    /// Takes the next claim.
    pub fn add(&mut self, text: &str) {
        let Batch { reader, table, hashes, words, ends, prints, .. } = self;
        // Claims are counted from 1, so that 0 can mean that a word was in none.
        let claim = ends.len() as u32 + 1;
        let mut print = 0_u64;
        reader.words(text, |word| {
            let hash = xxh3_64(word);
            let slot = table.slot(hash, hashes);
            if slot.last != claim {
                slot.last = claim;
                words.push(slot.number);
                // A sum does not depend on the order of the words.
                print = print.wrapping_add(hash.wrapping_mul(hash | 1));
            }
        });
        ends.push(words.len() as u32);
        prints.push(print);
    }

    /// How many claims it holds.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// How many words all its claims have.
    pub fn words_of_all(&self) -> usize {
        self.ends.last().map_or(0, |end| *end as usize)
    }

    /// Lets go of what is needed only while claims are taken.
    pub fn close(&mut self) {
        (self.reader, self.table) = (Reader::default(), Table::default());
        self.words.shrink_to_fit();
        self.hashes.shrink_to_fit();
        self.ends.shrink_to_fit();
        self.prints.shrink_to_fit();
    }

    /// [`close`](Self::close), and puts the words on disk until they are needed.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn close_aside(&mut self, aside: &Arc<Aside>) -> io::Result<()> {
        self.place = Some((Arc::clone(aside), aside.put(&self.words)?));
        self.words = Vec::new();
        self.close();
        Ok(())
    }

    /// The words of all its claims, from where they lie.
    pub(super) fn words(&self) -> io::Result<Cow<'_, [u32]>> {
        let Some((aside, place)) = &self.place else { return Ok(Cow::Borrowed(&self.words)) };
        let mut words = Vec::new();
        aside.take(place.clone(), &mut words)?;
        Ok(Cow::Owned(words))
    }

    /// Where among its words those of a claim are.
    pub(super) fn range_of(&self, claim: usize) -> Range<usize> {
        let start = claim.checked_sub(1).map_or(0, |before| self.ends[before]);
        start as usize..self.ends[claim] as usize
    }
}

/// A word that was met.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    hash: u64,
    /// Its number.
    number: u32,
    /// The claim that held it last, from 1; 0 in an empty slot.
    last: u32,
}

/// Finds the number of a word by its hash: open addressing, since each word of the input is looked up once.
#[derive(Debug, Default)]
struct Table {
    slots: Vec<Slot>,
}

impl Table {
    /// The slot of a word; a new one has a number but no claim yet.
    fn slot(&mut self, hash: u64, hashes: &mut Vec<u64>) -> &mut Slot {
        if hashes.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let at = self.find(hash);
        let slot = &mut self.slots[at];
        if slot.last == 0 {
            (slot.hash, slot.number) = (hash, hashes.len() as u32);
            hashes.push(hash);
        }
        slot
    }

    /// Where the word is, or would be. There is always an empty slot.
    fn find(&self, hash: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        while self.slots[at].last != 0 && self.slots[at].hash != hash {
            at = (at + 1) & mask;
        }
        at
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(1 << 12);
        let old = std::mem::replace(&mut self.slots, vec![Slot::default(); size]);
        for slot in old.into_iter().filter(|slot| slot.last != 0) {
            let at = self.find(slot.hash);
            self.slots[at] = slot;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_counts_once_in_a_claim_and_has_one_number_in_a_batch() {
        let mut batch = Batch::default();
        ["The ferry sank, the ferry!", "A ferry: the A.", "...", "the FERRY sank"].iter().for_each(|text| batch.add(text));
        batch.close();
        let all: Vec<&[u32]> = (0..batch.len()).map(|claim| &batch.words[batch.range_of(claim)]).collect();
        assert_eq!(all, [&[0, 1, 2][..], &[3, 1, 0], &[], &[0, 1, 2]]);
        assert_eq!(batch.prints[0], batch.prints[3]);
        assert_ne!(batch.prints[0], batch.prints[1]);
    }

    #[test]
    fn many_words_keep_their_numbers() {
        let mut batch = Batch::default();
        let text: String = (0..20_000).map(|n| format!("w{n} ")).collect();
        batch.add(&text);
        batch.add(&text);
        let words = batch.words().unwrap();
        assert_eq!(words[batch.range_of(0)], words[batch.range_of(1)]);
        assert_eq!(batch.range_of(0).len(), 20_000);
    }
}
