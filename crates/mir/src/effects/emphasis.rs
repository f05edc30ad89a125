//! Differences of neighbours, and what undoes them.
//!
//! Counterpart of `librosa.effects.preemphasis` and `deemphasis`.

use ndarray::{Array, ArrayRef, Dimension, Slice};
use onkai_core::{Error, Real, Result, check_finite};

use crate::channels::time_axis;

/// Raises high frequencies: `out[n] = y[n] - coefficient · y[n-1]`.
///
/// Before the signal stands what its first two samples, continued in a straight line, would have.
///
/// # Shapes
///
/// `y`: `[..., n]`. Returns the same shape.
///
/// # Errors
///
/// [`Error::TooShort`] for fewer than 2 samples, [`Error::NotFinite`], [`Error::Parameter`] for a
/// `coefficient` that is not finite.
///
/// # Examples
///
/// ```
/// use onkai_mir::effects::preemphasis;
/// assert_eq!(preemphasis(&ndarray::array![1.0, 2.0, 4.0], 0.5)?, ndarray::array![1.0, 1.5, 3.0]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// The default of librosa's `coef`, 0.97, is to be given.
pub fn preemphasis<F: Real, D: Dimension>(
    y: &ArrayRef<F, D>,
    coefficient: f64,
) -> Result<Array<F, D>> {
    Ok(preemphasis_from(y, coefficient, None)?.y)
}

/// [`preemphasis`] of a part of a signal, after the part before it.
///
/// `zi` is what that part left, [`Emphasized::zf`]; `None` at the beginning.
///
/// # Shapes
///
/// `y`: `[..., n]`, `zi`: `[..., 1]`.
///
/// # Errors
///
/// As [`preemphasis`], where one sample is enough if there is a `zi`; [`Error::Shape`] and
/// [`Error::NotFinite`] for a `zi` that does not fit.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_mir::effects::{preemphasis, preemphasis_from};
///
/// let first = preemphasis_from(&array![1.0, 2.0], 0.5, None)?;
/// let second = preemphasis_from(&array![4.0, 3.0], 0.5, Some(&first.zf))?;
/// assert_eq!(second.y, array![3.0, 1.0]);
/// assert_eq!(preemphasis(&array![1.0, 2.0, 4.0, 3.0], 0.5)?, array![1.0, 1.5, 3.0, 1.0]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn preemphasis_from<F: Real, D: Dimension>(
    y: &ArrayRef<F, D>,
    coefficient: f64,
    zi: Option<&ArrayRef<F, D>>,
) -> Result<Emphasized<F, D>> {
    let c = F::of(coefficient);
    filter(y, coefficient, zi, |samples, zi| {
        let two = F::of(2.0);
        let mut carried = zi.unwrap_or_else(|| two * samples[0] - samples[1]);
        for v in samples {
            (*v, carried) = (*v + carried, -c * *v);
        }
        carried
    })
}

/// Undoes [`preemphasis`] with the same coefficient.
///
/// # Shapes
///
/// `y`: `[..., n]`. Returns the same shape.
///
/// # Errors
///
/// As [`preemphasis`], and [`Error::Parameter`] for the coefficient 3, where nothing tells how the signal
/// began.
///
/// # Examples
///
/// ```
/// use onkai_mir::effects::{deemphasis, preemphasis};
/// let y = ndarray::array![1.0, 2.0, 4.0, 3.0];
/// let back = deemphasis(&preemphasis(&y, 0.97)?, 0.97)?;
/// assert!((back - y).iter().all(|d: &f64| d.abs() < 1e-12));
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn deemphasis<F: Real, D: Dimension>(
    y: &ArrayRef<F, D>,
    coefficient: f64,
) -> Result<Array<F, D>> {
    Ok(deemphasis_from(y, coefficient, None)?.y)
}

/// [`deemphasis`] of a part of a signal, after the part before it; see [`preemphasis_from`].
///
/// # Shapes
///
/// `y`: `[..., n]`, `zi`: `[..., 1]`.
///
/// # Errors
///
/// Those of [`deemphasis`] and [`preemphasis_from`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_mir::effects::{deemphasis, deemphasis_from};
///
/// let first = deemphasis_from(&array![1.0, 2.0], 0.5, None)?;
/// let second = deemphasis_from(&array![4.0, 3.0], 0.5, Some(&first.zf))?;
/// let whole = deemphasis(&array![1.0, 2.0, 4.0, 3.0], 0.5)?;
/// assert_eq!(second.y, whole.slice(ndarray::s![2..]));
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// The state that librosa returns of a beginning lacks what it puts before the signal, so that the
/// next part begins with a step.
pub fn deemphasis_from<F: Real, D: Dimension>(
    y: &ArrayRef<F, D>,
    coefficient: f64,
    zi: Option<&ArrayRef<F, D>>,
) -> Result<Emphasized<F, D>> {
    let c = F::of(coefficient);
    if zi.is_none() && c == F::of(3.0) {
        return Err(Error::parameter("coefficient", coefficient, "other than 3"));
    }
    filter(y, coefficient, zi, |samples, zi| {
        // What `preemphasis` put before the signal, told from its first two samples.
        let start = || -((F::of(2.0) - c) * samples[0] - samples[1]) / (F::of(3.0) - c);
        let mut carried = zi.unwrap_or_else(start);
        for v in samples {
            *v += carried;
            carried = c * *v;
        }
        carried
    })
}

/// A part of a signal, and what the next part needs to know of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Emphasized<F, D: Dimension> {
    /// The samples, filtered: `[..., n]`.
    pub y: Array<F, D>,
    /// The state of the filter after them, `[..., 1]`, the `zi` of the next part.
    pub zf: Array<F, D>,
}

/// Filters each channel in place by `kernel`, which gets the state before and returns that after.
fn filter<F: Real, D: Dimension>(
    y: &ArrayRef<F, D>,
    coefficient: f64,
    zi: Option<&ArrayRef<F, D>>,
    kernel: impl Fn(&mut [F], Option<F>) -> F,
) -> Result<Emphasized<F, D>> {
    if !coefficient.is_finite() {
        return Err(Error::parameter("coefficient", coefficient, "finite"));
    }
    let time = time_axis("y", y)?;
    let (n, least) = (y.len_of(time), if zi.is_some() { 1 } else { 2 });
    if n < least {
        return Err(Error::TooShort { name: "y", expected: least, actual: n });
    }
    check_finite("y", y)?;
    let mut zf = y.slice_axis(time, Slice::from(..1)).to_owned();
    if let Some(zi) = zi {
        if zi.shape() != zf.shape() {
            let (expected, actual) = (zf.shape().to_vec(), zi.shape().to_vec());
            return Err(Error::Shape { name: "zi", expected, actual });
        }
        check_finite("zi", zi)?;
        zf.assign(zi);
    }
    let mut out = Array::zeros(y.raw_dim());
    for ((input, mut lane), state) in
        y.lanes(time).into_iter().zip(out.lanes_mut(time)).zip(&mut zf)
    {
        lane.assign(&input);
        let samples = lane.as_slice_mut().expect("time is the last axis of a fresh array");
        *state = kernel(samples, zi.is_some().then_some(*state));
    }
    Ok(Emphasized { y: out, zf })
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, Array2, array, s};

    use super::*;

    type Signal = ndarray::ArrayRef2<f64>;
    type Step = fn(&Signal, f64, Option<&Signal>) -> Result<Emphasized<f64, ndarray::Ix2>>;

    #[test]
    fn a_stream_is_as_the_whole_however_it_is_cut() {
        let y = Array2::from_shape_fn((2, 50), |(c, i)| (0.3 * i as f64 + c as f64).sin());
        for step in [preemphasis_from as Step, deemphasis_from as Step] {
            let whole = step(&y, 0.9, None).unwrap();
            let mut state = None;
            for cut in [0..2, 2..3, 3..40, 40..50] {
                let part = step(&y.slice(s![.., cut.clone()]), 0.9, state.as_deref()).unwrap();
                assert_eq!(part.y, whole.y.slice(s![.., cut]));
                state = Some(part.zf);
            }
            assert_eq!(state, Some(whole.zf));
        }
    }

    #[test]
    fn bad_input_is_named() {
        let y = array![1.0, 2.0, 3.0];
        let named = |error: Error| error.to_string().split('`').nth(1).map(ToOwned::to_owned);
        let name = |name: &str| Some(name.to_owned());
        assert_eq!(named(preemphasis(&y, f64::NAN).unwrap_err()), name("coefficient"));
        assert_eq!(named(deemphasis(&y, 3.0).unwrap_err()), name("coefficient"));
        assert_eq!(named(preemphasis(&array![1.0], 0.9).unwrap_err()), name("y"));
        assert_eq!(named(deemphasis(&Array1::<f32>::zeros(0), 0.9).unwrap_err()), name("y"));
        assert_eq!(named(deemphasis(&array![1.0, f64::NAN], 0.9).unwrap_err()), name("y"));
        for zi in [array![1.0, 2.0], array![f64::INFINITY]] {
            assert_eq!(named(preemphasis_from(&y, 0.9, Some(&zi)).unwrap_err()), name("zi"));
        }
    }
}
