//! How much memory the program has needed.

/// The most bytes that this process had in memory at a time; nothing where the system does not tell.
pub fn peak() -> Option<u64> {
    // Linux tells it in a file; elsewhere it takes a call that safe Rust does not have.
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    high_water(&status)
}

fn high_water(status: &str) -> Option<u64> {
    let figure = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = figure.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes * 1024)
}

/// Whether a limit of so many bytes was kept, 0 for none, and what to say where it was not; nothing where there is none, or the system does not tell.
pub fn kept(limit: u64) -> Option<Result<(), String>> {
    verdict(limit, peak()?)
}

fn verdict(limit: u64, peak: u64) -> Option<Result<(), String>> {
    let told = || format!("the limit of {} for memory was not kept: {} were held at a time", shown(limit), shown(peak));
    (limit > 0).then(|| if peak <= limit { Ok(()) } else { Err(told()) })
}

/// `bytes` as people read them.
pub fn shown(bytes: u64) -> String {
    format!("{} MB", bytes.div_ceil(1_000_000))
}

/// A size as typed: bytes, or with a unit such as `500MB` or `2GiB`.
pub fn size(words: &str) -> Result<u64, String> {
    let wrong = || "give a size such as 500MB, 2GB or 1GiB".to_owned();
    let digits = words.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(words.len());
    let (number, unit) = words.split_at(digits);
    let scale = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "b" => 1.0,
        "k" | "kb" => 1e3,
        "m" | "mb" => 1e6,
        "g" | "gb" => 1e9,
        "kib" => 1024.0,
        "mib" => 1024.0 * 1024.0,
        "gib" => 1024.0 * 1024.0 * 1024.0,
        _ => return Err(wrong()),
    };
    let number: f64 = number.parse().map_err(|_| wrong())?;
    if number > 0.0 { Ok((number * scale) as u64) } else { Err(wrong()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_high_water_mark_is_read_as_linux_tells_it() {
        assert_eq!(high_water("Name:\tcrosswire\nVmHWM:\t  529404 kB\nVmRSS:\t 1 kB\n"), Some(529_404 * 1024));
        assert_eq!(high_water("Name:\tcrosswire\n"), None);
        if cfg!(target_os = "linux") {
            assert!(peak().unwrap() > 1 << 20);
        }
    }

    #[test]
    fn a_limit_that_was_passed_is_told() {
        assert_eq!([verdict(0, 5), verdict(5, 5)], [None, Some(Ok(()))]);
        let told = verdict(256_000_000, 300_000_001).unwrap().unwrap_err();
        assert_eq!(told, "the limit of 256 MB for memory was not kept: 301 MB were held at a time");
    }

    #[test]
    fn sizes_are_read_with_their_unit() {
        assert_eq!(
            ["500MB", "1.5 GiB", "7", "2g"].map(|words| size(words).unwrap()),
            [500_000_000, 1_610_612_736, 7, 2_000_000_000]
        );
        for wrong in ["", "MB", "-1MB", "1XB", "0"] {
            assert!(size(wrong).is_err(), "{wrong}");
        }
    }
}
