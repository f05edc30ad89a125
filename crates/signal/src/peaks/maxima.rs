//! Samples that are higher than their neighbours.

use onkai_core::Real;

/// A maximum: a sample, or several equal ones side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Maximum {
    /// The middle, rounded down.
    pub(super) peak: usize,
    pub(super) left: usize,
    pub(super) right: usize,
}

/// All maxima that do not touch the ends, from left to right.
pub(super) fn local_maxima<F: Real>(x: &[F]) -> Vec<Maximum> {
    let mut maxima = Vec::new();
    let Some(last) = x.len().checked_sub(1) else { return maxima };
    let mut i = 1;
    while i < last {
        if x[i - 1] < x[i] {
            let mut ahead = i + 1;
            while ahead < last && x[ahead] == x[i] {
                ahead += 1;
            }
            if x[ahead] < x[i] {
                maxima.push(Maximum { peak: i.midpoint(ahead - 1), left: i, right: ahead - 1 });
                i = ahead;
            }
        }
        i += 1;
    }
    maxima
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plateaus_are_one_and_ends_are_none() {
        let maximum = |peak, left, right| Maximum { peak, left, right };
        let x = [3.0, 1.0, 2.0, 2.0, 2.0, 2.0, 1.0, 4.0, f64::NAN, 5.0, 1.0, 1.5, 1.5];
        assert_eq!(local_maxima(&x), [maximum(3, 2, 5)]);
        assert_eq!(local_maxima(&[0.0, 1.0, 0.0, 1.0, 0.0]), [maximum(1, 1, 1), maximum(3, 3, 3)]);
        assert!(local_maxima::<f32>(&[]).is_empty() && local_maxima(&[1.0]).is_empty());
    }
}
