//! Numbers that lie on disk while they are not needed.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A file without a name, in the system's folder for such files, that goes with the program. Numbers are put at its end and taken from anywhere.
#[derive(Debug)]
pub struct Aside {
    file: Mutex<Numbers>,
}

#[derive(Debug)]
struct Numbers {
    file: File,
    /// How many numbers it holds.
    count: u64,
    /// The bytes on their way.
    bytes: Vec<u8>,
}

/// The bytes of a number.
const WIDTH: u64 = size_of::<u32>() as u64;

/// So many numbers are on their way at a time.
const AT_A_TIME: usize = 64 << 10;

impl Aside {
    /// An empty file.
    ///
    /// # Errors
    /// When none can be made.
    pub fn new() -> io::Result<Self> {
        Ok(Aside { file: Mutex::new(Numbers { file: tempfile::tempfile()?, count: 0, bytes: Vec::new() }) })
    }

    fn lock(&self) -> MutexGuard<'_, Numbers> {
        self.file.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts numbers aside; they are taken back by the place that this gives.
    pub(super) fn put(&self, numbers: &[u32]) -> io::Result<Range<u64>> {
        let mut aside = self.lock();
        let Numbers { file, count, bytes } = &mut *aside;
        let start = *count;
        file.seek(SeekFrom::Start(start * WIDTH))?;
        for some in numbers.chunks(AT_A_TIME) {
            bytes.clear();
            bytes.extend(some.iter().flat_map(|number| number.to_le_bytes()));
            file.write_all(bytes)?;
        }
        *count = start + numbers.len() as u64;
        Ok(start..*count)
    }

    /// Takes numbers back, in place of those that `into` holds.
    pub(super) fn take(&self, place: Range<u64>, into: &mut Vec<u32>) -> io::Result<()> {
        let mut aside = self.lock();
        let Numbers { file, bytes, .. } = &mut *aside;
        into.clear();
        let mut left = usize::try_from(place.end - place.start).map_err(io::Error::other)?;
        into.reserve_exact(left);
        file.seek(SeekFrom::Start(place.start * WIDTH))?;
        while left > 0 {
            let some = left.min(AT_A_TIME);
            bytes.resize(some * WIDTH as usize, 0);
            file.read_exact(bytes)?;
            into.extend(bytes.as_chunks().0.iter().map(|number| u32::from_le_bytes(*number)));
            left -= some;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_aside_comes_back_from_any_place() {
        let aside = Aside::new().unwrap();
        let many: Vec<u32> = (0..200_000).map(|n: u32| n.wrapping_mul(2_654_435_761)).collect();
        let places = [&many[..], &[], &[7, u32::MAX]].map(|numbers| aside.put(numbers).unwrap());
        assert_eq!(places, [0..200_000, 200_000..200_000, 200_000..200_002]);
        let mut taken = vec![1, 2, 3];
        aside.take(places[2].clone(), &mut taken).unwrap();
        assert_eq!(taken, [7, u32::MAX]);
        aside.take(10..150_000, &mut taken).unwrap();
        assert_eq!(taken, many[10..150_000]);
        assert!(aside.take(200_001..200_003, &mut taken).is_err());
    }
}
