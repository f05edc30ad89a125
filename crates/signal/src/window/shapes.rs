//! Windows that a formula gives point by point: sample `i` of the first half of `n ≥ 2`.

use std::f64::consts::PI;

/// `|x|`: 1 at the ends, 0 in the middle. The difference is one of integers, hence exact.
fn distance(i: usize, n: usize) -> f64 {
    (n - 1 - 2 * i) as f64 / (n - 1) as f64
}

/// Samples from the middle of the window, not negative.
pub(super) fn from_middle(i: usize, n: usize) -> f64 {
    (n - 1 - 2 * i) as f64 / 2.0
}

pub(super) fn triang(i: usize, n: usize) -> f64 {
    if n.is_multiple_of(2) {
        (2 * i + 1) as f64 / n as f64
    } else {
        (2 * i + 2) as f64 / (n + 1) as f64
    }
}

pub(super) fn bartlett(i: usize, n: usize) -> f64 {
    2.0 * i as f64 / (n - 1) as f64
}

pub(super) fn bohman(i: usize, n: usize) -> f64 {
    if i == 0 {
        return 0.0;
    }
    let d = distance(i, n);
    (1.0 - d) * (PI * d).cos() + (PI * d).sin() / PI
}

pub(super) fn parzen(i: usize, n: usize) -> f64 {
    let d = (n - 1 - 2 * i) as f64 / n as f64;
    // The pieces meet at a quarter of the length, told by integers.
    if 2 * (n - 1 - 2 * i) < n { 1.0 - 6.0 * d * d * (1.0 - d) } else { 2.0 * (1.0 - d).powi(3) }
}

pub(super) fn barthann(i: usize, n: usize) -> f64 {
    let d = distance(i, n) / 2.0;
    0.62 - 0.48 * d + 0.38 * (2.0 * PI * d).cos()
}

pub(super) fn cosine(i: usize, n: usize) -> f64 {
    (PI * (i as f64 + 0.5) / n as f64).sin()
}

pub(super) fn lanczos(i: usize, n: usize) -> f64 {
    let d = distance(i, n);
    if d == 0.0 {
        return 1.0;
    }
    // sin(πd) = sin(π(1 - d)): either is exact where its argument is small.
    let sine = if d < 0.5 { (PI * d).sin() } else { (PI * bartlett(i, n)).sin() };
    sine / (PI * d)
}

pub(super) fn tukey(i: usize, n: usize, alpha: f64) -> f64 {
    let alpha = alpha.clamp(0.0, 1.0);
    let taper = alpha * (n - 1) as f64 / 2.0;
    if taper < i as f64 || alpha == 0.0 { 1.0 } else { 0.5 - 0.5 * (PI * i as f64 / taper).cos() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_pieces_of_parzen_meet() {
        // A quarter of n - 1 = 8: sample 2 is 2 from the middle.
        let d: f64 = 4.0 / 9.0;
        assert!((parzen(2, 9) - (1.0 - 6.0 * d * d + 6.0 * d.powi(3))).abs() < 1e-15);
        assert!((parzen(1, 9) - 2.0 * (1.0_f64 - 6.0 / 9.0).powi(3)).abs() < 1e-15);
    }

    #[test]
    fn tukey_is_a_boxcar_or_hann_at_its_limits() {
        assert_eq!(tukey(0, 9, -1.0), 1.0);
        assert_eq!((tukey(0, 9, 7.0), tukey(4, 9, 1.0)), (0.0, 1.0));
        assert!((tukey(2, 9, 7.0) - 0.5).abs() < 1e-15);
    }
}
