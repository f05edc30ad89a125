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

/// Samples that are looked at before what was found among them is sorted out.
const BLOCK: usize = 1024;

/// All maxima that do not touch the ends, from left to right.
pub(super) fn local_maxima<F: Real>(x: &[F]) -> Vec<Maximum> {
    let mut maxima = Vec::new();
    let mut rises = [0; BLOCK];
    for start in (0..x.len().saturating_sub(2)).step_by(BLOCK) {
        let end = (start + BLOCK + 2).min(x.len());
        let n_rises = tops(&x[start..end], &mut rises);
        for &i in &rises[..n_rises] {
            maxima.extend(maximum_from(x, start + i));
        }
    }
    maxima
}

/// Where samples rise and do not rise on: the indices, and how many. In noise a branch at each sample
/// would be guessed wrong half of the time, so that every index is written, and kept or not.
fn tops<F: Real>(x: &[F], found: &mut [usize; BLOCK]) -> usize {
    let mut n_found = 0;
    for (i, three) in x.windows(3).enumerate() {
        found[n_found] = i + 1;
        n_found += usize::from(three[0] < three[1]) & usize::from(three[2] <= three[1]);
    }
    n_found
}

/// The maximum that begins at `left`, if samples fall behind it.
#[inline]
fn maximum_from<F: Real>(x: &[F], left: usize) -> Option<Maximum> {
    let level = x[left];
    let mut ahead = left + 1;
    while ahead + 1 < x.len() && x[ahead] == level {
        ahead += 1;
    }
    let right = ahead - 1;
    (x[ahead] < level).then(|| Maximum { peak: left.midpoint(right), left, right })
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
