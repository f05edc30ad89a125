//! Convolution of images, with a rule for what lies beyond their edges.
//!
//! Counterpart of `scipy.signal.convolve2d` and `correlate2d`.

use std::str::FromStr;

use ndarray::{Array2, ArrayD, ArrayRef2};
use onkai_core::{Error, PadMode, Result, Scalar};
use onkai_linalg::ConvolutionMode;

use super::direct::direct;
use super::operands::{Kept, Operands, of_dimension, reversed};

/// Convolves two images by sums of products.
///
/// # Shapes
///
/// `in1`: `[m, n]`, `in2`: `[k, l]`. Returns `[m + k - 1, n + l - 1]`
/// ([`Full`](ConvolutionMode::Full)), `[m, n]` ([`Same`](ConvolutionMode::Same)) or
/// `[m - k + 1, n - l + 1]` ([`Valid`](ConvolutionMode::Valid), where either image may be the larger
/// one).
///
/// # Errors
///
/// [`Error::TooShort`] when an image is empty, [`Error::Values`] when, for
/// [`Valid`](ConvolutionMode::Valid), neither covers the other.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_signal::{ConvolutionMode, ImageBoundary, convolve2d};
/// let image = array![[1.0, 2.0], [3.0, 4.0]];
/// let y = convolve2d(&image, &array![[1.0, 1.0]], ConvolutionMode::Same, ImageBoundary::Wrap)?;
/// assert_eq!(y, array![[3.0, 3.0], [7.0, 7.0]]);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
pub fn convolve2d<T: Scalar>(
    in1: &ArrayRef2<T>,
    in2: &ArrayRef2<T>,
    mode: ConvolutionMode,
    boundary: ImageBoundary<T>,
) -> Result<Array2<T>> {
    let operands = Operands::new(in1, in2, None, mode)?;
    // Only where no edge is seen may the operands change places.
    let is_larger = in1.nrows() < in2.nrows() || in1.ncols() < in2.ncols();
    let swap = mode == ConvolutionMode::Valid && is_larger;
    let (x, kernel) = if swap { (&operands.b, &operands.a) } else { (&operands.a, &operands.b) };
    Ok(of_dimension(direct(x, &reversed(kernel), &operands.kept(), boundary.padding())))
}

/// Correlates two images by sums of products.
///
/// With [`Same`](ConvolutionMode::Same) and an even length of `in2` the middle is that of SciPy's
/// `correlate2d`: one element later than that of [`correlate`](crate::correlate).
///
/// # Shapes
///
/// As [`convolve2d`].
///
/// # Errors
///
/// As [`convolve2d`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_signal::{ConvolutionMode, ImageBoundary, correlate2d};
/// let (image, part) = (array![[1.0, 2.0, 3.0], [4.0, 5.0, 7.0]], array![[4.0, 5.0]]);
/// let y = correlate2d(&image, &part, ConvolutionMode::Valid, ImageBoundary::Fill(0.0))?;
/// assert_eq!(y, array![[14.0, 23.0], [41.0, 55.0]]);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
pub fn correlate2d<T: Scalar>(
    in1: &ArrayRef2<T>,
    in2: &ArrayRef2<T>,
    mode: ConvolutionMode,
    boundary: ImageBoundary<T>,
) -> Result<Array2<T>> {
    let operands = Operands::new(in1, in2, None, mode)?;
    let conjugated: ArrayD<T> = operands.b.mapv(Scalar::conj);
    let is_larger = in1.nrows() < in2.nrows() || in1.ncols() < in2.ncols();
    if mode == ConvolutionMode::Valid && is_larger {
        // The larger image is slid over; the shifts then count the other way round.
        let out =
            direct(&conjugated.view(), &operands.a.to_owned(), &operands.kept(), PadMode::Wrap);
        return Ok(of_dimension(reversed(&out.view())));
    }
    let kept = |axis: usize| {
        let (n, k) = (operands.a.shape()[axis], operands.b.shape()[axis]);
        match Kept::new(mode, n, k) {
            // The middle of an even length is the second of the two here, as in SciPy.
            kept if mode == ConvolutionMode::Same => Kept { start: k / 2, ..kept },
            kept => kept,
        }
    };
    Ok(of_dimension(direct(&operands.a, &conjugated, &[kept(0), kept(1)], boundary.padding())))
}

/// What lies beyond the edges of `in1`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ImageBoundary<T> {
    /// One value, SciPy's `fillvalue`.
    Fill(T),
    /// The image repeated.
    Wrap,
    /// The image mirrored about its edges; the outermost rows and columns are repeated.
    Symm,
}

impl<T: Scalar> Default for ImageBoundary<T> {
    /// Zeros.
    fn default() -> Self {
        Self::Fill(T::zero())
    }
}

impl<T: Scalar> ImageBoundary<T> {
    fn padding(self) -> PadMode<T> {
        match self {
            Self::Fill(value) => PadMode::Constant(value),
            Self::Wrap => PadMode::Wrap,
            Self::Symm => PadMode::Symmetric,
        }
    }
}

impl<T: Scalar> FromStr for ImageBoundary<T> {
    type Err = Error;

    /// Reads SciPy's names; `"fill"` means zeros.
    fn from_str(name: &str) -> Result<Self> {
        match name {
            "fill" => Ok(Self::Fill(T::zero())),
            "wrap" => Ok(Self::Wrap),
            "symm" | "symmetric" => Ok(Self::Symm),
            _ => Err(Error::UnknownName {
                name: "image boundary",
                value: name.to_owned(),
                known: "fill, wrap, symm",
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn names_and_unfit_images() {
        assert_eq!("symm".parse::<ImageBoundary<f64>>(), Ok(ImageBoundary::Symm));
        assert!("reflect".parse::<ImageBoundary<f64>>().is_err());
        let (tall, wide) = (array![[1.0], [2.0]], array![[1.0, 2.0]]);
        let valid = ConvolutionMode::Valid;
        assert!(convolve2d(&tall, &wide, valid, ImageBoundary::Wrap).is_err());
        assert!(correlate2d(&tall, &Array2::zeros((0, 1)), valid, ImageBoundary::Wrap).is_err());
    }
}
