//! Convolution by whatever takes less time.
//!
//! Counterpart of `scipy.signal.convolve` and `choose_conv_method`.

use std::str::FromStr;

use ndarray::{Array, ArrayD, ArrayRef, Dimension};
use onkai_core::{Error, PadMode, Result, Scalar};
use onkai_fft::next_fast_len;
use onkai_linalg::ConvolutionMode;

use super::blocks::{block_len, cost};
use super::direct::direct;
use super::operands::{Operands, of_dimension, reversed};
use super::transformed::transformed;

/// Convolves two arrays along all their axes.
///
/// ```text
/// y[n] = Σₖ in1[n - k] in2[k]
/// ```
///
/// # Shapes
///
/// `in1`, `in2`: as many axes each. Along each the result has `n + k - 1` samples
/// ([`Full`](ConvolutionMode::Full)), the `n` of `in1` from the middle of these
/// ([`Same`](ConvolutionMode::Same)), or `max(n, k) - min(n, k) + 1`, which need no samples beyond
/// the ends ([`Valid`](ConvolutionMode::Valid)).
///
/// # Errors
///
/// [`Error::TooShort`] when an array is empty; [`Error::Values`] when they have not as many axes, or,
/// for [`Valid`](ConvolutionMode::Valid), neither covers the other. A NaN or an infinity is no error:
/// [`Direct`](ConvolutionMethod::Direct) keeps it within the reach of the kernel,
/// [`Fft`](ConvolutionMethod::Fft) may spread it.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_signal::{ConvolutionMethod, ConvolutionMode, convolve};
/// let (x, kernel) = (array![1.0, 2.0, 3.0], array![0.0, 1.0, 0.5]);
/// let y = convolve(&x, &kernel, ConvolutionMode::Full, ConvolutionMethod::Direct)?;
/// assert_eq!(y, array![0.0, 1.0, 2.5, 4.0, 1.5]);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
pub fn convolve<T: Scalar, D: Dimension>(
    in1: &ArrayRef<T, D>,
    in2: &ArrayRef<T, D>,
    mode: ConvolutionMode,
    method: ConvolutionMethod,
) -> Result<Array<T, D>> {
    convolve_operands(&Operands::new(in1, in2, None, mode)?, method).map(of_dimension)
}

pub(super) fn convolve_operands<T: Scalar>(
    operands: &Operands<'_, T>,
    method: ConvolutionMethod,
) -> Result<ArrayD<T>> {
    let is_direct = match method {
        ConvolutionMethod::Auto => fastest(operands) == ConvolutionMethod::Direct,
        chosen => chosen == ConvolutionMethod::Direct,
    };
    if !is_direct && !operands.axes.is_empty() {
        return transformed(operands);
    }
    // The kernel is the smaller one: fewer passes, and less to pad.
    let (a, b) = (&operands.a, &operands.b);
    let (x, kernel) = if b.len() <= a.len() { (a, b) } else { (b, a) };
    Ok(direct(x, &reversed(kernel), &operands.kept(), PadMode::Constant(T::zero())))
}

/// Which method [`convolve`] and [`correlate`](crate::correlate) take for these operands, if left to
/// themselves: never [`ConvolutionMethod::Auto`].
///
/// # Errors
///
/// As [`convolve`].
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_signal::{ConvolutionMethod, ConvolutionMode, choose_conv_method};
/// let x = Array1::<f64>::zeros(100_000);
/// let method = |n| choose_conv_method(&x, &Array1::zeros(n), ConvolutionMode::Full);
/// assert_eq!(method(3)?, ConvolutionMethod::Direct);
/// assert_eq!(method(3000)?, ConvolutionMethod::Fft);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// The choice rests on what either method costs here, and so may be another; there is no `measure`.
pub fn choose_conv_method<T: Scalar, D: Dimension>(
    in1: &ArrayRef<T, D>,
    in2: &ArrayRef<T, D>,
    mode: ConvolutionMode,
) -> Result<ConvolutionMethod> {
    Ok(fastest(&Operands::new(in1, in2, None, mode)?))
}

/// Fewer operations, those of a transform and those of a sum of products being counted alike.
fn fastest<T: Scalar>(operands: &Operands<'_, T>) -> ConvolutionMethod {
    let (n, k) = (operands.a.shape(), operands.b.shape());
    let kept = operands.kept();
    let outputs: f64 = kept.iter().map(|kept| kept.len as f64).product();
    let products = outputs * operands.a.len().min(operands.b.len()) as f64;
    // A vector unit does as many products at once as fit; complex ones are four real ones.
    let side_by_side = if T::IS_COMPLEX { 1.0 } else { 4.0 };
    let transforms = if let [kept] = kept[..] {
        let n_taps = n[0].min(k[0]);
        let n_fft = block_len::<T>(n_taps, kept.len);
        cost(n_fft, n_taps, kept.len) + cost(n_fft, n_taps, 1) / 2.0
    } else {
        let size: f64 = operands.full().iter().map(|&n| next_fast_len(n) as f64).product();
        4.0 * size * (size.log2() + 4.0) + 3000.0
    };
    if products / side_by_side <= transforms {
        ConvolutionMethod::Direct
    } else {
        ConvolutionMethod::Fft
    }
}

/// How a convolution is computed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ConvolutionMethod {
    /// What [`choose_conv_method`] says.
    #[default]
    Auto,
    /// By the sum of products that defines it.
    Direct,
    /// By [`fftconvolve`](crate::fftconvolve).
    Fft,
}

impl FromStr for ConvolutionMethod {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        match name {
            "auto" => Ok(Self::Auto),
            "direct" => Ok(Self::Direct),
            "fft" => Ok(Self::Fft),
            _ => Err(Error::UnknownName {
                name: "convolution method",
                value: name.to_owned(),
                known: "auto, direct, fft",
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, Array2, array};

    use super::*;

    #[test]
    fn empty_and_unfit_operands_are_named() {
        let (x, none) = (array![1.0, 2.0], Array1::<f64>::zeros(0));
        let run = |a: &Array1<f64>, b: &Array1<f64>| {
            convolve(a, b, ConvolutionMode::Full, ConvolutionMethod::Auto).unwrap_err().to_string()
        };
        assert_eq!(run(&none, &x), "`in1` has length 0, but needs at least 1");
        assert_eq!(run(&x, &none), "`in2` has length 0, but needs at least 1");
        let (a, b) = (Array2::<f64>::zeros((2, 5)), Array2::zeros((5, 2)));
        let error = convolve(&a, &b, ConvolutionMode::Valid, ConvolutionMethod::Auto).unwrap_err();
        assert!(matches!(error, Error::Values { name: "in2", .. }));
        let (a, b) = (array![1.0].into_dyn(), array![[1.0]].into_dyn());
        let error = convolve(&a, &b, ConvolutionMode::Full, ConvolutionMethod::Auto).unwrap_err();
        assert_eq!(error.to_string(), "`in2` must have as many axes as `in1`");
    }

    #[test]
    fn a_nan_stays_within_reach() {
        let mut x = Array1::<f64>::zeros(40);
        x[10] = f64::NAN;
        let y = convolve(&x, &array![1.0, 1.0], ConvolutionMode::Same, ConvolutionMethod::Direct);
        let bad: Vec<_> = (0..40).filter(|&i| y.as_ref().unwrap()[i].is_nan()).collect();
        assert_eq!(bad, [10, 11]);
    }

    #[test]
    fn names_are_scipys() {
        assert_eq!("fft".parse(), Ok(ConvolutionMethod::Fft));
        assert!("fast".parse::<ConvolutionMethod>().is_err());
    }

    #[test]
    fn numbers_are_multiplied() {
        let two = ndarray::arr0(2.0_f64);
        let y = convolve(&two, &two, ConvolutionMode::Full, ConvolutionMethod::Fft).unwrap();
        assert_eq!(y, ndarray::arr0(4.0));
    }
}
