//! Probabilities that fall geometrically or by a power, and the uniform ones.
//!
//! Counterpart of `scipy.stats.randint`, `logser`, `zipf`, `planck`, `boltzmann`, `dlaplace` and
//! `skellam`.

use onkai_special::{hurwitz_zeta, zeta};
use rand::Rng;

use super::shape::DiscreteShape;
use super::summation::tails_by_sum;
use super::trials::Poisson;
use crate::distributions::continuous::{ContinuousShape, Moments, NoncentralChiSquared, Support};
use crate::distributions::family::positive;

family! {
    /// Equal probabilities for `low`, `low` + 1, … up to, but not including, `high`.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::discrete::{DiscreteUniform, Discrete};
    /// assert_eq!(DiscreteUniform::new(1.0, 7.0)?.mean(), 3.5);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    DiscreteUniform, "randint" {
        low: low.abs() < 9e15 && low == low.floor() => "a whole number",
        high: low < high && high < 9e15 && high == high.floor() => "a whole number above `low`",
    }
}

impl DiscreteUniform {
    fn count(&self) -> f64 {
        self.high - self.low
    }
}

impl DiscreteShape for DiscreteUniform {
    fn standard_support(&self) -> Support {
        Support { low: self.low, high: self.high - 1.0 }
    }

    fn log_mass(&self, _: f64) -> f64 {
        -self.count().ln()
    }

    fn lower_tail(&self, k: f64) -> f64 {
        (k - self.low + 1.0) / self.count()
    }

    fn upper_tail(&self, k: f64) -> f64 {
        (self.high - 1.0 - k) / self.count()
    }

    fn standard_moments(&self) -> Moments {
        let squared = self.count().powi(2);
        Moments {
            mean: 0.5 * (self.low + self.high - 1.0),
            variance: (squared - 1.0) / 12.0,
            skewness: 0.0,
            kurtosis: -1.2 * (squared + 1.0) / (squared - 1.0),
        }
    }

    fn standard_entropy(&self) -> f64 {
        self.count().ln()
    }
}

family! {
    /// The logarithmic series: P(k) = -p^k / (k ln(1 - p)), k ≥ 1.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::discrete::{Discrete, LogSeries};
    /// assert!((LogSeries::new(0.5)?.pmf(1.0) - 0.5 / 2.0_f64.ln()).abs() < 1e-15);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    LogSeries, "logser" { p: 0.0 < p && p < 1.0 => "between 0 and 1, exclusive" }
}

impl DiscreteShape for LogSeries {
    fn standard_support(&self) -> Support {
        Support { low: 1.0, high: f64::INFINITY }
    }

    fn log_mass(&self, k: f64) -> f64 {
        k * self.p.ln() - k.ln() - (-(-self.p).ln_1p()).ln()
    }

    fn lower_tail(&self, k: f64) -> f64 {
        tails_by_sum(self, k, 1.0).0
    }

    fn upper_tail(&self, k: f64) -> f64 {
        tails_by_sum(self, k, 1.0).1
    }
}

family! {
    /// Zipf's law: P(k) = k^-a / ζ(a), k ≥ 1.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::discrete::{Discrete, Zipf};
    /// let zipf = Zipf::new(2.0)?;
    /// assert!((zipf.pmf(1.0) - 6.0 / std::f64::consts::PI.powi(2)).abs() < 1e-15);
    /// assert_eq!(zipf.mean(), f64::INFINITY);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    Zipf, "zipf" { a: 1.0 < a && a < f64::INFINITY => "greater than 1 and finite" }
}

impl DiscreteShape for Zipf {
    fn standard_support(&self) -> Support {
        Support { low: 1.0, high: f64::INFINITY }
    }

    fn log_mass(&self, k: f64) -> f64 {
        -self.a * k.ln() - zeta(self.a).ln()
    }

    fn lower_tail(&self, k: f64) -> f64 {
        1.0 - self.upper_tail(k)
    }

    fn upper_tail(&self, k: f64) -> f64 {
        hurwitz_zeta(self.a, k + 1.0) / zeta(self.a)
    }

    fn standard_moments(&self) -> Moments {
        let raw = |n: f64| {
            if self.a > n + 1.0 { zeta(self.a - n) / zeta(self.a) } else { f64::NAN }
        };
        let moments = Moments::from_raw([raw(1.0), raw(2.0), raw(3.0), raw(4.0)]);
        let or_infinite = |value: f64| if value.is_nan() { f64::INFINITY } else { value };
        Moments {
            mean: or_infinite(moments.mean),
            variance: or_infinite(moments.variance),
            ..moments
        }
    }

    fn standard_entropy(&self) -> f64 {
        // ln ζ(a) - a ζ'(a) / ζ(a), the sum of ln k k^-a by Euler's and Maclaurin's formula.
        let (a, n) = (self.a, 30.0_f64);
        let log = n.ln();
        let head: f64 = (2..30).map(|k| f64::from(k).ln() * f64::from(k).powf(-a)).sum();
        let power = n.powf(-a);
        let integral = n * power * (log * (a - 1.0) + 1.0) / (a - 1.0).powi(2);
        // f, f', f''' of ln x x^-a at n; the next term is below 1e-13 of the sum.
        let first = power / n * (1.0 - a * log);
        let third =
            power / n.powi(3) * (3.0 * a * a + 6.0 * a + 2.0 - a * (a + 1.0) * (a + 2.0) * log);
        let fifth = {
            let rising = a * (a + 1.0) * (a + 2.0) * (a + 3.0) * (a + 4.0);
            let harmonic: f64 = (0..5).map(|i| 1.0 / (a + f64::from(i))).sum();
            power / n.powi(5) * (rising * harmonic - rising * log)
        };
        let tail = integral + 0.5 * power * log - first / 12.0 + third / 720.0 - fifth / 30_240.0;
        zeta(a).ln() + a * (head + tail) / zeta(a)
    }
}

family! {
    /// Planck's exponential distribution: P(k) = (1 - e^-λ) e^(-λ k), k ≥ 0.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::discrete::{Discrete, Planck};
    /// assert!((Planck::new(0.5)?.logsf(99.0) + 50.0).abs() < 1e-13);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    Planck, "planck" { lambda: positive(lambda) => "positive and finite" }
}

impl DiscreteShape for Planck {
    fn standard_support(&self) -> Support {
        Support::POSITIVE
    }

    fn log_mass(&self, k: f64) -> f64 {
        (-(-self.lambda).exp_m1()).ln() - self.lambda * k
    }

    fn lower_tail(&self, k: f64) -> f64 {
        -(-self.lambda * (k + 1.0)).exp_m1()
    }

    fn upper_tail(&self, k: f64) -> f64 {
        (-self.lambda * (k + 1.0)).exp()
    }

    fn log_upper_tail(&self, k: f64) -> f64 {
        -self.lambda * (k + 1.0)
    }

    fn standard_moments(&self) -> Moments {
        let lambda = self.lambda;
        Moments {
            mean: 1.0 / lambda.exp_m1(),
            variance: (-lambda).exp() / (-lambda).exp_m1().powi(2),
            skewness: 2.0 * (0.5 * lambda).cosh(),
            kurtosis: 4.0 + 2.0 * lambda.cosh(),
        }
    }

    fn standard_entropy(&self) -> f64 {
        let rest = -(-self.lambda).exp_m1();
        self.lambda * (-self.lambda).exp() / rest - rest.ln()
    }
}

family! {
    /// Boltzmann's distribution, Planck's up to `n` - 1: P(k) ∝ e^(-λ k), 0 ≤ k < n.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::discrete::{Boltzmann, Discrete};
    /// let boltzmann = Boltzmann::new(1.4, 19.0)?;
    /// assert!((boltzmann.cdf(18.0) - 1.0).abs() < 1e-15);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    Boltzmann, "boltzmann" {
        lambda: positive(lambda) => "positive and finite",
        n: (1.0..9e15).contains(&n) && n == n.floor() => "a whole number, at least 1",
    }
}

impl DiscreteShape for Boltzmann {
    fn standard_support(&self) -> Support {
        Support { low: 0.0, high: self.n - 1.0 }
    }

    fn log_mass(&self, k: f64) -> f64 {
        let lambda = self.lambda;
        ((-lambda).exp_m1() / (-lambda * self.n).exp_m1()).ln() - lambda * k
    }

    fn lower_tail(&self, k: f64) -> f64 {
        (-self.lambda * (k + 1.0)).exp_m1() / (-self.lambda * self.n).exp_m1()
    }

    fn upper_tail(&self, k: f64) -> f64 {
        let rest = (-self.lambda * (self.n - k - 1.0)).exp_m1();
        (-self.lambda * (k + 1.0)).exp() * rest / (-self.lambda * self.n).exp_m1()
    }
}

family! {
    /// Laplace's distribution on the whole numbers: P(k) = tanh(a/2) e^(-a |k|).
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::discrete::{Discrete, DiscreteLaplace};
    /// let dlaplace = DiscreteLaplace::new(0.8)?;
    /// assert!((dlaplace.cdf(-3.0) - dlaplace.sf(2.0)).abs() < 1e-16);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    DiscreteLaplace, "dlaplace" { a: positive(a) => "positive and finite" }
}

impl DiscreteLaplace {
    /// ln P(X ≥ k) for k ≥ 0.
    fn log_tail(self, k: f64) -> f64 {
        -self.a * k - (-self.a).exp().ln_1p()
    }
}

impl DiscreteShape for DiscreteLaplace {
    fn standard_support(&self) -> Support {
        Support { low: f64::NEG_INFINITY, high: f64::INFINITY }
    }

    fn log_mass(&self, k: f64) -> f64 {
        (0.5 * self.a).tanh().ln() - self.a * k.abs()
    }

    fn lower_tail(&self, k: f64) -> f64 {
        self.log_lower_tail(k).exp()
    }

    fn upper_tail(&self, k: f64) -> f64 {
        self.log_upper_tail(k).exp()
    }

    fn log_lower_tail(&self, k: f64) -> f64 {
        if k < 0.0 { self.log_tail(-k) } else { (-self.log_tail(k + 1.0).exp()).ln_1p() }
    }

    fn log_upper_tail(&self, k: f64) -> f64 {
        if k >= 0.0 { self.log_tail(k + 1.0) } else { (-self.log_tail(-k).exp()).ln_1p() }
    }

    fn standard_moments(&self) -> Moments {
        let (e, less_1) = (self.a.exp(), self.a.exp_m1());
        let variance = 2.0 * e / (less_1 * less_1);
        let fourth = 2.0 * e * (e * e + 10.0 * e + 1.0) / less_1.powi(4);
        Moments {
            mean: 0.0,
            variance,
            skewness: 0.0,
            kurtosis: fourth / (variance * variance) - 3.0,
        }
    }

    fn standard_entropy(&self) -> f64 {
        self.a / self.a.sinh() - (0.5 * self.a).tanh().ln()
    }
}

family! {
    /// The difference of two Poisson variables of means μ₁ and μ₂.
    ///
    /// ```text
    /// P(k) = e^(-μ₁ - μ₂) (μ₁/μ₂)^(k/2) I_k(2 √(μ₁ μ₂))
    /// ```
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::discrete::{Discrete, Skellam};
    /// let skellam = Skellam::new(3.0, 1.0)?;
    /// assert_eq!([skellam.mean(), skellam.variance()], [2.0, 4.0]);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    Skellam, "skellam" {
        mu1: positive(mu1) => "positive and finite",
        mu2: positive(mu2) => "positive and finite",
    }
}

impl Skellam {
    /// The noncentral χ² variable and its argument to which the tail at k belongs.
    fn noncentral(&self, k: f64) -> (NoncentralChiSquared, f64) {
        let (df, nc, x) = if k < 0.0 {
            (-2.0 * k, 2.0 * self.mu1, 2.0 * self.mu2)
        } else {
            (2.0 * (k + 1.0), 2.0 * self.mu2, 2.0 * self.mu1)
        };
        (NoncentralChiSquared::of(df, nc), x)
    }
}

impl DiscreteShape for Skellam {
    fn standard_support(&self) -> Support {
        Support { low: f64::NEG_INFINITY, high: f64::INFINITY }
    }

    fn log_mass(&self, k: f64) -> f64 {
        let (nc, x) = if k < 0.0 { (self.mu1, self.mu2) } else { (self.mu2, self.mu1) };
        let density = NoncentralChiSquared::of(2.0 * (1.0 + k.abs()), 2.0 * nc);
        density.log_density(2.0 * x) + std::f64::consts::LN_2
    }

    fn lower_tail(&self, k: f64) -> f64 {
        let (noncentral, x) = self.noncentral(k);
        if k < 0.0 { noncentral.lower_tail(x) } else { noncentral.upper_tail(x) }
    }

    fn upper_tail(&self, k: f64) -> f64 {
        let (noncentral, x) = self.noncentral(k);
        if k < 0.0 { noncentral.upper_tail(x) } else { noncentral.lower_tail(x) }
    }

    fn standard_moments(&self) -> Moments {
        let variance = self.mu1 + self.mu2;
        let mean = self.mu1 - self.mu2;
        Moments { mean, variance, skewness: mean / variance.powf(1.5), kurtosis: 1.0 / variance }
    }

    fn draw<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        Poisson::of(self.mu1).draw(rng) - Poisson::of(self.mu2).draw(rng)
    }
}
