//! Tails of the distributions that test statistics follow, from the incomplete beta and gamma
//! functions.

use onkai_special::{
    betainc, betaincc, betainccinv, betaincinv, gammainc, gammaincc, gammaln, ndtr, ndtri, xlog1py,
    xlogy,
};

pub(crate) fn norm_sf(z: f64) -> f64 {
    ndtr(-z)
}

pub(crate) fn norm_isf(p: f64) -> f64 {
    -ndtri(p)
}

/// The upper tail of Student's t.
pub(crate) fn t_sf(t: f64, df: f64) -> f64 {
    if t.is_nan() || df.is_nan() || df <= 0.0 {
        return f64::NAN;
    }
    if t.is_infinite() {
        return if t < 0.0 { 1.0 } else { 0.0 };
    }
    if df.is_infinite() {
        return norm_sf(t);
    }
    let square = t * t;
    // Whichever argument is the smaller one keeps its digits.
    let outside = if square < df {
        betaincc(0.5, 0.5 * df, square / (df + square))
    } else {
        betainc(0.5 * df, 0.5, df / (df + square))
    };
    if t < 0.0 { 1.0 - 0.5 * outside } else { 0.5 * outside }
}

/// The `p` quantile of Student's t.
pub(crate) fn t_ppf(p: f64, df: f64) -> f64 {
    if p.is_nan() || df.is_nan() || df <= 0.0 {
        return f64::NAN;
    }
    if 0.5 < p {
        return -t_ppf(1.0 - p, df);
    }
    if p == 0.0 {
        return f64::NEG_INFINITY;
    }
    // Of y = t²/(df + t²) and x = 1 - y the smaller one keeps its digits.
    let y = betainccinv(0.5, 0.5 * df, 2.0 * p);
    if y < 0.5 {
        return -(df * y / (1.0 - y)).sqrt();
    }
    let x = betaincinv(0.5 * df, 0.5, 2.0 * p);
    -(df * (1.0 - x) / x).sqrt()
}

/// The upper tail of chi-squared.
pub(crate) fn chi2_sf(x: f64, df: f64) -> f64 {
    if x.is_nan() || df.is_nan() {
        return f64::NAN;
    }
    if df <= 0.0 {
        // A distribution that is always 0.
        return if 0.0 < x { 0.0 } else { 1.0 };
    }
    if x <= 0.0 { 1.0 } else { gammaincc(0.5 * df, 0.5 * x) }
}

/// The lower tail of chi-squared.
pub(crate) fn chi2_cdf(x: f64, df: f64) -> f64 {
    if x <= 0.0 { 0.0 } else { gammainc(0.5 * df, 0.5 * x) }
}

/// The upper tail of Fisher's F.
pub(crate) fn f_sf(x: f64, df1: f64, df2: f64) -> f64 {
    if x.is_nan() || df1.is_nan() || df2.is_nan() || df1 <= 0.0 || df2 <= 0.0 {
        return f64::NAN;
    }
    if x <= 0.0 {
        return 1.0;
    }
    if x.is_infinite() {
        return 0.0;
    }
    let (a, b) = (df1 * x, df2);
    if a < b {
        betaincc(0.5 * df1, 0.5 * df2, a / (a + b))
    } else {
        betainc(0.5 * df2, 0.5 * df1, b / (a + b))
    }
}

/// The probability of `k` successes in `n` trials.
pub(crate) fn binom_pmf(k: f64, n: f64, p: f64) -> f64 {
    if k < 0.0 || n < k {
        return 0.0;
    }
    let count = gammaln(n + 1.0) - gammaln(k + 1.0) - gammaln(n - k + 1.0);
    (count + xlogy(k, p) + xlog1py(n - k, -p)).exp()
}

/// The probability of at most `k` successes.
pub(crate) fn binom_cdf(k: f64, n: f64, p: f64) -> f64 {
    if k < 0.0 {
        0.0
    } else if n <= k {
        1.0
    } else {
        betaincc(k + 1.0, n - k, p)
    }
}

/// The probability of more than `k` successes.
pub(crate) fn binom_sf(k: f64, n: f64, p: f64) -> f64 {
    if k < 0.0 {
        1.0
    } else if n <= k {
        0.0
    } else {
        betainc(k + 1.0, n - k, p)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_invert_tails() {
        for df in [0.7, 1.0, 4.5, 30.0, 1e6] {
            for p in [1e-12, 0.01, 0.3, 0.5, 0.77, 0.999] {
                let t = t_ppf(p, df);
                assert!((t_sf(-t, df) - p).abs() < 1e-12 * p.max(1e-3), "{df} {p}");
            }
        }
        assert_eq!(t_sf(f64::INFINITY, 3.0), 0.0);
        assert!(t_sf(1.0, 0.0).is_nan() && f_sf(1.0, 0.0, 1.0).is_nan());
    }

    #[test]
    fn binomial_tails_sum_to_one() {
        let (n, p) = (20.0, 0.3);
        let sum: f64 = (0..=7).map(|k| binom_pmf(f64::from(k), n, p)).sum();
        assert!((sum - binom_cdf(7.0, n, p)).abs() < 1e-14);
        assert!((binom_cdf(7.0, n, p) + binom_sf(7.0, n, p) - 1.0).abs() < 1e-15);
        assert_eq!((binom_sf(20.0, n, p), binom_cdf(-1.0, n, p)), (0.0, 0.0));
    }
}
