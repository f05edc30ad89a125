//! Powers of a gamma variable: chi, Maxwell, Rayleigh, Nakagami, and the generalized normal.
//!
//! Counterpart of `scipy.stats.chi`, `maxwell`, `rayleigh`, `nakagami` and `gennorm`.

use std::f64::consts::{LN_2, PI};

use onkai_special::{digamma, gammaln, xlogy};
use rand::{Rng, RngExt};

use super::gamma::Gamma;
use super::shape::{ContinuousShape, Moments, Support};
use crate::distributions::family::positive;

/// Euler's constant.
pub(crate) const EULER_GAMMA: f64 = 0.577_215_664_901_532_9;

/// The tails and quantiles of √(s G), G the gamma variable of `gamma()`.
macro_rules! root_of_gamma {
    ($factor:expr) => {
        fn standard_support(&self) -> Support {
            Support::POSITIVE
        }

        fn lower_tail(&self, x: f64) -> f64 {
            self.gamma().lower_tail(x * x / $factor(self))
        }

        fn upper_tail(&self, x: f64) -> f64 {
            self.gamma().upper_tail(x * x / $factor(self))
        }

        fn log_lower_tail(&self, x: f64) -> f64 {
            self.gamma().log_lower_tail(x * x / $factor(self))
        }

        fn log_upper_tail(&self, x: f64) -> f64 {
            self.gamma().log_upper_tail(x * x / $factor(self))
        }

        fn lower_quantile(&self, p: f64) -> f64 {
            ($factor(self) * self.gamma().lower_quantile(p)).sqrt()
        }

        fn upper_quantile(&self, q: f64) -> f64 {
            ($factor(self) * self.gamma().upper_quantile(q)).sqrt()
        }

        fn draw<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
            ($factor(self) * self.gamma().draw(rng)).sqrt()
        }
    };
}

family! {
    /// The distribution of the length of a vector of `df` standard normal variables.
    ///
    /// ```text
    /// f(x) = x^(df - 1) e^(-x²/2) / (2^(df/2 - 1) Γ(df/2)),   x ≥ 0
    /// ```
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Chi, Continuous, HalfNormal};
    /// assert!((Chi::new(1.0)?.cdf(0.7) - HalfNormal.cdf(0.7)).abs() < 1e-15);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    Chi, "chi" { df: positive(df) => "positive and finite" }
}

impl Chi {
    fn gamma(self) -> Gamma {
        Gamma::of(0.5 * self.df)
    }
}

impl ContinuousShape for Chi {
    root_of_gamma!(|_: &Self| 2.0);

    fn log_density(&self, x: f64) -> f64 {
        let half = 0.5 * self.df;
        if half > 10.0 && x > 0.0 {
            return self.gamma().log_density(0.5 * x * x) + x.ln();
        }
        xlogy(self.df - 1.0, x) - 0.5 * x * x - (half - 1.0) * LN_2 - gammaln(half)
    }

    fn standard_entropy(&self) -> f64 {
        // H(X) = H(G) - E ln |dG/dX|, G = X²/2.
        self.gamma().standard_entropy() - 0.5 * (LN_2 + digamma(0.5 * self.df))
    }
}

family! {
    /// Maxwell's distribution of speeds: f(x) = √(2/π) x² e^(-x²/2), x ≥ 0.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, Maxwell};
    /// let mean = (8.0 / std::f64::consts::PI).sqrt();
    /// assert!((Maxwell.mean() - mean).abs() < 1e-15);
    /// ```
    Maxwell, "maxwell"
}

impl Maxwell {
    #[allow(clippy::unused_self, reason = "the macro asks a value, as most have parameters")]
    fn gamma(self) -> Gamma {
        Gamma::of(1.5)
    }
}

impl ContinuousShape for Maxwell {
    root_of_gamma!(|_: &Self| 2.0);

    fn log_density(&self, x: f64) -> f64 {
        0.5 * (2.0 / PI).ln() + 2.0 * x.ln() - 0.5 * x * x
    }

    fn standard_moments(&self) -> Moments {
        let spread = 3.0 * PI - 8.0;
        Moments {
            mean: (8.0 / PI).sqrt(),
            variance: 3.0 - 8.0 / PI,
            skewness: 2.0 * std::f64::consts::SQRT_2 * (16.0 - 5.0 * PI) / spread.powf(1.5),
            kurtosis: (-12.0 * PI * PI + 160.0 * PI - 384.0) / (spread * spread),
        }
    }

    fn standard_entropy(&self) -> f64 {
        EULER_GAMMA + 0.5 * (2.0 * PI).ln() - 0.5
    }
}

family! {
    /// Rayleigh's distribution: f(x) = x e^(-x²/2), x ≥ 0.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, Rayleigh};
    /// assert_eq!(Rayleigh.logsf(100.0), -5000.0);
    /// ```
    Rayleigh, "rayleigh"
}

impl ContinuousShape for Rayleigh {
    fn standard_support(&self) -> Support {
        Support::POSITIVE
    }

    fn log_density(&self, x: f64) -> f64 {
        x.ln() - 0.5 * x * x
    }

    fn lower_tail(&self, x: f64) -> f64 {
        -(-0.5 * x * x).exp_m1()
    }

    fn upper_tail(&self, x: f64) -> f64 {
        (-0.5 * x * x).exp()
    }

    fn log_upper_tail(&self, x: f64) -> f64 {
        -0.5 * x * x
    }

    fn lower_quantile(&self, p: f64) -> f64 {
        (-2.0 * (-p).ln_1p()).sqrt()
    }

    fn upper_quantile(&self, q: f64) -> f64 {
        (-2.0 * q.ln()).sqrt()
    }

    fn standard_moments(&self) -> Moments {
        let spread = 4.0 - PI;
        Moments {
            mean: (0.5 * PI).sqrt(),
            variance: 0.5 * spread,
            skewness: 2.0 * (PI - 3.0) * PI.sqrt() / spread.powf(1.5),
            kurtosis: 6.0 * PI / spread - 16.0 / (spread * spread),
        }
    }

    fn standard_entropy(&self) -> f64 {
        0.5 * EULER_GAMMA + 1.0 - 0.5 * LN_2
    }
}

family! {
    /// Nakagami's distribution of fading: f(x) = 2 ν^ν / Γ(ν) x^(2ν - 1) e^(-ν x²), x ≥ 0.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, Nakagami};
    /// assert!((Nakagami::new(2.5)?.moment(2) - 1.0).abs() < 1e-13);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    Nakagami, "nakagami" { nu: positive(nu) => "positive and finite" }
}

impl Nakagami {
    fn gamma(self) -> Gamma {
        Gamma::of(self.nu)
    }
}

impl ContinuousShape for Nakagami {
    root_of_gamma!(|shape: &Self| shape.nu.recip());

    fn log_density(&self, x: f64) -> f64 {
        let nu = self.nu;
        if nu > 10.0 && x > 0.0 {
            return self.gamma().log_density(nu * x * x) + (2.0 * nu * x).ln();
        }
        LN_2 + xlogy(nu, nu) - gammaln(nu) + xlogy(2.0 * nu - 1.0, x) - nu * x * x
    }

    fn standard_entropy(&self) -> f64 {
        self.gamma().standard_entropy() - LN_2 - 0.5 * (self.nu.ln() + digamma(self.nu))
    }
}

family! {
    /// The generalized normal distribution: f(x) = β / (2 Γ(1/β)) exp(-|x|^β).
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, GeneralizedNormal, Laplace};
    /// assert!((GeneralizedNormal::new(1.0)?.sf(2.0) - Laplace.sf(2.0)).abs() < 1e-15);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    GeneralizedNormal, "gennorm" { beta: positive(beta) => "positive and finite" }
}

impl GeneralizedNormal {
    fn gamma(self) -> Gamma {
        Gamma::of(1.0 / self.beta)
    }
}

impl ContinuousShape for GeneralizedNormal {
    fn log_density(&self, x: f64) -> f64 {
        (0.5 * self.beta).ln() - gammaln(1.0 / self.beta) - x.abs().powf(self.beta)
    }

    fn lower_tail(&self, x: f64) -> f64 {
        let tail = 0.5 * self.gamma().upper_tail(x.abs().powf(self.beta));
        if x < 0.0 { tail } else { 1.0 - tail }
    }

    fn upper_tail(&self, x: f64) -> f64 {
        self.lower_tail(-x)
    }

    fn log_lower_tail(&self, x: f64) -> f64 {
        if x > 0.0 {
            return (-self.lower_tail(-x)).ln_1p();
        }
        self.gamma().log_upper_tail(x.abs().powf(self.beta)) - LN_2
    }

    fn log_upper_tail(&self, x: f64) -> f64 {
        self.log_lower_tail(-x)
    }

    fn lower_quantile(&self, p: f64) -> f64 {
        if p <= 0.5 {
            -self.gamma().upper_quantile(2.0 * p).powf(1.0 / self.beta)
        } else {
            -self.lower_quantile(1.0 - p)
        }
    }

    fn upper_quantile(&self, q: f64) -> f64 {
        -self.lower_quantile(q)
    }

    fn standard_moments(&self) -> Moments {
        let [one, three, five] = [1.0, 3.0, 5.0].map(|n| gammaln(n / self.beta));
        Moments {
            mean: 0.0,
            variance: (three - one).exp(),
            skewness: 0.0,
            kurtosis: (five + one - 2.0 * three).exp() - 3.0,
        }
    }

    fn standard_entropy(&self) -> f64 {
        1.0 / self.beta - (0.5 * self.beta).ln() + gammaln(1.0 / self.beta)
    }

    fn draw<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        let size = self.gamma().draw(rng).powf(1.0 / self.beta);
        if rng.random::<bool>() { size } else { -size }
    }
}
