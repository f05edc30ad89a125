//! The distributions of Kolmogorov's and Smirnov's statistics.
//!
//! Counterpart of the survival functions of `scipy.stats.kstwo`, `ksone` and `kstwobign`.

use std::f64::consts::{PI, TAU};

use ndarray::Array2;
use onkai_special::gammaln;

/// Up to this size the two-sided distribution is computed exactly where one tail does not suffice.
const EXACT_UP_TO: usize = 500;

/// `P(D⁺ₙ ≥ d)`, exactly (Birnbaum and Tingey).
pub(super) fn smirnov_sf(n: usize, d: f64) -> f64 {
    if d.is_nan() {
        return f64::NAN;
    }
    if d <= 0.0 || 1.0 <= d {
        return if d <= 0.0 { 1.0 } else { 0.0 };
    }
    let size = n as f64;
    let last = (size * (1.0 - d)).floor() as usize;
    let term = |j: usize| {
        let j = j as f64;
        let (below, above) = (d + j / size, 1.0 - d - j / size);
        if above <= 0.0 {
            return if j == size { below.powf(j - 1.0) } else { 0.0 };
        }
        let count = gammaln(size + 1.0) - gammaln(j + 1.0) - gammaln(size - j + 1.0);
        (count + (j - 1.0) * below.ln() + (size - j) * above.ln()).exp()
    };
    (d * (0..=last.min(n)).map(term).sum::<f64>()).min(1.0)
}

/// `P(Dₙ ≥ d)`.
pub(super) fn kolmogorov_sf(n: usize, d: f64) -> f64 {
    if d.is_nan() {
        return f64::NAN;
    }
    let size = n as f64;
    if size * d <= 0.5 {
        return 1.0;
    }
    if 1.0 <= d {
        return 0.0;
    }
    // Above a half only one side can be as far; for large d both sides practically never are.
    if 0.5 <= d || 4.0 < size * d * d {
        return (2.0 * smirnov_sf(n, d)).min(1.0);
    }
    let cdf = if n <= EXACT_UP_TO { by_matrix_power(n, d) } else { by_expansion(size, d) };
    (1.0 - cdf).clamp(0.0, 1.0)
}

/// The limit of `P(√n Dₙ ≥ z)` for many values.
pub(super) fn kolmogorov_limit_sf(z: f64) -> f64 {
    if z.is_nan() || z <= 0.0 {
        return if z.is_nan() { f64::NAN } else { 1.0 };
    }
    if z < 0.8 {
        let sum: f64 =
            (1..=4).map(|k| (-f64::from(2 * k - 1).powi(2) * PI * PI / (8.0 * z * z)).exp()).sum();
        return 1.0 - TAU.sqrt() / z * sum;
    }
    let term = |k: i32| (-2.0 * f64::from(k * k) * z * z).exp();
    2.0 * (term(1) - term(2) + term(3) - term(4) + term(5))
}

/// `P(Dₙ < d)` as an element of the nth power of a matrix.
///
/// G. Marsaglia, W. W. Tsang, J. Wang, "Evaluating Kolmogorov's distribution", J. Stat. Softw. 8, 2003.
/// <https://doi.org/10.18637/jss.v008.i18>
fn by_matrix_power(n: usize, d: f64) -> f64 {
    let scaled = n as f64 * d;
    let k = scaled as usize + 1;
    let h = k as f64 - scaled;
    let m = 2 * k - 1;
    let mut factorials = vec![1.0; m + 1];
    for i in 1..=m {
        factorials[i] = factorials[i - 1] * i as f64;
    }
    let base = Array2::from_shape_fn((m, m), |(i, j)| {
        if i + 1 < j {
            return 0.0;
        }
        let mut entry = 1.0;
        if j == 0 {
            entry -= h.powf((i + 1) as f64);
        }
        if i == m - 1 {
            entry -= h.powf((m - j) as f64);
        }
        if i == m - 1 && j == 0 {
            entry += (2.0 * h - 1.0).max(0.0).powf(m as f64);
        }
        entry / factorials[i + 1 - j]
    });
    // The entries grow like nⁿ/n!, so each factor of the power takes its share n/e of it along.
    let mut square = Scaled { matrix: base, exponent: 0 };
    let mut power: Option<Scaled> = None;
    let mut left = n;
    loop {
        if left % 2 == 1 {
            power = Some(match power {
                None => square.clone(),
                Some(power) => power.times(&square),
            });
        }
        left /= 2;
        if left == 0 {
            break;
        }
        square = square.times(&square);
    }
    let Some(Scaled { matrix, exponent }) = power else { return 1.0 };
    let log_share: f64 = (1..=n).map(|i| (i as f64 / n as f64).ln()).sum();
    let exponent = log_share + f64::from(exponent) * std::f64::consts::LN_2;
    matrix[[k - 1, k - 1]] * exponent.exp()
}

/// A matrix times a power of two, which keeps it in range.
#[derive(Clone)]
struct Scaled {
    matrix: Array2<f64>,
    exponent: i32,
}

impl Scaled {
    fn times(&self, other: &Self) -> Self {
        let mut matrix = self.matrix.dot(&other.matrix);
        let middle = matrix.nrows() / 2;
        let shift = matrix[[middle, middle]].log2() as i32;
        matrix *= f64::from(-shift).exp2();
        Self { matrix, exponent: self.exponent + other.exponent + shift }
    }
}

/// `P(Dₙ < d)` to the third order in `1/√n`.
///
/// W. Pelz, I. J. Good, "Approximating the lower tail-areas of the Kolmogorov-Smirnov one-sample
/// statistic", J. R. Stat. Soc. B 38, 1976.
fn by_expansion(n: f64, d: f64) -> f64 {
    let z = n.sqrt() * d;
    let z2 = z * z;
    let (z4, z6) = (z2 * z2, z2 * z2 * z2);
    let (p2, p4, p6) = (PI.powi(2), PI.powi(4), PI.powi(6));
    let n_terms = (16.0 * z / PI).ceil() as i32;
    let (mut first, mut second, mut third, mut fourth) = (0.0, 0.0, 0.0, 0.0);
    let (mut second_order, mut third_order) = (0.0, 0.0);
    for k in (1..=n_terms).map(f64::from) {
        let m2 = (2.0 * k - 1.0).powi(2);
        let (m4, m6) = (m2 * m2, m2 * m2 * m2);
        let odd = (-p2 * m2 / (8.0 * z2)).exp();
        first += odd;
        second += odd * (p2 / 4.0 * m2 - z2);
        third += odd
            * (6.0 * z6
                + 2.0 * z4
                + (2.0 * z4 - 5.0 * z2) * p2 / 4.0 * m2
                + (1.0 - 2.0 * z2) * p4 / 16.0 * m4);
        fourth += odd
            * (p6 * (5.0 - 30.0 * z2) / 64.0 * m6
                + p4 * (212.0 * z4 - 60.0 * z2) / 16.0 * m4
                + p2 * (135.0 * z4 - 96.0 * z6) / 4.0 * m2
                - 30.0 * z6
                - 90.0 * z4 * z4);
        let k2 = k * k;
        let whole = k2 * (-p2 * k2 / (2.0 * z2)).exp();
        second_order += whole;
        third_order += whole * (3.0 * z2 - p2 * k2);
    }
    let root = TAU.sqrt();
    first *= root / z;
    second *= root / (6.0 * z4);
    third = root * (third / (72.0 * z6 * z) - second_order * p2 / (36.0 * z2 * z));
    fourth = root * (fourth / (6480.0 * z6 * z4) + third_order * p2 / (216.0 * z6));
    first + second / n.sqrt() + third / n + fourth / (n * n.sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_value_is_as_far_as_it_is() {
        // For one value D is the larger of u and 1 - u.
        assert!((kolmogorov_sf(1, 0.75) - 0.5).abs() < 1e-15);
        assert_eq!(kolmogorov_sf(1, 0.5), 1.0);
        assert!((smirnov_sf(1, 0.3) - 0.7).abs() < 1e-15);
        assert_eq!((kolmogorov_sf(5, 1.0), smirnov_sf(5, 0.0)), (0.0, 1.0));
        assert!(kolmogorov_sf(5, f64::NAN).is_nan() && smirnov_sf(5, f64::NAN).is_nan());
    }

    #[test]
    fn the_ways_agree_where_they_meet() {
        for d in [0.03, 0.05, 0.08] {
            assert!((by_matrix_power(500, d) - by_expansion(500.0, d)).abs() < 1e-7, "{d}");
        }
        let d = (4.0_f64 / 100.0).sqrt() - 1e-9;
        let tail = 2.0 * smirnov_sf(100, d);
        assert!((1.0 - by_matrix_power(100, d) - tail).abs() < 1e-9 * tail.max(1e-4));
        assert!((kolmogorov_limit_sf(0.8) - kolmogorov_limit_sf(0.8 - 1e-15)).abs() < 1e-14);
    }
}
