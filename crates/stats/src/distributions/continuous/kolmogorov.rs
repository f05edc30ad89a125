//! The distributions of Kolmogorov's and Smirnov's statistics.
//!
//! Counterpart of `scipy.stats.kstwobign`, `ksone` and `kstwo`.

use std::f64::consts::{LN_2, PI};

use super::shape::{ContinuousShape, Support};
use crate::distributions::numerics::log_binomial_term;

/// From here on the series of the upper tail converges faster.
const MIDDLE: f64 = 0.82;
/// Beyond this `n d²` the two one-sided events exclude each other to all digits of the upper tail.
const FAR: f64 = 18.0;

family! {
    /// The limit of √n D for Kolmogorov's two-sided statistic D of large samples.
    ///
    /// ```text
    /// P(K > x) = 2 Σ_k (-1)^(k - 1) exp(-2 k² x²),   x ≥ 0
    /// ```
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, KolmogorovLimit};
    /// assert!((KolmogorovLimit.isf(0.05) - 1.358_098_639_3).abs() < 1e-9);
    /// ```
    #[doc(alias = "kolmogorov")]
    KolmogorovLimit, "kstwobign"
}

impl ContinuousShape for KolmogorovLimit {
    fn standard_support(&self) -> Support {
        Support::POSITIVE
    }

    fn log_density(&self, x: f64) -> f64 {
        if x == 0.0 {
            return f64::NEG_INFINITY;
        }
        let squared = x * x;
        if x > MIDDLE {
            let sum: f64 = (1..12)
                .map(|k| {
                    let k = f64::from(k);
                    let sign = if k % 2.0 == 0.0 { -1.0 } else { 1.0 };
                    sign * k * k * (-2.0 * (k * k - 1.0) * squared).exp()
                })
                .sum();
            return (8.0 * x * sum).ln() - 2.0 * squared;
        }
        let a = PI * PI / (8.0 * squared);
        let sum: f64 = (0..8)
            .map(|k| {
                let odd = f64::from(2 * k + 1).powi(2);
                (2.0 * odd * a - 1.0) * (-(odd - 1.0) * a).exp()
            })
            .sum();
        0.5 * (2.0 * PI).ln() - 2.0 * x.ln() + sum.ln() - a
    }

    fn lower_tail(&self, x: f64) -> f64 {
        if x > MIDDLE { 1.0 - self.upper_tail(x) } else { self.log_lower_tail(x).exp() }
    }

    fn upper_tail(&self, x: f64) -> f64 {
        if x > MIDDLE { self.log_upper_tail(x).exp() } else { 1.0 - self.lower_tail(x) }
    }

    fn log_lower_tail(&self, x: f64) -> f64 {
        if x > MIDDLE {
            return (-self.upper_tail(x)).ln_1p();
        }
        let a = PI * PI / (8.0 * x * x);
        let sum: f64 = (0..8).map(|k| (-(f64::from(2 * k + 1).powi(2) - 1.0) * a).exp()).sum();
        0.5 * (2.0 * PI).ln() - x.ln() + sum.ln() - a
    }

    fn log_upper_tail(&self, x: f64) -> f64 {
        if x <= MIDDLE {
            return (-self.lower_tail(x)).ln_1p();
        }
        let sum: f64 = (1..12)
            .map(|k| {
                let k = f64::from(k);
                let sign = if k % 2.0 == 0.0 { -1.0 } else { 1.0 };
                sign * (-2.0 * (k * k - 1.0) * x * x).exp()
            })
            .sum();
        LN_2 - 2.0 * x * x + sum.ln()
    }
}

/// A sample size that sums and matrices can take.
fn is_count(n: f64) -> bool {
    (1.0..=1e6).contains(&n) && n == n.floor()
}

family! {
    /// Smirnov's one-sided statistic D⁺ of a sample of `n`.
    ///
    /// ```text
    /// P(D⁺ > d) = d Σ_j C(n, j) (d + j/n)^(j - 1) (1 - d - j/n)^(n - j),   0 ≤ j ≤ n (1 - d)
    /// ```
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, KolmogorovOneSided};
    /// assert!((KolmogorovOneSided::new(1.0)?.sf(0.3) - 0.7).abs() < 1e-15);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    ///
    /// # References
    ///
    /// Z. W. Birnbaum, F. H. Tingey, "One-sided confidence contours for probability distribution
    /// functions", Ann. Math. Statist. 22(4), 1951. <https://doi.org/10.1214/aoms/1177729550>
    #[doc(alias = "smirnov")]
    KolmogorovOneSided, "ksone" { n: is_count(n) => "a whole number from 1 to 10^6" }
}

impl KolmogorovOneSided {
    /// The terms' logarithms and the two bases of their powers.
    fn terms(&self, d: f64) -> impl Iterator<Item = (f64, f64, f64, f64)> + use<> {
        let n = self.n;
        let last = (n * (1.0 - d)).floor() as u64;
        (0..=last).filter_map(move |j| {
            let j = j as f64;
            let (low, high) = (d + j / n, 1.0 - d - j / n);
            if high <= 0.0 {
                return None;
            }
            let log = log_binomial_term(j, n, low, high) - low.ln();
            Some((j, low, high, log))
        })
    }
}

impl ContinuousShape for KolmogorovOneSided {
    fn standard_support(&self) -> Support {
        Support::UNIT
    }

    fn log_density(&self, x: f64) -> f64 {
        self.density(x).ln()
    }

    fn density(&self, x: f64) -> f64 {
        if x <= 0.0 || x >= 1.0 {
            return if self.n == 1.0 { 1.0 } else { 0.0 };
        }
        // Minus the derivative of each term.
        let n = self.n;
        let sum: f64 = self
            .terms(x)
            .map(|(j, low, high, log)| {
                let rate = (n - j) / high - (j - 1.0) / low - 1.0 / x;
                x * log.exp() * rate
            })
            .sum();
        sum.max(0.0)
    }

    fn lower_tail(&self, x: f64) -> f64 {
        1.0 - self.upper_tail(x)
    }

    fn upper_tail(&self, x: f64) -> f64 {
        let sum: f64 = self.terms(x).map(|(_, _, _, log)| log.exp()).sum();
        (x * sum).min(1.0)
    }
}

family! {
    /// Kolmogorov's two-sided statistic D of a sample of `n`.
    ///
    /// The lower tail is Durbin's matrix power, the far upper tail twice Smirnov's one-sided one.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, KolmogorovTwoSided};
    /// assert!((KolmogorovTwoSided::new(10.0)?.cdf(0.274) - 0.628_479_615_465).abs() < 1e-10);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    ///
    /// # References
    ///
    /// G. Marsaglia, W. W. Tsang, J. Wang, "Evaluating Kolmogorov's distribution", J. Stat. Softw.
    /// 8(18), 2003. <https://doi.org/10.18637/jss.v008.i18>
    KolmogorovTwoSided, "kstwo" { n: is_count(n) => "a whole number from 1 to 10^6" }
}

impl KolmogorovTwoSided {
    /// P(D < d) by the central element of a power of Durbin's matrix.
    fn durbin(&self, d: f64) -> f64 {
        let scaled = self.n * d;
        let k = scaled.floor() as usize + 1;
        let (size, h) = (2 * k - 1, k as f64 - scaled);
        let mut matrix = vec![0.0; size * size];
        for i in 0..size {
            for j in 0..size {
                matrix[i * size + j] = if i + 1 < j { 0.0 } else { 1.0 };
            }
        }
        for i in 0..size {
            matrix[i * size] -= h.powi(i as i32 + 1);
            matrix[(size - 1) * size + i] -= h.powi((size - i) as i32);
        }
        if 2.0 * h > 1.0 {
            matrix[(size - 1) * size] += (2.0 * h - 1.0).powi(size as i32);
        }
        for i in 0..size {
            for j in 0..size.min(i + 1) {
                for divisor in 1..=i + 1 - j {
                    matrix[i * size + j] /= divisor as f64;
                }
            }
        }
        let (power, exponent) = matrix_power(&matrix, size, self.n as u64);
        let mut log = power[(k - 1) * size + k - 1].ln() + f64::from(exponent) * LN_2;
        // n! / n^n
        log += log_binomial_factor(self.n);
        log.exp().clamp(0.0, 1.0)
    }

    fn one_sided(&self) -> KolmogorovOneSided {
        KolmogorovOneSided { n: self.n }
    }

    /// Where twice the one-sided tail is exact, or exact to all digits.
    fn is_far(&self, d: f64) -> bool {
        d >= 0.5 || self.n * d * d > FAR * 0.5
    }
}

impl ContinuousShape for KolmogorovTwoSided {
    fn standard_support(&self) -> Support {
        Support { low: 0.5 / self.n, high: 1.0 }
    }

    fn log_density(&self, x: f64) -> f64 {
        self.density(x).ln()
    }

    fn density(&self, x: f64) -> f64 {
        if self.is_far(x) {
            return 2.0 * self.one_sided().density(x);
        }
        // The derivative of the tail by five points, which lie within the support.
        let Support { low, high } = self.standard_support();
        let step = (1e-3 * x).min(0.25 * (x - low)).min(0.25 * (high - x));
        if step <= 0.0 {
            return 0.0;
        }
        let at = |k: f64| self.lower_tail(x + k * step);
        ((8.0 * (at(1.0) - at(-1.0)) - (at(2.0) - at(-2.0))) / (12.0 * step)).max(0.0)
    }

    fn lower_tail(&self, x: f64) -> f64 {
        if self.is_far(x) { 1.0 - self.upper_tail(x) } else { self.durbin(x) }
    }

    fn upper_tail(&self, x: f64) -> f64 {
        if self.is_far(x) {
            (2.0 * self.one_sided().upper_tail(x)).min(1.0)
        } else {
            1.0 - self.durbin(x)
        }
    }
}

/// ln(n! / n^n)
fn log_binomial_factor(n: f64) -> f64 {
    onkai_special::gammaln(n + 1.0) - n * n.ln()
}

/// The power of a square matrix with a common exponent of two taken out.
fn matrix_power(matrix: &[f64], size: usize, mut n: u64) -> (Vec<f64>, i32) {
    let mut base = (matrix.to_vec(), 0);
    let mut power = (identity(size), 0);
    while n > 0 {
        if n & 1 == 1 {
            power = product(&power, &base, size);
        }
        n >>= 1;
        if n > 0 {
            base = product(&base, &base, size);
        }
    }
    power
}

fn identity(size: usize) -> Vec<f64> {
    (0..size * size).map(|i| if i % (size + 1) == 0 { 1.0 } else { 0.0 }).collect()
}

fn product(a: &(Vec<f64>, i32), b: &(Vec<f64>, i32), size: usize) -> (Vec<f64>, i32) {
    let mut out = vec![0.0; size * size];
    for (row, left) in out.chunks_mut(size).zip(a.0.chunks(size)) {
        for (factor, right) in left.iter().zip(b.0.chunks(size)) {
            for (sum, value) in row.iter_mut().zip(right) {
                *sum += factor * value;
            }
        }
    }
    let largest = out.iter().fold(0.0, |m: f64, v| m.max(v.abs()));
    let shift = if largest > 0.0 { largest.log2().floor() as i32 } else { 0 };
    let factor = 2.0_f64.powi(-shift);
    out.iter_mut().for_each(|v| *v *= factor);
    (out, a.1 + b.1 + shift)
}
