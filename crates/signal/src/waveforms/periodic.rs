//! Square and sawtooth waves.
//!
//! Counterpart of `scipy.signal.square` and `sawtooth`.

use std::f64::consts::{PI, TAU};

use ndarray::{Array, ArrayRef, Dimension, Zip};
use onkai_core::{Error, Real, Result};

/// A square wave of period 2π: 1 for the part `duty` of each period, then -1.
///
/// # Shapes
///
/// `t`: any, in radians. Returns the same shape; NaN where `t` is not finite.
///
/// # Errors
///
/// [`Error::Parameter`] when `duty` does not lie between 0 and 1.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let y = onkai_signal::square(&array![0.0, 1.0, 2.0, 4.0, 7.0], 0.25)?;
/// assert_eq!(y, array![1.0, 1.0, -1.0, -1.0, 1.0]);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// A `duty` out of range is refused, where SciPy gives NaN.
pub fn square<F: Real, D: Dimension>(t: &ArrayRef<F, D>, duty: f64) -> Result<Array<F, D>> {
    check_part("duty", duty)?;
    Ok(t.mapv(|t| F::of(square_at(t.as_f64(), duty))))
}

/// [`square`] with a duty of its own for each time.
///
/// # Shapes
///
/// `t`, `duty`: of one shape, which is returned.
///
/// # Errors
///
/// [`Error::Shape`] when `duty` has another shape, [`Error::Parameter`] when one does not lie between 0
/// and 1.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let y = onkai_signal::square_modulated(&array![1.0, 7.3], &array![0.1, 0.3])?;
/// assert_eq!(y, array![-1.0, 1.0]);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
pub fn square_modulated<F: Real, D: Dimension>(
    t: &ArrayRef<F, D>,
    duty: &ArrayRef<F, D>,
) -> Result<Array<F, D>> {
    check_parts("duty", t, duty)?;
    Ok(Zip::from(t).and(duty).map_collect(|t, duty| F::of(square_at(t.as_f64(), duty.as_f64()))))
}

/// A sawtooth wave of period 2π: it rises from -1 to 1 in the part `width` of each period, then falls.
///
/// A `width` of 1 is a rising sawtooth, 0 a falling one, 0.5 a triangle.
///
/// # Shapes
///
/// `t`: any, in radians. Returns the same shape; NaN where `t` is not finite.
///
/// # Errors
///
/// [`Error::Parameter`] when `width` does not lie between 0 and 1.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use std::f64::consts::PI;
/// let y = onkai_signal::sawtooth(&array![0.0, 0.5 * PI, PI, 2.0 * PI], 1.0)?;
/// assert_eq!(y, array![-1.0, -0.5, 0.0, -1.0]);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// A `width` out of range is refused, where SciPy gives NaN.
pub fn sawtooth<F: Real, D: Dimension>(t: &ArrayRef<F, D>, width: f64) -> Result<Array<F, D>> {
    check_part("width", width)?;
    Ok(t.mapv(|t| F::of(sawtooth_at(t.as_f64(), width))))
}

/// [`sawtooth`] with a width of its own for each time.
///
/// # Shapes
///
/// `t`, `width`: of one shape, which is returned.
///
/// # Errors
///
/// [`Error::Shape`] when `width` has another shape, [`Error::Parameter`] when one does not lie between 0
/// and 1.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let y = onkai_signal::sawtooth_modulated(&array![0.0, 0.0], &array![1.0, 0.0])?;
/// assert_eq!(y, array![-1.0, 1.0]);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
pub fn sawtooth_modulated<F: Real, D: Dimension>(
    t: &ArrayRef<F, D>,
    width: &ArrayRef<F, D>,
) -> Result<Array<F, D>> {
    check_parts("width", t, width)?;
    Ok(Zip::from(t)
        .and(width)
        .map_collect(|t, width| F::of(sawtooth_at(t.as_f64(), width.as_f64()))))
}

fn square_at(t: f64, duty: f64) -> f64 {
    let phase = t.rem_euclid(TAU);
    if phase.is_nan() {
        phase
    } else if phase < duty * TAU {
        1.0
    } else {
        -1.0
    }
}

fn sawtooth_at(t: f64, width: f64) -> f64 {
    let phase = t.rem_euclid(TAU);
    if phase < width * TAU {
        phase / (PI * width) - 1.0
    } else if width < 1.0 {
        (PI * (width + 1.0) - phase) / (PI * (1.0 - width))
    } else {
        // A phase that rounds up to the whole period, or NaN.
        phase / PI - 1.0
    }
}

fn check_part(name: &'static str, value: f64) -> Result<()> {
    if (0.0..=1.0).contains(&value) {
        Ok(())
    } else {
        Err(Error::parameter(name, value, "between 0 and 1"))
    }
}

fn check_parts<F: Real, D: Dimension>(
    name: &'static str,
    t: &ArrayRef<F, D>,
    parts: &ArrayRef<F, D>,
) -> Result<()> {
    if t.shape() != parts.shape() {
        let (expected, actual) = (t.shape().to_vec(), parts.shape().to_vec());
        return Err(Error::Shape { name, expected, actual });
    }
    parts.iter().try_for_each(|part| check_part(name, part.as_f64()))
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn bad_input_is_named() {
        let t = array![0.0];
        for bad in [-0.1, 1.1, f64::NAN] {
            assert!(matches!(square(&t, bad), Err(Error::Parameter { name: "duty", .. })));
            assert!(matches!(sawtooth(&t, bad), Err(Error::Parameter { name: "width", .. })));
            assert!(square_modulated(&t, &array![bad]).is_err());
        }
        assert!(matches!(sawtooth_modulated(&t, &array![0.1, 0.2]), Err(Error::Shape { .. })));
    }

    #[test]
    fn times_that_are_no_numbers_stay_so() {
        let t = array![f64::NAN, f64::INFINITY];
        assert!(square(&t, 0.5).unwrap().iter().all(|v| v.is_nan()));
        assert!(sawtooth(&t, 1.0).unwrap().iter().all(|v| v.is_nan()));
    }
}
