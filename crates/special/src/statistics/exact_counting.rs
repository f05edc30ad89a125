//! Counts as integers.
//!
//! Counterpart of `scipy.special.comb`, `perm`, `factorial` and `factorial2` with `exact=True`.

/// The number of ways to choose `k` of `n` things: exact, or `None` beyond 128 bits.
///
/// With repetition it is `comb_exact(n + k - 1, k)`.
///
/// # Examples
///
/// ```
/// use onkai_special::comb_exact;
/// assert_eq!(comb_exact(52, 5), Some(2_598_960));
/// assert_eq!(comb_exact(3, 4), Some(0));
/// assert_eq!(comb_exact(1000, 500), None);
/// ```
pub fn comb_exact(n: u64, k: u64) -> Option<u128> {
    if n < k {
        return Some(0);
    }
    let mut value = 1_u128;
    // The value after each step is a smaller binomial coefficient, so that it overflows last.
    for i in 1..=u128::from(k.min(n - k)) {
        let divisor = greatest_common_divisor(value, i);
        let factor = (u128::from(n) + 1 - i) / (i / divisor);
        value = (value / divisor).checked_mul(factor)?;
    }
    Some(value)
}

/// The number of ways to arrange `k` of `n` things: exact, or `None` beyond 128 bits.
///
/// # Examples
///
/// ```
/// use onkai_special::perm_exact;
/// assert_eq!(perm_exact(10, 3), Some(720));
/// ```
pub fn perm_exact(n: u64, k: u64) -> Option<u128> {
    if n < k {
        return Some(0);
    }
    (n - k + 1..=n).try_fold(1_u128, |value, factor| value.checked_mul(u128::from(factor)))
}

/// n! exactly, or `None` beyond 128 bits (n above 34).
///
/// # Examples
///
/// ```
/// use onkai_special::factorial_exact;
/// assert_eq!(factorial_exact(20), Some(2_432_902_008_176_640_000));
/// assert_eq!(factorial_exact(35), None);
/// ```
pub fn factorial_exact(n: u64) -> Option<u128> {
    perm_exact(n, n)
}

/// The double factorial n!! = n (n - 2) (n - 4) … exactly, or `None` beyond 128 bits.
///
/// # Examples
///
/// ```
/// use onkai_special::factorial2_exact;
/// assert_eq!([factorial2_exact(7), factorial2_exact(0)], [Some(105), Some(1)]);
/// ```
pub fn factorial2_exact(n: u64) -> Option<u128> {
    let first = 2 - n % 2;
    (first..=n).step_by(2).try_fold(1_u128, |value, factor| value.checked_mul(u128::from(factor)))
}

fn greatest_common_divisor(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_up_to_the_last_bit_are_found() {
        // math.comb(130, 65) of Python 3.11, and the first central one that does not fit.
        assert_eq!(comb_exact(130, 65), Some(95_067_625_827_960_698_145_584_333_020_095_113_100));
        assert_eq!(comb_exact(132, 66), None);
        assert_eq!(comb_exact(u64::MAX, 1), Some(u128::from(u64::MAX)));
        assert_eq!(comb_exact(u64::MAX, u64::MAX), Some(1));
    }

    #[test]
    fn pascals_rule_holds() {
        for n in 1..60 {
            for k in 1..=n {
                let sum = comb_exact(n - 1, k - 1).unwrap() + comb_exact(n - 1, k).unwrap();
                assert_eq!(comb_exact(n, k), Some(sum));
            }
        }
    }

    #[test]
    fn empty_products_are_one() {
        assert_eq!([perm_exact(5, 0), factorial_exact(0), factorial2_exact(1)], [Some(1); 3]);
        assert_eq!(perm_exact(u64::MAX, 3), None);
        assert_eq!(perm_exact(2, 3), Some(0));
        assert_eq!(factorial2_exact(1_000_000), None);
    }
}
