//! Lengths that are fast to transform.
//!
//! Counterpart of `scipy.fft.next_fast_len`.

/// The least length of at least `n` that has no prime factor above 11, and so is fast to transform.
///
/// # Examples
///
/// ```
/// assert_eq!(onkai_fft::next_fast_len(13), 14);
/// assert_eq!(onkai_fft::next_fast_len(1009), 1024);
/// ```
pub fn next_fast_len(n: usize) -> usize {
    let is_fast = |&candidate: &usize| {
        let mut rest = candidate;
        for prime in [2, 3, 5, 7, 11] {
            while rest.is_multiple_of(prime) {
                rest /= prime;
            }
        }
        rest == 1
    };
    let n = n.max(1);
    // A power of two is fast, and never far.
    (n..=n.next_power_of_two()).find(is_fast).unwrap_or(n)
}

#[cfg(test)]
mod tests {
    use super::*;

    // Expected values are scipy.fft.next_fast_len's.
    #[test]
    fn lengths_are_scipys() {
        let cases =
            [(1, 1), (13, 14), (17, 18), (97, 98), (687, 693), (1361, 1372), (99991, 100000)];
        for (n, expected) in cases {
            assert_eq!(next_fast_len(n), expected);
        }
        assert_eq!(next_fast_len(0), 1);
    }
}
