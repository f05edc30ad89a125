//! Samples on a logarithmic scale, as telephones send them.
//!
//! Counterpart of `librosa.mu_compress` and `mu_expand`.

use ndarray::{Array, ArrayRef, Dimension};
use onkai_core::{Error, Real, Result, check_positive, for_each_element};

/// Compresses samples by the μ-law.
///
/// ```text
/// sign(x) ln(1 + μ |x|) / ln(1 + μ)
/// ```
///
/// # Shapes
///
/// `x`: any, in [-1, 1]. Returns the same shape, in [-1, 1].
///
/// # Errors
///
/// [`Error::Parameter`] when `mu` is not positive and finite, [`Error::OutOfBounds`] for a sample beyond
/// [-1, 1] or NaN.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let y = onkai_mir::mu_compress(&array![-1.0, 0.0, 0.1], 255.0)?;
/// assert!(y[0] == -1.0 && y[1] == 0.0 && (y[2] - 0.59099_f64).abs() < 1e-5);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// This is `quantize=False`; [`mu_compress_quantized`] is the default there.
pub fn mu_compress<F: Real, D: Dimension>(x: &ArrayRef<F, D>, mu: f64) -> Result<Array<F, D>> {
    let law = MuLaw::new(mu)?;
    check_unit("x", x.iter().map(|v| v.as_f64()))?;
    let mut out = x.to_owned();
    for_each_element(&mut out, |v| *v = F::of(law.compress(v.as_f64())));
    Ok(out)
}

/// [`mu_compress`] to whole levels, of which there are `1 + mu`.
///
/// The level 0 is the interval of values up to zero, or around it, as `mu` is even or odd.
///
/// # Shapes
///
/// `x`: any, in [-1, 1]. Returns the same shape; with 255 levels above the lowest, from -128 to 127.
///
/// # Errors
///
/// As [`mu_compress`]; `mu` must also be from 1 to 2³¹ - 2.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let levels = onkai_mir::mu_compress_quantized(&array![-1.0, 0.0, 0.1, 1.0], 255.0)?;
/// assert_eq!(levels, array![-128, 0, 75, 127]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn mu_compress_quantized<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    mu: f64,
) -> Result<Array<i32, D>> {
    let law = MuLaw::of_levels(mu)?;
    check_unit("x", x.iter().map(|v| v.as_f64()))?;
    Ok(x.map(|v| law.level(law.compress(v.as_f64()))))
}

/// Samples that were compressed by the μ-law: the inverse of [`mu_compress`].
///
/// ```text
/// sign(x) ((1 + μ)^|x| - 1) / μ
/// ```
///
/// # Shapes
///
/// `x`: any, in [-1, 1]. Returns the same shape, in [-1, 1].
///
/// # Errors
///
/// As [`mu_compress`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let y = onkai_mir::mu_expand(&array![-1.0, 0.0, 0.59099], 255.0)?;
/// assert!(y[0] == -1.0 && y[1] == 0.0 && (y[2] - 0.1_f64).abs() < 1e-5);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// This is `quantize=False`; [`mu_expand_quantized`] is the default there.
pub fn mu_expand<F: Real, D: Dimension>(x: &ArrayRef<F, D>, mu: f64) -> Result<Array<F, D>> {
    let law = MuLaw::new(mu)?;
    check_unit("x", x.iter().map(|v| v.as_f64()))?;
    let mut out = x.to_owned();
    for_each_element(&mut out, |v| *v = F::of(law.expand(v.as_f64())));
    Ok(out)
}

/// Samples of levels: the inverse of [`mu_compress_quantized`], but for the rounding.
///
/// # Shapes
///
/// `levels`: any, in [-(1 + mu) / 2, (1 + mu) / 2]. Returns the same shape, in [-1, 1].
///
/// # Errors
///
/// As [`mu_compress`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let y = onkai_mir::mu_expand_quantized::<f32, _>(&array![-128, 0, 75], 255.0)?;
/// assert!(y[0] == -1.0 && y[1] == 0.0 && (y[2] - 0.1).abs() < 0.005);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn mu_expand_quantized<F: Real, D: Dimension>(
    levels: &ArrayRef<i32, D>,
    mu: f64,
) -> Result<Array<F, D>> {
    let law = MuLaw::new(mu)?;
    let of_level = |level: i32| f64::from(level) * 2.0 / (1.0 + mu);
    check_unit("levels", levels.iter().map(|&level| of_level(level)))?;
    Ok(levels.map(|&level| F::of(law.expand(of_level(level)))))
}

/// Refuses what lies beyond [-1, 1]; NaN does, too.
fn check_unit(name: &'static str, values: impl Iterator<Item = f64>) -> Result<()> {
    match values.enumerate().find(|(_, v)| !(-1.0..=1.0).contains(v)) {
        Some((index, value)) => {
            Err(Error::OutOfBounds { name, index, value, low: -1.0, high: 1.0 })
        }
        None => Ok(()),
    }
}

/// A μ that has been checked.
struct MuLaw {
    mu: f64,
    log_range: f64,
    /// Index of the highest level, counted from 0.
    highest: f64,
}

impl MuLaw {
    fn new(mu: f64) -> Result<Self> {
        check_positive("mu", mu)?;
        Ok(Self { mu, log_range: mu.ln_1p(), highest: mu.floor() })
    }

    fn of_levels(mu: f64) -> Result<Self> {
        if !(1.0..=f64::from(i32::MAX - 1)).contains(&mu) {
            return Err(Error::parameter("mu", mu, "from 1 to 2147483646"));
        }
        Self::new(mu)
    }

    fn compress(&self, x: f64) -> f64 {
        ((self.mu * x.abs()).ln_1p() / self.log_range).copysign(x)
    }

    fn expand(&self, x: f64) -> f64 {
        ((x.abs() * self.log_range).exp_m1() / self.mu).copysign(x)
    }

    /// How many of the bounds, equally spaced from -1 to 1, lie below `x`; 0 stands in the middle.
    fn level(&self, x: f64) -> i32 {
        let step = 2.0 / self.highest;
        let bound = |index: f64| if index < self.highest { index * step - 1.0 } else { 1.0 };
        let mut n_below = ((x + 1.0) / step).ceil().clamp(0.0, self.highest);
        // The quotient may be rounded over a bound; the bounds themselves decide.
        if n_below < self.highest && bound(n_below) < x {
            n_below += 1.0;
        } else if 0.0 < n_below && x <= bound(n_below - 1.0) {
            n_below -= 1.0;
        }
        (n_below - ((self.highest + 1.0) / 2.0).floor()) as i32
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn there_and_back(x in -1.0_f64..=1.0, mu in 0.01_f64..1000.0) {
            let x = array![x];
            let back = mu_expand(&mu_compress(&x, mu).unwrap(), mu).unwrap();
            prop_assert!((back[0] - x[0]).abs() < 1e-12);
        }
    }

    #[test]
    fn bad_arguments_are_named() {
        let x = array![0.5];
        for bad in [0.0, -255.0, f64::NAN, f64::INFINITY] {
            let named = |error: Error| matches!(error, Error::Parameter { name: "mu", .. });
            assert!(named(mu_compress(&x, bad).unwrap_err()));
            assert!(named(mu_compress_quantized(&x, bad).unwrap_err()));
            assert!(named(mu_expand(&x, bad).unwrap_err()));
            assert!(named(mu_expand_quantized::<f64, _>(&array![1], bad).unwrap_err()));
        }
        assert!(mu_compress_quantized(&x, 0.5).is_err());
        for bad in [1.5, -1.1, f64::NAN, f64::INFINITY] {
            for result in
                [mu_compress(&array![0.0, bad], 255.0), mu_expand(&array![0.0, bad], 255.0)]
            {
                assert!(matches!(result, Err(Error::OutOfBounds { name: "x", index: 1, .. })));
            }
        }
        let levels = mu_expand_quantized::<f32, _>(&array![129], 255.0);
        assert!(matches!(levels, Err(Error::OutOfBounds { name: "levels", index: 0, .. })));
        assert_eq!(mu_compress(&ndarray::Array1::<f32>::zeros(0), 255.0).unwrap().len(), 0);
    }
}
