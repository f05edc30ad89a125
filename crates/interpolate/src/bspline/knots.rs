//! Knots that suit given abscissae.

use onkai_core::Real;

/// Points with the first and the last one `multiplicity` times more.
fn with_ends<T: Real>(inner: &[T], (first, last): (T, T), multiplicity: usize) -> Vec<T> {
    let mut t = vec![first; multiplicity];
    t.extend_from_slice(inner);
    t.resize(t.len() + multiplicity, last);
    t
}

/// As many B-splines as points: every point a knot but those next to the ends, or for even degrees every
/// middle between points.
pub(crate) fn not_a_knot<T: Real>(x: &[T], k: usize) -> Vec<T> {
    let ends = (x[0], x[x.len() - 1]);
    let left_out = k.div_ceil(2);
    if k % 2 == 1 {
        return with_ends(&x[left_out..x.len() - left_out], ends, k + 1);
    }
    let middles: Vec<T> = x.windows(2).map(|x| (x[0] + x[1]) / T::of(2.0)).collect();
    with_ends(&middles[left_out..middles.len() - left_out], ends, k + 1)
}

/// Every point a knot, those at the ends `k + 1` times.
pub(super) fn augmented<T: Real>(x: &[T], k: usize) -> Vec<T> {
    with_ends(x, (x[0], x[x.len() - 1]), k)
}

/// Every point a knot, or for even degrees every middle, and `k` more beyond either end as if the
/// points went on with the period of their range.
pub(super) fn periodic<T: Real>(x: &[T], k: usize) -> Vec<T> {
    let mut inner = x.to_vec();
    let n = x.len();
    if k.is_multiple_of(2) {
        for i in 1..n - 1 {
            inner[i] = x[i] - (x[i] - x[i - 1]) / T::of(2.0);
        }
    }
    let widths: Vec<T> = inner.windows(2).map(|x| x[1] - x[0]).collect();
    let mut t = with_ends(&inner, (x[0], x[n - 1]), k);
    for i in 0..k {
        t[k - i - 1] = t[k - i] - widths[n - 2 - i % (n - 1)];
        t[k + n + i] = t[k + n + i - 1] + widths[i % (n - 1)];
    }
    t
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knots_of_odd_and_even_degrees() {
        let x = [0.0, 1.0, 2.0, 4.0, 5.0];
        assert_eq!(not_a_knot(&x, 3), [0.0, 0.0, 0.0, 0.0, 2.0, 5.0, 5.0, 5.0, 5.0]);
        assert_eq!(not_a_knot(&x, 2), [0.0, 0.0, 0.0, 1.5, 3.0, 5.0, 5.0, 5.0]);
        assert_eq!(augmented(&x, 1), [0.0, 0.0, 1.0, 2.0, 4.0, 5.0, 5.0]);
        assert_eq!(periodic(&x, 1), [-1.0, 0.0, 1.0, 2.0, 4.0, 5.0, 6.0]);
        assert_eq!(periodic(&x, 2), [-3.5, -2.0, 0.0, 0.5, 1.5, 3.0, 5.0, 5.5, 6.5]);
    }
}
