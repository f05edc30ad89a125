//! Convolution of a large array with a small one, block by block.
//!
//! Counterpart of `scipy.signal.oaconvolve`.

use ndarray::{Array, ArrayD, ArrayRef, ArrayViewD, Axis, Dimension, IxDyn, Slice};
use onkai_core::{Result, Scalar};
use onkai_linalg::ConvolutionMode;

use super::blocks::block_len;
use super::operands::{Operands, of_dimension};
use super::transformed::{product, transformed};

/// [`fftconvolve`](crate::fftconvolve) that cuts the longer array into blocks along each axis, and adds
/// up where the convolved blocks overlap.
///
/// Pays where one array is much larger than the other; memory for transforms is that of a block.
///
/// # Shapes
///
/// As [`fftconvolve`](crate::fftconvolve).
///
/// # Errors
///
/// As [`fftconvolve`](crate::fftconvolve).
///
/// # Examples
///
/// ```
/// use ndarray::Array2;
/// use onkai_signal::{ConvolutionMode, oaconvolve};
/// let (image, kernel) = (Array2::<f32>::ones((300, 200)), Array2::ones((3, 3)));
/// let y = oaconvolve(&image, &kernel, ConvolutionMode::Valid, None)?;
/// assert!(y.dim() == (298, 198) && y.iter().all(|v| (v - 9.0).abs() < 1e-4));
/// # Ok::<(), onkai_signal::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// An empty array is refused, where SciPy returns an empty one.
pub fn oaconvolve<T: Scalar, D: Dimension>(
    in1: &ArrayRef<T, D>,
    in2: &ArrayRef<T, D>,
    mode: ConvolutionMode,
    axes: Option<&[Axis]>,
) -> Result<Array<T, D>> {
    let operands = Operands::new(in1, in2, axes, mode)?;
    // A single axis is cut into blocks there, too.
    if operands.axes.len() == 1 {
        return transformed(&operands).map(of_dimension);
    }
    let whole = added_blocks(&operands)?;
    Ok(of_dimension(operands.cut(&whole)))
}

/// The whole convolution.
fn added_blocks<T: Scalar>(operands: &Operands<'_, T>) -> Result<ArrayD<T>> {
    let (a, b) = (&operands.a, &operands.b);
    let pairs = a.shape().iter().zip(b.shape());
    let mut shape: Vec<usize> = pairs.map(|(&n, &k)| n.max(k)).collect();
    let full = operands.full();
    for (&axis, &len) in operands.axes.iter().zip(&full) {
        shape[axis] = len;
    }
    let mut out = ArrayD::from_elem(IxDyn(&shape), T::zero());
    // Along each axis the longer of the two is cut.
    let cuts: Vec<Cut> = { operands.axes.iter().zip(&full) }
        .map(|(&axis, &full)| Cut::new::<T>(axis, a.shape()[axis], b.shape()[axis], full))
        .collect();
    let n_blocks: usize = cuts.iter().map(|cut| cut.n_blocks).product();
    for index in 0..n_blocks {
        let (mut a, mut b, mut target) = (a.view(), b.view(), out.view_mut());
        let mut rest = index;
        let mut lens = Vec::with_capacity(cuts.len());
        for cut in cuts.iter().rev() {
            let (block, axis) = (rest % cut.n_blocks, Axis(cut.axis));
            rest /= cut.n_blocks;
            let longer = if cut.cuts_second { &mut b } else { &mut a };
            let start = block * cut.block;
            let end = (start + cut.block).min(longer.len_of(axis));
            longer.slice_axis_inplace(axis, Slice::from(start..end));
            let len = a.len_of(axis) + b.len_of(axis) - 1;
            lens.push(len);
            target.slice_axis_inplace(axis, Slice::from(start..start + len));
        }
        lens.reverse();
        let block = product(&a, &b, &operands.axes, &lens)?;
        let mut block: ArrayViewD<'_, T> = block.view();
        for (cut, &len) in cuts.iter().zip(&lens) {
            block.slice_axis_inplace(Axis(cut.axis), Slice::from(..len));
        }
        target.zip_mut_with(&block, |sum, &v| *sum += v);
    }
    Ok(out)
}

/// How an axis is cut into blocks.
struct Cut {
    axis: usize,
    cuts_second: bool,
    /// Samples of the longer operand in a block.
    block: usize,
    n_blocks: usize,
}

impl Cut {
    fn new<T: Scalar>(axis: usize, n: usize, k: usize, full: usize) -> Self {
        let (long, short) = (n.max(k), n.min(k));
        let block = (block_len::<T>(short, full) + 1 - short).min(long);
        Self { axis, cuts_second: n < k, block, n_blocks: long.div_ceil(block) }
    }
}
