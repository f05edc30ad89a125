//! Distributions of angles and of projections of a circle.
//!
//! Counterpart of `scipy.stats.vonmises_line`, `cosine`, `arcsine` and `semicircular`.

use std::f64::consts::{FRAC_2_PI, PI};

use onkai_special::{betainc, betainccinv, betaincinv, i0e, i1e};

use super::shape::{ContinuousShape, Moments, Support};
use crate::distributions::family::positive;
use crate::distributions::numerics::finite_integral;

const CIRCLE: Support = Support { low: -PI, high: PI };

family! {
    /// Von Mises' distribution of angles: f(x) = exp(κ cos x) / (2π I₀(κ)), -π ≤ x ≤ π.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, VonMises};
    /// let vonmises = VonMises::new(2.0)?;
    /// assert!((vonmises.cdf(1.0) - 0.889_577_736_955_035).abs() < 1e-13);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    ///
    /// # Differences from SciPy
    ///
    /// This is `vonmises_line`: `vonmises` has the same density, but goes on periodically.
    #[doc(alias = "vonmises")]
    VonMises, "vonmises_line" { kappa: positive(kappa) => "positive and finite" }
}

impl ContinuousShape for VonMises {
    fn standard_support(&self) -> Support {
        CIRCLE
    }

    fn log_density(&self, x: f64) -> f64 {
        let half_sine = (0.5 * x).sin();
        -2.0 * self.kappa * half_sine * half_sine - (2.0 * PI * i0e(self.kappa)).ln()
    }

    fn lower_tail(&self, x: f64) -> f64 {
        if x > 0.0 {
            return 1.0 - self.lower_tail(-x);
        }
        finite_integral(-PI, x, |t, _, _| self.density(t))
    }

    fn upper_tail(&self, x: f64) -> f64 {
        self.lower_tail(-x)
    }

    fn standard_moments(&self) -> Moments {
        let center =
            |power: i32| 2.0 * finite_integral(0.0, PI, |t, _, _| t.powi(power) * self.density(t));
        let (variance, fourth) = (center(2), center(4));
        let kurtosis = fourth / (variance * variance) - 3.0;
        Moments { mean: 0.0, variance, skewness: 0.0, kurtosis }
    }

    fn standard_entropy(&self) -> f64 {
        let ratio: f64 = i1e(self.kappa) / i0e(self.kappa);
        self.kappa * (1.0 - ratio) + (2.0 * PI * i0e(self.kappa)).ln()
    }
}

family! {
    /// The raised cosine: f(x) = (1 + cos x) / (2π), -π ≤ x ≤ π.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, Cosine};
    /// assert_eq!(Cosine.cdf(0.0), 0.5);
    /// ```
    Cosine, "cosine"
}

impl ContinuousShape for Cosine {
    fn standard_support(&self) -> Support {
        CIRCLE
    }

    fn log_density(&self, x: f64) -> f64 {
        self.density(x).ln()
    }

    fn density(&self, x: f64) -> f64 {
        (0.5 * x).cos().powi(2) / PI
    }

    fn lower_tail(&self, x: f64) -> f64 {
        if x > 0.0 {
            return 1.0 - self.lower_tail(-x);
        }
        // u - sin u, by its series where the difference cancels.
        let u = PI + x;
        if u > 1.0 {
            return (u - u.sin()) / (2.0 * PI);
        }
        let (mut term, mut sum) = (u.powi(3) / 6.0, 0.0);
        for k in 2..12 {
            sum += term;
            term *= -u * u / f64::from(2 * k * (2 * k + 1));
        }
        sum / (2.0 * PI)
    }

    fn upper_tail(&self, x: f64) -> f64 {
        self.lower_tail(-x)
    }

    fn standard_moments(&self) -> Moments {
        let squared = PI * PI;
        Moments {
            mean: 0.0,
            variance: squared / 3.0 - 2.0,
            skewness: 0.0,
            kurtosis: -1.2 * (squared * squared - 90.0) / (squared - 6.0).powi(2),
        }
    }

    fn standard_entropy(&self) -> f64 {
        (4.0 * PI).ln() - 1.0
    }
}

family! {
    /// The arcsine distribution: f(x) = 1 / (π √(x (1 - x))), 0 ≤ x ≤ 1.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Arcsine, Continuous};
    /// assert!((Arcsine.cdf(0.25) - 1.0 / 3.0).abs() < 1e-15);
    /// ```
    Arcsine, "arcsine"
}

impl ContinuousShape for Arcsine {
    fn standard_support(&self) -> Support {
        Support::UNIT
    }

    fn log_density(&self, x: f64) -> f64 {
        self.density(x).ln()
    }

    fn density(&self, x: f64) -> f64 {
        1.0 / (PI * (x * (1.0 - x)).sqrt())
    }

    fn lower_tail(&self, x: f64) -> f64 {
        FRAC_2_PI * x.sqrt().asin()
    }

    fn upper_tail(&self, x: f64) -> f64 {
        FRAC_2_PI * (1.0 - x).sqrt().asin()
    }

    fn lower_quantile(&self, p: f64) -> f64 {
        (0.5 * PI * p).sin().powi(2)
    }

    fn upper_quantile(&self, q: f64) -> f64 {
        (0.5 * PI * q).cos().powi(2)
    }

    fn standard_moments(&self) -> Moments {
        Moments { mean: 0.5, variance: 0.125, skewness: 0.0, kurtosis: -1.5 }
    }

    fn standard_entropy(&self) -> f64 {
        (0.25 * PI).ln()
    }
}

family! {
    /// Wigner's semicircle: f(x) = 2/π √(1 - x²), -1 ≤ x ≤ 1.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, Semicircular};
    /// assert!((Semicircular.pdf(0.0) - std::f64::consts::FRAC_2_PI).abs() < 1e-16);
    /// ```
    Semicircular, "semicircular"
}

impl ContinuousShape for Semicircular {
    fn standard_support(&self) -> Support {
        Support { low: -1.0, high: 1.0 }
    }

    fn log_density(&self, x: f64) -> f64 {
        self.density(x).ln()
    }

    fn density(&self, x: f64) -> f64 {
        FRAC_2_PI * ((1.0 - x) * (1.0 + x)).sqrt()
    }

    fn lower_tail(&self, x: f64) -> f64 {
        if x > 0.0 { 1.0 - self.lower_tail(-x) } else { betainc(1.5, 1.5, 0.5 * (1.0 + x)) }
    }

    fn upper_tail(&self, x: f64) -> f64 {
        self.lower_tail(-x)
    }

    fn lower_quantile(&self, p: f64) -> f64 {
        if p < 0.5 {
            2.0 * betaincinv(1.5, 1.5, p) - 1.0
        } else {
            1.0 - 2.0 * betainccinv(1.5, 1.5, p)
        }
    }

    fn upper_quantile(&self, q: f64) -> f64 {
        -self.lower_quantile(q)
    }

    fn standard_moments(&self) -> Moments {
        Moments { mean: 0.0, variance: 0.25, skewness: 0.0, kurtosis: -1.0 }
    }

    fn standard_entropy(&self) -> f64 {
        PI.ln() - 0.5
    }
}
