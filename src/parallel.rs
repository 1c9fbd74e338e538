//! Many like pieces of work shared among all threads of the pool, their results in the order of the pieces.
//!
//! [`rayon`] shares them. Its iterators are compiled anew for each kind of piece and result, which takes several thousand lines of machine
//! code each; here they are compiled once, so that the crate builds faster, and a piece costs one call by address more. Where pieces are too
//! small for that, or are sorted or summed up, a room uses `rayon` itself.

use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, ParallelIterator};
use std::sync::{Mutex, PoisonError};

/// What `work` makes of each item, in the order of the items.
///
/// ```
/// assert_eq!(crosswire::parallel::map(&["a", "bc"], |text| text.len()), [1, 2]);
/// ```
pub fn map<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    count_up(items.len(), |at| work(&items[at]))
}

/// What `work` makes of each item that it takes, in the order of the items.
pub fn map_taken<T: Send, R: Send>(items: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
    let items: Vec<Place<T>> = items.into_iter().map(|item| Mutex::new(Some(item))).collect();
    let take = |at: usize| items[at].lock().unwrap_or_else(PoisonError::into_inner).take();
    count_up(items.len(), |at| take(at).map(&work)).into_iter().flatten().collect()
}

/// What `work` makes of 0, 1, 2 … up to but not including `count`, in this order.
pub fn count_up<R: Send>(count: usize, work: impl Fn(usize) -> R + Sync) -> Vec<R> {
    let made: Vec<Place<R>> = std::iter::repeat_with(|| Mutex::new(None)).take(count).collect();
    each(count, &|at| {
        let result = work(at);
        *made[at].lock().unwrap_or_else(PoisonError::into_inner) = Some(result);
    });
    made.into_iter().filter_map(|place| place.into_inner().unwrap_or_else(PoisonError::into_inner)).collect()
}

/// Where one piece or one result lies; nobody waits for it, since each number comes up once.
type Place<T> = Mutex<Option<T>>;

fn each(count: usize, work: &(dyn Fn(usize) + Sync)) {
    // Pieces differ in size, so that each may go to another thread.
    (0..count).into_par_iter().with_max_len(1).for_each(work);
}

#[cfg(test)]
mod tests {
    use super::*;
    use rayon::ThreadPoolBuilder;

    #[test]
    fn results_are_in_the_order_of_the_pieces_on_any_number_of_threads() {
        let expected: Vec<String> = (0..1000).map(|n| format!("{n}")).collect();
        for threads in [1, 2, 7] {
            let pool = ThreadPoolBuilder::new().num_threads(threads).build().expect("threads can be had");
            pool.install(|| {
                let numbers: Vec<usize> = (0..1000).collect();
                assert_eq!(count_up(1000, |n| format!("{n}")), expected);
                assert_eq!(map(&numbers, |n| format!("{n}")), expected);
                assert_eq!(map_taken(expected.clone(), |text| text), expected);
                // A piece may share its own work.
                assert_eq!(map(&numbers, |n| count_up(*n % 4, |_| 1).len()).iter().sum::<usize>(), 1500);
            });
        }
    }

    #[test]
    fn no_pieces_are_no_results() {
        assert_eq!(count_up(0, |n| n), [0; 0]);
        assert_eq!(map_taken(Vec::<String>::new(), |text| text.len()), [0; 0]);
    }
}
