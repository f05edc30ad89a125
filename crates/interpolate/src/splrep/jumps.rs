//! How the highest derivative of a spline jumps at its knots.

use onkai_core::Real;

/// For each inner knot the numbers that, times `k + 2` coefficients, give the jump of the `k`-th
/// derivative there, but for a common factor that makes them about 1.
pub(super) fn jump_rows<T: Real>(t: &[T], k: usize) -> Vec<Vec<T>> {
    let n_intervals = t.len() - 2 * k - 1;
    let density = T::of_usize(n_intervals) / (t[t.len() - k - 1] - t[k]);
    (0..n_intervals - 1)
        .map(|first| {
            let knot = t[first + k + 1];
            let entry = |i: usize| {
                let others = (i..i + k + 2).filter(|&j| j != first + k + 1);
                let widths = others.map(|j| (knot - t[j]) * density);
                (t[i + k + 1] - t[i]) * density / widths.fold(T::one(), |product, w| product * w)
            };
            (first..first + k + 2).map(entry).collect()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_polynomial_does_not_jump() {
        // Coefficients of x³ are products of three knots each (Marsden's identity).
        let t = [0.0, 0.0, 0.0, 0.0, 1.0, 2.5, 3.0, 5.0, 5.0, 5.0, 5.0];
        let c: Vec<f64> = (0..7).map(|i| t[i + 1] * t[i + 2] * t[i + 3]).collect();
        let rows = jump_rows(&t, 3);
        assert_eq!(rows.len(), 3);
        for (first, row) in rows.iter().enumerate() {
            let jump: f64 = row.iter().zip(&c[first..]).map(|(b, c)| b * c).sum();
            assert!(jump.abs() < 1e-12);
        }
    }
}
