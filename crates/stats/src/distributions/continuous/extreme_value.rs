//! Distributions of extremes: Gumbel's, Weibull's, and the generalized one.
//!
//! Counterpart of `scipy.stats.gumbel_r`, `gumbel_l`, `weibull_min`, `weibull_max` and
//! `genextreme`.

use std::f64::consts::PI;

use onkai_special::xlogy;

use super::powers_of_gamma::EULER_GAMMA;
use super::shape::{ContinuousShape, Moments, Support};
use crate::distributions::family::positive;
use crate::distributions::numerics::log_of_tail;

/// ζ(3)
pub(crate) const APERY: f64 = 1.202_056_903_159_594_2;

/// A distribution that is the mirror image of the one that `mirror()` gives.
macro_rules! mirrored {
    () => {
        fn standard_support(&self) -> Support {
            let Support { low, high } = self.mirror().standard_support();
            Support { low: -high, high: -low }
        }

        fn log_density(&self, x: f64) -> f64 {
            self.mirror().log_density(-x)
        }

        fn lower_tail(&self, x: f64) -> f64 {
            self.mirror().upper_tail(-x)
        }

        fn upper_tail(&self, x: f64) -> f64 {
            self.mirror().lower_tail(-x)
        }

        fn log_lower_tail(&self, x: f64) -> f64 {
            self.mirror().log_upper_tail(-x)
        }

        fn log_upper_tail(&self, x: f64) -> f64 {
            self.mirror().log_lower_tail(-x)
        }

        fn lower_quantile(&self, p: f64) -> f64 {
            -self.mirror().upper_quantile(p)
        }

        fn upper_quantile(&self, q: f64) -> f64 {
            -self.mirror().lower_quantile(q)
        }

        fn standard_moments(&self) -> Moments {
            self.mirror().standard_moments().mirrored()
        }

        fn standard_entropy(&self) -> f64 {
            self.mirror().standard_entropy()
        }
    };
}

family! {
    /// Gumbel's distribution of maxima: F(x) = exp(-e^-x).
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, GumbelRight};
    /// assert!((GumbelRight.logcdf(-3.0) + 3.0_f64.exp()).abs() < 1e-13);
    /// ```
    GumbelRight, "gumbel_r"
}

impl ContinuousShape for GumbelRight {
    fn log_density(&self, x: f64) -> f64 {
        -x - (-x).exp()
    }

    fn lower_tail(&self, x: f64) -> f64 {
        (-(-x).exp()).exp()
    }

    fn upper_tail(&self, x: f64) -> f64 {
        -(-(-x).exp()).exp_m1()
    }

    fn log_lower_tail(&self, x: f64) -> f64 {
        -(-x).exp()
    }

    fn log_upper_tail(&self, x: f64) -> f64 {
        if x > 30.0 { -x } else { log_of_tail(self.upper_tail(x), self.lower_tail(x)) }
    }

    fn lower_quantile(&self, p: f64) -> f64 {
        -(-p.ln()).ln()
    }

    fn upper_quantile(&self, q: f64) -> f64 {
        -(-(-q).ln_1p()).ln()
    }

    fn standard_moments(&self) -> Moments {
        Moments {
            mean: EULER_GAMMA,
            variance: PI * PI / 6.0,
            skewness: 12.0 * 6.0_f64.sqrt() * APERY / PI.powi(3),
            kurtosis: 2.4,
        }
    }

    fn standard_entropy(&self) -> f64 {
        EULER_GAMMA + 1.0
    }
}

family! {
    /// Gumbel's distribution of minima, the mirror image of [`GumbelRight`].
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, GumbelLeft, GumbelRight};
    /// assert_eq!(GumbelLeft.sf(0.5), GumbelRight.cdf(-0.5));
    /// ```
    GumbelLeft, "gumbel_l"
}

impl GumbelLeft {
    #[allow(clippy::unused_self, reason = "the macro asks a value, as most have parameters")]
    fn mirror(self) -> GumbelRight {
        GumbelRight
    }
}

impl ContinuousShape for GumbelLeft {
    mirrored!();
}

family! {
    /// Weibull's distribution of minima: F(x) = 1 - exp(-x^c), x ≥ 0.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, WeibullMin};
    /// assert_eq!(WeibullMin::new(2.0)?.logsf(30.0), -900.0);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    WeibullMin, "weibull_min" { c: positive(c) => "positive and finite" }
}

impl WeibullMin {
    /// One whose parameter has been checked.
    pub(crate) fn of(c: f64) -> Self {
        Self { c }
    }
}

impl ContinuousShape for WeibullMin {
    fn standard_support(&self) -> Support {
        Support::POSITIVE
    }

    fn log_density(&self, x: f64) -> f64 {
        self.c.ln() + xlogy(self.c - 1.0, x) - x.powf(self.c)
    }

    fn lower_tail(&self, x: f64) -> f64 {
        -(-x.powf(self.c)).exp_m1()
    }

    fn upper_tail(&self, x: f64) -> f64 {
        (-x.powf(self.c)).exp()
    }

    fn log_upper_tail(&self, x: f64) -> f64 {
        -x.powf(self.c)
    }

    fn lower_quantile(&self, p: f64) -> f64 {
        (-(-p).ln_1p()).powf(1.0 / self.c)
    }

    fn upper_quantile(&self, q: f64) -> f64 {
        (-q.ln()).powf(1.0 / self.c)
    }

    fn standard_entropy(&self) -> f64 {
        EULER_GAMMA - EULER_GAMMA / self.c - self.c.ln() + 1.0
    }
}

family! {
    /// Weibull's distribution of maxima, the mirror image of [`WeibullMin`].
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, WeibullMax};
    /// assert!((WeibullMax::new(2.0)?.cdf(-1.0) - (-1.0_f64).exp()).abs() < 1e-16);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    WeibullMax, "weibull_max" { c: positive(c) => "positive and finite" }
}

impl WeibullMax {
    fn mirror(self) -> WeibullMin {
        WeibullMin { c: self.c }
    }
}

impl ContinuousShape for WeibullMax {
    mirrored!();
}

family! {
    /// The generalized extreme value distribution: F(x) = exp(-(1 - c x)^(1/c)), where c x ≤ 1;
    /// Gumbel's for c = 0.
    ///
    /// The sign of `c` is SciPy's; many texts write ξ = -c.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, GeneralizedExtreme, GumbelRight};
    /// assert_eq!(GeneralizedExtreme::new(0.0)?.cdf(1.0), GumbelRight.cdf(1.0));
    /// assert_eq!(GeneralizedExtreme::new(0.5)?.support().high, 2.0);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    GeneralizedExtreme, "genextreme" { c: c.is_finite() => "finite" }
}

impl GeneralizedExtreme {
    /// Gumbel's variable at x.
    fn reduced(self, x: f64) -> f64 {
        if self.c == 0.0 { x } else { -(-self.c * x).ln_1p() / self.c }
    }

    fn unreduced(self, y: f64) -> f64 {
        if self.c == 0.0 { y } else { -(-self.c * y).exp_m1() / self.c }
    }
}

impl ContinuousShape for GeneralizedExtreme {
    fn standard_support(&self) -> Support {
        Support {
            low: if self.c < 0.0 { 1.0 / self.c } else { f64::NEG_INFINITY },
            high: if self.c > 0.0 { 1.0 / self.c } else { f64::INFINITY },
        }
    }

    fn log_density(&self, x: f64) -> f64 {
        let y = self.reduced(x);
        if y == f64::INFINITY {
            // The end of a bounded tail.
            return if self.c < 1.0 {
                f64::NEG_INFINITY
            } else if self.c == 1.0 {
                0.0
            } else {
                f64::INFINITY
            };
        }
        if y == f64::NEG_INFINITY {
            return y;
        }
        -(-y).exp() - (1.0 - self.c) * y
    }

    fn lower_tail(&self, x: f64) -> f64 {
        GumbelRight.lower_tail(self.reduced(x))
    }

    fn upper_tail(&self, x: f64) -> f64 {
        GumbelRight.upper_tail(self.reduced(x))
    }

    fn log_lower_tail(&self, x: f64) -> f64 {
        GumbelRight.log_lower_tail(self.reduced(x))
    }

    fn log_upper_tail(&self, x: f64) -> f64 {
        GumbelRight.log_upper_tail(self.reduced(x))
    }

    fn lower_quantile(&self, p: f64) -> f64 {
        self.unreduced(GumbelRight.lower_quantile(p))
    }

    fn upper_quantile(&self, q: f64) -> f64 {
        self.unreduced(GumbelRight.upper_quantile(q))
    }

    fn tail_index(&self) -> f64 {
        if self.c < 0.0 { -1.0 / self.c } else { f64::INFINITY }
    }

    fn standard_entropy(&self) -> f64 {
        EULER_GAMMA * (1.0 - self.c) + 1.0
    }
}
