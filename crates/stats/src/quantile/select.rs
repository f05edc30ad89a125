//! Order statistics by partition.

use std::cmp::Ordering;

use onkai_core::Real;

/// The order of numbers without NaN.
pub(crate) fn ascending<T: Real>(a: &T, b: &T) -> Ordering {
    a.partial_cmp(b).unwrap_or(Ordering::Equal)
}

/// The median of values that are not empty and have no NaN; leaves them in another order.
pub(crate) fn select_median<T: Real>(values: &mut [T]) -> T {
    let n = values.len();
    let (below, &mut middle, _) = values.select_nth_unstable_by(n / 2, ascending);
    if n % 2 == 1 {
        return middle;
    }
    let lower = below.iter().copied().fold(T::neg_infinity(), |a, b| if a < b { b } else { a });
    // Halves first where the sum would overflow.
    let mean = (lower + middle) / T::of(2.0);
    if mean.is_finite() { mean } else { lower / T::of(2.0) + middle / T::of(2.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn even_and_odd_counts() {
        assert_eq!(select_median(&mut [3.0, 1.0, 2.0]), 2.0);
        assert_eq!(select_median(&mut [4.0_f32, 1.0, 2.0, 9.0]), 3.0);
        assert_eq!(select_median(&mut [f64::MAX, f64::MAX]), f64::MAX);
    }
}
