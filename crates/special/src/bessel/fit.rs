//! Evaluation of the fits in the tables.

/// The polynomial `c[0] + c[1] t + …`, its even and its odd part side by side, so that the
/// processor need not wait for one step before it begins the next.
#[inline]
pub(super) fn fit<const N: usize>(coefficients: &[f64; N], t: f64) -> f64 {
    let square = t * t;
    let (mut even, mut odd) = (0.0, 0.0);
    let mut k = N;
    if k % 2 == 1 {
        k -= 1;
        even = coefficients[k];
    }
    while 0 < k {
        k -= 2;
        even = even * square + coefficients[k];
        odd = odd * square + coefficients[k + 1];
    }
    even + t * odd
}
