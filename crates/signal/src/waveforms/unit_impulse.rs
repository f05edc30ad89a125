//! A single one among zeros.
//!
//! Counterpart of `scipy.signal.unit_impulse`.

use ndarray::{Array, IntoDimension};
use onkai_core::{Error, Result, Scalar};

/// An array of zeros with a one.
///
/// # Errors
///
/// [`Error::Shape`] when an index has not as many numbers as the array has axes, [`Error::Parameter`] when
/// it lies beyond the array.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_signal::{ImpulsePosition, unit_impulse};
/// let first = unit_impulse::<f64, _>(4, &ImpulsePosition::Start)?;
/// assert_eq!(first, array![1.0, 0.0, 0.0, 0.0]);
/// let middle = unit_impulse::<f32, _>((2, 3), &ImpulsePosition::Middle)?;
/// assert_eq!(middle, array![[0.0, 0.0, 0.0], [0.0, 1.0, 0.0]]);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
pub fn unit_impulse<T: Scalar, S: IntoDimension>(
    shape: S,
    position: &ImpulsePosition,
) -> Result<Array<T, S::Dim>> {
    let mut out = Array::from_elem(shape.into_dimension(), T::zero());
    let shape = out.shape().to_vec();
    let index = match position {
        ImpulsePosition::Start => vec![0; shape.len()],
        ImpulsePosition::Middle => shape.iter().map(|len| len / 2).collect(),
        ImpulsePosition::At(index) => index.clone(),
    };
    if index.len() != shape.len() {
        let (expected, actual) = (vec![shape.len()], vec![index.len()]);
        return Err(Error::Shape { name: "position", expected, actual });
    }
    if let Some((&beyond, _)) = index.iter().zip(&shape).find(|(i, len)| len <= i) {
        return Err(Error::parameter("position", beyond as f64, "an index of the array"));
    }
    let place = shape.iter().zip(&index).fold(0, |place, (len, i)| place * len + i);
    if let Some(one) = out.iter_mut().nth(place) {
        *one = T::one();
    }
    Ok(out)
}

/// Where the one of [`unit_impulse`] stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ImpulsePosition {
    /// At index 0 along each axis.
    #[default]
    Start,
    /// At half the length along each axis, rounded down.
    Middle,
    /// At this index.
    At(Vec<usize>),
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn positions_must_be_in_the_array() {
        let at =
            |index: &[usize]| unit_impulse::<f64, _>((2, 2), &ImpulsePosition::At(index.to_vec()));
        assert_eq!(at(&[1, 0]).unwrap(), array![[0.0, 0.0], [1.0, 0.0]]);
        assert!(matches!(at(&[1]), Err(Error::Shape { .. })));
        assert!(matches!(at(&[0, 2]), Err(Error::Parameter { .. })));
        assert!(unit_impulse::<f64, _>(0, &ImpulsePosition::Start).is_err());
    }
}
