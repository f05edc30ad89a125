//! Student's t distribution, and Cauchy's, its case of one degree of freedom.
//!
//! Counterpart of `scipy.stats.t`, `cauchy` and `halfcauchy`.

use std::f64::consts::{FRAC_1_PI, FRAC_2_PI, PI};

use onkai_special::{betainc, betaincc, betaln, digamma};
use rand::{Rng, RngExt};

use super::shape::{ContinuousShape, Moments, Support};
use crate::distributions::family::positive;
use crate::distributions::numerics::{
    TailAndCentre, log_betainc, lower_odds, student_tail_quantile, upper_odds,
};

family! {
    /// Student's t distribution with `df` degrees of freedom.
    ///
    /// ```text
    /// f(x) = (1 + x²/df)^(-(df + 1)/2) / (√df B(1/2, df/2))
    /// ```
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, StudentT};
    /// let t = StudentT::new(10.0)?;
    /// assert!((t.ppf(0.975) - 2.228_138_851_986_275).abs() < 1e-13);
    /// assert!((StudentT::new(2.0)?.sf(1e6) / 5e-13 - 1.0).abs() < 1e-11);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    StudentT, "t" { df: positive(df) => "positive and finite" }
}

impl StudentT {
    /// P(X > x) for x ≥ 0, by the distribution of x² / df.
    fn tail(self, x: f64) -> f64 {
        let odds = x * x / self.df;
        let half = 0.5 * self.df;
        if odds < 1.0 {
            0.5 * betaincc(0.5, half, odds / (1.0 + odds))
        } else {
            0.5 * betainc(half, 0.5, 1.0 / (1.0 + odds))
        }
    }

    fn log_tail(self, x: f64) -> f64 {
        let odds = x * x / self.df;
        let log = log_betainc(0.5 * self.df, 0.5, 1.0 / (1.0 + odds), odds / (1.0 + odds));
        log - std::f64::consts::LN_2
    }

    /// P(0 < X < x).
    fn centre(self, x: f64) -> f64 {
        let odds = x * x / self.df;
        let half = 0.5 * self.df;
        if odds < 1.0 {
            0.5 * betainc(0.5, half, odds / (1.0 + odds))
        } else {
            0.5 * betaincc(half, 0.5, 1.0 / (1.0 + odds))
        }
    }

    /// The x ≥ 0 with P(X > x) = q, q ≤ 1/2.
    fn tail_quantile(self, q: f64) -> f64 {
        if q == 0.5 {
            return 0.0;
        }
        let functions = TailAndCentre { tail: |x| self.tail(x), centre: |x| self.centre(x) };
        // Subnormal probabilities have too few digits to be compared.
        let direct =
            (f64::MIN_POSITIVE <= q).then(|| student_tail_quantile(self.df, q, &functions));
        direct.flatten().unwrap_or_else(|| self.quantile_by_odds(q))
    }

    /// The same from the inverse of the incomplete beta function.
    fn quantile_by_odds(self, q: f64) -> f64 {
        let half = 0.5 * self.df;
        let odds = if q < 0.25 {
            upper_odds(0.5, half, 2.0 * q)
        } else {
            lower_odds(0.5, half, 1.0 - 2.0 * q)
        };
        (self.df * odds).sqrt()
    }
}

impl ContinuousShape for StudentT {
    fn log_density(&self, x: f64) -> f64 {
        let df = self.df;
        let power = -0.5 * (df + 1.0) * (x * (x / df)).ln_1p();
        power - 0.5 * df.ln() - betaln(0.5, 0.5 * df)
    }

    fn lower_tail(&self, x: f64) -> f64 {
        if x < 0.0 { self.tail(-x) } else { 1.0 - self.tail(x) }
    }

    fn upper_tail(&self, x: f64) -> f64 {
        self.lower_tail(-x)
    }

    fn log_lower_tail(&self, x: f64) -> f64 {
        if x < 0.0 { self.log_tail(-x) } else { (-self.tail(x)).ln_1p() }
    }

    fn log_upper_tail(&self, x: f64) -> f64 {
        self.log_lower_tail(-x)
    }

    fn lower_quantile(&self, p: f64) -> f64 {
        if p <= 0.5 { -self.tail_quantile(p) } else { self.tail_quantile(1.0 - p) }
    }

    fn upper_quantile(&self, q: f64) -> f64 {
        -self.lower_quantile(q)
    }

    fn tail_index(&self) -> f64 {
        self.df
    }

    fn standard_moments(&self) -> Moments {
        let df = self.df;
        let infinite_above = |order: f64| if df > order { f64::INFINITY } else { f64::NAN };
        Moments {
            mean: if df > 1.0 { 0.0 } else { f64::INFINITY },
            variance: if df > 2.0 { df / (df - 2.0) } else { infinite_above(1.0) },
            skewness: if df > 3.0 { 0.0 } else { f64::NAN },
            kurtosis: if df > 4.0 { 6.0 / (df - 4.0) } else { infinite_above(2.0) },
        }
    }

    fn standard_entropy(&self) -> f64 {
        let (df, half) = (self.df, 0.5 * (self.df + 1.0));
        if df > 100.0 {
            return crate::distributions::numerics::default_entropy(self);
        }
        half * (digamma(half) - digamma(0.5 * df)) + 0.5 * df.ln() + betaln(0.5 * df, 0.5)
    }

    fn draw<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        match rand_distr::StudentT::new(self.df) {
            Ok(student) => rng.sample(student),
            Err(_) => f64::NAN,
        }
    }
}

family! {
    /// Cauchy's distribution: f(x) = 1 / (π (1 + x²)).
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Cauchy, Continuous};
    /// assert!((Cauchy.cdf(1.0) - 0.75).abs() < 1e-15);
    /// assert!(Cauchy.mean().is_nan());
    /// ```
    Cauchy, "cauchy"
}

impl ContinuousShape for Cauchy {
    fn log_density(&self, x: f64) -> f64 {
        if x.abs() > 1e150 {
            return -PI.ln() - 2.0 * x.abs().ln();
        }
        -PI.ln() - (x * x).ln_1p()
    }

    fn density(&self, x: f64) -> f64 {
        FRAC_1_PI / (1.0 + x * x)
    }

    fn lower_tail(&self, x: f64) -> f64 {
        FRAC_1_PI * 1.0_f64.atan2(-x)
    }

    fn upper_tail(&self, x: f64) -> f64 {
        FRAC_1_PI * 1.0_f64.atan2(x)
    }

    fn lower_quantile(&self, p: f64) -> f64 {
        if p < 0.25 {
            -1.0 / (PI * p).tan()
        } else if p <= 0.75 {
            (PI * (p - 0.5)).tan()
        } else {
            1.0 / (PI * (1.0 - p)).tan()
        }
    }

    fn upper_quantile(&self, q: f64) -> f64 {
        -self.lower_quantile(q)
    }

    fn tail_index(&self) -> f64 {
        1.0
    }

    fn standard_moments(&self) -> Moments {
        Moments::from_mean_and_variance(f64::NAN, f64::NAN)
    }

    fn standard_entropy(&self) -> f64 {
        (4.0 * PI).ln()
    }
}

family! {
    /// The distribution of |C|, C Cauchy's: f(x) = 2 / (π (1 + x²)), x ≥ 0.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, HalfCauchy};
    /// assert!((HalfCauchy.cdf(1.0) - 0.5).abs() < 1e-15);
    /// ```
    HalfCauchy, "halfcauchy"
}

impl ContinuousShape for HalfCauchy {
    fn standard_support(&self) -> Support {
        Support::POSITIVE
    }

    fn log_density(&self, x: f64) -> f64 {
        Cauchy.log_density(x) + std::f64::consts::LN_2
    }

    fn lower_tail(&self, x: f64) -> f64 {
        FRAC_2_PI * x.atan()
    }

    fn upper_tail(&self, x: f64) -> f64 {
        FRAC_2_PI * 1.0_f64.atan2(x)
    }

    fn lower_quantile(&self, p: f64) -> f64 {
        if p <= 0.5 { (0.5 * PI * p).tan() } else { 1.0 / (0.5 * PI * (1.0 - p)).tan() }
    }

    fn upper_quantile(&self, q: f64) -> f64 {
        1.0 / self.lower_quantile(q)
    }

    fn tail_index(&self) -> f64 {
        1.0
    }

    fn standard_moments(&self) -> Moments {
        Moments::from_mean_and_variance(f64::INFINITY, f64::INFINITY)
    }

    fn standard_entropy(&self) -> f64 {
        (2.0 * PI).ln()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::distributions::continuous::Continuous;

    #[test]
    fn quantiles_of_two_degrees_are_the_closed_form() {
        let t = StudentT { df: 2.0 };
        for q in [1e-300_f64, 1e-100, 1e-9, 0.01, 0.2, 0.2499, 0.25, 0.3, 0.45, 0.4999, 0.5 - 1e-12]
        {
            let exact = (1.0 - 2.0 * q) / (2.0 * q * (1.0 - q)).sqrt();
            assert!((t.isf(q) / exact - 1.0).abs() < 1e-13, "{q}: {}", t.isf(q));
            assert_eq!(t.ppf(q), -t.isf(q));
        }
        assert_eq!((t.ppf(0.5), t.isf(0.5)), (0.0, 0.0));
    }
}
