//! The matrix by which one multiplies in order to convolve.
//!
//! Counterpart of `scipy.linalg.convolution_matrix`.

use std::str::FromStr;

use ndarray::{Array2, ArrayRef1};
use onkai_core::{Error, Result, Scalar};

/// Which part of a convolution is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ConvolutionMode {
    /// All of it.
    #[default]
    Full,
    /// As many elements as the longer operand has, from the middle.
    Same,
    /// What needs no elements beyond the ends of the longer operand.
    Valid,
}

impl FromStr for ConvolutionMode {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        match name {
            "full" => Ok(Self::Full),
            "same" => Ok(Self::Same),
            "valid" => Ok(Self::Valid),
            _ => Err(Error::UnknownName {
                name: "convolution mode",
                value: name.to_owned(),
                known: "full, same, valid",
            }),
        }
    }
}

/// The matrix `A` for which `A · v` is the convolution of `a` with any `v` of length `n`.
///
/// # Shapes
///
/// `a`: `[m]`. Returns `[m + n - 1, n]` for all of the convolution, `[max(m, n), n]` for
/// [`ConvolutionMode::Same`], `[max(m, n) - min(m, n) + 1, n]` for [`ConvolutionMode::Valid`].
///
/// # Errors
///
/// [`Error::TooShort`] when `a` is empty, [`Error::Parameter`] when `n` is zero.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_linalg::{ConvolutionMode, convolution_matrix};
/// let a = convolution_matrix(&array![-1.0, 4.0, -2.0], 3, ConvolutionMode::Same)?;
/// assert_eq!(a, array![[4.0, -1.0, 0.0], [-2.0, 4.0, -1.0], [0.0, -2.0, 4.0]]);
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
pub fn convolution_matrix<T: Scalar>(
    a: &ArrayRef1<T>,
    n: usize,
    mode: ConvolutionMode,
) -> Result<Array2<T>> {
    let m = a.len();
    if m == 0 {
        return Err(Error::TooShort { name: "a", expected: 1, actual: 0 });
    }
    if n == 0 {
        return Err(Error::parameter("n", 0.0, "at least 1"));
    }
    let (short, long) = (m.min(n), m.max(n));
    let (n_rows, skipped) = match mode {
        ConvolutionMode::Full => (m + n - 1, 0),
        ConvolutionMode::Same => (long, (short - 1) / 2),
        ConvolutionMode::Valid => (long - short + 1, short - 1),
    };
    Ok(Array2::from_shape_fn((n_rows, n), |(i, j)| {
        (i + skipped).checked_sub(j).and_then(|k| a.get(k)).copied().unwrap_or_else(T::zero)
    }))
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};

    use super::*;

    #[test]
    fn empty_operands_are_named() {
        let error = convolution_matrix(&Array1::<f64>::zeros(0), 2, ConvolutionMode::Full);
        assert!(matches!(error, Err(Error::TooShort { name: "a", .. })));
        let error = convolution_matrix(&array![1.0], 0, ConvolutionMode::Full);
        assert!(matches!(error, Err(Error::Parameter { name: "n", .. })));
        assert!("half".parse::<ConvolutionMode>().is_err());
        assert_eq!("same".parse(), Ok(ConvolutionMode::Same));
    }
}
