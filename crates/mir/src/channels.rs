//! Several channels: which axis is time, and how what is written for one channel is used for many.
//!
//! Counterpart of the leading axes that librosa's functions take.

use ndarray::{
    Array, ArrayRef, ArrayRef1, ArrayRef2, Axis, DimAdd, Dimension, IntoDimension, Ix2, RemoveAxis,
    indices,
};
use onkai_core::{Error, Result};

/// The shape of `y` without its last `D2` axes, and after it that of a result.
type Stacked<L, E> = <L as DimAdd<E>>::Output;

/// Runs `kernel` on each channel of `y` and stacks what it gives.
///
/// Most functions of this crate are written for one channel; this lifts any of them to more.
///
/// # Shapes
///
/// `y`: `[..., n]`, such as `[n_channels, n]`. If `kernel` makes an array of shape `S` from `[n]`, the result is
/// `[..., S]`, and each channel's part lies in memory as `kernel` made it.
///
/// # Errors
///
/// [`Error::TooShort`] when there is no channel, [`Error::Shape`] when the results differ in shape, and
/// what `kernel` gives.
///
/// # Examples
///
/// ```
/// use ndarray::Array2;
/// use onkai_mir::{StftOptions, over_channels, stft};
///
/// let stereo = Array2::from_shape_fn((2, 8000), |(c, i)| (0.1 * (c + 1) as f32 * i as f32).sin());
/// let spectrograms = over_channels(&stereo, |y| stft(y, &StftOptions::default()))?;
/// assert_eq!(spectrograms.dim(), (2, 1025, 16));
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// What librosa finds out from all channels together, such as the tuning for a chromagram or the maximum
/// that decibels refer to, `kernel` finds out from each; give it as an option where that matters.
pub fn over_channels<A, B, D, E>(
    y: &ArrayRef<A, D>,
    kernel: impl Fn(&ArrayRef1<A>) -> Result<Array<B, E>>,
) -> Result<Array<B, Stacked<D::Smaller, E>>>
where
    B: Clone,
    D: RemoveAxis,
    D::Smaller: DimAdd<E>,
    E: Dimension,
{
    let time = time_axis("y", y)?;
    let leading = y.raw_dim().remove_axis(time);
    stack("y", leading, y.lanes(time).into_iter().map(|channel| kernel(&channel)))
}

/// Runs `kernel` on the spectrogram of each channel of `s` and stacks what it gives.
///
/// # Shapes
///
/// `s`: `[..., n_bins, n_frames]`. If `kernel` makes an array of shape `S` from `[n_bins, n_frames]`, the
/// result is `[..., S]`, and each channel's part lies in memory as `kernel` made it.
///
/// # Errors
///
/// As [`over_channels`]; [`Error::Shape`] also when `s` has fewer than two axes.
///
/// # Examples
///
/// ```
/// use ndarray::Array2;
/// use onkai_mir::{IstftOptions, StftOptions, istft, over_channels, over_spectrograms, stft};
///
/// let stereo = Array2::from_shape_fn((2, 8192), |(c, i)| (0.1 * (c + 1) as f64 * i as f64).sin());
/// let spectrograms = over_channels(&stereo, |y| stft(y, &StftOptions::default()))?;
/// let back = over_spectrograms(&spectrograms, |s| istft(s, &IstftOptions::default()))?;
/// assert!((&back - &stereo).iter().all(|error| error.abs() < 1e-12));
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn over_spectrograms<A, B, D, E>(
    s: &ArrayRef<A, D>,
    kernel: impl Fn(&ArrayRef2<A>) -> Result<Array<B, E>>,
) -> Result<Array<B, Stacked<<D::Smaller as Dimension>::Smaller, E>>>
where
    B: Clone,
    D: RemoveAxis,
    D::Smaller: RemoveAxis,
    <D::Smaller as Dimension>::Smaller: DimAdd<E>,
    E: Dimension,
{
    if s.ndim() < 2 {
        let (expected, actual) = (vec![1, s.len()], s.shape().to_vec());
        return Err(Error::Shape { name: "s", expected, actual });
    }
    let time = time_axis("s", s)?;
    let without_time = s.raw_dim().remove_axis(time);
    let leading = without_time.remove_axis(Axis(without_time.ndim() - 1));
    let spectrogram = |channel: &[usize]| {
        let from_all = s.view().into_dyn();
        let one = channel.iter().fold(from_all, |part, &i| part.index_axis_move(Axis(0), i));
        one.into_dimensionality::<Ix2>().expect("only the axes of bins and frames are left")
    };
    let channels = indices(leading.clone()).into_iter().map(IntoDimension::into_dimension);
    stack("s", leading, channels.map(|channel| kernel(&spectrogram(channel.slice()))))
}

/// Puts the results for the channels of the argument `name` side by side.
fn stack<B, L, E>(
    name: &'static str,
    leading: L,
    results: impl Iterator<Item = Result<Array<B, E>>>,
) -> Result<Array<B, Stacked<L, E>>>
where
    B: Clone,
    L: Dimension + DimAdd<E>,
    E: Dimension,
{
    let parts = results.collect::<Result<Vec<_>>>()?;
    let Some(first) = parts.first() else {
        return Err(Error::TooShort { name, expected: 1, actual: 0 });
    };
    // The axes of a part are stored from the last to the first, which is frame by frame in memory.
    let (n_leading, n_axes) = (leading.ndim(), leading.ndim() + first.ndim());
    let mut stored = Stacked::<L, E>::zeros(n_axes);
    let mut order = Stacked::<L, E>::zeros(n_axes);
    for axis in 0..n_axes {
        let from_end = n_axes + n_leading - 1 - axis;
        (order[axis], stored[axis]) = if axis < n_leading {
            (axis, leading[axis])
        } else {
            (from_end, first.shape()[from_end - n_leading])
        };
    }
    let mut values = Vec::with_capacity(stored.size());
    for part in &parts {
        if part.shape() != first.shape() {
            let (expected, actual) = (first.shape().to_vec(), part.shape().to_vec());
            return Err(Error::Shape { name: "the kernel's result", expected, actual });
        }
        values.extend(part.t().iter().cloned());
    }
    let stacked =
        Array::from_shape_vec(stored, values).expect("each part has the first one's shape");
    Ok(stacked.permuted_axes(order))
}

/// The last axis of a signal, which must hold something.
pub(crate) fn time_axis<T, D: Dimension>(name: &'static str, y: &ArrayRef<T, D>) -> Result<Axis> {
    if y.ndim() == 0 || y.is_empty() {
        return Err(Error::TooShort { name, expected: 1, actual: 0 });
    }
    Ok(Axis(y.ndim() - 1))
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, Array2, Array3, Array4, ArrayD, Ix1, IxDyn, array, s};

    use super::*;

    #[test]
    fn each_channel_is_what_the_kernel_makes_of_it() {
        let y = Array3::from_shape_fn((2, 3, 4), |(a, b, i)| (100 * a + 10 * b + i) as f64);
        let kernel = |y: &ArrayRef1<f64>| {
            Ok(Array2::from_shape_fn((5, y.len()), |(k, i)| y[i] + 1000.0 * k as f64))
        };
        let stacked: Array4<f64> = over_channels(&y, kernel).unwrap();
        assert_eq!(stacked.dim(), (2, 3, 5, 4));
        assert_eq!(stacked.strides(), [60, 20, 1, 5]);
        assert_eq!(stacked.slice(s![1, 2, .., ..]), kernel(&y.slice(s![1, 2, ..])).unwrap());
    }

    #[test]
    fn spectrograms_keep_their_channels_apart() {
        let s = Array3::from_shape_fn((2, 3, 4), |(c, k, t)| (100 * c + 10 * k + t) as f64);
        let sums = over_spectrograms(&s, |s| Ok(s.sum_axis(Axis(0)))).unwrap();
        assert_eq!(sums, array![[30.0, 33.0, 36.0, 39.0], [330.0, 333.0, 336.0, 339.0]]);
        let frame_by_frame = s.to_owned().reversed_axes().as_standard_layout().into_owned();
        let again = over_spectrograms(&frame_by_frame.t(), |s| Ok(s.sum_axis(Axis(0)))).unwrap();
        assert_eq!(again, sums);
    }

    #[test]
    fn one_channel_and_any_number_of_axes() {
        let y = Array1::from_vec(vec![1.0, 2.0]);
        assert_eq!(over_channels(&y, |y| Ok(y.to_owned())).unwrap(), y);
        let y = ArrayD::from_elem(IxDyn(&[3, 2]), 1.0);
        let means = over_channels(&y, |y| Ok(ndarray::arr0(y.sum()))).unwrap();
        assert_eq!(means, array![2.0, 2.0, 2.0].into_dyn());
    }

    #[test]
    fn what_does_not_fit_is_named() {
        let none = over_channels(&Array2::<f64>::zeros((0, 5)), |y| Ok(y.to_owned())).unwrap_err();
        assert_eq!(none, Error::TooShort { name: "y", expected: 1, actual: 0 });
        let y = array![[1.0, 2.0], [0.0, 3.0]];
        let positive = |y: &ArrayRef1<f64>| Ok(y.iter().copied().filter(|&v| 0.0 < v).collect());
        let uneven = over_channels::<_, f64, _, Ix1>(&y, positive).unwrap_err();
        assert!(matches!(uneven, Error::Shape { name: "the kernel's result", .. }), "{uneven}");
        let refused =
            over_channels(&y, |y| onkai_core::check_positive("first", y[0]).map(|()| y.to_owned()));
        assert!(matches!(refused, Err(Error::Parameter { name: "first", .. })));
    }
}
