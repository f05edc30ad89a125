//! Quantiles of Student's t distribution: a start that is close, and Halley's iteration.

use std::f64::consts::{FRAC_PI_2, PI};

use onkai_special::{beta, ndtri};

/// From here on the expansion around the normal quantile has all digits.
const NORMAL_FROM: f64 = 1e8;
/// Steps after which the iteration counts as failed; two or three are usual.
const STEPS: usize = 40;
/// A step of this size (relative, times the steepness) leaves an error of its cube.
const SMALL_STEP: f64 = 2e-5;

/// The distribution function of t, as far as the iteration needs it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TailAndCentre<Q, C> {
    /// P(X > x).
    pub(crate) tail: Q,
    /// P(0 < X < x).
    pub(crate) centre: C,
}

/// The x > 0 with P(X > x) = `q`, 0 < `q` < 1/2, for t with `df` degrees of freedom; `None` if the
/// iteration does not settle.
///
/// The logarithms of both P(X > x) and P(0 < X < x) are concave in ln x, as is that of the density of
/// ln x; so Newton's iteration in ln x converges from everywhere, and Halley's is quicker.
pub(crate) fn student_tail_quantile<Q, C>(
    df: f64,
    q: f64,
    functions: &TailAndCentre<Q, C>,
) -> Option<f64>
where
    Q: Fn(f64) -> f64,
    C: Fn(f64) -> f64,
{
    if NORMAL_FROM <= df {
        return Some(near_normal(df, -ndtri(q)));
    }
    // Near the middle the other part has the digits; the difference is exact there.
    let by_tail = q < 0.25;
    let target = if by_tail { q } else { 0.5 - q };
    let log_scale = 0.5 * df.ln() + log_beta(0.5 * df);
    let mut x = if df < 1.0 { start_below_one(df, q) } else { hill(df, q) };
    for _ in 0..STEPS {
        let square = x * x / df;
        if 1e18 < square {
            // Only the leading power is left of the tail, which that start is the inverse of.
            let far = power_law(df, q);
            if 1e290 <= far * far / df {
                return Some(far);
            }
        }
        let part = if by_tail { (functions.tail)(x) } else { (functions.centre)(x) };
        // Of ln `part` over ln x.
        let log_density = -0.5 * (df + 1.0) * square.ln_1p() - log_scale;
        let slope = (log_density + x.ln() - part.ln()).exp();
        let sign = if by_tail { -1.0 } else { 1.0 };
        let newton = sign * (target / part).ln() / slope;
        let bend = 1.0 - (df + 1.0) * (square / (1.0 + square)) - sign * slope;
        let step = newton / (1.0 + 0.5 * newton * bend).clamp(0.5, 2.0);
        if !step.is_finite() {
            return None;
        }
        x *= step.exp();
        if step.abs() * (1.0 + slope.max(bend.abs())) <= SMALL_STEP {
            return Some(x);
        }
    }
    None
}

/// The expansion of the quantile in 1 / df, for the normal quantile `z`.
///
/// M. Abramowitz, I. A. Stegun, "Handbook of Mathematical Functions", 26.7.5.
fn near_normal(df: f64, z: f64) -> f64 {
    let square = z * z;
    let first = (square + 1.0) / 4.0;
    let second = ((5.0 * square + 16.0) * square + 3.0) / 96.0;
    z + z * (first + second / df) / df
}

/// ln B(1/2, b) to ten digits or more, as the steepness needs no more.
fn log_beta(b: f64) -> f64 {
    if b < 80.0 {
        return f64::ln(beta(0.5, b));
    }
    // The asymptotic series of Γ(b) / Γ(b + 1/2).
    let t = 1.0 / b;
    0.5 * (PI * t).ln() + (t * (0.125 + t * (1.0 / 128.0 - t * (5.0 / 1024.0)))).ln_1p()
}

/// The inverse of the leading term of the tail, df^(df/2 - 1) x^-df / B(1/2, df/2).
fn power_law(df: f64, q: f64) -> f64 {
    let exponent = (0.5 * df - 1.0) * df.ln() - log_beta(0.5 * df) - q.ln();
    (exponent / df).exp()
}

/// A start for few degrees of freedom: from the power of the tail, or the density at 0.
fn start_below_one(df: f64, q: f64) -> f64 {
    let far = power_law(df, q);
    if df < far * far { far } else { (0.5 - q) * df.sqrt() * log_beta(0.5 * df).exp() }
}

/// A start for one degree of freedom and more, close to exact from three on.
///
/// G. W. Hill, "Algorithm 396: Student's t-quantiles", Commun. ACM 13, 1970.
/// <https://doi.org/10.1145/355598.355600>
fn hill(df: f64, q: f64) -> f64 {
    let a = 1.0 / (df - 0.5);
    let b = 48.0 / (a * a);
    let mut c = ((20_700.0 * a / b - 98.0) * a - 16.0) * a + 96.36;
    let d = ((94.5 / (b + c) - 3.0) / b + 1.0) * (a * FRAC_PI_2).sqrt() * df;
    let y = (d * 2.0 * q).powf(2.0 / df);
    let odds = if (df < 2.1 && 0.25 < q) || 0.05 + a < y {
        let z: f64 = ndtri(q);
        let square = z * z;
        if df < 5.0 {
            c += 0.3 * (df - 4.5) * (z + 0.6);
        }
        c += (((0.05 * d * z - 5.0) * z - 7.0) * z - 2.0) * z + b;
        let series = (((0.4 * square + 6.3) * square + 36.0) * square + 94.5) / c;
        let normal = ((series - square - 3.0) / b + 1.0) * z;
        (a * normal * normal).exp_m1()
    } else {
        let inner = (df + 6.0) / (df * y) - 0.089 * d - 0.822;
        let series = (1.0 / (inner * (df + 2.0) * 3.0) + 0.5 / (df + 4.0)) * y - 1.0;
        series * (df + 1.0) / (df + 2.0) + 1.0 / y
    };
    (df * odds).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    // P(X > x) = 1/2 - atan(x) / π for one degree, (1 - x / √(2 + x²)) / 2 for two.
    #[test]
    fn starts_are_close() {
        for q in [1e-100, 1e-10, 0.01, 0.2, 0.3, 0.45] {
            let exact = 1.0 / (PI * q).tan();
            assert!((hill(1.0, q) / exact - 1.0).abs() < 0.25, "{q}: {}", hill(1.0, q));
            let exact = (1.0 - 2.0 * q) / (2.0 * q * (1.0 - q)).sqrt();
            assert!((hill(2.0, q) / exact - 1.0).abs() < 0.01, "{q}: {}", hill(2.0, q));
        }
        assert!((power_law(1.0, 1e-20) / (1e20 / PI) - 1.0).abs() < 1e-13);
    }

    #[test]
    fn the_series_of_the_beta_function_continues_it() {
        for b in [80.0, 300.0, 1e6] {
            let expected: f64 = onkai_special::betaln(0.5, b);
            assert!((log_beta(b) - expected).abs() < 1e-10, "{b}");
        }
    }

    #[test]
    fn functions_that_are_none_do_not_settle() {
        let nan = |_: f64| f64::NAN;
        let functions = TailAndCentre { tail: nan, centre: nan };
        assert_eq!(student_tail_quantile(3.0, 0.1, &functions), None);
    }
}
