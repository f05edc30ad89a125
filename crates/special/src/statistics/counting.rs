//! Counts as floating-point numbers, and their continuations to real arguments.
//!
//! Counterpart of `scipy.special.binom` (and `comb`), `perm`, `factorial` and `factorial2`.

use onkai_core::Real;

use crate::double_double::{DoubleDouble, two_sum};
use crate::gamma::{beta_f64, gamma_f64, gammaln_dd};

/// Up to this many factors a product is as accurate as anything.
const PRODUCT_UP_TO: f64 = 60.0;

/// The binomial coefficient of real arguments.
///
/// ```text
/// n! / (k! (n - k)!) = 1 / ((n + 1) B(n - k + 1, k + 1))
/// ```
///
/// For whole numbers it is the number of ways to choose `k` of `n` things (SciPy's `comb`), 0 for
/// `k` < 0 or `k` > `n` ≥ 0. NaN for negative whole `n`, where it depends on the direction.
///
/// # Examples
///
/// ```
/// use onkai_special::binom;
/// assert_eq!(binom(5.0, 2.0), 10.0);
/// assert!((binom(0.5, 0.5) - 1.0_f64).abs() < 1e-15);
/// ```
#[doc(alias = "comb")]
pub fn binom<F: Real>(n: F, k: F) -> F {
    F::of(binom_f64(n.as_f64(), k.as_f64()))
}

/// n! / (n - k)!, for whole numbers the number of ways to arrange `k` of `n` things.
///
/// 0 for `k` > `n`; NaN for negative arguments.
///
/// # Examples
///
/// ```
/// use onkai_special::perm;
/// assert_eq!(perm(10.0, 3.0), 720.0);
/// ```
pub fn perm<F: Real>(n: F, k: F) -> F {
    F::of(perm_f64(n.as_f64(), k.as_f64()))
}

/// n! = Γ(n + 1) of a real argument; 0 for negative ones, as in SciPy.
///
/// # Examples
///
/// ```
/// use onkai_special::factorial;
/// assert_eq!(factorial(6.0), 720.0);
/// ```
pub fn factorial<F: Real>(n: F) -> F {
    let n = n.as_f64();
    if n < 0.0 {
        return F::zero();
    }
    let shifted = two_sum(n, 1.0);
    // What the rounding of n + 1 changes; from 2 on the derivative of ln Γ is close to a logarithm.
    let correction =
        if shifted.hi < 3.0 { 1.0 } else { 1.0 + shifted.lo * (shifted.hi - 0.5).ln() };
    F::of(gamma_f64(shifted.hi) * correction)
}

/// The double factorial n!! = n (n - 2) (n - 4) …
///
/// # Examples
///
/// ```
/// use onkai_special::factorial2;
/// assert_eq!(factorial2(7), 105.0);
/// ```
pub fn factorial2(n: u32) -> f64 {
    // 301!! is beyond the largest double.
    let n = n.min(303);
    (2 - n % 2..=n).step_by(2).map(f64::from).product()
}

fn binom_f64(n: f64, k: f64) -> f64 {
    if n.is_nan() || k.is_nan() || (n < 0.0 && n == n.floor()) {
        return f64::NAN;
    }
    let is_whole = |v: f64| v == v.floor();
    if is_whole(k) && k < 0.0 {
        return 0.0;
    }
    if is_whole(n) && is_whole(k) && n < k {
        return 0.0;
    }
    let k = if is_whole(n) && is_whole(k) { k.min(n - k) } else { k };
    if is_whole(k) && k <= PRODUCT_UP_TO && n < 1e15 {
        return (1..=k as u32).map(f64::from).fold(1.0, |value, i| value * (n - k + i) / i);
    }
    1.0 / ((n + 1.0) * beta_f64(1.0 + (n - k), 1.0 + k))
}

fn perm_f64(n: f64, k: f64) -> f64 {
    if !(0.0 <= n && 0.0 <= k) {
        return f64::NAN;
    }
    if n < k {
        return 0.0;
    }
    if k == k.floor() && k <= PRODUCT_UP_TO {
        return (0..k as u32).map(f64::from).fold(1.0, |value, i| value * (n - i));
    }
    if 1e12 < n {
        // More than sixty factors of this size; a part of them must be handled by the logarithm.
        return if k == k.floor() { f64::INFINITY } else { f64::NAN };
    }
    let one = DoubleDouble::new(1.0);
    (gammaln_dd(two_sum(n, 1.0)) - gammaln_dd(two_sum(n, -k) + one)).exp()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::{comb_exact, factorial2_exact, perm_exact};

    #[test]
    fn whole_numbers_agree_with_the_exact_counts() {
        for (n, k) in [(0_u32, 0_u32), (1, 1), (7, 3), (60, 30), (100, 97), (125, 62)] {
            let exact = comb_exact(n.into(), k.into()).unwrap() as f64;
            assert!((binom(f64::from(n), f64::from(k)) / exact - 1.0).abs() < 2e-14, "{n} {k}");
        }
        assert_eq!(perm(20.0, 15.0), perm_exact(20, 15).unwrap() as f64);
        assert_eq!(factorial2(31), factorial2_exact(31).unwrap() as f64);
        assert_eq!([factorial2(0), factorial2(1), factorial2(400)], [1.0, 1.0, f64::INFINITY]);
    }

    #[test]
    fn ends_and_outside_are_as_documented() {
        assert_eq!([binom(3.0, 4.0), binom(3.0, -1.0), perm(3.0, 4.0), factorial(-1.5)], [0.0; 4]);
        assert_eq!([factorial(0.0), factorial(1.0), factorial(171.0)], [1.0, 1.0, f64::INFINITY]);
        for value in [binom(-2.0, 1.0), perm(-1.0, 2.0), perm(2.0, -1.0), binom(f64::NAN, 1.0)] {
            assert!(value.is_nan());
        }
        // (1/2 choose 2) = (1/2)(-1/2)/2
        assert!((binom(0.5, 2.0) + 0.125_f64).abs() < 1e-16);
    }
}
