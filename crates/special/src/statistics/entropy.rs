//! Terms of entropies and divergences.
//!
//! Counterpart of `scipy.special.entr`, `rel_entr`, `kl_div`, `xlogy` and `xlog1py`.

use onkai_core::Real;

/// x ln y, and 0 for x = 0 whatever y is (unless NaN).
///
/// # Examples
///
/// ```
/// use onkai_special::xlogy;
/// assert_eq!([xlogy(0.0, 0.0), xlogy(2.0, 1.0)], [0.0, 0.0]);
/// ```
pub fn xlogy<F: Real>(x: F, y: F) -> F {
    let (x, y) = (x.as_f64(), y.as_f64());
    F::of(if x == 0.0 && !y.is_nan() { 0.0 } else { x * y.ln() })
}

/// x ln(1 + y), accurate for small y, and 0 for x = 0 whatever y is (unless NaN).
///
/// # Examples
///
/// ```
/// use onkai_special::xlog1py;
/// assert_eq!([xlog1py(0.0, -1.0), xlog1py(2.0, 1e-30)], [0.0, 2e-30]);
/// ```
pub fn xlog1py<F: Real>(x: F, y: F) -> F {
    let (x, y) = (x.as_f64(), y.as_f64());
    F::of(if x == 0.0 && !y.is_nan() { 0.0 } else { x * y.ln_1p() })
}

/// A term of Shannon's entropy: -x ln x, 0 at 0, -∞ for negative x.
///
/// # Examples
///
/// ```
/// use onkai_special::entr;
/// assert_eq!([entr(0.0), entr(1.0), entr(-1.0)], [0.0, 0.0, f64::NEG_INFINITY]);
/// ```
pub fn entr<F: Real>(x: F) -> F {
    F::of(entr_f64(x.as_f64()))
}

fn entr_f64(x: f64) -> f64 {
    if x == 0.0 {
        0.0
    } else if x < 0.0 {
        f64::NEG_INFINITY
    } else {
        -x * x.ln()
    }
}

/// The entropy in nats of a coin that shows heads with probability `p`: -p ln p - (1-p) ln(1-p).
///
/// NaN unless 0 ≤ `p` ≤ 1.
///
/// # Examples
///
/// ```
/// use onkai_special::binary_entropy;
/// assert!((binary_entropy(0.5) - std::f64::consts::LN_2).abs() < 1e-16);
/// ```
pub fn binary_entropy<F: Real>(p: F) -> F {
    let p = p.as_f64();
    if !(0.0..=1.0).contains(&p) {
        return F::nan();
    }
    let rest = 1.0 - p;
    let other = if rest == 0.0 { 0.0 } else { -rest * (-p).ln_1p() };
    F::of(entr_f64(p) + other)
}

/// A term of the relative entropy: x ln(x / y); 0 for x = 0 ≤ y, ∞ beside.
///
/// # Examples
///
/// ```
/// use onkai_special::rel_entr;
/// assert_eq!([rel_entr(0.0, 3.0), rel_entr(2.0, 2.0), rel_entr(1.0, 0.0)], [0.0, 0.0, f64::INFINITY]);
/// ```
pub fn rel_entr<F: Real>(x: F, y: F) -> F {
    F::of(rel_entr_f64(x.as_f64(), y.as_f64()))
}

fn rel_entr_f64(x: f64, y: f64) -> f64 {
    if x.is_nan() || y.is_nan() {
        return f64::NAN;
    }
    if 0.0 < x && 0.0 < y {
        return x * log_ratio(x, y);
    }
    if x == 0.0 && 0.0 <= y { 0.0 } else { f64::INFINITY }
}

/// ln(x / y) for positive numbers.
fn log_ratio(x: f64, y: f64) -> f64 {
    let ratio = x / y;
    if 0.5 < ratio && ratio < 2.0 {
        // The difference is exact, the ratio is not.
        return ((x - y) / y).ln_1p();
    }
    if ratio.is_normal() { ratio.ln() } else { x.ln() - y.ln() }
}

/// A term of Kullback's and Leibler's divergence: x ln(x / y) - x + y; y for x = 0 ≤ y, ∞ beside.
///
/// # Examples
///
/// ```
/// use onkai_special::kl_div;
/// assert_eq!([kl_div(0.0, 3.0), kl_div(2.0, 2.0), kl_div(1.0, 0.0)], [3.0, 0.0, f64::INFINITY]);
/// ```
///
/// # Differences from SciPy
///
/// Where x and y are close, SciPy's terms cancel; here all digits are left.
pub fn kl_div<F: Real>(x: F, y: F) -> F {
    F::of(kl_div_f64(x.as_f64(), y.as_f64()))
}

fn kl_div_f64(x: f64, y: f64) -> f64 {
    if x.is_nan() || y.is_nan() {
        return f64::NAN;
    }
    if 0.0 < x && 0.0 < y {
        let v = (y - x) / x;
        if v.abs() < 0.5 {
            return x * minus_log_1p(v);
        }
        return x * log_ratio(x, y) - x + y;
    }
    if x == 0.0 && 0.0 <= y { y } else { f64::INFINITY }
}

/// v - ln(1 + v) for |v| < 0.5, without cancellation.
fn minus_log_1p(v: f64) -> f64 {
    // ln(1 + v) = 2 (r + r³/3 + r⁵/5 + …) and v = 2r + r v.
    let r = v / (2.0 + v);
    let square = r * r;
    let sum = (1..=14).rev().fold(0.0, |sum, k| sum * square + 1.0 / f64::from(2 * k + 1));
    r * (v - 2.0 * square * sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outside_and_nan_are_as_documented() {
        assert_eq!([rel_entr(-1.0, 1.0), kl_div(1.0, -1.0)], [f64::INFINITY; 2]);
        assert_eq!([binary_entropy(0.0), binary_entropy(1.0)], [0.0, 0.0]);
        let nan = f64::NAN;
        for value in [
            xlogy(0.0, nan),
            xlog1py(0.0, nan),
            entr(nan),
            rel_entr(nan, 1.0),
            kl_div(0.0, nan),
            binary_entropy(1.1),
        ] {
            assert!(value.is_nan());
        }
    }
}
