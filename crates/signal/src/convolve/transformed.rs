//! Convolution as a product of spectra.
//!
//! Counterpart of `scipy.signal.fftconvolve`.

use ndarray::{Array, ArrayD, ArrayRef, ArrayViewD, Axis, Dimension, IxDyn, Zip};
use onkai_core::{Result, Scalar};
use onkai_fft::{
    FftnOptions, fftn_with, ifftn_with, irfftn_with, next_fast_len, next_fast_real_len, rfftn_with,
};
use onkai_linalg::ConvolutionMode;

use super::blocks::{BlockKernel, block_len};
use super::operands::{Kept, Operands, of_dimension};

/// Convolves two arrays by multiplying their Fourier transforms.
///
/// ```text
/// y[n] = Σₖ in1[n - k] in2[k]
/// ```
///
/// Pays from kernels of a few dozen samples on; [`convolve`](crate::convolve) chooses by itself. Along
/// a single axis a long signal is transformed block by block, at the sizes that take least time.
///
/// # Shapes
///
/// `in1`, `in2`: as many axes each. They are convolved along `axes` (`None`: all); along the others
/// their lengths are equal, or 1. Along `axes` the result has `n + k - 1` samples
/// ([`Full`](ConvolutionMode::Full)), the `n` of `in1` from the middle of these
/// ([`Same`](ConvolutionMode::Same)), or `max(n, k) - min(n, k) + 1`
/// ([`Valid`](ConvolutionMode::Valid)).
///
/// # Errors
///
/// [`Error::TooShort`](crate::Error::TooShort) when an array is empty;
/// [`Error::Values`](crate::Error::Values) when the shapes do not fit each other, or, for
/// [`Valid`](ConvolutionMode::Valid), neither array covers the other;
/// [`Error::Parameter`](crate::Error::Parameter) and [`Error::Values`](crate::Error::Values) for axes
/// that are missing or named twice. A NaN or an infinity is no error, but spoils its whole block.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_signal::{ConvolutionMode, fftconvolve};
/// let y = fftconvolve(&array![1.0_f64, 2.0, 3.0], &array![0.0, 1.0, 0.5], ConvolutionMode::Same, None)?;
/// assert!((y[1] - 2.5).abs() < 1e-12);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// An empty array is refused, where SciPy returns an empty one.
pub fn fftconvolve<T: Scalar, D: Dimension>(
    in1: &ArrayRef<T, D>,
    in2: &ArrayRef<T, D>,
    mode: ConvolutionMode,
    axes: Option<&[Axis]>,
) -> Result<Array<T, D>> {
    transformed(&Operands::new(in1, in2, axes, mode)?).map(of_dimension)
}

pub(super) fn transformed<T: Scalar>(operands: &Operands<'_, T>) -> Result<ArrayD<T>> {
    if let [axis] = operands.axes[..] {
        return along_one_axis(operands, Axis(axis));
    }
    let whole = product(&operands.a, &operands.b, &operands.axes, &operands.full())?;
    Ok(operands.cut(&whole))
}

/// The inverse transform of the product of the transforms: the whole convolution of at least `full`
/// samples along `axes`.
pub(super) fn product<T: Scalar>(
    a: &ArrayViewD<'_, T>,
    b: &ArrayViewD<'_, T>,
    axes: &[usize],
    full: &[usize],
) -> Result<ArrayD<T>> {
    let mut shape: Vec<usize> = full.iter().map(|&n| next_fast_len(n)).collect();
    if !T::IS_COMPLEX
        && let Some((last, &n)) = shape.last_mut().zip(full.last())
    {
        *last = next_fast_real_len(n);
    }
    let options = FftnOptions {
        shape: Some(shape),
        axes: Some(axes.iter().map(|&axis| Axis(axis)).collect()),
        ..Default::default()
    };
    if !T::IS_COMPLEX {
        let spectrum = |x: &ArrayViewD<'_, T>| {
            let real = x.mapv(T::re);
            rfftn_with(&real, &options)
        };
        let product = spectrum(a)? * spectrum(b)?;
        return Ok(irfftn_with(&product, &options)?.mapv_into_any(T::from_real));
    }
    let product = fftn_with(a, &options)? * fftn_with(b, &options)?;
    Ok(ifftn_with(&product, &options)?.mapv_into_any(T::from_complex))
}

/// Lane by lane; the shorter operand is the kernel.
fn along_one_axis<T: Scalar>(operands: &Operands<'_, T>, axis: Axis) -> Result<ArrayD<T>> {
    const FITS: &str = "the shapes were checked";
    let (a, b) = (&operands.a, &operands.b);
    let kept = Kept::new(operands.mode, a.len_of(axis), b.len_of(axis));
    let (x, kernel) = if b.len_of(axis) <= a.len_of(axis) { (a, b) } else { (b, a) };
    let n_fft = block_len::<T>(kernel.len_of(axis), kept.len);
    let shape = |len: usize| -> Vec<usize> {
        let pairs = a.shape().iter().zip(b.shape());
        let mut shape: Vec<usize> = pairs.map(|(&n, &k)| n.max(k)).collect();
        shape[axis.index()] = len;
        shape
    };
    let lanes = x.broadcast(IxDyn(&shape(x.len_of(axis)))).expect(FITS);
    let mut out = ArrayD::from_elem(IxDyn(&shape(kept.len)), T::zero());
    let is_shared = kernel.len() == kernel.len_of(axis);
    if is_shared {
        let kernel =
            BlockKernel::new(kernel.iter().copied().collect::<Vec<_>>().into_iter(), n_fft)?;
        for (lane, mut out) in lanes.lanes(axis).into_iter().zip(out.lanes_mut(axis)) {
            let y = kernel.run(&onkai_core::as_contiguous(&lane), kept);
            out.iter_mut().zip(y).for_each(|(out, y)| *out = y);
        }
        return Ok(out);
    }
    let kernels = kernel.broadcast(IxDyn(&shape(kernel.len_of(axis)))).expect(FITS);
    let pairs = lanes.lanes(axis).into_iter().zip(kernels.lanes(axis));
    for ((lane, kernel), mut out) in pairs.zip(out.lanes_mut(axis)) {
        let kernel = BlockKernel::new(kernel.to_vec().into_iter(), n_fft)?;
        let y = kernel.run(&onkai_core::as_contiguous(&lane), kept);
        Zip::from(&mut out).and(&ndarray::ArrayView1::from(&y)).for_each(|out, &y| *out = y);
    }
    Ok(out)
}
