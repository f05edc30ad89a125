//! Lengths that are fast to transform.
//!
//! Counterpart of `scipy.fft.next_fast_len` and `scipy.fft.prev_fast_len`.

/// Factors for which there are kernels: in complex transforms, and in real ones of SciPy.
const COMPLEX: &[usize] = &[11, 7, 5, 3, 2];
const REAL: &[usize] = &[5, 3, 2];

/// The least length of at least `n` that has no prime factor above 11, and so is fast to transform.
///
/// If none fits a `usize`, that is `n` itself.
///
/// # Examples
///
/// ```
/// assert_eq!(onkai_fft::next_fast_len(13), 14);
/// assert_eq!(onkai_fft::next_fast_len(1009), 1024);
/// ```
pub fn next_fast_len(n: usize) -> usize {
    least(1, n, COMPLEX).unwrap_or(n)
}

/// The least length of at least `n` that has no prime factor above 5: `next_fast_len(n, real=True)`.
///
/// Real transforms here are as fast at the lengths of [`next_fast_len`], which are nearer.
///
/// # Examples
///
/// ```
/// assert_eq!(onkai_fft::next_fast_real_len(13), 15);
/// ```
pub fn next_fast_real_len(n: usize) -> usize {
    least(1, n, REAL).unwrap_or(n)
}

/// The greatest length of at most `n` that has no prime factor above 11; 0 for 0.
///
/// # Examples
///
/// ```
/// assert_eq!(onkai_fft::prev_fast_len(13), 12);
/// ```
pub fn prev_fast_len(n: usize) -> usize {
    greatest(1, n, COMPLEX)
}

/// The greatest length of at most `n` that has no prime factor above 5; 0 for 0.
///
/// # Examples
///
/// ```
/// assert_eq!(onkai_fft::prev_fast_real_len(23), 20);
/// ```
pub fn prev_fast_real_len(n: usize) -> usize {
    greatest(1, n, REAL)
}

/// The least product of `product` and powers of the `primes`, of which the last is 2, that is at
/// least `n`.
fn least(product: usize, n: usize, primes: &[usize]) -> Option<usize> {
    if n == 0 {
        return Some(0);
    }
    let (&prime, rest) = primes.split_first()?;
    if rest.is_empty() {
        return n.div_ceil(product).checked_next_power_of_two()?.checked_mul(product);
    }
    let mut best = None;
    let mut product = Some(product);
    while let Some(p) = product {
        let found = least(p, n, rest);
        best = best.into_iter().chain(found).min();
        if n <= p {
            break;
        }
        product = p.checked_mul(prime);
    }
    best
}

/// The greatest product of `product` and powers of the `primes`, of which the last is 2, that is at
/// most `n`.
fn greatest(product: usize, n: usize, primes: &[usize]) -> usize {
    let Some((&prime, rest)) = primes.split_first() else { return product };
    if n < product {
        return 0;
    }
    if rest.is_empty() {
        return product << (n / product).ilog2();
    }
    let mut best = 0;
    let mut product = Some(product);
    while let Some(p) = product.filter(|&p| p <= n) {
        best = best.max(greatest(p, n, rest));
        product = p.checked_mul(prime);
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_lengths_do_not_overflow() {
        let beyond = usize::MAX;
        assert_eq!(next_fast_len(beyond), beyond);
        assert!(prev_fast_len(beyond) <= beyond);
        assert_eq!(prev_fast_len(1 << 62), 1 << 62);
        assert_eq!(next_fast_real_len((1 << 62) - 1), 1 << 62);
    }
}
