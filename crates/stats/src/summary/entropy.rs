//! Entropy of a distribution, and its estimate from a sample.
//!
//! Counterpart of `scipy.stats.entropy`, `differential_entropy`.

use ndarray::ArrayRef1;
use onkai_core::{Error, Real, Result, check_finite};
use onkai_special::{entr, rel_entr};

use super::check::{check_len, check_same_len, doubles, sorted};
use super::sums::sum;

/// The entropy `-Σ pₖ ln pₖ`, or relative to `q` the Kullback-Leibler divergence `Σ pₖ ln(pₖ/qₖ)`.
///
/// Both are scaled to sum to 1 first. `base` is the logarithm's; e if `None`.
///
/// # Errors
///
/// [`Error::TooShort`] when `p` is empty, [`Error::Shape`] when `q` has another length,
/// [`Error::Parameter`] when `base` is not positive, or is 1.
///
/// # Examples
///
/// ```
/// let fair = ndarray::array![0.5, 0.5];
/// assert_eq!(onkai_stats::entropy(&fair, None, Some(2.0))?, 1.0);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn entropy<T: Real>(
    p: &ArrayRef1<T>,
    q: Option<&ArrayRef1<T>>,
    base: Option<f64>,
) -> Result<T> {
    check_len("p", p.len(), 1)?;
    let unit = logarithm(base)?;
    let scaled = |x: &ArrayRef1<T>| {
        let x = doubles(x);
        let total = sum(&x);
        x.into_iter().map(|v| v / total).collect::<Vec<f64>>()
    };
    let p = scaled(p);
    let terms: Vec<f64> = match q {
        None => p.iter().map(|&v| entr(v)).collect(),
        Some(q) => {
            check_same_len("q", q.len(), p.len())?;
            p.iter().zip(scaled(q)).map(|(&a, b)| rel_entr(a, b)).collect()
        }
    };
    Ok(T::of(sum(&terms) / unit))
}

fn logarithm(base: Option<f64>) -> Result<f64> {
    match base {
        None => Ok(1.0),
        Some(base) if base.is_finite() && 0.0 < base && base != 1.0 => Ok(base.ln()),
        Some(base) => Err(Error::parameter("base", base, "positive, finite and not 1")),
    }
}

/// How [`differential_entropy`] estimates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EntropyMethod {
    /// Van Es up to 10 values, Ebrahimi up to 1000, else Vasicek. The default.
    #[default]
    Auto,
    /// Spacings of order statistics; Vasicek 1976.
    Vasicek,
    /// Vasicek's with less bias; van Es 1992.
    VanEs,
    /// Vasicek's with other weights at the ends; Ebrahimi et al. 1994.
    Ebrahimi,
    /// Local lines through the order statistics; Correa 1995.
    Correa,
}

/// Options of [`differential_entropy`]; the defaults are those of SciPy.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct DifferentialEntropyOptions {
    /// Half the width of the window in order statistics, from 1 to below `n / 2`.
    /// Default: `None`, meaning `⌊√n + ½⌋`.
    pub window_length: Option<usize>,
    /// The base of the logarithm. Default: `None`, meaning e.
    pub base: Option<f64>,
    /// The estimator. Default: by the number of values.
    pub method: EntropyMethod,
}

/// Estimates the differential entropy `-∫ f ln f` of what a sample was drawn from.
///
/// # Errors
///
/// [`Error::Parameter`] when the window does not fit the sample or `base` is unfit.
///
/// # Examples
///
/// ```
/// let x = ndarray::Array1::linspace(0.0, 1.0, 1000);
/// let found = onkai_stats::differential_entropy(&x, &Default::default())?;
/// assert!(f64::abs(found) < 0.01);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
///
/// # References
///
/// O. Vasicek, J. R. Stat. Soc. B 38, 1976; B. van Es, Scand. J. Stat. 19, 1992; N. Ebrahimi et al.,
/// Stat. Probab. Lett. 20, 1994; J. C. Correa, Commun. Stat. Theory Methods 24, 1995.
pub fn differential_entropy<T: Real>(
    x: &ArrayRef1<T>,
    options: &DifferentialEntropyOptions,
) -> Result<T> {
    let unit = logarithm(options.base)?;
    let n = x.len();
    let m = options.window_length.unwrap_or((n as f64).sqrt().round() as usize);
    if m < 1 || n <= 2 * m {
        let requirement = "at least 1 and less than half the sample's length";
        return Err(Error::parameter("window_length", m as f64, requirement));
    }
    if x.iter().any(|v| v.is_nan()) {
        return Ok(T::nan());
    }
    check_finite("x", x)?;
    let x = sorted(&doubles(x));
    let estimate = match options.method {
        EntropyMethod::Auto if n <= 10 => van_es(&x, m),
        EntropyMethod::Auto if n <= 1000 => ebrahimi(&x, m),
        EntropyMethod::Auto | EntropyMethod::Vasicek => vasicek(&x, m),
        EntropyMethod::VanEs => van_es(&x, m),
        EntropyMethod::Ebrahimi => ebrahimi(&x, m),
        EntropyMethod::Correa => correa(&x, m),
    };
    Ok(T::of(estimate / unit))
}

/// The order statistic `i + offset`, the first or last one beyond the ends.
fn at(x: &[f64], i: usize, offset: isize) -> f64 {
    x[i.saturating_add_signed(offset).min(x.len() - 1)]
}

fn spacing(x: &[f64], i: usize, m: usize) -> f64 {
    at(x, i, m.cast_signed()) - at(x, i, -m.cast_signed())
}

fn mean_log(n: usize, f: impl Fn(usize) -> f64) -> f64 {
    sum(&(0..n).map(|i| f(i).ln()).collect::<Vec<f64>>()) / n as f64
}

fn vasicek(x: &[f64], m: usize) -> f64 {
    let factor = x.len() as f64 / (2 * m) as f64;
    mean_log(x.len(), |i| factor * spacing(x, i, m))
}

fn van_es(x: &[f64], m: usize) -> f64 {
    let n = x.len();
    let factor = (n + 1) as f64 / m as f64;
    let harmonic: f64 = (m..=n).map(|k| (k as f64).recip()).sum();
    mean_log(n - m, |i| factor * (x[i + m] - x[i])) + harmonic - factor.ln()
}

fn ebrahimi(x: &[f64], m: usize) -> f64 {
    let n = x.len();
    let weight = |i: usize| {
        let from_end = i.min(n - 1 - i);
        if from_end < m { 1.0 + from_end as f64 / m as f64 } else { 2.0 }
    };
    mean_log(n, |i| n as f64 * spacing(x, i, m) / (weight(i) * m as f64))
}

fn correa(x: &[f64], m: usize) -> f64 {
    let n = x.len();
    let reach = m.cast_signed();
    let slope = |i: usize| {
        let window: Vec<f64> = (-reach..=reach).map(|d| at(x, i, d)).collect();
        let mean = window.iter().sum::<f64>() / window.len() as f64;
        let (mut cross, mut squares) = (0.0, 0.0);
        for (d, v) in (-reach..=reach).zip(&window) {
            cross += (v - mean) * d as f64;
            squares += (v - mean) * (v - mean);
        }
        cross / (n as f64 * squares)
    };
    -mean_log(n, slope)
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};

    use super::*;

    #[test]
    fn unfit_arguments_are_refused() {
        let p = array![0.5, 0.5];
        assert!(entropy(&Array1::<f64>::zeros(0), None, None).is_err());
        assert!(matches!(entropy(&p, Some(&*array![1.0]), None), Err(Error::Shape { .. })));
        for base in [0.0, 1.0, -2.0, f64::NAN] {
            assert!(matches!(entropy(&p, None, Some(base)), Err(Error::Parameter { .. })));
        }
        for (n, window_length) in [(4, Some(2)), (9, Some(0)), (1, None), (0, None)] {
            let options = DifferentialEntropyOptions { window_length, ..Default::default() };
            assert!(differential_entropy(&Array1::<f64>::ones(n), &options).is_err());
        }
        let options = DifferentialEntropyOptions::default();
        let lost = array![1.0, 2.0, f64::NAN, 3.0, 4.0, 5.0, 7.0, 8.0];
        assert!(differential_entropy(&lost, &options).unwrap().is_nan());
    }
}
