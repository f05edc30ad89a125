//! How a signal goes on beyond its ends while it is filtered to and fro.

use std::str::FromStr;

use ndarray::ArrayRef1;
use onkai_core::{Error, Result, Scalar, as_contiguous, large_with_capacity};

/// What is set before and after a signal, filtered with it, and cut off again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Extension {
    /// What is set there. Default: [`ExtensionKind::Odd`].
    #[doc(alias = "padtype")]
    pub kind: ExtensionKind,
    /// How many samples at each end. Default: `None`, three times the number of coefficients.
    #[doc(alias = "padlen")]
    pub len: Option<usize>,
}

/// What is set before and after a signal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ExtensionKind {
    /// The signal turned by 180 degrees about its end: `2 x[0] - x[i]`.
    #[default]
    Odd,
    /// The signal mirrored about its end: `x[i]`.
    Even,
    /// The sample at the end: `x[0]`.
    Constant,
    /// Nothing.
    None,
}

impl FromStr for ExtensionKind {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        match name {
            "odd" => Ok(Self::Odd),
            "even" => Ok(Self::Even),
            "constant" => Ok(Self::Constant),
            "none" => Ok(Self::None),
            _ => Err(Error::UnknownName {
                name: "kind of extension",
                value: name.to_owned(),
                known: "odd, even, constant, none",
            }),
        }
    }
}

impl Extension {
    /// The samples to add at each end of a signal of `n`, by a filter of `n_taps` coefficients.
    pub(super) fn len_for(self, n: usize, n_taps: usize) -> Result<usize> {
        let len = match self.kind {
            ExtensionKind::None => 0,
            _ => self.len.unwrap_or(3 * n_taps),
        };
        if n <= len {
            return Err(Error::TooShort { name: "x", expected: len + 1, actual: n });
        }
        Ok(len)
    }

    /// The signal between its extensions; `len` is less than its length.
    pub(super) fn extended<T: Scalar>(self, x: &ArrayRef1<T>, len: usize) -> Vec<T> {
        let n = x.len();
        let beyond = |end: T, inner: T| match self.kind {
            ExtensionKind::Odd => end + end - inner,
            ExtensionKind::Even => inner,
            ExtensionKind::Constant | ExtensionKind::None => end,
        };
        let mut extended = large_with_capacity(n + 2 * len);
        extended.extend((1..=len).rev().map(|i| beyond(x[0], x[i])));
        extended.extend_from_slice(&as_contiguous(x));
        extended.extend((1..=len).map(|i| beyond(x[n - 1], x[n - 1 - i])));
        extended
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn each_kind_continues_in_its_way() {
        let x = array![1.0, 2.0, 4.0];
        let of = |name: &str| Extension { kind: name.parse().unwrap(), len: None }.extended(&x, 2);
        assert_eq!(of("odd"), [-2.0, 0.0, 1.0, 2.0, 4.0, 6.0, 7.0]);
        assert_eq!(of("even"), [4.0, 2.0, 1.0, 2.0, 4.0, 2.0, 1.0]);
        assert_eq!(of("constant"), [1.0, 1.0, 1.0, 2.0, 4.0, 4.0, 4.0]);
        assert!("zero".parse::<ExtensionKind>().is_err());
    }

    #[test]
    fn the_signal_must_be_longer_than_its_extension() {
        let extension = Extension::default();
        let error = extension.len_for(9, 3).unwrap_err().to_string();
        assert_eq!(error, "`x` has length 9, but needs at least 10");
        assert_eq!(extension.len_for(10, 3), Ok(9));
        let none = Extension { kind: ExtensionKind::None, len: Some(100) };
        assert_eq!(none.len_for(1, 3), Ok(0));
        assert!(none.len_for(0, 3).is_err());
    }
}
