//! The weights by which a window's samples enter a fitted polynomial.
//!
//! Counterpart of `scipy.signal.savgol_coeffs`.

use ndarray::Array1;
use onkai_core::{Error, Real, Result, check_positive};

/// Coefficients that, convolved with a signal, give the `deriv`-th derivative of the polynomial of
/// degree `polyorder` fitted to each window of `window_length` samples, `delta` apart.
///
/// The polynomial is read at sample `pos` of the window, `None` meaning its middle, which for an
/// even length lies between two samples. A window's dot product wants the coefficients in reverse.
///
/// # Shapes
///
/// Returns `[window_length]`, in the unit of `delta` to the power `-deriv`.
///
/// # Errors
///
/// [`Error::Parameter`] when `polyorder` is not less than `window_length`, `delta` not positive, or
/// `pos` outside the window.
///
/// # Examples
///
/// ```
/// let c = onkai_signal::savgol_coeffs::<f64>(5, 1, 0, 1.0, None)?;
/// assert!(c.iter().all(|c| (c - 0.2).abs() < 1e-15));
/// # Ok::<(), onkai_signal::Error>(())
/// ```
///
/// # References
///
/// P. A. Gorry, "General least-squares smoothing and differentiation by the convolution
/// (Savitzky-Golay) method", Anal. Chem. 62(6), 1990. <https://doi.org/10.1021/ac00205a007>
pub fn savgol_coeffs<F: Real>(
    window_length: usize,
    polyorder: usize,
    deriv: usize,
    delta: f64,
    pos: Option<f64>,
) -> Result<Array1<F>> {
    check(window_length, polyorder, delta)?;
    let middle = (window_length - 1) as f64 / 2.0;
    let pos = pos.unwrap_or(middle);
    if !(0.0 <= pos && pos < window_length as f64) {
        return Err(Error::parameter("pos", pos, "not negative and less than `window_length`"));
    }
    let mut c = weights(window_length, polyorder, deriv, pos - middle);
    c.reverse();
    let scale = delta.powf(-(deriv as f64));
    Ok(c.into_iter().map(|c| F::of(c * scale)).collect())
}

/// What a window, a degree and a spacing must be.
pub(super) fn check(window_length: usize, polyorder: usize, delta: f64) -> Result<()> {
    if window_length <= polyorder {
        let requirement = "less than `window_length`";
        return Err(Error::parameter("polyorder", polyorder as f64, requirement));
    }
    check_positive("delta", delta)
}

/// The weights of the samples, first to last, in derivative `deriv` at time `t` from the middle.
///
/// The fit is a sum over the Gram polynomials, orthogonal on the window's samples, which no system
/// of equations need be solved for. Scaled to norm 1 they obey
/// `q[k+1] = (t q[k] - √β[k] q[k-1]) / √β[k+1]`, `β[k] = k² (n² - k²) / (4 (4k² - 1))`.
pub(super) fn weights(n: usize, polyorder: usize, deriv: usize, t: f64) -> Vec<f64> {
    if polyorder < deriv {
        return vec![0.0; n];
    }
    let root_beta = |k: usize| {
        let (n, k) = (n as f64, k as f64);
        (k * k * (n - k) * (n + k) / (4.0 * (4.0 * k * k - 1.0))).sqrt()
    };
    let time = |i: usize| i as f64 - (n - 1) as f64 / 2.0;
    // The current polynomial and its predecessor at every sample, and their derivatives, none to
    // `deriv`-th, at `t`.
    let first = (n as f64).sqrt().recip();
    let (mut at_samples, mut at_samples_before) = (vec![first; n], vec![0.0; n]);
    let (mut at_t, mut at_t_before) = (vec![0.0; deriv + 1], vec![0.0; deriv + 1]);
    at_t[0] = first;
    let mut weights: Vec<f64> = at_samples.iter().map(|q| q * at_t[deriv]).collect();
    let mut below = 0.0;
    for k in 1..=polyorder {
        let root = root_beta(k);
        for (i, (q, before)) in at_samples.iter_mut().zip(&mut at_samples_before).enumerate() {
            let next = (time(i) * *q - below * *before) / root;
            *before = std::mem::replace(q, next);
        }
        // Highest derivative first, as each needs the one below it of the polynomial before.
        for s in (0..=deriv).rev() {
            let lower = if s == 0 { 0.0 } else { s as f64 * at_t[s - 1] };
            let next = (t * at_t[s] + lower - below * at_t_before[s]) / root;
            at_t_before[s] = std::mem::replace(&mut at_t[s], next);
        }
        weights.iter_mut().zip(&at_samples).for_each(|(w, q)| *w += q * at_t[deriv]);
        below = root;
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_the_paper() {
        // Savitzky and Golay (1964), table I: quadratic, 5 points, times 35.
        let c = savgol_coeffs::<f64>(5, 2, 0, 1.0, None).unwrap();
        for (c, expected) in c.iter().zip([-3.0, 12.0, 17.0, 12.0, -3.0]) {
            assert!((c * 35.0 - expected).abs() < 1e-13);
        }
    }

    #[test]
    fn a_derivative_beyond_the_degree_is_zero() {
        assert_eq!(savgol_coeffs::<f32>(5, 2, 3, 1.0, None).unwrap(), Array1::zeros(5));
    }

    #[test]
    fn unfit_arguments_are_named() {
        let message = |window, order, delta, pos| {
            savgol_coeffs::<f64>(window, order, 0, delta, pos).unwrap_err().to_string()
        };
        let expected = "`polyorder` is 5, but must be less than `window_length`";
        assert_eq!(message(5, 5, 1.0, None), expected);
        assert!(message(0, 0, 1.0, None).starts_with("`polyorder` is 0"));
        assert!(message(5, 2, 0.0, None).starts_with("`delta` is 0"));
        for pos in [5.0, -0.1, f64::NAN] {
            assert!(message(5, 2, 1.0, Some(pos)).starts_with("`pos` is "));
        }
    }
}
