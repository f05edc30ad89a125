//! The slope of what begins anew where it ends.
//!
//! Counterpart of `librosa.util.cyclic_gradient`.

use ndarray::{Array, ArrayRef, Axis, Dimension};
use onkai_core::{Real, Result, check_finite, map_lanes};

/// Half the difference of the neighbours of each element, where the last and the first are neighbours.
///
/// # Shapes
///
/// Returns the shape of `data`; lanes lie along `axis`.
///
/// # Errors
///
/// [`Error::Parameter`](crate::Error::Parameter) when `data` has no such axis, [`Error::NotFinite`](crate::Error::NotFinite).
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// use onkai_mir::util::cyclic_gradient;
/// let slope = cyclic_gradient(&array![0.0, 1.0, 4.0, 1.0], Axis(0))?;
/// assert_eq!(slope, array![0.0, 2.0, 0.0, -2.0]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// There is no `edge_order`: what it changes lies in the padding that librosa cuts off again.
pub fn cyclic_gradient<F: Real, D: Dimension>(
    data: &ArrayRef<F, D>,
    axis: Axis,
) -> Result<Array<F, D>> {
    check_finite("data", data)?;
    let n = data.shape().get(axis.index()).copied().unwrap_or(0);
    map_lanes(data, axis, n, |lane, mut out| {
        for i in 0..n {
            let next = if i + 1 == n { 0 } else { i + 1 };
            let before = if i == 0 { n - 1 } else { i - 1 };
            out[i] = (lane[next] - lane[before]) / F::of(2.0);
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};
    use onkai_core::Error;

    use super::*;

    #[test]
    fn short_lanes_are_flat_and_bad_arguments_named() {
        assert_eq!(cyclic_gradient(&array![3.0_f32], Axis(0)).unwrap(), array![0.0]);
        assert_eq!(cyclic_gradient(&Array1::<f32>::zeros(0), Axis(0)).unwrap().len(), 0);
        let no_axis = cyclic_gradient(&array![1.0], Axis(1));
        assert!(matches!(no_axis, Err(Error::Parameter { name: "axis", .. })));
        let nan = cyclic_gradient(&array![f64::NAN], Axis(0));
        assert!(matches!(nan, Err(Error::NotFinite { name: "data", .. })));
    }
}
