//! Tails that tests need of distributions whose degrees of freedom come from data: NaN where these do not
//! fit, as in a test of too few samples.

use crate::distributions::continuous::{ChiSquared, Continuous, F, Normal, StudentT};

/// The upper tail of Student's t; of the normal distribution if `df` is infinite.
pub(crate) fn t_sf(t: f64, df: f64) -> f64 {
    if df == f64::INFINITY {
        return Normal.sf(t);
    }
    StudentT::new(df).map_or(f64::NAN, |student| student.sf(t))
}

/// The `p` quantile of Student's t; of the normal distribution if `df` is infinite.
pub(crate) fn t_ppf(p: f64, df: f64) -> f64 {
    if df == f64::INFINITY {
        return Normal.ppf(p);
    }
    StudentT::new(df).map_or(f64::NAN, |student| student.ppf(p))
}

/// The upper tail of chi-squared; with no degrees of freedom, of what is always 0.
pub(crate) fn chi2_sf(x: f64, df: f64) -> f64 {
    if df <= 0.0 && !x.is_nan() {
        return if 0.0 < x { 0.0 } else { 1.0 };
    }
    ChiSquared::new(df).map_or(f64::NAN, |chi2| chi2.sf(x))
}

/// The upper tail of Fisher's F.
pub(crate) fn f_sf(x: f64, df1: f64, df2: f64) -> f64 {
    F::new(df1, df2).map_or(f64::NAN, |f| f.sf(x))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_invert_tails() {
        for df in [0.7, 1.0, 4.5, 30.0, 1e6, f64::INFINITY] {
            for p in [1e-12, 0.01, 0.3, 0.5, 0.77, 0.999] {
                let t = t_ppf(p, df);
                assert!((t_sf(-t, df) - p).abs() < 1e-12 * p.max(1e-3), "{df} {p}");
            }
        }
        assert_eq!([t_sf(f64::INFINITY, 3.0), f_sf(f64::INFINITY, 3.0, 2.0)], [0.0, 0.0]);
    }

    #[test]
    fn degrees_of_freedom_that_do_not_fit_give_nan() {
        for df in [0.0, -1.0, f64::NAN] {
            assert!(
                t_sf(1.0, df).is_nan() && t_ppf(0.5, df).is_nan() && f_sf(1.0, df, 1.0).is_nan()
            );
        }
        assert!(chi2_sf(f64::NAN, 0.0).is_nan() && chi2_sf(1.0, f64::NAN).is_nan());
        assert_eq!([chi2_sf(0.0, 0.0), chi2_sf(1.0, 0.0), chi2_sf(-1.0, 2.0)], [1.0, 0.0, 1.0]);
    }
}
