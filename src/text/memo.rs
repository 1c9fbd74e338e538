//! Forms of words that were made before: texts are long, their words are few.

use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::thread::LocalKey;

/// What a pure function made of each word, kept by one thread. It can be told from calling the function by the time it takes alone.
pub(crate) type Memo<Made = String> = RefCell<FxHashMap<Box<str>, Made>>;

/// So many words are kept; then it is begun anew, so that a text of endless new words takes no endless memory.
const MOST: usize = 1 << 15;

/// Longer words, in bytes, are hardly met twice.
const LONGEST: usize = 32;

/// `made(word)`, from `memo` where it was made before.
pub(crate) fn remembered<Made: Clone>(
    memo: &'static LocalKey<Memo<Made>>,
    word: &str,
    made: impl FnOnce(&str) -> Made,
) -> Made {
    if word.len() > LONGEST {
        return made(word);
    }
    if let Some(known) = memo.with_borrow(|memo| memo.get(word).cloned()) {
        return known;
    }
    let new = made(word);
    memo.with_borrow_mut(|memo| {
        if memo.len() >= MOST {
            memo.clear();
        }
        memo.insert(word.into(), new.clone());
    });
    new
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    thread_local! {
        static TURNED: Memo = RefCell::default();
    }

    #[test]
    fn a_word_is_made_once_and_the_memory_has_an_end() {
        let calls = Cell::new(0);
        let turned = |word: &str| {
            remembered(&TURNED, word, |word| {
                calls.set(calls.get() + 1);
                word.chars().rev().collect()
            })
        };
        assert_eq!((turned("abc"), turned("abc"), calls.get()), ("cba".to_owned(), "cba".to_owned(), 1));
        (0..=MOST).for_each(|at| assert_eq!(turned(&at.to_string()).len(), at.to_string().len()));
        assert!(TURNED.with_borrow(|memo| memo.len()) <= MOST);
        assert_eq!(turned("abc"), "cba");
        let long = "x".repeat(LONGEST + 1);
        assert_eq!((turned(&long), TURNED.with_borrow(|memo| memo.contains_key(long.as_str()))), (long.clone(), false));
    }
}
