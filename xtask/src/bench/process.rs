//! What the system counts for a running process: its peak memory and its threads.

use std::fs;

/// Figures of a process; where the system tells none, there are none.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Usage {
    /// The most memory that it had, in bytes.
    pub(super) peak_bytes: Option<u64>,
    /// How many threads it has.
    pub(super) threads: Option<u64>,
}

impl Usage {
    /// Asks Linux; other systems tell nothing.
    pub(super) fn of(process_id: u32) -> Self {
        let status = fs::read_to_string(format!("/proc/{process_id}/status"));
        status.map(|text| Self::parse(&text)).unwrap_or_default()
    }

    fn parse(status: &str) -> Self {
        let number = |key: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(key))?;
            line.trim_start_matches(':').split_whitespace().next()?.parse::<u64>().ok()
        };
        Self { peak_bytes: number("VmHWM").map(|kib| 1024 * kib), threads: number("Threads") }
    }
}

/// Mebibytes with three digits that count.
pub(super) fn mebibytes(bytes: u64) -> String {
    let mib = bytes as f64 / 1_048_576.0;
    format!("{mib:.*} MiB", usize::from(mib < 99.95))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn linux_tells_peak_and_threads() {
        let status = "Name:\tours\nVmPeak:\t  900 kB\nVmHWM:\t   100 kB\nThreads:\t3\n";
        assert_eq!(Usage::parse(status), Usage { peak_bytes: Some(102_400), threads: Some(3) });
        assert_eq!(Usage::parse(""), Usage::default());
    }

    #[test]
    fn memory_has_three_digits() {
        assert_eq!(mebibytes(12 * 1_048_576 + 524_288), "12.5 MiB");
        assert_eq!(mebibytes(345 * 1_048_576), "345 MiB");
    }
}
