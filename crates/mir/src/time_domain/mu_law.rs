//! Samples on a logarithmic scale, as telephones send them.
//!
//! Counterpart of `librosa.mu_compress` and `mu_expand`.

use ndarray::{Array, ArrayRef, Dimension};
use num_traits::Float;
use onkai_core::{Error, Real, Result, for_each_element};

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
/// [`Error::Parameter`] when `mu` is not from 1e-30 to 1e30, [`Error::OutOfBounds`] for a sample beyond
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
    check_unit("x", x)?;
    let mut out = x.to_owned();
    for_each_element(&mut out, |v| *v = law.compress(*v));
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
    let (levels, law) = (Levels::new(mu)?, MuLaw::new(mu)?);
    check_unit("x", x)?;
    Ok(x.map(|v| levels.of(law.compress(v.as_f64()))))
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
/// assert!((y[0] + 1.0_f64).abs() < 1e-12 && y[1] == 0.0 && (y[2] - 0.1).abs() < 1e-5);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// This is `quantize=False`; [`mu_expand_quantized`] is the default there.
pub fn mu_expand<F: Real, D: Dimension>(x: &ArrayRef<F, D>, mu: f64) -> Result<Array<F, D>> {
    let law = MuLaw::new(mu)?;
    check_unit("x", x)?;
    let mut out = x.to_owned();
    for_each_element(&mut out, |v| *v = law.expand(*v));
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
/// assert!((y[0] + 1.0).abs() < 1e-6 && y[1] == 0.0 && (y[2] - 0.1).abs() < 0.005);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn mu_expand_quantized<F: Real, D: Dimension>(
    levels: &ArrayRef<i32, D>,
    mu: f64,
) -> Result<Array<F, D>> {
    let law = MuLaw::new(mu)?;
    let unit = levels.map(|&level| f64::from(level) * 2.0 / (1.0 + mu));
    check_unit("levels", &unit)?;
    Ok(unit.mapv(|v| F::of(law.expand(v))))
}

/// Refuses what lies beyond [-1, 1]; NaN does, too.
fn check_unit<F: Real, D: Dimension>(name: &'static str, x: &ArrayRef<F, D>) -> Result<()> {
    let is_within = |v: F| Float::abs(v) <= F::one();
    // All at once, which a processor does eight at a time; which it is matters only if one is not.
    if x.fold(true, |all, &v| all & is_within(v)) {
        return Ok(());
    }
    match x.iter().enumerate().find(|&(_, &v)| !is_within(v)) {
        Some((index, &v)) => {
            Err(Error::OutOfBounds { name, index, value: v.as_f64(), low: -1.0, high: 1.0 })
        }
        None => Ok(()),
    }
}

/// A μ that has been checked.
struct MuLaw<F> {
    mu: F,
    log_range: F,
}

impl<F: Real> MuLaw<F> {
    fn new(mu: f64) -> Result<Self> {
        if !(1e-30..=1e30).contains(&mu) {
            return Err(Error::parameter("mu", mu, "from 1e-30 to 1e30"));
        }
        let mu = F::of(mu);
        Ok(Self { mu, log_range: log_of_sum(mu) })
    }

    fn compress(&self, x: F) -> F {
        (log_of_sum(self.mu * Float::abs(x)) / self.log_range).copysign(x)
    }

    fn expand(&self, x: F) -> F {
        let size = (Float::abs(x) * self.log_range).exp_m1() / self.mu;
        size.min(F::one()).copysign(x)
    }
}

/// `ln(1 + x)` for `x` at least 0.
fn log_of_sum<F: Real>(x: F) -> F {
    let sum = F::one() + x;
    // The quotient takes the rounding error of the sum out again: as good as `ln_1p`, and faster
    // (Goldberg 1991, theorem 4, <https://doi.org/10.1145/103162.103163>).
    if sum == F::one() { x } else { sum.ln() * (x / (sum - F::one())) }
}

/// Bounds that are equally spaced from -1 to 1.
struct Levels {
    /// Index of the last one, counted from 0.
    highest: f64,
}

impl Levels {
    fn new(mu: f64) -> Result<Self> {
        if !(1.0..=f64::from(i32::MAX - 1)).contains(&mu) {
            return Err(Error::parameter("mu", mu, "from 1 to 2147483646"));
        }
        Ok(Self { highest: mu.floor() })
    }

    /// How many of the bounds lie below `x`; 0 stands in the middle.
    fn of(&self, x: f64) -> i32 {
        let step = 2.0 / self.highest;
        let bound = |index: f64| if index < self.highest { index * step - 1.0 } else { 1.0 };
        let mut n_below = ((x + 1.0) / step).ceil().clamp(0.0, self.highest);
        // The quotient may be rounded over a bound; the bounds themselves decide.
        if n_below < self.highest && bound(n_below) < x {
            n_below += 1.0;
        } else if 0.0 < n_below && x <= bound(n_below - 1.0) {
            n_below -= 1.0;
        }
        (n_below - (0.5 * (self.highest + 1.0)).floor()) as i32
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
    fn extremes_stay_within_the_range() {
        for mu in [1e-30, 1e-3, 1e30] {
            let y = mu_compress(&array![-1.0_f32, 0.0, 0.5, 1.0], mu).unwrap();
            assert!(y[0] == -1.0 && y[1] == 0.0 && 0.49 < y[2] && y[2] < 1.0 && y[3] == 1.0);
            assert!(mu_expand(&y, mu).unwrap().iter().all(|v| (-1.0..=1.0).contains(v)));
        }
    }

    #[test]
    fn bad_arguments_are_named() {
        let x = array![0.5];
        for bad in [0.0, -255.0, 1e-31, 1e31, f64::NAN, f64::INFINITY] {
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
