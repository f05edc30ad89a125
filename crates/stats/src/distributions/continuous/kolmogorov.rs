//! The distributions of Kolmogorov's and Smirnov's statistics.
//!
//! Counterpart of `scipy.stats.kstwobign`, `ksone` and `kstwo`.

use std::f64::consts::{LN_2, PI};

use super::shape::{ContinuousShape, Moments, Support};
use crate::distributions::numerics::log_binomial_term;

/// From here on the series of the upper tail converges faster.
const MIDDLE: f64 = 0.82;
/// Beyond this `n d²` the two one-sided events exclude each other to all digits of the upper tail.
const FAR: f64 = 5.8;

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

/// A whole number that is at least 1.
fn is_count(n: f64, most: f64) -> bool {
    (1.0..=most).contains(&n) && n == n.floor()
}

/// What contributes less than this to an integral is left out.
const NEGLIGIBLE: f64 = 1e-20;

/// `∫ f(x, g(x)) dx` from 0 to 1 for several f at once, where g is negligible from some point on.
///
/// By Gauss' rule between the points where g changes its formula, all multiples of `knot`.
fn by_pieces<const N: usize>(
    knot: f64,
    g: impl Fn(f64) -> f64,
    f: impl Fn(f64, f64) -> [f64; N],
) -> [f64; N] {
    // Gauss' rule of four points.
    let nodes = [0.339_981_043_584_856_3, 0.861_136_311_594_052_6];
    let weights = [0.652_145_154_862_546_1, 0.347_854_845_137_453_85];
    let mut sums = [0.0; N];
    let mut has_begun = false;
    let n_pieces = (1.0 / knot).round() as u64;
    for piece in 0..n_pieces {
        let (center, half) = ((piece as f64 + 0.5) * knot, 0.5 * knot);
        let mut largest = 0.0_f64;
        for (node, weight) in nodes.iter().zip(weights) {
            for x in [center - half * node, center + half * node] {
                let value = g(x);
                largest = largest.max(value);
                for (sum, part) in sums.iter_mut().zip(f(x, value)) {
                    *sum += half * weight * part;
                }
            }
        }
        if has_begun && largest < NEGLIGIBLE {
            break;
        }
        has_begun |= largest >= NEGLIGIBLE;
    }
    sums
}

/// Mean, variance, skewness and kurtosis of a statistic between 0 and 1, from its upper tail:
/// `E X^k = ∫ k x^(k - 1) P(X > x) dx`.
fn moments_by_pieces(knot: f64, tail: impl Fn(f64) -> f64) -> Moments {
    let raw =
        by_pieces(knot, tail, |x, tail| [1, 2, 3, 4].map(|k| f64::from(k) * x.powi(k - 1) * tail));
    Moments::from_raw(raw)
}

/// The entropy `-∫ f ln f` of a density between 0 and 1 that changes its formula at multiples of
/// 1 / (2 n).
fn entropy_by_pieces(n: f64, density: impl Fn(f64) -> f64) -> f64 {
    // Unlike a tail this is no polynomial between the changes: at least 128 pieces.
    let n_parts = (64.0 / n).ceil();
    let knot = 0.5 / (n * n_parts);
    let [entropy] = by_pieces(knot, density, |_, density| [onkai_special::entr(density)]);
    entropy
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
    KolmogorovOneSided, "ksone" { n: is_count(n, 1e6) => "a whole number from 1 to 10^6" }
}

impl KolmogorovOneSided {
    /// The terms' logarithms and the two bases of their powers.
    fn terms(self, d: f64) -> impl Iterator<Item = (f64, f64, f64, f64)> + use<> {
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
        if self.n * x <= 1.0 {
            return (self.n - 2.0) * x.ln_1p() + (self.n * x).ln_1p();
        }
        self.density(x).ln()
    }

    fn density(&self, x: f64) -> f64 {
        if x >= 1.0 {
            return if self.n == 1.0 { 1.0 } else { 0.0 };
        }
        let n = self.n;
        if n * x <= 1.0 {
            return (1.0 + x).powf(n - 2.0) * (1.0 + n * x);
        }
        // Minus the derivative of each term.
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
        // By Abel's identity the terms that the sum leaves out make up the rest; here there is one.
        if self.n * x <= 1.0 {
            return x * (1.0 + x).powf(self.n - 1.0);
        }
        1.0 - self.upper_tail(x)
    }

    fn upper_tail(&self, x: f64) -> f64 {
        let sum: f64 = self.terms(x).map(|(_, _, _, log)| log.exp()).sum();
        (x * sum).min(1.0)
    }

    fn standard_moments(&self) -> Moments {
        moments_by_pieces(0.5 / self.n, |x| self.upper_tail(x))
    }

    fn standard_entropy(&self) -> f64 {
        entropy_by_pieces(self.n, |x| self.density(x))
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
    ///
    /// # Differences from SciPy
    ///
    /// For larger samples than 5000 there is [`KolmogorovLimit`], at √n D. The density is exact,
    /// not a difference quotient.
    KolmogorovTwoSided, "kstwo" { n: is_count(n, 5e3) => "a whole number from 1 to 5000" }
}

impl KolmogorovTwoSided {
    /// P(D < d) and, if wanted, its derivative, by the central element of a power of Durbin's matrix.
    fn durbin(self, d: f64, with_derivative: bool) -> (f64, f64) {
        let scaled = self.n * d;
        let k = scaled.floor() as usize + 1;
        let (size, h) = (2 * k - 1, k as f64 - scaled);
        let power = durbin_matrix(size, h, with_derivative).power(self.n as u64);
        let center = (k - 1) * size + k - 1;
        let factor = log_binomial_factor(self.n) + f64::from(power.exponent) * LN_2;
        let restored = |value: f64| value.signum() * (value.abs().ln() + factor).exp();
        // dh / dd = -n
        let slope = power.slope.map_or(f64::NAN, |slope| -self.n * restored(slope[center]));
        (restored(power.value[center]).clamp(0.0, 1.0), slope)
    }

    fn one_sided(self) -> KolmogorovOneSided {
        KolmogorovOneSided { n: self.n }
    }

    /// Where twice the one-sided tail is exact, or exact to all digits.
    fn is_far(self, d: f64) -> bool {
        d >= 0.5 || self.n * d * d > FAR
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
        self.durbin(x, true).1.max(0.0)
    }

    fn lower_tail(&self, x: f64) -> f64 {
        if self.is_far(x) { 1.0 - self.upper_tail(x) } else { self.durbin(x, false).0 }
    }

    fn upper_tail(&self, x: f64) -> f64 {
        if self.is_far(x) {
            (2.0 * self.one_sided().upper_tail(x)).min(1.0)
        } else {
            1.0 - self.durbin(x, false).0
        }
    }

    fn standard_moments(&self) -> Moments {
        let start = self.standard_support().low;
        moments_by_pieces(start, |x| if x <= start { 1.0 } else { self.upper_tail(x) })
    }

    fn standard_entropy(&self) -> f64 {
        let start = self.standard_support().low;
        entropy_by_pieces(self.n, |x| if x <= start { 0.0 } else { self.density(x) })
    }
}

/// A square matrix times a power of two, and its derivative by a parameter if that is wanted.
#[derive(Clone)]
struct Scaled {
    value: Vec<f64>,
    slope: Option<Vec<f64>>,
    exponent: i32,
    size: usize,
}

impl Scaled {
    fn product(&self, other: &Self) -> Self {
        let size = self.size;
        let mut value = vec![0.0; size * size];
        add_product(&mut value, &self.value, &other.value, size);
        let mut slope = self.slope.as_ref().zip(other.slope.as_ref()).map(|(a, b)| {
            let mut slope = vec![0.0; size * size];
            add_product(&mut slope, a, &other.value, size);
            add_product(&mut slope, &self.value, b, size);
            slope
        });
        let largest =
            value.iter().chain(slope.iter().flatten()).fold(0.0, |m: f64, v| m.max(v.abs()));
        let shift = if largest > 0.0 { largest.log2().floor() as i32 } else { 0 };
        let factor = 2.0_f64.powi(-shift);
        value.iter_mut().chain(slope.iter_mut().flatten()).for_each(|v| *v *= factor);
        Self { value, slope, exponent: self.exponent + other.exponent + shift, size }
    }

    /// The power, n ≥ 1.
    fn power(self, mut n: u64) -> Self {
        let mut base = self;
        let mut power: Option<Self> = None;
        loop {
            if n & 1 == 1 {
                power = Some(power.map_or_else(|| base.clone(), |power| power.product(&base)));
            }
            n >>= 1;
            if n == 0 {
                return power.unwrap_or(base);
            }
            base = base.product(&base);
        }
    }
}

/// Adds the product of two square matrices.
fn add_product(out: &mut [f64], a: &[f64], b: &[f64], size: usize) {
    for (row, left) in out.chunks_mut(size).zip(a.chunks(size)) {
        for (factor, right) in left.iter().zip(b.chunks(size)) {
            for (sum, value) in row.iter_mut().zip(right) {
                *sum += factor * value;
            }
        }
    }
}

/// Durbin's matrix for the fraction h, and its derivative by h if that is wanted.
fn durbin_matrix(size: usize, h: f64, with_derivative: bool) -> Scaled {
    let mut matrix = vec![0.0; size * size];
    let mut derivative = vec![0.0; size * size];
    for i in 0..size {
        for j in 0..size.min(i + 2) {
            matrix[i * size + j] = 1.0;
        }
    }
    for (i, order) in (0..size).zip(1..) {
        let (power, slope) = (h.powi(order), f64::from(order) * h.powi(order - 1));
        for cell in [i * size, (size - 1) * size + size - 1 - i] {
            matrix[cell] -= power;
            derivative[cell] -= slope;
        }
    }
    if 2.0 * h > 1.0 {
        let corner = (size - 1) * size;
        matrix[corner] += (2.0 * h - 1.0).powf(size as f64);
        derivative[corner] += 2.0 * size as f64 * (2.0 * h - 1.0).powf((size - 1) as f64);
    }
    for i in 0..size {
        let mut factorial = 1.0;
        for j in (0..=i).rev() {
            factorial *= (i + 1 - j) as f64;
            matrix[i * size + j] /= factorial;
            derivative[i * size + j] /= factorial;
        }
    }
    let slope = with_derivative.then_some(derivative);
    Scaled { value: matrix, slope, exponent: 0, size }
}

/// ln(n! / n^n)
fn log_binomial_factor(n: f64) -> f64 {
    onkai_special::gammaln(n + 1.0) - n * n.ln()
}
